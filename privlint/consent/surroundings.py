"""The call graph around a site: the ways to it from code that runs, and the gates that close some of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Final

import msgspec

from privlint.consent.gatepaths import GatePaths
from privlint.consent.gates import Gates
from privlint.consent.graph import TRIGGERS, Edge, Node
from privlint.consent.model import CallEdge, CallGraph, CallNode, Gate, Place
from privlint.consent.roles import creation
from privlint.consent.traces import place_of, place_of_entry

if TYPE_CHECKING:
    from privlint.consent.engine import Engine

#: Pieces of code in a graph, the nearest to the site first: more cannot be read.
_MOST_NODES: Final = 30
#: Pieces of code that are looked through for those that matter.
_MOST_VISITED: Final = 600

_Operation = tuple[Node, int]
#: A piece of code in both runs and in every context: its body, and the class that it runs on.
_Code = tuple[int, str]
_Call = tuple[_Code, _Code, int]  # caller, callee, operation


class Surroundings:
    """Draws call graphs of a closed and an open run."""

    def __init__(self, closed: Engine, paths: GatePaths, gates: Gates) -> None:
        self._closed = closed
        self._paths = paths
        self._gates = gates
        self._roots = {_code(edge.callee): edge for edge in (*paths.opened.roots, *closed.roots)}
        self._running = {_code(node) for node in closed.nodes.values() if node.level <= closed.last_level}

    def of(self, place: Place, closed: Iterable[_Operation], opened: Iterable[_Operation]) -> CallGraph:
        """The graph of a site that stands at operations of both runs; the site alone if neither run comes there."""
        closed, opened = list(closed), list(opened)
        calls: dict[_Call, tuple[list[Edge], list[Edge]]] = {}
        visited: dict[_Code, Node] = {}
        self._visit(visited, calls, 0, [node for node, _ in closed])
        self._visit(visited, calls, 1, [node for node, _ in opened])
        leading = self._leading(list(visited), calls)
        kept = self._leading(leading[:_MOST_NODES], calls)
        numbers = {code: number for number, code in enumerate(kept, 1)}
        targets = dict.fromkeys(_code(node) for node, _ in (*closed, *opened))
        edges = [self._site_edge(place, code, numbers, closed, opened) for code in targets if code in numbers]
        edges += [
            self._edge(call, numbers, *steps)
            for call, steps in calls.items()
            if call[0] in numbers and call[1] in numbers
        ]
        nodes = [CallNode("site", place), *(self._node(code, visited[code]) for code in numbers)]
        return CallGraph(tuple(nodes), tuple(_distinct(edges)), len(leading) - len(kept))

    def _visit(
        self,
        visited: dict[_Code, Node],
        calls: dict[_Call, tuple[list[Edge], list[Edge]]],
        run: int,
        targets: list[Node],
    ) -> None:
        """Adds the code of a run that leads to invocations, nearest first. What else leads to an entry point, or in the
        open run to other code that runs anyway, is not asked."""
        asked = {_code(node) for node in targets}
        ends: Container[_Code] = self._roots if run == 0 else {*self._roots, *(self._running - asked)}
        pending = deque(targets)
        seen = {node.number for node in targets}
        while pending:
            node = pending.popleft()
            code = _code(node)
            if code not in visited:
                if len(visited) == _MOST_VISITED:
                    break
                visited[code] = node
                if run == 1 and code in self._running:
                    self._visit(visited, calls, 0, self._paths.counterparts.of(node))
            for edge in () if code in ends else tuple(node.edges.values()):
                if edge.caller is None:
                    continue
                if _code(edge.caller) != code:
                    calls.setdefault((_code(edge.caller), code, edge.op), ([], []))[run].append(edge)
                if edge.caller.number not in seen:
                    seen.add(edge.caller.number)
                    pending.append(edge.caller)

    def _leading(self, codes: list[_Code], calls: Iterable[_Call]) -> list[_Code]:
        """Of some code that which runs, and that to which it leads."""
        among = set(codes)
        callees: dict[_Code, list[_Code]] = {}
        for caller, callee, _ in calls:
            if caller in among and callee in among:
                callees.setdefault(caller, []).append(callee)
        found = among & self._running
        pending = list(found)
        while pending:
            fresh = [code for code in callees.get(pending.pop(), ()) if code not in found]
            found.update(fresh)
            pending += fresh
        return [code for code in codes if code in found]

    def _site_edge(
        self,
        place: Place,
        code: _Code,
        numbers: dict[_Code, int],
        closed: list[_Operation],
        opened: list[_Operation],
    ) -> CallEdge:
        levels = [node.level for node, _ in closed if _code(node) == code and node.level <= self._closed.last_level]
        trigger = TRIGGERS[min(levels)] if levels else None
        ways = [self._gates.of_place(node, op) for node, op in opened if _code(node) == code]
        gates = min(ways, key=len, default=()) if trigger is None else ()
        return CallEdge(numbers[code], 0, place.line, trigger, gates)

    def _edge(self, call: _Call, numbers: dict[_Code, int], taken: list[Edge], possible: list[Edge]) -> CallEdge:
        first = (taken or possible)[0]
        assert first.caller is not None
        line = first.caller.body.ops[first.op].line
        levels = [edge.level for edge in taken if edge.level <= self._closed.last_level]
        trigger = TRIGGERS[min(levels)] if levels else None
        gates: tuple[Gate, ...] = ()
        if trigger is None:
            ways = [self._gates.of_step(edge) for edge in possible]
            if call[0] in self._running:  # something holds the step back
                ways = [way for way in ways if way] or ways
            gates = min(ways, key=len, default=())
        return CallEdge(numbers[call[0]], numbers[call[1]], line, trigger, gates, first.note, first.note_zh)

    def _node(self, code: _Code, node: Node) -> CallNode:
        created = creation(node) if node.method is None else None
        place = place_of(*created) if created is not None else place_of_entry(node)
        if created is not None:
            place = msgspec.structs.replace(place, symbol=f"{place.symbol} {{ … }}")
        root = self._roots.get(code)
        return CallNode("code", place) if root is None else CallNode("entry", place, root.note, root.note_zh)


def _code(node: Node) -> _Code:
    return node.file.base + node.body_index, node.this.cls.name if node.this is not None else ""


def _distinct(edges: Iterable[CallEdge]) -> list[CallEdge]:
    """Calls between the same code that mean the same are one, the first; in the order of callers."""
    found: dict[object, CallEdge] = {}
    for edge in sorted(edges, key=lambda edge: (edge.callee, edge.caller, edge.line)):
        found.setdefault((edge.caller, edge.callee, edge.trigger, edge.gates, edge.note), edge)
    return list(found.values())
