"""Which commit changes are counted from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from privlint import git
from privlint.changes.trees import find_commit
from privlint.git import GitError
from privlint.sources import read_bytes
from privlint.suggestions import did_you_mean

_BRANCHES: Final = ("main", "master", "develop", "trunk")
_MERGED: Final = "GITHEAD_"
_SHALLOW: Final = (
    "the history is cut off (a shallow clone); fetch more of it, as with `git fetch --unshallow` or fetch-depth: 0"
)


class Base(msgspec.Struct, frozen=True):
    """A commit, and what it is called."""

    commit: str
    name: str


def find_base(folder: Path, ref: str, tip: str = "HEAD") -> Base:
    """Where the work in a folder, up to the commit `tip`, branched off from a commit; raises GitError.

    `ref` names the commit. "" stands for the default branch of the remote, else a local branch with a usual name, else
    the upstream of the current branch; where there is none of them, only what is not committed counts as changed."""
    git.run(folder, "rev-parse", "--show-toplevel")  # raises where there is no repository
    head = find_commit(folder, tip)
    if not head:
        raise GitError("there is no commit yet to compare with")
    is_shallow = git.text(folder, "rev-parse", "--is-shallow-repository") == "true"
    name = ref or next(_default_branches(folder), "")
    target = find_commit(folder, name) if name else head
    if is_shallow and not ref and target == head:  # where work branched off is beyond what is here
        raise GitError(f"no branch to compare with is here, and {_SHALLOW}; or name a commit: --changed=REF")
    if not name:
        return Base(head, "HEAD")
    if not target:
        known = git.text(folder, "for-each-ref", "--format=%(refname:short)").split()
        hint = did_you_mean(ref, known) or (f"; {_SHALLOW}" if is_shallow else "")
        raise GitError(f"'{ref}' is no commit, branch or tag here{hint}")
    common = git.text(folder, "merge-base", head, target)
    if not common and is_shallow:
        raise GitError(f"where the work branched off from {name} is not known: {_SHALLOW}")
    return Base(common or target, name)


def parents_of_next(folder: Path) -> list[Base]:
    """The commits that the next one follows: HEAD, and in a merge the others; none before the first commit."""
    head = find_commit(folder, "HEAD")
    if not head:
        return []
    # Git writes the file after the hook for merges without conflicts; to that one it names them in the environment.
    path = git.text(folder, "rev-parse", "--git-path", "MERGE_HEAD")
    named = (read_bytes(folder / path) or b"").decode("ascii", "replace").split() if path else []
    named += [name.removeprefix(_MERGED) for name in os.environ if name.startswith(_MERGED)]
    merged = (commit for name in dict.fromkeys(named) if (commit := find_commit(folder, name)))
    return [Base(head, "HEAD"), *(Base(commit, commit[:10]) for commit in merged if commit != head)]


def _default_branches(folder: Path) -> Iterator[str]:
    remote = git.text(folder, "for-each-ref", "--format=%(symref:short) %(refname)", "refs/remotes/*/HEAD")
    targets = [line.split()[0] for line in remote.splitlines() if len(line.split()) == 2]
    current = git.text(folder, "symbolic-ref", "-q", "--short", "HEAD")
    yield from sorted(targets, key=lambda name: not name.startswith("origin/"))
    for name in (*(f"origin/{each}" for each in _BRANCHES), *_BRANCHES):
        if name != current and find_commit(folder, name):
            yield name
    upstream = git.text(folder, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
    if upstream and find_commit(folder, upstream):
        yield upstream
