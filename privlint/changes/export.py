"""Writes the files of a commit to a folder, as they are stored: nothing of the repository runs for it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from privlint import git
from privlint.changes.files import Changes

#: What a check reads.
_SUFFIXES: Final = (
    *(".java", ".kt", ".kts", ".gradle", ".groovy", ".xml", ".toml", ".properties", ".pom", ".lockfile", ".json"),
    *(".jar", ".aar", ".so"),
)
_REGULAR: Final = ("100644", "100755")
_UNSAFE: Final = frozenset(("", ".", "..", ".git"))


def is_read(path: str) -> bool:
    """Whether a check may read a file of this name."""
    return path.endswith(_SUFFIXES)


def export(changes: Changes, folder: Path) -> Path:
    """Writes the commit's files that a check reads; the folder below `folder` that stands for the one of `changes`.

    Submodules whose commit is not here, and what cannot be written, are left out."""
    rows = [
        (name, entry.name)
        for name, entry in changes.tree.items()
        if entry.mode in _REGULAR and is_read(name) and _UNSAFE.isdisjoint(name.split("/"))
    ]
    for (name, _), data in zip(rows, git.blobs(changes.top, (each for _, each in rows)), strict=True):
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data or b"")
        except (OSError, ValueError):
            continue
    for name in changes.modules:
        module = changes.module(name)
        if module is not None and _UNSAFE.isdisjoint(name.split("/")):
            export(module, folder / name)
    inside = folder / changes.root.relative_to(changes.top)
    inside.mkdir(parents=True, exist_ok=True)
    return inside
