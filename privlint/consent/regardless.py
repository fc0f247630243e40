"""Runs of code whatever its conditions say, as many as a limit allows."""

from __future__ import annotations

from privlint.consent.activation import Activation
from privlint.consent.engine import Engine
from privlint.consent.graph import Node
from privlint.consent.tables import Tables
from privlint.frontend.facts import Op


class _Regardless(Activation):
    """A run of some operations of a body, for which every condition holds."""

    __slots__ = ()

    def __init__(self, node: Node, is_open: bool, ops: list[Op]) -> None:
        super().__init__(node, is_open)
        self.ops = ops

    def runs(self, guard: int) -> bool:
        """Whether the code behind a guard can run."""
        return True


class RegardlessEngine(Engine):
    """An engine for which every condition holds. Beyond `most_runs` of bodies it does nothing."""

    def __init__(self, tables: Tables, last_level: int, most_runs: int) -> None:
        super().__init__(tables, is_open=True, last_level=last_level)
        self._runs_left = most_runs

    def operations(self, node: Node) -> list[Op]:
        """Those of an invocation that run."""
        return node.body.ops

    def begun(self, node: Node) -> Activation:
        return _Regardless(node, self.is_open, self.operations(node))

    def _run(self, node: Node) -> None:
        self._runs_left -= 1
        if self._runs_left > 0:
            super()._run(node)
