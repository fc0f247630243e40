"""The one door: the command line, hooks, editors, tests and other programs call these functions.

`__all__` is the interface that versions keep (docs/library.md); what else is here is for the rooms above.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from privlint import config, consent, frontend, fullcheck, workspace
from privlint.baseline.file import BaselineError
from privlint.checks import registry
from privlint.clock import Clock
from privlint.config import ConfigError, Language, Settings
from privlint.consent.model import Verdict
from privlint.disk import Disk
from privlint.findings import SEVERITIES, Finding, Hop, Text
from privlint.frontend.portable import PortableFacts
from privlint.fullcheck import Pause, Progress
from privlint.git import GitError
from privlint.hiding import changes_since, findings_at_base, shown_report
from privlint.inventory import Inventory
from privlint.knowledge import loader
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.errors import CatalogueError
from privlint.report import FORMATS
from privlint.report import render as render_with
from privlint.report.dependencies import DependencyReport, dependency_report
from privlint.report.model import Report
from privlint.report.style import Style
from privlint.sources import Sources
from privlint.triage import Answer

if TYPE_CHECKING:  # whoever asks for nothing of it does not wait for it
    from privlint.baseline.changing import Change, Note
    from privlint.baseline.model import Entry
    from privlint.changes.stored import Stored
    from privlint.suppressions.writing import Written

__all__ = [
    "FORMATS",
    "Answer",
    "BaselineError",
    "Catalogue",
    "CatalogueError",
    "ConfigError",
    "DependencyReport",
    "Finding",
    "GitError",
    "Hop",
    "Inventory",
    "Report",
    "Settings",
    "Text",
    "Verdict",
    "catalogue",
    "check",
    "dependencies",
    "explain",
    "inventory",
    "load_settings",
    "render",
    "stored",
    "triage",
]


def load_settings(folder: Path) -> Settings:
    """The settings of the nearest file in a folder or above it; raises ConfigError."""
    return config.discover(folder, registry.complaint).settings


def _stored_settings(stored: Stored) -> Settings:
    return config.first(stored.folders(), registry.complaint).settings


def render(report: Report, format: str = "text", lang: Language = "en") -> str:
    """A report as text, in one of `FORMATS`. What it shows of source files is read now."""
    return render_with(format, report, Style(lang=lang))


def stored(root: Path, commit: str = "") -> AbstractContextManager[Stored]:
    """A context with the files below a folder as a commit has them, "" for what is staged, to hand to `check`. They may
    be a copy, which is gone when the context ends. Raises GitError."""
    from privlint.changes.stored import stored as stored_files

    return stored_files(root, commit)


class ModuleFacts(msgspec.Struct, frozen=True):
    """The facts of a Gradle module in a file, the number of its source files, and whether they had to be found. No
    file: no application has sources of the module."""

    module: str
    file: Path | None
    sources: int
    is_new: bool


def check(
    root: Path | Disk,
    settings: Settings | None = None,
    progress: Progress | None = None,
    changed: str | None = None,
    clock: Clock | None = None,
    pause: Pause | None = None,
    stored: Stored | None = None,
    facts: PortableFacts | None = None,
) -> Report:
    """Checks the applications of a folder. Findings are sorted by place, code and application.

    Without settings, they are those of the nearest file. `progress` is called with the number of files read so far and
    the number of all. `changed` names a commit ("": where the work branched off from the default branch): only findings
    that belong to what has changed since are shown. `clock` is told where the time goes; `pause` is called often, and
    what it raises ends the check. `stored` has the files to read instead of those in the folder, see `stored`; `facts`
    are used for files that hold the same. Raises BaselineError for the baseline of the settings, GitError where changes
    cannot be told, ConfigError for a file of settings and CatalogueError for rules that cannot be used."""
    start = time.perf_counter()
    clock = clock or Clock()
    if settings is None:
        settings = _stored_settings(stored) if stored else load_settings(Disk.of(root).root)
    changes = [] if changed is None else changes_since(Disk.of(root), changed, stored)
    disk = Disk(stored.files) if stored else Disk.of(root)
    checked = fullcheck.check_all(disk, settings, progress, clock, pause, facts)
    with clock.phase("baseline and changes"):
        beside = stored.beside(settings.baseline) if stored else disk.root
        at_base = partial(findings_at_base, checked.files, check_commit=partial(fullcheck.check_commit, settings))
        report = shown_report(checked.report, settings, beside, changes, at_base)
    sources = Sources(disk, Disk.of(root).root)
    return msgspec.structs.replace(report, sources=sources, seconds=time.perf_counter() - start)


def suppressed(root: Path | Disk, findings: Iterable[Finding], reason: str) -> Written:
    """The changes of files that suppress findings with a comment; those about suppressions are left out."""
    from privlint.suppressions.writing import with_suppressions

    kept = [finding for finding in findings if finding.code not in registry.ABOUT_SUPPRESSIONS]
    return with_suppressions(root, kept, reason)


def changed_baseline(
    root: Path,
    settings: Settings,
    file: Path,
    before: Sequence[Entry],
    note: Note | None,
    progress: Progress | None = None,
) -> Change:
    """The entries of a baseline after a check: those of rules that did not run stay, what no longer occurs goes. With a
    note, what the settings show comes in."""
    from privlint.baseline.applying import exists, places
    from privlint.baseline.changing import Note, change_entries

    report = check(root, msgspec.structs.replace(settings, baseline="", min_severity="note"), progress)
    lowest = SEVERITIES.index(settings.min_severity)

    def accept(finding: Finding) -> bool:
        return note is not None and SEVERITIES.index(finding.severity) <= lowest

    codes = {rule.code for rule in report.rules}
    place, is_file = places(file, root), exists(file)
    return change_entries(before, report.findings, codes, place, is_file, accept, note or Note())


def state(root: Path) -> dict[str, tuple[int, int]]:
    """Size and time of the last change of every file of a folder: differs when a file has changed."""
    return workspace.open_repository(root).files.state()


def explain(root: Path, settings: Settings, path: str, line: int, progress: Progress | None = None) -> list[Verdict]:
    """What the analysis says about the sites on a line of a file (relative to `root`), for each application.

    Equal verdicts of several variants are one."""
    project = fullcheck.read(root, settings, progress)
    merged: dict[Verdict, list[str]] = {}
    for application in project.applications:
        for variant in application.variants:
            if path not in variant.sources:
                continue
            verdicts = consent.explain(
                project.disk, application, variant, project.facts, project.catalogue, project.engine(), path, line
            )
            for verdict in verdicts:
                key = msgspec.structs.replace(verdict, variants=())
                merged.setdefault(key, []).extend(verdict.variants or (variant.name,))
    return [msgspec.structs.replace(verdict, variants=tuple(dict.fromkeys(names))) for verdict, names in merged.items()]


def dependencies(root: Path, settings: Settings) -> DependencyReport:
    """The dependencies of a folder, and which SDK each is; raises CatalogueError for rules that cannot be used."""
    catalogue = loader.load([Path(folder) for folder in settings.rules])
    repository = workspace.open_repository(root)
    found = workspace.find_dependencies(repository, catalogue.plugin_blocks)
    return dependency_report(found, catalogue, tuple(repository.remarks()))


def module_facts(root: Path, settings: Settings, modules: Collection[str], folder: Path) -> list[ModuleFacts]:
    """Keeps the facts of modules (all with sources, if none is named) in a folder; raises OSError. Modules that the
    repository does not have are left out."""
    from privlint.cache import atomically
    from privlint.frontend.portable import part, part_name

    disk = Disk(root)
    repository = workspace.open_repository(disk)
    found = workspace.without_excluded(workspace.load(repository, include_tests=False).applications, settings.exclude)
    paths = sorted({path for app in found for variant in app.variants for path in variant.sources})
    by_module = workspace.by_module(repository, paths)
    known = {module.path for build in repository.builds for module in build.modules.values()}
    kept = [ModuleFacts(module, None, 0, False) for module in sorted(set(modules) & known.difference(by_module))]
    for module, own in by_module.items():
        if modules and module not in modules:
            continue
        sources, _ = frontend.read_sources(disk, own)
        file = folder / part_name(sources)
        is_new = not file.exists()
        if is_new:
            atomically.write(file, part(sources))
        kept.append(ModuleFacts(module, file, len(sources), is_new))
    return kept


def catalogue(settings: Settings) -> Catalogue:
    """What privlint knows, with the user's own rules; raises CatalogueError for those that cannot be used."""
    return loader.load([Path(folder) for folder in settings.rules])


def inventory(root: Path, settings: Settings, progress: Progress | None = None) -> Inventory:
    """The lists of personal information collected and shared, for each application of a folder."""
    from privlint.checks.inventory import inventory_of

    return Inventory(tuple(inventory_of(context) for context in fullcheck.contexts(root, settings, progress)))


def triage(root: Path, settings: Settings, text: str, progress: Progress | None = None) -> Answer:
    """What the text of a rejection speaks of, and where that stands in each application of a folder."""
    from privlint.checks.triage import answer
    from privlint.knowledge.recognition import Recogniser

    recogniser = Recogniser(catalogue(settings))
    return answer(fullcheck.contexts(root, settings, progress), recogniser, text)
