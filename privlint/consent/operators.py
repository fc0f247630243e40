"""Folding of operators over sets of values. Whatever is not decided is left open, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeGuard

from privlint.consent.values import (
    BOOLEANS,
    TOP,
    AtLeast,
    ClassLiteral,
    Const,
    Function,
    Instance,
    Origin,
    Pattern,
    Reference,
    Unknown,
    Value,
    Values,
    boolean,
    const,
    pattern,
    unknown,
)

_PLAIN_KINDS: Final = frozenset(["bool", "int", "string", "enum"])
#: Sets larger than this are not multiplied out.
_PRODUCT: Final = 6
#: Nothing of any number is left of this.
_ZERO: Final[Values] = (const("int", "0"),)
#: Operators that compare two numbers.
ORDERS: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}
_MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
#: Of a long, with its sign. Longer ones are no numbers of a program, and reading them takes ever longer.
_MOST_DIGITS: Final = 20
_SUMS: Final[dict[str, Callable[[int, int], int]]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "&": lambda a, b: a & b,
    "|": lambda a, b: a | b,
    "<<": lambda a, b: a << b % 64,
}

#: Origins of a stored number: as it was, after one increase, after several or one that is not known.
GROWN: Final = "grown"
OUTGROWN: Final = "outgrown"
_GROWTH: Final = {"store": GROWN, GROWN: OUTGROWN, OUTGROWN: OUTGROWN}
_NUMBERS: Final = frozenset(["", "int", "long", "float", "double"])


def negate(values: Values) -> Values:
    """`!value`."""
    found: dict[Value, None] = {}
    for value in values:
        if isinstance(value, Const) and value.kind == "bool":
            found[boolean(value.text == "false", value.origin)] = None
        else:
            found.update(dict.fromkeys(BOOLEANS))
    return tuple(found)


def minus(values: Values) -> Values:
    """`-value`."""
    return tuple(const("int", str(-int(value.text))) if is_int(value) else unknown("int") for value in values)


def binary(operator: str, left: Values, right: Values) -> Values:
    """`left operator right`; the empty set if one side is empty."""
    if operator == "&&" or (operator == "&" and _is_logical(left, right)):
        return _short_circuit(left, right, False)
    if operator == "||" or (operator == "|" and _is_logical(left, right)):
        return _short_circuit(left, right, True)
    if operator == "^" and _is_logical(left, right):
        operator = "!="
    if not left or not right:
        return ()
    if len(left) > _PRODUCT or len(right) > _PRODUCT:
        return BOOLEANS if operator in _COMPARISONS else (TOP,)
    found: dict[Value, None] = {}
    for a in left:
        for b in right:
            found.update(dict.fromkeys(_pair(operator, a, b)))
    return tuple(found)


_FUNCTIONS: Final = {"and": "&", "or": "|", "xor": "^", "shl": "<<"}
_COMPARISONS: Final = frozenset(["==", "!=", "===", "!==", "<", ">", "<=", ">=", "in", "!in"])


def _short_circuit(left: Values, right: Values, decisive: bool) -> Values:
    """`&&` (decisive: false) and `||` (decisive: true): the right side runs only if the left does not decide."""
    found: dict[Value, None] = {}
    goes_on = False
    for value in without_null(left):  # null is no answer: it throws
        if isinstance(value, Const) and value.kind == "bool":
            if (value.text == "true") is decisive:
                found[value] = None
            else:
                goes_on = True
        else:
            found[boolean(decisive)] = None
            goes_on = True
    if goes_on:
        for value in without_null(right):
            if isinstance(value, Const) and value.kind == "bool":
                found[value] = None
            else:
                found.update(dict.fromkeys(BOOLEANS))
    return tuple(found)


def logical(member: str, left: Values, right: Values) -> Values | None:
    """`left and right`, `or`, `xor`, `shl`: functions of booleans, and of numbers that are known."""
    is_known = all(map(is_int, (*left, *right))) or (member == "and" and _ZERO in (left, right))
    return binary(_FUNCTIONS[member], left, right) if is_known or _is_logical(left, right) else None


def _is_logical(left: Values, right: Values) -> bool:
    """Whether operands are booleans, not numbers."""
    return any(
        (isinstance(value, Const) and value.kind == "bool") or (isinstance(value, Unknown) and value.type == "boolean")
        for value in (*left, *right)
    )


def _pair(operator: str, a: Value, b: Value) -> Values:
    if operator in ("==", "==="):
        return _decided(equal(a, b), a, b)
    if operator in ("!=", "!=="):
        same = equal(a, b)
        return _decided(None if same is None else not same, a, b)
    if operator in ORDERS:
        numbers = _number(a), _number(b)
        if numbers[0] is not None and numbers[1] is not None:
            return (boolean(ORDERS[operator](numbers[0], numbers[1]), _origin(a) or _origin(b)),)
        if a is b and isinstance(a, Const) and a.kind == "ref":  # one constant, whatever its value
            return (boolean(operator in ("<=", ">=")),)
        return _beyond(operator, a, b)
    if isinstance(a, Const) and isinstance(b, Const):
        if operator in ("in", "!in") and is_int(a) and b.kind == "range":
            first, _, last = b.text.partition("..")
            inside = int(first) <= int(a.text) <= int(last)
            return (boolean(inside is (operator == "in"), a.origin),)
        if operator == ".." and is_int(a) and is_int(b):
            return (const("range", f"{a.text}..{b.text}"),)
        if operator == "+" and "string" in (a.kind, b.kind) and not {"ref", "sum"}.intersection((a.kind, b.kind)):
            return (const("string", a.text + b.text),)
        if operator in _SUMS and is_int(a) and is_int(b):
            text = str(_SUMS[operator](int(a.text), int(b.text)))
            return (_counted(a, b, text) if operator in "+-" else const("int", text),)
    if operator in ("in", "!in"):
        is_below = isinstance(a, AtLeast) and _is_below(b, a.least)
        return (boolean(operator == "!in"),) if is_below else BOOLEANS
    if operator == "&" and ((a,) == _ZERO or (b,) == _ZERO):
        return _ZERO
    if operator == "+" and (grown := _grown(a, b)) is not None:
        return (grown,)
    is_string = operator == "+" and any(_is_text(value) for value in (a, b))
    return (pattern("".join(map(_known_part, (a, b)))) if is_string else TOP,)


def _beyond(operator: str, a: Value, b: Value) -> Values:
    """A comparison with a number of which the least is known: decided for what is not above that."""
    if isinstance(b, AtLeast):
        operator, a, b = _MIRRORED[operator], b, a
    number = _number(b)
    if not isinstance(a, AtLeast) or number is None:
        return BOOLEANS
    is_below = number < a.least if operator in ("<=", ">") else number <= a.least
    return (boolean(operator in (">", ">=")),) if is_below else BOOLEANS


def _is_below(value: Value, least: int) -> bool:
    """Whether a range ends before a number."""
    return isinstance(value, Const) and value.kind == "range" and int(value.text.partition("..")[2]) < least


def _number(value: Value) -> float | None:
    """The number that a constant is, None for all other values."""
    if is_int(value):
        return int(value.text)
    if not isinstance(value, Const) or value.kind != "float":
        return None
    try:
        return float(value.text.rstrip("fFdD"))
    except ValueError:
        return None


def _is_text(value: Value) -> bool:
    return isinstance(value, Pattern) or (isinstance(value, Const) and value.kind == "string")


def _known_part(value: Value) -> str:
    """What is known of a text that is part of another one."""
    if isinstance(value, Pattern):
        return value.parts
    return value.text if isinstance(value, Const) and value.kind in ("string", "int") else ""


def _counted(a: Const, b: Const, text: str) -> Const:
    """A sum. A stored counter keeps its name, and is increased by few starts of a fresh app, not by many."""
    for number in (a, b):
        if number.origin is not None and number.origin.kind in _GROWTH:
            is_done = number.origin.kind == OUTGROWN
            return number if is_done else const("int", text, _GROWTH[number.origin.kind], number.origin.flag)
    return const("int", text)


def _grown(a: Value, b: Value) -> Const | None:
    """A counter after an unknown number was added; None if the sum is of something else."""
    counter, other = (a, b) if isinstance(a, Const) else (b, a)
    if not isinstance(counter, Const) or counter.kind not in ("int", "sum") or counter.origin is None:
        return None
    is_number = not isinstance(other, Unknown) or other.type in _NUMBERS
    return const("sum", "", OUTGROWN, counter.origin.flag) if counter.origin.kind in _GROWTH and is_number else None


def _decided(same: bool | None, a: Value, b: Value) -> Values:
    if same is None:
        return BOOLEANS
    return (boolean(same, _origin(a) or _origin(b)),)


def _origin(value: Value) -> Origin | None:
    return value.origin if isinstance(value, Const) else None


def equal(a: Value, b: Value) -> bool | None:
    """Whether two values are equal; None if it is not known."""
    if isinstance(a, Const) and isinstance(b, Const):
        if "fresh" in (a.kind, b.kind):
            return False
        if "ref" in (a.kind, b.kind):
            if _is_nothing(a) and _is_filled(b) or _is_nothing(b) and _is_filled(a):
                return False
            if a.kind == b.kind and _resource(a) == _resource(b):
                return True
            if a.meaning is not None and b.meaning is not None:
                return a.meaning == b.meaning
            return False if a.kind == b.kind and (_is_known(a, b) or _is_known(b, a)) else None
        if a.kind == "null" or b.kind == "null":
            return a.kind == b.kind
        if {a.kind, b.kind} == {"empty", "string"}:  # no text at all
            return a.text == b.text
        if a.kind == b.kind:
            return a.text == b.text
        return False if "bool" in (a.kind, b.kind) and {a.kind, b.kind} <= _PLAIN_KINDS else None
    if isinstance(a, Const) or isinstance(b, Const):
        other, constant = (b, a) if isinstance(a, Const) else (a, b)
        if isinstance(constant, Const) and constant.kind == "null":
            return False if isinstance(other, (Instance, Function, Reference, ClassLiteral)) else None
        if isinstance(other, AtLeast) and is_int(constant) and int(constant.text) < other.least:
            return False
        if isinstance(other, Reference) and isinstance(constant, Const) and constant.kind == "property":
            return other.name == constant.text  # in a delegate: `property == Type::name`
        return None
    if isinstance(a, ClassLiteral) and isinstance(b, ClassLiteral):
        return a.name == b.name
    if isinstance(a, Instance) and isinstance(b, Instance) and a.exact and b.exact:
        return False if a.cls is not b.cls else True if a.cls.is_singleton else None
    return None


def _is_nothing(constant: Const) -> bool:
    return constant.kind == "null" or (constant.kind == "string" and not constant.text)


def _is_filled(constant: Const) -> bool:
    """Whether a constant of unknown value is something: the id of the application, the id of a resource."""
    return constant.text == "BuildConfig.APPLICATION_ID" or constant.text.startswith("R.") or ".R." in constant.text


def _is_known(constant: Const, other: Const) -> bool:
    """Whether a constant stands for the state of a fresh install or for what the user pressed, and the other is of the
    same class (`ACTION_…`, `R.id`)."""
    is_state = constant.origin is not None and constant.origin.kind in ("call", "view")
    return is_state and _resource(constant).rpartition(".")[0] == _resource(other).rpartition(".")[0]


def _resource(constant: Const) -> str:
    """The name of a constant; of a resource without the package of its class."""
    return constant.text.rpartition(".R.")[2].removeprefix("R.")


def can_be(values: Values, wanted: bool, is_open: bool) -> bool:
    """Whether a condition may have a value. In an open run constants that only stand for the state of a fresh install
    do not decide, and neither does null next to other values: who asks has seen that it is not null. Null alone is
    not true. Numbers and texts next to a boolean are other parts of the same pair."""
    others = without_null(values)
    if values and not others:
        return is_open or not wanted
    answers = tuple(value for value in others if isinstance(value, Const) and value.kind == "bool")
    if answers and all(isinstance(value, Const) and value.kind in _PLAIN_KINDS for value in others):
        others = answers
    for value in others:
        if not isinstance(value, Const) or value.kind != "bool":
            return True
        if (value.text == "true") is wanted or (is_open and value.origin is not None):
            return True
    return False


def without_null(values: Values) -> Values:
    """What is left behind a null check."""
    return tuple(value for value in values if not (isinstance(value, Const) and value.kind == "null"))


def nulls(values: Values) -> Values:
    """The nulls among values: what a safe call on them gives."""
    return tuple(value for value in values if isinstance(value, Const) and value.kind == "null")


def is_null(value: Value) -> bool:
    """Whether a value is null, of whatever origin."""
    return isinstance(value, Const) and value.kind == "null"


def truth(values: Values) -> bool | None:
    """The one boolean that a set stands for, None if there are two or other values."""
    found = {value.text == "true" if isinstance(value, Const) and value.kind == "bool" else None for value in values}
    return found.pop() if len(found) == 1 else None


def is_truthy(value: Value) -> bool:
    """Whether writing a value to a flag says yes: true, a number other than 0, a text that is not empty."""
    if not isinstance(value, Const) or value.kind in ("null", "ref", "enum"):
        return False
    return value.text not in ("false", "0", "", "0.0")


def is_int(value: Value) -> TypeGuard[Const]:
    """Whether a value is a whole number that is known, and one that a program can hold."""
    if not isinstance(value, Const) or value.kind != "int" or len(value.text) > _MOST_DIGITS:
        return False
    return value.text.removeprefix("-").isdecimal()
