"""Positions as an editor counts them: from 0, lines that may also end with a carriage return, columns in units of the
encoding that was agreed on at the start."""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol import types

_BREAK = re.compile(r"\r\n|\r|\n")
_LINE_FEED = re.compile(r"\n")


class Positions:
    """The positions of one text. privlint counts lines by line feeds and columns in characters, both from 1."""

    def __init__(self, text: str, encoding: str) -> None:
        self._text = text
        self._encoding = encoding
        self._starts = [0, *(match.end() for match in _LINE_FEED.finditer(text))]
        is_plain = text.count("\r") == text.count("\r\n")
        self._shown = self._starts if is_plain else [0, *(match.end() for match in _BREAK.finditer(text))]

    def offset(self, line: int, column: int) -> int:
        """The offset of a place of privlint; a place outside of the text is moved into it."""
        if line > len(self._starts):
            return len(self._text)
        start = self._starts[max(line, 1) - 1]
        return min(start + max(column, 1) - 1, self._line_end(self._starts, max(line, 1) - 1))

    def at(self, line: int, column: int) -> types.Position:
        """The position in the editor of a place of privlint."""
        return self.at_offset(self.offset(line, column))

    def at_offset(self, offset: int) -> types.Position:
        """The position in the editor of an offset."""
        line = bisect_right(self._shown, offset) - 1
        return types.Position(line, self._units(self._text[self._shown[line] : offset]))

    def range(self, start: int, end: int) -> types.Range:
        """The range in the editor between two offsets."""
        return types.Range(self.at_offset(start), self.at_offset(end))

    def offset_of(self, position: types.Position) -> int:
        """The offset of a position in the editor; a position outside of the text is moved into it."""
        if position.line >= len(self._shown):
            return len(self._text)
        start = self._shown[position.line]
        line = self._text[start : self._line_end(self._shown, position.line)]
        if self._encoding == types.PositionEncodingKind.Utf32 or line.isascii():
            return start + min(position.character, len(line))
        units = 0
        for at, character in enumerate(line):
            if units >= position.character:
                return start + at
            units += self._units(character)
        return start + len(line)

    def line_of(self, offset: int) -> int:
        """The line, as privlint counts, that an offset stands on."""
        return bisect_right(self._starts, offset)

    def _line_end(self, starts: list[int], line: int) -> int:
        """Where a line ends, without its line break."""
        if line + 1 >= len(starts):
            return len(self._text)
        end = starts[line + 1]
        return end - (2 if self._text[end - 2 : end] == "\r\n" else 1)

    def _units(self, text: str) -> int:
        if self._encoding == types.PositionEncodingKind.Utf32 or text.isascii():
            return len(text)
        if self._encoding == types.PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
