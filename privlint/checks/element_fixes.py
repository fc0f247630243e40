"""Takes an element out of a manifest."""

from __future__ import annotations

from privlint.findings import Edit, Fix, Text
from privlint.sources import Sources
from privlint.workspace.manifest_text import Tag, read_tags
from privlint.workspace.model import Position

_REMOVED = Text("Remove the line", "删除该行")


def without_element(sources: Sources, position: Position) -> Fix | None:
    """Removes the element that begins at a position, with the line if nothing else stands on it; None where the text
    cannot be told apart."""
    text = sources.text(position.path)
    root = read_tags(text) if text else None
    if not text or root is None:
        return None
    lines = text.splitlines(keepends=True)
    start = sum(len(line) for line in lines[: position.line - 1]) + position.column - 1
    tag = _at(root, start)
    if tag is None:
        return None
    start, end = tag.start, tag.end
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    after = len(text) if after < 0 else after + 1
    if not text[before:start].strip() and not text[end:after].strip():
        start, end = before, after
    return Fix(_REMOVED, (Edit(position.path, *_position(text, start), *_position(text, end), ""),), is_safe=False)


def _at(root: Tag, start: int) -> Tag | None:
    pending = [root]
    while pending:
        tag = pending.pop()
        if tag.start == start:
            return tag
        pending += tag.children
    return None


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
