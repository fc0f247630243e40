"""How well dependencies are read: labels found, places, rows to check by hand, and CPU seconds.

usage: python benchmarks/dependencies.py LABELS FOLDER [--sample N] [--seed N] [--show-missing]

LABELS is a JSON file with `apps`, each with `repo` and `dependencies`: coordinate, version ("" where none is stated),
file, line, and `via`, which may name a second place as `path:line`. FOLDER holds the repositories, each under its name
with "+" for "/". A label is found when a row has its coordinate and version; its place is right when the row's place,
the line of the build script or the place of the version is one that the label names. Labels of local archives are
counted on their own: one is found when a row names the file.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from privlint import api, workspace
from privlint.config import Settings
from privlint.knowledge import loader
from privlint.report.dependencies import DependencyReport, DependencyRow, Place

_PLACE = re.compile(r"(\S+\.\w+):(\d+)")
_TIMED = 20


class Label(NamedTuple):
    """A dependency that a person has read in a repository."""

    repository: str
    coordinate: str
    version: str
    places: tuple[Place, ...]

    @property
    def archive(self) -> str:
        """The file of a local archive, "" for coordinates."""
        return self.places[0].path if self.places[0].path.endswith((".jar", ".aar")) else ""


def main() -> None:
    options = _options()
    labels = list(_labels(options.labels))
    names = list(dict.fromkeys(label.repository for label in labels))
    reports: dict[str, DependencyReport] = {}
    seconds: list[float] = []
    blocks = loader.load().plugin_blocks
    for name in names:
        folder = options.folder / name.replace("/", "+")
        start = time.process_time()
        workspace.find_dependencies(folder, blocks)
        seconds.append(time.process_time() - start)
        reports[name] = api.dependencies(folder, Settings())
    _print_labels(labels, reports, options.show_missing)
    print(f"CPU for {min(_TIMED, len(names))} of {len(names)} repositories: {sum(seconds[:_TIMED]):.2f} s", end="")
    print(f" (all: {sum(seconds):.2f} s, largest {max(seconds):.2f} s: {names[seconds.index(max(seconds))]})")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")
    _print_sample(reports, options)


def _print_labels(labels: Sequence[Label], reports: dict[str, DependencyReport], show_missing: bool) -> None:
    for kind, chosen in (
        ("coordinates", [label for label in labels if not label.archive]),
        ("local archives", [label for label in labels if label.archive]),
    ):
        _print_kind(kind, chosen, reports, show_missing)


def _print_kind(kind: str, labels: Sequence[Label], reports: dict[str, DependencyReport], show_missing: bool) -> None:
    found, placed = 0, 0
    for label in labels:
        rows = [row for row in reports[label.repository].dependencies if _is_found(row, label)]
        right = [row for row in rows if _is_placed(row, label)]
        found += bool(rows)
        placed += bool(right)
        if show_missing and not right:
            at = ", ".join(f"{place.path}:{place.line}" for place in label.places)
            print(f"{'place' if rows else 'missing':8} {label.repository} {label.coordinate}:{label.version} ({at})")
    count = max(len(labels), 1)
    print(f"{kind}: {len(labels)} labels, found with the right version {found} ({found / count:.1%})", end="")
    print(f", right place {placed} ({placed / count:.1%})")


def _print_sample(reports: dict[str, DependencyReport], options: argparse.Namespace) -> None:
    rows = [(name, row) for name, report in reports.items() for row in report.dependencies]
    unresolved = sum(len(report.unresolved) for report in reports.values())
    print(f"{len(rows)} rows, {unresolved} lines not resolved; {options.sample} rows to check by hand:")
    for name, row in random.Random(options.seed).sample(rows, min(options.sample, len(rows))):
        text = _line(options.folder / name.replace("/", "+") / row.place.path, row.place.line)
        print(f"{row.coordinate}:{row.version} [{row.via}] {name} {row.place.path}:{row.place.line}: {text}")


def _labels(path: Path) -> Iterator[Label]:
    for app in json.loads(path.read_text("utf-8"))["apps"]:
        for entry in app.get("dependencies", []):
            yield Label(app["repo"], entry["coordinate"], entry["version"], tuple(_places(entry)))


def _places(entry: dict[str, Any]) -> Iterator[Place]:
    yield Place(entry["file"], entry["line"])
    yield from (Place(path, int(line)) for path, line in _PLACE.findall(entry["via"]))


def _is_found(row: DependencyRow, label: Label) -> bool:
    if label.archive:
        return row.archive == label.archive
    return row.coordinate == label.coordinate and (row.version == label.version or not label.version)


def _is_placed(row: DependencyRow, label: Label) -> bool:
    if label.archive:
        return True
    return any(place in label.places for place in (row.place, row.declared_at, row.version_at))


def _line(path: Path, number: int) -> str:
    try:
        lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return lines[number - 1].strip()[:160] if 0 < number <= len(lines) else ""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("labels", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show-missing", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
