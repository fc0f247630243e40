"""The catalogue: everything in `rules/`, after validation."""

from __future__ import annotations

import msgspec

from privlint.dependencies.pluginblocks import PluginBlock
from privlint.knowledge.callbacks import Callback, CallbackType
from privlint.knowledge.disclosure import PolicyVocabulary, Switch
from privlint.knowledge.model import (
    Bus,
    ComponentStart,
    ConsentVocabulary,
    DataType,
    Failure,
    FreshState,
    IntentPart,
    Lifecycle,
    Lookup,
    Quiet,
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


class Catalogue(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Everything in `rules/`."""

    date: str  # ISO date of the newest change
    digest: str  # of the files it was made from
    sites: tuple[Site, ...]
    sdks: tuple[Sdk, ...]
    data_types: tuple[DataType, ...]
    return_types: tuple[ReturnType, ...]
    callbacks: tuple[Callback, ...]
    callback_types: tuple[CallbackType, ...]
    component_starts: tuple[ComponentStart, ...]
    lifecycles: tuple[Lifecycle, ...]
    stores: tuple[Store, ...]
    consent: ConsentVocabulary
    regulations: tuple[Regulation, ...]
    exits: tuple[str, ...] = ()  # functions that never return: System#exit, exitProcess …
    fresh_states: tuple[FreshState, ...] = ()
    intent_parts: tuple[IntentPart, ...] = ()
    rows: tuple[Rows, ...] = ()
    quiets: tuple[Quiet, ...] = ()
    routes: tuple[Route, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    buses: tuple[Bus, ...] = ()
    directions: tuple[str, ...] = ()  # endings of generated classes whose functions name actions of graphs in XML
    system_broadcasts: tuple[str, ...] = ()  # actions, and names of their constants, that the system sends by itself
    manifest_actions: tuple[str, ...] = ()  # by which the system starts what a manifest declares, without being asked
    new_collections: tuple[str, ...] = ()  # functions and classes that make a collection with nothing in it
    harmless_to_collections: tuple[str, ...] = ()  # functions of collections that put nothing in
    composing: tuple[str, ...] = ()  # beginnings of packages whose functions compose screens of lambdas
    streams: tuple[str, ...] = ()  # library types whose operators run only when something takes what comes out
    failures: tuple[Failure, ...] = ()
    failure_methods: tuple[str, ...] = ()  # methods of callbacks that run only if something went wrong
    failure_types: tuple[str, ...] = ()  # endings of names of classes that tell what went wrong
    constants: tuple[tuple[str, str], ...] = ()  # numbers that constants of libraries stand for, by qualified name
    request_annotations: tuple[str, ...] = ()  # of functions without a body that send a request
    requesting: tuple[str, ...] = ()  # texts that source has which sends requests
    platform_levels: tuple[str, ...] = ()  # what tells the API level of the device, by qualified name
    plugin_blocks: tuple[PluginBlock, ...] = ()  # blocks of Gradle plugins that add SDKs
    build_constants: tuple[tuple[str, str], ...] = ()  # BuildConfig members with a fixed value in release: DEBUG=false
    regulators: tuple[Regulator, ...] = ()
    notices: tuple[Notice, ...] = ()  # the newest first
    products: tuple[Product, ...] = ()  # that notices name
    regulation_items: tuple[RegulationItem, ...] = ()
    switches: tuple[Switch, ...] = ()
    policy: PolicyVocabulary = PolicyVocabulary()
    protected_uses: tuple[ProtectedUse, ...] = ()
    needed_permissions: tuple[NeededPermission, ...] = ()
    permission_free: tuple[str, ...] = ()  # coordinates of libraries that need no permission of the app
    foreign_code: tuple[str, ...] = ()  # names in code of apps whose logic is written in another language
    lighter_choices: tuple[LighterChoice, ...] = ()
    denial_callbacks: tuple[str, ...] = ()  # functions and methods for the case that a permission is refused
    screen_returns: tuple[str, ...] = ()  # methods of screens that run each time the user comes back to one
    repeaters: tuple[str, ...] = ()  # functions that run what they are given again and again
    pauses: tuple[str, ...] = ()  # functions by which a loop waits for its next round
    waking_broadcasts: tuple[WakingBroadcast, ...] = ()
    keep_alives: tuple[KeepAlive, ...] = ()
    silent_sounds: tuple[str, ...] = ()  # parts of the names of sounds that nobody hears
    device_apps: tuple[str, ...] = ()  # packages of what comes with a device, and what they begin with
    process_checks: tuple[str, ...] = ()  # names in code that asks in which process it runs
    purposes: tuple[Purpose, ...] = ()  # of SDKs
    play_questions: tuple[PlayQuestion, ...] = ()  # of the Data safety form, in its order
    play_types: tuple[PlayType, ...] = ()
    play_purposes: tuple[PlayPurpose, ...] = ()
    platform_packages: tuple[str, ...] = ()  # whose frames in a stack trace tell nothing
