"""Reading many files: alone or with a pool the facts are the same, and every file that fails is named."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT

from privlint.frontend import facts, java, kotlin, read_code, read_outlines, reading
from privlint.frontend.code import Code

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="the file system forbids it")
JAVA = b"package a; class A { void f() { g(1); } }"
KOTLIN = b"package a\nfun f() = g(2)\n"
COUNT = 301


@pytest.fixture
def many(tmp_path: Path) -> tuple[Path, list[str]]:
    """A folder with enough files for a pool, and their paths in an order that is not that of the alphabet."""
    paths = [f"src/F{number}.{'java' if number % 2 else 'kt'}" for number in range(COUNT, 0, -1)]
    (tmp_path / "src").mkdir()
    for number, path in enumerate(paths):
        text = f"class A{number} {{ void f() {{ g({number}); }} }}" if path.endswith("java") else f"val x = g({number})"
        (tmp_path / path).write_text(text)
    return tmp_path, paths


@pytest.fixture
def two_cpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_cpus", lambda: 2)
    monkeypatch.setattr(reading, "MAX_FILES_WITHOUT_POOL", COUNT - 1)


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of workers of the pools that are made from now on."""
    made: list[int] = []
    original = reading._pool

    def counted(workers: int) -> object:
        made.append(workers)
        return original(workers)

    monkeypatch.setattr(reading, "_pool", counted)
    return made


def write(root: Path, **files: bytes) -> None:
    for name, data in files.items():
        (root / name.replace("_", ".")).write_bytes(data)


def reasons(root: Path, *paths: str) -> dict[str, str]:
    found, problems = read_outlines(root, paths)
    assert {problem.line for problem in problems} <= {1}
    assert found.keys().isdisjoint(problem.path for problem in problems)
    return {problem.path: problem.reason for problem in problems}


def test_outlines_are_those_of_the_language_in_the_order_of_the_paths(tmp_path: Path) -> None:
    write(tmp_path, B_java=JAVA, A_kt=KOTLIN)
    found, problems = read_outlines(tmp_path, ["B.java", "A.kt"])
    assert list(found.items()) == [("B.java", java.outline(JAVA)), ("A.kt", kotlin.outline(KOTLIN, "A.kt"))]
    assert problems == []


def test_one_file_is_read_with_its_code_or_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    write(tmp_path / "a", B_java=JAVA, A_kt=KOTLIN)
    code = {name: read_code(tmp_path, f"a/{name}") for name in ("B.java", "A.kt")}
    facts = {name: found.facts() for name, found in code.items() if isinstance(found, Code)}
    assert facts == {"B.java": java.extract(JAVA), "A.kt": kotlin.extract(KOTLIN, "A.kt")}
    assert read_code(tmp_path, "a/C.kt") == "cannot be read: No such file or directory"


def test_code_is_kept_as_far_as_there_is_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, B_java=JAVA, A_kt=KOTLIN, C_java=JAVA)
    monkeypatch.setattr(reading, "MAX_BYTES_KEPT", len(JAVA) + 1)
    kept: dict[str, Code] = {}
    paths = ["missing.kt", "B.java", "A.kt", "C.java"]
    outlines, problems = read_outlines(tmp_path, paths, keep=kept)
    assert list(kept) == ["B.java", "A.kt"]
    assert (outlines, problems) == read_outlines(tmp_path, paths)
    assert kept["A.kt"].facts() == kotlin.extract(KOTLIN, "A.kt")


def outlines_and_facts(root: Path, paths: list[str]) -> object:
    return read_outlines(root, paths), [read_code(root, path) for path in paths]


def test_nothing_is_kept_while_no_garbage_is_collected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = b"class B { int a = b(); { c(); } void f(int p) { new D() { void g() { h(); } }; } }"
    write(tmp_path, B_java=code, A_kt=b"class A(val a: B) : C by d {\n val e = { f(it) }\n fun g() = object : H {}\n}")
    outlines_and_facts(tmp_path, ["B.java", "A.kt"])
    monkeypatch.setattr(gc, "enable", lambda: None)
    garbage = []
    for _ in range(3):  # other threads of the process leave some, at times
        gc.collect()
        kept = outlines_and_facts(tmp_path, ["B.java", "A.kt"])
        garbage.append(gc.collect())
        assert kept
    monkeypatch.undo()
    gc.enable()
    assert min(garbage) == 0


def test_the_facade_is_named_after_the_file_not_its_folder(tmp_path: Path) -> None:
    (tmp_path / "some folder").mkdir()
    (tmp_path / "some folder/Tools.kt").write_bytes(KOTLIN)
    found, _ = read_outlines(tmp_path, ["some folder/Tools.kt"])
    assert [declared.name for declared in found["some folder/Tools.kt"].types] == ["ToolsKt"]


def test_no_files(tmp_path: Path) -> None:
    assert read_outlines(tmp_path, []) == ({}, [])


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


def test_a_very_large_file_is_named_and_not_parsed(tmp_path: Path) -> None:
    filler = b" " * (reading.MAX_BYTES - len(JAVA))
    write(tmp_path, Large_java=JAVA + filler + b" ", Fits_java=JAVA + filler)
    assert reasons(tmp_path, "Large.java", "Fits.java") == {"Large.java": "larger than 5 MB"}


