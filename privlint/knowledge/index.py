"""Look-ups in the catalogue that the analysis makes for every call, built when first used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from fnmatch import translate
from functools import cached_property

from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.model import Site
from privlint.knowledge.names import properties_written, property_read

_Members = dict[str, tuple[Site, ...]]


class SiteIndex:
    """Finds sites by class and member. Where several sites share a member, those with more argument conditions come
    first: the first whose conditions hold is the one that applies."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.sdks = catalogue.sdks
        self._by_text: dict[str, Site | None] = {}

    @cached_property
    def by_owner(self) -> dict[str, _Members]:
        """Calls: qualified class, then Java member ("<init>" for constructors), without those of `any_member`."""
        return _grouped(site for site in self._catalogue.sites if site.form == "call" and site.member != "*")

    @cached_property
    def any_member(self) -> dict[str, tuple[Site, ...]]:
        """Sites that stand for every call on a class; a site of `by_owner` for the same call goes before them."""
        rows = _grouped(site for site in self._catalogue.sites if site.form == "call" and site.member == "*")
        return {owner: members["*"] for owner, members in rows.items()}

    @cached_property
    def references(self) -> dict[str, _Members]:
        """Constants and fields that are mentioned: qualified class, then name."""
        return _grouped(site for site in self._catalogue.sites if site.form == "reference")

    @cached_property
    def by_member(self) -> _Members:
        """Calls that may match by name when the receiver's type is not known: Java member -> sites whose `by_name`
        is "yes" or "imported". For calls with parentheses only: `x.imei` on an unknown `x` is most often a field of
        the project's data."""
        rows = defaultdict(list)
        for site in self._catalogue.sites:
            if site.form == "call" and site.by_name != "no":
                rows[site.member].append(site)
        return {member: _sorted(sites) for member, sites in rows.items()}

    @cached_property
    def _properties(self) -> dict[str, tuple[str, ...]]:
        return _reversed((property_read(member), member) for members in self.by_owner.values() for member in members)

    @cached_property
    def _setters(self) -> dict[str, tuple[str, ...]]:
        return _reversed(
            (name, member)
            for members in self.by_owner.values()
            for member in members
            for name in properties_written(member)
        )

    @cached_property
    def _literals(self) -> tuple[dict[str, Site], tuple[tuple[re.Pattern[str], Site], ...]]:
        exact: dict[str, Site] = {}
        patterns: list[tuple[re.Pattern[str], Site]] = []
        for site in self._catalogue.sites:
            if site.form == "literal":
                if "*" in site.member:
                    patterns.append((re.compile(translate(site.member)), site))
                else:
                    exact[site.member] = site
        return exact, tuple(patterns)

    @cached_property
    def _sdk_packages(self) -> dict[str, str]:
        packages: dict[str, str] = {}
        for sdk in self._catalogue.sdks:
            for package in sdk.packages:
                packages.setdefault(package, sdk.id)
        return packages

    @cached_property
    def known_classes(self) -> dict[str, frozenset[str]]:
        """Package -> simple names of the top-level classes in it that the catalogue knows, for wildcard imports."""
        rows: dict[str, set[str]] = defaultdict(set)
        qualified = {site.owner for site in self._catalogue.sites if site.form != "literal"}
        qualified.update(row.owner for row in self._catalogue.return_types)
        qualified.update(row.type for row in self._catalogue.return_types)
        qualified.update(name for row in self._catalogue.lifecycles for name in row.supertypes)
        qualified.update(name for row in self._catalogue.callback_types for name in row.types)
        for name in qualified:
            package, simple = _split(name)
            if simple:
                rows[package].add(simple)
        return {package: frozenset(names) for package, names in rows.items()}

    @cached_property
    def return_types(self) -> dict[str, dict[str, str]]:
        """Qualified class, then member -> qualified type of the value."""
        rows: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._catalogue.return_types:
            rows[row.owner][row.member] = row.type
        return dict(rows)

    def calls(self, owner: str, member: str) -> tuple[Site, ...]:
        """Sites of a call, the most specific first; those of the whole class last."""
        return self.by_owner.get(owner, {}).get(member, ()) + self.any_member.get(owner, ())

    def java_members(self, kotlin_property: str) -> tuple[str, ...]:
        """Members of the catalogue that a read of the Kotlin property may call: the name itself (extension
        properties) and its getters (`deviceId` -> `deviceId`, `getDeviceId`)."""
        return (kotlin_property, *self._properties.get(kotlin_property, ()))

    def java_setters(self, kotlin_property: str) -> tuple[str, ...]:
        """Setters of the catalogue that an assignment to the Kotlin property may call (`isEnabled` -> `setEnabled`)."""
        return self._setters.get(kotlin_property, ())

    def literal(self, text: str) -> Site | None:
        """The site of a string literal: an exact one, else the first whose `*` pattern fits."""
        if text not in self._by_text:
            exact, patterns = self._literals
            site = exact.get(text)
            if site is None:
                site = next((candidate for pattern, candidate in patterns if pattern.match(text)), None)
            self._by_text[text] = site
        return self._by_text[text]

    def sdk_of_class(self, qualified: str) -> str:
        """Id of the SDK whose package, the longest that fits, holds the class; "" if there is none."""
        package = qualified
        while package:
            sdk = self._sdk_packages.get(package)
            if sdk is not None:
                return sdk
            package = package.rpartition(".")[0]
        return ""


def _grouped(sites: Iterable[Site]) -> dict[str, _Members]:
    rows: dict[str, dict[str, list[Site]]] = defaultdict(lambda: defaultdict(list))
    for site in sites:
        rows[site.owner][site.member].append(site)
    return {owner: {member: _sorted(group) for member, group in members.items()} for owner, members in rows.items()}


def _sorted(sites: list[Site]) -> tuple[Site, ...]:
    return tuple(sorted(sites, key=lambda site: -len(site.arguments))) if len(sites) > 1 else tuple(sites)


def _reversed(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Name -> the members paired with it, each once; pairs without a name are left out."""
    rows: dict[str, dict[str, None]] = defaultdict(dict)
    for name, member in pairs:
        if name:
            rows[name][member] = None
    return {name: tuple(members) for name, members in rows.items()}


def _split(qualified: str) -> tuple[str, str]:
    """Package and top-level class: the first segment that begins with a capital is the class."""
    segments = qualified.split(".")
    for index, segment in enumerate(segments):
        if segment[:1].isupper():
            return ".".join(segments[:index]), segment
    return qualified, ""
