"""The report as JSON, schema `privlint.report/1` (docs/schema/report-1.json)."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from privlint import __version__
from privlint.findings import Finding, SdkUse
from privlint.links import help_uri
from privlint.report.model import Hidden, Report
from privlint.report.style import Style

SCHEMA = "privlint.report/1"
_SURROGATES = re.compile("[\ud800-\udfff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def render_json(report: Report, style: Style) -> str:
    """The report; characters that the encoding of the output may lack are escaped."""
    document = {
        "schema": SCHEMA,
        "tool": {
            "name": "privlint",
            "version": __version__,
            "catalogue": {"date": report.catalogue_date, "digest": report.catalogue_digest},
        },
        "applications": [
            {"path": application.path, "gradle": application.gradle, "variants": list(application.variants)}
            | ({} if application.policies is None else {"policies": list(application.policies)})
            for application in report.applications
        ],
        "findings": [_finding(finding, style, report.rule_pages) for finding in report.findings],
        **(
            {"accepted": [_accepted(finding, style, report.rule_pages) for finding in report.accepted]}
            if report.accepted
            else {}
        ),
        "sdks": [_sdk(use, style) for use in report.sdks],
        "skipped": [{"path": item.path, "reason": item.reason, "lines": item.lines} for item in report.skipped],
        "summary": {
            "files": report.files,
            "seconds": round(report.seconds, 3),
            "by_severity": report.by_severity(),
            "hidden": hidden_counts(report.hidden),
            "calls": report.calls,
            "unresolved": report.unresolved,
        },
    }
    return dumped(document, style)


def hidden_counts(hidden: Hidden) -> dict[str, int]:
    """How many findings are not shown, by reason, in the words of the schema."""
    counts: dict[str, int] = msgspec.structs.asdict(hidden)
    counts["below_min_severity"] = counts.pop("minor")
    return counts


def _sdk(use: SdkUse, style: Style) -> dict[str, Any]:
    return {
        "sdk": use.id,
        "name": style.say(use.name),
        "application": use.application,
        "version": use.version or None,
        "evidence": use.evidence,
        "path": use.path,
        "line": use.line,
        "first_use": use.first_use or None,
        "consent": use.state,
        "notices": list(use.notices),
    }


def dumped(document: Any, style: Style) -> str:
    """JSON text of a document, for the encoding of the output."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    text = _SURROGATES.sub("\ufffd", text)  # names of files may hold bytes that are no text
    return (text if style.is_unicode else _NOT_ASCII.sub(_escaped, text)) + "\n"


def _escaped(character: re.Match[str]) -> str:
    return json.dumps(character[0])[1:-1]


def _accepted(finding: Finding, style: Style, rule_pages: str) -> dict[str, Any]:
    """A finding that is not among those that count, and why."""
    accepted = finding.accepted
    assert accepted is not None
    place = {"kind": accepted.kind, "reason": accepted.reason, "path": accepted.path, "line": accepted.line or None}
    return {**_finding(finding, style, rule_pages), "accepted": place}


def _finding(finding: Finding, style: Style, rule_pages: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": style.say(finding.message),
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "application": finding.application,
        "variants": finding.variants,
        "symbol": finding.symbol,
        "api": finding.api,
        "sdk": finding.sdk,
        "data_types": finding.data_types,
        "trigger": finding.trigger,
        "trace": [
            {
                "path": hop.path,
                "line": hop.line,
                "column": hop.column,
                "symbol": hop.symbol,
                "note": hop.note_zh if style.lang == "zh" and hop.note_zh else hop.note,
            }
            for hop in finding.trace
        ],
        "regulations": finding.regulations,
        "notices": finding.notices,
        "fixes": [
            {"description": style.say(fix.description), "edits": [msgspec.structs.asdict(edit) for edit in fix.edits]}
            for fix in finding.fixes
        ],
        "fingerprint": finding.fingerprint,
        "help_uri": help_uri(finding.code, rule_pages),
    }
