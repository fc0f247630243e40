"""How many findings there are of each rule, in each file and of each SDK."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from privlint.findings import Finding, Text
from privlint.report.json import dumped, hidden_counts
from privlint.report.model import Report
from privlint.report.style import Style

SCHEMA = "privlint.statistics/1"
_HEADINGS = {
    "rules": Text("Rules", "规则"),
    "files": Text("Files", "文件"),
    "sdks": Text("SDKs", "SDK"),
}
_FIXABLE = Text("{} can be fixed with --fix", "其中 {} 个可用 --fix 修复")


class Row(msgspec.Struct, frozen=True):
    """Findings that have something in common; `name` says more of it, "" if there is no more."""

    key: str
    name: str
    findings: int
    by_severity: dict[str, int]
    fixable: int


def statistics(report: Report, style: Style) -> str:
    """Three tables, the most frequent first; those without rows are left out."""
    return "\n".join("".join(_table(name, rows, style)) for name, rows in _tables(report, style).items() if rows)


def statistics_json(report: Report, style: Style) -> str:
    """The same for programs (docs/schema/statistics-1.json)."""
    keys = {"rules": ("code", "name"), "files": ("path", ""), "sdks": ("sdk", "name")}
    document: dict[str, Any] = {"schema": SCHEMA}
    for table, rows in _tables(report, style).items():
        key, name = keys[table]
        document[table] = [
            {
                key: row.key,
                **({name: row.name} if name else {}),
                "findings": row.findings,
                "by_severity": row.by_severity,
                "fixable": row.fixable,
            }
            for row in rows
        ]
    document["hidden"] = hidden_counts(report.hidden)
    return dumped(document, style)


def _tables(report: Report, style: Style) -> dict[str, list[Row]]:
    names = {use.id: style.say(use.name) for use in report.sdks}
    return {
        "rules": _rows(report, lambda finding: (finding.code, finding.name)),
        "files": _rows(report, lambda finding: (finding.path, "")),
        "sdks": _rows(report, lambda finding: (finding.sdk, names.get(finding.sdk, ""))),
    }


def _rows(report: Report, key: Callable[[Finding], tuple[str, str]]) -> list[Row]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(key(finding), []).append(finding)
    rows = [
        Row(
            key=name,
            name=more,
            findings=len(found),
            by_severity=msgspec.structs.replace(report, findings=found).by_severity(),
            fixable=sum(any(fix.is_safe for fix in finding.fixes) for finding in found),
        )
        for (name, more), found in groups.items()
        if name
    ]
    return sorted(rows, key=lambda row: (-row.findings, row.key))


def _table(name: str, rows: list[Row], style: Style) -> Iterator[str]:
    yield style.paint(style.clean(style.say(_HEADINGS[name])), "bold") + "\n"
    for row in rows:
        text = style.clean(f"{row.key}  {row.name}".rstrip())
        remark = f"  ({style.clean(style.say(_FIXABLE).format(row.fixable))})" if row.fixable else ""
        yield f"{row.findings:6}  {text}{style.paint(remark, 'dim')}\n"
