"""Excerpts of source files for the HTML report. Places on paths are shown once; later ones refer to that."""

from __future__ import annotations

from textwrap import dedent

import msgspec

from privlint.sources import Sources

_AROUND = 2  # lines above and below
_LONGEST = 240  # characters of a line; of a longer one the part around the place is shown


class Line(msgspec.Struct):
    """A line in three parts; the middle one is the place, "" on the other lines."""

    number: int
    before: str
    marked: str
    after: str
    is_place: bool


class Excerpt(msgspec.Struct):
    """Lines around a place, under an id of the page, "" where they stood before. Without lines: they stand under that
    id."""

    id: str
    lines: list[Line]


class Excerpts:
    """Cuts excerpts out of the files of a report."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._ids: dict[tuple[str, int], str] = {}

    def of_finding(self, path: str, line: int, column: int, end_column: int) -> Excerpt | None:
        """The lines around the place of a finding, also where they stood before; columns are 1-based, the end is
        exclusive, 0 for the end of the line. None where there is nothing to show."""
        if not self._sources.line(path, line).strip():
            return None
        id = "" if (path, line) in self._ids else self._new_id(path, line)
        return Excerpt(id, self._lines(path, line, column, end_column))

    def of_step(self, path: str, line: int) -> Excerpt | None:
        """The lines around the place of a step, if they did not stand before. None where there is nothing to show."""
        if not self._sources.line(path, line).strip():
            return None
        known = self._ids.get((path, line))
        return Excerpt(known, []) if known else Excerpt(self._new_id(path, line), self._lines(path, line, 0, 0))

    def _new_id(self, path: str, line: int) -> str:
        return self._ids.setdefault((path, line), f"source-{len(self._ids) + 1}")

    def _lines(self, path: str, line: int, column: int, end_column: int) -> list[Line]:
        """The line with those around it; column 0 marks all of it."""
        numbers = [number for number in range(line - _AROUND, line + _AROUND + 1) if number > 0]
        texts = {number: self._sources.line(path, number).rstrip() for number in numbers}
        while not texts[numbers[-1]]:  # beyond the end of the file, or blank
            numbers.pop()
        while not texts[numbers[0]]:
            numbers.pop(0)
        shown = dedent("\n".join(texts[number] for number in numbers)).split("\n")
        lines = [
            Line(number, text[:_LONGEST], "", "", is_place=False) for number, text in zip(numbers, shown, strict=True)
        ]
        place = numbers.index(line)
        indent = len(texts[line]) - len(shown[place])
        lines[place] = _marked(line, shown[place], max(column - indent, 0), max(end_column - indent, 0))
        return lines


def _marked(number: int, text: str, column: int, end_column: int) -> Line:
    start = min(max(column - 1, 0), len(text)) if column else len(text) - len(text.lstrip())
    end = max(end_column - 1, start) if end_column else len(text)
    before, marked, after = text[:start], text[start:end], text[end:]
    if len(text) > _LONGEST:
        if len(before) > _LONGEST // 3:
            before = f"…{before[-(_LONGEST // 3) :]}"
        marked = marked[: _LONGEST // 2]
        after = after[: _LONGEST // 4]
    return Line(number, before, marked, after, is_place=True)
