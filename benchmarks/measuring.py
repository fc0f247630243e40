"""What a whole process costs, and how a row of measurements is told."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import tree_sitter_java
import tree_sitter_kotlin
from tree_sitter import Language, Parser

from privlint import workspace

PARSERS = {
    ".java": Parser(Language(tree_sitter_java.language())),
    ".kt": Parser(Language(tree_sitter_kotlin.language())),
}
#: A check of nothing but the folder that is named behind it, whatever it finds.
CHECK = (sys.executable, "-m", "privlint", "check", "--isolated", "--exit-zero")
MAXRSS_PER_MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3


class Source(NamedTuple):
    """A file privlint reads; `suffix` tells its parser."""

    suffix: str
    data: bytes


class Cost(NamedTuple):
    """What a process took: seconds of CPU (user and system), seconds by the clock, and peak memory in megabytes."""

    cpu: float
    wall: float
    megabytes: float


def sources_of(folder: Path) -> list[Source]:
    """The Java and Kotlin files that belong to some variant of some application, each once."""
    found = workspace.load(folder, variant=None, include_tests=False)
    paths = {path for app in found.applications for variant in app.variants for path in variant.sources}
    files = (Path(found.root, path) for path in sorted(paths))
    return [Source(file.suffix, file.read_bytes()) for file in files if file.suffix in PARSERS]


def parse(sources: Sequence[Source]) -> float:
    """CPU seconds of parsing all sources once: tree-sitter alone, the floor that everything is compared with."""
    start = time.process_time()
    for source in sources:
        PARSERS[source.suffix].parse(source.data)
    return time.process_time() - start


def run(command: Sequence[str], environment: Mapping[str, str] | None = None, accepted: Sequence[int] = (0,)) -> Cost:
    """The cost of a process, with those that it starts. Ends the program for an exit status that is not accepted."""
    start = time.perf_counter()
    process = subprocess.Popen(
        list(command),
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / MAXRSS_PER_MEGABYTE)


def spread(values: Sequence[float], digits: int = 2) -> str:
    """The median, with the least and the most: `3.10 (2.95 to 3.40)`."""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"
