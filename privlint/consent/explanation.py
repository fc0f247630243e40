"""`privlint explain FILE:LINE`: whether the sites on a line are exposed, guarded, or not reached, and why.

Two runs tell: the closed one, as `check` makes it, and an open one in which state that a fresh install decides is left
open and the user acts. What only the open run reaches is guarded, by the conditions on its path that the closed run
does not pass."""

from __future__ import annotations

from pathlib import Path

import msgspec

from privlint.consent.analysis import finished, last_level
from privlint.consent.declarations import Code, code_at, declaration_place, mentions, operations_on, owner_of
from privlint.consent.engine import Engine
from privlint.consent.gatepaths import GatePaths
from privlint.consent.gates import Gates
from privlint.consent.graph import LEVELS, USER, Edge, Node
from privlint.consent.model import Exposure, Place, Verdict
from privlint.consent.roles import Roles
from privlint.consent.settings import EngineSettings
from privlint.consent.surroundings import Surroundings
from privlint.consent.tables import Tables
from privlint.consent.traces import Traces, confidence_of, hops_of, place_of, source_text, trigger_of
from privlint.consent.trust import Flags
from privlint.consent.unreached import forced
from privlint.disk import Disk
from privlint.frontend.facts import NONE
from privlint.frontend.store import FactStore
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.model import Site
from privlint.program.program import Program
from privlint.program.source import SourceFile
from privlint.sources import Sources
from privlint.workspace.model import Application, Variant

#: So many paths to one place are told.
_MOST_PATHS = 8
#: Runs of bodies in the open run; an application of 50,000 lines needs a tenth. Beyond them paths may be missed.
_MOST_RUNS = 60_000

_Operation = tuple[Node, int]


def explain(
    root: Path | Disk,
    application: Application,
    variant: Variant,
    facts: FactStore,
    catalogue: Catalogue,
    settings: EngineSettings,
    path: str,
    line: int,
) -> list[Verdict]:
    """What is known of the sites on a line; of the code on it, or of the method around it, if there is none."""
    tables = Tables(root, variant, Program(facts, variant.sources), catalogue, settings)
    file = tables.program.file(path)
    code = code_at(file, line) if file is not None else None
    if code is None:
        return []
    closed = finished(Engine(tables, is_open=False, last_level=last_level(settings)))
    opened = finished(_OpenEngine(tables, is_open=True, last_level=USER))
    return _Explanation(closed, opened, application.path, Sources(root)).verdicts(code, path, line)


class _OpenEngine(Engine):
    """An engine that ends in time, whatever it is given."""

    _runs_left = _MOST_RUNS

    def _run(self, node: Node) -> None:
        self._runs_left -= 1
        if self._runs_left > 0:
            super()._run(node)


class _Spot(msgspec.Struct):
    """What is asked about: a site, or code as if it were one; and where it runs in both runs."""

    place: Place
    site: Site
    api: str
    closed: list[_Operation]
    opened: list[_Operation]


