"""Comments are found in every syntax, and nothing that only looks like one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import EXAMPLES
from tree_sitter import Node, Parser

from privlint.frontend.java.syntax import LANGUAGE as JAVA
from privlint.frontend.kotlin.syntax import LANGUAGE as KOTLIN
from privlint.suppressions.comments import Syntax, content, pieces, syntax_of
from privlint.suppressions.reading import read_suppressions

#: Code, and strings that look like comments; nothing in it is one.
NO_COMMENTS: dict[Syntax, tuple[str, ...]] = {
    "java": (
        '"// a"',
        '"/* b"',
        '"\\"//"',
        "'\"'",
        "'\\''",
        '"""\n// c " /* \\"\\"" */\n"""',
        "a / b",
        "x",
        ";",
        "{",
        "}",
    ),
    "kotlin": (
        '"// a"',
        '"${f("//")} /*"',
        '"$x//"',
        "'\"'",
        '"""\n// c " /*\n"""',
        '"""${"/*"}"""',
        "`it's // fine`",
        "a / b",
        "x",
        "{",
        "}",
    ),
    "script": ("'// a'", '"${x} //"', "'''\n// b\n'''", '"""\n/* c\n"""', "x = /a*b/", "x", "{", "}"),
    "toml": ('a = "# b"', "a = '# b'", 'a = """\n# c\n"""', "a = '''\n# d\n'''", "[x]", "1"),
    "properties": ("a=b # c", "a=b \\\n  # d", "url=http://x//y", "!x"[1:]),
    "xml": ('<a b="<!-- c -->"/>', "<![CDATA[<!-- d -->]]>", "<a>", "</a>", "text // # /*", "<?xml version='1.0'?>"),
}
COMMENTS: dict[Syntax, tuple[str, ...]] = {
    "java": ("// a \" ' /*", '/* b " // */', "/** c\n * d */"),
    "kotlin": ("// a \" ' /*", '/* b /* nested " */ // */', "/** c\n * d */"),
    "script": ("// a ' \" /*", "/* b ' */"),
    "toml": ("# a \" '",),
    "properties": ("# a", "! b \\"),
    "xml": ("<!-- a <b> \" ' -->", "<!-- c\n d -->"),
}


@pytest.mark.parametrize("syntax", list(COMMENTS))
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_comment_is_found_and_nothing_else(syntax: Syntax, end: str) -> None:
    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 100))))
    def judge(choices: list[tuple[bool, int]]) -> None:
        text, wanted = "", []
        for is_comment, number in choices:
            known = COMMENTS[syntax] if is_comment else NO_COMMENTS[syntax]
            part = known[number % len(known)].replace("\n", end)
            if is_comment:
                wanted.append(part)
            text += part + end
        found = [text[piece.start : piece.end] for piece in pieces(text, syntax) if piece.is_comment]
        assert found == wanted

    judge()


@pytest.mark.parametrize("syntax", list(COMMENTS))
def test_any_text_is_read(syntax: Syntax) -> None:
    @given(st.text(st.sampled_from("\"'`/*#<>!-$\\{}()[]=\n\r a\ufeff"), max_size=60))
    def judge(text: str) -> None:
        found = pieces(text, syntax)
        assert all(0 <= one.start < one.end <= len(text) for one in found)
        assert all(one.end <= other.start for one, other in pairwise(found))

    judge()


@pytest.mark.parametrize("path", ["A.java", "A.kt", "build.gradle", "b.gradle.kts", "a.toml", "a.properties", "a.xml"])
def test_any_bytes_are_read(path: str) -> None:
    words = [
        b"// privlint: ignore[PRV101] a\n",
        b"<!-- privlint: ignore[PRV1] -->",
        b'@Suppress("PRV101")',
        b"\xff\xfe",
    ]
    words += [
        b"class A {",
        b"}",
        b"# privlint: ignore-file[x",
        b'tools:ignore="PRV104"',
        b"<a ",
        b">",
        b'"',
        b"\n",
        b"(",
    ]

    @given(st.lists(st.sampled_from(words), max_size=12))
    def judge(parts: list[bytes]) -> None:
        read_suppressions(path, b"".join(parts))

    judge()


def comment_nodes(root: Node) -> list[tuple[int, int]]:
    found, pending = [], [root]
    while pending:
        node = pending.pop()
        if node.type in ("line_comment", "block_comment"):
            found.append((node.start_byte, node.end_byte))
        else:
            pending.extend(node.children)
    return sorted(found)


SOURCES = sorted(path for path in EXAMPLES.rglob("*") if path.suffix in (".java", ".kt", ".kts"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_the_grammars_find_the_same(path: Path) -> None:
    data = path.read_bytes()
    assert data.isascii()
    root = Parser(JAVA if path.suffix == ".java" else KOTLIN).parse(data).root_node
    syntax = syntax_of(path.name)
    assert syntax is not None
    found = [(piece.start, piece.end) for piece in pieces(data.decode(), syntax) if piece.is_comment]
    assert found == comment_nodes(root)


@pytest.mark.parametrize(
    ("syntax", "text", "inner"),
    [
        ("java", "// a", "a"),
        ("java", "/* a */", "a"),
        ("java", "/**\n * a\n * b\n */", "a b"),
        ("toml", "# a", "a"),
        ("properties", "! a", "a"),
        ("xml", "<!-- a\n     b -->", "a b"),
    ],
)
def test_what_a_comment_says(syntax: Syntax, text: str, inner: str) -> None:
    (piece,) = pieces(text, syntax)
    assert content(text, piece) == inner
