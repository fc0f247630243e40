"""Comments of a file, told apart from strings that look like comments, in every kind of file that findings stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from privlint.dependencies.lexer import END, STRING, Lexer

#: How a file is read. `script` is a Gradle script in Groovy.
Syntax = Literal["java", "kotlin", "script", "toml", "properties", "xml"]
#: What marks a comment in files of a syntax: at its start, and at its end where there is one.
MARKS: Final[dict[Syntax, tuple[str, str]]] = {
    "java": ("// ", ""),
    "kotlin": ("// ", ""),
    "script": ("// ", ""),
    "toml": ("# ", ""),
    "properties": ("# ", ""),
    "xml": ("<!-- ", " -->"),
}
_SYNTAXES: Final[tuple[tuple[str, Syntax], ...]] = (
    (".java", "java"),
    (".kt", "kotlin"),
    (".kts", "kotlin"),
    (".gradle", "script"),
    (".toml", "toml"),
    (".properties", "properties"),
    (".xml", "xml"),
    (".pom", "xml"),
)
_JAVA: Final = re.compile(
    r"""
    (?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))
  | \"\"\"(?:\\.|[^\\])*?(?:\"\"\"|\Z)
  | "(?:\\[^\n]|[^"\\\n])*"?
  | '(?:\\[^\n]|[^'\\\n])*'?
    """,
    re.VERBOSE | re.DOTALL,
)
_TOML: Final = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
  | \"\"\"(?:\\.|[^\\])*?(?:\"\"\"+|\Z)
  | '''.*?(?:'''+|\Z)
  | "(?:\\[^\n]|[^"\\\n])*"?
  | '[^'\n]*'?
    """,
    re.VERBOSE | re.DOTALL,
)
#: A line and those that a backslash at its end joins to it.
_PROPERTY: Final = re.compile(
    r"(?P<comment>^\ufeff?[ \t\f]*[#!][^\n]*)|^(?:[^\n\\]|\\(?:\r\n|.))+", re.MULTILINE | re.DOTALL
)
_XML: Final = re.compile(
    r"""
    (?P<comment><!--.*?(?:-->|\Z))
  | <!\[CDATA\[.*?(?:\]\]>|\Z)
  | <\?.*?(?:\?>|\Z)
  | <(?:"[^"]*"|'[^']*'|[^>"'])*>?
    """,
    re.VERBOSE | re.DOTALL,
)
_PATTERNS: Final = {"java": _JAVA, "toml": _TOML, "properties": _PROPERTY, "xml": _XML}
_GAP_COMMENT: Final = re.compile(r"//[^\n]*|/\*")
_SHEBANG: Final = re.compile(r"\ufeff?#![^\n]*")


class Piece(NamedTuple):
    """A comment, or a piece of text that a comment cannot be put into: a string, a tag. Offsets into the text."""

    start: int
    end: int
    is_comment: bool


def syntax_of(path: str) -> Syntax | None:
    """How a file is read; None for files without comments, and for those that a program writes."""
    return next((syntax for suffix, syntax in _SYNTAXES if path.endswith(suffix)), None)


def pieces(text: str, syntax: Syntax) -> list[Piece]:
    """The comments of a text, and what looks like one and is none, in order. Takes any text and never raises."""
    if syntax == "kotlin" or syntax == "script":
        found = list(_lexed(text, syntax == "kotlin"))
    else:
        matches = _PATTERNS[syntax].finditer(text)
        found = [Piece(match.start(), match.end(), match.lastgroup == "comment") for match in matches]
    trimmed = (piece._replace(end=piece.end - 1) if text[piece.end - 1] == "\r" else piece for piece in found)
    return [piece for piece in trimmed if piece.start < piece.end]


def content(text: str, piece: Piece) -> str:
    """What a comment says, without its marks, in one line."""
    inner = text[piece.start : piece.end].strip("\ufeff \t\f\r\n")
    for start, end in (("<!--", "-->"), ("/*", "*/"), ("//", ""), ("#", ""), ("!", "")):
        if inner.startswith(start):
            inner = inner[len(start) :].removesuffix(end)
            break
    lines = (line.strip().lstrip("*").strip() for line in inner.strip("*").split("\n"))
    return " ".join(line for line in lines if line)


def _lexed(text: str, is_kotlin: bool) -> Iterator[Piece]:
    """Comments are what the lexer of Gradle scripts, which knows the strings of both languages, leaves out."""
    shebang = _SHEBANG.match(text)
    start = shebang.end() if shebang else 0
    tokens = Lexer(text, is_kotlin).tokens(start)
    ends = [(start, start, ""), *((token.start, token.end, token.kind) for token in tokens)]
    for (_, before, _), (after, end, kind) in pairwise(ends):
        yield from _in_gap(text, before, after, is_kotlin)
        if kind == STRING:
            yield Piece(after, end, False)
        elif kind == END:
            return


def _in_gap(text: str, start: int, end: int, nests: bool) -> Iterator[Piece]:
    while match := _GAP_COMMENT.search(text, start, end):
        start = match.end() if match[0] != "/*" else _block_end(text, match.start(), end, nests)
        yield Piece(match.start(), start, True)


def _block_end(text: str, start: int, end: int, nests: bool) -> int:
    depth = 0
    for match in re.compile(r"/\*|\*/").finditer(text, start, end):
        if match[0] == "*/":
            depth -= 1
            if not depth:
                return match.end()
        elif nests or not depth:
            depth += 1
    return end