class _Explanation:
    def __init__(self, closed: Engine, opened: Engine, application: str, sources: Sources) -> None:
        self._closed = closed
        self._opened = opened
        self._application = application
        self._sources = sources
        roles = Roles(opened)
        self._paths = GatePaths(closed, opened, roles)
        self._gates = Gates(self._paths, Flags(closed, opened, roles), sources)
        self._surroundings = Surroundings(closed, self._paths, self._gates)

    def verdicts(self, code: Code, path: str, line: int) -> list[Verdict]:
        """One verdict for each site, in the order of their columns; else the one for the code."""
        spots = self._sites(path, line) or self._dead_sites(code.file, line) or [self._code(code)]
        return [self._verdict(spot, code) for spot in spots]

    # What is asked about

    def _sites(self, path: str, line: int) -> list[_Spot]:
        spots: dict[tuple[int, str], _Spot] = {}
        for engine in (self._closed, self._opened):
            for node in engine.nodes.values():
                for (position, id), site in node.sites.items() if node.file.path == path else ():
                    op = node.body.ops[position]
                    if op.line == line:
                        fresh = _Spot(place_of(node, position), site, site.id, [], [])
                        spot = spots.setdefault((op.column, id), fresh)
                        (spot.closed if engine is self._closed else spot.opened).append((node, position))
        return [spots[key] for key in sorted(spots)]

    def _dead_sites(self, file: SourceFile, line: int) -> list[_Spot]:
        """The sites on a line in code that runs in neither run: `if (false) …`, a lambda that nobody runs."""
        spots: dict[tuple[int, str], _Spot] = {}
        for body, _ in file.bodies():
            dead = [op for op in operations_on(file, body, line) if not self._is_run(Code(file, body, op))]
            for node in forced(self._closed.tables, file, body) if dead else ():
                for (position, id), site in node.sites.items():
                    if position in dead:
                        key = node.body.ops[position].column, id
                        spots.setdefault(key, _Spot(place_of(node, position), site, site.id, [], []))
        return [spots[key] for key in sorted(spots)]

    def _is_run(self, code: Code) -> bool:
        return bool(self._running(self._closed, code) or self._running(self._opened, code))

    def _code(self, code: Code) -> _Spot:
        """The code on the line as if it were a site."""
        owner = owner_of(code.file, code.body)
        place = declaration_place(code.file, owner)
        if code.op != NONE:
            op = code.file.body(code.body).ops[code.op]
            place = Place(code.file.path, op.line, op.column, op.end_line, op.end_column, owner.symbol)
        name = owner.symbol
        site = Site(name, name.rpartition(".")[0], name.rpartition(".")[2], "call", "harmless", "none", "no")
        return _Spot(place, site, "", self._running(self._closed, code), self._running(self._opened, code))

    def _running(self, engine: Engine, code: Code) -> list[_Operation]:
        """Where the code runs in a run."""
        replays = self._paths.replays if engine is self._opened else self._paths.closed_replays
        nodes = [n for n in engine.nodes.values() if n.file is code.file and n.body_index == code.body]
        return [
            (node, max(code.op, 0))
            for node in nodes
            if code.op == NONE or replays.of(node).runs(node.body.ops[code.op].guard)
        ]

    # Answers

    def _verdict(self, spot: _Spot, code: Code) -> Verdict:
        found = self._answer(spot, code)
        return msgspec.structs.replace(found, graph=self._surroundings.of(spot.place, spot.closed, spot.opened))

    def _answer(self, spot: _Spot, code: Code) -> Verdict:
        exposures = self._exposures(spot)
        if exposures:
            return Verdict("exposed", self._application, (), spot.place, spot.api, exposures=exposures)
        found = self._paths.path(spot.opened)
        if found is not None:
            gates, trace = self._gates.on(*found), hops_of(*found)
            return Verdict("guarded", self._application, (), spot.place, spot.api, gates=gates, trace=trace)
        owner = owner_of(code.file, code.body)
        if self._is_run(Code(code.file, code.body)):  # the code around it is, and would run it
            callers: tuple[Place, ...] = (declaration_place(code.file, owner),)
        else:
            callers = mentions(self._closed.tables, owner)
        return Verdict("not reached", self._application, (), spot.place, spot.api, callers=callers)

    def _exposures(self, spot: _Spot) -> tuple[Exposure, ...]:
        """The shortest path from each entry point, the surest first."""
        ranked: list[tuple[int, int, int, Exposure]] = []
        for level in sorted({node.level for node, _ in spot.closed if node.level <= self._closed.last_level}):
            operations = [(node, position) for node, position in spot.closed if node.level == level]
            for root in self._closed.roots:
                found = self._exposure(root, level, operations, spot)
                if found is not None:
                    ranked.append(found)
        ranked.sort(key=lambda item: item[:3])
        distinct = {tuple((hop.path, hop.line, hop.column) for hop in item[3].trace): item[3] for item in ranked[::-1]}
        return tuple(list(distinct.values())[::-1][:_MOST_PATHS])

    def _exposure(
        self, root: Edge, level: int, operations: list[_Operation], spot: _Spot
    ) -> tuple[int, int, int, Exposure] | None:
        paths = Traces(self._closed, level, [root])
        reached = [(paths.cost(node), number) for number, (node, _) in enumerate(operations) if paths.reaches(node)]
        if not reached:
            return None
        (penalty, length), number = min(reached)
        node, position = operations[number]
        trigger = trigger_of(spot.site, level, lambda: self._follows_failure(paths, root, node, position))
        exposure = Exposure(
            site=spot.site,
            place=spot.place,
            call=source_text(self._sources, spot.place),
            trigger=trigger,
            confidence=confidence_of(penalty + paths.failures.tells(node, position)),
            trace=paths.hops(node, position),
        )
        return LEVELS[trigger], penalty, length, exposure

    def _follows_failure(self, paths: Traces, root: Edge, node: Node, position: int) -> bool:
        if paths.failures.tells(node, position):
            return True
        return not Traces(self._closed, node.level, [root], without_failures=True).reaches(node)
