"""What was asked about source files, so that it can be told later whether a changed file would answer the same.

Names are asked of all files at once; outlines, bodies and lines of one."""

from __future__ import annotations

import msgspec

from privlint.frontend.wordneeds import WordNeeds

#: Stands among numbers of bodies for all that were not asked for before.
ALL_BODIES = -1


class AskedNames(msgspec.Struct, kw_only=True):
    """What was looked for in all files: names in an index, and texts, words and packages in sources."""

    types: set[str] = msgspec.field(default_factory=set)  # each part of a qualified name
    supertypes: set[str] = msgspec.field(default_factory=set)
    annotations: set[str] = msgspec.field(default_factory=lambda: {""})
    functions: set[str] = msgspec.field(default_factory=set)
    extensions: set[str] = msgspec.field(default_factory=set)
    properties: set[str] = msgspec.field(default_factory=set)
    texts: set[bytes] = msgspec.field(default_factory=set)
    words: set[bytes] = msgspec.field(default_factory=set)
    needs: list[WordNeeds] = msgspec.field(default_factory=list)
    imports: set[str] = msgspec.field(default_factory=set)  # beginnings of imports


class AskedFile(msgspec.Struct):
    """What was asked of one file."""

    has_outline: bool = False
    bodies: list[int] = []  # in the order in which they were asked for first
    naming: set[bytes] = set()  # words of which the lines were asked for
    has_top_level: bool = False  # whether it was asked which of its functions and properties are at top level


class AskedFacts(msgspec.Struct):
    """All of it."""

    names: AskedNames = msgspec.field(default_factory=AskedNames)
    files: dict[str, AskedFile] = msgspec.field(default_factory=dict)
