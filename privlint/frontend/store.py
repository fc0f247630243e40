"""The facts of a repository's files: outlines at first, with code from when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from privlint.frontend.code import Code, StoredCode
from privlint.frontend.facts import FileFacts, Lost
from privlint.frontend.reading import read_code

#: Makes a space of every byte that no identifier has.
_WORDS: Final = bytes(c if chr(c).isalnum() and c < 128 or c == ord("_") else ord(" ") for c in range(256))


class FactStore(Mapping[str, FileFacts]):
    """What was found in files, by path relative to `root`; looking a path up gives the outline."""

    def __init__(self, root: Path, outlines: Mapping[str, FileFacts], code: dict[str, Code] | None = None) -> None:
        """`code` is that of the files that were parsed already, with nothing asked for yet."""
        self._root = root
        self._outlines = outlines
        self._code: dict[str, Code] = {} if code is None else code
        self._sources: dict[str, bytes] = {}
        self._mentioning: dict[bytes, frozenset[str]] = {}

    def __getitem__(self, path: str) -> FileFacts:
        return self._outlines[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._outlines)

    def __len__(self) -> int:
        return len(self._outlines)

    def code(self, path: str) -> Code:
        """The code of a file. A file that has changed since its outline was taken has none."""
        found = self._code.get(path)
        if found is None:
            outline = self._outlines[path]
            found = self._code[path] = self._read(path, outline) if outline.is_outline else StoredCode(outline)
        return found

    def _read(self, path: str, outline: FileFacts) -> Code:
        found = read_code(self._root, path)
        return found if isinstance(found, Code) and _continues(found, outline) else StoredCode(outline)

    def lost(self) -> Iterator[tuple[str, Sequence[Lost]]]:
        """The files of which lines were lost so far."""
        for path, outline in self._outlines.items():
            lost = self._code[path].lost() if path in self._code else outline.lost
            if lost:
                yield path, lost

    def mentioning(self, *texts: bytes) -> frozenset[str]:
        """The files whose source has all of the texts in it."""
        longest, *others = sorted(texts, key=len, reverse=True) or [b""]
        found = self._with(longest)
        if not others:
            return found
        return frozenset(path for path in found if all(text in self._sources[path] for text in others))

    def _with(self, text: bytes) -> frozenset[str]:
        found = self._mentioning.get(text)
        if found is None:
            if not self._sources:
                self._sources.update((path, self.source(path)) for path in self._outlines)
            found = frozenset(path for path, source in self._sources.items() if text in source)
            self._mentioning[text] = found
        return found

    def words(self, path: str) -> frozenset[bytes]:
        """The identifiers and other words in the source of a file."""
        return frozenset(self.source(path).translate(_WORDS).split())

    def source(self, path: str) -> bytes:
        """The bytes of a file; none of one that is gone."""
        code = self._code.get(path)
        if code is not None and code.source:
            return code.source
        try:
            return (self._root / path).read_bytes()
        except (OSError, ValueError):  # it was there when the outline was taken
            return b""


def _continues(code: Code, outline: FileFacts) -> bool:
    """Whether the types and members of an outline are those of a file."""
    known = code.types
    return len(known) == len(outline.types) and all(
        (found.name, found.fields, found.methods) == (decl.name, decl.fields, decl.methods)
        for found, decl in zip(known, outline.types, strict=True)
    )
