"""Checks of a folder that begin where an earlier one has ended.

A result is kept under everything it depends on, so whatever is found in the cache is the result of a check of these
very files. How files look from outside only spares reading them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from privlint.cache.database import Database
from privlint.clock import Clock
from privlint.config import Settings
from privlint.dates import excessive_age
from privlint.disk import Disk, digest_of
from privlint.hiding import CheckedFiles, changes_since, findings_at_base, shown_report
from privlint.report.model import Report
from privlint.sources import Sources
from privlint.warm.identity import key_of, run_key
from privlint.warm.inputs import Inputs
from privlint.warm.kept import Asked, Base
from privlint.warm.storage import REPORT, STATS, Stats, Storage
from privlint.workspace.files import RepositoryFiles

if TYPE_CHECKING:
    from privlint.changes.files import Changes
    from privlint.changes.stored import Stored
    from privlint.changes.trees import Tree
    from privlint.fullcheck import Checked, Pause, Progress


def check(
    disk: Disk,
    settings: Settings,
    database: Database,
    progress: Progress | None = None,
    changed: str | None = None,
    clock: Clock | None = None,
    pause: Pause | None = None,
    stored: Stored | None = None,
) -> Report:
    """As `privlint.api.check`, with the same report."""
    start = time.perf_counter()
    clock = clock or Clock()
    changes = [] if changed is None else changes_since(disk, changed, stored)
    root, disk = disk.root, Disk(stored.files) if stored else disk
    run = run_key(settings, database, disk.root)
    warm = Warm(disk, settings, Storage(database), run, is_lasting=stored is None or stored.files == stored.root)
    with clock.phase("cache"):
        found = warm.known()
    if found is None:
        from privlint import fullcheck

        checked = fullcheck.check_all(disk, settings, progress, clock, pause)
        with clock.phase("cache"):
            warm.keep(checked)
        found = checked.report, checked.files
    report, files = found
    if stored is not None:
        warm.keep_stored(report, stored)
    with clock.phase("baseline and changes"):
        at_base = partial(findings_at_base, files, check_commit=warm.check_commit)
        beside = stored.beside(settings.baseline) if stored else disk.root
        report = shown_report(report, settings, beside, changes, at_base)
    return msgspec.structs.replace(report, sources=Sources(disk, root), seconds=time.perf_counter() - start)


class Warm:
    """What is known of a folder. Made for one check."""

    def __init__(
        self,
        disk: Disk,
        settings: Settings,
        storage: Storage,
        run: bytes,
        files: RepositoryFiles | None = None,
        is_lasting: bool = True,
    ) -> None:
        """`run` tells what a result depends on besides the files, see `privlint.warm.identity.run_key`. `files` are
        those of the folder, where they are known; they are listed else. A folder that is not lasting is a copy that
        nobody will look at again."""
        self._disk = disk
        self._settings = settings
        self._storage = storage
        self._start = time.time_ns()
        self._run = run
        self._stats_key = key_of([os.fsencode(os.path.realpath(disk.root))])
        self._files = files
        self._is_lasting = is_lasting

    def known(self) -> tuple[Report, CheckedFiles] | None:
        """The report of the files as they are now, if it is known or follows from what is."""
        files = self._files or RepositoryFiles(Disk(self._disk.root))
        base_key = self._base_key(sorted({*files.paths, *self._disk.unsaved}))
        bases = [base for base in self._storage.bases(base_key, self._disk) if self._may_hold(base)]
        if not bases:
            return None
        inputs = Inputs(self._disk, self._stats(), self._start, files.looks)
        digests = inputs.digests({path: None for base in bases for path in base.digests})
        self._keep_stats(inputs)
        edits = [
            {path: digests[path] for path in base.digests if digests[path] != base.digests[path]} for base in bases
        ]
        for edited, base in sorted(zip(edits, bases, strict=True), key=lambda row: len(row[0])):
            report = self._report(base_key, base, edited, inputs)
            if report is not None:
                return report, CheckedFiles(base.sources, base.configuration)
        return None

    def _may_hold(self, base: Base) -> bool:
        """Whether what a check depends on besides files is what it was."""
        folders = all(_names_in(self._disk.root / folder) == names for folder, names in base.folders.items())
        return folders and excessive_age(base.catalogue_date) == base.age

    def _report(self, base_key: bytes, base: Base, edited: Mapping[str, bytes], inputs: Inputs) -> Report | None:
        """The report after some files were edited (path and digest)."""
        now = {**base.digests, **edited}
        state = _state(base_key, base.folders, base.age, now) if edited else base.state
        report = self._storage.find(REPORT, state, Report, self._disk)
        if report is None and edited:
            report = self._derived(base, edited, inputs)
            if report is not None:
                self._storage.keep(REPORT, state, report, is_saved=not self._disk.unsaved)
        return report

    def _derived(self, base: Base, edited: Mapping[str, bytes], inputs: Inputs) -> Report | None:
        """The report of a check before some files were edited, if it still holds."""
        if not set(base.sources).issuperset(edited):
            return None
        texts = []
        for path, digest in edited.items():
            old, new = self._storage.text(base.digests[path]), inputs.content(path)
            if old is None or new is None or (digest_of(old), digest_of(new)) != (base.digests[path], digest):
                return None
            texts.append((path, old, new))
        asked = self._storage.asked(base, self._disk)
        report = self._storage.find(REPORT, base.state, Report, self._disk)
        if asked is None or report is None:
            return None
        from privlint.warm.comparing import line_maps
        from privlint.warm.moving import moved

        maps = line_maps(asked, texts)
        return None if maps is None else moved(report, maps)

    def keep(self, checked: Checked) -> None:
        """Keeps a result, if it is known to be that of the files as they are."""
        asked, sources = self._disk.asked, checked.facts.sources
        if asked.listing is None or not asked.is_steady:
            return
        inputs = Inputs(self._disk, {}, self._start, {})
        digests = inputs.digests(sorted((asked.whole | asked.digests.keys()) - sources.keys()))
        digests |= {path: inputs.of_content(path, data) for path, data in sources.items()}
        if not inputs.is_steady or any(digests.get(path) != digest for path, digest in asked.digests.items()):
            return
        base_key, date = self._base_key(asked.listing), checked.report.catalogue_date
        age = excessive_age(date)
        state = _state(base_key, asked.folders, age, digests)
        files = checked.files
        base = Base(digests, files.sources, files.configuration, asked.folders, date, age, state)
        texts = {digests[path]: data for path, data in sources.items()}
        kept = _asked_of(checked, self._disk)
        self._storage.keep_base(base_key, base, kept, checked.report, texts, is_saved=not self._disk.unsaved)
        self._keep_stats(inputs)

    def check_commit(self, changes: Changes) -> Report:
        """All findings of the commit that changes are counted from."""
        key = self._tree_key(changes.tree, changes.root.relative_to(changes.top))
        known = self._storage.find(REPORT, key, Report, self._disk)
        if known is None or excessive_age(known.catalogue_date):
            from privlint import fullcheck

            known = fullcheck.check_commit(self._settings, changes)
            self._storage.keep(REPORT, key, known)
        return known

    def keep_stored(self, report: Report, stored: Stored) -> None:
        """Keeps the findings of what is staged: the next commit has it, and is what later ones are compared with."""
        key = self._tree_key(stored.tree, Path(os.path.realpath(stored.root)).relative_to(stored.top))
        if self._storage.find(REPORT, key, Report, self._disk) is None:
            self._storage.keep(REPORT, key, report)

    def _tree_key(self, tree: Tree, place: Path) -> bytes:
        """Of the findings in a folder of what git has stored, as long as exports of Gradle beside it are the same."""
        from privlint.changes.trees import digest

        return key_of([self._run, digest(tree), os.fsencode(place.as_posix()), *_exports(self._disk.root)])

    def _base_key(self, listing: Iterable[str]) -> bytes:
        return key_of([self._run, key_of(path.encode() for path in listing)])

    def _stats(self) -> Stats:
        return self._storage.find(STATS, self._stats_key, Stats, self._disk) or {}

    def _keep_stats(self, inputs: Inputs) -> None:
        known = self._stats()
        if self._is_lasting and any(known.get(path) != found for path, found in inputs.found.items()):
            self._storage.keep(STATS, self._stats_key, {**known, **inputs.found})


def _asked_of(checked: Checked, disk: Disk) -> Asked:
    """What a check has asked of files of source code."""
    facts, asked, sources = checked.facts.asked, disk.asked, checked.facts.sources
    return Asked(
        names=facts.names,
        files=facts.files,
        whole=asked.whole & sources.keys(),
        lines={path: rows for path, rows in asked.lines.items() if path in sources},
        texts={path: rows for path, rows in asked.texts.items() if path in sources},
        starts={path: rows for path, rows in asked.starts.items() if path in sources},
    )


def _exports(root: Path) -> Iterable[bytes]:
    """How the exports of Gradle in a folder look; git does not know of them, as a rule."""
    from privlint.workspace.exports import FOLDER

    for path in sorted((*root.glob(f"{FOLDER}/*.json"), *root.glob(f"*/{FOLDER}/*.json"))):
        status = path.stat()
        yield os.fsencode(f"{path.relative_to(root)} {status.st_size} {status.st_mtime_ns}")


def _names_in(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(os.listdir(folder)))
    except (OSError, ValueError):
        return ()


def _state(base_key: bytes, folders: Mapping[str, tuple[str, ...]], age: int, digests: Mapping[str, bytes]) -> bytes:
    """The key of the report of files that hold this."""
    rows = (part for path in sorted(digests) for part in (path.encode(), digests[path]))
    names = (name.encode(errors="surrogateescape") for row in sorted(folders.items()) for name in (row[0], "", *row[1]))
    return key_of([base_key, b"%d" % age, *names, b"", *rows])
