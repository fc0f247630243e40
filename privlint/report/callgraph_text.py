"""A call graph as a tree of text: the site, below it who calls it, below that who calls those."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.consent.model import CallEdge, CallGraph, Verdict
from privlint.findings import Text
from privlint.report import callgraph
from privlint.report.style import Style

_CUT = Text("cut by", "被拦截于")
_ABOVE = Text("see above", "见上")
_OMITTED = Text("{} more callers are not shown", "另有 {} 处调用未显示")
_UNICODE = ("├─", "└─", "│ ", "✂")
_ASCII = ("|-", "`-", "| ", "x")


def tree_lines(verdict: Verdict, style: Style) -> list[str]:
    """The lines of the tree; none where the paths of the verdict say the same, because there is one way only."""
    graph = verdict.graph
    if not graph.nodes or _is_one_way(graph):
        return []
    lines = list(_Tree(verdict, style).lines())
    if graph.omitted:
        lines.append(style.clean(style.say(_OMITTED).format(graph.omitted)))
    return lines


def _is_one_way(graph: CallGraph) -> bool:
    return len(graph.edges) < len(graph.nodes) and len({edge.callee for edge in graph.edges}) == len(graph.edges)


class _Tree:
    def __init__(self, verdict: Verdict, style: Style) -> None:
        self._verdict = verdict
        self._style = style
        self._marks = _UNICODE if style.is_unicode else _ASCII
        self._callers: dict[int, list[CallEdge]] = {}
        for edge in verdict.graph.edges:
            self._callers.setdefault(edge.callee, []).append(edge)
        self._told: set[int] = set()

    def lines(self) -> Iterator[str]:
        """The site first. A stack instead of recursion: call chains can be long."""
        yield self._label(0, None)
        self._told.add(0)
        stack = [(edge, "", last) for edge, last in self._below(0)]
        while stack:
            edge, indent, is_last = stack.pop()
            branch, end, bar, scissors = self._marks
            mark = f"{end if is_last else branch}{scissors if edge.gates else ''}"
            is_known = edge.caller in self._told
            more = f" ({self._style.say(_ABOVE)})" if is_known and edge.caller in self._callers else ""
            yield f"{indent}{mark} {self._label(edge.caller, edge)}{self._style.clean(more)}"
            inner = indent + ("   " if is_last else f"{bar} ")
            for gate in edge.gates:
                said = f"{self._style.say(_CUT)} {callgraph.gate(gate, self._style)}"
                yield f"{inner}    {self._style.paint(self._style.clean(said), 'cyan')}"
            if not is_known:
                self._told.add(edge.caller)
                stack += [(following, inner, last) for following, last in self._below(edge.caller)]

    def _below(self, node: int) -> list[tuple[CallEdge, bool]]:
        """The calls of a node in the order in which a stack gives them back: what runs comes first."""
        edges = sorted(self._callers.get(node, ()), key=lambda edge: (edge.trigger is None, edge.caller, edge.line))
        return [(edge, number == 0) for number, edge in enumerate(reversed(edges))]

    def _label(self, number: int, edge: CallEdge | None) -> str:
        node = self._verdict.graph.nodes[number]
        style = self._style
        line = edge.line if edge is not None else node.place.line
        name = style.paint(style.clean(callgraph.title(node, self._verdict)), "bold")
        notes = [callgraph.remark(node, style)] if node.kind == "entry" else []
        if edge is not None and not edge.gates:
            notes.append(callgraph.call(edge, style))
        said = f"  ({'; '.join(note for note in notes if note)})" if any(notes) else ""
        return f"{name}  {style.clean(callgraph.file_name(node))}:{line}{style.paint(style.clean(said), 'dim')}"
