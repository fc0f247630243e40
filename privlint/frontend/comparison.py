"""Whether an edited file answers what was asked of it as it did before, but for the numbers of lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec

from privlint.frontend.asked import ALL_BODIES, AskedFile, AskedNames
from privlint.frontend.code import Code
from privlint.frontend.facts import Field, FileFacts, Lost, Method, TypeDecl
from privlint.frontend.linemap import LineMap
from privlint.frontend.reading import extract_code
from privlint.frontend.scanning import Scan, scan
from privlint.frontend.store import may_suppress, words_of
from privlint.frontend.toplevel import top_level
from privlint.frontend.wordlines import lines_with

_Pairs = list[tuple[int, int]]
#: Where the stored form of an operation has its line, and the last line of its expression.
_LINE, _END_LINE = 1, 3


class DifferentError(Exception):
    """An answer has changed."""


def compared(path: str, old: bytes, new: bytes, names: AskedNames, asked: AskedFile) -> LineMap | None:
    """Where the lines of an edited file are, if all answers are the same; None if one may differ."""
    lines = LineMap(old, new)
    if not lines.before:  # some places mean the file as a whole, and stand on its first line
        return None
    if may_suppress(old) or may_suppress(new) or not _have_same_words(old, new, names):
        return None
    if not _have_same_scans(path, old, new, names) or (asked.has_top_level and not _have_same_top(old, new, names)):
        return None
    if asked.has_outline and not _have_same_code(path, old, new, asked, lines):
        return None
    if asked.naming:
        before, after = lines_with(old, asked.naming), lines_with(new, asked.naming)
        if len(before) != len(after) or not lines.add(zip(before, after, strict=True)):
            return None
    return lines


# Names


def _have_same_words(old: bytes, new: bytes, names: AskedNames) -> bool:
    before, after = words_of(old), words_of(new)
    if not names.words.isdisjoint(before ^ after):
        return False
    if before != after and any(needs.met(before) != needs.met(after) for needs in names.needs):
        return False
    longest = max(map(len, names.texts), default=0)
    one, other = _windows(old, new, longest)
    return all((text in one) == (text in other) or (text in old) == (text in new) for text in names.texts)


def _windows(old: bytes, new: bytes, margin: int) -> tuple[bytes, bytes]:
    """What differs, with so many bytes on both sides that no text of their length is cut."""
    most = min(len(old), len(new))
    start = _common(old, new, most)
    end = _common(old[::-1], new[::-1], most - start)
    start, end = max(0, start - margin), max(0, end - margin)
    return old[start : len(old) - end], new[start : len(new) - end]


def _common(one: bytes, other: bytes, most: int) -> int:
    """How many bytes two texts have in common at the beginning, at most so many."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _have_same_scans(path: str, old: bytes, new: bytes, names: AskedNames) -> bool:
    before, after = scan(old, path), scan(new, path)
    if before is None or after is None:
        return before is after  # a file without a scan is asked for its outline
    if (before.package, before.has_members) != (after.package, after.has_members):
        return False
    imports = {f"{name}." for name in {*before.imports} ^ {*after.imports}}
    if imports and any(name.startswith(tuple(names.imports)) for name in imports):
        return False
    return _answers(before, names) == _answers(after, names)


def _answers(found: Scan, names: AskedNames) -> list[set[str]]:
    return [
        names.types & found.types,
        names.supertypes & found.supertypes,
        names.annotations & found.annotations,
        names.functions & found.functions,
        names.extensions & found.extensions,
        names.properties & found.properties,
    ]


def _have_same_top(old: bytes, new: bytes, names: AskedNames) -> bool:
    before, after = top_level(old), top_level(new)
    if before is None or after is None:
        return before is after
    return (
        names.functions & before.functions == names.functions & after.functions
        and names.properties & before.properties == names.properties & after.properties
    )


# Outlines and bodies


def _have_same_code(path: str, old: bytes, new: bytes, asked: AskedFile, lines: LineMap) -> bool:
    before, after = extract_code(old, path), extract_code(new, path)
    if not isinstance(before, Code) or not isinstance(after, Code):
        return before == after
    try:
        pairs = _pairs_of(before.outline(), after.outline())
        for number in asked.bodies:
            if number == ALL_BODIES:
                before.facts(), after.facts()
            elif number < len(before.numbered) and number < len(after.numbered):
                before.body(number), after.body(number)
            else:
                return False
        pairs += _pairs_of(before.known(), after.known())
        pairs += _pairs_of_bodies(before.numbered, after.numbered)
        pairs += _pairs_of_lost(before.lost(), after.lost())
    except DifferentError:
        return False
    return lines.add(pairs)


def _pairs_of(old: FileFacts, new: FileFacts) -> _Pairs:
    """The lines of declarations; raises DifferentError if they differ in more."""
    plain = {"types": (), "bodies": (), "lost": ()}
    _same(msgspec.structs.replace(old, **plain), msgspec.structs.replace(new, **plain))
    _same(len(old.types), len(new.types))
    pairs: _Pairs = []
    for one, other in zip(old.types, new.types, strict=True):
        _same(_without_lines(one, fields=(), methods=()), _without_lines(other, fields=(), methods=()))
        pairs.append((one.line, other.line))
        for member, twin in _members(one, other):
            _same(_without_lines(member), _without_lines(twin))
            pairs.append((member.line, twin.line))
    return pairs


def _members(one: TypeDecl, other: TypeDecl) -> Iterator[tuple[Field | Method, Field | Method]]:
    _same((len(one.fields), len(one.methods)), (len(other.fields), len(other.methods)))
    yield from zip(one.fields, other.fields, strict=True)
    yield from zip(one.methods, other.methods, strict=True)


def _without_lines(declaration: TypeDecl | Field | Method, **changes: Any) -> object:
    return msgspec.structs.replace(declaration, line=0, **changes)


def _pairs_of_bodies(old: Sequence[bytes], new: Sequence[bytes]) -> _Pairs:
    _same(len(old), len(new))
    pairs: _Pairs = []
    for one, other in zip(old, new, strict=True):
        if one == other and not one:
            continue
        (before, *more_before), (after, *more_after) = msgspec.msgpack.decode(one), msgspec.msgpack.decode(other)
        _same(more_before, more_after)
        _same(len(before), len(after))
        for op, twin in zip(before, after, strict=True):
            for at in (_LINE, _END_LINE):
                pairs.append((op[at], twin[at]))
                op[at] = twin[at] = 0
            _same(op, twin)
    return pairs


def _pairs_of_lost(old: Collection[Lost], new: Collection[Lost]) -> _Pairs:
    _same(
        [(item.last_line - item.first_line, item.reason) for item in old],
        [(item.last_line - item.first_line, item.reason) for item in new],
    )
    rows = zip(old, new, strict=True)
    return [pair for a, b in rows for pair in ((a.first_line, b.first_line), (a.last_line, b.last_line))]


def _same(one: object, other: object) -> None:
    if one != other:
        raise DifferentError
