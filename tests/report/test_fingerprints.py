"""Fingerprints stay when code around a finding changes."""

from __future__ import annotations

from typing import Any

import pytest
import samples

from privlint.findings import Text
from privlint.fingerprints import Claim, normalised, with_fingerprints


def fingerprint(text: str = "a.b()", **changes: Any) -> str:
    return with_fingerprints([Claim(samples.finding(**changes), text)])[0].fingerprint


@pytest.mark.parametrize(
    ("one", "other"),
    [("f( a,b )", "f(a, b)"), ("a\n    .b(c,\n)", "a.b(c)"), ("f(a , { x })", "f(a,{x})")],
)
def test_a_formatter_changes_nothing(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


def test_strings_keep_their_spaces() -> None:
    assert normalised('f("a , b", x)') == 'f("a , b",x)'
    assert normalised("f('a  b')") != normalised("f('a b')")
    assert normalised("new A()") == "new A()"


def test_lines_messages_and_application_have_no_part() -> None:
    moved: dict[str, Any] = {"line": 90, "end_line": 90, "column": 1}
    assert fingerprint(**moved, message=Text("x", "y"), application="tv", severity="note") == fingerprint()


@pytest.mark.parametrize("change", [{"code": "PRV102"}, {"path": "B.kt"}, {"symbol": "c.D.e"}, {"text": "a.c()"}])
def test_what_makes_a_difference(change: dict[str, str]) -> None:
    assert fingerprint(**change) != fingerprint()


def test_equal_calls_are_counted_from_the_top() -> None:
    claims = [Claim(samples.finding(line=line), "a.b()") for line in (30, 10, 20)]
    given = [finding.fingerprint for finding in with_fingerprints(claims)]
    assert len(set(given)) == 3
    assert given[1] == fingerprint()


def test_one_place_in_two_applications_is_one() -> None:
    claims = [Claim(samples.finding(application=name), "a.b()") for name in ("app", "tv")]
    assert len({finding.fingerprint for finding in with_fingerprints(claims)}) == 1
