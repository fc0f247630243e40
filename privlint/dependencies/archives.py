"""Local archives: which files `files(…)`, `fileTree(…)` and flat repositories mean."""

from __future__ import annotations

import fnmatch
import posixpath
from collections.abc import Callable, Sequence

from privlint.dependencies.values import Files

_SUFFIXES = (".jar", ".aar")

#: Turns a path of a script into a repository-relative one, None when it leads out of the repository.
Resolve = Callable[[str], "str | None"]


def archive_paths(files: Files, resolve: Resolve, listed: Callable[[str], Sequence[str]]) -> list[str]:
    """The archives in the repository that a declaration takes in; `listed` gives the files below a folder."""
    result: list[str] = []
    for path in files.paths:
        if path.startswith("**/"):
            result.extend(_flat(path[3:], resolve, listed))
            continue
        folder = resolve(path)
        if folder is None:
            continue
        if files.is_tree:
            result.extend(p for p in listed(folder) if _is_taken(p[len(folder) :].lstrip("/"), files))
        elif folder.endswith(_SUFFIXES) and folder in listed(posixpath.dirname(folder)):
            result.append(folder)
    return result


def _flat(name: str, resolve: Resolve, listed: Callable[[str], Sequence[str]]) -> list[str]:
    """A file of a flat repository: in the module's `libs`, else anywhere in the repository, the nearest first."""
    own = resolve("libs/" + name)
    if own is not None and own in listed(posixpath.dirname(own)):
        return [own]
    return [path for path in listed("") if posixpath.basename(path) == name][:1]


def _is_taken(path: str, files: Files) -> bool:
    if not path.endswith(_SUFFIXES):
        return False
    includes = files.includes or ("**",)
    return any(_matches(path, p) for p in includes) and not any(_matches(path, p) for p in files.excludes)


def _matches(path: str, pattern: str) -> bool:
    """Ant patterns: `*` stays in a folder, `**/` is any number of folders."""
    if pattern.startswith("**/"):
        return fnmatch.fnmatchcase(posixpath.basename(path), pattern[3:]) or fnmatch.fnmatchcase(path, pattern)
    return fnmatch.fnmatchcase(path, pattern) and (pattern.endswith("**") or path.count("/") == pattern.count("/"))
