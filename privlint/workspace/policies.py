"""The privacy policies in a repository: found by name and size, recognised by what they say."""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Final, Protocol

import msgspec

from privlint.disk import Disk
from privlint.workspace.files import MAX_BYTES, RepositoryFiles, decode
from privlint.workspace.model import Application
from privlint.workspace.policytexts import Line, StringResource, document_lines, strings

_DOCUMENTS: Final = (".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text", ".rst", ".adoc")
_VALUES: Final = re.compile(r"/values(-(zh|en)[^/]*)?/[^/]+\.xml$")
#: Folders whose files the app shows, whatever they are called.
_SHOWN: Final = re.compile(r"/(assets|raw(-[^/]*)?)/")
_TESTS: Final = re.compile(r"(^|/)(test|androidTest|testFixtures|node_modules|build)/")
_LARGEST_UNNAMED: Final = 256 << 10
_HEAD: Final = 400  # characters in which a document says what it is
_HEADING: Final = 60  # characters of a line that may be a heading
#: What documents have to be long for, in Chinese characters; text in Latin letters takes three times as many.
_SHORTEST: Final = 100
_SHORTEST_OF_STRINGS: Final = 500
#: Up to which length a text that speaks of the policy as of another one is no policy.
_LONGEST_SUMMARY: Final = 300
_LONGEST_SUMMARY_OF_STRINGS: Final = 1200
_SENTENCE_LENGTH: Final = 30
_FEWEST_WORDS: Final = 3
_MOST_OTHERS: Final = 1
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\]+")
_SENTENCE: Final = ("。", "；", "，", "、", ".", ";", ",")  # what no heading ends with
_SPACE: Final = re.compile(r"\s+")


class PolicyWords(Protocol):
    """How a policy is known; see `privlint.knowledge.disclosure.PolicyVocabulary`."""

    @property
    def titles(self) -> tuple[str, ...]: ...
    @property
    def lists(self) -> tuple[str, ...]: ...
    @property
    def words(self) -> tuple[str, ...]: ...
    @property
    def speakers(self) -> tuple[str, ...]: ...
    @property
    def others(self) -> tuple[str, ...]: ...
    @property
    def other_files(self) -> tuple[str, ...]: ...
    @property
    def file_names(self) -> tuple[str, ...]: ...
    @property
    def stores(self) -> tuple[str, ...]: ...
    @property
    def references(self) -> tuple[str, ...]: ...


class Policy(msgspec.Struct, gc=False, frozen=True):
    """A policy, or a list that is published beside it."""

    path: str
    line: int  # where it begins
    list_line: int  # the heading of its list of SDKs; 0 where there is none
    text: str  # without markup, as `plain` makes it, names of stores left out
    is_named: bool = False  # the settings name it

    def mentions(self, words: Iterable[str]) -> bool:
        """Whether one of the words, in whatever case, stands in it."""
        return any(stands_in(self.text, plain(word)) for word in words)


class PolicyLink(msgspec.Struct, gc=False, frozen=True):
    """An address in the resources under which a policy is published."""

    path: str
    line: int
    address: str


class Policies(msgspec.Struct, gc=False, frozen=True):
    """What a repository has of policies, in the order of paths."""

    texts: tuple[Policy, ...] = ()
    links: tuple[PolicyLink, ...] = ()

    def of(self, application: Application) -> Policies:
        """Those of one application: what lies in its modules, and what lies in no module at all."""
        folders = _folders(application)

        def is_ours(path: str) -> bool:
            module, separator, _ = path.partition("/src/")
            return not separator or module in folders

        return Policies(
            tuple(text for text in self.texts if text.is_named or is_ours(text.path)),
            tuple(link for link in self.links if is_ours(link.path)),
        )


def find_policies(files: RepositoryFiles, words: PolicyWords, named: Sequence[str] = ()) -> Policies:
    """The policies of a repository. `named` are the files that the settings name, as absolute paths: they count
    whatever they say. What cannot be read is left out; the files keep the problem."""
    texts: list[Policy] = []
    links: list[PolicyLink] = []
    taken = set()
    for absolute in named:
        path = os.path.relpath(os.path.realpath(absolute), files.root).replace(os.sep, "/")
        taken.add(path)
        lines = document_lines(path, _read(files.disk, path, absolute))
        texts.append(_policy(path, lines, words, is_named=True))
    for path in files.paths:
        if path in taken or _TESTS.search(path):
            continue
        if _VALUES.search(path):
            found, addresses = _in_values(files, path, words)
            texts += found
            links += addresses
        elif _is_candidate(files, path, words):
            lines = document_lines(path, files.text(path) or "")
            if _is_policy(path, lines, words):
                texts.append(_policy(path, lines, words))
    return Policies(tuple(texts), tuple(links))


