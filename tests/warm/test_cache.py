"""The cache on disk: what is found in it, and what happens when it is broken, foreign, full or not there."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from consent.small_apps import START, SmallApp
from support import ROOT

from privlint import api, fullcheck
from privlint.cache.database import FILE_NAME, Database
from privlint.config import Settings
from privlint.disk import Disk
from privlint.report.model import Report
from privlint.warm import checking

APP = """
class App : Application() {{
    override fun onCreate() {{
        {}
    }}

    fun unused() {{
    }}
}}
"""
SOURCE = "app/src/main/java/com/example/App.kt"


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    small = SmallApp(tmp_path / "app")
    small.kotlin("App", APP.format(START))
    age(small.root)
    return small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def age(root: Path) -> None:
    """Makes files look as if nobody had changed them lately."""
    for path in root.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


def check(root: Path, folder: Path, said: list[str] | None = None, **settings: Any) -> Report:
    """A check as a process of its own would do it."""
    database = Database(folder, (said if said is not None else []).append)
    chosen = Settings(**settings)
    try:
        return checking.check(Disk(root), chosen, database)
    finally:
        database.close()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each check that looks at everything."""
    checks: list[str] = []
    real = fullcheck.check_all

    def check_all(*arguments: Any, **options: Any) -> Any:
        checks.append("anew")
        return real(*arguments, **options)

    monkeypatch.setattr(fullcheck, "check_all", check_all)
    return checks


def same(one: Report, other: Report) -> bool:
    return (one.findings, one.sdks, one.skipped) == (other.findings, other.sdks, other.skipped)


def test_nothing_changed(app: SmallApp, folder: Path, counted: list[str]) -> None:
    first = check(app.root, folder)
    assert [finding.code for finding in first.findings][:1] == ["PRV101"]
    assert same(check(app.root, folder), first)
    assert counted == ["anew"]


def test_a_body_that_nobody_asked_for(app: SmallApp, folder: Path, counted: list[str]) -> None:
    check(app.root, folder)
    text = APP.format(START).replace("fun unused() {", "fun unused() {\n        println(1)")
    app.kotlin("App", "// moved down\n" + text)
    assert same(check(app.root, folder), api.check(app.root, Settings()))
    assert counted == ["anew", "anew"]  # one of them is the other side of the comparison
    app.kotlin("App", APP.format(START))
    check(app.root, folder)
    assert len(counted) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda app: app.kotlin("App", APP.format("val nothing = 1")),
        lambda app: app.manifest('<service android:name=".Push" android:exported="true" />'),
        lambda app: app.write("app/build.gradle", (app.root / "app/build.gradle").read_text() + "// changed\n"),
        lambda app: app.kotlin("More", "class More"),
        lambda app: (app.root / SOURCE).unlink(),
        lambda app: app.write("privacy.md", "隐私政策" * 200),
        lambda app: app.write("app/src/main/res/navigation/graph.xml", "<navigation/>"),
    ],
)
def test_what_changes_is_seen(app: SmallApp, folder: Path, change: Callable[[SmallApp], None]) -> None:
    check(app.root, folder)
    change(app)
    assert same(check(app.root, folder), api.check(app.root, Settings()))
    assert same(check(app.root, folder), api.check(app.root, Settings()))


def test_a_change_that_leaves_size_and_time(app: SmallApp, folder: Path) -> None:
    path = app.root / SOURCE
    check(app.root, folder)
    text = path.read_bytes()
    path.write_bytes(text.replace(b"UMConfigure.init(", b"UMConfigure.inix("))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert same(check(app.root, folder), api.check(app.root, Settings()))


