"""Whether a repository has the same report however it is checked.

usage: python benchmarks/identical.py [--facts] FOLDER...

Prints one row for each repository, and what differs: the JSON report (but for the time it took) of a check that keeps
its result, of one that finds it, after a cache of another version and a broken one, without a cache, with facts that
were found elsewhere, and (notes of PRV901 on files that only this one parses apart) of a check that parses everything.
Exit status 1 if anything differs.
"""

from __future__ import annotations

import argparse
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

_SECONDS = re.compile(rb'"seconds": [0-9.]+')
_DATABASE = "results.sqlite"


class Way(NamedTuple):
    """A way to check: what is done to the cache before, and the options."""

    name: str
    prepare: Callable[[Path], object]
    options: tuple[str, ...] = ()


def _nothing(cache: Path) -> None:
    """The cache stays as it is."""


def _of_another_version(cache: Path) -> None:
    with sqlite3.connect(cache / _DATABASE) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def _of_older_code(cache: Path) -> None:
    """Results of other versions of the code stand under other keys, so they are not found."""
    with sqlite3.connect(cache / _DATABASE) as connection:
        connection.execute("UPDATE kept SET key = randomblob(16) WHERE kind IN ('tool', 'base')")
    connection.close()


def _broken(cache: Path) -> None:
    path = cache / _DATABASE
    data = bytearray(path.read_bytes())
    for at in range(100, len(data), 4099):
        data[at] ^= 0x5A
    path.write_bytes(bytes(data))


_WAYS = (
    Way("cold", _nothing),
    Way("warm", _nothing),
    Way("after another version", _of_another_version),
    Way("after older code", _of_older_code),
    Way("after a broken cache", _broken),
    Way("without a cache", _nothing, ("--no-cache",)),
)


def report(folder: Path, cache: Path, *options: str) -> tuple[bytes, float]:
    """The report without the time, and the seconds of the whole process."""
    command = [sys.executable, "-m", "privlint", "check", "--isolated", "--exit-zero", "--output-format", "json"]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, *options, str(folder)],
        env={**os.environ, "PRIVLINT_CACHE_DIR": str(cache)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return _SECONDS.sub(b"", done.stdout), time.perf_counter() - start


def compared(folder: Path, has_facts: bool) -> tuple[list[str], str]:
    """The ways that differ from the first, and how long each took."""
    different: list[str] = []
    times: list[str] = []
    with TemporaryDirectory() as name:
        cache, facts = Path(name, "cache"), Path(name, "facts")
        ways = list(_WAYS)
        if has_facts:
            command = [sys.executable, "-m", "privlint", "facts", "--isolated", "--output", str(facts), str(folder)]
            subprocess.run(command, capture_output=True, check=True)
            ways.append(Way("with facts", _nothing, ("--facts", str(facts))))
        first: bytes | None = None
        for way in ways:
            way.prepare(cache)
            found, seconds = report(folder, cache, *way.options)
            first = found if first is None else first
            times.append(f"{way.name} {seconds:.2f} s")
            if found != first:
                different.append(way.name)
    demand = [sys.executable, str(Path(__file__).with_name("demand.py")), str(folder)]
    if subprocess.run(demand, capture_output=True, check=False).returncode:
        different.append("parsing everything")
    return different, ", ".join(times)


def main() -> int:
    """Prints the rows; the exit status."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--facts", action="store_true", help="with facts of `privlint facts`, too")
    options.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    arguments = options.parse_args()
    is_same = True
    for folder in arguments.folders:
        different, times = compared(folder.resolve(), arguments.facts)
        is_same &= not different
        verdict = f"DIFFERENT: {', '.join(different)}" if different else "the same"
        print(f"{folder.name:40} {verdict} ({times})", flush=True)
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
