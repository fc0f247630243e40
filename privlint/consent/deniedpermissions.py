"""What code does when the user has refused a permission: the branches of a permission's result that stand for no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from privlint.consent.conditions import names_in
from privlint.consent.declarations import bodies_within, owner_of
from privlint.consent.model import AfterDenial, Place
from privlint.consent.usewords import bodies_naming
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body, Op
from privlint.frontend.wordneeds import WordNeeds
from privlint.program.program import Program
from privlint.program.source import SourceClass, SourceFile

_RESULT: Final = "onRequestPermissionsResult"
_GRANTED: Final = "PERMISSION_GRANTED"
_DENIED: Final = "PERMISSION_DENIED"
#: Functions that take the code that is given the answer, and the contracts by which they ask.
_REGISTER: Final = frozenset(("registerForActivityResult", "rememberLauncherForActivityResult"))
_CONTRACTS: Final = frozenset(("RequestPermission", "RequestMultiplePermissions"))


class DeniedPermissions:
    """Finds calls that run because a permission was refused. `callbacks`: names of functions, and of methods, that are
    given or run code for a refusal."""

    def __init__(self, program: Program, callbacks: frozenset[str]) -> None:
        self._program = program
        self._callbacks = callbacks

    def calls(self, names: frozenset[str]) -> Iterator[AfterDenial]:
        """Calls of functions of some names."""
        signs = [[name.encode()] for name in (_RESULT, *_REGISTER, *self._callbacks)]
        words = [name.encode() for name in names]
        needs = WordNeeds.of(dict.fromkeys(words, signs))
        store = self._program.store
        ours = [path for path in self._program.paths if store.needed(path, needs)]
        for file in self._program.in_order(ours):
            naming = bodies_naming(file, store, words)
            yield from self._in_file(file, names, [inner for body in naming for inner in bodies_within(file, body)])

    def _in_file(self, file: SourceFile, names: frozenset[str], bodies: Iterable[int]) -> Iterator[AfterDenial]:
        for index in bodies:
            body = file.body(index)
            for position, op in enumerate(body.ops):
                if op.kind == facts.CALL and op.name in names and self._is_denied(file, index, position):
                    owner = owner_of(file, index)
                    place = Place(file.path, op.line, op.column, op.end_line, op.end_column, owner.symbol)
                    owners = [owner.cls.name] + [cls.name for cls in _around(owner.cls.outer)]
                    yield AfterDenial(place, op.name, tuple(owners))

    def _is_denied(self, file: SourceFile, index: int, position: int) -> bool:
        """Whether an operation runs because of a refusal: by its conditions, or by who is given the code around it."""
        while index != NONE:
            body = file.body(index)
            method = owner_of(file, index).method if body.parent == NONE else None
            name = method.decl.name if method is not None else self._taker(file, body)
            if name in self._callbacks:
                return True
            if name in (_RESULT, *_REGISTER):
                return self._says_no(file, body, position, name != _RESULT)
            index, position = body.parent, body.parent_op
        return False

    def _taker(self, file: SourceFile, body: Body) -> str:
        """The function that is given a lambda; a registration counts only if it asks for permissions."""
        around = file.body(body.parent)
        for op in around.ops:
            if op.kind == facts.CALL and body.parent_op in op.args:
                others = [name for arg in op.args if arg != body.parent_op for name in _words(file, around, arg)]
                if op.name in _REGISTER and _CONTRACTS.isdisjoint(others):
                    return ""
                return op.name
        return ""

    def _says_no(self, file: SourceFile, body: Body, position: int, is_lambda: bool) -> bool:
        guard = body.ops[position].guard
        while guard != NONE:
            row = body.guards[guard]
            op = body.ops[row.op]
            names = _words(file, body, row.op)
            if op.kind == facts.BINARY and op.name in ("==", "!="):
                is_equal = (op.name == "==") == row.positive
                if (_GRANTED in names and not is_equal) or (_DENIED in names and is_equal):
                    return True
            elif is_lambda and not row.positive and op.kind == facts.LOCAL and op.slot in body.params:
                return True
            guard = row.parent
        return False


def _words(file: SourceFile, body: Body, op: int) -> list[str]:
    if op == NONE:
        return []
    item: Op = body.ops[op]
    own = [item.type.rpartition(".")[2].partition("<")[0]] if item.type else []
    return [*own, *names_in(file, body, op)]


def _around(cls: SourceClass | None) -> Iterator[SourceClass]:
    while cls is not None:
        yield cls
        cls = cls.outer
