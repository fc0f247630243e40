"""Pages of rules on a terminal: the Markdown that they use, without its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privlint.report.style import Style, width_of, wrapped

_HEADING = re.compile("(#+) (.*)")
_ITEM = re.compile(r"( *)- (.*)")
_LINK = re.compile(r"\[([^\]]+)\]\((https?:[^)\s]+)\)")
_CODE = re.compile("`([^`]+)`")
_INDENT = "    "


def markdown_text(text: str, style: Style) -> str:
    """Headings, paragraphs, lists, links and code of a page in the width of the output. Code keeps its lines."""
    return "\n".join(_lines(text, style)) + "\n"


def _lines(text: str, style: Style) -> Iterator[str]:
    is_code = False
    for line in text.splitlines():
        if line.startswith("```"):
            is_code = not is_code
        elif is_code:
            yield f"{_INDENT}{style.paint(style.clean(line), 'cyan')}".rstrip()
        elif heading := _HEADING.fullmatch(line):
            yield style.paint(style.clean(heading[2]), "bold")
            if not style.color:
                yield ("=" if len(heading[1]) == 1 else "-") * min(width_of(heading[2]), style.width)
        else:
            yield from _paragraph(line, style)


def _paragraph(line: str, style: Style) -> Iterator[str]:
    item = _ITEM.fullmatch(line)
    first, rest = (f"{item[1]}- ", f"{item[1]}  ") if item else ("", "")
    text = _LINK.sub(r"\1 <\2>", item[2] if item else line)
    for at, part in enumerate(wrapped(style.clean(text), style.width - len(first))):
        yield (rest if at else first) + _CODE.sub(lambda code: style.paint(code[1], "cyan"), part)
