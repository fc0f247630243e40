"""What a build script says about versions besides declarations: forced ones, constraints, rules for each dependency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from privlint.dependencies.catalogue import Library
from privlint.dependencies.declared import CONSTRAINTS, Declaration, Rounds, declarations
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script, Setting
from privlint.dependencies.syntax import Text
from privlint.dependencies.values import Value
from privlint.workspace.model import Position

_PLACES: Final = frozenset(("resolutionStrategy", "eachDependency", "dependencySubstitution"))


class Resolution(msgspec.Struct, gc=False):
    """The rules of a module. `forced` and `constraints` are by (group, name)."""

    forced: dict[tuple[str, str], tuple[str, Position]]
    constraints: dict[tuple[str, str], tuple[str, Position]]
    rules: list[tuple[Setting, Script, Scope]]  # calls of `useVersion`
    replaced: dict[tuple[str, str], tuple[str, Position]]  # modules that stand for others, as coordinates

    def applied(self, declared: Declaration) -> Declaration:
        """The declaration with the version that the build will take; `requested` stays as written."""
        declared = self._substituted(declared)
        if declared.coordinate is None:
            return declared
        chosen = self.forced.get(declared.coordinate) or self._by_rule(declared)
        constraint = self.constraints.get(declared.coordinate)
        if chosen is None and constraint is not None and _is_raised(declared.version, constraint[0]):
            chosen = constraint
        if chosen is None or chosen[0] == declared.version:
            return declared
        version, at = chosen
        via = "literal" if declared.via == "bom" else declared.via
        return msgspec.structs.replace(declared, version=version, position=at, via=via, version_at=None)

    def _substituted(self, declared: Declaration) -> Declaration:
        text, at = self.replaced.get(declared.coordinate or ("", ""), ("", declared.position))
        group, name, version = [*text.split(":"), "", ""][:3]
        if not name:
            return declared
        return msgspec.structs.replace(declared, coordinate=(group, name), version=version or None, position=at)

    def _by_rule(self, declared: Declaration) -> tuple[str, Position] | None:
        group, name = declared.coordinate or ("", "")
        requested: dict[str, Value] = {"group": group, "name": name, "version": declared.version}
        for setting, script, scope in self.rules:
            inner = scope.binding({"requested": requested})
            for names, _ in setting.bindings:
                inner.bound[names[0]] = {"requested": requested}
            holds = (inner.evaluate(condition) is outcome for condition, outcome in setting.conditions)
            if setting.conditions and all(holds):
                version = inner.text(setting.arguments[0].value)
                if version:
                    return version, Position(script.path, setting.line, setting.column)
        return None


def read_resolution(scripts: Iterable[tuple[Script, Scope]], rounds: Rounds) -> Resolution:
    """What the scripts of a module say; of two forced versions the later one counts."""
    resolution = Resolution({}, {}, [], {})
    for script, scope in scripts:
        for declared in declarations(script, scope, rounds, CONSTRAINTS):
            if declared.coordinate is not None and declared.version:
                at = declared.version_at or declared.position
                resolution.constraints.setdefault(declared.coordinate, (declared.version, at))
        for setting in script.settings:
            if _PLACES.isdisjoint(setting.path):
                continue
            if setting.name in ("force", "forcedModules"):
                for text, at in _forced(setting, script, scope):
                    group, name, version = [*text.split(":"), "", ""][:3]
                    if version:
                        resolution.forced[group, name] = (version, at)
            elif setting.name == "useVersion" and setting.arguments:
                resolution.rules.append((setting, script, scope))
            elif setting.segments and setting.segments[0].name == "substitute":
                resolution.replaced.update(_substitution(setting, script, scope))
    return resolution


def _substitution(
    setting: Setting, script: Script, scope: Scope
) -> Iterator[tuple[tuple[str, str], tuple[str, Position]]]:
    """`substitute module('g:a') using module('h:b:2')`, also the older `with`."""
    calls = {segment.name: scope.texts_of(segment.arguments or ()) for segment in setting.segments}
    for old in calls["substitute"]:
        group, name, _ = [*old.split(":"), "", ""][:3]
        for new in calls.get("using", calls.get("with", [])):
            yield (group, name), (new, Position(script.path, setting.line, setting.column))


def _forced(setting: Setting, script: Script, scope: Scope) -> Iterator[tuple[str, Position]]:
    for argument in setting.arguments:
        at = Position(script.path, setting.line, setting.column)
        if isinstance(argument.value, Text):
            at = Position(script.path, argument.value.line, argument.value.column)
        value = scope.evaluate(argument.value)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Library):
                yield f"{item.group}:{item.name}:{item.version or ''}", at
            elif isinstance(item, str):
                yield item, at


def _is_raised(declared: str | None, constraint: str) -> bool:
    """Whether a constraint changes what is declared: where nothing is, or, as far as plain numbers tell, less."""
    if declared is None:
        return True
    numbers = [[_magnitude(part) for part in version.split(".")] for version in (declared, constraint)]
    are_plain = all(part.isdecimal() for version in (declared, constraint) for part in version.split("."))
    return are_plain and numbers[0] < numbers[1]


def _magnitude(digits: str) -> tuple[int, str]:
    """What a number in digits is sorted by. Python refuses to read numbers of thousands of digits."""
    significant = digits.lstrip("0")
    return len(significant), significant
