"""Pictures of call graphs: a tree of text, the language of Graphviz, SVG."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ElementTree

from hypothesis import given
from hypothesis import strategies as st
from support import require_tool

from privlint.consent.model import CallEdge, CallGraph, CallNode, Gate, Place, Verdict
from privlint.report.callgraph import api_name
from privlint.report.callgraph_dot import dot
from privlint.report.callgraph_svg import svg
from privlint.report.callgraph_text import tree_lines
from privlint.report.style import Style


def place(symbol: str, line: int) -> Place:
    return Place("app/src/App.java", line, 5, line, 9, symbol)


GATE = Gate(place("com.example.App.onCreate", 4), 'prefs.get("agreed")', "trusted", "agreed", ())


def verdict(condition: str = GATE.condition, symbol: str = "com.example.App.begin") -> Verdict:
    """A site that is called on two ways: one that a gate cuts, and one that is taken; the second one calls itself."""
    gate = Gate(GATE.place, condition, "trusted", "agreed", ())
    graph = CallGraph(
        (
            CallNode("site", place(symbol, 9)),
            CallNode("code", place(symbol, 8)),
            CallNode("entry", place("com.example.App.onCreate", 3), "entry point: Application", "入口：Application"),
            CallNode("code", place("com.example.App.retry", 12)),
        ),
        (
            CallEdge(1, 0, 9, "automatic"),
            CallEdge(2, 1, 4, None, (gate,)),
            CallEdge(3, 1, 13, "automatic"),
            CallEdge(3, 3, 14, "automatic"),
            CallEdge(2, 3, 5, "automatic"),
        ),
        omitted=2,
    )
    return Verdict("exposed", "app", (), place(symbol, 9), "com.vendor.Sdk#init", graph=graph)


def test_tree() -> None:
    assert tree_lines(verdict(), Style()) == [
        "Sdk#init  App.java:9",
        "└─ App.begin  App.java:9  (automatic)",
        "   ├─ App.retry  App.java:13  (automatic)",
        "   │  ├─ App.onCreate  App.java:5  (entry point: Application; automatic)",
        "   │  └─ App.retry  App.java:14  (automatic) (see above)",
        "   └─✂ App.onCreate  App.java:4  (entry point: Application)",
        '          cut by prefs.get("agreed") (trusted: the answer of the user is stored in it)',
        "2 more callers are not shown",
    ]


def test_tree_in_ascii_and_in_chinese() -> None:
    plain = tree_lines(verdict(), Style(encoding="ascii"))
    assert all(line.isascii() for line in plain)
    assert "   `-x App.onCreate  App.java:4  (entry point: Application)" in plain
    assert "被拦截于" in "\n".join(tree_lines(verdict(), Style(lang="zh")))


def test_patterns_of_arguments_are_not_shown() -> None:
    assert api_name("a.B#launch(!/^(x.y)$/)") == "a.B#launch"
    assert api_name("a.B#setAgree(_, true)") == "a.B#setAgree(_, true)"


def test_one_way_is_not_told_twice() -> None:
    graph = CallGraph(verdict().graph.nodes[:3], (CallEdge(1, 0, 9, "automatic"), CallEdge(2, 1, 4, "automatic")))
    assert tree_lines(Verdict("exposed", "app", (), GATE.place, "a.B#c", graph=graph), Style()) == []


def test_dot_is_read_by_graphviz() -> None:
    require_tool("dot", "graphviz")
    text = dot([verdict('say("\\n")\n&& "x" }', "a.B.<init>")], Style())
    done = subprocess.run(["dot", "-Tplain"], input=text, capture_output=True, text=True, check=True)
    rows = [line.split()[0] for line in done.stdout.splitlines()]
    assert (rows.count("node"), rows.count("edge")) == (4, 5)


def test_svg_has_a_box_for_each_node_and_gate() -> None:
    root = ElementTree.fromstring(svg([verdict()], Style()))  # noqa: S314 - what we wrote ourselves
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f".//{space}rect")) == 5
    texts = [text.text for text in root.iter(f"{space}text")]
    assert '✂ prefs.get("agreed")' in texts
    assert "entry point: Application" in texts


@given(st.text(max_size=40))
def test_hostile_names_are_data(name: str) -> None:
    ElementTree.fromstring(svg([verdict(name, f"a.{name}")], Style()))  # noqa: S314 - what we wrote ourselves
    assert "\x1b" not in "".join(tree_lines(verdict(name), Style()))


def test_nothing_to_draw() -> None:
    assert dot([], Style()) == ""
    assert "<rect" not in svg([], Style())
