"""Texts that know where they are written."""

from __future__ import annotations

from privlint.workspace.model import Position


class Written(str):
    """A text with the place where it stands (`at`); where its last part comes from elsewhere, `part_at` is that place:
    in `"g:n:$version"` the definition of `version`. What is made of texts by other means knows no place."""

    __slots__ = ("at", "part_at")
    at: Position
    part_at: Position | None

    def __new__(cls, text: str, at: Position, part_at: Position | None = None) -> Written:
        """The text at a place."""
        written = super().__new__(cls, text)
        written.at = at
        written.part_at = part_at
        return written


def place_of(text: object) -> Position | None:
    """Where a text stands, None when that is not known."""
    return text.at if isinstance(text, Written) else None


def version_place(text: object) -> Position | None:
    """Where the last part of a text stands: the text itself, or the variable that it ends with."""
    return text.part_at or text.at if isinstance(text, Written) else None
