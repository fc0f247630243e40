"""The two lists as JSON, schema `privlint.inventory/1` (docs/schema/inventory-1.json).

No date and no version stand in it: a committed list changes only with the application."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from privlint.inventory import ApplicationInventory, Brought, Collected, Inventory, NamedId, Shared, UsePlace
from privlint.report.inventory_tables import known_gaps, unknown_libraries
from privlint.report.json import dumped
from privlint.report.style import Style

SCHEMA = "privlint.inventory/1"


def render_json(inventory: Inventory, style: Style) -> str:
    """The lists; characters that the encoding of the output may lack are escaped."""
    applications = [_application(application, style) for application in inventory.applications]
    return dumped({"schema": SCHEMA, "applications": applications}, style)


def _application(application: ApplicationInventory, style: Style) -> dict[str, Any]:
    return {
        "path": application.path,
        "gradle": application.gradle,
        "collected": [_collected(row, style) for row in application.collected],
        "shared": [_shared(row, style) for row in application.third_parties],
        "unknown": [
            {"kind": gap.kind, "subject": gap.subject, "missing": style.say(gap.missing), "at": gap.at or None}
            for gap in known_gaps(application)
        ],
        "unknown_libraries": list(unknown_libraries(application)),
    }


def _collected(row: Collected, style: Style) -> dict[str, Any]:
    return {
        "data_type": _named(row.data_type, style),
        "by": row.by,
        "source": _named(row.source, style),
        "purposes": _all_named(row.purposes, style),
        "consent": row.state,
        "places": [place_document(place) for place in row.places],
    }


def place_document(place: UsePlace) -> dict[str, Any]:
    """A place where something is collected, in this document and in that of triage."""
    return {
        "path": place.path,
        "line": place.line,
        "symbol": place.symbol or None,
        "api": place.api,
        "consent": place.state,
        "started_by": place.entry or None,
    }


def _shared(row: Shared, style: Style) -> dict[str, Any]:
    return {
        "sdk": _named(row.sdk, style),
        "vendor": row.vendor or None,
        "purposes": _all_named(row.purposes, style),
        "data_types": _all_named(row.data_types, style),
        "brought_by": [_brought(item) for item in row.brought],
        "first_use": row.first_use or None,
        "used_at": row.use_at or None,
        "started_by": row.entry or None,
        "consent": row.state,
        "policy_url": row.policy_url or None,
    }


def _brought(item: Brought) -> dict[str, Any]:
    return {
        "text": item.text,
        "version": item.version or None,
        "via": item.via,
        "evidence": item.evidence,
        "path": item.path,
        "line": item.line,
    }


def _named(item: NamedId, style: Style) -> dict[str, str]:
    return {"id": item.id, "name": style.say(item.name)}


def _all_named(items: Iterable[NamedId], style: Style) -> list[dict[str, str]]:
    return [_named(item, style) for item in items]
