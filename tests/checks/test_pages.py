"""Pages of rules: the same facts in both languages, with sources, settings and examples."""

from __future__ import annotations

import re

import pytest

from privlint.checks import registry
from privlint.checks.pages import page
from privlint.checks.rule_settings import SETTINGS
from privlint.config import Settings
from privlint.knowledge import loader
from privlint.knowledge.catalogue import Catalogue

ENTRIES = pytest.mark.parametrize("entry", registry.ENTRIES, ids=lambda entry: entry.code)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return loader.load([])


@ENTRIES
def test_both_languages_have_the_same_parts(entry: registry.Entry, catalogue: Catalogue) -> None:
    rule = registry.load(entry).RULE
    english, chinese = page(rule, "en", catalogue), page(rule, "zh", catalogue)
    shape = re.compile(r"^(#+ |```\w*|- |    - )", re.M)
    assert shape.findall(english) == shape.findall(chinese)
    assert not re.search("[\u4e00-\u9fff]", re.sub("```.*?```", "", english, flags=re.S))
    for example in rule.examples:
        for text in (*example.failing.values(), *example.mended.values()):
            assert text.rstrip() in english and text.rstrip() in chinese


@ENTRIES
def test_settings_exist(entry: registry.Entry) -> None:
    names = {name.replace("_", "-") for name in Settings.__struct_fields__}
    assert set(registry.load(entry).RULE.settings) <= names & SETTINGS.keys()


def test_a_regulation_has_its_source_and_its_items(catalogue: Catalogue) -> None:
    text = page(registry.load(registry.matching("PRV101")[0]).RULE, "en", catalogue)
    assert (
        "[GDPR](https://eur-lex.europa.eu/eli/reg/2016/679/oj) (`gdpr`)\n    - 5 (number not verified) Principles"
        in text
    )
    assert "- `gates`: functions" in text
