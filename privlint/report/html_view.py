"""What the HTML report shows, put together for its template: findings by rule, counts by category, excerpts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from markupsafe import Markup

from privlint.findings import SEVERITIES, Finding, Fix, Hop, SdkUse, Severity, Text
from privlint.report.call_path import picture
from privlint.report.excerpts import Excerpt, Excerpts
from privlint.report.hops import is_call_path
from privlint.report.model import Report, ReportedNotice, ReportedRegulation, ReportedRule
from privlint.report.words import REASONS

_MOST_FINDINGS = 1_000  # of a page that opens quickly; the most severe are kept
_MOST_HOPS = 200
_ABOUT_POLICIES = ("PRV501", "PRV502")  # they compare with what a policy says


class Step(msgspec.Struct):
    """A step of a trace; the excerpt is missing where its file cannot be read, and for the place of the finding, which
    the card begins with."""

    hop: Hop
    note: Text | None
    excerpt: Excerpt | None


class Card(msgspec.Struct):
    """A finding. `reason` and `help` are missing where they say nothing that its rule does not say."""

    anchor: str
    finding: Finding
    excerpt: Excerpt | None
    picture: Markup | None
    steps: list[Step]
    reason: Text | None
    help: Text | None
    sdk: Text | None
    categories: list[ReportedRegulation]
    notices: list[ReportedNotice]
    fixes: Sequence[Fix]


class Group(msgspec.Struct):
    """A rule with its findings, and all items of regulations that they touch."""

    rule: ReportedRule
    cards: list[Card]
    regulations: list[ReportedRegulation]


class Row(msgspec.Struct):
    """A category, or an instrument, with what was found; without an item: what is about none."""

    item: ReportedRegulation | None
    counts: dict[Severity, int]
    rules: list[tuple[ReportedRule, int]]


class Use(msgspec.Struct):
    """An SDK of an application, and the notices that name it."""

    use: SdkUse
    notices: list[ReportedNotice]


class Page(msgspec.Struct):
    """Everything the template prints of a report."""

    groups: list[Group]
    categories: list[Row]
    clean: list[ReportedRegulation]  # categories of rules that ran and found nothing
    instruments: list[Row]
    unchecked: list[ReportedRegulation]  # categories that no rule is about which ran and had anything to look at
    uses: list[Use]
    sdks: list[tuple[str, Text]]  # of the findings
    modules: list[str]
    left_out: int


def view(report: Report) -> Page:
    """The page of a report."""
    ranked = sorted(report.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    kept = ranked[:_MOST_FINDINGS]
    notices = {notice.id: notice for notice in report.notices}
    maker = _Cards(report, notices)
    categories = list(_rows(report, [item for item in report.regulations if item.is_category]))
    covered = _covered(report)
    about_none = _row(report, None, [finding for finding in report.findings if not maker.categories_of(finding)])
    names = {use.id: use.name for use in report.sdks}
    return Page(
        groups=list(_groups(report, kept, maker)),
        categories=[row for row in (*categories, about_none) if row.rules],
        clean=[row.item for row in categories if row.item and not row.rules and row.item.id in covered],
        instruments=[
            row for row in _rows(report, [item for item in report.regulations if not item.is_category]) if row.rules
        ],
        unchecked=[row.item for row in categories if row.item and not row.rules and row.item.id not in covered],
        uses=[Use(use, [notices[id] for id in use.notices if id in notices]) for use in report.sdks],
        sdks=[(id, names.get(id, Text(id, id))) for id in sorted({finding.sdk for finding in kept if finding.sdk})],
        modules=sorted({finding.application for finding in kept}),
        left_out=len(ranked) - len(kept),
    )


class _Cards:
    """Makes cards in the order of the page: what an excerpt shows once is only named later."""

    def __init__(self, report: Report, notices: dict[str, ReportedNotice]) -> None:
        self._notices = notices
        self._excerpts = Excerpts(report.sources)
        self._items = {item.id: item for item in report.regulations}
        self._names = {use.id: use.name for use in report.sdks}
        self._anchors: set[str] = set()

    def card(self, finding: Finding, rule: ReportedRule) -> Card:
        """The card of a finding."""
        is_path = is_call_path(finding) and bool(finding.trace)
        end = finding.end_column if finding.end_line == finding.line else 0
        excerpt = self._excerpts.of_finding(finding.path, finding.line, finding.column, end)
        hops = finding.trace
        if len(hops) > _MOST_HOPS:
            hops = (*hops[: _MOST_HOPS // 2], *hops[-_MOST_HOPS // 2 :])
        return Card(
            anchor=self._anchor(finding),
            finding=finding,
            excerpt=excerpt,
            picture=picture(finding) if is_path else None,
            steps=[self._step(hop, finding) for hop in hops],
            reason=REASONS.get(finding.trigger) if is_path else None,
            help=finding.help if finding.help != rule.mend else None,
            sdk=self._names.get(finding.sdk, Text(finding.sdk, finding.sdk)) if finding.sdk else None,
            categories=self.categories_of(finding),
            notices=[self._notices[id] for id in finding.notices if id in self._notices],
            fixes=finding.fixes,
        )

    def categories_of(self, finding: Finding) -> list[ReportedRegulation]:
        """The problem categories of a finding."""
        return [item for item in self.items_of([finding]) if item.is_category]

    def items_of(self, findings: Iterable[Finding]) -> list[ReportedRegulation]:
        """All items of regulations that findings touch, in official order."""
        wanted = {id for finding in findings for id in finding.regulations}
        return [item for id, item in self._items.items() if id in wanted]

    def _step(self, hop: Hop, finding: Finding) -> Step:
        note = Text(hop.note, hop.note_zh or hop.note) if hop.note else None
        is_above = (hop.path, hop.line) == (finding.path, finding.line)
        return Step(hop, note, None if is_above else self._excerpts.of_step(hop.path, hop.line))

    def _anchor(self, finding: Finding) -> str:
        """An id that stays the same from report to report."""
        base = f"{finding.code}-{finding.fingerprint[:12]}"
        anchor, number = base, 1
        while anchor in self._anchors:
            number += 1
            anchor = f"{base}-{number}"
        self._anchors.add(anchor)
        return anchor


def _groups(report: Report, findings: Iterable[Finding], maker: _Cards) -> Iterator[Group]:
    """Rules in the order of their first, and so worst, finding."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    rules = {rule.code: rule for rule in report.rules}
    for code, found in by_code.items():
        rule = rules.get(code) or _unknown(found[0])
        yield Group(rule, [maker.card(finding, rule) for finding in found], maker.items_of(found))


