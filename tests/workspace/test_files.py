"""The listing of files and what happens with files that are not as they should be."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from workspace.projects import MakeProject

from privlint.workspace import load
from privlint.workspace.files import RepositoryFiles, decode, join

APP = {"settings.gradle": "include ':app'", "app/build.gradle": "plugins { id 'com.android.application' }"}


def test_walk_honours_gitignore(project: MakeProject) -> None:
    made = project(
        {".gitignore": "/out/\n*.tmp\n", "out/A.java": "", "b.tmp": "", "c/.gitignore": "!keep.tmp\n", "c/keep.tmp": ""}
    )
    paths = RepositoryFiles(made.root).paths
    assert "out/A.java" not in paths
    assert "b.tmp" not in paths
    assert "c/keep.tmp" in paths


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_lists_tracked_and_new_files(project: MakeProject) -> None:
    made = project({".gitignore": "out/\n", "out/A.java": "", "new file.txt": "", "a\nb.txt": ""})
    subprocess.run(["git", "init", "-q", str(made.root)], check=True)
    paths = RepositoryFiles(made.root).paths
    assert "out/A.java" not in paths
    assert {"new file.txt", "a\nb.txt"} <= set(paths)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_links_do_not_lead_out_or_round(project: MakeProject, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.java"
    outside.write_text("class Secret {}")
    made = project({"a/b.txt": ""})
    (made.root / "loop").symlink_to(made.root)
    (made.root / "leak.java").symlink_to(outside)
    (made.root / "inner.txt").symlink_to(made.root / "a/b.txt")
    paths = RepositoryFiles(made.root).paths
    assert "leak.java" not in paths
    assert not any(path.startswith("loop") for path in paths)
    assert "inner.txt" in paths


def test_paths_stay_in_the_repository() -> None:
    assert join("a/b", "../c") == "a/c"
    assert join("a", "../../c") is None
    assert join("a", "/etc/passwd") is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
def test_text_in_any_encoding(encoding: str) -> None:
    assert decode("// 注释\nx".encode(encoding)) == "// 注释\nx"


@pytest.mark.parametrize(
    ("path", "content", "line"),
    [
        ("app/build.gradle", b"plugins { id 'com.android.application' }\nandroid {\n", 2),
        ("gradle/libs.versions.toml", b"[versions\n", 1),
        ("app/src/main/AndroidManifest.xml", b"<manifest>\n<application", 2),
        ("settings.gradle", b"include ':app'\nif (x) { \"open\n", 2),
    ],
)
def test_broken_file_is_a_problem_and_the_rest_is_read(
    project: MakeProject, path: str, content: bytes, line: int
) -> None:
    made = project(APP)
    made.write(path, content)
    workspace = made.load()
    assert [a.gradle for a in workspace.applications] == [":app"]
    assert [(p.path, p.line) for p in workspace.problems] == [(path, line)]


def test_windows_line_ends_and_byte_order_mark(project: MakeProject) -> None:
    made = project(APP)
    made.write(
        "app/build.gradle",
        b"\xef\xbb\xbfplugins {\r\n  id 'com.android.application'\r\n}\r\n"
        b"dependencies {\r\n  implementation 'g:n:1'\r\n}\r\n",
    )
    (dependency,) = made.variant().dependencies
    assert dependency.position.line == 5


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\xff", b"}}}}}}", b"{" * 50_000, b"((((" * 20_000, b"'" * 9_999, b'"${' * 9_999]
)
def test_no_script_breaks_the_workspace(project: MakeProject, content: bytes) -> None:
    made = project(APP)
    made.write("build.gradle", content)
    made.write("other/build.gradle.kts", content)
    assert [a.gradle for a in made.load().applications] == [":app"]


def test_empty_folder(tmp_path: Path) -> None:
    workspace = load(tmp_path)
    assert workspace.applications == ()
    assert workspace.problems == []
