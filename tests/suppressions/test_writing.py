"""`--add-ignore`: afterwards the findings are suppressed, and the code is what it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
import samples
from consent.small_apps import START, SmallApp
from hypothesis import given
from hypothesis import strategies as st
from support import EXAMPLES, Cli

from privlint.findings import Finding
from privlint.frontend.extents import Extents
from privlint.suppressions.comments import pieces, syntax_of
from privlint.suppressions.matching import apply
from privlint.suppressions.reading import read_suppressions
from privlint.suppressions.writing import Written, with_suppressions

#: `=== file`, then a text; `@` is before what is found. Comments that are written stand as `+` lines, or behind `+`.
CASES = {
    "a statement": ("A.java", "class A {\n    void f() {\n        @a();\n    }\n}\n", 3),
    "an argument of a call of several lines": (
        "A.java",
        "class A {\n  void f() {\n    a(\n      @b(),\n      c());\n  }\n}\n",
        3,
    ),
    "a chain": ("A.kt", "fun f() {\n    A.builder()\n        .b()\n        .@init()\n}\n", 2),
    "inside a string of several lines": ("A.kt", 'fun f() {\n    val a = """\n  x ${@b()}\n    """\n}\n', 2),
    "a condition": ("A.kt", "fun f() {\n    if (@a()) {\n        b()\n    }\n}\n", -2),
    "a call with a lambda": ("A.kt", "fun f() {\n    @a {\n        b()\n    }\n}\n", -2),
    "a condition behind a comment": ("A.kt", "fun f() {\n    if (@a()) { // why\n        b()\n    }\n}\n", -2),
    "a field": ("A.java", "class A {\n\t@X\n\tprivate int a = @b();\n}\n", 2),
    "a parameter": ("A.kt", "class A(\n    val a: Int = @b(),\n    val c: Int,\n)\n", 2),
    "a superclass": ("A.kt", "class A : B(@c()) {\n    val d = 1\n}\n", -1),
    "Groovy": ("build.gradle", "dependencies {\n    @api 'a:b:1'\n}\n", 2),
    "Kotlin script": ("build.gradle.kts", 'dependencies {\n    api(\n        @"a:b:1",\n    )\n}\n', 3),
    "catalogue": ("libs.versions.toml", '[versions]\na = "@1"\n', 2),
    "catalogue, list": ("libs.versions.toml", 'a = [\n  "@b",\n]\n', 2),
    "catalogue, string of lines": ("libs.versions.toml", 'a = """\n@b\n"""\n', 1),
    "properties": ("gradle.properties", "a=1, \\\n  @2\nb=3\n", 1),
    "element": ("AndroidManifest.xml", "<m>\n    <a\n        @b='1' />\n</m>\n", 2),
    "element with children": (
        "AndroidManifest.xml",
        "<m>\n    <@a\n        b='1'>\n        <c />\n    </a>\n</m>\n",
        -3,
    ),
    "elements on one line": ("AndroidManifest.xml", "<m><a/><@b/></m>\n", -1),
}


def finding_at(path: str, marked: str, code: str = "PRV101") -> tuple[str, Finding]:
    """The text without its mark, and a finding there."""
    before, _, behind = marked.partition("@@") if "@@" in marked else marked.rpartition("@")
    text = before + behind
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    end = column + 1
    return text, samples.finding(path=path, code=code, line=line, column=column, end_line=line, end_column=end)


def suppress(folder: Path, data: bytes, *findings: Finding, reason: str = "kept") -> tuple[Written, bytes]:
    (folder / findings[0].path).write_bytes(data)
    written = with_suppressions(folder, findings, reason)
    after = written.changes[0].after if written.changes else data.decode("utf-8", "surrogateescape")
    return written, after.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_where_a_comment_goes(name: str, end: str, bom: str, tmp_path: Path) -> None:
    path, marked, place = CASES[name]
    text, finding = finding_at(path, marked)
    data = (bom + text.replace("\n", end)).encode()
    written, after = suppress(tmp_path, data, finding)
    assert [each.line for each in written.findings] == [finding.line], written.left
    before_lines, after_lines = data.decode().split(end), after.decode().split(end)
    at = abs(place) - 1
    if place > 0:
        comment = after_lines.pop(at)
        if at == 0 and bom:
            comment, after_lines[0] = comment.removeprefix(bom), bom + after_lines[0]
        indent = before_lines[at].removeprefix(bom)
        assert comment.startswith(indent[: len(indent) - len(indent.lstrip())])
        assert "privlint: ignore[PRV101] kept" in comment
        assert after_lines == before_lines
    else:
        assert after_lines[at].startswith(before_lines[at])
        assert "privlint: ignore[PRV101] kept" in after_lines[at]
        assert [*after_lines[:at], before_lines[at], *after_lines[at + 1 :]] == before_lines


def test_findings_of_one_place_share_a_comment(tmp_path: Path) -> None:
    text, finding = finding_at("A.java", "class A {\n  int a = @b();\n}\n")
    _, other = finding_at("A.java", "class A {\n  int a = @b();\n}\n", "PRV102")
    _, after = suppress(tmp_path, text.encode(), finding, other, finding)
    assert after.count(b"// privlint: ignore[PRV101, PRV102] kept") == 1


def test_bytes_that_are_no_text_stay(tmp_path: Path) -> None:
    text, finding = finding_at("A.java", "// \nclass A {\n  int a = @b();\n}\n")
    data = text.encode().replace(b"// ", b"// \xd6\xd0")
    assert suppress(tmp_path, data, finding)[1].replace(b"  // privlint: ignore[PRV101] kept\n", b"") == data
    written, after = suppress(tmp_path, data, finding, reason="保留")
    assert (after, len(written.left)) == (data, 1)


@pytest.mark.parametrize("path", ["gradle.lockfile", "a.json", "a.aar", "missing.java"])
def test_files_without_room(path: str, tmp_path: Path) -> None:
    if path != "missing.java":
        (tmp_path / path).write_text("a\n")
    written = with_suppressions(tmp_path, [samples.finding(path=path)], "kept")
    assert (written.changes, len(written.left)) == ((), 1)


def test_two_hyphens_are_no_part_of_comments_in_xml(tmp_path: Path) -> None:
    text, finding = finding_at("a.xml", "<m>\n  <@b/>\n</m>\n")
    _, after = suppress(tmp_path, text.encode(), finding, reason="a -- b --")
    assert b"<!-- privlint: ignore[PRV101] a - b - -->" not in after
    assert b"<!-- privlint: ignore[PRV101] a - b" in after


JAVA = (
    "a();",
    "int b = c(1,\n    d());",
    "if (e()) {\n  f();\n} else g();",
    "h(() -> {\n  i();\n});",
    'j("// x", """\n  k /* \\""\n""");',
    "new L() {\n  void m() { n(); }\n};",
    "// o\n",
    "/* p\n */ q();",
    "for (int r : s()) t();",
    "switch (u()) {\n  case 1:\n    v();\n}",
)
KOTLIN = (
    "a()",
    "val b = c(1,\n    d())",
    "if (e()) {\n  f()\n} else g()",
    "h { x ->\n  i(x)\n}",
    'j("// ${k("/*")}", """\n  l ${m()} /*\n""")',
    "object : N() {\n  fun o() { p() }\n}",
    "// q",
    "/* r\n /* s */ */ t()",
    "u()\n  .v()\n  ?.w { it }",
    "val `it's` = when (x()) {\n  1 -> y()\n  else -> z()\n}",
    '@Suppress("X")\nval aa = bb()',
)


