"""Objects that are found by what their classes say of themselves: routers, service loaders, modules of a library, and
the subscribers of an event bus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from privlint.consent.graph import AUTOMATIC, Node
from privlint.consent.values import ANYTHING, ClassLiteral, Const, Instance, Value, Values, join, unknown
from privlint.frontend.facts import NONE
from privlint.knowledge.model import Bus, Lookup
from privlint.program.names import erased
from privlint.program.source import SourceClass, SourceMethod

if TYPE_CHECKING:
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

_FOUND, _FOUND_ZH = "found by its annotation", "按注解查找"
_EVENT, _EVENT_ZH = "event bus", "事件总线"
#: Classes that one call may find by their type alone.
_MOST_FOUND: Final = 12


class Lookups:
    """Connects calls that look something up with the classes that are found."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls
        self.tables = engine.tables

    @cached_property
    def _rows(self) -> dict[str, list[Lookup | Bus]]:
        rows: dict[str, list[Lookup | Bus]] = defaultdict(list)
        for row in self.tables.catalogue.lookups:
            for member in row.members:
                rows[member].append(row)
        for bus in self.tables.catalogue.buses:
            for member in (*bus.registers, *bus.posts):
                rows[member].append(bus)
        return dict(rows)

    def is_concerned(self, member: str) -> bool:
        """Whether a member may look something up."""
        return member in self._rows

    def run(self, call: LibraryCall) -> None:
        """Runs what a call finds; the call gives it."""
        owners = {erased(owner) for owner in call.owners}
        for row in self._rows.get(call.member, ()):
            if not owners.intersection(row.owners):
                continue
            if isinstance(row, Lookup):
                self._find(call, row)
            elif call.member in row.registers:
                self._register(call, row)
            else:
                self._post(call, row)

    # Annotated classes

    @cached_property
    def _annotated(self) -> dict[str, list[tuple[SourceClass, tuple[str, ...]]]]:
        """Classes, and the arguments of the annotation, by its simple name."""
        rows: dict[str, list[tuple[SourceClass, tuple[str, ...]]]] = defaultdict(list)
        names = {name for row in self.tables.catalogue.lookups for name in row.annotations}
        for cls in self.tables.program.annotated(*names):
            for item in cls.decl.annotations:
                rows[item.name.rpartition(".")[2]].append((cls, item.arguments))
        return rows

    def _find(self, call: LibraryCall, row: Lookup) -> None:
        values = [*call.whole_receiver, *(value for values in call.arguments for value in values)]
        made = [self._make(call, row, cls) for cls in dict.fromkeys(self._named(row, values))]
        if made and row.finds != "all":
            call.given = join(*made, () if row.finds == "text" else (unknown(self._type(call)),))

    def _type(self, call: LibraryCall) -> str:
        return self.calls.library.plan(call).type

    def _named(self, row: Lookup, values: list[Value]) -> Iterator[SourceClass]:
        annotated = [pair for name in row.annotations for pair in self._annotated.get(name, ())]
        if row.finds == "all":
            yield from (cls for cls, _ in annotated)
            yield from (cls for name in row.supertypes for cls in self._below(name))
        elif row.finds == "text":
            texts = {value.text for value in values if isinstance(value, Const) and value.kind == "string"}
            yield from (cls for cls, arguments in annotated if texts.intersection(self._texts(cls, arguments)))
        for value in values if row.finds != "all" else ():
            if isinstance(value, ClassLiteral):
                found = [cls for cls, _ in annotated if value.name in self.tables.hierarchy.ancestors(cls.name)]
                below = self._below(value.name) if row.finds == "type" and not found else []
                yield from found or (below if len(below) == 1 else ())

    def _below(self, name: str) -> list[SourceClass]:
        found = [cls for cls in self.tables.hierarchy.subclasses(name) if not cls.decl.is_abstract]
        return [cls for cls in found if not (cls.is_interface or cls.is_anonymous)][:_MOST_FOUND]

    def _texts(self, cls: SourceClass, arguments: Iterable[str]) -> Iterator[str]:
        """Arguments of an annotation as texts: constants stand for their values."""
        for argument in arguments:
            text = argument.partition("=")[2] if "=" in argument and "/" not in argument.partition("=")[0] else argument
            text = text.strip().strip('"')
            yield text
            owner, _, name = text.rpartition(".")
            declared = (
                self.tables.program.classes.get(self.tables.names.resolve(cls.file, cls, owner)) if owner else None
            )
            for holder in (declared, declared.companion) if declared is not None else ():
                field = holder.fields.get(name) if holder is not None else None
                constant = self.tables.constant_value(holder, field) if holder is not None and field else None
                if constant is not None:
                    yield constant.text

    def _make(self, call: LibraryCall, row: Lookup, cls: SourceClass) -> Values:
        node, position = call.activation.node, call.position
        lifecycle = self.tables.lifecycle(cls)
        if lifecycle is not None and lifecycle.component in ("activity", "fragment", "service"):
            return self.calls.components.start(node, position, cls, AUTOMATIC, lifecycle.component)
        if cls.is_singleton:
            self.calls.reads.fields.initialise(node, position, cls)
        found: Values = (
            (self.engine.instance(cls),) if cls.is_singleton else self.calls.construct(node, position, cls, ())
        )
        for value in found:
            if isinstance(value, Instance):
                for name in row.methods:
                    self._call(
                        node, position, self.tables.hierarchy.called(value.cls, name), value, [], _FOUND, _FOUND_ZH
                    )
        return found

    # Event buses

    def _register(self, call: LibraryCall, row: Bus) -> None:
        subscribers = tuple(v for values in call.arguments for v in values if isinstance(v, Instance))
        self.engine.write(call.activation.node, _key(row), subscribers)

    def _post(self, call: LibraryCall, row: Bus) -> None:
        node = call.activation.node
        for event in call.arguments[0] if call.arguments else ():
            types = self._types_of(event)
            for subscriber in self.engine.read(node, _key(row)) or ():
                if isinstance(subscriber, Instance):
                    methods = [m for m in self._handlers(subscriber.cls, row) if self._takes(m) in types]
                    self._call(node, call.position, methods, subscriber, [(event,)], _EVENT, _EVENT_ZH)

    def _handlers(self, cls: SourceClass, row: Bus) -> Iterator[SourceMethod]:
        for name in row.methods:
            yield from self.tables.hierarchy.called(cls, name)

    def _takes(self, method: SourceMethod) -> str:
        if len(method.decl.params) != 1:
            return ""
        return self.tables.names.resolve(method.file, method.owner, method.file.local(method.decl.params[0]).type)

    def _types_of(self, event: Value) -> tuple[str, ...]:
        cls = self.calls.reads.source_class(event)
        if cls is not None:
            return self.tables.hierarchy.ancestors(cls.name)
        return tuple(erased(owner) for owner in self.calls.libraries.owners(event))

    def _call(
        self,
        node: Node,
        position: int,
        methods: Iterable[SourceMethod],
        this: Instance,
        arguments: list[Values],
        note: str,
        note_zh: str,
    ) -> None:
        for method in methods:
            if method.decl.body != NONE:
                given = arguments + [ANYTHING] * (len(method.decl.params) - len(arguments))
                self.calls.run_method(node, position, method, this, given, note=note, note_zh=note_zh)


def _key(row: Bus) -> tuple[object, ...]:
    return ("subscribers", row.owners)
