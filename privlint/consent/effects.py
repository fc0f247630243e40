"""What invocations do to state and to other code, noted and not done: whether a change in them makes a difference."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from privlint.consent.graph import Key, Node
from privlint.consent.values import Const, Instance, Value, Values

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.program.source import SourceFile

#: A write, a call or a site, and the operation that has it. Texts are not told apart.
Effect = tuple[object, ...]


class Recorder:
    """Takes the place of the graph and the state while an invocation runs."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self.effects: list[tuple[Effect, int]] = []

    def write(self, key: Key, values: Values) -> None:
        """State is written. Variables of the invocation itself are nobody else's business."""
        if key[0] != "local" or key[-1] != self._node.number:
            self.effects.append((("write", key, _masked(values)), self._node.position))

    def call(
        self, op: int, file: SourceFile, body: int, this: Instance | None, level: int, given: Sequence[Values | None]
    ) -> None:
        """Code is run."""
        arguments = tuple(None if values is None else _masked(values) for values in given)
        self.effects.append((("call", file.base + body, this, level, arguments), op))


def effects_of(engine: Engine, node: Node) -> list[tuple[Effect, int]]:
    """What an invocation does when it runs on all that is known."""
    again = copy.copy(node)
    again.sites = {}
    engine.recorder = recorder = Recorder(again)
    try:
        engine.interpreter.run(again)
    finally:
        engine.recorder = None
    return recorder.effects + [(("site", name), op) for op, name in again.sites]


def are_same(left: list[tuple[Effect, int]], right: list[tuple[Effect, int]]) -> bool:
    """Whether two runs do the same, in whatever order."""
    return Counter(effect for effect, _ in left) == Counter(effect for effect, _ in right)


def _masked(values: Values) -> tuple[Value | str, ...]:
    return tuple("text" if isinstance(value, Const) and value.kind == "string" else value for value in values)
