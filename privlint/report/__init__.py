"""Output formats, one a file. `render` is what the command line calls."""

from __future__ import annotations

from privlint.report.model import Report
from privlint.report.style import Style

FORMATS = ("text", "concise", "json")


def render(format: str, report: Report, style: Style) -> str:
    """The report in a format of FORMATS, ending with a line break unless it is empty."""
    if format == "json":
        from privlint.report.json import render_json

        return render_json(report, style)
    if format == "concise":
        from privlint.report.concise import render_concise

        return render_concise(report, style)
    from privlint.report.text import render_text

    return render_text(report, style)
