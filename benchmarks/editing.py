"""What a check after an edit costs, and whether it says what a check from nothing says.

usage: python benchmarks/editing.py [--edits N] [--cold N] [--seed N] FOLDER...

Edits random places of random source files of a folder (in memory: nothing is written) as people do, and checks after
each, as an editor would: median, 95th percentile and longest time, and how many answers followed from what was known.
For the first N edits (`--cold`) the report is compared with that of a check from nothing. Exit status 1 if one differs.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
from edits import edited

from privlint import api, fullcheck
from privlint.config import Settings
from privlint.disk import Disk
from privlint.report import render
from privlint.report.model import Report
from privlint.report.style import Style
from privlint.resident import Resident


def document(report: Report) -> dict[str, Any]:
    """The JSON report, but for the time that it took."""
    found: dict[str, Any] = json.loads(render("json", report, Style(lang="en")))
    del found["summary"]["seconds"]
    return found


class Editing:
    """The edits of one folder, one after the other, each on top of what is saved."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.resident = Resident(folder, Settings(), is_watched=True)
        start = time.perf_counter()
        self.resident.check()
        self.first = time.perf_counter() - start
        project = fullcheck.read(folder, Settings())
        self.paths = sorted(project.facts)
        self.seed = seed

    def edit(self, number: int) -> tuple[str, str, bytes]:
        """Path, kind and new text of an edit."""
        path = random.Random(self.seed * 1_000_003 + number).choice(self.paths)
        text = (self.folder / path).read_bytes().decode("utf-8", "replace")
        after, kind = edited(self.seed * 1_000_003 + number, text, path.endswith(".kt"), is_usual=True)
        return path, kind, after.encode()

    def run(self, count: int, cold: int) -> bool:
        """Prints a row; whether all that was compared was the same."""
        seconds: list[float] = []
        known: Counter[str] = Counter()
        is_same = True
        for number in range(count):
            path, kind, text = self.edit(number)
            start = time.perf_counter()
            report = self.resident.check({path: text})
            seconds.append(time.perf_counter() - start)
            known[self.resident.last] += 1
            if number < cold:
                expected = document(api.check(Disk(self.folder, {path: text}), Settings()))
                if document(report) != expected:
                    is_same = False
                    print(f"DIFFERENT: {path}, edit {number} ({kind})", flush=True)
            self.resident.check()
        seconds.sort()
        rank = seconds[min(len(seconds) - 1, int(len(seconds) * 0.95))]
        ways = ", ".join(f"{way} {number}" for way, number in sorted(known.items()))
        print(
            f"{self.folder.name:28} {len(self.paths):6} files, first {self.first:6.2f} s, {count} edits: "
            f"median {statistics.median(seconds) * 1000:6.0f} ms, p95 {rank * 1000:6.0f} ms, "
            f"longest {seconds[-1] * 1000:6.0f} ms; {ways}",
            flush=True,
        )
        return is_same


def main() -> int:
    """Prints the rows; the exit status."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--edits", type=int, default=100)
    options.add_argument("--cold", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    arguments = options.parse_args()
    results = [
        Editing(each.resolve(), arguments.seed).run(arguments.edits, arguments.cold) for each in arguments.folders
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
