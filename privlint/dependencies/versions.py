"""The order of Maven versions, as `org.apache.maven.artifact.versioning.ComparableVersion` of Maven 3.8 has it, and the
versions that a build may leave open (`4.+`, `latest.release`, ranges).

A version is a list of numbers and words. `-`, and every change between digits and letters, opens a list inside the
list, at its end. Trailing zeros and release words of each list count for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cmp_to_key
from typing import Final

_QUALIFIERS: Final = ("alpha", "beta", "milestone", "rc", "snapshot", "", "sp")
_RELEASE: Final = _QUALIFIERS.index("")
_ALIASES: Final = {"ga": "", "final": "", "release": "", "cr": "rc"}
_SHORT: Final = {"a": "alpha", "b": "beta", "m": "milestone"}
_DIGITS: Final = frozenset("0123456789")
_DYNAMIC: Final = re.compile(r"\+$|^latest\.|^(?:LATEST|RELEASE)$|^[\[\](].*[\[\])]$|-SNAPSHOT$", re.DOTALL)

#: Numbers, words, and at its end perhaps one more such list.
_Version = list[object]


def compare(first: str, second: str) -> int:
    """-1, 0 or 1, as the first version is older, equal or newer."""
    return _compare(_parsed(first), _parsed(second))


key = cmp_to_key(compare)
"""Sorts versions: `sorted(versions, key=key)`."""


def is_dynamic(requested: str) -> bool:
    """Whether what a build asks for can mean another version tomorrow."""
    return bool(_DYNAMIC.search(requested.strip()))


def _parsed(text: str) -> _Version:
    """The nested list of a version, trailing parts that count for nothing removed."""
    lists: list[_Version] = [[]]

    def open_list() -> None:
        inner: _Version = []
        lists[-1].append(inner)
        lists.append(inner)

    for item, closed_by in _tokens(text.lower()):
        # A word before a digit or at the end is a qualifier whatever stands before it: 1.0.rc1 is 1.0-rc1.
        if isinstance(item, str) and closed_by in ("digit", "end") and lists[-1]:
            open_list()
        lists[-1].append(item)
        if closed_by not in (".", "end"):
            open_list()
    for items in reversed(lists):
        _normalise(items)
    return lists[0]


def _tokens(text: str) -> Iterator[tuple[int | str, str]]:
    """The parts of a version, each with what ends it: ".", "-", "digit", "letter" or "end"."""
    start, is_number = 0, False
    for at, character in enumerate(text):
        if character in ".-":
            yield _item(text[start:at], is_number) if at > start else 0, character
            start = at + 1
            continue
        is_digit = character in _DIGITS
        if is_digit is not is_number and at > start:
            part = text[start:at]
            yield (_item(part, True), "letter") if is_number else (_word(part, before_digit=True), "digit")
            start = at
        is_number = is_digit
    if start < len(text):
        yield _item(text[start:], is_number), "end"


def _item(part: str, is_number: bool) -> int | str:
    # Python refuses to read numbers of thousands of digits; nothing distinguishes them that matters here.
    return int(part[-4000:]) if is_number else _word(part)


def _word(part: str, before_digit: bool = False) -> str:
    if before_digit and part in _SHORT:
        return _SHORT[part]
    return _ALIASES.get(part, part)


def _normalise(items: _Version) -> None:
    for at in range(len(items) - 1, -1, -1):
        if items[at] in (0, "", []):
            del items[at]
        elif not isinstance(items[at], list):
            break


def _compare(first: _Version, second: _Version) -> int:
    at = 0
    while at < len(first) or at < len(second):
        left = first[at] if at < len(first) else None
        right = second[at] if at < len(second) else None
        if isinstance(left, list) and isinstance(right, list):
            first, second, at = left, right, 0
            continue
        order = _order_with_nothing(left) if right is None else _order(left, right)
        if order:
            return order
        at += 1
    return 0


def _order(left: object, right: object) -> int:
    """The order of two items of which at most one is a list or nothing."""
    if left is None:
        return -_order_with_nothing(right)
    ranks = _rank(left), _rank(right)
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if isinstance(left, int) and isinstance(right, int):
        return (left > right) - (left < right)
    words = _comparable(str(left)), _comparable(str(right))
    return (words[0] > words[1]) - (words[0] < words[1])


def _rank(item: object) -> int:
    """Words come before lists, lists before numbers: 1-sp < 1-1 < 1.1."""
    return 2 if isinstance(item, int) else 1 if isinstance(item, list) else 0


def _order_with_nothing(item: object) -> int:
    """An item against the end of the other version."""
    while isinstance(item, list):
        rest = item
        item = None
        for inner in rest:
            if isinstance(inner, list):
                item = inner
            elif order := _order_with_nothing(inner):
                return order
    if isinstance(item, int):
        return 1 if item else 0
    if isinstance(item, str):
        words = _comparable(item), _comparable("")
        return (words[0] > words[1]) - (words[0] < words[1])
    return 0


def _comparable(word: str) -> str:
    """Known words by their place, unknown ones behind all of them, by their letters."""
    return str(_QUALIFIERS.index(word)) if word in _QUALIFIERS else f"{len(_QUALIFIERS)}-{word}"
