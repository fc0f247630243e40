"""Which SDK a dependency is: by coordinates, Gradle plugin, name of a file, or the packages inside of an archive.

Products that notices name count too: one that is no SDK of `rules/sdks` goes by its own id.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from privlint.knowledge.catalogue import Catalogue


def fits_coordinate(group: str, name: str, patterns: Iterable[str]) -> bool:
    """Whether a library is among coordinates, in which `*` stands for anything."""
    coordinate = f"{group}:{name}"
    return any(
        # What stands before the first `*` rules nearly all out, at a tenth of the price.
        coordinate.startswith(pattern.partition("*")[0]) and fnmatchcase(coordinate, pattern)
        for pattern in patterns
    )


class SdkNames:
    """Finds SDKs by the names they go by. Of several patterns that fit the longest counts, as it says most."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._sdks = catalogue.sdks
        self._exact: dict[str, str] = {}
        self._patterns: list[tuple[str, str]] = []
        named = [(sdk.id, sdk.coordinates) for sdk in catalogue.sdks]
        named += [(product.sdk or product.id, product.coordinates) for product in catalogue.products]
        for name, coordinates in named:
            for coordinate in coordinates:
                if "*" in coordinate:
                    self._patterns.append((coordinate, name))
                else:
                    self._exact.setdefault(coordinate, name)
        self._patterns.sort(key=lambda row: -len(row[0]))
        self._packages = {package: sdk.id for sdk in catalogue.sdks for package in sdk.packages}
        for product in catalogue.products:
            for package in product.packages:
                self._packages.setdefault(package, product.sdk or product.id)
        self._archives = [(pattern, sdk.id) for sdk in catalogue.sdks for pattern in sdk.archives]
        self._archives += [(p, product.sdk or product.id) for product in catalogue.products for p in product.archives]

    def of_coordinate(self, group: str, name: str) -> str:
        """The id of the SDK with these coordinates, "" if there is none."""
        coordinate = f"{group}:{name}"
        if coordinate not in self._exact:  # lock files name the same library for every module
            fitting = (sdk for pattern, sdk in self._patterns if fnmatchcase(coordinate, pattern))
            self._exact[coordinate] = next(fitting, "")
        return self._exact[coordinate]

    def of_plugin(self, plugin: str) -> str:
        """The id of the SDK that a Gradle plugin adds or serves, "" if there is none."""
        return next((sdk.id for sdk in self._sdks if plugin in (*sdk.plugins, *sdk.companion_plugins)), "")

    def of_dependency(self, group: str, name: str, archive: str = "", packages: Iterable[str] = ()) -> str:
        """The id of the SDK that a library is, by its coordinates or by what its archive tells, "" if nothing tells."""
        found = self.of_coordinate(group, name) if group else ""
        if archive and not found:
            return self.of_archive(archive.rpartition("/")[2], packages)
        return found

    def of_archive(self, file_name: str, packages: Iterable[str]) -> str:
        """The id of the SDK in a local archive, "" if nothing tells."""
        named = [
            (len(pattern), sdk) for pattern, sdk in self._archives if fnmatchcase(file_name.lower(), pattern.lower())
        ]
        if named:
            return max(named)[1]
        held: dict[str, int] = {}
        for package in packages:
            sdk = self.of_package(package)
            if sdk:
                held[sdk] = held.get(sdk, 0) + 1
        return max(held, key=lambda sdk: (held[sdk], sdk), default="")

    def of_package(self, package: str) -> str:
        """The id of the SDK that a package, or a class by its qualified name, belongs to, "" if there is none."""
        while package:
            if package in self._packages:
                return self._packages[package]
            package = package.rpartition(".")[0]
        return ""
