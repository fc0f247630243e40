"""The bill of materials, read by the official library of CycloneDX."""

from __future__ import annotations

import json

import inventories
import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from privlint.inventory import Inventory
from privlint.report.cyclonedx import render_cyclonedx
from privlint.report.style import Style

ALL = (inventories.inventory(), inventories.hostile(), Inventory(()))


@pytest.mark.parametrize("inventory", ALL)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_valid(inventory: Inventory, lang: str) -> None:
    text = render_cyclonedx(inventory, Style(lang=lang))
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_it_is_read_back() -> None:
    bom = Bom.from_json(json.loads(render_cyclonedx(inventories.inventory(), Style())))  # type: ignore[attr-defined]
    (application,) = bom.components
    libraries = {component.name: component for component in application.components}
    tracker = libraries["tracker"]
    assert str(tracker.purl) == "pkg:maven/com.vendor/tracker@1.2.3"
    assert tracker.supplier.name == "Vendor | Ltd"
    properties = sorted((item.name, item.value) for item in tracker.properties)
    assert ("privlint:declared_at", "lib/build.gradle:10") in properties
    assert ("privlint:data_type", "imei") in properties
    assert libraries["okhttp"].version == "4.12.0"
    assert libraries["app/libs/maps.aar"].purl is None


def test_nothing_in_it_changes_by_itself() -> None:
    document = json.loads(render_cyclonedx(inventories.inventory(), Style()))
    assert "serialNumber" not in document
    assert "timestamp" not in document["metadata"]
