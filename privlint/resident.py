"""A folder that is checked again and again while it is edited: what the language server holds in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from privlint import api
from privlint.config import Settings
from privlint.disk import Disk
from privlint.report.model import Report


class CancelledError(Exception):
    """The check was given up because somebody asked for that."""


def _never() -> bool:
    return False


class Resident:
    """The state of one folder. Not to be used by two threads at once."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self.root = root
        self.settings = settings

    def check(self, unsaved: Mapping[str, bytes] | None = None, is_cancelled: Callable[[], bool] = _never) -> Report:
        """The report of the folder as it is now, the same that `privlint.api.check` gives.

        `unsaved` maps paths (relative to the root, with forward slashes) to texts that stand in the place of what is on
        disk. `is_cancelled` is asked often, from this thread, and should be fast; raises CancelledError when it says
        so, and the next check is none the worse. Raises what `privlint.api.check` raises."""

        def pause() -> None:
            if is_cancelled():
                raise CancelledError

        return api.check(Disk(self.root, dict(unsaved or {})), self.settings, pause=pause)

    def changed(self, paths: Iterable[str]) -> None:
        """Tells that files may have changed on disk, were made or are gone, relative to the root. A check looks for
        changes itself; that somebody knows of them spares it the search."""
