"""Reviewdog's diagnostic format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf"""

from __future__ import annotations

from typing import Any

from privlint.findings import Finding, Fix, Hop, Severity
from privlint.links import help_uri
from privlint.report.columns import utf8_column
from privlint.report.explained import explained
from privlint.report.json import dumped
from privlint.report.model import Report
from privlint.report.style import Style, plain
from privlint.sources import Sources

_SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render_rdjson(report: Report, style: Style) -> str:
    """A diagnostic result; columns count bytes of UTF-8."""
    diagnostics = [_diagnostic(report, finding, style) for finding in report.findings]
    return dumped({"source": {"name": "privlint"}, "diagnostics": diagnostics}, style)


def _diagnostic(report: Report, finding: Finding, style: Style) -> dict[str, Any]:
    sources = report.sources
    code = {"value": finding.code}
    if uri := help_uri(finding.code, report.rule_pages):
        code["url"] = uri
    diagnostic: dict[str, Any] = {
        "message": explained(finding, style),
        "location": {
            "path": finding.path,
            "range": _range(sources, finding.path, finding.line, finding.column, finding.end_line, finding.end_column),
        },
        "severity": _SEVERITIES[finding.severity],
        "code": code,
    }
    if suggestions := [found for fix in finding.fixes for found in _suggestion(sources, finding, fix)]:
        diagnostic["suggestions"] = suggestions
    if finding.trace:
        diagnostic["relatedLocations"] = [_related(sources, hop, style) for hop in finding.trace]
    return diagnostic


def _suggestion(sources: Sources, finding: Finding, fix: Fix) -> list[dict[str, Any]]:
    """A suggestion is one edit of the file of the diagnostic; a fix of several edits makes sense as a whole only."""
    if len(fix.edits) != 1 or fix.edits[0].path != finding.path:
        return []
    (edit,) = fix.edits
    span = _range(sources, edit.path, edit.line, edit.column, edit.end_line, edit.end_column)
    return [{"range": span, "text": edit.text}]


def _related(sources: Sources, hop: Hop, style: Style) -> dict[str, Any]:
    note = hop.note_zh if style.lang == "zh" and hop.note_zh else hop.note
    return {
        "message": plain(f"{hop.symbol} ({note})" if note else hop.symbol),
        "location": {"path": hop.path, "range": {"start": _position(sources, hop.path, hop.line, hop.column)}},
    }


def _range(sources: Sources, path: str, line: int, column: int, end_line: int, end_column: int) -> dict[str, Any]:
    start, end = _position(sources, path, line, column), _position(sources, path, end_line, end_column)
    is_backward = (end["line"], end["column"]) < (start["line"], start["column"])
    return {"start": start, "end": start if is_backward else end}


def _position(sources: Sources, path: str, line: int, column: int) -> dict[str, int]:
    return {"line": max(line, 1), "column": utf8_column(sources, path, line, column)}
