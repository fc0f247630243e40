"""Calls that start, bind or wake parts of other apps, as far as the code says which app it is.

An intent is followed back through the code that makes it: the variable that holds it, the calls on it, the functions of
the same class that give it. The package stands there as a constant, or comes in by a parameter, and then from those who
call the function."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from privlint.consent.conditions import operands
from privlint.consent.declarations import owner_of
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op

if TYPE_CHECKING:
    from privlint.consent.usepaths import UsePaths
    from privlint.consent.usesurvey import Survey
    from privlint.program.source import SourceFile

#: What hands an intent to the system, and starts what it names.
_STARTS: Final = frozenset(
    (
        "startActivity",
        "startActivityForResult",
        "startService",
        "startForegroundService",
        "bindService",
        "sendBroadcast",
        "sendOrderedBroadcast",
    )
)
#: Those of them that no user sees.
_IN_SECRET: Final = _STARTS - {"startActivity", "startActivityForResult"}
#: Members of an intent, functions and properties, that say which app it goes to: the first argument names it.
_TARGETS: Final = frozenset(("setPackage", "setClassName", "setComponent", "package", "component"))
_COMPONENT_NAME: Final = "ComponentName"
_OF_PACKAGE: Final = "getLaunchIntentForPackage"
_WORDS: Final = tuple(
    word.encode() for word in ("setPackage", "setClassName", _COMPONENT_NAME, _OF_PACKAGE, "`package`")
)
#: Functions of Kotlin that run code on what they are called on, and give it back.
_ON_RECEIVER: Final = frozenset(("apply", "also", "run", "let", "with"))
#: Functions that give the apps, or the parts of apps, that a device has.
_QUERIES: Final = frozenset(
    (
        "queryIntentServices",
        "queryBroadcastReceivers",
        "queryIntentContentProviders",
        "getInstalledPackages",
        "getInstalledApplications",
    )
)
#: Stands for the packages of whatever a query gave.
ANY: Final = "*"
_PACKAGE: Final = re.compile(r"[A-Za-z]\w*(\.\w+)+")
_MOST_CALLERS: Final = 2  # callers above a function whose parameter is the package


class ForeignStart(msgspec.Struct, gc=False, frozen=True):
    """An operation that starts something by an intent for named packages."""

    file: SourceFile
    body: int
    op: int
    packages: tuple[str, ...]


class ForeignStarts:
    """Finds them in the files that name the functions it takes."""

    def __init__(self, survey: Survey, paths: UsePaths) -> None:
        self._survey = survey
        self._paths = paths

    def all(self) -> Iterator[ForeignStart]:
        """In the order of places; what the packages are is left to the caller, the app's own among them."""
        program = self._survey.tables.program
        store = program.store
        starts = store.mentioning_any(*map(str.encode, _STARTS))
        targets = store.mentioning_any(*_WORDS)
        for file in program.in_order(starts & targets & frozenset(program.paths)):
            for index in list(file.bodies_with(*_STARTS)):
                for position, op in enumerate(file.body(index).ops):
                    if op.kind == facts.CALL and op.name in _STARTS and op.args:
                        packages = self._packages(file, index, op)
                        if packages:
                            yield ForeignStart(file, index, position, packages)

    def _packages(self, file: SourceFile, index: int, op: Op) -> tuple[str, ...]:
        found = [text for arg in op.args if arg != NONE for text in _Intent(self, file).packages(index, arg)]
        named = sorted({text for text in found if _PACKAGE.fullmatch(text)})
        is_any = ANY in found and op.name in _IN_SECRET and _repeats(file, index, op) and _queries(file, index)
        return tuple(named) or ((ANY,) if is_any else ())

    def texts(self, file: SourceFile, index: int, position: int, depth: int = _MOST_CALLERS) -> list[str]:
        """The constants that an expression stands for; those that callers give where it is a parameter."""
        body = file.body(index)
        self._survey.look_at(file, _outermost(file, index))
        self._survey.settle()
        found = self._survey.texts(file, index, position)
        parameters = [
            body.ops[number].slot
            for number in operands(body, position)
            if body.ops[number].kind == facts.LOCAL and not found
        ]
        method = owner_of(file, index).method
        if not parameters or method is None or not depth:
            return found
        for at, slot in enumerate(file.body(method.decl.body).params):
            if slot in parameters:
                for call in self._paths.callers(file, method.decl.body):
                    arguments = call.file.body(call.body).ops[call.op].args
                    if at < len(arguments) and arguments[at] != NONE:
                        found += self.texts(call.file, call.body, arguments[at], depth - 1)
        return found


