"""Fixtures of several rooms."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support import EXAMPLES, ROOT, Cli, Git, require_tool

# Whether a test passes does not depend on how busy the machine is.
settings.register_profile(
    "untimed", parent=settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps tests away from the caches of whoever runs them, in this process and in those it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("PRIVLINT_CACHE_DIR", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_day() -> Iterator[None]:
    """Keeps the age of the catalogue out of the tests: for them it is always the same day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1767225600")
        yield


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the example apps."""
    return EXAMPLES


@pytest.fixture(scope="session")
def cli() -> Cli:
    """Runs `privlint` in a process of its own, in English and without colours."""

    def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            [sys.executable, "-m", "privlint", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            cwd=cwd or ROOT,
            env=environment,
            timeout=600,  # ends what hangs; no measure of speed
            check=False,
        )

    return run


@pytest.fixture
def git(monkeypatch: pytest.MonkeyPatch) -> Git:
    """Runs git in a folder, with nothing of the configuration of whoever runs the tests."""
    require_tool("git", "git")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)

    def run(folder: Path, *arguments: str) -> str:
        who = ("-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always")
        done = subprocess.run(
            ["git", "-C", str(folder), *who, "-c", "commit.gpgsign=false", *arguments],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()

    return run
