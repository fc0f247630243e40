"""Which findings the entries of a baseline cover."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from privlint.baseline.model import Entry
from privlint.dates import today
from privlint.findings import Finding


class Matched(msgspec.Struct, frozen=True):
    """Findings and entries, as far as they belong together."""

    covered: list[tuple[Finding, Entry]]
    new: list[Finding]
    spare: dict[Entry, int]  # entries, with in how many places they no longer occur
    expired: list[tuple[Finding, Entry]]  # findings that are shown although there is an entry


def match(
    entries: Sequence[Entry],
    findings: Iterable[Finding],
    place: Callable[[str], str],
    exists: Callable[[str], bool],
) -> Matched:
    """Covers as many places of a file as its entry counts. An entry whose file is no longer there covers equal findings
    of other files, and any entry covers a place that stands for others now.

    `place` gives for the path of a finding that of an entry, `exists` whether a path of an entry is a file. The same
    place in several applications is one place."""
    day = today().isoformat()
    groups: dict[tuple[str, str], dict[tuple[int, int], list[Finding]]] = {}
    for finding in findings:
        group = groups.setdefault((place(finding.path), finding.content), {})
        group.setdefault((finding.line, finding.column), []).append(finding)
    left = {key: [group[at] for at in sorted(group)] for key, group in groups.items()}
    spare = {entry: entry.count for entry in entries}
    found: list[tuple[Finding, Entry]] = []

    def take(entry: Entry, key: tuple[str, str]) -> None:
        places = left.get(key, [])
        number = min(spare[entry], len(places))
        found.extend((finding, entry) for each in places[:number] for finding in each)
        spare[entry] -= number
        del places[:number]

    for entry in entries:
        take(entry, (entry.path, entry.fingerprint))
    others: dict[str, list[tuple[str, str]]] = {}
    for key in left:
        others.setdefault(key[1], []).append(key)
    for entry in (entry for entry in entries if spare[entry]):
        is_gone = not exists(entry.path)
        for key in others.get(entry.fingerprint, ()):
            if is_gone or any(finding.is_representative for each in left[key] for finding in each):
                take(entry, key)
    is_over = {entry: bool(entry.expires) and entry.expires < day for entry in entries}
    return Matched(
        covered=[pair for pair in found if not is_over[pair[1]]],
        new=[finding for places in left.values() for each in places for finding in each],
        spare={entry: count for entry, count in spare.items() if count},
        expired=[pair for pair in found if is_over[pair[1]]],
    )
