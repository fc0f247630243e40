"""Build constants that code looks at, and the values that would make no difference."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from privlint.consent.graph import Key, Node
from privlint.consent.model import BuildConstant
from privlint.consent.values import Const, Instance, Value, Values

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.program.source import SourceFile

_Effects = Counter[tuple[object, ...]]


class Recorder:
    """What an invocation does to state and to other code. Texts are not told apart."""

    def __init__(self) -> None:
        self.effects: _Effects = Counter()

    def write(self, key: Key, values: Values) -> None:
        """State is written."""
        self.effects["write", key, _masked(values)] += 1

    def call(
        self, file: SourceFile, body: int, this: Instance | None, level: int, arguments: Sequence[Values | None]
    ) -> None:
        """Code is run."""
        given = tuple(None if values is None else _masked(values) for values in arguments)
        self.effects["call", file.base + body, this, level, given] += 1


def looked_at(engine: Engine, siblings: Iterable[dict[str, str]]) -> tuple[BuildConstant, ...]:
    """The build constants that a run has looked at. `siblings` are those of other variants, whose values are tried: an
    engine is of no other use after this."""
    own = engine.tables.build_constants
    others = list(siblings)
    found = []
    for name, places in engine.constants.items():
        values = {constants[name] for constants in others if name in constants} - {own[name]}
        nodes = (
            [node for node in engine.nodes.values() if (node.file.path, node.body_index) in places] if values else ()
        )
        effects = [_effects(engine, node, own) for node in nodes]
        same = (
            value
            for value in sorted(values)
            if all(
                _effects(engine, node, {**own, name: value}) == known
                for node, known in zip(nodes, effects, strict=True)
            )
        )
        found.append(BuildConstant(name, own[name], tuple(same)))
    return tuple(found)


def _effects(engine: Engine, node: Node, constants: dict[str, str]) -> _Effects:
    """What an invocation does when it runs on all that is known, with other constants."""
    again = copy.copy(node)
    again.sites = {}
    own, engine.tables.build_constants = engine.tables.build_constants, constants
    engine.recorder = recorder = Recorder()
    try:
        engine.interpreter.run(again)
    finally:
        engine.recorder = None
        engine.tables.build_constants = own
    return recorder.effects + Counter(("site", name) for _, name in again.sites)


def _masked(values: Values) -> tuple[Value | str, ...]:
    return tuple("text" if isinstance(value, Const) and value.kind == "string" else value for value in values)
