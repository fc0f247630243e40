"""Findings: what privlint claims, and where. Independent of how they were found and of how they are shown."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "note"]
Confidence = Literal["high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Hop(msgspec.Struct, gc=False, frozen=True):
    """One step of a call path. `note` is for people: "entry point: Application", "posted to a Handler"."""

    path: str
    line: int
    column: int
    symbol: str
    note: str = ""
    note_zh: str = ""


class Text(msgspec.Struct, gc=False, frozen=True):
    """A sentence in both languages."""

    en: str
    zh: str


class Edit(msgspec.Struct, gc=False, frozen=True):
    """A piece of a file and what to put in its place. The end is exclusive; an empty piece is an insertion."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Fix(msgspec.Struct, gc=False, frozen=True):
    """One way to mend a finding: edits that belong together. A safe one changes nothing that a person has to follow up
    in code."""

    description: Text
    edits: tuple[Edit, ...]
    is_safe: bool = False


class Accepted(msgspec.Struct, gc=False, frozen=True):
    """Why a finding is accepted: what stands beside the code (`comment`, `annotation`, `attribute`) or in a baseline,
    with its place."""

    kind: Literal["comment", "annotation", "attribute", "baseline"]
    reason: str
    path: str
    line: int = 0  # 0: an entry of a baseline


class Finding(msgspec.Struct, gc=False, kw_only=True):
    """One claim. Positions are 1-based; columns count characters."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    message: Text
    help: Text  # how to mend it
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    application: str
    variants: tuple[str, ...]
    symbol: str
    api: str = ""
    sdk: str = ""
    data_types: tuple[str, ...] = ()
    trigger: str = "automatic"  # "": it is not about something that runs
    trace: tuple[Hop, ...] = ()
    regulations: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()  # each is enough; the best first
    fingerprint: str = ""
    content: str = ""  # as the fingerprint, without path, package and ordinal: tells equal findings of moved files
    is_representative: bool = False  # one of several places that stands for all
    component: str = ""  # of the merged manifest, if it is about one: its class
    accepted: Accepted | None = None

    def order(self) -> tuple[str, int, int, str, str, str]:
        """Findings are sorted by place, code and application."""
        return self.path, self.line, self.column, self.code, self.application, self.api


#: Whether an SDK runs before consent: a finding says so; only doubtful ones say so; it is used and nothing was found;
#: it is used and not all rules that could tell ran; no code of the app imports it.
ConsentState = Literal["before", "maybe", "later", "unchecked", "unused"]


#: Evidence of an SDK that no build file names, but findings do: another library may bring it.
NO_BUILD_FILE = "found"


class SdkUse(msgspec.Struct, gc=False, frozen=True):
    """An SDK that an application contains."""

    id: str
    name: Text
    application: str
    version: str  # "" where it is not known
    evidence: str
    path: str  # where the version is edited; without a build file, where the SDK is used
    line: int
    first_use: str  # path:line of the first import, "" without one
    state: ConsentState
    notices: tuple[str, ...] = ()  # that name the SDK in any version, the newest first
