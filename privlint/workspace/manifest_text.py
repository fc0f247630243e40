"""Where the tags of a manifest stand in its text, for edits that leave the rest as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

#: Tags, and what may look like tags: comments, character data, processing instructions, declarations.
_TAG: Final = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![^>]*>"
    r"|<(?P<close>/?)(?P<name>[\w:.\-]+)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<empty>/?)>",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"([\w:.\-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class Tag(msgspec.Struct, gc=False):
    """An element by the offsets of its tags: `start` to `inner` is the opening tag, `close` to `end` the closing one
    (both the end of the opening tag where the element is empty). Attributes have their values and the offsets of the
    values."""

    name: str
    attributes: dict[str, tuple[str, int, int]]
    start: int
    inner: int
    close: int
    end: int
    is_empty: bool
    children: list[Tag]

    def attribute(self, name: str) -> str:
        """The value of an attribute by its name with prefix, "" if it has none."""
        return self.attributes.get(name, ("", 0, 0))[0]

    def child(self, name: str) -> Tag | None:
        """The first child of a name."""
        return next((child for child in self.children if child.name == name), None)


def read_tags(text: str) -> Tag | None:
    """The root element; None for a text whose tags do not match."""
    stack: list[Tag] = []
    root: Tag | None = None
    for match in _TAG.finditer(text):
        name = match["name"]
        if name is None:
            continue
        if match["close"]:
            if not stack or stack[-1].name != name:
                return None
            tag = stack.pop()
            tag.close, tag.end = match.start(), match.end()
            continue
        attributes = dict(_attributes(match["attributes"], match.start("attributes")))
        is_empty = bool(match["empty"])
        tag = Tag(name, attributes, match.start(), match.end(), match.end(), match.end(), is_empty, [])
        if stack:
            stack[-1].children.append(tag)
        elif root is None:
            root = tag
        else:
            return None
        if not is_empty:
            stack.append(tag)
    return root if not stack else None


def _attributes(text: str, offset: int) -> Iterator[tuple[str, tuple[str, int, int]]]:
    for match in _ATTRIBUTE.finditer(text):
        group = 2 if match[2] is not None else 3
        yield match[1], (match[group], offset + match.start(group), offset + match.end(group))
