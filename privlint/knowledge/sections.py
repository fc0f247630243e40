"""The sections that a rules file may have, and how each is read into the draft. Any file may have any of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Any, TypeVar

import msgspec

from privlint.dependencies.pluginblocks import PluginBlock
from privlint.knowledge.callbacks import Callback, CallbackType
from privlint.knowledge.disclosure import read_disclosed, read_policy_words
from privlint.knowledge.draft import VOCABULARY, Draft
from privlint.knowledge.folders import BUILT_IN
from privlint.knowledge.model import (
    Bus,
    ComponentStart,
    ConsentCall,
    DataType,
    Failure,
    FreshState,
    IntentPart,
    Lifecycle,
    Lookup,
    Regulation,
    ReturnType,
    Route,
    Rows,
    Store,
)
from privlint.knowledge.notice_sections import NOTICE_SECTIONS, read_notice, read_product, read_regulators
from privlint.knowledge.regulationitems import RegulationItem
from privlint.knowledge.scope import KeepAlive, LighterChoice, NeededPermission, ProtectedUse, WakingBroadcast
from privlint.knowledge.sites import read_apis, read_quiets, read_sdk
from privlint.knowledge.storeforms import PlayPurpose, PlayQuestion, PlayType, Purpose
from privlint.knowledge.validation import Place, as_table, as_tables, build, check_keys, convert

_Row = TypeVar("_Row", bound=msgspec.Struct)
_Reader = Callable[[Any, Place, Draft, int], None]
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MEMBER_NAME = re.compile(r"(?P<owner>\w+(?:\.\w+)+)#(?P<member>\w+|<init>)")


def read_file(tables: dict[str, Any], place: Place, draft: Draft, layer: int) -> None:
    """Adds what a file says to the draft. Built-in files must name their sources."""
    check_keys(tables, (*_READERS, *_SDK_SECTIONS, *NOTICE_SECTIONS), place)
    if "sdk" in tables:
        read_sdk({name: tables[name] for name in _SDK_SECTIONS if name in tables}, place, draft, layer)
    elif extra := next((name for name in _SDK_SECTIONS if name in tables), ""):
        raise place.at(extra).error("belongs to an SDK, but there is no [sdk]")
    if "notice" in tables:
        read_notice(tables, place, draft, layer)
    elif extra := next((name for name in NOTICE_SECTIONS if name in tables), ""):
        raise place.at(extra).error("belongs to a notice, but there is no [notice]")
    head = next((name for name in _HEADS if name in tables), "")
    if layer == BUILT_IN and "sources" not in (as_table(tables[head], place.at(head)) if head else tables):
        raise place.error("`sources` is missing")
    for name, reader in _READERS.items():
        if name in tables:
            reader(tables[name], place.at(name), draft, layer)


def _read_date(value: Any, place: Place, draft: Draft, layer: int) -> None:
    date = convert(value, str, place)
    if not _DATE.fullmatch(date):
        raise place.error("expected a date such as 2026-01-31, in quotes")
    draft.date = max(draft.date, date)


def _read_never_by_name(value: Any, place: Place, draft: Draft, layer: int) -> None:
    draft.never_by_name.update(convert(value, tuple[str, ...], place))


def _read_returns(value: Any, place: Place, draft: Draft, layer: int) -> None:
    for name, type in as_table(value, place).items():
        match = _MEMBER_NAME.fullmatch(name)
        if match is None:
            raise place.at(name).error("is not of the form qualified.Class#member")
        row = ReturnType(match["owner"], match["member"], convert(type, str, place.at(name)))
        draft.return_types[row.owner, row.member] = row


def _read_data_types(value: Any, place: Place, draft: Draft, layer: int) -> None:
    for table, where in as_tables(value, place):
        row = build(DataType, table, where)
        _check_free(row.id, draft.data_types, where, layer)
        draft.data_types[row.id] = row


def _read_regulations(value: Any, place: Place, draft: Draft, layer: int) -> None:
    for table, where in as_tables(value, place):
        row = build(Regulation, table, where)
        _check_free(row.id, draft.regulations, where, layer)
        draft.regulations[row.id] = row


def _read_regulation_items(value: Any, place: Place, draft: Draft, layer: int) -> None:
    draft.regulation_items += [(build(RegulationItem, table, where), where) for table, where in as_tables(value, place)]


def _check_free(id: str, taken: Container[str], place: Place, layer: int) -> None:
    if layer == BUILT_IN and id in taken:
        raise place.error(f"the id {id!r} is taken")


def _read_vocabulary(value: Any, place: Place, draft: Draft, layer: int) -> None:
    table = as_table(value, place)
    check_keys(table, VOCABULARY, place)
    for name in VOCABULARY:
        words = convert(table.get(name, ()), tuple[str, ...], place.at(name))
        draft.vocabulary.setdefault(name, {}).update(dict.fromkeys(word.lower() for word in words))


def _read_policy_words(value: Any, place: Place, draft: Draft, layer: int) -> None:
    for name, words in read_policy_words(value, place).items():
        draft.policy_words.setdefault(name, {}).update(dict.fromkeys(words))


def _read_disclosed(value: Any, place: Place, draft: Draft, layer: int) -> None:
    draft.disclosed.extend(read_disclosed(value, place))


def _read_consent_calls(value: Any, place: Place, draft: Draft, layer: int) -> None:
    for table, where in as_tables(value, place):
        row = build(ConsentCall, table, where)
        draft.consent_calls[row.owner, row.member] = row


def _read_fresh_states(value: Any, place: Place, draft: Draft, layer: int) -> None:
    for table, where in as_tables(value, place):
        row = build(FreshState, table, where)
        draft.fresh_states[row.owner, row.member] = row


def _names(names_of: Callable[[Draft], dict[str, None]]) -> _Reader:
    """A reader of a list of names."""

    def read(value: Any, place: Place, draft: Draft, layer: int) -> None:
        names_of(draft).update(dict.fromkeys(convert(value, tuple[str, ...], place)))

    return read


def _read_build_constants(value: Any, place: Place, draft: Draft, layer: int) -> None:
    for table, where in as_tables(value, place):
        check_keys(table, ("name", "value"), where)
        name, given = (convert(table.get(key), str, where.at(key)) for key in ("name", "value"))
        draft.build_constants[name] = given


def _read_constants(value: Any, place: Place, draft: Draft, layer: int) -> None:
    for name, number in as_table(value, place).items():
        draft.constants[name] = str(convert(number, int, place.at(name)))


def _rows(kind: type[_Row], rows_of: Callable[[Draft], list[_Row]]) -> _Reader:
    """A reader of framework rows. A user's rows go to the front: where one row is chosen, as for the lifecycle of a
    type, theirs is. Of callbacks all rows that match apply, so a row of theirs adds to the built-in ones."""

    def read(value: Any, place: Place, draft: Draft, layer: int) -> None:
        rows = [build(kind, table, where) for table, where in as_tables(value, place)]
        present = rows_of(draft)
        present[len(present) if layer == BUILT_IN else 0 : 0] = rows

    return read


_READERS: dict[str, _Reader] = {
    "date": _read_date,
    "never_by_name": _read_never_by_name,
    "data_type": _read_data_types,
    "regulation": _read_regulations,
    "regulation_item": _read_regulation_items,
    "api": read_apis,
    "quiet": read_quiets,
    "returns": _read_returns,
    "callback": _rows(Callback, lambda draft: draft.callbacks),
    "callback_type": _rows(CallbackType, lambda draft: draft.callback_types),
    "component_start": _rows(ComponentStart, lambda draft: draft.component_starts),
    "lifecycle": _rows(Lifecycle, lambda draft: draft.lifecycles),
    "store": _rows(Store, lambda draft: draft.stores),
    "fresh_state": _read_fresh_states,
    "rows": _rows(Rows, lambda draft: draft.rows),
    "intent_part": _rows(IntentPart, lambda draft: draft.intent_parts),
    "exits": _names(lambda draft: draft.exits),
    "failure": _rows(Failure, lambda draft: draft.failures),
    "failure_methods": _names(lambda draft: draft.failure_methods),
    "failure_types": _names(lambda draft: draft.failure_types),
    "system_broadcasts": _names(lambda draft: draft.system_broadcasts),
    "manifest_actions": _names(lambda draft: draft.manifest_actions),
    "new_collections": _names(lambda draft: draft.new_collections),
    "harmless_to_collections": _names(lambda draft: draft.harmless_to_collections),
    "composing": _names(lambda draft: draft.composing),
    "streams": _names(lambda draft: draft.streams),
    "platform_packages": _names(lambda draft: draft.platform_packages),
    "directions": _names(lambda draft: draft.directions),
    "route": _rows(Route, lambda draft: draft.routes),
    "lookup": _rows(Lookup, lambda draft: draft.lookups),
    "bus": _rows(Bus, lambda draft: draft.buses),
    "constants": _read_constants,
    "build_constant": _read_build_constants,
    "protected_use": _rows(ProtectedUse, lambda draft: draft.protected_uses),
    "needed_permission": _rows(NeededPermission, lambda draft: draft.needed_permissions),
    "permission_free": _names(lambda draft: draft.permission_free),
    "foreign_code": _names(lambda draft: draft.foreign_code),
    "lighter_choice": _rows(LighterChoice, lambda draft: draft.lighter_choices),
    "denial_callbacks": _names(lambda draft: draft.denial_callbacks),
    "screen_returns": _names(lambda draft: draft.screen_returns),
    "repeaters": _names(lambda draft: draft.repeaters),
    "pauses": _names(lambda draft: draft.pauses),
    "waking_broadcast": _rows(WakingBroadcast, lambda draft: draft.waking_broadcasts),
    "keep_alive": _rows(KeepAlive, lambda draft: draft.keep_alives),
    "silent_sounds": _names(lambda draft: draft.silent_sounds),
    "platform_levels": _names(lambda draft: draft.platform_levels),
    "requesting": _names(lambda draft: draft.requesting),
    "request_annotations": _names(lambda draft: draft.request_annotations),
    "device_apps": _names(lambda draft: draft.device_apps),
    "process_checks": _names(lambda draft: draft.process_checks),
    "purpose": _rows(Purpose, lambda draft: draft.purposes),
    "play_question": _rows(PlayQuestion, lambda draft: draft.play_questions),
    "play_type": _rows(PlayType, lambda draft: draft.play_types),
    "play_purpose": _rows(PlayPurpose, lambda draft: draft.play_purposes),
    "plugin_block": _rows(PluginBlock, lambda draft: draft.plugin_blocks),
    "vocabulary": _read_vocabulary,
    "call": _read_consent_calls,
    "policy": _read_policy_words,
    "disclosed": _read_disclosed,
    "regulator": read_regulators,
    "product": read_product,
}
#: Tables that speak of one thing and name its sources.
_HEADS = ("sdk", "notice", "product")
_SDK_SECTIONS = ("sdk", "sites", "auto_start", "switch")
