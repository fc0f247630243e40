"""Launchers ask for permissions if their contract does: names of documents are texts, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen

_LAUNCHERS = (
    "androidx.activity.result.ActivityResultLauncher",
    "androidx.activity.result.contract.ActivityResultContracts",
)


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_in_java(app: TwinApp) -> None:
    code = java_screen(
        """
save = registerForActivityResult(new ActivityResultContracts.CreateDocument("text/plain"), uri -> {});
ask = registerForActivityResult(new ActivityResultContracts.RequestPermission(), given -> {});
save.launch("notes.txt"); // waits
ask.launch("android.permission.CAMERA"); // runs
unknown.launch("android.permission.CAMERA"); // runs
""",
        """
private ActivityResultLauncher<String> save, ask;
private final ActivityResultLauncher<String> unknown = Launchers.of(this);
""",
    )
    app.add_java("MainActivity", code, *_LAUNCHERS)
    app.judge()


def test_in_kotlin(app: TwinApp) -> None:
    code = kotlin_screen(
        """
save.launch("notes.txt") // waits
ask.launch(arrayOf("android.permission.CAMERA")) // runs
""",
        """
private val save = registerForActivityResult(ActivityResultContracts.CreateDocument("text/plain")) { }
private val ask = registerForActivityResult(ActivityResultContracts.RequestMultiplePermissions()) { }
""",
    )
    app.add_kotlin("MainActivity", code, *_LAUNCHERS)
    app.judge()
