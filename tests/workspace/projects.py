"""Small projects on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from privlint.workspace import load
from privlint.workspace.model import Application, Variant, Workspace

MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android"
    xmlns:tools="http://schemas.android.com/tools">
    <application android:name=".App">
        <activity android:name=".MainActivity" android:exported="true">
            <intent-filter>
                <action android:name="android.intent.action.MAIN" />
                <category android:name="android.intent.category.LAUNCHER" />
            </intent-filter>
        </activity>
    </application>
</manifest>
"""


class Project:
    """A project that tests write and load."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file; its folders are made."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def load(self, variant: str | None = None, include_tests: bool = False) -> Workspace:
        """The workspace of what was written."""
        return load(self.root, variant=variant, include_tests=include_tests)

    def application(self, gradle: str = ":app") -> Application:
        """The application of a Gradle path."""
        return next(a for a in self.load().applications if a.gradle == gradle)

    def variant(self, gradle: str = ":app") -> Variant:
        """The only variant of an application."""
        (variant,) = self.application(gradle).variants
        return variant


#: The `project` fixture: files in, project out.
MakeProject = Callable[[Mapping[str, str]], Project]
