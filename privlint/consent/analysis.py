"""What `privlint.consent` is asked: what is exposed in a variant of an application, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from privlint.consent.buildconstants import looked_at
from privlint.consent.defects import defects
from privlint.consent.engine import Engine
from privlint.consent.graph import UNKNOWN, USER, Node
from privlint.consent.model import ApplicationResult, Exposure
from privlint.consent.refusals import refusals
from privlint.consent.roots import add_roots
from privlint.consent.settings import EngineSettings
from privlint.consent.tables import Tables
from privlint.consent.traces import LevelTraces, confidence_of, place_of, source_text, trigger_of
from privlint.consent.twins import twins_of
from privlint.consent.variants import have_same_entries, have_same_members, have_same_resources, twin_files
from privlint.disk import Disk
from privlint.frontend.store import FactStore
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.model import Site, Trigger
from privlint.program.program import Program
from privlint.sources import Sources
from privlint.workspace.model import Application, Variant


def analyse(
    root: Path | Disk,
    application: Application,
    variant: Variant,
    facts: FactStore,
    catalogue: Catalogue,
    settings: EngineSettings,
    is_last: bool = True,
) -> ApplicationResult:
    """Runs one variant from its entry points as on a fresh install, and tells which sites were reached. Behind the last
    run of a process nothing is cleared away: it would take a tenth of the time."""
    engine = run(root, variant, facts, catalogue, settings, is_open=False, last_level=last_level(settings))
    sources = Sources(root)
    result = ApplicationResult(
        application=application.path,
        variant=variant.name,
        exposures=exposures(engine, sources),
        defects=defects(engine, sources),
        refused=refusals(engine, sources),
        is_mixed=engine.is_mixed,
        calls=len(engine.calls),
        unresolved=len(engine.unresolved),
        problems=tuple(engine.tables.layouts.problems.values()),
        touched=engine.tables.program.touched(),
        created=frozenset(engine.created),
        layouts=engine.tables.layouts.seen(),
        texts=engine.tables.texts.asked(),
    )
    siblings = [
        other
        for other in application.variants
        if other is not variant
        and have_same_entries(other, variant)
        and have_same_resources(other, variant, result, root)
    ]
    result = _with_siblings(engine, result, variant, siblings, facts)
    if not is_last:
        engine.take_apart()
    return result


def _with_siblings(
    engine: Engine, result: ApplicationResult, variant: Variant, siblings: Sequence[Variant], facts: FactStore
) -> ApplicationResult:
    """A result with what tells for which other variants it holds, those with the same entry points and resources."""
    pairs = {pair: None for other in siblings for pair in (twin_files(other, variant, facts) or {}).items()}
    ran = {node.file.path for node in engine.nodes.values()}
    wanted = [(path, twin) for path, twin in pairs if path in ran and have_same_members(path, twin, facts)]
    constants = looked_at(engine, (other.build_constants for other in siblings))
    return msgspec.structs.replace(result, constants=constants, twins=twins_of(engine, wanted))


def run(
    root: Path | Disk,
    variant: Variant,
    facts: FactStore,
    catalogue: Catalogue,
    settings: EngineSettings,
    is_open: bool,
    last_level: int,
) -> Engine:
    """The engine after it has run a variant."""
    tables = Tables(root, variant, Program(facts, variant.sources), catalogue, settings)
    return finished(Engine(tables, is_open, last_level))


def finished(engine: Engine) -> Engine:
    """An engine after it has run everything from the entry points."""
    add_roots(engine)
    engine.run()
    return engine


def last_level(settings: EngineSettings) -> int:
    """The least sure trigger that a check follows."""
    return USER if settings.pedantic else UNKNOWN


_PlaceKey = tuple[str, int, int, str]
_Found = tuple[tuple[int, int, int], Node, int, Site]


def exposures(engine: Engine, sources: Sources) -> tuple[Exposure, ...]:
    """The sites that were reached, each with its surest and shortest path, in the order of their places."""
    found: dict[_PlaceKey, _Found] = {}
    levels = LevelTraces(engine)
    for node in engine.nodes.values():
        if not node.sites or not levels.reach(node, engine.last_level):
            continue
        for (position, _), site in node.sites.items():
            op = node.body.ops[position]
            key = (node.file.path, op.line, op.column, site.id)
            trigger = _trigger(levels, node, position, site)
            rank = (_ORDER[trigger], *levels.cost(node, position))
            if key not in found or rank < found[key][0]:
                found[key] = (rank, node, position, site)
    kept = _without_handles(found)
    rows = (found[key] for key in sorted(kept))
    return tuple(_exposure(levels, sources, node, position, site) for _, node, position, site in rows)


def _trigger(levels: LevelTraces, node: Node, position: int, site: Site) -> Trigger:
    return trigger_of(site, node.level, lambda: levels.follows_failure(node, position))


def _without_handles(found: dict[_PlaceKey, _Found]) -> list[_PlaceKey]:
    """Getting hold of an SDK (`getInstance()`) is not worth a word where the same method does more with it."""
    busy = {(site.sdk, node.symbol) for _, node, _, site in found.values() if site.sdk and site.worth != "low"}
    return [
        key for key, (_, node, _, site) in found.items() if site.worth != "low" or (site.sdk, node.symbol) not in busy
    ]


_ORDER: dict[Trigger, int] = {"automatic": 0, "unknown": 1, "peer": 2, "user": 3}


def _exposure(levels: LevelTraces, sources: Sources, node: Node, position: int, site: Site) -> Exposure:
    place = place_of(node, position)
    return Exposure(
        site=site,
        place=place,
        call=source_text(sources, place),
        trigger=_trigger(levels, node, position, site),
        confidence=confidence_of(levels.cost(node, position)[0]),
        trace=levels.hops(node, position),
    )
