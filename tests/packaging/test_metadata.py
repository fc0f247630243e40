"""What pyproject.toml says of the package is what the package says of itself."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from support import ROOT

from privlint import links
from privlint.checks import registry

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def test_the_version_stands_in_the_package_only(project: dict[str, Any]) -> None:
    assert "version" not in project
    assert "version" in project["dynamic"]


def test_the_documentation_is_where_the_metadata_says(project: dict[str, Any]) -> None:
    assert project.get("urls", {}).get("Documentation", "") == links.DOCUMENTATION


@pytest.mark.parametrize("documentation", ["https://example.org/docs", "https://example.org/docs/"])
def test_help_is_a_page_of_the_documentation(documentation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "DOCUMENTATION", documentation)
    for entry in registry.ENTRIES:
        page = links.help_uri(entry.code).removeprefix("https://example.org/")
        assert (ROOT / page).is_file()


def test_no_page_is_named_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "DOCUMENTATION", "")
    assert links.help_uri("PRV101") == ""
