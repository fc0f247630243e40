"""The documents that are open in the editor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from privlint.lsp.addresses import path_of, relative
from privlint.sources import read_bytes

_MOST_CHARACTERS = 8 << 20  # what is longer is no text that people write; what lies on disk counts


class Document(msgspec.Struct, frozen=True):
    """A file as the editor shows it."""

    uri: str  # in the spelling of the editor
    path: Path
    version: int | None
    text: str

    def content(self) -> bytes:
        """The text as it would be saved in UTF-8. Halves of characters, which no file holds, become question marks."""
        return self.text.encode("utf-8", "replace")


class Documents:
    """The open documents by path. What is no file (an untitled text, a page of a web server) is none of them."""

    def __init__(self) -> None:
        self._open: dict[Path, Document] = {}

    def put(self, uri: str, version: int | None, text: str) -> Document | None:
        """Takes a document that was opened or has changed; None for what is no file."""
        path = path_of(uri)
        if path is None:
            return None
        self._open[path] = Document(uri, path, version, text)
        return self._open[path]

    def close(self, uri: str) -> Document | None:
        """Forgets a document."""
        path = path_of(uri)
        return None if path is None else self._open.pop(path, None)

    def at(self, path: Path) -> Document | None:
        """The open document with a path."""
        return self._open.get(path)

    def of(self, uri: str) -> Document | None:
        """The open document that a URI names, however it is spelt."""
        path = path_of(uri)
        return None if path is None else self._open.get(path)

    def versions(self) -> dict[Path, int | None]:
        """The versions of all documents."""
        return {path: document.version for path, document in self._open.items()}

    def unsaved(self, folder: Path) -> dict[str, bytes]:
        """The documents below a folder that differ from what is on disk, by their paths below the folder."""
        return {
            path: content
            for path, document in self._below(folder)
            if len(document.text) <= _MOST_CHARACTERS and (content := document.content()) != read_bytes(document.path)
        }

    def _below(self, folder: Path) -> Iterator[tuple[str, Document]]:
        for document in list(self._open.values()):
            path = relative(document.path, folder)
            if path is not None and _is_text(path):
                yield path, document


def _is_text(path: str) -> bool:
    """Whether a report can name a file."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
