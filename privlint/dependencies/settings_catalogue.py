"""Version catalogues that a settings script declares in code."""

from __future__ import annotations

from msgspec.structs import replace

from privlint.dependencies.catalogue import Catalogue, PluginAlias, accessor, library_of
from privlint.dependencies.declared import rich_version
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script, Setting
from privlint.dependencies.syntax import Block, Chain, Segment
from privlint.dependencies.written import Written
from privlint.workspace.model import Position

_CONTAINER = "versionCatalogs"
_ENTRIES = ("version", "library", "plugin", "bundle", "alias")


def settings_catalogue(script: Script, scope: Scope) -> dict[str, Catalogue]:
    """Catalogues that a settings script declares in code (`library("okhttp", "g:a:v")`, `version`, `plugin`, …)."""
    result: dict[str, Catalogue] = {}
    for setting in script.settings:
        names = setting.path
        if _CONTAINER not in names or len(names) < names.index(_CONTAINER) + 3:
            continue
        segments = setting.value.segments if isinstance(setting.value, Chain) else setting.segments
        call = next((segment for segment in segments if segment.name in _ENTRIES), None)
        if call is None or not call.arguments or any(segment.name == "versions" for segment in segments):
            continue
        name = names[names.index(_CONTAINER) + 1]
        catalogue = result.setdefault(name, scope.catalogue(name) or Catalogue(script.path, {}, {}, {}, {}))
        _add_declared(catalogue, call, segments, setting, scope, Position(script.path, setting.line, setting.column))
    return result


def _add_declared(
    catalogue: Catalogue,
    call: Segment,
    segments: tuple[Segment, ...],
    setting: Setting,
    scope: Scope,
    at: Position,
) -> None:
    alias, *texts = [*scope.texts_of(call.arguments or ()), ""]
    texts = [text for text in texts if text]
    kind = call.name
    if kind == "alias":  # the older `alias("okhttp").to("g:n:v")`
        to = next((segment for segment in segments if segment.name in ("to", "toPluginId")), None)
        texts = scope.texts_of(to.arguments or ()) if to is not None else []
        kind = "plugin" if to is not None and to.name == "toPluginId" else "library"
    if kind == "version":
        rich = rich_version(call.block or _block(call), scope, at.path)
        version = texts[0] if texts else rich[0] if rich is not None else ""
        if version:
            _set_version(catalogue, accessor(alias), Written(version, rich[1] if rich is not None else at))
    elif kind == "bundle":
        catalogue.bundles[accessor(alias)] = tuple(accessor(text) for text in texts)
    elif kind == "plugin" and texts:
        version, _ = _version(catalogue, segments, scope, at)
        catalogue.plugins[accessor(alias)] = PluginAlias(texts[0], version or None, at)
    elif kind == "library" and texts:
        library = library_of(":".join(texts), {}, at)
        version, reference = _version(catalogue, segments, scope, at)
        if library is not None and version:
            library = replace(library, version=version, requested=version, ref=reference)
        if library is not None:
            catalogue.libraries[accessor(alias)] = library


def _version(catalogue: Catalogue, segments: tuple[Segment, ...], scope: Scope, at: Position) -> tuple[str, str]:
    """The version in `.version("1")`, `.version { }` or `.versionRef("alias")`, and the alias."""
    for segment in segments[1:]:
        texts = scope.texts_of(segment.arguments or ())
        if segment.name == "versionRef" and texts:
            return catalogue.versions.get(accessor(texts[0]), ""), accessor(texts[0])
        if segment.name == "version":
            rich = rich_version(segment.block or _block(segment), scope, at.path)
            return (texts[0] if texts else rich[0] if rich is not None else ""), ""
    return "", ""


def _block(call: Segment) -> Block | None:
    """A block that is passed between brackets."""
    return next((a.value for a in call.arguments or () if isinstance(a.value, Block)), None)


def _set_version(catalogue: Catalogue, alias: str, version: str) -> None:
    """Sets a version, also for libraries of a file that refer to it."""
    catalogue.versions[alias] = version
    for name, library in catalogue.libraries.items():
        if library.ref == alias:
            catalogue.libraries[name] = replace(library, version=version, requested=version)
