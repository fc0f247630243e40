"""GitLab Code Quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from privlint.findings import Finding, Severity
from privlint.report.json import dumped
from privlint.report.model import Report
from privlint.report.style import Style, plain

_SEVERITIES: dict[Severity, str] = {"error": "critical", "warning": "major", "note": "info"}


def render_gitlab(report: Report, style: Style) -> str:
    """A list with an entry for each finding. GitLab keeps one entry of a fingerprint, so an entry's is made of that of
    the finding, the application, and a number where even those are the same."""
    seen: Counter[tuple[str, str]] = Counter()
    entries = []
    for finding in report.findings:
        identity = finding.fingerprint, finding.application
        entries.append(_entry(finding, _digest(*identity, str(seen[identity])), style))
        seen[identity] += 1
    return dumped(entries, style)


def _entry(finding: Finding, fingerprint: str, style: Style) -> dict[str, Any]:
    line = max(finding.line, 1)
    return {
        "description": plain(f"{finding.code}: {style.say(finding.message)}"),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.path, "lines": {"begin": line, "end": max(finding.end_line, line)}},
    }


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
