"""Functions and properties that are found by name and receiver type: top-level functions, extensions, references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from privlint.consent.construction import Construction
from privlint.consent.graph import AUTOMATIC, Node
from privlint.consent.libraries import Libraries
from privlint.consent.operators import is_null
from privlint.consent.receivers import bound
from privlint.consent.values import (
    ANYTHING,
    NOTHING,
    TOP,
    ClassLiteral,
    ClassName,
    Instance,
    Reference,
    Unknown,
    Value,
    Values,
    join,
)
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Field, Op
from privlint.program.names import erased
from privlint.program.source import SourceClass, SourceMethod

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.engine import Engine
    from privlint.consent.reads import Reads

#: Receivers that every value has and that never name a type to extend.
_ANY_TYPES: Final = frozenset(["", "java.lang.Object", "kotlin.Any"])


class Extensions(Construction):
    """Finds functions through imports, packages and receivers."""

    def __init__(self, engine: Engine, reads: Reads) -> None:
        super().__init__(engine)
        self.reads = reads
        self.libraries = Libraries(engine.tables)

    def extension(self, activation: Activation, position: int, op: Op, value: Value) -> Values | None:
        """An extension function of the program that fits a receiver."""
        node = activation.node
        candidates = self.tables.program.extensions(op.name, node.file) if node.file.is_kotlin else ()
        if not candidates:
            return None
        fitting = [m for m in candidates if self._visible(node, m) and self.fits(value, m.owner, m.decl.receiver_type)]
        if not fitting:
            return None
        arguments = activation.arguments(op)
        types = self.type_arguments(activation, op)
        receiver = (value, *self._held_beside(activation, op, value))
        results = []
        for method in self.overloads.choose(fitting, arguments, op.arg_names):
            facade = method.owner.decl.kind == "facade"
            this = None if facade else self.reads.scopes.instance_of(node, method.owner)
            results.append(
                self.run_method(node, position, method, this, arguments, op.arg_names, receiver=receiver, types=types)
            )
        return join(*results)

    def _held_beside(self, activation: Activation, op: Op, value: Value) -> Values:
        """What is known of the contents of a receiver of which else only the type is known."""
        if not isinstance(value, Unknown) or op.receiver == NONE:
            return NOTHING
        beside = tuple(each for each in activation.of(op.receiver) if each is not value)
        if value.type and self.tables.index.element_type(bound(value.type)):
            return beside
        return tuple(each for each in beside if self.engine.interpreter.holders.is_container(each))

    def _visible(self, node: Node, method: SourceMethod) -> bool:
        owner, file = method.owner, node.file
        is_facade = owner.decl.kind == "facade"
        space = method.file.package if is_facade else owner.name
        imported = file.explicit.get(method.decl.name)
        if space in file.wildcards or (imported is not None and imported.rpartition(".")[0] == space):
            return True
        return space == file.package if is_facade else self._is_around(node, owner)

    def _is_around(self, node: Node, owner: SourceClass) -> bool:
        """Whether members of a class are in scope: of the classes around the code and their companions, and of the
        receivers of lambdas."""
        hierarchy = self.tables.hierarchy
        scope: SourceClass | None = node.cls
        while scope is not None:
            if owner in hierarchy.chain(scope) or owner in hierarchy.companions(scope):
                return True
            scope = scope.outer
        receivers = (value for receiver in self.reads.scopes.lambda_receivers(node) for value in receiver)
        return any(isinstance(value, Instance) and owner in hierarchy.chain(value.cls) for value in receivers)

    def fits(self, value: Value, owner: SourceClass, receiver_type: str) -> bool:
        """Whether a value may be the receiver of an extension."""
        wanted = self.tables.names.resolve(owner.file, owner, receiver_type)
        if is_null(value):
            return not wanted or receiver_type.endswith("?")
        if wanted in _ANY_TYPES:
            return True
        owners: tuple[str, ...]
        if isinstance(value, Instance):
            owners = self.tables.hierarchy.ancestors(value.cls.name)
        elif isinstance(value, Unknown) and value.type:
            owners = (value.type, *self.tables.hierarchy.ancestors(value.type))
        else:
            owners = self.libraries.owners(value)
        if wanted in owners or any(erased(name) == wanted for name in owners[:1]):
            return True
        return value is TOP or (not owners and not isinstance(value, ClassName))

    def extension_property(self, activation: Activation, position: int, op: Op, value: Value) -> Values | None:
        """A read of an extension property of the program."""
        node = activation.node
        if not node.file.is_kotlin or isinstance(value, (ClassName, ClassLiteral)):
            return None
        for owner, field in self._properties(node, op.name):
            if field.receiver_type and self.fits(value, owner, field.receiver_type):
                this = self.reads.scopes.instance_of(node, owner)
                if field.getter == NONE:
                    return self.reads.fields.read(node, position, owner, field, this)
                found = self.engine.invoke(
                    node, position, owner.file, field.getter, owner, None, this, (), receiver=(value,)
                )
                return self.reads.assumptions.value(node, owner.name, op.name, found)
        return None

    def _properties(self, node: Node, name: str) -> Iterator[tuple[SourceClass, Field]]:
        """Properties of a name that code sees: those of the classes around it, then those of files."""
        scope: SourceClass | None = node.cls
        while scope is not None:
            if name in scope.fields:
                yield scope, scope.fields[name]
            scope = scope.outer
        for qualified in self.reads.scopes.candidates(node.file, name):
            yield from self.tables.program.properties(qualified)

    def visible_functions(self, node: Node, name: str) -> Iterator[SourceMethod]:
        program, file = self.tables.program, node.file
        imported = file.explicit.get(name) or file.static_imports.get(name)
        if imported:
            yield from program.functions(imported)
            owner = program.classes.get(imported.rpartition(".")[0])
            if owner is not None:
                simple = imported.rpartition(".")[2]
                yield from self.tables.hierarchy.dispatch(owner, simple)
                for companion in self.tables.hierarchy.companions(owner):
                    yield from self.tables.hierarchy.dispatch(companion, simple)
            return
        yield from program.functions(f"{file.package}.{name}" if file.package else name)
        for package in file.wildcards:
            yield from program.functions(f"{package}.{name}")
            owner = program.classes.get(package)
            if owner is not None:
                yield from self.tables.hierarchy.dispatch(owner, name)

    def by_reference(
        self,
        node: Node,
        position: int,
        reference: Reference,
        arguments: Sequence[Values],
        level: int = AUTOMATIC,
        note: str = "",
        note_zh: str = "",
    ) -> Values:
        """`::name`, run from somewhere else: looked up where it was written."""
        home = reference.home
        scope: SourceClass | None = home.cls
        while scope is not None:
            instance = self.reads.scopes.instance_of(home, scope)
            if instance is not None:
                found = self.call_member(
                    node, position, instance, reference.name, arguments, (), (), level, note, note_zh
                )
                if found is not None:
                    return found
            scope = scope.outer
        functions = [f for f in self.visible_functions(home, reference.name) if f.decl.body != NONE]
        results = [
            self.run_method(node, position, function, None, arguments, level=level, note=note, note_zh=note_zh)
            for function in (self.overloads.choose(functions, arguments) if functions else ())
        ]
        if results:
            return join(*results)
        type_name = self.tables.names.is_type_name(home.file, home.cls, reference.name)
        cls = self.tables.program.classes.get(type_name)
        return self.construct(node, position, cls, arguments) if cls is not None else ANYTHING

    def type_arguments(self, activation: Activation, op: Op) -> tuple[str, ...]:
        """Type arguments of a call for the context of the callee."""
        if op.type_args:
            found = self.reads.type_argument(activation.node, op.type_args[0])
        else:
            found = self._delegated_type(activation.node, op)
        return (f"*={found}",) if found else ()

    def _delegated_type(self, node: Node, op: Op) -> str:
        """The type of the property whose delegate a call makes (`val model: Model by bind()`): what a generic function
        is called for that is not told. "" for all other calls."""
        decl = node.cls.decl
        if node.body_index not in (decl.initializer, decl.static_initializer) or op.args or op.receiver != NONE:
            return ""
        stored = next((each for each in node.body.ops[node.position + 1 :] if node.position in each.args), None)
        if stored is None or stored.kind != facts.STORE_NAME:
            return ""
        declared = (field.type for field in decl.fields if field.name == stored.name and field.is_delegated)
        return self.tables.names.resolve(node.file, node.cls, next(declared, ""))

    def note_write(self, activation: Activation, position: int, flag: str, values: Values) -> None:
        """Remembers who writes a flag, for what is said about gates."""
        self.engine.flag_writes.setdefault(flag, {})[(activation.node.number, position)] = (activation.node, values)
