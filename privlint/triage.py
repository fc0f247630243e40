"""The answer to a rejection: what a text speaks of, and where that stands in the project."""

from __future__ import annotations

import msgspec

from privlint.findings import Text
from privlint.inventory import Brought, NamedId, UsePlace


class NamedIn(msgspec.Struct, gc=False, frozen=True):
    """A notice that names an SDK."""

    notice: Text
    version: str  # "" where the notice gives none
    url: str


class Subject(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """Something that a text speaks of, and where it stands in one application."""

    kind: str  # sdk, api, data type, permission
    name: NamedId
    told_by: str  # words of the text
    brought: tuple[Brought, ...] = ()
    first_use: str = ""  # path:line of the first import
    declared: tuple[str, ...] = ()  # path:line in manifests
    places: tuple[UsePlace, ...] = ()
    notices: tuple[NamedIn, ...] = ()
    through: tuple[NamedId, ...] = ()  # SDKs in the application that take the kind of data
    mends: tuple[Text, ...] = ()
    rules: tuple[str, ...] = ()  # codes of the rules whose mends these are


class OwnFrame(msgspec.Struct, gc=False, frozen=True):
    """A frame of a stack trace that stands in the project. `places` are the uses in the method."""

    frame: str
    path: str
    line: int
    places: tuple[UsePlace, ...] = ()


class ApplicationAnswer(msgspec.Struct, gc=False, frozen=True):
    """The answer for one application."""

    path: str
    gradle: str
    frames: tuple[OwnFrame, ...]
    subjects: tuple[Subject, ...]


class Answer(msgspec.Struct, gc=False, frozen=True):
    """The answer for a repository."""

    recognised: tuple[tuple[str, str, str], ...]  # kind, id, words of the text
    applications: tuple[ApplicationAnswer, ...]
    unknown: tuple[str, ...]  # names and frames that are neither in the catalogue nor in the project
