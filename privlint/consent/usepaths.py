"""From where code is reached, searched backwards: who calls it, who calls that, up to what the platform runs.

Callers are found by name and then looked at, so that a call counts only if it resolves to the code. Conditions do not
count: a path tells how a use can come about, not whether consent holds on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final

import msgspec

from privlint.consent.conditions import guards_of, names_in
from privlint.consent.declarations import declaration_place, owner_of
from privlint.consent.graph import AUTOMATIC, LEVELS, TRIGGERS, UNKNOWN
from privlint.consent.model import Entry, Place
from privlint.consent.usesurvey import NOBODY, Call, Survey
from privlint.consent.usewords import bodies_naming
from privlint.findings import Hop
from privlint.frontend import facts
from privlint.frontend.facts import NONE
from privlint.frontend.store import FactStore
from privlint.knowledge.model import Lifecycle, Trigger
from privlint.knowledge.names import property_read
from privlint.program.source import SourceClass, SourceFile, SourceMethod

#: Bodies on the way to one use; beyond them entries may be missed.
MOST_BODIES: Final = 60
#: Files that name a function; a word that so many have says nothing about who calls it.
_MOST_FILES: Final = 12
_MOST_ENTRIES: Final = 8
#: How the names of functions begin that take a listener.
_REGISTERS: Final = ("register", "add", "set", "request", "observe", "listen")
#: Kinds of components that run only if the manifest declares them.
_COMPONENTS: Final = frozenset(("application", "activity", "service", "receiver", "provider"))
_NAMES_ZH: Final = {
    "application": "Application", "activity": "Activity", "service": "服务", "receiver": "广播接收器",
    "provider": "内容提供者", "fragment": "Fragment", "worker": "后台任务", "job": "后台任务", "view": "View",
}  # fmt: skip


class _Step(msgspec.Struct, gc=False, frozen=True):
    """A body that leads to the use: by `call`, which runs the body of `next`."""

    file: SourceFile
    body: int
    level: int
    call: Call | None = None
    next: _Step | None = None
    repeater: str = ""


class UsePaths:
    """Paths to the uses that a survey found."""

    def __init__(self, survey: Survey, facts: FactStore, declared: frozenset[str]) -> None:
        """`declared`: the classes that manifests name."""
        self._survey = survey
        self._tables = survey.tables
        self._facts = facts
        self._declared = declared
        self._callers: dict[int, list[Call]] = {}
        self._repeaters = frozenset(self._tables.catalogue.repeaters)
        self._pauses = frozenset(self._tables.catalogue.pauses)

    def to(self, file: SourceFile, body: int, position: int, place: Place, most: int) -> tuple[Entry, ...]:
        """The entries from which an operation of a body, at a place, is reached, each with its shortest path. It
        looks at `most` bodies."""
        found: dict[tuple[str, str], tuple[_Step, str, int]] = {}
        again: dict[int, str] = {}  # bodies that run again because of what they lead to
        seen = {file.base + body}
        queue = deque([_Step(file, body, AUTOMATIC)])
        while queue and len(seen) < most and len(found) < _MOST_ENTRIES:
            step = queue.popleft()
            entered = self._entered(step)
            if entered is not None:
                found.setdefault(_member(step), (step, *entered))
                continue
            for call in self.callers(step.file, step.body):
                if call.file.base + call.body not in seen:
                    seen.add(call.file.base + call.body)
                    level = max(step.level, call.level)
                    queue.append(_Step(call.file, call.body, level, call, step, self._repeater(call)))
                elif _name_of(call) in self._pauses:
                    again.update(dict.fromkeys(_on_way(step, call), _name_of(call)))
        return tuple(self._entry(*entered, position, place, again) for entered in found.values())

    # Entries

    def _entered(self, step: _Step) -> tuple[str, int] | None:
        """The kind of component whose code the platform runs by itself, and how sure that is; None for other code."""
        if step.file.body(step.body).parent != NONE:
            return None
        owner = owner_of(step.file, step.body)
        row = self._tables.lifecycle(owner.cls)
        if row is not None and not self._may_run(owner.cls, row):
            return None
        level = _level_of(row, owner.method) if row is not None else None
        if level is None and owner.method is not None and self._is_of_binary(owner.cls, owner.method):
            level = UNKNOWN
        return (row.component if row is not None else "other", level) if level is not None else None

    def _is_of_binary(self, cls: SourceClass, method: SourceMethod) -> bool:
        """Whether a method overrides one of a class that nobody knows: a library's, of which there is no source."""
        if not self._is_of_library(cls, method):
            return False
        index = self._tables.index
        return not any(
            index.declares(name, method.decl.name) for name in self._tables.hierarchy.library_supertypes(cls)
        )

    def _entry(
        self, step: _Step, component: str, level: int, position: int, place: Place, again: dict[int, str]
    ) -> Entry:
        owner = owner_of(step.file, step.body)
        at = declaration_place(step.file, owner)
        kind = component if component != "other" else "callback"
        note, note_zh = f"entry point: {kind}", f"入口：{_NAMES_ZH.get(kind, kind)}"
        first = Hop(at.path, at.line, at.column, at.symbol, note, note_zh)
        repeaters = (each.repeater or again.get(each.file.base + each.body, "") for each in _steps(step))
        return Entry(
            component=component,
            owner=owner.cls.name,
            method=_member(step)[1],
            trigger=TRIGGERS[max(step.level, level)],
            trace=(first, *_hops(step), Hop(place.path, place.line, place.column, place.symbol)),
            conditions=_conditions(step, position),
            repeater=next(filter(None, repeaters), ""),
            is_registered=any(_is_registered(each) for each in _steps(step)),
        )

    def _repeater(self, call: Call) -> str:
        """What makes a call run again and again, "" if nothing does."""
        name = _name_of(call)
        if name in self._repeaters:
            return name
        return "loop" if is_polled(call.file, call.body, call.op, self._pauses) else ""

    def _may_run(self, cls: SourceClass, row: Lifecycle) -> bool:
        """Whether the platform knows a component: the manifest names it, or a class that derives from it."""
        if row.component not in _COMPONENTS:
            return True
        return any(c.name in self._declared for c in (cls, *self._tables.hierarchy.subclasses(cls.name)))

    # Callers

    def callers(self, file: SourceFile, body: int) -> list[Call]:
        """The places that run a body, by calling it or by handing it on."""
        key = file.base + body
        if key not in self._callers:
            self._callers[key] = list(self._found_calls(file, body))
        return self._callers[key]

    def _found_calls(self, file: SourceFile, body: int) -> Iterator[Call]:
        content = file.body(body)
        if content.parent == NONE:
            self._look_for_callers(file, body)
        elif name := self._delegated(file, body):
            self._look_at_readers(file, name)
        calls = self._survey.callers(file, body)
        known = [call for call in calls if call.note != NOBODY]
        yield from known
        if known:
            return
        if content.parent != NONE:  # handed to somebody who is not known
            yield Call(file, content.parent, content.parent_op, UNKNOWN, "", "")
            return
        around = owner_of(file, body).cls
        if around.is_anonymous and around.decl.body != NONE:
            yield Call(file, around.decl.body, 0, UNKNOWN, "", "")

    def _look_for_callers(self, file: SourceFile, body: int) -> None:
        """Looks at the bodies that name the function of a body, so that the survey knows who calls it."""
        owner = owner_of(file, body)
        words = frozenset(self._names(owner.cls, owner.method, body))
        names = [name.encode() for name in words]
        chain = self._tables.hierarchy.chain(owner.cls)
        for other in self._tables.program.in_order(self._naming(owner.cls, names)):
            for index in bodies_naming(other, self._facts, names):
                self._survey.look_at(other, index, words)
                if owner_of(other, index).cls in chain[1:]:
                    self._survey.look_at(other, index, words, owner.cls)
        if owner.method is not None and self._is_of_library(owner.cls, owner.method):
            self._look_for_hand_over(owner.cls)
        self._survey.settle()

    def _delegated(self, file: SourceFile, body: int) -> str:
        """The property whose delegate has a lambda in it (`by lazy { … }`), "" if it is none."""
        parent, at = file.body(body).parent, file.body(body).parent_op
        ops = file.body(parent).ops
        taker = next((number for number, op in enumerate(ops) if op.kind == facts.CALL and at in op.args), NONE)
        stores = [op for op in ops if op.kind == facts.STORE_NAME and taker != NONE and taker in op.args]
        fields = {field.name: field for cls in file.classes for field in cls.decl.fields}
        return next((op.name for op in stores if op.name in fields and fields[op.name].is_delegated), "")

    def _look_at_readers(self, file: SourceFile, name: str) -> None:
        """Looks at the bodies that name a property; where many files do, at those of its own."""
        naming = self._facts.mentioning(name.encode())
        for other in self._tables.program.in_order(naming if len(naming) <= _MOST_FILES else {file.path}):
            for index in bodies_naming(other, self._facts, [name.encode()]):
                self._survey.look_at(other, index, frozenset((name,)))
        self._survey.settle()

    def _naming(self, cls: SourceClass, names: list[bytes]) -> frozenset[str]:
        """The files that name one of the members, and may have an object of the class. Where these are many, only
        those of the class and what it derives from."""
        found = self._facts.mentioning_any(*names)
        own = frozenset(parent.file.path for parent in self._tables.hierarchy.chain(cls))
        if len(found) > _MOST_FILES:
            around = {other.decl.name for other in self._related(cls) if other.decl.name}
            found &= own | self._facts.mentioning_any(*map(str.encode, around))
        return found if len(found) <= _MOST_FILES else found & own

    def _is_of_library(self, cls: SourceClass, method: SourceMethod) -> bool:
        """Whether a method is there for a library to call: it overrides what no class of the program declares."""
        chain = self._tables.hierarchy.chain(cls)
        return method.decl.is_override and not any(method.decl.name in parent.methods for parent in chain[1:])

    def _look_for_hand_over(self, cls: SourceClass) -> None:
        """Looks at the code that gives objects of a class away: that of the class itself which names `this`, and what
        makes one."""
        for index, _ in list(cls.file.bodies()):
            is_naming = any(op.kind == facts.THIS for op in cls.file.body(index).ops)
            if is_naming and owner_of(cls.file, index).cls is cls:
                self._survey.look_at(cls.file, _outermost(cls.file, index))
        making = self._facts.mentioning(cls.decl.name.encode()) if cls.decl.name else frozenset[str]()
        if len(making) <= _MOST_FILES:
            for other in self._tables.program.in_order(making):
                for index in bodies_naming(other, self._facts, [cls.decl.name.encode()]):
                    self._survey.look_at(other, index)

    def _related(self, cls: SourceClass) -> list[SourceClass]:
        """The classes by whose name code may hold an object that has the method."""
        outer = [cls.outer] if cls.outer is not None else []
        return [*self._tables.hierarchy.chain(cls), *self._tables.hierarchy.subclasses(cls.name), *outer]

    def _names(self, cls: SourceClass, method: SourceMethod | None, body: int) -> list[str]:
        """The words of which code must have one to run a body: the function, the property that it is in Kotlin; what
        an initialiser or a delegate is for."""
        if method is not None and method.decl.name != "<init>":
            return [name for name in (method.decl.name, property_read(method.decl.name)) if name]
        accessed = (field.name for field in cls.decl.fields if body in (field.getter, field.setter))
        return [next(accessed, cls.decl.name or "")]


