"""Findings as a table, RFC 4180: https://www.rfc-editor.org/rfc/rfc4180"""

from __future__ import annotations

import csv
import io

from privlint.findings import Finding
from privlint.report.model import Report
from privlint.report.style import Style
from privlint.report.text import trace_lines

_COLUMNS = (
    "severity",
    "code",
    "name",
    "path",
    "line",
    "column",
    "message",
    "application",
    "variants",
    "sdk",
    "api",
    "symbol",
    "data types",
    "trigger",
    "confidence",
    "call path",
    "help",
    "regulations",
    "notices",
    "fingerprint",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may run at the beginning of a cell


def render_csv(report: Report, style: Style) -> str:
    """A line of names, then one for each finding. The call path is whole, one step a line of its cell."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(_COLUMNS)
    writer.writerows([safe_cell(value) for value in _row(report, finding, style)] for finding in report.findings)
    return target.getvalue()


def _row(report: Report, finding: Finding, style: Style) -> list[str]:
    names = report.regulation_names
    regulations = (style.say(names[id]) if id in names else id for id in finding.regulations)
    values = [
        finding.severity,
        finding.code,
        finding.name,
        finding.path,
        str(finding.line),
        str(finding.column),
        style.say(finding.message),
        finding.application,
        ", ".join(finding.variants),
        finding.sdk,
        finding.api,
        finding.symbol,
        ", ".join(finding.data_types),
        finding.trigger,
        finding.confidence,
    ]
    rest = [style.say(finding.help), "; ".join(regulations), ", ".join(finding.notices), finding.fingerprint]
    path = "\n".join(line.strip() for line in trace_lines(finding.trace, style))
    return [*map(style.clean, values), path, *map(style.clean, rest)]


def safe_cell(text: str) -> str:
    """The text, with an apostrophe in front of what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
