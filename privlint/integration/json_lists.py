"""Adds an item to a list of a JSON file, as text: comments, order and spelling of the rest stay as they are.

Comments and a comma behind the last item are understood, which editors allow in their files."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)|(?P<string>"(?:[^"\\\n]|\\.)*")|(?P<sign>[{}\[\]:,])|(?P<word>[\w.+-]+)""",
    re.DOTALL,
)
_CLOSING = {"{": "}", "[": "]"}


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class _Value(NamedTuple):
    """The first and the last token of a value."""

    first: int
    last: int


def with_item(text: str, key: str, item: str) -> str | None:
    """The text with an item at the end of the list under a key of the object that it is; the list comes in if it is
    missing. None where the text is no such object. `item` is written as it would be without any indentation."""
    end = "\r\n" if "\r\n" in text else "\n"
    item = item.strip().replace("\n", end)
    tokens = _tokens(text)
    if tokens == []:
        return text + f'{{{end}  "{key}": [{end}{textwrap.indent(item, "    ")}{end}  ]{end}}}{end}'
    members = None if tokens is None else _members(tokens)
    if tokens is None or members is None or len([name for name, _ in members if name == key]) > 1:
        return None
    whole = _Value(0, len(tokens) - 1)
    place = dict(members).get(key)
    if place is None:
        return _added(text, tokens, whole, f'"{key}": [{end}{textwrap.indent(item, "  ")}{end}]', end)
    return _added(text, tokens, place, item, end) if tokens[place.first].text == "[" else None


def _tokens(text: str) -> list[_Token] | None:
    """The tokens without comments; None where there is something else."""
    found = []
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        if match.lastgroup != "space":
            found.append(_Token(match[0], at, match.end()))
        at = match.end()
    return found


def _members(tokens: Sequence[_Token]) -> list[tuple[str, _Value]] | None:
    """The members of the object that the tokens are, None if they are none."""
    if tokens[0].text != "{" or _end(tokens, 0) != len(tokens) - 1:
        return None
    members = []
    at = 1
    while at < len(tokens) - 1:
        if tokens[at].text[0] != '"' or tokens[at + 1].text != ":" or at + 2 >= len(tokens) - 1:
            return None
        last = _end(tokens, at + 2)
        members.append((tokens[at].text[1:-1], _Value(at + 2, last)))
        at = last + 1
        if tokens[at].text == ",":
            at += 1
        elif at < len(tokens) - 1:
            return None
    return members


def _end(tokens: Sequence[_Token], at: int) -> int:
    """The last token of the value that begins with a token; the number of tokens where it does not end."""
    open_ones: list[str] = []
    for number in range(at, len(tokens)):
        text = tokens[number].text
        if text in _CLOSING:
            open_ones.append(_CLOSING[text])
        elif text in _CLOSING.values() and (not open_ones or open_ones.pop() != text):
            return len(tokens)
        if not open_ones:
            return number
    return len(tokens)


def _added(text: str, tokens: Sequence[_Token], value: _Value, item: str, end: str) -> str:
    """The text with an item at the end of a list or an object, on lines of its own if it, or the first one, is."""
    opening, before, closing = tokens[value.first], tokens[value.last - 1], tokens[value.last]
    is_empty = value.last == value.first + 1
    is_inline = not is_empty and "\n" not in text[opening.start : closing.end] and "\n" not in item
    comma = "" if is_empty or before.text == "," else ","
    if is_inline:
        return f"{text[: before.end]}{comma} {item}{text[before.end :]}"
    margin = _margin(text, closing.start if "\n" in text[before.end : closing.start] else opening.start)
    inner = _margin(text, tokens[value.first + 1].start) if not is_empty else f"{margin}  "
    inner = inner if len(inner) > len(margin) else f"{margin}  "
    rest = text[before.end : closing.start].rstrip()
    return f"{text[: before.end]}{comma}{rest}{end}{textwrap.indent(item, inner)}{end}{margin}{text[closing.start :]}"


def _margin(text: str, at: int) -> str:
    """The space at the beginning of a line."""
    line = text[text.rfind("\n", 0, at) + 1 :]
    return line[: len(line) - len(line.lstrip(" \t"))]
