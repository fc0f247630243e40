"""Declarations: packages, imports, types and their members."""

from __future__ import annotations

from frontend.integrity import extract_java
from frontend.render import method_named, render, render_body, type_named

from privlint.frontend.facts import NONE, Annotation, Import


def test_package_and_imports() -> None:
    facts = extract_java(b"package a.b;\nimport c.D;\nimport static c.D.e;\nimport f.*;\nimport  static /**/ g.H.*;")
    assert facts.package == "a.b"
    assert facts.imports == (
        Import("c.D", "D"),
        Import("c.D.e", "e", is_static=True),
        Import("f", is_wildcard=True),
        Import("g.H", is_wildcard=True, is_static=True),
    )


def test_supertypes_with_the_superclass_first() -> None:
    facts = extract_java(b"class A extends b.C<D> implements E, F<G<H>> {} interface I extends J, K {}")
    assert [declaration.supertypes for declaration in facts.types] == [("b.C<D>", "E", "F<G<H>>"), ("J", "K")]


def test_nested_generics_and_bounds() -> None:
    facts = extract_java(b"class A<T extends B&C, U> { Map< String,List<? extends @N T []> > m; <V> V f(V... v) {} }")
    (declaration,) = facts.types
    assert declaration.type_params == ("T : B & C", "U")
    assert declaration.fields[0].type == "Map<String, List<? extends T[]>>"
    assert declaration.methods[0].return_type == "V"
    assert declaration.methods[0].has_vararg
    assert facts.locals[0].type == "V[]"


def test_annotations_keep_their_arguments() -> None:
    facts = extract_java(b'@A @b.B("x") @C({D.class, E.class}) @F(g = "h", i = {1, 2}) class J {}')
    assert facts.types[0].annotations == (
        Annotation("A"),
        Annotation("b.B", ("x",)),
        Annotation("C", ("D.class", "E.class")),
        Annotation("F", ("g=h", "i=1", "i=2")),
    )


def test_parameters_keep_their_annotations() -> None:
    file = extract_java(b'class A { A(final @Named("x") B b, @Early C c, D d) { } }')
    found = [file.locals[slot].annotations for slot in method_named(file, "<init>").params]
    assert found == [(Annotation("Named", ("x",)),), (Annotation("Early"),), ()]


def test_kinds_and_nesting() -> None:
    facts = extract_java(
        b"class A { class B {} static class C {} enum D {} interface E { class F {} } @interface G {} record H() {} }"
    )
    assert [(t.name, t.kind, t.outer, t.is_static, t.is_data) for t in facts.types] == [
        ("A", "class", NONE, False, False),
        ("B", "class", 0, False, False),
        ("C", "class", 0, True, False),
        ("D", "enum", 0, True, False),
        ("E", "interface", 0, True, False),
        ("F", "class", 4, True, False),
        ("G", "annotation", 0, True, False),
        ("H", "class", 0, True, True),
    ]


def test_initializers_run_in_source_order() -> None:
    facts = extract_java(
        b"class A { int a = x(); { y(); } static int b = s(); int c = z(); static { t(); } static final int D; }"
    )
    (declaration,) = facts.types
    assert render_body(facts, declaration.initializer) == ["x()", "a = x()", "y()", "z()", "c = z()"]
    assert render_body(facts, declaration.static_initializer) == ["s()", "b = s()", "t()"]
    assert [(f.name, f.is_static, f.is_final, f.has_initializer) for f in declaration.fields] == [
        ("a", False, False, True),
        ("b", True, False, True),
        ("c", False, False, True),
        ("D", True, True, False),
    ]


def test_an_early_return_in_an_initializer_block_ends_with_it() -> None:
    facts = extract_java(b"class A { { if (x) throw e; y(); } int a = z(); }")
    assert render_body(facts, facts.types[0].initializer) == ["throw e if x", "y() if !x", "z()", "a = z()"]


def test_constants_of_interfaces_are_static() -> None:
    (declaration,) = extract_java(b'interface A { String B = "b"; void c(); default void d() {} }').types
    assert declaration.is_abstract
    assert (declaration.fields[0].is_static, declaration.fields[0].is_final) == (True, True)
    assert [(method.name, method.is_abstract) for method in declaration.methods] == [("c", True), ("d", False)]


