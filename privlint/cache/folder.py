"""The folder of privlint's caches."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "PRIVLINT_CACHE_DIR"
#: The file of results (`database`) and the compiled catalogues (`privlint.knowledge.cache`).
PATTERNS = ("results.sqlite*", "catalogue-*.msgpack", "*.tmp")


def cache_folder() -> Path:
    """Where this user's caches of privlint lie; the folder need not exist. `PRIVLINT_CACHE_DIR` names another."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen).absolute()
    override = os.environ.get("XDG_CACHE_HOME")
    if override and os.path.isabs(override):
        return Path(override) / "privlint"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/AppData/Local")) / "privlint" / "cache"
    if sys.platform == "darwin":
        return Path(os.path.expanduser("~/Library/Caches/privlint"))
    return Path(os.path.expanduser("~/.cache/privlint"))


def remove() -> int:
    """Removes what privlint has put into the folder, and nothing else; how many bytes. Raises OSError."""
    folder, size = cache_folder(), 0
    for path in _ours(folder):
        size += path.stat().st_size
        path.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    return size


def _ours(folder: Path) -> Iterator[Path]:
    for pattern in PATTERNS:
        yield from folder.glob(pattern)
