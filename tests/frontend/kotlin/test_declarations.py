"""Types, members and imports."""

from __future__ import annotations

from frontend.integrity import extract_kotlin
from frontend.kotlin.helpers import facts_of
from frontend.render import method_named, render, render_body, type_named

from privlint.frontend.facts import Annotation, Import


def test_package_and_imports() -> None:
    file = facts_of("package a.`in`.b\n\nimport x.y.Z\nimport x.y.W as V\nimport x.q.* // all\n")
    assert file.package == "a.in.b"
    assert file.imports == (Import("x.y.Z", "Z"), Import("x.y.W", "V"), Import("x.q", is_wildcard=True))


def test_kinds() -> None:
    file = facts_of(
        """
        class A
        interface B
        fun interface C {
            fun f()
        }
        object D
        enum class E { X }
        annotation class F
        data class G(val a: Int)
        sealed class H {
            inner class I
            class J
            companion object Named
        }
        """
    )
    kinds = {declaration.name: declaration.kind for declaration in file.types}
    assert kinds == {
        "A": "class",
        "B": "interface",
        "C": "interface",
        "D": "object",
        "E": "enum",
        "F": "annotation",
        "G": "class",
        "H": "class",
        "I": "class",
        "J": "class",
        "Named": "companion",
    }
    assert type_named(file, "G").is_data and type_named(file, "H").is_abstract
    assert [type_named(file, name).is_static for name in "AIJ"] == [False, False, True]
    assert method_named(file, "f").is_abstract


def test_facade() -> None:
    file = facts_of("val a = f()\nfun g() = a\nclass C\n")
    facade = file.types[0]
    assert (facade.name, facade.kind) == ("SampleKt", "facade")
    assert facade.methods[0].is_static and facade.fields[0].is_static and facade.fields[0].is_final
    assert render_body(file, facade.static_initializer) == ["f()", "a = f()"]
    assert facts_of('@file:JvmName("Named")\nfun f() {}\n').types[0].name == "Named"
    assert [declaration.kind for declaration in facts_of("class C\n").types] == ["class"]
    assert extract_kotlin(b"fun f() {}", "a/my-file.kt").types[0].name == "My_fileKt"


def test_primary_constructor() -> None:
    file = facts_of(
        """
        @A(1, key = "x") class C<T : Any> @Inject private constructor(
            private val p: String = f(),
            q: (Int) -> Unit,
            vararg r: Int?,
        ) : I, B<T>(p), J by q where T : K {
            val s = p
            init { q(s) }
        }
        """
    )
    declaration = type_named(file, "C")
    assert declaration.supertypes == ("B<T>", "I", "J")
    assert declaration.type_params == ("T : Any",)
    assert declaration.annotations == (Annotation("A", ("1", "key=x")),)
    constructor = declaration.methods[0]
    assert [file.locals[slot].name for slot in constructor.params] == ["p", "q", "r"]
    assert [file.locals[slot].type for slot in constructor.params] == ["String", "(Int) -> Unit", "Int"]
    assert constructor.annotations == (Annotation("Inject"),)
    assert constructor.is_private and constructor.has_vararg
    assert file.locals[constructor.params[0]].has_default
    assert render(file, "<init>") == ["f() if omitted", "%p = f()", "p = %p", "super.<init>(%p)"]
    assert render_body(file, declaration.initializer) == ["s = %p", "%q.invoke(s)"]
    assert [name for name, _ in declaration.delegates] == ["J"]
    assert [field.name for field in declaration.fields] == ["p", "s"]


def test_parameters_of_the_constructor_end_with_the_initialiser() -> None:
    file = facts_of("class C(p: Int) {\n    fun f() = g(p)\n}\n")
    assert render(file, "f") == ["g(p)", "return g(p)"]


def test_secondary_constructors() -> None:
    file = facts_of(
        """
        class C : B {
            constructor(a: Int) : super(a) { f() }
            constructor() : this(1)
        }
        """
    )
    first, second = type_named(file, "C").methods
    assert render_body(file, first.body) == ["super.<init>(%a)", "f()"]
    assert render_body(file, second.body) == ["this.<init>(1)"]


