"""When code runs that was handed to a library: what the rule says, and what the place says where it is handed over.

A listener that no rule calls an answer may still be one: by its label (`"不同意"`), its view (`R.id.refuse`), its name
(`onDisagree`) or the code it runs. *No* is followed, since what it writes is state without consent, and what it
collects is collected after a refusal; *yes* is not."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from privlint.consent.answers import Answers
from privlint.consent.graph import LEVELS, REFUSED, UNKNOWN, USER
from privlint.consent.values import (
    ANYTHING,
    NOTHING,
    Const,
    Function,
    Instance,
    Reference,
    Value,
    Values,
    boolean,
    const,
    unknown,
)
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op
from privlint.knowledge.model import Role, Trigger

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.graph import Node
    from privlint.consent.libraryplans import LibraryCall
    from privlint.consent.tables import Tables
    from privlint.knowledge.callbacks import Callback
    from privlint.program.source import SourceFile

#: Operations that make code that runs when somebody calls it.
CODE: Final = (facts.LAMBDA, facts.REF)
#: The kind of a view that is known by its id.
VIEW: Final = "view"
_CLICK: Final = "click"
_PLAIN: Final = ("accept", "reject")


def level_of(trigger: Trigger, role: Role) -> int:
    """When a callback runs. The answer no, and closing the question, count for what they write."""
    if trigger == "user" and role in ("reject", "dismiss"):
        return REFUSED
    return LEVELS[trigger]


class Steps:
    """The trigger of code that library functions are given."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._answers = Answers(tables)
        self._roles: dict[tuple[object, ...], Role] = {}

    def level(self, call: LibraryCall, row: Callback, value: Value) -> int:
        """When a function, or the methods of an object, run by a rule."""
        if row.trigger != "user":
            return LEVELS[row.trigger]
        made = creation_of(value)
        node = call.activation.node
        key = (node.file.base + node.body_index, call.position, row.role, made and made[0].body_index, made and made[1])
        role = self._roles.get(key)
        if role is None:
            role = self._roles[key] = self._role(call, row, value)
        level = level_of(row.trigger, role)
        if level == REFUSED and row.defers == _CLICK and self._is_shared(value) and not self.view(call, row):
            return USER  # which of its buttons was pressed nobody knows
        return level

    def _role(self, call: LibraryCall, row: Callback, value: Value) -> Role:
        """What the user says with the action that a rule speaks of. A label tells more than the name of a button."""
        node = call.activation.node
        if row.role in _PLAIN:
            return next(self._answers.of_labels(node.file, node.body, call.position), row.role)
        if row.role == "dismiss":
            return row.role
        return next((role for role in self._told(call, value) if role in _PLAIN), "")

    def _told(self, call: LibraryCall, value: Value) -> Iterator[Role]:
        node = call.activation.node
        yield from self._answers.of_step(node.file, node.body, call.position)
        made = creation_of(value)
        if made is not None:
            yield from self._answers.of_creation(made[0].file, made[0].body, made[1])
            yield from self._answers.of_slots(made[0].file, made[0].body_index)
        if isinstance(value, Function):
            yield from self._answers.of_code(value.home.file, value.body)
        elif isinstance(value, Instance) and value.cls.is_anonymous:
            for methods in value.cls.methods.values():
                for method in methods:
                    if method.decl.body != NONE:
                        yield from self._answers.of_code(value.cls.file, method.decl.body)
        elif isinstance(value, Reference):
            yield from self._answers.of_name(value.name)

    def _is_shared(self, value: Value) -> bool:
        """Whether a listener may be that of several buttons: a screen that listens itself."""
        return isinstance(value, Instance) and not value.cls.is_anonymous

    def method_level(self, value: Instance, name: str, level: int) -> int:
        """When a method of a listener runs, `level` being that of the listener: `onDisagree` runs when the user says
        no, also where nobody knows who calls it, if it stands beside a yes to the same question."""
        if level not in (USER, UNKNOWN) or next(self._answers.of_name(name), "") != "reject":
            return level
        if level == USER:
            return REFUSED
        made = creation_of(value)
        others = (other for other in value.cls.methods if other != name)
        if made is None or not any("accept" in self._answers.of_name(other) for other in others):
            return level
        return REFUSED if self._answers.is_about_consent(made[0].file, made[0].body_index) else level

    def answered(
        self, call: LibraryCall, row: Callback, value: Value, level: int, arguments: list[Values]
    ) -> tuple[int, list[Values]]:
        """Trigger and arguments of a function that waits for the user: the view he pressed. Of code that is told his
        answer (`{ agreed -> … }`) what it does when he says no is followed."""
        found = None
        if isinstance(value, Function):
            file = value.home.file
            found = refusing_parameter(self._tables, file, file.body(value.body).params)
        if found is not None:
            position, said = found
            arguments = arguments + [ANYTHING] * (position + 1 - len(arguments))
            arguments[position] = (said,)
            return REFUSED, arguments
        seen = self.view(call, row) if level == REFUSED else ()
        return level, [seen, *arguments[1:]] if seen else arguments

    def view(self, call: LibraryCall, row: Callback) -> Values:
        """The view that a listener is set on, if its id is known."""
        found = self._id(call.activation, call.op.receiver) if row.defers == _CLICK else ""
        return (unknown("android.view.View"), const(VIEW, found)) if found else NOTHING

    def pressed(self, activation: Activation, op: Op) -> Values | None:
        """`view == refuseButton` in a listener that is told of the view; None if the ids of both are not known."""
        for mine, other in ((0, 1), (1, 0)):
            seen = {v.text for v in activation.of(op.args[mine]) if isinstance(v, Const) and v.kind == VIEW}
            asked = self._id(activation, op.args[other]) if seen else ""
            if asked and all(seen):
                same = {_id_name(text) == _id_name(asked) for text in seen}
                return tuple(boolean(each is not op.name.startswith("!")) for each in same)
        return None

    def _id(self, activation: Activation, operand: int) -> str:
        node = activation.node
        ops = node.body.ops
        while operand != NONE:
            op = ops[operand]
            if op.kind == facts.CALL:
                values = (value for arg in op.args for value in activation.of(arg))
                return next(
                    (v.text for v in values if isinstance(v, Const) and v.kind == "ref" and ".id." in v.text), ""
                )
            if op.kind == facts.LOCAL:
                stores = (o.args[0] for o in ops if o.kind == facts.STORE_LOCAL and o.slot == op.slot and o.args)
                operand = next(stores, NONE)
            elif op.kind == facts.NAME:
                return next(self._ids_of_field(node.file, op.name), "")
            else:
                operand = op.receiver if op.kind == facts.CAST else NONE
        return ""

    def _ids_of_field(self, file: SourceFile, name: str) -> Iterator[str]:
        """`button = findViewById(R.id.ok)` in code of the same file."""
        for index in file.bodies_with(name):
            ops = file.body(index).ops
            for op in ops:
                if op.kind == facts.STORE_NAME and op.name == name and op.args:
                    made = ops[op.args[0]]
                    made = ops[made.receiver] if made.kind == facts.CAST else made
                    ids = (ops[arg] for arg in made.args if arg != NONE) if made.kind == facts.CALL else ()
                    yield from (f"R.id.{id.name}" for id in ids if id.kind == facts.MEMBER)


