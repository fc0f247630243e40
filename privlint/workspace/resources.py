"""String and boolean resources, for the `@string/…` and `@bool/…` of manifests."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from privlint.workspace.xml import read_xml

_KINDS: Final = frozenset(("string", "bool", "integer"))
#: Resources that refer to resources that …
_MAX_HOPS: Final = 8


class Files(Protocol):
    """Where the content of files comes from."""

    def bytes(self, path: str) -> bytes | None:
        """The content of a file, None if it cannot be read."""
        ...


class ResourceFiles:
    """The values files of a repository, each read once and parsed only if it could hold what is asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._contents: dict[str, bytes] = {}
        self._values: dict[str, dict[str, str]] = {}

    def value(self, path: str, reference: str) -> str | None:
        """The value of `bool/enabled` in one file."""
        if path not in self._contents:
            self._contents[path] = self._files.bytes(path) or b""
        if path not in self._values:
            if not _may_define(self._contents[path], reference):
                return None
            self._values[path] = _values(self._contents[path])
        return self._values[path].get(reference)


class Resources:
    """The default values of the resources in some files, those with the highest priority last, and of those that the
    build script makes (`bool/enabled` -> `false`)."""

    def __init__(self, cache: ResourceFiles, paths: Sequence[str], made: Mapping[str, str] | None = None) -> None:
        self._cache = cache
        self._made = made or {}
        self.asked: set[str] = set()  # references that were looked for
        self._paths = [path for path in paths if is_default(path)]

    def resolve(self, text: str) -> str:
        """The value of a reference such as `@bool/enabled`; other text, and unknown references, as they are."""
        for _ in range(_MAX_HOPS):
            reference = text.lstrip("@+")
            if not text.startswith("@") or reference.partition("/")[0] not in _KINDS:
                break
            self.asked.add(reference)
            found = (self._cache.value(path, reference) for path in reversed(self._paths))
            value = self._made.get(reference) or next((value for value in found if value is not None), None)
            if value is None:
                break
            text = value
        return text


def is_default(path: str) -> bool:
    """Whether a values file is for all languages and devices."""
    return posixpath.basename(posixpath.dirname(path)) == "values"


def _may_define(data: bytes, reference: str) -> bool:
    """Whether the name of a resource stands in a file as that of an attribute: most files are never parsed."""
    name = reference.partition("/")[2].encode()
    return b'"%b"' % name in data or b"'%b'" % name in data or b"\0" in data[:4]  # UTF-16 is for the parser to read


def _values(data: bytes) -> dict[str, str]:
    root = read_xml(data)[0]
    result: dict[str, str] = {}
    for element in root.children if root is not None else ():
        kind = element.attributes.get("type", "") if element.tag == "item" else element.tag
        if kind in _KINDS:
            result[f"{kind}/{element.attributes.get('name', '')}"] = element.text.strip()
    return result
