"""Which code runs because the user agreed, or because he refused: the meaning of the steps of a path.

A step tells its role by the method that is called (`onAgree`), by the function that was given the code
(`setPositiveButton`), by a label (`"同意"`), by the view it stands on (`R.id.btn_agree`), by the parameter that carries
it (`onAccept = { … }`), or by a condition (`which == BUTTON_POSITIVE`)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from privlint.consent.conditions import guards_of, names_in, operands
from privlint.consent.graph import REFUSED, Edge, Node
from privlint.consent.values import Instance
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body
from privlint.knowledge.model import Role

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.program.source import SourceFile

#: Notes of steps that wait for somebody, and of steps that go on with what is going on. Others start a component.
_WAITS: Final = frozenset(["user action", "callback at an unknown time", "callback of a refusal"])
_GOES_ON: Final = frozenset(["", "callback", "class initialiser", "lazy value is read", "dependency injection"])
_ANSWERS: Final = ("accept", "reject", "dismiss")
#: Views are found by functions like these; on other calls in a chain stand the labels of other buttons.
_FINDERS: Final = ("find", "get", "require", "view", "lookup")
#: Steps back from a write in search of the answer that caused it.
_FURTHEST: Final = 400


class Accepted(msgspec.Struct, gc=False, frozen=True):
    """An operation of code that runs because the user agreed; `is_said` if the code says so by itself, not only by
    the flag it writes."""

    node: Node
    op: int
    is_said: bool


class Roles:
    """The meaning of steps in one run."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._tables = engine.tables
        self._words = engine.tables.vocabulary
        self._roles: dict[tuple[int, int, int], Role] = {}
        self._subjects: dict[int, bool] = {}

    # Steps

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

    def is_about_consent(self, edge: Edge) -> bool:
        """Whether the code around a step speaks of privacy, terms or consent."""
        nodes = [edge.callee] if edge.caller is None else [edge.callee, edge.caller]
        return any(self._speaks_of_consent(node) for node in nodes)

    def _said(self, caller: Node, edge: Edge) -> Iterator[Role]:
        callee = edge.callee
        if self._is_named_by_user(callee):
            yield "accept"
        if callee.method is not None:
            yield from self._answer(callee.method.decl.name)
        body, op = caller.body, caller.body.ops[edge.op]
        if self.begins(edge) or callee.home is not None:
            yield from self._of_function(op.name)
            yield from self._of_arguments(caller, edge.op)
            yield from self._of_view(caller.file, body, edge.op)
            yield from self._of_creation(callee)
        yield from self._of_conditions(caller, edge.op)

    def _is_named_by_user(self, node: Node) -> bool:
        if node.method is None or node.home is not None:
            return False
        owner, member = node.method.owner.name, node.method.decl.name
        for name in self._tables.settings.accept:
            cls, separator, simple = name.removesuffix("()").rpartition("#" if "#" in name else ".")
            if simple == member and (not separator or owner == cls or owner.endswith(f".{cls}")):
                return True
        return False

    def _answer(self, text: str) -> Iterator[Role]:
        role = self._words.answer(text)
        if role in _ANSWERS:
            yield role

    def _of_function(self, name: str) -> Iterator[Role]:
        for row in self._tables.callbacks.get(name, ()):
            if row.role in _ANSWERS:
                yield row.role
        yield from self._answer(name)

    def _of_arguments(self, caller: Node, position: int) -> Iterator[Role]:
        """Names of arguments, labels, `BUTTON_POSITIVE`."""
        body = caller.body
        op = body.ops[position]
        for name in op.arg_names:
            row = self._tables.named_callbacks.get(name) if name else None
            if row is not None and row.role in _ANSWERS:
                yield row.role
        for argument in op.args:
            if argument != NONE and body.ops[argument].kind not in (facts.LAMBDA, facts.NEW):
                yield from self._of_expression(caller.file, body, argument)

    def _of_expression(self, file: SourceFile, body: Body, op: int) -> Iterator[Role]:
        for number in operands(body, op):
            if body.ops[number].kind == facts.CONST and body.ops[number].type == "string":
                yield from self._answer(body.ops[number].name)
        for name in names_in(file, body, op):
            yield from self._answer(name)

    def _of_view(self, file: SourceFile, body: Body, position: int) -> Iterator[Role]:
        """The view that a listener is set on: its name, its id, and the id of the variable that holds it."""
        receiver = body.ops[position].receiver
        if receiver == NONE:
            return
        op = body.ops[receiver]
        if op.kind == facts.CALL and not op.name.startswith(_FINDERS):
            return
        yield from self._of_expression(file, body, receiver)
        if op.kind == facts.LOCAL:
            for item in body.ops:
                if item.kind == facts.STORE_LOCAL and item.slot == op.slot and item.args:
                    yield from self._of_expression(file, body, item.args[0])

    def _of_creation(self, callee: Node) -> Iterator[Role]:
        """What the code was handed to, and under which name, where it was written."""
        created = creation(callee)
        if created is None:
            return
        home, op = created
        body = home.body
        for item in body.ops[op + 1 :]:
            if op not in item.args:
                continue
            if item.kind == facts.CALL:
                place = item.args.index(op)
                yield from self._of_function(item.name)
                yield from self._answer(item.arg_names[place] if place < len(item.arg_names) else "")
            elif item.kind == facts.STORE_LOCAL:
                yield from self._answer(home.file.local(item.slot).name)
            elif item.kind in (facts.STORE_MEMBER, facts.STORE_NAME):
                yield from self._answer(item.name)

    def _of_conditions(self, node: Node, op: int) -> Iterator[Role]:
        """`case R.id.tv_agree:`, `if (which == BUTTON_POSITIVE)`."""
        body = node.body
        for guard in guards_of(body, op):
            row = body.guards[guard]
            item = body.ops[row.op]
            if item.kind == facts.BINARY and item.name in ("==", "===") and row.positive:
                for argument in item.args:
                    for name in names_in(node.file, body, argument):
                        yield from self._answer(name)

    # Writes

    def accepted(self, node: Node, op: int, needs_subject: bool) -> Accepted | None:
        """The operation by which code of an accept role comes to run this one, None if none does. `needs_subject`:
        only code that speaks of consent counts, since nothing else tells that this answer is about it."""
        seen = {node.number}
        pending = deque([(node, op)])
        guess: Accepted | None = None
        while pending and len(seen) < _FURTHEST:
            node, op = pending.popleft()
            if "accept" in self._of_conditions(node, op) and (not needs_subject or self._speaks_of_consent(node)):
                return Accepted(node, op, True)
            for edge in node.edges.values():
                if edge.caller is None or edge.level <= REFUSED:
                    continue
                role = self.of(edge)
                if role in ("reject", "dismiss"):
                    continue
                if role == "accept" and (not needs_subject or self.is_about_consent(edge)):
                    if self.begins(edge):
                        return Accepted(node, op, True)
                    guess = guess or Accepted(node, op, True)
                elif self.begins(edge):
                    guess = guess or (None if needs_subject else Accepted(node, op, False))
                if edge.note in _GOES_ON and edge.caller.number not in seen:
                    seen.add(edge.caller.number)
                    pending.append((edge.caller, edge.op))
        return guess

    def _speaks_of_consent(self, node: Node) -> bool:
        key = node.file.base + node.body_index
        found = self._subjects.get(key)
        if found is None:
            found = self._subjects[key] = any(self.is_subject(text) for text in _texts(node))
        return found

    def is_subject(self, text: str) -> bool:
        """Whether a name, or a text for people, is about privacy, terms or consent."""
        if self._words.polarity(f"{text} accepted") is not None:
            return True
        return len(text) > 60 and any(word in text for word in self._long_subjects())

    def _long_subjects(self) -> list[str]:
        return [word for word in self._tables.catalogue.consent.subjects if not word.isascii()]


def creation(node: Node) -> tuple[Node, int] | None:
    """Where a lambda, or the anonymous object that a method belongs to, is made; None for all other code."""
    if node.home is not None:
        return _operation(node.home, facts.LAMBDA, node.body_index)
    this = node.this
    if isinstance(this, Instance) and this.home is not None and this.home.file is this.cls.file:
        return _operation(this.home, facts.NEW, this.cls.index)
    return None


def _operation(node: Node, kind: int, slot: int) -> tuple[Node, int] | None:
    return next(
        ((node, number) for number, op in enumerate(node.body.ops) if op.kind == kind and op.slot == slot), None
    )


def _texts(node: Node) -> Iterator[str]:
    """Names and texts of code, the class and method it belongs to included."""
    yield node.cls.display.rpartition(".")[2]
    if node.method is not None:
        yield node.method.decl.name
    for op in node.body.ops:
        if op.kind in (facts.NAME, facts.MEMBER, facts.CALL) or (op.kind == facts.CONST and op.type == "string"):
            yield op.name
    if node.home is not None:
        yield from _texts(node.home)
