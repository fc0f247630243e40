"""Which assignments a read of a local variable may see: reaching definitions of one body.

Only variables that a body assigns more than once are looked at, and only where nobody else assigns them: parameters
and variables that a lambda writes to keep all values everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Final, NamedTuple

from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body, Region


class Definitions(NamedTuple):
    """`reads` are the reads that do not see all assignments of their variable, each with the positions of those that
    it sees; `stores` are all positions that stand there."""

    reads: dict[int, tuple[int, ...]]
    stores: frozenset[int]


_ALL_SEE_ALL: Final = Definitions({}, frozenset())


def definitions(body: Body, lambda_body: Callable[[int], Body]) -> Definitions:
    """What the reads of variables in `body` see.

    `lambda_body` gives the body of a LAMBDA operation by its number."""
    stores: dict[int, list[int]] = defaultdict(list)
    for position, op in enumerate(body.ops):
        if op.kind == facts.STORE_LOCAL:
            stores[op.slot].append(position)
    several = {slot: positions for slot, positions in stores.items() if len(positions) > 1}
    if not several:
        return _ALL_SEE_ALL
    for slot in (*body.params, *_written_inside(body, lambda_body)):
        several.pop(slot, None)
    reads: dict[int, tuple[int, ...]] = {}
    for position, op in enumerate(body.ops):
        if op.kind == facts.LOCAL and op.slot in several:
            reaching = _reaching(body, position, several[op.slot])
            if len(reaching) < len(several[op.slot]):
                reads[position] = reaching
    return Definitions(reads, frozenset(store for positions in reads.values() for store in positions))


def _written_inside(body: Body, lambda_body: Callable[[int], Body]) -> set[int]:
    """Variables that lambdas of a body write to; with an object in it that has code of its own, all of them."""
    written: set[int] = set()
    pending = [body]
    while pending:
        current = pending.pop()
        for op in current.ops:
            if op.kind == facts.LAMBDA:
                pending.append(lambda_body(op.slot))
            elif op.kind == facts.STORE_LOCAL and current is not body:
                written.add(op.slot)
            elif op.kind == facts.NEW and op.slot != NONE:
                written.update(each.slot for each in body.ops if each.kind == facts.STORE_LOCAL)
    return written


def _reaching(body: Body, read: int, stores: list[int]) -> tuple[int, ...]:
    guards = _conditions(body, body.ops[read].guard)
    around = [region for region in body.regions if region.start <= read < region.end]
    loops = [region for region in around if region.is_loop]
    found: list[int] = []
    passed: list[int] = []  # assignments that control has always passed on its way to the read
    for store in reversed([position for position in stores if position < read]):
        conditions = _conditions(body, body.ops[store].guard)
        if not any((op, not positive) in guards for op, positive in conditions) or _shared(loops, store):
            found.append(store)
            if conditions <= guards and _regions(body, store) <= len([r for r in around if r.start <= store]):
                passed.append(store)
                break
    for store in stores:  # of an earlier round
        if store > read:
            starts = [region.start for region in _shared(loops, store)]
            if starts and not any(each >= max(starts) for each in passed):
                found.append(store)
    return tuple(sorted(found))


def _conditions(body: Body, guard: int) -> set[tuple[int, bool]]:
    found: set[tuple[int, bool]] = set()
    while guard != NONE:
        row = body.guards[guard]
        found.add((row.op, row.positive))
        guard = row.parent
    return found


def _shared(loops: list[Region], position: int) -> list[Region]:
    return [region for region in loops if region.start <= position < region.end]


def _regions(body: Body, position: int) -> int:
    return sum(region.start <= position < region.end for region in body.regions)
