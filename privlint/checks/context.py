"""What a rule can look at: one application, analysed in one or more variants."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

import msgspec

from privlint.checks.build import Build, Words
from privlint.checks.consent_questions import Question, questions
from privlint.checks.named_products import Use, uses
from privlint.consent.model import (
    AfterDenial,
    ApplicationResult,
    Confidence,
    Entry,
    Exposure,
    GateDefect,
    KeepAliveTrick,
    Override,
    Place,
    SiteUse,
    StartOfOthers,
)
from privlint.consent.usepaths import MOST_BODIES
from privlint.consent.uses import Uses
from privlint.findings import Hop
from privlint.frontend.store import FactStore
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.identification import SdkNames
from privlint.knowledge.model import DataType, Sdk, SiteKind, Trigger
from privlint.sources import Sources
from privlint.suppressions.matching import Judged
from privlint.workspace.dependencies import Found
from privlint.workspace.model import Application, Dependency, Variant
from privlint.workspace.policies import Policies

_TRIGGERS: tuple[Trigger, ...] = ("automatic", "unknown", "peer", "user")
_CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
_Found = TypeVar("_Found", Exposure, GateDefect)


class Unread(msgspec.Struct, gc=False, frozen=True):
    """A file of the application that was not read in full; the line is the first one lost."""

    path: str
    line: int
    reason: str
    lines: int


class Analysed(msgspec.Struct, gc=False, frozen=True):
    """A variant and what the analysis found in it."""

    variant: Variant
    result: ApplicationResult


class Exposed(msgspec.Struct, gc=False, frozen=True):
    """An exposure and the variants in which it holds; `others` counts places that one note stands for."""

    exposure: Exposure
    variants: tuple[str, ...]
    others: int = 0


class Defective(msgspec.Struct, gc=False, frozen=True):
    """A gate defect and the variants in which it holds."""

    defect: GateDefect
    variants: tuple[str, ...]


class Context:
    """One application with the results of its variants, the catalogue and the source lines."""

    def __init__(
        self,
        application: Application,
        analysed: Iterable[Analysed],
        catalogue: Catalogue,
        sources: Sources,
        unread: Callable[[], Iterable[Unread]] = tuple,
        pedantic: bool = False,
        build: Build | None = None,
        words: Words | None = None,
        uses: Uses | None = None,
        policies: Callable[[], Policies] = Policies,
        suppressions: Iterable[Judged] = (),
    ) -> None:
        """Without `build`, `words` and `uses` the application has no dependencies, and nothing is known of its code."""
        self.application = application
        self.analysed = tuple(analysed)
        self.catalogue = catalogue
        self.sources = sources
        self._find_unread = unread
        self.pedantic = pedantic
        self.build = build or Build(application, lambda: Found((), (), ()))
        self.words = words or Words(application, FactStore({}), sources)
        self._uses = uses
        self._find_policies = policies
        self.suppressions = tuple(suppressions)  # those with which something is wrong
        self._sdks = {sdk.id: sdk for sdk in catalogue.sdks}
        self._data_types = {data_type.id: data_type for data_type in catalogue.data_types}

    @cached_property
    def unread(self) -> tuple[Unread, ...]:
        """The files that were not read in full, as far as is known: other rules may have files read."""
        return tuple(self._find_unread())

    def sdk(self, id: str) -> Sdk | None:
        """The SDK of the catalogue, None if it is not there."""
        return self._sdks.get(id)

    def sdk_of(self, row: Dependency) -> str:
        """The id of the SDK that a dependency is, "" if the catalogue knows none."""
        return self._names.of_dependency(row.group, row.name, row.archive, row.packages)

    def variants_of(self, path: str) -> tuple[str, ...]:
        """The names of the variants that compile a file."""
        return tuple(name for name, sources in self._sources_of.items() if path in sources)

    @cached_property
    def _sources_of(self) -> dict[str, frozenset[str]]:
        return {variant.name: frozenset(variant.sources) for variant in self.application.variants}

    @cached_property
    def policies(self) -> Policies:
        """The privacy policies that the repository has for the application."""
        return self._find_policies()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The dialogs that ask for consent to the privacy policy."""
        return tuple(questions(self.application, self.words, self.sources, self.catalogue.policy))

    @cached_property
    def named_uses(self) -> tuple[Use, ...]:
        """The products that regulators' notices name, as far as the application shows them."""
        return tuple(uses(self))

    @cached_property
    def site_uses(self) -> tuple[SiteUse, ...]:
        """Every use of a sensitive API or an SDK in the code, whatever consent says, in the order of places."""
        return self._uses.all if self._uses is not None and self.application.variants else ()

    def exposure_of(self, use: SiteUse) -> Exposure | None:
        """The surest exposure of a use, None if it is not reached before consent."""
        return self._exposures.get((_spot(use.place), use.site.id))

    def entries(self, use: SiteUse, most: int = MOST_BODIES) -> tuple[Entry, ...]:
        """From where a use is reached, whatever conditions say; () where no code is known to lead to it."""
        return self._uses.entries(use, most) if self._uses is not None else ()

    def overrides(self, supertype: str, method: str, depth: int = 0) -> tuple[Override, ...]:
        """The methods of a name in the classes of the app that derive from a type of the platform, with what they call:
        themselves, and `depth` calls deep."""
        if self._uses is None or not self.application.variants:
            return ()
        return self._uses.overrides(supertype, method, depth)

    def calls_in(self, name: str, supertype: str) -> frozenset[str] | None:
        """The functions and constructors that the methods of a class of the app call; None where it is not known to
        derive from nothing but a type of the platform."""
        return self._uses.calls_in(name, supertype) if self._uses is not None and self.application.variants else None

    def after_denial(self, functions: Iterable[str]) -> tuple[AfterDenial, ...]:
        """The calls of functions of some names that run because the user refused a permission."""
        return self._uses.after_denial(functions) if self._uses is not None and self.application.variants else ()

    def keep_alive_tricks(self) -> tuple[KeepAliveTrick, ...]:
        """Code by which a process holds out against the system."""
        return tuple(self._uses.keep_alive_tricks()) if self._uses is not None and self.application.variants else ()

    def starts_of_others(self) -> tuple[StartOfOthers, ...]:
        """The calls that start, bind or wake parts of apps by their packages, those of the app itself included."""
        return tuple(self._uses.starts_of_others()) if self._uses is not None and self.application.variants else ()

    @cached_property
    def _exposures(self) -> dict[tuple[object, ...], Exposure]:
        found = [(e, analysed.variant.name) for analysed in self.analysed for e in analysed.result.exposures]
        return {_key(item.exposure): item.exposure for item in _merged(found)}

    @cached_property
    def _names(self) -> SdkNames:
        return SdkNames(self.catalogue)

    def data_types(self, ids: Iterable[str]) -> list[DataType]:
        """The data types of the catalogue, without those that are not there."""
        return [self._data_types[id] for id in ids if id in self._data_types]

    def exposures(self, kind: SiteKind) -> list[Exposed]:
        """Exposures of sites of a kind: one for each place and API, the surest and shortest path of all variants.

        Sites of low worth are further reduced to one for each class of the application. What only an action of the
        user starts is left out, unless the run is pedantic."""
        refused = {_key(item) for analysed in self.analysed for item in analysed.result.refused}
        found = [
            (exposure, analysed.variant.name)
            for analysed in self.analysed
            for exposure in analysed.result.exposures
            if exposure.site.kind == kind and exposure.site.worth != "none"
            if exposure.trigger != "user" or (self.pedantic and _key(exposure) not in refused)
        ]
        return _thinned(_merged(found))

    def refusals(self, *kinds: SiteKind) -> list[Exposed]:
        """What runs because the user refused, of sites of some kinds: one for each place and API."""
        found = [
            (exposure, analysed.variant.name)
            for analysed in self.analysed
            for exposure in analysed.result.refused
            if exposure.site.kind in kinds
        ]
        return _merged(found)

    def defects(self, *kinds: str) -> list[Defective]:
        """Gate defects of the given kinds, one for each place."""
        groups: dict[tuple[object, ...], list[tuple[GateDefect, str]]] = {}
        for analysed in self.analysed:
            for defect in analysed.result.defects:
                if defect.kind in kinds:
                    groups.setdefault((_spot(defect.place), defect.flag), []).append((defect, analysed.variant.name))
        return [Defective(*_best(group)) for group in groups.values()]


