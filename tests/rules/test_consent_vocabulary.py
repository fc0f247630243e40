"""What `rules/consent` says: words of consent, and what only looks like it."""

from __future__ import annotations

import msgspec
import pytest

from privlint.knowledge.loader import load
from privlint.knowledge.model import ConsentVocabulary


@pytest.fixture(scope="module")
def words() -> ConsentVocabulary:
    return load().consent


def test_words_are_lower_case_and_listed_once(words: ConsentVocabulary) -> None:
    for field in msgspec.structs.fields(ConsentVocabulary):
        if field.name == "calls":
            continue
        listed = getattr(words, field.name)
        assert listed, field.name
        assert all(word == word.lower().strip() for word in listed), field.name
        assert len(set(listed)) == len(listed), field.name


def test_yes_and_no_are_disjoint(words: ConsentVocabulary) -> None:
    assert not set(words.accept_words) & set(words.reject_words)
    assert not set(words.statuses) & set(words.inverted)
    assert not set(words.statuses) & set(words.weak)


def test_what_contains_a_subject_can_be_unrelated(words: ConsentVocabulary) -> None:
    assert {"privacy mode", "privacy lock", "cache policy"} <= set(words.unrelated)


def test_asked_and_shown_are_no_consent(words: ConsentVocabulary) -> None:
    assert {"did ask", "asked", "shown", "finished"} <= set(words.weak)


def test_chinese_words_are_known(words: ConsentVocabulary) -> None:
    assert {"隐私", "协议"} <= set(words.subjects)
    assert "同意" in words.accept_words
    assert "不同意" in words.reject_words


def test_a_consent_platform_can_be_asked(words: ConsentVocabulary) -> None:
    inverted = {call.member: call.is_inverted for call in words.calls}
    assert inverted["canRequestAds"] is False
    assert inverted["shouldConsentBeCollected"] is True