@pytest.mark.parametrize("data", [b"\xff\xfe" * 100, "class A { }".encode("utf-16"), b"\0\xff\x80", b""], ids=range(4))
@pytest.mark.parametrize("suffix", ["java", "kt"])
def test_any_bytes_have_facts(data: bytes, suffix: str, tmp_path: Path) -> None:
    path = f"A.{suffix}"
    (tmp_path / path).write_bytes(data)
    found, problems = read_outlines(tmp_path, [path])
    assert (list(found), problems) == ([path], [])


def test_a_failing_extractor_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def outline(source: bytes) -> facts.FileFacts:
        if b"bad" in source:
            raise RecursionError("too deep\nsecond line")
        return original(source)

    original = java.outline
    monkeypatch.setattr(java, "outline", outline)
    write(tmp_path, Bad_java=b"class bad { }", Good_java=JAVA)
    found, problems = read_outlines(tmp_path, ["Bad.java", "Good.java"])
    assert list(found) == ["Good.java"]
    assert problems == [reading.Problem("Bad.java", 1, "cannot be analysed: RecursionError: too deep")]


@pytest.mark.parametrize("count", [3, COUNT])
@pytest.mark.usefixtures("two_cpus")
def test_progress_counts_every_file(count: int, many: tuple[Path, list[str]]) -> None:
    root, paths = many
    calls: list[tuple[int, int]] = []
    paths = [*paths[: count - 1], "missing.kt"]
    read_outlines(root, paths, progress=lambda done, total: calls.append((done, total)))
    assert calls == [(number, count) for number in range(1, count + 1)]


@pytest.mark.usefixtures("two_cpus")
def test_a_pool_gives_what_one_process_gives(
    many: tuple[Path, list[str]], pools: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, paths = many
    (root / paths[7]).unlink()
    (root / paths[9]).write_bytes(b"\xff class {{{")
    pooled = read_outlines(root, paths)
    assert pools == [2]
    monkeypatch.setattr(reading, "MAX_FILES_WITHOUT_POOL", COUNT)
    alone = read_outlines(root, paths)
    assert pools == [2]
    assert pooled == alone
    assert list(pooled[0]) == list(alone[0]) == [path for path in paths if path != paths[7]]
    assert [problem.path for problem in pooled[1]] == [paths[7]]


@pytest.mark.usefixtures("two_cpus")
def test_with_threads_workers_are_spawned_not_forked(many: tuple[Path, list[str]], pools: list[int]) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        found, problems = read_outlines(*many)
    finally:
        stop.set()
        thread.join()
    assert (len(found), problems, pools) == (COUNT, [], [2])


def test_one_processor_needs_no_pool(
    many: tuple[Path, list[str]], pools: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_cpus", lambda: 1)
    monkeypatch.setattr(reading, "MAX_FILES_WITHOUT_POOL", COUNT - 1)
    found, _ = read_outlines(*many)
    assert (len(found), pools) == (COUNT, [])


def refuse(workers: int) -> object:
    raise OSError("no semaphores here")


@pytest.mark.usefixtures("two_cpus")
@pytest.mark.parametrize("pool", [refuse, lambda workers: None])
def test_where_no_pool_can_be_made_one_process_does_it(
    pool: Callable[[int], object], many: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_pool", pool)
    found, problems = read_outlines(*many)
    assert (list(found), problems) == (many[1], [])


def die_in_a_worker(source: bytes) -> facts.FileFacts:
    if os.getpid() != PARENT:
        os._exit(1)
    return facts.FileFacts("java", "", (), (), (), ())


PARENT = os.getpid()


@pytest.mark.skipif(sys.platform != "linux", reason="only forked workers inherit the patch")
@pytest.mark.usefixtures("two_cpus")
def test_what_dying_workers_leave_is_done_by_this_process(
    many: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, paths = many
    monkeypatch.setattr(java, "outline", die_in_a_worker)
    found, problems = read_outlines(root, paths)
    assert (list(found), problems) == (paths, [])


@pytest.mark.usefixtures("two_cpus")
@pytest.mark.parametrize("count", [3, COUNT])
def test_an_error_of_the_caller_leaves_nothing_behind(count: int, many: tuple[Path, list[str]]) -> None:
    def interrupted(done: int, total: int) -> None:
        assert not gc.isenabled()
        raise KeyboardInterrupt

    root, paths = many
    with pytest.raises(KeyboardInterrupt):
        read_outlines(root, paths[:count], progress=interrupted)
    assert gc.isenabled()


SCRIPT = """\
import threading
from pathlib import Path

from privlint.frontend import read_outlines, reading

print("started")
reading._cpus = lambda: 2
reading.MAX_FILES_WITHOUT_POOL = 300
if {threaded}:
    threading.Thread(target=threading.Event().wait, daemon=True).start()
facts, problems = read_outlines(Path({root!r}), {paths!r})
print(len(facts), len(problems))
"""


@pytest.mark.parametrize("threaded", [False, True])
def test_a_script_needs_no_guard_for_the_main_module(
    threaded: bool, many: tuple[Path, list[str]], tmp_path: Path
) -> None:
    root, paths = many
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(threaded=threaded, root=str(root), paths=paths))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == (f"started\n{COUNT} 0\n", "", 0)


def test_importing_the_reader_loads_no_grammar() -> None:
    code = "import sys, privlint.frontend; print([m for m in sys.modules if m.startswith(('tree_sitter', 'multip'))])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout == "[]\n"
