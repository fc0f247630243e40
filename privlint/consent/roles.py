"""Which code runs because the user agreed: the meaning of the steps of a run."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from privlint.consent.answers import Answers
from privlint.consent.graph import REFUSED, Edge, Node
from privlint.consent.steps import CODE, creation_of, operation_of, refusing_parameter
from privlint.knowledge.model import Role

if TYPE_CHECKING:
    from privlint.consent.engine import Engine

#: Notes of steps that wait for somebody, and of steps that go on with what is going on. Others start a component.
_WAITS: Final = frozenset(["user action", "callback at an unknown time", "callback of a refusal"])
_GOES_ON: Final = frozenset(["", "callback", "class initialiser", "lazy value is read", "dependency injection"])
#: Steps back from a write in search of the answer that caused it.
_FURTHEST: Final = 400


class Accepted(msgspec.Struct, gc=False, frozen=True):
    """An operation of code that runs because the user agreed."""

    node: Node
    op: int


class Roles:
    """The meaning of steps in one run."""

    def __init__(self, engine: Engine) -> None:
        self._tables = engine.tables
        self._answers = Answers(engine.tables)
        self._roles: dict[tuple[int, int, int], Role] = {}

    def of(self, edge: Edge) -> Role:
        """What a step means: "accept", "reject", "dismiss" or ""."""
        if edge.caller is None:
            return ""
        key = (edge.caller.number, edge.op, edge.callee.number)
        found = self._roles.get(key)
        if found is None:
            found = self._roles[key] = next(self._said(edge.caller, edge), "")
        return found

    def begins(self, edge: Edge) -> bool:
        """Whether a step waits for something: an action of the user, mostly."""
        return edge.note in _WAITS

    def _said(self, caller: Node, edge: Edge) -> Iterator[Role]:
        callee = edge.callee
        if self._is_named_by_user(callee):
            yield "accept"
        if callee.method is not None:
            yield from self._answers.of_name(callee.method.decl.name)
        if self.begins(edge) or callee.home is not None:
            created = creation(callee)
            if created is not None and created[0] is caller:
                yield from self._answers.of_argument(caller.body, edge.op, created[1])
            yield from self._answers.of_step(caller.file, caller.body, edge.op)
            if created is not None:
                yield from self._answers.of_creation(created[0].file, created[0].body, created[1])
                yield from self._answers.of_slots(created[0].file, created[0].body_index)
            yield from self._answers.of_code(callee.file, callee.body_index)
        yield from self._answers.of_conditions(caller.file, caller.body, edge.op)

    def is_refusal(self, edge: Edge) -> bool:
        """Whether a step is the answer no to a question about consent."""
        if edge.caller is None:
            return False
        callee = edge.callee
        is_told = callee.home is not None and refusing_parameter(self._tables, callee.file, callee.body.params)
        if is_told and self.begins(edge):
            return True
        if self.of(edge) != "reject":
            return False
        if not (self.begins(edge) or _is_callback(edge.callee) or edge.callee.cls.is_anonymous):
            return False
        caller = edge.caller
        said = self._answers.chain_asks(caller.file, caller.body_index, edge.op) if self.begins(edge) else None
        if said is not None:
            return said
        return any(self._answers.asks(node.file, node.body_index) for node in (edge.callee, edge.caller))

    def _is_named_by_user(self, node: Node) -> bool:
        if node.method is None or node.home is not None:
            return False
        owner, member = node.method.owner.name, node.method.decl.name
        for name in self._tables.settings.accept:
            cls, separator, simple = name.removesuffix("()").rpartition("#" if "#" in name else ".")
            if simple == member and (not separator or owner == cls or owner.endswith(f".{cls}")):
                return True
        return False

    def accepted(self, node: Node, op: int, needs_subject: bool) -> Accepted | None:
        """The operation by which code of an accept role comes to run this one, None if none does. `needs_subject`:
        only code that speaks of consent counts, since nothing else tells that this answer is about it; otherwise an
        action of the user that is no refusal is enough."""
        seen = {node.number}
        pending = deque([(node, op)])
        guess: Accepted | None = None
        while pending and len(seen) < _FURTHEST:
            node, op = pending.popleft()
            if self._is_chosen(node, op, needs_subject):
                return Accepted(node, op)
            for edge in tuple(node.edges.values()):
                role = self.of(edge)
                if edge.caller is None or edge.level <= REFUSED or role in ("reject", "dismiss"):
                    continue
                if role == "accept" and (not needs_subject or self._is_about_consent(edge)):
                    if self.begins(edge) or _is_callback(node):
                        return Accepted(node, op)
                    guess = guess or Accepted(node, op)
                elif self.begins(edge) and not needs_subject:
                    guess = guess or Accepted(node, op)
                if edge.note in _GOES_ON and edge.caller.number not in seen:
                    seen.add(edge.caller.number)
                    pending.append((edge.caller, edge.op))
        return guess

    def _is_chosen(self, node: Node, op: int, needs_subject: bool) -> bool:
        """Whether a condition around an operation says that the user chose yes."""
        if node.level <= REFUSED or "accept" not in self._answers.of_conditions(node.file, node.body, op):
            return False
        return not needs_subject or self._answers.is_about_consent(node.file, node.body_index)

    def _is_about_consent(self, edge: Edge) -> bool:
        if self._is_named_by_user(edge.callee):
            return True
        nodes = [edge.callee] if edge.caller is None else [edge.callee, edge.caller]
        return any(self._answers.is_about_consent(node.file, node.body_index) for node in nodes)


def _is_callback(node: Node) -> bool:
    """Whether code is called back, by its form: a lambda, or `onAgree`."""
    return node.home is not None or (node.method is not None and node.method.decl.name.startswith("on"))


def creation(node: Node) -> tuple[Node, int] | None:
    """Where a lambda, or the anonymous object that a method belongs to, is made; None for all other code."""
    if node.home is not None:
        return operation_of(node.home, CODE, node.body_index)
    return creation_of(node.this) if node.this is not None else None
