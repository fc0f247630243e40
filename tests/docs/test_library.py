"""The page about the library: its code runs, is typed, and names what there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp
from support import ROOT, Git

from privlint import api

PAGE = (ROOT / "docs/library.md").read_text("utf-8")
CODE = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
LEAKY = f"class App : Application() {{ override fun onCreate() {{ {START} }} }}\n"


@pytest.fixture
def app(tmp_path: Path, git: Git) -> SmallApp:
    small = SmallApp(tmp_path / "path/to/android/repository")
    small.kotlin("App", LEAKY)
    git(small.root, "init", "-q", "-b", "main")
    git(small.root, "add", "-A")
    git(small.root, "commit", "-q", "-m", "x")
    git(small.root, "update-ref", "refs/remotes/origin/main", "HEAD")
    return small


def test_the_example_runs(app: SmallApp, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(CODE)], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    first, hop, *_ = done.stdout.splitlines()
    assert first.startswith("app/src/main/java/com/example/App.kt:")
    assert "before the user agreed" in first
    assert hop.endswith(" com.example.App.onCreate")
    assert '"version": "2.1.0"' in (tmp_path / "privlint.sarif").read_text("utf-8")


def test_the_example_is_typed(tmp_path: Path) -> None:
    """Strictly, by somebody who sees the package only."""
    (tmp_path / "example.py").write_text("\n".join(CODE) + "\nreveal_type(report.findings[0].message.en)\n", "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "example.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'Revealed type is "str"' in done.stdout
    assert (ROOT / "privlint/py.typed").is_file()


def test_the_page_names_all_there_is() -> None:
    named = set(re.findall(r"\b\w+\b", PAGE))
    assert set(api.__all__) <= named
    for name in api.__all__:
        assert getattr(api, name).__doc__ or name == "FORMATS", name


def test_settings_are_those_of_the_nearest_file(app: SmallApp) -> None:
    assert {finding.code for finding in api.check(app.root).findings} >= {"PRV101"}
    app.write("privlint.toml", 'ignore = ["PRV101"]\n')
    assert api.load_settings(app.root / "app").ignore == ("PRV101",)
    assert "PRV101" not in {finding.code for finding in api.check(app.root).findings}
    app.write("privlint.toml", "select = [1]\n")
    with pytest.raises(api.ConfigError, match=r"privlint\.toml:1:"):
        api.check(app.root)


def test_formats_and_languages(app: SmallApp) -> None:
    report = api.check(app.root, api.Settings(select=("PRV101",)))
    assert all(api.render(report, format) for format in api.FORMATS)
    assert "用户同意前" in api.render(report, "concise", "zh")
