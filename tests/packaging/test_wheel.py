"""The wheel holds all that privlint needs, and works far from its source folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support import ROOT

import privlint

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        [str(c) for c in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (built,) = out.glob("privlint-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `privlint` command of a fresh environment."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    run(sys.executable, "-m", "venv", folder, cwd=ROOT)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel, cwd=folder)
    return scripts / "privlint"


def test_wheel_holds_code_and_rules_only(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"privlint", f"privlint-{privlint.__version__}.dist-info"}
    shipped = {name.removeprefix("privlint/") for name in names if name.startswith("privlint/rules/")}
    in_source = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*") if path.is_file()}
    assert shipped == in_source
    assert any(name.endswith(".toml") for name in shipped)


def test_version(installed: Path, tmp_path: Path) -> None:
    assert run(installed, "--version", cwd=tmp_path).split()[-1] == privlint.__version__


def test_check_outside_of_the_source_folder(installed: Path, examples: Path, tmp_path: Path) -> None:
    app = shutil.copytree(examples / "leaky-java", tmp_path / "app with spaces")
    report = json.loads(run(installed, "check", "--exit-zero", "--output-format", "json", app, cwd=tmp_path))
    assert "PRV101" in {finding["code"] for finding in report["findings"]}
    assert report["tool"]["version"] == privlint.__version__
