"""Which files may declare something of a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from privlint.frontend.asked import AskedFacts, AskedFile
from privlint.frontend.scanning import Scan
from privlint.frontend.toplevel import TopLevel, top_level

_NONE: Final[tuple[str, ...]] = ()


class Index:
    """The scans of a repository's files by the names in them. Answers may hold too many files, never too few; files of
    which there is no scan are in none of them."""

    def __init__(self, sources: Mapping[str, bytes], asked: AskedFacts) -> None:
        self._sources = sources
        self._asked = asked
        self._names = asked.names
        self._top_levels: dict[str, TopLevel | None] = {}
        self.scans: dict[str, Scan] = {}
        self._types: dict[str, list[str]] = {}
        self._supertypes: dict[str, list[str]] = {}
        self._annotations: dict[str, list[str]] = {}
        self._functions: dict[str, list[str]] = {}
        self._extensions: dict[str, list[str]] = {}
        self._properties: dict[str, list[str]] = {}

    def add(self, path: str, scan: Scan) -> None:
        """Adds a file."""
        self.scans[path] = scan
        for rows, names in (
            (self._types, scan.types),
            (self._supertypes, scan.supertypes),
            (self._annotations, scan.annotations),
            (self._functions, scan.functions),
            (self._extensions, scan.extensions),
            (self._properties, scan.properties),
        ):
            for name in names:
                known = rows.get(name)
                if known is None:
                    rows[name] = [path]
                else:
                    known.append(path)

    def of_type(self, qualified: str) -> Iterator[str]:
        """Files that may declare a type outside of code."""
        self._names.types.update(qualified.split("."))
        for path in self._types.get(qualified.rpartition(".")[2], _NONE):
            scan = self.scans[path]
            if not scan.package or "." not in qualified:
                yield path
            elif qualified.startswith(f"{scan.package}."):
                around = qualified[len(scan.package) + 1 :].split(".")[:-1]
                if scan.types.issuperset(around):
                    yield path

    def of_subtypes(self, simple: str) -> Sequence[str]:
        """Files that may name a type as a supertype, as they write it."""
        self._names.supertypes.add(simple)
        return self._supertypes.get(simple, _NONE)

    def of_annotated(self, names: Iterable[str]) -> set[str]:
        """Files that may have one of the annotations, as they write it."""
        names = tuple(names)
        self._names.annotations.update(names)
        return {path for name in (*names, "") for path in self._annotations.get(name, _NONE)}

    def of_function(self, qualified: str) -> Iterator[str]:
        """Files that may declare a top-level function."""
        name = qualified.rpartition(".")[2]
        self._names.functions.add(name)
        for path in self._in_package(self._functions, qualified):
            found = self._top_level(path)
            if found is None or name in found.functions:
                yield path

    def of_property(self, qualified: str) -> Iterator[str]:
        """Files that may declare a top-level property."""
        name = qualified.rpartition(".")[2]
        self._names.properties.add(name)
        for path in self._in_package(self._properties, qualified):
            found = self._top_level(path)
            if found is None or name in found.properties:
                yield path

    def of_extension(self, simple: str) -> Sequence[str]:
        """Files that may declare an extension function, at top level or in a class."""
        self._names.extensions.add(simple)
        return self._extensions.get(simple, _NONE)

    def _top_level(self, path: str) -> TopLevel | None:
        if path not in self._top_levels:
            self._top_levels[path] = top_level(self._sources[path])
            self._asked.files.setdefault(path, AskedFile()).has_top_level = True
        return self._top_levels[path]

    def _in_package(self, rows: dict[str, list[str]], qualified: str) -> Iterator[str]:
        package, _, simple = qualified.rpartition(".")
        return (path for path in rows.get(simple, _NONE) if self.scans[path].package == package)
