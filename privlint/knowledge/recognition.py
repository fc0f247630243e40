"""What a text speaks of: frames of a stack trace, SDKs, APIs, permissions, kinds of data. Any text may be given.

Everything is known from the catalogue: packages, names, words. A name of Latin letters counts as a whole word, one of
Chinese characters anywhere. Single Latin words are compared as they are written: names of SDKs may be common words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import msgspec

from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.identification import SdkNames
from privlint.knowledge.model import Site

#: What more of a text is not read.
LONGEST_TEXT: Final = 1_000_000
_QUALIFIED = re.compile(r"[A-Za-z_][\w$]*(?:\.[A-Za-z_<][\w$>]*)+", re.ASCII)
_WORD = re.compile(r"[A-Za-z_][\w]*", re.ASCII)
_SOURCE = re.compile(r"\(([^()\n]{0,200})\)")
_FILE = re.compile(r"(?P<file>[\w$-]+\.(?:java|kt))(?::(?P<line>\d{1,7}))?", re.ASCII)
_COORDINATE = re.compile(r"(?<![\w.:-])([A-Za-z][\w.-]*):([A-Za-z][\w.-]*)(?=[:\s\"')@,;]|$)", re.ASCII)
_OTHERS = re.compile(r"[^A-Za-z0-9]+")
_PIECES = re.compile(r"[/()（）、,，]")
_PERMISSION_PREFIX = "android.permission."
_FEWEST_LETTERS = 8  # of a member's name that is told without its class
_MOST_KINDS = 4  # of data that a word may mean


class Frame(msgspec.Struct, gc=False, frozen=True):
    """A call of a stack trace: qualified class (dots for nested ones) and method, and where it is said to stand."""

    owner: str
    method: str
    file: str = ""
    line: int = 0


class Recognised(msgspec.Struct, gc=False, frozen=True):
    """What a text speaks of, each with the words of the text that tell it, in the order of the text."""

    frames: tuple[Frame, ...] = ()
    sdks: tuple[tuple[str, str], ...] = ()  # id, words
    apis: tuple[tuple[str, str], ...] = ()  # Class#member, words
    permissions: tuple[str, ...] = ()  # without android.permission.
    data_types: tuple[tuple[str, str], ...] = ()  # id, words
    wide: frozenset[str] = frozenset()  # data types that only a word of several kinds tells
    unknown: tuple[str, ...] = ()  # qualified names that are none of it


class _Found(msgspec.Struct):
    """What was recognised so far; what stands behind a key are words of the text."""

    frames: dict[Frame, None] = {}
    sdks: dict[str, str] = {}
    apis: dict[str, str] = {}
    permissions: dict[str, None] = {}
    data_types: dict[str, str] = {}
    wide: dict[str, str] = {}
    unknown: dict[str, None] = {}


class Recogniser:
    """Knows the names of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._packages = SdkNames(catalogue)
        self._personal = [row for row in catalogue.data_types if row.is_personal]
        self._sites: dict[str, list[Site]] = {}
        for site in catalogue.sites:
            if site.form != "literal" and site.worth != "none" and site.kind != "harmless":
                self._sites.setdefault(site.member, []).append(site)
        self._permissions = {site.permission.removeprefix(_PERMISSION_PREFIX) for site in catalogue.sites} - {""}

    def recognise(self, text: str, permissions: Iterable[str] = ()) -> Recognised:
        """What a text speaks of; `permissions` are known besides those of the catalogue."""
        text = text[:LONGEST_TEXT]
        found = _Found()
        for match in _QUALIFIED.finditer(text):
            self._take_name(match, text, found)
        for group, artifact in _COORDINATE.findall(text):
            if sdk := self._packages.of_coordinate(group, artifact):
                found.sdks.setdefault(sdk, f"{group}:{artifact}")
        known = self._permissions | {name.removeprefix(_PERMISSION_PREFIX) for name in permissions}
        words = dict.fromkeys(_WORD.findall(text))
        found.permissions.update(dict.fromkeys(word for word in words if word in known))
        for word in words:
            if api := self._distinctive(word):
                found.apis.setdefault(api, word)
        self._take_words(_QUALIFIED.sub(" ", text), found)  # in names of classes words mean something else
        return Recognised(
            frames=tuple(found.frames),
            sdks=tuple(found.sdks.items()),
            apis=tuple(found.apis.items()),
            permissions=tuple(found.permissions),
            data_types=tuple({**found.wide, **found.data_types}.items()),
            wide=frozenset(found.wide) - found.data_types.keys(),
            unknown=tuple(found.unknown),
        )

    def _take_name(self, match: re.Match[str], text: str, found: _Found) -> None:
        """Adds what a qualified name is."""
        name = match[0].replace("$", ".").rstrip(".")
        frame = _frame(name, _SOURCE.match(text, match.end()))
        sdk, api = self._packages.of_package(name), self._api(name)
        if frame is not None:
            found.frames[frame] = None
        if sdk:
            found.sdks.setdefault(sdk, match[0])
        if api:
            found.apis.setdefault(api, match[0])
        if name.startswith(_PERMISSION_PREFIX):
            found.permissions[name.removeprefix(_PERMISSION_PREFIX)] = None
        elif not (sdk or api or frame or self._is_platform(name) or _FILE.fullmatch(name)):
            found.unknown[match[0]] = None

    def _take_words(self, prose: str, found: _Found) -> None:
        """Adds the SDKs and the kinds of data that words name. What has been recognised tells no kind of data, too."""
        for id, name in self._named_sdks(_Prose(prose)):
            found.sdks.setdefault(id, name)
        for name in sorted((*found.sdks.values(), *found.permissions), key=len, reverse=True):
            prose = prose.replace(name, " ")
        found.data_types.update(self._data_types(_Prose(prose)))
        found.wide.update(self._widely(_Prose(prose)))

    def is_foreign(self, frame: Frame) -> bool:
        """Whether a frame belongs to an SDK or to the platform."""
        return bool(self._packages.of_package(frame.owner)) or self._is_platform(frame.owner)

    def _api(self, name: str) -> str:
        """`Class#member` of `android.telephony.TelephonyManager.getDeviceId`, or of its end from a class on."""
        owner, _, member = name.rpartition(".")
        for site in self._sites.get(member, ()):
            if site.owner == owner or (owner[:1].isupper() and site.owner.endswith(f".{owner}")):
                return f"{site.owner}#{site.member}"
        return ""

    def _distinctive(self, word: str) -> str:
        """The API that a member's name tells alone; "" if it may be something else."""
        sites = self._sites.get(word, ())
        is_telling = len(word) >= _FEWEST_LETTERS and any(letter.isupper() for letter in word[1:])
        if not sites or not is_telling or len({(site.sdk, site.data_types) for site in sites}) > 1:
            return ""
        return f"{sites[0].owner}#{sites[0].member}"

    def _named_sdks(self, text: _Prose) -> list[tuple[str, str]]:
        """Ids and names; a name that is part of another one that was found tells nothing."""
        called = [(sdk.id, (sdk.name_en, sdk.name_zh, *sdk.names)) for sdk in self._catalogue.sdks]
        called += [
            (product.sdk or product.id, (product.name_en, product.name_zh, *product.notice_names))
            for product in self._catalogue.products
        ]
        found = [(id, words) for id, names in called if (words := text.first(names))]
        told = {name for _, name in found}
        return [(id, name) for id, name in found if not any(name != other and name in other for other in told)]

    def _data_types(self, text: _Prose) -> dict[str, str]:
        """Data types by the words that tell them: by their own names first, then by the words of policies."""
        found: dict[str, str] = {}
        for data_type in self._personal:
            pieces = (piece.strip() for name in (data_type.name_en, data_type.name_zh) for piece in _PIECES.split(name))
            if words := text.first((name for name in pieces if len(name) > 1), ignore_case=True):
                found[data_type.id] = words
        return found

    def _widely(self, text: _Prose) -> dict[str, str]:
        """Data types by the words of policies that mean few kinds of data."""
        found: dict[str, str] = {}
        for row in self._catalogue.policy.disclosed:
            if len(row.data_types) <= _MOST_KINDS and (words := text.first(row.words, ignore_case=True)):
                for id in row.data_types:
                    found.setdefault(id, words)
        return found

    def _is_platform(self, name: str) -> bool:
        return any(f"{name}.".startswith(f"{package}.") for package in self._catalogue.platform_packages)


