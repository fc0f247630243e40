"""What the project does when the user agrees, read from the source alone: `check` follows no actions of the user."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from privlint.consent.answers import Answers
from privlint.consent.declarations import owner_of
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body
from privlint.knowledge.model import Role

if TYPE_CHECKING:
    from privlint.consent.tables import Tables
    from privlint.program.source import SourceFile

#: A write as it is spelled: the function or field, and the literals and names that it is given.
Spelling = tuple[str, ...]
_WRITES = (facts.CALL, facts.STORE_NAME, facts.STORE_MEMBER)


class AcceptCalls:
    """Finds writes in code of accept roles."""

    def __init__(self, tables: Tables) -> None:
        self._program = tables.program
        self._answers = Answers(tables)
        self._known: dict[Spelling, bool] = {}

    def has(self, spelling: Spelling) -> bool:
        """Whether code that runs because the user agreed to something does the same."""
        if spelling not in self._known:
            self._known[spelling] = any(self._accepts(file, body, op) for file, body, op in self._alike(spelling))
        return self._known[spelling]

    def _alike(self, spelling: Spelling) -> Iterator[tuple[SourceFile, int, int]]:
        rarest = max(spelling, key=len)
        names = [word for word in spelling if word.isidentifier()]
        for file in self._program.files_with(*names):
            for index in file.bodies_with(rarest):
                body = file.body(index)
                for number in range(len(body.ops)):
                    if spelling_of(file, body, number) == spelling:
                        yield file, index, number

    def _accepts(self, file: SourceFile, body: int, op: int) -> bool:
        role = next(self._roles(file, body, op), "")
        return role == "accept" and self._answers.is_about_consent(file, body)

    def _roles(self, file: SourceFile, body: int, op: int) -> Iterator[Role]:
        yield from self._answers.of_conditions(file, file.body(body), op)
        owner = owner_of(file, body)
        parent = file.body(body).parent
        if parent != NONE:
            yield from self._of_code(file, file.body(parent), file.body(body).parent_op)
        elif owner.method is not None:
            yield from self._answers.of_name(owner.method.decl.name)
            if owner.cls.is_anonymous and owner.cls.decl.body != NONE:
                around = file.body(owner.cls.decl.body)
                for number, item in enumerate(around.ops):
                    if item.kind == facts.NEW and item.slot == owner.cls.index:
                        yield from self._of_code(file, around, number)

    def _of_code(self, file: SourceFile, body: Body, op: int) -> Iterator[Role]:
        """What is said where code is made, and handed to something."""
        yield from self._answers.of_creation(file, body, op)
        for number in range(op + 1, len(body.ops)):
            if op in body.ops[number].args and body.ops[number].kind == facts.CALL:
                yield from self._answers.of_step(file, body, number)


def spelling_of(file: SourceFile, body: Body, op: int) -> Spelling | None:
    """How a write of a literal is spelled; None for all other operations."""
    item = body.ops[op]
    if item.kind not in _WRITES or not item.args or item.args[-1] == NONE:
        return None
    value = body.ops[item.args[-1]]
    if value.kind != facts.CONST or value.type == "null":
        return None
    return item.name, *(_word(body, argument) for argument in item.args)


def _word(body: Body, op: int) -> str:
    item = body.ops[op] if op != NONE else None
    return item.name if item is not None and item.kind in (facts.CONST, facts.NAME, facts.MEMBER) else "?"
