"""What files hold, told from how they look: what is as git has seen it need not be read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from privlint import git
from privlint.changes.trees import MODULE, Status, Tree
from privlint.git import GitError


def unchanged_since_seen(top: Path, tree: Tree, seen: Mapping[str, Status]) -> Tree:
    """The files of the index that look as they did when git found them to be what the index has."""
    written = _written(top)
    return {name: each for name, each in tree.items() if each.mode != MODULE and _is_seen(top, name, seen, written)}


def _written(top: Path) -> int:
    """When the index was written: what git saw later, it may not have seen in full."""
    try:
        name = os.fsdecode(git.run(top, "rev-parse", "--git-path", "index")).rstrip("\n")
        return os.stat(top / name).st_mtime_ns
    except (GitError, OSError):
        return 0


def _is_seen(top: Path, name: str, seen: Mapping[str, Status], written: int) -> bool:
    status = seen.get(name)
    if status is None or status.modified >= written:
        return False
    try:
        found = os.lstat(f"{top}/{name}")
    except OSError:
        return False
    return (found.st_ctime_ns, found.st_mtime_ns, found.st_size) == (status.changed, status.modified, status.size)
