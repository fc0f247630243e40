"""Which operations of a body tell what some of them mean: program slices (Weiser, "Program Slicing", 1981), by names.

Who asks where `getDeviceId` is called needs what the call is made on, and from there backwards all that is needed for
that: operands, what is stored in the variables that are read, what lambdas give. Whatever takes the code in which the
call stands is needed as well, for it may run it. All other operations of a body are left out; most of them are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from privlint.consent.declarations import bodies_of
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op
from privlint.program.source import SourceFile

#: A body that is no longer than this is taken whole: others may want what it gives.
_SHORT: Final = 30
_NAMED: Final = frozenset((facts.CALL, facts.NAME, facts.MEMBER, facts.REF, facts.STORE_NAME, facts.STORE_MEMBER))
#: Names of code and of types: what is done with them is done by whom they are handed to.
_HANDED_ON: Final = frozenset((facts.REF, facts.CLASSREF, facts.CONST))
_TYPED: Final = frozenset((facts.NEW, facts.CLASSREF))
#: What hands code on when it is given some: the result of a call may hold it.
_HANDS_ON: Final = frozenset((facts.CALL, facts.NEW, facts.PHI, facts.CAST, facts.BINARY))
_LEFT_OUT: Final = Op(facts.THROW, 0, 0, 0, 0)  # an operation that gives nothing and does nothing


class _Spot(NamedTuple):
    """An operation: the number of its body, and its position there."""

    body: int
    position: int


class _Family:
    """A body of a member with the lambdas and local types in it: who uses what in all of them."""

    def __init__(self, file: SourceFile, body: int, is_telling: Callable[[str], bool]) -> None:
        self.file = file
        self._is_telling = is_telling
        self.ops: dict[int, list[Op]] = {}
        self.users: dict[_Spot, list[_Spot]] = defaultdict(list)
        self.stores: dict[int | str, list[_Spot]] = defaultdict(list)  # by slot of a variable, by name
        self.reads: dict[int | str, list[_Spot]] = defaultdict(list)
        self.holders: dict[int, _Spot] = {}  # of a lambda or a method of a local type: what makes it
        self.given: dict[int, list[_Spot]] = defaultdict(list)  # what a body returns
        pending = [body]
        while pending:
            pending += self._add(pending.pop())
        self.is_short = sum(map(len, self.ops.values())) <= _SHORT

    def _add(self, body: int) -> Iterator[int]:
        ops = self.ops[body] = self.file.body(body).ops
        for position, op in enumerate(ops):
            spot = _Spot(body, position)
            for operand in (op.receiver, *op.args):
                if operand != NONE:
                    self.users[_Spot(body, operand)].append(spot)
            self._note(spot, op)
            if op.kind == facts.LAMBDA:
                self.holders[op.slot] = spot
                yield op.slot
            elif op.kind == facts.NEW and op.slot != NONE and op.slot < len(self.file.classes):
                for inner in bodies_of(self.file.classes[op.slot]):
                    self.holders[inner] = spot
                    yield inner

    def _note(self, spot: _Spot, op: Op) -> None:
        if op.kind == facts.STORE_LOCAL:
            self.stores[op.slot].append(spot)
        elif op.kind in (facts.STORE_NAME, facts.STORE_MEMBER):
            self.stores[op.name].append(spot)
        elif op.kind == facts.LOCAL or (op.kind == facts.CALL and op.slot != NONE):
            self.reads[op.slot].append(spot)
        elif op.kind in (facts.NAME, facts.MEMBER):
            self.reads[op.name].append(spot)
        elif op.kind == facts.RETURN:
            self.given[spot.body].append(spot)

    def named(self, names: frozenset[str]) -> Iterator[_Spot]:
        """The operations that have one of the names, and the texts that tell as much as a name."""
        for body, ops in self.ops.items():
            for position, op in enumerate(ops):
                if self._is_named(op, names):
                    yield _Spot(body, position)

    def _is_named(self, op: Op, names: frozenset[str]) -> bool:
        if op.kind in _NAMED:
            return op.name in names
        if op.kind in _TYPED:
            return op.type.partition("<")[0].rpartition(".")[2] in names
        return op.kind == facts.CONST and op.type == "string" and (op.name in names or self._is_telling(op.name))


class _Slice:
    """The operations of a family that are needed so far."""

    def __init__(self, family: _Family) -> None:
        self.family = family
        self.needed: dict[int, set[int]] = {body: set() for body in family.ops}
        self.is_whole = False  # somebody has asked for all of it
        self._names: set[str] = set()
        self._added: dict[int, set[int]] = {}
        self._carrying: set[_Spot] = set()
        self._valued: set[_Spot] = set()
        self._pending: list[tuple[_Spot, bool]] = []

    def widen(self, names: frozenset[str]) -> dict[int, set[int]]:
        """Takes in what operations of more names need; returns what was added, by body."""
        new = names - self._names
        if not new:
            return {}
        self._names |= new
        self._added = defaultdict(set)
        for spot in self.family.named(new):
            self._need(spot, is_valued=False)
            if self._op(spot).kind in _HANDED_ON:
                self._carry(spot)
        self._work_off()
        return {body: self._added[body] for body in self.needed if body in self._added}

    def take_all(self) -> dict[int, set[int]]:
        """Takes in all operations; returns those that were left out so far, by body."""
        self.is_whole = True
        return {body: set(range(len(ops))) - self.needed[body] for body, ops in self.family.ops.items()}

    def _op(self, spot: _Spot) -> Op:
        return self.family.ops[spot.body][spot.position]

    def _need(self, spot: _Spot, is_valued: bool = True) -> None:
        if spot.position not in self.needed[spot.body] or (is_valued and spot not in self._valued):
            self._pending.append((spot, is_valued))

    def _work_off(self) -> None:
        while self._pending:
            spot, is_valued = self._pending.pop()
            if is_valued:
                self._valued.add(spot)
            needed = self.needed[spot.body]
            if not needed:
                self._need_holder(spot.body)
            if spot.position not in needed:
                needed.add(spot.position)
                self._added[spot.body].add(spot.position)
            op = self._op(spot)
            for operand in (op.receiver, *op.args):
                if operand != NONE:
                    self._need(_Spot(spot.body, operand), is_valued or self._kind(spot.body, operand) != facts.LAMBDA)
            for stored in self._stored(op):
                self._need(stored)
            if op.kind == facts.LAMBDA and is_valued:
                for given in self.family.given[op.slot]:
                    self._need(given)
            self._need_checks(spot.body, op)

    def _kind(self, body: int, position: int) -> int:
        return self.family.ops[body][position].kind

    def _stored(self, op: Op) -> Iterable[_Spot]:
        if op.kind == facts.LOCAL or (op.kind == facts.CALL and op.slot != NONE):
            return self.family.stores.get(op.slot, ())
        return self.family.stores.get(op.name, ()) if op.kind in (facts.NAME, facts.MEMBER) else ()

    def _need_checks(self, body: int, op: Op) -> None:
        """The checks of types that code stands behind."""
        guard, guards = op.guard, self.family.file.body(body).guards
        while guard != NONE:
            if self._kind(body, guards[guard].op) == facts.IS:
                self._need(_Spot(body, guards[guard].op))
            guard = guards[guard].parent

    def _need_holder(self, body: int) -> None:
        """What makes a lambda or a local type, and what takes it: somebody has to run it."""
        holder = self.family.holders.get(body)
        if holder is not None:
            self._need(holder, is_valued=False)
            self._carry(holder)

    def _carry(self, spot: _Spot) -> None:
        """All that takes what an operation gives, and takes what that gives."""
        pending = [spot]
        while pending:
            at = pending.pop()
            if at in self._carrying:
                continue
            self._carrying.add(at)
            for user in self.family.users.get(at, ()):
                op = self._op(user)
                self._need(user, is_valued=False)
                if op.kind in _HANDS_ON:
                    pending.append(user)
                elif op.kind in (facts.STORE_LOCAL, facts.STORE_NAME, facts.STORE_MEMBER):
                    key = op.slot if op.kind == facts.STORE_LOCAL else op.name
                    for read in self.family.reads.get(key, ()):
                        self._need(read, is_valued=False)
                        pending.append(read)


class Slices:
    """The slices of bodies that were asked for."""

    def __init__(self, is_telling: Callable[[str], bool]) -> None:
        """`is_telling`: whether a text means as much as a name (the address of a content provider)."""
        self._is_telling = is_telling
        self._slices: dict[int, _Slice] = {}
        self._slice_of: dict[int, _Slice] = {}  # by number of each body

    def widen(self, file: SourceFile, body: int, names: frozenset[str] | None) -> dict[int, set[int]]:
        """Takes in what operations of some names need in a body of a member; None for the whole body. Returns the
        operations that were added, by body, which is lambdas and local types in it included."""
        number = file.base + body
        known = self._slices.get(number)
        if known is None:
            known = self._slices[number] = _Slice(_Family(file, body, self._is_telling))
            self._slice_of.update(dict.fromkeys((file.base + inner for inner in known.needed), known))
        if known.is_whole:
            return {}
        if names is None or (known.family.is_short and any(known.family.named(names))):
            return known.take_all()
        return known.widen(names)

    def is_any_needed(self, file: SourceFile, body: int) -> bool:
        """Whether anything in a body of a member, or in the lambdas and local types in it, is part of a slice."""
        known = self._slice_of.get(file.base + body)
        return known is None or known.is_whole or any(known.needed.values())

    def is_needed(self, file: SourceFile, body: int) -> bool:
        """Whether anything in a body is part of a slice, or nobody asked for less than all of it."""
        known = self._slice_of.get(file.base + body)
        return known is None or known.is_whole or bool(known.needed[body])

    def operations(self, file: SourceFile, body: int) -> list[Op]:
        """The operations of a body; in the place of those that are left out one that does nothing."""
        ops = file.body(body).ops
        known = self._slice_of.get(file.base + body)
        if known is None or known.is_whole:
            return ops
        needed = known.needed[body]
        return [op if position in needed else _LEFT_OUT for position, op in enumerate(ops)]
