"""Whether a result still holds after files of source code were edited."""

from __future__ import annotations

from collections.abc import Iterable

from privlint.frontend.asked import AskedFile
from privlint.frontend.comparison import compared
from privlint.frontend.linemap import LineMap
from privlint.sources import first_line_with, has_any
from privlint.warm.kept import Asked

_NOT_ASKED = AskedFile()


def line_maps(asked: Asked, edited: Iterable[tuple[str, bytes, bytes]]) -> dict[str, LineMap] | None:
    """Where the lines of edited files are, by path, if all that was asked is answered as before; None if something may
    be answered in another way. `edited`: path, what the file held, what it holds now."""
    maps: dict[str, LineMap] = {}
    for path, old, new in edited:
        if path in asked.whole:
            return None
        lines = compared(path, old, new, asked.names, asked.files.get(path, _NOT_ASKED))
        if lines is None or not _are_shown_alike(asked, path, lines, old, new):
            return None
        maps[path] = lines
    return maps


def _are_shown_alike(asked: Asked, path: str, lines: LineMap, old: bytes, new: bytes) -> bool:
    """Whether the lines that somebody has looked at hold the same text, side by side where they did."""
    looked_at = asked.lines.get(path, set())
    if not all(lines.has_line(line) and (line + 1 not in looked_at or lines.are_beside(line)) for line in looked_at):
        return False
    if any(has_any(old, [text]) != has_any(new, [text]) for text in asked.texts.get(path, ())):
        return False
    return all(_starts_alike(lines, text, most) for text, most in asked.starts.get(path, ()))


def _starts_alike(lines: LineMap, text: str, most: int) -> bool:
    before, after = first_line_with(lines.old, text, most), first_line_with(lines.new, text, most)
    return (before and (lines.place(before[0]), before[1])) == after
