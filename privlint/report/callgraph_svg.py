"""Call graphs as a picture: entry points above, the site below, and a box for every gate that cuts a call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

import msgspec

from privlint.consent.model import CallNode, Verdict
from privlint.report import callgraph
from privlint.report.layered import Layout, layout
from privlint.report.style import Style, width_of
from privlint.report.xml import allowed

_CHARACTER, _LINE, _PADDING, _MARGIN = 7.2, 17, 10, 24
_GAP, _LAYER_GAP = 30, 44
_LONGEST = 56
_FONT = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'Noto Sans Mono CJK SC',monospace;font-size:12px"
_RED, _GREEN, _BLUE, _GREY = "#b00020", "#1b6e3c", "#1a4fa0", "#5f6368"
_MARKERS = {"taken": _RED, "cut": _GREEN, "idle": _GREY}
_Point = tuple[float, float]


class _Box(msgspec.Struct):
    """A rectangle with text, sizes in pixels."""

    lines: list[str]
    fill: str
    stroke: str
    radius: int
    more: str = ""  # attributes

    @property
    def size(self) -> tuple[float, float]:
        width = max(map(width_of, self.lines)) * _CHARACTER + 2 * _PADDING
        return width, len(self.lines) * _LINE + 2 * _PADDING


class _Arrow(msgspec.Struct):
    """A line between two boxes, by their numbers; a line to a gate has no head."""

    start: int
    end: int
    kind: str
    has_head: bool = True


def svg(verdicts: Sequence[Verdict], style: Style) -> str:
    """One picture with the graphs of all verdicts below each other."""
    body: list[str] = []
    top, width = float(_MARGIN), 0.0
    for verdict in verdicts:
        boxes, arrows = _drawing(verdict, style)
        sizes = [box.size for box in boxes]
        placed = layout(sizes, [(arrow.start, arrow.end) for arrow in arrows], _GAP, _LAYER_GAP)
        name = allowed(f"{callgraph.api_name(verdict.api) or verdict.place.symbol}: {verdict.status}", " ")
        body.append(f'<g role="img" aria-label={quoteattr(name)} transform="translate({_MARGIN},{top:.0f})">')
        body += [*_lines(arrows, sizes, placed), *_rectangles(boxes, placed), "</g>"]
        top += placed.height + 2 * _MARGIN
        width = max(width, placed.width + 2 * _MARGIN)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{top:.0f}" '
        f'viewBox="0 0 {width:.0f} {top:.0f}" style="{_FONT};background:#fff">'
    )
    return "\n".join([head, _arrow_heads(), *body, "</svg>"]) + "\n"


def _drawing(verdict: Verdict, style: Style) -> tuple[list[_Box], list[_Arrow]]:
    """What is drawn: the nodes of the graph under their numbers, then the gates."""
    graph = verdict.graph
    boxes = [_box(node, verdict, style) for node in graph.nodes]
    arrows: list[_Arrow] = []
    for edge in graph.edges:
        kind = "taken" if edge.trigger else "cut" if edge.gates else "idle"
        start = edge.caller
        for gate in edge.gates:
            trust = gate.reason or style.say(callgraph.TRUST[gate.trust])
            lines = [_short(f"✂ {gate.condition}"), _short(trust)]
            boxes.append(_Box(lines, "#fff", _GREEN, 12, ' stroke-dasharray="6 4"'))
            arrows.append(_Arrow(start, len(boxes) - 1, kind, has_head=False))
            start = len(boxes) - 1
        arrows.append(_Arrow(start, edge.callee, "idle" if edge.gates else kind))
    return boxes, arrows


def _box(node: CallNode, verdict: Verdict, style: Style) -> _Box:
    parts = [
        callgraph.title(node, verdict),
        f"{callgraph.file_name(node)}:{node.place.line}",
        callgraph.remark(node, style),
    ]
    lines = [_short(part) for part in parts if part]
    if node.kind == "site":
        exposed = verdict.status == "exposed"
        return _Box(lines, "#fde7e9" if exposed else "#e6f4ea", _RED if exposed else _GREEN, 3)
    return _Box(lines, "#e8f0fe", _BLUE, 14) if node.kind == "entry" else _Box(lines, "#fff", _GREY, 3)


def _rectangles(boxes: Sequence[_Box], placed: Layout) -> Iterator[str]:
    for box, (x, y) in zip(boxes, placed.nodes, strict=True):
        width, height = box.size
        yield (
            f'<rect x="{x - width / 2:.1f}" y="{y - height / 2:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f'rx="{box.radius}" fill="{box.fill}" stroke="{box.stroke}"{box.more}/>'
        )
        for number, line in enumerate(box.lines):
            baseline = y - height / 2 + _PADDING + (number + 0.75) * _LINE
            weight = ' fill="#444"' if number else ' font-weight="bold"'
            yield f'<text x="{x:.1f}" y="{baseline:.1f}" text-anchor="middle"{weight}>{escape(line)}</text>'


def _lines(arrows: Sequence[_Arrow], sizes: Sequence[_Point], placed: Layout) -> Iterator[str]:
    dashes = {"taken": "", "cut": ' stroke-dasharray="6 4"', "idle": ' stroke-dasharray="2 3"'}
    for arrow, bends in zip(arrows, placed.edges, strict=True):
        if not bends:
            continue
        points = [
            _edge_of(bends[0], bends[1], sizes[arrow.start][1]),
            *bends[1:-1],
            _edge_of(bends[-1], bends[-2], sizes[arrow.end][1]),
        ]
        head = f' marker-end="url(#{arrow.kind})"' if arrow.has_head else ""
        yield (
            f'<path d="{_curve(points)}" fill="none" stroke="{_MARKERS[arrow.kind]}" stroke-width="1.6"'
            f"{dashes[arrow.kind]}{head}/>"
        )


def _edge_of(centre: _Point, other: _Point, height: float) -> _Point:
    """Where a line touches a box: the middle of the side that the other end is on."""
    return centre[0], centre[1] + (height if other[1] > centre[1] else -height) / 2


def _curve(points: Sequence[_Point]) -> str:
    parts = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (y0 + y1) / 2
        parts.append(f"C{x0:.1f},{middle:.1f} {x1:.1f},{middle:.1f} {x1:.1f},{y1:.1f}")
    return " ".join(parts)


def _arrow_heads() -> str:
    heads = (
        f'<marker id="{id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0,0 L8,4 L0,8 z" fill="{color}"/></marker>'
        for id, color in _MARKERS.items()
    )
    return f"<defs>{''.join(heads)}</defs>"


def _short(text: str) -> str:
    text = allowed(text, " ")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
