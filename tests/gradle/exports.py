"""Exports of Gradle as the companion writes them, made by hand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

APP_BUILD = """\
plugins {
    id 'com.android.application'
}
android {
    namespace 'com.example'
}
dependencies {
    implementation project(':lib')
    implementation 'com.vendor:core:1.+'
    implementation 'com.vendor:ui:2.0'
}
"""
LIB_BUILD = """\
plugins { id 'com.android.library' }
dependencies {
    api 'com.vendor:log:1.0'
}
"""
MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android">
    <uses-permission android:name="android.permission.INTERNET" />
    <application>
        <activity android:name=".MainActivity" android:exported="true">
            <intent-filter>
                <action android:name="android.intent.action.MAIN" />
                <category android:name="android.intent.category.LAUNCHER" />
            </intent-filter>
        </activity>
    </application>
</manifest>
"""
#: A build with an application and a library.
BUILD = {
    "settings.gradle": "include ':app', ':lib'\n",
    "app/build.gradle": APP_BUILD,
    "lib/build.gradle": LIB_BUILD,
    "app/src/main/AndroidManifest.xml": MANIFEST,
}


def write(root: Path, files: Mapping[str, str]) -> None:
    """Writes files; folders are made."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def graph(root: str, edges: Iterable[tuple[str, str, str]]) -> dict[str, Any]:
    """A configuration of a project out of (from, to, requested); ids that begin with a colon are projects."""
    paths: dict[str, list[str]] = {root: [root]}
    edges = list(edges)
    for _ in edges:
        for source, target, _ in edges:
            if source in paths:
                paths.setdefault(target, [*paths[source], target])
    components = [
        {"id": id, "kind": "project", "path": path}
        if id.startswith(":")
        else {
            "id": id,
            "kind": "module",
            **dict(zip(("group", "name", "version"), id.split(":"), strict=True)),
            "path": path,
        }
        for id, path in paths.items()
    ]
    return {
        "name": "releaseRuntimeClasspath",
        "variant": "release",
        "root": root,
        "components": components,
        "edges": [{"from": source, "to": target, "requested": asked} for source, target, asked in edges],
    }


def export(root: Path, name: str, **content: Any) -> Path:
    """Writes one file of an export of what lies below a folder, with the digests of its build files."""
    inputs = {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.name in ("settings.gradle", "build.gradle", "AndroidManifest.xml")
    }
    modules = {":": "", ":app": "app", ":lib": "lib"}
    document = {
        "schema": "privlint.gradle-export/1",
        "gradle": "8.11",
        "project": ":app",
        "modules": modules,
        "inputs": inputs,
        **content,
    }
    file = root / "build/privlint" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document), "utf-8")
    return file
