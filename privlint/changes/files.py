"""Which files, and which of their lines, differ from a commit.

Files of the folder are compared with the objects of the commit as both are stored: git itself would run the filters
that a repository names for its files. Staged or not, tracked or not makes no difference.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from privlint import git
from privlint.changes.status import unchanged_since_seen
from privlint.changes.trees import LINK, MODULE, Tree, commit_tree, has_commit, index_tree, top_of
from privlint.disk import Disk
from privlint.git import GitError
from privlint.sources import read_bytes

#: How much of a file that moved has to be the same.
_LIKENESS = 0.5


class Changes:
    """The files below a folder against a commit of its repository. Paths are relative to the folder."""

    def __init__(
        self, root: Path | Disk, commit: str, files: Path | None = None, tree_of_files: Tree | None = None
    ) -> None:
        """`files` is the folder that stands for the top of the repository, where its files lie elsewhere;
        `tree_of_files` is what they are known to hold. Raises GitError."""
        self._unsaved = Disk.of(root).unsaved
        root = Disk.of(root).root
        self.root = Path(os.path.realpath(root))
        self.commit = commit
        self.top = top_of(root)
        self._files = files or self.top
        self._tree_of_files = tree_of_files
        self._known: dict[str, list[str] | None] = {}  # the lines of the commit; None: there is no such file
        self._new: dict[str, frozenset[int]] = {}
        self._modules: dict[str, Changes | None] = {}

    def is_changed(self, path: str) -> bool:
        """Whether a file is not what it was; so is one that was not there, and is no moved one."""
        return bool(self.lines(path))

    def lines(self, path: str) -> frozenset[int]:
        """The lines of a file that are new or changed, 1 at least where some are gone."""
        if path not in self._new:
            self._new[path] = self._lines(path)
        return self._new[path]

    def base_paths(self) -> list[str]:
        """The files below the folder that the commit has, submodules left out."""
        return [name[len(self._prefix) :] for name in self.tree if name.startswith(self._prefix)]

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        name = self._name(path)
        return name in self._held or (self._files / name).is_file()

    @cached_property
    def tree(self) -> Tree:
        """What the commit holds, by path from the top of the repository."""
        return commit_tree(self.top, self.commit)

    @cached_property
    def _held(self) -> Tree:
        """The objects that files are known to hold, without a look into them."""
        if self._tree_of_files is not None:
            return self._tree_of_files
        try:
            return unchanged_since_seen(self.top, *index_tree(self.top))
        except GitError:  # conflicts
            return {}

    def _is_same(self, name: str) -> bool:
        """Whether a file is known to hold what the commit has."""
        entry = self.tree.get(name)
        return entry is not None and self._held.get(name) == entry

    @cached_property
    def _renamed(self) -> dict[str, str]:
        """Old names by new ones, of what the index holds."""
        try:
            rows = git.run(
                self.top, "diff-index", "--cached", "-M", "--diff-filter=R", "--name-status", "-z", self.commit
            )
        except GitError:
            return {}
        parts = os.fsdecode(rows).split("\0")
        return {new: old for old, new in zip(parts[1::3], parts[2::3], strict=False)}

    @cached_property
    def _gone(self) -> dict[str, list[str]]:
        """The files of the commit that are no longer there, by name without folders."""
        found: dict[str, list[str]] = {}
        for name, entry in self.tree.items():
            if entry.mode not in (LINK, MODULE) and not (self._files / name).is_file():
                found.setdefault(name.rpartition("/")[2], []).append(name)
        return found

    def _lines(self, path: str) -> frozenset[int]:
        name = self._name(path)
        module = next((each for each in _parents(name) if self.tree.get(each, ("",))[0] == MODULE), None)
        if module is not None:
            inside = self.module(module)
            return frozenset((1,)) if inside is None else inside.lines(name[len(module) + 1 :])
        if path not in self._unsaved and self._is_same(name):
            return frozenset()
        data = self._unsaved[path] if path in self._unsaved else read_bytes(self._files / name)
        new = _split(data or b"")
        old = self._old(name, new)
        if old is None:
            return frozenset(range(1, len(new) + 1))
        if old == new:
            return frozenset()
        changed: set[int] = set()
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for kind, _, _, start, end in matcher.get_opcodes():
            if kind != "equal":
                changed.update(range(start + 1, max(end, start + 1) + 1))
        return frozenset(changed)

    def _old(self, name: str, new: list[str]) -> list[str] | None:
        """The lines that a file had, perhaps under another name."""
        if name in self.tree:
            return self._content(name)
        renamed = self._renamed.get(name)
        if renamed is not None and not (self._files / renamed).is_file():
            return self._content(renamed)
        for candidate in self._gone.get(name.rpartition("/")[2], ()):
            old = self._content(candidate)
            if old is not None and difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() >= _LIKENESS:
                return old
        return None

    def _content(self, name: str) -> list[str] | None:
        if name not in self._known:
            (data,) = git.blobs(self.top, [self.tree[name].name])
            self._known[name] = None if data is None else _split(data)
        return self._known[name]

    def load(self, paths: Iterable[str]) -> None:
        """Reads what these files were, all at once: one by one it takes a process for each."""
        names = [name for path in paths if (name := self._name(path)) in self.tree and self._is_wanted(name)]
        for name, data in zip(names, git.blobs(self.top, (self.tree[name].name for name in names)), strict=True):
            self._known[name] = None if data is None else _split(data)

    def _is_wanted(self, name: str) -> bool:
        return name not in self._known and not self._is_same(name)

    def module(self, name: str) -> Changes | None:
        """A submodule against the commit that it was at; None where that is not known."""
        if name not in self._modules:
            folder, commit = self.top / name, self.tree[name].name
            is_there = has_commit(folder, commit)
            self._modules[name] = Changes(folder, commit, self._files / name) if is_there else None
        return self._modules[name]

    @cached_property
    def _prefix(self) -> str:
        """The folder from the top of the repository, with a slash behind it; "" is the top."""
        inside = self.root.relative_to(self.top).as_posix()
        return "" if inside == "." else f"{inside}/"

    def _name(self, path: str) -> str:
        """A path from the top of the repository."""
        return self._prefix + path


def _parents(name: str) -> Iterable[str]:
    parts = name.split("/")
    return ("/".join(parts[:number]) for number in range(1, len(parts)))


def _split(data: bytes) -> list[str]:
    """Lines without their ends, which git may have changed."""
    return data.replace(b"\r\n", b"\n").decode("utf-8", "surrogateescape").split("\n")
