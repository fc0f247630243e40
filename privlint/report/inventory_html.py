"""The two lists as a web page that loads nothing from anywhere.

It is in one language and holds no version, and its style sheet is small and its own: people commit and compare it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from privlint.findings import Text
from privlint.inventory import ApplicationInventory, Inventory
from privlint.report.inventory_tables import (
    COLLECTED,
    LIBRARIES,
    NOTHING,
    SHARED,
    Cell,
    Table,
    application_name,
    tables,
    unknown_libraries,
)
from privlint.report.style import Style

_LANGUAGES = {"en": "en", "zh": "zh-CN"}
_AND = Text(" · ", "、")
_STYLE = """\
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #8888; padding: .4rem .6rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; }
"""


def render_html(inventory: Inventory, style: Style) -> str:
    """A chapter for each application, a table for each list."""
    title = _shown(style.say(_AND).join(style.say(text) for text in (COLLECTED, SHARED)), style)
    chapters = [line for application in inventory.applications for line in _chapter(application, style)]
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{_LANGUAGES[style.lang]}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>\n{_STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{title}</h1>",
        *(chapters or [f"<p>{_shown(style.say(NOTHING), style)}</p>"]),
        "</body>",
        "</html>",
    ]
    text = "\n".join(lines) + "\n"
    return text if style.is_unicode else text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _chapter(application: ApplicationInventory, style: Style) -> Iterator[str]:
    yield f"<h2>{_shown(application_name(application), style)}</h2>"
    for table in tables(application, style):
        yield f"<h3>{_shown(table.title, style)}</h3>"
        yield from _table(table, style)
    libraries = unknown_libraries(application)
    if libraries:
        yield f"<h3>{_shown(style.say(LIBRARIES), style)}</h3>"
        yield "<ul>"
        yield from (f"<li>{_shown(name, style)}</li>" for name in libraries)
        yield "</ul>"


def _table(table: Table, style: Style) -> Iterator[str]:
    if not table.rows:
        yield f"<p>{_shown(style.say(NOTHING), style)}</p>"
        return
    heads = "".join(f'<th scope="col">{_shown(head, style)}</th>' for head in table.heads)
    yield "<table>"
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    yield from (f"<tr>{''.join(f'<td>{_cell(cell, style)}</td>' for cell in row)}</tr>" for row in table.rows)
    yield "</tbody>"
    yield "</table>"


def _cell(cell: Cell, style: Style) -> str:
    return "<br>".join(_line(line, style) for line in cell)


def _line(text: str, style: Style) -> str:
    shown = _shown(text, style)
    return f'<a href="{shown}">{shown}</a>' if text.startswith(("https://", "http://")) else shown


def _shown(text: str, style: Style) -> str:
    return escape(Style(lang=style.lang).clean(text))
