"""How far the statement, entry or element goes that begins at a place of a file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from privlint.dependencies.lexer import END, NEWLINE, OPERATOR, Lexer
from privlint.suppressions.comments import Piece, Syntax

if TYPE_CHECKING:
    from privlint.frontend.extents import Extents

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_LINE_END: Final = re.compile(r"\n|\Z")
_TAG: Final = re.compile(r"<(/?)([\w:.-]*)")
_ATTRIBUTE: Final = re.compile(r"""\s+([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Element(NamedTuple):
    """An element of XML: offsets of its start tag and of its end, and the attributes with the offsets of each."""

    tag: str
    start: int
    tag_end: int
    end: int
    attributes: dict[str, re.Match[str]]


class Scopes:
    """The statements of one text."""

    def __init__(self, text: str, syntax: Syntax, pieces: Sequence[Piece], is_script: bool) -> None:
        """`is_script` is whether a Kotlin file is a Gradle script."""
        self.text = text
        self._syntax = syntax
        self._pieces = pieces
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.tree: Extents | None = None
        if syntax == "java" or (syntax == "kotlin" and not is_script):
            from privlint.frontend.extents import Extents  # loads grammars

            self.tree = Extents(text.encode("utf-8", "surrogateescape"), syntax == "kotlin")
        self.elements = list(_elements(text, pieces)) if syntax == "xml" else []

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self._starts, offset)

    def column(self, offset: int) -> int:
        """The column of an offset, from 1."""
        return offset - self._starts[self.line(offset) - 1] + 1

    def line_start(self, line: int) -> int:
        """The offset at which a line begins."""
        return self._starts[line - 1]

    def bytes_before(self, offset: int) -> int:
        """An offset in characters as one in bytes."""
        return len(self.text[:offset].encode("utf-8", "surrogateescape"))

    def last_line(self, offset: int) -> int:
        """The last line of what begins at an offset, at least its own."""
        if self.tree is not None:
            return max(self.tree.last_line(self.bytes_before(offset)), self.line(offset))
        if self._syntax == "xml":
            return self.line(next((each.end - 1 for each in self.elements if each.start == offset), offset))
        if self._syntax == "toml":
            return self.line(self._toml_end(offset))
        if self._syntax == "properties":
            return self.line(next((each.end - 1 for each in self._pieces if each.start <= offset < each.end), offset))
        return self.line(_statement_end(self.text, offset, self._syntax == "kotlin"))

    def _toml_end(self, offset: int) -> int:
        """A key with its value, or a table up to the next one."""
        is_table = self.text.startswith("[", offset)
        depth, end = 0, offset
        for start, line in _lines(self.text, offset):
            inside = self._outside_pieces(start, start + len(line))
            if is_table and start > offset and not depth and inside.lstrip().startswith("["):
                return end
            depth += sum((each in "[{") - (each in "]}") for each in inside)
            if line.strip():
                end = start + len(line.rstrip()) - 1
            if not is_table and depth <= 0 and not self._is_in_piece(start + len(line)):
                return end
        return end

    def _outside_pieces(self, start: int, end: int) -> str:
        parts = []
        for piece in self._pieces:
            if piece.end > start and piece.start < end:
                parts.append(self.text[start : max(piece.start, start)])
                start = min(piece.end, end)
        return "".join((*parts, self.text[start:end]))

    def _is_in_piece(self, offset: int) -> bool:
        return any(piece.start < offset < piece.end for piece in self._pieces)


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    while start < len(text):
        match = _LINE_END.search(text, start)
        end = match.start() if match else len(text)
        yield start, text[start:end]
        start = end + 1


def _statement_end(text: str, offset: int, is_kotlin: bool) -> int:
    """The end of a statement of a Gradle script: at the end of a line outside of brackets, unless a call goes on."""
    depth, end = 0, offset
    tokens = Lexer(text, is_kotlin).tokens(offset)
    for at, token in enumerate(tokens):
        if token.kind == END:
            break
        if token.kind == NEWLINE:
            following = next((each for each in tokens[at:] if each.kind != NEWLINE), token)
            if depth <= 0 and following.text not in (".", "?."):
                break
            continue
        if token.kind == OPERATOR:
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            if depth < 0:
                break
        end = token.end - 1
    return end


def _elements(text: str, pieces: Sequence[Piece]) -> Iterator[Element]:
    """The elements in the order of their ends; one that is never closed ends with the text."""
    open_tags: list[tuple[str, Piece]] = []
    for piece in pieces:
        match = _TAG.match(text, piece.start)
        if piece.is_comment or match is None or not match[2]:
            continue
        if match[1]:
            while open_tags:
                tag, start = open_tags.pop()
                yield _element(text, tag, start, piece.end)
                if tag == match[2]:
                    break
        elif text.endswith("/>", piece.start, piece.end):
            yield _element(text, match[2], piece, piece.end)
        else:
            open_tags.append((match[2], piece))
    for tag, start in reversed(open_tags):
        yield _element(text, tag, start, len(text))


def _element(text: str, tag: str, start: Piece, end: int) -> Element:
    attributes = {match[1]: match for match in _ATTRIBUTE.finditer(text, start.start, start.end)}
    return Element(tag, start.start, start.end, end, attributes)
