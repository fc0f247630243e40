"""Evaluates operators: concatenation, comparison, logic, choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.dependencies.syntax import Expr, Literal, Operation
from privlint.dependencies.values import Value, as_bool

if TYPE_CHECKING:
    from privlint.dependencies.scope import Scope

#: From the loosest to the tightest: an operation is flat, so it is split at the loosest operator that it has.
_LOOSEST_FIRST: Final = ("?:", "||", "&&")


def operation_value(scope: Scope, operation: Operation) -> Value:
    """The value of an operation, None when only a build knows it."""
    if operation.operators[0] == "!":
        value = as_bool(scope.evaluate(operation.operands[0]))
        return None if value is None else not value
    if operation.is_cut_off:
        return None
    if "?" in operation.operators and ":" in operation.operators:
        return _choice(scope, operation)
    for operator in _LOOSEST_FIRST:
        if operator in operation.operators:
            parts = _split(operation, operator)
            if operator == "?:":
                values = (scope.evaluate(part) for part in parts)
                return next((value for value in values if value is not None), None)
            return _logic(scope, parts, decides=operator == "||")
    if operation.operators[0] in ("as", "to"):
        return scope.evaluate(operation.operands[0])
    if len(operation.operands) == 2 and operation.operators[0] in ("==", "!=", "===", "!==", "in"):
        return _comparison(scope, operation)
    if set(operation.operators) == {"+"}:
        return _sum(scope, operation)
    return None


def _split(operation: Operation, operator: str) -> list[Expr]:
    """The operands of an operator that may occur several times."""
    parts: list[Expr] = []
    start = 0
    for index in [*(i for i, name in enumerate(operation.operators) if name == operator), len(operation.operators)]:
        parts.append(_part(operation, start, index))
        start = index + 1
    return parts


def _part(operation: Operation, start: int, end: int) -> Expr:
    """The operands from `start` up to `end`, that one included."""
    if start == end:
        return operation.operands[start]
    first = operation.operands[start]
    return Operation(operation.operators[start:end], operation.operands[start : end + 1], first.line, first.column)


def _choice(scope: Scope, operation: Operation) -> Value:
    """`condition ? a : b`."""
    question = operation.operators.index("?")
    colon = len(operation.operators) - 1 - operation.operators[::-1].index(":")
    if colon < question:
        return None
    chosen = as_bool(scope.evaluate(_part(operation, 0, question)))
    if chosen is None:
        return None
    if chosen:
        return scope.evaluate(_part(operation, question + 1, colon))
    return scope.evaluate(_part(operation, colon + 1, len(operation.operators)))


def _logic(scope: Scope, parts: list[Expr], *, decides: bool) -> bool | None:
    """`&&` and `||`: one operand that decides is enough, whatever the others are."""
    values = [as_bool(scope.evaluate(part)) for part in parts]
    if decides in values:
        return decides
    return None if None in values else not decides


def _comparison(scope: Scope, operation: Operation) -> bool | None:
    left, right = (scope.evaluate(operand) for operand in operation.operands)
    operator = operation.operators[0]
    if left is None or right is None:
        return None
    if operator == "in":
        return left in right if isinstance(right, list) else None
    return (left == right) == operator.startswith("=")


def _sum(scope: Scope, operation: Operation) -> Value:
    """Texts, or lists, put together; numbers are added."""
    if all(isinstance(operand, Literal) and operand.value.isdecimal() for operand in operation.operands):
        return str(sum(int(operand.value) for operand in operation.operands if isinstance(operand, Literal)))
    known = [scope.evaluate(operand) for operand in operation.operands]
    if all(isinstance(value, list) for value in known):
        return [item for value in known if isinstance(value, list) for item in value]
    texts = [value for value in known if isinstance(value, str)]
    return scope.joined(texts, operation) if len(texts) == len(known) else None
