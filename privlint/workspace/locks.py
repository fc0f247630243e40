"""The lock files of a build, and what they say about declared dependencies."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import msgspec

from privlint.dependencies.lockfile import (
    BUILDSCRIPT_LOCKFILE,
    LOCKFILE,
    LOCKS_FOLDER,
    Locked,
    is_shipped,
    is_test,
    read_lockfile,
    shipped_first,
)
from privlint.workspace.builds import Build
from privlint.workspace.files import RepositoryFiles
from privlint.workspace.model import Dependency

_CLASSPATH = "classpath"


class Locks:
    """The lock files of the modules of a build; each is read once."""

    def __init__(self, build: Build, files: RepositoryFiles) -> None:
        self._build = build
        self._files = files
        self._entries: dict[str, dict[tuple[str, str], list[Locked]]] = {}

    def applied(self, row: Dependency, folder: str) -> Dependency:
        """A declared dependency with the version that is locked for it, if any."""
        locked = self._locked(row, folder)
        if locked is None:
            return row
        if locked.version == row.version:  # a person edits what is declared, and locks again
            return msgspec.structs.replace(row, evidence="lock")
        return msgspec.structs.replace(
            row,
            version=locked.version,
            position=locked.position,
            via="lock",
            evidence="lock",
            declared_at=row.declared_at or row.position,
            version_at=None,
            managed_by=(),
        )

    def others(self, rows: list[Dependency], module: str, folder: str) -> Iterator[Dependency]:
        """What is locked and declared nowhere in the module, as far as it is shipped or runs the build script: what
        dependencies bring along."""
        declared = {(row.group, row.name, row.version) for row in rows}
        seen: set[tuple[str, str, str]] = set()
        for entries in self._of(folder).values():
            for entry in entries:
                key = (entry.group, entry.name, entry.version)
                if key in declared or key in seen:
                    continue
                seen.add(key)
                names = _names(entry, entries)
                if not entry.is_buildscript and not any(map(is_shipped, names)):
                    continue
                configuration = _CLASSPATH if entry.is_buildscript else shipped_first(names)
                yield Dependency(
                    entry.group,
                    entry.name,
                    entry.version,
                    "",
                    entry.position,
                    module,
                    configuration,
                    "lock",
                    evidence="lock",
                )

    def _locked(self, row: Dependency, folder: str) -> Locked | None:
        """The entry for a dependency: of the build script for what runs the build, of tests for what tests need."""
        if row.via in ("archive", "plugin"):
            return None
        entries = self._of(folder).get((row.group, row.name), ())
        is_buildscript = row.configuration == _CLASSPATH
        fitting = [entry for entry in entries if entry.is_buildscript == is_buildscript]
        wants_tests = is_test(row.configuration)

        def distance(entry: Locked) -> tuple[bool, bool]:
            configuration = shipped_first(entry.configurations)
            return is_test(configuration) != wants_tests, "release" not in configuration.lower()

        return min(fitting, key=distance, default=None)

    def _of(self, folder: str) -> dict[tuple[str, str], list[Locked]]:
        if folder not in self._entries:
            entries = self._entries.setdefault(folder, {})
            for path in self._paths(folder):
                locked, problems = read_lockfile(path, self._files.text(path) or "")
                self._files.problems.extend(problems)
                for entry in locked:
                    entries.setdefault((entry.group, entry.name), []).append(entry)
        return self._entries[folder]

    def _paths(self, folder: str) -> list[str]:
        usual = [posixpath.join(folder, name) for name in (LOCKFILE, BUILDSCRIPT_LOCKFILE)]
        older = posixpath.join(folder, LOCKS_FOLDER)
        return [path for path in usual if path in self._files] + [
            path for path in self._files.below(older) if path.endswith(".lockfile")
        ]


def _names(entry: Locked, entries: list[Locked]) -> tuple[str, ...]:
    """The configurations of all entries of the same version."""
    return tuple(name for other in entries if other.version == entry.version for name in other.configurations)
