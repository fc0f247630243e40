"""Every dependency of a repository: of all modules, in all configurations, with what is known of their versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from privlint.dependencies.declared import BUILDSCRIPT, Declaration, declarations
from privlint.dependencies.export import Configuration
from privlint.dependencies.pluginblocks import PluginBlock, block_declarations
from privlint.dependencies.resolution import Resolution, read_resolution
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script
from privlint.findings import Text
from privlint.workspace.archivefiles import ArchiveReader, LocalCopies
from privlint.workspace.builds import expanded_scopes
from privlint.workspace.files import RepositoryFiles, join
from privlint.workspace.locks import Locks
from privlint.workspace.model import Dependency, Position, Problem, Unresolved
from privlint.workspace.modules import Module
from privlint.workspace.plugins import plugin_versions
from privlint.workspace.poms import Poms
from privlint.workspace.repository import BuildModules, Repository
from privlint.workspace.resolved import resolver
from privlint.workspace.scripts import Scripts
from privlint.workspace.verification import verified_versions

CLASSPATH = "classpath"
_NOT_STATIC = Text("only a build knows what this stands for", "其值只有在构建时才能确定")
_VERSION_NOT_STATIC = Text("only a build knows the version", "版本只有在构建时才能确定")
_NO_ALIAS = Text("no version catalogue has this alias", "版本目录中没有该别名")
_NO_SCRIPT = Text("the script is not in the repository", "仓库中没有该脚本")
_NO_FILE = Text("the file is not in the repository", "仓库中没有该文件")
#: What an export answers: it names what the build has computed.
_ANSWERED = (_NOT_STATIC, _NO_ALIAS, _VERSION_NOT_STATIC)


class Found(msgspec.Struct, gc=False, frozen=True):
    """The dependencies of a repository, sorted by place, those that are not known, and what could not be read."""

    dependencies: tuple[Dependency, ...]
    unresolved: tuple[Unresolved, ...]
    problems: tuple[Problem, ...]
    native_libraries: tuple[str, ...] = ()  # paths of .so files


def find_dependencies(repository: Repository, blocks: Sequence[PluginBlock] = ()) -> Found:
    """Reads the build files of a repository; `blocks` are those of plugins that add libraries. Never raises for what is
    in the repository, and executes nothing of it."""
    files = repository.files
    rows: dict[Dependency, None] = {}
    unresolved: dict[Unresolved, None] = {}
    for build in repository.builds:
        reader = _BuildReader(build, files, repository.scripts, blocks)
        rows.update(dict.fromkeys(reader.dependencies()))
        unresolved.update(dict.fromkeys(reader.unresolved))
    rows.update(dict.fromkeys(Poms(files).dependencies()))
    return Found(
        tuple(sorted(rows, key=_row_order)),
        tuple(sorted(unresolved, key=lambda item: (item.position.path, item.position.line, item.position.column))),
        tuple(dict.fromkeys(files.problems)),
        tuple(path for path in files.below("") if path.endswith(".so")),
    )


def _row_order(row: Dependency) -> tuple[str, int, int, str, str, str, str]:
    at = row.position
    return at.path, at.line, at.column, f"{row.group}:{row.name}", row.module, row.configuration, row.version or ""


class _BuildReader:
    """The dependencies of one build."""

    def __init__(
        self, read: BuildModules, files: RepositoryFiles, scripts: Scripts, blocks: Sequence[PluginBlock]
    ) -> None:
        self.build = build = read.build
        self.exports = read.exports
        self.modules = read.modules
        self.files = files
        self.scripts = scripts
        self.blocks = blocks
        self.unresolved: list[Unresolved] = []
        self.archives = ArchiveReader(files)
        self.copies = LocalCopies(files)
        self.locks = Locks(build, files)
        self.resolutions = {
            path: read_resolution(module.everything, expanded_scopes) for path, module in self.modules.items()
        }
        self.verified = verified_versions(files, build.folder)
        self.settings = scripts.settings_script(build.folder)
        self.plugin_versions = plugin_versions(self._scripts())

    def dependencies(self) -> Iterator[Dependency]:
        """The rows of all modules, then those of the build itself."""
        rows = [row for module in self.modules.values() for row in self._of_module(module)]
        yield from self._as_resolved(rows)
        for script in self._logic_scripts():
            found = declarations(script, self.build.scope, expanded_scopes)
            yield from self._rows(list(found), ":buildSrc", self.build.folder)
        if self.settings is not None:
            found = declarations(self.settings, self.build.scope, expanded_scopes, BUILDSCRIPT)
            yield from self._rows(list(found), ":", self.build.folder)

    def _as_resolved(self, rows: list[Dependency]) -> Iterator[Dependency]:
        """The rows of modules as Gradle has resolved them, if it has said so."""
        configurations = self.exports.shipped()
        if not configurations:
            yield from rows
            return
        resolving = resolver(rows, configurations, self._place_of_computed)
        found = list(resolving.rows())
        found += self._exported_archives(found, configurations)
        self._drop_answered(found)
        yield from found
        for at, text in resolving.missing():
            reason = Text(f"Gradle could not resolve it: {text}", f"Gradle 无法解析：{text}")
            self._unresolved(at, reason)

    def _place_of_computed(self, path: str) -> Position | None:
        """Where a module declares what cannot be read: at its first line that only a build knows, else its script."""
        module = self.modules.get(path)
        scripts = [script.path for script in module.scripts] if module is not None else []
        lines = (item.position for item in self.unresolved if item.position.path in scripts)
        return next(lines, Position(scripts[0], 1) if scripts else None)

    def _exported_archives(self, rows: list[Dependency], configurations: list[Configuration]) -> Iterator[Dependency]:
        """Local archives that no declaration names in a way that can be read."""
        known = {row.archive for row in rows}
        for configuration in configurations:
            at = self._place_of_computed(configuration.root)
            modules = {component.id for component in configuration.components}
            for artifact in configuration.artifacts:
                is_local = artifact.is_inside and artifact.component not in modules
                path = join(self.build.folder, artifact.file) if is_local else None
                if at is not None and path is not None and path in self.files and path not in known:
                    known.add(path)
                    if path.endswith((".jar", ".aar")):
                        found = self.archives.of_file(path, at, configuration.root, configuration.name)
                        yield from (msgspec.structs.replace(row, evidence="export") for row in found)

    def _drop_answered(self, rows: list[Dependency]) -> None:
        """Takes out lines of which Gradle has told what they stand for."""
        resolved = {row.declared_at or row.position for row in rows if row.evidence == "export"}
        self.unresolved = [
            item for item in self.unresolved if item.position not in resolved or item.reason not in _ANSWERED
        ]

    def _of_module(self, module: Module) -> Iterator[Dependency]:
        resolution = self._with_platforms(module)
        declared = [resolution.applied(declaration) for declaration in module.declarations]
        for script, scope in module.everything:
            for at in self.scripts.missing(script, module.folder, scope):
                self._unresolved(at, _NO_SCRIPT)
            declared.extend(block_declarations(script, scope, self._blocks_of(module)))
            declared.extend(declarations(script, scope, expanded_scopes, BUILDSCRIPT))
        rows = [self.locks.applied(row, module.folder) for row in self._rows(declared, module.path, module.folder)]
        yield from map(self.copies.found, map(self._verified, rows))
        yield from self.locks.others(rows, module.path, module.folder)
        yield from self._plugins(module)

    def _blocks_of(self, module: Module) -> list[PluginBlock]:
        return [block for block in self.blocks if block.plugin in module.plugins]

    def _with_platforms(self, module: Module) -> Resolution:
        """The rules of a module with the constraints of the platforms of the build that it uses."""
        resolution = self.resolutions[module.path]
        for declaration in module.declarations:
            if declaration.is_platform and declaration.project is not None:
                path = declaration.project.path
                target = self.resolutions.get(
                    (self.build.by_accessor(path) or "") if declaration.project.is_accessor else path
                )
                for key, constraint in target.constraints.items() if target is not None else ():
                    resolution.constraints.setdefault(key, constraint)
        return resolution

    def _rows(self, declared: list[Declaration], module: str, folder: str) -> Iterator[Dependency]:
        platforms = tuple(
            ":".join((*item.coordinate, item.version or ""))
            for item in declared
            if item.is_platform and item.coordinate is not None
        )
        for declaration in declared:
            if declaration.coordinate is not None:
                yield self._row(declaration, module, platforms)
            elif declaration.files is not None:
                yield from self._archive_rows(declaration, module, folder)
            elif declaration.project is None:
                reason = _NO_ALIAS if declaration.is_alias else _NOT_STATIC
                self._unresolved(declaration.declared_at, reason)

    def _row(self, declaration: Declaration, module: str, platforms: tuple[str, ...]) -> Dependency:
        group, name = declaration.coordinate or ("", "")
        if declaration.version is None and declaration.requested:
            self._unresolved(declaration.declared_at, _VERSION_NOT_STATIC)
        at = declaration.declared_at
        return Dependency(
            group,
            name,
            declaration.version,
            declaration.requested,
            declaration.position,
            module,
            declaration.configuration,
            declaration.via,
            at if at != declaration.position else None,
            version_at=declaration.version_at,
            managed_by=_managing(group, platforms) if declaration.via == "bom" else (),
        )

    def _archive_rows(self, declaration: Declaration, module: str, folder: str) -> Iterator[Dependency]:
        found = False
        for row in self.archives.rows(declaration, module, folder):
            found = True
            yield row
        if not found and declaration.files is not None and declaration.files.names_archives:
            self._unresolved(declaration.declared_at, _NO_FILE)

    def _unresolved(self, at: Position, reason: Text) -> None:
        lines = (self.files.text(at.path) or "").splitlines()
        text = lines[at.line - 1].strip() if 0 < at.line <= len(lines) else ""
        self.unresolved.append(Unresolved(at, text, reason))

    def _verified(self, row: Dependency) -> Dependency:
        """The row, its version taken from the verification metadata where nothing else says it."""
        known = self.verified.get((row.group, row.name))
        is_open = row.version is None or row.version.endswith("+") or row.version.startswith("latest.")
        if known is None or not is_open or row.evidence != "declared":
            return row
        return msgspec.structs.replace(row, version=known[0], version_at=known[1])

    def _plugins(self, module: Module) -> Iterator[Dependency]:
        for plugin, position in module.plugins.items():
            version, version_at = self.plugin_versions.get(plugin, (None, None))
            yield Dependency(
                plugin,
                f"{plugin}.gradle.plugin",
                version,
                version or "",
                position,
                module.path,
                CLASSPATH,
                "plugin",
                version_at=version_at if version_at != position else None,
            )

    def _scripts(self) -> Iterator[tuple[Script, Scope]]:
        """The scripts of the modules and of the build, with what names mean in them."""
        for module in self.modules.values():
            yield from ((script, module.scope) for script in module.scripts)
        for script in (*self.build.root_scripts, *([self.settings] if self.settings is not None else [])):
            yield script, self.build.scope

    def _logic_scripts(self) -> Iterable[Script]:
        """The build scripts of `buildSrc`; included builds are builds of their own."""
        for folder in self.build.logic:
            script = self.scripts.build_script(folder) if folder.rpartition("/")[2] == "buildSrc" else None
            if script is not None:
                yield script


def _managing(group: str, platforms: tuple[str, ...]) -> tuple[str, ...]:
    """The platforms that may decide on a version: those of the same group, else all."""
    same = tuple(platform for platform in platforms if platform.partition(":")[0] == group)
    return same or platforms
