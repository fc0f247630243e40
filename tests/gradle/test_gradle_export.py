"""`privlint gradle-export`: which Gradle it runs, and how."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from gradle.building import write
from support import Cli

from privlint import api, gradle
from privlint.config import Settings

#: Stands for a wrapper: writes down how it was called and, unless it shall fail, a file of an export.
_WRAPPER = """\
#!/bin/sh
echo "$@" >> calls.txt
echo to standard output
if [ -e failing ]; then case "$*" in *configuration-cache=false*) ;; *) exit 1;; esac; fi
[ -e silent ] || { mkdir -p build/privlint; echo '{}' > build/privlint/root__x.json; }
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a wrapper."""
    if os.name == "nt":
        pytest.skip("the wrapper here is a shell script")
    write(tmp_path, {"gradlew": _WRAPPER, "settings.gradle": ""})
    (tmp_path / "gradlew").chmod(0o755)
    return tmp_path


def _calls(project: Path) -> list[str]:
    return (project / "calls.txt").read_text("utf-8").splitlines()


def test_the_wrapper_runs_once_with_the_packaged_script(project: Path, cli: Cli) -> None:
    done = cli("gradle-export", project, "--", "--offline")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "to standard output" in done.stderr
    assert "1 files in" in done.stderr
    (call,) = _calls(project)
    assert f"--init-script {gradle.script()} privlintExport" in call
    assert call.endswith("--offline")
    assert gradle.script().is_file()


def test_what_is_for_gradle_needs_no_folder(project: Path, cli: Cli) -> None:
    assert cli("gradle-export", "--", "--offline", cwd=project).returncode == 0
    assert _calls(project)[0].endswith("--offline")


def test_a_run_that_fails_is_tried_without_the_configuration_cache(project: Path) -> None:
    (project / "failing").touch()
    assert [path.name for path in gradle.export(project)] == ["root__x.json"]
    first, second = _calls(project)
    assert "configuration-cache" not in first
    assert "-Dorg.gradle.configuration-cache=false" in second


def test_a_wrapper_that_may_not_be_executed_runs_all_the_same(project: Path) -> None:
    (project / "gradlew").chmod(0o644)
    assert gradle.export(project)


def test_variants_are_handed_on(project: Path) -> None:
    gradle.export(project, variants="china.*Release")
    (call,) = _calls(project)
    assert "-Pprivlint.variants=china.*Release" in call
    assert "-Pprivlint.configurations=" in call


def test_what_is_missing_is_said(project: Path, cli: Cli) -> None:
    (project / "silent").touch()
    done = cli("gradle-export", project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing was exported" in done.stderr
    (project / "gradlew").unlink()
    done = cli("gradle-export", project)
    assert done.returncode == 2
    assert "no gradlew" in done.stderr
    assert "no program" in cli("gradle-export", project, "--gradle", "no-such-gradle").stderr


def test_nothing_else_runs_it(project: Path) -> None:
    api.check(project, Settings())
    api.dependencies(project, Settings())
    assert not (project / "calls.txt").exists()
