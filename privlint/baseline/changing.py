"""What `privlint baseline` makes of a baseline: entries that come, go, move and stay."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

from privlint.baseline.matching import match
from privlint.baseline.model import Entry
from privlint.findings import Finding


class Note(msgspec.Struct, frozen=True):
    """What somebody says about new entries."""

    reason: str = ""
    author: str = ""
    expires: str = ""


class Change(msgspec.Struct, frozen=True):
    """The entries that are to be written, and how they differ from those before. Counts are of places."""

    entries: list[Entry]
    added: list[tuple[Entry, int]]
    removed: list[tuple[Entry, int]]
    moved: list[tuple[Entry, Entry]]
    expired: list[Entry]


def change_entries(
    before: Sequence[Entry],
    findings: Collection[Finding],
    codes: Collection[str],
    place: Callable[[str], str],
    exists: Callable[[str], bool],
    accept: Callable[[Finding], bool],
    note: Note,
) -> Change:
    """The baseline after a check that found `findings` with the rules of `codes`; entries of other rules stay.

    Findings that no entry covers come in if `accept` says so. Entries that still occur keep reason, author and expiry,
    and expired ones are renewed if the note has a new day."""
    ours = [entry for entry in before if entry.code in codes]
    matched = match(ours, findings, place, exists)
    now: dict[tuple[str, str], Entry] = {_key(entry): entry for entry in before if entry.code not in codes}
    places: dict[Entry, dict[str, set[tuple[int, int]]]] = {}
    for finding, entry in (*matched.covered, *matched.expired):
        where = places.setdefault(entry, {}).setdefault(place(finding.path), set())
        where.add((finding.line, finding.column))
    moved = []
    expired = dict.fromkeys(entry for _, entry in matched.expired)
    for entry, by_path in places.items():
        for path, where in by_path.items():
            kept = msgspec.structs.replace(entry, path=path, count=len(where))
            if entry in expired and note.expires:
                kept = msgspec.structs.replace(kept, **_said(note))
            now[_key(kept)] = kept
            if path != entry.path:
                moved.append((entry, kept))
    added = []
    for entry in _entries((finding for finding in matched.new if accept(finding)), place, note):
        known = now.get(_key(entry))
        now[_key(entry)] = entry if known is None else msgspec.structs.replace(known, count=known.count + entry.count)
        added.append((entry, entry.count))
    return Change(
        entries=list(now.values()),
        added=added,
        removed=list(matched.spare.items()),
        moved=moved,
        expired=[] if note.expires else list(expired),
    )


def _entries(findings: Iterable[Finding], place: Callable[[str], str], note: Note) -> list[Entry]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((place(finding.path), finding.content), []).append(finding)
    return [
        Entry(
            code=group[0].code,
            name=group[0].name,
            path=path,
            symbol=group[0].symbol,
            api=group[0].api,
            count=len({(finding.line, finding.column) for finding in group}),
            fingerprint=content,
            **_said(note),
        )
        for (path, content), group in groups.items()
    ]


def _said(note: Note) -> dict[str, str]:
    return {key: value for key, value in msgspec.structs.asdict(note).items() if value}


def _key(entry: Entry) -> tuple[str, str]:
    return entry.path, entry.fingerprint
