"""`privlint facts`: what is found on one machine is used on another, and reports stay the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from support import EXAMPLES, Cli

from privlint.frontend import store
from privlint.frontend.portable import part, part_name, read_parts
from privlint.frontend.store import FactStore

APPS = ("leaky-java", "leaky-kotlin")


def report(cli: Cli, root: Path, *options: str | Path) -> Any:
    done: subprocess.CompletedProcess[str] = cli("check", "--output-format", "json", "--exit-zero", *options, root)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    del found["summary"]["seconds"]
    return found


@pytest.mark.parametrize("app", APPS)
def test_two_checkouts_share_a_folder(cli: Cli, tmp_path: Path, app: str) -> None:
    shared = tmp_path / "shared"
    for name in ("one", "two"):
        shutil.copytree(EXAMPLES / app, tmp_path / name)
    first = cli("facts", tmp_path / "one", "--output", shared)
    assert "found" in first.stderr
    second = cli("facts", tmp_path / "two", "--output", shared)
    assert second.stdout == first.stdout
    assert "there already" in second.stderr
    assert report(cli, tmp_path / "two", "--facts", shared) == report(cli, tmp_path / "two", "--no-cache")


def test_the_same_sources_give_the_same_bytes(cli: Cli, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert cli("facts", EXAMPLES / "leaky-kotlin", "--output", tmp_path / name).returncode == 0
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_only_one_module(cli: Cli, tmp_path: Path) -> None:
    assert cli("facts", EXAMPLES / "leaky-java", "--output", tmp_path, "--module", ":app").stdout.startswith(":app\t")
    done = cli("facts", EXAMPLES / "leaky-java", "--output", tmp_path, "--module", ":nowhere")
    assert (done.returncode, "no module :nowhere" in done.stderr) == (2, True)


def test_a_module_that_no_application_has(cli: Cli, tmp_path: Path) -> None:
    """A build may ask for all of its modules."""
    app = tmp_path / "app"
    shutil.copytree(EXAMPLES / "leaky-java", app)
    (app / "tools/src/main/java").mkdir(parents=True)
    (app / "tools/src/main/java/T.java").write_text("class T {}\n", "utf-8")
    (app / "tools/build.gradle").write_text("apply plugin: 'java'\n", "utf-8")
    with (app / "settings.gradle").open("a", encoding="utf-8") as settings:
        settings.write("\ninclude ':tools'\n")
    done = cli("facts", app, "--output", tmp_path / "out", "--module", ":tools")
    assert (done.returncode, done.stdout) == (0, "")
    assert ":tools: no application has sources of it" in done.stderr


SOURCES = {"a/A.kt": b"package a\n\nclass A { fun f() = 1 }\n", "b/B.java": b"package b;\nclass B extends a.A {}\n"}


def test_facts_take_the_place_of_parsing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / part_name(SOURCES)).write_bytes(part(SOURCES))
    expected = dict(FactStore(SOURCES))
    moved = {f"elsewhere/{path}": source for path, source in SOURCES.items()}
    found = FactStore(moved, portable=read_parts([tmp_path]))
    for name in ("scan", "extract_code", "extract_outline"):
        monkeypatch.setattr(store, name, None)
    assert {path: found[path] for path in moved} == {f"elsewhere/{path}": expected[path] for path in SOURCES}
    assert list(found.index.of_subtypes("A")) == ["elsewhere/b/B.java"]


@pytest.mark.parametrize("data", [b"", b"\xc1", b"\x92\xa1x\x90", b"\x93" * 50_000, b"not facts"])
def test_what_is_no_part_is_left_out(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other.facts").write_bytes(data)
    (tmp_path / part_name(SOURCES)).write_bytes(part(SOURCES))
    assert FactStore(SOURCES, portable=read_parts([tmp_path]))["a/A.kt"].package == "a"


def test_rows_that_are_something_else_are_found_anew(tmp_path: Path) -> None:
    data = part(SOURCES)
    for at in range(0, len(data), 3):
        spoilt = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
        (tmp_path / "spoilt.facts").write_bytes(spoilt)
        FactStore(SOURCES, portable=read_parts([tmp_path]))["b/B.java"]
