"""The rooms are layered as pyproject.toml declares."""

from __future__ import annotations

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from support import ROOT


def test_no_room_reaches_up() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS
