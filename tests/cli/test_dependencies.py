"""`privlint dependencies`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result
from support import ROOT

Invoke = Callable[..., Result]
SCHEMA = json.loads((ROOT / "docs/schema/dependencies-1.json").read_text("utf-8"))


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build with one dependency that is known and one that is not."""
    folder = tmp_path / "build"
    (folder / "app").mkdir(parents=True)
    (folder / "settings.gradle").write_text("include ':app'")
    script = "dependencies {\n implementation 'g:a:1'\n implementation computed()\n}\n"
    (folder / "app/build.gradle").write_text(script)
    return folder


def test_json(invoke: Invoke, build: Path) -> None:
    done = invoke("dependencies", build, "--output-format", "json")
    report = json.loads(done.stdout)
    jsonschema.validate(report, SCHEMA)
    assert done.exit_code == 0
    assert report["schema"] == "privlint.dependencies/1"
    (row,) = report["dependencies"]
    assert (row["coordinate"], row["version"], row["path"], row["line"]) == ("g:a", "1", "app/build.gradle", 2)
    assert (row["module"], row["configuration"], row["via"], row["evidence"]) == (
        ":app",
        "implementation",
        "literal",
        "declared",
    )
    (item,) = report["unresolved"]
    assert (item["path"], item["line"], item["text"]) == ("app/build.gradle", 3, "implementation computed()")


def test_text_in_both_languages(invoke: Invoke, build: Path) -> None:
    english = invoke("dependencies", build).stdout
    assert "app/build.gradle:3  implementation computed()  (only a build knows" in english
    assert english.endswith("1 dependency, 0 of known SDKs, 1 not resolved\n")
    assert "共 1 项依赖" in invoke("dependencies", build, "--lang", "zh").stdout


def test_strict(invoke: Invoke, build: Path) -> None:
    done = invoke("dependencies", build, "--strict")
    assert done.exit_code == 1
    assert done.stderr == "app/build.gradle:3: only a build knows what this stands for: implementation computed()\n"
    (build / "app/build.gradle").write_text("dependencies { implementation 'g:a:1' }")
    assert invoke("dependencies", build, "--strict").exit_code == 0


def test_an_sdk_by_its_coordinates(invoke: Invoke, build: Path) -> None:
    (build / "app/build.gradle").write_text("dependencies { implementation 'io.sentry:sentry-android:7.3.0' }")
    (row,) = json.loads(invoke("dependencies", build, "--output-format", "json").stdout)["dependencies"]
    assert row["sdk"] == "sentry"


def test_what_cannot_be_read_is_named(invoke: Invoke, build: Path) -> None:
    (build / "gradle").mkdir()
    (build / "gradle/libs.versions.toml").write_text("[libraries\n")
    report = json.loads(invoke("dependencies", build, "--output-format", "json").stdout)
    assert [item["path"] for item in report["skipped"]] == ["gradle/libs.versions.toml"]
    assert invoke("dependencies", build, "--strict").exit_code == 1


def test_wrong_usage(invoke: Invoke, build: Path) -> None:
    assert invoke("dependencies", build / "no").exit_code == 2
    assert invoke("dependencies", build, "--output-format", "sarif").exit_code == 2


def test_an_empty_folder(invoke: Invoke, tmp_path: Path) -> None:
    done = invoke("dependencies", tmp_path)
    assert (done.exit_code, done.stdout) == (0, "0 dependencies, 0 of known SDKs, 0 not resolved\n")
