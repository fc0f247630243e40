"""The one door: the command line, hooks, editors and tests call these functions."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from privlint import consent, frontend, workspace
from privlint.checks import registry
from privlint.checks.build import Build, Words
from privlint.checks.context import Analysed, Context, Unread
from privlint.checks.pages import regulation_names
from privlint.checks.rule import RuleModule
from privlint.checks.sdk_summary import sdk_uses
from privlint.checks.unread import UnreadFiles
from privlint.clock import Clock
from privlint.config import Settings
from privlint.consent.model import ApplicationResult, Verdict
from privlint.consent.settings import EngineSettings
from privlint.consent.variants import shared_result
from privlint.disk import Disk
from privlint.findings import SEVERITIES, Finding, Text
from privlint.fingerprints import Claim, with_fingerprints
from privlint.frontend.portable import PortableFacts
from privlint.frontend.store import FactStore
from privlint.hiding import CheckedFiles, Shown, changes_since, findings_at_base, shown_report, without_suppressed
from privlint.inventory import Inventory
from privlint.knowledge import loader
from privlint.knowledge.catalogue import Catalogue
from privlint.report.dependencies import DependencyReport, dependency_report
from privlint.report.model import Report, ReportedRegulation, Skipped
from privlint.reporting import DISCLOSURE, counting, notices_of, reported_application, reported_rule
from privlint.sources import Sources
from privlint.suppressions.matching import Judged, Ran
from privlint.triage import Answer
from privlint.workspace.dependencies import Found
from privlint.workspace.model import Application, Problem, Variant
from privlint.workspace.policies import Policies, find_policies

if TYPE_CHECKING:  # whoever asks for nothing of it does not wait for it
    from privlint.baseline.changing import Change, Note
    from privlint.baseline.model import Entry
    from privlint.changes.files import Changes
    from privlint.changes.stored import Stored
    from privlint.suppressions.writing import Written

#: Called with the number of files read so far and the number of all.
Progress = Callable[[int, int], None]
#: Called often while a check runs; what it raises ends the check.
Pause = Callable[[], None]
_NOWHERE = Application("", "", ())


class Project(msgspec.Struct, frozen=True):
    """A folder, read: what `check` and `explain` start from."""

    disk: Disk
    settings: Settings
    catalogue: Catalogue
    applications: tuple[Application, ...]
    facts: FactStore
    problems: Sequence[Problem]
    found: Callable[[], Found]  # the dependencies, read when somebody asks
    policies: Callable[[], Policies]  # so are the privacy policies
    configuration: Callable[[], tuple[str, ...]]  # the build files and manifests that are read
    remarks: tuple[Text, ...] = ()  # what the user has to know of how it was read

    def engine(self) -> EngineSettings:
        """The settings that the analysis needs."""
        chosen = self.settings
        return EngineSettings(chosen.gates, chosen.accept, chosen.entry_points, chosen.pedantic)


class ModuleFacts(msgspec.Struct, frozen=True):
    """The facts of a Gradle module in a file, the number of its source files, and whether they had to be found."""

    module: str
    file: Path
    sources: int
    is_new: bool


class Checked(msgspec.Struct, frozen=True):
    """What a check found, before anything but suppressions is taken out, and what it has read."""

    report: Report
    files: CheckedFiles
    facts: FactStore


def read(
    root: Path | Disk, settings: Settings, progress: Progress | None = None, facts: PortableFacts | None = None
) -> Project:
    """Reads a folder, using facts that were found elsewhere; raises `privlint.knowledge.errors.CatalogueError` for
    rules that cannot be used."""
    catalogue = loader.load([Path(folder) for folder in settings.rules])
    disk = Disk.of(root)
    repository = workspace.open_repository(disk)
    found = workspace.load(repository, variant=settings.variant or None, include_tests=False)
    applications = workspace.without_excluded(found.applications, settings.exclude)
    paths = sorted({path for app in applications for variant in app.variants for path in variant.sources})
    store = FactStore(*frontend.read_sources(disk, paths, progress), portable=facts)
    dependencies = cache(partial(workspace.find_dependencies, repository, catalogue.plugin_blocks))
    policies = cache(partial(find_policies, repository.files, catalogue.policy, settings.policy))
    configuration = partial(workspace.configuration_files, repository, applications, settings.exclude)
    return Project(
        disk,
        settings,
        catalogue,
        applications,
        store,
        found.problems,
        dependencies,
        policies,
        configuration,
        tuple(repository.remarks()),
    )


def check(
    root: Path | Disk,
    settings: Settings,
    progress: Progress | None = None,
    changed: str | None = None,
    clock: Clock | None = None,
    pause: Pause | None = None,
    stored: Stored | None = None,
    facts: PortableFacts | None = None,
) -> Report:
    """Checks the applications of a folder. Findings are sorted by place, code and application.

    `changed` names a commit ("": the usual one, see `privlint.changes.base`): only findings that belong to what has
    changed since are shown. `clock` is told where the time goes; `pause` may end the check. `stored` has the files to
    read instead of those in the folder, see `privlint.changes.stored`; `facts` are used for files that hold the same.
    Raises BaselineError for the baseline of the
    settings, GitError where changes cannot be told, and CatalogueError."""
    start = time.perf_counter()
    clock = clock or Clock()
    changes = [] if changed is None else changes_since(Disk.of(root), changed, stored)
    disk = Disk(stored.files) if stored else Disk.of(root)
    checked = check_all(disk, settings, progress, clock, pause, facts)
    with clock.phase("baseline and changes"):
        beside = stored.beside(settings.baseline) if stored else disk.root
        at_base = partial(findings_at_base, checked.files, check_commit=partial(check_commit, settings))
        report = shown_report(checked.report, settings, beside, changes, at_base)
    sources = Sources(disk, Disk.of(root).root)
    return msgspec.structs.replace(report, sources=sources, seconds=time.perf_counter() - start)


def check_all(
    disk: Disk,
    settings: Settings,
    progress: Progress | None = None,
    clock: Clock | None = None,
    pause: Pause | None = None,
    facts: PortableFacts | None = None,
) -> Checked:
    """As `check`, with all findings that are not suppressed: those of a baseline, and of whatever severity."""
    start = time.perf_counter()
    clock = clock or Clock()
    with clock.phase("read files"):
        project = read(disk, settings, progress, facts)
    if pause is not None:
        project.facts.pause = pause
    sources = Sources(disk)
    with clock.phase("follow calls"):
        results = [(application, _analysed(project, application, sources)) for application in project.applications]
    unread = UnreadFiles(project.facts, project.problems, results)
    contexts = [
        _context(project, application, analysed, sources, partial(unread.of, number))
        for number, (application, analysed) in enumerate((*results, (_NOWHERE, [])))
    ]
    modules = [registry.load(entry) for entry in registry.selected(settings.select, settings.ignore)]
    with clock.phase("apply rules"):
        found = _findings(contexts, modules, clock, project.facts.pause)
    skipped = unread.all()
    ran = {module.RULE.code for module in modules}
    sdks = tuple(use for context in contexts for use in sdk_uses(context, _of(context, found), ran))
    with clock.phase("suppressions"):
        shown = _without_suppressed(project, found, modules, sources, skipped)
    clock.files.update(project.facts.seconds)
    names = regulation_names(project.catalogue)
    report = Report(
        sources=sources,
        applications=tuple(
            reported_application(context, analysed, modules)
            for context, (_, analysed) in zip(contexts, results, strict=False)
        ),
        findings=counting(shown.findings, settings, project.catalogue),
        hidden=shown.hidden,
        accepted=tuple(counting(shown.accepted, settings, project.catalogue)),
        remarks=project.remarks,
        rule_pages=settings.rule_pages,
        skipped=tuple(Skipped(item.path, item.reason, item.lines) for _, item in sorted(skipped.items())),
        files=len(project.facts),
        seconds=time.perf_counter() - start,
        catalogue_date=project.catalogue.date,
        catalogue_digest=project.catalogue.digest,
        regulation_names=names,
        calls=sum(item.result.calls for _, analysed in results for item in analysed),
        unresolved=sum(item.result.unresolved for _, analysed in results for item in analysed),
        sdks=sdks,
        rules=tuple(reported_rule(module.RULE, project.catalogue) for module in modules),
        regulations=tuple(
            ReportedRegulation(item.id, names[item.id], item.is_category, item.url)
            for item in project.catalogue.regulations
        ),
        notices=notices_of(project.catalogue, [*shown.findings, *shown.accepted], sdks),
    )
    return Checked(report, _files_of(project), project.facts)


def _files_of(project: Project) -> CheckedFiles:
    rules = registry.selected(project.settings.select, project.settings.ignore)
    reads_policies = any(rule.code.startswith(DISCLOSURE) for rule in rules)
    policies = (text.path for text in project.policies().texts) if reads_policies else ()
    return CheckedFiles(tuple(project.facts), (*project.configuration(), *policies))


def _of(context: Context, findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.application == context.application.path]


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
    project = read(root, settings, progress)
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
    """The dependencies of a folder, and which SDK each is; raises `privlint.knowledge.errors.CatalogueError` for rules
    that cannot be used."""
    catalogue = loader.load([Path(folder) for folder in settings.rules])
    repository = workspace.open_repository(root)
    found = workspace.find_dependencies(repository, catalogue.plugin_blocks)
    return dependency_report(found, catalogue, tuple(repository.remarks()))


def module_facts(root: Path, settings: Settings, modules: Collection[str], folder: Path) -> list[ModuleFacts]:
    """Keeps the facts of modules (all, if none is named) in a folder; raises OSError."""
    from privlint.cache import atomically
    from privlint.frontend.portable import part, part_name

    disk = Disk(root)
    repository = workspace.open_repository(disk)
    found = workspace.without_excluded(workspace.load(repository, include_tests=False).applications, settings.exclude)
    paths = sorted({path for app in found for variant in app.variants for path in variant.sources})
    kept: list[ModuleFacts] = []
    for module, own in workspace.by_module(repository, paths).items():
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
    """The catalogue with the user's own rules; raises `privlint.knowledge.errors.CatalogueError` for those that cannot
    be used."""
    return loader.load([Path(folder) for folder in settings.rules])


def inventory(root: Path, settings: Settings, progress: Progress | None = None) -> Inventory:
    """The lists of personal information collected and shared, for each application of a folder."""
    from privlint.checks.inventory import inventory_of

    return Inventory(tuple(inventory_of(context) for context in _contexts(root, settings, progress)))


def triage(root: Path, settings: Settings, text: str, progress: Progress | None = None) -> Answer:
    """What the text of a rejection speaks of, and where that stands in each application of a folder."""
    from privlint.checks.triage import answer
    from privlint.knowledge.recognition import Recogniser

    recogniser = Recogniser(catalogue(settings))
    return answer(_contexts(root, settings, progress), recogniser, text)


def _contexts(root: Path, settings: Settings, progress: Progress | None) -> Iterator[Context]:
    """The applications of a folder, without what was not read in full."""
    project = read(root, settings, progress)
    sources = Sources(root)
    for application in project.applications:
        yield _context(project, application, _analysed(project, application, sources), sources, tuple)


def _analysed(project: Project, application: Application, sources: Sources) -> list[Analysed]:
    """The variants with their results. A variant that differs from an earlier one in nothing that the analysis has
    looked at has the same result. Variants that are taken as one are not if code asks for what they differ in."""
    analysed: list[Analysed] = []
    shared: list[Analysed] = []
    pending = list(application.variants)
    while pending:
        variant = pending.pop(0)
        known = (shared_result(variant, item.variant, item.result, project.facts, sources) for item in analysed)
        result = next((item for item in known if item is not None), None)
        if result is not None:
            shared.append(Analysed(variant, result))
            continue
        result = _analyse(project, application, variant)
        if result.is_mixed:
            parts = variant.split()
            others = (each for each in application.variants if each is not variant)
            application = msgspec.structs.replace(application, variants=(*parts, *others))
            pending[:0] = parts
        else:
            analysed.append(Analysed(variant, result))
    return [*analysed, *shared]


def _analyse(project: Project, application: Application, variant: Variant) -> ApplicationResult:
    return consent.analyse(project.disk, application, variant, project.facts, project.catalogue, project.engine())


def _context(
    project: Project,
    application: Application,
    analysed: Iterable[Analysed],
    sources: Sources,
    unread: Callable[[], Iterable[Unread]],
) -> Context:
    return Context(
        application,
        analysed,
        project.catalogue,
        sources,
        unread,
        project.settings.pedantic,
        Build(application, project.found),
        Words(application, project.facts, sources),
        consent.Uses(application, project.facts, project.catalogue, project.engine(), sources),
        policies=lambda: project.policies().of(application),
    )


def _findings(contexts: Iterable[Context], modules: Sequence[RuleModule], clock: Clock, pause: Pause) -> list[Finding]:
    found: dict[Context, list[Claim]] = {context: [] for context in contexts}
    for module in modules:  # what rules have read is known to those about reading, which are the last
        for context, claimed in found.items():
            pause()
            with clock.rule(module.RULE.code):
                claimed += module.check(context)
    claims: dict[tuple[str, ...], Claim] = {}
    for claim in chain.from_iterable(found.values()):
        kept = claims.setdefault(_identity(claim.finding), claim)
        if len(claim.finding.trace) < len(kept.finding.trace):
            claims[_identity(claim.finding)] = claim
    return sorted(with_fingerprints(claims.values()), key=Finding.order)


def _without_suppressed(
    project: Project,
    findings: list[Finding],
    modules: Sequence[RuleModule],
    sources: Sources,
    skipped: Collection[str],
) -> Shown:
    paths = {*project.facts.suppressing(), *project.configuration()}
    paths |= {finding.path for finding in findings if finding.path not in project.facts}
    is_narrowed = bool(project.settings.variant)
    ran = Ran(frozenset(module.RULE.code for module in modules), lambda path: not is_narrowed and path not in skipped)

    def review(judged: list[Judged]) -> list[Finding]:
        context = Context(_NOWHERE, (), project.catalogue, sources, suppressions=judged)
        return _findings([context], modules, Clock(), project.facts.pause)

    return without_suppressed(project.disk, findings, paths, ran, project.settings.require_reason, review)


def check_commit(settings: Settings, changes: Changes) -> Report:
    """All findings of the commit that changes are counted from."""
    import tempfile

    from privlint.changes.export import export

    with tempfile.TemporaryDirectory(prefix="privlint-") as folder:
        export(changes.top, changes.tree, Path(folder))
        inside = Path(folder) / changes.root.relative_to(changes.top)
        inside.mkdir(parents=True, exist_ok=True)
        return check_all(Disk(inside), settings).report


def _identity(finding: Finding) -> tuple[str, ...]:
    place = (finding.path, str(finding.line), str(finding.column))
    return finding.application, finding.code, *place, finding.api, finding.message.en if not finding.api else ""
