"""Whether a gate can be trusted: who writes the state that it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from privlint.consent.graph import REFUSED, Node
from privlint.consent.model import Place
from privlint.consent.operators import is_truthy
from privlint.consent.roles import Roles
from privlint.consent.traces import place_of
from privlint.consent.values import Const, Origin, Values
from privlint.frontend import facts

if TYPE_CHECKING:
    from privlint.consent.engine import Engine

Trust = Literal["trusted", "assumed", "stored default", "user action"]
#: So many places of writes are named.
_MOST_PLACES: Final = 5


class Answer(msgspec.Struct, gc=False, frozen=True):
    """What is known of the state behind a gate."""

    trust: Trust
    flag: str
    written_at: tuple[Place, ...] = ()


class Write(msgspec.Struct, gc=False):
    """One write to a flag; `says` are the meanings that the value may have."""

    node: Node
    op: int
    says: frozenset[bool]


class Flags:
    """Judges flags by two runs: `closed` tells what is written on its own, `opened` what else is written."""

    def __init__(self, closed: Engine, opened: Engine, roles: Roles) -> None:
        self._closed = closed
        self._opened = opened
        self._roles = roles
        self._words = closed.tables.vocabulary
        self._answers: dict[tuple[str, str], Answer] = {}

    def answer(self, origin: Origin) -> Answer:
        """How far the state can be trusted to say that the user agreed."""
        key = (origin.kind, origin.flag)
        if key not in self._answers:
            self._answers[key] = self._answer(origin)
        return self._answers[key]

    def _answer(self, origin: Origin) -> Answer:
        flag = origin.flag
        if origin.kind == "call":
            return Answer("trusted" if self._is_predicate(flag) else "stored default", flag)
        if origin.kind == "name" and self._words.is_gate_name(flag):
            return Answer("trusted", flag)
        polarity = self._words.polarity(last_segment(flag))
        writes = list(self._writes(self._opened, origin))
        alone = {said for write in self._writes(self._closed, origin, certain=True) for said in write.says}
        for says in (False,) if polarity is False else (True,) if polarity else (True, False):
            places = self._accepted(writes, says, polarity is None)
            if places and says not in alone:
                return Answer("trusted", flag, places)
        granting = [write for write in writes if (polarity is not False) in write.says]
        places = places_of(decision for write in granting for decision in decisions(write.node, write.op))
        return Answer("stored default" if polarity is None else "assumed", flag, places)

    def _is_predicate(self, flag: str) -> bool:
        """Whether a library call tells if the user agreed, and not only what is so on a fresh install."""
        owner, _, member = flag.partition("#")
        return owner in self._closed.tables.consent_calls.get(member, {})

    def _writes(self, engine: Engine, origin: Origin, certain: bool = False) -> Iterator[Write]:
        """Writes to a flag; `certain`: those that happen on their own, with values that are known."""
        for flag, rows in engine.flag_writes.items():
            if flag != origin.flag and (origin.kind != "name" or last_segment(flag) != origin.flag):
                continue
            for (_, op), (node, values) in rows.items():
                if not certain:
                    yield Write(node, op, says(values))
                elif node.level <= REFUSED:
                    yield Write(node, op, certainly_says(values))

    def _accepted(self, writes: Iterable[Write], says: bool, needs_subject: bool) -> tuple[Place, ...]:
        found = (self._roles.accepted(write.node, write.op, needs_subject) for write in writes if says in write.says)
        return places_of((accepted.node, accepted.op) for accepted in found if accepted is not None)


def says(values: Values) -> frozenset[bool]:
    """What a written value may say: yes, no, or both where it is not known."""
    if any(not isinstance(value, Const) for value in values) or not values:
        return frozenset((True, False))
    return frozenset(is_truthy(value) for value in values)


def certainly_says(values: Values) -> frozenset[bool]:
    """What a written value says where the code has it as a literal."""
    return frozenset(is_truthy(v) for v in values if isinstance(v, Const) and v.origin is None)


def last_segment(flag: str) -> str:
    """The name of a field; a key as it is."""
    return flag.rpartition(".")[2] or flag


def places_of(operations: Iterable[tuple[Node, int]]) -> tuple[Place, ...]:
    """Where operations stand, in the order of files and lines, not too many."""
    places = {place_of(node, op) for node, op in operations}
    return tuple(sorted(places, key=lambda place: (place.path, place.line, place.column))[:_MOST_PLACES])


def decisions(node: Node, op: int) -> list[tuple[Node, int]]:
    """Where the value that an operation writes is decided: at the call, if it is a parameter of the code around."""
    found: list[tuple[Node, int]] = []
    seen: set[tuple[int, int]] = set()
    pending = [(node, op)]
    while pending and len(seen) < _MOST_PLACES * 4:
        node, op = pending.pop()
        if (node.number, op) in seen:
            continue
        seen.add((node.number, op))
        callers = [(edge.caller, edge.op) for edge in node.edges.values() if edge.caller is not None]
        if callers and hands_on_parameter(node, op):
            pending += callers
        else:
            found.append((node, op))
    return found


def hands_on_parameter(node: Node, op: int) -> bool:
    """Whether the last argument of an operation is a parameter of the code that it stands in."""
    args = node.body.ops[op].args
    if not args or args[-1] == facts.NONE:
        return False
    value = node.body.ops[args[-1]]
    return value.kind == facts.LOCAL and value.slot in node.body.params
