"""Calls: which code of the program or which function of a library a call means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from privlint.consent.components import Components
from privlint.consent.extensions import Extensions
from privlint.consent.graph import Node
from privlint.consent.heldcode import HeldCode
from privlint.consent.injection import Injection
from privlint.consent.interop import Interop
from privlint.consent.librarycalls import LibraryCalls
from privlint.consent.libraryplans import LibraryCall
from privlint.consent.operators import nulls
from privlint.consent.records import Records
from privlint.consent.values import (
    ANYTHING,
    NOTHING,
    NULL,
    ClassName,
    Const,
    Function,
    PackageName,
    Reference,
    Value,
    Values,
    join,
    unknown,
)
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op
from privlint.program.source import SourceClass, SourceMethod

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.engine import Engine
    from privlint.consent.reads import Reads

#: Functions of every object: calling them does not run a function value.
_OF_ANY: Final = frozenset(["toString", "hashCode", "equals", "getClass"])


class Calls(Extensions):
    """The CALL and NEW operations."""

    def __init__(self, engine: Engine, reads: Reads) -> None:
        super().__init__(engine, reads)
        self.injection = Injection(engine, self)
        self.components = Components(engine, self)
        self.library = LibraryCalls(engine, self)
        self.interop = Interop(engine, self)
        self.held = HeldCode(engine, self)
        self.records = Records(reads)

    def new(self, activation: Activation, position: int, op: Op) -> Values:
        """`new T(…)`, `object : T(…) { }`."""
        node = activation.node
        arguments = activation.arguments(op)
        if op.slot != NONE:
            return self.construct(node, position, node.file.classes[op.slot], arguments, op.arg_names)
        name = self.tables.names.resolve(node.file, node.cls, op.type)
        return self._construct_named(activation, position, op, name or op.type.partition("<")[0])

    def _construct_named(self, activation: Activation, position: int, op: Op, name: str) -> Values:
        cls = self.tables.program.classes.get(name)
        if cls is not None:
            self.engine.calls.add((activation.node.file.base, activation.node.body_index * 100000 + position))
            return self.construct(activation.node, position, cls, activation.arguments(op), op.arg_names)
        generic = self.tables.names.resolve_generic(activation.node.file, activation.node.cls, op.type) or name
        call = LibraryCall(activation, position, op, "<init>", (name, *self.tables.index.ancestors(name)[1:]), NOTHING)
        return self.library.construct(call, generic)

    def call(self, activation: Activation, position: int, op: Op) -> Values:
        """`receiver.name(…)`."""
        node = activation.node
        self.engine.calls.add((node.file.base, node.body_index * 100000 + position))
        if op.name == "<init>":
            return self._delegate_construction(activation, position, op)
        if op.receiver == NONE:
            return self._implicit(activation, position, op)
        if activation.ops[op.receiver].kind == facts.SUPER:
            return self._super(activation, position, op)
        held = self.held.with_receiver(activation, position, op)
        if held is not None:
            return held
        whole = activation.of(op.receiver)
        known = self.records.component(node, op.name, whole) if op.name.startswith("component") else None
        if known is not None:
            return known
        receivers = self.reads.receivers.proper(whole)
        if not receivers and whole and node.file.is_kotlin:
            receivers = self._taken_nulls(op, whole)
        if len(receivers) == 1:
            found = self._on_value(activation, position, op, receivers[0])
        else:
            found = join(*(self._on_value(activation, position, op, value) for value in receivers))
        return join(found, nulls(whole)) if op.safe else found

    def _taken_nulls(self, op: Op, values: Values) -> Values:
        """The nulls among values if the call can be made on them: there is such an extension function."""
        candidates = self.tables.program.extensions(op.name)
        if not self.library.takes_null(op) and not any(
            self.fits(NULL, m.owner, m.decl.receiver_type) for m in candidates
        ):
            return NOTHING
        return nulls(values)

    def _delegate_construction(self, activation: Activation, position: int, op: Op) -> Values:
        node = activation.node
        arguments = activation.arguments(op)
        if node.this is None:
            return NOTHING
        if op.receiver != NONE and activation.ops[op.receiver].kind == facts.THIS:
            constructors = [m for m in node.cls.methods.get("<init>", ()) if m.decl.body not in (NONE, node.body_index)]
            for constructor in self.overloads.choose(constructors, arguments, op.arg_names) if constructors else ():
                self.run_method(node, position, constructor, node.this, arguments, op.arg_names)
            return NOTHING
        self.initialise_parent(node, position, node.cls, node.this, arguments, op.arg_names)
        for name in self.tables.hierarchy.supertypes(node.cls)[:1]:
            if name not in self.tables.program.classes:
                self.library.run(
                    LibraryCall(activation, position, op, "<init>", self.tables.index.ancestors(name), (node.this,))
                )
        return NOTHING

    # Receivers

    def _on_value(self, activation: Activation, position: int, op: Op, value: Value) -> Values:
        node = activation.node
        arguments = activation.arguments(op)
        if (
            isinstance(value, (Function, Reference))
            and op.name not in _OF_ANY
            and not self.library.is_scope_function(activation, op)
        ):
            return self.run_function(node, position, value, arguments)
        if isinstance(value, PackageName):
            return self._in_package(activation, position, op, value)
        if isinstance(value, ClassName):
            return self._on_class(activation, position, op, value)
        cls = self.reads.source_class(value)
        if cls is None and not (isinstance(value, Const) and value.kind == "enum"):
            found = self.extension(activation, position, op, value)
        else:
            found = self._of_class(activation, position, op, value, arguments)
        if found is not None:
            self.library.also_source(activation, position, op, (value,))
            return self._judged(node, cls.name if cls else "", op, found)
        owners = self.libraries.owners(value)
        return self.library.run(LibraryCall(activation, position, op, op.name, owners, (value,)))

    def _of_class(
        self, activation: Activation, position: int, op: Op, value: Value, arguments: Sequence[Values]
    ) -> Values | None:
        """A call on an object of a class of the program or on a constant; None if the class has nothing of the name."""
        node = activation.node
        types = self.type_arguments(activation, op)
        found = self.call_member(node, position, value, op.name, arguments, op.arg_names, types)
        if found is None:
            found = self.engine.interpreter.enums.of_constant(value, op.name)
        if found is None:
            found = self.records.member(activation, position, op, value)
        if found is None:
            found = self.held.by_member(activation, position, op, value)
        if found is None:
            found = self.extension(activation, position, op, value)
        return self.interop.member(activation, position, op, value) if found is None else found

    def _judged(self, node: Node, owner: str, op: Op, values: Values) -> Values:
        return self.reads.assumptions.value(node, owner, op.name, values) if not op.args else values

    def _on_class(self, activation: Activation, position: int, op: Op, value: ClassName) -> Values:
        node = activation.node
        cls = self.tables.program.classes.get(value.name)
        if cls is not None:
            found = self.static(activation, position, op, cls)
            if found is not None:
                self.library.also_source(activation, position, op, (value,))
                return self._judged(node, cls.name, op, found)
            nested = self.tables.names.inherited_type(cls, op.name, set())
            if nested:
                return self._construct_named(activation, position, op, nested)
        elif op.name[:1].isupper() and node.file.is_kotlin and self.tables.names.exists(f"{value.name}.{op.name}"):
            return self._construct_named(activation, position, op, f"{value.name}.{op.name}")
        return self.library.run(LibraryCall(activation, position, op, op.name, self.libraries.owners(value), (value,)))

    def static(self, activation: Activation, position: int, op: Op, cls: SourceClass) -> Values | None:
        """A function of a class that is named, None if it has none of the name."""
        node = activation.node
        arguments = activation.arguments(op)
        types = self.type_arguments(activation, op)
        methods = [m for m in self.tables.hierarchy.dispatch(cls, op.name) if m.decl.is_static or cls.is_singleton]
        if methods:
            return join(
                *(
                    self.run_method(node, position, m, None, arguments, op.arg_names, types=types)
                    for m in self.overloads.choose(methods, arguments, op.arg_names)
                )
            )
        for companion in self.tables.hierarchy.companions(cls):
            found = self._on_companion(activation, position, op, companion)
            if found is not None:
                return found
        constants = self.engine.interpreter.enums.of_class(cls, op.name, arguments[0] if arguments else NOTHING)
        return constants if constants is not None else self.interop.static(activation, position, op, cls)

    def _on_companion(self, activation: Activation, position: int, op: Op, companion: SourceClass) -> Values | None:
        node = activation.node
        instance = self.engine.instance(companion)
        self.reads.fields.initialise(node, position, companion)
        found = self.call_member(
            node, position, instance, op.name, activation.arguments(op), op.arg_names,
            self.type_arguments(activation, op),
        )  # fmt: skip
        return self.held.by_member(activation, position, op, instance) if found is None else found

    def _in_package(self, activation: Activation, position: int, op: Op, value: PackageName) -> Values:
        qualified = f"{value.name}.{op.name}"
        functions = self.tables.program.functions(qualified)
        if functions:
            return self._functions(activation, position, op, functions)
        if op.name[:1].isupper():
            return self._construct_named(activation, position, op, qualified)
        return self.library.run(LibraryCall(activation, position, op, op.name, (value.name,), NOTHING))

    def _super(self, activation: Activation, position: int, op: Op) -> Values:
        """`super.name(…)`: the method of the class above the code, on the same instance."""
        node = activation.node
        arguments = activation.arguments(op)
        scope: SourceClass = node.cls
        instance = self.reads.scopes.instance_of(node, scope) or node.this
        for name in self.tables.hierarchy.supertypes(scope):
            parent = self.tables.program.classes.get(name)
            methods = self.tables.hierarchy.dispatch(parent, op.name) if parent is not None else ()
            if methods and instance is not None:
                return join(
                    *(
                        self.run_method(node, position, m, instance, arguments, op.arg_names)
                        for m in self.overloads.choose(methods, arguments, op.arg_names)
                    )
                )
        owners = self.tables.hierarchy.library_supertypes(scope)
        return self.library.run(
            LibraryCall(activation, position, op, op.name, owners, (instance,) if instance else NOTHING)
        )

    # Implicit receivers

    def _implicit(self, activation: Activation, position: int, op: Op) -> Values:
        node = activation.node
        found = self._in_scope(activation, position, op)
        if found is not None:
            self.library.also_source(activation, position, op, NOTHING)
            return self._judged(node, node.cls.name, op, found)
        type_name = self.tables.names.is_type_name(node.file, node.cls, op.name) if op.name[:1].isupper() else ""
        if type_name and (type_name in self.tables.program.classes or not self._is_function(type_name)):
            return self._construct_named(activation, position, op, type_name)
        return self.library.run(LibraryCall(activation, position, op, op.name, *self._library_receiver(node, op)))

    def _is_function(self, qualified: str) -> bool:
        """Whether a capitalised import is a function (of Compose, mostly) and no class."""
        return bool(self.tables.index.function_type(qualified)) and not self.tables.index.has(qualified)

    def _library_receiver(self, node: Node, op: Op) -> tuple[tuple[str, ...], Values]:
        """The library types whose member a call without receiver may be, and the receiver that has it."""
        for receiver in self.reads.scopes.receivers(node):
            for value in receiver:
                owners = self.libraries.owners(value)
                if any(self.libraries.has_method(owner, op.name) for owner in owners):
                    return owners, _first(value, receiver)
        imported = node.file.explicit.get(op.name) or node.file.static_imports.get(op.name)
        if imported:
            return (imported.rpartition(".")[0],), NOTHING
        scope: SourceClass | None = node.cls
        owners = ()
        while scope is not None:
            owners += tuple(o for o in self.tables.hierarchy.library_supertypes(scope) if o not in owners)
            scope = scope.outer
        first = next(self.reads.scopes.receivers(node), NOTHING)
        return (*owners, *node.file.wildcards), first

    def _in_scope(self, activation: Activation, position: int, op: Op) -> Values | None:
        """A function of the program that a call without receiver means, None if there is none."""
        node = activation.node
        arguments = activation.arguments(op)
        types = self.type_arguments(activation, op)
        if op.slot != NONE:
            held = self.held.by_variable(activation, position, op)
            if held is not None:
                return held
        for receiver in self.reads.scopes.lambda_receivers(node):
            for value in receiver:
                found = self.call_member(node, position, value, op.name, arguments, op.arg_names, types)
                if found is None:
                    found = self.held.by_member(activation, position, op, value)
                if found is None:
                    found = self._of_library_receiver(activation, position, op, value, receiver)
                if found is not None:
                    return found
        found = self._in_classes(activation, position, op, arguments, types)
        if found is not None:
            return found
        found = self.interop.imported(activation, position, op)
        if found is None:
            found = self.interop.inherited(activation, position, op)
        if found is not None:
            return found
        functions = list(self.visible_functions(node, op.name))
        plain = [f for f in functions if not f.decl.receiver_type]
        if plain:
            return self._functions(activation, position, op, plain)
        for receiver in self.reads.scopes.receivers(node):
            for value in receiver:
                found = self.extension(activation, position, op, value)
                if found is not None:
                    return found
        found = self.held.by_name(activation, position, op)
        if found is not None:
            return found
        return self.engine.interpreter.enums.in_scope(node.cls, op.name, arguments[0] if arguments else NOTHING)

    def _of_library_receiver(
        self, activation: Activation, position: int, op: Op, value: Value, receiver: Values
    ) -> Values | None:
        """`library.apply { start() }`: what the receiver of a lambda surely has goes before what is further out."""
        owners = self.libraries.owners(value)
        if not any(self.libraries.has_method(owner, op.name) for owner in owners):
            return None
        return self.library.run(LibraryCall(activation, position, op, op.name, owners, _first(value, receiver)))

    def _in_classes(
        self, activation: Activation, position: int, op: Op, arguments: Sequence[Values], types: tuple[str, ...]
    ) -> Values | None:
        node = activation.node
        scope: SourceClass | None = node.cls
        hierarchy = self.tables.hierarchy
        while scope is not None:
            if scope.decl.kind != "facade" and hierarchy.declared(scope, op.name) is not None:
                instance = self.reads.scopes.instance_of(node, scope)
                own = [m for m in scope.methods.get(op.name, ()) if m.decl.is_private and m.decl.body != NONE]
                if instance is not None and own and not any(m.decl.is_static for m in own):
                    return join(  # nobody overrides what is private
                        *(
                            self.run_method(node, position, method, instance, arguments, op.arg_names, types=types)
                            for method in self.overloads.choose(own, arguments, op.arg_names)
                        )
                    )
                if instance is not None:
                    found = self.call_member(node, position, instance, op.name, arguments, op.arg_names, types)
                    return ANYTHING if found is None else found
                found = self.static(activation, position, op, scope)
                if found is None:
                    found = self.call_member(
                        node, position, unknown(scope.name), op.name, arguments, op.arg_names, types
                    )
                return found
            for companion in hierarchy.companions(scope):
                if op.name in companion.methods or op.name in companion.fields:
                    return self._on_companion(activation, position, op, companion)
            if scope.file.is_kotlin and self.held.is_code_of(scope, op.name):
                return self.held.by_name(activation, position, op)
            scope = scope.outer
        return None

    def _functions(self, activation: Activation, position: int, op: Op, functions: Sequence[SourceMethod]) -> Values:
        node = activation.node
        arguments = activation.arguments(op)
        types = self.type_arguments(activation, op)
        written = [function for function in functions if function.decl.body != NONE]
        return join(
            *(
                self.run_method(node, position, function, None, arguments, op.arg_names, types=types)
                for function in self.overloads.choose(written or functions, arguments, op.arg_names)
            )
        )

    # Entry points for other parts

    def property_call(self, activation: Activation, position: int, op: Op, value: Value | None, getter: str) -> Values:
        """A property read that calls a getter method of the program."""
        node = activation.node
        target = value if value is not None else unknown(node.cls.name)
        found = self.call_member(node, position, target, getter, ())
        if found is None:
            return ANYTHING
        return self.reads.assumptions.value(node, "", op.name, found)

    def library_property(
        self, activation: Activation, position: int, op: Op, owners: tuple[str, ...], value: Value
    ) -> Values | None:
        """A property read on a library type that the catalogue or the stores know; None for all others."""
        return self.library.property(activation, position, op, owners, value)

    def library_setter(self, activation: Activation, position: int, op: Op, holder: Value, values: Values) -> bool:
        """An assignment to a property of a library type; False if nothing is known of it."""
        return self.library.setter(activation, position, op, self.libraries.owners(holder), holder, values)


def _first(value: Value, receiver: Values) -> Values:
    """An implicit receiver: the object that has the member, and what it holds."""
    return (value, *(other for other in receiver if other is not value))
