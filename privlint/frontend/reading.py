"""Reads source files, and extracts their facts."""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from privlint.disk import Disk

if TYPE_CHECKING:
    from privlint.frontend.code import Code
    from privlint.frontend.facts import FileFacts

_Extracted = TypeVar("_Extracted")

#: Larger files are none that people wrote.
MAX_BYTES: Final = 5_000_000


class Problem(msgspec.Struct, gc=False, frozen=True):
    """A file that could not be read, and why; of the same shape as the problems of the workspace."""

    path: str
    line: int
    reason: str
    lines: int = 0


def read_sources(
    root: Path | Disk, paths: Sequence[str], progress: Callable[[int, int], None] | None = None
) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of the files `paths` (relative to `root`) by path, in the order given, and a problem for each file that
    cannot be read. `progress` is called after each file with the number of files done and the number of all."""
    disk = Disk.of(root)
    sources: dict[str, bytes] = {}
    problems: list[Problem] = []
    for number, path in enumerate(paths, 1):
        found = _read(disk, path)
        if isinstance(found, bytes):
            sources[path] = found
        else:
            problems.append(Problem(path, 1, found))
        if progress is not None:
            progress(number, len(paths))
    return sources, problems


def _read(disk: Disk, path: str) -> bytes | str:
    try:
        source = disk.unsaved[path] if path in disk.unsaved else _source(os.path.join(disk.root, path))
    except (OSError, ValueError) as error:
        return f"cannot be read: {getattr(error, 'strerror', None) or error}"
    if source is None:
        return "is not a regular file"
    if len(source) > MAX_BYTES:
        return f"larger than {MAX_BYTES // 1_000_000} MB"
    return source


def _source(path: str) -> bytes | None:
    """The first bytes of a file, enough to tell that it is too large; None for pipes and the like, which might wait
    for ever."""
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode):
        return None
    with open(path, "rb", buffering=0) as file:  # asked for so many bytes, a buffer would take as many
        return file.read(min(status.st_size, MAX_BYTES) + 1)


def extract_outline(source: bytes, path: str) -> FileFacts | str:
    """The outline of a file, or the reason why there is none. Never raises for what is in a file."""
    return _extracted(source, path, _outline)


def extract_code(source: bytes, path: str) -> Code | str:
    """The code of a file, or the reason why there is none. Never raises for what is in a file."""
    return _extracted(source, path, _code)


def _extracted(source: bytes, path: str, extract: Callable[[bytes, str], _Extracted]) -> _Extracted | str:
    try:
        with _without_garbage_collection():
            return extract(source, path)
    except Exception as error:  # whatever a file brings about must not cost the others
        return f"cannot be analysed: {type(error).__name__}: {error}".partition("\n")[0]


def _outline(source: bytes, path: str) -> FileFacts:
    # Grammars are loaded when there is a file for them.
    if path.endswith(".java"):
        from privlint.frontend import java

        return java.outline(source)
    from privlint.frontend import kotlin

    return kotlin.outline(source, path.rpartition("/")[2])


def _code(source: bytes, path: str) -> Code:
    if path.endswith(".java"):
        from privlint.frontend import java

        return java.read(source)
    from privlint.frontend import kotlin

    return kotlin.read(source, path.rpartition("/")[2])


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Facts and trees have no cycles to look for; not looking saves a few hundredths of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
