"""The table of integrations, `hooks/init.toml`, and their templates beside it."""

from __future__ import annotations

import sys
from typing import Literal

import msgspec

from privlint.findings import Text
from privlint.shipped import shipped

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_TABLE = "init.toml"


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A file that an integration needs.

    Several `paths` are names for the same thing: the first that exists counts, else the first of all; each has its own
    template or all the same one. The template goes into a file that is there at its end, as `into` says, or as an item
    of the list under the key `item_of`, of YAML or of JSON; `start` is what such a file begins with if it is new. Where
    the regular expression `present` is found, all is there."""

    paths: tuple[str, ...]
    templates: tuple[str, ...]
    into: Literal["", "end"] = ""
    item_of: str = ""
    start: str = ""
    present: str = ""
    needs_one: bool = False  # there must be such a file already


class Integration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `privlint init NAME` writes, and what is left to do."""

    what: str  # a line for the help
    files: tuple[Target, ...]
    then: Text
    at: Literal["repository", "folder"] = "repository"  # paths are relative to the top of the repository


def integrations() -> dict[str, Integration]:
    """All integrations by name."""
    table = tomllib.loads((shipped("hooks") / _TABLE).read_text("utf-8"))
    return msgspec.convert(table, dict[str, Integration])


def template(name: str, values: dict[str, str]) -> str:
    """A template, with values in the places of `@privlint.NAME@`."""
    text = (shipped("hooks") / name).read_text("utf-8")
    for key, value in values.items():
        text = text.replace(f"@privlint.{key}@", value)
    return text
