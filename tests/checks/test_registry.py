"""Selecting rules; texts and pages of all rules."""

from __future__ import annotations

import runpy

import pytest
from support import ROOT

from privlint.checks import registry
from privlint.knowledge import loader

DOCS = ROOT / "docs"
ENTRIES = pytest.mark.parametrize("entry", registry.ENTRIES, ids=lambda entry: entry.code)
#: It takes a date, or a setting, to see them.
WITHOUT_EXAMPLES = ("PRV904", "PRV905")


def codes(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> list[str]:
    return [entry.code for entry in registry.selected(select, ignore)]


def test_everything_is_selected_by_default() -> None:
    assert codes() == [entry.code for entry in registry.ENTRIES]
    assert codes(("ALL",)) == codes()


def test_selecting_by_code_prefix_and_name() -> None:
    assert codes(("prv101",)) == ["PRV101"]
    assert codes(("PRV90", "sdk-auto-start")) == ["PRV104", *(f"PRV90{number}" for number in range(1, 7))]


def test_what_is_ignored_is_not_run_even_if_it_is_selected() -> None:
    assert codes(("PRV101", "PRV901"), ("PRV1",)) == ["PRV901"]
    assert codes(("PRV101",), ("sdk-init-before-consent",)) == []
    assert codes(ignore=("PRV",)) == []


def test_typing_errors_get_a_suggestion() -> None:
    assert registry.complaint("sdk-auto-strat") == "no rule is called 'sdk-auto-strat'; did you mean 'sdk-auto-start'?"
    assert registry.complaint("PRV111") == "no rule is called 'PRV111'; did you mean 'PRV101'?"
    assert registry.complaint("PRV1") == ""


@ENTRIES
def test_the_rule_is_the_one_of_the_list(entry: registry.Entry) -> None:
    rule = registry.load(entry).RULE
    assert (rule.code, rule.name) == (entry.code, entry.name)
    languages = {example.language for example in rule.examples}
    assert languages == (set() if entry.code in WITHOUT_EXAMPLES else {"Java", "Kotlin"})
    for text in (rule.summary, rule.why, rule.mend, rule.limits):
        assert text.en.endswith(".")
        assert text.zh.endswith("。")


@ENTRIES
def test_regulations_are_in_the_catalogue(entry: registry.Entry) -> None:
    known = {regulation.id for regulation in loader.load([]).regulations}
    assert set(registry.load(entry).RULE.regulations) <= known


def test_the_documentation_shows_the_pages_of_the_rules() -> None:
    """`python docs/make_rule_pages.py` writes them anew."""
    wanted = runpy.run_path(str(DOCS / "make_rule_pages.py"))["pages"]()
    assert {path.name: path.read_text("utf-8") for path in (DOCS / "rules").iterdir()} == wanted
