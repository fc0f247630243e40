"""Which Gradle plugins a module applies, convention plugins opened."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from privlint.dependencies.catalogue import PluginAlias
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script, Setting
from privlint.dependencies.syntax import Chain, Literal, Segment
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
        call = setting.segments[-1]
        return [*call.types, *_ids(scope, call)]
    return []


def _ids(scope: Scope, call: Segment) -> list[str]:
    """The plugin ids among the arguments of `id`, `alias` and `apply`."""
    result: list[str] = []
    for argument in call.arguments or ():
        if argument.name not in ("", "plugin"):
            continue
        value = scope.evaluate(argument.value)
        result.extend([value.id] if isinstance(value, PluginAlias) else flatten_texts(value))
        if value is None and isinstance(argument.value, Chain):
            # `apply plugin: acme.Kit`, `apply(Kit::class.java)`
            result.extend(segment.name for segment in argument.value.segments if segment.name[:1].isupper())
    return result


def _is_applied(segments: tuple[Segment, ...], scope: Scope) -> bool:
    """Whether a line of `plugins { }` goes without `apply false`."""
    for segment in segments:
        if segment.name == "apply" and segment.arguments:
            value = segment.arguments[0].value
            if isinstance(value, Literal) and value.value == "false" or scope.evaluate(value) is False:
                return False
    return True


def plugin_versions(sources: Iterable[tuple[Script, Scope]]) -> dict[str, tuple[str, Position]]:
    """The version of each plugin that scripts state anywhere: `id "x" version "1"`, also with `apply false`."""
    result: dict[str, tuple[str, Position]] = {}
    for script, scope in sources:
        for setting in script.settings:
            if "plugins" in setting.path and not setting.operator:
                at = Position(script.path, setting.line, setting.column)
                for plugin, version, place in _versioned(setting, scope):
                    result.setdefault(plugin, (version, place or at))
    return result


def _versioned(setting: Setting, scope: Scope) -> Iterator[tuple[str, str, Position | None]]:
    calls = {segment.name: segment for segment in setting.segments}
    stated = scope.texts_of(calls["version"].arguments or ())[:1] if "version" in calls else []
    call = calls.get("id") or calls.get("alias")
    for argument in (call.arguments or ()) if call is not None else ():
        value = scope.evaluate(argument.value)
        if isinstance(value, PluginAlias) and (stated or value.version):
            yield value.id, stated[0] if stated else str(value.version), None if stated else value.position
        elif isinstance(value, str) and stated:
            yield str(value), stated[0], None


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
        return self._sources.get(plugin) or (self._class_files().get(plugin) if plugin[:1].isupper() else None)

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
        path = self._class_files().get(name.rpartition(".")[2])
        if plugin and path is not None:
            yield plugin, path

    def _class_files(self) -> dict[str, str]:
        """The files of the build's own logic by the class that they are named after."""
        if self._classes is None:
            self._classes = {
                posixpath.basename(path).rpartition(".")[0]: path
                for folder in self._build.logic
                for path in self._files.below(folder)
                if path.endswith((".kt", ".groovy", ".java"))
            }
        return self._classes
