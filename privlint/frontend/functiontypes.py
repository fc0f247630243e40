"""Function types as they are written."""

from __future__ import annotations

from privlint.frontend.facts import NONE


def parameters_after_receiver(type_text: str) -> int:
    """The number of parameters of a function type with a receiver (`T.(A) -> R`), NONE for all other types."""
    head, separator, rest = type_text.partition(".(")
    if not separator or "(" in head or "->" not in rest:
        return NONE
    depth, count = 0, 0
    for position, character in enumerate(rest):
        if character == ")" and depth == 0:
            return count + 1 if rest[:position].strip() else 0
        depth += {"(": 1, "<": 1, ")": -1}.get(character, 0)
        depth -= character == ">" and rest[position - 1] != "-"
        count += character == "," and depth == 0
    return NONE
