"""What a run found: the input of every report format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from privlint.findings import Confidence, Finding, Fix, SdkUse, Severity, Text
from privlint.sources import Sources


class Skipped(msgspec.Struct, gc=False, frozen=True):
    """A file that could not be read in full; `lines` is how many were lost, 0 where that is not known."""

    path: str
    reason: str
    lines: int = 0


class AnalysedApplication(msgspec.Struct, gc=False, frozen=True):
    """An application module and the variants that were analysed."""

    path: str
    gradle: str
    variants: tuple[str, ...]
    policies: tuple[str, ...] | None = None  # path:line of its privacy policies; None: no rule has asked for them
    policy_address: str = ""  # where one is published, as its resources say


class ReportedRule(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """What reports say of a rule that ran. `confidence` is that of most of its findings, `page` is Markdown."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    summary: Text
    why: Text
    mend: Text
    page: Text
    regulations: tuple[str, ...]


class ReportedRegulation(msgspec.Struct, gc=False, frozen=True):
    """What findings are mapped to: a problem category of the notices, or an instrument; `url` is "" if not known."""

    id: str
    name: Text
    is_category: bool = False
    url: str = ""


class ReportedNotice(msgspec.Struct, gc=False, frozen=True):
    """A notice that findings or SDKs of the report refer to; `url` is its official address, "" if not known."""

    id: str
    date: str
    regulator: Text
    title: Text
    url: str = ""


class Hidden(msgspec.Struct, frozen=True):
    """How many findings a report does not show, and why."""

    suppressed: int = 0
    baseline: int = 0
    unchanged: int = 0  # nothing on their path was changed
    minor: int = 0  # below `min-severity`

    def __add__(self, other: Hidden) -> Hidden:
        return Hidden(*(mine + theirs for mine, theirs in zip(_counts(self), _counts(other), strict=True)))


class Report(msgspec.Struct, kw_only=True):
    """The result of one check. Paths are relative to the root of `sources`."""

    sources: Sources
    applications: tuple[AnalysedApplication, ...]
    findings: list[Finding]
    skipped: tuple[Skipped, ...]
    files: int
    seconds: float
    catalogue_date: str
    catalogue_digest: str
    regulation_names: Mapping[str, Text]
    unresolved: int = 0  # calls without a known target, of …
    calls: int = 0
    sdks: tuple[SdkUse, ...] = ()
    rules: tuple[ReportedRule, ...] = ()
    regulations: tuple[ReportedRegulation, ...] = ()  # all of the catalogue, in official order
    notices: tuple[ReportedNotice, ...] = ()  # the newest first
    hidden: Hidden = Hidden()
    accepted: tuple[Finding, ...] = ()  # suppressed, or in the baseline; formats show them if they are there
    remarks: tuple[Text, ...] = ()  # what else the user has to know, for the terminal
    rule_pages: str = ""  # the setting of that name

    def by_severity(self) -> dict[str, int]:
        """How many findings of each severity; severities without findings are left out."""
        counts: dict[str, int] = {}
        for finding in self.findings:
            counts[finding.severity] = counts.get(finding.severity, 0) + 1
        return counts


def _counts(hidden: Hidden) -> tuple[int, ...]:
    return msgspec.structs.astuple(hidden)


def relocated(report: Report, place: Callable[[str], str], sources: Sources) -> Report:
    """The report with other paths: `place` gives for each path that below the root of `sources`."""
    return msgspec.structs.replace(
        report,
        sources=sources,
        applications=tuple(_moved(each, place) for each in report.applications),
        findings=[_relocated(finding, place) for finding in report.findings],
        accepted=tuple(_relocated(finding, place) for finding in report.accepted),
        skipped=tuple(msgspec.structs.replace(each, path=place(each.path)) for each in report.skipped),
        sdks=tuple(
            msgspec.structs.replace(
                use,
                application=place(use.application),
                path=place(use.path),
                first_use=use.first_use and place(use.first_use),
            )
            for use in report.sdks
        ),
    )


def _moved(application: AnalysedApplication, place: Callable[[str], str]) -> AnalysedApplication:
    policies = application.policies
    return msgspec.structs.replace(
        application,
        path=place(application.path),
        policies=policies if policies is None else tuple(place(path) for path in policies),
    )


def _relocated(finding: Finding, place: Callable[[str], str]) -> Finding:
    def moved(fix: Fix) -> Fix:
        edits = tuple(msgspec.structs.replace(edit, path=place(edit.path)) for edit in fix.edits)
        return msgspec.structs.replace(fix, edits=edits)

    accepted = finding.accepted
    if accepted is not None and accepted.kind != "baseline":
        accepted = msgspec.structs.replace(accepted, path=place(accepted.path))
    return msgspec.structs.replace(
        finding,
        accepted=accepted,
        path=place(finding.path),
        application=place(finding.application),
        trace=tuple(msgspec.structs.replace(hop, path=place(hop.path)) for hop in finding.trace),
        fixes=tuple(moved(fix) for fix in finding.fixes),
    )
