"""What bytes tell of a file: never less than its outline has, and in no more than linear time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import EXAMPLES

from privlint.frontend.facts import FileFacts
from privlint.frontend.reading import extract_outline
from privlint.frontend.scanning import Scan, scan
from privlint.frontend.toplevel import top_level

SOURCES = sorted(path for suffix in ("java", "kt") for path in EXAMPLES.rglob(f"*.{suffix}"))

JAVA = """\
/* package not.this; class NotThis */
package a.b;
import static c.D.e;
import f.*;  // all of it
/** loads this class
 */
@Entity(tableName = "a{b(")
public class Outer<T extends Comparable<T>> extends @Nullable Base<T> implements I1, x.I2<String> {
    enum Kind implements I3 { A, B { void f() { } } }
    record Point(@Ann({1, 2}) int x) implements I4 { }
    @interface Mark { }
    interface /* so */ Inner extends I5, I6 { }
    @javax.inject.Inject Object field;
}
"""
KOTLIN = """\
@file:JvmName("Tools")
package a.`in`.b

import c.D as E
import f.*
import `g`.I

typealias Old = Base
typealias Handler = (Int) -> Unit
class `odd name`(val f: () -> Unit = { }, @Inject val g: String = ":{(") : Base<Int>(1), I by impl where T : J {
    companion object : K { fun Int.inCompanion() = 1 }
    @get:Ann @field:[One Two] val p = 1
    inner class Deep /* why */ : L
}
data class NoBody(val a: Int) : M()
fun interface Sam { fun run() }
object Single : N
fun plain() = 1
fun <T : Comparable<T>> T.generic(): Int = 2
fun Map<String, List<Int>>.onMap() {}
fun (() -> Unit).onCode() {}
fun Map<String, (Int) -> Unit>.onMapOfCode() {}
fun `with spaces`() {}
fun<T> tight() {}
val top: Map<String, Int> = mapOf()
var <T> List<T>.second: T? get() = null
    set(value) {}
val (() -> Unit).third get() = 1
val String?.fourth
    get() = 2
