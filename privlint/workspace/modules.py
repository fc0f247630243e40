"""Gradle modules: what each applies, declares and depends on."""

from __future__ import annotations

import posixpath

import msgspec

from privlint.dependencies.declared import Declaration, declarations
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script
from privlint.dependencies.variables import active_settings, add_properties, add_script, may_run
from privlint.workspace.android import Android, read_android
from privlint.workspace.builds import Build, expanded_scopes
from privlint.workspace.files import RepositoryFiles
from privlint.workspace.model import Position
from privlint.workspace.plugins import Conventions, applied_plugins
from privlint.workspace.scripts import Scripts

APPLICATION = "com.android.application"
_APPLICATION_PLUGINS = frozenset((APPLICATION, "android", "com.android.instantapp"))
_LIBRARY_PLUGINS = frozenset(("com.android.library", "android-library", "com.android.kotlin.multiplatform.library"))
_FEATURE_PLUGINS = frozenset(("com.android.dynamic-feature", "com.android.feature"))
#: Blocks of the root script that configure other modules.
_FOR_ALL = frozenset(("allprojects", "subprojects"))


class Module(msgspec.Struct, gc=False):
    """A module of a build. `plugins` holds ids in the order in which they are applied, convention plugins opened."""

    build: Build
    path: str
    folder: str
    plugins: dict[str, Position]
    android: Android
    declarations: list[Declaration]
    scope: Scope
    scripts: list[Script]
    everything: list[tuple[Script, Scope]]  # also convention plugins, and what the root script says for the module

    @property
    def may_be_application(self) -> bool:
        """Whether it applies the application plugin, perhaps under a condition, perhaps in a way nobody here knows."""
        if not _APPLICATION_PLUGINS.isdisjoint(self.plugins):
            return True
        return self.android.is_application and not (self.may_be_library or self.is_feature)

    @property
    def may_be_library(self) -> bool:
        """Whether it applies the library plugin, perhaps under a condition."""
        return not _LIBRARY_PLUGINS.isdisjoint(self.plugins)

    @property
    def is_feature(self) -> bool:
        """Whether it is a dynamic feature of an application."""
        return not _FEATURE_PLUGINS.isdisjoint(self.plugins)


def read_module(
    build: Build, path: str, files: RepositoryFiles, scripts: Scripts, conventions: Conventions
) -> Module | None:
    """Reads a module of a build; None when it has no build script (an empty folder, a module that is not there)."""
    folder = build.modules[path]
    script = scripts.build_script(folder)
    shared = _shared(build, path)
    if script is None and not (shared and files.has_folder(folder)):
        return None
    scope = _scope(build, folder, files)
    own = [script] if script is not None else []
    for source in own:
        add_script(scope, source)
    applied = _with_applied([*shared, *own], folder, scope, scripts)[len(shared) :]
    for other in applied[len(own) :]:
        add_script(scope, other)
    applied = [active_settings(_without_others(source, path), scope) for source in applied]
    plugins: dict[str, Position] = {}
    for source in (*applied, *shared):
        for plugin, position in applied_plugins(source, scope):
            plugins.setdefault(plugin, position)
    sources = conventions.scripts_of(list(plugins))
    for source in sources:
        for plugin, position in applied_plugins(source, scope):
            plugins.setdefault(plugin, position)
    everything = [(source, scope) for source in shared]
    everything += [(source, _inner(scope, source)) for source in sources]
    everything += [(source, scope) for source in applied]
    return Module(
        build=build,
        path=path,
        folder=folder,
        plugins=plugins,
        android=read_android([source for source, _ in everything], scope),
        declarations=[d for source, inner in everything for d in declarations(source, inner, expanded_scopes)],
        scope=scope,
        scripts=applied,
        everything=everything,
    )


def _with_applied(sources: list[Script], folder: str, scope: Scope, scripts: Scripts) -> list[Script]:
    """The scripts, then those that they apply, each once."""
    result = list(sources)
    for source in sources:
        applied = scripts.with_applied(source, folder, scope)[1:]
        result.extend(script for script in applied if all(known.path != script.path for known in result))
    return result


def _without_others(script: Script, path: str) -> Script:
    """A script without what it says for other modules."""
    kept = tuple(setting for setting in script.settings if not _is_for_others(setting.path, path))
    return script if len(kept) == len(script.settings) else msgspec.structs.replace(script, settings=kept)


def _is_for_others(path: tuple[str, ...], module: str) -> bool:
    return len(path) > 1 and (path[0] == "subprojects" or path[0].startswith(":") and path[0] != module)


def _inner(scope: Scope, script: Script) -> Scope:
    """What names mean in a convention plugin that is applied to a module."""
    inner = Scope((scope,))
    add_script(inner, script)
    return inner


def _scope(build: Build, folder: str, files: RepositoryFiles) -> Scope:
    scope = Scope((build.scope,))
    scope.folders = {"projectDir": folder}
    path = posixpath.join(folder, "gradle.properties")
    text = files.text(path) if folder != build.folder and path in files else None
    if text is not None:
        add_properties(scope, text, path)
    return scope


def _shared(build: Build, path: str) -> list[Script]:
    """What the scripts of the root project configure for a module: `allprojects`, `subprojects`, `project(':x')`."""
    asked = build.scope.binding({"name": path.rpartition(":")[2], "path": path})
    asked.bound["it"] = dict(asked.bound)
    result: list[Script] = []
    for script in build.root_scripts:
        found = []
        for setting in script.settings:
            name = setting.path[0] if setting.path else ""
            is_for_all = name in _FOR_ALL and path != ":"
            if len(setting.path) > 1 and (is_for_all or name == path) and may_run(setting, asked):
                found.append(msgspec.structs.replace(setting, path=setting.path[1:]))
        if found:
            result.append(msgspec.structs.replace(script, settings=tuple(found), faults=()))
    return result
