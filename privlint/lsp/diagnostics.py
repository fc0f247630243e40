"""Findings as an editor shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lsprotocol import types

from privlint.findings import Finding, Severity
from privlint.links import help_uri
from privlint.lsp.addresses import uri_of
from privlint.lsp.texts import Texts
from privlint.report.hops import hop_text
from privlint.report.model import Report
from privlint.report.style import Style, cut, plain

SOURCE: Final = "privlint"
_SEVERITIES: Final[dict[Severity, types.DiagnosticSeverity]] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
_LONGEST = 1_000  # characters of a text
_MOST_HOPS = 100  # of a path that is longer, the middle is left out
#: Diagnostics by the absolute paths of files.
ByFile = dict[Path, list[types.Diagnostic]]


def diagnostics(report: Report, root: Path, texts: Texts, style: Style, has_related: bool) -> ByFile:
    """The findings of a report on a folder. Of those that several applications have at the same place, the first is
    shown. Without `has_related` the editor shows no places beside a diagnostic."""
    found: ByFile = {}
    seen = set()
    for finding in report.findings:
        key = (finding.path, finding.line, finding.column, finding.code, finding.message.en)
        if key not in seen:
            seen.add(key)
            path = root / finding.path if finding.path else root
            found.setdefault(path, []).append(_diagnostic(report, finding, root, texts, style, has_related))
    return found


def place_of(finding: Finding, texts: Texts) -> types.Range:
    """Where a finding stands in its file."""
    return texts.range(finding.path, finding.line, finding.column, finding.end_line, finding.end_column)


def _diagnostic(
    report: Report, finding: Finding, root: Path, texts: Texts, style: Style, has_related: bool
) -> types.Diagnostic:
    page = help_uri(finding.code, report.rule_pages)
    message = f"{style.say(finding.message)}\n{style.say(finding.help)}"
    return types.Diagnostic(
        range=place_of(finding, texts),
        message="\n".join(cut(plain(line), _LONGEST) for line in message.split("\n")),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(page) if page else None,
        source=SOURCE,
        related_information=list(_related(finding, root, texts, style)) if has_related else None,
        data={"fingerprint": finding.fingerprint},
    )


def _related(finding: Finding, root: Path, texts: Texts, style: Style) -> Iterator[types.DiagnosticRelatedInformation]:
    """The steps that lead to the finding, from where they begin."""
    hops = finding.trace
    if len(hops) > _MOST_HOPS:
        hops = (*hops[: _MOST_HOPS // 2], *hops[-_MOST_HOPS // 2 :])
    for hop in hops:
        at = texts.positions(hop.path).at(hop.line, hop.column)
        location = types.Location(uri_of(root / hop.path), types.Range(at, at))
        yield types.DiagnosticRelatedInformation(location, cut(plain(hop_text(hop, style)), _LONGEST))
