"""`privlint baseline` and `check --baseline` in real folders."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from baseline.reformatting import reformat
from support import EXAMPLES, ROOT, Cli

APPS = pytest.mark.parametrize("name", ["leaky-java", "leaky-kotlin"])
SELECT = ("--select", "PRV1")


@pytest.fixture
def app(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "leaky-java", tmp_path / "app")
    (tmp_path / "app/privlint.toml").write_text('baseline = "privlint-baseline.json"\nselect = ["PRV1"]\n', "utf-8")
    return tmp_path / "app"


def entries(app: Path) -> list[dict[str, object]]:
    document = json.loads((app / "privlint-baseline.json").read_text("utf-8"))
    jsonschema.validate(document, json.loads((ROOT / "docs/schema/baseline-1.json").read_text("utf-8")))
    found: list[dict[str, object]] = document["findings"]
    return found


@APPS
def test_a_formatter_brings_nothing_new(name: str, tmp_path: Path, cli: Cli) -> None:
    app = tmp_path / name
    shutil.copytree(EXAMPLES / name, app)
    before = cli("check", app, "--output-format", "concise").stdout
    assert cli("baseline", "create", app, "--reason", "known").returncode == 0
    text = (app / "privlint-baseline.json").read_text("utf-8")
    assert sum([reformat(path) for path in app.rglob("*") if path.suffix in (".java", ".kt")]) > 3
    file = app / "privlint-baseline.json"
    assert cli("check", app, "--output-format", "concise").stdout != before
    done = cli("check", app, "--baseline", file, "--output-format", "concise", "--fail-on", "note")
    assert (done.returncode, done.stdout) == (0, "")
    pruned = cli("baseline", "prune", app)
    assert (pruned.stdout, file.read_text("utf-8")) == ("", text)


def test_files_that_move_keep_their_entries(app: Path, cli: Cli) -> None:
    cli("baseline", "create", app)
    source = app / "app/src/main/java/com/example/ledger/sdk/Analytics.java"
    target = app / "app/src/main/java/com/example/ledger/tools/Analytics.java"
    target.parent.mkdir()
    for path in app.rglob("*.java"):
        path.write_text(path.read_text("utf-8").replace("ledger.sdk", "ledger.tools"), "utf-8")
    source.rename(target)
    done = cli("check", app, "--output-format", "concise")
    assert (done.returncode, done.stdout) == (0, "")
    assert "7 in the baseline" in done.stderr
    assert "~ PRV101" in cli("baseline", "update", app).stdout
    assert any(str(entry["path"]).endswith("tools/Analytics.java") for entry in entries(app))


def test_new_findings_are_shown_and_check_writes_nothing(app: Path, cli: Cli) -> None:
    cli("baseline", "create", app, "--reason", "known", "--author", "Li")
    before = (app / "privlint-baseline.json").read_bytes()
    source = app / "app/src/main/java/com/example/ledger/LedgerApp.java"
    call = "UMConfigure.submitPolicyGrantResult(this, true);"
    text = source.read_text("utf-8")
    assert call in text
    source.write_text(text.replace(call, f"{call}\n        {call}"), "utf-8")
    done = cli("check", app, "--output-format", "concise")
    assert (done.returncode, done.stdout.count("PRV105")) == (1, 1)
    assert (app / "privlint-baseline.json").read_bytes() == before
    updated = cli("baseline", "update", app, "--reason", "twice")
    assert updated.stdout.startswith("+ PRV105 ")
    assert [(entry["count"], entry["reason"]) for entry in entries(app) if entry["code"] == "PRV105"] == [(2, "known")]
    source.write_text(text.replace(call, ""), "utf-8")
    pruned = cli("baseline", "prune", app)
    assert pruned.stdout.startswith("- PRV105 ")
    assert "in 2 places" in pruned.stdout
    assert "PRV105" not in {entry["code"] for entry in entries(app)}


def test_expired_entries_are_said(app: Path, cli: Cli) -> None:
    cli("baseline", "create", app, "--expires", "2026-06-30")
    file = app / "privlint-baseline.json"
    file.write_text(file.read_text("utf-8").replace("2026-06-30", "2025-06-30", 1), "utf-8")
    done = cli("check", app, "--output-format", "concise")
    assert (done.returncode, done.stdout.count("\n")) == (1, 1)
    assert "expired on 2025-06-30" in done.stderr
    assert "1 of them expired" in cli("baseline", "show", app).stderr
    assert "renew it with --expires" in cli("baseline", "update", app).stdout
    assert cli("baseline", "update", app, "--expires", "2027-01-01").returncode == 0
    assert cli("check", app).returncode == 0


def test_suppressed_findings_are_no_part_of_it(app: Path, cli: Cli) -> None:
    cli("check", app, "--add-ignore", "beside the code", "--isolated", *SELECT)
    cli("baseline", "create", app)
    assert entries(app) == []


def test_what_severity_hides_is_neither_added_nor_removed(app: Path, cli: Cli) -> None:
    cli("baseline", "create", app)
    before = entries(app)
    settings = app / "privlint.toml"
    settings.write_text(settings.read_text("utf-8") + 'min-severity = "error"\n', "utf-8")
    assert cli("baseline", "update", app).stdout == ""
    assert entries(app) == before


def test_another_place_of_the_file(app: Path, tmp_path: Path, cli: Cli) -> None:
    file = tmp_path / "accepted.json"
    cli("baseline", "create", app, "--baseline", file)
    assert '"path": "app/app/src/main/' in file.read_text("utf-8")
    assert cli("check", app, "--baseline", file, *SELECT).returncode == 0
    assert cli("check", app / "app", "--baseline", file, *SELECT, "--isolated").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "APP"), "privlint-baseline.json:1:1: cannot be read"),
        (("baseline", "update", "APP"), "`privlint baseline create` makes one"),
        (("baseline", "create", "APP", "--expires", "soon"), "is not a day such as 2026-12-31"),
        (("baseline", "create", "APP", "--expires", "2020-01-01"), "is over"),
        (("baseline", "create", "missing"), "does not exist"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str, app: Path, cli: Cli) -> None:
    done = cli(*(str(app) if each == "APP" else each for each in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_nothing_is_lost(app: Path, cli: Cli) -> None:
    cli("baseline", "create", app)
    file = app / "privlint-baseline.json"
    assert "exists; `privlint baseline update` adds to it" in cli("baseline", "create", app).stderr
    file.write_text("<<<<<<< HEAD\n", "utf-8")
    for arguments in (
        ("check", app),
        ("baseline", "update", app),
        ("baseline", "prune", app),
        ("baseline", "show", app),
    ):
        done = cli(*arguments)
        assert done.returncode == 2
        assert ":1:1: a merge conflict is not resolved" in done.stderr
    assert file.read_text("utf-8") == "<<<<<<< HEAD\n"


def test_a_reason_can_be_required(app: Path, cli: Cli) -> None:
    settings = app / "privlint.toml"
    settings.write_text(settings.read_text("utf-8") + "require-reason = true\n", "utf-8")
    assert "give one with --reason" in cli("baseline", "create", app).stderr
    assert cli("baseline", "create", app, "--reason", "known").returncode == 0


def test_it_speaks_chinese(app: Path, cli: Cli) -> None:
    assert "新增 7" in cli("baseline", "create", app, "--lang", "zh").stderr
