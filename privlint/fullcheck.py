"""One check of a folder, from its files to all findings."""

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
from privlint.consent.model import ApplicationResult
from privlint.consent.settings import EngineSettings
from privlint.consent.variants import shared_result
from privlint.disk import Disk
from privlint.findings import Finding, Text
from privlint.fingerprints import Claim, with_fingerprints
from privlint.frontend.portable import PortableFacts
from privlint.frontend.store import FactStore
from privlint.hiding import CheckedFiles, Shown, without_suppressed
from privlint.knowledge import loader
from privlint.knowledge.catalogue import Catalogue
from privlint.report.model import Report, ReportedRegulation, Skipped
from privlint.reporting import DISCLOSURE, counting, notices_of, reported_application, reported_rule
from privlint.sources import Sources
from privlint.suppressions.matching import Judged, Ran
from privlint.workspace.dependencies import Found
from privlint.workspace.model import Application, Problem, Variant
from privlint.workspace.policies import Policies, find_policies

if TYPE_CHECKING:  # whoever asks for nothing of it does not wait for it
    from privlint.changes.files import Changes

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


def check_all(
    disk: Disk,
    settings: Settings,
    progress: Progress | None = None,
    clock: Clock | None = None,
    pause: Pause | None = None,
    facts: PortableFacts | None = None,
) -> Checked:
    """All findings that are not suppressed: those of a baseline, and of whatever severity."""
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


def contexts(root: Path, settings: Settings, progress: Progress | None) -> Iterator[Context]:
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
    is_last = application is project.applications[-1] and variant is application.variants[-1]
    return consent.analyse(
        project.disk, application, variant, project.facts, project.catalogue, project.engine(), is_last
    )


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
