"""Build constants that code looks at, and the values that would make no difference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from privlint.consent.effects import Effect, are_same, effects_of
from privlint.consent.graph import Node
from privlint.consent.model import BuildConstant

if TYPE_CHECKING:
    from privlint.consent.engine import Engine


def looked_at(engine: Engine, siblings: Iterable[dict[str, str]]) -> tuple[BuildConstant, ...]:
    """The build constants that a run has looked at. `siblings` are those of other variants, whose values are tried: an
    engine is of no other use after this."""
    own = engine.tables.build_constants
    others = list(siblings)
    found = []
    for name, places in engine.constants.items():
        values = {constants[name] for constants in others if name in constants} - {own[name]}
        nodes = [node for node in engine.nodes.values() if (node.file.path, node.body_index) in places]
        effects = [_effects(engine, node, own) for node in nodes] if values else []
        same = (
            value
            for value in sorted(values)
            if all(
                are_same(known, _effects(engine, node, {**own, name: value}))
                for node, known in zip(nodes, effects, strict=True)
            )
        )
        found.append(BuildConstant(name, own[name], tuple(same)))
    return tuple(found)


def _effects(engine: Engine, node: Node, constants: dict[str, str]) -> list[tuple[Effect, int]]:
    own, engine.tables.build_constants = engine.tables.build_constants, constants
    try:
        return effects_of(engine, node)
    finally:
        engine.tables.build_constants = own
