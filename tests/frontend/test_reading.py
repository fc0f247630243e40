"""Reading files: every file that fails is named, and costs no other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from privlint.frontend import java, kotlin, read_sources, reading
from privlint.frontend.code import Code
from privlint.frontend.reading import extract_code, extract_outline

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="the file system forbids it")
JAVA = b"package a; class A { void f() { g(1); } }"
KOTLIN = b"package a\nfun f() = g(2)\n"


def write(root: Path, **files: bytes) -> None:
    for name, data in files.items():
        (root / name.replace("_", ".")).write_bytes(data)


def reasons(root: Path, *paths: str) -> dict[str, str]:
    found, problems = read_sources(root, paths)
    assert {problem.line for problem in problems} <= {1}
    assert found.keys().isdisjoint(problem.path for problem in problems)
    return {problem.path: problem.reason for problem in problems}


def test_sources_in_the_order_of_the_paths(tmp_path: Path) -> None:
    write(tmp_path, B_java=JAVA, A_kt=KOTLIN)
    found, problems = read_sources(tmp_path, ["B.java", "A.kt"])
    assert (list(found.items()), problems) == ([("B.java", JAVA), ("A.kt", KOTLIN)], [])
    assert read_sources(tmp_path, []) == ({}, [])


@pytest.mark.parametrize(("source", "name"), [(JAVA, "B.java"), (KOTLIN, "A.kt")])
def test_facts_are_those_of_the_language(source: bytes, name: str) -> None:
    code = extract_code(source, f"a/{name}")
    assert isinstance(code, Code)
    is_java = name.endswith("java")
    assert code.facts() == (java.extract(source) if is_java else kotlin.extract(source, name))
    assert extract_outline(source, name) == (java.outline(source) if is_java else kotlin.outline(source, name))


# Run in a process of its own: threads of a test runner leave garbage of their own at any time.
GARBAGE = """
import gc
from privlint.frontend.reading import extract_code, extract_outline

SOURCES = {
    "B.java": b"class B { int a = b(); { c(); } void f(int p) { new D() { void g() { h(); } }; } }",
    "A.kt": b"class A(val a: B) : C by d {\\n val e = { f(it) }\\n fun g() = object : H {}\\n}",
}

def everything():
    return [(extract_outline(source, name), extract_code(source, name)) for name, source in SOURCES.items()]

everything()
gc.disable()
gc.enable = lambda: None
gc.collect()
kept = everything()
print(gc.collect())
"""


def test_nothing_is_kept_while_no_garbage_is_collected() -> None:
    ended = subprocess.run([sys.executable, "-c", GARBAGE], check=True, capture_output=True, text=True, timeout=60)
    assert ended.stdout == "0\n"


def test_the_facade_is_named_after_the_file_not_its_folder() -> None:
    outline = extract_outline(KOTLIN, "some folder/Tools.kt")
    assert not isinstance(outline, str)
    assert [declared.name for declared in outline.types] == ["ToolsKt"]


def test_what_is_missing_or_no_file_is_named(tmp_path: Path) -> None:
    write(tmp_path, A_java=JAVA)
    (tmp_path / "Folder.java").mkdir()
    assert reasons(tmp_path, "Gone.kt", "A.java", "Folder.java", "A.java/B.kt", "nul\0.kt") == {
        "Gone.kt": "cannot be read: No such file or directory",
        "Folder.java": "is not a regular file",
        "A.java/B.kt": "cannot be read: Not a directory",
        "nul\0.kt": "cannot be read: embedded null byte",
    }


@posix_only
def test_links_that_lead_nowhere_and_pipes_are_named(tmp_path: Path) -> None:
    (tmp_path / "Loop.java").symlink_to("Loop.java")
    os.mkfifo(tmp_path / "Pipe.kt")
    found = reasons(tmp_path, "Loop.java", "Pipe.kt")
    assert found["Loop.java"].startswith("cannot be read: ")
    assert found["Pipe.kt"] == "is not a regular file"


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="nothing is forbidden to root")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    write(tmp_path, A_java=JAVA)
    (tmp_path / "A.java").chmod(0)
    assert reasons(tmp_path, "A.java") == {"A.java": "cannot be read: Permission denied"}


def test_a_very_large_file_is_named(tmp_path: Path) -> None:
    filler = b" " * (reading.MAX_BYTES - len(JAVA))
    write(tmp_path, Large_java=JAVA + filler + b" ", Fits_java=JAVA + filler)
    assert reasons(tmp_path, "Large.java", "Fits.java") == {"Large.java": "larger than 5 MB"}


@pytest.mark.parametrize("data", [b"\xff\xfe" * 100, "class A { }".encode("utf-16"), b"\0\xff\x80", b""], ids=range(4))
@pytest.mark.parametrize("suffix", ["java", "kt"])
def test_any_bytes_have_facts(data: bytes, suffix: str) -> None:
    assert not isinstance(extract_outline(data, f"A.{suffix}"), str)
    assert isinstance(extract_code(data, f"A.{suffix}"), Code)


def test_what_an_extractor_raises_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: bytes) -> None:
        raise RecursionError("too deep\nsecond line")

    monkeypatch.setattr(java, "read", broken)
    assert extract_code(JAVA, "A.java") == "cannot be analysed: RecursionError: too deep"


def test_progress_counts_every_file(tmp_path: Path) -> None:
    write(tmp_path, A_java=JAVA)
    calls: list[tuple[int, int]] = []
    read_sources(tmp_path, ["A.java", "missing.kt"], progress=lambda done, total: calls.append((done, total)))
    assert calls == [(1, 2), (2, 2)]
