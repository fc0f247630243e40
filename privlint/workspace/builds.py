"""The Gradle builds of a repository: which modules each has, and what scripts mean in it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

import msgspec

from privlint.dependencies.catalogue import Catalogue, accessor, read_catalogue
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script, Setting
from privlint.dependencies.settings_catalogue import settings_catalogue
from privlint.dependencies.syntax import Expr
from privlint.dependencies.values import Value
from privlint.dependencies.variables import ConstantsScope, add_properties, add_script
from privlint.workspace.files import RepositoryFiles, join
from privlint.workspace.scripts import Scripts, resolve

SETTINGS_NAMES = ("settings.gradle", "settings.gradle.kts")
BUILD_NAMES = ("build.gradle", "build.gradle.kts")
#: Sources of a build that are read for constants and plugins.
_LOGIC_SUFFIXES = (".kt", ".groovy", ".java", ".gradle", ".gradle.kts")
_MAX_LOGIC_FILES = 400
#: Rounds of loops in loops.
_MAX_ROUNDS = 2_000
_ACCESSOR_NOISE = re.compile(r"[-_]")


class Build(msgspec.Struct, gc=False):
    """A Gradle build. `modules` maps Gradle paths to folders; the root project is ":"."""

    folder: str
    modules: dict[str, str]
    scope: Scope  # what every script of the build sees
    root_scripts: list[Script]
    properties: dict[str, str]  # of gradle.properties
    logic: list[str]  # folders of buildSrc and of included builds, where convention plugins come from
    is_computed: bool = False  # the settings script computes names of modules, which the folders have to tell

    def by_folder(self, path: str) -> str | None:
        """The Gradle path of the module behind a path whose place a settings script computes: that of the folder that
        ends with it. Of several the one nearest to the root; None where that is open."""
        if not self.is_computed:
            return None
        ending = "/" + path.strip(":").replace(":", "/")
        found = [known for known, folder in self.modules.items() if f"/{folder}".endswith(ending)]
        least = min((known.count(":") for known in found), default=0)
        nearest = [known for known in found if known.count(":") == least]
        return nearest[0] if len(nearest) == 1 else None

    def by_accessor(self, name: str) -> str | None:
        """The Gradle path behind `projects.a.bC`."""
        wanted = name.lower()
        for path in self.modules:
            plain = _ACCESSOR_NOISE.sub("", path.strip(":").replace(":", ".")).lower()
            if plain == wanted or wanted.endswith("." + plain) and wanted.count(".") == plain.count(".") + 1:
                return path
        return None


def find_builds(files: RepositoryFiles, scripts: Scripts) -> list[Build]:
    """All builds: one for each settings file, and one for each build script that no settings file is above of."""
    settings = {posixpath.dirname(path): path for path in files.paths if posixpath.basename(path) in SETTINGS_NAMES}
    builds = [_build(files, scripts, folder, path) for folder, path in sorted(settings.items())]
    roots = set(settings)
    for path in sorted(files.paths, key=lambda p: p.count("/")):
        folder, name = posixpath.split(path)
        if name in BUILD_NAMES and not _is_below(folder, roots):
            roots.add(folder)
            builds.append(_build(files, scripts, folder, None))
    for build in builds:
        for included in builds:
            if included.folder in build.logic and not included.scope.catalogues:
                included.scope.catalogues = build.scope.catalogues
    return builds


def _is_below(folder: str, roots: set[str]) -> bool:
    """Whether a folder or one above it is a root."""
    while folder:
        if folder in roots or posixpath.basename(folder) == "buildSrc":
            return True
        folder = posixpath.dirname(folder)
    return "" in roots


def _build(files: RepositoryFiles, scripts: Scripts, folder: str, settings_path: str | None) -> Build:
    constants = ConstantsScope(lambda: _logic_scripts(files, scripts, build.logic))
    properties = Scope((constants,))
    _read_properties(files, properties, folder)
    properties.folders = {"rootDir": folder, "settingsDir": folder}
    own = Scope((properties,))
    own.is_root = True
    build = Build(folder, {":": folder}, own, [], {name: str(text) for name, text in properties.texts.items()}, [])
    own.projects = build.modules
    own.catalogues = _catalogues(files, folder)
    if settings_path is not None:
        _read_settings(files, scripts, build, settings_path)
    if settings_path is None or len(build.modules) == 1 and _says_nothing(files, scripts, settings_path):
        _adopt_modules(files, build)
    source = posixpath.join(folder, "buildSrc")
    if files.has_folder(source):
        build.logic.insert(0, source)
    root = scripts.build_script(folder)
    if root is not None:
        add_script(own, root)
        build.root_scripts = scripts.with_applied(root, folder, own)
        for script in build.root_scripts[1:]:
            add_script(own, script)
    return build


def _says_nothing(files: RepositoryFiles, scripts: Scripts, path: str) -> bool:
    """Whether a settings script holds something, and nothing of it can be understood."""
    script = scripts.read(path)
    if script is None or script.faults or "\0" in (files.text(path) or ""):
        return True
    return not script.settings and bool(script.block.statements)


def _read_properties(files: RepositoryFiles, scope: Scope, folder: str) -> None:
    path = posixpath.join(folder, "gradle.properties")
    text = files.text(path) if path in files else None
    if text is not None:
        add_properties(scope, text, path)


def _adopt_modules(files: RepositoryFiles, build: Build) -> None:
    """Without a settings file, or where it computes the names, every folder with a build script is a module."""
    named = set(build.modules.values())
    for path in files.below(build.folder):
        folder, name = posixpath.split(path)
        if name in BUILD_NAMES and folder not in named and "buildSrc" not in folder.split("/"):
            relative = folder[len(build.folder) :].strip("/")
            build.modules.setdefault(":" + relative.replace("/", ":"), folder)


def _catalogues(files: RepositoryFiles, folder: str) -> dict[str, Catalogue]:
    """The catalogues in `gradle/`: the file name is the name by which scripts know them."""
    result: dict[str, Catalogue] = {}
    suffix = ".versions.toml"
    for path in files.below(posixpath.join(folder, "gradle")):
        if path.endswith(suffix) and posixpath.dirname(path) == posixpath.join(folder, "gradle"):
            result[posixpath.basename(path)[: -len(suffix)]] = _catalogue(files, path)
    return result


def _catalogue(files: RepositoryFiles, path: str) -> Catalogue:
    catalogue, problems = read_catalogue(path, files.text(path) or "")
    files.problems.extend(problems)
    return catalogue


def _read_settings(files: RepositoryFiles, scripts: Scripts, build: Build, path: str) -> None:
    """Fills modules, catalogues and included builds from the settings script and what it applies."""
    script = scripts.read(path)
    if script is None:
        return
    scope = Scope((build.scope,))
    scope.folders = {"rootProject": build.folder}
    add_script(scope, script)
    folder = build.folder
    applied = scripts.with_applied(script, folder, scope)
    for script in applied:
        add_script(scope, script)
        _share_extra(build, script)
    for setting in (setting for script in applied for setting in script.settings):
        if setting.name == "include" and not setting.operator:
            names = expanded_texts(scope, setting)
            is_plain = setting.path in (("include",), ("settings", "include"))
            build.is_computed = build.is_computed or not names or not is_plain  # for each folder, or file of a tree
            for name in names if is_plain else ():
                gradle = ":" + name.replace("/", ":").strip(":")
                build.modules.setdefault(gradle, posixpath.join(folder, gradle.strip(":").replace(":", "/")))
        elif setting.name == "includeFlat":
            for name in expanded_texts(scope, setting):
                flat = join(folder, "../" + name)
                if flat is not None:
                    build.modules.setdefault(":" + name, flat)
        elif setting.name == "projectDir" and setting.operator == "=":
            _move_module(build, scope, setting)
        elif setting.name == "includeBuild":
            for text in scope.texts_of(setting.arguments):
                included = resolve(folder, text)
                if included is not None and files.has_folder(included):
                    build.logic.append(included)
        elif "versionCatalogs" in setting.path:
            _settings_catalogue(files, build, scope, setting)
        elif setting.name == "defaultLibrariesExtensionName" and setting.operator == "=":
            renamed = scope.text(setting.value)
            if renamed and "libs" in build.scope.catalogues:
                build.scope.catalogues[renamed] = build.scope.catalogues.pop("libs")
    if build.is_computed:
        _adopt_modules(files, build)
    for script in applied:
        build.scope.catalogues.update(settings_catalogue(script, scope))


def _share_extra(build: Build, script: Script) -> None:
    """`gradle.ext.x = …` in settings is seen by every build script."""
    shared = tuple(setting for setting in script.settings if setting.path[:1] == ("gradle",))
    add_script(build.scope, msgspec.structs.replace(script, settings=shared))


def _move_module(build: Build, scope: Scope, setting: Setting) -> None:
    """`project(':x').projectDir = file('…')`."""
    first = setting.segments[0]
    name = (
        scope.text(first.arguments[0].value) if first.name in ("project", "findProject") and first.arguments else None
    )
    target = scope.text(setting.value)
    folder = resolve(build.folder, target) if target is not None else None
    if name and folder is not None:
        build.modules[":" + name.strip(":")] = folder


def _settings_catalogue(files: RepositoryFiles, build: Build, scope: Scope, setting: Setting) -> None:
    """`versionCatalogs { libs { from(files("libs.versions.toml")) } }`."""
    index = setting.path.index("versionCatalogs")
    if setting.name != "from" or len(setting.path) <= index + 2:
        return
    for text in scope.texts_of(setting.arguments):
        path = resolve(build.folder, text)
        if path is not None and path in files:
            build.scope.catalogues[accessor(setting.path[index + 1])] = _catalogue(files, path)


def expanded_texts(scope: Scope, setting: Setting) -> list[str]:
    """The strings of a setting's arguments; inside `listOf(…).forEach { }` those of every round."""
    return [text for inner in expanded_scopes(scope, setting) for text in inner.texts_of(setting.arguments)]


