"""Kotlin as Java sees it: accessors of properties, extensions with their receiver as first argument, statics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from privlint.consent.values import NOTHING, Instance, Value, Values, class_name, join
from privlint.frontend.facts import NONE, Op
from privlint.program.source import SourceClass

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine


class Interop:
    """Calls in Java code that mean something else than a function of that name and those parameters."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.tables = engine.tables
        self.calls = calls

    def member(self, activation: Activation, position: int, op: Op, value: Value) -> Values | None:
        """`object.getName()`, `object.setName(x)`, `object.extend(receiver)`; None if it is no such call."""
        cls = self.calls.reads.source_class(value)
        if cls is None or activation.node.file.is_kotlin:
            return None
        return self._of(activation, position, op, cls, value)

    def static(self, activation: Activation, position: int, op: Op, cls: SourceClass) -> Values | None:
        """As `member`, for a class that is named: a file of functions, an object, a class with a companion."""
        if activation.node.file.is_kotlin:
            return None
        holders = (cls,) if cls.is_singleton else tuple(self.tables.hierarchy.companions(cls))
        if cls.decl.kind == "facade":
            return self._of(activation, position, op, cls, class_name(cls.name))
        found = (self._of(activation, position, op, each, self.engine.instance(each)) for each in holders)
        return next((values for values in found if values is not None), None)

    def imported(self, activation: Activation, position: int, op: Op) -> Values | None:
        """A function that a static import makes visible, with or without its name."""
        file = activation.node.file
        if file.is_kotlin:
            return None
        name = file.static_imports.get(op.name)
        for owner in (name.rpartition(".")[0],) if name else file.wildcards:
            cls = self.tables.program.classes.get(owner)
            found = self.calls.static(activation, position, op, cls) if cls is not None else None
            if found is not None:
                return found
        return None

    def inherited(self, activation: Activation, position: int, op: Op) -> Values | None:
        """A call without receiver in a class of Java, of something that a class of Kotlin above it has."""
        instance = activation.node.this
        while instance is not None and not activation.node.file.is_kotlin:
            found = self._of(activation, position, op, instance.cls, instance)
            if found is not None:
                return found
            instance = instance.outer
        return None

    def _of(self, activation: Activation, position: int, op: Op, cls: SourceClass, value: Value) -> Values | None:
        found = self._accessor(activation, position, op, cls, value)
        if found is None:
            found = self._extension_property(activation, position, op, cls)
        return self._extension(activation, position, op, cls, value) if found is None else found

    def _accessor(self, activation: Activation, position: int, op: Op, cls: SourceClass, value: Value) -> Values | None:
        reads = self.calls.reads
        for name in _properties(op.name, len(op.args)):
            declared = self.tables.hierarchy.field(cls, name)
            if declared is None or not declared[0].file.is_kotlin:
                continue
            read = msgspec.structs.replace(op, name=name)
            if not op.args:
                return reads.property(activation, position, read, value, strict=True)
            self.engine.interpreter.writes.assign(activation, position, read, value, activation.of(op.args[0]))
            return NOTHING
        return None

    def _extension_property(self, activation: Activation, position: int, op: Op, cls: SourceClass) -> Values | None:
        """`FileKt.getName(receiver)`."""
        if cls.decl.kind != "facade" or len(op.args) != 1:
            return None
        names = set(_properties(op.name, 0))
        fields = [field for field in cls.decl.fields if field.receiver_type and field.name in names]
        getters = [field.getter for field in fields if field.getter != NONE]
        if not getters:
            return None
        receiver = activation.of(op.args[0])
        node = activation.node
        return join(
            *(
                self.engine.invoke(node, position, cls.file, getter, cls, None, None, (), receiver=receiver)
                for getter in getters
            )
        )

    def _extension(
        self, activation: Activation, position: int, op: Op, cls: SourceClass, value: Value
    ) -> Values | None:
        methods = [
            method
            for current in self.tables.hierarchy.chain(cls)
            for method in current.methods.get(op.name, ())
            if method.decl.receiver_type and method.decl.body != NONE
        ]
        receivers, *arguments = activation.arguments(op) or [NOTHING]
        fitting = [
            each for each in methods if any(self.calls.fits(v, each.owner, each.decl.receiver_type) for v in receivers)
        ]
        if not fitting:
            return None
        this = value if isinstance(value, Instance) else None
        return join(
            *(
                self.calls.run_method(activation.node, position, method, this, arguments, receiver=receivers)
                for method in self.calls.overloads.choose(fitting, arguments)
            )
        )


def _properties(member: str, count: int) -> Iterator[str]:
    """The properties that a function may be an accessor of: `getOn` -> on, On; `setOn` -> on, isOn, On."""
    prefix, rest = member[:3], member[3:]
    if rest[:1].isupper() and prefix == ("set" if count == 1 else "get") and count < 2:
        yield f"{rest[0].lower()}{rest[1:]}"
        if count:
            yield f"is{rest}"
        yield rest
    elif count == 0 and member[:2] == "is" and member[2:3].isupper():
        yield member
