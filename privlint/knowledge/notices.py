"""Notices of regulators that name SDKs and apps, and how the named products are recognised in a build."""

from __future__ import annotations

from typing import Literal

import msgspec

Confidence = Literal["high", "medium"]


class Regulator(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """Who publishes notices."""

    id: str
    abbreviation: str  # in English texts
    name_en: str
    name_zh: str


class NamedSdk(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """An SDK as a notice names it. `problems_exact`: the problems are the words of the notice and may be quoted; else
    they are the category under which the source files it, and more may stand in the notice."""

    problems_exact: bool
    name_zh: str = ""
    name_en: str = ""
    developer: str = ""
    version: str = ""  # as printed; "" where the notice gives none
    platform: Literal["", "android", "ios"] = ""  # "": not told apart by the notice
    problems: tuple[str, ...] = ()
    problems_en: tuple[str, ...] = ()


class NamedApp(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """An app as a notice names it."""

    name_zh: str = ""
    name_en: str = ""
    version: str = ""
    developer: str = ""
    application_ids: tuple[str, ...] = ()  # where a source ties them to the name
    problems: tuple[str, ...] = ()
    problems_en: tuple[str, ...] = ()


class Notice(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A published notice."""

    id: str
    regulator: str
    title_zh: str
    title_en: str
    date: str  # ISO
    legal_basis: tuple[str, ...]
    legal_basis_status: Literal["stated", "assumed"]  # assumed: the usual wording of the series, not read
    is_complete: bool  # whether every SDK of the notice stands here
    urls: tuple[str, ...] = ()  # official
    batch: int = 0
    total_batch: int = 0
    rectify_by: str = ""  # ISO
    declared_total: int = 0  # apps and SDKs together
    sdks: tuple[NamedSdk, ...] = ()
    apps: tuple[NamedApp, ...] = ()


class Product(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """An SDK that notices name: how a build or code shows it. What is not known is left empty."""

    id: str
    name_en: str
    name_zh: str
    notice_names: tuple[str, ...]  # `name_zh` of the rows that mean it
    vendor: str = ""
    sdk: str = ""  # id of the SDK that it is, or is part of
    coordinates: tuple[str, ...] = ()  # group:name, `*` as wildcard; their versions are those of the product
    packages: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    meta_data: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    archives: tuple[str, ...] = ()  # file name patterns
    native_libraries: tuple[str, ...] = ()
    confidence: Confidence = "high"  # that the artifact is the product of the notice
