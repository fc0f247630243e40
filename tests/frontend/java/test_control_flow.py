"""Guards: what must hold for an operation to run."""

from __future__ import annotations

import pytest
from frontend.integrity import extract_java
from frontend.render import render


def lines(code: str, parameters: str = "") -> list[str]:
    """What a method with this code does."""
    source = f"class A {{ void f({parameters}) {{ {code} }} }}"
    facts = extract_java(source.encode())
    assert facts.lost == ()
    return render(facts, "f")


def test_early_return_guards_the_rest_of_the_block() -> None:
    assert lines("if (!ok()) return; a(); b();") == ["ok()", "return if !ok()", "a() if ok()", "b() if ok()"]


def test_early_return_ends_with_its_block() -> None:
    assert lines("if (x) { if (!ok) return; a(); } b();") == ["return if x, !ok", "a() if x, ok", "b()"]


@pytest.mark.parametrize(
    "leave", ["return;", "throw e;", "System.exit(0);", "java.lang.System.exit(0);", "{ return; }"]
)
def test_whatever_leaves_guards_the_rest(leave: str) -> None:
    assert lines(f"if (!ok) {leave} a();")[-1] == "a() if ok"


@pytest.mark.parametrize(("jump", "after"), [("break", "b()"), ("continue", "b() if !more")])
def test_jumps_guard_the_rest_of_a_loop_body_only(jump: str, after: str) -> None:
    found = lines(f"while (more) {{ if (!ok) {jump}; a(); }} b();")
    assert found == ["a() if more, ok", after]


def test_what_follows_a_loop_waits_for_its_end() -> None:
    assert lines("while (!ok) a(); b();") == ["a() if !ok", "b() if ok"]
    assert lines("do { a(); } while (!ok && more); b();")[-1] == "b() if !(!ok && more)"
    assert lines("while (true) { if (ok) break; } b();")[-1] == "b() if ok"
    assert lines("for (;;) { if (ok) break; } b();")[-1] == "b() if ok"
    assert lines("while (true) { if (x) { if (ok) break; } else a(); } b();")[-1] == "b() if x, ok"
    assert lines("while (true) { if (ok) break; if (x) break; } b();")[-1] == "b()"
    assert lines("l: while (!ok) { while (!x) { if (y) break l; } } b();")[-1] == "b()"
    assert lines("while (!ok) { switch (x) { case 1: break; } } b();")[-1] == "b() if ok"


def test_code_after_an_exit_is_never_reached() -> None:
    assert lines("{ return; } a();") == ["return", "a() if false"]
    assert lines("if (x) return; else throw e; a();")[-1] == "a() if false"


def test_the_branch_that_goes_on_keeps_its_guards() -> None:
    assert lines("if (a) { return; } else { if (!b) return; c(); } d();")[-1] == "d() if !a, b"
    assert lines("if (a) { if (!b) return; } else { return; } d();")[-1] == "d() if a, b"


def test_else_if_chain() -> None:
    found = lines("if (a) x(); else if (b) y(); else z(); w();")
    assert found == ["x() if a", "y() if !a, b", "z() if !a, !b", "w()"]


def test_conditions_are_split_by_polarity() -> None:
    assert lines("if (a && !b) x(); else y();") == ["x() if a, !b", "y() if !(a && !b)"]
    assert lines("if (a || b) return; x();") == ["return if (a || b)", "x() if !a, !b"]


def test_right_side_of_short_circuit_runs_under_the_left() -> None:
    assert lines("g(a && x() && y() || z());")[:3] == ["x() if a", "y() if a, x()", "z() if !((a && x()) && y())"]


def test_ternary_values_have_guards() -> None:
    assert lines("g(ok ? x() : y());") == ["x() if ok", "y() if !ok", "g(φ(x(), y()))"]


@pytest.mark.parametrize("block", ["{ %s }", "synchronized (this) { %s }", "try { %s } finally { }", "l: { %s }"])
def test_guards_of_plain_blocks_survive_them(block: str) -> None:
    assert lines(block % "if (!ok) return;" + " a();")[-1] == "a() if ok"


