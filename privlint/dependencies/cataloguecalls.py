"""Evaluates what build scripts ask of a version catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.dependencies.catalogue import Catalogue, accessor
from privlint.dependencies.syntax import Segment
from privlint.dependencies.values import Value

if TYPE_CHECKING:
    from privlint.dependencies.scope import Scope


def catalogue_value(scope: Scope, catalogue: Catalogue, segments: tuple[Segment, ...]) -> Value:
    """`libs.a.b`, `libs.versions.a.get()`, `libs.plugins.a`, `libs.bundles.a`, `libs.findLibrary("a").get()`."""
    first = segments[0]
    if first.name in ("findLibrary", "findBundle", "findPlugin", "findVersion") and first.arguments:
        alias = accessor(scope.text(first.arguments[0].value) or "")
        kind = {"findBundle": "bundles", "findPlugin": "plugins", "findVersion": "versions"}.get(first.name, "")
    else:
        kind = first.name if first.name in ("versions", "plugins", "bundles") else ""
        names = [s.name for s in segments[1 if kind else 0 :] if s.arguments is None and s.name != "pluginId"]
        alias = accessor(".".join(names))
    if kind == "versions":
        return catalogue.versions.get(alias)
    if kind == "plugins":
        return catalogue.plugins.get(alias)
    if kind == "bundles":
        return list(catalogue.bundle(alias))
    return catalogue.libraries.get(alias)