def test_a_change_within_a_tick_of_the_clock(app: SmallApp, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between a check and the next, a file is changed and looks the same: its time was too fresh to be believed."""
    path = app.root / SOURCE
    text = path.read_bytes()
    path.write_bytes(text)
    known = os.stat(path)
    check(app.root, folder)
    path.write_bytes(text.replace(b"UMConfigure.init(", b"UMConfigure.inix("))
    real = os.lstat

    def lstat(name: Any) -> os.stat_result:
        return known if os.fspath(name).endswith("App.kt") else real(name)

    monkeypatch.setattr(os, "lstat", lstat)
    found = check(app.root, folder)
    monkeypatch.undo()
    assert same(found, api.check(app.root, Settings()))


def test_two_checkouts_share_results(app: SmallApp, folder: Path, counted: list[str], tmp_path: Path) -> None:
    first = check(app.root, folder)
    shutil.copytree(app.root, tmp_path / "other")
    assert same(check(tmp_path / "other", folder), first)
    assert counted == ["anew"]


def test_settings_that_only_show_less_share_results(app: SmallApp, folder: Path, counted: list[str]) -> None:
    check(app.root, folder)
    assert check(app.root, folder, min_severity="error").findings
    assert counted == ["anew"]
    assert not check(app.root, folder, ignore=("PRV1",)).findings
    assert counted == ["anew", "anew"]


def test_the_age_of_the_catalogue(
    app: SmallApp, folder: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(app.root, folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1990000000")
    assert "PRV904" in {finding.code for finding in check(app.root, folder).findings}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1995000000")
    assert same(check(app.root, folder), api.check(app.root, Settings()))
    assert len(counted) == 4


# What is wrong with the file


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1000)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(0, len(data), 997):
        data[at] ^= 0x5A
    path.write_bytes(bytes(data))


def of_a_stranger(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE kept (kind, key, data)")
        connection.execute("CREATE VIEW secret AS SELECT * FROM kept")
    connection.close()


def with_other_rows(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT kind, key FROM kept").fetchall()
        for number, row in enumerate(rows):
            data: Any = (b"\xc1", b"\x80", b"\x81\xa1a\x91" * 9, "text", 7, b"\x93" * 100_000)[number % 6]
            connection.execute("UPDATE kept SET data = ? WHERE kind = ? AND key = ?", (data, *row))
    connection.close()


def of_a_later_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize(
    "spoil", [garbage, cut_off, overwritten, of_a_stranger, with_other_rows, of_a_later_version, Path.unlink]
)
def test_a_spoiled_file_costs_the_cache_only(app: SmallApp, folder: Path, spoil: Callable[[Path], None]) -> None:
    first = check(app.root, folder)
    for suffix in ("-wal", "-shm"):
        (folder / f"{FILE_NAME}{suffix}").unlink(missing_ok=True)
    spoil(folder / FILE_NAME)
    assert same(check(app.root, folder), first)
    assert same(check(app.root, folder), first)
    with sqlite3.connect(folder / FILE_NAME) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_a_folder_that_cannot_be_made(app: SmallApp, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said: list[str] = []
    assert check(app.root, tmp_path / "file" / "cache", said).findings
    assert said


def test_somebody_keeps_the_lock(app: SmallApp, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("privlint.cache.database._SECONDS_TO_WAIT", 0.01)
    first = check(app.root, folder)
    app.kotlin("More", "class More")
    holder = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    said: list[str] = []
    assert same(check(app.root, folder, said), first)
    assert any("locked" in line for line in said)
    holder.close()


def test_what_was_not_used_for_long_is_left_out(folder: Path) -> None:
    said: list[str] = []
    database = Database(folder, said.append)
    for number in range(10):
        database.put([("text", bytes([number]), bytes(1000))])
    database.shrink(most=3500)
    assert database.has("text") == {b"\x07", b"\x08", b"\x09"}
    database.close()
    assert said == []


# The command


def run(root: Path, folder: Path, *options: str, most_bytes: int = 0) -> subprocess.CompletedProcess[bytes]:
    def limited() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return subprocess.run(
        [
            sys.executable,
            "-m",
            "privlint",
            "check",
            "--isolated",
            "--exit-zero",
            "--output-format",
            "json",
            *options,
            str(root),
        ],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PRIVLINT_CACHE_DIR": str(folder)},
        preexec_fn=limited if most_bytes else None,
        check=True,
    )


def findings(done: subprocess.CompletedProcess[bytes]) -> Any:
    return json.loads(done.stdout)["findings"]


def test_a_full_disk(app: SmallApp, folder: Path) -> None:
    done = run(app.root, folder, "--debug", most_bytes=40_000)
    assert findings(done)
    assert b"results.sqlite" in done.stderr
    assert run(app.root, folder, most_bytes=40_000).stderr == b""


def test_no_cache(app: SmallApp, folder: Path, tmp_path: Path) -> None:
    assert findings(run(app.root, folder, "--no-cache"))
    assert not (folder / FILE_NAME).exists()


def test_clean(app: SmallApp, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from privlint.cli.clean import command

    monkeypatch.setenv("PRIVLINT_CACHE_DIR", str(folder))
    run(app.root, folder)
    (folder / "mine.txt").write_text("not yours")
    assert "removed" in CliRunner().invoke(command).output
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]
    assert "no cache" in CliRunner().invoke(command).output


def test_warm_checks_load_no_analysis(app: SmallApp, folder: Path) -> None:
    run(app.root, folder)
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "privlint", "check", "--exit-zero", str(app.root)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PRIVLINT_CACHE_DIR": str(folder)},
        check=True,
    )
    loaded = {line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    heavy = {
        "tree_sitter",
        "privlint.api",
        "privlint.consent",
        "privlint.program",
        "privlint.knowledge.loader",
        "jinja2",
    }
    assert not loaded & heavy
