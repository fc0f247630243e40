"""Reads `rules/types/*.toml`: what the typings lack of androidx, Kotlin and well-known libraries, written by hand.

[packages]                                 # old package = new package; each class of the new one gets a twin
"android.support.v7.app" = "androidx.appcompat.app"

[services]                                 # name given to getSystemService = class
phone = "android.telephony.TelephonyManager"

[functions]                                # top-level function or property = its type
"androidx.core.net.toUri" = "android.net.Uri"

[[type]]
name = "com.google.android.gms.tasks.Task<T>"
kind = "class"                             # or "interface"
supertypes = ["java.lang.Object"]
methods = ["isSuccessful"]                 # of unknown type
[type.returns]                             # type of any overload; replaces what the typings say
getResult = "T"
[type.fields]
[type.lambdas]                             # parameter types of the lambda that a method takes
addOnSuccessListener = ["T"]
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typings import split_top_level

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_TOP_LEVEL = {"packages", "services", "functions", "type"}
_TYPE_KEYS = {"name", "kind", "supertypes", "methods", "returns", "fields", "lambdas"}


@dataclass
class TypeSupplement:
    """One `[[type]]`."""

    name: str
    type_params: tuple[str, ...]
    is_interface: bool
    supertypes: list[str]
    returns: dict[str, str]  # methods of unknown type have ""
    fields: dict[str, str]
    lambdas: dict[str, tuple[str, ...]]


@dataclass
class Supplement:
    """All files together."""

    types: list[TypeSupplement] = field(default_factory=list)
    packages: dict[str, str] = field(default_factory=dict)
    services: dict[str, str] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)


def read_supplement(folder: Path) -> Supplement:
    """The supplement of a folder. Raises ValueError, naming the file, for a key that means nothing."""
    result = Supplement()
    for path in sorted(folder.glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        _reject_unknown(path, tables, _TOP_LEVEL)
        result.packages.update(tables.get("packages", {}))
        result.services.update(tables.get("services", {}))
        result.functions.update(tables.get("functions", {}))
        result.types += [_read_type(path, table) for table in tables.get("type", [])]
    return result


def _read_type(path: Path, table: dict[str, Any]) -> TypeSupplement:
    _reject_unknown(path, table, _TYPE_KEYS)
    name, _, params = table["name"].partition("<")
    kind = table.get("kind", "class")
    if kind not in ("class", "interface"):
        raise ValueError(f"{path.name}: {name}: kind is {kind!r}, not class or interface")
    return TypeSupplement(
        name=name,
        type_params=tuple(split_top_level(params.removesuffix(">"))),
        is_interface=kind == "interface",
        supertypes=table.get("supertypes", []),
        returns={**dict.fromkeys(table.get("methods", []), ""), **table.get("returns", {})},
        fields=table.get("fields", {}),
        lambdas={member: tuple(types) for member, types in table.get("lambdas", {}).items()},
    )


def _reject_unknown(path: Path, table: dict[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(table) - known):
        raise ValueError(f"{path.name}: unknown key {unknown[0]!r} (known: {', '.join(sorted(known))})")