def plain(text: str) -> str:
    """Text in one case and width, with single spaces."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def stands_in(text: str, word: str) -> bool:
    """Whether a word is in a text, both plain: one that begins or ends with a Latin letter or a digit, as a word of its
    own."""
    return word in text and _pattern(word).search(text) is not None


@cache
def _pattern(word: str) -> re.Pattern[str]:
    def is_latin(character: str) -> bool:
        return character.isascii() and character.isalnum()

    before = "(?<![a-z0-9])" if is_latin(word[:1]) else ""
    after = "(?![a-z0-9])" if is_latin(word[-1:]) else ""
    return re.compile(before + re.escape(word) + after)


def _is_candidate(files: RepositoryFiles, path: str, words: PolicyWords) -> bool:
    """Whether it is worth reading a document: by its name; in the folders that the app shows, by its size."""
    stem, extension = posixpath.splitext(posixpath.basename(path.lower()))
    if extension not in _DOCUMENTS or stem.startswith(words.other_files):
        return False
    if any(word in path.lower() for word in words.file_names):
        return True
    if not _SHOWN.search(path):
        return False
    try:
        return files.disk.size(path, os.path.join(files.root, path)) <= _LARGEST_UNNAMED
    except OSError:
        return False


def _is_policy(
    path: str,
    lines: Sequence[Line],
    words: PolicyWords,
    shortest: int = _SHORTEST,
    longest_summary: int = _LONGEST_SUMMARY,
) -> bool:
    if not _says_so(path, lines, words):
        return False
    text = plain(" ".join(line.text for line in lines))
    length = text_length(text)
    if length < shortest or not any(stands_in(text, word) for word in words.speakers):
        return False
    if length < longest_summary and any(word in text for word in words.references):
        return False
    if sum(stands_in(text, word) for word in words.others) > _MOST_OTHERS:
        return False
    return sum(stands_in(text, word) for word in words.words) >= _FEWEST_WORDS


def _says_so(path: str, lines: Sequence[Line], words: PolicyWords) -> bool:
    """Whether the first lines, or the name of the file, say that it is a policy."""
    head = ""
    for line in lines:
        head += f"{line.text[:_HEAD]} "
        if len(head) >= _HEAD:
            break
    head = plain(head[:_HEAD])
    name = re.sub(r"[\W_]", "", plain(posixpath.basename(path)))
    return any(stands_in(head, word) for word in (*words.titles, *words.lists)) or any(
        word.replace(" ", "") in name for word in words.titles
    )


def text_length(text: str) -> int:
    """The length of a text in Chinese characters, of which each says as much as three Latin letters."""
    latin = sum(character.isascii() for character in text)
    return len(text) - latin + latin // 3


def _policy(path: str, lines: Sequence[Line], words: PolicyWords, is_named: bool = False) -> Policy:
    text = plain(" ".join(line.text for line in lines))
    for store in words.stores:
        text = text.replace(store, " ")
    headings = (line for line in lines if len(line.text) <= _HEADING and not line.text.endswith(_SENTENCE))
    list_line = next(
        (line.number for line in headings if any(stands_in(plain(line.text), word) for word in words.lists)), 0
    )
    return Policy(path, lines[0].number if lines else 1, list_line, text, is_named)


def _in_values(files: RepositoryFiles, path: str, words: PolicyWords) -> tuple[list[Policy], list[PolicyLink]]:
    """The policies that stand in strings, one or several that belong together, and the addresses of others."""
    content = files.bytes(path) or b""
    if b"rivacy" not in content and "隐私".encode() not in content and b"olicy" not in content:
        return [], []
    rows = list(strings(decode(content)))
    found = []
    for _, block in groupby(rows, key=lambda row: row.block):
        group = list(block)
        lines = list(_lines(group))
        # What a string is called says nothing of what is in it: the text has to say it.
        if _is_in_strings(group, lines, words):
            found.append(_policy(path, lines, words))
    return found, [link for row in rows if (link := _link(path, row)) is not None]


def _is_in_strings(rows: Sequence[StringResource], lines: Sequence[Line], words: PolicyWords) -> bool:
    return _is_policy("", lines, words, _SHORTEST_OF_STRINGS, _LONGEST_SUMMARY_OF_STRINGS) and _is_prose(rows)


def _is_prose(rows: Sequence[StringResource]) -> bool:
    """Whether most of it are sentences: labels of all screens may stand in one block."""
    lengths = [text_length(row.text) for row in rows]
    return sum(length for length in lengths if length >= _SENTENCE_LENGTH) * 2 >= sum(lengths)


def _lines(rows: Iterable[StringResource]) -> Iterator[Line]:
    for row in rows:
        yield from (Line(row.line, part.strip()) for part in row.text.split("\n") if part.strip())


def _link(path: str, row: StringResource) -> PolicyLink | None:
    address = _ADDRESS.fullmatch(row.text.strip())
    if address is None or not any(word in f"{row.name} {row.text}".lower() for word in ("privacy", "policy", "yinsi")):
        return None
    return PolicyLink(path, row.line, address[0])


def _folders(application: Application) -> set[str]:
    """The folders of the modules that the application is made of."""
    paths = (
        path
        for variant in application.variants
        for path in (*variant.sources, *variant.values, *variant.layouts, *variant.manifest.paths)
    )
    return {application.path, *(path.partition("/src/")[0] for path in paths)}


def _read(disk: Disk, path: str, absolute: str) -> str:
    try:
        return decode(disk.read(path, absolute, MAX_BYTES))
    except OSError:
        return ""