"""


def missing(outline: FileFacts, found: Scan, source: bytes) -> list[object]:
    """What an outline has and a scan of the source lacks."""
    lacks: list[object] = [] if outline.package == found.package else [outline.package]
    lacks += {item.name for item in outline.imports} - set(found.imports)
    for decl in outline.types:
        lacks += {decl.name} - {""} - found.types
        lacks += {text.partition("<")[0].rpartition(".")[2] for text in decl.supertypes} - found.supertypes
        written = [decl.annotations, *(each.annotations for each in decl.fields)]
        written += [each.annotations for each in decl.methods]
        names = {item.name.rpartition(".")[2] for items in written for item in items}
        lacks += names - found.annotations if "" not in found.annotations else ()
        extensions = {method.name for method in decl.methods if method.receiver_type}
        lacks += extensions - found.extensions
        if decl.kind == "facade":
            outside = top_level(source)
            names, values = {method.name for method in decl.methods}, {field.name for field in decl.fields}
            lacks += (names - found.functions) | (values - found.properties)
            lacks += (names - outside.functions) | (values - outside.properties) if outside is not None else ()
        elif extensions and not found.has_members:
            lacks.append("members")
    return lacks


def check(source: bytes, path: str) -> None:
    found, outline = scan(source, path), extract_outline(source, path)
    assert isinstance(outline, FileFacts)
    if found is not None:
        assert missing(outline, found, source) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_scan_of_the_examples_lacks_nothing(path: Path) -> None:
    check(path.read_bytes(), path.name)


def test_java() -> None:
    check(JAVA.encode(), "Outer.java")
    found = scan(JAVA.encode(), "Outer.java")
    assert found is not None
    assert (found.package, found.imports) == ("a.b", ("c.D.e", "f"))
    assert found.supertypes >= {"Base", "I1", "I2", "I3", "I4", "I5", "I6"}
    assert {"Outer", "Kind", "Point", "Mark", "Inner"} <= found.types
    assert {"Entity", "Ann", "Inject"} <= found.annotations


def test_kotlin() -> None:
    check(KOTLIN.encode(), "src/tools.kt")
    found = scan(KOTLIN.encode(), "src/tools.kt")
    assert found is not None
    assert (found.package, found.imports) == ("a.in.b", ("c.D", "f", "g.I"))
    assert {"odd name", "Companion", "Deep", "NoBody", "Sam", "Single", "Old", "Tools", "ToolsKt"} <= found.types
    assert {"Base", "I", "K", "L", "M", "N"} <= found.supertypes
    assert {"plain", "generic", "onMap", "onCode", "onMapOfCode", "with spaces", "tight"} <= found.functions
    assert {"generic", "onMap", "onCode", "onMapOfCode", "inCompanion"} <= found.extensions
    assert {"top", "second", "third", "fourth"} <= found.properties
    assert {"get", "Two", "One"} <= found.annotations or "" in found.annotations


def test_members_and_variables_are_not_at_top_level() -> None:
    source = b"""class A(val a: Int) { val b = "{"; fun c() { val d = 1 } }
        val e = run { val f = '"'; f }  // val g = (
        fun (() -> Unit).h(i: (Int) -> Unit = { val j = it }) = Unit
        val String.k get() = "${if (e) "{" else "}"}"
    """
    found = top_level(source)
    assert found is not None
    assert found.properties == {"e", "k"}
    assert "h" in found.functions
    assert "c" not in found.functions
    assert top_level(b"val a = {") is None


def test_parameters_and_type_arguments_are_no_supertypes() -> None:
    source = b"class A(val dao: Dao, val run: (Int) -> Job) : Base<Item>(dao)\nfun f(x: Other) = x\n"
    found = scan(source, "A.kt")
    assert found is not None
    assert "Base" in found.supertypes
    assert found.supertypes.isdisjoint({"Dao", "Job", "Item", "Int"})


@pytest.mark.parametrize(
    "source",
    [
        b"class A {",
        b"class A { void f( { } }",
        b"class A { ) }",
        b"\xff\xfec\0l\0a\0s\0s\0",
        b"class A { } \0",
        b"class \xe4 { }",
        b"(" * 100_000 + b")" * 100_000,
        b"import a. b; class A { }",
        b"@Ann package a; class A { }",
        b"import `a b`.C; class A { }",
    ],
)
def test_what_cannot_be_told_is_not_told(source: bytes) -> None:
    assert scan(source, "A.java") is None


def test_brackets_in_strings_and_comments_do_not_count() -> None:
    source = b'class A { char c = \'{\'; String s = "((\\"("; /* [ */ } // }'
    assert scan(source, "A.java") is not None


PIECES = st.sampled_from(
    ["class A", "class", " ", "\n", "//", "/*", "*/", "{", "}", "(", ")", "<", ">", ":", ".", "=", '"', "'", "`", "@",
     "fun ", "val ", "object", "companion ", "interface B", "import c.D", "package e", "typealias F = G", "enum ", ",",
     "extends H", "implements I", "x", "T", "String", "? ", "->", "by j", "where ", "record K(int l)", "fun m() {}",
     "fun N.o() {}", "val p = 1", "class Q : R() {}", "@S fun t() {}", "static ", "\\", "$", "é"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40), st.sampled_from(["A.kt", "A.java"]))
def test_a_scan_of_anything_that_parses_lacks_nothing(pieces: list[str], path: str) -> None:
    source = "".join(pieces).encode()
    outline = extract_outline(source, path)
    assert isinstance(outline, FileFacts)
    if not outline.lost and not outline.repairs:  # what a parser makes of other sources is its own invention
        found = scan(source, path)
        assert found is None or missing(outline, found, source) == []


HOSTILE = [
    b"class//\n", b"class /*", b"/*", b"/*/", b'"""', b'"', b"'", b"fun ", b"fun (", b"val ", b"val <", b"val (",
    b"val a.", b"import ", b"import\n", b"companion ", b"typealias a=", b"@", b"@a.", b"class A(", b"class A<",
    b"class A:(", b"record ", b"JvmName(", b"[(", b"package ", b"//\n", b" ", b"fun a", b"val a<",
]  # fmt: skip


@pytest.mark.parametrize("suffix", ["java", "kt"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_no_source_takes_long(piece: bytes, suffix: str) -> None:
    source = piece * (100_000 // len(piece))
    start = time.process_time()
    scan(source, f"A.{suffix}")
    scan(b"class A { }\n" + source, f"A.{suffix}")
    top_level(source)
    assert time.process_time() - start < 10, "far more than a second: it grows faster than the source"
