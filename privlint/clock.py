"""Where the time of a check goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager


class Clock:
    """Adds up seconds by phase, by rule and by file."""

    def __init__(self) -> None:
        self.phases: dict[str, float] = {}
        self.rules: dict[str, float] = {}
        self.files: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Counts what runs inside as a phase."""
        with self._adding(self.phases, name):
            yield

    @contextmanager
    def rule(self, code: str) -> Iterator[None]:
        """Counts what runs inside for a rule."""
        with self._adding(self.rules, code):
            yield

    def timing(
        self, paths: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> Callable[[int, int], None]:
        """A progress that counts the time between two steps for the file that was done, and hands the step on."""
        last = time.perf_counter()

        def step(done: int, total: int) -> None:
            nonlocal last
            now = time.perf_counter()
            self.files[paths[done - 1]] = now - last
            last = now
            if progress is not None:
                progress(done, total)

        return step

    @contextmanager
    def _adding(self, table: dict[str, float], name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            table[name] = table.get(name, 0.0) + time.perf_counter() - start
