"""What lists of dependencies look like. `pytest --snapshot-update` renews the snapshots."""

from __future__ import annotations

import json

import jsonschema
import pytest
from support import ROOT
from syrupy.assertion import SnapshotAssertion

from privlint.findings import Text
from privlint.report.dependencies import DependencyReport, DependencyRow, Place, UnresolvedRow
from privlint.report.dependencies_json import render_json
from privlint.report.dependencies_text import render_text
from privlint.report.model import Skipped
from privlint.report.style import Style


def row(coordinate: str, version: str | None, **changes: object) -> DependencyRow:
    values: dict[str, object] = {
        "coordinate": coordinate,
        "version": version,
        "requested": version or "",
        "place": Place("app/build.gradle", 10),
        "module": ":app",
        "configuration": "implementation",
        "via": "literal",
        "evidence": "declared",
        "sdk": "",
    }
    return DependencyRow(**{**values, **changes})  # type: ignore[arg-type]


REPORT = DependencyReport(
    (
        row("com.example:tracker", "1.2", sdk="tracker", sdk_name=Text("Tracker", "统计")),
        row("com.example:locked", "1.4", requested="+", via="lock", evidence="lock", module=":lib"),
        row("com.example:locked", "1.4", requested="+", via="lock", evidence="lock", module=":other"),
        row("com.example:managed", None, via="bom", managed_by=("com.example:bom:1",)),
        row("kit.jar", None, requested="app/libs/kit.jar", via="archive", archive="app/libs/kit.jar"),
        row(
            "com.example:catalogue",
            "2",
            via="catalogue",
            place=Place("gradle/libs.versions.toml", 9),
            declared_at=Place("app/build.gradle", 11),
            version_at=Place("gradle/libs.versions.toml", 2),
        ),
    ),
    (UnresolvedRow(Place("app/build.gradle", 12), 'implementation "g:a:\x1b[31m$v"', Text("unknown", "未知")),),
    (Skipped("gradle/x.versions.toml", "not valid TOML"),),
)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_text(lang: str, snapshot: SnapshotAssertion) -> None:
    assert render_text(REPORT, Style(lang=lang)) == snapshot


def test_json(snapshot: SnapshotAssertion) -> None:
    text = render_json(REPORT, Style())
    schema = json.loads((ROOT / "docs/schema/dependencies-1.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(text), schema)
    assert text == snapshot
