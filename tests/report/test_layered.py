"""Layered drawing: nodes of a layer do not touch, edges lead down unless they close a cycle."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from privlint.report.layered import layout

_GRAPHS = st.integers(1, 12).flatmap(
    lambda count: st.tuples(
        st.lists(st.tuples(st.floats(1, 300), st.floats(1, 60)), min_size=count, max_size=count),
        st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=30),
    )
)


@given(_GRAPHS)
def test_any_graph(graph: tuple[list[tuple[float, float]], list[tuple[int, int]]]) -> None:
    sizes, edges = graph
    placed = layout(sizes, edges, 10, 20)
    assert all(math.isfinite(value) for point in placed.nodes for value in point)
    for first, (x, y) in enumerate(placed.nodes):
        assert x - sizes[first][0] / 2 >= -1e-6
        assert x + sizes[first][0] / 2 <= placed.width + 1e-6
        assert 0 <= y <= placed.height
        for other in range(first):
            if placed.nodes[other][1] == y:
                assert abs(x - placed.nodes[other][0]) >= (sizes[first][0] + sizes[other][0]) / 2
    for (start, end), bends in zip(edges, placed.edges, strict=True):
        assert (bends[0], bends[-1]) == (placed.nodes[start], placed.nodes[end]) if start != end else bends == []


def test_edges_lead_down() -> None:
    placed = layout([(10, 10)] * 4, [(0, 1), (1, 2), (0, 2), (3, 2)], 5, 5)
    y = [point[1] for point in placed.nodes]
    assert y[0] < y[1] == y[3] < y[2]
    assert len(placed.edges[2]) == 3  # a bend in the layer between


def test_a_long_chain_needs_no_recursion() -> None:
    placed = layout([(1, 1)] * 5000, [(n, n + 1) for n in range(4999)], 1, 1)
    assert placed.nodes[0][1] < placed.nodes[-1][1]


def test_nothing() -> None:
    assert layout([], [], 1, 1).height == 0
