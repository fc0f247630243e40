"""What the files hold that a result depends on, told by how they look from outside where that is sure."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from typing import Final

from privlint.disk import Disk, digest_of
from privlint.warm.kept import Stat
from privlint.workspace.files import Look

#: A file may have been changed twice within the smallest step of the clock of its disk: one that was changed shortly
#: before somebody looked is read again the next time.
_NANOSECONDS_OF_DOUBT: Final = 2_000_000_000
_BLOCK: Final = 1 << 20


class Inputs:
    """Digests of files as they are now. `stats` are what is known of them, `start` is when somebody began to look, in
    nanoseconds, `looks` what was seen since; `found` is what may be known from now on."""

    def __init__(self, disk: Disk, stats: Mapping[str, Stat], start: int, looks: Mapping[str, Look]) -> None:
        self._disk = disk
        self._root = os.path.realpath(disk.root)
        self._known = stats
        self._start = start
        self._looks = looks
        self.found: dict[str, Stat] = {}
        self.is_steady = True  # whether nothing was changed since the start

    def digests(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The digest of each file, b"" for one that cannot be read."""
        return {path: self._digest(path) for path in paths}

    def content(self, path: str) -> bytes | None:
        """What a file holds, None if it cannot be read."""
        if path in self._disk.unsaved:
            return self._disk.unsaved[path]
        try:
            with open(self._full(path), "rb") as file:
                return file.read()
        except (OSError, ValueError):
            return None

    def of_content(self, path: str, data: bytes) -> bytes:
        """The digest of what was read of a file since the start."""
        digest = digest_of(data)
        look = self._look(path)
        if look is not None and look[0] == len(data):
            self._note(path, look, digest)
        return digest

    def _digest(self, path: str) -> bytes:
        if path in self._disk.unsaved:
            return digest_of(self._disk.unsaved[path])
        look = self._look(path)
        if look is None:
            return b""
        known = self._known.get(path)
        if known is not None and (known.size, known.modified, known.changed) == look:
            self.found[path] = known
            return known.digest
        digest = self._read_digest(path)
        if digest:
            self._note(path, look, digest)
        return digest

    def _note(self, path: str, look: Look, digest: bytes) -> None:
        newest = max(look[1:])
        self.is_steady &= newest < self._start
        if newest < self._start - _NANOSECONDS_OF_DOUBT:
            self.found[path] = Stat(*look, digest)

    def _look(self, path: str) -> Look | None:
        known = self._looks.get(path)
        if known is not None:
            return known
        try:
            status = os.stat(self._full(path))
        except (OSError, ValueError):
            return None
        return status.st_size, status.st_mtime_ns, status.st_ctime_ns

    def _read_digest(self, path: str) -> bytes:
        """As `digest_of`, block by block: archives may be large."""
        digest = hashlib.blake2b(digest_size=16)
        try:
            with open(self._full(path), "rb") as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
        except (OSError, ValueError):
            return b""
        return digest.digest()

    def _full(self, path: str) -> str:
        return f"{self._root}/{path}"
