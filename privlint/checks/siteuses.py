"""Where an application uses sites of the catalogue, and how each use stands to consent."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from privlint.checks.context import Context
from privlint.checks.wording import api_name, class_name, shown_call
from privlint.consent.model import Entry, Exposure, SiteUse
from privlint.inventory import UsePlace, UseState
from privlint.knowledge.model import Site, Trigger

_BEFORE: dict[Trigger, UseState] = {"automatic": "before", "unknown": "maybe", "peer": "maybe", "user": "action"}
#: What is reached, and not before consent: by somebody that is not known, that may be early all the same.
_WITHOUT: dict[Trigger, UseState] = {"automatic": "after", "unknown": "maybe", "peer": "maybe", "user": "action"}
_SUREST: tuple[Trigger, ...] = ("automatic", "unknown", "peer", "user")
#: Kinds of sites by which something is collected.
_COLLECTING = ("start", "api", "collect")


class LocatedUse(msgspec.Struct, gc=False, frozen=True):
    """A use of a site."""

    site: Site
    place: UsePlace
    shown: str  # the API as people write it


def located_uses(context: Context) -> Iterator[LocatedUse]:
    """The uses by which something is collected, in the order of their places."""
    seen: set[tuple[str, int, int, str]] = set()
    for use in context.site_uses:
        seen.add(_key(use))
        if _collects(use.site):
            yield _located(context, use)
    for analysed in context.analysed:  # what is reached, and written in a way that a look at single bodies misses
        for exposure in analysed.result.exposures:
            if _key(exposure) not in seen and _collects(exposure.site):
                seen.add(_key(exposure))
                yield _located(context, SiteUse(exposure.site, exposure.place, exposure.call, ()))


def _located(context: Context, use: SiteUse) -> LocatedUse:
    return LocatedUse(use.site, place_of(context, use), shown_call(use.site, use.call))


def place_of(context: Context, use: SiteUse) -> UsePlace:
    """The place of a use with how it stands to consent."""
    exposure = context.exposure_of(use)
    if exposure is not None:
        state, entry = _BEFORE[exposure.trigger], exposure.trace[0].symbol if exposure.trace else ""
    else:
        state, entry = _without_exposure(context.entries(use))
    at = use.place
    return UsePlace(at.path, at.line, at.symbol, api_name(use.site, use.call), state, entry and class_name(entry))


def _without_exposure(entries: tuple[Entry, ...]) -> tuple[UseState, str]:
    """The state of a use that is not reached before consent, and from where it is reached. What only taps lead to needs
    no consent in the way."""
    if not entries:
        return "unreached", ""
    first = min(entries, key=lambda entry: _SUREST.index(entry.trigger))
    return _WITHOUT[first.trigger], f"{first.owner}.{first.method}"


def _collects(site: Site) -> bool:
    return site.kind in _COLLECTING and site.worth != "none"


def _key(found: SiteUse | Exposure) -> tuple[str, int, int, str]:
    return found.place.path, found.place.line, found.place.column, found.site.id
