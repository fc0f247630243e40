"""Which diagnostics the editor has. It is told what is different only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from lsprotocol import types

from privlint.lsp.addresses import uri_of
from privlint.lsp.diagnostics import ByFile
from privlint.lsp.documents import Documents

_Send = Callable[[types.PublishDiagnosticsParams], None]


class Publisher:
    """Diagnostics of several folders, of which one may lie inside another."""

    def __init__(self, documents: Documents, send: _Send) -> None:
        self._documents = documents
        self._send = send
        self._known: dict[Path, ByFile] = {}  # by folder

    def publish(self, folder: Path, found: ByFile, versions: Mapping[Path, int | None]) -> None:
        """Shows what was found in a folder in the place of what was found before. `versions` are those of the documents
        that were looked at: one that has changed since is left as it is, for the next check is on its way."""
        before = self._known.get(folder, {})
        now: ByFile = dict(found)
        for path in {*before, *found}:
            document = self._documents.at(path)
            if document is not None and document.version != versions.get(path, document.version):
                now[path] = before.get(path, [])
        self._known[folder] = now
        for path in sorted({*before, *now}):
            if before.get(path, []) != now.get(path, []):
                self.show(path)

    def forget(self, folder: Path) -> None:
        """Takes back what was shown of a folder."""
        self.publish(folder, {}, {})
        del self._known[folder]

    def show(self, path: Path) -> None:
        """Sends all that is known of a file."""
        found: list[types.Diagnostic] = []
        for by_file in self._known.values():
            found += [each for each in by_file.get(path, ()) if each not in found]
        document = self._documents.at(path)
        uri, version = (document.uri, document.version) if document is not None else (uri_of(path), None)
        self._send(types.PublishDiagnosticsParams(uri, found, version))
