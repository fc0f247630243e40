"""The wheel holds all that privlint needs, and works far from its source folder.

Building and `--version` need no network. The other tests install the dependencies of the wheel, from the index that pip
is configured for; without one they are skipped, and fail in the continuous integration."""

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
from privlint.integration.table import integrations

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


class Environment:
    """A fresh virtual environment. What runs in it sees neither the source folder nor the environment of the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scripts = folder / ("Scripts" if os.name == "nt" else "bin")

    def start(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs a program of the environment, in the folder that holds the environment."""
        return start(self.scripts / program, *arguments, cwd=self.folder.parent)

    def pip(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs pip; gives up at once where there is no network."""
        quiet = ("-q", "--disable-pip-version-check", "--no-input", "--retries", "0")
        return self.start("python", "-m", "pip", *quiet, *arguments)


def start(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def output(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the tools of the extra `dev`."""
    out = tmp_path_factory.mktemp("dist")
    output(start(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out))
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the wheel and nothing else."""
    environment = Environment(tmp_path_factory.mktemp("clean") / "venv")
    output(start(sys.executable, "-m", "venv", environment.folder, cwd=environment.folder.parent))
    output(environment.pip("install", "--no-index", "--no-deps", wheel))
    return environment


@pytest.fixture(scope="module")
def installed(bare: Environment, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The same environment with what the wheel depends on."""
    probe = bare.pip("download", "--no-deps", "--dest", tmp_path_factory.mktemp("probe"), "click")
    if probe.returncode:
        lines = probe.stderr.strip().splitlines() or ["pip failed without a word"]
        is_required = bool(os.environ.get("CI"))
        (pytest.fail if is_required else pytest.skip)(f"needs network: pip reaches no package index ({lines[-1]})")
    output(bare.pip("install", wheel))
    return bare


def test_wheel_holds_code_rules_and_templates_only(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    hooks = {"init.toml", *(name for each in integrations().values() for file in each.files for name in file.templates)}
    code = {path.relative_to(ROOT).as_posix() for path in files_below(ROOT / "privlint")}
    rules = {f"privlint/{path.relative_to(ROOT).as_posix()}" for path in files_below(ROOT / "rules")}
    templates = {f"privlint/hooks/{name}" for name in hooks}
    assert {name for name in names if name.startswith("privlint/")} == code | rules | templates
    assert {name.split("/")[0] for name in names} == {"privlint", f"privlint-{privlint.__version__}.dist-info"}


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_version_without_dependencies(bare: Environment) -> None:
    assert output(bare.start("privlint", "--version")) == f"privlint {privlint.__version__}\n"


def test_it_is_the_wheel_that_runs(bare: Environment) -> None:
    place = output(bare.start("python", "-c", "import privlint; print(privlint.__file__)")).strip()
    assert Path(place).is_relative_to(bare.folder)


def test_the_environment_has_all_that_is_needed(installed: Environment) -> None:
    assert installed.pip("check").returncode == 0


def test_the_rules_are_found(installed: Environment) -> None:
    assert "Personal Information Protection Law" in output(installed.start("privlint", "explain", "PRV101"))


def test_the_templates_are_found(installed: Environment, tmp_path: Path) -> None:
    assert "id: privlint" in output(installed.start("privlint", "init", "pre-commit", tmp_path, "--diff"))


def test_check_outside_of_the_source_folder(installed: Environment, examples: Path, tmp_path: Path) -> None:
    app = shutil.copytree(examples / "leaky-java", tmp_path / "app with spaces")
    page = tmp_path / "page.html"
    arguments = ("check", "--exit-zero", "--output-format", "json", "--output", f"html={page}", app)
    report = json.loads(output(installed.start("privlint", *arguments)))
    assert "</html>" in page.read_text("utf-8")
    assert "PRV101" in {finding["code"] for finding in report["findings"]}
    assert report["tool"]["version"] == privlint.__version__
