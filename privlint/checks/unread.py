"""The files that were not read in full, by application."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from privlint import frontend
from privlint.checks.context import Analysed, Unread
from privlint.frontend.store import FactStore
from privlint.workspace.model import Application, Problem


class UnreadFiles:
    """Told when somebody asks: lines that are lost in code are known when the code was looked at."""

    def __init__(
        self,
        facts: FactStore,
        problems: Iterable[Problem],
        results: Sequence[tuple[Application, Iterable[Analysed]]],
    ) -> None:
        self._facts = facts
        self._problems = problems
        self._results = results

    def of(self, number: int) -> list[Unread]:
        """The files of an application, by its place among the results, that are of no application before it. The place
        behind the last stands for files of none."""
        return self._rows[number]

    def all(self) -> dict[str, Unread]:
        """All of them by path."""
        return {item.path: item for items in self._rows for item in items}

    @cached_property
    def _rows(self) -> list[list[Unread]]:
        unread = self._by_path()
        rows = []
        for application, analysed in self._results:
            paths = {path for variant in application.variants for path in variant.sources}
            ours = [unread.pop(path) for path in sorted(paths & unread.keys())]
            layouts = {problem.path: problem for item in analysed for problem in item.result.problems}
            rows.append(ours + [Unread(item.path, item.line, item.reason, item.lines) for item in layouts.values()])
        return [*rows, list(unread.values())]

    def _by_path(self) -> dict[str, Unread]:
        """The first reason stands for a file, its lost lines are summed up."""
        found: dict[str, Unread] = {}
        for path, lost in self._facts.lost():
            lines = sum(item.last_line - item.first_line + 1 for item in lost)
            found[path] = Unread(path, lost[0].first_line, lost[0].reason, lines)
        problems: Iterable[Problem | frontend.Problem] = (*self._problems, *self._facts.problems())
        for problem in problems:
            found.setdefault(problem.path, Unread(problem.path, problem.line, problem.reason, problem.lines))
        return found
