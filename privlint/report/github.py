"""Annotations of GitHub Actions: workflow commands that a step prints,
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands"""

from __future__ import annotations

from privlint.findings import SEVERITIES, Finding, Severity
from privlint.report.model import Report
from privlint.report.style import Style, cut
from privlint.report.text import trace_lines

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
_LONGEST_MESSAGE = 8_000  # characters; GitHub drops annotations of more than 64 KB


def render_github(report: Report, style: Style) -> str:
    """One command for each finding, the most severe first: GitHub shows about ten of each kind for a step."""
    findings = sorted(report.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    return "".join(_command(finding, style) for finding in findings)


def _command(finding: Finding, style: Style) -> str:
    parameters = {"file": style.clean(finding.path), "line": str(max(finding.line, 1))}
    if finding.end_line > finding.line:  # then columns have no meaning
        parameters["endLine"] = str(finding.end_line)
    else:
        parameters["col"] = str(max(finding.column, 1))
        parameters["endColumn"] = str(max(finding.end_column, finding.column, 1))
    parameters["title"] = style.clean(f"{finding.code} {finding.name}")
    lines = [style.clean(style.say(finding.message)), *trace_lines(finding.trace, style)]
    lines.append(style.clean(style.say(finding.help)))
    text = cut("\n".join(lines), _LONGEST_MESSAGE)
    shown = ",".join(f"{name}={_parameter(value)}" for name, value in parameters.items())
    return f"::{_COMMANDS[finding.severity]} {shown}::{_message(text)}\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _parameter(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