def test_properties() -> None:
    file = facts_of(
        """
        class C {
            var a: String? = null
                get() = field
                set(value) {
                    field = value
                    f(value)
                }
            val b by lazy { g() }
            lateinit var c: D
            val E.d: Int get() = 1
            private var e = 1
                private set
        }
        """
    )
    a, b, c, d, e = type_named(file, "C").fields
    assert (a.type, a.has_initializer, a.is_final) == ("String", True, False)
    assert render_body(file, a.getter) == ["return field"]
    assert render_body(file, a.setter) == ["field = %value", "f(%value)"]
    assert b.is_delegated and b.is_final
    assert (c.type, c.has_initializer) == ("D", False)
    assert (d.receiver_type, d.getter >= 0) == ("E", True)
    assert e.setter < 0
    initializer = render_body(file, type_named(file, "C").initializer)
    assert initializer == ["a = null", "lazy({λ4})", "b = lazy({λ4})", "e = 1"]


def test_nullable_receivers_and_overrides() -> None:
    file = facts_of(
        """
        class C(override val a: Int, val b: Int) : D {
            override val c get() = 1
            val E?.d: Int get() = 1
            fun E?.f() = 1
        }
        """
    )
    decl = type_named(file, "C")
    assert [field.is_override for field in decl.fields] == [True, False, True, False]
    assert decl.fields[3].receiver_type == "E?"
    assert decl.methods[-1].receiver_type == "E?"


def test_functions() -> None:
    file = facts_of(
        """
        abstract class C {
            override suspend fun <R> List<R>.f(a: Int = 3, @X vararg b: @Y Bar?): Map<String?, R>? { g() }
            abstract fun g()
            private fun h() = 1
            external fun i(x: Int): Unit
        }
        """
    )
    f, g, h, i = type_named(file, "C").methods
    assert f.is_override and f.is_suspend and f.has_vararg
    assert (f.receiver_type, f.return_type) == ("List<R>", "Map<String, R>")
    assert [file.locals[slot].type for slot in f.params] == ["Int", "Bar"]
    assert render_body(file, f.body) == ["%a = 3", "g()"]
    assert g.is_abstract and g.body < 0
    assert h.is_private and h.return_type == ""
    assert not i.is_abstract and i.body < 0 and len(i.params) == 1


def test_enum() -> None:
    file = facts_of(
        """
        enum class E(val a: Int) : I {
            ONE(1) {
                override fun f() {}
            },
            TWO(2);
            fun g() {}
        }
        """
    )
    declaration = type_named(file, "E")
    assert [field.name for field in declaration.fields] == ["a", "ONE", "TWO"]
    assert [field.is_static for field in declaration.fields] == [False, True, True]
    assert [method.name for method in declaration.methods] == ["<init>", "g"]
    assert render_body(file, declaration.static_initializer) == [
        "new E(1){type 1}",
        "ONE = new E(1){type 1}",
        "new E(2)",
        "TWO = new E(2)",
    ]
    assert file.types[1].supertypes == ("E",)


def test_objects() -> None:
    file = facts_of(
        """
        object O : P(1) {
            val a = f()
            init { g() }
        }
        class C {
            companion object {
                const val X = 1
                fun h() {}
            }
        }
        """
    )
    assert render_body(file, type_named(file, "O").initializer) == ["f()", "a = f()", "g()"]
    assert render_body(file, type_named(file, "O").methods[0].body) == ["super.<init>(1)"]
    companion = type_named(file, "Companion")
    assert file.types[companion.outer].name == "C"
    assert not companion.methods[0].is_static and not companion.fields[0].is_static


def test_local_class() -> None:
    file = facts_of("fun f(a: Int) {\n    class L(val b: Int) {\n        fun g() = a + b\n    }\n}\n")
    assert type_named(file, "L").body == method_named(file, "f").body
    assert render(file, "g") == ["return (%a + b)"]


def test_alias() -> None:
    file = facts_of("typealias A = b.C<D>\ntypealias F = () -> Unit\n")
    assert [(t.name, t.supertypes) for t in file.types] == [("A", ("b.C<D>",))]


def test_parameters_keep_their_annotations() -> None:
    file = facts_of('class A(@Named("x") private val b: B, @param:Early c: C) { fun f(@Late d: D) {} }')
    found = [file.locals[slot].annotations for name in ("<init>", "f") for slot in method_named(file, name).params]
    assert found == [(Annotation("Named", ("x",)),), (Annotation("Early"),), (Annotation("Late"),)]
