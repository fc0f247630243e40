"""The merge of the manifests of a variant, as far as it decides what runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from privlint.workspace.model import Component, Manifest, MergedManifest, Permission, Position

_STARTUP_PROVIDER: Final = "androidx.startup.InitializationProvider"
_REMOVES: Final = frozenset(("remove", "removeAll"))


def merge(manifests: Sequence[Manifest]) -> MergedManifest:
    """Merges manifests, the one with the highest priority first. `tools:node="remove"` hides what those behind it
    declare; attributes of the first win, intent filters and meta-data add up unless it says `replace`."""
    components: dict[tuple[str, str], Component] = {}
    gone: set[tuple[str, str]] = set()
    permissions: dict[str, Permission] = {}
    meta_data: dict[str, tuple[str, Position]] = {}
    dropped: set[str] = set()
    removed: set[str] = set()
    application: Component | None = None
    for manifest in manifests:
        if manifest.application is not None:
            application = manifest.application if application is None else _combined(application, manifest.application)
        for component in manifest.components:
            _merge_component(components, gone, removed, component)
        for permission in manifest.permissions:
            permissions.setdefault(permission.name, permission)
        for name, value, node, line in manifest.meta_data:
            if name in meta_data or name in dropped:
                continue
            if node in _REMOVES:
                dropped.add(name)
            else:
                meta_data[name] = (value, Position(manifest.path, line))
    return MergedManifest(
        application=application,
        components=tuple(_without_removed(component) for component in components.values()),
        permissions=tuple(p for p in permissions.values() if p.node not in _REMOVES),
        meta_data=meta_data,
        removed=frozenset(removed),
        paths=tuple(manifest.path for manifest in manifests),
    )


def _without_removed(component: Component) -> Component:
    kept = tuple(item for item in component.meta_data if item[2] not in _REMOVES)
    return component if len(kept) == len(component.meta_data) else msgspec.structs.replace(component, meta_data=kept)


def _merge_component(
    components: dict[tuple[str, str], Component], gone: set[tuple[str, str]], removed: set[str], component: Component
) -> None:
    key = ("activity" if component.kind == "activity-alias" else component.kind, component.name)
    if key in gone or (key[0], "") in gone:
        return
    if component.node in _REMOVES and key not in components:
        gone.add(key)
        removed.add(component.name or component.kind)
        return
    if component.name == _STARTUP_PROVIDER:
        removed.update(name for name, _, node in component.meta_data if node in _REMOVES)
    known = components.get(key)
    if known is None:
        components[key] = component
    elif known.node != "replace":
        components[key] = _combined(known, component)


def _combined(first: Component, second: Component) -> Component:
    """A component that two manifests declare: what the first leaves open comes from the second."""
    # Removed meta-data stay in `first` until the end, so that a later manifest does not bring them back.
    names = {name for name, _, _ in first.meta_data}
    added = tuple(item for item in second.meta_data if item[0] not in names)
    return msgspec.structs.replace(
        first,
        name=first.name or second.name,
        target=first.target or second.target,
        exported=first.exported if first.exported is not None else second.exported,
        enabled=False if False in (first.enabled, second.enabled) else first.enabled and second.enabled,
        process=first.process or second.process,
        actions=first.actions + tuple(a for a in second.actions if a not in first.actions),
        categories=first.categories + tuple(c for c in second.categories if c not in first.categories),
        meta_data=first.meta_data + added,
        init_order=first.init_order or second.init_order,
        authorities=first.authorities or second.authorities,
        helpers=tuple(dict((*second.helpers, *first.helpers)).items()),
        label=first.label or second.label,
        permission=first.permission or second.permission,
        position=first.position if first.name else second.position if second.name else first.position,
    )
