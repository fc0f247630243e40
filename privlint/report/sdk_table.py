"""The SDKs of the applications as a table, at the end of the text report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from privlint.findings import ConsentState, SdkUse, Text
from privlint.report.style import Style, width_of
from privlint.report.words import STATES, UNKNOWN

_HEADS = (
    Text("SDK", "SDK"),
    Text("version", "版本"),
    Text("evidence", "依据"),
    Text("first use", "首次使用"),
    Text("consent", "同意状态"),
)
_COLORS: dict[ConsentState, str] = {
    "before": "red",
    "maybe": "yellow",
    "later": "cyan",
    "unchecked": "dim",
    "unused": "dim",
}
_LESS_IMPORTANT = (3, 2)  # columns by number, the one that goes first before the others
_GAP = "  "
_LONGEST = 34


def sdk_table(uses: Sequence[SdkUse], style: Style) -> Iterator[str]:
    """A line for each SDK of each application, under a line of heads; nothing if there are no SDKs. Where the output is
    narrow, columns are left out."""
    if not uses:
        return
    several = len({use.application for use in uses}) > 1
    rows = [[style.clean(style.say(head)) for head in _HEADS], *(_cells(use, several, style) for use in uses)]
    for column in _LESS_IMPORTANT:
        if sum(_widths(rows)) + len(_GAP) * (len(rows[0]) - 1) > style.width:
            rows = [[*row[:column], *row[column + 1 :]] for row in rows]
    widths = _widths(rows)
    yield style.paint(_line(rows[0], widths), "bold")
    for use, row in zip(uses, rows[1:], strict=True):
        state = style.paint(row[-1], _COLORS[use.state])
        yield _line([*row[:-1], state], [*widths[:-1], 0])


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(width_of(row[at]) for row in rows) for at in range(len(rows[0]))]


def _cells(use: SdkUse, several: bool, style: Style) -> list[str]:
    name = _short(style.say(use.name), _LONGEST)
    if several:
        name = f"{name} [{use.application or '.'}]"
    cells = (name, use.version or style.say(UNKNOWN), use.evidence, _place(use), style.say(STATES[use.state]))
    return [style.clean(cell) for cell in cells]


def _place(use: SdkUse) -> str:
    return use.first_use.rpartition("/")[2] or "-"


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * max(width - width_of(cell), 0) for cell, width in zip(cells, widths, strict=True)]
    return _GAP.join(padded).rstrip()
