"""Where the time of a check goes."""

from __future__ import annotations

import time
from collections.abc import Iterator
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

    @contextmanager
    def _adding(self, table: dict[str, float], name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            table[name] = table.get(name, 0.0) + time.perf_counter() - start