def _spot(place: Place) -> tuple[str, int, int]:
    return place.path, place.line, place.column


def _key(exposure: Exposure) -> tuple[object, ...]:
    return (_spot(exposure.place), exposure.site.id)


def _merged(found: Iterable[tuple[Exposure, str]]) -> list[Exposed]:
    """One for each place and API, with the variants."""
    groups: dict[tuple[object, ...], list[tuple[Exposure, str]]] = {}
    for exposure, variant in found:
        groups.setdefault(_key(exposure), []).append((exposure, variant))
    return [Exposed(*_best(group)) for group in groups.values()]


def _rank(found: Exposure | GateDefect) -> tuple[int, int, int, tuple[Hop, ...]]:
    confidence = _CONFIDENCES.index(found.confidence) if isinstance(found, Exposure) else 0
    return _TRIGGERS.index(found.trigger), confidence, len(found.trace), found.trace


def _best(group: list[tuple[_Found, str]]) -> tuple[_Found, tuple[str, ...]]:
    """The strongest of several reports on one place, and the variants in which it is that strong."""
    best = min((found for found, _ in group), key=lambda found: _rank(found)[:3])
    names = {name for found, name in group if found.trigger == best.trigger}
    return best, tuple(sorted(names))


def _thinned(exposed: list[Exposed]) -> list[Exposed]:
    kept: list[Exposed] = []
    low: dict[str, list[Exposed]] = {}
    for item in exposed:
        if item.exposure.site.worth == "low":
            low.setdefault(item.exposure.site.owner, []).append(item)
        else:
            kept.append(item)
    for items in low.values():
        first = min(items, key=lambda item: (*_rank(item.exposure)[:3], _spot(item.exposure.place)))
        kept.append(msgspec.structs.replace(first, others=len(items) - 1))
    return kept