def _outermost(file: SourceFile, index: int) -> int:
    while file.body(index).parent != NONE:
        index = file.body(index).parent
    return index


def _level_of(row: Lifecycle, method: SourceMethod | None) -> int | None:
    """How sure it is that the platform runs a member of a component; None where it does not."""
    if method is None or method.decl.name == "<init>":
        return AUTOMATIC
    rows: dict[Trigger, tuple[str, ...]] = {
        "automatic": row.automatic,
        "user": row.user,
        "peer": row.peer,
        "unknown": row.unknown,
    }
    return next((LEVELS[trigger] for trigger, names in rows.items() if method.decl.name in names), None)


def _hops(step: _Step) -> Iterator[Hop]:
    """The calls on the way, as people read them."""
    for current in _steps(step):
        if current.next is None or current.call is None:
            return
        op = current.call.file.body(current.call.body).ops[current.call.op]
        callee = owner_of(current.next.file, current.next.body)
        is_lambda = current.next.file.body(current.next.body).parent != NONE
        if not is_lambda or current.call.note:
            path = current.call.file.path
            yield Hop(path, op.line, op.column, callee.symbol, current.call.note, current.call.note_zh)


def _name_of(call: Call) -> str:
    return call.file.body(call.body).ops[call.op].name


def _is_registered(step: _Step) -> bool:
    """Whether a step hands code over that runs when something changes, later than the call."""
    if step.call is None or step.next is None or not _name_of(step.call).startswith(_REGISTERS):
        return False
    is_lambda = step.next.file.body(step.next.body).parent != NONE
    return is_lambda or _member(step.next)[1] != _name_of(step.call)


