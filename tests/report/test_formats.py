"""What the formats look like. `pytest --snapshot-update` renews the snapshots."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import samples
from support import ROOT
from syrupy.assertion import SnapshotAssertion

from privlint.findings import Finding, SdkUse, Text
from privlint.report import FORMATS, render
from privlint.report.model import AnalysedApplication, Report, Skipped
from privlint.report.style import Style, width_of
from privlint.sources import Sources

LINES = [
    "package com.example",
    "",
    "class App : Application() {",
    "    override fun onCreate() {",
    "        Tracker.init(this)",
]
WIDE = '\t\tlog("启动统计"); Tracker.init(this, "渠道")'


@pytest.fixture(autouse=True)
def _fixed_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Snapshots outlive versions."""
    monkeypatch.setattr("privlint.report.json.__version__", "1.2.3")


def report(root: Path, *findings: Finding, **changes: Any) -> Report:
    source = root / samples.APP
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text("\n".join([*LINES, WIDE, "x" * 300 + "Tracker.init(this)" + "y" * 300]) + "\n", "utf-8")
    values: dict[str, Any] = {
        "sources": Sources(root),
        "applications": (AnalysedApplication("app", ":app", ("release",)),),
        "findings": list(findings),
        "skipped": (),
        "files": 12,
        "seconds": 0.84,
        "catalogue_date": "2026-01-01",
        "catalogue_digest": "abc",
        "regulation_names": {"gdpr": Text("GDPR", "欧盟通用数据保护条例")},
    }
    return Report(**{**values, **changes})


def several(root: Path) -> Report:
    wide = samples.finding(line=6, column=16, end_line=6, end_column=40, severity="warning", code="PRV109")
    long = samples.finding(line=7, column=301, end_line=7, end_column=319, severity="note", trigger="unknown")
    build = samples.finding(
        code="PRV104", name="sdk-auto-start", path="app/build.gradle", line=10, column=5, trace=(), variants=()
    )
    skipped = (Skipped("app/src/main/java/com/example/Broken.kt", "syntax error", 4),)
    sdks = (
        SdkUse(
            "tracker",
            Text("Tracker", "追踪统计"),
            "app",
            "1.2.3",
            "lock",
            "app/build.gradle",
            10,
            f"{samples.APP}:3",
            "before",
        ),
        SdkUse("maps", Text("Maps " * 9, "地图"), "tv", "", "declared", "gradle/libs.versions.toml", 4, "", "unused"),
    )
    return report(root, build, samples.finding(), wide, long, skipped=skipped, sdks=sdks)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("format", FORMATS)
def test_formats(format: str, lang: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    assert render(format, several(tmp_path), Style(lang=lang, width=90)) == snapshot


def test_colours(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    assert render("text", report(tmp_path, samples.finding()), Style(color=True)) == snapshot


def test_a_clean_run_is_one_line(tmp_path: Path) -> None:
    english, chinese = (render("text", report(tmp_path), Style(lang=lang)) for lang in ("en", "zh"))
    assert english == "No findings in 12 files, 0.8 s (catalogue of 2026-01-01, abc)\n"
    assert chinese == "未发现问题；共 12 个文件，用时 0.8 秒（目录 2026-01-01, abc）\n"


def test_json_keeps_its_schema(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "docs/schema/report-1.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for checked in (several(tmp_path), report(tmp_path)):
        jsonschema.validate(json.loads(render("json", checked, Style())), schema)


def test_json_is_ascii_where_the_output_is_not_utf_8(tmp_path: Path) -> None:
    text = render("json", several(tmp_path), Style(lang="zh", encoding="gbk"))
    assert text.isascii()
    assert json.loads(text)["findings"][0]["message"].startswith("用户同意前")


def test_names_that_are_no_text_or_hold_controls(tmp_path: Path) -> None:
    odd = samples.finding(path="app/\udcff\n\x1b[31m.kt", trace=())
    for format in FORMATS:
        text = render(format, report(tmp_path, odd), Style())
        text.encode("utf-8")
        assert "\x1b" not in text
    assert render("concise", report(tmp_path, odd), Style()).count("\n") == 1


def test_only_hops_of_a_path_are_wider_than_asked(tmp_path: Path) -> None:
    """Their places are not broken into lines."""
    text = render("text", several(tmp_path), Style(lang="zh", width=80))
    wide = [line for line in text.splitlines() if width_of(line) > 80]
    assert [line for line in wide if not re.match(r" +\d+\. ", line)] == []
