"""Whether a check that parses only what it asks for finds the same as one that parses everything.

usage: python benchmarks/demand.py FOLDER...

Prints one row for each repository: its files, how many of them were parsed, and whether the two reports are the same.
They may differ in notes that a file was parsed partially (PRV901), where only the check that parses everything has
parsed that file. Exit status 1 if anything else differs.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any
from unittest import mock

from privlint import api, fullcheck
from privlint.config import Settings
from privlint.frontend import Problem
from privlint.frontend.store import FactStore
from privlint.report import render
from privlint.report.style import Style

_PARTIALLY = "PRV901"


def report_of(folder: Path, is_eager: bool) -> tuple[dict[str, Any], set[str], set[str]]:
    """The JSON report of a check, the paths of all files, and of those that were parsed."""
    stores: list[FactStore] = []

    def store(sources: dict[str, bytes], problems: list[Problem], portable: object) -> FactStore:
        stores.append(FactStore(sources, problems, is_eager))
        return stores[-1]

    with mock.patch.object(fullcheck, "FactStore", store):
        report = api.check(folder, Settings())
    return json.loads(render("json", report, Style(lang="en"))), set(stores[0]), stores[0].parsed()


def differences(folder: Path) -> tuple[list[str], int, int]:
    """What differs, the number of files that were parsed, and the number of all."""
    found, files, parsed = report_of(folder, is_eager=False)
    expected, _, _ = report_of(folder, is_eager=True)
    for report in (found, expected):
        report["summary"] = {key: value for key, value in report["summary"].items() if key == "files"}
    for kind in ("findings", "skipped"):
        expected[kind] = [item for item in expected[kind] if not (_is_partial(item) and item["path"] in files - parsed)]
    return [key for key in expected if found[key] != expected[key]], len(parsed), len(files)


def _is_partial(item: dict[str, Any]) -> bool:
    """Whether a finding, or a row of what was skipped, says that lines were lost."""
    return bool(item.get("code", _PARTIALLY) == _PARTIALLY)


def main() -> int:
    """Prints the rows; the exit status."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    is_same = True
    for folder in options.parse_args().folders:
        different, parsed, files = differences(folder.resolve())
        is_same &= not different
        verdict = f"DIFFERENT: {', '.join(different)}" if different else "the same"
        print(f"{folder.name:40} {files:6} files, {parsed:6} parsed: {verdict}", flush=True)
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
