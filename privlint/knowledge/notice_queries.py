"""Searches notices: by SDK, by app, by date, and by what a build contains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.model import Sdk
from privlint.knowledge.notices import NamedApp, NamedSdk, Notice, Product


class Naming(msgspec.Struct, gc=False, frozen=True):
    """One row of a notice that names an SDK, and the product that it means where that is known."""

    notice: Notice
    row: NamedSdk
    product: Product | None = None


class AppNaming(msgspec.Struct, gc=False, frozen=True):
    """One row of a notice that names an app."""

    notice: Notice
    row: NamedApp


def namings(catalogue: Catalogue) -> Iterator[Naming]:
    """All rows that name an SDK, those of the newest notice first."""
    products = {name: product for product in catalogue.products for name in product.notice_names}
    for notice in catalogue.notices:
        for row in notice.sdks:
            yield Naming(notice, row, products.get(row.name_zh))


def namings_of(catalogue: Catalogue, product: Product) -> list[Naming]:
    """The rows that mean a product, the newest first; rows about another platform than Android are left out."""
    return [
        naming
        for naming in namings(catalogue)
        if naming.product is not None and naming.product.id == product.id and naming.row.platform != "ios"
    ]


def about_sdk(catalogue: Catalogue, text: str) -> list[Naming]:
    """The rows about an SDK: by its id, or by a part of a name, of the developer, or of a coordinate."""
    wanted = text.casefold()
    sdks = {sdk.id: sdk for sdk in catalogue.sdks}
    return [naming for naming in namings(catalogue) if any(wanted in word.casefold() for word in _words(naming, sdks))]


def about_app(catalogue: Catalogue, text: str) -> list[AppNaming]:
    """The rows about an app: by a part of its name, or by its application id."""
    wanted = text.casefold()
    return [
        AppNaming(notice, row)
        for notice in catalogue.notices
        for row in notice.apps
        if text in row.application_ids or any(wanted in name.casefold() for name in (row.name_zh, row.name_en) if name)
    ]


def apps_called(catalogue: Catalogue, names: Iterable[str], application_ids: Iterable[str]) -> list[AppNaming]:
    """The rows that name an app exactly so, or that are tied to one of its application ids."""
    wanted, ids = {name.casefold() for name in names if name}, set(application_ids)
    return [
        AppNaming(notice, row)
        for notice in catalogue.notices
        for row in notice.apps
        if not ids.isdisjoint(row.application_ids)
        or not wanted.isdisjoint({name.casefold() for name in (row.name_zh, row.name_en) if name})
    ]


def _words(naming: Naming, sdks: dict[str, Sdk]) -> Iterator[str]:
    row, product = naming.row, naming.product
    yield from (row.name_zh, row.name_en, row.developer)
    if product is not None:
        yield from (product.id, product.sdk, product.name_en, product.name_zh, *product.coordinates)
        sdk = sdks.get(product.sdk)
        if sdk is not None:
            yield from (sdk.name_en, sdk.name_zh)
