"""Files in the app's own storage: on a fresh install its folders are empty, until running code makes something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.consent.graph import Node
from privlint.consent.values import BOOLEANS, TRUE, Const, Value, Values, boolean, const

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

_KIND: Final = "file"
_TESTS: Final = frozenset(["exists", "isFile", "isDirectory", "canRead", "delete"])
_SIZES: Final = frozenset(["length", "lastModified"])
_LISTS: Final = frozenset(["listFiles", "list"])
_PARENTS: Final = frozenset(["getParentFile", "parentFile", "getParent", "parent"])
#: What leaves a file as it is. All else may make it, getting its path for somebody else included.
_HARMLESS: Final = frozenset(["getName", "name", "equals", "hashCode", "getClass", *_PARENTS])
_READERS: Final = ("Reader", "InputStream", "Scanner")
#: Folders that lie in the folder of the app's data, and that folder.
_IN_DATA: Final = frozenset(["getFilesDir", "getCacheDir", "getCodeCacheDir", "getNoBackupFilesDir"])
_DATA: Final = "dataDir"
_ITSELF: Final = frozenset(["getAbsoluteFile", "absoluteFile", "getCanonicalFile", "canonicalFile"])


def is_file(value: Value) -> bool:
    """Whether a value is a file or folder in the app's own storage."""
    return isinstance(value, Const) and value.kind == _KIND


def folder(name: str) -> Const:
    """A folder that is there from the beginning."""
    return const(_KIND, _DATA if name == "getDataDir" else name)


class Files:
    """What is known of files, by the folder they are in and their path from there."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def child(self, arguments: list[Values]) -> Values:
        """`new File(folder, "name")`; nothing if folder or name are not known."""
        if len(arguments) != 2 or len(arguments[0]) != 1 or len(arguments[1]) != 1:
            return ()
        parent, name = arguments[0][0], arguments[1][0]
        if not (isinstance(parent, Const) and is_file(parent) and isinstance(name, Const) and name.kind == "string"):
            return ()
        return (const(_KIND, f"{parent.text}/{name.text}"),)

    def ask(self, call: LibraryCall, file: Const) -> Values | None:
        """What a member of a file gives; None where that is not known."""
        if call.member == "resolve":
            return self.child([(file,), *call.arguments]) or None
        if call.member in _ITSELF:
            return (file,)
        if call.member in _PARENTS and file.text in _IN_DATA:
            return (folder(_DATA),)
        if call.member in _TESTS:
            return self._test(call.activation.node, file)
        if call.member in _SIZES:
            is_there = self._engine.read(call.activation.node, ("file", file.text))
            return None if is_there else (const("int", "0", "store", file.text),)
        if call.member in _LISTS:
            return self._list(call.activation.node, file)
        if call.member not in _HARMLESS:
            self.make(call.activation.node, (file,))
        return None

    def opened(self, node: Node, type_name: str, values: Values) -> None:
        """Notes that an object was made of files: what reads them does not make them."""
        if not type_name.endswith(_READERS):
            self.make(node, values)

    def make(self, node: Node, values: Values) -> None:
        """Notes that files may be made: they, and what is around them, are there from now on."""
        for value in values:
            if isinstance(value, Const) and is_file(value):
                path = value.text
                self._engine.write(node, ("file", path), BOOLEANS)
                while "/" in path:
                    path = path.rpartition("/")[0]
                    self._engine.write(node, ("file", path), BOOLEANS)
                    self._engine.write(node, ("inside", path), BOOLEANS)

    def _test(self, node: Node, file: Const) -> Values:
        if "/" not in file.text:
            return (TRUE,)
        absent = boolean(False, const("bool", "false", "store", file.text).origin)
        return (absent, TRUE) if self._engine.read(node, ("file", file.text)) else (absent,)

    def _list(self, node: Node, file: Const) -> Values | None:
        if self._engine.read(node, ("inside", file.text)):
            return None
        if "/" in file.text and not self._engine.read(node, ("file", file.text)):
            return (const("null", "null", "store", file.text),)
        return (const("empty", "", "store", file.text),)
