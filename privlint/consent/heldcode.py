"""Calls of code that a variable or property holds: `callback(x)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.consent.values import ANYTHING, Function, Instance, Reference, Value, Values, join
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Field, Op
from privlint.frontend.functiontypes import parameters_after_receiver

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.program.source import SourceClass


class HeldCode:
    """Finds what is held under the name that is called, and runs it."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls

    def by_variable(self, activation: Activation, position: int, op: Op) -> Values | None:
        """What a call gives that means the code in a variable, None if there is none in it."""
        values = self.calls.reads.local(activation.node, position, op.slot)
        code = tuple(value for value in values if self._is_called(value))
        return self._invoke(activation, position, op, code) if code else None

    def _is_called(self, value: Value) -> bool:
        """Whether a value can be called like a function: code, or an object with `operator fun invoke`."""
        if isinstance(value, Instance):
            return self.engine.tables.hierarchy.declared(value.cls, "invoke") is not None
        return isinstance(value, (Function, Reference))

    def with_receiver(self, activation: Activation, position: int, op: Op) -> Values | None:
        """`block(…)` or `receiver.block(…)` where the variable holds code with a receiver; None for all other calls."""
        node = activation.node
        target = activation.ops[op.receiver]
        slot = (
            op.slot if op.slot != NONE else target.slot if op.name == "invoke" and target.kind == facts.LOCAL else NONE
        )
        if slot == NONE or not node.file.is_kotlin:
            return None
        count = parameters_after_receiver(node.file.local(slot).type)
        if count == NONE:
            return None
        arguments = activation.arguments(op)
        if op.slot != NONE:
            receiver = activation.of(op.receiver)
        elif len(arguments) > count:
            receiver = arguments.pop(0)
        else:
            receiver = next(self.calls.reads.scopes.receivers(node), ANYTHING)
        code = self.calls.reads.local(node, position, slot)
        results = [
            self.calls.run_function(node, position, value, arguments, receiver)
            for value in code
            if isinstance(value, (Function, Reference))
        ]
        return join(*results) if results else None

    def by_member(self, activation: Activation, position: int, op: Op, value: Value) -> Values | None:
        """`receiver.callback(…)`, where callback is a property that holds a function."""
        cls = self.calls.reads.source_class(value)
        if cls is None or not cls.file.is_kotlin or not activation.node.file.is_kotlin:
            return None
        declared = self.engine.tables.hierarchy.field(cls, op.name)
        if declared is None or not _may_be_called(activation, position, declared[1]):
            return None
        value = self.engine.interpreter.enums.object(activation.node, position, value)
        values = self.calls.reads.fields.read(activation.node, position, *declared, value)
        return self._invoke(activation, position, op, values)

    def is_code_of(self, scope: SourceClass, name: str) -> bool:
        """Whether a class declares a property of a function type."""
        field = scope.fields.get(name)
        return field is not None and "->" in field.type

    def by_name(self, activation: Activation, position: int, op: Op) -> Values | None:
        """`callback(…)`, where callback is a property in scope that holds a function."""
        node = activation.node
        if not node.file.is_kotlin:
            return None
        target = self.calls.reads.scopes.lookup(node.file, node.cls, op.name)
        if target.kind == "class":
            return self._invoke_class(activation, position, op, target.name)
        if target.kind != "field" or target.cls is None or target.field is None:
            return None
        if not _may_be_called(activation, position, target.field):
            return None
        instance = self.calls.reads.scopes.instance_of(node, target.holder)
        values = self.calls.reads.fields.read(node, position, target.cls, target.field, instance)
        return self._invoke(activation, position, op, values)

    def _invoke_class(self, activation: Activation, position: int, op: Op, name: str) -> Values | None:
        """`Name(…)`, where an object or companion can be called. Code of the class itself means its constructor, which
        others do not see."""
        cls = self.engine.tables.program.classes.get(name)
        if cls is not None and not cls.is_singleton and _is_within(activation.node.cls, cls):
            return None
        single = cls if cls is None or cls.is_singleton else cls.companion
        if single is None or self.engine.tables.hierarchy.declared(single, "invoke") is None:
            return None
        holder = self.engine.instance(single)
        return self.calls.call_member(
            activation.node, position, holder, "invoke", activation.arguments(op), op.arg_names
        )

    def _invoke(self, activation: Activation, position: int, op: Op, values: Values) -> Values:
        node = activation.node
        arguments = activation.arguments(op)
        results: list[Values] = []
        for value in values:
            if isinstance(value, (Function, Reference)):
                results.append(self.calls.run_function(node, position, value, arguments))
            else:
                found = self.calls.call_member(node, position, value, "invoke", arguments, op.arg_names)
                results.append(ANYTHING if found is None else found)
        return join(*results)


def _may_be_called(activation: Activation, position: int, field: Field) -> bool:
    """Whether a call of a property's name may mean what the property holds. It means a function of that name where the
    property is made with it, and beside a property that is delegated: `val model by model()`."""
    if field.is_delegated:
        return "->" in field.type
    return not any(
        op.kind == facts.STORE_NAME and op.name == field.name and position in op.args
        for op in activation.ops[position + 1 :]
    )


def _is_within(scope: SourceClass | None, cls: SourceClass) -> bool:
    """Whether a class is another one, or inside of it."""
    while scope is not None and scope is not cls:
        scope = scope.outer
    return scope is cls
