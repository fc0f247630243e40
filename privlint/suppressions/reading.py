"""Reads the suppressions of a file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any, Final

from privlint.suppressions.comments import Piece, content, pieces, syntax_of
from privlint.suppressions.extents import Scopes
from privlint.suppressions.model import NO_BRACKETS, SIGN, UNKNOWN_WORD, Kind, Selector, Suppression

_MARKER: Final = re.compile(r"(?:^|//|#)\s*privlint:\s*(.*)", re.DOTALL)
_DIRECTIVE: Final = re.compile(r"(ignore-file|ignore)\s*\[([^\]]*)\]\s*[:\u2014-]*\s*(.*)", re.DOTALL)
_BRACKETS: Final = re.compile(r"privlint:\s*ignore(?:-file)?\s*\[([^\]]*)\]")
_WORD: Final = re.compile(r"[^\s,]+")
_ANNOTATION: Final = re.compile(r"@(file:|[a-z]+:)?\s*(?:[\w.]+\.)?Suppress(?:Lint|Warnings)?\s*\(")
_CODE: Final = re.compile(r"(?:privlint:)|PRV\d")
_RULE_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_PREFIX: Final = "privlint:"
_SOURCES: Final = (".java", ".kt")


def read_suppressions(path: str, data: bytes) -> list[Suppression]:
    """The suppressions of a file, in order. Takes any bytes and never raises."""
    syntax = syntax_of(path)
    if syntax is None or not SIGN.search(data):
        return []
    return _Reader(path, decoded(data)).read()


def decoded(data: bytes) -> str:
    """The text of a file as offsets count it: bytes that are no UTF-8 are kept, a byte order mark is a character."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "surrogateescape")


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        syntax = syntax_of(path)
        assert syntax is not None
        self.path, self.text, self.syntax = path, text, syntax
        self.pieces = pieces(text, syntax)
        self.starts = [piece.start for piece in self.pieces]
        self.scopes = Scopes(text, syntax, self.pieces, is_script=path.endswith(".kts"))

    def read(self) -> list[Suppression]:
        found = [*self.comments(), *self.attributes()]
        if self.path.endswith(_SOURCES):
            found += self.annotations()
        return sorted(found, key=lambda each: each.start)

    def comments(self) -> Iterator[Suppression]:
        for piece in self.pieces:
            match = _MARKER.search(content(self.text, piece)) if piece.is_comment else None
            if match is not None:
                yield self.comment(piece, match[1])

    def comment(self, piece: Piece, words: str) -> Suppression:
        """The suppression that a comment is, or what is wrong with it."""
        match = _DIRECTIVE.match(words)
        if match is None:
            fault = NO_BRACKETS if words.startswith("ignore") else UNKNOWN_WORD
            return self.suppression("comment", piece.start, piece.end, fault=fault)
        brackets = _BRACKETS.search(self.text, piece.start, piece.end)
        selectors: tuple[Selector, ...] = ()
        if brackets is not None:
            found = _WORD.finditer(self.text, brackets.start(1), brackets.end(1))
            selectors = tuple(Selector(each[0].removeprefix(_PREFIX), each.start(), each.end()) for each in found)
        if not selectors:
            return self.suppression("comment", piece.start, piece.end, fault=NO_BRACKETS)
        first, last, covers_ends = self.covered(piece)
        return self.suppression(
            "comment",
            piece.start,
            piece.end,
            selectors=selectors,
            reason=match[3].strip(),
            first=first,
            last=last,
            covers_ends=covers_ends,
            is_file=match[1] == "ignore-file",
        )

    def covered(self, piece: Piece) -> tuple[int, int, bool]:
        """The lines of a comment beside code, or of what begins behind a comment on lines of its own."""
        line = self.scopes.line(piece.start)
        if not self.is_alone(piece):
            first = line
            if self.syntax == "xml":  # an element may begin some lines above
                tags = (each for each in self.scopes.elements if self.scopes.line(each.tag_end - 1) == line)
                first = min((self.scopes.line(each.start) for each in tags), default=line)
            return first, line, True
        offset = self.next_code(piece.end)
        if offset is None:
            return 1, 0, False
        return self.scopes.line(offset), self.scopes.last_line(offset), False

    def is_alone(self, piece: Piece) -> bool:
        """Whether there is nothing but white space before and behind a comment on its lines."""
        start = self.text.rfind("\n", 0, piece.start) + 1
        end = self.text.find("\n", piece.end)
        behind = self.text[piece.end : end if end >= 0 else None]
        return not (self.text[start : piece.start].strip("\ufeff \t\r\f") or behind.strip())

    def next_code(self, offset: int) -> int | None:
        """The offset of the next word that is no comment."""
        for piece in self.pieces[bisect_left(self.starts, offset) :]:
            if not piece.is_comment or self.text[offset : piece.start].strip():
                break
            offset = piece.end
        rest = self.text[offset:]
        at = offset + len(rest) - len(rest.lstrip())
        return at if at < len(self.text) else None

    def annotations(self) -> Iterator[Suppression]:
        """`@Suppress`, `@SuppressLint` and `@SuppressWarnings` with words that can be rules."""
        at = 0
        while match := _ANNOTATION.search(self.text, at):
            at = match.end()
            before = self.piece_at(match.start())
            if before is not None and match.start() < before.end:
                continue
            end = self.closing(match.end())
            inside = self.pieces[bisect_left(self.starts, match.end()) : bisect_left(self.starts, end)]
            strings = [each for each in inside if not each.is_comment]
            texts = [(self.text[each.start + 1 : each.end - 1], each) for each in strings]
            selectors = [Selector(_bare(text), *each[:2], _is_certain(text)) for text, each in texts if _is_rule(text)]
            if selectors:
                yield self.annotation(match, end, selectors, len(strings) - len(selectors))

    def annotation(self, match: re.Match[str], end: int, selectors: list[Selector], others: int) -> Suppression:
        assert self.scopes.tree is not None
        start = self.scopes.bytes_before(match.start())
        first, last = self.scopes.tree.annotated(start, self.scopes.bytes_before(end))
        return self.suppression(
            "annotation",
            match.start(),
            end,
            selectors=tuple(selectors),
            others=others,
            reason=self.beside(match.start(), end),
            first=first,
            last=last,
            is_file=match[1] == "file:",
        )

    def closing(self, offset: int) -> int:
        """The offset behind the `)` that closes what was opened before an offset; the next line without one."""
        depth, at = 1, offset
        while at < len(self.text):
            piece = self.piece_at(at)
            if piece is not None and piece.end > at:
                at = piece.end
                continue
            depth += (self.text[at] == "(") - (self.text[at] == ")")
            at += 1
            if not depth:
                return at
        return offset

    def piece_at(self, offset: int) -> Piece | None:
        """The last piece that begins at an offset or before."""
        at = bisect_right(self.starts, offset)
        return self.pieces[at - 1] if at else None

    def attributes(self) -> Iterator[Suppression]:
        """`tools:ignore` of elements."""
        for element in self.scopes.elements:
            match = element.attributes.get("tools:ignore")
            if match is None:
                continue
            group = 2 if match[2] is not None else 3
            words = list(re.compile(r"[^\s,]+").finditer(self.text, match.start(group), match.end(group)))
            selectors = [
                Selector(_bare(each[0]), each.start(), each.end(), _is_certain(each[0]))
                for each in words
                if _is_rule(each[0])
            ]
            if not selectors:
                continue
            name = element.attributes.get("android:name")
            yield self.suppression(
                "attribute",
                match.start(),
                match.end(),
                selectors=tuple(selectors),
                others=len(words) - len(selectors),
                reason=self.beside(element.start, element.tag_end),
                first=self.scopes.line(element.start),
                last=self.scopes.line(element.end - 1),
                component=(name[2] or name[3] or "") if name else "",
            )

    def beside(self, start: int, end: int) -> str:
        """The comment behind a place on its line, or on the line above it: the reason of what has no room for one."""
        first, last = self.scopes.line(start), self.scopes.line(max(end - 1, start))
        before, behind = bisect_left(self.starts, start), bisect_left(self.starts, end)
        for piece in (*self.pieces[max(before - 1, 0) : before], *self.pieces[behind : behind + 1]):
            line = self.scopes.line(piece.start)
            is_behind = line == last and piece.start >= end
            is_above = self.scopes.line(piece.end - 1) == first - 1 and self.is_alone(piece)
            if piece.is_comment and (is_behind or is_above):
                return content(self.text, piece)
        return ""

    def suppression(self, kind: Kind, start: int, end: int, **more: Any) -> Suppression:
        at = start + len(self.text[start:end]) - len(self.text[start:end].lstrip())
        line, column = self.scopes.line(at), self.scopes.column(at)
        return Suppression(path=self.path, kind=kind, start=start, end=end, line=line, column=column, **more)


def _bare(word: str) -> str:
    return word.removeprefix(_PREFIX)


def _is_certain(word: str) -> bool:
    return _CODE.match(word) is not None


def _is_rule(word: str) -> bool:
    return _is_certain(word) or _RULE_NAME.fullmatch(word) is not None
