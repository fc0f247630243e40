"""Dependencies as JSON, schema `privlint.dependencies/1` (docs/schema/dependencies-1.json)."""

from __future__ import annotations

from typing import Any

from privlint.report.dependencies import DependencyReport, DependencyRow, Place
from privlint.report.json import dumped
from privlint.report.style import Style

SCHEMA = "privlint.dependencies/1"


def render_json(report: DependencyReport, style: Style) -> str:
    """The report; characters that the encoding of the output may lack are escaped."""
    document = {
        "schema": SCHEMA,
        "dependencies": [_row(row) for row in report.dependencies],
        "unresolved": [
            {"path": row.place.path, "line": row.place.line, "text": row.text, "reason": style.say(row.reason)}
            for row in report.unresolved
        ],
        "skipped": [{"path": item.path, "reason": item.reason, "lines": item.lines} for item in report.skipped],
    }
    return dumped(document, style)


def _row(row: DependencyRow) -> dict[str, Any]:
    return {
        "coordinate": row.coordinate,
        "version": row.version,
        "requested": row.requested,
        "path": row.place.path,
        "line": row.place.line,
        "module": row.module,
        "configuration": row.configuration,
        "via": row.via,
        "evidence": row.evidence,
        "sdk": row.sdk or None,
        "declared_at": _place(row.declared_at),
        "version_at": _place(row.version_at),
        "managed_by": list(row.managed_by),
        "archive": row.archive or None,
        "through": list(row.through),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    return {"path": place.path, "line": place.line} if place is not None else None
