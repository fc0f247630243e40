"""Reads the source files of a repository, in several processes when there are many."""

from __future__ import annotations

import gc
import os
import re
import stat
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from privlint.frontend.facts import FileFacts, decode_file, encode_file

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from privlint.frontend.code import Code

_Extracted = TypeVar("_Extracted")

#: Larger files are none that people wrote.
MAX_BYTES: Final = 5_000_000
#: Up to here, files are read in this process, and what has been parsed is kept: most of the time that processes save is
#: spent on parsing again what they cannot hand over.
MAX_FILES_WITHOUT_POOL: Final = 1500
#: A file that is kept takes about twenty-five times the memory of its source.
MAX_BYTES_KEPT: Final = 6_000_000

#: A comment that may suppress findings, or an annotation with a word that may be a rule.
_SUPPRESSION: Final = re.compile(rb'privlint:|@[\w.: \t]*Suppress\w*\s*\([^)]*"(?:PRV\d|[a-z0-9]+-)')

_FILES_A_CHUNK: Final = 20
_MAX_WORKERS: Final = 61  # more are refused on Windows


class Problem(msgspec.Struct, gc=False, frozen=True):
    """A file that could not be read, and why; of the same shape as the problems of the workspace."""

    path: str
    line: int
    reason: str
    lines: int = 0


def read_outlines(
    root: Path,
    paths: Sequence[str],
    progress: Callable[[int, int], None] | None = None,
    keep: dict[str, Code] | None = None,
) -> tuple[dict[str, FileFacts], list[Problem]]:
    """The outlines of the Java and Kotlin files `paths` (relative to `root`) by path, in the order given, and a problem
    for each file that cannot be read. Never raises for what is in a file.

    `progress` is called after each file with the number of files done and the number of all. `keep` is given the code
    of files that were parsed in this process, as far as there is memory for it."""
    facts: dict[str, FileFacts] = {}
    problems: list[Problem] = []
    with _without_garbage_collection():
        for number, (path, outcome) in enumerate(zip(paths, _read_all(str(root), paths, keep), strict=True), 1):
            if isinstance(outcome, str):
                problems.append(Problem(path, 1, outcome))
            else:
                facts[path] = outcome
            if progress is not None:
                progress(number, len(paths))
    return facts, problems


def read_code(root: Path, path: str) -> Code | str:
    """The code of one file, or the reason why there is none."""
    with _without_garbage_collection():
        return _read(str(root), path, _code)


def _read_all(root: str, paths: Sequence[str], keep: dict[str, Code] | None) -> Iterator[FileFacts | str]:
    """For each path its outline, or the reason why there are none. What a pool leaves undone is done here."""
    done = 0
    workers = min(_cpus(), _MAX_WORKERS)
    if len(paths) > MAX_FILES_WITHOUT_POOL and workers > 1:
        for stored in _read_in_pool(root, paths, workers):
            yield decode_file(stored) if isinstance(stored, bytes) else stored
            done += 1
    size = 0
    for path in paths[done:]:
        if keep is None or size > MAX_BYTES_KEPT:
            yield _read(root, path, _outline)
            continue
        code = _read(root, path, _code)
        if isinstance(code, str):
            yield code
        else:
            keep[path] = code
            size += len(code.source)
            yield _with_suppressions(code.outline(), code.source)


def _read(root: str, path: str, extract: Callable[[bytes, str], _Extracted]) -> _Extracted | str:
    try:
        source = _source(os.path.join(root, path))
    except (OSError, ValueError) as error:
        return f"cannot be read: {getattr(error, 'strerror', None) or error}"
    if source is None:
        return "is not a regular file"
    if len(source) > MAX_BYTES:
        return f"larger than {MAX_BYTES // 1_000_000} MB"
    try:
        return extract(source, path)
    except Exception as error:  # whatever a file brings about must not cost the others
        return f"cannot be analysed: {type(error).__name__}: {error}".partition("\n")[0]


def _source(path: str) -> bytes | None:
    """The first bytes of a file, enough to tell that it is too large; None for pipes and the like, which might wait
    for ever."""
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode):
        return None
    with open(path, "rb", buffering=0) as file:  # asked for so many bytes, a buffer would take as many
        return file.read(min(status.st_size, MAX_BYTES) + 1)


def _outline(source: bytes, path: str) -> FileFacts:
    # Grammars are loaded when there is a file for them.
    if path.endswith(".java"):
        from privlint.frontend import java

        return _with_suppressions(java.outline(source), source)
    from privlint.frontend import kotlin

    return _with_suppressions(kotlin.outline(source, path.rpartition("/")[2]), source)


def _with_suppressions(outline: FileFacts, source: bytes) -> FileFacts:
    outline.may_suppress = _SUPPRESSION.search(source) is not None
    return outline


def _code(source: bytes, path: str) -> Code:
    if path.endswith(".java"):
        from privlint.frontend import java

        return java.read(source)
    from privlint.frontend import kotlin

    return kotlin.read(source, path.rpartition("/")[2])


def _read_in_pool(root: str, paths: Sequence[str], workers: int) -> Iterator[bytes | str]:
    """As `_read_all`, with outlines encoded, by worker processes. Ends early where processes cannot be had or die."""
    try:
        pool = _pool(workers)
    except (ImportError, NotImplementedError, OSError, RuntimeError):
        return
    if pool is None:
        return
    try:
        chunks = [paths[start : start + _FILES_A_CHUNK] for start in range(0, len(paths), _FILES_A_CHUNK)]
        with _no_main_module():
            futures = [pool.submit(_read_chunk, root, chunk) for chunk in chunks]
        futures.reverse()
        while futures:
            yield from futures.pop().result()
    except (OSError, RuntimeError):  # also what concurrent.futures says about a pool whose processes died
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor | None:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    if multiprocessing.current_process().daemon:  # it may not have children
        return None
    # A copy of a process with threads may find locks taken for ever.
    is_copied = sys.platform == "linux" and threading.active_count() == 1
    if is_copied:
        from privlint.frontend import java, kotlin  # noqa: F401  (loaded once, not once a worker)
    context = multiprocessing.get_context("fork" if is_copied else "spawn")
    return ProcessPoolExecutor(workers, context, _start_worker)


def _start_worker() -> None:
    import signal

    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends its workers


def _read_chunk(root: str, paths: Sequence[str]) -> list[bytes | str]:
    outcomes = (_read(root, path, _outline) for path in paths)
    return [outcome if isinstance(outcome, str) else encode_file(outcome) for outcome in outcomes]


def _cpus() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not every system tells
    return len(affinity(0)) if affinity else os.cpu_count() or 1


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


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Spawned processes import the main script of their parent. It has nothing they need, and a script without
    `if __name__ == "__main__"` would run again."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
