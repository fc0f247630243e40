"""Rows in the app's own databases: none on a fresh install, until running code stores some."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from privlint.consent.graph import Key
from privlint.consent.values import ANYTHING, Const, Pattern, Value, Values, const
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall
    from privlint.knowledge.model import Rows

#: Where it is noted that there may be rows.
_STORED: Final[Key] = ("rows", "")
#: Statements that store no row.
_STORES_NONE: Final = re.compile(r"\s*(CREATE|DROP|ALTER|DELETE|PRAGMA|VACUUM|ANALYZE|REINDEX|BEGIN|COMMIT|ROLLBACK)\b")
#: Queries that give a row though nothing is stored.
_GIVES_ONE: Final = re.compile(
    r"\b(COUNT|SUM|MAX|MIN|AVG|TOTAL|CHANGES|COALESCE|IFNULL)\s*\(|EXISTS|PRAGMA|SQLITE_MASTER"
)


class DatabaseRows:
    """What queries give, and what stores rows."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables = engine.tables

    def note(self, call: LibraryCall) -> None:
        """Notes that a call may store rows."""
        row = self._row(call)
        if row is None or row.access == "read":
            return
        if row.access == "statement" and call.arguments and all(_stores_none(value) for value in call.arguments[0]):
            return
        self.engine.write(call.activation.node, _STORED, ANYTHING)

    def query(self, call: LibraryCall) -> Values | None:
        """The result of a query before anything was stored; None for all others."""
        row = self._row(call)
        if row is None or row.access != "read" or self.engine.is_open:
            return None
        if self.engine.read(call.activation.node, _STORED) is not None:
            return None
        values = [value for given in call.arguments for value in given]
        if any(_GIVES_ONE.search(text.upper()) for value in values if (text := _text(value))):
            return None
        if row.is_text and not any(_text(value) for value in call.arguments[0] if call.arguments):
            return None
        return (const("empty", "", "call", f"{erased(call.owners[0])}#{call.member}"),)

    def _row(self, call: LibraryCall) -> Rows | None:
        owners = {erased(owner) for owner in call.owners}
        rows = self.tables.rows.get(call.member, ())
        return next((row for row in rows if not owners.isdisjoint(row.owners)), None)


def _text(value: Value) -> str:
    """What is known of a text."""
    if isinstance(value, Pattern):
        return value.parts
    return value.text if isinstance(value, Const) and value.kind == "string" else ""


def _stores_none(value: Value) -> bool:
    return bool(_STORES_NONE.match(_text(value).upper()))
