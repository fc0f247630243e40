"""The catalogue while its files are read, and what happens when two of them speak of the same thing."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from privlint.dependencies.pluginblocks import PluginBlock
from privlint.knowledge.callbacks import Callback, CallbackType
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.disclosure import POLICY_LISTS, Disclosed, PolicyVocabulary, Switch
from privlint.knowledge.model import (
    ArgumentCondition,
    Bus,
    ComponentStart,
    ConsentCall,
    ConsentVocabulary,
    DataType,
    Failure,
    FreshState,
    IntentPart,
    Lifecycle,
    Lookup,
    Quiet,
    QuietCall,
    Regulation,
    ReturnType,
    Route,
    Rows,
    Sdk,
    Site,
    Store,
)
from privlint.knowledge.notices import Notice, Product, Regulator
from privlint.knowledge.regulationitems import RegulationItem
from privlint.knowledge.scope import KeepAlive, LighterChoice, NeededPermission, ProtectedUse, WakingBroadcast
from privlint.knowledge.storeforms import PlayPurpose, PlayQuestion, PlayType, Purpose
from privlint.knowledge.validation import Place, check_known

_SiteKey = tuple[str, str, str, tuple[ArgumentCondition, ...]]


@dataclass
class Draft:
    """What the files read so far say. Rules come in layers: the built-in ones, then each folder of the user. Within
    a layer everything is said once; a higher layer replaces what it names again, and its framework rows go before
    the others."""

    date: str = ""
    never_by_name: set[str] = field(default_factory=set)
    sites: dict[_SiteKey, tuple[Site, Place, int]] = field(default_factory=dict)
    sdks: dict[str, tuple[Sdk, Place, int]] = field(default_factory=dict)
    data_types: dict[str, DataType] = field(default_factory=dict)
    regulations: dict[str, Regulation] = field(default_factory=dict)
    regulation_items: list[tuple[RegulationItem, Place]] = field(default_factory=list)
    return_types: dict[tuple[str, str], ReturnType] = field(default_factory=dict)
    callbacks: list[Callback] = field(default_factory=list)
    callback_types: list[CallbackType] = field(default_factory=list)
    component_starts: list[ComponentStart] = field(default_factory=list)
    lifecycles: list[Lifecycle] = field(default_factory=list)
    stores: list[Store] = field(default_factory=list)
    vocabulary: dict[str, dict[str, None]] = field(default_factory=dict)
    consent_calls: dict[tuple[str, str], ConsentCall] = field(default_factory=dict)
    fresh_states: dict[tuple[str, str], FreshState] = field(default_factory=dict)
    intent_parts: list[IntentPart] = field(default_factory=list)
    rows: list[Rows] = field(default_factory=list)
    quiets: dict[tuple[QuietCall, ...], Quiet] = field(default_factory=dict)
    exits: dict[str, None] = field(default_factory=dict)
    streams: dict[str, None] = field(default_factory=dict)
    composing: dict[str, None] = field(default_factory=dict)
    new_collections: dict[str, None] = field(default_factory=dict)
    harmless_to_collections: dict[str, None] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    failure_methods: dict[str, None] = field(default_factory=dict)
    failure_types: dict[str, None] = field(default_factory=dict)
    system_broadcasts: dict[str, None] = field(default_factory=dict)
    manifest_actions: dict[str, None] = field(default_factory=dict)
    routes: list[Route] = field(default_factory=list)
    lookups: list[Lookup] = field(default_factory=list)
    buses: list[Bus] = field(default_factory=list)
    directions: dict[str, None] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    build_constants: dict[str, str] = field(default_factory=dict)
    regulators: dict[str, Regulator] = field(default_factory=dict)
    notices: dict[str, tuple[Notice, Place, int]] = field(default_factory=dict)
    products: dict[str, tuple[Product, Place, int]] = field(default_factory=dict)
    plugin_blocks: list[PluginBlock] = field(default_factory=list)
    switches: dict[str, tuple[Switch, ...]] = field(default_factory=dict)
    policy_words: dict[str, dict[str, None]] = field(default_factory=dict)
    disclosed: list[tuple[Disclosed, Place]] = field(default_factory=list)
    protected_uses: list[ProtectedUse] = field(default_factory=list)
    needed_permissions: list[NeededPermission] = field(default_factory=list)
    permission_free: dict[str, None] = field(default_factory=dict)
    foreign_code: dict[str, None] = field(default_factory=dict)
    lighter_choices: list[LighterChoice] = field(default_factory=list)
    denial_callbacks: dict[str, None] = field(default_factory=dict)
    screen_returns: dict[str, None] = field(default_factory=dict)
    repeaters: dict[str, None] = field(default_factory=dict)
    pauses: dict[str, None] = field(default_factory=dict)
    waking_broadcasts: list[WakingBroadcast] = field(default_factory=list)
    keep_alives: list[KeepAlive] = field(default_factory=list)
    silent_sounds: dict[str, None] = field(default_factory=dict)
    platform_levels: dict[str, None] = field(default_factory=dict)
    requesting: dict[str, None] = field(default_factory=dict)
    request_annotations: dict[str, None] = field(default_factory=dict)
    device_apps: dict[str, None] = field(default_factory=dict)
    process_checks: dict[str, None] = field(default_factory=dict)
    purposes: list[Purpose] = field(default_factory=list)
    platform_packages: dict[str, None] = field(default_factory=dict)
    play_questions: list[PlayQuestion] = field(default_factory=list)
    play_types: list[PlayType] = field(default_factory=list)
    play_purposes: list[PlayPurpose] = field(default_factory=list)

    def add_site(self, site: Site, place: Place, layer: int) -> None:
        """Adds a site. One without argument conditions replaces all of the same member in lower layers."""
        key = (site.form, site.owner, site.member, site.arguments)
        known = self.sites.get(key)
        if known is not None and known[2] == layer:
            raise place.error(f"{site.id!r} is listed twice, see {known[1].file}")
        if layer and not site.arguments:
            for other in [other for other, entry in self.sites.items() if other[:3] == key[:3] and entry[2] < layer]:
                del self.sites[other]
        self.sites[key] = (site, place, layer)

    def add_sdk(self, sdk: Sdk, place: Place, layer: int) -> None:
        """Adds an SDK, or replaces that of the same id in a lower layer."""
        known = self.sdks.get(sdk.id)
        if known is not None and known[2] == layer:
            raise place.error(f"the id {sdk.id!r} is taken, see {known[1].file}")
        self.sdks[sdk.id] = (sdk, place, layer)

    def add_notice(self, notice: Notice, place: Place, layer: int) -> None:
        """Adds a notice, or replaces that of the same id in a lower layer."""
        known = self.notices.get(notice.id)
        if known is not None and known[2] == layer:
            raise place.error(f"the id {notice.id!r} is taken, see {known[1].file}")
        self.notices[notice.id] = (notice, place, layer)

    def add_product(self, product: Product, place: Place, layer: int) -> None:
        """Adds a product that notices name, or replaces that of the same id in a lower layer."""
        known = self.products.get(product.id)
        if known is not None and known[2] == layer:
            raise place.error(f"the id {product.id!r} is taken, see {known[1].file}")
        self.products[product.id] = (product, place, layer)

    def finish(self, digest: str) -> Catalogue:
        """The catalogue; raises CatalogueError for a data type, SDK, regulator or named product that is used but not
        defined."""
        for sdk, place, _ in self.sdks.values():
            check_known(sdk.data_types, self.data_types, "data type", place.at("data_types"))
        for site, place, _ in self.sites.values():
            check_known(site.data_types, self.data_types, "data type", place)
            if site.sdk:
                check_known([site.sdk], self.sdks, "SDK", place)
        for row, place in self.disclosed:
            check_known(row.data_types, self.data_types, "data type", place.at("data_types"))
        self._check_notices()
        members = {f"{site.owner}#{site.member}" for site, _, _ in self.sites.values()}
        for needed in self.needed_permissions:
            if unknown := next((call for call in needed.calls if call not in members), ""):
                raise Place("needed_permission").error(f"{unknown!r} is in no [[api]] table")
        for use in self.protected_uses:
            check_known(use.data_types, self.data_types, "data type", Place("protected_use"))
        for choice in self.lighter_choices:
            check_known(choice.data_types, self.data_types, "data type", Place("lighter_choice"))
        for item, place in self.regulation_items:
            check_known([item.regulation, *item.categories], self.regulations, "regulation", place)
        return Catalogue(
            date=self.date,
            digest=digest,
            sites=tuple(self._placed_by_name(site) for site, _, _ in self.sites.values()),
            sdks=tuple(sdk for sdk, _, _ in self.sdks.values()),
            data_types=tuple(self.data_types.values()),
            return_types=tuple(self.return_types.values()),
            callbacks=tuple(self.callbacks),
            callback_types=tuple(self.callback_types),
            component_starts=tuple(self.component_starts),
            lifecycles=tuple(self.lifecycles),
            stores=tuple(self.stores),
            consent=self._consent(),
            regulations=tuple(self.regulations.values()),
            regulation_items=tuple(item for item, _ in self.regulation_items),
            purposes=tuple(self.purposes),
            platform_packages=tuple(self.platform_packages),
            play_questions=tuple(self.play_questions),
            play_types=tuple(self.play_types),
            play_purposes=tuple(self.play_purposes),
            exits=tuple(self.exits),
            streams=tuple(self.streams),
            composing=tuple(self.composing),
            new_collections=tuple(self.new_collections),
            harmless_to_collections=tuple(self.harmless_to_collections),
            failures=tuple(self.failures),
            failure_methods=tuple(self.failure_methods),
            failure_types=tuple(self.failure_types),
            system_broadcasts=tuple(self.system_broadcasts),
            manifest_actions=tuple(self.manifest_actions),
            routes=tuple(self.routes),
            lookups=tuple(self.lookups),
            buses=tuple(self.buses),
            directions=tuple(self.directions),
            fresh_states=tuple(self.fresh_states.values()),
            intent_parts=tuple(self.intent_parts),
            rows=tuple(self.rows),
            quiets=tuple(self.quiets.values()),
            constants=tuple(self.constants.items()),
            plugin_blocks=tuple(self.plugin_blocks),
            protected_uses=tuple(self.protected_uses),
            needed_permissions=tuple(self.needed_permissions),
            permission_free=tuple(self.permission_free),
            foreign_code=tuple(self.foreign_code),
            lighter_choices=tuple(self.lighter_choices),
            denial_callbacks=tuple(self.denial_callbacks),
            screen_returns=tuple(self.screen_returns),
            repeaters=tuple(self.repeaters),
            pauses=tuple(self.pauses),
            waking_broadcasts=tuple(self.waking_broadcasts),
            keep_alives=tuple(self.keep_alives),
            silent_sounds=tuple(self.silent_sounds),
            platform_levels=tuple(self.platform_levels),
            requesting=tuple(self.requesting),
            request_annotations=tuple(self.request_annotations),
            device_apps=tuple(self.device_apps),
            process_checks=tuple(self.process_checks),
            build_constants=tuple(self.build_constants.items()),
            regulators=tuple(self.regulators.values()),
            notices=tuple(sorted((row for row, _, _ in self.notices.values()), key=_newest_first)),
            products=tuple(product for product, _, _ in self.products.values()),
            switches=tuple(switch for switches in self.switches.values() for switch in switches),
            policy=self._policy(),
        )

    def _check_notices(self) -> None:
        for notice, place, _ in self.notices.values():
            check_known([notice.regulator], self.regulators, "regulator", place.at("regulator"))
        names = {row.name_zh for notice, _, _ in self.notices.values() for row in notice.sdks}
        for product, place, _ in self.products.values():
            check_known(product.notice_names, names, "name of an SDK in a notice", place.at("notice_names"))
            if product.sdk:
                check_known([product.sdk], self.sdks, "SDK", place.at("sdk"))

    def _placed_by_name(self, site: Site) -> Site:
        """The site, held back from matching by name where its member's name says too little."""
        if site.by_name != "no" and site.sdk and (site.member in self.never_by_name or not site.member.isidentifier()):
            return msgspec.structs.replace(site, by_name="no")
        return site

    def _policy(self) -> PolicyVocabulary:
        words = {name: tuple(self.policy_words.get(name, ())) for name in POLICY_LISTS}
        return PolicyVocabulary(**words, disclosed=tuple(row for row, _ in self.disclosed))

    def _consent(self) -> ConsentVocabulary:
        words = {name: tuple(entries) for name, entries in self.vocabulary.items()}
        empty = {name: () for name in VOCABULARY if name not in words}
        return ConsentVocabulary(**words, **empty, calls=tuple(self.consent_calls.values()))


def _newest_first(notice: Notice) -> tuple[int, str]:
    return -int(notice.date.replace("-", "")), notice.id


#: Fields of the vocabulary that are lists of words.
VOCABULARY = tuple(name for name in ConsentVocabulary.__struct_fields__ if name != "calls")
