"""Consent logic that does not do what it says, as the closed run shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from privlint.consent.acceptcalls import AcceptCalls, spelling_of
from privlint.consent.conditions import expression_text
from privlint.consent.graph import AUTOMATIC, REFUSED, TRIGGERS, USER, Node
from privlint.consent.ineffective import Ineffective
from privlint.consent.model import GateDefect
from privlint.consent.traces import Traces, hops_of, place_of
from privlint.consent.trust import certainly_says, hands_on_parameter, last_segment
from privlint.frontend import facts
from privlint.knowledge.model import Trigger

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.sources import Sources


def defects(engine: Engine, sources: Sources) -> tuple[GateDefect, ...]:
    """Flags that are set without asking, and checks that hold nothing back, in the order of their places."""
    found = [*_Forgeries(engine, sources).defects(), *Ineffective(engine, sources).defects()]
    distinct = {(item.kind, item.place, item.flag): item for item in found}
    return tuple(distinct[key] for key in sorted(distinct, key=lambda key: (key[1].path, key[1].line, key[1].column)))


class _Forgeries:
    """Writes that say that the user agreed, in code that runs without asking, or because he refused."""

    def __init__(self, engine: Engine, sources: Sources) -> None:
        self._engine = engine
        self._sources = sources
        self._words = engine.tables.vocabulary
        self._accept_calls = AcceptCalls(engine.tables)
        self._traces: dict[int, Traces] = {}

    def defects(self) -> Iterator[GateDefect]:
        """One for each place where a forged value is decided."""
        for flag, rows in self._engine.flag_writes.items():
            polarity = self._words.polarity(last_segment(flag))
            for (_, op), (node, values) in list(rows.items()):
                if node.level > REFUSED:
                    continue
                said = certainly_says(values)
                if said and (self._is_forged(node, op, polarity, said) if polarity is not None else self._is_answer(node, op)):
                    yield self._defect(node, op, flag)

    def _is_forged(self, node: Node, op: int, polarity: bool, said: frozenset[bool]) -> bool:
        """A flag whose name speaks of consent. Of inverted ones (`needShowPrivacy`) only stored ones count: a field of
        such a name is most often the state of a dialog. That a refusal is not asked about again is no consent."""
        if polarity:
            return True in said
        return False in said and node.level == AUTOMATIC and node.body.ops[op].kind == facts.CALL

    def _is_answer(self, node: Node, op: int) -> bool:
        """A flag of any other name: the same write stands in code that runs when the user agrees."""
        if node.level != AUTOMATIC:
            return False
        steps = [(node, op), *((edge.caller, edge.op) for edge in self._path(node)[::-1] if edge.caller is not None)]
        for node, op in steps:
            spelling = spelling_of(node.file, node.body, op)
            if spelling is not None:
                return self._accept_calls.has(spelling)
            if not hands_on_parameter(node, op):
                return False
        return False
