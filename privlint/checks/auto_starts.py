"""Which components of SDKs start by themselves in a variant, and what brings them."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

import msgspec

from privlint.checks.build import is_packaged
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.identification import fits_coordinate
from privlint.knowledge.model import AutoStart, Sdk, Trigger
from privlint.sources import Sources
from privlint.workspace.exported_manifest import holds
from privlint.workspace.manifest import is_open
from privlint.workspace.model import Dependency, Position, Variant
from privlint.workspace.resolved import shown

INITIALIZATION_PROVIDER = "androidx.startup.InitializationProvider"
_LEVELS = ("collects", "starts")


class Source(msgspec.Struct, gc=False, frozen=True):
    """What brings an SDK into the app: a dependency, an archive or a Gradle plugin."""

    position: Position  # in the module's build file
    edited_at: Position  # where a person would edit the version
    text: str  # coordinate, file name or plugin id
    evidence: str
    module: str
    through: str = ""  # the way in, where another dependency brings it along


class Started(msgspec.Struct, gc=False, frozen=True):
    """A component that starts in a variant; `unknown` where a switch has a value that could not be resolved."""

    sdk: Sdk
    auto_start: AutoStart
    source: Source
    trigger: Trigger
    lacks_settings: bool = False  # `unknown` because nothing in the project holds the settings it starts with
    plugin: tuple[str, Position] | None = None  # that makes them


def started(catalogue: Catalogue, variant: Variant, sources: Sources) -> Iterator[Started]:
    """The components that start an SDK or collect, for each SDK that the variant contains."""
    for sdk in catalogue.sdks:
        relevant = [auto for auto in sdk.auto_starts if auto.level in _LEVELS]
        declared = _source(sdk, variant) if relevant else None
        for auto in relevant:
            source = declared or _of_component(auto, variant)
            trigger = _state(auto, variant) if source else None
            if source and trigger:
                plugin = next((found for found in variant.plugins if found[0] in auto.requires_plugin), None)
                lacks_settings = bool(auto.requires_plugin) and not plugin and not _has_resource(auto, variant, sources)
                yield Started(sdk, auto, source, "unknown" if lacks_settings else trigger, lacks_settings, plugin)


def _has_resource(auto: AutoStart, variant: Variant, sources: Sources) -> bool:
    """Whether a values file of the project defines one of the resources that hold the settings."""
    names = [f"{quote}{name}{quote}" for name in auto.requires_resource for quote in "\"'"]
    return any(name in text for path in variant.values if (text := sources.text(path)) for name in names)


def _source(sdk: Sdk, variant: Variant) -> Source | None:
    found = [_of_dependency(dependency) for dependency in variant.dependencies if _brings(dependency, sdk)]
    if not found:
        found = [
            Source(position, position, plugin, "declared", "")
            for plugin, position in variant.plugins
            if plugin in sdk.plugins
        ]
    return min(found, key=lambda source: (source.position.path, source.position.line), default=None)


def _of_component(auto: AutoStart, variant: Variant) -> Source | None:
    """What brings a component into a manifest that Gradle has merged, though no dependency is known as its SDK."""
    if not variant.manifest.is_complete or auto.kind != "provider":
        return None
    found = (item for item in variant.manifest.components if item.name == auto.component and item.origin)
    sources = (
        Source(item.position, item.position, item.origin.rpartition(" -> ")[2], "export", "", item.origin)
        for item in found
    )
    return next(sources, None)


def _of_dependency(dependency: Dependency) -> Source:
    text = f"{dependency.group}:{dependency.name}" if dependency.group else dependency.name
    if dependency.version:
        text = f"{text}:{dependency.version}"
    position = dependency.declared_at or dependency.position
    return Source(
        position, dependency.position, text, dependency.evidence, dependency.module, shown(dependency.through)
    )


def _brings(dependency: Dependency, sdk: Sdk) -> bool:
    if not is_packaged(dependency.configuration):
        return False
    if dependency.via == "archive":
        return any(fnmatchcase(dependency.name.rpartition("/")[2], pattern) for pattern in sdk.archives)
    if dependency.name.endswith("-bom"):  # a table of versions, brings no code
        return False
    return fits_coordinate(dependency.group, dependency.name, sdk.coordinates)


def _state(auto: AutoStart, variant: Variant) -> Trigger | None:
    """`automatic`, `unknown`, or None if it does not start."""
    manifest = variant.manifest
    if manifest.is_complete and not holds(manifest, auto.kind, auto.component):
        return None
    if not {auto.component, auto.kind}.isdisjoint(manifest.removed):
        return None
    if auto.kind == "initializer" and not {INITIALIZATION_PROVIDER, "provider"}.isdisjoint(manifest.removed):
        return None
    if any(key not in manifest.meta_data for key in auto.requires):
        return None
    if any(f"{key}={value}" in auto.disabled_by_property for key, value in variant.properties.items()):
        return None
    states = [_all_hold(group, variant) for group in auto.disabled_by]
    enabled = (component.enabled for component in manifest.components if component.name == auto.component)
    states += [None if state is None else not state for state in enabled]
    if True in states:
        return None
    return "unknown" if None in states else "automatic"


def _all_hold(group: tuple[str, ...], variant: Variant) -> bool | None:
    """Whether all `key=value` of a group stand in the manifest; None if that depends on an unknown value."""
    states: set[bool | None] = set()
    for item in group:
        key, _, wanted = item.partition("=")
        entry = variant.manifest.meta_data.get(key)
        value = entry[0].strip() if entry else ""
        states.add(None if is_open(value) else value.lower() == wanted.lower())
    return False if False in states else None if None in states else True
