"""Asks git, without running anything that a repository or its configuration names, and without a network."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

_SECONDS: Final = 60
#: Names of objects that a pipe holds while nobody reads it.
_AT_ONCE: Final = 100
#: A repository's configuration may name programs that git would run.
_COMMAND: Final = ("git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "-c", "core.untrackedCache=false")
_ENVIRONMENT: Final = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}
#: With these git tells its hooks of which repository it runs them.
_REPOSITORY: Final = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_IMPLICIT_WORK_TREE"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
)
_INDEX: Final = "GIT_INDEX_FILE"


class GitError(Exception):
    """Git is not there, or cannot answer; the text is one line."""


def run(folder: str | Path, *arguments: str) -> bytes:
    """What git prints about the repository of a folder; raises GitError."""
    command = (*_COMMAND, "-C", str(folder), *arguments)
    try:
        answer = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            env=_environment(folder),
            check=False,
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except (OSError, subprocess.SubprocessError) as error:
        raise GitError(f"git cannot be run: {error}") from None
    if answer.returncode != 0:
        lines = os.fsdecode(answer.stderr).strip().splitlines() or [f"git {arguments[0]} failed"]
        raise GitError(lines[0].removeprefix("fatal: "))
    return answer.stdout


def text(folder: str | Path, *arguments: str) -> str:
    """As `run`, one line; "" where git cannot answer."""
    try:
        return os.fsdecode(run(folder, *arguments)).strip()
    except GitError:
        return ""


def blobs(folder: str | Path, names: Iterable[str]) -> Iterator[bytes | None]:
    """The contents of objects, as they are stored, in the order of their names; None for those that are not there."""
    command = (*_COMMAND, "-C", str(folder), "cat-file", "--batch")
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(folder)
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        waiting = iter(names)
        while asked := list(islice(waiting, _AT_ONCE)):
            process.stdin.write("".join(f"{name}\n" for name in asked).encode())
            process.stdin.flush()
            for _ in asked:
                head = process.stdout.readline().split()
                if len(head) != 3:
                    yield None
                    continue
                data = process.stdout.read(int(head[2]))
                process.stdout.read(1)
                yield data
        process.stdin.close()


def _environment(folder: str | Path) -> dict[str, str]:
    """The environment for a question about the repository of a folder. What a hook inherits speaks of the repository of
    the current folder, and would be believed of every other one, such as a submodule."""
    environment = {**os.environ, **_ENVIRONMENT}
    if environment.keys().isdisjoint((*_REPOSITORY, _INDEX)):
        return environment
    top = _top(folder)
    if top is None:  # git would not find it without what the environment says
        return environment
    index = environment.pop(_INDEX, "")
    for name in _REPOSITORY:
        environment.pop(name, None)
    if index and top == _top(os.curdir):
        environment[_INDEX] = os.path.abspath(index)
    return environment


def _top(folder: str | Path) -> str | None:
    path = Path(os.path.realpath(folder))
    return next((str(each) for each in (path, *path.parents) if (each / ".git").exists()), None)
