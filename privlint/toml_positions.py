"""Where a key of a TOML file stands. The parser of the standard library does not tell."""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")


def position_of(text: str, table: tuple[str, ...], key: str, item: str = "") -> tuple[int, int]:
    """Line and column (1-based) of `key` in `table` (() for the top), or of the string `item` in its value.

    Falls back to the table's header, and to (1, 1): a key may be written as part of a dotted key or an inline table."""
    assignment = re.compile(rf"""^\s*(["']?)({re.escape(key)})\1\s*[=.]""")
    current: tuple[str, ...] = ()
    fallback = (1, 1)
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if header := _HEADER.match(line):
            current = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            if current == table:
                fallback = (number, line.index("[") + 1)
            elif current == (*table, key):
                return number, line.index("[") + 1
        elif current == table and (found := assignment.match(line)):
            return _of_item(lines, number, found.start(2) + 1, item)
    return fallback


def _of_item(lines: list[str], line: int, column: int, item: str) -> tuple[int, int]:
    if not item:
        return line, column
    quoted = re.compile(rf"""(["']){re.escape(item)}\1""")
    for number in range(line, len(lines) + 1):
        if found := quoted.search(lines[number - 1], column - 1 if number == line else 0):
            return number, found.start() + 1
    return line, column
