"""The two lists for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from privlint.findings import Text
from privlint.inventory import ApplicationInventory, Collected, Inventory, Shared, UsePlace, UseState
from privlint.report.inventory_tables import (
    COLLECTED,
    NOTHING,
    SHARED,
    STATES,
    UNKNOWN,
    application_name,
    brought,
    known_gaps,
    names,
    sdk_state,
    subject_of,
    unknown_libraries,
)
from privlint.report.style import Style, width_of, wrapped

_MORE = Text("and {} more", "另有 {} 处")
_TAKES = Text("takes: {}", "收集：{}")
_USED = Text("used at {}", "调用：{}")
_POLICY = Text("policy: {}", "隐私政策：{}")
_LIBRARIES = Text(
    "{} libraries are not in the catalogue and were not judged; --format markdown names them.",
    "另有 {} 个库未收录于目录，未作判断；--format markdown 可列出。",
)
_COLORS: dict[UseState, str] = {
    "before": "red",
    "maybe": "yellow",
    "action": "cyan",
    "after": "dim",
    "unreached": "dim",
}
_MOST_PLACES = 4


def render_text(inventory: Inventory, style: Style) -> str:
    """Each kind of data with who takes it and where, then each SDK, then what is not known."""
    blocks = ["\n".join(_application(application, style)) for application in inventory.applications]
    return "\n\n".join(blocks or [style.clean(style.say(NOTHING))]) + "\n"


def _application(application: ApplicationInventory, style: Style) -> Iterator[str]:
    yield style.paint(style.clean(application_name(application)), "bold", "blue")
    yield from _chapter(COLLECTED, _collected(application.collected, style), style)
    yield from _chapter(SHARED, (line for row in application.third_parties for line in _shared(row, style)), style)
    gaps = [
        line
        for gap in known_gaps(application)
        for line in _line(f"{subject_of(gap, application, style)}: {style.say(gap.missing)}", 2, style)
    ]
    if gaps:
        yield from _chapter(UNKNOWN, gaps, style)
    if libraries := unknown_libraries(application):
        yield ""
        yield from _line(style.say(_LIBRARIES).format(len(libraries)), 0, style)


def _chapter(title: Text, lines: Iterable[str], style: Style) -> Iterator[str]:
    shown = list(lines) or [f"  {style.clean(style.say(NOTHING))}"]
    yield from ("", style.paint(style.clean(style.say(title)), "bold"), *shown)


def _collected(rows: Iterable[Collected], style: Style) -> Iterator[str]:
    for data_type, same in groupby(rows, key=lambda row: row.data_type):
        yield f"  {style.paint(style.clean(style.say(data_type.name)), 'bold')}"
        for row in same:
            purpose = f" [{names(row.purposes, style)}]" if row.purposes else ""
            entry = row.places[0].entry if row.places else ""
            yield from _stated(f"{style.say(row.source.name)}{purpose}", STATES[row.state], row.state, entry, 4, style)
            if row.by == "app":  # the places of an SDK are the same for all that it takes: they stand with it
                yield from _places(row.places, style)


def _stated(name: str, label: Text, state: UseState, entry: str, indent: int, style: Style) -> Iterator[str]:
    """`name: state, entry`; the state on a line of its own where both are too long for one."""
    name, said = style.clean(name), style.clean(style.say(label))
    tail = style.clean(f", {entry}") if entry else ""
    painted = f"{style.paint(said, _COLORS[state])}{tail}"
    if indent + width_of(f"{name}: {said}{tail}") <= style.width:
        yield f"{' ' * indent}{name}: {painted}"
    else:
        yield f"{' ' * indent}{name}:"
        yield f"{' ' * (indent + 2)}{painted}"


def _places(places: tuple[UsePlace, ...], style: Style) -> Iterator[str]:
    yield from (f"      {style.clean(f'{place.path}:{place.line}')}" for place in places[:_MOST_PLACES])
    if len(places) > _MOST_PLACES:
        yield f"      {style.clean(style.say(_MORE).format(len(places) - _MOST_PLACES))}"


def _shared(row: Shared, style: Style) -> Iterator[str]:
    yield from _stated(style.say(row.sdk.name), sdk_state(row), row.state, row.entry, 2, style)
    about = ", ".join(text for text in (row.vendor, names(row.purposes, style)) if text)
    texts = [about] if about else []
    texts += [brought(item) for item in row.brought]
    texts += [style.say(_USED).format(at)] if (at := row.use_at or row.first_use) else []
    texts += [style.say(_TAKES).format(names(row.data_types, style))] if row.data_types else []
    texts += [style.say(_POLICY).format(row.policy_url)] if row.policy_url else []
    for text in texts:
        yield from _line(text, 4, style)


def _line(text: str, indent: int, style: Style) -> Iterator[str]:
    first, *rest = wrapped(style.clean(text), style.width - indent)
    yield f"{' ' * indent}{first}"
    yield from (f"{' ' * (indent + 2)}{line}" for line in rest)
