"""Kotlin that the grammar lacks, broken Kotlin, and bytes that are no Kotlin."""

from __future__ import annotations

import pytest
from frontend.integrity import extract_kotlin
from frontend.kotlin.helpers import facts_of
from frontend.render import method_named, render, type_named
from hypothesis import given, settings
from hypothesis import strategies as st

from privlint.frontend.facts import LOCAL, MEMBER, RETURN, FileFacts, decode_body


@pytest.mark.parametrize(
    ("source", "repair"),
    [
        ("context(s: Session)\nfun f() {\n    g()\n}\n", "context parameters"),
        ('fun f() {\n    val a = $$"""b"""\n    g()\n}\n', "multi-dollar string"),
        ("fun f() {\n    when (x) {\n        is A if b -> c()\n    }\n    g()\n}\n", "when guard"),
        (
            "class C {\n    val a: A\n        field = B()\n    fun f() {\n        g()\n    }\n}\n",
            "explicit backing field",
        ),
        (
            'interface C {\n    val a: A\n    @Q("(b) > c")\n    fun f() {\n        g()\n    }\n}\n',
            "parenthesis in a text",
        ),
        (
            'class C {\n    val a = 1\n    @Q(d = """b(c, "e) > 1\n""")\n    fun f() {\n        g()\n    }\n}\n',
            "parenthesis in a text",
        ),
        ("fun f() {\n    open<A>()\n    g()\n}\n", "soft keyword called"),
        ("fun f() {\n    open<A>(1)\n    inner { b() }\n    g()\n}\n", "soft keyword called"),
        ("fun f() {\n    val a = 1\n    get(a)\n    g()\n}\n", "call of get or set"),
        ("class C {\n    companion object { val a = 1 }\n    fun f() {\n        g()\n    }\n}\n", "one-line body"),
        ("class A : I { val a = 1 } // one\nclass B { val b = 2 } // two\nfun f() {\n    g()\n}\n", "one-line body"),
    ],
)
def test_repaired(source: str, repair: str) -> None:
    file = facts_of(source)
    assert file.repairs == (repair,)
    assert file.lost == ()
    assert any(line.startswith("g()") for line in render(file, "f"))


@pytest.mark.parametrize("before", ["class C { init { a.b() } }", "val a = b(object : C { override fun d() { e() } })"])
def test_one_line_body_that_needs_no_repair(before: str) -> None:
    file = facts_of(before + "\nfun f() {\n    g()\n}\n")
    assert (file.repairs, file.lost) == ((), ())
    assert "g()" in render(file, "f")


def test_one_line_body_leaves_lambdas_elsewhere_whole() -> None:
    lines = ["list?.first { it.x }?.let { it.y() } ?: return", "a<B> { b -> b.c(true) }"]
    for order in (lines, lines[::-1]):
        file = facts_of("fun f() {\n    " + "\n    ".join(order) + "\n}\nclass V(val r: R) : M() { init { r.x() } }\n")
        assert file.lost == ()
        bodies = [decode_body(body) for body in file.bodies]
        (first,) = [body for body in bodies if any(op.name == "x" and op.kind == MEMBER for op in body.ops)]
        assert [op.kind for op in first.ops] == [LOCAL, MEMBER, RETURN]


def test_names_are_read_from_the_original() -> None:
    file = facts_of("fun f() {\n    open()\n    x = false\n    open(1)\n}\nfun g() {\n    a { suffix -> infix }\n}\n")
    assert "open(1)" in render(file, "f")


def test_texts_are_read_from_the_original() -> None:
    file = facts_of('class C {\n    val a = 1\n    @Q("(b) > c")\n    fun f() {\n        g()\n    }\n}\n')
    assert method_named(file, "f").annotations[0].arguments == ("(b) > c",)


def test_line_that_does_not_parse_is_given_up_for_the_rest() -> None:
    file = facts_of("class C {\n    fun f() {}\n    val = = 3\n    fun h() {\n        i()\n    }\n}\n")
    assert [(lost.first_line, lost.last_line) for lost in file.lost] == [(3, 3)]
    assert [method.name for method in type_named(file, "C").methods] == ["f", "h"]


BROKEN = """
@A class C(val p: Int) : B() {
    fun f() {
        g()
    }
    companion object {
        fun h() {}
    }
    val = = 3 }{
    val = = 3 }{
    val = = 3 }{
    val later = 1 }}}}
}
"""


def test_members_of_a_broken_class_stay_together() -> None:
    file = facts_of(BROKEN)
    assert file.lost
    broken = type_named(file, "C")
    assert broken.supertypes == ("B",)
    assert [method.name for method in broken.methods] == ["<init>", "f"]
    assert render(file, "f") == ["g()"]
    assert type_named(file, "Companion").methods[0].name == "h"


