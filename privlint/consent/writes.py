"""Writes to fields, properties and containers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.consent.graph import Key
from privlint.consent.holders import named, observers
from privlint.consent.libraries import setter_name
from privlint.consent.values import ANYTHING, NOTHING, ClassName, Instance, PackageName, Value, Values, const, join
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Field, Op
from privlint.program.source import SourceClass

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.engine import Engine
    from privlint.consent.reads import Reads


class Writes:
    """What assignments do."""

    def __init__(self, engine: Engine, reads: Reads) -> None:
        self.engine = engine
        self.reads = reads
        self.tables = engine.tables

    def name(self, activation: Activation, position: int, op: Op) -> Values:
        """`name = value`, where the name is no variable."""
        node = activation.node
        values = activation.of(op.args[0]) if op.args else ANYTHING
        if op.name == "field":
            key = self.reads.fields.backing_key(node)
            if key is not None:
                self.reads.fields.write(node, key, values)
                return NOTHING
        for receiver in self.reads.scopes.lambda_receivers(node):
            self.engine.interpreter.switches.assign(activation, position, op, receiver, values)
            self.reads.parts.write(node, receiver, op.name, values)
            if any(self.assign(activation, position, op, value, values) for value in receiver):
                self.engine.interpreter.holders.fill(node, receiver, values)  # `Intent().apply { action = "…" }`
                return NOTHING
        extension = node.cls.fields.get(op.name)
        if extension is not None and extension.receiver_type and node.method is None:  # `val Context.store by …`
            self.reads.fields.write(node, self.reads.fields.key(node.cls, extension, node.this), values)
            return NOTHING
        target = self.reads.scopes.lookup(node.file, node.cls, op.name)
        if target.kind == "field" and target.cls is not None and target.field is not None:
            instance = self.reads.scopes.instance_of(node, target.holder)
            is_initial = node.body_index in (target.cls.decl.initializer, target.cls.decl.static_initializer)
            if target.field.setter != NONE and is_initial:
                is_initial = target.field.has_initializer and _is_first_store(activation, position)
            self._set(activation, position, target.cls, target.field, instance, values, is_initial)
            return NOTHING
        if target.kind == "library" or node.this is not None:
            for receiver in self.reads.scopes.receivers(node):
                if any(self.assign(activation, position, op, value, values) for value in receiver):
                    break
        return NOTHING

    def member(self, activation: Activation, position: int, op: Op) -> Values:
        """`receiver.name = value`."""
        values = activation.of(op.args[0]) if op.args else ANYTHING
        done = False
        self.engine.interpreter.switches.assign(activation, position, op, activation.of(op.receiver), values)
        self.reads.parts.write(activation.node, activation.of(op.receiver), op.name, values)
        for value in activation.of(op.receiver):
            done = self.assign(activation, position, op, value, values) or done
        if not done:
            self.into(activation, op.receiver, values)
        return NOTHING

    def assign(self, activation: Activation, position: int, op: Op, holder: Value, values: Values) -> bool:
        """Assigns to a property of a value; False if the value has none that is known."""
        if isinstance(holder, PackageName):
            return False
        calls = self.engine.interpreter.calls
        holder = self.engine.interpreter.enums.object(activation.node, position, holder)
        name = holder.name if isinstance(holder, ClassName) else ""
        cls = self.tables.program.classes.get(name) if name else self.reads.source_class(holder)
        if cls is not None:
            declared = self.tables.hierarchy.field(cls, op.name)
            if declared is None and name and cls.companion is not None and op.name in cls.companion.fields:
                declared = cls.companion, cls.companion.fields[op.name]
            if declared is not None:
                self._set(activation, position, *declared, holder, values, False)
                return True
            setter = setter_name(op.name)
            if self.tables.hierarchy.declared(cls, setter) is not None:
                calls.call_member(activation.node, position, holder, setter, (values,))
                return True
        return calls.library_setter(activation, position, op, holder, values)

    def _set(
        self,
        activation: Activation,
        position: int,
        cls: SourceClass,
        field: Field,
        holder: Value | None,
        values: Values,
        is_initial: bool,
    ) -> None:
        node = activation.node
        instance = holder if isinstance(holder, Instance) else None
        is_constructor = node.method is not None and node.method.decl.name == "<init>"  # stores its `var` parameters
        if instance is not None and instance.cls is not cls and not (is_initial or is_constructor or field.is_final):
            cls, field = self.tables.hierarchy.property(instance.cls, cls, field)
        if field.setter != NONE and not is_initial:
            this = instance or (None if field.is_static else self.engine.instance(cls, exact=False))
            self.engine.invoke(node, position, cls.file, field.setter, cls, None, this, (values,))
            return
        key = self.reads.fields.key(cls, field, holder)
        if field.is_delegated and not is_initial:
            self._set_delegate(activation, position, key, field, values)
            return
        if field.is_delegated:
            values = self._delegates(activation, position, field, instance, values)
        if is_initial and not field.is_final:
            values = tuple(named(value, f"{cls.display}.{field.name}") for value in values)
        self.reads.fields.write(node, key, values)
        if not is_initial:
            self.engine.interpreter.calls.note_write(activation, position, f"{cls.display}.{field.name}", values)

    def _delegates(
        self, activation: Activation, position: int, field: Field, instance: Instance | None, values: Values
    ) -> Values:
        """What a property is delegated to: an object may give another one for that."""
        this: Values = (instance,) if instance is not None else ANYTHING
        arguments = (this, (const("string", field.name),))
        found: list[Values] = []
        for value in values:
            given = None
            if isinstance(value, Instance):
                calls = self.engine.interpreter.calls
                given = calls.call_member(activation.node, position, value, "provideDelegate", arguments)
            found.append((value,) if given is None else given)
        return join(*found)

    def local_delegate(self, activation: Activation, position: int, op: Op, values: Values) -> bool:
        """Puts what is assigned to a variable into the state holder behind its `by`, and runs who observes it; False
        for the declaration."""
        node = activation.node
        key = self.engine.local_key(node, op.slot)
        stores = (at for at, other in enumerate(activation.ops) if other.kind == op.kind and other.slot == op.slot)
        if key[2] == node.number and next(stores) == position:
            return False
        delegates = self.engine.read(node, key) or NOTHING
        for delegate in delegates:
            for observer in self.engine.read(node, observers(delegate)) or ():
                self.engine.interpreter.calls.run_function(node, position, observer, (ANYTHING, ANYTHING, values))
        return self.engine.interpreter.holders.fill(node, delegates, values)

    def _set_delegate(self, activation: Activation, position: int, key: Key, field: Field, values: Values) -> None:
        node = activation.node
        for delegate in self.engine.read(node, key) or ():
            if isinstance(delegate, Instance):
                arguments = (ANYTHING, ANYTHING, values)
                self.engine.interpreter.calls.call_member(node, position, delegate, "setValue", arguments)
            for observer in self.engine.read(node, observers(delegate)) or ():
                self.engine.interpreter.calls.run_function(node, position, observer, (ANYTHING, ANYTHING, values))
        holders = self.engine.interpreter.holders
        if not holders.fill(node, self.engine.read(node, key) or NOTHING, values):
            self.reads.fields.write(node, key, tuple(v for v in values if not isinstance(v, Instance)))

    def into(self, activation: Activation, receiver: int, values: Values) -> None:
        """Puts values into whatever variable or field holds the container `receiver`."""
        if receiver == NONE or not values:
            return
        node = activation.node
        op = activation.ops[receiver]
        if self.engine.interpreter.holders.fill(node, activation.of(receiver), values):
            return
        self.engine.interpreter.calls.library.collections.fill(node, activation.of(receiver))
        if op.kind == facts.LOCAL:
            self.engine.fill_local(node, op.slot, receiver, values)
        elif op.kind == facts.NAME:
            target = self.reads.scopes.lookup(node.file, node.cls, op.name)
            if target.kind == "field" and target.cls is not None and target.field is not None:
                instance = self.reads.scopes.instance_of(node, target.holder)
                self._into_field(activation, target.cls, target.field, instance, values)
        elif op.kind == facts.MEMBER:
            for holder in activation.of(op.receiver):
                name = holder.name if isinstance(holder, ClassName) else ""
                cls = self.tables.program.classes.get(name) if name else self.reads.source_class(holder)
                declared = self.tables.hierarchy.field(cls, op.name) if cls is not None else None
                if declared is not None:
                    self._into_field(activation, *declared, holder, values)
        elif op.kind == facts.CALL and op.receiver != NONE:
            self.into(activation, op.receiver, values)

    def _into_field(
        self, activation: Activation, cls: SourceClass, field: Field, holder: Value | None, values: Values
    ) -> None:
        self.reads.fields.write(activation.node, self.reads.fields.key(cls, field, holder), values)


def _is_first_store(activation: Activation, position: int) -> bool:
    """Whether an operation of an initialiser is the initial value of a property; what an `init` block assigns to a
    property goes through its setter."""
    name = activation.ops[position].name
    return not any(op.kind == facts.STORE_NAME and op.name == name for op in activation.ops[:position])