class _Intent:
    """The way back from an expression to what the intent that it gives is for."""

    def __init__(self, starts: ForeignStarts, file: SourceFile) -> None:
        self._starts = starts
        self._file = file
        self._seen: set[tuple[int, int]] = set()

    def packages(self, index: int, position: int) -> Iterator[str]:
        """The packages that the expression at an operation is given."""
        if position == NONE or (index, position) in self._seen:
            return
        self._seen.add((index, position))
        op = self._file.body(index).ops[position]
        if op.kind == facts.LOCAL:
            yield from self._of_local(op.slot)
        elif op.kind in (facts.CAST, facts.PHI):
            for operand in (op.receiver, *op.args):
                yield from self.packages(index, operand)
        elif op.kind == facts.CALL:
            yield from self._of_call(index, op)
        elif op.kind == facts.NEW and op.type.rpartition(".")[2] == _COMPONENT_NAME:
            yield from self._of_first(index, op)
        elif op.kind == facts.NEW:
            for arg in op.args:
                yield from self.packages(index, arg)

    def _of_call(self, index: int, op: Op) -> Iterator[str]:
        yield from self.packages(index, op.receiver)
        if op.name == _COMPONENT_NAME or op.name == _OF_PACKAGE:
            yield from self._of_first(index, op)
        elif op.name in _TARGETS:
            yield from self._of_target(index, op)
        elif op.name in _ON_RECEIVER:
            for arg in op.args:
                yield from self._of_lambda(index, arg)
        elif op.name == "Intent":
            for arg in op.args:
                yield from self.packages(index, arg)
        elif op.receiver == NONE or self._file.body(index).ops[op.receiver].kind == facts.THIS:
            yield from self._of_function(index, op.name)

    def _of_first(self, index: int, op: Op) -> Iterator[str]:
        """Of a call with two arguments the first names the app, unless it is a context."""
        if op.args and op.args[0] != NONE:
            yield from self._starts.texts(self._file, index, op.args[0])
            named = self._file.body(index).ops[op.args[0]]
            if named.kind == facts.MEMBER and named.name == "packageName":
                yield ANY

    def _of_target(self, index: int, op: Op) -> Iterator[str]:
        if op.name in ("setComponent", "component"):
            yield from self.packages(index, op.args[0] if op.args else NONE)
        else:
            yield from self._of_first(index, op)

    def _of_local(self, slot: int) -> Iterator[str]:
        """What is put into a variable, and what is done on it, in whatever code of the file sees it."""
        for index, _ in list(self._file.bodies()):
            if slot in self._file.body(index).params:
                yield from self._of_handed(index)
            for op in self._file.body(index).ops:
                if op.kind == facts.STORE_LOCAL and op.slot == slot:
                    yield from self.packages(index, op.args[0])
                elif op.name in _TARGETS and self._is_on(index, op, slot):
                    yield from self._of_target(index, op)
                elif op.kind == facts.CALL and op.name in _ON_RECEIVER and self._is_on(index, op, slot):
                    for arg in op.args:
                        yield from self._of_lambda(index, arg)

    def _of_handed(self, index: int) -> Iterator[str]:
        """What a lambda has as its parameter: what the function that takes it is called on (`intent.let { … }`)."""
        body = self._file.body(index)
        if body.parent != NONE:
            for op in self._file.body(body.parent).ops:
                if op.kind == facts.CALL and op.name in _ON_RECEIVER and body.parent_op in op.args:
                    yield from self.packages(body.parent, op.receiver)

    def _is_on(self, index: int, op: Op, slot: int) -> bool:
        """Whether an operation is done on a variable, if only at the end of a chain of calls."""
        ops = self._file.body(index).ops
        receiver = op.receiver
        while receiver != NONE and ops[receiver].kind == facts.CALL:
            receiver = ops[receiver].receiver
        return receiver != NONE and ops[receiver].kind == facts.LOCAL and ops[receiver].slot == slot

    def _of_lambda(self, index: int, position: int) -> Iterator[str]:
        """What code that runs on an intent gives it."""
        if position == NONE:
            return
        op = self._file.body(index).ops[position]
        if op.kind != facts.LAMBDA:
            return
        body = self._file.body(op.slot)
        for inner in body.ops:
            is_set = inner.kind in (facts.CALL, facts.STORE_NAME, facts.STORE_MEMBER) and inner.name in _TARGETS
            if is_set and (inner.receiver == NONE or body.ops[inner.receiver].kind in (facts.THIS, facts.LOCAL)):
                yield from self._of_target(op.slot, inner)

    def _of_function(self, index: int, name: str) -> Iterator[str]:
        """What a function of the same class gives."""
        for method in owner_of(self._file, index).cls.methods.get(name, ()):
            if method.decl.body != NONE:
                for op in self._file.body(method.decl.body).ops:
                    if op.kind == facts.RETURN and op.args:
                        yield from self.packages(method.decl.body, op.args[0])


def _repeats(file: SourceFile, index: int, op: Op) -> bool:
    """Whether an operation runs for each of several things."""
    while index != NONE:
        body = file.body(index)
        position = body.ops.index(op)
        if any(region.is_loop and region.start <= position < region.end for region in body.regions):
            return True
        if body.parent == NONE:
            return False
        around = file.body(body.parent)
        takers = [each for each in around.ops if each.kind == facts.CALL and body.parent_op in each.args]
        if any(each.name == "forEach" for each in takers):
            return True
        index, op = body.parent, around.ops[body.parent_op]
    return False


def _queries(file: SourceFile, index: int) -> bool:
    """Whether the code around asks what apps there are."""
    while index != NONE:
        body = file.body(index)
        if any(op.kind == facts.CALL and op.name in _QUERIES for op in body.ops):
            return True
        index = body.parent
    return False


def _outermost(file: SourceFile, index: int) -> int:
    while file.body(index).parent != NONE:
        index = file.body(index).parent
    return index
