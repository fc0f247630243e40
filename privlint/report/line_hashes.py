"""Hashes of lines by which GitHub recognises an alert when code around it has moved.

Its upload action computes them for reports that have none, and warns of others:
https://github.com/github/codeql-action/blob/main/src/fingerprints.ts
"""

from __future__ import annotations

import re

from privlint.sources import Sources

_BLOCK = 100  # what tells a line from others: so many UTF-16 units from its start on
_FACTOR, _MODULUS = 37, 2**64
_END_OF_FILE = "\uffff"
_LINE_END = re.compile("\r\n?")
_BLANK = re.compile("[ \t]+")
_BEYOND_16_BITS = re.compile("[\U00010000-\U0010ffff]")


class LineHashes:
    """The hashes of lines of source files; files are read when somebody asks."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._blocks: dict[str, list[str]] = {}

    def of(self, path: str, line: int) -> str:
        """The hash of a line (1-based), and how often it has occurred up to there; "" where there is no such line, or
        the file is no UTF-8 text."""
        if path not in self._blocks:
            text = self._sources.text(path)
            self._blocks[path] = [] if text is None else _blocks(text)
        blocks = self._blocks[path][:line]
        if not 0 < line == len(blocks):
            return ""
        return f"{_hash(blocks[-1]):x}:{blocks.count(blocks[-1])}"


def _blocks(text: str) -> list[str]:
    """For each line what is hashed: it and what follows, without spaces and tabs."""
    units = _BLANK.sub("", _LINE_END.sub("\n", text)) + _END_OF_FILE
    units = _BEYOND_16_BITS.sub(_surrogates, units)
    starts = [0, *(match.end() for match in re.finditer("\n", units))]
    return [units[start : start + _BLOCK] for start in starts]


def _surrogates(character: re.Match[str]) -> str:
    high, low = divmod(ord(character[0]) - 0x10000, 0x400)
    return chr(0xD800 + high) + chr(0xDC00 + low)


def _hash(block: str) -> int:
    value = 0
    for unit in block:
        value = (value * _FACTOR + ord(unit)) % _MODULUS
    return value * pow(_FACTOR, _BLOCK - len(block), _MODULUS) % _MODULUS  # as if zeros followed
