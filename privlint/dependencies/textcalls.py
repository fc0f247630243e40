"""Evaluates what is asked of texts and of lists of them: `join`, `format`, `replace` …"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from privlint.dependencies.values import Value

_PLACEHOLDER = re.compile(r"%(?:(\d+)\$)?s")
_MAX_LENGTH: Final = 10_000
_TESTS: Final[dict[str, Callable[[str, str], bool]]] = {
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "contains": str.__contains__,
    "equals": str.__eq__,
}
TEXT_CALLS: Final = frozenset(
    (
        *_TESTS,
        "replace",
        "format",
        "concat",
        "plus",
        "toLowerCase",
        "lowercase",
        "removePrefix",
        "removeSuffix",
        "isEmpty",
    )
)
LIST_CALLS: Final = frozenset(("join", "joinToString"))


def text_call(text: str, name: str, arguments: list[Value]) -> Value:
    """What a call of TEXT_CALLS on a text gives; None when an argument is not known."""
    if name == "isEmpty":
        return not text
    if name in ("toLowerCase", "lowercase"):
        return text.lower()
    texts = [argument for argument in arguments if isinstance(argument, str)]
    if len(texts) != len(arguments) or not texts:
        return None
    if name in _TESTS:
        return _TESTS[name](text, texts[0])
    if name == "format":
        return formatted(text, texts)
    if name in ("concat", "plus"):
        return (text + texts[0])[:_MAX_LENGTH]
    if name == "removePrefix":
        return text.removeprefix(texts[0])
    if name == "removeSuffix":
        return text.removesuffix(texts[0])
    return text.replace(texts[0], texts[1])[:_MAX_LENGTH] if len(texts) == 2 and texts[0] else None


def list_call(items: list[Value], name: str, arguments: list[Value]) -> Value:
    """What a call of LIST_CALLS on a list gives; None when an item is not known."""
    texts = [item for item in items if isinstance(item, str)]
    default = ", " if name == "joinToString" else ""
    separator = arguments[0] if arguments and isinstance(arguments[0], str) else default
    return separator.join(texts)[:_MAX_LENGTH] if len(texts) == len(items) else None


def formatted(pattern: str, texts: list[str]) -> str | None:
    """`String.format`; None when a placeholder has no text."""
    taken = iter(texts)

    def filled(match: re.Match[str]) -> str:
        return texts[int(match.group(1)) - 1] if match.group(1) else next(taken)

    try:
        return _PLACEHOLDER.sub(filled, pattern)[:_MAX_LENGTH]
    except (StopIteration, IndexError, ValueError, RuntimeError):
        return None
