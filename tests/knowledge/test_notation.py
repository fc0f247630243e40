"""How calls are written in rules files."""

from __future__ import annotations

import pytest

from privlint.knowledge.model import ArgumentCondition
from privlint.knowledge.notation import parse_call, parse_member


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("a.B#c", ()),
        ("a.B#c(_)", ()),
        ("a.B#c(...)", ()),
        ("a.B#c(true)", (ArgumentCondition(0, ("true",)),)),
        ("a.B#c(_, State.GRANTED)", (ArgumentCondition(1, ("GRANTED",)),)),
        ("a.B#c(_, ANDROID_ID|android_id)", (ArgumentCondition(1, ("ANDROID_ID", "android_id")),)),
        ('a.B#c("do_not_sell", "a, b")', (ArgumentCondition(0, ("do_not_sell",)), ArgumentCondition(1, ("a, b",)))),
        ('a.B#c("")', (ArgumentCondition(0, ("",)),)),
        ("a.B#c(1.5)", (ArgumentCondition(0, ("1.5",)),)),
        ("a.B#c(..., State.OFF)", (ArgumentCondition(-1, ("OFF",)),)),
        ("a.B#c(..., 1, _)", (ArgumentCondition(-2, ("1",)),)),
        ("a.B#c(_, true, ...)", (ArgumentCondition(1, ("true",)),)),
        (r"a.B#c(/^x, (y)\/z/)", (ArgumentCondition(0, regex="^x, (y)/z"),)),
        ("a.B#c(!/own/)", (ArgumentCondition(0, not_regex="own"),)),
    ],
)
def test_arguments(text: str, conditions: tuple[ArgumentCondition, ...]) -> None:
    assert parse_call(text).arguments == conditions


def test_parts() -> None:
    call = parse_call("a.b.C.D#<init>(true)")
    assert (call.owner, call.member) == ("a.b.C.D", "<init>")
    assert parse_call("a.B#*").member == "*"
    assert parse_member("a.B", "c(_, 1)").arguments == (ArgumentCondition(1, ("1",)),)


@pytest.mark.parametrize(
    "text",
    ["", "B#c", "a.B", "a.B#", "a.B#c(", "a.B#c(true", "a.B$C#d", "a.B#c(a b)", "a.B#c(1,,2)", "a.B#c(_, ..., 1)",
     "a.B#c(..., ...)", "a.B#c(/[/)"],
)  # fmt: skip
def test_what_cannot_be_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_call(text)
