"""Which Gradle plugins a module applies, convention plugins opened."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from privlint.dependencies.catalogue import PluginAlias
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script, Setting
from privlint.dependencies.syntax import Literal, Segment
from privlint.dependencies.values import flatten_texts
from privlint.workspace.builds import BUILD_NAMES, Build, expanded_scopes
from privlint.workspace.files import RepositoryFiles
from privlint.workspace.model import Position
from privlint.workspace.scripts import Scripts

#: Where `apply` means the project of the script: a flavour's block has no `apply` of its own.
_OF_THIS_PROJECT = frozenset(("apply", "project", "target", "android", "afterEvaluate"))
#: Convention plugins that apply convention plugins …
_MAX_CONVENTIONS = 32


def applied_plugins(script: Script, scope: Scope) -> Iterator[tuple[str, Position]]:
    """The ids that a script applies, with the place; `apply false` and plugins of other projects are left out."""
    for setting in script.settings:
        for inner in expanded_scopes(scope, setting):
            for plugin in _plugins_of(setting, inner):
                yield plugin, Position(script.path, setting.line, setting.column)


def _plugins_of(setting: Setting, scope: Scope) -> list[str]:
    path = setting.path
    if setting.operator or not path:
        return []
    if path[0] in ("plugins", "pluginManager") and len(path) > 1 and setting.segments:
        if not _is_applied(setting.segments, scope):
            return []
        names_container = setting.segments[0].name in ("plugins", "pluginManager")
        call = setting.segments[-1 if names_container else 0]
        if call.name in ("id", "alias", "apply") and call.arguments:
            return _ids(scope, call)
        if call.name == "kotlin" and call.arguments:
            return [f"org.jetbrains.kotlin.{text}" for text in scope.texts_of(call.arguments[:1])]
        return [call.name] if call.arguments is None and call.block is None and len(path) == 2 else []
    if setting.name == "apply" and path[0] in _OF_THIS_PROJECT:
        return _ids(scope, setting.segments[-1])
    return []


def _ids(scope: Scope, call: Segment) -> list[str]:
    """The plugin ids among the arguments of `id`, `alias` and `apply`."""
    result: list[str] = []
    for argument in call.arguments or ():
        if argument.name not in ("", "plugin"):
            continue
        value = scope.evaluate(argument.value)
        result.extend([value.id] if isinstance(value, PluginAlias) else flatten_texts(value))
    return result


def _is_applied(segments: tuple[Segment, ...], scope: Scope) -> bool:
    """Whether a line of `plugins { }` goes without `apply false`."""
    for segment in segments:
        if segment.name == "apply" and segment.arguments:
            value = segment.arguments[0].value
            if isinstance(value, Literal) and value.value == "false" or scope.evaluate(value) is False:
                return False
    return True


class Conventions:
    """The convention plugins of a build: plugin id -> scripts or classes that say what it does."""

    def __init__(self, build: Build, files: RepositoryFiles, scripts: Scripts) -> None:
        self._build = build
        self._files = files
        self._scripts = scripts
        self._sources: dict[str, str] | None = None
        self._classes: dict[str, str] | None = None

    def scripts_of(self, plugins: list[str]) -> list[Script]:
        """The sources of the convention plugins among the ids, and of those that they apply in turn."""
        result: list[Script] = []
        pending, seen = list(plugins), set[str]()
        while pending and len(seen) < _MAX_CONVENTIONS:
            plugin = pending.pop(0)
            source = self._source(plugin) if plugin not in seen else None
            seen.add(plugin)
            script = self._scripts.read(source) if source is not None else None
            if script is not None:
                result.append(script)
                pending.extend(name for name, _ in applied_plugins(script, self._build.scope))
        return result

    def all_scripts(self) -> list[Script]:
        """Everything that the build's own logic consists of."""
        paths = [p for f in self._build.logic for p in self._files.below(f) if "/src/main/" in p]
        read = (self._scripts.read(p) for p in paths if p.endswith((".kt", ".kts", ".groovy", ".gradle")))
        return [script for script in read if script is not None]

    def _source(self, plugin: str) -> str | None:
        """The file with a plugin's source: a precompiled script, or the class registered under the id."""
        if not self._build.logic:
            return None
        if self._sources is None:
            self._sources = dict(self._precompiled())
            self._sources.update(self._registered())
        return self._sources.get(plugin)

    def _precompiled(self) -> Iterator[tuple[str, str]]:
        for folder in self._build.logic:
            for path in self._files.below(folder):
                name = posixpath.basename(path)
                if "/src/main/" in path and name.endswith((".gradle", ".gradle.kts")):
                    yield name.removesuffix(".kts").removesuffix(".gradle"), path

    def _registered(self) -> Iterator[tuple[str, str]]:
        for folder in self._build.logic:
            for path in self._files.below(folder):
                if posixpath.basename(path) in BUILD_NAMES:
                    script = self._scripts.read(path)
                    yield from self._registrations(script) if script is not None else ()
                elif "/META-INF/gradle-plugins/" in path and path.endswith(".properties"):
                    text = self._files.text(path) or ""
                    name = text.partition("implementation-class=")[2].split("\n")[0].strip()
                    yield from self._by_class(posixpath.basename(path).removesuffix(".properties"), name)

    def _registrations(self, script: Script) -> Iterator[tuple[str, str]]:
        """`gradlePlugin { plugins { register("x") { id = "…"; implementationClass = "…" } } }`."""
        ids: dict[tuple[str, ...], str] = {}
        for setting in script.settings:
            if setting.path[:1] == ("gradlePlugin",) and setting.arguments:
                value = self._build.scope.evaluate(setting.arguments[0].value)
                text = value.id if isinstance(value, PluginAlias) else value
                if setting.name == "id" and isinstance(text, str):
                    ids[setting.path[:-1]] = text
                elif setting.name == "implementationClass" and isinstance(text, str):
                    yield from self._by_class(ids.get(setting.path[:-1], ""), text)

    def _by_class(self, plugin: str, name: str) -> Iterator[tuple[str, str]]:
        if self._classes is None:
            self._classes = {
                posixpath.basename(path).rpartition(".")[0]: path
                for folder in self._build.logic
                for path in self._files.below(folder)
                if path.endswith((".kt", ".groovy", ".java"))
            }
        path = self._classes.get(name.rpartition(".")[2])
        if plugin and path is not None:
            yield plugin, path
