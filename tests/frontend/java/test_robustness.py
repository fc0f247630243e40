"""Broken and hostile input: whatever parses is kept, the rest is reported, and nothing raises."""

from __future__ import annotations

import pytest
from frontend.integrity import extract_java
from frontend.render import method_named, render, type_named
from hypothesis import given, settings
from hypothesis import strategies as st

from privlint.frontend.facts import FileFacts, Lost

SOURCE = b"""package a.b;
import static c.D.*;
@E({"x", "y"}) public abstract class A<T extends B & C> extends F<T> implements G {
  static final int X = 1, Y[] = {1, 2};
  static { init(); }
  { if (x) throw e; }
  A(int p, String... q) { this(p); for (String s : q) { if (s == null) continue; use(s + "z"); } }
  <V> V f(Object o) throws E {
    if (!(o instanceof Foo f) || f.x() && y) return null; else if (z) { while (true) { break; } }
    try (R r = open(); q) { r.a[1] += 2; } catch (I | J e) { throw e; } finally { done(); }
    int k = switch (o) { case 1, 2 -> 3; case Foo(int i, var j) when i > 0 -> { yield 4; } default -> throw new E(); };
    switch (k) { case 1: case 2: a(); default: b(); }
    go(new R() { int q; public void run() { q++; } }, (a, b) -> a.b(), Foo::new, int[].class, -5, 'c', \"\"\"
       text\"\"\", o ? 1 : 2);
    outer: do { synchronized (this) { continue outer; } } while (x);
    class L { } assert x : y; return (V) Outer.this.z;
  }
}
enum K { M(1) { void n() { } }, O; K(int i) { } }
record P(int x, String... y) { P { x = 1; } }
@interface Q { String v() default "x"; }
"""


def check(source: bytes) -> FileFacts:
    return extract_java(source)


def test_the_source_of_the_fuzz_test_is_legal() -> None:
    assert check(SOURCE).lost == ()


@pytest.mark.parametrize(
    "source", [b"", b"\xef\xbb\xbf", b"\0", b"\xff\xfe\0\0", b"\n\n", b"}}}}", b'"', b"/*", b"@", b"'\\"]
)
def test_input_that_is_hardly_java(source: bytes) -> None:
    check(source)


def test_byte_order_mark_and_crlf() -> None:
    facts = check(b"\xef\xbb\xbfpackage a;\r\nimport b.C;\r\nclass A {\r\n  void f() {\r\n    g();\r\n  }\r\n}\r\n")
    assert (facts.package, facts.imports[0].name, facts.lost) == ("a", "b.C", ())
    assert method_named(facts, "f").line == 4


def test_invalid_utf_8_and_lone_surrogates_can_be_stored() -> None:
    facts = check(b'class A { void f() { g("\xff", "\\ud800", "\\ud83d\\ude00"); } }')
    assert render(facts, "f") == ['g("\ufffd", "\ufffd", "\U0001f600")']


def test_a_broken_member_loses_only_itself() -> None:
    facts = check(b"class A {\n  void f() {\n    if (\n  }\n  void g() { h(); }\n}\n")
    assert render(facts, "g") == ["h()"]
    assert facts.lost == (Lost(3, 3, "syntax error"),)


def test_a_superfluous_brace_keeps_the_members_that_follow() -> None:
    facts = check(b"class A { void f() { x(); } } void g() { h(); } }")
    assert [method.name for method in type_named(facts, "A").methods] == ["f", "g"]
    assert render(facts, "g") == ["h()"]


def test_a_body_that_is_left_with_nothing_said() -> None:
    assert check(b"V e({break 2;").lost


def test_merge_conflict_markers() -> None:
    facts = check(
        b"class A {\n<<<<<<< HEAD\n  void f() { x(); }\n=======\n  void e() { y(); }\n>>>>>>> b\n"
        b"  void g() { h(); }\n}\n"
    )
    assert render(facts, "f") == ["x()"]
    assert render(facts, "e") == ["y()"]
    assert facts.lost


def test_annotated_variadic_parameter() -> None:
    method = method_named(check(b"class A { void f(int i, Object @NotNull ... a) { x(); } }"), "f")
    assert (len(method.params), method.has_vararg) == (2, True)


def test_calls_of_a_statement_with_an_error_are_kept() -> None:
    facts = check(b"class A { void f() { a(b(), ], c()); d(); } }")
    assert {"b()", "c()", "d()"} <= set(render(facts, "f"))


@pytest.mark.parametrize(
    "code",
    [
        "(" * 3000 + "x" + ")" * 3000 + ";",
        "f(" * 3000 + ")" * 3000 + ";",
        "{" * 3000 + "}" * 3000,
        "if (a) " * 3000 + "b();",
        "x = " * 3000 + "1;",
        "!" * 3000 + "x;",
        "a ? b : " * 3000 + "c;",
        "go(() -> { " * 800 + "}); " * 800,
        "go(new R() { void r() { " * 800 + "} }); " * 800,
        "class A { " * 1500 + "}" * 1500,
        "x[" * 3000 + "]" * 3000 + ";",
    ],
)
def test_deep_nesting_is_reported(code: str) -> None:
    facts = check(f"class Z {{ void f() {{\n{code}\n}} void g() {{ h(); }} }}".encode())
    assert "nested too deeply" in {item.reason for item in facts.lost}
    assert any(method.name == "g" for declaration in facts.types for method in declaration.methods)


def test_deep_patterns_are_read() -> None:
    facts = check(f"class A {{ void f() {{ g(o instanceof {'P(' * 2000}{')' * 2000}); h(); }} }}".encode())
    assert facts.lost == ()
    assert render(facts, "f") == ["g((o is P))", "h()"]


def test_long_rows_are_not_deep() -> None:
    calls = ".b()" * 5000
    row = " + ".join(["x"] * 5000)
    conditions = " && ".join(["c"] * 2000)
    chain = " else ".join(["if (c) d();"] * 2000)
    facts = check(f"class A {{ void f() {{ a{calls}; g({row}); if ({conditions}) h(); {chain} }} }}".encode())
    assert facts.lost == ()


_PIECES = st.sampled_from(
    [b"{", b"}", b"(", b")", b";", b'"', b"<", b">", b"@", b"case", b"->", b"class", b"if", b"\0", b"\xff", b"::"]
)


@settings(max_examples=150)
@given(st.data())
def test_mutated_source_never_raises(data: st.DataObject) -> None:
    source = SOURCE
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(source)))
        end = data.draw(st.integers(start, min(len(source), start + 40)))
        source = source[:start] + data.draw(st.one_of(st.just(b""), _PIECES, st.binary(max_size=6))) + source[end:]
    check(source)


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_never_raise(source: bytes) -> None:
    check(source)
