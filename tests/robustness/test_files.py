"""Odd things on the disk: names, links, kinds of file, foreign caches and settings."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from support import Cli

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="the file system forbids it")


@pytest.fixture
def project(tmp_path: Path, examples: Path) -> Path:
    return shutil.copytree(examples / "leaky-java", tmp_path / "project")


def findings(cli: Cli, folder: Path) -> set[tuple[str, str]]:
    done = cli("check", "--output-format", "json", folder)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    return {(f["code"], Path(f["path"]).name) for f in json.loads(done.stdout)["findings"]}


@posix_only
def test_names_with_spaces_and_newlines(project: Path, cli: Cli) -> None:
    before = findings(cli, project)
    package = project / "app/src/main/java/com/example/ledger"
    (package / "sdk").rename(package / "an sdk\nof ours")
    assert findings(cli, project) == before


@posix_only
def test_link_loop(project: Path, cli: Cli) -> None:
    before = findings(cli, project)
    (project / "app/src/main/java/loop").symlink_to(project, target_is_directory=True)
    (project / "app/src/main/java/Self.java").symlink_to("Self.java")
    assert findings(cli, project) == before


@posix_only
def test_pipe_with_the_name_of_a_source_file(project: Path, cli: Cli) -> None:
    before = findings(cli, project)
    os.mkfifo(project / "app/src/main/java/com/example/ledger/Pipe.java")
    assert findings(cli, project) == before


def test_manifest_with_entities_is_not_expanded(project: Path, cli: Cli) -> None:
    manifest = project / "app/src/main/AndroidManifest.xml"
    bomb = '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12)
    )
    text = manifest.read_text("utf-8").replace("@string/app_name", "&m;")
    manifest.write_text(text.replace("<manifest", bomb + "]>\n<manifest", 1), "utf-8")
    done = cli("check", "--output-format", "json", project)
    report = json.loads(done.stdout)
    assert "app/src/main/AndroidManifest.xml" in {entry["path"] for entry in report["skipped"]}


def test_folder_without_android(tmp_path: Path, cli: Cli) -> None:
    done = cli("check", "--output-format", "json", tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["findings"] == []


def test_missing_folder(tmp_path: Path, cli: Cli) -> None:
    done = cli("check", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 4


@pytest.mark.parametrize("text", ["select = [", "selcet = []", "select = 3", "\0"], ids=range(4))
def test_bad_settings(text: str, project: Path, cli: Cli) -> None:
    (project / "privlint.toml").write_text(text, "utf-8")
    done = cli("check", project)
    assert done.returncode == 2
    assert "privlint.toml:1:" in done.stderr
    assert "Traceback" not in done.stderr
