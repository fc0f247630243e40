"""The source line with its mark: tabs, wide characters, long lines."""

from __future__ import annotations

import pytest

from privlint.report.frame import frame
from privlint.report.style import Style, width_of, wrapped


@pytest.mark.parametrize(
    ("text", "column", "end", "line", "mark"),
    [
        ("a.b(c)", 3, 7, "a.b(c)", "  ^^^^"),
        ("\ta.b()", 2, 7, "    a.b()", "    ^^^^^"),
        ("ab\tc()", 4, 7, "ab  c()", "    ^^^"),
        ("启动(a)", 3, 6, "启动(a)", "    ^^^"),
        ("f(启动)", 1, 6, "f(启动)", "^^^^^^^"),
        ("e\u0301x()", 3, 6, "e\u0301x()", " ^^^"),
        ("a", 1, 1, "a", "^"),
        ("a", 9, 9, "a", " ^"),
        ("a\x1b[31mb", 1, 2, "a?[31mb", "^"),
    ],
)
def test_mark(text: str, column: int, end: int, line: str, mark: str) -> None:
    assert frame(text, column, end, 60, Style()) == (line, mark)


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize(("before", "call", "after"), [(500, 10, 500), (0, 500, 3), (500, 500, 0), (3, 10, 500)])
def test_long_lines_show_the_place(width: int, before: int, call: int, after: int) -> None:
    text = "b" * before + "C" * call + "a" * after
    line, mark = frame(text, before + 1, before + call + 1, width, Style())
    assert max(width_of(line), width_of(mark)) <= width
    at = mark.index("^")
    assert set(line[at : at + min(call, width // 4)]) == {"C"}


def test_ascii_output_keeps_the_mark_in_place() -> None:
    assert frame("启动(a)", 3, 6, 60, Style(encoding="ascii")) == ("??(a)", "  ^^^")


def test_wrapping_knows_wide_characters() -> None:
    assert wrapped("one two three", 8) == ["one two", "three"]
    assert wrapped("用户同意前，启动统计。", 10) == ["用户同意", "前，启动统", "计。"]
    assert wrapped("", 10) == [""]
