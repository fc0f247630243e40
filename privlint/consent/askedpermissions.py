"""Which permissions a request names, as far as its text says: in place, in a variable, or in a field."""

from __future__ import annotations

from typing import Final

from privlint.consent.conditions import operands
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body
from privlint.program.source import SourceClass, SourceFile

_DEEPEST: Final = 3


def asked_permissions(file: SourceFile, cls: SourceClass, body: int, op: int, known: frozenset[str]) -> tuple[str, ...]:
    """The permissions among what a call is made of, by their last name, in order; `known`: those that count."""
    return tuple(dict.fromkeys(name for name in _names(file, cls, file.body(body), op, _DEEPEST) if name in known))


def _names(file: SourceFile, cls: SourceClass, body: Body, op: int, depth: int) -> list[str]:
    found: list[str] = []
    for number in operands(body, op):
        item = body.ops[number]
        if item.kind in (facts.MEMBER, facts.CONST, facts.NAME):
            found.append(item.name.rpartition(".")[2])
        if depth and item.kind == facts.LOCAL:
            found += [name for at in _given(body, item.slot) for name in _names(file, cls, body, at, depth - 1)]
        elif depth and item.kind in (facts.NAME, facts.MEMBER):
            found += _of_field(file, cls, item.name, depth - 1)
    return found


def _given(body: Body, slot: int) -> list[int]:
    """What is put into a variable: by assignments, and by calls on it (`list.add(x)`)."""
    found: list[int] = []
    for item in body.ops:
        is_put = item.kind == facts.CALL and item.receiver != NONE and body.ops[item.receiver].slot == slot
        if is_put and body.ops[item.receiver].kind == facts.LOCAL:
            found += [arg for arg in item.args if arg != NONE]
        elif item.kind == facts.STORE_LOCAL and item.slot == slot:
            found += item.args
    return found


def _of_field(file: SourceFile, cls: SourceClass, name: str, depth: int) -> list[str]:
    """The same of what a field of the file is initialised with."""
    found: list[str] = []
    for owner in file.classes:
        field = owner.fields.get(name)
        if field is None or not field.has_initializer:
            continue
        for index in (owner.decl.initializer, owner.decl.static_initializer):
            body = file.body(index) if index != NONE else Body([], [])
            for item in body.ops:
                if item.kind == facts.STORE_NAME and item.name == name and item.args:
                    found += _names(file, cls, body, item.args[0], depth)
    return found
