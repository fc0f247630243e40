"""What people read in a document: HTML, Markdown, plain text, and the strings of a values file."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from typing import Final

import msgspec

_HTML: Final = (".html", ".htm", ".xhtml")
_NAME: Final = re.compile(r"[A-Za-z][\w:-]*")
_LINK: Final = re.compile(r"""href\s*=\s*["']?([^"'>\s]+)""", re.IGNORECASE)
_HIDDEN: Final = ("script", "style")
_ESCAPES: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_STRING_NAME: Final = re.compile(r"""name\s*=\s*["']([^"']*)["']""")
_END: Final = "</string>"


class Line(msgspec.Struct, gc=False, frozen=True):
    """A line of text and its number in the file (1-based)."""

    number: int
    text: str


class StringResource(msgspec.Struct, gc=False, frozen=True):
    """A `<string>` of a values file. `block` counts the groups that empty lines and comments make."""

    name: str
    line: int
    text: str
    block: int


def document_lines(path: str, text: str) -> list[Line]:
    """The lines of a document that have something in them, without markup."""
    plain = without_tags(text) if posixpath.splitext(path)[1].lower() in _HTML or _looks_like_html(text) else text
    return [Line(number, line.strip()) for number, line in enumerate(plain.split("\n"), 1) if line.strip()]


def strings(text: str) -> Iterator[StringResource]:
    """The strings of a values file, in order."""
    block, last, line = 0, 0, 1
    at = text.find("<string ")
    while at >= 0:
        opened = text.find(">", at)
        closed = text.find(_END, opened)
        if opened < 0 or closed < 0:
            return
        line += text.count("\n", last, at)
        if _is_parted(text[last:at]):
            block += 1
        name = _STRING_NAME.search(text, at, opened)
        content = html.unescape(without_tags(text[opened + 1 : closed]))
        yield StringResource(name[1] if name else "", line, _unescaped(content), block)
        last = closed + len(_END)
        line += text.count("\n", at, last)
        at = text.find("<string ", last)


def without_tags(text: str) -> str:
    """HTML without its tags, comments, scripts and styles; addresses of links stay, and so do the numbers of lines."""
    first, *parts = text.split("<")
    kept = [first]
    hidden = ""
    for part in parts:
        tag, closed, rest = part.partition(">")
        name = _NAME.match(tag.removeprefix("/"))
        word = name[0].lower() if name else ""
        if hidden:
            end = part.partition("-->") if hidden == "!--" else ("", closed if tag.startswith("/") else "", rest)
            if end[1] and hidden in ("!--", word):
                hidden, tag, rest = "", part[: len(part) - len(end[2])], end[2]
            else:
                kept.append("\n" * part.count("\n"))
                continue
        elif part.startswith("!--") and "-->" not in part:
            hidden = "!--"
        elif word in _HIDDEN and not tag.startswith("/"):
            hidden = word
        elif not closed and not word:
            kept.append(f"<{part}")  # no tag: a sign in the text
            continue
        link = _LINK.search(tag)
        kept.append(f" {link[1]} " if link else " ")
        kept.append("\n" * tag.count("\n"))
        if not hidden:
            kept.append(rest)
        else:
            kept.append("\n" * rest.count("\n"))
    return "\n".join(html.unescape(line).replace("\n", " ") for line in "".join(kept).split("\n"))


def _looks_like_html(text: str) -> bool:
    return text.lstrip()[:200].lower().startswith(("<!doctype html", "<html"))


def _is_parted(between: str) -> bool:
    return "<!--" in between or between.count("\n") > 1


def _unescaped(text: str) -> str:
    return _ESCAPES.sub(lambda match: "\n" if match[1] == "n" else _character(match[1]), text)


def _character(escape: str) -> str:
    if len(escape) > 1:
        code = int(escape[1:], 16)
        return "" if 0xD800 <= code <= 0xDFFF else chr(code)
    return " " if escape == "t" else escape