def test_guards_of_try_do_not_survive_a_handler_that_goes_on() -> None:
    assert lines("try { if (!ok) return; } catch (E e) { log(e); } a();")[-1] == "a()"
    assert lines("try { if (!ok) return; } catch (E e) { throw e; } a();")[-1] == "a() if ok"


def test_finally_runs_without_the_guards_of_its_try() -> None:
    assert lines("try { if (!ok) return; a(); } finally { b(); } c();")[-2:] == ["b()", "c() if ok"]


def test_try_with_resources_stores_the_resource() -> None:
    assert lines("try (R r = open(); q) { r.use(); }") == ["open()", "%r = open()", "%r.use()"]


def test_switch_arms_are_guarded_by_their_labels() -> None:
    found = lines("switch (k) { case 1: a(); break; case 2: case X: b(); break; default: c(); } d();")
    assert found == [
        "a() if (k == 1)",
        "b() if ((k == 2) || (k == X))",
        "c() if !(k == 1), !(k == 2), !(k == X)",
        "d()",
    ]


def test_switch_fall_through_adds_the_labels_above() -> None:
    found = lines("switch (k) { case 1: a(); case 2: b(); break; default: c(); case 3: d(); }")
    assert found == [
        "a() if (k == 1)",
        "b() if ((k == 1) || (k == 2))",
        "c() if !(k == 1), !(k == 2), !(k == 3)",
        "d()",
    ]


def test_switch_arm_that_returns_guards_the_rest() -> None:
    assert lines("switch (k) { case 1: return; default: } a();")[-1] == "a() if !(k == 1)"
    assert lines("switch (k) { case 1: break; default: return; } a();")[-1] == "a() if (k == 1)"
    assert lines("switch (k) { case 1: if (x) break; return; } a();")[-1] == "a()"
    assert lines("switch (k) { case 1: return; default: return; } a();")[-1] == "a() if false"


def test_switch_expression_gives_the_values_of_its_arms() -> None:
    found = lines('x = switch (k) { case 1, 2 -> a(); case 3 -> { b(); yield "y"; } default -> throw e; };')
    assert found == [
        "a() if ((k == 1) || (k == 2))",
        "b() if (k == 3)",
        "throw e if !(k == 1), !(k == 2), !(k == 3)",
        'x = φ(a(), "y") if (((k == 1) || (k == 2)) || (k == 3))',
    ]


def test_switch_patterns_bind_and_guard() -> None:
    found = lines("switch (o) { case Foo f when f.ok() -> f.a(); case Bar b -> b.b(); default -> c(); }")
    assert found == [
        "%f = (Foo) o if (o is Foo)",
        "%f.ok() if (o is Foo)",
        "%f.a() if (o is Foo), %f.ok()",
        "%b = (Bar) o if (o is Bar)",
        "%b.b() if (o is Bar)",
        "c() if !(o is Bar)",
    ]


def test_loops_run_under_their_condition() -> None:
    assert lines("for (int i = 0; i < n(); i++) a(i);") == [
        "%i = 0",
        "n()",
        "a(%i) if (%i < n())",
        "%i = (%i + 1) if (%i < n())",
    ]
    assert lines("do { a(); } while (more); b();") == ["a()", "b() if !more"]


def test_for_each_stores_elements() -> None:
    guarded = "use(%s) if (each all() != null)"
    assert lines("for (String s : all()) use(s); b();") == ["all()", "%s = each all()", guarded, "b()"]


def test_nothing_follows_an_endless_loop() -> None:
    assert lines("while (true) { a(); } b();")[-1] == "b() if false"
    assert lines("o: for (;;) { for (;;) { break o; } } b();")[-1] == "b()"


def test_assertions_guard_nothing() -> None:
    assert lines("assert ok : why(); a();") == ["why() if !ok", "a()"]


def test_pattern_variable_is_visible_after_an_early_return() -> None:
    found = lines("if (!(o instanceof Foo f)) return; f.x();")
    assert found == ["%f = (Foo) o if (o is Foo)", "return if !(o is Foo)", "%f.x() if (o is Foo)"]


def test_pattern_variable_ends_with_its_if() -> None:
    assert lines("if (o instanceof Foo f) f.x(); f.y();")[-1] == "f.y()"
