"""What one run looks things up in: the program, the platform, the catalogue and the settings."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from privlint.consent.layouts import Layouts
from privlint.consent.settings import EngineSettings
from privlint.consent.texts import Texts
from privlint.consent.values import Const, Values, at_least, const
from privlint.consent.vocabulary import Vocabulary
from privlint.disk import Disk
from privlint.frontend import facts
from privlint.frontend.facts import Field
from privlint.knowledge.callbacks import Callback, CallbackType
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.index import SiteIndex
from privlint.knowledge.model import (
    ComponentStart,
    ConsentVocabulary,
    IntentPart,
    Lifecycle,
    QuietCall,
    Route,
    Rows,
    Store,
)
from privlint.program.android_index import AndroidIndex, load_index
from privlint.program.hierarchy import Hierarchy
from privlint.program.names import Names
from privlint.program.program import Program
from privlint.program.source import SourceClass, SourceFile
from privlint.workspace.model import Variant

#: Types of compile-time constants as written, "" where Kotlin infers it.
_CONSTANT_TYPES = frozenset(["", "int", "long", "boolean", "String", "Int", "Long", "Boolean"])
_Row = TypeVar("_Row", Callback, ComponentStart, Route, Store)


class Tables:
    """The read-only side of a run."""

    def __init__(
        self, root: Path | Disk, variant: Variant, program: Program, catalogue: Catalogue, settings: EngineSettings
    ) -> None:
        self.variant = variant
        self.program = program
        self.catalogue = catalogue
        self.settings = settings
        self.build_constants = variant.build_constants
        self.numbers = _numbers(catalogue, variant)
        self.index: AndroidIndex = load_index()
        self.sites = _site_index(catalogue)
        self.names = Names(program, self.index, self.sites)
        self.hierarchy = Hierarchy(program, self.names, _declared_types(catalogue, variant))
        self.vocabulary = _vocabulary(catalogue.consent, settings.gates)
        self.texts = Texts(root, variant.values)
        self.layouts = Layouts(root, variant.layouts, self.texts.resolve)
        self._constructor_slots: dict[int, frozenset[int]] = {}
        self._declared: dict[int, frozenset[int]] = {}
        self._stored: dict[int, frozenset[str]] = {}
        self._returns: dict[int, bool] = {}
        self._constants: dict[tuple[str, str], Const | None] = {}
        self._stateful: dict[int, bool] = {}
        self._wrappers: dict[int, bool] = {}
        self._lifecycles: dict[str, Lifecycle | None] = {}

    def build_constant(self, package: str, qualified: str) -> str:
        """The name by which a build constant is known that code of a package mentions, "" if it is none; one of a
        library has the library's package."""
        owner, _, name = qualified.rpartition(".")
        if not owner.endswith("BuildConfig"):
            return ""
        return next((each for each in (qualified, f"{package}.{qualified}", name) if each in self.build_constants), "")

    def is_mixed_constant(self, qualified: str) -> bool:
        """Whether a build constant that is not known differs between variants that are taken as one."""
        owner, _, name = qualified.rpartition(".")
        alike = self.variant.alike
        return bool(alike) and owner.endswith("BuildConfig") and any(name in each.build_constants for each in alike)

    @cached_property
    def callbacks(self) -> dict[str, list[Callback]]:
        """Callback rules by member; those for any member are in `named_callbacks`."""
        return _by_member(self.catalogue.callbacks)

    @cached_property
    def named_callbacks(self) -> dict[str, Callback]:
        """Rules for arguments known by name, whatever the function."""
        return {row.named_argument: row for row in self.catalogue.callbacks if row.named_argument}

    def named_callback(self, name: str) -> Callback | None:
        """The rule for an argument of a name: of exactly this one, or of one with its beginning and end."""
        exact = self.named_callbacks.get(name)
        if exact is not None:
            return exact
        return next((row for pattern, row in self._named_patterns if pattern.fullmatch(name)), None)

    @cached_property
    def _named_patterns(self) -> list[tuple[re.Pattern[str], Callback]]:
        rows = self.named_callbacks.items()
        return [(re.compile(name.replace("*", "[A-Z][A-Za-z]*")), row) for name, row in rows if "*" in name]

    @cached_property
    def callback_types(self) -> dict[str, list[CallbackType]]:
        """What the methods of a callback type mean, by qualified type."""
        rows: dict[str, list[CallbackType]] = defaultdict(list)
        for row in self.catalogue.callback_types:
            for name in row.types:
                rows[name].append(row)
        return rows

    @cached_property
    def starts(self) -> dict[str, list[ComponentStart]]:
        """Functions that start components, by member."""
        return _by_member(self.catalogue.component_starts)

    @cached_property
    def routes(self) -> dict[str, list[Route]]:
        """Functions of navigation libraries, by member."""
        return _by_member(self.catalogue.routes)

    @cached_property
    def stores(self) -> dict[str, list[Store]]:
        """Functions that read or write stored state, by member."""
        return _by_member(self.catalogue.stores)

    @cached_property
    def own_actions(self) -> dict[tuple[str, str], list[str]]:
        """Classes of the app's components by kind and action, without actions of the platform that others have too."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for item in self.variant.manifest.components:
            kind, name = item.kind.partition("-")[0], item.target or item.name
            for action in item.actions:
                if not action.startswith("android.") and item.enabled is not False:
                    found[kind, action].append(name)
        return dict(found)

    @cached_property
    def manifest_actions(self) -> frozenset[str]:
        """Actions by which the system starts what the manifest declares, without being asked, on some device that the
        app installs on."""
        least = min(self.variant.min_sdk, self.variant.target_sdk)
        rows = (row for row in self.catalogue.waking_broadcasts if row.until_target and least >= row.until_target)
        return frozenset(self.catalogue.manifest_actions).difference(*(row.actions for row in rows))

    @cached_property
    def consent_calls(self) -> dict[str, dict[str, bool]]:
        """Library predicates: member, then owner -> whether true means that the user has not agreed."""
        rows: dict[str, dict[str, bool]] = defaultdict(dict)
        for row in self.catalogue.consent.calls:
            rows[row.member][row.owner] = row.is_inverted
        return rows

    @cached_property
    def bare_intents(self) -> frozenset[str]:
        """Functions of an intent that give it nothing a screen would ask for."""
        return frozenset(name for row in self.catalogue.fresh_states for name in row.kept_by)

    @cached_property
    def started_methods(self) -> frozenset[str]:
        """Functions of a service that get the intent it was started with."""
        return frozenset(row.member for row in self.catalogue.fresh_states if row.value == "started")

    def meaning(self, qualified: str) -> str | None:
        """The text that a constant of the platform stands for."""
        return self.index.constant(*qualified.rpartition(".")[::2])

    @cached_property
    def new_collections(self) -> frozenset[str]:
        """Functions and classes, besides those of Java, that make a collection with nothing in it."""
        return frozenset(self.catalogue.new_collections)

    @cached_property
    def harmless_to_collections(self) -> frozenset[str]:
        """Functions of collections that put nothing in."""
        return frozenset(self.catalogue.harmless_to_collections)

    def draws(self, file: SourceFile) -> bool:
        """Whether a file imports something that composes screens of functions."""
        packages = self.catalogue.composing
        return any(name.startswith(packages) for name in (*file.explicit.values(), *file.wildcards))

    @cached_property
    def intent_parts(self) -> dict[str, IntentPart]:
        """Functions that say or ask what is in an intent, by name."""
        return {member: row for row in self.catalogue.intent_parts for member in row.members}

    @cached_property
    def rows(self) -> dict[str, list[Rows]]:
        """Functions of databases, by name."""
        rows: dict[str, list[Rows]] = defaultdict(list)
        for row in self.catalogue.rows:
            for member in row.members:
                rows[member].append(row)
        return dict(rows)

    @cached_property
    def launch_parts(self) -> dict[str, dict[str, str]]:
        """What the intent of the launcher does hold: function that gives the intent, then getter -> constant."""
        rows = [row for row in self.catalogue.fresh_states if row.parts]
        return {
            row.value if row.value == "started" else row.member: dict(part.split("=", 1) for part in row.parts)
            for row in rows
        }

    @cached_property
    def fresh_states(self) -> dict[str, dict[str, str]]:
        """What library state is on a fresh install: member, then owner -> false, null, 0 or `other`."""
        rows: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self.catalogue.fresh_states:
            rows[row.member][row.owner] = row.value
        return rows

    @cached_property
    def quiet_calls(self) -> dict[str, list[tuple[int, QuietCall]]]:
        """Calls that keep an SDK quiet, with the numbers of their rules, by member."""
        rows: dict[str, list[tuple[int, QuietCall]]] = defaultdict(list)
        for number, row in enumerate(self.catalogue.quiets):
            for call in row.calls:
                rows[call.member].append((number, call))
        return dict(rows)

    @cached_property
    def quiet_owners(self) -> frozenset[str]:
        """Classes whose objects have settings that keep an SDK quiet."""
        return frozenset(call.owner for row in self.catalogue.quiets for call in row.calls)

    @cached_property
    def quiet_at_first(self) -> frozenset[int]:
        """The numbers of the rules that the manifest puts in force."""
        said = {f"{key}={value.strip()}".lower() for key, (value, _) in self.variant.manifest.meta_data.items()}
        rows = enumerate(self.catalogue.quiets)
        return frozenset(number for number, row in rows if not said.isdisjoint(item.lower() for item in row.manifest))

    @cached_property
    def quiet_sites(self) -> dict[tuple[str, str], tuple[int, ...]]:
        """Class and member of the calls that do nothing then -> numbers of the rules."""
        rows: dict[tuple[str, str], tuple[int, ...]] = defaultdict(tuple)
        for number, row in enumerate(self.catalogue.quiets):
            for site in row.sites:
                rows[site] += (number,)
        return dict(rows)

    @cached_property
    def _lifecycle_rows(self) -> dict[str, Lifecycle]:
        rows: dict[str, Lifecycle] = {}
        for row in self.catalogue.lifecycles:
            for name in row.supertypes:
                rows.setdefault(name, row)
        return rows

    def lifecycle(self, cls: SourceClass) -> Lifecycle | None:
        """What the platform calls on objects of a class: the row of its nearest supertype."""
        if cls.name not in self._lifecycles:
            found = next(
                (
                    self._lifecycle_rows[name]
                    for name in self.hierarchy.library_supertypes(cls)
                    if name in self._lifecycle_rows
                ),
                None,
            )
            self._lifecycles[cls.name] = found
        return self._lifecycles[cls.name]

    def constructor_slots(self, cls: SourceClass) -> frozenset[int]:
        """Parameters of all constructors of a class."""
        key = cls.file.base + cls.index
        found = self._constructor_slots.get(key)
        if found is None:
            slots = {slot for method in cls.methods.get("<init>", ()) for slot in method.decl.params}
            found = self._constructor_slots[key] = frozenset(slots)
        return found

    def declared_slots(self, file: SourceFile, body: int) -> frozenset[int]:
        """Variables that a body has as parameters or writes to."""
        key = file.base + body
        found = self._declared.get(key)
        if found is None:
            content = file.body(body)
            written = (op.slot for op in content.ops if op.kind == facts.STORE_LOCAL)
            found = self._declared[key] = frozenset((*content.params, *written))
        return found

    def returns_value(self, file: SourceFile, body: int) -> bool:
        """Whether a body returns anything but Unit."""
        key = file.base + body
        found = self._returns.get(key)
        if found is None:
            found = self._returns[key] = any(op.kind == facts.RETURN and op.args for op in file.body(body).ops)
        return found

    def keeps_state(self, file: SourceFile, body: int) -> bool:
        """Whether a body reads or writes stored state: what it is told matters then, the key above all."""
        key = file.base + body
        found = self._stateful.get(key)
        if found is None:
            ops = file.body(body).ops
            found = any(
                op.kind == facts.CALL and (op.name in self.stores or op.name in self._typed_stores) for op in ops
            )
            self._stateful[key] = found
        return found

    @cached_property
    def _typed_stores(self) -> frozenset[str]:
        """Functions that make a store of what an argument holds by default, and the names of those defaults."""
        rows = [row for row in self.catalogue.callbacks if row.asks]
        return frozenset(name for row in rows for name in (*row.members, row.asks))

    def wraps_state(self, cls: SourceClass) -> bool:
        """Whether objects of a class stand for stored state: a property delegate, or code that reads a store."""
        key = cls.file.base + cls.index
        found = self._wrappers.get(key)
        if found is None:
            bodies = [m.decl.body for methods in cls.methods.values() for m in methods]
            bodies += [cls.decl.initializer, *(body for f in cls.fields.values() for body in (f.getter, f.setter))]
            found = (
                "getValue" in cls.methods
                or not self._typed_stores.isdisjoint(cls.fields)
                or any(body != facts.NONE and self.keeps_state(cls.file, body) for body in bodies)
            )
            self._wrappers[key] = found
        return found

    def constant_value(self, cls: SourceClass, field: Field) -> Const | None:
        """The value of a field that is a constant (`static final int A = 1`, `val A = 1` in an object). None for all
        other fields."""
        key = (cls.name, field.name)
        if key not in self._constants:
            self._constants[key] = self._constant_value(cls, field)
        return self._constants[key]

    def _constant_value(self, cls: SourceClass, field: Field) -> Const | None:
        is_static = field.is_static or cls.is_singleton or cls.decl.kind == "facade"
        body = cls.decl.initializer if cls.is_singleton else cls.decl.static_initializer
        if not (is_static and field.is_final and field.has_initializer) or field.is_delegated or body == facts.NONE:
            return None
        if cls.file.is_kotlin and not field.is_const:
            return None
        if field.type.rstrip("?") not in _CONSTANT_TYPES:
            return None
        ops = cls.file.body(body).ops
        for op in ops:
            if (
                op.kind == facts.STORE_NAME
                and op.name == field.name
                and op.args
                and ops[op.args[0]].kind == facts.CONST
            ):
                made = ops[op.args[0]]
                return const(made.type, made.name) if made.type in ("string", "int", "bool") else None
        return None

    def written_names(self, file: SourceFile) -> frozenset[str]:
        """Names of fields and properties that code of a file assigns to, initialisers included."""
        found = self._stored.get(file.base)
        if found is None:
            kinds = (facts.STORE_NAME, facts.STORE_MEMBER)
            bodies = (file.body(index) for index, _ in file.bodies())
            found = frozenset(op.name for body in bodies for op in body.ops if op.kind in kinds)
            self._stored[file.base] = found
        return found


@lru_cache(maxsize=1)
def _site_index(catalogue: Catalogue) -> SiteIndex:
    """The look-ups of a catalogue, made once for all variants. (A Catalogue hashes by content: by its digest.)"""
    return SiteIndex(catalogue)


@lru_cache(maxsize=1)
def _vocabulary(words: ConsentVocabulary, gates: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(words, gates)


def _declared_types(catalogue: Catalogue, variant: Variant) -> dict[str, str]:
    """The platform type of each class that the manifest declares as a component."""
    basic: dict[str, str] = {row.component: row.supertypes[0] for row in catalogue.lifecycles if row.is_basic}
    manifest = variant.manifest
    components = [*([manifest.application] if manifest.application is not None else []), *manifest.components]
    found: dict[str, str] = {}
    for component in components:
        kind = basic.get(component.kind.removesuffix("-alias"))
        if kind is not None:
            found[component.target or component.name] = kind
    return found


def _numbers(catalogue: Catalogue, variant: Variant) -> dict[str, Values]:
    """What tells the API level of the device, and constants with numbers that the catalogue knows."""
    found: dict[str, Values] = {name: (const("int", number),) for name, number in catalogue.constants}
    if variant.min_sdk:
        found.update(dict.fromkeys(catalogue.platform_levels, (at_least(variant.min_sdk),)))
    return found


def _by_member(rows: tuple[_Row, ...]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        for member in row.members:
            found[member].append(row)
    return found
