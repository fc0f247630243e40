"""What is on disk: repository files, Gradle modules, source sets and variants, manifests and their merge."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from privlint.workspace.model import Workspace

if TYPE_CHECKING:
    from privlint.dependencies.pluginblocks import PluginBlock
    from privlint.workspace.dependencies import Found


def find_dependencies(root: Path, blocks: Sequence[PluginBlock] = ()) -> Found:
    """See :func:`privlint.workspace.dependencies.find_dependencies`."""
    from privlint.workspace.dependencies import find_dependencies

    return find_dependencies(root, blocks)


def load(root: Path, *, variant: str | None = None, include_tests: bool = False) -> Workspace:
    """Reads the applications of a repository: what is compiled together, with which manifest and dependencies.

    By default each application has the smallest set of release variants that covers every flavour; `variant` narrows
    to the one of exactly that name (applications without it are left out). Sources of tests are left out unless
    `include_tests`. Nothing of the repository is executed and no path leads out of it. Never raises for what is in
    the repository: files that cannot be read become problems of the workspace.
    """
    from privlint.workspace.loader import load_workspace  # the readers are imported by whoever needs a workspace

    return load_workspace(root, variant, include_tests)
