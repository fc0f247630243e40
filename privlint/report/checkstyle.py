"""Checkstyle's XML, which many review tools read: https://checkstyle.org/"""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from privlint.findings import Severity
from privlint.report.explained import explained
from privlint.report.model import Report
from privlint.report.style import Style
from privlint.report.xml import document

_SEVERITIES: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "info"}


def render_checkstyle(report: Report, style: Style) -> str:
    """The findings by file."""
    root = Element("checkstyle", version="8.0")
    in_order = sorted(report.findings, key=lambda finding: finding.path)
    for path, findings in groupby(in_order, key=lambda finding: finding.path):
        file = SubElement(root, "file", name=path)
        for finding in findings:
            SubElement(
                file,
                "error",
                line=str(max(finding.line, 1)),
                column=str(max(finding.column, 1)),
                severity=_SEVERITIES[finding.severity],
                message=explained(finding, style),
                source=f"privlint.{finding.code}",
            )
    return document(root, style)
