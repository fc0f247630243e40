"""Operators on objects: functions of the program that an operator stands for, and containers that grow by `+`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from privlint.consent import operators
from privlint.consent.emptiness import is_empty
from privlint.consent.values import (
    NOTHING,
    ClassLiteral,
    Const,
    Function,
    Instance,
    Reference,
    Unknown,
    Value,
    Values,
    elements,
    join,
    unknown,
)
from privlint.frontend import facts
from privlint.frontend.facts import Op

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.calls import Calls

#: Names of the functions that Kotlin calls.
FUNCTIONS: Final = {"+": "plus", "-": "minus", "*": "times", "/": "div", "%": "rem"}
_STORES: Final = (facts.STORE_LOCAL, facts.STORE_NAME, facts.STORE_MEMBER, facts.STORE_INDEX)
_TEXTS_AND_NUMBERS: Final = frozenset(["java.lang.String", "int", "long", "float", "char"])


class OperatorCalls:
    """Runs operators that are more than arithmetic."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls

    def run(self, activation: Activation, position: int, op: Op, left: Values, right: Values) -> Values | None:
        """What an operator gives for objects; None where it is one of numbers and texts."""
        if not any(isinstance(value, (Instance, Unknown, Function, Reference)) or is_empty(value) for value in left):
            return None
        results = [self._call(activation, position, op, value, right) for value in left]
        found = [values for values in results if values is not None]
        if found:
            return join(*found)
        if op.name != "+" or any(_is_plain(value) for value in (*left, *right)):
            return None
        added = tuple(value for value in right if isinstance(value, (Instance, Function, Reference, ClassLiteral)))
        if not added:
            return None
        kept = tuple(value for value in left if not is_empty(value))
        return join(kept or (unknown("java.util.List"),), elements(added))

    def contains(self, activation: Activation, position: int, op: Op, left: Values, right: Values) -> Values:
        """`key in preferences`: a call of `contains` on the right side."""
        found = operators.binary(op.name, left, right)
        if operators.truth(found) is not None:
            return found
        element, container = op.args
        call = msgspec.structs.replace(op, kind=facts.CALL, name="contains", receiver=container, args=(element,))
        asked = self.calls.call(activation, position, call)
        return operators.negate(asked) if op.name == "!in" else asked

    def _call(self, activation: Activation, position: int, op: Op, value: Value, right: Values) -> Values | None:
        cls = self.calls.reads.source_class(value)
        if cls is None or not cls.file.is_kotlin:
            return None
        declared = self.calls.tables.hierarchy.declared
        name = FUNCTIONS[op.name]
        if _is_stored(activation, position) and declared(cls, f"{name}Assign") is not None:
            self.calls.call_member(activation.node, position, value, f"{name}Assign", (right,))
            return (value,)
        if declared(cls, name) is None:
            return None
        return self.calls.call_member(activation.node, position, value, name, (right,)) or NOTHING


def _is_stored(activation: Activation, position: int) -> bool:
    """Whether the next operation stores the result: `+=` is a `+` and an assignment."""
    following = activation.ops[position + 1 : position + 2]
    return bool(following) and following[0].kind in _STORES and position in following[0].args


def _is_plain(value: Value) -> bool:
    """Whether a value is a text or a number."""
    if isinstance(value, Unknown):
        return value.type in _TEXTS_AND_NUMBERS
    return isinstance(value, Const) and value.kind in ("string", "int", "float", "char")
