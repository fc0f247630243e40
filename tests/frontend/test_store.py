"""Outlines first, code from when somebody asks for it."""

from __future__ import annotations

import pytest

from privlint.frontend import java, kotlin, store
from privlint.frontend.builder import FileBuilder
from privlint.frontend.code import Code
from privlint.frontend.facts import LAMBDA, Body, Lost, decode_body
from privlint.frontend.reading import Problem
from privlint.frontend.store import FactStore

JAVA = """
class A {
    Object a = new B() { void b() { c(); } };
    void f(int x) { g(() -> h(x)); }
    void i() { class J { void k() { } } new J().k(); }
}
"""
KOTLIN = """
val top = a { b }
class A(val x: Int) : I by Impl(x) {
    val lazy by lazy { d(x) }
    val get: Int get() = e { x }
    fun f(y: Int = 1) { g { y }; object : B { fun h() = y } }
    constructor() : this(2)
}
"""


def _store(source: str = JAVA) -> FactStore:
    return FactStore({"A.java": source.encode()})


def _ops(code: Code, index: int) -> list[tuple[int, str]]:
    return [(op.kind, op.name) for op in decode_body(code.body(index)).ops]


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("source", [JAVA, KOTLIN])
def test_bodies_one_by_one(source: str, backwards: bool) -> None:
    """In whatever order bodies are asked for, they hold what they hold when all are extracted."""
    is_java = source is JAVA
    facts = java.extract(source.encode()) if is_java else kotlin.extract(source.encode(), "A.kt")
    outline = java.outline(source.encode()) if is_java else kotlin.outline(source.encode(), "A.kt")
    code = java.read(source.encode()) if is_java else kotlin.read(source.encode(), "A.kt")
    assert [decl.name for decl in code.types] == [decl.name for decl in outline.types]
    numbers = list(range(len(outline.bodies)))
    for index in reversed(numbers) if backwards else numbers:
        expected = [(op.kind, op.name) for op in decode_body(facts.bodies[index]).ops]
        assert _ops(code, index) == expected
    assert code.types[: len(outline.types)] == list(facts.types[: len(outline.types)])
    assert sorted(decl.kind for decl in code.types) == sorted(decl.kind for decl in facts.types)
    assert len(code.facts().bodies) == len(facts.bodies)


def test_types_of_other_bodies_stay_unknown() -> None:
    code = java.read(JAVA.encode())
    (f,) = (method for method in code.types[0].methods if method.name == "f")
    body: Body = decode_body(code.body(f.body))
    assert [decl.name for decl in code.types] == ["A"]
    (made,) = (op for op in body.ops if op.kind == LAMBDA)
    assert code.local(decode_body(code.body(f.body)).params[0]).name == "x"
    assert _ops(code, made.slot)[-1:] != []
    (i,) = (method for method in code.types[0].methods if method.name == "i")
    code.body(i.body)
    assert [decl.name for decl in code.types] == ["A", "J"]


def test_a_body_that_cannot_be_extracted_is_lost() -> None:
    def broken() -> None:
        raise KeyError("x")

    file = FileBuilder("java")
    first, second = file.start_body(), file.start_body()
    file.postpone(first.index, broken)
    file.postpone(second.index, file.finish_body, second)
    code = Code(file, b"")
    assert decode_body(code.body(first.index)).ops == []
    assert code.lost() == [Lost(1, 1, "cannot be analysed: KeyError: 'x'")]
    assert decode_body(code.body(second.index)).ops == []
    assert len(code.lost()) == 1


def test_outline_until_code_is_asked_for() -> None:
    store = _store()
    assert store["A.java"].is_outline
    assert store.code("A.java").facts() == java.extract(JAVA.encode())
    assert store.code("A.java") is store.code("A.java")
    assert store["A.java"].is_outline, "programs are made from outlines, whatever was asked for before"


def test_lost_lines_of_code_are_known_when_it_was_asked_for() -> None:
    depth = 3000
    store = _store(f"class A {{\n    int f() {{\n        return {'(' * depth}1{')' * depth};\n    }}\n}}\n")
    assert list(store.lost()) == []
    (f,) = store["A.java"].types[0].methods
    store.code("A.java").body(f.body)
    ((path, (lost,)),) = store.lost()
    assert (path, lost.first_line) == ("A.java", 3)


def test_a_mapping_of_paths() -> None:
    store = _store()
    assert (list(store), len(store), "A.java" in store, "B.java" in store) == (["A.java"], 1, True, False)


def test_mentions() -> None:
    store = _store()
    assert store.mentioning(b"Object") == {"A.java"}
    assert store.mentioning(b"Objects") == set()


def test_a_file_is_parsed_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []
    original = java.read

    def noted(source: bytes) -> Code:
        read.append(source)
        return original(source)

    monkeypatch.setattr(java, "read", noted)
    store = FactStore({"A.java": b"package a; class A {}", "B.java": b"import c.D; class B {}"})
    assert (store.package("A.java"), list(store.imports("B.java")), len(store)) == ("a", ["c.D"], 2)
    assert read == []
    assert store["A.java"].package == "a"
    assert store["A.java"] is store["A.java"]
    assert read == [b"package a; class A {}"]


def test_files_that_cannot_be_scanned_are_known() -> None:
    store = FactStore(
        {"A.java": b"class A {", "B.java": b"class B {}", "C.java": b"package b.c; import d.E; class C {}"}
    )
    assert store.unscanned == ["A.java"]
    assert [path for path, _ in store.lost()] == []
    assert store.package("A.java") == ""
    assert [path for path, _ in store.lost()] == ["A.java"]
    eager = FactStore({"C.java": b"package b.c; import d.E; class C {}"}, is_eager=True)
    assert (eager.unscanned, eager.package("C.java"), list(eager.imports("C.java"))) == (["C.java"], "b.c", ["d.E"])


def test_a_failing_extractor_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: bytes) -> None:
        raise KeyError("x")

    monkeypatch.setattr(java, "read", broken)
    store = FactStore({"A.java": JAVA.encode(), "A.kt": KOTLIN.encode()}, [Problem("B.kt", 1, "is gone")])
    assert (store["A.java"].types, store.code("A.java").types) == ((), [])
    assert store["A.kt"].types != ()
    assert [(each.path, each.reason) for each in store.problems()] == [
        ("B.kt", "is gone"),
        ("A.java", "cannot be analysed: KeyError: 'x'"),
    ]


def test_trees_are_kept_as_far_as_there_is_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_BYTES_KEPT", len(JAVA) + 1)
    facts = FactStore({"A.java": JAVA.encode(), "A.kt": KOTLIN.encode()})
    assert [facts[path] for path in facts] == [java.outline(JAVA.encode()), kotlin.outline(KOTLIN.encode(), "A.kt")]
    assert [facts.code(path).facts() for path in facts] == [
        java.extract(JAVA.encode()),
        kotlin.extract(KOTLIN.encode(), "A.kt"),
    ]
