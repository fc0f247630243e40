"""Local archives as dependencies: which library each is, as far as it says so itself."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import msgspec

from privlint.dependencies.archivecontents import ArchiveContents, Coordinate, read_archive, version_in_name
from privlint.dependencies.archives import archive_paths
from privlint.dependencies.declared import Declaration
from privlint.workspace.files import RepositoryFiles
from privlint.workspace.model import Dependency, Position, Problem
from privlint.workspace.scripts import resolve


class LocalCopies:
    """Libraries that lie in the repository in the layout of a Maven repository."""

    def __init__(self, files: RepositoryFiles) -> None:
        self._by_name: dict[str, list[str]] = {}
        for path in files.paths:
            if path.endswith((".jar", ".aar")):
                self._by_name.setdefault(posixpath.basename(path), []).append(path)

    def found(self, row: Dependency) -> Dependency:
        """The row with its copy, if there is one: `…/group/name/version/name-version.aar`."""
        if not self._by_name or not row.version or row.archive:
            return row
        folder = "/".join((row.group.replace(".", "/"), row.name, row.version))
        for suffix in ("aar", "jar"):
            for path in self._by_name.get(f"{row.name}-{row.version}.{suffix}", ()):
                if f"/{path}".endswith(f"/{folder}/{row.name}-{row.version}.{suffix}"):
                    return msgspec.structs.replace(row, archive=path)
        return row


class ArchiveReader:
    """Reads each archive of a repository once."""

    def __init__(self, files: RepositoryFiles) -> None:
        self._files = files
        self._contents: dict[str, ArchiveContents] = {}

    def rows(self, declaration: Declaration, module: str, folder: str) -> Iterator[Dependency]:
        """The libraries in the archives that a declaration takes in; one that does not say what it is goes by the name
        of its file."""
        if declaration.files is None:
            return
        for path in archive_paths(declaration.files, lambda text: resolve(folder, text), self._files.below):
            yield from self.of_file(path, declaration.position, module, declaration.configuration)

    def of_file(self, path: str, position: Position, module: str, configuration: str) -> Iterator[Dependency]:
        """The libraries in an archive of the repository."""
        contents = self._read(path)
        file = posixpath.basename(path)
        _, version = version_in_name(file)
        unnamed = Coordinate("", file, contents.version or version or None)
        for coordinate in contents.coordinates or (unnamed,):
            yield Dependency(
                coordinate.group,
                coordinate.name,
                coordinate.version,
                path,
                position,
                module,
                configuration,
                "archive",
                archive=path,
                packages=tuple(sorted(contents.packages)),
            )

    def _read(self, path: str) -> ArchiveContents:
        if path not in self._contents:
            file = self._files.open(path)
            if file is None:
                self._contents[path] = ArchiveContents()
            else:
                with file:
                    self._contents[path] = contents = read_archive(file)
                if contents.fault:
                    self._files.problems.append(Problem(path, 1, contents.fault))
        return self._contents[path]
