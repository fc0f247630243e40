"""Consent logic that does not do what it says, as the closed run shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from privlint.consent.acceptcalls import AcceptCalls, spelling_of
from privlint.consent.bypassed import Bypassed
from privlint.consent.conditions import Replays
from privlint.consent.gatepaths import ancestors
from privlint.consent.graph import AUTOMATIC, REFUSED, TRIGGERS, Node
from privlint.consent.ineffective import Ineffective
from privlint.consent.model import GateDefect
from privlint.consent.operators import is_truthy
from privlint.consent.roles import Roles
from privlint.consent.ticked import TickedBoxes
from privlint.consent.traces import LevelTraces, place_of, source_text
from privlint.consent.trust import certainly_says, decisions, last_segment
from privlint.consent.values import Const
from privlint.frontend import facts

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.sources import Sources

#: How a dialog is told whether it can be closed without an answer.
_CANCELABLE: Final = frozenset(["setCancelable", "isCancelable", "cancelable"])


def defects(engine: Engine, sources: Sources) -> tuple[GateDefect, ...]:
    """Flags that are set without asking, and checks that hold nothing back, in the order of their places."""
    traces = LevelTraces(engine)
    ineffective = Ineffective(engine, sources, traces)
    found = [
        *_Forgeries(engine, sources, traces).defects(),
        *ineffective.defects(),
        *Bypassed(ineffective).defects(),
        *TickedBoxes(engine, sources, traces).defects(),
    ]
    distinct = {(item.place.path, item.place.line, item.place.column, item.kind, item.flag): item for item in found}
    return tuple(distinct[key] for key in sorted(distinct))


class _Forgeries:
    """Writes that say that the user agreed, in code that runs without asking, or because he refused."""

    def __init__(self, engine: Engine, sources: Sources, traces: LevelTraces) -> None:
        self._engine = engine
        self._sources = sources
        self._traces = traces
        self._words = engine.tables.vocabulary
        self._accept_calls = AcceptCalls(engine.tables)
        self._replays = Replays(engine)
        self._roles = Roles(engine)

    def defects(self) -> Iterator[GateDefect]:
        """One for each place where a forged value is decided."""
        for flag, rows in self._engine.flag_writes.items():
            polarity = self._words.polarity(last_segment(flag))
            for (_, op), (node, values) in rows.items():
                for says in sorted(certainly_says(values)) if node.level <= REFUSED else ():
                    if self._is_candidate(node, op, polarity, says):
                        yield from self._of_write(flag, polarity, node, op, says)

    def _is_candidate(self, node: Node, op: int, polarity: bool | None, says: bool) -> bool:
        """Whether a write may say yes. Of flags whose names do not say so (`needShowPrivacy`, `uminit`) only stored
        ones count: a field is most often the state of a dialog. Not to be asked again after a refusal is no consent."""
        if polarity:
            return says
        is_stored = node.level == AUTOMATIC and node.body.ops[op].name in self._engine.tables.stores
        return is_stored and not (polarity is False and says)

    def _of_write(self, flag: str, polarity: bool | None, node: Node, op: int, says: bool) -> Iterator[GateDefect]:
        for decider, decided in decisions(node, op):
            if not self._traces.reach(decider, REFUSED) or not self._may_say(decider, decided, says):
                continue
            if decider.level == REFUSED and self._closes_with_an_answer(decider):
                continue
            if polarity is not None or self._is_answer(decider, decided):
                yield self._defect(flag, decider, decided)

    def _closes_with_an_answer(self, node: Node) -> bool:
        """Whether code runs only when dialogs go away that nothing but their buttons closes."""
        steps = [edge for other in ancestors([node]) if other.level == REFUSED for edge in other.edges.values()]
        starts = [edge for edge in steps if self._roles.begins(edge) and edge.level == REFUSED]
        return bool(starts) and all(
            self._roles.of(edge) == "dismiss" and edge.caller is not None and _stays(edge.caller) for edge in starts
        )

    def _is_answer(self, node: Node, op: int) -> bool:
        """Whether code that runs when the user agrees does the same: then the flag is his answer, whatever its name."""
        spelling = spelling_of(node.file, node.body, op)
        return node.level == AUTOMATIC and spelling is not None and self._accept_calls.has(spelling)

    def _may_say(self, node: Node, op: int, says: bool) -> bool:
        """Whether the value at an operation is the one that is looked for: literals tell. What is yes or no by a
        condition that nobody knows is decided elsewhere."""
        args = node.body.ops[op].args
        value = node.body.ops[args[-1]] if args and args[-1] != facts.NONE else None
        if value is None:
            return True
        if value.kind != facts.CONST:
            return certainly_says(self._replays.of(node).values[args[-1]]) != {True, False}
        return is_truthy(Const(value.type, value.name, None)) is says

    def _defect(self, flag: str, node: Node, op: int) -> GateDefect:
        place = place_of(node, op)
        trace = self._traces.hops(node, op)
        return GateDefect("forged", place, source_text(self._sources, place), flag, TRIGGERS[node.level], trace)


def _stays(node: Node) -> bool:
    """Whether code makes a dialog that cannot be closed but by its buttons: `setCancelable(false)`."""
    ops = node.body.ops
    return any(
        op.name in _CANCELABLE and op.args and op.args[-1] != facts.NONE and ops[op.args[-1]].name == "false"
        for op in ops
    )
