"""Operators on objects: functions of the program that an operator stands for, and containers that grow by `+`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from privlint.consent import operators
from privlint.consent.emptiness import is_empty
from privlint.consent.listed import listed
from privlint.consent.values import (
    BOOLEANS,
    NOTHING,
    ClassLiteral,
    Const,
    Function,
    Instance,
    Reference,
    Unknown,
    Value,
    Values,
    const,
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
FUNCTIONS: Final = {
    "+": "plus",
    "-": "minus",
    "*": "times",
    "/": "div",
    "%": "rem",
    "..": "rangeTo",
    "..<": "rangeUntil",
    "<": "compareTo",
    ">": "compareTo",
    "<=": "compareTo",
    ">=": "compareTo",
}
_COMPARES: Final = ("<", ">", "<=", ">=")
_STEPS: Final = {"+": "inc", "-": "dec"}
_UNARY: Final = {"!": "not", "-": "unaryMinus"}
_ONE: Final[Values] = (const("int", "1"),)
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
            return BOOLEANS if op.name in _COMPARES else join(*found)
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
        if declared(cls, name) is not None:
            return self.calls.call_member(activation.node, position, value, name, (right,)) or NOTHING
        step = _STEPS.get(op.name, "")
        if step and right == _ONE and declared(cls, step) is not None:  # `object++` is an addition of one
            return self.calls.call_member(activation.node, position, value, step, ()) or NOTHING
        return None

    def unary(self, activation: Activation, position: int, op: Op, operand: Values) -> Values | None:
        """`!object` and `-object`; None where no function of the program is meant."""
        return self._members(activation, position, operand, _UNARY.get(op.name, ""), [])

    def index(self, activation: Activation, position: int, op: Op) -> Values | None:
        """`object[key]`; None where no function of the program is meant, and no place of a list."""
        found = self._members(activation, position, activation.of(op.receiver), "get", activation.arguments(op))
        return listed(activation, op) if found is None and op.args else found

    def store_index(self, activation: Activation, position: int, op: Op) -> bool:
        """`object[key] = value`; False where no function of the program is meant."""
        holders = activation.of(op.receiver)
        return self._members(activation, position, holders, "set", activation.arguments(op)) is not None

    def element(self, activation: Activation, position: int, op: Op) -> Values | None:
        """What a loop over an object of the program takes from its iterator; None for other objects."""
        node = activation.node
        iterators = self._members(activation, position, activation.of(op.receiver), "iterator", [], of_kotlin=False)
        if iterators is None:
            return None
        self._members(activation, position, iterators, "hasNext", [], of_kotlin=False)
        taken = self._members(activation, position, iterators, "next", [], of_kotlin=False)
        return self.calls.reads.element(node, iterators) if taken is None else taken

    def _members(
        self,
        activation: Activation,
        position: int,
        values: Values,
        name: str,
        arguments: list[Values],
        of_kotlin: bool = True,
    ) -> Values | None:
        """Calls a function of those values that are objects of the program and have it; None if there are none."""
        found: list[Values] = []
        for value in values:
            cls = self.calls.reads.source_class(value) if isinstance(value, (Instance, Unknown)) else None
            if cls is None or (of_kotlin and not cls.file.is_kotlin):
                continue
            if self.calls.tables.hierarchy.declared(cls, name) is not None:
                found.append(self.calls.call_member(activation.node, position, value, name, arguments) or NOTHING)
        return join(*found) if found else None


def _is_stored(activation: Activation, position: int) -> bool:
    """Whether the next operation stores the result: `+=` is a `+` and an assignment."""
    following = activation.ops[position + 1 : position + 2]
    return bool(following) and following[0].kind in _STORES and position in following[0].args


def _is_plain(value: Value) -> bool:
    """Whether a value is a text or a number."""
    if isinstance(value, Unknown):
        return value.type in _TEXTS_AND_NUMBERS
    return isinstance(value, Const) and value.kind in ("string", "int", "float", "char")
