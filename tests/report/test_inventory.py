"""What the two lists look like. `pytest --snapshot-update` renews the snapshots."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser

import inventories
import jsonschema
import pytest
from support import ROOT
from syrupy.assertion import SnapshotAssertion

from privlint.inventory import Inventory
from privlint.report.csv import safe_cell
from privlint.report.inventory import FORMATS, format_of, render
from privlint.report.inventory_drift import drift
from privlint.report.style import Style

SCHEMA = json.loads((ROOT / "docs/schema/inventory-1.json").read_text("utf-8"))
LANGUAGES = ("en", "zh")
ALL = (inventories.inventory(), inventories.hostile(), Inventory(()))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("format", ["text", "markdown", "html", "csv", "json"])
def test_looks(format: str, lang: str, snapshot: SnapshotAssertion) -> None:
    assert render(format, inventories.inventory(), Style(lang=lang)) == snapshot


@pytest.mark.parametrize("inventory", ALL)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_has_the_published_schema(inventory: Inventory, lang: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(render("json", inventory, Style(lang=lang))), SCHEMA)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("inventory", ALL)
def test_any_terminal_can_show_it(format: str, inventory: Inventory) -> None:
    text = render(format, inventory, Style(encoding="ascii"))
    assert text.isascii()
    assert not set(text) & {chr(code) for code in range(32)} - {"\n", "\r"}


@pytest.mark.parametrize("inventory", ALL)
def test_csv_is_read_back_and_runs_nothing(inventory: Inventory) -> None:
    text = render("csv", inventory, Style())
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {12}
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


def test_csv_lines_within_a_cell() -> None:
    rows = list(csv.DictReader(io.StringIO(render("csv", inventories.inventory(), Style()), newline="")))
    assert rows[0]["places"] == f"{inventories.APP}:5\n{inventories.APP}:9"
    assert safe_cell("@import") == "'@import"


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


@pytest.mark.parametrize("inventory", ALL)
def test_html_loads_nothing_and_takes_no_markup_from_names(inventory: Inventory) -> None:
    parser = _Tables()
    parser.feed(render("html", inventory, Style()))
    assert not {"script", "img", "link", "b", "iframe"} & set(parser.tags)
    assert set(parser.links) <= {"https://vendor.example/privacy_policy?a=1&b=2"}


def test_markdown_rows_have_as_many_cells_as_heads() -> None:
    for inventory in ALL:
        lines = [line for line in render("markdown", inventory, Style()).splitlines() if line.startswith("|")]
        cells = [len(line.replace("\\|", "").split("|")) for line in lines]
        assert set(cells) <= {8, 11, 5}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_moved_lines_are_no_drift(format: str, lang: str) -> None:
    now = inventories.inventory()
    before = render(format, now, Style(lang=lang)).replace(":5", ":7").replace('"line": 5', '"line": 7')
    renders = [render(format, now, Style(lang=each)) for each in LANGUAGES]
    assert drift("\ufeff" + before.replace("\r\n", "\n"), renders, now, "list", Style()) == ""


@pytest.mark.parametrize("format", FORMATS)
def test_a_new_version_is_drift(format: str) -> None:
    now = inventories.inventory()
    text = render(format, now, Style(lang="zh"))
    old = text.replace("1.2.3", "1.2.2").replace("同意前", "同意后")
    found = drift(old, [render(format, now, Style(lang=each)) for each in LANGUAGES], now, "list.x", Style())
    assert found.startswith("--- list.x\n+++ list.x (by the code)\n@@ ")
    assert "+" in found
    assert "Android ID" not in found  # compared in its own language


@pytest.mark.parametrize("format", ["markdown", "html", "csv", "json"])
def test_an_sdk_that_shares_nothing_is_no_third_party(format: str) -> None:
    inventory = inventories.inventory(shared=(inventories.shared(shares_data=False),), gaps=())
    assert "Vendor" not in render(format, inventory, Style()).replace("Vendor | Ltd,analytics", "")
    assert "Tracker" in render(format, inventory, Style())  # in the list of what is collected


def test_formats_by_name() -> None:
    names = ("a/LIST.MD", "b.html", "c.csv", "d.json", "sdk.cdx.json", "bom.json", "e.txt")
    assert [format_of(name) for name in names] == ["markdown", "html", "csv", "json", "cyclonedx", "cyclonedx", ""]
