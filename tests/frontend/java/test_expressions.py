"""Expressions: operands, values, positions."""

from __future__ import annotations

import pytest
from frontend.integrity import extract_java
from frontend.render import method_named, render, render_body

from privlint.frontend.facts import Op, decode_body


def lines(code: str, parameters: str = "") -> list[str]:
    """What a method with this code does."""
    source = f"class A {{ void f({parameters}) {{ {code} }} }}"
    facts = extract_java(source.encode())
    assert facts.lost == ()
    return render(facts, "f")


def ops(code: str) -> list[Op]:
    """The operations of a method with this code, which starts at column 1 of line 2."""
    facts = extract_java(f"class A {{ void f() {{\n{code}\n}} }}".encode())
    return decode_body(facts.bodies[method_named(facts, "f").body]).ops


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a.b.c.d(x);", "a.b.c.d(x)"),
        ("a().b(c()).d();", "a().b(c()).d()"),
        ("this.x.y();", "this.x.y()"),
        ("super.onCreate(b);", "super.onCreate(b)"),
        ("Outer.this.go();", "Outer.this.go()"),
        ("Outer.super.go();", "Outer.super.go()"),
        ("Sup.<String, int[]>of(x);", "Sup.of<String, int[]>(x)"),
        ("a /* why */ . /* not */ b(/* x */ c);", "a.b(c)"),
        ("((Foo) x).y();", "(Foo) x.y()"),
        ("g(Foo.class, int[].class);", "g(Foo.class, int[].class)"),
        (
            "g(this::x, Foo::new, a.B::c, List<String>::size, int[]::new);",
            "g(this::x, Foo::<init>, a.B::c, List::size, int[]::<init>)",
        ),
        ("g(new int[] {1, 2}, new String[n][]);", "g(arrayOf(1, 2), new String[][](n))"),
        ("g(-1, - x, +y, !z, ~w);", "g(-1, -x, y, !z, ~w)"),
        ("g(0x1F, 1_000L, 010, 0b11, 1.5f, 'a', true, null);", "g(31, 1000, 8, 3, 1.5, a, true, null)"),
        ('g("a\\tb\\u0041\\101\\"");', 'g("a\tbAA"")'),
        ('g("a" + x + "b");', 'g((("a" + x) + "b"))'),
        ("g(x instanceof Foo);", "g((x is Foo))"),
        ("g(a[i]);", "g(a[i])"),
        ("outer.new Inner(x).go();", "outer.new Inner(x).go()"),
    ],
)
def test_value_of_an_expression(code: str, expected: str) -> None:
    assert lines(code)[-1] == expected


def test_assignments() -> None:
    assert lines("int x = 1; x += 2; y = x; this.z = x; a.b[i] -= x; x++;") == [
        "%x = 1",
        "%x = (%x + 2)",
        "y = %x",
        "this.z = %x",
        "a.b[i] = (a.b[i] - %x)",
        "%x = (%x + 1)",
    ]


def test_an_assignment_has_the_value_it_stores() -> None:
    assert lines("a = b = c();") == ["c()", "b = c()", "a = c()"]
    assert lines("if ((x = y()) != null) z();")[-1] == "z() if (y() != null)"


def test_a_call_never_names_a_local() -> None:
    assert lines("Runnable run = r; run(); run.run();")[1:] == ["run()", "%run.run()"]


def test_locals_end_with_their_block() -> None:
    assert lines("{ int x = 1; g(x); } g(x);") == ["%x = 1", "g(%x)", "g(x)"]


def test_constructor_calls() -> None:
    facts = extract_java(b"class A { A() { this(1); } A(int i) { super(i); } }")
    this_call, super_call = (render_body(facts, method.body) for method in facts.types[0].methods)
    assert (this_call, super_call) == (["this.<init>(1)"], ["super.<init>(%i)"])


def test_lambdas_have_bodies_of_their_own() -> None:
    facts = extract_java(b"class A { void f(int p) { go(x -> x.a(p), (String y, int z) -> { y.b(); }, () -> 1); } }")
    assert render(facts, "f") == ["go({λ1}, {λ2}, {λ3})"]
    assert render_body(facts, 1) == ["%x.a(%p)", "return %x.a(%p)"]
    assert render_body(facts, 2) == ["%y.b()"]
    assert render_body(facts, 3) == ["return 1"]
    body = decode_body(facts.bodies[2])
    outer = decode_body(facts.bodies[body.parent])
    assert outer.ops[body.parent_op].slot == 2
    assert [facts.locals[slot].type for slot in body.params] == ["String", "int"]


def test_a_local_that_holds_a_lambda_is_functional() -> None:
    facts = extract_java(b"class A { void f() { Runnable a = () -> {}, b = this::x, c = y; } }")
    assert [local.is_functional for local in facts.locals] == [True, True, False]


def test_text_block() -> None:
    assert lines('g("""\n    a\n      b \\\n    c\n    """);') == ['g("a\n  b c\n")']


def test_position_is_that_of_the_member_name() -> None:
    outer = ops("  a.b()\n  .c(d);")[-1]
    assert (outer.name, outer.line, outer.column, outer.end_line, outer.end_column) == ("c", 3, 4, 3, 8)


def test_columns_count_bytes() -> None:
    call = ops('g("é"); h();')[-1]
    assert (call.name, call.column) == ("h", 10)
