"""From where code is reached, searched backwards: who calls it, who calls that, up to what the platform runs.

Callers are found by name and then looked at, so that a call counts only if it resolves to the code. Conditions do not
count: a path tells how a use can come about, not whether consent holds on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final

import msgspec

from privlint.consent.declarations import declaration_place, owner_of
from privlint.consent.graph import AUTOMATIC, LEVELS, TRIGGERS, UNKNOWN
from privlint.consent.model import Entry, Place
from privlint.consent.usesurvey import NOBODY, Call, Survey
from privlint.consent.usewords import bodies_naming
from privlint.findings import Hop
from privlint.frontend.facts import NONE
from privlint.frontend.store import FactStore
from privlint.knowledge.model import Lifecycle, Trigger
from privlint.program.source import SourceClass, SourceFile, SourceMethod

#: Bodies on the way to one use; beyond them entries may be missed.
_MOST_BODIES: Final = 60
#: Files that name a function; a word that so many have says nothing about who calls it.
_MOST_FILES: Final = 40
_MOST_ENTRIES: Final = 8
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


class UsePaths:
    """Paths to the uses that a survey found."""

    def __init__(self, survey: Survey, facts: FactStore, declared: frozenset[str]) -> None:
        """`declared`: the classes that manifests name."""
        self._survey = survey
        self._tables = survey.tables
        self._facts = facts
        self._declared = declared
        self._callers: dict[int, list[Call]] = {}

    def to(self, file: SourceFile, body: int, place: Place) -> tuple[Entry, ...]:
        """The entries from which a place in a body is reached, each with its shortest path."""
        found: dict[tuple[str, str], Entry] = {}
        seen = {file.base + body}
        queue = deque([_Step(file, body, AUTOMATIC)])
        while queue and len(seen) < _MOST_BODIES and len(found) < _MOST_ENTRIES:
            step = queue.popleft()
            entry = self._entry(step, place)
            if entry is not None:
                found.setdefault((entry.owner, entry.method), entry)
                continue
            for call in self._calls(step.file, step.body):
                if call.file.base + call.body not in seen:
                    seen.add(call.file.base + call.body)
                    queue.append(_Step(call.file, call.body, max(step.level, call.level), call, step))
        return tuple(found.values())

    # Entries

    def _entry(self, step: _Step, place: Place) -> Entry | None:
        if step.file.body(step.body).parent != NONE:
            return None
        owner = owner_of(step.file, step.body)
        row = self._tables.lifecycle(owner.cls)
        level = _level_of(row, owner.method) if row is not None else None
        if row is None or level is None or not self._may_run(owner.cls, row):
            return None
        at = declaration_place(step.file, owner)
        kind = row.component if row.component != "other" else "callback"
        note, note_zh = f"entry point: {kind}", f"入口：{_NAMES_ZH.get(kind, kind)}"
        first = Hop(at.path, at.line, at.column, at.symbol, note, note_zh)
        return Entry(
            component=row.component,
            owner=owner.cls.name,
            method=owner.method.decl.name if owner.method is not None else "<init>",
            trigger=TRIGGERS[max(step.level, level)],
            trace=(first, *_hops(step), Hop(place.path, place.line, place.column, place.symbol)),
        )

    def _may_run(self, cls: SourceClass, row: Lifecycle) -> bool:
        """Whether the platform knows a component: the manifest names it, or a class that derives from it."""
        if row.component not in _COMPONENTS:
            return True
        return any(c.name in self._declared for c in (cls, *self._tables.hierarchy.subclasses(cls.name)))

    # Callers

    def _calls(self, file: SourceFile, body: int) -> list[Call]:
        key = file.base + body
        if key not in self._callers:
            self._callers[key] = list(self._found_calls(file, body))
        return self._callers[key]

    def _found_calls(self, file: SourceFile, body: int) -> Iterator[Call]:
        content = file.body(body)
        if content.parent == NONE:
            self._look_for_callers(file, body)
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
        name = self._name(owner.cls, owner.method, body)
        if not name:
            return
        mentioning = self._facts.mentioning(name.encode())
        if len(mentioning) > _MOST_FILES:
            around = {cls.decl.name for cls in self._related(owner.cls) if cls.decl.name}
            naming = frozenset[str]().union(*(self._facts.mentioning(word.encode()) for word in around))
            mentioning &= naming | {file.path}
        if len(mentioning) > _MOST_FILES:
            return
        for other in self._tables.program.files:
            if other.path in mentioning:
                for index in bodies_naming(other, self._facts.source(other.path), [name.encode()]):
                    self._survey.look_at(other, index)
        self._survey.settle()

    def _related(self, cls: SourceClass) -> list[SourceClass]:
        """The classes by whose name code may hold an object that has the method."""
        outer = [cls.outer] if cls.outer is not None else []
        return [*self._tables.hierarchy.chain(cls), *self._tables.hierarchy.subclasses(cls.name), *outer]

    def _name(self, cls: SourceClass, method: SourceMethod | None, body: int) -> str:
        """The word that code must have in it to run a body."""
        if method is not None and method.decl.name != "<init>":
            return method.decl.name
        accessed = (field.name for field in cls.decl.fields if body in (field.getter, field.setter))
        return next(accessed, cls.decl.name or "")


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
    current = step
    while current.next is not None and current.call is not None:
        op = current.call.file.body(current.call.body).ops[current.call.op]
        callee = owner_of(current.next.file, current.next.body)
        is_lambda = current.next.file.body(current.next.body).parent != NONE
        if not is_lambda or current.call.note:
            path = current.call.file.path
            yield Hop(path, op.line, op.column, callee.symbol, current.call.note, current.call.note_zh)
        current = current.next
