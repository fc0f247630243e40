"""Tokens of Gradle scripts: aware of comments and of every kind of string of Groovy and Kotlin."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, NamedTuple

from privlint.dependencies.syntax import Fault

NAME: Final = "name"
STRING: Final = "string"
NUMBER: Final = "number"
OPERATOR: Final = "operator"
NEWLINE: Final = "newline"
END: Final = "end"

#: A string inside `${ }` inside a string …: beyond this depth the rest counts as text.
_MAX_NESTING: Final = 8


class Hole(NamedTuple):
    """The place of an expression inside a string: offsets into the script."""

    start: int
    end: int


class Token(NamedTuple):
    """A token; `parts` is set for strings only."""

    kind: str
    text: str
    start: int
    end: int
    parts: tuple[str | Hole, ...] = ()


_TOKEN = re.compile(
    r"""
    (?:[^\S\n]|[\ufeff\u200b])*
    (?:
    (?P<newline>\n)
  | (?P<comment>//[^\n]* | \\\n)
  | (?P<block>/\*)
  | (?P<dollar>\$/)
  | (?P<triple>\"\"\"|''')
  | (?P<quote>["'])
  | (?P<name>[^\W\d][\w$]*|`[^`\n]*`)
  | (?P<number>\d[\d_]*(?:\.\d+)?\w*)
  | (?P<operator>->|\?\.|\*\.|\?:|!!|::|===?|!==?|<=|>=|\+=|-=|\*=|&&|\|\||\.\.|=~|<<|[^\s\ufeff\u200b])
    )""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(u+[0-9a-fA-F]{4}|\n|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "\n": ""}
_HOLE_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_SLASHY = re.compile(r"/((?:[^/\\\n]|\\.)+)/")
_HOLE_EDGE = re.compile(r"[{}\n]|\"\"\"|'''|[\"']")
_COMMENT_EDGE = re.compile(r"/\*|\*/")
#: After these a `/` starts a Groovy slashy string and is no division.
_BEFORE_SLASHY = frozenset("( , = [ : ~ { ; ! & | ? == != =~ && || += return".split()) | {""}


class Lines:
    """Turns offsets into 1-based lines and columns."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        self._starts.extend(match.end() for match in re.finditer("\n", text))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Lexer:
    """Splits one script. `is_kotlin` decides on nested comments and on what single quotes and slashes mean."""

    def __init__(self, text: str, is_kotlin: bool) -> None:
        self.text = text
        self.is_kotlin = is_kotlin
        self.faults: list[Fault] = []
        self.lines = Lines(text)

    def tokens(self, start: int = 0, end: int | None = None) -> list[Token]:
        """The tokens between two offsets, with an END token last. What is not well formed goes to `faults`."""
        text, end = self.text, len(self.text) if end is None else end
        result: list[Token] = []
        position, previous, match_token = start, "", _TOKEN.match
        while position < end:
            match = match_token(text, position, end)
            if match is None:
                break
            kind = match.lastgroup or OPERATOR
            after, position, found = match.end(), match.start(kind), match.group(kind)
            if kind == "comment":
                position = after
                continue
            if kind == "block":
                position = self._comment_end(position, end)
                continue
            if kind == "dollar" and not self.is_kotlin:
                token = self._dollar_slashy(position, end)
            elif kind == "triple" or kind == "quote":
                token = self._string(position, end, found)
            elif kind == OPERATOR and found == "/" and not self.is_kotlin and previous in _BEFORE_SLASHY:
                token = self._slashy(position, end) or Token(OPERATOR, "/", position, after)
            else:
                token = Token(kind, found.strip("`") if kind == NAME else found, position, after)
            result.append(token)
            position, previous = token.end, "" if token.kind == NEWLINE else token.text
        result.append(Token(END, "", end, end))
        return result

    def _fault(self, offset: int, reason: str) -> None:
        self.faults.append(Fault(self.lines.position(offset)[0], reason))

    def _comment_end(self, start: int, end: int) -> int:
        depth = 0
        for match in _COMMENT_EDGE.finditer(self.text, start, end):
            if match.group() == "*/":
                depth -= 1
                if depth <= 0:
                    return match.end()
            elif depth == 0 or self.is_kotlin:
                depth += 1
        self._fault(start, "comment is never closed")
        return end

    def _dollar_slashy(self, start: int, end: int) -> Token:
        """`$/ … /$`; what it holds is taken as written."""
        close = self.text.find("/$", start + 2, end)
        if close < 0:
            self._fault(start, "string is never closed")
            return Token(OPERATOR, "$", start, start + 1)
        return Token(STRING, "", start, close + 2, (self.text[start + 2 : close],))

    def _slashy(self, start: int, end: int) -> Token | None:
        match = _SLASHY.match(self.text, start, end)
        return match and Token(STRING, "", start, match.end(), (match.group(1).replace("\\/", "/"),))

    def _string(self, start: int, end: int, quote: str) -> Token:
        has_holes = quote[0] == '"'
        is_raw = self.is_kotlin and len(quote) == 3
        parts, position, is_closed = self._scan(start + len(quote), end, quote, has_holes, is_raw)
        if not is_closed:
            self._fault(start, "string is never closed")
        return Token(STRING, "", start, position, parts)

    def _scan(
        self, start: int, end: int, quote: str, has_holes: bool, is_raw: bool
    ) -> tuple[tuple[str | Hole, ...], int, bool]:
        """Parts, offset behind the string, and whether it was closed (a one-line string ends with its line)."""
        text, parts, pending, position = self.text, list[str | Hole](), start, start
        stop = _stops(quote, is_raw)

        def flush(upto: int) -> None:
            if upto > pending:
                piece = text[pending:upto]
                parts.append(piece if is_raw else _ESCAPE.sub(_unescape, piece))

        while True:
            match = stop.search(text, position, end)
            if match is None:
                flush(end)
                return tuple(parts), end, False
            found, position = match.group(), match.end()
            if found == quote:
                if len(quote) == 3:  # of a run of quotes the last three close the string
                    while position < end and text[position] == quote[0]:
                        position += 1
                flush(position - len(quote))
                return tuple(parts), position, True
            if found == "\n":
                flush(match.start())
                return tuple(parts), match.start(), False
            if found == "$" and has_holes:
                hole, after = self._hole(position, end)
                if hole is not None:
                    flush(match.start())
                    parts.append(hole)
                    pending = position = after

    def _hole(self, start: int, end: int, depth: int = 0) -> tuple[Hole | None, int]:
        """The expression behind a `$`, and the offset behind it."""
        if self.text.startswith("{", start):
            close = self._hole_end(start + 1, end, depth)
            return Hole(start + 1, close), min(close + 1, end)
        match = _HOLE_NAME.match(self.text, start, end)
        if match is None:
            return None, start
        # Kotlin takes one name, Groovy a dotted path.
        close = start + len(match.group().partition(".")[0]) if self.is_kotlin else match.end()
        return Hole(start, close), close

    def _hole_end(self, start: int, end: int, depth: int) -> int:
        """The offset of the `}` that closes an expression inside a string, strings inside it skipped."""
        level, position = 0, start
        for match in _HOLE_EDGE.finditer(self.text, start, end):
            found = match.group()
            if match.start() < position:
                continue
            if found == "\n":
                return match.start()
            if found == "{":
                level += 1
            elif found == "}":
                if level == 0:
                    return match.start()
                level -= 1
            elif depth < _MAX_NESTING:
                position = self._skip_string(match.end(), end, found, depth + 1)
        return end

    def _skip_string(self, start: int, end: int, quote: str, depth: int) -> int:
        position, stop = start, _stops(quote, self.is_kotlin and len(quote) == 3)
        while (match := stop.search(self.text, position, end)) is not None:
            position = match.end()
            if match.group() == quote:
                return position
            if match.group() == "\n":
                return match.start()
            if match.group() == "$" and quote[0] == '"' and self.text.startswith("{", position):
                position = min(self._hole_end(position + 1, end, depth) + 1, end)
        return end


_STOPS: dict[tuple[str, bool], re.Pattern[str]] = {}


def _stops(quote: str, is_raw: bool) -> re.Pattern[str]:
    """What ends or interrupts a string that starts with `quote`."""
    pattern = _STOPS.get((quote, is_raw))
    if pattern is None:
        escape = "" if is_raw else r"\\.|"
        newline = "" if len(quote) == 3 else r"|\n"
        pattern = _STOPS[quote, is_raw] = re.compile(rf"{escape}{quote}|\${newline}", re.DOTALL)
    return pattern


def _unescape(match: re.Match[str]) -> str:
    escape = match.group(1)
    if escape[0] == "u" and len(escape) > 1:
        code = int(escape.lstrip("u"), 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
    return _ESCAPED.get(escape, escape)
