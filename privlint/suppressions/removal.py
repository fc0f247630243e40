"""Takes suppressions, or some of their words, out of a file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection

from privlint.findings import Edit
from privlint.suppressions.comments import syntax_of
from privlint.suppressions.model import Selector, Suppression

_COMMA_BEHIND = re.compile(r"\s*,\s*")
_COMMA_BEFORE = re.compile(r"\s*,\s*\Z")


def removal(text: str, suppression: Suppression, words: Collection[Selector]) -> tuple[Edit, ...]:
    """The edits that take words out of a suppression, and the suppression with the last of them. `text` is that of its
    file."""
    if suppression.others + len(suppression.selectors) == len(words):
        return (_edit(text, suppression.path, *_whole(text, suppression)),)
    runs: list[tuple[int, int]] = []  # of words with nothing but commas between them
    for word in sorted(words, key=lambda each: each.start):
        comma = _COMMA_BEHIND.match(text, runs[-1][1]) if runs else None
        if comma is not None and comma.end() == word.start:
            runs[-1] = (runs[-1][0], word.end)
        else:
            runs.append((word.start, word.end))
    return tuple(_edit(text, suppression.path, *_with_comma(text, *run)) for run in runs)


def _with_comma(text: str, start: int, end: int) -> tuple[int, int]:
    """A piece of a list with the comma that it leaves."""
    if behind := _COMMA_BEHIND.match(text, end):
        return start, behind.end()
    before = _COMMA_BEFORE.search(text[:start])
    return (before.start() if before else start), end


def _whole(text: str, suppression: Suppression) -> tuple[int, int]:
    """A suppression with the white space that it leaves, and with its lines where nothing else stands on them."""
    start, end = suppression.start, suppression.end
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before, behind = text[line_start:start], text[end:line_end]
    if suppression.kind != "attribute" and not before.strip("\ufeff \t\f") and not behind.strip():
        return line_start + len(before) - len(before.lstrip("\ufeff")), min(line_end + 1, len(text))
    if suppression.kind == "annotation":
        return start, end + len(behind) - len(behind.lstrip(" \t"))
    if not behind.strip() and syntax_of(suppression.path) != "properties":
        start = line_start + len(before.rstrip())
    return start, end


def _edit(text: str, path: str, start: int, end: int) -> Edit:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(offset: int) -> tuple[int, int]:
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    return Edit(path, *place(start), *place(end), "")