def _member(step: _Step) -> tuple[str, str]:
    owner = owner_of(step.file, step.body)
    return owner.cls.name, owner.method.decl.name if owner.method is not None else "<init>"


def _steps(step: _Step) -> Iterator[_Step]:
    """The steps from one to the use."""
    current: _Step | None = step
    while current is not None:
        yield current
        current = current.next


def _conditions(step: _Step, position: int) -> tuple[str, ...]:
    """The names in the conditions of the calls on the way and of the use itself."""
    found: dict[str, None] = {}
    for each in _steps(step):
        file, index, op = (each.file, each.body, position)
        if each.call is not None and each.next is not None:
            file, index, op = each.call.file, each.call.body, each.call.op
        body = file.body(index)
        for guard in guards_of(body, op):
            found.update(dict.fromkeys(names_in(file, body, body.guards[guard].op)))
    return tuple(found)


def _on_way(step: _Step, call: Call) -> list[int]:
    """The bodies that run again where a call comes from code that it leads to (a message that posts itself)."""
    way: list[int] = []
    for each in _steps(step):
        way.append(each.file.base + each.body)
        if each.file is call.file and each.body == call.body:
            return way
    return []


def is_polled(file: SourceFile, body: int, position: int, pauses: frozenset[str]) -> bool:
    """Whether an operation stands in a loop that waits between its rounds, or in a lambda that does."""
    while body != NONE:
        content = file.body(body)
        for region in content.regions:
            if region.is_loop and region.start <= position < region.end:
                inside = content.ops[region.start : region.end]
                if any(op.kind == facts.CALL and op.name in pauses for op in inside):
                    return True
        body, position = content.parent, content.parent_op
    return False
