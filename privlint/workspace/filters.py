"""Variants that build scripts leave out: `variantFilter { if (…) setIgnore(true) }`, `beforeVariants(selector()…) { }`.

A condition is evaluated for a variant as far as it asks for names; a variant is left out only where that is sure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from privlint.dependencies.script import Script, Setting, settings_of
from privlint.dependencies.syntax import Argument, Block, Chain, Collection, Expr, Literal, Operation, Segment, Text
from privlint.workspace.sourcesets import Selection, camel

_FILTERS: Final = frozenset(["variantFilter", "beforeVariants"])
_IGNORING: Final = {
    "ignore": "true",
    "setIgnore": "true",
    "enable": "false",
    "enabled": "false",
    "setEnable": "false",
    "setEnabled": "false",
}
_FLAVORS: Final = frozenset(["flavors", "productFlavors"])
#: Links that leave a list of flavours a list of their names.
_SAME: Final = frozenset(["name", "collect", "map", "toList", "toSet", "second", "values"])
_TESTS: Final = {
    "contains": str.__contains__,
    "equals": str.__eq__,
    "startsWith": str.startswith,
    "endsWith": str.endswith,
}
_Answer = bool | None
_Known = str | tuple[str, ...] | None
_MAX_DEPTH: Final = 12
#: Of the place of a task in a list.
_MOST_DIGITS: Final = 9


class _Filter(msgspec.Struct, gc=False, frozen=True):
    """A block that runs for every variant that its selector selects."""

    selector: Expr | None
    settings: tuple[Setting, ...]
    variables: dict[str, Expr]


class Filters:
    """The filters of the scripts of a module."""

    def __init__(self, scripts: Iterable[Script]) -> None:
        self._filters = [_filter(setting) for s in scripts for setting in s.settings if setting.name in _FILTERS]

    def leave_out(self, selection: Selection) -> bool:
        """Whether a variant is sure not to be built."""
        return any(_Question(selection, item.variables).is_ignored(item) for item in self._filters)


def _filter(setting: Setting) -> _Filter:
    last = setting.segments[-1] if setting.segments else Segment("", None, None, 0, 0)
    values = [argument.value for argument in last.arguments or ()]
    blocks = [value for value in (*values, last.block) if isinstance(value, Block)]
    settings = tuple(inner for block in blocks for inner in settings_of(block))
    variables = {inner.name: inner.value for inner in settings if inner.is_declaration and inner.value is not None}
    return _Filter(next((value for value in values if isinstance(value, Chain)), None), settings, variables)


class _Question:
    """What conditions say of one variant."""

    def __init__(self, selection: Selection, variables: dict[str, Expr]) -> None:
        self.selection = selection
        self.variables = variables
        self.depth = 0

    def is_ignored(self, item: _Filter) -> bool:
        if item.selector is not None and self._selects(item.selector) is not True:
            return False
        return any(
            self._ignores(setting)
            and all(self._holds(condition) is outcome for condition, outcome in setting.conditions)
            for setting in item.settings
        )

    def _ignores(self, setting: Setting) -> bool:
        value = setting.arguments[0].value if setting.arguments else None
        return isinstance(value, Literal) and _IGNORING.get(setting.name) == value.value

    def _selects(self, selector: Expr) -> _Answer:
        """`selector().withFlavor("store" to "china").withBuildType("debug")`; a selector of all names nothing."""
        answers: list[_Answer] = []
        for segment in selector.segments if isinstance(selector, Chain) else ():
            given = [name for argument in segment.arguments or () for name in self._texts(argument.value)]
            if segment.name == "withFlavor":
                answers.append(bool(given) and given[-1] in self.selection.flavors)
            elif segment.name == "withBuildType":
                answers.append(given == [self.selection.build_type])
            elif segment.name == "withName":
                answers.append(given == [self.selection.name])
            elif segment.name not in ("selector", "all"):
                answers.append(None)
        return _all(answers)

    def _holds(self, condition: Expr) -> _Answer:
        self.depth += 1
        try:
            return self._decided(condition) if self.depth < _MAX_DEPTH else None
        finally:
            self.depth -= 1

    def _decided(self, condition: Expr) -> _Answer:
        if isinstance(condition, Literal):
            return {"true": True, "false": False}.get(condition.value)
        if isinstance(condition, Operation):
            return self._operation(condition)
        if isinstance(condition, Chain) and len(condition.segments) > 1:
            return self._test(condition)
        if isinstance(condition, Chain) and condition.segments and condition.segments[0].name in self.variables:
            return self._holds(self.variables[condition.segments[0].name])
        return None

    def _operation(self, operation: Operation) -> _Answer:
        operators, operands = operation.operators, operation.operands
        if operation.is_cut_off:
            return None
        for joint, combine in (("||", _any), ("&&", _all)):
            if joint in operators:
                return combine([self._holds(part) for part in _split(operation, joint)])
        if operators == ("!",):
            answer = self._holds(operands[0])
            return None if answer is None else not answer
        if operators not in (("==",), ("!=",), ("in",), ("to", "in")):
            return None
        left, right = self._value(operands[-2]), self._value(operands[-1])
        if not isinstance(left, str) or right is None:
            return None
        if operators[-1] == "in":  # of a pair `"store" to "china"` the flavour counts
            return left in right
        return (left == right) == (operators == ("==",)) if isinstance(right, str) else None

    def _test(self, chain: Chain) -> _Answer:
        """`variant.name.contains("china")`, `names.contains("china")`."""
        last = chain.segments[-1]
        if last.name not in _TESTS or not last.arguments:
            return None
        known = self._value(Chain(chain.head, chain.segments[:-1], chain.line, chain.column))
        wanted = self._texts(last.arguments[0].value)
        if known is None or not wanted:
            return None
        if isinstance(known, tuple):
            return wanted[-1] in known if last.name == "contains" else None
        return bool(_TESTS[last.name](known, wanted[-1]))

    def _value(self, expression: Expr) -> _Known:
        """A text, the names of flavours, or None for anything else."""
        if isinstance(expression, Text):
            return next(iter(self._texts(expression)), None)
        if isinstance(expression, Collection):
            return tuple(text for item in expression.items for text in self._texts(item.value))
        if not isinstance(expression, Chain) or expression.head is not None:
            return None
        names = [segment.name for segment in expression.segments]
        if len(names) == 1 and names[0] in self.variables and self.depth < _MAX_DEPTH:
            self.depth += 1
            known = self._value(self.variables[names[0]])
            self.depth -= 1
            return known
        return self._of_variant(expression, names)

    def _of_variant(self, chain: Chain, names: list[str]) -> _Known:
        selection = self.selection
        place = next((at for at, name in enumerate(names) if name in _FLAVORS), None)
        if place is not None:
            return self._of_flavors(chain.segments[place + 1 :])
        if "buildType" in names:
            return selection.build_type
        if names[-1] == "flavorName":
            return camel(selection.flavors)
        return selection.name if names[-1] == "name" and len(names) <= 2 else None

    def _of_flavors(self, segments: tuple[Segment, ...]) -> _Known:
        known: _Known = self.selection.flavors
        for segment in segments:
            index = _index(segment)
            if isinstance(known, tuple) and index is not None and index < len(known):
                known = known[index]
            elif segment.name == "first" and isinstance(known, tuple) and known:
                known = known[0]
            elif segment.name not in _SAME:
                return None
        return known

    def _texts(self, expression: Expr) -> list[str]:
        """The texts in an argument: one, or both of a pair."""
        if isinstance(expression, Text):
            parts = [part for part in expression.parts if isinstance(part, str)]
            return ["".join(parts)] if len(parts) == len(expression.parts) else []
        if isinstance(expression, Operation) and expression.operators == ("to",):
            return [text for operand in expression.operands for text in self._texts(operand)]
        return []


def _index(segment: Segment) -> int | None:
    """The number in `[0]` or `get(0)`."""
    arguments: tuple[Argument, ...] = segment.arguments or ()
    value = arguments[0].value if segment.name in ("[]", "get") and arguments else None
    digits = value.value if isinstance(value, Literal) else ""
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def _split(operation: Operation, joint: str) -> list[Expr]:
    """The operands between the joints; an operation knows no precedence."""
    parts: list[Expr] = []
    operators: list[str] = []
    operands = [operation.operands[0]]
    for operator, operand in zip(operation.operators, operation.operands[1:], strict=False):
        if operator == joint:
            parts.append(_joined(operators, operands, operation))
            operators, operands = [], [operand]
        else:
            operators.append(operator)
            operands.append(operand)
    parts.append(_joined(operators, operands, operation))
    return parts


def _joined(operators: list[str], operands: list[Expr], operation: Operation) -> Expr:
    if not operators:
        return operands[0]
    return Operation(tuple(operators), tuple(operands), operation.line, operation.column)


def _all(answers: list[_Answer]) -> _Answer:
    return False if False in answers else None if None in answers else True


def _any(answers: list[_Answer]) -> _Answer:
    return True if True in answers else None if None in answers else False
