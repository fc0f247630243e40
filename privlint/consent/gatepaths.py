"""Paths that only the open run finds, and the conditions on them that do not hold on a fresh install."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from privlint.consent import operators
from privlint.consent.conditions import Replays, guards_of
from privlint.consent.graph import REFUSED, Edge, Node
from privlint.consent.roles import Roles, creation
from privlint.consent.values import Const, Function, Instance, Reference, Value

if TYPE_CHECKING:
    from privlint.consent.engine import Engine

#: What stands in the way on a path, dearest first. An answer of the user is a gate, too, but the check of the stored
#: answer explains more; an action of the user alone guards little, so the path that needs nothing else is told first.
_CONDITION: Final = 2
_ANSWER: Final = 3
_Cost = tuple[int, int, int, int]  # gates, actions of the user, doubts, length


class Barrier(msgspec.Struct, gc=False, frozen=True):
    """A guard that does not hold on a fresh install."""

    node: Node
    guard: int


class Counterparts:
    """Finds the invocations of one run in another: the same body, on the same object, in the same context where there
    is such a one, else in any."""

    def __init__(self, engine: Engine) -> None:
        self._numbers: dict[object, int] = {}
        self._of_node: dict[Node, int] = {}
        self._exact: dict[int, list[Node]] = {}
        self._by_body: dict[int, list[Node]] = {}
        for node in engine.nodes.values():
            self._exact.setdefault(self._node(node), []).append(node)
            self._by_body.setdefault(node.file.base + node.body_index, []).append(node)

    def of(self, node: Node) -> list[Node]:
        """The invocations that stand for one of another run; none if that code does not run there."""
        return self._exact.get(self._node(node)) or self._by_body.get(node.file.base + node.body_index, [])

    def _node(self, node: Node) -> int:
        found = self._of_node.get(node)
        if found is None:
            home = self._node(node.home) if node.home is not None else 0
            context = tuple(self._value(value) for value in node.context)
            key = (node.file.base + node.body_index, self._value(node.this), home, context)
            found = self._of_node[node] = self._number(key)
        return found

    def _value(self, value: Value | str | None) -> object:
        if isinstance(value, Instance):
            home = self._node(value.home) if value.home is not None else 0
            made_of = tuple(self._value(item) for item in value.made_of)
            return self._number((value.cls.name, self._value(value.outer), home, value.exact, made_of))
        if isinstance(value, Function):
            return self._number((value.body, self._node(value.home)))
        if isinstance(value, Reference):
            return self._number((value.name, value.type, self._node(value.home)))
        return value

    def _number(self, key: object) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)


class GatePaths:
    """The cheapest path of the open run to code that the closed run does not reach."""

    def __init__(self, closed: Engine, opened: Engine, roles: Roles) -> None:
        self.opened = opened
        self.roles = roles
        self.counterparts = Counterparts(closed)
        self.replays = Replays(opened)
        self.closed_replays = Replays(closed)
        self._barriers: dict[tuple[int, int], bool] = {}

    def barriers(self, node: Node, op: int) -> list[Barrier]:
        """The guards of an operation that do not hold on a fresh install, outermost first."""
        found = [Barrier(node, guard) for guard in guards_of(node.body, op) if self._is_barrier(node, guard)]
        return found[::-1]

    def barriers_of(self, edge: Edge) -> list[Barrier]:
        """The guards that hold a step back, those around the place where its code is made included."""
        if edge.caller is None:
            return []
        found = self.barriers(edge.caller, edge.op)
        created = creation(edge.callee)
        if created is not None and created[0] is not edge.caller:
            found += [item for item in self.barriers(*created) if item not in found]
        return found

    def path(self, targets: Iterable[tuple[Node, int]]) -> tuple[list[Edge], Node, int] | None:
        """The path with the fewest gates to one of the operations; None if there is no path."""
        wanted = list(targets)
        best = self._search({node for node, _ in wanted})
        ranked = []
        for number, (node, op) in enumerate(wanted):
            if node.number in best:
                gates, *rest = best[node.number][0]
                ranked.append((gates + _CONDITION * len(self.barriers(node, op)), *rest, number))
        if not ranked:
            return None
        node, op = wanted[min(ranked)[-1]]
        edges: list[Edge] = []
        current: Node | None = node
        while current is not None:
            edge = best[current.number][1]
            edges.append(edge)
            current = edge.caller
        return edges[::-1], node, op

    def _search(self, targets: set[Node]) -> dict[int, tuple[_Cost, Edge]]:
        """For each invocation on the way to the targets: what its cheapest path costs, and the last step of it."""
        on_the_way = _ancestors(targets)
        best: dict[int, tuple[_Cost, Edge]] = {}
        heap: list[tuple[_Cost, int, Edge]] = []
        count = 0
        for edge in self.opened.roots:
            if edge.callee.number in on_the_way:
                gates = _ANSWER if edge.level > REFUSED else 0  # another app has to start it
                heap.append(((gates, 0, edge.penalty, 0), count, edge))
                count += 1
        heapq.heapify(heap)
        while heap:
            cost, _, edge = heapq.heappop(heap)
            node = edge.callee
            if node.number in best:
                continue
            best[node.number] = (cost, edge)
            for following in tuple(node.outgoing.values()):  # a replay may find more, where the open run was cut short
                if following.callee.number in on_the_way and following.callee.number not in best:
                    count += 1
                    heapq.heappush(heap, (self._further(cost, following), count, following))
        return best

    def _further(self, cost: _Cost, edge: Edge) -> _Cost:
        gates, actions, doubts, length = cost
        gates += _CONDITION * len(self.barriers_of(edge))
        if edge.level > REFUSED and self.roles.of(edge) == "accept":
            gates += _ANSWER
        elif self.roles.begins(edge):
            actions += 1
        return gates, actions, doubts + edge.penalty, length + 1

    def _is_barrier(self, node: Node, guard: int) -> bool:
        key = (node.number, guard)
        found = self._barriers.get(key)
        if found is None:
            found = self._barriers[key] = self._judge(node, guard)
        return found

    def _judge(self, node: Node, guard: int) -> bool:
        """Whether a guard does not hold on a fresh install: as the closed run saw it; where it did not come so far,
        by what the values stand for."""
        row = node.body.guards[guard]
        seen = [self.closed_replays.of(other) for other in self.counterparts.of(node)]
        seen = [activation for activation in seen if activation.runs(node.body.ops[row.op].guard)]
        if seen:  # where nothing arrives, nothing passes
            return not any(operators.can_be(activation.values[row.op], row.positive, False) for activation in seen)
        values = self.replays.of(node).values[row.op]
        if not all(isinstance(value, Const) and value.kind == "bool" for value in values):
            return False
        return any(
            isinstance(value, Const) and value.origin is not None and (value.text == "true") is not row.positive
            for value in values
        )

    def first_difference(self, edges: list[Edge]) -> Edge | None:
        """The first step of a path that the closed run does not take."""
        for edge in edges:
            if edge.caller is None:
                continue
            body = edge.callee.file.base + edge.callee.body_index
            bodies = {
                other.callee.file.base + other.callee.body_index
                for node in self.counterparts.of(edge.caller)
                for other in node.outgoing.values()
                if other.op == edge.op
            }
            if body not in bodies:
                return edge
        return None


def _ancestors(targets: Iterable[Node]) -> set[int]:
    """The numbers of the invocations from which one of the targets is reached, the targets included."""
    return {node.number for node in ancestors(targets)}


def ancestors(targets: Iterable[Node]) -> Iterator[Node]:
    """The invocations from which one of the targets is reached, the targets included."""
    pending = list(targets)
    seen = {node.number for node in pending}
    while pending:
        node = pending.pop()
        yield node
        for edge in tuple(node.edges.values()):
            if edge.caller is not None and edge.caller.number not in seen:
                seen.add(edge.caller.number)
                pending.append(edge.caller)
