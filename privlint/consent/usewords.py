"""Where code may use a member of the catalogue: found by the words of the source, before anything is resolved.

A call, read or reference names the member. Most names are common words, so the class must stand in the file as well,
with its package: an import names both. Names that only few libraries have need no class: `context.packageManager`
hides it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from privlint.frontend.facts import NONE
from privlint.frontend.store import FactStore
from privlint.frontend.wordneeds import WordNeeds
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.model import Site
from privlint.knowledge.names import properties_written, property_read
from privlint.program.source import SourceFile

_NO_MEMBER: Final = ("<init>", "*")
#: Owners whose objects code often has without naming their class.
_PLATFORM: Final = ("android.", "java.")
_FEWEST_LETTERS: Final = 8


@lru_cache(maxsize=1)
def site_words(catalogue: Catalogue) -> WordNeeds:
    """The words that may name a member of the catalogue, and what has to stand beside them; made once for all
    applications. (A Catalogue hashes by its digest.)"""
    needed: dict[bytes, set[frozenset[bytes]]] = defaultdict(set)
    for site in catalogue.sites:
        if site.kind != "harmless" and site.worth != "none" and site.form != "literal":
            for word in _names(site):
                needed[word.encode()].add(_context(site, word))
    return WordNeeds.of(needed)


def _names(site: Site) -> set[str]:
    """The names by which code may call a site: the member, as a property too; the class for its constructor."""
    if site.form == "call" and site.member in _NO_MEMBER:
        return {site.owner.rpartition(".")[2]}
    if site.form == "call":
        read = "" if site.arguments else property_read(site.member)  # a property takes none
        return {site.member, read, *properties_written(site.member)} - {""}
    return {site.member}


def _context(site: Site, word: str) -> frozenset[bytes]:
    """The words that must stand in a file, too."""
    is_rare = (
        site.form == "call"
        and site.member not in _NO_MEMBER
        and not site.arguments
        and site.owner.startswith(_PLATFORM)
        and site.worth != "low"
        and len(word) >= _FEWEST_LETTERS
        and sum(letter.isupper() for letter in word) >= (1 if site.worth == "strict" else 2)
    )
    if site.by_name == "yes" or is_rare:
        return frozenset()
    parts = site.owner.split(".")
    outermost = next((at for at, part in enumerate(parts) if part[:1].isupper()), len(parts) - 1)
    return frozenset(part.encode() for part in parts[: outermost + 1])


def bodies_naming(file: SourceFile, store: FactStore, words: Iterable[bytes]) -> Iterator[int]:
    """The bodies of a file, lambdas and local types apart, that may have one of the words in them. An outline knows
    only where a declaration begins: a body that ends before the word is named together with the initialisers."""
    outline = _Outline(file)
    found: set[int] = set()
    for line in store.lines_with(file.path, words):
        found |= outline.bodies_at(line)
    yield from sorted(found - {NONE})


class _Outline:
    """The declarations of a file by line."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        rows: list[tuple[int, frozenset[int], bool]] = []
        for cls in file.classes:
            if cls.decl.body != NONE:
                continue
            initialisers = frozenset((cls.decl.initializer, cls.decl.static_initializer))
            rows.append((cls.decl.line, initialisers, False))
            rows += [(item.line, initialisers | {item.getter, item.setter}, False) for item in cls.decl.fields]
            rows += [(method.line, frozenset((method.body,)), True) for method in cls.decl.methods]
        self._rows = sorted(rows, key=lambda row: row[0])
        self._lines = [row[0] for row in self._rows]
        self._initialisers = frozenset[int]().union(*(bodies for _, bodies, is_method in rows if not is_method))

    def bodies_at(self, line: int) -> set[int]:
        """The bodies that a line may belong to."""
        at = bisect_right(self._lines, line) - 1
        if at < 0:
            return set()
        first = self._lines[at]
        rows = [row for row in self._rows[max(0, at - 4) : at + 1] if row[0] == first]
        found = set[int]().union(*(bodies for _, bodies, _ in rows))
        if all(is_method and self._ends_before(bodies, line) for _, bodies, is_method in rows):
            found |= self._initialisers
        return found

    def _ends_before(self, bodies: frozenset[int], line: int) -> bool:
        ends = [op.end_line for body in bodies if body != NONE for op in self._file.body(body).ops]
        return max(ends, default=0) < line