@pytest.mark.parametrize("path", ["A.java", "A.kt"])
def test_code_means_the_same_and_findings_are_suppressed(path: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    is_kotlin, syntax = path == "A.kt", syntax_of(path)
    assert syntax is not None
    folder = tmp_path_factory.mktemp("written")
    statements = st.lists(st.sampled_from(KOTLIN if is_kotlin else JAVA), min_size=1, max_size=5)

    @given(statements, st.lists(st.integers(0, 10_000), min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]))
    def judge(parts: list[str], places: list[int], end: str) -> None:
        head = "class A {\n  fun f() {\n    " if is_kotlin else "class A {\n  void f() {\n    "
        text = (head + "\n    ".join(parts) + "\n  }\n}\n").replace("\n", end)
        inside = {at for piece in pieces(text, syntax) if piece.is_comment for at in range(piece.start, piece.end)}
        words = [at for at in range(1, len(text)) if text[at].isalpha() and not text[at - 1].isalpha()]
        words = [at for at in words if at not in inside]
        findings = []
        for number, place in enumerate(places):
            at = words[place % len(words)]
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            code = f"PRV10{number % 3 + 1}"
            findings.append(
                samples.finding(path=path, code=code, line=line, column=column, end_line=line, end_column=column + 1)
            )
        written, after = suppress(folder, text.encode(), *findings)
        assert Extents(after, is_kotlin).shape() == Extents(text.encode(), is_kotlin).shape()
        assert (b"\r\n" in after) == (end == "\r\n")
        assert after.count(b"\n") - after.count(b"\r\n") == (0 if end == "\r\n" else after.count(b"\n"))
        lines = {}  # of the old text in the new one
        pending = iter(enumerate(after.decode().split("\n"), 1))
        for number, old in enumerate(text.split("\n"), 1):
            lines[number] = next(at for at, new in pending if new.split(" // privlint")[0].rstrip() == old.rstrip())
        moved = [
            msgspec.structs.replace(each, line=lines[each.line], end_line=lines[each.line]) for each in written.findings
        ]
        assert apply(moved, read_suppressions(path, after), lambda word: (word,), needs_reason=True)[0] == []
        in_strings = ('"""' in part for part in parts)
        assert not written.left or any(in_strings)

    judge()


