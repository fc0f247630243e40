"""Reads of names: variables, fields, properties and their accessors, singletons, constants, classes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from privlint.consent.assumptions import Assumptions
from privlint.consent.fields import Fields
from privlint.consent.graph import Node
from privlint.consent.libraries import getter_names
from privlint.consent.operators import nulls
from privlint.consent.parts import Parts
from privlint.consent.receivers import Receivers
from privlint.consent.scopes import Scopes
from privlint.consent.statics import Statics
from privlint.consent.values import (
    ANYTHING,
    NOTHING,
    NULL,
    TOP,
    ClassLiteral,
    ClassName,
    Const,
    Function,
    Instance,
    PackageName,
    Reference,
    Unknown,
    Value,
    Values,
    carried,
    const,
    elements,
    join,
    typed,
    unknown,
)
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op
from privlint.program.names import erased, first_argument
from privlint.program.source import SourceClass, SourceMethod

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.engine import Engine

_ELEMENT_READS: Final = frozenset(["value", "first", "second", "third", "key", "current", "data", "obj", "text"])


class Reads:
    """What a name or member evaluates to in an invocation."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables = engine.tables
        self.scopes = Scopes(engine)
        self.receivers = Receivers(engine.tables)
        self.fields = Fields(engine, self)
        self.assumptions = Assumptions(engine)
        self.parts = Parts(engine)
        self.statics = Statics(engine, self)

    # Variables

    def local(self, node: Node, position: int, slot: int) -> Values:
        """The values of a variable or parameter."""
        local = node.file.local(slot)
        values = self.engine.read_local(node, slot, position)
        if local.is_delegated and values:
            declared = self.declared_type(node, local.type)
            return self.fields.delegated(node, position, values, local.name, type_name=declared)
        if not values:
            is_given = not local.has_default if local.is_parameter else self.engine.is_assigned(node, slot)
            if is_given:  # by something that has not come back yet
                return NOTHING
            declared = self.declared_type(node, local.type)
            return (unknown(declared),) if declared else ANYTHING
        if local.type and TOP in values:
            declared = self.declared_type(node, local.type)
            return typed(values, declared)
        return values

    def declared_type(self, node: Node, text: str) -> str:
        """A declared type, with type arguments; what type parameters stand for where that is known."""
        if not text:
            return ""
        found = self.tables.names.resolve_generic(node.file, node.cls, text)
        return found or self._bound(node, text.rstrip("?"))

    def return_type(self, method: SourceMethod, node: Node | None = None) -> str:
        """The declared type of what a method returns, "" if it is not written."""
        text = method.decl.return_type
        if not text or text in ("void", "Unit"):
            return ""
        found = self.tables.names.resolve_generic(method.file, method.owner, text)
        return found or (self._bound(node, text.rstrip("?")) if node is not None else "")

    def _bound(self, node: Node | None, text: str) -> str:
        """What a type parameter stands for in an invocation: given at the call, or by the class of the instance."""
        current = node
        while current is not None and current.home is not None:
            current = current.home
        if current is None or not text[:1].isupper() or len(text) > 30 or "." in text or "<" in text:
            return ""
        for item in current.context:
            if isinstance(item, str) and item.startswith("*="):
                return item[2:]
        if current.this is not None:
            return self.scopes.class_argument(current.this.cls, current.cls, text)
        return ""

    def type_argument(self, node: Node, text: str) -> str:
        """The class a type in an expression stands for (`T::class`, `X.class`, `get<X>()`)."""
        return self.tables.names.resolve(node.file, node.cls, text) or self._bound(node, text.rstrip("?"))

    def this(self, node: Node, qualifier: str) -> Values:
        """`this`, with or without a qualifier."""
        for receiver in self.scopes.receivers(node):
            if not qualifier:
                return receiver
            for value in receiver:
                if isinstance(value, Instance) and any(
                    c.decl.name == qualifier for c in self.tables.hierarchy.chain(value.cls)
                ):
                    return receiver
        outer = self.scopes.class_around(node.cls, qualifier)
        if outer:
            return (unknown(outer),)
        if qualifier:  # `this@apply`: the label of a function
            return next(self.scopes.receivers(node), ANYTHING)
        return (unknown(node.cls.name),)

    # Names

    def name(self, activation: Activation, position: int, op: Op) -> Values:
        """The value of a simple name that is no variable."""
        node = activation.node
        if op.name == "field" and node.method is None and node.file.is_kotlin:
            backing = self.fields.backing(node)
            if backing is not None:
                return backing
        for receiver in self.scopes.lambda_receivers(node):
            found = self._property_of(activation, position, op, receiver)
            if found is not None:
                return found
        return self._lexical(activation, position, op)

    def _property_of(self, activation: Activation, position: int, op: Op, receiver: Values) -> Values | None:
        """A property of an implicit receiver, None if it has none of the name."""
        results = [
            found
            for value in receiver
            if (found := self.property(activation, position, op, value, strict=True)) is not None
        ]
        return join(*results) if results else None

    def _lexical(self, activation: Activation, position: int, op: Op) -> Values:
        node = activation.node
        target = self.scopes.lookup(node.file, node.cls, op.name)
        if target.kind == "field":
            assert target.cls is not None and target.field is not None
            instance = self.scopes.instance_of(node, target.holder)
            return self.fields.read(node, position, target.cls, target.field, instance)
        if target.kind == "getter":
            instance = self.scopes.instance_of(node, target.holder)
            return self.engine.interpreter.calls.property_call(activation, position, op, instance, target.name)
        if target.kind == "library":
            holder = self.scopes.heir_of(node, target.name) or unknown(target.name)
            found = self.property(activation, position, op, holder, strict=False)
            return ANYTHING if found is None else found
        if target.kind == "class":
            return self.statics.class_value(node, position, target.name)
        if target.kind == "package":
            return (PackageName(target.name),)
        if target.kind == "constant":
            return self.statics.constant_or_flag(node, position, target.name)
        constants = self.engine.interpreter.enums.in_scope(node.cls, op.name)
        if constants is not None:
            return constants
        return self.assumptions.value(node, "", op.name, ANYTHING)

    # Members

    def member(self, activation: Activation, position: int, op: Op) -> Values:
        """`receiver.name`."""
        if activation.ops[op.receiver].kind == facts.SUPER:
            inherited = self._of_super(activation.node, position, op)
            if inherited is not None:
                return inherited
        whole = activation.of(op.receiver)
        known = self.parts.read(activation.node, whole, op.name)
        if known is not None:
            return known
        if op.name == "value" and any(isinstance(v, Unknown) and erased(v.type) == "kotlin.Lazy" for v in whole):
            return self.fields.delegated(activation.node, position, whole, op.name)
        receivers = self.receivers.proper(whole)
        results: list[Values] = []
        for value in receivers:
            found = self.property(activation, position, op, value, strict=False)
            results.append(ANYTHING if found is None else found)
        if op.safe or not receivers:
            results += self._of_null(activation, position, op, nulls(whole))
        return join(*results)

    def _of_super(self, node: Node, position: int, op: Op) -> Values | None:
        """`super.name`: the property of the class above the code, on the same instance."""
        for name in self.tables.hierarchy.supertypes(node.cls):
            parent = self.tables.program.classes.get(name)
            declared = self.tables.hierarchy.field(parent, op.name) if parent is not None else None
            if declared is not None:
                return self.fields.read_own(node, position, *declared, self.scopes.instance_of(node, node.cls))
        return None

    def _of_null(self, activation: Activation, position: int, op: Op, values: Values) -> Iterator[Values]:
        """What `receiver.name` gives where the receiver is null: null after `?.`, else an extension property."""
        for value in values:
            if op.safe:
                yield (value,)
                continue
            found = self.engine.interpreter.calls.extension_property(activation, position, op, value)
            if found is not None:
                yield found

    def property(self, activation: Activation, position: int, op: Op, value: Value, strict: bool) -> Values | None:
        """A property, field or nested class of a value. `strict`: None unless the value surely has it."""
        node = activation.node
        if isinstance(value, PackageName):
            return self.statics.in_package(node, position, f"{value.name}.{op.name}")
        if isinstance(value, ClassName):
            return self.statics.member(activation, position, op, value.name)
        if isinstance(value, Const) and value.kind == "ref" and value.text.rpartition(".")[0].endswith("R"):
            return (const("ref", f"{value.text}.{op.name}"),)
        cls = self.source_class(value)
        if cls is not None:
            found = self._source_property(activation, position, op, cls, value)
            if found is not None:
                return found
        calls = self.engine.interpreter.calls
        extension = calls.extension_property(activation, position, op, value)
        if extension is not None:
            return extension
        if isinstance(value, ClassLiteral) and op.name in ("java", "javaClass", "kotlin"):
            return (value,)
        if op.name == "name" and isinstance(value, Const) and value.kind == "property":
            return (const("string", value.text),)
        if op.name == "name" and isinstance(value, Reference):  # `Settings::agreed.name`
            return (const("string", value.name),)
        if op.name in ("name", "simpleName", "canonicalName") and isinstance(value, ClassLiteral):
            return (const("string", value.name),)
        if strict and not self._library_has(value, op.name):
            return None
        return self._library_property(activation, position, op, value)

    def source_class(self, value: Value) -> SourceClass | None:
        """The class of the program that a value belongs to."""
        if isinstance(value, Instance):
            return value.cls
        if isinstance(value, Unknown) and value.type:
            return self.tables.program.classes.get(value.type.partition("<")[0])
        if isinstance(value, Const) and value.kind == "enum":
            return self.tables.program.classes.get(value.text.rpartition(".")[0])
        return None

    def _source_property(
        self, activation: Activation, position: int, op: Op, cls: SourceClass, value: Value
    ) -> Values | None:
        node = activation.node
        constant, value = value, self.engine.interpreter.enums.object(node, position, value)
        declared = self.tables.hierarchy.field(cls, op.name)
        calls = self.engine.interpreter.calls
        if declared is not None:
            found = calls.property_by_hierarchy(node, position, cls, declared[1], value)
            return self.fields.read(node, position, *declared, value) if found is None else found
        for getter in getter_names(op.name):
            if self.tables.hierarchy.declared(cls, getter) is not None:
                return calls.property_call(activation, position, op, value, getter)
        if op.name == "INSTANCE" and cls.decl.kind == "object":
            return (value,)
        return self.engine.interpreter.enums.of_constant(constant, op.name)

    # Libraries

    def _library_has(self, value: Value, name: str) -> bool:
        calls = self.engine.interpreter.calls
        return any(calls.libraries.has_property(owner, name) for owner in calls.libraries.owners(value))

    def _library_property(self, activation: Activation, position: int, op: Op, value: Value) -> Values:
        calls = self.engine.interpreter.calls
        owners = calls.libraries.owners(value)
        found = calls.library_property(activation, position, op, owners, value)
        if found is not None:
            return found
        result = calls.libraries.property_type(owners, op.name)
        inside = self._contents(activation, op) if op.name in _ELEMENT_READS else NOTHING
        if inside:
            return inside
        kept = carried(activation.of(op.receiver)) if op.receiver != NONE and not isinstance(value, Instance) else ()
        return self.assumptions.value(activation.node, "", op.name, join((unknown(result),), kept))

    def _contents(self, activation: Activation, op: Op) -> Values:
        if op.receiver == NONE:
            return NOTHING
        values = activation.of(op.receiver)
        held = self.engine.interpreter.holders.contents(activation.node, values)
        if held is not None:
            return held or (NULL,)
        return elements(value for value in values if not isinstance(value, Function))

    def element(self, node: Node, values: Values) -> Values:
        """What is inside a container; of its declared element type where nothing else is known."""
        held = self.engine.interpreter.holders.contents(node, values)
        rest = tuple(v for v in elements(values) if not self.engine.interpreter.holders.is_container(v))
        if held is not None:
            return join(held, rest)
        if rest:
            return rest
        if self.engine.interpreter.calls.library.collections.are_empty(node, values):
            return NOTHING
        types = (
            self.tables.index.element_type(value.type) or first_argument(value.type)
            for value in values
            if isinstance(value, Unknown) and value.type
        )
        return join(tuple(unknown(name) for name in types)) or ANYTHING
