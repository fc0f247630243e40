"""`privlint check --fix` and `--diff`, in a real folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
BUILD = (
    "plugins { id 'com.android.application' }\ndependencies {\n    implementation 'com.amap.api:location:5.2.0'\n}\n"
)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    path = tmp_path / "app/build.gradle"
    path.parent.mkdir()
    path.write_text(BUILD, "utf-8")
    path.chmod(0o640)
    (tmp_path / "settings.gradle").write_text("include ':app'\n", "utf-8")
    return path


def test_diff_changes_nothing(invoke: Invoke, build: Path, tmp_path: Path) -> None:
    done = invoke("check", "--diff", tmp_path)
    assert done.exit_code == 1
    assert "+    implementation 'com.amap.api:location:5.6.0'" in done.stdout
    assert build.read_text("utf-8") == BUILD
    assert invoke("check", "--diff", "--exit-zero", tmp_path).exit_code == 0


def test_fix_changes_the_version_and_reports_the_rest(invoke: Invoke, build: Path, tmp_path: Path) -> None:
    done = invoke("check", "--fix", "--output-format", "concise", tmp_path)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "1 fixed in 1 file" in done.stderr
    assert build.read_text("utf-8") == BUILD.replace("5.2.0", "5.6.0")
    assert build.stat().st_mode & 0o777 == 0o640
    assert invoke("check", "--diff", tmp_path).stdout == ""


def test_both_at_once(invoke: Invoke, build: Path, tmp_path: Path) -> None:
    assert invoke("check", "--diff", "--fix", tmp_path).exit_code == 2
