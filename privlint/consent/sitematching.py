"""Which calls, reads and references of running code are sites of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from privlint.consent.naming import only_names
from privlint.consent.values import ClassLiteral, ClassName, Const, Instance, Unknown, Value, Values
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body
from privlint.knowledge.model import ArgumentCondition, Site
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

#: Kinds of sites that an argument of unknown value satisfies.
_COLLECTING = ("start", "api", "permission", "collect")


class SiteMatching:
    """Matches calls against the catalogue and notes what matches in the graph."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables = engine.tables

    def match_call(self, call: LibraryCall, candidates: Sequence[Site]) -> None:
        """A function or constructor of a library; `candidates` are the sites of its types."""
        reflected = [v.text for v in call.whole_receiver if isinstance(v, Const) and v.kind == "method"]
        if reflected:
            self._note(call, self._among(call, map(self._of_method, reflected)) or self._literal(call))
            return
        found = self._first(call, candidates) if candidates else None
        if found is None and call.member in self.tables.sites.by_member and not self._is_known(call):
            found = self._by_name(call)
        if found is None and call.op.args:
            found = self._literal(call)
        if found is not None:
            self._note(call, found)

    def _of_method(self, text: str) -> Sequence[Site]:
        """The sites of a method that is called by reflection: those of its class, of all classes if it is not known."""
        owner, _, member = text.partition("#")
        return self.tables.sites.calls(owner, member) if owner else self.tables.sites.by_member.get(member, ())

    def match_property(self, call: LibraryCall) -> None:
        """A property read, which may call a getter; or a constant that is mentioned."""
        sites = self.tables.sites
        members = sites.java_members(call.member)
        groups = (sites.calls(erased(owner), member) for owner in call.owners for member in members)
        is_static = any(isinstance(value, ClassName) for value in call.receiver)
        found = None
        if not is_static or call.member.islower() or any(c.islower() for c in call.member[:1]):
            found = self._among(call, groups)
        if found is None:
            groups = (sites.references.get(erased(owner), {}).get(call.member, ()) for owner in call.owners)
            found = self._among(call, groups)
            if found is not None and only_names(call.activation.node.body, call.position):
                return
        self._note(call, found)

    def match_setter(self, call: LibraryCall, written: str) -> None:
        """An assignment that calls a setter."""
        sites = self.tables.sites
        members = sites.java_setters(written)
        self._note(call, self._among(call, (sites.calls(erased(o), m) for o in call.owners for m in members)))

    def match_import(self, call: LibraryCall, package: str) -> None:
        """A top-level function of a package."""
        self._note(call, self._among(call, (self.tables.sites.calls(package, call.member),)))

    def _is_known(self, call: LibraryCall) -> bool:
        """Whether the receiver's type is known well enough that a match by name would be a guess."""
        return any(
            isinstance(value, ClassName) or (isinstance(value, Unknown) and value.type) for value in call.receiver
        )

    def _by_name(self, call: LibraryCall) -> Site | None:
        file = call.activation.node.file
        imported = frozenset(file.explicit.values())
        packages = frozenset(file.wildcards)
        candidates = [
            site
            for site in self.tables.sites.by_member[call.member]
            if call.op.receiver != NONE
            and (
                site.by_name == "yes"
                or site.owner in imported
                or site.owner.rpartition(".")[0] in packages
                or any(name.startswith(f"{site.owner}.") for name in imported)
            )
        ]
        return self._first(call, candidates)

    def _literal(self, call: LibraryCall) -> Site | None:
        for values in call.arguments:
            for value in values:
                if isinstance(value, Const) and value.kind == "string" and len(value.text) > 3:
                    found = self.tables.sites.literal(value.text)
                    if found is not None:
                        return found
        return None

    def _among(self, call: LibraryCall, groups: Iterable[Sequence[Site]]) -> Site | None:
        for sites in groups:
            found = self._first(call, sites)
            if found is not None:
                return found
        return None

    def _first(self, call: LibraryCall, sites: Iterable[Site]) -> Site | None:
        for site in sites:
            if all(self._holds(call, site, condition) for condition in site.arguments) and _is_made_with(call, site):
                return site
        return None

    def _holds(self, call: LibraryCall, site: Site, condition: ArgumentCondition) -> bool:
        count = len(call.op.args)
        index = condition.index if condition.index >= 0 else count + condition.index
        if condition.name and condition.name in call.op.arg_names:
            index = call.op.arg_names.index(condition.name)
        if not 0 <= index < count:
            return False
        if condition.not_regex and self._is_ruled_out(condition, call.arguments[index]):
            return False
        values = call.arguments[index]
        texts = [text for value in values if (text := argument_text(value)) is not None]
        if not texts:
            return site.kind in _COLLECTING and self.engine.sees_all  # else nobody has looked at who gives it
        if site.kind in _COLLECTING:
            return any(_satisfies(condition, text) for text in texts)
        return all(_satisfies(condition, text) for text in texts)

    def _is_ruled_out(self, condition: ArgumentCondition, values: Values) -> bool:
        """Whether the type of an argument is one that must not be."""
        types = [erased(value.type) for value in values if isinstance(value, Unknown) and value.type]
        types += [value.name for value in values if isinstance(value, ClassName)]  # `Unit`
        types += [value.cls.name for value in values if isinstance(value, Instance)]
        return any(_pattern(condition.not_regex).search(name.rpartition(".")[2]) for name in types)

    def _note(self, call: LibraryCall, site: Site | None) -> None:
        if site is not None and site.kind != "harmless" and site.worth != "none":
            noted = call.activation.node.sites
            noted[(call.position, site.id)] = site
            for key in [key for key in noted if key[0] in call.op.args and noted[key].form == "reference"]:
                del noted[key]  # a constant that only says what this call reads
            self.engine.interpreter.switches.watch(call, site)


