"""The files of a folder, with texts that an editor has not saved yet in the place of some of them.

A disk notes what was asked of it. So it is known later which files a result depends on, and of which of them only some
lines were looked at."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

_NOTHING: Final[Mapping[str, bytes]] = {}


def digest_of(data: bytes) -> bytes:
    """What tells one content from another."""
    return hashlib.blake2b(data, digest_size=16).digest()


class Asked:
    """What was asked of the files of a disk, by path."""

    def __init__(self) -> None:
        self.whole: set[str] = set()  # all of it may matter
        self.lines: dict[str, set[int]] = {}  # 1-based
        self.texts: dict[str, set[str]] = {}  # whether they stand in a file
        self.starts: dict[str, set[tuple[str, int]]] = {}  # where a text stands first, within so many lines
        #: What is in a folder, whether git knows it or not; nothing where there is no such folder.
        self.folders: dict[str, tuple[str, ...]] = {}
        self.listing: tuple[str, ...] | None = None  # all files
        self.digests: dict[str, bytes] = {}  # of what was read
        self.is_steady = True  # whether no file was found to be another when it was read again

    def read(self, path: str, data: bytes) -> None:
        """Notes what a file held."""
        digest = digest_of(data)
        self.is_steady &= self.digests.setdefault(path, digest) == digest


class Disk:
    """What every reader of a repository reads from. Paths are relative to `root`, with forward slashes."""

    def __init__(self, root: Path, unsaved: Mapping[str, bytes] = _NOTHING) -> None:
        """`unsaved`: path -> content that counts instead of what the file holds; the file need not be there."""
        self.root = root
        self.unsaved = unsaved
        self.asked = Asked()

    @staticmethod
    def of(root: Path | Disk) -> Disk:
        """A folder as it is saved; a disk is itself."""
        return root if isinstance(root, Disk) else Disk(root)

    def open(self, path: str, full: str) -> BinaryIO:
        """A file, opened for reading; `full` is where it lies. Raises OSError."""
        self.asked.whole.add(path)
        content = self.unsaved.get(path)
        return open(full, "rb") if content is None else io.BytesIO(content)

    def read(self, path: str, full: str, most: int) -> bytes:
        """The first `most` bytes of a file; `full` is where it lies. Raises OSError."""
        with self.open(path, full) as file:
            data = file.read(most)
        if len(data) < most:
            self.asked.read(path, data)
        return data

    def size(self, path: str, full: str) -> int:
        """How many bytes a file has. Raises OSError."""
        self.asked.whole.add(path)
        content = self.unsaved.get(path)
        return os.path.getsize(full) if content is None else len(content)

    def listed(self, path: str, full: str) -> list[str]:
        """The names in a folder, sorted. Raises OSError."""
        self.asked.folders[path] = ()
        names = sorted(os.listdir(full))
        self.asked.folders[path] = tuple(names)
        return names
