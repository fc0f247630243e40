"""Which findings belong to what has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from privlint.baseline.matching import match
from privlint.baseline.model import Entry
from privlint.changes.files import Changes
from privlint.findings import NO_BUILD_FILE, Finding, SdkUse


def of_changes(
    findings: Sequence[Finding],
    sdks: Iterable[SdkUse],
    changes: Changes,
    at_base: Callable[[], Sequence[Finding] | None],
) -> list[Finding]:
    """The findings that a change may have brought: a file on their path has changed, or the line that brings their SDK,
    or they are new.

    `at_base` gives the findings of the commit, None where nothing that a check reads has changed; it is asked only if
    there are findings that their path does not tell."""
    brought = {(use.id, use.application): (use.path, use.line) for use in sdks if use.evidence != NO_BUILD_FILE}
    changes.load({path for finding in findings for path in _paths(finding)} | {path for path, _ in brought.values()})

    def is_touched(finding: Finding) -> bool:
        if any(changes.is_changed(path) for path in _paths(finding)):
            return True
        path, line = brought.get((finding.sdk, finding.application), ("", 0))
        return bool(path) and line in changes.lines(path)

    touched = {id(finding) for finding in findings if is_touched(finding)}
    others = [finding for finding in findings if id(finding) not in touched]
    base = at_base() if others else None
    if base is not None:
        new = match(_entries(base), others, lambda path: path, changes.has).new
        touched |= {id(finding) for finding in new}
    return [finding for finding in findings if id(finding) in touched]


def _paths(finding: Finding) -> set[str]:
    return {finding.path, *(hop.path for hop in finding.trace)}


def _entries(findings: Iterable[Finding]) -> list[Entry]:
    places: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for finding in findings:
        places.setdefault((finding.path, finding.content), set()).add((finding.line, finding.column))
    return [Entry(code="", path=path, fingerprint=content, count=len(each)) for (path, content), each in places.items()]
