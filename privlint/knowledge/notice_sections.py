"""Reads the sections about notices: regulators, the notice of a file with what it names, and named products."""

from __future__ import annotations

import datetime
import re
from typing import Any

from privlint.knowledge.draft import Draft
from privlint.knowledge.notices import NamedApp, NamedSdk, Notice, Product, Regulator
from privlint.knowledge.validation import Place, as_table, as_tables, build, check_coordinate

#: Sections that belong to the notice of their file.
NOTICE_SECTIONS = ("notice", "named_sdk", "named_app")
_HTTPS = re.compile(r"https?://[^\s]+")


def read_notice(tables: dict[str, Any], place: Place, draft: Draft, layer: int) -> None:
    """Adds the notice of a file; raises CatalogueError for what it gets wrong."""
    where = place.at("notice")
    sdks = tuple(_named_sdk(row, at) for row, at in _rows(tables, "named_sdk", place))
    apps = tuple(_named_app(row, at) for row, at in _rows(tables, "named_app", place))
    notice = build(Notice, as_table(tables["notice"], where), where, {"sdks": sdks, "apps": apps})
    _check_date(notice.date, where.at("date"))
    if notice.rectify_by:
        _check_date(notice.rectify_by, where.at("rectify_by"))
        if notice.rectify_by < notice.date:
            raise where.at("rectify_by").error("lies before the date of the notice")
    for number, url in enumerate(notice.urls, 1):
        if not _HTTPS.fullmatch(url):
            raise where.at("urls").at(number).error(f"{url!r} is no address")
    draft.add_notice(notice, where, layer)


def read_regulators(value: Any, place: Place, draft: Draft, layer: int) -> None:
    """Adds those who publish notices."""
    for table, where in as_tables(value, place):
        row = build(Regulator, table, where)
        draft.regulators[row.id] = row


def read_product(value: Any, place: Place, draft: Draft, layer: int) -> None:
    """Adds a product that notices name."""
    product = build(Product, as_table(value, place), place)
    for coordinate in product.coordinates:
        check_coordinate(coordinate, place)
    draft.add_product(product, place, layer)


def _rows(tables: dict[str, Any], name: str, place: Place) -> list[tuple[dict[str, Any], Place]]:
    return as_tables(tables[name], place.at(name)) if name in tables else []


def _named_sdk(table: dict[str, Any], place: Place) -> NamedSdk:
    row = build(NamedSdk, table, place)
    if not (row.name_zh or row.name_en or row.developer):
        raise place.error("names nothing: `name_zh`, `name_en` or `developer` has to be there")
    return row


def _named_app(table: dict[str, Any], place: Place) -> NamedApp:
    row = build(NamedApp, table, place)
    if not (row.name_zh or row.name_en):
        raise place.error("names nothing: `name_zh` or `name_en` has to be there")
    return row


def _check_date(text: str, place: Place) -> None:
    try:
        is_date = datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_date = False
    if not is_date:
        raise place.error("expected a date such as 2026-01-31, in quotes")