@pytest.mark.parametrize("name", ["leaky-java", "leaky-kotlin"])
def test_the_examples(name: str, tmp_path: Path, cli: Cli) -> None:
    app = tmp_path / name
    shutil.copytree(EXAMPLES / name, app)
    preview = cli("check", app, "--add-ignore", "an example", "--diff", "--select", "PRV1")
    assert preview.returncode == 1
    assert preview.stdout.count("ignore[PRV") == 7
    assert "ignore[" not in "".join(path.read_text("utf-8") for path in app.rglob("*") if path.is_file())
    done = cli("check", app, "--add-ignore", "an example", "--output-format", "concise", "--select", "PRV1")
    assert (done.returncode, done.stdout) == (0, "")
    assert "7 suppressed in 7 files" in done.stderr
    again = cli("check", app, "--add-ignore", "an example", "--diff", "--select", "PRV1,PRV9")
    assert (again.returncode, again.stdout) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--add-ignore", "x", "--fix"),
        ("--add-ignore", " "),
        ("--add-ignore", "a\nb"),
        ("--add-ignore", "a */ b"),
        ("--add-ignore", "x", "--watch"),
        ("--statistics", "--diff"),
        ("--watch", "--fix"),
    ],
)
def test_what_makes_no_sense(arguments: tuple[str, ...], tmp_path: Path, cli: Cli) -> None:
    done = cli("check", tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error" in done.stderr


def test_what_is_left_is_told(tmp_path: Path, cli: Cli) -> None:
    app = SmallApp(tmp_path)
    app.kotlin("App", f"class App : Application() {{\n    override fun onCreate() {{\n        {START}\n    }}\n}}\n")
    source = app.root / "app/src/main/java/com/example/App.kt"
    source.write_bytes(source.read_bytes() + "// 中文\n".encode("gbk"))
    done = cli("check", tmp_path, "--add-ignore", "理由", "--select", "PRV101", "--output-format", "concise")
    assert done.returncode == 1
    assert "not suppressed: PRV101" in done.stderr
    assert "PRV101" in done.stdout


def test_symbolic_links_stay(tmp_path: Path, cli: Cli) -> None:
    app = SmallApp(tmp_path)
    app.kotlin("App", f"class App : Application() {{\n    override fun onCreate() {{\n        {START}\n    }}\n}}\n")
    source = app.root / "app/src/main/java/com/example/App.kt"
    real = app.root / "shared.kt"
    source.rename(real)
    source.symlink_to(real)
    assert cli("check", tmp_path, "--add-ignore", "kept", "--select", "PRV101").returncode == 0
    assert source.is_symlink()
    assert "ignore[PRV101] kept" in real.read_text("utf-8")
