"""What names, labels and conditions around a piece of code say about the answer of the user that makes it run.

Code tells its role by the method it stands in (`onAgree`), by the function that was given it (`setPositiveButton`), by
a label (`"同意"`), by the view it stands on (`R.id.btn_agree`), by the parameter that carries it (`onAccept = { … }`),
or by a condition (`which == BUTTON_POSITIVE`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from privlint.consent.conditions import guards_of, names_in, texts_in
from privlint.consent.declarations import owner_of
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body
from privlint.knowledge.model import Role

if TYPE_CHECKING:
    from privlint.consent.tables import Tables
    from privlint.program.source import SourceFile

_ANSWERS: Final = ("accept", "reject", "dismiss")
#: Views are found by functions like these; on other calls in a chain stand the labels of other buttons.
_FINDERS: Final = ("find", "get", "require", "view", "lookup")
#: Longer texts are sentences for people: one word about privacy makes them speak of it.
_LONGEST_NAME: Final = 60


class Answers:
    """Evidence in the source, the nearest first; roles that say nothing are left out."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._words = tables.vocabulary
        self._subjects: dict[int, bool] = {}

    def of_name(self, text: str) -> Iterator[Role]:
        """What a name or label says."""
        role = self._words.answer(text)
        if role in _ANSWERS:
            yield role

    def of_step(self, file: SourceFile, body: Body, position: int) -> Iterator[Role]:
        """What a call that is given code says: its name, its other arguments, the view it is made on."""
        yield from self._of_function(body.ops[position].name)
        yield from self._of_arguments(file, body, position)
        yield from self._of_view(file, body, position)

    def of_creation(self, file: SourceFile, body: Body, op: int) -> Iterator[Role]:
        """What code was handed to, and under which name, where it was written."""
        for item in body.ops[op + 1 :]:
            if op not in item.args:
                continue
            if item.kind == facts.CALL:
                place = item.args.index(op)
                yield from self._of_function(item.name)
                yield from self.of_name(item.arg_names[place] if place < len(item.arg_names) else "")
            elif item.kind == facts.STORE_LOCAL:
                yield from self.of_name(file.local(item.slot).name)
            elif item.kind in (facts.STORE_MEMBER, facts.STORE_NAME):
                yield from self.of_name(item.name)

    def of_conditions(self, file: SourceFile, body: Body, op: int) -> Iterator[Role]:
        """`case R.id.tv_agree:`, `if (which == BUTTON_POSITIVE)`."""
        for guard in guards_of(body, op):
            row = body.guards[guard]
            item = body.ops[row.op]
            if item.kind == facts.BINARY and item.name in ("==", "===") and row.positive:
                for argument in item.args:
                    for name in names_in(file, body, argument):
                        yield from self.of_name(name)

    def _of_function(self, name: str) -> Iterator[Role]:
        for row in self._tables.callbacks.get(name, ()):
            if row.role in _ANSWERS:
                yield row.role
        yield from self.of_name(name)

    def _of_arguments(self, file: SourceFile, body: Body, position: int) -> Iterator[Role]:
        op = body.ops[position]
        for name in op.arg_names:
            row = self._tables.named_callbacks.get(name) if name else None
            if row is not None and row.role in _ANSWERS:
                yield row.role
        for argument in op.args:
            if argument != NONE and body.ops[argument].kind not in (facts.LAMBDA, facts.NEW):
                yield from self._of_expression(file, body, argument)

    def _of_expression(self, file: SourceFile, body: Body, op: int) -> Iterator[Role]:
        for text in (*texts_in(body, op), *names_in(file, body, op)):
            yield from self.of_name(text)

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

    # Subjects

    def is_about_consent(self, file: SourceFile, body: int) -> bool:
        """Whether code, or the code around it, speaks of privacy, terms or consent."""
        key = file.base + body
        found = self._subjects.get(key)
        if found is None:
            found = self._subjects[key] = any(self.is_subject(text) for text in _texts(file, body))
        return found

    def is_subject(self, text: str) -> bool:
        """Whether a name, or a text for people, is about privacy, terms or consent."""
        if self._words.polarity(f"{text} accepted") is not None:
            return True
        if len(text) <= _LONGEST_NAME:
            return False
        return any(word in text for word in self._tables.catalogue.consent.subjects if not word.isascii())


def _texts(file: SourceFile, body: int) -> Iterator[str]:
    """Names and texts of code and of the code around it, the class and method it belongs to included."""
    owner = owner_of(file, body)
    yield owner.cls.display.rpartition(".")[2]
    if owner.method is not None:
        yield owner.method.decl.name
    around = owner.cls.decl.body if owner.cls.is_anonymous else NONE
    while body != NONE:
        for op in file.body(body).ops:
            if op.kind in (facts.NAME, facts.MEMBER, facts.CALL) or (op.kind == facts.CONST and op.type == "string"):
                yield op.name
        body = file.body(body).parent
    if around != NONE:
        yield from _texts(file, around)
