"""A folder of the editor, as it is checked again and again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from privlint import api, config
from privlint.baseline.file import BaselineError
from privlint.checks import registry
from privlint.config import ConfigError, Settings
from privlint.knowledge.errors import CatalogueError
from privlint.report.dependencies import DependencyReport
from privlint.report.model import Report
from privlint.resident import Resident

if TYPE_CHECKING:
    from privlint.cache.database import Database

_CODE = (".java", ".kt")
_PLACED = re.compile(r"(.+):(\d+):(\d+): (.*)", re.DOTALL)


class Problem(msgspec.Struct, frozen=True):
    """Why a folder cannot be checked; `path` is the file that has to be mended, if it is known."""

    message: str
    path: Path | None = None
    line: int = 1
    column: int = 1


class UnusableError(Exception):
    """A folder cannot be checked as it is."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Folder:
    """What is kept of a folder. Checks and what they change belong to one thread."""

    def __init__(self, path: Path, is_watched: bool = False, database: Database | None = None) -> None:
        """See Resident for `is_watched` and `database`."""
        self.path = path
        self.is_watched = is_watched
        self._database = database
        self.settings = Settings()
        self.report: Report | None = None
        self._resident: Resident | None = None
        self._kept = (self.settings, is_watched)  # what it was made for
        self._changed: set[str] = set()
        self._dependencies: DependencyReport | None = None

    def changed(self, path: str) -> None:
        """Remembers that a file has changed on disk, for the next check."""
        self._changed.add(path)
        if not path.endswith(_CODE):
            self._dependencies = None

    def check(self, unsaved: Mapping[str, bytes], is_cancelled: Callable[[], bool]) -> Report:
        """The report of the folder with texts that are not saved. Raises UnusableError for settings, rules or a
        baseline that cannot be used, and privlint.resident.CancelledError."""
        try:
            resident = self._current()
            changed, self._changed = self._changed, set()
            resident.changed(changed)
            report = resident.check(unsaved, is_cancelled)
        except (ConfigError, BaselineError) as error:
            raise UnusableError(_placed(str(error))) from error
        except CatalogueError as error:
            raise UnusableError(Problem(str(error))) from error
        self.report = report
        return report

    @property
    def was_anew(self) -> bool:
        """Whether the last check has looked at everything."""
        return self._resident is not None and self._resident.last == "anew"

    def dependencies(self) -> DependencyReport:
        """The dependencies that the saved files state. Raises CatalogueError."""
        if self._dependencies is None:
            self._dependencies = api.dependencies(self.path, self.settings)
        return self._dependencies

    def _current(self) -> Resident:
        """The state that is kept, as long as the settings stay the same."""
        settings = config.discover(self.path, registry.complaint).settings
        kept = settings, self.is_watched
        if self._resident is None or kept != self._kept:
            self.settings = settings
            self._kept = kept
            self._resident = Resident(self.path, settings, self.is_watched, self._database)
        return self._resident


def _placed(message: str) -> Problem:
    """A problem from `file:line:column: message`."""
    found = _PLACED.fullmatch(message)
    if found is None:
        return Problem(message)
    return Problem(found[4], Path(found[1]).absolute(), int(found[2]), int(found[3]))
