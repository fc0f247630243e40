"""The report as SARIF 2.1.0, within the limits of GitHub's code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/
and https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

from typing import Any

from privlint import __version__
from privlint.findings import SEVERITIES, Accepted, Finding, Fix, Text
from privlint.report.json import dumped
from privlint.report.line_hashes import LineHashes
from privlint.report.model import Report, ReportedRule, Skipped
from privlint.report.sarif_locations import ROOT_BASE, artifact, flow, primary, region, related
from privlint.report.sarif_rules import descriptor
from privlint.report.style import Style, cut, plain

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_MOST_RESULTS = 25_000
_LONGEST_MESSAGE = 1_000  # characters; GitHub shows no more
_FINGERPRINT = "privlint/v1"
_LINE_HASH = "primaryLocationLineHash"
_SKIPPED, _LEFT_OUT = "not-read-in-full", "too-many-results"
_LEFT_OUT_TEXT = Text(
    "{} findings are left out: a file may hold {} results. Those of the highest severity are kept.",
    "已省略 {} 条结果：每个文件最多 {} 条，优先保留级别最高的结果。",
)
_ROOT_TEXT = Text("The root of the repository", "代码仓库根目录")


def render_sarif(report: Report, style: Style) -> str:
    """One run, also where nothing was found. Of more findings than a file may hold the most severe are kept."""
    kept = _kept([*report.findings, *report.accepted])
    hashes = LineHashes(report.sources)
    positions = {rule.code: at for at, rule in enumerate(report.rules)}
    run = {
        "tool": {"driver": _driver(report, report.rules, style)},
        "automationDetails": {"id": "privlint/"},
        "language": "zh-CN" if style.lang == "zh" else "en-US",
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {ROOT_BASE: {"description": {"text": style.say(_ROOT_TEXT)}}},
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": _notifications(report, kept, style)}
        ],
        "results": [_result(report, finding, positions.get(finding.code, -1), hashes, style) for finding in kept],
    }
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, style)


def _kept(findings: list[Finding]) -> list[Finding]:
    if len(findings) <= _MOST_RESULTS:
        return findings
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))[:_MOST_RESULTS]


def _driver(report: Report, rules: tuple[ReportedRule, ...], style: Style) -> dict[str, Any]:
    return {
        "name": "privlint",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [descriptor(rule, style, report.rule_pages) for rule in rules],
        "properties": {"catalogueDate": report.catalogue_date, "catalogueDigest": report.catalogue_digest},
    }


def _notifications(report: Report, kept: list[Finding], style: Style) -> list[dict[str, Any]]:
    found = [_skipped(item) for item in report.skipped]
    if left := len(report.findings) + len(report.accepted) - len(kept):
        text = style.say(_LEFT_OUT_TEXT).format(left, _MOST_RESULTS)
        found.append({"descriptor": {"id": _LEFT_OUT}, "level": "warning", "message": {"text": text}})
    return found


def _skipped(item: Skipped) -> dict[str, Any]:
    return {
        "descriptor": {"id": _SKIPPED},
        "level": "warning",
        "message": {"text": cut(plain(item.reason), _LONGEST_MESSAGE)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(item.path)}}],
        "properties": {"lines": item.lines},
    }


def _result(report: Report, finding: Finding, rule: int, hashes: LineHashes, style: Style) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": cut(plain(style.say(finding.message)), _LONGEST_MESSAGE)},
        "locations": [primary(report.sources, finding)],
    }
    if threads := flow(report.sources, finding, style):
        result["codeFlows"] = [{"threadFlows": [{"locations": threads}]}]
    if places := related(report, finding, style):
        result["relatedLocations"] = places
    result["partialFingerprints"] = {_FINGERPRINT: finding.fingerprint}
    if line_hash := hashes.of(finding.path, max(finding.line, 1)):
        result["partialFingerprints"][_LINE_HASH] = line_hash
    if finding.fixes:
        result["fixes"] = [_fix(report, fix, style) for fix in finding.fixes]
    if finding.accepted is not None:
        result["suppressions"] = [_suppression(finding.accepted)]
    result["properties"] = _properties(finding, style)
    return result


def _suppression(accepted: Accepted) -> dict[str, Any]:
    is_external = accepted.kind == "baseline"
    found: dict[str, Any] = {"kind": "external" if is_external else "inSource", "status": "accepted"}
    if accepted.reason:
        found["justification"] = plain(accepted.reason)
    if not is_external:
        place = {"artifactLocation": artifact(accepted.path), "region": {"startLine": max(accepted.line, 1)}}
        found["location"] = {"physicalLocation": place}
    return found


def _fix(report: Report, fix: Fix, style: Style) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        deleted = region(report.sources, edit.path, edit.line, edit.column, edit.end_line, edit.end_column)
        replacement = {"deletedRegion": deleted, "insertedContent": {"text": edit.text}}
        changes.setdefault(edit.path, []).append(replacement)
    return {
        "description": {"text": plain(style.say(fix.description))},
        "artifactChanges": [
            {"artifactLocation": artifact(path), "replacements": replacements} for path, replacements in changes.items()
        ],
    }


def _properties(finding: Finding, style: Style) -> dict[str, Any]:
    """What SARIF has no place for; names without a value are left out."""
    named = {
        "application": finding.application,
        "variants": list(finding.variants),
        "confidence": finding.confidence,
        "trigger": finding.trigger,
        "symbol": finding.symbol,
        "api": finding.api,
        "sdk": finding.sdk,
        "dataTypes": list(finding.data_types),
        "regulations": list(finding.regulations),
        "notices": list(finding.notices),
        "help": plain(style.say(finding.help)),
    }
    return {name: value for name, value in named.items() if value}
