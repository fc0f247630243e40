"""JUnit's XML, read by junitparser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import samples
from reports import HOSTILE, hostile, report, several

from privlint.report import render
from privlint.report.model import Report
from privlint.report.style import Style

junitparser = pytest.importorskip("junitparser")  # of the extra `dev`


def _read(of: Report, lang: str = "en", encoding: str = "utf-8") -> tuple[Any, list[Any]]:
    found = junitparser.JUnitXml.fromstring(render("junit", of, Style(lang=lang, encoding=encoding)).encode(encoding))
    cases = [case for suite in found for case in suite]
    written = found.tests, found.failures, found.errors
    found.update_statistics()
    assert written == (found.tests, found.failures, found.errors)
    assert found.tests == len(cases)
    return found, cases


def test_failures_notes_and_unread_files(tmp_path: Path) -> None:
    found, cases = _read(several(tmp_path))
    assert [suite.name for suite in found] == ["app/build.gradle", samples.APP, "privlint"]
    assert [suite.skipped for suite in found] == [0, 0, 1]
    kinds = [[type(result).__name__ for result in case.result] for case in cases]
    assert kinds == [["Failure"], ["Failure"], ["Failure"], [], ["Skipped"]]
    assert cases[3].system_out.startswith("Tracker.init starts Tracker")
    assert cases[1].name == "PRV101 sdk-init-before-consent 5:9 [app]"
    assert cases[1].classname == samples.APP
    (failure,) = cases[1].result
    assert (failure.type, failure.message) == ("error", samples.finding().message.en)
    assert failure.text.split("\n")[0] == f"{samples.APP}:5:9"


@pytest.mark.parametrize(("lang", "name"), [("en", "no findings"), ("zh", "未发现问题")])
def test_a_clean_run_is_a_test_that_passes(lang: str, name: str, tmp_path: Path) -> None:
    _, (case,) = _read(report(tmp_path), lang)
    assert (case.name, case.is_passed) == (name, True)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_names(lang: str, encoding: str, tmp_path: Path) -> None:
    _, cases = _read(hostile(tmp_path), lang, encoding)
    assert len(cases) == 4
    assert {case.classname for case in cases} > {samples.APP}
    assert any(']]><!-- --><b a="1">' in case.classname and "😀" in case.classname for case in cases)
    assert "\x1b" in HOSTILE and not any("\x1b" in case.classname for case in cases)
