"""The dependencies of a build as Gradle resolved them: what is declared, with the versions that were selected, and what
declared ones bring along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from privlint.dependencies.export import Configuration, Edge, ResolvedComponent
from privlint.dependencies.lockfile import is_test
from privlint.workspace.model import Dependency, Position

#: Where a module, by its path, declares what nobody can find in its build script.
Fallback = Callable[[str], Position | None]
_EVIDENCE = "export"
_NOT_RESOLVED = ("archive", "plugin")  # what a row was found by, if Gradle's graph says nothing of it
_NOT_SHIPPED = ("debug", "compileonly", "annotationprocessor", "kapt", "ksp", "classpath")


class Graph:
    """One resolved configuration."""

    def __init__(self, configuration: Configuration) -> None:
        self.name = configuration.name
        self.root = configuration.root
        self.components = {component.id: component for component in configuration.components}
        self.unresolved = configuration.unresolved
        self.artifacts = configuration.artifacts
        self.direct: dict[str, list[tuple[Edge, ResolvedComponent]]] = {}
        for edge in configuration.edges:
            source, target = self.components.get(edge.source), self.components.get(edge.target)
            if source is not None and target is not None and source.kind == "project" and not edge.is_constraint:
                self.direct.setdefault(source.id, []).append((edge, target))

    def selected(self, row: Dependency) -> ResolvedComponent | None:
        """What was selected for a declared dependency, which may have been substituted already; of several requests of
        a module for it, the one for its version."""
        found = [
            (edge, target)
            for edge, target in self.direct.get(row.module, ())
            if _asks(row, edge.requested) or (target.group, target.name) == (row.group, row.name)
        ]
        version = row.version or ""
        exact = [target for edge, target in found if version and version in edge.requested.split(":", 2)[-1]]
        return next(iter(exact), None) or (found[0][1] if found else None)

    def through(self, component: ResolvedComponent) -> tuple[str, ...]:
        """How a component gets into the root; () where that is not known."""
        path = component.path
        is_path = bool(path) and path[-1] == component.id and all(id in self.components for id in path)
        return path if is_path else ()

    def holder(self, component: ResolvedComponent) -> tuple[str, str]:
        """The last project on the way to a component, and what it depends on there."""
        path = self.through(component)
        for before, after in pairwise(path):
            if self.components[after].kind != "project":
                return before, after
        return self.root, component.id


def is_resolved(row: Dependency) -> bool:
    """Whether a row is one of which the graph of what is shipped can say something."""
    name = row.configuration.lower()
    if is_test(row.configuration) or name.endswith(_NOT_SHIPPED[1:]) or name.startswith(_NOT_SHIPPED[0]):
        return False
    return bool(row.group) and row.via not in _NOT_RESOLVED


class Resolver:
    """Brings declared rows and resolved graphs together."""

    def __init__(self, rows: Sequence[Dependency], graphs: Sequence[Graph], fallback: Fallback) -> None:
        self._rows = rows
        self._graphs = graphs
        self._fallback = fallback
        #: For each graph: what module declares what component, and where.
        self._declared: list[dict[tuple[str, str], Dependency]] = [{} for _ in graphs]

    def rows(self) -> Iterator[Dependency]:
        """Declared rows, resolved where a graph has them, then what else the graphs hold."""
        seen: dict[Dependency, None] = {}
        for row in self._rows:
            seen.update(dict.fromkeys(self._resolved(row)))
        for graph, declared in zip(self._graphs, self._declared, strict=True):
            for component in graph.components.values():
                if component.kind == "module":
                    seen.update(dict.fromkeys(self._brought(graph, declared, component)))
        yield from seen

    def missing(self) -> Iterator[tuple[Position, str]]:
        """The places of what Gradle could not resolve, each with what Gradle says of it."""
        for graph in self._graphs:
            for item in graph.unresolved:
                source = graph.components.get(item.source)
                module = graph.holder(source)[0] if source is not None and source.kind != "project" else item.source
                row = next((row for row in self._rows if row.module == module and _asks(row, item.requested)), None)
                at = (row.declared_at or row.position) if row is not None else self._fallback(module)
                if at is not None:
                    yield at, item.failure or item.requested

    def _resolved(self, row: Dependency) -> Iterator[Dependency]:
        if not is_resolved(row):
            yield row
            return
        is_known = False
        for graph, declared in zip(self._graphs, self._declared, strict=True):
            component = graph.selected(row)
            if component is None:
                # What a lock file lists besides is in the graph with the way it comes in.
                is_other = row.via == "lock" and row.declared_at is None and not row.requested
                if is_other and row.module in graph.direct and _holds(graph, row):
                    is_known = True
                continue
            is_known = True
            if component.kind == "module":
                declared.setdefault((row.module, component.id), row)
                yield _selected(row, component)
        if not is_known:
            yield row

    def _brought(
        self, graph: Graph, declared: dict[tuple[str, str], Dependency], component: ResolvedComponent
    ) -> Iterator[Dependency]:
        """A component that no row declares, at the line of what brings it along."""
        module, first = graph.holder(component)
        row = declared.get((module, first))
        if first == component.id and row is not None or any((path, component.id) in declared for path in graph.direct):
            return
        at = (row.declared_at or row.position) if row is not None else self._fallback(module)
        if at is None:
            return
        edges = graph.direct.get(module, ()) if first == component.id else ()
        yield Dependency(
            component.group,
            component.name,
            component.version,
            next((edge.requested.split(":", 2)[-1] for edge, target in edges if target is component), ""),
            at,
            module,
            row.configuration if row is not None else graph.name,
            "export",
            evidence=_EVIDENCE,
            through=graph.through(component) if first != component.id else (),
        )


def _asks(row: Dependency, requested: str) -> bool:
    return requested.split(":")[:2] == [row.group, row.name]


def _holds(graph: Graph, row: Dependency) -> bool:
    return any((item.group, item.name) == (row.group, row.name) for item in graph.components.values())


def _selected(row: Dependency, component: ResolvedComponent) -> Dependency:
    return msgspec.structs.replace(
        row,
        group=component.group,
        name=component.name,
        version=component.version,
        evidence=_EVIDENCE,
        managed_by=(),
    )


def resolver(rows: Sequence[Dependency], configurations: Iterable[Configuration], fallback: Fallback) -> Resolver:
    """Rows and what configurations say of them. `fallback` gives the place of what no row of a module declares."""
    return Resolver(rows, [Graph(configuration) for configuration in configurations], fallback)


def shown(path: Iterable[str]) -> str:
    """`:app -> group:name:1.0 -> …`."""
    return " -> ".join(path)
