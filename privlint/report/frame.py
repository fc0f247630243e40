"""The source line of a finding with a mark under the place."""

from __future__ import annotations

from privlint.report.style import Style, width_of

_TAB = 4
_ELLIPSIS = "..."


def frame(text: str, column: int, end_column: int, width: int, style: Style) -> tuple[str, str]:
    """The line and the mark below it, both at most `width` columns wide; columns are 1-based characters of `text`.

    Tabs are expanded; of a line that is too long the part around the place is shown."""
    before = _shown(text[: column - 1], 0, style)
    marked = _shown(text[column - 1 : max(end_column - 1, column)], width_of(before), style)
    after = _shown(text[max(end_column - 1, column) :], width_of(before + marked), style)
    marked = _cut(marked, max(width - len(_ELLIPSIS), 1))
    room = width - width_of(marked)
    if width_of(before) > room:
        before = _ELLIPSIS + _tail(before, max(room - len(_ELLIPSIS) - min(width_of(after), room // 2), 0))
    line = _cut(before + marked + after, width).rstrip()
    return line, " " * width_of(before) + "^" * max(width_of(marked.rstrip()), 1)


def _shown(text: str, column: int, style: Style) -> str:
    """The text with tabs expanded as if it began at `column` (0-based, in columns of the screen)."""
    parts: list[str] = []
    for character in style.clean(text):
        piece = " " * (_TAB - column % _TAB) if character == "\t" else character
        parts.append(piece)
        column += width_of(piece)
    return "".join(parts)


def _cut(text: str, width: int) -> str:
    if width_of(text) <= width:
        return text
    kept, used = [], len(_ELLIPSIS)
    for character in text:
        used += width_of(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + _ELLIPSIS


def _tail(text: str, width: int) -> str:
    kept: list[str] = []
    used = 0
    for character in reversed(text):
        used += width_of(character)
        if used > width:
            break
        kept.append(character)
    return "".join(reversed(kept))
