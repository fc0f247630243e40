"""Asks git, without running anything that a repository or its configuration names, and without a network."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

_SECONDS: Final = 60
#: A repository's configuration may name programs that git would run.
_COMMAND: Final = ("git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "-c", "core.untrackedCache=false")
_ENVIRONMENT: Final = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}


class GitError(Exception):
    """Git is not there, or cannot answer; the text is one line."""


def run(folder: str | Path, *arguments: str) -> bytes:
    """What git prints about the repository of a folder; raises GitError."""
    command = (*_COMMAND, "-C", str(folder), *arguments)
    try:
        answer = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, env=_environment(), check=False
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
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        for name in names:
            process.stdin.write(name.encode() + b"\n")
            process.stdin.flush()
            head = process.stdout.readline().split()
            if len(head) != 3:
                yield None
                continue
            data = process.stdout.read(int(head[2]))
            process.stdout.read(1)
            yield data
        process.stdin.close()


def _environment() -> dict[str, str]:
    return {**os.environ, **_ENVIRONMENT}
