"""Gates on a path, for people: the condition, how far it can be trusted, where its flag is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.consent.conditions import condition_text, expression_text, operands, origins
from privlint.consent.gatepaths import Barrier, GatePaths
from privlint.consent.graph import REFUSED, Edge, Node
from privlint.consent.model import Gate
from privlint.consent.roles import creation
from privlint.consent.traces import place_of, place_of_entry
from privlint.consent.trust import Answer, Flags
from privlint.consent.values import Origin

if TYPE_CHECKING:
    from privlint.sources import Sources

#: So much code behind an expression is looked through for the state it depends on.
_MOST_CODE = 8
_RANKS = ("trusted", "assumed", "stored default", "user action")


class Gates:
    """Names the gates on paths of an open run."""

    def __init__(self, paths: GatePaths, flags: Flags, sources: Sources) -> None:
        self._paths = paths
        self._flags = flags
        self._sources = sources

    def on(self, edges: list[Edge], node: Node, op: int) -> tuple[Gate, ...]:
        """What keeps a path from running on a fresh install, from the entry point on: conditions, else the action of
        the user that it waits for, else the step that is not taken for what it is given."""
        barriers = [barrier for edge in edges for barrier in self._paths.barriers_of(edge)]
        barriers += self._paths.barriers(node, op)
        conditions = self._conditions(barriers)
        if conditions:
            return conditions
        action = self._action(edges)
        if action is not None:
            return (action,)
        step = self._paths.first_difference(edges)
        return (self._step(step),) if step is not None and step.caller is not None else ()

    def of_step(self, edge: Edge) -> tuple[Gate, ...]:
        """What keeps one step of a path from being taken: conditions, else the action of the user that it waits for."""
        conditions = self._conditions(self._paths.barriers_of(edge))
        if not conditions and edge.level > REFUSED and self._paths.roles.begins(edge):
            action = self._action([edge])
            return (action,) if action is not None else ()
        return conditions

    def of_place(self, node: Node, op: int) -> tuple[Gate, ...]:
        """The conditions that keep an operation from running in code that runs."""
        return self._conditions(self._paths.barriers(node, op))

    def _conditions(self, barriers: list[Barrier]) -> tuple[Gate, ...]:
        found = [self._condition(barrier) for barrier in dict.fromkeys(barriers)]
        return tuple({(gate.place.path, gate.place.line, gate.condition): gate for gate in found}.values())

    def _condition(self, barrier: Barrier) -> Gate:
        node = barrier.node
        guard = node.body.guards[barrier.guard]
        answer = self._answer(node, guard.op)
        text = condition_text(self._sources, node, guard.op, guard.positive)
        return Gate(place_of(node, guard.op), text, answer.trust, answer.flag, answer.written_at)

    def _action(self, edges: list[Edge]) -> Gate | None:
        """The answer of the user on a path, else the last of his actions, else the start by another app."""
        roles = self._paths.roles
        steps = [edge for edge in edges if edge.level > REFUSED]
        waits = [edge for edge in steps if roles.begins(edge)]
        answers = [edge for edge in steps if roles.of(edge) == "accept"]
        answers = [edge for edge in answers if roles.begins(edge)] or answers
        edge = next(iter(answers or waits[::-1] or steps), None)
        if edge is None:
            return None
        if edge.caller is None:
            return Gate(place_of_entry(edge.callee), edge.callee.symbol, "other app", "", ())
        return Gate(place_of(edge.caller, edge.op), self._name(edge, edge.caller), "user action", "", ())

    def _name(self, edge: Edge, caller: Node) -> str:
        """`setPositiveButton { … }`, or the method that runs where it has a name: `setOnClickListener → onClick`."""
        function = caller.body.ops[edge.op].name
        method = edge.callee.method
        if method is None or edge.callee.home is not None:
            return f"{function} {{ … }}"
        name = method.decl.name
        return f"{function} → {name}" if function not in ("", name) else name

    def _step(self, edge: Edge) -> Gate:
        """A step that is not taken because nothing arrives there: `flow.filter { agreed }.collect { … }`."""
        assert edge.caller is not None
        text = expression_text(self._sources, edge.caller, edge.op)
        answer = self._answer(edge.caller, edge.op)
        created = creation(edge.callee)
        if not answer.flag and created is not None and created[0] is not edge.caller:
            found = self._paths.path([created])
            inner = self.on(*found) if found is not None and found[1] is not edge.callee else ()
            if inner:
                return inner[0]
        return Gate(place_of(edge.caller, edge.op), text, answer.trust, answer.flag, answer.written_at)

    def _answer(self, node: Node, op: int) -> Answer:
        """The surest answer about the state that an expression depends on."""
        found = [self._flags.answer(origin) for origin in self._origins(node, op)]
        return min(found, key=lambda answer: _RANKS.index(answer.trust), default=Answer("stored default", ""))

    def _origins(self, node: Node, op: int) -> list[Origin]:
        """The state behind an expression: of its value, else of its parts, else of what code in it returns, else of
        the conditions in that code (`suspend fun awaitConsent()`)."""
        values = self._paths.replays.of(node).values
        found = origins(values[op])
        parts = operands(node.body, op)
        if not found:
            found = [origin for part in parts for origin in origins(values[part])]
        if not found:
            code = self._code_in(node, parts)
            returned = (key for other in code for key in (other.returns_key, ("late", *other.returns_key)))
            found = [origin for key in returned for origin in origins(self._paths.opened.heap.peek(key) or ())]
            found = found or [origin for other in code for origin in self._asked(other)]
        return list(dict.fromkeys(found))

    def _code_in(self, node: Node, parts: list[int]) -> list[Node]:
        """The code that an expression runs, with what that runs in turn."""
        found = [edge.callee for edge in node.outgoing.values() if edge.op in parts]
        for other in found:  # grows while it is walked
            if len(found) < _MOST_CODE:
                found += [edge.callee for edge in other.outgoing.values() if edge.callee not in found]
        return found

    def _asked(self, node: Node) -> list[Origin]:
        """The state that conditions of a piece of code depend on."""
        values = self._paths.replays.of(node).values
        return [origin for row in node.body.guards for origin in origins(values[row.op])]
