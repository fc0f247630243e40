"""How the cost of a check grows with the size of a repository.

usage: python benchmarks/growth.py [--rounds N] FOLDER...

Of each repository four sizes are checked: an eighth, a quarter, a half and all of its source files, chosen by a hash of
their paths; everything else stays. The exponent is the slope of a line through the logarithms of size and CPU, start-up
taken off: 1 is linear, 2 is quadratic.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import shutil
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import CHECK, run

_SOURCES = (".java", ".kt")
_PARTS = (8, 4, 2, 1)


def part_of(folder: Path, target: Path, share: int) -> int:
    """Copies a folder with one in `share` of its source files; the bytes of source that were copied."""

    def left_out(parent: str, names: list[str]) -> list[str]:
        return [name for name in names if name == ".git" or (name.endswith(_SOURCES) and not _is_in(parent, name))]

    def _is_in(parent: str, name: str) -> bool:
        path = (Path(parent) / name).relative_to(folder).as_posix()
        return int.from_bytes(hashlib.sha256(path.encode()).digest()[:4], "big") % share == 0

    shutil.copytree(folder, target, ignore=left_out, symlinks=True)
    return sum(path.stat().st_size for path in target.rglob("*") if path.suffix in _SOURCES and path.is_file())


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """The slope of the line of least squares through the logarithms."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(each) for each in seconds]).slope


def measure(folder: Path, rounds: int) -> None:
    """Prints the sizes of one repository with their costs, and the exponent."""
    command = [*CHECK, "--no-cache"]
    with TemporaryDirectory() as temporary:
        copies = {share: Path(temporary, str(share)) for share in _PARTS}
        sizes = [part_of(folder, copy, share) for share, copy in copies.items()]
        nothing = Path(temporary, "nothing")
        nothing.mkdir()
        rows: list[list[float]] = [[] for _ in copies]
        for _ in range(rounds):
            start = run([*command, str(nothing)]).cpu
            for row, copy in zip(rows, copies.values(), strict=True):
                row.append(max(run([*command, str(copy)]).cpu - start, 0.001))
    seconds = [statistics.median(row) for row in rows]
    shown = ", ".join(f"{size / 1e6:.2f} MB {each:.2f} s" for size, each in zip(sizes, seconds, strict=True))
    print(f"{folder.name}: {shown}; exponent {exponent(sizes, seconds):.2f}", flush=True)


def main() -> None:
    """Prints one row for each folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    options = parser.parse_args()
    for folder in options.folders:
        measure(folder.resolve(), options.rounds)


if __name__ == "__main__":
    main()
