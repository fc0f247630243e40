"""Helpers for tests of several rooms."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"

#: The `cli` fixture: arguments in, finished process out.
Cli = Callable[..., "subprocess.CompletedProcess[str]"]


def require_tool(command: str, package: str) -> None:
    """Skips a test where a program is absent; on continuous integration that is a failure."""
    if shutil.which(command) is None:
        missing = f"needs '{command}' (Debian package {package})"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
