"""What a cold check costs: CPU of `privlint check` over CPU of parsing the same sources once.

usage: python benchmarks/cold.py [--rounds N] [--empty-cache] FOLDER...

Both are measured in turn, round after round, so that a busy machine slows both. Parsing is the floor: it is tree-sitter
alone, without reading the files, starting Python or using the trees. A check is the whole process with its workers.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from measuring import CHECK, Cost, Source, parse, run, sources_of

HEADER = (
    f"{'repository':28} {'files':>6} {'kLOC':>7} {'MB':>6} "
    f"{'parse s':>8} {'check s':>8} {'ratio':>6} {'spread':>13} {'RSS MB':>6}"
)
BYTES_PER_MEGABYTE = 1e6


class Measured(NamedTuple):
    """A repository, and for each round what parsing and checking it took."""

    name: str
    sources: list[Source]
    parsed: list[float]
    checked: list[Cost]


def check(folder: Path, cache: Path) -> Cost:
    """The cost of one check. `cache` is the folder for the compiled catalogue; nothing else is kept between runs."""
    command = [*CHECK, "--no-cache", "--output-format", "json", str(folder)]
    return run(command, {"XDG_CACHE_HOME": str(cache)})


def measure(folder: Path, rounds: int, empty_cache: bool) -> Measured:
    """What one repository costs. The catalogue is compiled beforehand, unless `empty_cache`."""
    sources = sources_of(folder)
    if not sources:
        raise SystemExit(f"{folder}: no sources")
    parse(sources)  # the first round pays for memory that later ones reuse
    measured = Measured(folder.name, sources, [], [])
    with TemporaryDirectory() as cache:
        check(folder, Path(cache))
        for number in range(rounds):
            measured.parsed.append(parse(sources))
            measured.checked.append(check(folder, Path(cache, str(number)) if empty_cache else Path(cache)))
    return measured


def row(measured: Measured) -> str:
    """One row of the table."""
    ratios = [whole.cpu / floor for whole, floor in zip(measured.checked, measured.parsed, strict=True)]
    lines = sum(source.data.count(b"\n") for source in measured.sources)
    size = sum(len(source.data) for source in measured.sources)
    return (
        f"{measured.name:28} {len(measured.sources):6} {lines / 1000:7.1f} {size / BYTES_PER_MEGABYTE:6.2f} "
        f"{statistics.median(measured.parsed):8.3f} "
        f"{statistics.median(cost.cpu for cost in measured.checked):8.3f} "
        f"{statistics.median(ratios):6.2f} {min(ratios):5.2f} to {max(ratios):5.2f} "
        f"{max(cost.megabytes for cost in measured.checked):6.0f}"
    )


def together(rows: Sequence[Measured]) -> Measured:
    """All repositories as one, round by round."""
    return Measured(
        "together",
        [source for measured in rows for source in measured.sources],
        [sum(parsed) for parsed in zip(*(measured.parsed for measured in rows), strict=True)],
        [
            Cost(
                sum(cost.cpu for cost in costs), sum(cost.wall for cost in costs), max(cost.megabytes for cost in costs)
            )
            for costs in zip(*(measured.checked for measured in rows), strict=True)
        ],
    )


def main() -> None:
    """Prints one row for each folder, and one for all."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--empty-cache", action="store_true", help="compile the catalogue in every round, too")
    options.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    arguments = options.parse_args()
    print(HEADER)
    rows = []
    for folder in arguments.folders:
        rows.append(measure(folder.resolve(), arguments.rounds, arguments.empty_cache))
        print(row(rows[-1]), flush=True)
    if len(rows) > 1:
        print(row(together(rows)))


if __name__ == "__main__":
    main()
