"""Checks that ask, but do not wait for the answer: the code below goes on, or the flag says only that it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from privlint.consent.conditions import origins
from privlint.consent.gatepaths import ancestors
from privlint.consent.graph import AUTOMATIC, Node
from privlint.consent.guarded import COLLECTING, SERIOUS, asks, guards_collection, is_behind
from privlint.consent.model import GateDefect
from privlint.consent.operators import can_be, truth
from privlint.consent.sitematching import switches_off
from privlint.consent.trust import certainly_says, last_segment
from privlint.frontend import facts
from privlint.frontend.facts import NONE
from privlint.knowledge.model import Site

if TYPE_CHECKING:
    from privlint.consent.ineffective import Ineffective

#: Leaving a screen ends nothing by itself: the method that calls it goes on.
_LEAVING: Final = ("finish", "finishAffinity", "finishAndRemoveTask")


class Bypassed:
    """Looks at the conditions in code that runs on its own."""

    def __init__(self, found: Ineffective) -> None:
        self._found = found
        self._engine = found.engine
        self._words = found.words
        self._collecting = [node for node in found.automatic if any(_collects(site) for site in node.sites.values())]
        self._leading = {node.number for node in ancestors(self._collecting)}

    def defects(self) -> Iterator[GateDefect]:
        """All that are found."""
        for node in self._found.automatic if self._collecting else ():
            if node.body.guards:
                yield from self._bypassed(node)
                yield from self._opened(node)

    # The code below goes on

    def _bypassed(self, node: Node) -> Iterator[GateDefect]:
        for guard, row in enumerate(node.body.guards):
            values = self._found.replays.of(node).values[row.op]
            if truth(values) is not row.positive or not all(map(self._found.is_refusal, values)):
                continue
            if (asks(node, guard) or _leaves(node, guard)) and self._goes_on(node, guard):
                yield self._found.defect("bypassed", node, row.op, origins(values)[0].flag)

    def _goes_on(self, node: Node, guard: int) -> bool:
        """Whether code behind a check, in its method or in the one that calls it, collects all the same."""
        start = max(number for number in range(len(node.body.ops)) if is_behind(node, number, guard))
        if self._collects_after(node, start, guard):
            return True
        callers = [edge for edge in node.edges.values() if edge.level == AUTOMATIC and not edge.note]
        return any(self._collects_after(edge.caller, edge.op, NONE) for edge in callers if edge.caller is not None)

    def _collects_after(self, node: Node, start: int, guard: int) -> bool:
        """Whether code after an operation, and not behind the guard, collects."""
        found = [op for (op, _), site in node.sites.items() if _collects(site) and not switches_off(node.body, op)]
        found += [edge.op for edge in node.outgoing.values() if edge.callee.number in self._leading and not edge.note]
        return any(op > start and not is_behind(node, op, guard) for op in found)

    # The flag says only that it was asked, or is set without asking

    def _opened(self, node: Node) -> Iterator[GateDefect]:
        for guard, row in enumerate(node.body.guards):
            values = self._found.replays.of(node).values[row.op]
            passes, holds = (can_be(values, wanted, False) for wanted in (row.positive, not row.positive))
            if not (passes and holds and guards_collection(node, guard, self._leading)):
                continue
            for origin in origins(values):
                name = last_segment(origin.flag)
                is_asked = self._words.is_asked(name)
                if (is_asked or self._words.polarity(name) is not None) and self._is_set_alone(origin.flag):
                    yield self._found.defect("asked" if is_asked else "self-set", node, row.op, origin.flag)
                    break

    def _is_set_alone(self, flag: str) -> bool:
        """Whether code that runs by itself sets a flag."""
        rows = self._engine.flag_writes.get(flag, {}).values()
        return any(node.level == AUTOMATIC and certainly_says(values) for node, values in rows)


def _collects(site: Site) -> bool:
    return site.kind in COLLECTING and site.worth in SERIOUS


def _leaves(node: Node, guard: int) -> bool:
    """Whether code behind a guard closes the screen."""
    return any(
        op.kind == facts.CALL and op.name in _LEAVING and is_behind(node, number, guard)
        for number, op in enumerate(node.body.ops)
    )
