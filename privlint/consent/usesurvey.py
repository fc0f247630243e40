"""Looks at single bodies, whoever runs them and whatever their conditions say: which sites they have, what they call.

The engine does the resolving, so that names and types mean here what they mean in a run from the entry points. It does
not follow calls, but where a value is known in no other way: what a function without a declared type gives, what an
initialiser puts into a field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from privlint.consent.declarations import Owner, owner_of
from privlint.consent.graph import AUTOMATIC, USER, Node
from privlint.consent.regardless import RegardlessEngine
from privlint.consent.slices import Slices
from privlint.consent.tables import Tables
from privlint.consent.values import ANYTHING, NOTHING, Const, Instance, Value, Values, unknown
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Field, Op
from privlint.program.source import SourceClass, SourceFile, SourceMethod

#: Runs of bodies in a survey; an application of 250,000 lines needs a tenth. Beyond them sites may be missed.
_MOST_RUNS: Final = 20_000
#: Operations of a function, and of an initialiser, that is run for the sake of the values it gives.
_LONGEST_FUNCTION: Final = 12
_LONGEST_INITIALISER: Final = 30
_DEEPEST: Final = 2


class Call(msgspec.Struct, gc=False, frozen=True):
    """A place that runs a body: by calling it, or by handing it to a library."""

    file: SourceFile
    body: int
    op: int
    level: int
    note: str
    note_zh: str


class _BodyEngine(RegardlessEngine):
    """An engine that stays in the body it is given, and notes what that calls."""

    sees_all = False

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables, USER, _MOST_RUNS)
        self.slices = Slices(lambda text: tables.sites.literal(text) is not None)
        self.callers: dict[int, dict[tuple[int, int], Call]] = defaultdict(dict)
        self.callees: dict[int, dict[int, tuple[SourceFile, int]]] = defaultdict(dict)
        self.by_body: dict[int, list[Node]] = defaultdict(list)

    def _node(
        self,
        file: SourceFile,
        body: int,
        cls: SourceClass,
        method: SourceMethod | None,
        this: Instance | None,
        home: Node | None,
        context: tuple[Value | str, ...],
        level: int,
    ) -> Node:
        count = len(self.nodes)
        found = super()._node(file, body, cls, method, this, home, context, level)
        if len(self.nodes) > count:
            self.by_body[file.base + body].append(found)
        return found

    def operations(self, node: Node) -> list[Op]:
        """Those of an invocation that tell what is asked."""
        return self.slices.operations(node.file, node.body_index)

    def run_more(self, file: SourceFile, added: Mapping[int, Iterable[int]]) -> None:
        """Runs operations that were left out so far, by body of a file."""
        for body, positions in added.items():
            for node in list(self.by_body.get(file.base + body, ())):
                activation = self.last_run(node)
                if activation is not None:
                    activation.ops = self.operations(node)
                    node.stale |= sum(1 << position for position in positions)
                    self._run(node)

    def invoke(
        self,
        caller: Node | None,
        op: int,
        file: SourceFile,
        body: int,
        cls: SourceClass,
        method: SourceMethod | None,
        this: Instance | None,
        arguments: Sequence[Values | None],
        home: Node | None = None,
        receiver: Values = NOTHING,
        level: int = AUTOMATIC,
        note: str = "",
        note_zh: str = "",
        penalty: int = 0,
        type_arguments: tuple[str, ...] = (),
    ) -> Values:
        """Runs a body if it is part of the code that is looked at, or needed for what it gives."""
        if caller is not None:
            call = Call(caller.file, caller.body_index, op, level, note, note_zh)
            by = caller.file.base + caller.body_index
            self.callers[file.base + body].setdefault((by, op), call)
            self.callees[by].setdefault(file.base + body, (file, body))
            if home is None and not self._is_needed(file, body, method):
                declared = self.interpreter.reads.return_type(method) if method is not None else ""
                return (unknown(declared),) if declared else ANYTHING
        return super().invoke(
            caller, op, file, body, cls, method, this, arguments, home, receiver, level, note, note_zh, penalty,
            type_arguments,
        )  # fmt: skip

    def _is_needed(self, file: SourceFile, body: int, method: SourceMethod | None) -> bool:
        """Whether only a run tells what a body gives."""
        if self._nesting > _DEEPEST:
            return False
        if method is None:
            return len(file.body(body).ops) <= _LONGEST_INITIALISER
        if method.decl.return_type or method.decl.name == "<init>":
            return False
        return len(file.body(body).ops) <= _LONGEST_FUNCTION and self.tables.returns_value(file, body)


class Survey:
    """What was found in the bodies that somebody asked for, each looked at once."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._engine = _BodyEngine(tables)
        self._looked_at: set[tuple[int, str]] = set()
        self._seen: set[int] = set()  # lambdas and methods of local classes
        self._initialised: set[int] = set()
        self._constructed: set[tuple[int, str]] = set()

    def look_at(
        self,
        file: SourceFile,
        body: int,
        names: frozenset[str] | None = None,
        concrete: SourceClass | None = None,
    ) -> None:
        """Looks at a body of a member and at the lambdas and local classes in it: at the operations with one of some
        names and what tells what they mean, at all if none are given. With `concrete`, as the body runs on an object of
        a class that derives from its own: what it calls is then what that class has."""
        more = self._engine.slices.widen(file, body, names)
        if not self._engine.slices.is_any_needed(file, body):
            return
        owner = owner_of(file, body)
        is_static = owner.cls.decl.kind == "facade" or (owner.method is not None and owner.method.decl.is_static)
        this = None if is_static else self._engine.instance(concrete or owner.cls)
        key = (file.base + body, concrete.name if concrete is not None else "")
        is_new = key not in self._looked_at
        if not is_new and not more:
            return
        self._looked_at.add(key)
        if this is not None:
            self._initialise(this, self._names_read(file, body))
        self._engine.run_more(file, more)
        if is_new:
            arguments = [ANYTHING] * len(file.body(body).params)
            receiver = self._receiver(owner, body)
            self._engine.invoke(None, NONE, file, body, owner.cls, owner.method, this, arguments, receiver=receiver)
        for node in list(self._of(file, body)):
            self._look_inside(node)

    def _receiver(self, owner: Owner, body: int) -> Values:
        """What an extension is called on, as far as its declaration says."""
        accessed = (item.receiver_type for item in owner.cls.decl.fields if body in (item.getter, item.setter))
        declared = owner.method.decl.receiver_type if owner.method is not None else next(accessed, "")
        if not declared:
            return NOTHING
        return (unknown(self.tables.names.resolve_generic(owner.cls.file, owner.cls, declared)),)

    def settle(self) -> None:
        """Runs what had to wait for other values."""
        self._engine.run()

    def nodes(self) -> Iterable[Node]:
        """All invocations so far."""
        return self._engine.nodes.values()

    def callers(self, file: SourceFile, body: int) -> list[Call]:
        """The places found so far that run a body."""
        return list(self._engine.callers.get(file.base + body, {}).values())

    def called_by(self, file: SourceFile, body: int, depth: int) -> list[tuple[SourceFile, int]]:
        """A body of a member, and the code that it runs: its own lambdas, and what it calls, `depth` calls deep."""
        found: dict[int, tuple[SourceFile, int]] = {file.base + body: (file, body)}
        latest = list(found.values())
        for _ in range(depth):
            for item in latest:
                if item[0].body(item[1]).parent == NONE:
                    self.look_at(*item)
            self.settle()
            rows = [row for at, number in latest for row in self._engine.callees.get(at.base + number, {}).items()]
            latest = [item for key, item in rows if key not in found]
            found.update((at.base + number, (at, number)) for at, number in latest)
        return list(found.values())

    def texts(self, file: SourceFile, body: int, position: int) -> list[str]:
        """The constant texts that an operation of a body that was looked at gives, the elements of a list included."""
        runs = (self._engine.last_run(node) for node in self._of(file, body))
        values = [value for run in runs if run is not None for value in run.of(position)]
        return [value.text for value in values if isinstance(value, Const) and value.kind == "string"]

    def _initialise(self, this: Instance, read: frozenset[str]) -> None:
        """Gives the fields of an object that code reads their values where no declared type tells what they are."""
        for cls in self.tables.hierarchy.chain(this.cls):
            key = (cls.file.base + cls.index, this.cls.name)
            if key not in self._constructed:
                self._constructed.add(key)
                for slot in self.tables.constructor_slots(cls):
                    self._engine.write(None, ("local", cls.file.base + slot, this), ANYTHING)
            body = cls.decl.initializer
            told = frozenset(item.name for item in cls.decl.fields if _may_tell(item) and item.name in read)
            if body == NONE or not told:
                continue
            self._engine.run_more(cls.file, self._engine.slices.widen(cls.file, body, told))
            if cls.file.base + body not in self._initialised:
                self._initialised.add(cls.file.base + body)
                self._engine.invoke(None, NONE, cls.file, body, cls, None, this, ())

    def _names_read(self, file: SourceFile, body: int) -> frozenset[str]:
        """The names that code reads, lambdas included, and those of the members that it calls things on."""
        found: set[str] = set()
        pending = [body]
        while pending:
            for op in self._engine.slices.operations(file, pending.pop()):
                if op.kind == facts.LAMBDA:
                    pending.append(op.slot)
                elif op.kind == facts.NEW and op.slot != NONE and op.slot < len(file.classes):
                    methods = (method.body for method in file.classes[op.slot].decl.methods)
                    pending += [inner for inner in methods if inner != NONE]
                elif op.kind in (facts.NAME, facts.MEMBER):
                    found.add(op.name)
        return frozenset(found)

    def _of(self, file: SourceFile, body: int) -> list[Node]:
        return self._engine.by_body.get(file.base + body, [])

    def _look_inside(self, node: Node) -> None:
        """Runs lambdas and methods of anonymous classes that nothing in the body runs."""
        file = node.file
        for position, op in enumerate(node.body.ops):
            if op.kind == facts.LAMBDA and self._is_open(file, op.slot):
                self._seen.add(file.base + op.slot)
                arguments = [ANYTHING] * len(file.body(op.slot).params)
                self._engine.invoke(
                    node, position, file, op.slot, node.cls, None, node.this, arguments, home=node, level=USER,
                    note=NOBODY,
                )  # fmt: skip
                for inner in list(self._of(file, op.slot)):
                    self._look_inside(inner)
            elif op.kind == facts.NEW and op.slot != NONE and op.slot < len(file.classes):
                self._look_at_type(node, file.classes[op.slot])

    def _is_open(self, file: SourceFile, body: int) -> bool:
        """Whether a lambda or a method of a local class has to be looked at."""
        return file.base + body not in self._seen and self._engine.slices.is_needed(file, body)

    def _look_at_type(self, node: Node, cls: SourceClass) -> None:
        this = self._engine.instance(cls, outer=node.this, home=node)
        for methods in cls.methods.values():
            for method in methods:
                body = method.decl.body
                if body == NONE or not self._is_open(node.file, body):
                    continue
                self._seen.add(node.file.base + body)
                arguments = [ANYTHING] * len(node.file.body(body).params)
                self._engine.invoke(None, NONE, node.file, body, cls, method, this, arguments)
                for inner in list(self._of(node.file, body)):
                    self._look_inside(inner)


def _may_tell(item: Field) -> bool:
    """Whether what a field is must be told by its initialiser, or is computed when it is read."""
    return item.has_initializer and (not item.type or item.is_delegated)


#: The note of a step by which nobody is known to run a lambda.
NOBODY: Final = "?"