def test_lost_lines_are_told() -> None:
    (lost,) = facts_of("fun f() {\n    g()\n}\n\n%%% ((\n").lost
    assert (lost.first_line, lost.last_line) == (5, 5)


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\x00\xff\xfe",
        'fun f() { g("你好") }'.encode("gbk"),
        "fun f() { g() }".encode("utf-16"),
        b"\xef\xbb\xbffun f() { g() }\r\n",
        b"fun f() { g(",
        b"}" * 50,
        b"!" * 3000,
        b"fun f() { val a = x break }",
        b"fun f() { !break; -return; a.(b); a?.; foo(, ) }",
    ],
)
def test_input_that_is_hardly_kotlin(source: bytes) -> None:
    extract_kotlin(source, "A.kt")


def test_encodings() -> None:
    for source in ("fun f() { g() }".encode("utf-16"), b"\xef\xbb\xbffun f() { g() }", b"fun f() { g() /* \xb0 */ }"):
        assert render(extract_kotlin(source, "A.kt"), "f") == ["g()"]


@pytest.mark.parametrize("opening", ["f(", "(", "{ ", "f { ", "if (a) ", "a[", "object : A(", '"${'])
def test_deep_nesting_is_reported(opening: str) -> None:
    file = nested(opening)
    assert file.lost
    assert render(file, "g")[0] == "h()"


@pytest.mark.parametrize("operator", ["!", "x ?: "])
def test_rows_of_operators_are_not_deep(operator: str) -> None:
    file = nested(operator)
    assert file.lost == ()
    assert len(decode_body(file.bodies[method_named(file, "f").body]).ops) > 3000


def nested(opening: str) -> FileFacts:
    """The facts of a function `f` with 3,000 openings and as many ends, followed by `g`, which calls `h`."""
    closing = {"(": ")", "{": "}", "[": "]"}
    ends = "".join(closing[c] + ('"' if opening[0] == '"' else "") for c in reversed(opening) if c in closing)
    depth = 3000
    source = f"fun f() {{ val a = {opening * depth}1{ends * depth}\n}}\nfun g() {{ h() }}\n"
    return extract_kotlin(source.encode(), "A.kt")


@pytest.mark.parametrize(
    "opening",
    [
        "class A { ",
        "class A\n{\n fun f()\n{\n",
        "val a = object : A {\n",
        "fun f() {\n",
        "enum class A { B {",
        "class A : I by d {\n",
        "class ",
    ],
)
def test_deeply_nested_declarations_are_reported(opening: str) -> None:
    for source in (opening * 2000, opening * 300 + "\n}" * 300 * opening.count("{")):
        assert extract_kotlin(source.encode(), "A.kt").lost


def test_too_deep_is_lost_and_the_rest_is_not() -> None:
    file = facts_of(f"fun f() {{\n    {'a(' * 2000}{')' * 2000}\n}}\nfun g() {{\n    h()\n}}\n")
    assert {lost.reason for lost in file.lost} == {"nested too deeply"}
    assert render(file, "g") == ["h()"]


def test_long_chains_are_not_deep() -> None:
    chain = ".b()" * 5000
    branches = " else ".join(f"if (a == {n}) b()" for n in range(300))
    terms = " + ".join(["c"] * 3000) + " && " + " && ".join(["d"] * 3000)
    file = facts_of(f"fun f() {{\n    a{chain}\n    {branches}\n    x({terms})\n}}\n")
    assert not [lost for lost in file.lost if "deep" in lost.reason]
    assert len(decode_body(file.bodies[method_named(file, "f").body]).ops) > 5000


def test_nested_class_in_a_file_that_is_broken_elsewhere() -> None:
    file = facts_of("class A {\n    class B {\n        fun f() {}\n    }\n}\n???\n")
    assert type_named(file, "B").methods[0].name == "f"


_SEED = b"""
@file:JvmName("X")
package a.b
import c.d as e
class A<T>(private val p: Int = 1) : B(p), I by d {
    val x by lazy { !a.b<T>(1) }
    init { if (!p.q()) return@run else throw E() }
    companion object { val y = 1 }
    fun f(g: (Int) -> Unit = {}) = when (val z = g(1)) { is A, in 1..2 -> "a $z ${z.b}"; else -> a?.b() ?: return }
    enum class N { ONE(1) { fun h() {} }, TWO }
}
fun k() { for ((a, b) in c) { a += b; a[1]++; x@ while (true) break@x }; try { f<T> { it } } catch (e: E) { } }
val o = object : A(1), B { override fun f() = ::g }
"""
_PIECES = [b"", *b"{ } ( ) < > ! ?. :: = $ when by it class".split(b" "), b'"', b"\n", b"\xff"]
_EDITS = st.lists(st.tuples(st.integers(0, len(_SEED)), st.integers(0, 12), st.sampled_from(_PIECES)), max_size=8)


@settings(max_examples=150)
@given(_EDITS)
def test_mutated_kotlin_never_raises(edits: list[tuple[int, int, bytes]]) -> None:
    source = _SEED
    for start, length, piece in edits:
        source = source[:start] + piece + source[start + length :]
    extract_kotlin(source, "A.kt")
