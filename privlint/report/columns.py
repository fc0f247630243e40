"""Columns as other programs count them: privlint counts characters, they count units of an encoding."""

from __future__ import annotations

from privlint.sources import Sources


def utf16_column(sources: Sources, path: str, line: int, column: int) -> int:
    """The 1-based column in UTF-16 code units of a 1-based column in characters."""
    return _units(sources.line(path, line), column, "utf-16-le", 2)


def utf8_column(sources: Sources, path: str, line: int, column: int) -> int:
    """The 1-based column in bytes of UTF-8 of a 1-based column in characters."""
    return _units(sources.line(path, line), column, "utf-8", 1)


def _units(text: str, column: int, encoding: str, size: int) -> int:
    before = text[: max(column - 1, 0)]
    if before.isascii():
        return max(column, 1)
    return max(column, 1) - len(before) + len(before.encode(encoding)) // size
