"""The files of a folder, with texts that an editor has not saved yet in the place of some of them."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

_NOTHING: Final[Mapping[str, bytes]] = {}


class Disk:
    """What every reader of a repository reads from. Paths are relative to `root`, with forward slashes."""

    def __init__(self, root: Path, unsaved: Mapping[str, bytes] = _NOTHING) -> None:
        """`unsaved`: path -> content that counts instead of what the file holds; the file need not be there."""
        self.root = root
        self.unsaved = unsaved

    @staticmethod
    def of(root: Path | Disk) -> Disk:
        """A folder as it is saved; a disk is itself."""
        return root if isinstance(root, Disk) else Disk(root)

    def open(self, path: str, full: str) -> BinaryIO:
        """A file, opened for reading; `full` is where it lies. Raises OSError."""
        content = self.unsaved.get(path)
        return open(full, "rb") if content is None else io.BytesIO(content)

    def size(self, path: str, full: str) -> int:
        """How many bytes a file has. Raises OSError."""
        content = self.unsaved.get(path)
        return os.path.getsize(full) if content is None else len(content)
