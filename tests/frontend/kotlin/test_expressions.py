"""Expressions become operations."""

from __future__ import annotations

import pytest
from frontend.kotlin.helpers import facts_of, run
from frontend.render import render, render_body

from privlint.frontend import facts
from privlint.frontend.facts import FileFacts, Op, decode_body


def ops_of(file: FileFacts, kind: int) -> list[Op]:
    return [op for body in file.bodies for op in decode_body(body).ops if op.kind == kind]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("f(1, b = 2)", "f(1, b = 2)"),
        ("f(*a)", "f(a)"),
        ("f { 1 }", "f({λ1})"),
        ("f(a) l@{ 1 }", "f(a, {λ1})"),
        ("A.B()", "A.B()"),
        ("a.b.c()", "a.b.c()"),
        ("a[1][2].b()", "a[1][2].b()"),
        ("f(1)(2)", "f(1).invoke(2)"),
        ("a to b", "a.to(b)"),
        ("x(a in b)", "x((a in b))"),
        ("x(a !in b)", "x(!(a in b))"),
        ("x(1..2)", "x((1 .. 2))"),
        ("x(a as B)", "x((B) a)"),
        ("x(a is B)", "x((a is B))"),
        ("x(a !is B<*>)", "x((a !is B<*>))"),
        ("x(::f, A::g, this::h, List<Int>::size)", "x(::f, A::g, this::h, List::size)"),
        ("x(A::class, a.B::class.java, Array<Int>::class.java)", "x(A.class, a.B.class, Array<Int>.class)"),
        ("x(A::class.java.name)", "x(A.class.name)"),
        ("super.f()", "super.f()"),
        ("this@A.f()", "A.this.f()"),
        ("super<A>.f()", "A.super.f()"),
        ("x('a', '\\n', 0x1F, 1_000L, 1.5f, null, true)", "x(a, \n, 31, 1000, 1.5, null, true)"),
        ('x("a\\tb\\u0041\\"", "")', 'x("a\tbA"", "")'),
        ("a.b = c", "a.b = c"),
        ("a[1] = c", "a[1] = c"),
        ("a.b += c", "a.b = (a.b + c)"),
        ("a++", "a = (a + 1)"),
        ("--a.b", "a.b = (a.b - 1)"),
        ("`in`.`is`()", "in.is()"),
        ("x(@Suppress a.b())", "x(a.b())"),
    ],
)
def test_forms(source: str, expected: str) -> None:
    assert run(source)[-1] == expected


def test_only_functional_locals_are_callable() -> None:
    assert run("a()\nb()\nc()", "a: () -> Unit, b: Int, c: ((Int) -> Unit)?") == ["%a.invoke()", "b()", "%c.invoke()"]
    assert run("val f = { 1 }\nval g = 1\nf()\ng()")[-2:] == ["%f.invoke()", "g()"]
    assert run("fun f() = g()\nf()") == ["%f = {λ1}", "%f.invoke()"]


def test_other_calls_know_the_variable_of_their_name() -> None:
    file = facts_of("fun f(a: Any) { for (b in c()) { b() }; a() }")
    slots = [op.slot for op in ops_of(file, facts.CALL)]
    assert [file.locals[slot].name if slot >= 0 else "" for slot in slots] == ["", "b", "a"]


def test_variable_is_not_visible_in_its_own_initialiser() -> None:
    assert run("val a = a.b()") == ["a.b()", "%a = a.b()"]


def test_position_is_that_of_the_member() -> None:
    (op,) = ops_of(facts_of("fun f() {\n    a.b\n        .c(1) {\n        }\n}\n"), facts.CALL)
    assert (op.line, op.column, op.end_line, op.end_column) == (3, 10, 4, 10)


def test_lambda_parameters() -> None:
    file = facts_of("fun f() {\n    a { it }\n    b { x, (y, z) -> x }\n    c { -> it }\n    d { 1 }\n}\n")
    first, second, third, fourth = [decode_body(file.bodies[op.slot]) for op in ops_of(file, facts.LAMBDA)]
    assert [file.locals[slot].name for slot in first.params] == ["it"]
    assert [file.locals[slot].name for slot in second.params] == ["x", ""]
    assert third.params == [] and fourth.params == []
    assert render_body(file, 2)[-1] == "return %x"


def test_it_in_a_lambda_without_argument_is_the_outer_one() -> None:
    file = facts_of("fun f() {\n    a.let { run { g(it) } }\n}\n")
    outer, inner = [
        decode_body(file.bodies[op.slot]) for op in sorted(ops_of(file, facts.LAMBDA), key=lambda o: o.slot)
    ]
    assert len(outer.params) == 1 and inner.params == []
    assert render_body(file, 2)[0] == "g(%it)"


def test_lambda_knows_its_place() -> None:
    file = facts_of("fun f() {\n    a()\n    b { c() }\n}\n")
    inner = decode_body(file.bodies[1])
    assert decode_body(file.bodies[inner.parent]).ops[inner.parent_op].kind == facts.LAMBDA


def test_labelled_return_names_its_label() -> None:
    file = facts_of("fun f() {\n    launch { return@launch x }\n}\n")
    (op,) = ops_of(file, facts.RETURN)
    assert op.name == "launch" and len(op.args) == 1


def test_anonymous_function() -> None:
    file = facts_of("fun f() {\n    val g = fun(x: Int): Int { return x }\n    g(1)\n}\n")
    assert render(file, "f")[-1] == "%g.invoke(1)"
    assert render_body(file, 1) == ["return %x"]


def test_object_literal_sees_locals_but_its_fields_hide_them() -> None:
    file = facts_of(
        """
        fun f(a: Int, b: Int) {
            g(object : A(a), B {
                val b = 1
                override fun h() { i(a, b) }
            })
        }
        """
    )
    assert render(file, "f") == ["new A(%a){type 1}", "g(new A(%a){type 1})"]
    assert render(file, "h") == ["i(%a, b)"]
    anonymous = file.types[1]
    assert (anonymous.kind, anonymous.supertypes, anonymous.outer) == ("anonymous", ("A", "B"), 0)


def test_value_class_literal_keeps_the_value() -> None:
    (op,) = ops_of(facts_of("fun f(a: Any) { g(a::class) }\n"), facts.CLASSREF)
    assert op.type == "" and op.receiver >= 0


def test_local_delegated_property() -> None:
    file = facts_of("fun f() {\n    var x by remember { mutableStateOf(1) }\n    x = 2\n}\n")
    assert [local.is_delegated for local in file.locals if local.name == "x"] == [True]


def test_safe_cast_and_call_are_marked() -> None:
    file = facts_of("fun f() { (a as? B)?.c() }\n")
    assert [op.safe for op in ops_of(file, facts.CAST) + ops_of(file, facts.CALL)] == [True, True]
