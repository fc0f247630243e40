"""Elements of arrays and lists that code writes down once: each has its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.consent.operators import is_int
from privlint.consent.values import Function, Instance, Values
from privlint.frontend import facts

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.frontend.facts import Op
    from privlint.program.source import SourceFile

_LITERALS: Final = frozenset(("arrayOf", "listOf", "asList", "of"))
_STORES: Final = (facts.STORE_NAME, facts.STORE_MEMBER)


def listed(activation: Activation, op: Op) -> Values | None:
    """`services[1]` where a field is given one literal, and nothing else; None where that is open."""
    places = activation.of(op.args[0])
    held = activation.ops[op.receiver]
    if held.kind != facts.NAME or len(places) != 1 or not is_int(places[0]):
        return None
    values = tuple(value for value in activation.of(op.receiver) if isinstance(value, (Instance, Function)))
    if len(values) < 2 or _size(activation.node.file, held.name) != len(values):
        return None
    place = int(places[0].text)
    return values[place : place + 1] if place >= 0 else ()


def _size(file: SourceFile, name: str) -> int:
    """How many elements the only literal has that is stored under a name; 0 if there is anything else."""
    found = 0
    for index in file.bodies_with(name):
        ops = file.body(index).ops
        for op in ops:
            if op.kind == facts.STORE_INDEX and ops[op.receiver].name == name:
                return 0
            if op.kind in _STORES and op.name == name:
                made = ops[op.args[0]] if op.args else op
                if found or made.kind != facts.CALL or made.name not in _LITERALS:
                    return 0
                found = len(made.args)
    return found