def _id_name(text: str) -> str:
    return text.rpartition(".")[2]


def refusing_parameter(tables: Tables, file: SourceFile, params: Sequence[int]) -> tuple[int, Const] | None:
    """The parameter by which code is told whether the user agreed, and its value when he did not; None if there is
    none."""
    for position, slot in enumerate(params):
        local = file.local(slot)
        if local.type.rstrip("?") in ("", "boolean", "Boolean"):
            polarity = tables.vocabulary.polarity(local.name)
            if polarity is not None:
                return position, const("bool", "false" if polarity else "true")
    return None


def pressed_id(receiver: Values) -> Values:
    """The id of a view that a listener is told of, nothing for other views."""
    return tuple(const("ref", v.text, VIEW, v.text) for v in receiver if isinstance(v, Const) and v.kind == VIEW)


def creation_of(value: Value) -> tuple[Node, int] | None:
    """Where a lambda or an anonymous object is made; None for all other values."""
    if isinstance(value, Function):
        return operation_of(value.home, CODE, value.body)
    if isinstance(value, Instance) and value.home is not None and value.home.file is value.cls.file:
        return operation_of(value.home, (facts.NEW,), value.cls.index)
    return None


def operation_of(node: Node, kinds: Container[int], slot: int) -> tuple[Node, int] | None:
    """The operation of an invocation that makes something of the number `slot`."""
    ops = node.body.ops
    return next(((node, number) for number, op in enumerate(ops) if op.kind in kinds and op.slot == slot), None)
