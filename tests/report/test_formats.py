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

from privlint.report import FORMATS, render
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


def test_only_hops_of_a_path_are_wider_than_asked(tmp_path: Path) -> None:
    """Their places are not broken into lines."""
    text = render("text", several(tmp_path), Style(lang="zh", width=80))
    wide = [line for line in text.splitlines() if width_of(line) > 80]
    assert [line for line in wide if not re.match(r" +\d+\. ", line)] == []