def _is_made_with(call: LibraryCall, site: Site) -> bool:
    """Whether the receiver may have been made with what a site asks for (a launcher with a contract)."""
    kinds = {name.rpartition(".")[0] for name in site.made_with}
    types = (erased(value.type) for value in call.whole_receiver if isinstance(value, Unknown)) if kinds else ()
    made_with = [name for name in types if name.rpartition(".")[0] in kinds]
    return not made_with or any(name in site.made_with for name in made_with)


def argument_text(value: Value) -> str | None:
    """What a condition of the catalogue compares: a literal's value, or the last segment of a constant's name."""
    if isinstance(value, Const):
        return value.text.rpartition(".")[2] if value.kind in ("ref", "enum") else value.text
    if isinstance(value, ClassLiteral):
        return value.name.rpartition(".")[2]
    return None


def certainty(conditions: Iterable[ArgumentCondition], arguments: Sequence[Values]) -> bool | None:
    """Whether arguments satisfy conditions: surely, surely not, or None where that is open."""
    found: bool | None = True
    for condition in conditions:
        values = arguments[condition.index] if condition.index < len(arguments) else ()
        said = {text is not None and _satisfies(condition, text) for text in map(argument_text, values)}
        if said != {True}:
            is_known = said == {False} and all(argument_text(value) is not None for value in values)
            found = False if is_known else None
    return found


def _satisfies(condition: ArgumentCondition, text: str) -> bool:
    if condition.any and text not in condition.any:
        return False
    if condition.regex and not _pattern(condition.regex).search(text):
        return False
    return not (condition.not_regex and _pattern(condition.not_regex).search(text))


@lru_cache(maxsize=512)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


def switches_off(body: Body, site: int) -> bool:
    """Whether what a site gives is only switched off: `Analytics.getInstance(this).setEnabled(false)`."""
    ops = body.ops
    return any(
        item.kind == facts.CALL
        and item.receiver == site
        and any(arg != NONE and ops[arg].type == "bool" and ops[arg].name == "false" for arg in item.args)
        for item in ops[site + 1 :]
    )
