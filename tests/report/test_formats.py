"""What the formats look like. `pytest --snapshot-update` renews the snapshots."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import samples
from reports import hostile, report, several
from support import ROOT
from syrupy.assertion import SnapshotAssertion

from privlint.findings import Text
from privlint.report import FORMATS, render
from privlint.report.model import ReportedRegulation
from privlint.report.style import Style, width_of


@pytest.fixture(autouse=True)
def _fixed_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Snapshots outlive versions."""
    for module in ("json", "sarif"):
        monkeypatch.setattr(f"privlint.report.{module}.__version__", "1.2.3")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("format", [format for format in FORMATS if format != "html"])  # that has tests of its own
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


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("format", FORMATS)
def test_hostile_names(format: str, lang: str, encoding: str, tmp_path: Path) -> None:
    text = render(format, hostile(tmp_path), Style(lang=lang, encoding=encoding))
    text.encode(encoding)
    assert not re.search("[\x00\x1b]", text)


def test_one_finding_is_one_line(tmp_path: Path) -> None:
    assert render("concise", hostile(tmp_path), Style()).count("\n") == 3


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_only_places_are_wider_than_asked(lang: str, tmp_path: Path) -> None:
    """They are not broken into lines, so that terminals and people can follow them."""
    wide = [
        line
        for line in render("text", several(tmp_path), Style(lang=lang, width=78)).splitlines()
        if width_of(line) > 78
    ]
    assert all(re.fullmatch(r" +(\d+\.|-->) \S+:\d+", line) for line in wide)


def test_a_narrow_path_has_its_places_on_lines_of_their_own(tmp_path: Path) -> None:
    text = render("text", report(tmp_path, samples.finding()), Style(width=60))
    path = text.partition("path:\n")[2].partition("  = why")[0]
    assert [line.strip() for line in path.splitlines()] == [
        f"1. {samples.APP}:3",
        "com.example.App.onCreate",
        "(entry point: Application)",
        f"2. {samples.APP}:5",
        "com.vendor.Tracker#init",
    ]


def test_a_narrow_table_leaves_columns_out(tmp_path: Path) -> None:
    heads = [
        next(line for line in render("text", several(tmp_path), Style(width=width)).splitlines() if line[:4] == "SDK ")
        for width in (110, 90, 80)
    ]
    assert [head.split() for head in heads] == [
        ["SDK", "version", "evidence", "first", "use", "consent"],
        ["SDK", "version", "evidence", "consent"],
        ["SDK", "version", "consent"],
    ]


def test_categories_go_by_name_and_instruments_by_id(tmp_path: Path) -> None:
    category = ReportedRegulation("illegal-collection", Text("Illegal collection", "违规收集"), is_category=True)
    found = samples.finding(regulations=("illegal-collection", "pipl", "gdpr"))
    text = render("text", report(tmp_path, found, regulations=(category,)), Style())
    assert "regulations: Illegal collection (pipl, gdpr)\n" in text


def test_markdown_of_a_hostile_report_is_text_only(tmp_path: Path) -> None:
    """Names of files and texts cannot end the table, and open no markup, link, mention or picture."""
    text = render("markdown", hostile(tmp_path), Style())
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    unescaped = re.sub(
        r"\\.", "", text.replace("<details><summary>", "").replace("</summary>", "").replace("</details>", "")
    )
    assert not set("<>`*_[]@&") & set(unescaped)
    assert "://" not in text
