"""What an earlier look at a folder has found in files that hold the same now."""

from __future__ import annotations

from privlint.frontend.facts import FileFacts
from privlint.frontend.portable import PortableFacts
from privlint.frontend.scanning import Scan
from privlint.frontend.store import FactStore


class RememberedFacts(PortableFacts):
    """Scans and outlines of a store. Its code is not used again: bodies get their numbers in the order in which they
    are asked for, and that of another check is another one."""

    def __init__(self, store: FactStore) -> None:
        super().__init__()
        self._sources = store.sources
        self._scans = store.index.scans
        self._outlines = store.outlines()

    def scan(self, path: str, source: bytes) -> tuple[bool, Scan | None]:
        """Whether a file holds what it held, and its scan."""
        return self._sources.get(path) == source, self._scans.get(path)

    def outline(self, path: str, source: bytes) -> FileFacts | None:
        """The outline, None if there is none."""
        return self._outlines.get(path) if self._sources.get(path) == source else None
