"""Consent checks that hold nothing back: they pass always, or by default, or only while the user has not agreed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from privlint.consent.comments import commented_names
from privlint.consent.conditions import Replays, guards_of, names_in, origins, texts_in
from privlint.consent.gatepaths import ancestors
from privlint.consent.graph import AUTOMATIC, TRIGGERS, Node
from privlint.consent.guarded import asks, collects, guards_collection, is_behind
from privlint.consent.model import GateDefect
from privlint.consent.operators import truth
from privlint.consent.sitematching import switches_off
from privlint.consent.traces import LevelTraces, place_of, source_text
from privlint.consent.trust import last_segment
from privlint.consent.values import Const, Origin, Value, Values, join
from privlint.frontend import facts
from privlint.frontend.facts import NONE

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.knowledge.model import Site
    from privlint.program.source import SourceFile
    from privlint.sources import Sources

#: Calls on the way from an inverted check to the call that starts an SDK.
_NEAR: Final = 3
_Kind = Literal["constant", "inverted", "default", "bypassed", "asked", "self-set"]


class Ineffective:
    """Looks at the conditions in code that runs on its own."""

    def __init__(self, engine: Engine, sources: Sources, traces: LevelTraces) -> None:
        self.engine = engine
        self._sources = sources
        self._traces = traces
        self.words = engine.tables.vocabulary
        self.replays = Replays(engine)
        self._spelled: dict[int, dict[int, str]] = {}
        self._reads: dict[int, list[int]] = {}
        self.automatic = [node for node in engine.nodes.values() if traces.reach(node, AUTOMATIC)]

    def defects(self) -> Iterator[GateDefect]:
        """All that are found."""
        yield from self._constant()
        yield from self._inverted()
        yield from self._default()

    # Checks that always pass

    def _constant(self) -> Iterator[GateDefect]:
        candidates: dict[tuple[int, int], list[Node]] = {}
        for node in self.automatic:
            for guard in self._spelled_guards(node):
                candidates.setdefault((node.file.base + node.body_index, guard), []).append(node)
        leading = {node.number for node in ancestors(n for n in self.automatic if collects(n))} if candidates else set()
        for (_, guard), nodes in candidates.items():
            if all(self._always_passes(node, guard) for node in nodes):
                guarding = [node for node in nodes if guards_collection(node, guard, leading)]
                if guarding:
                    flag = self._spelled_guards(guarding[0])[guard]
                    yield self.defect("constant", guarding[0], guarding[0].body.guards[guard].op, flag)

    def _spelled_guards(self, node: Node) -> dict[int, str]:
        """The guards of a body that are spelled like consent, with the name that is."""
        key = node.file.base + node.body_index
        found = self._spelled.get(key)
        if found is None:
            found = self._spelled[key] = {}
            for guard, row in enumerate(node.body.guards):
                if node.body.ops[row.op].kind == facts.UNARY:
                    continue  # waiting for a value is no check
                names = [*names_in(node.file, node.body, row.op), *texts_in(node.body, row.op)]
                if node.body.ops[row.op].kind == facts.CONST:
                    names += commented_names(self._sources, node.file.path, node.body.ops[row.op].line)
                name = next((name for name in names if self.words.polarity(name) is not None), "")
                if name:
                    found[guard] = name
        return found

    def _always_passes(self, node: Node, guard: int) -> bool:
        row = node.body.guards[guard]
        values = self.replays.of(node).values[row.op]
        return truth(values) is row.positive and all(self._never_changes(origin) for origin in origins(values))

    def _never_changes(self, origin: Origin) -> bool:
        """Whether a condition stands for a field that keeps its first value."""
        if origin.kind != "field" or origin.flag in self.engine.flag_writes:
            return False
        name = last_segment(origin.flag)
        return not any(
            op.kind in (facts.STORE_NAME, facts.STORE_MEMBER) and op.name == name
            for file in self.engine.tables.program.files_with(name)
            for index in file.bodies_with(name)
            if not _is_initializer(file, index)
            for op in file.body(index).ops
        )

    # Checks that pass only while the user has not agreed

    def _inverted(self) -> Iterator[GateDefect]:
        for node in self.automatic:
            for (op, _), site in list(node.sites.items()):
                if site.kind in ("start", "api", "collect") and not switches_off(node.body, op):
                    yield from self._above(node, op, site)

    def _above(self, node: Node, op: int, site: Site) -> Iterator[GateDefect]:
        """Inverted checks around a site, or around the calls that lead to where an SDK is started."""
        current: tuple[Node, int] = (node, op)
        for _ in range(_NEAR if site.kind == "start" else 1):
            guard = self._inverted_guard(*current)
            if guard is not None:
                flag = origins(self.replays.of(current[0]).values[current[0].body.guards[guard].op])[0].flag
                yield self.defect("inverted", current[0], current[0].body.guards[guard].op, flag)
                return
            callers = [
                edge for edge in current[0].edges.values() if edge.caller is not None and edge.level == AUTOMATIC
            ]
            if len(callers) != 1 or len(current[0].edges) != 1 or callers[0].note or callers[0].caller is None:
                return  # called in another way, too, or later
            current = (callers[0].caller, callers[0].op)

    def _inverted_guard(self, node: Node, op: int) -> int | None:
        for guard in guards_of(node.body, op):
            row = node.body.guards[guard]
            values = self.replays.of(node).values[row.op]
            if truth(values) is not row.positive or not all(self.is_refusal(value) for value in values):
                continue
            if not asks(node, guard) and not _has_twin(node, op, guard):
                return guard
        return None

    def is_refusal(self, value: Value) -> bool:
        """Whether a condition has a value only because the user has not agreed."""
        origin = value.origin if isinstance(value, Const) else None
        if origin is None or (origin.kind, origin.flag) in self._given:
            return False
        if origin.kind == "call":
            owner, _, member = origin.flag.partition("#")
            return owner in self.engine.tables.consent_calls.get(member, {})
        return self.words.polarity(last_segment(origin.flag)) is not None

    # Checks that pass by default

    def _default(self) -> Iterator[GateDefect]:
        asked = self._guarding() if self._opt_outs else set()
        for node, op, flag in self._opt_outs:
            if flag in asked:
                yield self.defect("default", node, op, flag)

    @cached_property
    def _given(self) -> set[tuple[str, str]]:
        """Flags that stand for consent before anybody was asked: stored ones by their default, fields by their first
        value."""
        found = {("store", flag) for _, _, flag in self._opt_outs}
        for node in self.automatic:
            for key in (key for key in node.cls.fields if self.words.polarity(key) is not None):
                values = self._written(node.cls.name, key)
                if any(self._says_yes(value, key) for value in values):
                    found |= {(kind, f"{node.cls.display}.{key}") for kind in ("field", "state")}
        return found

    def _written(self, owner: str, name: str) -> Values:
        """What was written to a field, of whatever object."""
        heap = self.engine.heap
        return join(*(heap.peek(key) or () for key in (("field", owner, name), ("any", "field", owner, name))))

    @cached_property
    def _opt_outs(self) -> list[tuple[Node, int, str]]:
        """Reads of stored flags whose names speak of consent, with a literal default that means yes."""
        found: list[tuple[Node, int, str]] = []
        for node in self.automatic:
            for op in self._reads_with_default(node):
                for value in self.replays.of(node).values[op]:
                    origin = value.origin if isinstance(value, Const) else None
                    if origin is not None and origin.kind == "store" and self._says_yes(value, origin.flag):
                        found.append((node, op, origin.flag))
        return found

    def _reads_with_default(self, node: Node) -> list[int]:
        key = node.file.base + node.body_index
        found = self._reads.get(key)
        if found is None:
            stores, ops = self.engine.tables.stores, node.body.ops
            found = self._reads[key] = [
                number
                for number, op in enumerate(ops)
                if op.kind == facts.CALL and op.name in stores
                if any(arg != NONE and ops[arg].kind == facts.CONST and ops[arg].type == "bool" for arg in op.args)
            ]
        return found

    def _says_yes(self, value: Value, flag: str) -> bool:
        polarity = self.words.polarity(flag)
        if polarity is None or not isinstance(value, Const) or value.kind != "bool":
            return False
        return (value.text == "true") is polarity

    def _guarding(self) -> set[str]:
        """The flags that conditions of running code depend on."""
        found: set[str] = set()
        for node in self.automatic:
            if node.body.guards:
                values = self.replays.of(node).values
                found.update(o.flag for row in node.body.guards for o in origins(values[row.op]))
        return found

    def defect(self, kind: _Kind, node: Node, op: int, flag: str) -> GateDefect:
        """A defect at an operation of code that runs by itself."""
        place = place_of(node, op)
        text = source_text(self._sources, place)
        trace = self._traces.hops(node, op)
        return GateDefect(kind, place, text, flag, TRIGGERS[node.level], trace)


def _is_initializer(file: SourceFile, body: int) -> bool:
    return any(body in (cls.decl.initializer, cls.decl.static_initializer) for cls in file.classes)


def _has_twin(node: Node, op: int, guard: int) -> bool:
    """Whether the same is called on the other side of a check: then it does not decide about it."""
    item = node.body.ops[op]
    return any(
        other.kind == item.kind and other.name == item.name and not is_behind(node, number, guard)
        for number, other in enumerate(node.body.ops)
    )