def test_enum_constants_are_static_fields() -> None:
    facts = extract_java(b"enum E { A(1) { void f() { g(); } }, B; final int i; E() { h(); } }")
    enum = type_named(facts, "E")
    assert render_body(facts, enum.static_initializer) == [
        "new E(1){type 1}",
        "A = new E(1){type 1}",
        "new E()",
        "B = new E()",
    ]
    assert [(f.name, f.type, f.is_static) for f in enum.fields] == [
        ("A", "E", True),
        ("B", "E", True),
        ("i", "int", False),
    ]
    anonymous = facts.types[1]
    assert (anonymous.kind, anonymous.supertypes, anonymous.outer) == ("anonymous", ("E",), 0)
    assert anonymous.body == enum.static_initializer
    assert render(facts, "<init>") == ["h()"]


def test_record_has_fields_and_a_canonical_constructor() -> None:
    facts = extract_java(b"record P(int x, String... y) { static int z = 1; }")
    (record,) = facts.types
    assert record.is_data
    assert [(f.name, f.type) for f in record.fields] == [("x", "int"), ("y", "String[]"), ("z", "int")]
    assert render(facts, "<init>") == ["this.x = %x", "this.y = %y"]
    assert render(facts, "x") == ["return this.x"]


def test_accessors_of_records_that_are_written_out() -> None:
    facts = extract_java(b"record P(int x, int y) { public int x() { return 1; } int y(int z) { return z; } }")
    assert render(facts, "x") == ["return 1"]
    assert sorted(len(method.params) for method in facts.types[0].methods if method.name == "y") == [0, 1]


def test_record_with_a_compact_constructor() -> None:
    facts = extract_java(b"record P(int x) { P { if (x < 0) throw e; x = 1; } }")
    assert render(facts, "<init>") == ["throw e if (%x < 0)", "%x = 1 if !(%x < 0)", "this.x = %x if !(%x < 0)"]


def test_record_with_its_canonical_constructor_written_out() -> None:
    facts = extract_java(b"record P(int x) { P(int y) { this.x = y; } P() { this(1); } }")
    assert [method.name for method in facts.types[0].methods] == ["x", "<init>", "<init>"]


def test_method_modifiers() -> None:
    members = b"@Override public void a() {} private static native int b(); abstract void c(); int d()[] {}"
    source = b"abstract class A { %s }" % members
    methods = {method.name: method for method in extract_java(source).types[0].methods}
    assert methods["a"].is_override
    assert (methods["b"].is_static, methods["b"].is_private, methods["b"].is_abstract) == (True, True, False)
    assert (methods["c"].is_abstract, methods["c"].body) == (True, NONE)
    assert methods["d"].return_type == "int[]"


def test_anonymous_class_captures_locals() -> None:
    facts = extract_java(
        b"class A { void f(int p) { int q = 1; go(new R(p) { int q; public void run() { use(p, q, f); } }); } }"
    )
    anonymous = facts.types[1]
    assert render(facts, "run") == ["use(%p, q, f)"]
    assert (anonymous.kind, anonymous.outer, anonymous.supertypes) == ("anonymous", 0, ("R",))
    assert anonymous.body == method_named(facts, "f").body
    assert render(facts, "f")[1:] == ["new R(%p){type 1}", "go(new R(%p){type 1})"]


def test_local_class_captures_locals_and_local_record_does_not() -> None:
    facts = extract_java(
        b"class A { void f(int p) { class L { void g() { use(p); } } record R() { void h() { use(p); } } } }"
    )
    assert type_named(facts, "L").body == method_named(facts, "f").body
    assert render(facts, "g") == ["use(%p)"]
    assert render(facts, "h") == ["use(p)"]


def test_members_of_an_anonymous_class_do_not_leak_locals() -> None:
    facts = extract_java(b"class A { R r = new R() { void f(int p) {} void g() { use(p); } }; }")
    assert render(facts, "g") == ["use(p)"]
