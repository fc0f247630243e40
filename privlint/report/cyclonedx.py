"""Libraries and SDKs of applications as a CycloneDX 1.6 bill of materials: https://cyclonedx.org/docs/1.6/json/

Written by ourselves: the official library costs more to import than a list costs to make. Tests read it back with that
library. Without a serial number and a time the document changes only with the build."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from privlint.inventory import ApplicationInventory, Brought, Inventory, NamedId, Shared
from privlint.report.inventory_tables import application_name
from privlint.report.json import dumped
from privlint.report.style import Style

_PREFIX = "privlint"


def render_cyclonedx(inventory: Inventory, style: Style) -> str:
    """One component for each application, with those it contains inside."""
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"tools": {"components": [{"type": "application", "name": "privlint"}]}},
        "components": [_application(application, style) for application in inventory.applications],
    }
    return dumped(document, style)


def _application(application: ApplicationInventory, style: Style) -> dict[str, Any]:
    name = style.clean(application_name(application))
    sdks = {(item.text, item.version): sdk for sdk in application.shared for item in sdk.brought}
    groups: dict[tuple[str, str], list[Brought]] = {}
    for item in application.libraries:
        groups.setdefault((item.text, item.version), []).append(item)
    components = [_component(items, sdks.get(key), name, style) for key, items in sorted(groups.items())]
    return {"type": "application", "bom-ref": f"application:{name}", "name": name, "components": components}


def _component(items: list[Brought], sdk: Shared | None, application: str, style: Style) -> dict[str, Any]:
    first = items[0]
    text, version = style.clean(first.text), style.clean(first.version)
    group, colon, name = text.rpartition(":")
    component: dict[str, Any] = {"type": "library", "bom-ref": f"{application}/{text}@{version}"}
    if sdk is not None and sdk.vendor:
        component["supplier"] = {"name": sdk.vendor}
    if group:
        component["group"] = group
    component["name"] = name
    if version:
        component["version"] = version
    if colon:
        component["purl"] = _purl(group, name, version)
    if sdk is not None and sdk.policy_url:
        component["externalReferences"] = [{"type": "other", "url": sdk.policy_url, "comment": "privacy policy"}]
    properties = [("evidence", first.evidence)]
    properties += [("declared_at", f"{item.path}:{item.line}") for item in items]
    if sdk is not None:
        properties += [("sdk", sdk.sdk.id), ("consent", sdk.state)]
        properties += [("purpose", id) for id in _ids(sdk.purposes)]
        properties += [("data_type", id) for id in _ids(sdk.data_types)]
    component["properties"] = [{"name": f"{_PREFIX}:{key}", "value": style.clean(value)} for key, value in properties]
    return component


def _ids(items: Iterable[NamedId]) -> list[str]:
    return [item.id for item in items]


def _purl(group: str, name: str, version: str) -> str:
    """https://github.com/package-url/purl-spec, type maven."""
    suffix = f"@{quote(version, safe='')}" if version else ""
    return f"pkg:maven/{quote(group, safe='')}/{quote(name, safe='')}{suffix}"
