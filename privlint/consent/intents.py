"""Intents that say nothing but which screen to start: they arrive as empty as that of the launcher."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Final

from privlint.consent.libraries import setter_name
from privlint.consent.values import ClassLiteral
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.libraryplans import LibraryCall

#: Operations whose value is one of their operands, and those that add nothing to an operand.
_ALIASES: Final = frozenset([facts.CAST, facts.PHI])
_LOOKS: Final = frozenset([facts.BINARY, facts.IS, facts.STORE_INDEX])


def is_bare(call: LibraryCall, screen: str, kept_by: Container[str]) -> bool:
    """Whether `call` starts a screen (qualified class) with intents that are made in its body and given nothing.

    `kept_by` are the functions of an intent that do not fill it."""
    activation = call.activation
    if not call.op.args and call.op.type_args:
        return True
    made = [position for position, op in enumerate(activation.ops) if _names(activation, op, screen)]
    return bool(made) and all(_stays_bare(activation, position, call.position, kept_by) for position in made)


def _names(activation: Activation, op: Op, screen: str) -> bool:
    """Whether an object is made with the class of the screen, or a call gets it."""
    if op.kind not in (facts.NEW, facts.CALL):
        return False
    return any(
        isinstance(value, ClassLiteral) and value.name == screen and activation.ops[arg].kind == facts.CLASSREF
        for arg in op.args
        for value in activation.of(arg)
    )


def _stays_bare(activation: Activation, made: int, start: int, kept_by: Container[str]) -> bool:
    """Follows a value through the operations of its body."""
    ops = activation.ops
    pending, seen = [made], {made}
    while pending:
        place = pending.pop()
        for user, op in enumerate(ops):
            if user == start or (op.receiver != place and place not in op.args) or op.kind in _LOOKS:
                continue
            if op.kind == facts.STORE_LOCAL:
                found = [at for at, read in enumerate(ops) if read.kind == facts.LOCAL and read.slot == op.slot]
            elif op.kind == facts.STORE_MEMBER and op.receiver == place and setter_name(op.name) in kept_by:
                found = []
            elif op.kind in _ALIASES or (op.kind == facts.CALL and _keeps(activation, op, place, kept_by)):
                found = [user]
            else:
                return False
            pending += [at for at in found if at not in seen]
            seen.update(found)
    return True


def _keeps(activation: Activation, op: Op, place: int, kept_by: Container[str]) -> bool:
    """Whether a call on an intent leaves it bare: a function that is known to, or code that calls no other one."""
    if op.receiver != place or place in op.args:
        return False
    if op.name in kept_by:
        return True
    code = [activation.ops[arg] for arg in op.args]
    return bool(code) and all(
        each.kind == facts.LAMBDA and _is_harmless(activation, each.slot, kept_by) for each in code
    )


def _is_harmless(activation: Activation, body: int, kept_by: Container[str]) -> bool:
    """Whether code that runs on an intent (`apply { … }`) does not fill it."""
    ops = activation.node.file.body(body).ops
    for op in ops:
        on_intent = op.receiver == NONE or ops[op.receiver].kind in (facts.THIS, facts.LOCAL)
        if op.kind == facts.CALL and on_intent and op.name not in kept_by:
            return False
        if op.kind in (facts.STORE_NAME, facts.STORE_MEMBER) and on_intent and setter_name(op.name) not in kept_by:
            return False
    return True
