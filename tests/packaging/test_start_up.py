"""`privlint --version` imports next to nothing, and `check` nothing it does not need."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"click", "tree_sitter", "tree_sitter_java", "tree_sitter_kotlin", "rich", "asyncio", "msgspec", "sqlite3"}


def imported_by(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "privlint", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    times = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    names = {line.rsplit("|", 1)[1].strip() for line in times}
    return names | {name.split(".")[0] for name in names}


def test_version_imports_nothing_heavy() -> None:
    assert not imported_by("--version") & HEAVY


@pytest.mark.parametrize("command", ["check", "explain", "notices", "rules", "config", "lsp"])
def test_help_loads_no_parser(command: str) -> None:
    assert not imported_by(command, "--help") & {"tree_sitter", "rich", "asyncio", "sqlite3"}
