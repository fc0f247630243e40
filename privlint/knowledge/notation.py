"""The notation of calls in rules files: `qualified.Class#member`, with what its arguments must be where that
matters.

`Class#member(_, true)`: `_` is any argument, `...` any number of them at the start or the end. An argument is
written as a literal (`true`, `2`, `"text"`), a constant (`State.GRANTED`, compared by its last segment),
alternatives (`A|B`), a pattern (`/regex/`) or a pattern that must not be found (`!/regex/`). After a leading `...`
arguments count from the end, with negative indices. `name=value` is the argument that a call names so, wherever it
stands, and otherwise the one at its place.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from privlint.knowledge.model import ArgumentCondition

_CALL = re.compile(r"(?P<owner>\w+(?:\.\w+)+)#(?P<member>\w+|<init>|\*)(?:\((?P<arguments>.*)\))?", re.DOTALL)
_MEMBER = re.compile(r"(?P<member>\w+|<init>|\*)(?:\((?P<arguments>.*)\))?", re.DOTALL)
_ARGUMENT = re.compile(
    r"""\s*(?:(?P<name>\w+)=)?(?:(?P<rest>\.\.\.)|(?P<not>!)?/(?P<regex>(?:[^/\\]|\\.)+)/|(?P<values>(?:"[^"]*"|[\w.$\-]+)(?:\|(?:"[^"]*"|[\w.$\-]+))*))\s*(?:,|$)"""
)
_VALUE = re.compile(r'"([^"]*)"|([\w.$\-]+)')
_NUMBER = re.compile(r"-?[\d.]+")


class CallPattern(NamedTuple):
    """A call as a rules file writes it."""

    owner: str
    member: str
    arguments: tuple[ArgumentCondition, ...]


def parse_call(text: str) -> CallPattern:
    """The parts of `qualified.Class#member(arguments)`; raises ValueError with the reason."""
    match = _CALL.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not of the form qualified.Class#member")
    return CallPattern(match["owner"], match["member"], _parse_arguments(match["arguments"]))


def parse_member(owner: str, text: str) -> CallPattern:
    """As `parse_call`, for a member whose class is given apart."""
    match = _MEMBER.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not the name of a member")
    return CallPattern(owner, match["member"], _parse_arguments(match["arguments"]))


def _parse_arguments(text: str | None) -> tuple[ArgumentCondition, ...]:
    if not text:
        return ()
    parts: list[re.Match[str]] = []
    position = 0
    while position < len(text):
        match = _ARGUMENT.match(text, position)
        if match is None:
            raise ValueError(f"cannot read the arguments ({text})")
        parts.append(match)
        position = match.end()
    from_end = parts[0]["rest"] is not None
    if any(part["rest"] for part in parts[1:-1]) or (from_end and len(parts) > 1 and parts[-1]["rest"]):
        raise ValueError(f"`...` stands only at the start or the end: ({text})")
    conditions = []
    for index, part in enumerate(parts):
        condition = _condition(index - len(parts) if from_end else index, part)
        if condition is not None:
            conditions.append(condition)
    return tuple(conditions)


def _condition(index: int, part: re.Match[str]) -> ArgumentCondition | None:
    if part["rest"] or part["values"] == "_":
        return None
    if part["regex"]:
        pattern = part["regex"].replace(r"\/", "/")
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"bad pattern /{pattern}/: {error}") from None
        regex, not_regex = ("", pattern) if part["not"] else (pattern, "")
        return ArgumentCondition(index, regex=regex, not_regex=not_regex, name=part["name"] or "")
    values = tuple(_value(quoted, bare) for quoted, bare in _VALUE.findall(part["values"]))
    return ArgumentCondition(index, any=values, name=part["name"] or "")


def _value(quoted: str, bare: str) -> str:
    """A literal's value, or the last segment of a constant."""
    if not bare or _NUMBER.fullmatch(bare):
        return bare or quoted
    return bare.rsplit(".", 1)[-1]
