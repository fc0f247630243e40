"""Source files of other variants that take the place of one that a run has looked at, and do the same."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from privlint.consent.effects import Effect, are_same, effects_of
from privlint.consent.graph import Node
from privlint.consent.model import Place, Twin
from privlint.consent.traces import place_of
from privlint.frontend import facts
from privlint.frontend.facts import NONE
from privlint.program.source import SourceClass, SourceFile

if TYPE_CHECKING:
    from privlint.consent.engine import Engine

_Constants = dict[tuple[str, str], tuple[str, str]]


def twins_of(engine: Engine, pairs: Iterable[tuple[str, str]]) -> tuple[Twin, ...]:
    """Of pairs of files that declare the same, the first of them run, those whose code does the same. An engine is of
    no other use after this."""
    found = (_twin(engine, path, twin) for path, twin in pairs)
    return tuple(item for item in found if item is not None)


def _twin(engine: Engine, path: str, twin: str) -> Twin | None:
    program = engine.tables.program
    mine, theirs = program.file(path), program.detached(twin)
    if mine is None or _constants(mine) != _constants(theirs):
        return None
    moves: dict[tuple[int, int], Place] = {}
    for node in [node for node in engine.nodes.values() if node.file is mine]:
        other = _counterpart(node, theirs)
        if other is None:
            return None
        known, found = effects_of(engine, node), effects_of(engine, other)
        if not are_same(known, found):
            return None
        moves.update(_moves(node, other, known, found))
    return Twin(path, twin, tuple(moves.items()))


def _constants(file: SourceFile) -> _Constants:
    """The first values of fields that are no texts: reading a compile-time constant runs nothing."""
    found: _Constants = {}
    for cls in file.classes:
        for body in (cls.decl.initializer, cls.decl.static_initializer):
            ops = file.body(body).ops if body != NONE else []
            for op in ops:
                value = ops[op.args[0]] if op.kind == facts.STORE_NAME and op.args else None
                if value is not None and value.kind == facts.CONST and value.type != "string":
                    found[cls.name, op.name] = (value.type, value.name)
    return found


def _counterpart(node: Node, file: SourceFile) -> Node | None:
    """The same invocation of the twin's code. None for lambdas and for code with parameters, whose values belong to
    variables of the file."""
    cls = next((cls for cls in file.classes if cls.name == node.cls.name), None)
    if cls is None or node.home is not None or node.body.params:
        return None
    other = copy.copy(node)
    other.file, other.cls, other.method = file, cls, None
    other.body_index = _body(node, cls)
    if node.method is not None:
        methods = cls.methods.get(node.method.decl.name, ())
        other.method = next((method for method in methods if not method.decl.params), None)
        other.body_index = other.method.decl.body if other.method is not None else NONE
    if other.body_index == NONE:
        return None
    other.body = file.body(other.body_index)
    other.keys, other.functions, other.references, other.receivers = {}, {}, {}, None
    return other


def _body(node: Node, cls: SourceClass) -> int:
    if node.body_index == node.cls.decl.static_initializer:
        return cls.decl.static_initializer
    return cls.decl.initializer if node.body_index == node.cls.decl.initializer else NONE


def _moves(
    node: Node, other: Node, known: list[tuple[Effect, int]], found: list[tuple[Effect, int]]
) -> dict[tuple[int, int], Place]:
    """Where calls and sites of one stand in the other."""
    places: dict[Effect, list[int]] = defaultdict(list)
    for effect, op in reversed(found):
        places[effect].append(op)
    return {
        (node.body.ops[op].line, node.body.ops[op].column): place_of(other, places[effect].pop())
        for effect, op in known
        if effect[0] != "write" and op >= 0
    }
