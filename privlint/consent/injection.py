"""Dependency injection: who makes the object that an annotation or a container asks for.

Annotation names are those of JSR 330, Dagger, Hilt and Koin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from privlint.consent.containers import Containers
from privlint.consent.graph import Node
from privlint.consent.made import Made
from privlint.consent.values import (
    ANYTHING,
    Instance,
    Unknown,
    Values,
    elements,
    join,
    unknown,
)
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Annotation, Field, Op
from privlint.program.names import erased, first_argument, split_arguments
from privlint.program.source import SourceClass, SourceMethod, has_annotation

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

_DEFERRED: Final = frozenset(
    ["javax.inject.Provider", "jakarta.inject.Provider", "dagger.Lazy", "kotlin.Lazy", "com.google.inject.Provider"]
)
_SETS: Final = frozenset(["java.util.Set", "java.util.Map", "java.util.List"])
_MODULES: Final = ("Module", "ContributesTo", "BindingContainer", "DependencyGraph")
_ACCESSORS: Final = (
    "Component",
    "Subcomponent",
    "EntryPoint",
    "MergeComponent",
    "DependencyGraph",
    "GraphExtension",
    "ContributesTo",
    "AssistedFactory",
)
_INJECTED: Final = ("Inject", "AssistedInject", "HiltViewModel", "ContributesBinding")
#: Annotations of classes that stand among others in a set.
_IN_SETS: Final = ("ContributesIntoSet", "ContributesIntoMap", "ContributesMultibinding")
#: Annotations of methods whose objects stand among others in a set or map.
_CONTRIBUTES: Final = ("IntoSet", "IntoMap", "ElementsIntoSet")
_PROVIDES: Final = ("Provides", "Binds", "IntoSet", "IntoMap", "Single", "Factory")
#: Annotations of classes that a container makes, and finds by the types they have.
_DEFINED: Final = ("Single", "Factory", "Scoped", "KoinViewModel", "KoinWorker", "ContributesBinding", *_IN_SETS)
_READS: Final = frozenset(["get", "value", "getValue", "invoke"])
_MOST_PROVIDERS: Final = 6
_NOTE, _NOTE_ZH = "dependency injection", "依赖注入"


class Injection:
    """Finds providers and runs them where the object is asked for."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls
        self.tables = engine.tables
        self.containers = Containers(engine, calls)
        self.made = Made(engine)

    @cached_property
    def _providers(self) -> dict[str, list[tuple[str, SourceMethod]]]:
        """Methods of modules, each with its qualifier, by the type they provide or bind."""
        rows: dict[str, list[tuple[str, SourceMethod]]] = {}
        for cls in self.tables.program.annotated(*_MODULES):
            owner = cls.outer if cls.decl.kind == "companion" and cls.outer is not None else cls
            if not owner.has_annotation(*_MODULES):
                continue
            for methods in cls.methods.values():
                for method in methods:
                    if method.has_annotation(*_PROVIDES):
                        provided = self.tables.names.resolve(method.file, cls, method.decl.return_type)
                        qualifier = self._qualifier(cls, method.decl.annotations)
                        rows.setdefault(provided, []).append((qualifier, method))
        return rows

    def _qualifier(self, cls: SourceClass, annotations: Sequence[Annotation]) -> str:
        """What tells objects of one type apart: `@Named("a")`, or an annotation that is declared as a qualifier."""
        for item in annotations:
            if item.name.rpartition(".")[2] == "Named":
                return item.arguments[0].rpartition("=")[2].rpartition(".")[2] if item.arguments else "Named"
            declared = self.tables.program.classes.get(self.tables.names.resolve(cls.file, cls, item.name))
            if declared is not None and declared.has_annotation("Qualifier"):
                return declared.name
        return ""

    @cached_property
    def _defined(self) -> dict[str, list[SourceClass]]:
        """Classes that say of themselves that a container makes them, by the types they have."""
        rows: dict[str, list[SourceClass]] = {}
        for cls in self.tables.program.annotated(*_DEFINED):
            if cls.decl.annotations and cls.has_annotation(*_DEFINED):
                for name in self.tables.hierarchy.ancestors(cls.name):
                    rows.setdefault(name, []).append(cls)
        return rows

    def defined(self, type_name: str) -> list[SourceClass]:
        """The annotated classes that a container may give for a type."""
        return self._defined.get(type_name, [])

    def provide_field(self, node: Node | None, position: int, cls: SourceClass, field: Field) -> Values:
        """The object in an injected field."""
        type_name = self.tables.names.resolve_generic(cls.file, cls, field.type)
        return self.provide(node, position, type_name, self._qualifier(cls, field.annotations))

    def provide(self, node: Node | None, position: int, type_name: str, qualifier: str | None = "") -> Values:
        """The object of a type as the container makes it, of any qualifier if that is None; what defers it
        (`Provider`, `Lazy`) runs nothing yet."""
        plain = erased(type_name)
        nobody_knows = (unknown(type_name),)
        if not plain or plain in _DEFERRED:
            return nobody_knows
        name = f"{type_name}@{qualifier}"
        return self.made.get(
            name, node, position, nobody_knows, lambda: self._provided(node, position, type_name, plain, qualifier)
        )

    def _provided(self, node: Node | None, position: int, type_name: str, plain: str, qualifier: str | None) -> Values:
        methods = [m for name, m in self._providers.get(plain, ()) if qualifier is None or name == qualifier]
        if plain in _SETS and first_argument(type_name):
            methods = [m for m in methods if self._provides(m) == type_name and not m.has_annotation(*_CONTRIBUTES)]
            if not methods:
                return join((unknown(type_name),), *self._contributed(node, position, type_name))
        found = [self._from(node, position, method) for method in methods[:_MOST_PROVIDERS]]
        if found:
            known = tuple(v for v in join(*found) if not isinstance(v, Unknown))
            return known or (unknown(type_name),)
        cls = self.tables.program.classes.get(plain)
        if cls is not None and not cls.is_interface and not cls.decl.is_abstract and self.is_injectable(cls):
            return self._made(node, position, cls)
        bound = [each for each in self.defined(plain) if each.has_annotation("ContributesBinding")]
        return join(*(self._made(node, position, each) for each in bound[:_MOST_PROVIDERS])) or (unknown(type_name),)

    def _provides(self, method: SourceMethod) -> str:
        return self.tables.names.resolve_generic(method.file, method.owner, method.decl.return_type)

    def _contributed(self, node: Node | None, position: int, type_name: str) -> Iterator[Values]:
        """What modules and classes contribute to a set, or to the values of a map."""
        element = split_arguments(type_name.partition("<")[2][:-1])[-1]
        element = erased(first_argument(element) if erased(element) in _DEFERRED else element)
        for _, method in self._providers.get(element, ()):
            if method.has_annotation(*_CONTRIBUTES):
                yield self._from(node, position, method)
        for _, method in self._providers.get("java.util.Set", ()):
            if method.has_annotation("ElementsIntoSet") and first_argument(self._provides(method)) == element:
                yield elements(self._from(node, position, method))
        for cls in self.defined(element):
            if cls.has_annotation(*_IN_SETS):
                yield self._made(node, position, cls)

    def _made(self, node: Node | None, position: int, cls: SourceClass) -> Values:
        made = self.calls.construct(node, position, cls, ())
        self._fill(node, position, [made])
        return made

    def is_injectable(self, cls: SourceClass) -> bool:
        """Whether the container makes a class by its constructor, as the constructor or the class says."""
        constructors = cls.methods.get("<init>", ())
        return cls.has_annotation("Inject") or any(method.has_annotation(*_INJECTED) for method in constructors)

    def _from(self, node: Node | None, position: int, method: SourceMethod) -> Values:
        arguments = [self._parameter(node, position, method, slot) for slot in method.decl.params]
        if method.decl.body == NONE:  # @Binds: the parameter is what is provided
            return join(*arguments)
        owner = method.owner
        this = None if method.decl.is_static else self.engine.instance(owner)
        if owner.is_singleton:
            self.calls.reads.fields.initialise(node, position, owner)
        return self.calls.run_method(node, position, method, this, arguments, note=_NOTE, note_zh=_NOTE_ZH)

    def _parameter(self, node: Node | None, position: int, method: SourceMethod, slot: int) -> Values:
        local = method.file.local(slot)
        type_name = self.tables.names.resolve_generic(method.file, method.owner, local.type)
        return self.provide(node, position, type_name, self._qualifier(method.owner, local.annotations))

    def complete(
        self, node: Node | None, position: int, constructor: SourceMethod, arguments: Sequence[Values]
    ) -> Sequence[Values]:
        """Arguments of a constructor that the container calls."""
        params = constructor.decl.params
        is_made = constructor.has_annotation(*_INJECTED) or constructor.owner.has_annotation("Inject", *_DEFINED)
        if arguments or not params or not is_made:
            return arguments
        return [self._parameter(node, position, constructor, slot) for slot in params]

    def inject_members(self, node: Node | None, position: int, instance: Instance) -> None:
        """Makes what the injected fields of an object hold: Hilt does so when a component starts."""
        for cls in self.tables.hierarchy.chain(instance.cls):
            if cls.has_annotation("AndroidEntryPoint", "HiltAndroidApp"):
                self._inject(node, position, instance, cls)

    def _inject(self, node: Node | None, position: int, instance: Instance, cls: SourceClass) -> None:
        """Fills the fields that one class of an object's chain wants, then calls its functions that want something."""
        for field in cls.decl.fields:
            if has_annotation(field.annotations, ("Inject",)):
                self.provide_field(node, position, cls, field)
        for methods in cls.methods.values():
            for method in methods:
                if method.decl.annotations and method.decl.name != "<init>" and method.has_annotation("Inject"):
                    arguments = [self._parameter(node, position, method, slot) for slot in method.decl.params]
                    self.calls.run_method(node, position, method, instance, arguments, note=_NOTE, note_zh=_NOTE_ZH)

    def is_deferred(self, type_name: str) -> bool:
        """Whether an object of a type gives what the container makes when it is asked."""
        return erased(type_name) in _DEFERRED and bool(first_argument(type_name))

    def is_accessor(self, cls: SourceClass) -> bool:
        """Whether members of a type give access to what a container makes: a component, an entry point."""
        return any(each.has_annotation(*_ACCESSORS) for each in self.tables.hierarchy.chain(cls))

    def component_accessor(
        self, node: Node, position: int, cls: SourceClass, declared: SourceMethod, arguments: Sequence[Values]
    ) -> Values | None:
        """A method of a component or entry point: the object it gives access to, or nothing where it fills the members
        of an object. None if it is no such method."""
        if declared.decl.body != NONE or not self.is_accessor(cls):
            return None
        text = declared.decl.return_type
        if cls.has_annotation("AssistedFactory"):
            return self._assisted(node, position, declared, arguments)
        if not declared.decl.params or text not in ("void", "Unit", ""):
            type_name = self.tables.names.resolve_generic(declared.file, declared.owner, text)
            return self.provide(node, position, type_name, self._qualifier(declared.owner, declared.decl.annotations))
        self._fill(node, position, arguments)
        return ANYTHING

    def _assisted(self, node: Node, position: int, declared: SourceMethod, arguments: Sequence[Values]) -> Values:
        """The object that a factory makes: of what it is given, in order, and of what the container has."""
        cls = self.tables.program.classes.get(self.calls.reads.return_type(declared))
        constructor = next((m for m in cls.methods.get("<init>", ()) if m.decl.params), None) if cls else None
        if cls is None or constructor is None:
            return (unknown(self.calls.reads.return_type(declared)),)
        given = iter(arguments)
        whole = [
            next(given, ANYTHING)
            if has_annotation(constructor.file.local(slot).annotations, ("Assisted",))
            else self._parameter(node, position, constructor, slot)
            for slot in constructor.decl.params
        ]
        return self.calls.construct(node, position, cls, whole)

    def _fill(self, node: Node | None, position: int, arguments: Sequence[Values]) -> None:
        for values in arguments:
            for value in values:
                if isinstance(value, Instance):
                    for cls in self.tables.hierarchy.chain(value.cls):
                        self._inject(node, position, value, cls)

    @cached_property
    def _generated(self) -> dict[str, list[SourceClass]]:
        """Components by the simple name of the class that is generated for them."""
        rows: dict[str, list[SourceClass]] = {}
        for cls in self.tables.program.annotated(*_ACCESSORS):
            if cls.decl.annotations and cls.has_annotation(*_ACCESSORS):
                path = cls.name.removeprefix(f"{cls.file.package}.").replace(".", "_")
                rows.setdefault(f"Dagger{path}", []).append(cls)
        return rows

    def component(self, type_name: str, member: str) -> str:
        """What a function of a generated class (`DaggerGraph`, its builder or factory) gives: the component, or that
        class itself as long as it is told what it needs; "" for other classes."""
        if "Dagger" not in type_name:
            return ""
        package, _, simple = erased(type_name).removesuffix(".Builder").removesuffix(".Factory").rpartition(".")
        found = self._generated.get(simple, ())
        cls = next((each for each in found if each.file.package == package), found[0] if found else None)
        if cls is None:
            return ""
        is_made = member in ("create", "build") or any(
            (declared := self.tables.hierarchy.declared(nested, member)) is not None
            and self.calls.reads.return_type(declared) == cls.name
            for nested in cls.nested.values()
        )
        return cls.name if is_made else erased(type_name)

    def is_concerned(self, member: str) -> bool:
        """Whether a member may define, ask for or inject an object."""
        return member in _READS or member == "inject" or self.containers.is_concerned(member)

    def on_call(self, call: LibraryCall) -> None:
        """Definitions of a container, and member injection (`component.inject(this)`)."""
        if self.containers.is_definition(call):
            self.containers.define(call)
        elif call.member in ("bind", "binds"):
            self.containers.bind(call)
        elif call.member == "inject" and call.op.args:
            self._fill(call.activation.node, call.position, call.arguments[:1])

    def asked(self, call: LibraryCall) -> Values | None:
        """What a container or a deferred object gives; None if the call asks neither."""
        node = call.activation.node
        for value in call.receiver if call.member in _READS and not call.op.args else ():
            if isinstance(value, Unknown) and self.is_deferred(value.type):
                return self.provide(node, call.position, first_argument(value.type), None)
        return self.containers.asked(call)

    def expected_type(self, activation: Activation, position: int) -> str:
        """The declared type of what the value of an operation is stored in or returned as, "" if unknown."""
        node = activation.node
        reads = self.calls.reads
        for op in activation.ops[position + 1 :]:
            if position not in op.args:
                continue
            if op.kind == facts.STORE_LOCAL:
                return reads.declared_type(node, node.file.local(op.slot).type)
            if op.kind == facts.STORE_NAME:
                target = reads.scopes.lookup(node.file, node.cls, op.name)
                if target.kind == "field" and target.cls is not None and target.field is not None:
                    return reads.fields.type_of(target.cls, target.field, node.this)
            if op.kind == facts.RETURN and node.method is not None:
                return reads.return_type(node.method)
            if op.kind in (facts.CALL, facts.NEW):
                return self._parameter_type(node, op, op.args.index(position))
            return ""
        return ""

    def _parameter_type(self, node: Node, op: Op, index: int) -> str:
        """The type of a parameter of a constructor of the program, "" for other calls."""
        name = op.name if op.kind == facts.CALL else op.type
        cls = self.tables.program.classes.get(self.tables.names.is_type_name(node.file, node.cls, name))
        constructors = [m for m in cls.methods.get("<init>", ()) if len(m.decl.params) >= len(op.args)] if cls else []
        if len(constructors) != 1:
            return ""
        slots = constructors[0].decl.params
        named = op.arg_names[index] if op.arg_names else ""
        slot = next((each for each in slots if constructors[0].file.local(each).name == named), slots[index])
        return self.tables.names.resolve_generic(constructors[0].file, cls, constructors[0].file.local(slot).type)
