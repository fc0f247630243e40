"""What runs because the user refused: the steps of a run that are the answer no to a question about consent, and the
sites behind them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from privlint.consent.graph import REFUSED, Edge, Node
from privlint.consent.guarded import SERIOUS
from privlint.consent.model import Exposure
from privlint.consent.roles import Roles
from privlint.consent.sitematching import switches_off
from privlint.consent.traces import Traces, confidence_of, hops_of, place_of, source_text
from privlint.knowledge.model import Site

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.sources import Sources

_Path = tuple[Edge, ...]
_KINDS: Final = ("start", "api", "collect", "permission", "consent")


def refusals(engine: Engine, sources: Sources) -> tuple[Exposure, ...]:
    """The sites that nothing but a refusal leads to, each with its shortest path, in the order of their places."""
    return tuple(_Refusals(engine, sources).exposures())


class _Refusals:
    def __init__(self, engine: Engine, sources: Sources) -> None:
        self._engine = engine
        self._sources = sources
        self._refused = [node for node in engine.nodes.values() if node.level == REFUSED]

    def exposures(self) -> Iterator[Exposure]:
        """See `refusals`. What also runs by itself is reported as that."""
        rows = [row for row in self._sites() if row[-1].worth in SERIOUS and row[-1].kind in _KINDS]
        if not rows:
            return
        paths = self._paths()
        automatic = self._automatic()
        found: dict[tuple[str, int, int, str], Exposure] = {}
        for node, position, site in rows:
            if node.number not in paths or switches_off(node.body, position):
                continue
            op = node.body.ops[position]
            key = (node.file.path, op.line, op.column, site.id)
            exposure = self._exposure(paths[node.number], node, position, site)
            if key not in automatic and (key not in found or len(exposure.trace) < len(found[key].trace)):
                found[key] = exposure
        yield from (found[key] for key in sorted(found))

    def _sites(self) -> Iterator[tuple[Node, int, Site]]:
        for node in self._refused:
            for (position, _), site in node.sites.items():
                yield node, position, site

    def _automatic(self) -> set[tuple[str, int, int, str]]:
        nodes = (node for node in self._engine.nodes.values() if node.level < REFUSED)
        return {
            (node.file.path, node.body.ops[position].line, node.body.ops[position].column, site.id)
            for node in nodes
            for (position, _), site in node.sites.items()
        }

    def _paths(self) -> dict[int, _Path]:
        """For each invocation that a refusal leads to without a further action of the user: the steps to it."""
        roles = Roles(self._engine)
        traces = Traces(self._engine, REFUSED)
        found: dict[int, _Path] = {}
        pending: deque[Node] = deque()
        for node in self._refused:
            for edge in node.edges.values():
                caller = edge.caller
                if caller is None or not traces.reaches(caller) or not roles.is_refusal(edge):
                    continue
                path = (*traces.path(caller), edge)
                if node.number not in found or len(path) < len(found[node.number]):
                    found[node.number] = path
                    pending.append(node)
        while pending:
            node = pending.popleft()
            for edge in node.outgoing.values():
                callee = edge.callee
                if callee.level == REFUSED and callee.number not in found and not roles.begins(edge):
                    found[callee.number] = (*found[node.number], edge)
                    pending.append(callee)
        return found

    def _exposure(self, path: _Path, node: Node, position: int, site: Site) -> Exposure:
        place = place_of(node, position)
        doubts = sum(edge.penalty for edge in path)
        trace = hops_of(list(path), node, position)
        return Exposure(site, place, source_text(self._sources, place), "user", confidence_of(doubts), trace)
