"""What names, labels and conditions around a piece of code say about the answer of the user that makes it run.

Code tells its role by the method it stands in (`onAgree`), by the function that was given it (`setPositiveButton`), by
a label (`"同意"`), by the view it stands on (`R.id.btn_agree`), by the parameter that carries it (`onAccept = { … }`),
or by a condition (`which == BUTTON_POSITIVE`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from privlint.consent.conditions import guards_of, names_in, operands, texts_in, view_names
from privlint.consent.declarations import owner_of
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body, Op
from privlint.knowledge.model import Role

if TYPE_CHECKING:
    from privlint.consent.tables import Tables
    from privlint.program.source import SourceFile

_ANSWERS: Final = ("accept", "reject", "dismiss")
#: Views are found by functions like these; on other calls in a chain stand the labels of other buttons.
_FINDERS: Final = ("find", "get", "require", "view", "lookup")
#: Longer texts are no labels of buttons.
_LONGEST_LABEL: Final = 30
_BUTTON: Final = "Button"
_INVOKE: Final = "invoke"
#: What may be code that a function is given.
_CODE: Final = (facts.LAMBDA, facts.NEW, facts.REF, facts.THIS, facts.LOCAL, facts.NAME)
#: Ticking a box is no answer yet.
_CHECK: Final = "Check"
_NOTIFICATION: Final = re.compile(r"on[A-Z]")
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
        """What a call that is given code says: its labels, its name, its other arguments, the view it is made on."""
        yield from self.of_labels(file, body, position)
        yield from self._of_function(body.ops[position].name)
        yield from self._of_arguments(file, body, position)
        yield from self._of_view(file, body, position)

    def of_argument(self, body: Body, position: int, made: int) -> Iterator[Role]:
        """What the name of an argument says by which a call is given code."""
        op = body.ops[position]
        for name, argument in zip(op.arg_names, op.args, strict=False):
            if name and argument == made:
                yield from self.of_name(name)

    def of_labels(self, file: SourceFile, body: Body, position: int) -> Iterator[Role]:
        """What the texts on a button say: those a call is given, those in the content of a button."""
        op = body.ops[position]
        for argument in op.args:
            kind = body.ops[argument].kind if argument != NONE else facts.NEW
            if kind not in (facts.LAMBDA, facts.NEW):
                yield from self._of_texts(body, operands(body, argument))
            elif kind == facts.LAMBDA and op.name.endswith(_BUTTON):
                content = file.body(body.ops[argument].slot)
                yield from self._of_texts(content, range(len(content.ops)))

    def _of_texts(self, body: Body, ops: Iterable[int]) -> Iterator[Role]:
        for number in ops:
            text = self._text(body, body.ops[number])
            if len(text) <= _LONGEST_LABEL:
                yield from self.of_name(text)

    def _text(self, body: Body, op: Op) -> str:
        """The text of a literal or of a string resource, "" for everything else."""
        if op.kind == facts.CONST and op.type == "string":
            return op.name
        if op.kind == facts.MEMBER and op.receiver != NONE and body.ops[op.receiver].name == "string":
            return self._tables.texts.of(op.name)
        return ""

    def of_slots(self, file: SourceFile, body: int) -> Iterator[Role]:
        """The slots that code around a piece of code was handed to: `dismissButton = { … }`."""
        while body != NONE:
            code = file.body(body)
            if code.parent != NONE:
                for item in file.body(code.parent).ops:
                    for name, argument in zip(item.arg_names, item.args, strict=False):
                        if argument == code.parent_op and name.endswith(_BUTTON):
                            yield "reject" if "dismiss" in self.of_name(name) else next(self.of_name(name), "")
            body = code.parent

    def of_code(self, file: SourceFile, body: int) -> Iterator[Role]:
        """The answer that code hands on: `listener.onDisagree()`, `onRefuse?.invoke()`."""
        ops = file.body(body).ops
        names = [op.name for op in ops if op.kind == facts.CALL and op.name != _INVOKE]
        invoked = [
            ops[op.receiver] for op in ops if op.kind == facts.CALL and op.name == _INVOKE and op.receiver != NONE
        ]
        names += [file.local(op.slot).name if op.kind == facts.LOCAL else op.name for op in invoked]
        found = {role for name in names if _NOTIFICATION.match(name) for role in self.of_name(name)}
        if len(found) == 1:
            yield found.pop()

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
        names = view_names(file, body, receiver)
        for name in names:
            yield from self.of_name(name)
        if any(self.is_subject(item.name) for item in body.ops if item.name):
            for name in names:
                yield from self.of_name(self._tables.layouts.label(name))

    # Subjects

    def is_about_consent(self, file: SourceFile, body: int) -> bool:
        """Whether code, or the code around it, speaks of privacy, terms or consent."""
        key = file.base + body
        found = self._subjects.get(key)
        if found is None:
            found = self._subjects[key] = any(map(self.is_subject, self._around(file, body)))
        return found

    def _around(self, file: SourceFile, body: int) -> Iterator[str]:
        """Names and texts of code and of the code around it, the class and method it belongs to included."""
        owner = owner_of(file, body)
        yield owner.cls.display.rpartition(".")[2]
        if owner.method is not None:
            yield owner.method.decl.name
        around = owner.cls.decl.body if owner.cls.is_anonymous else NONE
        inner = NONE
        while body != NONE:
            code = file.body(body)
            for op in code.ops:
                yield from self._spoken(code, op)
                if inner != NONE and inner in op.args:  # what stands beside it: `text = { Text("…") }`
                    for beside in (code.ops[argument] for argument in op.args if argument != NONE):
                        content = file.body(beside.slot) if beside.kind == facts.LAMBDA else code
                        for item in content.ops if content is not code else ():
                            yield from self._spoken(content, item)
            body, inner = code.parent, code.parent_op
        if around != NONE:
            yield from self._around(file, around)

    def _spoken(self, body: Body, op: Op) -> Iterator[str]:
        """The name of an operation, and its text."""
        if op.kind in (facts.NAME, facts.MEMBER, facts.CALL) or (op.kind == facts.CONST and op.type == "string"):
            yield op.name
            if op.kind == facts.MEMBER:
                yield self._text(body, op)
        elif op.kind == facts.NEW:
            yield op.type

    def asks(self, file: SourceFile, body: int) -> bool:
        """Whether code belongs to a question about consent: its class or method is named so, or it speaks of consent
        and offers a yes, too. (A screen that only links to a policy asks nothing.)"""
        owner = owner_of(file, body)
        names = [owner.cls.display.rpartition(".")[2]] if not owner.cls.is_anonymous else []
        names += [owner.method.decl.name] if owner.method is not None else []
        if any(self.is_subject(name) for name in names):
            return True
        agreeing = [name for name in owner.cls.methods if "accept" in self.of_name(name)]
        if owner.cls.is_anonymous and any(self.is_subject(name) for name in agreeing):
            return True
        return self.is_about_consent(file, body) and (bool(agreeing) or self._offers_yes(file, body))

    def chain_asks(self, file: SourceFile, body: int, position: int) -> bool | None:
        """Whether a question that is put together by a chain of calls is about consent; None if the chain does not say.
        Beside a question that is, one that does not say so is another question."""
        code = file.body(body)
        if not any(row.role in _ANSWERS for row in self._tables.callbacks.get(code.ops[position].name, ())):
            return None  # a view is no question
        if self._is_subject_of(file, code, position):
            return True
        others = (number for number, op in enumerate(code.ops) if op.kind == facts.CALL and number != position)
        refusing = (number for number in others if "reject" in self._of_function(code.ops[number].name))
        return False if any(self._is_subject_of(file, code, number) for number in refusing) else None

    def _is_subject_of(self, file: SourceFile, body: Body, position: int) -> bool:
        """Whether the names and texts of a chain, and of other calls on the same variable, speak of consent."""
        chain = operands(body, position)
        slots = {body.ops[number].slot for number in chain if body.ops[number].kind == facts.LOCAL}
        for number, op in enumerate(body.ops):
            if (
                op.receiver != NONE
                and body.ops[op.receiver].kind == facts.LOCAL
                and body.ops[op.receiver].slot in slots
            ):
                chain += operands(body, number)
        texts = (text for number in chain for text in self._spoken(body, body.ops[number]))
        return any(self.is_subject(text) for text in dict.fromkeys(texts) if text)

    def _offers_yes(self, file: SourceFile, body: int) -> bool:
        """Whether code, or the code around it, gives somebody code to run when the user agrees."""
        owner = owner_of(file, body)
        while body != NONE:
            code = file.body(body)
            for position, op in enumerate(code.ops):
                if any("accept" in self.of_name(name) for name in op.arg_names if name):
                    return True
                has_code = any(arg != NONE and code.ops[arg].kind in _CODE for arg in op.args)
                is_step = op.kind == facts.CALL and has_code and _CHECK not in op.name
                if is_step and next(self.of_step(file, code, position), "") == "accept":
                    return True
            body = code.parent
        return owner.cls.is_anonymous and owner.cls.decl.body != NONE and self._offers_yes(file, owner.cls.decl.body)

    def is_subject(self, text: str) -> bool:
        """Whether a name, or a text for people, is about privacy, terms or consent."""
        if self._words.polarity(f"{text} accepted") is not None:
            return True
        if len(text) <= _LONGEST_NAME:
            return False
        return any(word in text for word in self._tables.catalogue.consent.subjects if not word.isascii())
