"""A folder that is checked again and again while it is edited: what the language server holds in memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from privlint import fullcheck
from privlint.config import Settings
from privlint.disk import Disk
from privlint.frontend.remembered import RememberedFacts
from privlint.hiding import shown_report
from privlint.report.model import Report
from privlint.warm.checking import Warm
from privlint.warm.storage import Storage
from privlint.workspace.files import RepositoryFiles

if TYPE_CHECKING:
    from privlint.cache.database import Database

#: How a check came to its answer: it knew it, it followed from an earlier one, or everything was looked at anew.
Way = Literal["known", "anew"]
#: Files that say which other files there are.
_IGNORING: Final = ".gitignore"


class CancelledError(Exception):
    """The check was given up because somebody asked for that."""


def _never() -> bool:
    return False


class Resident:
    """The state of one folder. Not to be used by two threads at once."""

    def __init__(
        self, root: Path, settings: Settings, is_watched: bool = False, database: Database | None = None
    ) -> None:
        """With `is_watched`, whoever holds it calls `changed` for every file that changes on disk, is made or removed,
        and a check need not look for such files. `database` is where results of earlier processes may be, and those of
        saved files go."""
        self.root = root
        self.settings = settings
        self.last: Way = "anew"
        self._is_watched = is_watched
        self._storage = Storage(database, has_memory=True)
        self._database = database
        self._run: bytes | None = None
        self._remembered: RememberedFacts | None = None
        self._files: RepositoryFiles | None = None

    def check(self, unsaved: Mapping[str, bytes] | None = None, is_cancelled: Callable[[], bool] = _never) -> Report:
        """The report of the folder as it is now, the same that `privlint.api.check` gives.

        `unsaved` maps paths (relative to the root, with forward slashes) to texts that stand in the place of what is on
        disk. `is_cancelled` is asked often, from this thread, and should be fast; raises CancelledError when it says
        so, and the next check is none the worse. Raises what `privlint.api.check` raises."""

        def pause() -> None:
            if is_cancelled():
                raise CancelledError

        start = time.perf_counter()
        pause()
        disk = Disk(self.root, dict(unsaved or {}))
        if self._files is None or not self._is_watched:
            self._files = RepositoryFiles(Disk(self.root))
        warm = Warm(disk, self.settings, self._storage, self._run_key(), self._files)
        report = self._report(warm, disk, pause)
        return msgspec.structs.replace(report, seconds=time.perf_counter() - start)

    def _report(self, warm: Warm, disk: Disk, pause: Callable[[], None]) -> Report:
        known = warm.known()
        self.last = "anew" if known is None else "known"
        if known is None:
            checked = fullcheck.check_all(disk, self.settings, pause=pause, facts=self._remembered)
            self._remembered = RememberedFacts(checked.facts)
            warm.keep(checked)
            known = checked.report, checked.files
        return shown_report(known[0], self.settings, self.root, (), _no_commit)

    def _run_key(self) -> bytes:
        """What a result depends on besides files of the folder. Of that, the user's own rules may change meanwhile."""
        from privlint.warm.identity import rules_key, run_key

        if self._run is None or self.settings.rules:
            database, settings = self._database, self.settings
            self._run = rules_key(settings) if database is None else run_key(settings, database, self.root)
        return self._run

    def changed(self, paths: Iterable[str]) -> None:
        """Tells that files may have changed on disk, were made or are gone, relative to the root."""
        files = self._files
        for path in paths:
            if files is None or path not in files or path.endswith(_IGNORING) or not files.refresh(path):
                self._files = None
                return


def _no_commit(changes: object) -> None:
    """A resident folder is compared with no commit."""
