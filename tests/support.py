"""Helpers for tests of several rooms."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"

#: The `cli` fixture: arguments in, finished process out.
Cli = Callable[..., "subprocess.CompletedProcess[str]"]

#: The `git` fixture: a folder and arguments in, what git prints out.
Git = Callable[..., str]


def require_tool(command: str, package: str, outside_of: Path | None = None) -> str:
    """The path of a program. Skips a test where it is absent; on continuous integration that is a failure. Programs in
    the folder `outside_of` do not count."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if outside_of is not None:
        folders = [folder for folder in folders if not Path(folder).resolve().is_relative_to(outside_of.resolve())]
    found = shutil.which(command, path=os.pathsep.join(folders))
    if found is None:
        _absent(f"needs '{command}' (Debian package {package})")
    return found


def require_file(folder: Path, pattern: str, package: str) -> Path:
    """The newest file of a pattern; where there is none as for `require_tool`."""
    found = sorted(folder.glob(pattern))
    if not found:
        _absent(f"needs {folder / pattern} (Debian package {package})")
    return found[-1]


def require_module_file(module: str, file: str) -> Path:
    """A file of a Python package of the extra `dev`; absent, as for `require_tool`."""
    found = find_spec(module)
    folder = Path(found.origin or "").parent if found is not None else Path()
    if found is None or not (folder / file).is_file():
        _absent(f"needs the Python package {module}")
    return folder / file


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
