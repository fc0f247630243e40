"""How a rule stands in SARIF: what GitHub shows beside its alerts."""

from __future__ import annotations

from typing import Any

from privlint.findings import Severity
from privlint.links import help_uri
from privlint.report.model import ReportedRule
from privlint.report.style import Style, cut

_LONGEST_DESCRIPTION = 1024  # characters; GitHub refuses more
_MOST_TAGS = 20
_ABOUT_PRIVLINT = "PRV9"
_PRIVACY_TAGS = ("security", "privacy", "external/cwe/cwe-359")  # exposure of private personal information
#: A score as of CVSS, by which GitHub calls alerts high (from 7.0), medium (from 4.0) or low.
_SCORES: dict[Severity, str] = {"error": "8.0", "warning": "5.5", "note": "2.0"}
_PROBLEM_SEVERITIES: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "recommendation"}


def descriptor(rule: ReportedRule, style: Style, rule_pages: str = "") -> dict[str, Any]:
    """The reporting descriptor of a rule. What is about privlint itself has no security severity.

    `rule_pages` is the setting of that name."""
    summary, why, mend = style.say(rule.summary), style.say(rule.why), style.say(rule.mend)
    properties: dict[str, Any] = {
        "precision": rule.confidence,
        "problem.severity": _PROBLEM_SEVERITIES[rule.severity],
    }
    if rule.code.startswith(_ABOUT_PRIVLINT):
        properties["tags"] = ["completeness"]
    else:
        properties["tags"] = [*_PRIVACY_TAGS, *rule.regulations][:_MOST_TAGS]
        properties["security-severity"] = _SCORES[rule.severity]
    found = {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": cut(summary, _LONGEST_DESCRIPTION)},
        "fullDescription": {"text": cut(f"{summary} {why}", _LONGEST_DESCRIPTION)},
        "help": {"text": f"{summary}\n\n{why}\n\n{mend}", "markdown": style.say(rule.page)},
        "defaultConfiguration": {"level": rule.severity},
        "properties": properties,
    }
    if uri := help_uri(rule.code, rule_pages):
        found["helpUri"] = uri
    return found
