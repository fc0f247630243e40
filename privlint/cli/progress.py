"""A progress bar for runs that take a while."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack
from types import TracebackType
from typing import Any

_PATIENCE = 1.0  # seconds
_LONGEST_LABEL, _WIDTH = 28, 20  # columns: a bar that does not fit on its line cannot be drawn over
_ERASE = "\x1b[1A\x1b[2K"  # the line above, where the bar is left


class Progress:
    """Shows how many files were read, on standard error, if that is a terminal and the run takes more than a second.
    It is gone when the run is over."""

    def __init__(self, label: str) -> None:
        self._label = label[-_LONGEST_LABEL:]
        self._start = time.monotonic()
        self._is_shown = sys.stderr.isatty()
        self._stack = ExitStack()
        self._bar: Any = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        if self._bar is not None and os.environ.get("TERM") != "dumb":
            import click

            click.echo(_ERASE, nl=False, err=True, color=True)

    def __call__(self, done: int, total: int) -> None:
        if not self._is_shown or time.monotonic() - self._start < _PATIENCE:
            return
        if self._bar is None:
            import click

            self._bar = self._stack.enter_context(
                click.progressbar(length=total, label=self._label, width=_WIDTH, file=sys.stderr, show_pos=True)
            )
        self._bar.update(done - self._bar.pos)