def expanded_scopes(scope: Scope, setting: Setting) -> list[Scope]:
    """The scope itself, or one for each round of the loops around a setting, the loop variable bound. Of more rounds
    than any build has, the first count."""
    scopes = [scope]
    for names, iterated in setting.bindings:
        rounds = [inner for outer in scopes for inner in _rounds(outer, names, iterated)]
        scopes = rounds or scopes
        if len(scopes) > _MAX_ROUNDS:
            return scopes[:_MAX_ROUNDS]
    return scopes


def _rounds(outer: Scope, names: tuple[str, ...], iterated: Expr) -> Iterator[Scope]:
    value = outer.evaluate(iterated)
    if isinstance(value, list):
        for item in value:
            yield outer.binding({names[-1]: item})
    elif isinstance(value, dict):
        for key, item in value.items():
            yield outer.binding({names[0]: key, names[-1]: item} if len(names) > 1 else {names[0]: _entry(key, item)})


def _entry(key: str, value: Value) -> dict[str, Value]:
    return {"key": key, "value": value}


def _logic_scripts(files: RepositoryFiles, scripts: Scripts, folders: list[str]) -> list[Script]:
    """Sources of buildSrc and included builds that may hold constants."""
    result: list[Script] = []
    for folder in folders:
        for path in files.below(folder):
            if path.endswith(_LOGIC_SUFFIXES) and "/src/main/" in path and len(result) < _MAX_LOGIC_FILES:
                script = scripts.read(path)
                if script is not None:
                    result.append(script)
    return result
