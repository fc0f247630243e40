"""The last line, counts and times."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest
import reports
import samples
from support import ROOT

from privlint.clock import Clock
from privlint.findings import Edit, Fix, Text
from privlint.report.model import Hidden, Report, Skipped
from privlint.report.profile import profile
from privlint.report.statistics import statistics, statistics_json
from privlint.report.style import Style
from privlint.report.summary import summary

HIDDEN = Hidden(suppressed=1, baseline=2, unchanged=3, minor=4)


def report(folder: Path, **changes: object) -> Report:
    return msgspec.structs.replace(
        reports.report(folder, samples.finding(), samples.finding(severity="note")), **changes
    )


def test_the_last_line_says_everything(tmp_path: Path) -> None:
    full = report(tmp_path, hidden=HIDDEN, skipped=(Skipped("a", "b"),))
    assert summary(full, Style(width=200)) == (
        "1 error, 1 note in 12 files (1 not read in full); not shown: 1 suppressed, 2 in the baseline, 3 unchanged, "
        "4 of lower severity; 0.8 s (catalogue of 2026-01-01, abc)"
    )
    assert summary(full, Style(lang="zh", width=200)) == (
        "1 个错误，1 个提示；共 12 个文件（1 个未能完整读取）；未显示：1 个已忽略，2 个在基线中，3 个未变更，"
        "4 个级别较低；用时 0.8 秒（目录 2026-01-01, abc）"
    )
    assert max(map(len, summary(full, Style(width=80)).splitlines())) <= 80


def test_hidden_findings_of_several_folders_add_up() -> None:
    assert HIDDEN + Hidden(1, 1, 1, 1) == Hidden(2, 3, 4, 5)


def test_statistics_count_rules_files_and_sdks(tmp_path: Path) -> None:
    fix = Fix(Text("x", "x"), (Edit("a", 1, 1, 1, 1, ""),), is_safe=True)
    counted = report(
        tmp_path, findings=[samples.finding(fixes=(fix,)), samples.finding(code="PRV102", sdk="", path="b")]
    )
    english = statistics(counted, Style())
    assert next(line.split() for line in english.splitlines() if line.startswith(" "))[:2] == ["1", "PRV101"]
    assert "(1 can be fixed with --fix)" in english
    assert english.count("\n\n") == 2
    assert "规则\n" in statistics(counted, Style(lang="zh"))
    document = json.loads(statistics_json(counted, Style()))
    jsonschema.validate(document, json.loads((ROOT / "docs/schema/statistics-1.json").read_text("utf-8")))
    assert [row["code"] for row in document["rules"]] == ["PRV101", "PRV102"]
    assert [row["sdk"] for row in document["sdks"]] == ["tracker"]
    assert document["rules"][0]["fixable"] == 1


def test_nothing_to_count(tmp_path: Path) -> None:
    assert statistics(report(tmp_path, findings=[]), Style()) == ""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_profile_has_the_slowest_first(lang: str) -> None:
    clock = Clock()
    clock.phases.update({"read files": 1.0, "follow calls": 2.0})
    clock.rules["PRV101"] = 0.5
    clock.files.update({f"{number}.kt": number / 100 for number in range(30)})
    text = profile(clock, Style(lang=lang))
    assert text.index("2.000 s") < text.index("1.000 s")
    assert "29.kt" in text
    assert "19.kt" not in text
