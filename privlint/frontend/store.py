"""The facts of a repository's files: each file is parsed when somebody asks for something that it may declare."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from privlint.frontend.asked import AskedFacts, AskedFile
from privlint.frontend.code import Code, StoredCode
from privlint.frontend.facts import FileFacts, Lost
from privlint.frontend.index import Index
from privlint.frontend.portable import PortableFacts
from privlint.frontend.reading import Problem, extract_code, extract_outline
from privlint.frontend.scanning import scan
from privlint.frontend.wordlines import lines_with
from privlint.frontend.wordneeds import WordNeeds

#: A file whose tree is kept takes about twenty-five times the memory of its source; the others are parsed again when
#: their code is wanted.
MAX_BYTES_KEPT = 6_000_000

#: An annotation that suppresses, with a word that may be a rule.
_SUPPRESSION = re.compile(rb'Suppress\w*\s*\([^)]*"(?:PRV\d|[a-z0-9]+-)')

#: Makes a space of every byte that no identifier has.
_WORDS: Final = bytes(c if chr(c).isalnum() and c < 128 or c == ord("_") else ord(" ") for c in range(256))


def may_suppress(source: bytes) -> bool:
    """Whether a source may hold comments or annotations that suppress findings."""
    return b"privlint:" in source or (b"Suppress" in source and _SUPPRESSION.search(source) is not None)


def words_of(source: bytes) -> set[bytes]:
    """The identifiers and other words in a source."""
    return set(source.translate(_WORDS).split())


def _go_on() -> None:
    """Nobody waits for the work to end."""


class FactStore(Mapping[str, FileFacts]):
    """What is found in files, by path; looking a path up gives the outline. `index` tells which files may declare a
    name, `unscanned` are the files that it does not know. With `is_eager` it knows none: all of them are parsed, and
    answers are the same."""

    def __init__(
        self,
        sources: Mapping[str, bytes],
        problems: Iterable[Problem] = (),
        is_eager: bool = False,
        portable: PortableFacts | None = None,
    ) -> None:
        """`problems` are those of files that could not be read, `portable` is what was found in files elsewhere."""
        self.asked = AskedFacts()
        self.index = Index(sources, self.asked)
        self.unscanned: list[str] = []
        self.seconds: dict[str, float] = {}  # that parsing a file took
        self.pause: Callable[[], None] = _go_on  # called often while somebody works with the facts; may raise
        self._sources = sources
        self._problems = list(problems)
        self._portable = portable
        self._outlines: dict[str, FileFacts] = {}
        self._code: dict[str, Code] = {}
        self._bytes_kept = 0
        self._words: dict[str, frozenset[bytes]] = {}
        self._wanted: dict[int, object] = {}  # what was asked, so that it is noted once
        self._shared: dict[bytes, bytes] = {}  # each word, once for all files
        self._mentioning: dict[bytes, frozenset[str]] = {}
        for path, source in sources.items():
            is_known, found = portable.scan(path, source) if portable is not None else (False, None)
            found = None if is_eager else found if is_known else scan(source, path)
            if found is None:
                self.unscanned.append(path)
            else:
                self.index.add(path, found)

    def __getitem__(self, path: str) -> FileFacts:
        found = self._outlines.get(path)
        if found is None:
            self.pause()
            self._asked_of(path).has_outline = True
            start = time.perf_counter()
            found = self._outlines[path] = self._outline(path)
            self.seconds[path] = time.perf_counter() - start
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def __contains__(self, path: object) -> bool:
        return path in self._sources

    def _outline(self, path: str) -> FileFacts:
        source = self._sources[path]
        known = self._portable.outline(path, source) if self._portable is not None else None
        if known is not None:
            return known
        is_kept = self._bytes_kept + len(source) <= MAX_BYTES_KEPT
        found = extract_code(source, path) if is_kept else extract_outline(source, path)
        if isinstance(found, Code):
            self._bytes_kept += len(source)
            self._code[path] = found
            return found.outline()
        if isinstance(found, FileFacts):
            return found
        self._problems.append(Problem(path, 1, found))
        nothing = FileFacts("java" if path.endswith(".java") else "kotlin", "", (), (), (), ())
        self._code[path] = StoredCode(nothing)
        return nothing

    def outlines(self) -> dict[str, FileFacts]:
        """The outlines of the files that were parsed so far, without those that could not be."""
        failed = {path for path, code in self._code.items() if isinstance(code, StoredCode)}
        return {path: outline for path, outline in self._outlines.items() if path not in failed}

    def parsed(self) -> set[str]:
        """The files that were parsed so far."""
        return set(self._outlines)

    def code(self, path: str) -> Code:
        """The code of a file."""
        outline = self[path]
        code = self._code.get(path)
        if code is None:
            found = extract_code(self._sources[path], path)
            code = self._code[path] = found if isinstance(found, Code) else StoredCode(outline)
        if code.asked is None:
            code.asked = self._asked_of(path).bodies
        return code

    @property
    def sources(self) -> Mapping[str, bytes]:
        """The bytes of all files, for those that keep them: who looks into them leaves no trace of it."""
        return self._sources

    def _asked_of(self, path: str) -> AskedFile:
        return self.asked.files.setdefault(path, AskedFile())

    def lines_with(self, path: str, words: Iterable[bytes]) -> list[int]:
        """The lines of a file that one of the words stands on, imports apart."""
        wanted = list(words)
        self._asked_of(path).naming.update(wanted)
        return lines_with(self._sources[path], wanted)

    def words(self, path: str, wanted: frozenset[bytes]) -> frozenset[bytes]:
        """Those of the wanted words that stand in the source of a file."""
        if id(wanted) not in self._wanted:
            self._wanted[id(wanted)] = wanted
            self.asked.names.words |= wanted
        return wanted & self._words_of(path)

    def needed(self, path: str, needs: WordNeeds) -> set[bytes]:
        """The words in the source of a file that are looked for."""
        if id(needs) not in self._wanted:
            self._wanted[id(needs)] = needs
            self.asked.names.needs.append(needs)
        return needs.met(self._words_of(path))

    def _words_of(self, path: str) -> frozenset[bytes]:
        found = self._words.get(path)
        if found is None:
            words = words_of(self._sources[path])
            found = self._words[path] = frozenset(map(self._shared.setdefault, words, words))
        return found

    def package(self, path: str) -> str:
        """The package of a file."""
        scan = self.index.scans.get(path)
        return self[path].package if scan is None else scan.package

    def types(self, path: str) -> Iterable[str]:
        """The simple names of the types that a file may declare."""
        scan = self.index.scans.get(path)
        return (item.name for item in self[path].types) if scan is None else scan.types

    def imports(self, path: str) -> Iterable[str]:
        """What a file may import, without the star of wildcards."""
        scan = self.index.scans.get(path)
        return (item.name for item in self[path].imports) if scan is None else scan.imports

    def lost(self) -> Iterator[tuple[str, Sequence[Lost]]]:
        """The files of which lines were lost, as far as they were parsed."""
        for path, outline in self._outlines.items():
            lost = self._code[path].lost() if path in self._code else outline.lost
            if lost:
                yield path, lost

    def problems(self) -> Sequence[Problem]:
        """The files that could not be read, or not be parsed so far, and why."""
        return self._problems

    def suppressing(self) -> Iterator[str]:
        """The files that may hold comments or annotations that suppress findings."""
        for path, source in self._sources.items():
            if may_suppress(source):
                yield path

    def mentioning(self, *texts: bytes) -> frozenset[str]:
        """The files whose source has all of the texts in it."""
        self.asked.names.texts.update(texts)
        longest, *others = sorted(texts, key=len, reverse=True) or [b""]
        found = self._with(longest)
        if not others:
            return found
        return frozenset(path for path in found if all(text in self._sources[path] for text in others))

    def mentioning_any(self, *texts: bytes) -> frozenset[str]:
        """The files whose source has one of the texts in it."""
        return frozenset[str]().union(*map(self.mentioning, texts))

    def mentions(self, path: str, text: bytes) -> bool:
        """Whether a text stands in the source of a file."""
        self.asked.names.texts.add(text)
        return text in self._sources[path]

    def _with(self, text: bytes) -> frozenset[str]:
        found = self._mentioning.get(text)
        if found is None:
            found = frozenset(path for path, source in self._sources.items() if text in source)
            self._mentioning[text] = found
        return found
