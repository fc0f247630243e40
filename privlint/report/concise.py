"""One line a finding, as editors and `grep` like it."""

from __future__ import annotations

from privlint.report.model import Report
from privlint.report.style import Style


def render_concise(report: Report, style: Style) -> str:
    """`path:line:column: CODE message`."""
    return "".join(
        f"{style.clean(finding.path)}:{finding.line}:{finding.column}: {finding.code} "
        f"{style.clean(style.say(finding.message))}\n"
        for finding in report.findings
    )
