"""From a call that is understood to the bodies that run: arguments to parameters, dispatch, constructors, functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from privlint.consent.deferred import REQUEST
from privlint.consent.graph import AUTOMATIC, Node
from privlint.consent.overloads import Overloads
from privlint.consent.values import (
    ANYTHING,
    NOTHING,
    TOP,
    ClassName,
    Const,
    Function,
    Instance,
    Reference,
    Value,
    Values,
    join,
    unknown,
)
from privlint.frontend.facts import NONE, Field
from privlint.program.source import SourceClass, SourceMethod

if TYPE_CHECKING:
    from privlint.consent.engine import Engine

#: Subclasses that may run for a declared type when none of them was seen being created.
_MOST_TARGETS: Final = 12

#: Types of which a constant's name says all there is to know.
_SCALARS: Final = frozenset(["int", "long", "boolean", "java.lang.String", "kotlin.Int", "kotlin.String"])


class Invocations:
    """Runs methods, constructors and functions of the program."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables = engine.tables
        self.overloads = Overloads(engine.tables)
        self._opened: set[tuple[int, int, str]] = set()
        self._waiting: dict[tuple[int, int, str], Node] = {}
        self._without_target: dict[tuple[int, int, str], Node] = {}
        self._seen = 0  # classes that had instances when nothing else was left to do
        self._delegating: set[tuple[Instance, str]] = set()

    # Methods

    def run_method(
        self,
        node: Node | None,
        position: int,
        method: SourceMethod,
        this: Instance | None,
        arguments: Sequence[Values],
        names: Sequence[str] = (),
        receiver: Values = NOTHING,
        types: tuple[str, ...] = (),
        level: int = AUTOMATIC,
        note: str = "",
        note_zh: str = "",
        penalty: int = 0,
    ) -> Values:
        """Runs a method with a body; returns what it gives, with its declared type where nothing else is known."""
        decl = method.decl
        if decl.body == NONE:
            return (unknown(self.engine.interpreter.reads.return_type(method)),)
        owner = method.owner
        if decl.is_static or owner.decl.kind == "facade":
            if node is not None:
                self.engine.interpreter.reads.fields.initialise(node, position, owner)
            this = None
        elif this is None and owner.is_singleton:
            this = self.engine.instance(owner)
        bound = self.overloads.bind(method, arguments, names)
        received = self._received(method, receiver) if decl.receiver_type else NOTHING
        return self.engine.invoke(
            node, position, method.file, decl.body, owner, method, this, bound, receiver=received, level=level,
            note=note, note_zh=note_zh, penalty=penalty, type_arguments=types,
        )  # fmt: skip

    def _received(self, method: SourceMethod, receiver: Values) -> Values:
        """The receiver of an extension, with its declared type where nothing else is known."""
        if not any(value is TOP or (isinstance(value, Const) and value.kind == "ref") for value in receiver):
            return receiver
        declared = self.tables.names.resolve_generic(method.file, method.owner, method.decl.receiver_type)
        known = tuple(value for value in receiver if value is not TOP)
        return known if declared in _SCALARS and known else (*known, unknown(declared))

    def call_member(
        self,
        node: Node,
        position: int,
        value: Value,
        name: str,
        arguments: Sequence[Values],
        names: Sequence[str] = (),
        types: tuple[str, ...] = (),
        level: int = AUTOMATIC,
        note: str = "",
        note_zh: str = "",
    ) -> Values | None:
        """Calls a method of a value of the program; None if its class has none of the name."""
        value = self.engine.interpreter.enums.object(node, position, value)
        if isinstance(value, Instance) and value.exact:
            return self._on_instance(node, position, value, name, arguments, names, types, level, note, note_zh)
        cls = self.engine.interpreter.reads.source_class(value)
        if cls is None or self.tables.hierarchy.declared(cls, name) is None:
            return None
        return self._by_hierarchy(node, position, cls, name, arguments, names, types, level)

    def _on_instance(
        self,
        node: Node,
        position: int,
        value: Instance,
        name: str,
        arguments: Sequence[Values],
        names: Sequence[str],
        types: tuple[str, ...],
        level: int,
        note: str,
        note_zh: str,
    ) -> Values | None:
        methods = self.tables.hierarchy.dispatch(value.cls, name)
        if not methods:
            return self._delegate(node, position, value, name, arguments, names)
        results = [
            self.run_method(
                node, position, method, value, arguments, names, types=types, level=level, note=note, note_zh=note_zh
            )
            for method in self.overloads.choose(methods, arguments, names)
        ]
        return join(*results)

    def _delegate(
        self, node: Node, position: int, value: Instance, name: str, arguments: Sequence[Values], names: Sequence[str]
    ) -> Values | None:
        """`class A : I by d`: what A does not have, d does; d may be another A."""
        if (value, name) in self._delegating:
            return None
        self._delegating.add((value, name))
        found: list[Values] = []
        for cls in self.tables.hierarchy.chain(value.cls):
            for interface, _ in cls.decl.delegates:
                for delegate in self.engine.read(node, ("delegate", cls.name, interface)) or ():
                    result = self.call_member(node, position, delegate, name, arguments, names)
                    if result is not None:
                        found.append(result)
        self._delegating.discard((value, name))
        return join(*found) if found else None

    # Class hierarchy

    def _by_hierarchy(
        self,
        node: Node,
        position: int,
        cls: SourceClass,
        name: str,
        arguments: Sequence[Values],
        names: Sequence[str],
        types: tuple[str, ...],
        level: int,
    ) -> Values:
        """A call on a value of which only the declared type is known. What was seen being created may run; that is
        asked only when nothing else is left to do, since then most objects have been seen."""
        declared = self.tables.hierarchy.declared(cls, name)
        assert declared is not None
        holders = self.engine.interpreter.holders
        if declared.decl.body == NONE and holders.is_query(declared):
            return holders.query(node, declared, self.engine.interpreter.reads.return_type(declared))
        if declared.decl.body == NONE and declared.has_annotation(*self.tables.catalogue.request_annotations):
            self.engine.interpreter.calls.library.callbacks.deferred.did(node, REQUEST)
        if not self._is_open(node, position, name):
            return NOTHING
        provided = self.engine.interpreter.calls.injection.component_accessor(node, position, cls, declared, arguments)
        if provided is not None:
            return provided
        results: list[Values] = []
        targets = self.targets(cls, lambda c: bool(self.tables.hierarchy.dispatch(c, name)))
        if not targets:
            self._ask_again(node, position, name)
        for target in targets:
            instance = self.engine.instance(target)
            results += [
                self.run_method(node, position, method, instance, arguments, names, types=types, level=level)
                for method in self.overloads.choose(self.tables.hierarchy.dispatch(target, name), arguments, names)
            ]
        known = join(*results)
        type_name = self.engine.interpreter.reads.return_type(declared)
        if results and (known or not type_name):
            return known
        return (unknown(type_name),) if not results else known

    def property_by_hierarchy(
        self, node: Node, position: int, cls: SourceClass, field: Field, value: Value
    ) -> Values | None:
        """A read of an abstract property of a value of which only the declared type is known; None if it is none."""
        if field.has_initializer or field.getter != NONE or not (cls.is_interface or cls.decl.is_abstract):
            return None
        if (isinstance(value, Instance) and value.exact) or not cls.file.is_kotlin:
            return None
        injection = self.engine.interpreter.calls.injection
        if injection.is_accessor(cls):
            return injection.provide_field(node, position, cls, field)
        hierarchy = self.tables.hierarchy
        candidates = self.targets(cls, lambda c: hierarchy.property(c, cls, field)[1] is not field)
        if not candidates:
            return None
        if not self._is_open(node, position, field.name):
            return NOTHING
        reads = self.engine.interpreter.reads
        return join(*(reads.fields.read(node, position, cls, field, self.engine.instance(c)) for c in candidates))

    def _is_open(self, node: Node, position: int, name: str) -> bool:
        """Whether most objects have been seen; what asks too early is asked again."""
        key = (node.number, position, name)
        if key not in self._opened:
            self._waiting[key] = node
        return key in self._opened

    def _ask_again(self, node: Node, position: int, name: str) -> None:
        """Asks a call once more when objects of other classes have been seen."""
        self._without_target[node.number, position, name] = node

    def targets(self, cls: SourceClass, has_member: Callable[[SourceClass], bool]) -> list[SourceClass]:
        """Concrete classes whose member may run for a declared type."""
        below = [c for c in self.tables.hierarchy.subclasses(cls.name) if not c.is_anonymous]
        candidates = [c for c in (cls, *below) if not c.decl.is_abstract and not c.is_interface]
        candidates = [c for c in candidates if has_member(c)]
        if not self.engine.sees_all:
            return candidates if len(candidates) <= _MOST_TARGETS else []
        created = [c for c in candidates if c.name in self.engine.created or c.is_singleton]
        if created:
            return created
        # what the platform runs is made by somebody who is seen: code, a layout, the manifest
        candidates = [c for c in candidates if self.tables.lifecycle(c) is None]
        if cls in candidates:
            return [cls]
        return candidates if len(candidates) <= _MOST_TARGETS else []

    def settle(self) -> bool:
        """Opens the calls that waited for their receiver; False if there was none."""
        if len(self.engine.created) > self._seen:
            self._seen = len(self.engine.created)
            self._waiting.update(self._without_target)
            self._without_target.clear()
        if not self._waiting:
            return False
        for key, node in self._waiting.items():
            self._opened.add(key)
            self.engine.resume(node, key[1])
        self._waiting.clear()
        return True

    # Functions

    def run_function(
        self,
        node: Node,
        position: int,
        function: Value,
        arguments: Sequence[Values],
        receiver: Values = NOTHING,
        level: int = AUTOMATIC,
        note: str = "",
        note_zh: str = "",
    ) -> Values:
        """Runs a lambda or a method reference."""
        if isinstance(function, Function):
            home = function.home
            return self.engine.invoke(
                node, position, home.file, function.body, home.cls, None, home.this, arguments,
                home=home, receiver=receiver, level=level, note=note, note_zh=note_zh,
            )  # fmt: skip
        if isinstance(function, Reference):
            return self._run_reference(node, position, function, arguments, level, note, note_zh)
        return ANYTHING

    def _run_reference(
        self,
        node: Node,
        position: int,
        reference: Reference,
        arguments: Sequence[Values],
        level: int,
        note: str,
        note_zh: str,
    ) -> Values:
        calls = self.engine.interpreter.calls
        target = reference.receiver
        if target is None and not reference.type:
            return calls.by_reference(node, position, reference, arguments, level, note, note_zh)
        if reference.name == "<init>" or target is None:
            name = reference.type or (target.name if isinstance(target, ClassName) else "")
            cls = self.tables.program.classes.get(name)
            return calls.construct(node, position, cls, arguments) if cls is not None else (unknown(name),)
        if isinstance(target, ClassName):
            return self._unbound(node, position, target, reference, arguments, level, note, note_zh)
        found = self.call_member(node, position, target, reference.name, arguments, (), (), level, note, note_zh)
        if found is None and any(row.fills for row in self.tables.callbacks.get(reference.name, ())):
            self.engine.interpreter.holders.fill(node, (target,), arguments[0] if arguments else ANYTHING)
        return ANYTHING if found is None else found

    def _run_library(
        self,
        node: Node,
        position: int,
        target: ClassName,
        reference: Reference,
        level: int,
        note: str,
        note_zh: str,
    ) -> None:
        """`Sdk::start`: a call of it that nobody wrote, where the catalogue knows the member."""
        home = reference.home
        if reference.body != NONE and self.tables.sites.calls(target.name, reference.name):
            self.engine.invoke(
                node, position, home.file, reference.body, home.cls, None, home.this, (),
                home=home, level=level, note=note, note_zh=note_zh,
            )  # fmt: skip

    def _unbound(
        self,
        node: Node,
        position: int,
        target: ClassName,
        reference: Reference,
        arguments: Sequence[Values],
        level: int,
        note: str,
        note_zh: str,
    ) -> Values:
        """`Type::method`: static, or the first argument is the receiver."""
        cls = self.tables.program.classes.get(target.name)
        if cls is None:
            self._run_library(node, position, target, reference, level, note, note_zh)
            return arguments[0] if reference.name == "booleanValue" and arguments else ANYTHING
        results = [
            self.run_method(node, position, method, None, arguments, level=level, note=note, note_zh=note_zh)
            for method in self.tables.hierarchy.dispatch(cls, reference.name)
            if method.decl.is_static
        ]
        if not results and arguments:
            for value in arguments[0]:
                subject = unknown(target.name) if value is TOP else value
                found = self.call_member(
                    node, position, subject, reference.name, arguments[1:], (), (), level, note, note_zh
                )
                results.append(ANYTHING if found is None else found)
        return join(*results) or ANYTHING
