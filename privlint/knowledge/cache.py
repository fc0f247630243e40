"""The compiled catalogue in the user's cache folder.

Reading 200 TOML files costs as much as analysing a small app, so the result is kept as MessagePack under a digest
of the files. A cache that is missing, foreign or broken is no error: the catalogue is compiled again. Nothing in it
is ever run.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from privlint.cache import atomically
from privlint.knowledge.catalogue import Catalogue

#: Compiled catalogues that stay in the folder; older ones are removed.
_KEPT = 4


def read(folder: Path, digest: str) -> Catalogue | None:
    """The catalogue compiled from files of this digest, or None."""
    try:
        data = _file(folder, digest).read_bytes()
        catalogue = msgspec.msgpack.decode(data, type=Catalogue)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return catalogue if catalogue.digest == digest else None


def write(folder: Path, catalogue: Catalogue) -> None:
    """Stores a catalogue, whole or not at all; a folder that cannot be written is left alone."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        atomically.write(_file(folder, catalogue.digest), msgspec.msgpack.encode(catalogue))
        _remove_old(folder)


def _file(folder: Path, digest: str) -> Path:
    return folder / f"catalogue-{digest}.msgpack"


def _remove_old(folder: Path) -> None:
    files = sorted(folder.glob("catalogue-*.msgpack"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[_KEPT:]:
        path.unlink(missing_ok=True)
