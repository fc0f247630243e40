"""The syntax of Gradle scripts: both DSLs give the same settings, and no text breaks the parser."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privlint.dependencies.parser import parse
from privlint.dependencies.script import read_script

TWINS = [
    ("id 'x' version '1' apply false", 'id("x") version "1" apply false', ["id.version.apply"]),
    ("android { namespace 'a.b' }", 'android { namespace("a.b") }', ["android", "android.namespace"]),
    ("android.namespace = 'a'", 'android.namespace = "a"', ["android.namespace"]),
    (
        "flavors { china { dimension 'x' } }",
        'flavors { create("china") { dimension = "x" } }',
        ["flavors", "flavors.china", "flavors.china.dimension"],
    ),
    ("m['k'] = 'v'", 'm["k"] = "v"', ["m.k"]),
    ("project(':x').projectDir = file('y')", 'project(":x").projectDir = file("y")', ["project.projectDir"]),
    ("// a 'b'\n/* c 'd' */ e 'f' // g", '// a("b")\n/* c("d") /* in */ */ e("f") // g', ["e"]),
    ("if (a) { b 'c' } else { d 'e' }", 'if (a) { b("c") } else { d("e") }', ["b", "d"]),
    ("x 'a',\n  'b'", 'x("a",\n  "b",\n)', ["x"]),
]


@pytest.mark.parametrize(("groovy", "kotlin", "paths"), TWINS)
def test_twins(groovy: str, kotlin: str, paths: list[str]) -> None:
    for name, text in (("x.gradle", groovy), ("x.gradle.kts", kotlin)):
        script = read_script(name, text)
        assert [".".join(setting.path) for setting in script.settings] == paths, name
        assert script.faults == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.gradle", 'x "${a["b"]} // no comment"\ny \'z\''),
        ("a.gradle", "x '''\ny 'no'\n'''\ny 'z'"),
        ("a.gradle", "x = /a'b/\ny 'z'"),
        ("a.gradle", "x = 1 / 2\ny 'z'"),
        ("a.kts", 'val x = """ "// " \\"""\ny("z")'),
        ("a.kts", 'val q = \'"\'\ny("z")'),
        ("a.kts", 'val x = """"$a""""\ny("z")'),
        ("a.kts", 'fun f(a: Int): String {\n  return "$a"\n}\ny("z")'),
        ("a.gradle", "def f(a) {\n  return 'b'\n}\ny 'z'"),
        ("a.gradle", "x 'never closed\ny 'z'"),
    ],
)
def test_strings_and_functions_do_not_swallow_what_follows(name: str, text: str) -> None:
    assert read_script(name, text).settings[-1].path == ("y",)


def test_lines_and_columns() -> None:
    setting = read_script("a.gradle", "\r\n  a {\r\n    b 'c'\r\n  }").settings[1]
    assert (setting.path, setting.line, setting.column) == (("a", "b"), 3, 5)


def test_conditions_and_loops_are_kept() -> None:
    first, _, second = read_script("a.gradle", "if (!x) { a 'b' }\n['p', 'q'].each { n -> c n }").settings
    assert first.conditions[0][1] is True
    assert second.bindings[0][0] == ("n",)


def test_block_that_is_never_closed() -> None:
    _, faults = parse("a {\n b {\n", is_kotlin=False)
    assert [(f.line, f.reason) for f in faults] == [(2, "block is never closed"), (1, "block is never closed")]


def check(text: str, is_kotlin: bool) -> None:
    """Reads a script; whatever is in it has a place in the text."""
    script = read_script("a.gradle.kts" if is_kotlin else "a.gradle", text)
    lines = range(1, text.count("\n") + 2)
    assert all(setting.line in lines and setting.column >= 1 for setting in script.settings)
    assert all(fault.line in lines and fault.reason for fault in script.faults)


@settings(max_examples=300)
@given(st.text(alphabet="ab${}()[]<>\"'/*\\\n.,:=!?@ -`+", max_size=120), st.booleans())
def test_any_text_is_parsed(text: str, is_kotlin: bool) -> None:
    check(text, is_kotlin)


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            "if else for in val def fun class object import { } ( ) [ ] -> = : , x 'y' by \n return when".split(" ")
        )
    ),
    st.booleans(),
)
def test_any_words_are_parsed(words: list[str], is_kotlin: bool) -> None:
    check(" ".join(words), is_kotlin)


@pytest.mark.parametrize(
    "unit", ["{", "(", "[", "a{", '"${', "a.", "a(", "if(a)", "!", "/*", "a<", "'''", "x = ", "else ", "-> ", "@a("]
)
@pytest.mark.parametrize("is_kotlin", [True, False])
def test_work_grows_with_the_text_only(unit: str, is_kotlin: bool) -> None:
    assert steps(unit * 1_000, is_kotlin) < 2.5 * steps(unit * 500, is_kotlin)


def steps(text: str, is_kotlin: bool) -> int:
    """How many lines of Python run to parse a text: unlike time, the same on any machine."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse(text, is_kotlin=is_kotlin)
    finally:
        sys.settrace(before)
    return count
