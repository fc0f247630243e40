"""Which permissions are said to be needed by nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from privlint import api
from privlint.config import Settings
from privlint.findings import Finding

_GRADLE = "plugins {{ id 'com.android.application' }}\nandroid {{ namespace 'com.example' }}\ndependencies {{\n{}}}\n"
_MANIFEST = (
    '<manifest xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools">\n'
    "{}<application /></manifest>\n"
)
_CAMERA = '    <uses-permission android:name="android.permission.CAMERA"{} />\n'


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def found(root: Path, files: dict[str, str], dependencies: str = "", attributes: str = "") -> list[Finding]:
    base = {
        "settings.gradle": "include ':app', ':lib'\n",
        "app/build.gradle": _GRADLE.format(dependencies),
        "app/src/main/AndroidManifest.xml": _MANIFEST.format(_CAMERA.format(attributes)),
    }
    write(root, {**base, **files})
    return [item for item in api.check(root, Settings()).findings if item.code == "PRV301"]


@pytest.mark.parametrize(("line", "count"), [("", 1), ("import android.hardware.camera2.CameraManager;\n", 0)])
def test_a_class_of_the_apps_own_is_no_sign(line: str, count: int, tmp_path: Path) -> None:
    files = {
        "app/src/main/java/a/CameraManager.java": "package a; class CameraManager { }",
        "app/src/main/java/b/Use.java": f"package b; {line} class Use {{ CameraManager manager; }}",
    }
    assert len(found(tmp_path, files)) == count


def test_the_line_is_named_and_removed(tmp_path: Path) -> None:
    (item,) = found(tmp_path, {})
    assert (item.severity, item.path, item.line) == ("warning", "app/src/main/AndroidManifest.xml", 2)
    assert item.message.en == "CAMERA is declared, and no code of the app needs the camera"
    (edit,) = item.fixes[0].edits
    assert (edit.line, edit.column, edit.end_line, edit.end_column, edit.text) == (2, 1, 3, 1, "")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Scan.java", "class Scan { android.hardware.camera2.CameraManager cameras; }"),
        ("Scan.kt", "class Scan { lateinit var view: androidx.camera.view.PreviewView }"),
        ("Page.java", "class Page { void onPermissionRequest(Object request) { } }"),
        ("Shot.kt", 'val shot = android.content.Intent("android.media.action.IMAGE_CAPTURE")'),
        (
            "Old.java",
            'class Old { Object camera() { return Class.forName("android.hardware.Camera"); } }',
        ),
        ("Main.kt", "class Main : io.flutter.embedding.android.FlutterActivity()"),
    ],
)
def test_code_that_may_need_it_is_enough_for_silence(name: str, code: str, tmp_path: Path) -> None:
    assert found(tmp_path, {f"app/src/main/java/com/example/{name}": code}) == []


def test_a_request_alone_is_no_need(tmp_path: Path) -> None:
    code = "class Ask { String name = android.Manifest.permission.CAMERA; }"
    assert found(tmp_path, {"app/src/main/java/com/example/Ask.java": code})


@pytest.mark.parametrize(
    ("coordinate", "severity"),
    [
        ("androidx.appcompat:appcompat:1.6.1", "warning"),
        ("com.journeyapps:zxing-android-embedded:4.3.0", None),
        ("com.vendor:unheard-of:1.0", "note"),
    ],
)
def test_libraries(coordinate: str, severity: str | None, tmp_path: Path) -> None:
    items = found(tmp_path, {}, f"implementation '{coordinate}'\n")
    assert [item.severity for item in items] == ([severity] if severity else [])


def test_an_sdk_that_takes_it_where_it_may_is_named(tmp_path: Path) -> None:
    phone = '<uses-permission android:name="android.permission.READ_PHONE_STATE" />\n'
    files = {"app/src/main/AndroidManifest.xml": _MANIFEST.format(phone)}
    (item,) = found(tmp_path, files, "implementation 'com.umeng.umsdk:common:9.6.3'\n")
    assert item.severity == "note"
    assert "where it is granted" in item.message.en


@pytest.mark.parametrize("attributes", [' android:maxSdkVersion="22"', ' tools:node="remove"'])
def test_what_nobody_is_asked_for_is_not_reported(attributes: str, tmp_path: Path) -> None:
    assert found(tmp_path, {}, attributes=attributes) == []


def test_a_permission_of_a_library_module(tmp_path: Path) -> None:
    files = {
        "app/src/main/AndroidManifest.xml": _MANIFEST.format(""),
        "lib/build.gradle": "plugins { id 'com.android.library' }\nandroid { namespace 'com.example.lib' }\n",
        "lib/src/main/AndroidManifest.xml": _MANIFEST.format(_CAMERA.format("")),
    }
    (item,) = found(tmp_path, files, "implementation project(':lib')\n")
    assert item.path == "lib/src/main/AndroidManifest.xml"


def test_a_permission_of_one_flavour_names_its_variant(tmp_path: Path) -> None:
    flavours = "flavorDimensions 'a'\nproductFlavors { free { }; paid { } }"
    gradle = _GRADLE.format("").replace("namespace 'com.example'", f"namespace 'com.example'\n{flavours}")
    files = {
        "app/build.gradle": gradle,
        "app/src/main/AndroidManifest.xml": _MANIFEST.format(""),
        "app/src/free/AndroidManifest.xml": _MANIFEST.format(_CAMERA.format("")),
    }
    (item,) = found(tmp_path, files)
    assert item.variants == ("freeRelease",)
