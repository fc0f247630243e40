"""The formats of the two lists."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from privlint.inventory import Inventory
from privlint.report.style import Style

#: Format -> module and function of this folder; loaded when it is asked for.
_RENDERERS = {
    "text": ("inventory_text", "render_text"),
    "markdown": ("inventory_markdown", "render_markdown"),
    "html": ("inventory_html", "render_html"),
    "csv": ("inventory_csv", "render_csv"),
    "json": ("inventory_json", "render_json"),
    "cyclonedx": ("cyclonedx", "render_cyclonedx"),
}
#: Those that look the same in every language.
_WITHOUT_LANGUAGE = ("cyclonedx",)
FORMATS = tuple(_RENDERERS)
_SUFFIXES = {
    ".cdx.json": "cyclonedx",
    "bom.json": "cyclonedx",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".json": "json",
}


def format_of(name: str) -> str:
    """The format that the name of a file tells, "" if it tells none."""
    return next((format for suffix, format in _SUFFIXES.items() if name.lower().endswith(suffix)), "")


def render(format: str, inventory: Inventory, style: Style) -> str:
    """The lists in one of `FORMATS`."""
    module, function = _RENDERERS[format]
    text: Any = getattr(import_module(f"privlint.report.{module}"), function)(inventory, style)
    return str(text)


def languages(format: str) -> tuple[str, ...]:
    """The languages in which a format differs."""
    return ("en",) if format in _WITHOUT_LANGUAGE else ("en", "zh")
