"""Outlines first, code from when somebody asks for it."""

from __future__ import annotations

from pathlib import Path

from privlint.frontend import java, read_outlines
from privlint.frontend.facts import decode_body
from privlint.frontend.store import FactStore

SOURCE = "class A {\n    void f() { g(new Object() { void h() { i(); } }); }\n}\n"


def _store(root: Path, source: str = SOURCE) -> FactStore:
    (root / "A.java").write_text(source)
    outlines, problems = read_outlines(root, ["A.java"])
    assert problems == []
    return FactStore(root, outlines)


def test_outline_until_code_is_asked_for(tmp_path: Path) -> None:
    store = _store(tmp_path)
    assert store["A.java"].is_outline
    assert store.completed()["A.java"].is_outline
    assert store.complete("A.java") == java.extract(SOURCE.encode())
    assert store.complete("A.java") is store.complete("A.java")
    assert not store.completed()["A.java"].is_outline
    assert store["A.java"].is_outline, "programs are made from outlines, whatever was asked for before"


def test_a_mapping_of_paths(tmp_path: Path) -> None:
    store = _store(tmp_path)
    assert (list(store), len(store), "A.java" in store, "B.java" in store) == (["A.java"], 1, True, False)


def test_mentions(tmp_path: Path) -> None:
    store = _store(tmp_path)
    assert store.mentions("A.java", b"Object")
    assert not store.mentions("A.java", b"Objects")


def test_a_file_that_has_changed_has_no_code(tmp_path: Path) -> None:
    for changed in ("class B { void f() { g(); } }", "class A { }", "class A {"):
        store = _store(tmp_path)
        (tmp_path / "A.java").write_text(changed)
        facts = store.complete("A.java")
        assert facts.types == store["A.java"].types
        assert [decode_body(data).ops for data in facts.bodies] == [[]] * len(store["A.java"].bodies)


def test_a_file_that_has_gone_has_no_code(tmp_path: Path) -> None:
    store = _store(tmp_path)
    (tmp_path / "A.java").unlink()
    assert not store.mentions("A.java", b"Object")
    assert [decode_body(data).ops for data in store.complete("A.java").bodies] == [[]]
