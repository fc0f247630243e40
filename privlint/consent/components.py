"""Components and their lifecycles: what the platform calls on activities, services, fragments, views and workers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

import msgspec

from privlint.consent.broadcasts import Broadcasts
from privlint.consent.bundles import Bundles
from privlint.consent.deferred import PAGE
from privlint.consent.endings import Endings
from privlint.consent.graph import ACTIVITIES, AUTOMATIC, LEVELS, REFUSED, UNKNOWN, Node
from privlint.consent.inflation import Inflation
from privlint.consent.intents import is_bare
from privlint.consent.lookups import Lookups
from privlint.consent.messages import intents_in
from privlint.consent.stores import STARTED
from privlint.consent.unlisted import TAKING_AWAY
from privlint.consent.values import (
    ANYTHING,
    ClassLiteral,
    Instance,
    Value,
    Values,
    carried,
    const,
    join,
)
from privlint.consent.viewmodels import ViewModels
from privlint.frontend import facts
from privlint.frontend.facts import NONE
from privlint.knowledge.model import ComponentStart, Lifecycle, Trigger
from privlint.program.names import erased
from privlint.program.source import SourceClass, SourceMethod
from privlint.workspace.manifest import is_open

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

_GROUPS: Final[tuple[Trigger, ...]] = ("automatic", "unknown", "peer", "user")
#: Component kinds that a start of another kind may mean too.
_RELATED: Final = {
    "service": ("service", "job", "other"),
    "job": ("job", "service", "worker"),
    "fragment": ("fragment",),
}
#: Component kinds that a text may name.
_NAMED_BY_TEXT: Final = frozenset(["activity", "application"])
_NAMED_BY_ACTION: Final = frozenset(["activity", "service"])
#: What a service gets that is started with an intent that says nothing.
_BARE: Final[Values] = (const("empty", "", "call", STARTED),)
_NUMBERS: Final = ("int", "Int")
_NOTES: Final = {
    "activity": ("starts the screen", "启动页面"),
    "service": ("starts the service", "启动服务"),
    "receiver": ("sends a broadcast", "发送广播"),
    "worker": ("enqueues the work", "加入后台任务"),
    "job": ("schedules the job", "安排任务"),
}


class Components:
    """Starts components from running code."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls
        self.tables = engine.tables
        self.broadcasts = Broadcasts(engine, calls)
        self.inflation = Inflation(engine, calls)
        self.lookups = Lookups(engine, calls)
        self.viewmodels = ViewModels(calls)
        self.endings = Endings(engine)
        self.bundles = Bundles(engine)

    def run(self, call: LibraryCall, rows: tuple[ComponentStart, ...]) -> None:
        """Starts what a library call starts: components named by class literals, layouts, injected members."""
        self.inflation.run(call)
        self.calls.injection.on_call(call)
        self.broadcasts.run(call, rows)
        self.lookups.run(call)
        for row in rows:
            for name in self._named(call, row):
                cls = self.tables.program.classes.get(name)
                if cls is not None and self._is_kind(cls, row):
                    if row.component == "viewmodel":
                        given = carried(join(call.whole_receiver, *call.arguments))
                        if self.is_delegate(call):
                            call.given = (const("component", cls.name), *given)
                        else:
                            call.given = self.viewmodels.make(call.activation.node, call.position, cls, given)
                        continue
                    intent = self._intent(call, row, name)
                    if row.component == "activity":
                        self.engine.write(call.activation.node, ("intents", name), intent)
                    self.start(
                        call.activation.node,
                        call.position,
                        cls,
                        LEVELS[row.trigger],
                        row.component,
                        without=row.without,
                        intent=intent,
                    )

    def _intent(self, call: LibraryCall, row: ComponentStart, name: str) -> Values:
        """The intent that a component is started with, as far as it is known what is in it."""
        if row.component not in ("activity", "service", "receiver", "any"):
            return ANYTHING
        made = intents_in(value for given in (*call.arguments, call.whole_receiver) for value in given)
        if made:
            return tuple(dict.fromkeys(made))
        return _BARE if row.component != "any" and is_bare(call, name, self.tables.bare_intents) else ANYTHING

    def is_delegate(self, call: LibraryCall) -> bool:
        """Whether the value of a call becomes a property delegate: it is made at the first read then."""
        node = call.activation.node
        for op in call.activation.ops[call.position + 1 :]:
            if call.position in op.args:
                if op.kind == facts.STORE_LOCAL:
                    return node.file.local(op.slot).is_delegated
                if op.kind == facts.STORE_NAME:
                    target = self.calls.reads.scopes.lookup(node.file, node.cls, op.name)
                    return target.field is not None and target.field.is_delegated
                return False
        return False

    def _named(self, call: LibraryCall, row: ComponentStart) -> list[str]:
        holders = self.engine.interpreter.holders
        values: list[Value] = []
        for given in (*call.arguments, call.whole_receiver):
            values += (*given, *(holders.contents(call.activation.node, given) or ()))
        values += self._asked(call, row.asks) if row.asks else ()
        names = [value.name for value in values if isinstance(value, ClassLiteral)]
        reads = self.calls.reads
        names += [reads.type_argument(call.activation.node, text) for text in call.op.type_args]
        if row.component == "viewmodel" and not names:
            names.append(erased(self.calls.injection.expected_type(call.activation, call.position)))
        if row.component in _NAMED_BY_TEXT:
            names += self._by_text(values)
        if row.component in _NAMED_BY_ACTION:
            names += self._by_action(call, row.component)
        return list(dict.fromkeys(name for name in names if name))

    def _asked(self, call: LibraryCall, method: str) -> Values:
        """What a method gives of the objects that the receiver was made from: `contract.createIntent(context, it)`."""
        node, arguments = call.activation.node, [ANYTHING, *call.arguments]
        found = [
            self.calls.call_member(node, call.position, value, method, arguments)
            for value in call.whole_receiver
            if isinstance(value, Instance)
        ]
        return join(*(values for values in found if values is not None))

    def _by_text(self, values: list[Value]) -> list[str]:
        """Components named by a string: `Intent().setClassName(ctx, "a.B")`."""
        found = self.calls.library.results.classes_by_text(values)
        return [value.name for value in found if isinstance(value, ClassLiteral)]

    def _by_action(self, call: LibraryCall, kind: str) -> list[str]:
        """The app's own components whose filters name an action: `Intent("com.example.HOME")`."""
        own = self.tables.own_actions
        return [name for action in self.broadcasts.actions(call) for name in own.get((kind, action), ())] if own else []

    def _is_kind(self, cls: SourceClass, row: ComponentStart) -> bool:
        if row.component == "any":
            return True
        lifecycle = self.tables.lifecycle(cls)
        if lifecycle is None:
            return False
        return lifecycle.component in _RELATED.get(row.component, (row.component,))

    def start(
        self,
        node: Node | None,
        position: int,
        cls: SourceClass,
        level: int,
        kind: str,
        note: str = "",
        note_zh: str = "",
        without: tuple[str, ...] = (),
        intent: Values = ANYTHING,
    ) -> Values:
        """Creates a component and runs its lifecycle, some methods left out, after those components that it says it
        needs. `node` is None for what the platform starts, `intent` is what a service is started with."""
        self.engine.entry_level = level if node is None else self.engine.entry_level
        for needed in self._needed(cls):
            self._start_one(node, position, needed, level, kind, note, note_zh, (), ANYTHING)
        return self._start_one(node, position, cls, level, kind, note, note_zh, without, intent)

    def _start_one(
        self,
        node: Node | None,
        position: int,
        cls: SourceClass,
        level: int,
        kind: str,
        note: str,
        note_zh: str,
        without: tuple[str, ...],
        intent: Values,
    ) -> Values:
        instance = self.engine.instance(cls)
        self.engine.created.setdefault(cls.name)
        is_late = node is not None and max(level, node.level) > min(self.engine.last_level, REFUSED)
        if is_late and not self.engine.follows_users:  # what may start a screen some time is not followed further
            return (instance,)
        if not note:
            note, note_zh = _NOTES.get(kind, ("", ""))
        if node is None:
            self.calls.reads.fields.initialise(None, 0, cls, level, note, note_zh)
        else:
            self.calls.reads.fields.initialise(node, position, cls, level)
        self.calls.initialise_part(node, position, cls, instance, (), (), level, note, note_zh)
        self.calls.injection.inject_members(node, position, instance)
        lifecycle = self.tables.lifecycle(cls)
        if lifecycle is not None:
            left = tuple(name for name in lifecycle.automatic if name not in without)
            lifecycle = msgspec.structs.replace(lifecycle, automatic=left) if without else lifecycle
            if lifecycle.component == "fragment":
                self.bundles.made(None, NONE, instance)
            if lifecycle.component == "activity" and level == AUTOMATIC:
                self.engine.write(node, ACTIVITIES, (instance,))
            penalty = int(kind == "activity")
            self.run_lifecycle(node, position, instance, lifecycle, level, note, note_zh, penalty, intent)
        return (instance,)

    def _needed(self, cls: SourceClass) -> list[SourceClass]:
        """The components of the program that a component lists, and those that they list, without the first."""
        found = {cls.name: cls}
        pending = [cls]
        while pending:
            current = pending.pop()
            lifecycle = self.tables.lifecycle(current)
            for name in lifecycle.lists if lifecycle is not None else ():
                fresh = {other.name: other for other in self._listed(current, name) if other.name not in found}
                found.update(fresh)
                pending.extend(fresh.values())
        return list(found.values())[:0:-1]

    def _listed(self, cls: SourceClass, name: str) -> Iterator[SourceClass]:
        """The classes of the program that a method mentions."""
        for method in self.tables.hierarchy.dispatch(cls, name):
            for op in method.file.body(method.decl.body).ops:
                if op.kind == facts.CLASSREF:
                    named = self.tables.names.resolve(method.file, method.owner, op.type)
                    found = self.tables.program.classes.get(named)
                    if found is not None:
                        yield found

    def activities(self, node: Node) -> Values:
        """The activities that come to the screen; any, if the program has none that the launcher starts."""
        return self.engine.read(node, ACTIVITIES) or ANYTHING

    def intents(self, node: Node, instance: Instance) -> Values | None:
        """What an activity is started with, by the launcher and by code; None if it is not started."""
        return self.engine.read(node, ("intents", instance.cls.name))

    def created(self, node: Node | None, position: int, instance: Instance) -> None:
        """An object was created: the platform will call it if it is a fragment, a view, an adapter …"""
        lifecycle = self.tables.lifecycle(instance.cls)
        if lifecycle is not None and lifecycle.component == "fragment":
            self.bundles.made(node, position, instance)
        if lifecycle is not None and lifecycle.on == "creation":
            self.calls.injection.inject_members(node, position, instance)
            self.run_lifecycle(node, position, instance, lifecycle, AUTOMATIC, "", "", 0)

    def shown(self, call: LibraryCall) -> None:
        """A dialog is shown: by its own function, or by one that it is handed to, unless that only keeps it, looks for
        it or takes it away."""
        values = call.receiver if call.member.startswith("show") else ()
        for value in (*values, *(v for given in call.arguments for v in given)):
            if isinstance(value, Instance):
                lifecycle = self.tables.lifecycle(value.cls)
                if lifecycle is not None and lifecycle.on == "show" and not self._keeps(call):
                    self.calls.injection.inject_members(call.activation.node, call.position, value)
                    self.run_lifecycle(call.activation.node, call.position, value, lifecycle, AUTOMATIC, "", "", 0)

    def _keeps(self, call: LibraryCall) -> bool:
        """Whether a call does nothing with an object but keep it, compare it, register it or take it away."""
        if call.member.startswith((*TAKING_AWAY, "register", "contains", "equals", "indexOf", "isInstance")):
            return True
        return bool(call.owners) and self.engine.interpreter.holders.is_collection(erased(call.owners[0]))

    def run_lifecycle(
        self,
        node: Node | None,
        position: int,
        instance: Instance,
        lifecycle: Lifecycle,
        level: int,
        note: str,
        note_zh: str,
        penalty: int,
        intent: Values = ANYTHING,
    ) -> None:
        """Runs the methods of a lifecycle that an object has, each on its trigger. Some are given an intent."""
        run = partial(self._run_methods, node, position, instance, lifecycle, note, note_zh, penalty, intent)
        for trigger in _GROUPS:
            reached = max(level, LEVELS[trigger])
            if trigger == "automatic" and not self._is_by_itself(lifecycle):
                reached = max(level, UNKNOWN)
            if reached > self.engine.last_level:
                continue
            names = getattr(lifecycle, trigger)
            later = tuple(name for name in names if name in lifecycle.once_open)
            run(reached, tuple(name for name in names if name not in lifecycle.once_open))
            if later:
                self.endings.after(node, instance, lifecycle, reached, partial(run, reached, later))

    def _run_methods(
        self,
        node: Node | None,
        position: int,
        instance: Instance,
        lifecycle: Lifecycle,
        note: str,
        note_zh: str,
        penalty: int,
        intent: Values,
        level: int,
        names: tuple[str, ...],
    ) -> None:
        for name in names:
            self._run_getter(node, position, instance, name, level, note, note_zh)
            for method in self.tables.hierarchy.called(instance.cls, name):
                if not method.decl.is_static:
                    arguments = self.given(method, intent)
                    if name in lifecycle.page_methods:
                        self._tell_pages(node, method, lifecycle, arguments)
                    for place, values in self.bundles.given(method, instance, lifecycle).items():
                        arguments[place] = values
                    self.calls.run_method(
                        node, position, method, instance, arguments,
                        level=level, note=note, note_zh=note_zh, penalty=penalty,
                    )  # fmt: skip

    def _tell_pages(
        self, node: Node | None, method: SourceMethod, lifecycle: Lifecycle, arguments: list[Values]
    ) -> None:
        """Puts in the numbers of the pages that a pager shows by itself."""
        if node is None or self.calls.library.callbacks.deferred.is_done(node, PAGE):
            return
        for place, slot in enumerate(method.decl.params):
            if method.file.local(slot).type in _NUMBERS:
                arguments[place] = tuple(const("int", str(page)) for page in lifecycle.pages)

    def given(self, method: SourceMethod, intent: Values) -> list[Values]:
        """What the platform gives to a method of a component: the intent, where it is one that gets it."""
        arguments = [ANYTHING] * len(method.decl.params)
        if method.decl.name in self.tables.started_methods:
            types = [method.file.local(slot).type.rstrip("?") for slot in method.decl.params]
            place = next((at for at, name in enumerate(types) if name.rpartition(".")[2] == "Intent"), 0)
            arguments[place : place + 1] = [intent]
        return arguments

    def _run_getter(
        self, node: Node | None, position: int, instance: Instance, name: str, level: int, note: str, note_zh: str
    ) -> None:
        """Runs the getter of a property that overrides a method of Java (`override val configuration get() = …`)."""
        if name[:3] != "get":
            return
        found = self.tables.hierarchy.field(instance.cls, name[3:4].lower() + name[4:])
        if found is not None and found[1].getter != NONE:
            cls, field = found
            self.engine.invoke(
                node, position, cls.file, field.getter, cls, None, instance, (), level=level, note=note, note_zh=note_zh
            )

    def _is_by_itself(self, lifecycle: Lifecycle) -> bool:
        """Whether the manifest lets the platform call these methods without being asked."""
        meta = {name: value for name, (value, _) in self.tables.variant.manifest.meta_data.items()}
        required, _, wanted = lifecycle.requires.partition("=")
        if required and meta.get(required) != wanted:
            return False
        switch, _, off = lifecycle.disabled_by.partition("=")
        return not switch or switch not in meta or not (meta[switch] == off or is_open(meta[switch]))

    def class_values(self, activation: Activation, position: int, values: Values) -> Values:
        """`ViewModelProvider(this)[Model::class.java]`: the objects that class literals in brackets stand for."""
        found: list[Value] = []
        for value in values:
            cls = self.tables.program.classes.get(value.name) if isinstance(value, ClassLiteral) else None
            lifecycle = self.tables.lifecycle(cls) if cls is not None else None
            if cls is not None and lifecycle is not None and lifecycle.component == "viewmodel":
                found += self.start(activation.node, position, cls, AUTOMATIC, "viewmodel")
        return tuple(found)
