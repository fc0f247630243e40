"""What is asked of something that holds nothing on a fresh install: no rows, no extras, no restrictions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from privlint.consent.values import Const, Value, Values, boolean, derived

_TRUE: Final = frozenset("isEmpty isNullOrEmpty isBlank isNullOrBlank none all isAfterLast".split())
_FALSE: Final = frozenset(
    "isPresent isNotEmpty isNotBlank any contains containsKey containsValue containsAll hasExtra hasNext moveToFirst "
    "moveToNext moveToLast moveToPosition moveToPrevious".split()
)
_ZERO: Final = frozenset("size count length getCount getSize indices".split())
#: Parts of an intent that nobody has filled; its action and flags are there.
_NULL: Final = frozenset(
    "find findLast data extras clipData dataString getData getExtras getClipData getDataString".split()
)
_DEFAULTS: Final = {"Boolean": ("bool", "false"), "Int": ("int", "0"), "Long": ("int", "0"), "Short": ("int", "0")}


def is_empty(value: Value) -> bool:
    """Whether a value is a result without rows, or another thing that holds nothing."""
    return isinstance(value, Const) and value.kind == "empty"


def of_empty(value: Const, member: str, arguments: Sequence[Values]) -> Values | None:
    """The value of a member of something empty, None if that does not follow from its being empty."""
    if member in _TRUE or member in _FALSE:
        return (boolean(member in _TRUE, value.origin),)
    if member in _ZERO and not arguments:
        return (derived("int", "0", value),)
    if member in _NULL or member.endswith("OrNull"):
        return (derived("null", "null", value),)
    if member == "orElse" and arguments:
        return tuple(_named(item, value) for item in arguments[0]) or None
    if member.startswith("get") and len(arguments) == 2:  # a key, and what to give without it
        return tuple(_named(item, value) for item in arguments[1]) or None
    if member.startswith("get") and len(member) > 3 and len(arguments) == 1:
        kind, text = _DEFAULTS.get(member[3:].removesuffix("Extra"), ("null", "null"))
        return (derived(kind, text, value),)
    return None


def _named(value: Value, empty: Const) -> Value:
    """A default, standing for what is empty."""
    if isinstance(value, Const) and value.kind in ("bool", "int", "string", "null"):
        return derived(value.kind, value.text, empty)
    return value
