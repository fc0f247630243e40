"""Functions of texts, numbers and booleans whose value follows from what they are given: `parseBoolean("false")`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from privlint.consent import operators
from privlint.consent.values import (
    BOOLEANS,
    ClassLiteral,
    ClassName,
    Const,
    Unknown,
    Value,
    Values,
    boolean,
    const,
    derived,
    pattern,
    unknown,
)

_MOST_DIGITS: Final = 19  # of a long
_PLACES: Final = re.compile(r"%[-#+ 0,(\d.$]*[a-zA-Z]")
_Folded = tuple[str, str] | None  # kind and text of a constant; None: it throws, or nobody knows


def _truth(text: str) -> _Folded:
    return "bool", "true" if text.lower() == "true" else "false"


def number(text: str) -> _Folded:
    """The whole number that a text stands for, if it is one that a program can hold."""
    digits = text.strip().removeprefix("-")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
    return ("int", str(int(text))) if is_number else None


def _number_or_null(text: str) -> _Folded:
    return number(text) or ("null", "null")


def _same(text: str) -> _Folded:
    return "string", text


#: Functions of a class.
_CLASS_NAMES: Final = frozenset(["getName", "getCanonicalName"])
#: Functions of one text.
_OF_TEXT: Final[dict[str, Callable[[str], _Folded]]] = {
    **dict.fromkeys(("toBoolean", "parseBoolean", "toBooleanStrict", "toBooleanStrictOrNull"), _truth),
    **dict.fromkeys(("toInt", "toLong", "parseInt", "parseLong"), number),
    **dict.fromkeys(("toIntOrNull", "toLongOrNull"), _number_or_null),
    **dict.fromkeys(("length", "count"), lambda text: ("int", str(len(text)))),
    **dict.fromkeys(("toString", "intern"), _same),
    "trim": lambda text: ("string", text.strip()),
    **dict.fromkeys(("lowercase", "toLowerCase"), lambda text: ("string", text.lower())),
    **dict.fromkeys(("uppercase", "toUpperCase"), lambda text: ("string", text.upper())),
}
#: Functions of two texts.
_OF_TEXTS: Final[dict[str, Callable[[str, str], bool]]] = {
    "equalsIgnoreCase": lambda a, b: a.lower() == b.lower(),
    "contentEquals": lambda a, b: a == b,
    "contains": lambda a, b: b in a,
    "startsWith": lambda a, b: a.startswith(b),
    "endsWith": lambda a, b: a.endswith(b),
}
#: Conversions of numbers and booleans to themselves or to texts.
_CONVERSIONS: Final[dict[str, str]] = {
    **dict.fromkeys(("intValue", "longValue", "toInt", "toLong", "booleanValue"), ""),
    "toString": "string",
}
_EMPTINESS: Final = frozenset("isEmpty isNullOrEmpty isNotEmpty isBlank isNullOrBlank isNotBlank".split())
_LOGICAL: Final = frozenset(["and", "or", "xor", "shl"])
_OTHERS: Final = ("equals", "not", "orEmpty", "orFalse", "valueOf", "format", "ofNullable", "fromNullable")
_ORDERINGS: Final = frozenset(["compareTo", "compare"])
#: Functions that make an object of a text, and give null where there is no text.
_PARSERS: Final = frozenset(["fromJson", "parseObject", "parseArray"])
_BOXES: Final = {"boolean": _truth, "integer": number, "int": number, "long": number}
#: All members that `fold` knows.
MEMBERS: Final = frozenset(
    (*_CLASS_NAMES, *_OF_TEXT, *_OF_TEXTS, *_CONVERSIONS, *_EMPTINESS, *_LOGICAL, *_ORDERINGS, *_PARSERS, *_OTHERS)
)


def fold(member: str, receiver: Values, arguments: Sequence[Values]) -> Values | None:
    """The values of a call, None where they do not follow. Static functions have a class as receiver, or none."""
    is_static = not receiver or isinstance(receiver[0], ClassName)
    if member in _CLASS_NAMES:
        literals = [value for value in receiver if isinstance(value, ClassLiteral)]
        return tuple(const("string", value.name) for value in literals) if len(literals) == len(receiver) else None
    if member == "equals":
        return _equals(receiver, arguments, is_static)
    if member in _PARSERS:
        return _parsed(arguments[0]) if arguments else None
    if member in ("ofNullable", "fromNullable"):
        return _optional(arguments[0]) if arguments else None
    if member in _LOGICAL and len(arguments) == 1:
        return operators.logical(member, receiver, arguments[0])
    if member == "not" and operators.truth(receiver) is not None:
        return operators.negate(receiver)
    if member == "valueOf" and len(arguments) == 1:
        return _value_of(receiver, arguments[0])
    if member in _ORDERINGS and len(arguments) == 1 + is_static:
        return _order(*arguments) if is_static else _order(receiver, *arguments)
    if member == "format":
        return _format(arguments[0] if is_static and arguments else receiver)
    subject, *others = arguments if is_static and arguments else (receiver, *arguments)
    if member in _EMPTINESS:
        return _emptiness(arguments[0] if len(arguments) == 1 else subject, member)
    if member in ("orEmpty", "orFalse") and not others:
        kind, text = ("empty", "") if member == "orEmpty" else ("bool", "false")
        return tuple(derived(kind, text, v) if isinstance(v, Const) and v.kind == "null" else v for v in subject)
    if member in _OF_TEXTS and len(others) == 1:
        return _of_two(_OF_TEXTS[member], subject, others[0])
    return _of_one(member, subject) if not others else None


def _parsed(texts: Values) -> Values | None:
    """What is read from a text that is not there, or empty: nothing."""
    found = [value for value in texts if isinstance(value, Const) and value.kind in ("null", "string")]
    is_nothing = bool(found) and all(value.kind == "null" or not value.text.strip() for value in found)
    return tuple(derived("null", "null", v) for v in found) if is_nothing and len(found) == len(texts) else None


def _optional(values: Values) -> Values | None:
    """`Optional.ofNullable(x)`: nothing is in it where there is nothing."""
    if not any(operators.is_null(value) for value in values):
        return None
    others = operators.without_null(values)
    empty = tuple(derived("empty", "", v) for v in values if isinstance(v, Const) and v.kind == "null")
    return (*empty, unknown("java.util.Optional"), *others) if others else empty


def _of_one(member: str, subject: Values) -> Values | None:
    """A conversion of what is called upon."""
    found: list[Value] = []
    for value in subject:
        if not isinstance(value, Const):
            if not isinstance(value, Unknown):
                return None
            found.append(value if member == "toBoolean" else unknown(""))
            continue
        folded: _Folded = None
        if value.kind == "string" and member in _OF_TEXT:
            folded = _OF_TEXT[member](value.text)
        elif value.kind == "null" and member == "toBoolean":
            folded = "bool", "false"
        elif value.kind in ("int", "bool") and member in _CONVERSIONS:
            folded = _CONVERSIONS[member] or value.kind, value.text
        else:
            return None
        found.append(derived(*folded, value) if folded is not None else unknown(""))
    return tuple(dict.fromkeys(found)) if any(isinstance(value, Const) for value in found) else None


def _of_two(decide: Callable[[str, str], bool], left: Values, right: Values) -> Values | None:
    """A comparison of texts."""
    found: dict[Value, None] = {}
    for a in left:
        for b in right:
            if not isinstance(a, Const) or not isinstance(b, Const) or {a.kind, b.kind} - {"string", "null"}:
                return None
            is_known = a.kind == b.kind == "string"
            found[boolean(is_known and decide(a.text, b.text), a.origin or b.origin)] = None
    return tuple(found) or None


def _format(texts: Values) -> Values | None:
    """`String.format("agreed_%d", version)`: known is what stands between the places that are filled in."""
    found = [value for value in texts if isinstance(value, Const) and value.kind == "string" and "%" in value.text]
    return (
        tuple(pattern(_PLACES.sub("", value.text)) for value in found) if len(found) == len(texts) and found else None
    )


def _order(left: Values, right: Values) -> Values | None:
    """`a.compareTo(b)`, `Integer.compare(a, b)`: of two numbers or two texts."""
    found: dict[Value, None] = {}
    for a in left:
        for b in right:
            if not isinstance(a, Const) or not isinstance(b, Const) or a.kind != b.kind:
                return None
            keys = [_rank(value) for value in (a, b)]
            if None in keys:
                return None
            order = (keys[0] > keys[1]) - (keys[0] < keys[1])  # type: ignore[operator]
            found[derived("int", str(order), a if a.origin is not None else b)] = None
    return tuple(found) or None


def _rank(value: Const) -> int | str | None:
    """What a constant is sorted by, None if it has no order that is known."""
    if value.kind == "int":
        found = number(value.text)
        return int(found[1]) if found is not None else None
    return value.text if value.kind == "string" else None


def _value_of(receiver: Values, subject: Values) -> Values | None:
    """`Boolean.valueOf("false")`, `Integer.valueOf(1)`, `String.valueOf(true)`."""
    name = receiver[0].name.rpartition(".")[2].lower() if receiver and isinstance(receiver[0], ClassName) else ""
    found: list[Value] = []
    for value in subject:
        if not isinstance(value, Const) or value.kind not in ("string", "int", "bool"):
            return None
        if name == "string":
            found.append(derived("string", value.text, value))
        elif name in _BOXES:
            folded = _BOXES[name](value.text) if value.kind == "string" else (value.kind, value.text)
            found.append(derived(*folded, value) if folded is not None else unknown(""))
        else:
            return None
    return tuple(dict.fromkeys(found)) or None


def _equals(receiver: Values, arguments: Sequence[Values], is_static: bool) -> Values | None:
    """`a.equals(b)`, `Objects.equals(a, b)`, `a.equals(b, ignoreCase = true)`."""
    if is_static:
        return operators.binary("==", *arguments) if len(arguments) == 2 else None
    if len(arguments) == 2 and operators.truth(arguments[1]) is True:
        return _of_two(_OF_TEXTS["equalsIgnoreCase"], receiver, arguments[0]) or BOOLEANS
    return operators.binary("==", receiver, arguments[0]) if len(arguments) == 1 else None


def _emptiness(values: Values, member: str) -> Values | None:
    found: list[Value] = []
    for value in values:
        if not isinstance(value, Const) or value.kind not in ("string", "null"):
            return None
        is_empty = value.kind == "null" or not value.text.strip()
        found.append(boolean(is_empty is not member.startswith("isNot"), value.origin))
    return tuple(dict.fromkeys(found)) or None
