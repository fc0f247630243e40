"""Helpers for tests of several rooms."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"

#: The `cli` fixture: arguments in, finished process out.
Cli = Callable[..., "subprocess.CompletedProcess[str]"]
