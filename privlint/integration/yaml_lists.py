"""Adds an item to a list of a YAML file, as text: comments, order and spelling of the rest stay as they are.

No YAML is parsed. Shapes are known that people write such files in; for any other one there is no answer.
"""

from __future__ import annotations

import re
import textwrap

_ITEM = re.compile(r"( *)-(?:\s|$)")
_TOP_LEVEL = re.compile(r"""["']?[\w.$/-]+["']?\s*:(?:\s|$)""")
_EMPTY = re.compile(r"\[\s*\]\s*(?:#.*)?$")
_NOTHING = re.compile(r"\s*(?:#.*)?$")


def with_item(text: str, key: str, item: str) -> str | None:
    """The text with an item at the end of the list under a top-level key, which comes in if it is missing; None where
    that cannot be told from the text. `item` is written as it would be without any indentation."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    if not _is_one_mapping(lines):
        return None
    places = [at for at, line in enumerate(lines) if re.match(rf"""["']?{re.escape(key)}["']?\s*:(?:\s|$)""", line)]
    if len(places) > 1:
        return None
    if not places:
        kept = "\n".join(lines).rstrip("\n")
        lines = [*(kept.split("\n") if kept else []), *([""] if kept else []), f"{key}:", *_indented(item, "  "), ""]
        return end.join(lines)
    (at,) = places
    changed = _with_item_at(lines, at, item)
    return None if changed is None else end.join(changed)


def _is_one_mapping(lines: list[str]) -> bool:
    """Whether the first thing in a text is a key at the margin, and nothing says that a second document comes."""
    content = [line for line in lines if not _NOTHING.match(line)]
    if content and content[0].startswith("---") and _NOTHING.match(content[0][3:]):
        content = content[1:]
    if any(line.startswith(("---", "...")) or re.match(r" *\t", line) for line in content):
        return False
    return not content or _TOP_LEVEL.match(content[0]) is not None


def _with_item_at(lines: list[str], at: int, item: str) -> list[str] | None:
    rest = lines[at].partition(":")[2].strip()
    if _EMPTY.match(rest):
        without = re.sub(r":\s*\[\s*\](\s*)", r":\1", lines[at], count=1)
        lines = [*lines[:at], without.rstrip(), *lines[at + 1 :]]
    elif not _NOTHING.match(rest):
        return None
    last, indentation = at, None
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if _NOTHING.match(line):
            # What looks like a comment may be part of a text if it stands inside an item.
            inside = indentation is not None and line.strip() and line.startswith(f"{indentation} ")
            last = number if inside else last
            continue
        found = _ITEM.match(line)
        if found is None and not line.startswith(" "):
            break
        if indentation is None:
            if found is None:
                return None
            indentation = found[1]
        elif found is None and not line.startswith(f"{indentation} "):
            return None
        last = number
    if last + 1 == len(lines):
        lines = [*lines, ""]
    return [*lines[: last + 1], *_indented(item, "  " if indentation is None else indentation), *lines[last + 1 :]]


def _indented(item: str, indentation: str) -> list[str]:
    return textwrap.indent(item.rstrip("\n"), indentation).split("\n")
