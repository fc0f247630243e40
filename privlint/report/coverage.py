"""Which rules cover which official items: what `privlint rules --coverage` shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from privlint.findings import Text
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.regulationitems import Extent, RegulationItem
from privlint.report.json import dumped
from privlint.report.style import Style, width_of, wrapped

SCHEMA = "privlint.coverage/1"
_CATEGORIES = Text("Problem categories of official notices", "官方通报的问题类别")
_COVERAGE: dict[Extent, Text] = {
    "full": Text("in full", "完全"),
    "part": Text("in part", "部分"),
    "none": Text("not", "无"),
}
_UNVERIFIED = Text("{} (number not verified)", "{}（条号未核实）")
_NO_RULE_YET = Text("No rule yet. ", "暂无规则。")
_SUMMARY = Text(
    "{} items: {} covered in full, {} in part, {} not", "共 {} 项：{} 项完全覆盖，{} 项部分覆盖，{} 项未覆盖"
)
_HEADS = (Text("item", "事项"), Text("covered", "覆盖"), Text("rules", "规则"), Text("why", "说明"))
_LEFT, _HANGING = 9, " " * 11


class CoveredItem(msgspec.Struct, gc=False, frozen=True):
    """An official item with the codes of the rules that cover it."""

    item: RegulationItem
    regulation: Text  # its name
    rules: tuple[str, ...]
    is_category: bool = False  # it stands for a problem category of the notices, not for a place in an instrument
    url: str = ""  # of the official text

    @property
    def coverage(self) -> Extent:
        """How much of the item the rules cover."""
        return self.item.extent if self.rules else "none"


def coverage(catalogue: Catalogue, rules: Mapping[str, tuple[str, ...]]) -> list[CoveredItem]:
    """The items in the order of the catalogue; `rules` are the regulations that each code names."""
    known = {row.id: row for row in catalogue.regulations}
    items = []
    for item in catalogue.regulation_items:
        row = known[item.regulation]
        codes = tuple(code for code in rules if item.is_about(code, rules[code]))
        items.append(CoveredItem(item, Text(row.name_en, row.name_zh), codes, row.is_category, row.url))
    return items


def coverage_text(items: list[CoveredItem], style: Style) -> str:
    """For people: the items of each regulation with how much is covered, by which rules, and one line why."""
    lines: list[str] = []
    for title, group in _groups(items, style):
        lines += [
            style.paint(style.clean(title), "bold"),
            *(line for item in group for line in _lines(item, style)),
            "",
        ]
    counts = {extent: sum(1 for item in items if item.coverage == extent) for extent in _COVERAGE}
    lines.append(style.clean(style.say(_SUMMARY).format(len(items), *counts.values())))
    return "\n".join(lines) + "\n"


def coverage_markdown(items: list[CoveredItem], style: Style) -> str:
    """A table for each regulation."""
    heads = [style.say(head) for head in _HEADS]
    lines: list[str] = []
    for title, group in _groups(items, style):
        lines += [f"## {title}", "", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
        for item in group:
            cells = (_label(item, style), style.say(_COVERAGE[item.coverage]), ", ".join(item.rules), _why(item, style))
            lines.append(f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |")
        lines.append("")
    return "\n".join(lines)


def coverage_json(items: list[CoveredItem], style: Style) -> str:
    """As JSON, schema `privlint.coverage/1` (docs/schema/coverage-1.json)."""
    return dumped({"schema": SCHEMA, "items": [_document(item, style) for item in items]}, style)


def _document(covered: CoveredItem, style: Style) -> dict[str, Any]:
    item = covered.item
    return {
        "regulation": item.regulation,
        "regulation_name": style.say(covered.regulation),
        "kind": "category" if covered.is_category else "item",
        "number": item.number or None,
        "is_number_verified": item.number_status == "seen" if item.number else None,
        "title": _title(covered, style),
        "coverage": covered.coverage,
        "possible": item.extent,
        "rules": list(covered.rules),
        "url": covered.url or None,
        "why": style.say(Text(item.why_en, item.why_zh)),
    }


def _groups(items: list[CoveredItem], style: Style) -> Iterator[tuple[str, list[CoveredItem]]]:
    groups: dict[str, list[CoveredItem]] = {}
    for item in items:
        groups.setdefault("" if item.is_category else item.item.regulation, []).append(item)
    for id, group in groups.items():
        yield (f"{style.say(group[0].regulation)} [{id}]" if id else style.say(_CATEGORIES)), group


def _lines(covered: CoveredItem, style: Style) -> Iterator[str]:
    mark = style.say(_COVERAGE[covered.coverage])
    color = {"full": "cyan", "part": "yellow", "none": "dim"}[covered.coverage]
    width = max(style.width - len(_HANGING), 30)
    first, *rest = wrapped(style.clean(_label(covered, style)), width)
    yield f"  {style.paint(style.clean(mark), color)}{' ' * (_LEFT - width_of(mark))}{first}"
    texts = [line for line in (", ".join(covered.rules), _why(covered, style)) if line]
    yield from (_HANGING + line for line in rest)
    for text in texts:
        yield from (_HANGING + line for line in wrapped(style.clean(text), width))


def _label(covered: CoveredItem, style: Style) -> str:
    number = covered.item.number
    if number and covered.item.number_status == "known":
        number = style.say(_UNVERIFIED).format(number)
    title = _title(covered, style)
    return f"{number}  {title}" if number else title


def _title(covered: CoveredItem, style: Style) -> str:
    item = covered.item
    return style.say(Text(item.title_en, item.title_zh)) if item.title_en else style.say(covered.regulation)


def _why(covered: CoveredItem, style: Style) -> str:
    item = covered.item
    missing = style.say(_NO_RULE_YET) if item.extent != "none" and not covered.rules else ""
    return missing + style.say(Text(item.why_en, item.why_zh))
