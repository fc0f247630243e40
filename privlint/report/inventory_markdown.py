"""The two lists as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privlint.inventory import ApplicationInventory, Inventory
from privlint.report.inventory_tables import (
    LIBRARIES,
    NOTHING,
    Cell,
    Table,
    application_name,
    tables,
    unknown_libraries,
)
from privlint.report.style import Style

#: What Markdown or HTML would take for markup, in a cell.
_MARKUP = re.compile(r"[\\`*_\[\]<>|#~]")


def render_markdown(inventory: Inventory, style: Style) -> str:
    """A chapter for each application, a table for each list."""
    lines = [line for application in inventory.applications for line in _chapter(application, style)]
    return "\n".join(lines or [style.say(NOTHING), ""])


def _chapter(application: ApplicationInventory, style: Style) -> Iterator[str]:
    yield from (f"# {_text(application_name(application), style)}", "")
    for table in tables(application, style):
        yield from _table(table, style)
    libraries = unknown_libraries(application)
    if libraries:
        yield from (f"## {style.say(LIBRARIES)}", "", *(f"- {_text(name, style)}" for name in libraries), "")


def _table(table: Table, style: Style) -> Iterator[str]:
    yield from (f"## {table.title}", "")
    if table.rows:
        yield f"| {' | '.join(table.heads)} |"
        yield f"|{'---|' * len(table.heads)}"
        yield from (f"| {' | '.join(_cell(cell, style) for cell in row)} |" for row in table.rows)
    else:
        yield style.say(NOTHING)
    yield ""


def _cell(cell: Cell, style: Style) -> str:
    return "<br>".join(_text(line, style) for line in cell)


def _text(text: str, style: Style) -> str:
    """The text without markup; an address stays one."""
    clean = style.clean(text)
    return f"<{clean}>" if re.fullmatch(r"https?://[\w./?=&%#:~+-]+", clean) else _MARKUP.sub(r"\\\g<0>", clean)
