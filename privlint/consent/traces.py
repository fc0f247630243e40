"""Shortest call paths through the graph, as people read them."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from privlint.consent.failures import Failures
from privlint.consent.graph import AUTOMATIC, TRIGGERS, Edge, Node
from privlint.consent.model import Confidence, Place
from privlint.findings import Hop
from privlint.knowledge.model import Site, Trigger

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.sources import Sources

_LONGEST_CALL = 200


class Traces:
    """Paths from the entry points to every invocation that runs on a trigger, or on a surer one. A step after a failure
    is a doubt; with `without_failures` there is none on the way."""

    def __init__(
        self, engine: Engine, level: int, roots: Sequence[Edge] | None = None, without_failures: bool = False
    ) -> None:
        self.failures = Failures(engine.tables)
        self._best: dict[int, tuple[int, int, Edge]] = {}
        heap: list[tuple[int, int, int, Edge]] = []
        count = 0
        for edge in engine.roots if roots is None else roots:
            if edge.level <= level:
                heap.append((edge.penalty, 0, count, edge))
                count += 1
        heapq.heapify(heap)
        while heap:
            penalty, length, _, edge = heapq.heappop(heap)
            node = edge.callee
            if node.number in self._best:
                continue
            self._best[node.number] = (penalty, length, edge)
            for following in node.outgoing.values():
                if following.level <= level and following.callee.number not in self._best:
                    is_failure = self.failures.leads(following)
                    if is_failure and without_failures:
                        continue
                    count += 1
                    doubts = penalty + following.penalty + is_failure
                    heapq.heappush(heap, (doubts, length + 1, count, following))

    def reaches(self, node: Node) -> bool:
        """Whether there is a path."""
        return node.number in self._best

    def cost(self, node: Node) -> tuple[int, int]:
        """Doubts and length of the path."""
        penalty, length, _ = self._best[node.number]
        return penalty, length

    def path(self, node: Node) -> list[Edge]:
        """The edges from the entry point to an invocation."""
        edges: list[Edge] = []
        current: Node | None = node
        while current is not None:
            edge = self._best[current.number][2]
            edges.append(edge)
            current = edge.caller
        edges.reverse()
        return edges

    def hops(self, node: Node, position: int) -> tuple[Hop, ...]:
        """The path as people read it: the entry point, each call on the way, and the place itself."""
        return hops_of(self.path(node), node, position)


class LevelTraces:
    """The paths of one run, for each trigger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._traces: dict[int, Traces] = {}
        self._others: dict[int, Traces] = {}  # without a failure on the way

    def reach(self, node: Node, last_level: int) -> bool:
        """Whether an invocation runs on a trigger as sure as this one."""
        return node.level <= last_level and self._of(node.level).reaches(node)

    def cost(self, node: Node, position: int) -> tuple[int, int]:
        """Doubts and length of that path."""
        paths = self._of(node.level)
        penalty, length = paths.cost(node)
        return penalty + paths.failures.tells(node, position), length

    def follows_failure(self, node: Node, position: int) -> bool:
        """Whether an operation runs only after something went wrong."""
        paths = self._of(node.level)
        if paths.failures.tells(node, position):
            return True
        others = self._others.get(node.level)
        if others is None:
            others = self._others[node.level] = Traces(self._engine, node.level, without_failures=True)
        return not others.reaches(node)

    def hops(self, node: Node, position: int) -> tuple[Hop, ...]:
        """The surest and shortest path to an operation."""
        return self._of(node.level).hops(node, position)

    def _of(self, level: int) -> Traces:
        if level not in self._traces:
            self._traces[level] = Traces(self._engine, level)
        return self._traces[level]


def trigger_of(site: Site, level: int, follows_failure: Callable[[], bool]) -> Trigger:
    """When a site runs that is reached on a trigger. What an SDK is told only after a failure is told at some time."""
    return "unknown" if level == AUTOMATIC and site.kind == "collect" and follows_failure() else TRIGGERS[level]


def hops_of(edges: list[Edge], node: Node, position: int) -> tuple[Hop, ...]:
    """A path as people read it: the entry point, each call on the way, and the operation at its end, if any."""
    hops: list[Hop] = []
    for edge in edges:
        if edge.caller is None:
            hops.append(_entry(edge))
        elif edge.callee.method is not None or edge.note:
            op = edge.caller.body.ops[edge.op]
            path = edge.caller.file.path
            hops.append(Hop(path, op.line, op.column, edge.callee.symbol, edge.note, edge.note_zh))
    if position < len(node.body.ops):
        op = node.body.ops[position]
        hops.append(Hop(node.file.path, op.line, op.column, node.symbol))
    return tuple(hops)


def _entry(edge: Edge) -> Hop:
    place = place_of_entry(edge.callee)
    return Hop(place.path, place.line, place.column, place.symbol, edge.note, edge.note_zh)


def place_of_entry(node: Node) -> Place:
    """Where the method of an invocation, or the class of an initialiser, is declared."""
    line, column = (node.method.decl.line, node.method.decl.column) if node.method else (node.cls.decl.line, 1)
    line, column = max(line, 1), max(column, 1)
    return Place(node.file.path, line, column, line, column, node.symbol)


def place_of(node: Node, position: int) -> Place:
    """Where an operation stands."""
    op = node.body.ops[position]
    return Place(node.file.path, op.line, op.column, op.end_line, op.end_column, node.symbol)


def source_text(sources: Sources, place: Place) -> str:
    """The source between the ends of a place, white space normalised, cut where it is very long."""
    lines = []
    for number in range(place.line, min(place.end_line, place.line + 8) + 1):
        data = sources.line(place.path, number).encode()
        start = place.column - 1 if number == place.line else 0
        end = place.end_column - 1 if number == place.end_line else len(data)
        lines.append(data[start:end].decode("utf-8", "replace"))
    return " ".join(" ".join(lines).split())[:_LONGEST_CALL]


def confidence_of(penalty: int) -> Confidence:
    """How sure a path is: each screen behind the first costs."""
    return "high" if penalty <= 1 else "medium" if penalty == 2 else "low"
