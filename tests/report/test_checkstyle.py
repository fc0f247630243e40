"""Checkstyle's XML, read by another XML parser than the one it is written with."""

from __future__ import annotations

from pathlib import Path
from xml.dom.minidom import Element, parseString

import pytest
import samples
from reports import hostile, report, several

from privlint.report import render
from privlint.report.model import Report
from privlint.report.style import Style


def _files(of: Report, lang: str = "en", encoding: str = "utf-8") -> list[Element]:
    text = render("checkstyle", of, Style(lang=lang, encoding=encoding))
    document = parseString(text.encode(encoding))  # noqa: S318 - we wrote it
    root = document.documentElement
    assert root is not None
    assert (root.tagName, root.getAttribute("version")) == ("checkstyle", "8.0")
    return [file for file in root.childNodes if isinstance(file, Element)]


def test_files_and_errors(tmp_path: Path) -> None:
    files = _files(several(tmp_path))
    assert [file.getAttribute("name") for file in files] == ["app/build.gradle", samples.APP]
    errors = files[1].getElementsByTagName("error")
    assert [error.getAttribute("severity") for error in errors] == ["error", "warning", "info"]
    names = ("line", "column", "source", "message")
    assert [errors[0].getAttribute(name) for name in names] == [
        "5",
        "9",
        "privlint.PRV101",
        "Tracker.init starts Tracker before the user agreed. Move it behind the consent check.",
    ]


def test_a_clean_run(tmp_path: Path) -> None:
    assert _files(report(tmp_path)) == []


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_names(lang: str, encoding: str, tmp_path: Path) -> None:
    files = _files(hostile(tmp_path), lang, encoding)
    assert [len(file.getElementsByTagName("error")) for file in files] == [1, 2]
    name = files[0].getAttribute("name")
    assert ']]><!-- --><b a="1">' in name and "😀" in name and "\n" in name