def _rows(report: Report, items: Iterable[ReportedRegulation]) -> Iterator[Row]:
    for item in items:
        yield _row(report, item, [finding for finding in report.findings if item.id in finding.regulations])


def _row(report: Report, item: ReportedRegulation | None, findings: Sequence[Finding]) -> Row:
    counts: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity] += 1
    rules = {rule.code: rule for rule in report.rules}
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.code, []).append(finding)
    return Row(item, counts, [(rules.get(code) or _unknown(of[0]), len(of)) for code, of in sorted(found.items())])


def _covered(report: Report) -> set[str]:
    """The regulations about which silence says something: those of rules that ran, without those that a rule would
    have compared with a privacy policy, had there been one."""
    covered = {id for rule in report.rules for id in rule.regulations}
    if any(application.policies for application in report.applications):
        return covered
    return covered - {id for rule in report.rules if rule.code in _ABOUT_POLICIES for id in rule.regulations}


def _unknown(finding: Finding) -> ReportedRule:
    """Stands for a rule that the report does not describe."""
    return ReportedRule(
        code=finding.code,
        name=finding.name,
        severity=finding.severity,
        confidence=finding.confidence,
        summary=Text(finding.name, finding.name),
        why=Text("", ""),
        mend=finding.help,
        page=Text("", ""),
        regulations=finding.regulations,
    )
