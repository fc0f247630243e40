"""Version catalogues: `*.versions.toml` with the line of every entry."""

from __future__ import annotations

import re
import sys
from typing import Any

import msgspec

from privlint.dependencies.written import Written
from privlint.workspace.model import Position, Problem

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_PART = r"(?:\"[^\"]*\"|'[^']*'|[\w-]+)"
_PATH = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE = re.compile(rf"\s*\[\s*({_PATH})\s*\]")
_KEY = re.compile(rf"\s*({_PATH})\s*=")
_PARTS = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")
_ACCESSOR = re.compile(r"[-_.]")


class Library(msgspec.Struct, gc=False, frozen=True):
    """A library of a catalogue; `requested` is the version as written ("" when there is none)."""

    group: str
    name: str
    version: str | None
    requested: str
    position: Position
    ref: str = ""  # accessor of the version that it refers to


class PluginAlias(msgspec.Struct, gc=False, frozen=True):
    """A plugin of a catalogue."""

    id: str
    version: str | None
    position: Position


class Catalogue(msgspec.Struct, gc=False):
    """A version catalogue, by accessor: `androidx-core.ktx` is found as `androidx.core.ktx`."""

    path: str
    versions: dict[str, str]
    libraries: dict[str, Library]
    plugins: dict[str, PluginAlias]
    bundles: dict[str, tuple[str, ...]]

    def bundle(self, accessor: str) -> list[Library]:
        """The libraries of a bundle that exist."""
        found = (self.libraries.get(name) for name in self.bundles.get(accessor, ()))
        return [library for library in found if library is not None]


def accessor(alias: str) -> str:
    """The name by which build scripts reach an alias."""
    return _ACCESSOR.sub(".", alias)


def read_catalogue(path: str, text: str) -> tuple[Catalogue, list[Problem]]:
    """Reads a catalogue; what cannot be read is a problem, and the catalogue then holds the rest or nothing."""
    catalogue = Catalogue(path, {}, {}, {}, {})
    try:
        data = tomllib.loads(text.replace("\r\n", "\n").lstrip("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        match = re.search(r"line (\d+)", str(error))
        return catalogue, [Problem(path, int(match.group(1)) if match else 1, f"not valid TOML: {error}")]
    lines = _lines(text)

    def at(*key: str) -> Position:
        return Position(path, lines.get(key, 1))

    def version_at(table: str, alias: str) -> Position:
        return at(table, alias, "version") if (table, alias, "version") in lines else at(table, alias)

    for alias, value in _table(data, "versions").items():
        catalogue.versions[accessor(alias)] = Written(_version_text(value), at("versions", alias))
    for alias, value in _table(data, "libraries").items():
        library = library_of(value, catalogue.versions, version_at("libraries", alias))
        if library is not None:
            catalogue.libraries[accessor(alias)] = library
    for alias, value in _table(data, "plugins").items():
        plugin = _plugin(value, catalogue.versions, version_at("plugins", alias))
        if plugin is not None:
            catalogue.plugins[accessor(alias)] = plugin
    for alias, value in _table(data, "bundles").items():
        if isinstance(value, list):
            catalogue.bundles[accessor(alias)] = tuple(accessor(str(name)) for name in value)
    return catalogue, []


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name)
    return value if isinstance(value, dict) else {}


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """The line of each key, such as (libraries, okhttp) and (libraries, okhttp, version): TOML parsers do not tell. The
    first line of an entry wins."""
    result: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        header = _TABLE.match(line)
        key = _KEY.match(line) if header is None else None
        if header is not None:
            full = table = _key_parts(header.group(1))
        elif key is not None:
            full = table + _key_parts(key.group(1))
        else:
            continue
        for length in range(2, len(full) + 1):
            result.setdefault(full[:length], number)
    return result


def _key_parts(path: str) -> tuple[str, ...]:
    return tuple("".join(groups) for groups in _PARTS.findall(path))


def _version_text(value: object) -> str:
    """A plain or a rich version as text: what is preferred before what is only allowed."""
    if isinstance(value, dict):
        for key in ("prefer", "strictly", "require", "ref"):
            if isinstance(value.get(key), str):
                return str(value[key])
        return ""
    return value if isinstance(value, str) else ""


def _resolved_version(value: object, versions: dict[str, str]) -> str:
    if isinstance(value, dict) and isinstance(value.get("ref"), str):
        return versions.get(accessor(str(value["ref"])), "")
    return _version_text(value)


def _reference(value: object) -> str:
    version = value.get("version") if isinstance(value, dict) else None
    return accessor(str(version["ref"])) if isinstance(version, dict) and "ref" in version else ""


def library_of(value: object, versions: dict[str, str], position: Position) -> Library | None:
    """The library that an entry describes, None when it is none."""
    if isinstance(value, str):
        group, name, version = [*value.split(":"), "", ""][:3]
    elif isinstance(value, dict):
        module = str(value.get("module", ""))
        group, _, name = (
            module.partition(":") if module else (str(value.get("group", "")), "", str(value.get("name", "")))
        )
        version = _resolved_version(value.get("version"), versions)
    else:
        return None
    if not group or not name:
        return None
    return Library(group, name, version or None, version, position, _reference(value))


def _plugin(value: object, versions: dict[str, str], position: Position) -> PluginAlias | None:
    if isinstance(value, str):
        plugin, _, version = value.partition(":")
    elif isinstance(value, dict):
        plugin, version = str(value.get("id", "")), _resolved_version(value.get("version"), versions)
    else:
        return None
    return PluginAlias(plugin, version or None, position) if plugin else None
