"""Call graphs in the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from privlint.consent.model import CallEdge, CallNode, Verdict
from privlint.report import callgraph
from privlint.report.style import Style

_SHAPES = {"entry": 'shape=box, style="rounded,bold"', "code": "shape=box", "site": 'shape=box, style="filled,bold"'}


def dot(verdicts: Sequence[Verdict], style: Style) -> str:
    """One digraph for each verdict."""
    return "".join("\n".join(_digraph(verdict, style)) + "\n" for verdict in verdicts)


def _digraph(verdict: Verdict, style: Style) -> Iterator[str]:
    yield f"digraph {_quoted(f'{callgraph.api_name(verdict.api) or verdict.place.symbol}: {verdict.status}')} {{"
    yield '  rankdir=TB; node [fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=10];'
    for number, node in enumerate(verdict.graph.nodes):
        label = _quoted(_label(node, verdict, style))
        yield f"  n{number} [{_SHAPES[node.kind]}, {_color(node, verdict)}label={label}];"
    for edge in verdict.graph.edges:
        yield f"  n{edge.caller} -> n{edge.callee} [{_line(edge, style)}];"
    yield "}"


def _label(node: CallNode, verdict: Verdict, style: Style) -> str:
    parts = [
        callgraph.title(node, verdict),
        f"{callgraph.file_name(node)}:{node.place.line}",
        callgraph.remark(node, style),
    ]
    return "\n".join(part for part in parts if part)


def _color(node: CallNode, verdict: Verdict) -> str:
    if node.kind != "site":
        return ""
    return 'fillcolor="#f4cccc", ' if verdict.status == "exposed" else 'fillcolor="#d9ead3", '


def _line(edge: CallEdge, style: Style) -> str:
    if edge.trigger is not None:
        return f"color={_quoted('#b00020')}, label={_quoted(callgraph.call(edge, style))}"
    if edge.gates:
        gates = "\n".join(callgraph.gate(gate, style) for gate in edge.gates)
        return f"style=dashed, color={_quoted('#1b6e3c')}, label={_quoted(gates)}"
    return f"style=dotted, color={_quoted('#777777')}, label={_quoted(callgraph.call(edge, style))}"


def _quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", "\\n")
    return f'"{text}"'
