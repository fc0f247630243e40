"""Gradle modules: what each applies, declares and depends on."""

from __future__ import annotations

import posixpath

import msgspec

from privlint.dependencies.declared import Declaration, declarations
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script
from privlint.dependencies.variables import active_settings, add_properties, add_script
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
    if script is None:
        return None
    scope = _scope(build, folder, files)
    add_script(scope, script)
    applied = scripts.with_applied(script, folder, scope)
    for other in applied[1:]:
        add_script(scope, other)
    applied = [active_settings(source, scope) for source in applied]
    plugins: dict[str, Position] = {}
    for source in applied:
        for plugin, position in applied_plugins(source, scope):
            plugins.setdefault(plugin, position)
    shared = _shared(build, path)
    if shared is not None:
        for plugin, position in applied_plugins(shared, scope):
            plugins.setdefault(plugin, position)
    own = list(plugins)
    sources = conventions.scripts_of(own)
    for source in sources:
        for plugin, position in applied_plugins(source, scope):
            plugins.setdefault(plugin, position)
    everything = [*([shared] if shared is not None else []), *sources, *applied]
    return Module(
        build=build,
        path=path,
        folder=folder,
        plugins=plugins,
        android=read_android(everything, scope),
        declarations=[d for source in everything for d in declarations(source, scope, expanded_scopes)],
        scope=scope,
        scripts=applied,
    )


def _scope(build: Build, folder: str, files: RepositoryFiles) -> Scope:
    scope = Scope((build.scope,))
    scope.folders = {"projectDir": folder}
    path = posixpath.join(folder, "gradle.properties")
    text = files.text(path) if folder != build.folder and path in files else None
    if text is not None:
        add_properties(scope, text)
    return scope


def _shared(build: Build, path: str) -> Script | None:
    """What the root script configures for a module: `allprojects`, `subprojects`, `project(':x')`."""
    found = []
    for script in build.root_scripts:
        for setting in script.settings:
            name = setting.path[0] if setting.path else ""
            is_for_all = name in _FOR_ALL and (name == "allprojects" or path != ":")
            if len(setting.path) > 1 and (is_for_all or name == path):
                found.append(msgspec.structs.replace(setting, path=setting.path[1:]))
    if not found:
        return None
    return Script(build.root_scripts[0].path, False, build.root_scripts[0].block, tuple(found), ())
