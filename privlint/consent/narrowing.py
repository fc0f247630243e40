"""What a condition says about values in the code behind it: `if (last != current) upgrade(last)`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from privlint.consent import operators
from privlint.consent.values import Const, Instance, Unknown, Value, Values, unknown
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.tables import Tables


#: What a read or a getter gives for one object: the number of the operation, the object.
Part = Callable[[int, Value], Values]


def narrowed(tables: Tables, part: Part, activation: Activation, position: int, op: Op, values: Values) -> Values:
    """The values that `op` can still have where it stands."""
    body = activation.node.body
    guard = op.guard
    while guard != NONE and (len(values) > 1 or _is_open_local(op, values)):
        row = body.guards[guard]
        if row.positive:
            values = _as_stored(values, activation.values[row.op])
        condition = body.ops[row.op]
        if op.kind == facts.LOCAL and condition.kind == facts.BINARY and len(condition.args) == 2:
            values = _as_compared(activation, position, condition, row.positive, values)
        if op.kind == facts.LOCAL and len(values) > 1 and all(map(_is_of_enum, values)):
            values = _as_told_apart(part, activation, position, condition, row.positive, values)
        if row.positive and _is_open_local(op, values):
            values = _as_equal(activation, position, condition, values)
        if condition.kind == facts.IS and row.positive != (condition.name == "!") and _is_open_local(op, values):
            values = _as_asked(tables, activation, position, condition, values)
        guard = row.parent
    return values


def _is_open_local(op: Op, values: Values) -> bool:
    return op.kind == facts.LOCAL and len(values) == 1 and isinstance(values[0], Unknown)


def _as_equal(activation: Activation, position: int, condition: Op, values: Values) -> Values:
    """A variable nobody knows that is equal to a text (`key.equals("agreed")`, `"agreed" == key`) is that text."""
    if condition.kind == facts.BINARY and condition.name == "==":
        sides = condition.args
    elif condition.kind == facts.CALL and condition.name == "equals":
        sides = (condition.receiver, *condition.args)
    else:
        return values
    slot = activation.ops[position].slot
    mine = next((side for side in sides[-2:] if _reads(activation, side, slot)), NONE)
    if len(sides) < 2 or mine == NONE or not _is_same(activation, slot, mine, position):
        return values
    others = [value for side in sides[-2:] if side not in (mine, NONE) for value in activation.of(side)]
    return tuple(others) if others and all(_is_text(value) for value in others) else values


def _as_asked(tables: Tables, activation: Activation, position: int, condition: Op, values: Values) -> Values:
    """A variable nobody knows that was found to be of a type of the program, where a member of that type is asked of
    it: `if (page is Page) page.begin()`."""
    slot = activation.ops[position].slot
    if not _reads(activation, condition.receiver, slot):
        return values
    node = activation.node
    cls = tables.program.classes.get(tables.names.resolve(node.file, node.cls, condition.type))
    if cls is None or not _is_same(activation, slot, condition.receiver, position):
        return values
    asked = [op.name for op in activation.ops[position + 1 :] if op.receiver == position]
    return (unknown(cls.name),) if any(tables.hierarchy.declared(cls, name) for name in asked) else values


def _is_text(value: Value) -> bool:
    return isinstance(value, Const) and value.kind == "string"


def _as_stored(values: Values, condition: Values) -> Values:
    """Where a flag was found to be stored (`if (prefs.contains(key))`), reading it does not give the default."""
    stored = {key for value in condition if getattr(value, "text", "") == "false" and (key := _default_of(value))}
    return tuple(value for value in values if _default_of(value) not in stored) or values if stored else values


def _default_of(value: Value) -> str:
    """The key whose default a value is, "" if it is none."""
    origin = value.origin if isinstance(value, Const) else None
    return origin.flag if origin is not None and origin.kind == "store" else ""


def _as_compared(activation: Activation, position: int, condition: Op, positive: bool, values: Values) -> Values:
    """The values with which a comparison comes out right. A variable that is assigned in between keeps all."""
    slot = activation.ops[position].slot
    mine = next((place for place, arg in enumerate(condition.args) if _reads(activation, arg, slot)), NONE)
    if mine == NONE or not _is_same(activation, slot, condition.args[mine], position):
        return values
    others = activation.of(condition.args[1 - mine])
    return tuple(v for v in values if _truth(condition.name, (v,), others, mine) in (None, positive))


def _is_of_enum(value: Value) -> bool:
    made_of = value.made_of[0] if isinstance(value, Instance) and value.made_of else value
    return isinstance(made_of, Const) and made_of.kind == "enum"


def _as_told_apart(
    part: Part, activation: Activation, position: int, condition: Op, positive: bool, values: Values
) -> Values:
    """Constants of an enum of which a part compares as it was found to: `if (each.code == code) return each;`"""
    name, sides = condition.name, condition.args
    if condition.kind == facts.CALL and name == "equals":
        name, sides = "==", (condition.receiver, *sides)
    elif condition.kind != facts.BINARY:
        return values
    slot = activation.ops[position].slot
    mine = next((place for place, side in enumerate(sides) if _asks(activation, side, slot)), NONE)
    if (
        len(sides) != 2
        or mine == NONE
        or not _is_same(activation, slot, activation.ops[sides[mine]].receiver, position)
    ):
        return values
    others = activation.of(sides[1 - mine])
    parts = [(value, part(sides[mine], value)) for value in values]
    return tuple(value for value, own in parts if own and _truth(name, own, others, mine) in (None, positive))


def _asks(activation: Activation, operand: int, slot: int) -> bool:
    """Whether an operand is a part of a variable: `each.code`, `each.getCode()`."""
    if operand == NONE:
        return False
    op = activation.ops[operand]
    return op.kind in (facts.MEMBER, facts.CALL) and not op.args and _reads(activation, op.receiver, slot)


def _reads(activation: Activation, operand: int, slot: int) -> bool:
    if operand == NONE:
        return False
    op = activation.ops[operand]
    return op.kind == facts.LOCAL and op.slot == slot


def _truth(operator: str, mine: Values, others: Values, place: int) -> bool | None:
    """What the comparison gives for one value, None if that is open."""
    pair = (mine, others) if place == 0 else (others, mine)
    found = operators.binary(operator, *pair)
    return operators.truth(found) if found else None


def _is_same(activation: Activation, slot: int, first: int, second: int) -> bool:
    """Whether two reads of a variable see the same: it is assigned once, or not between them."""
    stores = [at for at, op in enumerate(activation.ops) if op.kind == facts.STORE_LOCAL and op.slot == slot]
    if len(stores) <= 1:
        return True
    reads = activation.node.definitions.reads
    is_known = first in reads and reads[first] == reads.get(second)
    return is_known and not any(first < store < second for store in stores)
