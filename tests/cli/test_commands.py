"""`privlint explain`, `rules` and `config`; commands in a process of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import samples
from click.testing import Result
from support import Cli

import privlint
from privlint import consent
from privlint.consent.model import Exposure, Gate, Verdict

Invoke = Callable[..., Result]


def verdicts(monkeypatch: pytest.MonkeyPatch, *given: Verdict) -> None:
    monkeypatch.setattr(consent, "explain", lambda *_: list(given))


def test_a_rule_by_code_and_by_name(invoke: Invoke, found: list[Exposure]) -> None:
    page = invoke("explain", "PRV101", "--output-format", "markdown").stdout
    assert page.startswith("# PRV101: sdk-init-before-consent\n")
    assert page.count("```java") == page.count("```kotlin") == 2
    assert "Personal Information Protection Law" in page
    assert json.loads(invoke("explain", "PRV101", "--output-format", "json").stdout)["page"] == page
    text = invoke("explain", "PRV101").stdout
    assert text.startswith("PRV101: sdk-init-before-consent\n===")
    assert "```" not in text
    assert invoke("explain", "sdk-init-before-consent").stdout == text
    assert "\n如何修复\n" in invoke("explain", "prv101", "--lang", "zh").stdout


def test_an_unknown_rule(invoke: Invoke) -> None:
    done = invoke("explain", "PRV1O1")
    assert done.exit_code == 2
    assert "did you mean 'PRV101'?" in done.stderr


def test_an_exposed_line(invoke: Invoke, project: Path, found: list[Exposure], monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = Verdict("exposed", "app", (), samples.place(), "com.vendor.Tracker#init", (samples.exposure(),))
    verdicts(monkeypatch, verdict)
    text = invoke("explain", f"{project / samples.APP}:5", "--root", project).stdout
    assert text.splitlines()[:2] == ["exposed: com.vendor.Tracker#init", f"  --> {samples.APP}:5:9 [app (release)]"]
    assert "entry point: Application" in text


def test_a_guarded_line(invoke: Invoke, project: Path, found: list[Exposure], monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(samples.place(4), "isAgreed()", "trusted", "privacy_agreed", (samples.place(6),))
    verdicts(monkeypatch, Verdict("guarded", "app", (), samples.place(), "com.vendor.Tracker#init", gates=(gate,)))
    place = f"{project / samples.APP}:5"
    text = invoke("explain", place, "--root", project).stdout
    assert "by: isAgreed() (trusted: the answer of the user is stored in it)" in text
    assert f"set to agreed at {samples.APP}:6:9" in text
    document = json.loads(invoke("explain", place, "--root", project, "--output-format", "json").stdout)
    assert document["verdicts"][0]["gates"][0]["flag"] == "privacy_agreed"


def test_pictures(invoke: Invoke, project: Path, found: list[Exposure], monkeypatch: pytest.MonkeyPatch) -> None:
    verdicts(monkeypatch, Verdict("exposed", "app", (), samples.place(), "com.vendor.Tracker#init"))
    place = f"{project / samples.APP}:5"
    assert invoke("explain", place, "--root", project, "--format", "dot").stdout.startswith("digraph")
    assert invoke("explain", place, "--root", project, "--output-format", "svg").stdout.startswith("<svg")
    refused = invoke("explain", "PRV101", "--format", "svg")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert invoke("explain", place, "--root", project, "--format", "markdown").exit_code == 2
    verdicts(monkeypatch)
    assert invoke("explain", place, "--root", project, "--format", "svg").exit_code == 2


def test_a_line_without_anything(
    invoke: Invoke, project: Path, found: list[Exposure], monkeypatch: pytest.MonkeyPatch
) -> None:
    verdicts(monkeypatch)
    assert "stands on this line" in invoke("explain", f"{project / samples.APP}:1", "--root", project).stdout
    assert invoke("explain", f"{project}/missing.kt:1").exit_code == 2


def test_the_list_of_rules(invoke: Invoke) -> None:
    assert "PRV104  error    sdk-auto-start" in invoke("rules").stdout
    rules = json.loads(invoke("rules", "--output-format", "json", "--lang", "zh").stdout)
    assert {"code", "name", "severity", "summary", "regulations"} <= rules[0].keys()


def test_effective_settings(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "privlint.toml").write_text('gates = ["isAgreed"]')
    lines = invoke("config", tmp_path, "--fail-on", "note").stdout.splitlines()
    assert f'gates = ["isAgreed"]  # {tmp_path}/privlint.toml' in lines
    assert 'fail-on = "note"  # command line' in lines
    assert 'min-severity = "note"  # default' in lines
    document = json.loads(invoke("config", tmp_path, "--output-format", "json").stdout)
    assert document["settings"]["gates"] == ["isAgreed"]


def test_version(cli: Cli, invoke: Invoke) -> None:
    assert cli("--version").stdout == f"privlint {privlint.__version__}\n"
    assert invoke("--version").stdout == f"privlint {privlint.__version__}\n"


def test_processes_end_with_the_status_of_the_command(cli: Cli, tmp_path: Path) -> None:
    assert cli("rules").returncode == 0
    wrong = cli("chek")
    assert wrong.returncode == 2
    assert "did you mean 'check'?" in wrong.stderr
    (tmp_path / "privlint.toml").write_text("selcet = []")
    settings = cli("check", tmp_path)
    assert settings.returncode == 2
    assert settings.stderr == f"{tmp_path}/privlint.toml:1:1: unknown setting 'selcet'; did you mean 'select'?\n"
