"""`privlint hook`: what pre-commit and prek run (`.pre-commit-hooks.yaml`)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

#: Set by pre-commit and prek before a push, and for `--from-ref` and `--to-ref`.
_FROM, _TO = "PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF"
#: Set by git while it makes a commit.
_COMMITTING = "GIT_INDEX_FILE"
_MODULE = b"160000"


@click.command("hook", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.option("--full", is_flag=True, help="Report everything, whatever has changed.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[OPTION OF CHECK]... [PATH]")
def command(full: bool, arguments: tuple[str, ...]) -> int:
    """Check what is about to be committed or pushed: `privlint check` with `--staged` and `--changed`.

    That is what is staged, else, where nothing is, all that the index has. Between the commits PRE_COMMIT_FROM_REF and
    PRE_COMMIT_TO_REF, where they are set, it is what the second one has, against where it branched off from the first.
    Names of files are not taken: a finding may lie in a file that has not changed."""
    scope = _scope(full)
    if scope is None:
        return 0
    from privlint.cli.check import command as check

    status = check.main([*scope, *arguments], prog_name="privlint hook", standalone_mode=False)
    return status if isinstance(status, int) else 0


def _scope(full: bool) -> Sequence[str] | None:
    """The options that say which files are checked, and what of them is shown; None where there is nothing to check."""
    first, last = os.environ.get(_FROM), os.environ.get(_TO)
    if first and last:
        return [f"--at={last}"] if full else [f"--at={last}", f"--changed={first}"]
    if full:
        return ["--staged"]
    staged = _staged()
    if staged is None or not staged and _COMMITTING not in os.environ:
        return ["--staged"]
    return ["--staged", "--changed"] if any(staged) else None


def _staged() -> list[bool] | None:
    """Of each file that is staged: whether it matters; None before the first commit."""
    from privlint import git
    from privlint.changes.export import is_telling
    from privlint.git import GitError

    try:
        rows = git.run(Path(), "diff-index", "--cached", "--raw", "-z", "HEAD").split(b"\0")
    except GitError:
        return None
    pairs = zip(rows[::2], rows[1::2], strict=False)
    return [_MODULE in head.split(b" ")[:2] or is_telling(os.fsdecode(name)) for head, name in pairs]
