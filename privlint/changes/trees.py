"""What git has stored of a repository: the files of a commit, and those of the index, which will be committed next."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from privlint import git
from privlint.git import GitError

LINK: Final = "120000"
MODULE: Final = "160000"
REGULAR: Final = ("100644", "100755")

_TO_BE_ADDED: Final = 0x20000000  # git add --intent-to-add: nothing is staged yet
_NANOSECONDS: Final = 1_000_000_000
_ROW: Final = re.compile(
    rb"(\d{6}) ([0-9a-f]+) (\d)\t([^\0]*)\0"
    rb"  ctime: (\d+):(\d+)\n  mtime: (\d+):(\d+)\n  dev: [^\n]*\n  uid: [^\n]*\n  size: (\d+)\tflags: ([0-9a-f]+)\n"
)


class Object(NamedTuple):
    """A file, a link or a submodule, as a tree names it."""

    mode: str
    name: str


class Status(NamedTuple):
    """What a file was when git last compared it with the index: times in nanoseconds, and size."""

    changed: int
    modified: int
    size: int


Tree = dict[str, Object]  # by path from the top of the repository


def top_of(folder: Path) -> Path:
    """The top of a folder's repository; raises GitError."""
    return Path(os.path.realpath(os.fsdecode(git.run(folder, "rev-parse", "--show-toplevel")).rstrip("\n")))


def find_commit(folder: Path, name: str) -> str:
    """The commit that a name stands for; "" for none."""
    return git.text(folder, "rev-parse", "--verify", "-q", "--end-of-options", f"{name}^{{commit}}")


def commit_tree(top: Path, commit: str) -> Tree:
    """What a commit holds; raises GitError."""
    rows = os.fsdecode(git.run(top, "ls-tree", "-r", "-z", "--full-tree", commit)).split("\0")
    found = {}
    for row in rows:
        head, _, name = row.partition("\t")
        if name:
            mode, _, object_name = head.split()
            found[name] = Object(mode, object_name)
    return found


def index_tree(top: Path) -> tuple[Tree, dict[str, Status]]:
    """What the index holds, and how its files looked when git last compared them, together with those that are only to
    be added; raises GitError, too where a merge has left conflicts."""
    listing = git.run(top, "ls-files", "-s", "-z", "--debug")
    found: Tree = {}
    seen = {}
    end = 0
    for row in _ROW.finditer(listing):
        if row.start() != end:
            break
        end = row.end()
        name = os.fsdecode(row[4])
        if row[3] != b"0":
            raise GitError(f"{name} has conflicts that are not resolved")
        if not int(row[10], 16) & _TO_BE_ADDED:
            found[name] = Object(row[1].decode(), row[2].decode())
        times = [int(row[at]) * _NANOSECONDS + int(row[at + 1]) for at in (5, 7)]
        seen[name] = Status(times[0], times[1], int(row[9]))
    if end != len(listing):  # this output is for people, git may write it in another way one day
        return dict(_plain_index(top)), {}
    return found, seen


def _plain_index(top: Path) -> Iterator[tuple[str, Object]]:
    for row in os.fsdecode(git.run(top, "ls-files", "-s", "-z")).split("\0"):
        head, _, name = row.partition("\t")
        if name:
            mode, object_name, stage = head.split()
            if stage != "0":
                raise GitError(f"{name} has conflicts that are not resolved")
            yield name, Object(mode, object_name)


def digest(tree: Mapping[str, Object]) -> bytes:
    """The same for trees that hold the same."""
    found = hashlib.blake2b(digest_size=16)
    for name, entry in sorted(tree.items()):
        found.update(os.fsencode(f"{entry.mode} {entry.name} {name}\0"))
    return found.digest()


def has_commit(top: Path, commit: str) -> bool:
    """Whether a folder is a repository of its own that has a commit."""
    return (top / ".git").exists() and git.text(top, "cat-file", "-t", commit) == "commit"
