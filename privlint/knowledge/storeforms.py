"""Forms of stores: the questions of Google Play's Data safety form, and what purposes of SDKs are called."""

from __future__ import annotations

import msgspec


class Purpose(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """What an SDK is for."""

    id: str
    name_en: str
    name_zh: str
    play_purposes: tuple[str, ...] = ()  # of the Data safety form
    play_types: tuple[str, ...] = ()  # kinds of data that it cannot do without: a crash reporter takes crash logs


class PlayQuestion(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A row of the form before the kinds of data. `label` is in our own words."""

    question: str
    requirement: str
    label: str
    response: str = ""


class PlayType(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A kind of data of the form and our data types that are of this kind. A data type that stands under several can
    be any of them."""

    id: str
    category: str  # id of the question
    category_name: str
    name: str
    data_types: tuple[str, ...] = ()


class PlayPurpose(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A purpose of the form."""

    id: str
    name: str
