"""The grammar accepts these without an error and gives them the wrong tree."""

from __future__ import annotations

import pytest
from frontend.kotlin.helpers import facts_of, run
from frontend.render import type_named


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x(!a.b())", "x(!a.b())"),
        ("x(!a.b(1).c)", "x(!a.b(1).c)"),
        ("x(!a.b)", "x(!a.b)"),
        ("x(!a[0].b())", "x(!a[0].b())"),
        ("x(!a!!.b())", "x(!a.b())"),
        ("x(!!a.b())", "x(!!a.b())"),
        ("x(-a.b())", "x(-a.b())"),
        ("x(+a.b())", "x(a.b())"),
        ("x(!f(1))", "x(!f(1))"),
        ("x(!a.b() == c)", "x((!a.b() == c))"),
        ("x(!a.b { 1 })", "x(!a.b({λ1}))"),
        ("x((!a).b())", "x(!a.b())"),
    ],
)
def test_prefix_operator_spans_the_chain(source: str, expected: str) -> None:
    assert run(source)[-1] == expected


def test_negated_gate_is_negative() -> None:
    assert run("if (!consent.isGiven()) return\nstart()") == [
        "consent.isGiven()",
        "return if !consent.isGiven()",
        "start() if consent.isGiven()",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("f<T>(x)", "f<T>(x)"),
        ("f<T> { 1 }", "f<T>({λ1})"),
        ("a.f<T>(x)", "a.f<T>(x)"),
        ("a.f<T> { 1 }", "a.f<T>({λ1})"),
        ("a.f<T>(x).g(y)", "a.f<T>(x).g(y)"),
        ("f<a.b.C>(x)", "f<a.b.C>(x)"),
        ("f<A, B>(x)", "f<A, B>(x)"),
        ("f<T?>(x)", "f<T>(x)"),
        ("f<T>(x, y)", "f<T>(x, y)"),
        ("f<T>(x) { 1 }", "f<T>(x, {λ1})"),
        ("x(a + f<T>(y))", "x((a + f<T>(y)))"),
        ("x(a ?: f<T>(y))", "x(φ?:(a, f<T>(y)))"),
        ("x(a to f<T>(y))", "x(a.to(f<T>(y)))"),
        ("x(f<T>(y) == z)", "x((f<T>(y) == z))"),
        ("x(a && f<T>(y))", "x((a && f<T>(y)))"),
        ("x(a < b)", "x((a < b))"),
        ("x(a > (b))", "x((a > b))"),
    ],
)
def test_call_with_type_argument(source: str, expected: str) -> None:
    assert run(source)[-1] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x(!c.get<Boolean>(k))", "x(!c.get<Boolean>(k))"),
        ("x(!f<T>(y) == z)", "x((!f<T>(y) == z))"),
        ("x(!a.f<T> { 1 })", "x(!a.f<T>({λ1}))"),
        ("x(a && !c.get<Boolean>(k))", "x((a && !c.get<Boolean>(k)))"),
    ],
)
def test_both_at_once(source: str, expected: str) -> None:
    assert run(source)[-1] == expected


DELEGATED = """
class Outer(d: I) : I by d {
    val x = 1
    fun f() { g() }
    init { z() }
    companion object {
        val y = 1
    }
    inner class Nested : J by make(1) {
        private fun h() {}
    }
}
"""


def test_body_after_a_delegate_is_a_class_body() -> None:
    file = facts_of(DELEGATED)
    assert file.lost == ()
    outer = type_named(file, "Outer")
    assert [member.name for member in outer.methods] == ["<init>", "f"]
    assert [member.name for member in outer.fields] == ["x"]
    assert [interface for interface, _ in outer.delegates] == ["I"]
    assert type_named(file, "Companion").fields[0].name == "y"
    nested = type_named(file, "Nested")
    assert [member.name for member in nested.methods] == ["h"]
    assert [interface for interface, _ in nested.delegates] == ["J"]


def test_delegate_of_an_object_literal() -> None:
    file = facts_of("val a = object : I by d {\n    fun f() {}\n}\n")
    assert [member.name for member in type_named(file, "").methods] == ["f"]


def test_name_in_a_string_is_a_dynamic_part() -> None:
    assert run('x("a $b.c ${d.e()} \\$f")', "b: Int")[-1] == "x(`a .c  $f`(%b, d.e()))"
    assert run('x("""a $b""")', "b: Int")[-1] == "x(`a `(%b))"
    assert run('x("$this $")')[-1] == "x(` $`(this))"


def test_call_of_get_or_set_after_a_local_is_no_accessor() -> None:
    assert run("val a = 1\nset(a)\ng()") == ["%a = 1", "set(%a)", "g()"]
