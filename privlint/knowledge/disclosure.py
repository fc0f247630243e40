"""What the catalogue knows of privacy policies, and of the switches that a user has to have."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from privlint.knowledge.notation import CallPattern, parse_call
from privlint.knowledge.validation import Place, as_table, as_tables, build, check_keys, convert

#: What a switch is about: ads and messages that are picked for the user; an ad that opens when the phone is shaken, or
#: wherever it is touched; an SDK that starts the app by itself, or other apps that have it.
Subject = Literal["personalisation", "shake", "full-screen click", "self-start", "chained start"]


class Switch(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Calls of an SDK by which an app switches something off; any of them is enough."""

    sdk: str
    about: Subject
    off: tuple[CallPattern, ...]
    needed_by: tuple[CallPattern, ...] = ()  # calls that bring what is switched; none: whatever starts the SDK
    words: tuple[str, ...] = ()  # in code that has one of them the switch may be set in a way that nobody follows
    is_on_by_default: bool = True  # False: only a call that switches it on tells


class Disclosed(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Words by which a policy names kinds of personal information."""

    data_types: tuple[str, ...]
    words: tuple[str, ...]


class PolicyVocabulary(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """How a privacy policy is known, and how it names things. All lower case. A word of Latin letters stands by itself
    in a text, one of Chinese characters anywhere."""

    titles: tuple[str, ...] = ()  # what a policy calls itself
    lists: tuple[str, ...] = ()  # what a list of SDKs or third parties is called, alone or inside of a policy
    words: tuple[str, ...] = ()  # what policies speak of
    speakers: tuple[str, ...] = ()  # by which they name the app or whoever makes it
    others: tuple[str, ...] = ()  # in licences, change logs and guides, which only look like a policy
    other_files: tuple[str, ...] = ()  # how the names of files begin that are none
    file_names: tuple[str, ...] = ()  # parts of the names of files that may be one
    stores: tuple[str, ...] = ()  # names of stores, which name no SDK
    languages: tuple[str, ...] = ()  # of these words; codes of two letters
    agreeing: tuple[str, ...] = ()  # labels of buttons by which somebody agrees
    reading: tuple[str, ...] = ()  # labels of buttons that show something to read
    linking: tuple[str, ...] = ()  # in code that makes links in texts; as they are written
    permissions: tuple[str, ...] = ()  # that the user is asked for, so that what they protect tells something
    references: tuple[str, ...] = ()  # say that the text stands elsewhere
    disclosed: tuple[Disclosed, ...] = ()


#: The list that holds names in code.
_AS_WRITTEN = "linking"
#: Lists of the `[policy]` table.
POLICY_LISTS = tuple(name for name in PolicyVocabulary.__struct_fields__ if name != "disclosed")


def read_switches(value: Any, sdk: str, place: Place) -> tuple[Switch, ...]:
    """The `[[switch]]` tables of an SDK's file."""
    return tuple(_switch(table, sdk, at) for table, at in as_tables(value, place))


def _switch(table: dict[str, Any], sdk: str, place: Place) -> Switch:
    calls = {name: _calls(table.get(name, ()), place.at(name)) for name in ("off", "needed_by")}
    if not calls["off"]:
        raise place.error("`off` is missing")
    rest = {name: value for name, value in table.items() if name not in calls}
    return build(Switch, rest, place, {"sdk": sdk, **calls})


def _calls(value: Any, place: Place) -> tuple[CallPattern, ...]:
    try:
        return tuple(parse_call(text) for text in convert(value, tuple[str, ...], place))
    except ValueError as error:
        raise place.error(str(error)) from None


def read_policy_words(value: Any, place: Place) -> dict[str, tuple[str, ...]]:
    """The lists of a `[policy]` table, by name and in lower case but for names in code."""
    table = as_table(value, place)
    check_keys(table, POLICY_LISTS, place)
    return {
        name: tuple(_cased(name, word) for word in convert(table[name], tuple[str, ...], place.at(name)))
        for name in POLICY_LISTS
        if name in table
    }


def _cased(name: str, word: str) -> str:
    return word if name == _AS_WRITTEN else word.lower()


def read_disclosed(value: Any, place: Place) -> list[tuple[Disclosed, Place]]:
    """The `[[disclosed]]` tables."""
    rows = [(build(Disclosed, table, at), at) for table, at in as_tables(value, place)]
    return [(msgspec.structs.replace(row, words=tuple(word.lower() for word in row.words)), at) for row, at in rows]
