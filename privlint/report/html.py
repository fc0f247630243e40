"""The report as one web page that needs nothing else: for people who decide, and for people who mend."""

from __future__ import annotations

from privlint import __version__
from privlint.findings import SEVERITIES, Text
from privlint.report import words
from privlint.report.html_view import view
from privlint.report.model import Report
from privlint.report.policies import policy_lines
from privlint.report.style import Style
from privlint.report.summary import hidden_counts
from privlint.report.web_page import page

_UNBROKEN = 1_000_000  # columns: the browser breaks lines
_PLURALS = {"error": Text("Errors", "错误"), "warning": Text("Warnings", "警告"), "note": Text("Notes", "提示")}


def render_html(report: Report, style: Style) -> str:
    """The page, in both languages; that of the output is shown first."""
    english, chinese = Style(lang="en", width=_UNBROKEN), Style(lang="zh", width=_UNBROKEN)
    policies = (tuple(policy_lines(report.applications, each)) for each in (english, chinese))
    values = {
        "version": __version__,
        "project": report.sources.root.resolve().name,
        "report": report,
        "page": view(report),
        "policies": [Text(*lines) for lines in zip(*policies, strict=True)],
        "hidden": Text(", ".join(hidden_counts(report, english)), "，".join(hidden_counts(report, chinese))),
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
