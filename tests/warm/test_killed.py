"""Checks are killed while they share a cache (`killed.py`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

KILLS = 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="has no fork")
def test_kills_do_no_harm(tmp_path: Path) -> None:
    script = ROOT / "tests" / "warm" / "killed.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(KILLS)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "the cache is whole" in done.stdout