class _Prose:
    """A text in the forms that names are looked for in."""

    def __init__(self, text: str) -> None:
        self.folded = text.casefold()
        self.spelled = _spaced(text)
        self.spaced = self.spelled.casefold()

    def first(self, names: Iterable[str], ignore_case: bool = False) -> str:
        """The first of the names that stands in it, "" if none does."""
        return next((name for name in names if name and self._holds(name, ignore_case)), "")

    def _holds(self, name: str, ignore_case: bool) -> bool:
        if not name.isascii():
            return name.casefold() in self.folded
        wanted = _spaced(name)
        if not wanted.strip():
            return False
        if ignore_case or " " in wanted.strip():
            return wanted.casefold() in self.spaced
        return wanted in self.spelled


@lru_cache(maxsize=8192)
def _spaced(text: str) -> str:
    """The words of Latin letters and digits with a space around each."""
    return f" {_OTHERS.sub(' ', text).strip()} "


def _frame(name: str, source: re.Match[str] | None) -> Frame | None:
    owner, _, method = name.rpartition(".")
    if source is None or "." not in owner:
        return None
    place = _FILE.fullmatch(source[1])
    if place is not None:
        return Frame(owner, method, place["file"], int(place["line"] or 0))
    is_frame = source[1] in ("Native Method", "Unknown Source") or source[1].startswith(
        ("SourceFile", "Unknown Source")
    )
    return Frame(owner, method) if is_frame else None
