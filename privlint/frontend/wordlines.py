"""On which lines of a source words stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable


def lines_with(source: bytes, words: Iterable[bytes]) -> list[int]:
    """The lines (1-based) that one of the words stands on, imports apart."""
    pattern = re.compile(rb"\b(?:" + b"|".join(re.escape(word) for word in words) + rb")\b")
    starts = [0, *(match.end() for match in re.finditer(rb"\n", source))]
    found: set[int] = set()
    for match in pattern.finditer(source):
        number = bisect_right(starts, match.start())
        if not source.startswith((b"import ", b"package "), starts[number - 1]):
            found.add(number)
    return sorted(found)
