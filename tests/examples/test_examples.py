"""The example apps give exactly the findings that examples/expected.json lists."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, Cli

EXPECTED: dict[str, list[dict[str, Any]]] = json.loads((ROOT / "examples/expected.json").read_text("utf-8"))
LEAKY = [app for app, findings in EXPECTED.items() if findings]
MENDED = [app for app, findings in EXPECTED.items() if not findings]


def check(cli: Cli, app: Path) -> tuple[int, dict[str, Any]]:
    done = cli("check", "--output-format", "json", app)
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(done.stdout)
    assert report["schema"] == "privlint.report/1"
    return done.returncode, report


def test_every_app_is_listed(examples: Path) -> None:
    assert {folder.name for folder in examples.iterdir() if folder.is_dir()} == set(EXPECTED)


@pytest.mark.parametrize("app", LEAKY)
def test_expectations_point_at_the_code(app: str, examples: Path) -> None:
    for finding in EXPECTED[app]:
        lines = (examples / app / finding["path"]).read_text("utf-8").splitlines()
        assert finding["text"] in lines[finding["line"] - 1]


@pytest.mark.parametrize("app", LEAKY)
def test_leaky_app_is_told_every_leak(app: str, examples: Path, cli: Cli) -> None:
    status, report = check(cli, examples / app)
    before_consent = [f for f in report["findings"] if f["code"].startswith("PRV1") and f["trigger"] == "automatic"]
    reported = sorted((f["code"], f["path"], f["line"]) for f in before_consent)
    assert reported == sorted((f["code"], f["path"], f["line"]) for f in EXPECTED[app])
    assert status == 1


@pytest.mark.parametrize("app", LEAKY)
def test_every_leak_in_code_has_its_path(app: str, examples: Path, cli: Cli) -> None:
    _, report = check(cli, examples / app)
    for finding in report["findings"]:
        if finding["code"] in ("PRV101", "PRV102", "PRV103"):
            first, last = finding["trace"][0], finding["trace"][-1]
            assert first["note"], finding["message"]
            assert (last["path"], last["line"]) == (finding["path"], finding["line"])


@pytest.mark.parametrize("app", MENDED)
def test_mended_app_is_clean(app: str, examples: Path, cli: Cli) -> None:
    status, report = check(cli, examples / app)
    assert report["findings"] == []
    assert report["skipped"] == []
    assert status == 0
