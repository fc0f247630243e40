"""Screens that close themselves while they are made: the platform never shows them, so what comes after does not run.

Whether a screen always closes itself is told from the run of its first method, and asked again when all else has
settled: something that runs by itself may have changed the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from privlint.consent import operators
from privlint.consent.graph import Node
from privlint.consent.values import Instance
from privlint.frontend import facts
from privlint.frontend.facts import NONE

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.engine import Engine
    from privlint.knowledge.model import Lifecycle

#: Functions of the screen's own that may close it, one inside of the other.
_DEEPEST: Final = 4


class Endings:
    """Holds back what comes after a method in which a screen closes itself."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._waiting: dict[tuple[Node | None, Instance, int], tuple[Lifecycle, int, Callable[[], None]]] = {}

    def after(
        self, node: Node | None, instance: Instance, lifecycle: Lifecycle, level: int, proceed: Callable[[], None]
    ) -> None:
        """Runs the later methods of a screen that `node` (None: the platform) has started, unless it closes itself."""
        if self._closes(node, instance, lifecycle):
            self._waiting[node, instance, level] = lifecycle, self.engine.entry_level, proceed
        else:
            proceed()

    def settle(self) -> bool:
        """Goes on with screens that stay open after all; False if there is none."""
        found = [key for key, row in self._waiting.items() if not self._closes(key[0], key[1], row[0])]
        for key in found:
            _, self.engine.entry_level, proceed = self._waiting.pop(key)
            proceed()
        return bool(found)

    def _closes(self, node: Node | None, instance: Instance, lifecycle: Lifecycle) -> bool:
        if self.engine.is_open:
            return False
        edges = self.engine.roots if node is None else list(node.outgoing.values())
        first = (
            edge.callee
            for edge in edges
            if edge.callee.this is instance and edge.callee.method is not None
            and edge.callee.method.decl.name == lifecycle.opens
        )  # fmt: skip
        return any(self._ends_in(opened, lifecycle.closed_by, _DEEPEST) for opened in first)

    def _ends_in(self, node: Node, names: tuple[str, ...], depth: int) -> bool:
        """Whether an invocation surely calls one of these functions of its object, itself or through others."""
        activation = self.engine.last_run(node)
        if activation is None:
            return False
        sure = {at for at, op in enumerate(activation.ops) if op.kind == facts.CALL and _is_sure(activation, at)}
        if any(_is_own(activation, at) and activation.ops[at].name in names for at in sure):
            return True
        inner = (
            edge.callee
            for (position, _), edge in node.outgoing.items()
            if position in sure and not edge.note and edge.callee.this is node.this and edge.callee.home is None
        )
        return depth > 1 and any(self._ends_in(callee, names, depth - 1) for callee in inner)


def _is_own(activation: Activation, position: int) -> bool:
    """Whether a function is called on the object itself."""
    receiver = activation.ops[position].receiver
    return receiver == NONE or activation.ops[receiver].kind in (facts.THIS, facts.SUPER)


def _is_sure(activation: Activation, position: int) -> bool:
    """Whether an operation has run, and the conditions around it cannot be otherwise."""
    if not activation.has_run[position]:
        return False
    guard = activation.ops[position].guard
    while guard != NONE:
        row = activation.node.body.guards[guard]
        values = activation.values[row.op]
        if not values or operators.can_be(values, not row.positive, False):
            return False
        guard = row.parent
    return True
