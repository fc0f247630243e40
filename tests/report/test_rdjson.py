"""Reviewdog's format against a schema written from its definition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import samples
from reports import LINES, hostile, report, several

from privlint.findings import Edit, Fix, Text
from privlint.report import render
from privlint.report.model import Report
from privlint.report.style import Style

_SCHEMA = json.loads((Path(__file__).parent / "schemas/rdjson.json").read_text("utf-8"))


def _diagnostics(of: Report, lang: str = "en") -> Any:
    document = json.loads(render("rdjson", of, Style(lang=lang)))
    jsonschema.validate(document, _SCHEMA)
    return document["diagnostics"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_keeps_the_schema(lang: str, tmp_path: Path) -> None:
    for checked in (several(tmp_path), hostile(tmp_path), report(tmp_path)):
        assert len(_diagnostics(checked, lang)) == len(checked.findings)


def test_message_severity_and_path(tmp_path: Path) -> None:
    diagnostics = _diagnostics(several(tmp_path), "zh")
    assert [each["severity"] for each in diagnostics] == ["ERROR", "ERROR", "WARNING", "INFO"]
    assert diagnostics[1]["message"] == "用户同意前启动追踪统计：Tracker.init。移到同意判断之后。"
    assert diagnostics[1]["relatedLocations"][0]["message"] == "com.example.App.onCreate (入口：Application)"


def test_columns_are_bytes(tmp_path: Path) -> None:
    found = report(tmp_path, samples.finding(line=5, column=4, end_line=5, end_column=5))
    (tmp_path / samples.APP).write_text("\n".join([*LINES[:4], "a😀统b"]), "utf-8")
    (diagnostic,) = _diagnostics(found)
    assert diagnostic["location"]["range"] == {"start": {"line": 5, "column": 9}, "end": {"line": 5, "column": 10}}


def test_a_suggestion_is_a_whole_fix(tmp_path: Path) -> None:
    one = Edit(samples.APP, 5, 9, 5, 16, "Other"), Edit("app/build.gradle", 1, 1, 1, 1, "x")
    fixes = (Fix(Text("", ""), one[:1]), Fix(Text("", ""), one), Fix(Text("", ""), one[1:]))
    (diagnostic,) = _diagnostics(report(tmp_path, samples.finding(fixes=fixes)))
    span = {"start": {"line": 5, "column": 9}, "end": {"line": 5, "column": 16}}
    assert diagnostic["suggestions"] == [{"range": span, "text": "Other"}]
