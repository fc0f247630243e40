"""Version catalogues that a settings script declares in code."""

from __future__ import annotations

from privlint.dependencies.catalogue import Catalogue, PluginAlias, accessor, library_of
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script, Setting
from privlint.dependencies.syntax import Segment
from privlint.workspace.model import Position


def settings_catalogue(script: Script, scope: Scope) -> dict[str, Catalogue]:
    """Catalogues that a settings script declares in code (`library("okhttp", "g:a:v")`, `version`, `plugin`, …)."""
    result: dict[str, Catalogue] = {}
    for setting in script.settings:
        names = setting.path
        if "versionCatalogs" not in names or len(names) < names.index("versionCatalogs") + 3:
            continue
        call = next((s for s in setting.segments if s.name in ("version", "library", "plugin", "bundle")), None)
        if call is None or not call.arguments:
            continue
        catalogue = scope.catalogue(names[names.index("versionCatalogs") + 1])
        name = names[names.index("versionCatalogs") + 1]
        catalogue = result.setdefault(name, catalogue or Catalogue(script.path, {}, {}, {}, {}))
        _add_declared(catalogue, call, setting, scope, Position(script.path, setting.line, setting.column))
    return result


def _add_declared(catalogue: Catalogue, call: Segment, setting: Setting, scope: Scope, position: Position) -> None:
    alias, *texts = [*scope.texts_of(call.arguments or ()), ""]
    texts = [text for text in texts if text]
    after = {s.name: scope.texts_of(s.arguments or ()) for s in setting.segments if s.name in ("version", "versionRef")}
    version = next(iter(after.get("version", [])), "") if call.name != "version" else ""
    if after.get("versionRef"):
        version = catalogue.versions.get(accessor(after["versionRef"][0]), "")
    if call.name == "version" and texts:
        catalogue.versions[accessor(alias)] = texts[0]
    elif call.name == "bundle":
        catalogue.bundles[accessor(alias)] = tuple(accessor(text) for text in texts)
    elif call.name == "plugin" and texts:
        catalogue.plugins[accessor(alias)] = PluginAlias(texts[0], version or None, position)
    elif call.name == "library" and texts:
        library = library_of(":".join(texts) + (f":{version}" if version else ""), {}, position)
        if library is not None:
            catalogue.libraries[accessor(alias)] = library
