"""Writes what git has stored to a folder, as it is stored: nothing of the repository runs for it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from privlint import git
from privlint.changes.trees import LINK, MODULE, REGULAR, Object, commit_tree, has_commit

#: What no check reads.
_MEDIA: Final = (
    *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".ico", ".svg", ".psd", ".pdf"),
    *(".mp3", ".mp4", ".ogg", ".wav", ".m4a", ".webm", ".mov", ".ttf", ".otf", ".woff", ".woff2", ".apk", ".keystore"),
)
#: Sources, builds, resources, archives, settings, baselines, and privacy policies where they are looked for.
_TELLING: Final = re.compile(
    r"""\.(?:java|kts?|gradle|groovy|xml|toml|properties|pom|lockfile|jar|aar|so)$
    |baseline[^/]*\.json$
    |(?:^|/)(?:assets|raw)[^/]*/.*\.(?:html?|md|txt)$
    |(?:privacy|policy|隐私)[^/]*\.(?:x?html?|md|markdown|txt|text|rst|adoc)$
    |(?:^|/)META-INF/""",
    re.VERBOSE | re.IGNORECASE,
)
_UNSAFE: Final = frozenset(("", ".", "..", ".git"))


def is_read(path: str) -> bool:
    """Whether a check may read a file of this name. What is stored is not ignored, whatever `.gitignore` says."""
    return not path.lower().endswith(_MEDIA) and path.rpartition("/")[2] != ".gitignore"


def is_telling(path: str) -> bool:
    """Whether a file of this name makes a difference to what a check finds, as far as names tell."""
    return _TELLING.search(path) is not None


def export(top: Path, tree: Mapping[str, Object], folder: Path) -> list[str]:
    """Writes those files of a tree that a check may read; the names of those whose content is not here (a partial
    clone). `top` is the top of its repository.

    Submodules whose commit is not here, and what cannot be written, are left out."""
    rows = {name: each for name, each in tree.items() if is_read(name) and _UNSAFE.isdisjoint(name.split("/"))}
    missing = _each(top, {name: each for name, each in rows.items() if each.mode in REGULAR}, folder, _write)
    for name, entry in rows.items():
        if entry.mode == MODULE and has_commit(top / name, entry.name):
            missing += export(top / name, commit_tree(top / name, entry.name), folder / name)
    # Links come last, so that nothing is written where one leads.
    return missing + _each(top, {name: each for name, each in rows.items() if each.mode == LINK}, folder, _link)


def _each(top: Path, rows: Mapping[str, Object], folder: Path, make: Callable[[Path, bytes], None]) -> list[str]:
    missing = []
    for name, data in zip(rows, git.blobs(top, (each.name for each in rows.values())), strict=True):
        if data is None:
            missing.append(name)
            continue
        try:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            make(folder / name, data)
        except (OSError, ValueError):
            continue
    return missing


def _write(target: Path, data: bytes) -> None:
    target.write_bytes(data)


def _link(target: Path, data: bytes) -> None:
    os.symlink(os.fsdecode(data), target)
