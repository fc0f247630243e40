"""The scripts on the pages about continuous integration run, and the container file is sound."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp
from support import ROOT, Git, require_tool

import privlint

BIN = Path(sys.executable).parent
PAGE = (ROOT / "docs/ci.md").read_text("utf-8")


def script(heading: str) -> str:
    """The first block of code below a heading."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    block = re.search(r"(?:^    .*\n|^\n(?=    ))+", section, re.MULTILINE)
    assert block is not None
    return textwrap.dedent(block[0])


@pytest.mark.parametrize("shell", ["sh", "bash"])
@pytest.mark.parametrize("heading", ["Any shell", "Jenkins"])
def test_the_script_runs(heading: str, shell: str, tmp_path: Path, git: Git) -> None:
    app = SmallApp(tmp_path / "app")
    app.kotlin("App", f"class App : Application() {{ override fun onCreate() {{ {START} }} }}\n")
    git(app.root, "init", "-q", "-b", "main")
    git(app.root, "add", "-A")
    git(app.root, "commit", "-q", "-m", "x")
    git(app.root, "update-ref", "refs/remotes/origin/main", "HEAD")
    text = script(heading)
    if heading == "Jenkins":
        text = textwrap.dedent(text.split("'''")[1])
    lines = [line for line in text.splitlines() if "-m venv" not in line and "install -q" not in line]
    assert len(lines) < len(text.splitlines())
    text = re.sub(r'(/tmp|"\$WORKSPACE_TMP)/privlint/bin/privlint"?', f'"{BIN}/privlint"', "\n".join(lines))
    for target, status in (("", 1), ("main", 0)):
        environment = {**os.environ, "TARGET_BRANCH": target, "CHANGE_TARGET": target}
        done = subprocess.run([require_tool(shell, shell), "-ec", text], cwd=app.root, env=environment, check=False)
        assert done.returncode == status
        assert {"privlint.sarif", "privlint.html"} <= {path.name for path in app.root.iterdir()}


def test_pages_and_files_name_this_version() -> None:
    assert set(re.findall(r"privlint==([\d.]+\w*)", PAGE)) == {privlint.__version__}


def test_the_container_file_is_sound() -> None:
    file = ROOT / "hooks/container/Containerfile"
    linter = shutil.which("hadolint", path=str(BIN))
    assert linter is not None
    done = subprocess.run([linter, "--no-color", str(file)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for source in re.findall(r"^COPY (?!--from)(.+) \S+$", file.read_text("utf-8"), re.MULTILINE):
        assert all((ROOT / name).exists() for name in source.split())
