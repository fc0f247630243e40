"""The export that Gradle left in the folder of a build, as far as it is up to date."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from privlint.dependencies.export import Configuration, Export, ExportedManifest, ExportFault, read_export
from privlint.disk import Disk
from privlint.findings import Text
from privlint.workspace.builds import Build
from privlint.workspace.files import RepositoryFiles, join
from privlint.workspace.model import Problem

#: Where the companion of Gradle writes, below the root of a build.
FOLDER: Final = "build/privlint"
_MOST_FILES: Final = 2_000
_MOST_BYTES: Final = 64 << 20
#: Files whose appearance makes an export old: in the folder of the build or of a module, and below them.
_DECISIVE: Final = frozenset(
    (
        "build.gradle",
        "build.gradle.kts",
        "settings.gradle",
        "settings.gradle.kts",
        "gradle.properties",
        "gradle.lockfile",
        "gradle/libs.versions.toml",
        "src/main/AndroidManifest.xml",
    )
)


class StaleExport(msgspec.Struct, gc=False, frozen=True):
    """An export that is older than the build, and the first file that shows it."""

    folder: str
    changed: str

    def remark(self) -> Text:
        """What the user has to know."""
        return Text(
            f"{self.folder}: the Gradle export is out of date and not used: {self.changed} has changed since "
            "(privlint gradle-export makes a new one)",
            f"{self.folder}：Gradle 导出结果已过期，未予采用：此后 {self.changed} 有改动"
            "（可用 privlint gradle-export 重新导出）",
        )


class Exports(msgspec.Struct, gc=False):
    """What a build has exported: configurations by project, manifests by project and variant."""

    configurations: dict[str, list[Configuration]] = {}
    manifests: dict[tuple[str, str], ExportedManifest] = {}
    stale: StaleExport | None = None

    def of_variant(self, project: str, variant: str) -> Configuration | None:
        """The configuration that a variant of a project packages, None if that was not exported; builds without
        variants have but one."""
        own = self.configurations.get(project, ())
        fitting = (item for name in (variant, "") for item in own if item.variant == name)
        return next(fitting, None)

    def shipped(self) -> list[Configuration]:
        """The configurations that say most about what is shipped: a library that another exported project contains is
        resolved there together with everything else."""
        inside = {
            component.id
            for project, items in self.configurations.items()
            for item in items
            for component in item.components
            if component.kind == "project" and component.id != project
        }
        return [
            item for project, items in sorted(self.configurations.items()) if project not in inside for item in items
        ]


def read_exports(build: Build, files: RepositoryFiles) -> Exports:
    """The export of a build, empty if there is none or if it is out of date. Files that are no export become problems.

    What is left over from earlier runs is not spoken of where the project has something newer."""
    folder = posixpath.join(build.folder, FOLDER)
    found = Exports({}, {})
    digests = _Digests(files, build.folder)
    stale: dict[str, str] = {}
    fresh: set[str] = set()
    for path in _paths(files.disk, files.root, folder):
        data = _bytes(files.disk, files.root, path)
        export = read_export(data) if data is not None else ExportFault(1, "cannot be read, or too large")
        if isinstance(export, ExportFault):
            files.problems.append(Problem(path, export.line, export.reason))
            continue
        changed = _changed(export, digests, files)
        if changed:
            stale.setdefault(export.project, changed)
            continue
        fresh.add(export.project)
        if export.configuration is not None:
            found.configurations.setdefault(export.project, []).append(export.configuration)
        elif export.manifest is not None:
            found.manifests[export.project, export.manifest.variant] = export.manifest
    old = sorted(stale.keys() - fresh)
    if old:
        found.stale = StaleExport(folder, stale[old[0]])
    return found


def _paths(disk: Disk, root: str, folder: str) -> list[str]:
    """The files of an export; they are usually ignored by git, so the list of files does not have them."""
    full = os.path.join(root, folder)
    if not os.path.realpath(full).startswith(root.rstrip(os.sep) + os.sep):
        return []
    try:
        names = [name for name in disk.listed(folder, full) if name.endswith(".json")]
    except OSError:
        return []
    return [f"{folder}/{name}" for name in names if _is_file(os.path.join(full, name))][:_MOST_FILES]


def _is_file(path: str) -> bool:
    return os.path.isfile(path) and not os.path.islink(path)


def _bytes(disk: Disk, root: str, path: str) -> bytes | None:
    try:
        data = disk.read(path, os.path.join(root, path), _MOST_BYTES + 1)
    except OSError:
        return None
    return data if len(data) <= _MOST_BYTES else None


def _changed(export: Export, digests: _Digests, files: RepositoryFiles) -> str:
    """The first file that is different, gone or new since an export was made, "" if there is none."""
    known: set[str] = set()
    for path, digest in sorted(export.inputs.items()):
        relative = join(digests.folder, path)
        if relative is None or digests.of(relative) != digest:
            return relative or path
        known.add(relative)
    return next((path for path in _decisive(export.modules, digests.folder, files) if path not in known), "")


def _decisive(modules: Mapping[str, str], folder: str, files: RepositoryFiles) -> Iterator[str]:
    """The files of the modules of a build of which an export has to know."""
    for module in sorted({"", *modules.values()}):
        below = join(folder, module)
        for name in sorted(_DECISIVE) if below is not None else ():
            path = posixpath.join(below or "", name)
            if path in files:
                yield path


class _Digests:
    """The SHA-256 of the files of a build, each read once: all parts of an export name the same files."""

    def __init__(self, files: RepositoryFiles, folder: str) -> None:
        self.folder = folder
        self._disk, self._root = files.disk, files.root
        self._known: dict[str, str] = {}

    def of(self, path: str) -> str:
        """The digest of a file of the repository, "" if there is no such file."""
        if path not in self._known:
            inside = os.path.realpath(os.path.join(self._root, path)).startswith(self._root.rstrip(os.sep) + os.sep)
            data = _bytes(self._disk, self._root, path) if inside else None
            self._known[path] = hashlib.sha256(data).hexdigest() if data is not None else ""
        return self._known[path]
