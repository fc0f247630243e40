"""The state of one invocation while it runs: what its operations gave so far, and which of its guards hold."""

from __future__ import annotations

from privlint.consent import operators
from privlint.consent.graph import Node
from privlint.consent.values import ANYTHING, NOTHING, Values
from privlint.frontend.facts import NONE, Op


class Activation:
    """The runs of one invocation: the values of its operations so far, and which guards hold."""

    __slots__ = ("_alive", "has_run", "is_open", "node", "ops", "values")

    def __init__(self, node: Node, is_open: bool) -> None:
        self.node = node
        self.ops = node.body.ops
        self.values: list[Values] = [NOTHING] * len(self.ops)
        self.has_run = bytearray(len(self.ops))
        self._alive: dict[int, bool] = {NONE: True}
        self.is_open = is_open

    def restart(self) -> None:
        """Before another run: more guards may hold."""
        self._alive = {NONE: True}

    def runs(self, guard: int) -> bool:
        """Whether the code behind a guard can run."""
        found = self._alive.get(guard)
        if found is None:
            row = self.node.body.guards[guard]
            found = self.runs(row.parent) and operators.can_be(self.values[row.op], row.positive, self.is_open)
            self._alive[guard] = found
        return found

    def stop(self, position: int) -> None:
        """Nothing comes back from a call: what follows does not run, but where a condition around it may not hold."""
        guard = self.ops[position].guard
        while True:
            self._alive[guard] = False
            if guard == NONE:
                return
            row = self.node.body.guards[guard]
            if operators.can_be(self.values[row.op], not row.positive, self.is_open):
                return
            guard = row.parent

    def of(self, operand: int) -> Values:
        """The values of an operand; nothing where there is none."""
        return self.values[operand] if operand != NONE else NOTHING

    def arguments(self, op: Op) -> list[Values]:
        """The values of the arguments, in order."""
        return [self.values[arg] if arg != NONE else ANYTHING for arg in op.args]
