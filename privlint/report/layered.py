"""Places the nodes of a directed graph in layers, so that edges lead downwards and cross little.

The steps are those of the layered drawing of Sugiyama, Tagawa and Toda (1981): edges that close a cycle are left out,
each node stands one layer above the lowest that needs it, long edges get a bend in every layer, layers are sorted by
the mean position of their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

_SWEEPS = 6


class Layout(msgspec.Struct):
    """Where things stand, in pixels: centres of nodes, and the bends of each edge, its two ends included."""

    nodes: list[tuple[float, float]]
    edges: list[list[tuple[float, float]]]
    width: float
    height: float


def layout(
    sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]], gap: float, layer_gap: float
) -> Layout:
    """Lays out nodes of the given sizes (width, height); `edges` are pairs of their numbers; an edge from a node to
    itself has no bends."""
    ranks = _ranks(len(sizes), edges)
    widths = [width for width, _ in sizes]
    neighbours: list[tuple[int, int]] = []
    chains: list[list[int]] = []
    for start, end in edges:
        chain = [start]
        step = 1 if ranks[end] > ranks[start] else -1
        for rank in range(ranks[start] + step, ranks[end], step):
            chain.append(len(widths))
            widths.append(gap)
            ranks.append(rank)
        chain.append(end)
        chains.append(chain)
        neighbours += pairwise(chain)
    layers = _sorted_layers(ranks, neighbours)
    x = _positions(layers, widths, neighbours, gap)
    heights = [max((sizes[node][1] for node in layer if node < len(sizes)), default=0.0) for layer in layers]
    tops = [sum(heights[:rank]) + rank * layer_gap for rank in range(len(layers))]
    y = [tops[rank] + heights[rank] / 2 for rank in ranks]
    bends = [[(x[node], y[node]) for node in chain] if chain[0] != chain[-1] else [] for chain in chains]
    width = max((x[node] + widths[node] / 2 for node in range(len(widths))), default=0.0)
    height = tops[-1] + heights[-1] if layers else 0.0
    return Layout([(x[node], y[node]) for node in range(len(sizes))], bends, width, height)


def _ranks(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """The layer of each node: as many steps above the last layer as the longest way down has."""
    below: list[list[int]] = [[] for _ in range(count)]
    for start, end in edges:
        below[start].append(end)
    heights: dict[int, int] = {}
    on_stack: set[int] = set()
    for first in range(count):
        stack = [(first, 0)]
        while stack:
            node, at = stack.pop()
            if at == 0:
                if node in heights or node in on_stack:
                    continue
                on_stack.add(node)
            following = next(
                (i for i in range(at, len(below[node])) if _is_open(below[node][i], heights, on_stack)), None
            )
            if following is not None:
                stack += [(node, following + 1), (below[node][following], 0)]
                continue
            on_stack.discard(node)
            heights[node] = max((heights[end] + 1 for end in below[node] if end in heights), default=0)
    highest = max(heights.values(), default=0)
    return [highest - heights[node] for node in range(count)]


def _is_open(node: int, heights: dict[int, int], on_stack: set[int]) -> bool:
    return node not in heights and node not in on_stack  # on the stack: the edge closes a cycle


def _sorted_layers(ranks: Sequence[int], neighbours: Sequence[tuple[int, int]]) -> list[list[int]]:
    layers: list[list[int]] = [[] for _ in range(max(ranks, default=-1) + 1)]
    for node, rank in enumerate(ranks):
        layers[rank].append(node)
    beside = _beside(len(ranks), neighbours)
    order = {node: float(at) for layer in layers for at, node in enumerate(layer)}
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            rank = ranks[layer[0]]
            side = rank - 1 if sweep % 2 == 0 else rank + 1
            means = {}
            for node in layer:
                at = [order[other] for other in beside[node] if ranks[other] == side]
                means[node] = sum(at) / len(at) if at else order[node]
            layer.sort(key=lambda node: (means[node], order[node]))
            order.update({node: float(at) for at, node in enumerate(layer)})
    return layers


def _positions(
    layers: Sequence[Sequence[int]], widths: Sequence[float], neighbours: Sequence[tuple[int, int]], gap: float
) -> list[float]:
    """Centres of the nodes: near the mean of their neighbours, as far as those beside them leave room."""
    x = [0.0] * len(widths)
    for layer in layers:
        at = -sum(widths[node] + gap for node in layer) / 2
        for node in layer:
            x[node] = at + widths[node] / 2
            at += widths[node] + gap
    beside = _beside(len(widths), neighbours)
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            wanted = [
                sum(x[o] for o in beside[node]) / len(beside[node]) if beside[node] else x[node] for node in layer
            ]
            _spread(layer, wanted, widths, gap, x)
    left = min((x[node] - widths[node] / 2 for node in range(len(widths))), default=0.0)
    return [position - left for position in x]


def _spread(layer: Sequence[int], wanted: Sequence[float], widths: Sequence[float], gap: float, x: list[float]) -> None:
    """Moves the nodes of a layer where they want to be, pushed right where they would touch, then back as a whole."""
    end = float("-inf")
    for node, position in zip(layer, wanted, strict=True):
        x[node] = max(position, end + widths[node] / 2)
        end = x[node] + widths[node] / 2 + gap
    shift = sum(x[node] - position for node, position in zip(layer, wanted, strict=True)) / len(layer)
    for node in layer:
        x[node] -= shift


def _beside(count: int, neighbours: Sequence[tuple[int, int]]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(count)]
    for start, end in neighbours:
        if start != end:
            found[start].append(end)
            found[end].append(start)
    return found
