"""The two lists that teams have to publish: personal information collected, and what is shared with third parties."""

from __future__ import annotations

from typing import Literal

import msgspec

from privlint.findings import Text

#: How a use stands to consent: it runs before the user agreed; maybe; only after an action of the user, which may be
#: the agreement; not before the user agreed (consent guards it, or something else that a fresh install lacks); no entry
#: point leads to it.
UseState = Literal["before", "maybe", "action", "after", "unreached"]
USE_STATES: tuple[UseState, ...] = ("before", "maybe", "action", "after", "unreached")


class NamedId(msgspec.Struct, gc=False, frozen=True, order=True):
    """An id of the catalogue with its name, the id itself where the catalogue has none."""

    id: str
    name: Text


class UsePlace(msgspec.Struct, gc=False, frozen=True):
    """Where something is collected. `entry` is the method that starts the path, "" where none is known."""

    path: str
    line: int
    symbol: str
    api: str  # Class#member
    state: UseState
    entry: str = ""


class Collected(msgspec.Struct, gc=False, frozen=True):
    """A kind of personal information and one way in which the app comes by it."""

    data_type: NamedId
    by: Literal["app", "sdk"]  # who reads it
    source: NamedId  # the class of the API, or the SDK
    purposes: tuple[NamedId, ...]  # of the SDK; code does not tell why an app reads something
    state: UseState  # the earliest of its places
    places: tuple[UsePlace, ...]


class Brought(msgspec.Struct, gc=False, frozen=True):
    """What brings an SDK into the app: a dependency, an archive or a Gradle plugin, with the line to edit."""

    text: str  # group:name, or the path of an archive
    version: str  # "" where nothing states it
    via: str
    evidence: str
    path: str
    line: int


class Shared(msgspec.Struct, gc=False, frozen=True):
    """An SDK in the app. What the catalogue does not know of it is empty."""

    sdk: NamedId
    vendor: str
    purposes: tuple[NamedId, ...]
    data_types: tuple[NamedId, ...]
    brought: tuple[Brought, ...]
    first_use: str  # path:line, "" if no code of the app imports it
    state: UseState
    entry: str  # of the earliest use
    policy_url: str
    use_at: str = ""  # path:line of the earliest use
    shares_data: bool = True  # with its vendor; else what it takes stays with the app and its servers


class Gap(msgspec.Struct, gc=False, frozen=True):
    """Something that is not known and stands blank in the lists."""

    kind: Literal["sdk", "archive", "dependency", "library"]
    subject: str
    missing: Text
    at: str = ""  # path:line


class ApplicationInventory(msgspec.Struct, gc=False, frozen=True):
    """The lists of one application, sorted by name. `shared` holds all SDKs, also those that share nothing with their
    vendor."""

    path: str
    gradle: str
    collected: tuple[Collected, ...]
    shared: tuple[Shared, ...]
    gaps: tuple[Gap, ...]
    libraries: tuple[Brought, ...] = ()  # all that is packaged, SDKs or not

    @property
    def third_parties(self) -> tuple[Shared, ...]:
        """The SDKs that share what they take with their vendor."""
        return tuple(row for row in self.shared if row.shares_data)


class Inventory(msgspec.Struct, gc=False, frozen=True):
    """The lists of a repository."""

    applications: tuple[ApplicationInventory, ...]
