"""Control flow becomes guards."""

from __future__ import annotations

import pytest
from frontend.kotlin.helpers import facts_of, run
from frontend.render import render_body


def test_branches() -> None:
    assert run("if (a) { f() } else if (b) g() else h()") == ["f() if a", "g() if !a, b", "h() if !a, !b"]


def test_only_an_else_branch() -> None:
    assert run("if (a) else f()") == ["f() if !a"]


@pytest.mark.parametrize(
    "leave", ["return", "throw E()", "return@sample", 'error("x")', "TODO()", "exitProcess(0)", "System.exit(0)"]
)
def test_early_exit_guards_the_rest(leave: str) -> None:
    assert run(f"if (!ok) {leave}\nf()")[-1] == "f() if ok"


@pytest.mark.parametrize("leave", ["break", "continue", "break@l", "continue@l"])
def test_early_exit_from_a_loop_guards_the_rest_of_its_body(leave: str) -> None:
    lines = run(f"l@ for (x in xs) {{\n    if (!ok) {leave}\n    f()\n}}\ng()")
    assert lines[-2:] == ["f() if (each xs != null), ok", "g()"]


def test_what_follows_an_exit_is_never_reached() -> None:
    assert run("return\nf()") == ["return", "f() if false"]
    assert run("if (a) return else throw b\nf()")[-1] == "f() if false"


def test_exit_in_else() -> None:
    assert run("if (ok) { f() } else { return }\ng()")[-1] == "g() if ok"


def test_guard_ends_with_its_block() -> None:
    assert run("if (a) { if (b) return }\nf()")[-1] == "f()"


def test_short_circuit() -> None:
    assert run("x(a && b() || c())") == ["b() if a", "c() if !(a && b())", "x(((a && b()) || c()))"]


def test_conjunctions_are_split() -> None:
    assert run("if (a && !b) f()") == ["f() if a, !b"]
    assert run("if (a || b) return\nf()")[-1] == "f() if !a, !b"


def test_or_return() -> None:
    assert run("ok || return\nf()") == ["return if !ok", "f() if ok"]


def test_safe_call() -> None:
    assert run("a?.b(c())") == ["c() if (a != null)", "a?.b(c()) if (a != null)"]
    assert run("a?.b()?.c()") == ["a?.b() if (a != null)", "a?.b()?.c() if (a != null), (a?.b() != null)"]


def test_plain_call_after_a_safe_one_runs_anyway() -> None:
    assert run("a?.b().orEmpty()")[-1] == "a?.b().orEmpty()"


def test_elvis() -> None:
    assert run("x(a ?: f())") == ["f() if !(a != null)", "x(φ?:(a, f()))"]
    assert run("val x = a ?: return\nf()") == ["return if !(a != null)", "%x = a if (a != null)", "f() if (a != null)"]


def test_elvis_with_a_block_that_leaves() -> None:
    assert run("val x = a ?: run {\n    log()\n    return\n}\nf()")[-1] == "f() if (a != null)"


def test_inline_lambda_that_leaves_the_function() -> None:
    assert run("a?.let { return }\nf()")[-1] == "f() if !(a != null)"
    assert run("a.forEach { return }\nf()")[-1] == "f()"
    assert run("run { return@run }\nf()")[-1] == "f()"


def test_when_without_subject() -> None:
    assert run("when {\n    a -> f()\n    b && c -> g()\n    else -> h()\n}") == [
        "f() if a",
        "g() if !a, b, c",
        "h() if !a, !(b && c)",
    ]


def test_when_with_subject() -> None:
    assert run("when (x) {\n    1, 2 -> f()\n    is A -> g()\n    !in b -> h()\n    else -> i()\n}", "x: Any") == [
        "f() if ((%x == 1) || (%x == 2))",
        "g() if !(%x == 1), !(%x == 2), (%x is A)",
        "h() if !(%x == 1), !(%x == 2), !(%x is A), !(%x in b)",
        "i() if !(%x == 1), !(%x == 2), !(%x is A), (%x in b)",
    ]


def test_when_arm_that_leaves() -> None:
    assert run("when {\n    !ok -> return\n    b -> f()\n}\ng()")[-1] == "g() if ok"
    assert run("when (x) {\n    A -> f()\n    else -> return\n}\ng()")[-1] == "g() if (x == A)"


def test_when_subject_variable() -> None:
    assert run("when (val q = f()) { 1 -> g(q) }") == ["f()", "%q = f()", "g(%q) if (f() == 1)"]


def test_values_of_branches() -> None:
    assert run("val x = if (a) 1 else { f(); 2 }")[-1] == "%x = φ(1, 2)"
    assert run("val x = when (a) { 1 -> b\n else -> return }\nf()")[-2:] == [
        "%x = φ(b) if (a == 1)",
        "f() if (a == 1)",
    ]
    assert run("val x = try { f() } catch (e: E) { g(e) } finally { h() }") == [
        "f()",
        "g(%e)",
        "h()",
        "%x = φ(f(), g(%e))",
    ]


def test_try_that_leaves() -> None:
    assert run("try { return } catch (e: E) { return }\nf()")[-1] == "f() if false"
    assert run("try { return } catch (e: E) { }\nf()")[-1] == "f()"


def test_loops() -> None:
    assert run("while (a) { f() }") == ["f() if a"]
    assert run("do { g() } while (b)\nh()") == ["g()", "h() if !b"]
    assert run("for ((k, v) in m) f(k, v)") == [
        "each m.component1()",
        "%k = each m.component1()",
        "each m.component2()",
        "%v = each m.component2()",
        "f(%k, %v) if (each m != null)",
    ]


def test_what_follows_a_loop_waits_for_its_end() -> None:
    assert run("while (!ok) f()\ng()") == ["f() if !ok", "g() if ok"]
    assert run("while (true) { if (ok) break\nf() }\ng()")[-1] == "g() if ok"
    assert run("while (true) { if (ok) break\nif (x) break }\ng()") == ["g()"]
    assert run("while (!ok) { if (x) break }\ng()") == ["g()"]
    assert run("while (!ok) { for (y in ys) { if (x) break } }\ng()")[-1] == "g() if ok"
    assert run("while (true) { xs.forEach { if (ok) break } }\ng()")[-1] == "g()"
    assert run("l@ while (!ok) { while (!x) { if (y) break@l } }\ng()") == ["g()"]


def test_lambda_has_guards_of_its_own() -> None:
    file = facts_of("fun f() {\n    if (a) run {\n        if (!b) return@run\n        c()\n    }\n}\n")
    assert render_body(file, 1) == ["return if !b", "c() if b", "return c() if b"]


def test_guard_of_a_repaired_when() -> None:
    file = facts_of("fun f(x: Any) {\n    when (x) {\n        is A if x.ok -> g()\n        else -> h()\n    }\n}\n")
    assert file.repairs == ("when guard",)
    assert file.lost == ()
    assert render_body(file, 0) == ["g() if (%x is A), %x.ok", "h() if !((%x is A) && %x.ok)"]
