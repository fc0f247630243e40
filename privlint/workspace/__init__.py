"""What is on disk: repository files, Gradle modules, source sets and variants, manifests and their merge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from privlint.disk import Disk
from privlint.workspace.model import Application, Workspace

if TYPE_CHECKING:
    from privlint.dependencies.pluginblocks import PluginBlock
    from privlint.workspace.dependencies import Found
    from privlint.workspace.repository import Repository


def open_repository(root: Path | Disk) -> Repository:
    """A repository to be read; what several readers need of it is read once."""
    from privlint.workspace.repository import Repository

    return Repository(root)


def find_dependencies(source: Path | Repository, blocks: Sequence[PluginBlock] = ()) -> Found:
    """See :func:`privlint.workspace.dependencies.find_dependencies`; `source` is a repository or its folder."""
    from privlint.workspace.dependencies import find_dependencies

    return find_dependencies(open_repository(source) if isinstance(source, Path) else source, blocks)


def without_excluded(applications: Iterable[Application], patterns: Iterable[str]) -> tuple[Application, ...]:
    """See :func:`privlint.workspace.exclusion.without_excluded`."""
    from privlint.workspace.exclusion import without_excluded

    return without_excluded(applications, patterns)


def configuration_files(
    repository: Repository, applications: Iterable[Application], patterns: Iterable[str]
) -> tuple[str, ...]:
    """See :func:`privlint.workspace.exclusion.configuration_files`."""
    from privlint.workspace.exclusion import configuration_files

    return configuration_files(repository.files, applications, patterns)


def by_module(repository: Repository, paths: Iterable[str]) -> dict[str, list[str]]:
    """The files of each Gradle module by its path, in order: those below its folder, and below no module inside it. ""
    is no module."""
    folders = {module.folder: module.path for build in repository.builds for module in build.modules.values()}
    found: dict[str, list[str]] = {}
    for path in paths:
        folder = path
        while folder and folder not in folders:
            folder = folder.rpartition("/")[0]
        found.setdefault(folders.get(folder, ""), []).append(path)
    return {module: found[module] for module in sorted(found)}


def load(source: Path | Repository, *, variant: str | None = None, include_tests: bool = False) -> Workspace:
    """Reads the applications of a repository or its folder: what is compiled together, with manifest and dependencies.

    By default each application has the smallest set of release variants that covers every flavour; `variant` narrows
    to the one of exactly that name (applications without it are left out). Sources of tests are left out unless
    `include_tests`. Nothing of the repository is executed and no path leads out of it. Never raises for what is in
    the repository: files that cannot be read become problems of the workspace.
    """
    from privlint.workspace.loader import load_workspace  # the readers are imported by whoever needs a workspace

    return load_workspace(open_repository(source) if isinstance(source, Path) else source, variant, include_tests)
