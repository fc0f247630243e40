"""`privlint inventory`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result
from consent.small_apps import SmallApp
from support import ROOT

Invoke = Callable[..., Result]
SCHEMA = json.loads((ROOT / "docs/schema/inventory-1.json").read_text("utf-8"))
APP = """
public class App extends Application {
    @Override public void onCreate() {
        UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null);
    }
}
"""


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    small = SmallApp(tmp_path / "project")
    small.java("App", APP)
    script = (small.root / "app/build.gradle").read_text("utf-8")
    small.write("app/build.gradle", script + "dependencies { implementation 'com.umeng.umsdk:common:9.6.1' }\n")
    return small


def test_formats(invoke: Invoke, app: SmallApp) -> None:
    assert invoke("inventory", app.root).stdout.startswith("app\n\nPersonal information collected\n")
    markdown = invoke("inventory", app.root, "--format", "markdown").stdout
    assert markdown.startswith("# app\n\n## Personal information collected\n")
    assert "| SDK 名称 | 第三方名称 |" in invoke("inventory", app.root, "--lang", "zh", "--format", "markdown").stdout
    assert invoke("inventory", app.root, "--format", "html", "--lang", "zh").stdout.count('lang="zh-CN"') == 1
    assert invoke("inventory", app.root, "--format", "csv").stdout.startswith("list,application,personal information,")
    jsonschema.validate(json.loads(invoke("inventory", app.root, "--format", "json").stdout), SCHEMA)
    assert json.loads(invoke("inventory", app.root, "--format", "cyclonedx").stdout)["specVersion"] == "1.6"


@pytest.mark.parametrize("name", ["list.md", "list.html", "list.csv", "list.json", "list.cdx.json"])
def test_a_file_that_was_written_is_what_the_code_says(invoke: Invoke, app: SmallApp, name: str) -> None:
    for lang in ("en", "zh"):
        file = app.root / name
        written = invoke("inventory", app.root, "--output", file, "--lang", lang)
        assert (written.exit_code, written.stdout) == (0, "")
        checked = invoke("inventory", app.root, "--check", file)
        assert (checked.exit_code, checked.stdout) == (0, "")


@pytest.mark.parametrize("name", ["list.md", "list.html", "list.csv", "list.json", "list.cdx.json"])
def test_drift(invoke: Invoke, app: SmallApp, name: str) -> None:
    file = app.root / name
    invoke("inventory", app.root, "-o", file, "--lang", "zh")
    app.write("app/build.gradle", (app.root / "app/build.gradle").read_text("utf-8").replace("9.6.1", "9.7.0"))
    done = invoke("inventory", app.root, "--check", file)
    assert done.exit_code == 1
    assert done.stdout.startswith(f"--- {file}\n+++ {file} (by the code)\n")
    assert "9.6.1" in done.stdout
    assert "9.7.0" in done.stdout


def test_moved_code_is_no_drift(invoke: Invoke, app: SmallApp) -> None:
    file = app.root / "list.md"
    invoke("inventory", app.root, "-o", file)
    app.java("App", "\n\n" + APP)
    assert invoke("inventory", app.root, "--check", file).exit_code == 0


def test_the_data_safety_form(invoke: Invoke, app: SmallApp) -> None:
    file = app.root / "form.csv"
    done = invoke("inventory", app.root, "--format", "play", "-o", file)
    assert "privlint: Shared: not answered" in done.stderr
    assert "PSL_DATA_TYPES_IDENTIFIERS,PSL_DEVICE_ID,true," in file.read_text("utf-8")
    assert invoke("inventory", app.root, "--format", "play").stdout == file.read_text("utf-8")
    assert invoke("inventory", app.root, "--format", "play", "--check", file).exit_code == 0
    same = invoke("inventory", app.root, "--compare", file)
    assert same.exit_code == 0
    assert "The form names everything that the code shows." in same.stdout
    file.write_text(file.read_text("utf-8").replace("PSL_DEVICE_ID,true", "PSL_DEVICE_ID,"), "utf-8")
    other = invoke("inventory", app.root, "--format", "play", "--compare", file)
    assert other.exit_code == 1
    assert "  - Device or other IDs / Device or other IDs: Umeng+ U-App analytics" in other.stdout


def test_wrong_usage(invoke: Invoke, app: SmallApp) -> None:
    assert invoke("inventory", app.root / "no").exit_code == 2
    assert "tells no format" in invoke("inventory", app.root, "-o", app.root / "list.txt").stderr
    assert "cannot be read" in invoke("inventory", app.root, "--check", app.root / "none.md").stderr
    assert invoke("inventory", app.root, "--check", "a.md", "-o", "b.md").exit_code == 2
    assert invoke("inventory", app.root, "--compare", "a.csv", "--format", "csv").exit_code == 2
    assert "there are: app" in invoke("inventory", app.root, "--application", "tv").stderr
    app.write("bad.md", "")
    (app.root / "bad.md").write_bytes(b"\xff\xfe")
    assert "not UTF-8" in invoke("inventory", app.root, "--check", app.root / "bad.md").stderr
    app.write("no-form.csv", "a,b\n")
    done = invoke("inventory", app.root, "--compare", app.root / "no-form.csv")
    assert done.exit_code == 2
    assert "no-form.csv: line 1: expected the columns" in done.stderr


def test_one_of_several_applications(invoke: Invoke, app: SmallApp) -> None:
    app.write("settings.gradle", "include ':app', ':tv'\n")
    app.write("tv/build.gradle", "plugins { id 'com.android.application' }\nandroid { namespace 'com.example.tv' }\n")
    app.write("tv/src/main/AndroidManifest.xml", "<manifest/>")
    assert invoke("inventory", app.root).stdout.count("\ntv\n") == 1
    assert "app\n" not in invoke("inventory", app.root, "--application", ":tv").stdout
    done = invoke("inventory", app.root, "--format", "play")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "name it with --application: app, tv" in done.stderr


def test_an_empty_folder(invoke: Invoke, tmp_path: Path) -> None:
    done = invoke("inventory", tmp_path)
    assert (done.exit_code, done.stdout) == (0, "Nothing was found.\n")
    assert "no Android application module found" in done.stderr
