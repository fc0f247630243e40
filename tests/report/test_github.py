"""Workflow commands, read as a runner of GitHub Actions reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import samples
from reports import hostile, report, several

from privlint.findings import Text
from privlint.report import render
from privlint.report.model import Report
from privlint.report.style import Style

_COMMAND = re.compile(r"::(?P<command>[a-z]+) (?P<parameters>[^:]*)::(?P<message>.*)")


def _commands(of: Report, lang: str = "en") -> list[tuple[str, dict[str, str], str]]:
    found = []
    for line in render("github", of, Style(lang=lang)).split("\n")[:-1]:
        match = _COMMAND.fullmatch(line)
        assert match, line
        parameters = dict(each.split("=", 1) for each in match["parameters"].split(","))
        values = {name: _unescaped(value, parameter=True) for name, value in parameters.items()}
        found.append((match["command"], values, _unescaped(match["message"])))
    return found


def _unescaped(text: str, parameter: bool = False) -> str:
    codes = {"%0D": "\r", "%0A": "\n", **({"%3A": ":", "%2C": ","} if parameter else {}), "%25": "%"}
    return re.sub("|".join(codes), lambda match: codes[match[0]], text)


def test_the_most_severe_come_first(tmp_path: Path) -> None:
    assert [command for command, _, _ in _commands(several(tmp_path))] == ["error", "error", "warning", "notice"]


def test_place_and_message(tmp_path: Path) -> None:
    ((_, parameters, message),) = _commands(report(tmp_path, samples.finding(message=Text("50%, a: b", "一"))))
    assert parameters == {
        "file": samples.APP,
        "line": "5",
        "col": "9",
        "endColumn": "27",
        "title": "PRV101 sdk-init-before-consent",
    }
    first, *path, help = message.split("\n")
    assert (first, len(path), help) == ("50%, a: b", 2, "Move it behind the consent check.")


def test_several_lines_have_no_columns(tmp_path: Path) -> None:
    ((_, parameters, _),) = _commands(report(tmp_path, samples.finding(end_line=7)))
    assert (parameters["line"], parameters["endLine"]) == ("5", "7")
    assert "col" not in parameters


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_names_cannot_give_commands_or_parameters(lang: str, tmp_path: Path) -> None:
    found = _commands(hostile(tmp_path), lang)
    assert len(found) == 3
    assert "::error file=x,line=1::50%25,%0A" in found[0][1]["file"]
    assert {frozenset(parameters) for _, parameters, _ in found} == {
        frozenset({"file", "line", "col", "endColumn", "title"})
    }


def test_long_messages_are_cut(tmp_path: Path) -> None:
    ((_, _, message),) = _commands(report(tmp_path, samples.finding(message=Text("x" * 100_000, "一"))))
    assert len(message) == 8000


def test_a_terminal_gets_no_colours(tmp_path: Path) -> None:
    assert "\x1b" not in render("github", report(tmp_path, samples.finding()), Style(color=True))
