"""Helpers for tests of several rooms."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"

#: The `cli` fixture: arguments in, finished process out.
Cli = Callable[..., "subprocess.CompletedProcess[str]"]


def require_tool(command: str, package: str) -> str:
    """The path of a program. Skips a test where it is absent; on continuous integration that is a failure."""
    found = shutil.which(command)
    if found is None:
        _absent(f"needs '{command}' (Debian package {package})")
    return found


def require_file(folder: Path, pattern: str, package: str) -> Path:
    """The newest file of a pattern; where there is none as for `require_tool`."""
    found = sorted(folder.glob(pattern))
    if not found:
        _absent(f"needs {folder / pattern} (Debian package {package})")
    return found[-1]


def require_npm(package: str, file: str) -> Path:
    """A file of an npm package that was installed in the folder of the project; absent, as for `require_tool`."""
    found = ROOT / "node_modules" / package / file
    if not found.is_file():
        _absent(f"needs {file} (npm install --no-save {package})")
    return found


def _absent(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)
