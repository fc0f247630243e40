"""The manifest that Gradle merged for a variant, with the places of what the repository itself declares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

import msgspec

from privlint.dependencies.export import ExportedManifest
from privlint.workspace.manifest import read_manifest
from privlint.workspace.model import Component, Dependency, MergedManifest, Permission, Position
from privlint.workspace.resolved import shown

#: Of the merger's report: `provider#com.vendor.InitProvider`, and below it where the element comes from.
_ELEMENT: Final = re.compile(r"([\w-]+)#(\S+)")
_SOURCE: Final = re.compile(r"(?:ADDED|MERGED) from \[([^\]]+)\]")
_OWN: Final = re.compile(r"(?:ADDED|INJECTED) from ")
_IMPLIED: Final = "IMPLIED from "
#: What the merger adds by itself because of an old library.
_MERGER: Final = "manifest merger"
_STARTUP_PROVIDER: Final = "androidx.startup.InitializationProvider"
_Item = TypeVar("_Item", Component, Permission)


def as_exported(
    static: MergedManifest,
    exported: ExportedManifest,
    dependencies: Iterable[Dependency],
    fallback: Position,
    resolve: Callable[[str], str],
) -> MergedManifest:
    """The exported manifest. Elements that manifests of the repository declare keep their place there, others stand at
    the line of the dependency that brings them, or at `fallback`; `origin` names their way in. The static one is
    returned where the exported one is no manifest."""
    read, _ = read_manifest("", exported.text.encode("utf-8", "replace"), "", {}, resolve)
    if read is None:
        return static
    places = _Places(exported.report, dependencies, fallback)
    components = {_key(component): component for component in static.components}
    permissions = {permission.name: permission for permission in static.permissions}
    application = read.application
    if application is not None:
        at = static.application.position if static.application is not None else fallback
        application = msgspec.structs.replace(application, position=at)
    return MergedManifest(
        application=application,
        components=tuple(places.placed(c, c.kind, components.get(_key(c))) for c in read.components),
        permissions=tuple(places.placed(p, "uses-permission", permissions.get(p.name)) for p in read.permissions),
        meta_data={
            name: (value, static.meta_data[name][1] if name in static.meta_data else places.of("meta-data", name)[0])
            for name, value, _, _ in read.meta_data
        },
        removed=static.removed,
        paths=static.paths,
        is_complete=True,
    )


def holds(manifest: MergedManifest, kind: str, name: str) -> bool:
    """Whether a complete manifest has a component, or an initializer of androidx.startup."""
    if kind != "initializer":
        return any(component.name == name for component in manifest.components)
    providers = (item for item in manifest.components if item.name == _STARTUP_PROVIDER)
    return any(key.replace("$", ".") == name for provider in providers for key, _, _ in provider.meta_data)


def _key(component: Component) -> tuple[str, str]:
    return component.kind, component.name


class _Places:
    """Where elements of a merged manifest come from."""

    def __init__(self, report: str, dependencies: Iterable[Dependency], fallback: Position) -> None:
        self._origins = _origins(report)
        self._rows = {f"{row.group}:{row.name}:{row.version}": row for row in dependencies}
        self._fallback = fallback

    def placed(self, item: _Item, kind: str, own: _Item | None) -> _Item:
        """An element with its place and its way in."""
        if own is not None:
            return msgspec.structs.replace(item, position=own.position, origin=own.origin)
        at, origin = self.of(kind, item.name)
        return msgspec.structs.replace(item, position=at, origin=origin)

    def of(self, kind: str, name: str) -> tuple[Position, str]:
        """The place of an element that no manifest of the repository has, and what merges it."""
        origin = self._origins.get((kind, name), "")
        row = self._rows.get(origin)
        if row is None:
            return self._fallback, origin or "a library"
        return row.declared_at or row.position, shown(row.through) or f"{row.module} -> {origin}"


def _origins(report: str) -> dict[tuple[str, str], str]:
    """The library from which each element of a report comes; those of own manifests are left out."""
    found: dict[tuple[str, str], str] = {}
    element: tuple[str, str] | None = None
    for line in report.splitlines():
        if match := _ELEMENT.fullmatch(line):
            element = (match.group(1), match.group(2).replace("$", "."))
        elif element is None or element in found:
            continue
        elif match := _SOURCE.match(line):
            found[element] = match.group(1)
        elif line.startswith(_IMPLIED):
            found[element] = _MERGER
        elif _OWN.match(line):
            element = None
    return found
