"""Code by which a process holds out against the system: a window of one pixel, a silent sound, processes that start
each other again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from privlint.consent.declarations import owner_of
from privlint.consent.model import KeepAliveTrick, Place
from privlint.consent.usesurvey import Survey
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body, Op
from privlint.program.source import SourceClass, SourceFile

_ACTIVITY: Final = "android.app.Activity"
_SERVICE: Final = "android.app.Service"
#: Where code learns that the other process is gone.
_GONE: Final = ("onServiceDisconnected", "binderDied", "onBindingDied")
_STARTS: Final = ("bindService", "startService", "startForegroundService")
#: What makes a player go on, or tells that it has ended.
_AGAIN: Final = ("setLooping", "isLooping", "setOnCompletionListener")
_SETTING: Final = (facts.CALL, facts.STORE_MEMBER, facts.STORE_NAME)
_DEEPEST: Final = 4  # calls between the end of a connection and the start
_SIZES: Final = ("width", "height")
_SMALLEST: Final = frozenset(("0", "1"))


class KeepAlives:
    """Looks for such code in the classes of an application."""

    def __init__(self, survey: Survey, processes: Mapping[str, str], silent: tuple[str, ...]) -> None:
        """`processes`: the declared services, with the process that each runs in; `silent`: parts of the names of
        sounds that nobody hears."""
        self._survey = survey
        self._tables = survey.tables
        self._processes = processes
        self._silent = silent

    def all(self) -> Iterator[KeepAliveTrick]:
        """What is found, in the order of places."""
        yield from self._pixels()
        yield from self._sounds()
        yield from self._daemons()

    def _pixels(self) -> Iterator[KeepAliveTrick]:
        """Activities whose window is one pixel wide and high."""
        store = self._tables.program.store
        mentioning = store.mentioning(b"setLayout") | store.mentioning(b"ttributes", *map(str.encode, _SIZES))
        for cls in self._tables.hierarchy.subclasses(_ACTIVITY):
            if cls.file.path not in mentioning:
                continue
            for method in cls.decl.methods:
                op = _smallest_window(_code_of(cls.file, method.body))
                if op is not None:
                    yield KeepAliveTrick("pixel", cls.name, _place(cls.file, op, cls))
                    break

    def _sounds(self) -> Iterator[KeepAliveTrick]:
        """Services that play a sound again and again that nobody hears."""
        store = self._tables.program.store
        mentioning = store.mentioning_any(*map(str.encode, _AGAIN))
        for cls in self._tables.hierarchy.subclasses(_SERVICE):
            if cls.file.path not in mentioning:
                continue
            code = [pair for method in cls.decl.methods for pair in _code_of(cls.file, method.body)]
            loop = next((op for body, op in code if _is_loop(body, op)), None)
            if loop is not None and any(self._is_silent(body, op) for body, op in code):
                yield KeepAliveTrick("silence", cls.name, _place(cls.file, loop, cls))

    def _is_silent(self, body: Body, op: Op) -> bool:
        if op.kind == facts.CALL and op.name == "setVolume":
            return bool(op.args) and all(
                _constant(body, arg) in ("0", "0f", "0.0", "0.0f", "0F", "0.0F") for arg in op.args
            )
        if op.kind != facts.MEMBER or op.receiver == NONE or body.ops[op.receiver].name != "raw":
            return False
        return any(word in op.name.lower() for word in self._silent)

    def _daemons(self) -> Iterator[KeepAliveTrick]:
        """Services that start one of another process again when that is gone."""
        if len(set(self._processes.values())) < 2:
            return
        for file in self._tables.program.files_with_any(*_GONE):
            for index, _ in list(file.bodies()):
                found = self._started_again(file, index)
                if found is not None:
                    yield found

    def _started_again(self, file: SourceFile, index: int) -> KeepAliveTrick | None:
        owner = owner_of(file, index)
        if owner.method is None or owner.method.decl.body != index or owner.method.decl.name not in _GONE:
            return None
        service = next((cls for cls in _around(owner.cls) if cls.name in self._processes), None)
        if service is None:
            return None
        others = {name for name, process in self._processes.items() if process != self._processes[service.name]}
        run = self._survey.called_by(file, index, _DEEPEST)
        ops = [op for at, number in run for op in at.body(number).ops]
        named = {op.type.rpartition(".")[2] for op in ops if op.kind == facts.CLASSREF}
        is_started = any(op.kind == facts.CALL and op.name in _STARTS for op in ops)
        if not is_started or named.isdisjoint(name.rpartition(".")[2] for name in others):
            return None
        decl = owner.method.decl
        place = Place(file.path, decl.line, decl.column, decl.line, decl.column, owner.method.symbol)
        return KeepAliveTrick("daemon", service.name, place)


def _code_of(file: SourceFile, body: int) -> list[tuple[Body, Op]]:
    """The operations of a method, those of its lambdas included, each with its body."""
    found: list[tuple[Body, Op]] = []
    pending = [body]
    while pending:
        index = pending.pop()
        if index != NONE:
            content = file.body(index)
            found += [(content, op) for op in content.ops]
            pending += [op.slot for op in content.ops if op.kind == facts.LAMBDA]
    return found


def _smallest_window(code: list[tuple[Body, Op]]) -> Op | None:
    """The operation that makes a window one pixel wide and high."""
    for body, op in code:
        is_sized = op.kind == facts.CALL and op.name == "setLayout" and len(op.args) == 2
        if is_sized and all(_constant(body, arg) in _SMALLEST for arg in op.args):
            return op
    if not any(op.kind in _SETTING and op.name in ("setAttributes", "attributes") for _, op in code):
        return None
    stores = [(body, op) for body, op in code if op.kind in _SETTING and op.name in _SIZES and op.args]
    small = [op for body, op in stores if _constant(body, op.args[0]) in _SMALLEST]
    return small[0] if {op.name for op in small} == set(_SIZES) else None


def _is_loop(body: Body, op: Op) -> bool:
    """Whether a sound is set to go on, or begins again when it has ended."""
    if op.kind not in _SETTING or op.name not in _AGAIN or not op.args:
        return False
    return op.name == "setOnCompletionListener" or _constant(body, op.args[0]) == "true"


def _constant(body: Body, position: int) -> str:
    op = body.ops[position] if position != NONE else None
    return op.name if op is not None and op.kind == facts.CONST else ""


def _around(cls: SourceClass | None) -> Iterator[SourceClass]:
    while cls is not None:
        yield cls
        cls = cls.outer


def _place(file: SourceFile, op: Op, cls: SourceClass) -> Place:
    return Place(file.path, op.line, op.column, op.end_line, op.end_column, cls.name)
