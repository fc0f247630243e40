"""The facts of a repository's files: outlines at first, with code from when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from privlint.frontend.facts import Body, FileFacts, encode_body
from privlint.frontend.reading import read_file

_NO_CODE = encode_body(Body([], []))


class FactStore(Mapping[str, FileFacts]):
    """What was found in files, by path relative to `root`; looking a path up gives the outline."""

    def __init__(self, root: Path, outlines: Mapping[str, FileFacts]) -> None:
        self._root = root
        self._outlines = outlines
        self._complete: dict[str, FileFacts] = {}
        self._sources: dict[str, bytes] = {}

    def __getitem__(self, path: str) -> FileFacts:
        return self._outlines[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._outlines)

    def __len__(self) -> int:
        return len(self._outlines)

    def complete(self, path: str) -> FileFacts:
        """All facts of a file. A file that has changed since its outline was taken has no code."""
        found = self._complete.get(path)
        if found is None:
            outline = self._outlines[path]
            found = self._read(path, outline) if outline.is_outline else outline
            self._complete[path] = found
        return found

    def _read(self, path: str, outline: FileFacts) -> FileFacts:
        found = read_file(self._root, path)
        if isinstance(found, FileFacts) and _continues(found, outline):
            return found
        return msgspec.structs.replace(outline, bodies=(_NO_CODE,) * len(outline.bodies), is_outline=False)

    def completed(self) -> Mapping[str, FileFacts]:
        """What is known of each file: all facts where somebody has asked for them, outlines elsewhere."""
        return {**self._outlines, **self._complete}

    def mentions(self, path: str, text: bytes) -> bool:
        """Whether the source of a file has a text in it."""
        source = self._sources.get(path)
        if source is None:
            source = self._sources[path] = self._source(path)
        return text in source

    def _source(self, path: str) -> bytes:
        try:
            return (self._root / path).read_bytes()
        except (OSError, ValueError):  # it was there when the outline was taken
            return b""


def _continues(found: FileFacts, outline: FileFacts) -> bool:
    """Whether facts have the types, members and numbers of an outline."""
    known = found.types[: len(outline.types)]
    return (
        found.locals[: len(outline.locals)] == outline.locals
        and len(found.bodies) >= len(outline.bodies)
        and [(decl.name, decl.fields, decl.methods) for decl in known]
        == [(decl.name, decl.fields, decl.methods) for decl in outline.types]
    )
