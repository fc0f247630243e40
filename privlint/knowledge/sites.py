"""Reads sites: the calls of an SDK's file, and the tables of platform APIs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import msgspec

from privlint.knowledge.disclosure import read_switches
from privlint.knowledge.draft import Draft
from privlint.knowledge.model import AutoStart, Quiet, QuietCall, Sdk, Site, SiteKind, Worth
from privlint.knowledge.notation import CallPattern, parse_call, parse_member
from privlint.knowledge.validation import Place, as_table, as_tables, build, check_coordinate, check_keys, convert


class _Meaning(NamedTuple):
    kind: SiteKind
    worth: Worth
    collects: bool  # what the SDK collects is what the call is about


#: The lists of an SDK's `[sites]`.
_LISTS: dict[str, _Meaning] = {
    "start": _Meaning("start", "strict", True),
    "collect": _Meaning("collect", "ordinary", True),
    "low": _Meaning("collect", "low", False),
    "consent": _Meaning("consent", "strict", False),
    "permission": _Meaning("permission", "strict", False),
    "harmless": _Meaning("harmless", "none", False),
}
#: Sites that give out an identifier, under the data type that it is.
_IDENTIFIERS = "identifiers"
_ADDRESS = re.compile(r"https?://\S+")


class _Api(msgspec.Struct, kw_only=True):
    """One `[[api]]`: members of a class that are alike. `sdk` names the SDK that the class belongs to, if it has a
    file."""

    owner: str
    members: tuple[str, ...]
    worth: Worth
    form: Literal["call", "reference", "literal"] = "call"
    kind: SiteKind = "api"
    by_name: Literal["yes", "imported", "no"] = "no"
    data_types: tuple[str, ...] = ()
    permission: str = ""
    sdk: str = ""
    verified: bool = True
    made_with: tuple[str, ...] = ()


def read_sdk(sections: Mapping[str, Any], place: Place, draft: Draft, layer: int) -> None:
    """Adds an SDK with its sites and the components that start by themselves."""
    components = as_tables(sections.get("auto_start", []), place.at("auto_start"))
    auto_starts = [build(AutoStart, table, at) for table, at in components]
    where = place.at("sdk")
    table = as_table(sections["sdk"], where)
    name_zh = convert(table.get("name_zh", table.get("name_en", "")), str, where.at("name_zh"))
    own = {"auto_starts": tuple(auto_starts), "name_zh": name_zh}
    sdk = build(Sdk, {key: value for key, value in table.items() if key != "name_zh"}, where, own)
    for coordinate in sdk.coordinates:
        check_coordinate(coordinate, where.at("coordinates"))
    for text in sdk.consent_calls:
        _parse(text, where.at("consent_calls"))
    if sdk.policy_url and not _ADDRESS.fullmatch(sdk.policy_url):
        raise where.at("policy_url").error(f"{sdk.policy_url!r} is no address")
    draft.add_sdk(sdk, where, layer)
    draft.switches[sdk.id] = read_switches(sections.get("switch", []), sdk.id, place.at("switch"))
    _read_sdk_sites(as_table(sections.get("sites", {}), place.at("sites")), sdk, place.at("sites"), draft, layer)


def _read_sdk_sites(table: Mapping[str, Any], sdk: Sdk, place: Place, draft: Draft, layer: int) -> None:
    check_keys(table, (*_LISTS, _IDENTIFIERS), place)
    for name, meaning in _LISTS.items():
        data_types = sdk.data_types if meaning.collects else ()
        for text in convert(table.get(name, ()), tuple[str, ...], place.at(name)):
            site = _sdk_site(text, meaning, data_types, sdk, place.at(name))
            draft.add_site(site, place.at(name), layer)
    where = place.at(_IDENTIFIERS)
    for data_type, texts in as_table(table.get(_IDENTIFIERS, {}), where).items():
        for text in convert(texts, tuple[str, ...], where.at(data_type)):
            site = _sdk_site(text, _Meaning("collect", "strict", True), (data_type,), sdk, where.at(data_type))
            draft.add_site(site, where.at(data_type), layer)


def _sdk_site(text: str, meaning: _Meaning, data_types: tuple[str, ...], sdk: Sdk, place: Place) -> Site:
    call = _parse(text, place)
    return Site(
        id=text,
        owner=call.owner,
        member=call.member,
        form="call",
        kind=meaning.kind,
        worth=meaning.worth,
        by_name="imported",
        arguments=call.arguments,
        data_types=data_types,
        sdk=sdk.id,
    )


def _parse(text: str, place: Place) -> CallPattern:
    try:
        return parse_call(text)
    except ValueError as error:
        raise place.error(str(error)) from None


def read_quiets(value: Any, place: Place, draft: Draft, layer: int) -> None:
    """Adds the `[[quiet]]` tables: settings that keep an SDK quiet, and the calls that then do nothing. A table
    with the same settings replaces that of a lower layer."""
    for table, where in as_tables(value, place):
        check_keys(table, ("calls", "sites", "manifest"), where)
        calls, sites = (
            [_parse(text, where.at(key)) for text in convert(table.get(key, ()), tuple[str, ...], where.at(key))]
            for key in ("calls", "sites")
        )
        if not calls or not sites:
            raise where.error("`calls` and `sites` are needed")
        told = tuple(QuietCall(call.owner, call.member, call.arguments) for call in calls)
        manifest = convert(table.get("manifest", ()), tuple[str, ...], where.at("manifest"))
        draft.quiets[told] = Quiet(told, tuple((site.owner, site.member) for site in sites), manifest)


def read_apis(value: Any, place: Place, draft: Draft, layer: int) -> None:
    """Adds the sites of the `[[api]]` tables."""
    for table, where in as_tables(value, place):
        api = build(_Api, table, where)
        for text in api.members:
            draft.add_site(_api_site(api, text, where), where, layer)


def _api_site(api: _Api, text: str, place: Place) -> Site:
    if api.form == "literal":
        call = CallPattern(api.owner, text, ())
    else:
        try:
            call = parse_member(api.owner, text)
        except ValueError as error:
            raise place.at("members").error(str(error)) from None
    return Site(
        id=f"{api.owner}#{text}",
        owner=api.owner,
        member=call.member,
        form=api.form,
        kind=api.kind,
        worth=api.worth,
        by_name=api.by_name,
        made_with=api.made_with,
        arguments=call.arguments,
        data_types=api.data_types,
        sdk=api.sdk,
        verified=api.verified,
        permission=api.permission,
    )
