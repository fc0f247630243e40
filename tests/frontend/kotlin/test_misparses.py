"""The grammar accepts these without an error and gives them the wrong tree."""

from __future__ import annotations

import pytest
from frontend.kotlin.helpers import facts_of, run
from frontend.render import type_named

from privlint.frontend.facts import CALL, decode_body


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


LONG_BODY = """
class App(d: Impl) : Application(), Listener by HEAD {
    @Inject lateinit var t: Foo
    private val lazyOne by lazy { Foo(1) }
    var agreed: Boolean
        get() = sp.getBoolean(KEY, false)
        set(v) { sp.edit { putBoolean(KEY, v) } }
    companion object { const val KEY = "k"; fun get() = X() }
    @Provides
    @Named("x")
    fun provide(): Foo = Foo(2)
    override fun onCreate() {
        listener = object : L { override fun onAgree() { bar(agreed) } }
        thread(start = true) { Z.init(this) }
        fun local(a: Int = 3) = a
        when (status) { Status.OK -> f(); else -> g() }
    }
}
"""


@pytest.mark.parametrize("before", ["", 'val Context.store by stores("s")\n', "// made by hand\n"])
@pytest.mark.parametrize(
    "delegate",
    [
        "impl",
        "make(a = 1, b = { 2 })",
        "Impl<T>(1)",
        "a.b,\n    Other by c",
        "impl /* made by x */",
        "impl // x\n",
        "impl as Listener",
        "object : Listener {}",
    ],
)
def test_long_body_after_a_delegate(before: str, delegate: str) -> None:
    file = facts_of(before + LONG_BODY.replace("HEAD", delegate))
    assert file.lost == ()
    app = type_named(file, "App")
    assert [member.name for member in app.methods] == ["<init>", "provide", "onCreate"]
    assert [member.name for member in app.fields] == ["t", "lazyOne", "agreed"]
    assert app.supertypes[:2] == ("Application", "Listener")
    assert [annotation.name for annotation in app.methods[1].annotations] == ["Provides", "Named"]
    assert [member.name for member in type_named(file, "Companion").methods] == ["get"]


ANNOTATIONS = {
    "@A\n": [("A", ())],
    "@A(1) ": [("A", ("1",))],
    "@Module\n@InstallIn(X::class)\n": [("Module", ()), ("InstallIn", ("X::class",))],
    '@A(")") @b.B(2)\n': [("A", (")",)), ("b.B", ("2",))],
    "@A(\n    1,\n    b = [2, 3],\n)\n": [("A", ("1", "b=[2, 3]"))],
    "/** c */\n@A(1) // c\n@B\n/* c */ @C (x)\n": [("A", ("1",)), ("B", ()), ("C", ("x",))],
}
BODY = "{\n    fun f() {\n        g()\n    }\n}"
TYPES = {
    "interface M {\n    fun f(): Maps\n}": ("interface", (), ["f"]),
    f"interface M<T> : A<T>, B {BODY}": ("interface", ("A<T>", "B"), ["f"]),
    "fun interface M {\n    fun f()\n}": ("interface", (), ["f"]),
    f"sealed interface M {BODY}": ("interface", (), ["f"]),
    f"internal interface M {BODY}": ("interface", (), ["f"]),
    "object M { @Provides fun f(): T = T() }": ("object", (), ["f"]),
    "data object M": ("object", (), []),
    f"class M {BODY}": ("class", (), ["f"]),
    "class M": ("class", (), []),
    f"abstract class M : A() {BODY}": ("class", ("A",), ["<init>", "f"]),
    f"inner class M {BODY}": ("class", (), ["f"]),
    f"data class M(val a: Int) {BODY}": ("class", (), ["<init>", "f"]),
    "enum class M {\n    A,\n    B;\n    fun f() {}\n}": ("enum", (), ["f"]),
    "annotation class M": ("annotation", (), []),
    f"class M @Inject constructor(@Q(1) private val a: A) : B(a) {BODY}": ("class", ("B",), ["<init>", "f"]),
    f"class M(d: D) : I by d {BODY}": ("class", ("I",), ["<init>", "f"]),
}


@pytest.mark.parametrize(
    "around", ["%s\n", "package a\nval q = 1\n%s\nclass L\n", "@Y(1)\nclass O {\n%s\n    fun z() {}\n}\n"]
)
@pytest.mark.parametrize("annotations", ANNOTATIONS)
@pytest.mark.parametrize("declaration", TYPES)
def test_annotated_type(around: str, annotations: str, declaration: str) -> None:
    file = facts_of(around % (annotations + declaration))
    assert file.lost == ()
    declared = type_named(file, "M")
    expected = TYPES[declaration]
    assert (declared.kind, declared.supertypes, [member.name for member in declared.methods]) == expected
    assert [(a.name, a.arguments) for a in declared.annotations] == ANNOTATIONS[annotations]
    if "class O" in around:
        assert [member.name for member in type_named(file, "O").methods] == ["z"]


def test_annotated_types_inside_each_other() -> None:
    file = facts_of("@A(1)\ninner class B {\n    @C\n    @D(2)\n    inner class E {\n        fun f() {}\n    }\n}\n")
    (inner,) = [declared for declared in file.types if declared.name == "E"]
    assert file.types[inner.outer].name == "B"
    assert [annotation.name for annotation in inner.annotations] == ["C", "D"]


def test_annotated_members() -> None:
    file = facts_of('@A("x")\nconst val a = 1\n@B(1)\n@C\nprivate fun f() = g()\n@D (x = 1)\nprivate fun h () {\n}\n')
    (facade,) = file.types
    assert [[a.name for a in member.annotations] for member in facade.methods] == [["B", "C"], ["D"]]
    assert [(member.name, [a.name for a in member.annotations]) for member in facade.fields] == [("a", ["A"])]


def test_annotated_expressions_stay() -> None:
    assert run('@Suppress("a")\nf(1)')[-1] == "f(1)"
    assert run('x(@Suppress("a") (b as C))')[-1] == "x((C) b)"
    assert run('@Suppress("a")\nval b = c()\nx(b)')[-2:] == ["%b = c()", "x(%b)"]


INIT = """
class A {
    val a = Z.init(this)
    init { Z.init(1) }
    constructor(x: Int) : super(x) {
        Z.init(2)
        a.b { Z.init(3) }
    }
    fun f() { Z.init(4) }
    fun g() {
        with(x) { Z.init(5); init(6) }
        x.apply { Z?.init(7) }
        Z.init { y() }
    }
    companion object {
        init { Z.init(8) }
    }
}
"""


@pytest.mark.parametrize("head", ["class A {", "class A : B(), I by impl {", "@A(1)\nclass A : I by x(1) {"])
def test_init_is_a_name(head: str) -> None:
    file = facts_of(INIT.replace("class A {", head))
    assert file.lost == ()
    ops = [op for body in file.bodies for op in decode_body(body).ops if op.name == "init"]
    assert [op.kind for op in ops] == [CALL] * 10


def test_name_in_a_string_is_a_dynamic_part() -> None:
    assert run('x("a $b.c ${d.e()} \\$f")', "b: Int")[-1] == "x(`a .c  $f`(%b, d.e()))"
    assert run('x("""a $b""")', "b: Int")[-1] == "x(`a `(%b))"
    assert run('x("$this $")')[-1] == "x(` $`(this))"


def test_call_of_get_or_set_after_a_local_is_no_accessor() -> None:
    assert run("val a = 1\nset(a)\ng()") == ["%a = 1", "set(%a)", "g()"]
