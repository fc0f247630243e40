"""Runs the checks: one at a time, and only for the newest state of a folder."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Protocol, TypeVar

from privlint.lsp.documents import Documents
from privlint.lsp.folders import Folder
from privlint.report.model import Report
from privlint.resident import CancelledError

_TYPING = 0.25  # seconds without a change before a text that is being typed is checked
_BEHIND = 0.15  # seconds in which files that change on disk are gathered
_SLOW = 2.0  # seconds of a check; where it takes longer nothing is checked while somebody types
_MOST_UNTIDY = 32  # quick checks without a look for garbage: they leave little
_Result = TypeVar("_Result")


class Observer(Protocol):
    """Is told in the loop how checks go."""

    def started(self, check: Check) -> None:
        """A check begins."""

    def finished(self, check: Check, report: Report) -> None:
        """A check has ended well."""

    def failed(self, check: Check, error: Exception) -> None:
        """A check could not be made."""


class Check:
    """One check of a folder. `versions` are those of the open documents that it looks at."""

    def __init__(self, folder: Folder, documents: Documents) -> None:
        self.folder = folder
        self.versions = documents.versions()
        self.unsaved = documents.unsaved(folder.path)
        self.is_first = folder.report is None
        self.is_over = asyncio.Event()
        self._cancelled = Event()

    def cancel(self) -> None:
        """Gives the check up."""
        self._cancelled.set()

    def run(self) -> Report:
        """In the thread of checks."""
        return self.folder.check(self.unsaved, self._cancelled.is_set)


class _State:
    """What a folder waits for."""

    def __init__(self) -> None:
        self.timer: asyncio.TimerHandle | None = None
        self.task: asyncio.Task[None] | None = None
        self.check: Check | None = None
        self.is_outdated = False  # there is something newer than what is being checked
        self.seconds = 0.0  # that the last check took which was not the first


class Checks:
    """The checks of all folders. Everything is called in the loop; checks run in a thread of their own."""

    def __init__(self, documents: Documents, observer: Observer) -> None:
        self._documents = documents
        self._observer = observer
        self._states: dict[Path, _State] = {}
        self._untidy = 0  # checks since the last look for garbage
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")

    def request(self, folder: Folder) -> None:
        """Checks a folder at once; a check of it that is running has been overtaken."""
        self._after(folder, 0.0)

    def request_behind(self, folder: Folder) -> None:
        """Checks a folder soon: more files may have changed."""
        self._after(folder, _BEHIND)

    def request_typing(self, folder: Folder) -> None:
        """Checks a folder when nobody has typed for a moment, if its checks are quick."""
        state = self._states.setdefault(folder.path, _State())
        if state.seconds <= _SLOW:
            self._after(folder, max(_TYPING, state.seconds))

    def cancel(self, folder: Path) -> None:
        """Gives up what is planned for a folder."""
        state = self._states.pop(folder, None)
        if state is None:
            return
        state.is_outdated = False
        if state.timer is not None:
            state.timer.cancel()
        if state.check is not None:
            state.check.cancel()

    def close(self) -> None:
        """Gives everything up."""
        for path in list(self._states):
            self.cancel(path)
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def ask(self, question: Callable[[], _Result]) -> _Result:
        """The answer of a function that reads what checks change."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, question)

    def _after(self, folder: Folder, seconds: float) -> None:
        state = self._states.setdefault(folder.path, _State())
        if state.timer is not None:
            state.timer.cancel()
        state.timer = asyncio.get_running_loop().call_later(seconds, self._start, folder, state)

    def _start(self, folder: Folder, state: _State) -> None:
        state.timer = None
        if state.task is None:
            state.task = asyncio.get_running_loop().create_task(self._run(folder, state))
            return
        state.is_outdated = True
        if state.check is not None and not state.check.is_first:  # the first one makes the others quick
            state.check.cancel()

    async def _run(self, folder: Folder, state: _State) -> None:
        try:
            while True:
                state.is_outdated = False
                state.check = Check(folder, self._documents)
                await self._one(state.check, state)
                if not state.is_outdated:
                    return
        finally:
            state.task = state.check = None

    async def _one(self, check: Check, state: _State) -> None:
        start = time.monotonic()
        self._observer.started(check)
        try:
            report = await self.ask(check.run)
        except CancelledError:
            return
        except Exception as error:
            self._observer.failed(check, error)
            return
        finally:
            check.is_over.set()
        if not check.is_first:
            state.seconds = time.monotonic() - start
        self._observer.finished(check, report)
        self._untidy += 1
        if check.folder.was_anew or self._untidy > _MOST_UNTIDY:
            self._untidy = 0
            await self.ask(_tidy)


def _tidy() -> None:
    """Looks for garbage, everywhere, and leaves what remains out of the looks that Python may take by itself."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
