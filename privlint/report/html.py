"""The report as one web page that needs nothing else: for people who decide, and for people who mend."""

from __future__ import annotations

from privlint import __version__
from privlint.findings import SEVERITIES, Text
from privlint.report import words
from privlint.report.html_view import view
from privlint.report.model import Report
from privlint.report.style import Style
from privlint.report.web_page import page

_PLURALS = {"error": Text("Errors", "错误"), "warning": Text("Warnings", "警告"), "note": Text("Notes", "提示")}


def render_html(report: Report, style: Style) -> str:
    """The page, in both languages; that of the output is shown first."""
    values = {
        "version": __version__,
        "project": report.sources.root.resolve().name,
        "report": report,
        "page": view(report),
        "counts": report.by_severity(),
        "severities": SEVERITIES,
        "names": words.SEVERITY_NAMES,
        "plurals": _PLURALS,
        "confidences": words.CONFIDENCE_NAMES,
        "states": words.STATES,
        "evidence": words.EVIDENCE,
        "unknown": words.UNKNOWN,
    }
    return page("report.html.jinja", "report.js", values, style)
