"""Which of several functions of one name a call means, and which parameter takes which argument."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from privlint.consent.tables import Tables
from privlint.consent.values import ANYTHING, Const, Function, Instance, Reference, Unknown, Value, Values, join
from privlint.frontend.facts import NONE
from privlint.program.source import SourceMethod

_SCALARS: Final = frozenset(["boolean", "int", "long", "char", "float", "java.lang.String"])
#: Types of constants, and other types that take them.
_TYPES: Final = {"string": "java.lang.String", "bool": "boolean", "int": "int"}
_WIDER: Final = {
    "string": frozenset(["java.lang.Object", "java.lang.CharSequence", "java.lang.Comparable"]),
    "bool": frozenset(["java.lang.Object"]),
    "int": frozenset(["long", "float", "char", "java.lang.Object", "java.lang.Number"]),
}
#: How well a value fits a type: surely not, likely not, open, well, exactly.
_NEVER, _HARDLY, _OPEN, _WELL, _EXACTLY = -2, -1, 0, 1, 2


class Overloads:
    """Compares arguments with parameters."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def choose(
        self, methods: Sequence[SourceMethod], arguments: Sequence[Values], names: Sequence[str] = ()
    ) -> list[SourceMethod]:
        """The functions that a call may mean: types that cannot fit decide first, then the number of parameters, then
        how well types fit."""
        if len(methods) < 2:
            return list(methods)
        able = [method for method in methods if method.accepts(len(arguments))] or list(methods)
        if len(able) == 1:
            return able
        ranks = [self._rank(method, arguments, names) for method in able]
        best = max(ranks)
        return [method for method, rank in zip(able, ranks, strict=True) if rank == best]

    def _rank(self, method: SourceMethod, arguments: Sequence[Values], names: Sequence[str]) -> tuple[bool, bool, int]:
        params = method.decl.params
        score = 0
        is_able = not any(names) or {name for name in names if name} <= {method.file.local(s).name for s in params}
        for slot, values in zip(params, self.bind(method, arguments, names), strict=True):
            if not values or values is ANYTHING:
                continue
            text = method.file.local(slot).type
            if method.decl.has_vararg and slot == params[-1]:
                text = text.removesuffix("[]")
            declared = self.tables.names.resolve(method.file, method.owner, text)
            fits = [self._fits(value, declared, text) for value in values[:2]]
            score += sum(fits)
            is_able = is_able and max(fits) > _NEVER
        return is_able, len(params) == len(arguments) and not method.decl.has_vararg, score

    def _fits(self, value: Value, declared: str, text: str) -> int:
        if isinstance(value, Const) and value.kind != "enum":
            wanted = _TYPES.get(value.kind, "")
            if not wanted or not declared or wanted == declared:
                return _EXACTLY if wanted and declared else _OPEN
            return _WELL if declared in _WIDER[value.kind] else _NEVER
        if isinstance(value, (Function, Reference)):
            return _WELL if "->" in text or declared not in _SCALARS else _NEVER
        type_name = _type_of(value)
        if not type_name or not declared:
            return _OPEN
        if self.tables.hierarchy.is_subtype(type_name, declared):
            return _EXACTLY
        return _HARDLY if isinstance(value, Unknown) or declared not in _SCALARS else _NEVER

    def bind(self, method: SourceMethod, arguments: Sequence[Values], names: Sequence[str]) -> list[Values | None]:
        """Values for the parameters in order; None where the default applies."""
        params = method.decl.params
        bound: list[Values | None] = [None] * len(params)
        by_name = {method.file.local(slot).name: place for place, slot in enumerate(params)}
        is_named = any(names)
        place = 0
        for number, values in enumerate(arguments):
            name = names[number] if number < len(names) else ""
            target = by_name.get(name, NONE) if name else place
            is_last = number == len(arguments) - 1
            if not name and is_last and target < len(params) - 1 and self._is_trailing(method, values, is_named):
                target = len(params) - 1
            if method.decl.has_vararg and target >= len(params):
                target = len(params) - 1
            if 0 <= target < len(params):
                known = bound[target]
                bound[target] = values if known is None else join(known, values)
            if not name:
                place += 1
        for place, slot in enumerate(params):
            if bound[place] is None and not method.file.local(slot).has_default:
                bound[place] = ANYTHING
        return bound

    def _is_trailing(self, method: SourceMethod, values: Values, is_named: bool) -> bool:
        """Whether the last argument is a lambda behind the parentheses that belongs to the last parameter."""
        if not method.file.is_kotlin or not any(isinstance(value, Function) for value in values):
            return False
        last = method.file.local(method.decl.params[-1])
        return last.is_functional or "->" in last.type or is_named


def _type_of(value: Value) -> str:
    """The type of an object, "" if it is not known."""
    if isinstance(value, Instance):
        return value.cls.name
    if isinstance(value, Const):
        return value.text.rpartition(".")[0]
    return value.type if isinstance(value, Unknown) else ""
