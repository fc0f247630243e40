"""Every use of a sensitive API or an SDK in an application, whatever consent says.

The run from the entry points sees what is reached before consent. What stands behind a gate, a click or nobody at all
is found here: bodies whose words may name a member of the catalogue are looked at one by one (`usewords.py`,
`usesurvey.py`). That costs about a tenth of a run that follows everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from privlint.consent.askedpermissions import asked_permissions
from privlint.consent.declarations import Owner, declaration_place, owner_of
from privlint.consent.deniedpermissions import DeniedPermissions
from privlint.consent.foreignstarts import ForeignStarts
from privlint.consent.graph import Node
from privlint.consent.keepalives import KeepAlives
from privlint.consent.model import AfterDenial, Entry, KeepAliveTrick, Override, Place, SiteUse, StartOfOthers
from privlint.consent.settings import EngineSettings
from privlint.consent.tables import Tables
from privlint.consent.traces import place_of, source_text
from privlint.consent.usepaths import MOST_BODIES, UsePaths, is_polled
from privlint.consent.usesurvey import Survey
from privlint.consent.usewords import bodies_naming, site_words
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op
from privlint.frontend.store import FactStore
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.model import Site
from privlint.program.program import Program
from privlint.program.source import SourceFile
from privlint.sources import Sources
from privlint.workspace.model import Application, Variant

_Key = tuple[str, int, int, str]


class Uses:
    """The uses in one application. Nothing is done before somebody asks; what was found is kept."""

    def __init__(
        self,
        application: Application,
        store: FactStore,
        catalogue: Catalogue,
        settings: EngineSettings,
        sources: Sources,
    ) -> None:
        self._application = application
        self._facts = store
        self._catalogue = catalogue
        self._settings = settings
        self._sources = sources
        self._bodies: dict[_Key, tuple[SourceFile, int, int]] = {}

    @cached_property
    def all(self) -> tuple[SiteUse, ...]:
        """The uses in the order of their places."""
        needs = site_words(self._catalogue)
        names = frozenset(word.decode() for word in needs.contexts)
        survey = self._survey
        program = survey.tables.program
        naming = {path: self._facts.needed(path, needs) for path in program.paths}
        for file in program.in_order(path for path, found in naming.items() if found):
            for body in bodies_naming(file, self._facts, naming[file.path]):
                survey.look_at(file, body, names)
        survey.settle()
        uses: dict[_Key, SiteUse] = {}
        for node in survey.nodes():
            for (position, _), site in node.sites.items():
                use = self._use(node, position, site)
                uses.setdefault(_key(use), use)
                self._bodies.setdefault(_key(use), (node.file, node.body_index, position))
        return tuple(uses[key] for key in sorted(uses))

    def entries(self, use: SiteUse, most: int = MOST_BODIES) -> tuple[Entry, ...]:
        """From where a use is reached, the shortest path from each entry; () where no code leads to it, or none
        of the `most` bodies that are looked at on the way."""
        known = self._bodies.get(_key(use))
        return self._paths.to(*known, use.place, most) if known is not None else ()

    def overrides(self, supertype: str, method: str, depth: int = 0) -> tuple[Override, ...]:
        """The methods of a name in the classes of the app that derive from a type of the platform, with what they call:
        themselves, and `depth` calls deep."""
        found: list[Override] = []
        for cls in self._survey.tables.hierarchy.subclasses(supertype):
            for item in cls.methods.get(method, ()):
                if item.decl.body != NONE:
                    run = self._survey.called_by(cls.file, item.decl.body, depth)
                    names = [name for file, body in run for name in _calls(file, body)]
                    place = declaration_place(cls.file, Owner(cls, item))
                    heirs = (heir.name for heir in self._survey.tables.hierarchy.subclasses(cls.name))
                    found.append(Override(cls.name, place, tuple(names), (cls.name, *heirs)))
        return tuple(found)

    def calls_in(self, name: str, supertype: str) -> frozenset[str] | None:
        """The functions and constructors that the methods of a class of the app call, those of the parent apart; None
        where it is not known to derive from nothing but a type of the platform."""
        cls = self._survey.tables.program.classes.get(name)
        if cls is None or self._survey.tables.hierarchy.supertypes(cls) != (supertype,):
            return None
        found: set[str] = set()
        for index in [method.body for method in cls.decl.methods if method.body != NONE]:
            found.update(_calls(cls.file, index))
            found |= {op.type.rpartition(".")[2] for op in cls.file.body(index).ops if op.kind == facts.NEW}
        return frozenset(found)

    def after_denial(self, functions: Iterable[str]) -> tuple[AfterDenial, ...]:
        """The calls of functions of some names that run because the user refused a permission."""
        return tuple(self._denials.calls(frozenset(functions)))

    def keep_alive_tricks(self) -> Iterator[KeepAliveTrick]:
        """Code by which a process holds out against the system."""
        services = [item for variant in self._application.variants for item in variant.manifest.components]
        processes = {item.name: item.process for item in services if item.kind == "service"}
        return KeepAlives(self._survey, processes, self._catalogue.silent_sounds).all()

    def starts_of_others(self) -> Iterator[StartOfOthers]:
        """The calls that start, bind or wake parts of apps by their packages, those of the app itself included."""
        for item in ForeignStarts(self._survey, self._paths).all():
            op = item.file.body(item.body).ops[item.op]
            symbol = owner_of(item.file, item.body).symbol
            place = Place(item.file.path, op.line, op.column, op.end_line, op.end_column, symbol)
            entries = self._paths.to(item.file, item.body, item.op, place, MOST_BODIES)
            yield StartOfOthers(place, source_text(self._sources, place), op.name, item.packages, entries)

    @cached_property
    def _denials(self) -> DeniedPermissions:
        callbacks = frozenset(self._catalogue.denial_callbacks)
        return DeniedPermissions(self._survey.tables.program, callbacks)

    @cached_property
    def _survey(self) -> Survey:
        """Of the code of all variants at once: it is looked at body by body, so it does not matter that they are never
        compiled together."""
        variants = self._application.variants
        paths = dict.fromkeys(path for variant in variants for path in variant.sources)
        program = Program(self._facts, paths)
        return Survey(Tables(self._sources.disk, variants[0], program, self._catalogue, self._settings))

    @cached_property
    def _paths(self) -> UsePaths:
        components = [item for variant in self._application.variants for item in _declared(variant)]
        return UsePaths(self._survey, self._facts, frozenset(components))

    def _use(self, node: Node, position: int, site: Site) -> SiteUse:
        place = place_of(node, position)
        path = node.file.path
        return SiteUse(
            site=site,
            place=place,
            call=source_text(self._sources, place),
            variants=tuple(v.name for v in self._application.variants if path in self._sets[v.name]),
            permissions=self._asked(node, position) if site.kind == "permission" else (),
            is_polled=is_polled(node.file, node.body_index, position, frozenset(self._catalogue.pauses)),
        )

    def _asked(self, node: Node, position: int) -> tuple[str, ...]:
        known = frozenset(name for row in self._catalogue.protected_uses for name in row.permissions)
        return asked_permissions(node.file, node.cls, node.body_index, position, known)

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {variant.name: frozenset(variant.sources) for variant in self._application.variants}


def _calls(file: SourceFile, body: int) -> list[str]:
    ops = file.body(body).ops
    return [op.name for op in ops if op.kind == facts.CALL and not _is_of_parent(ops, op)]


def _is_of_parent(ops: Sequence[Op], op: Op) -> bool:
    """Whether a call is `super.method()`."""
    return op.receiver != NONE and ops[op.receiver].kind == facts.SUPER


def _declared(variant: Variant) -> list[str]:
    """The classes that the manifest of a variant names."""
    manifest = variant.manifest
    names = [component.target or component.name for component in manifest.components]
    return [*names, manifest.application.name] if manifest.application is not None else names


def _key(use: SiteUse) -> _Key:
    return use.place.path, use.place.line, use.place.column, use.site.id
