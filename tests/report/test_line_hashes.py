"""Hashes of lines. The expected ones are those that the tests of github/codeql-action publish for these texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from privlint.report.line_hashes import LineHashes
from privlint.sources import Sources

_EMPTY = "c129715d7a2bc9a3"
_GREETINGS = ["e9496ae3ebfced30", "fb7c023a8b9ccb3f", "ce8ba1a563dcdaca", "e20e36e16fcb0cc8", "b3edc88f2938467e"]
_GREETINGS += ["c8e28b0b4002a3a0", _EMPTY]


def _hashes(root: Path, text: str) -> list[str]:
    (root / "a.kt").write_bytes(text.encode("utf-8"))
    hashes = LineHashes(Sources(root))
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert hashes.of("a.kt", lines + 1) == hashes.of("a.kt", 0) == ""
    return [hashes.of("a.kt", line) for line in range(1, lines + 1)]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines(end: str, tmp_path: Path) -> None:
    text = f" hello; \t{end}world!!!{end}{end}{end}  \t\tGreetings{end} End{end}"
    assert _hashes(tmp_path, text) == [f"{value}:1" for value in _GREETINGS]


def test_an_empty_file(tmp_path: Path) -> None:
    assert _hashes(tmp_path, "") == [f"{_EMPTY}:1"]


def test_equal_lines_are_counted(tmp_path: Path) -> None:
    found = _hashes(tmp_path, "Lorem ipsum dolor sit amet.\n" * 10)
    assert found[:6] == [f"a7f2ff13bc495cf2:{count}" for count in range(1, 7)]
    assert found[6:8] == ["a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1"]


def test_characters_beyond_16_bits_are_two_units(tmp_path: Path) -> None:
    """By definition: the sum of units times powers of 37, beginning with the highest of a hundred."""
    units = [0xD83D, 0xDE00, 0xFFFF]
    expected = sum(unit * 37 ** (99 - at) for at, unit in enumerate(units)) % 2**64
    assert _hashes(tmp_path, "😀") == [f"{expected:x}:1"]


def test_other_encodings_have_none(tmp_path: Path) -> None:
    (tmp_path / "a.kt").write_bytes("统计\n".encode("gbk"))
    assert LineHashes(Sources(tmp_path)).of("a.kt", 1) == ""
