"""Turns tables of rules files into the structs of the catalogue, with errors that name the file and the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec

from privlint.knowledge.errors import CatalogueError
from privlint.suggestions import did_you_mean

_Struct = TypeVar("_Struct", bound=msgspec.Struct)
_Type = TypeVar("_Type")
#: Keys that any table may have: for people, not for the engine.
REMARKS = frozenset({"sources", "note"})
_COORDINATE = re.compile(r"[\w.*\-]+:[\w.*\-]+")


class Place:
    """Where in the rules a value stands: a file and the key that leads to it."""

    def __init__(self, file: str, key: str = "") -> None:
        self.file = file
        self.key = key

    def at(self, key: str | int) -> Place:
        """The place of a key or of the n-th entry (from 1) below this one."""
        step = f"[{key}]" if isinstance(key, int) else f".{key}" if self.key else key
        return Place(self.file, self.key + step)

    def error(self, what: str) -> CatalogueError:
        """The error to raise for this place."""
        return CatalogueError(self.file, self.key or "file", what)


def check_keys(table: Mapping[str, Any], known: Iterable[str], place: Place) -> None:
    """Raises CatalogueError for a key that is not known, with the nearest known one, and for remarks of a wrong
    type."""
    names = set(known)
    for key in table:
        if key in names:
            continue
        if key in REMARKS:
            convert(table[key], str if key == "note" else tuple[str, ...], place.at(key))
            continue
        raise place.at(key).error("unknown key" + did_you_mean(key, sorted(names)))


def convert(value: Any, kind: type[_Type], place: Place) -> _Type:
    """The value as `kind`, or CatalogueError with the type that was expected."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise place.error(str(error)) from None


def as_table(value: Any, place: Place) -> dict[str, Any]:
    """The value, which has to be a table."""
    if not isinstance(value, dict):
        raise place.error("expected a table")
    return value


def as_tables(value: Any, place: Place) -> list[tuple[dict[str, Any], Place]]:
    """The entries of an array of tables, each with its place."""
    if not isinstance(value, list):
        raise place.error("expected an array of tables")
    return [(as_table(entry, place.at(number)), place.at(number)) for number, entry in enumerate(value, 1)]


def build(
    kind: type[_Struct], table: Mapping[str, Any], place: Place, extra: Mapping[str, Any] | None = None
) -> _Struct:
    """A struct from a table whose keys are its field names. `extra` gives fields that the table must not have."""
    given = dict(extra or {})
    fields = [field for field in _fields(kind) if field.name not in given]
    check_keys(table, (field.name for field in fields), place)
    for field in fields:
        if field.name in table:
            given[field.name] = convert(table[field.name], field.type, place.at(field.name))
        elif field.required:
            raise place.error(f"`{field.name}` is missing")
    return kind(**given)


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(kind)  # evaluates the annotations, each time anew


def check_coordinate(text: str, place: Place) -> None:
    """Raises CatalogueError unless the text is `group:name`, where either may hold `*`."""
    if not _COORDINATE.fullmatch(text):
        raise place.error(f"{text!r} is not of the form group:name")


def check_known(names: Iterable[str], known: Iterable[str], what: str, place: Place) -> None:
    """Raises CatalogueError for the first name that is not known."""
    allowed = set(known)
    for name in names:
        if name not in allowed:
            raise place.error(f"unknown {what} {name!r}" + did_you_mean(name, sorted(allowed)))
