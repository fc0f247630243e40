"""Which findings a baseline covers, and what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest
import samples

from privlint.baseline.changing import Note, change_entries
from privlint.baseline.matching import Matched, match
from privlint.baseline.model import Entry
from privlint.findings import Finding
from privlint.fingerprints import Claim, with_fingerprints, without_package

TODAY = "2026-01-01"  # see conftest.py


def findings(*lines: int, path: str = "a/A.kt", symbol: str = "x.A.f", text: str = "g()", **more: Any) -> list[Finding]:
    claims = [Claim(samples.finding(path=path, symbol=symbol, line=line, **more), text) for line in lines]
    return with_fingerprints(claims)


def entry(found: list[Finding], **changes: Any) -> Entry:
    first = found[0]
    values = {"code": first.code, "path": first.path, "symbol": first.symbol, "fingerprint": first.content}
    return Entry(**{**values, "count": len(found), **changes})


def matched(entries: list[Entry], found: list[Finding], existing: tuple[str, ...] = ("a/A.kt", "b/A.kt")) -> Matched:
    return match(entries, found, lambda path: path, lambda path: path in existing)


def test_as_many_places_are_covered_as_were_accepted() -> None:
    accepted = findings(5, 9)
    result = matched([entry(accepted)], findings(7, 12, 20))
    assert [finding.line for finding, _ in result.covered] == [7, 12]
    assert [finding.line for finding in result.new] == [20]
    assert result.spare == {}


def test_one_of_two_equal_calls_is_gone() -> None:
    known = entry(findings(5, 9))
    result = matched([known], findings(30))
    assert (result.new, result.spare) == ([], {known: 1})


def test_the_same_place_in_two_applications_is_one_place() -> None:
    found = [*findings(5, application="app"), *findings(5, application="tv")]
    assert len(matched([entry(findings(5))], found).covered) == 2


def test_other_calls_rules_and_symbols_are_new() -> None:
    known = [entry(findings(5))]
    for other in (findings(5, text="h()"), findings(5, code="PRV102"), findings(5, symbol="x.A.k")):
        assert matched(known, other).new == other


def test_a_file_that_moved_is_followed_also_to_another_package() -> None:
    known = [entry(findings(5, path="gone/A.kt"))]
    moved = findings(8, path="b/A.kt", symbol="y.z.A.f")
    assert matched(known, moved).covered == [(moved[0], known[0])]


def test_a_file_that_is_still_there_was_not_moved() -> None:
    known = [entry(findings(5))]
    assert matched(known, findings(5, path="b/A.kt")).new != []


def test_a_place_that_stands_for_others_may_be_another_one() -> None:
    first, second = (
        with_fingerprints([Claim(samples.finding(path=path, symbol=symbol, line=5), text, "android.os.Build")])
        for path, symbol, text in (("a/A.kt", "x.A.f", "Build.MODEL"), ("b/A.kt", "x.B.g", "Build.BRAND"))
    )
    assert matched([entry(first)], second).new == []
    other = with_fingerprints([Claim(samples.finding(path="b/A.kt"), "Build.MODEL", "android.os.Environment")])
    assert matched([entry(first)], other).new == other


@pytest.mark.parametrize(("expires", "is_covered"), [("", True), (TODAY, True), ("2025-12-31", False)])
def test_expired_entries_cover_nothing(expires: str, is_covered: bool) -> None:
    found = findings(5)
    known = entry(found, expires=expires)
    result = matched([known], found)
    assert [each for each, _ in result.covered] == (found if is_covered else [])
    assert [each for each, _ in result.expired] == ([] if is_covered else found)
    assert (result.new, result.spare) == ([], {})


@pytest.mark.parametrize(
    ("symbol", "short"),
    [
        ("com.example.App.onCreate", "App.onCreate"),
        ("com.example.start", "start"),
        ("", ""),
        (":app", ":app"),
        ("A.f", "A.f"),
    ],
)
def test_symbols_without_package(symbol: str, short: str) -> None:
    assert without_package(symbol) == short


def change(
    before: list[Entry], found: list[Finding], note: Note | None = None, codes: tuple[str, ...] = ("PRV101",)
) -> Any:
    existing = ("a/A.kt", "b/A.kt")
    return change_entries(
        before,
        found,
        codes,
        lambda path: path,
        lambda path: path in existing,
        lambda _: note is not None,
        note or Note(),
    )


def test_update_adds_removes_and_keeps_what_was_said() -> None:
    old, gone = entry(findings(5), reason="old", author="A"), entry(findings(6, text="h()"))
    result = change([old, gone], [*findings(7), *findings(8, 9, text="k()")], Note("new", "B", "2027-01-01"))
    assert [(each.reason, each.author, each.count) for each in result.entries] == [("old", "A", 1), ("new", "B", 2)]
    assert [(each.fingerprint, count) for each, count in result.removed] == [(gone.fingerprint, 1)]
    assert [count for _, count in result.added] == [2]


def test_more_of_the_same_raises_the_count() -> None:
    (now,) = change([entry(findings(5), reason="old")], findings(7, 8, 9), Note("new")).entries
    assert (now.count, now.reason) == (3, "old")


def test_prune_adds_nothing_and_lowers_counts() -> None:
    result = change([entry(findings(5, 6, 7))], [*findings(9), *findings(3, text="k()")])
    assert [each.count for each in result.entries] == [1]
    assert result.added == []


def test_entries_follow_files_that_moved() -> None:
    old = entry(findings(5, path="gone/A.kt"), reason="old")
    (now,) = change([old], findings(8, path="b/A.kt")).entries
    assert (now.path, now.reason) == ("b/A.kt", "old")


def test_entries_of_rules_that_did_not_run_stay() -> None:
    old = entry(findings(5, code="PRV204"))
    assert change([old], []).entries == [old]
    assert change([old], [], codes=("PRV101", "PRV204")).entries == []


def test_expired_entries_are_renewed_only_with_a_new_day() -> None:
    old = entry(findings(5), reason="old", expires="2025-01-01")
    assert (result := change([old], findings(5), Note("new"))).entries == [old]
    assert result.expired == [old]
    (now,) = change([old], findings(5), Note("again", expires="2027-01-01")).entries
    assert (now.reason, now.expires) == ("again", "2027-01-01")
