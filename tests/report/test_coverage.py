"""What the rules cover: every official item has a rule or a stated reason; nothing claims more than source shows."""

from __future__ import annotations

import json

import jsonschema
import pytest
from support import ROOT
from syrupy.assertion import SnapshotAssertion

from privlint.checks import registry
from privlint.findings import Text
from privlint.knowledge import loader
from privlint.knowledge.model import Regulation
from privlint.knowledge.regulationitems import RegulationItem
from privlint.report.coverage import CoveredItem, coverage, coverage_json, coverage_markdown, coverage_text
from privlint.report.style import Style, width_of

RULES = {entry.code: registry.load(entry).RULE.regulations for entry in registry.ENTRIES}
SCHEMA = json.loads((ROOT / "docs/schema/coverage-1.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def items() -> list[CoveredItem]:
    return coverage(loader.load(), RULES)


def name(covered: CoveredItem) -> str:
    return f"{covered.item.regulation} {covered.item.number or covered.item.title_en}"


def test_every_item_has_a_rule_or_a_reason(items: list[CoveredItem]) -> None:
    bare = [name(each) for each in items if not each.rules and not (each.item.why_en and each.item.why_zh)]
    assert bare == []


def test_every_regulation_has_an_item(items: list[CoveredItem]) -> None:
    assert {each.item.regulation for each in items} == {row.id for row in loader.load().regulations}


def test_what_source_cannot_show_has_no_rule(items: list[CoveredItem]) -> None:
    assert [name(each) for each in items if each.item.extent == "none" and each.rules] == []


def test_every_rule_that_names_regulations_covers_an_item(items: list[CoveredItem]) -> None:
    covering = {code for each in items for code in each.rules}
    assert {code for code, regulations in RULES.items() if regulations} - covering == set()


def test_rules_that_items_list_are_there_and_name_the_regulation(items: list[CoveredItem]) -> None:
    assert [name(each) for each in items if not set(each.item.rules) <= set(each.rules)] == []


def test_titles_come_in_both_languages(items: list[CoveredItem]) -> None:
    assert [name(each) for each in items if bool(each.item.title_en) != bool(each.item.title_zh)] == []


ITEM = RegulationItem(
    "pipl", "part", "Title", "标题", "13", categories=("illegal",), why_en="Reads | shows.", why_zh="可见。"
)
FEW = [
    CoveredItem(RegulationItem("illegal", "part"), Text("Illegal", "违规"), ("PRV101",), is_category=True),
    CoveredItem(ITEM, Text("PIPL", "个人信息保护法"), ()),
    CoveredItem(
        RegulationItem("pipl", "none", "Seen", "可见", "5", "seen", why_en="No.", why_zh="否。"), Text("P", "个"), ()
    ),
    CoveredItem(RegulationItem("pipl", "full", "All", "全", "6"), Text("P", "个"), ("PRV101", "PRV102")),
]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_text_and_markdown(lang: str, snapshot: SnapshotAssertion) -> None:
    assert coverage_text(FEW, Style(lang=lang)) == snapshot
    assert coverage_markdown(FEW, Style(lang=lang)) == snapshot


def test_json(items: list[CoveredItem]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for lang in ("en", "zh"):
        jsonschema.validate(json.loads(coverage_json(items, Style(lang=lang))), SCHEMA)


def test_a_narrow_terminal(items: list[CoveredItem]) -> None:
    lines = coverage_text(items, Style(width=80, lang="zh")).splitlines()
    titles = {line for line in lines if line and not line.startswith(" ")}
    assert [line for line in lines if width_of(line) > 80 and line not in titles] == []


def test_a_rule_appears_by_itself() -> None:
    catalogue = loader.load()
    assert isinstance(catalogue.regulations[0], Regulation)
    found = coverage(catalogue, {"PRV999": ("auto-start", "miit-164-2020")})
    assert {name(each) for each in found if each.rules} == {"auto-start ", "miit-164-2020 2.2"}
