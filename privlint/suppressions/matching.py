"""Which findings are suppressed, and what is wrong with suppressions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

from privlint.findings import Accepted, Finding
from privlint.suppressions.model import Selector, Suppression

#: The codes that a word stands for; none for a word that is no rule.
Codes = Callable[[str], Collection[str]]


class Judged(msgspec.Struct, frozen=True):
    """A suppression and what is wrong with it."""

    suppression: Suppression
    unused: tuple[Selector, ...] = ()  # they suppress nothing, though their rules ran
    unknown: tuple[Selector, ...] = ()
    lacks_reason: bool = False


class Ran(msgspec.Struct, frozen=True):
    """What a check has looked at: only what was looked for and not found makes a suppression an unused one."""

    codes: frozenset[str]
    is_complete: Callable[[str], bool]  # whether a file was read, and in full


def apply(
    findings: Iterable[Finding], suppressions: Iterable[Suppression], codes: Codes, needs_reason: bool
) -> tuple[list[Finding], list[Finding], dict[Suppression, set[Selector]]]:
    """The findings that are left, those that are suppressed, and which words of which suppression did something."""
    by_path: dict[str, list[Suppression]] = {}
    by_component: dict[str, list[Suppression]] = {}
    for item in suppressions:
        if not item.fault and not (needs_reason and not item.reason):
            by_path.setdefault(item.path, []).append(item)
            if item.component:
                by_component.setdefault(item.component.rpartition(".")[2], []).append(item)
    shown, hidden = list[Finding](), list[Finding]()
    used: dict[Suppression, set[Selector]] = {}
    for finding in findings:
        named = by_component.get(finding.component.rpartition(".")[2], ()) if finding.component else ()
        places = [item for item in by_path.get(finding.path, ()) if _covers(item, finding)]
        places += [item for item in named if _is_of(item.component, finding.component) and item not in places]
        matching = [(item, word) for item in places for word in item.selectors if finding.code in codes(word.text)]
        for item, word in matching:
            used.setdefault(item, set()).add(word)
        if matching:
            item = matching[0][0]
            accepted = Accepted(item.kind, item.reason, item.path, item.line)
            hidden.append(msgspec.structs.replace(finding, accepted=accepted))
        else:
            shown.append(finding)
    return shown, hidden, used


def judge(
    suppressions: Sequence[Suppression],
    used: dict[Suppression, set[Selector]],
    codes: Codes,
    needs_reason: bool,
    ran: Ran,
) -> list[Judged]:
    """What is wrong with the suppressions; those with which nothing is are left out."""
    found = []
    for item in suppressions:
        lacks_reason = needs_reason and not item.reason and not item.fault
        unknown = tuple(word for word in item.selectors if word.is_certain and not codes(word.text))
        unused: tuple[Selector, ...] = ()
        if not lacks_reason and ran.is_complete(item.path):
            unused = tuple(
                word
                for word in item.selectors
                if word not in used.get(item, ()) and codes(word.text) and ran.codes.issuperset(codes(word.text))
            )
        if item.fault or unknown or unused or lacks_reason:
            found.append(Judged(item, unused, unknown, lacks_reason))
    return found


def _covers(item: Suppression, finding: Finding) -> bool:
    begins = item.first <= finding.line <= item.last
    ends = item.covers_ends and item.first <= finding.end_line <= item.last
    return item.is_file or begins or ends


def _is_of(written: str, component: str) -> bool:
    """Whether a name in a manifest is that of a component; the package of a short one is not known."""
    return written == component or (written.startswith(".") and component.endswith(written))
