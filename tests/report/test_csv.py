"""The table, read by the csv module."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import samples
from reports import hostile, report, several

from privlint.findings import Hop, Text
from privlint.report import render
from privlint.report.model import Report
from privlint.report.style import Style


def _rows(of: Report, lang: str = "en") -> list[dict[str, str]]:
    text = render("csv", of, Style(lang=lang))
    assert text.count("\r\n") == len(of.findings) + 1, "a line of the file ends with CRLF, one of a cell with LF"
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_row(lang: str, tmp_path: Path) -> None:
    row = _rows(several(tmp_path), lang)[1]
    assert (row["code"], row["severity"], row["line"], row["column"]) == ("PRV101", "error", "5", "9")
    assert row["message"] == Style(lang=lang).say(samples.finding().message)
    assert row["call path"].split("\n")[1] == f"2. {samples.APP}:5  com.vendor.Tracker#init"
    assert row["regulations"] == ("pipl; 欧盟通用数据保护条例" if lang == "zh" else "pipl; GDPR")


def test_the_call_path_is_whole(tmp_path: Path) -> None:
    long = samples.finding(trace=tuple(Hop(samples.APP, line, 1, "step") for line in range(1, 1001)))
    (row,) = _rows(report(tmp_path, long))
    assert row["call path"].count("\n") == 999


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_is_a_formula(start: str, tmp_path: Path) -> None:
    text = f'{start}HYPERLINK("x";"y")'
    odd = samples.finding(message=Text(text, text), path=text, symbol=text, application=text, api=text)
    (row,) = _rows(report(tmp_path, odd))
    assert [value for value in row.values() if value[:1] in "=+-@\t\r" and value] == []
    assert row["symbol"].startswith("'" if start[0] != "\r" else "\\r")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_names(lang: str, tmp_path: Path) -> None:
    rows = _rows(hostile(tmp_path), lang)
    assert len(rows) == 3
    assert rows[0]["path"].startswith("'=cmd|") and None not in rows[0]


def test_a_clean_run_is_a_line_of_names(tmp_path: Path) -> None:
    assert _rows(report(tmp_path)) == []
