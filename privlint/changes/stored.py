"""The files of a folder as the index has them, which is what will be committed, or as a commit has them.

Nothing is written to the work tree, and where it holds just these files it is used as it is.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from privlint import git
from privlint.changes.export import export, is_read, is_telling
from privlint.changes.status import unchanged_since_seen
from privlint.changes.trees import (
    LINK,
    MODULE,
    Object,
    Status,
    Tree,
    commit_tree,
    find_commit,
    has_commit,
    index_tree,
    top_of,
)
from privlint.git import GitError
from privlint.sources import read_bytes


class Stored(msgspec.Struct, frozen=True):
    """A folder of a repository, and the folders that hold what is stored of it: the same ones, or copies."""

    root: Path
    top: Path  # of the repository
    files: Path  # stands for `root`
    files_top: Path  # stands for `top`
    tree: Tree  # what is stored
    commit: str = ""  # none: the index

    def folders(self) -> tuple[Path, ...]:
        """Where settings are looked for: in what is stored, then above the repository."""
        inside = (each for each in (self.files, *self.files.parents) if each.is_relative_to(self.files_top))
        return (*inside, *self.top.parents)

    def path(self, path: Path) -> Path:
        """Where a file of the work tree is stored; files that are not stored stay where they are."""
        real = Path(os.path.realpath(path))
        if not real.is_relative_to(self.top):
            return path
        stored = self.files_top / real.relative_to(self.top)
        return stored if stored.exists() else path

    def beside(self, file: str) -> Path:
        """The folder on the side of a file: paths from the one to the other are those of the repository."""
        return self.files if Path(file).is_relative_to(self.files_top) else self.root

    def named(self, text: str) -> str:
        """A text with the names that people know."""
        return text if self.files_top == self.top else text.replace(str(self.files_top), str(self.top))


@contextmanager
def stored(root: Path, commit: str = "") -> Iterator[Stored]:
    """The files below a folder as a commit has them, "" for the index; raises GitError.

    Copies are gone when the context ends."""
    top = top_of(root)
    inside = Path(os.path.realpath(root)).relative_to(top)
    tree, is_in_place = _commit_of(top, commit) if commit else _index_of(top)
    if is_in_place:
        yield Stored(root, top, root, top, tree, commit)
        return
    with tempfile.TemporaryDirectory(prefix="privlint-", ignore_cleanup_errors=True) as folder:
        copy = Path(os.path.realpath(folder))
        if missing := export(top, tree, copy):
            raise GitError(f"what is stored of {missing[0]} is not here (a partial clone)")
        (copy / inside).mkdir(parents=True, exist_ok=True)
        yield Stored(root, top, copy / inside, copy, tree, commit)


def _index_of(top: Path) -> tuple[Tree, bool]:
    tree, seen = index_tree(top)
    return tree, _is_in_place(top, tree, seen)


def _commit_of(top: Path, name: str) -> tuple[Tree, bool]:
    commit = find_commit(top, name)
    if not commit:
        raise GitError(f"'{name}' is no commit, branch or tag here")
    tree = commit_tree(top, commit)
    try:
        index, seen = index_tree(top)
    except GitError:  # conflicts
        return tree, False
    return tree, index == tree and _is_in_place(top, index, seen)


def _is_in_place(top: Path, tree: Tree, seen: dict[str, Status]) -> bool:
    """Whether the work tree has the files of a tree that a check may read, and no others that tell it something."""
    others = os.fsdecode(git.run(top, "ls-files", "-o", "--exclude-standard", "-z")).split("\0")
    if any(is_telling(name) or name.endswith("/") for name in (*others, *seen.keys() - tree.keys())):
        return False
    rows = [(name, entry) for name, entry in tree.items() if is_read(name)]
    sure = unchanged_since_seen(top, tree, seen)
    unsure = [(name, entry) for name, entry in rows if entry.mode != MODULE and name not in sure]
    contents = git.blobs(top, (entry.name for _, entry in unsure)) if unsure else ()
    if not all(_has(top / name, entry, data) for (name, entry), data in zip(unsure, contents, strict=True)):
        return False
    return all(_is_module_in_place(top / name, entry.name) for name, entry in rows if entry.mode == MODULE)


def _has(path: Path, entry: Object, data: bytes | None) -> bool:
    """Whether a file has a content, with line ends put aside."""
    if data is None:
        return False
    if entry.mode == LINK:
        try:
            return os.readlink(path) == os.fsdecode(data)
        except OSError:
            return False
    found = None if path.is_symlink() else read_bytes(path)
    return found is not None and found.replace(b"\r\n", b"\n") == data.replace(b"\r\n", b"\n")


def _is_module_in_place(top: Path, commit: str) -> bool:
    if not has_commit(top, commit):
        return not top.is_dir() or not any(top.iterdir())
    tree, seen = index_tree(top)
    return tree == commit_tree(top, commit) and _is_in_place(top, tree, seen)
