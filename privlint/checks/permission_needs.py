"""What an application has that may need a permission: words of its code, SDKs, libraries that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from privlint.checks.context import Context
from privlint.knowledge.identification import fits_coordinate
from privlint.knowledge.model import Sdk
from privlint.workspace.model import Dependency

_TOKEN = re.compile(r"[a-z0-9]+")
#: Words so short that they stand inside of others by chance.
_SHORT = 4


class PermissionNeeds:
    """The signs that permissions are needed, in one application."""

    def __init__(self, context: Context) -> None:
        self._context = context
        catalogue = context.catalogue
        self.rows = {name: row for row in catalogue.protected_uses for name in row.permissions}

    def is_known(self, permission: str) -> bool:
        """Whether the catalogue knows what needs a permission."""
        return permission in self.rows

    def needs(self, permission: str) -> bool:
        """Whether anything known needs a permission: the code has a word that goes with what is protected, or the name
        of a library has."""
        row = self.rows[permission]
        return not self._words.isdisjoint(row.words) or any(_says(name, row.library_words) for name in self._names)

    def takers(self, permission: str) -> list[Sdk]:
        """The SDKs that take what a permission protects where the user has granted it, whatever they are for."""
        types = set(self.rows[permission].data_types)
        return [sdk for sdk in self._sdks if not types.isdisjoint(sdk.data_types)]

    @cached_property
    def has_foreign_code(self) -> bool:
        """Whether the logic of the app is written in a language that is not read."""
        return not self._words.isdisjoint(self._context.catalogue.foreign_code)

    @cached_property
    def unknown_libraries(self) -> tuple[str, ...]:
        """Libraries of which nothing is known, and lines of build files that could not be read; what libraries bring
        along goes with them."""
        context, free = self._context, self._context.catalogue.permission_free
        names = {
            row.name or row.archive.rpartition("/")[2]
            for row in context.build.dependencies
            if not row.through
            and not context.sdk_of(row)
            and not (row.group and fits_coordinate(row.group, row.name, free))
        }
        return (*sorted(names), *(item.text for item in context.build.unresolved))

    @cached_property
    def _words(self) -> frozenset[str]:
        catalogue = self._context.catalogue
        wanted = {word for row in catalogue.protected_uses for word in row.words}
        return self._context.words.foreign_among((*wanted, *catalogue.foreign_code))

    @cached_property
    def _sdks(self) -> list[Sdk]:
        ids = {self._context.sdk_of(row) for row in self._context.build.dependencies}
        found = (sdk for sdk in map(self._context.sdk, ids) if sdk is not None)
        return sorted(found, key=lambda sdk: sdk.id)

    @cached_property
    def _names(self) -> set[str]:
        rows = self._context.build.dependencies
        free = self._context.catalogue.permission_free
        return {_name(row) for row in rows if not (row.group and fits_coordinate(row.group, row.name, free))}


def _name(row: Dependency) -> str:
    return " ".join((row.group, row.name, row.archive.rpartition("/")[2], *row.packages)).lower()


def _says(name: str, words: Iterable[str]) -> bool:
    """Whether the name of a library has one of some words in it; a short one as a word of its own."""
    tokens = set(_TOKEN.findall(name))
    return any(word in tokens or (len(word) > _SHORT and word in name) for word in words)
