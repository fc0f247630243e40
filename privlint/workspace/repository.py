"""A repository while it is read: its files and build scripts, each read once, and its builds with their modules."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from privlint.disk import Disk
from privlint.findings import Text
from privlint.workspace.builds import Build, find_builds
from privlint.workspace.exports import Exports, read_exports
from privlint.workspace.files import RepositoryFiles
from privlint.workspace.modules import Module, read_module
from privlint.workspace.plugins import Conventions
from privlint.workspace.scripts import Scripts


class BuildModules:
    """A Gradle build and its modules by path; those without a folder are left out."""

    def __init__(self, build: Build, files: RepositoryFiles, scripts: Scripts) -> None:
        self.build = build
        self.conventions = Conventions(build, files, scripts)
        read = (read_module(build, path, files, scripts, self.conventions) for path in build.modules)
        self.modules: dict[str, Module] = {module.path: module for module in read if module is not None}
        self._files = files

    @cached_property
    def exports(self) -> Exports:
        """What Gradle has exported of the build."""
        return read_exports(self.build, self._files)


class Repository:
    """What the readers of a workspace and of its dependencies share."""

    def __init__(self, root: Path | Disk) -> None:
        self.files = RepositoryFiles(root)
        self.scripts = Scripts(self.files)

    @cached_property
    def builds(self) -> list[BuildModules]:
        """The builds, in the order in which they were found."""
        return [BuildModules(build, self.files, self.scripts) for build in find_builds(self.files, self.scripts)]

    def remarks(self) -> list[Text]:
        """What the user has to know of the exports of the builds."""
        return [build.exports.stale.remark() for build in self.builds if build.exports.stale is not None]
