"""What an editor has not saved is checked as if it were; a check can be given up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp
from support import ROOT

from privlint import api
from privlint.config import Settings
from privlint.report.model import Report
from privlint.resident import CancelledError, Resident

PATH = "app/src/main/java/com/example/App.kt"
APP = "class App : Application() {{\n    override fun onCreate() {{\n        {}\n    }}\n}}\n"


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    small = SmallApp(tmp_path)
    small.kotlin("App", APP.format("val nothing = 1"))
    return small


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings if finding.path.endswith(".kt")]


def with_start(app: SmallApp) -> bytes:
    return (app.root / PATH).read_bytes().replace(b"val nothing = 1", START.encode())


def test_unsaved_text_stands_in_the_place_of_the_file(app: SmallApp) -> None:
    resident = Resident(app.root, Settings())
    assert codes(resident.check()) == []
    report = resident.check({PATH: with_start(app)})
    assert codes(report) == ["PRV101"]
    assert START in report.sources.line(PATH, report.findings[0].line)
    assert codes(resident.check()) == []


def test_an_unsaved_file_need_not_be_on_disk(app: SmallApp) -> None:
    text = with_start(app)
    (app.root / PATH).unlink()
    assert codes(Resident(app.root, Settings()).check({PATH: text})) == ["PRV101"]


def test_manifests_layouts_and_values_are_taken_unsaved_too(app: SmallApp) -> None:
    manifest = (app.root / "app/src/main/AndroidManifest.xml").read_bytes()
    other = manifest.replace(b'android:name=".App"', b'android:name=".Other"')
    report = Resident(app.root, Settings()).check({PATH: with_start(app), "app/src/main/AndroidManifest.xml": other})
    assert codes(report) == []


def test_a_suppression_counts_before_it_is_saved(app: SmallApp) -> None:
    text = with_start(app).replace(START.encode(), START.encode() + b" // privlint:ignore[PRV101] agreed elsewhere")
    assert codes(Resident(app.root, Settings()).check({PATH: text})) == []


def test_a_check_that_is_given_up_leaves_no_trace(app: SmallApp) -> None:
    resident = Resident(app.root, Settings())
    asked = iter([False, False, True])
    with pytest.raises(CancelledError):
        resident.check({PATH: with_start(app)}, lambda: next(asked))
    assert codes(resident.check({PATH: with_start(app)})) == ["PRV101"]


def run(text: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "privlint", "check", "--output-format", "concise", *arguments]
    environment = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(command, input=text, capture_output=True, cwd=ROOT, env=environment, check=False)


def test_standard_input_takes_the_place_of_a_file(app: SmallApp) -> None:
    done = run(with_start(app), "--stdin-filename", str(app.root / PATH), str(app.root))
    assert done.returncode == 1
    assert done.stdout.startswith(PATH.encode())
    assert run(b"", str(app.root)).returncode == 0


@pytest.mark.parametrize("arguments", [("--stdin-filename", "/other/A.kt"), ("--watch", "--stdin-filename", PATH)])
def test_what_cannot_be_meant_is_refused(app: SmallApp, arguments: tuple[str, ...]) -> None:
    done = run(b"", *arguments, str(app.root))
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_the_report_is_that_of_a_check(app: SmallApp) -> None:
    (app.root / PATH).write_bytes(with_start(app))
    assert Resident(app.root, Settings()).check().findings == api.check(app.root, Settings()).findings
