"""Functions and closures of a build that only put texts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.dependencies.syntax import Assignment, Block, Chain, Control, Parameter, Segment
from privlint.dependencies.values import Value

if TYPE_CHECKING:
    from privlint.dependencies.scope import Scope


def as_block(function: Control) -> Block | None:
    """A function as a closure: its parameters, those with a default set first."""
    if not function.blocks:
        return None
    body = function.blocks[0]
    names = tuple(parameter.name for parameter in function.parameters)
    defaults = tuple(_default(parameter, body) for parameter in function.parameters if parameter.default is not None)
    return Block(names or ("",), (*defaults, *body.statements), body.line, body.column)


def _default(parameter: Parameter, body: Block) -> Assignment:
    target = Chain(None, (Segment(parameter.name, None, None, body.line, body.column),), body.line, body.column)
    assert parameter.default is not None
    return Assignment(target, "=", parameter.default, True, body.line, body.column)


def called(caller: Scope, function: Block, home: Scope, call: Segment, file: str) -> Scope:
    """What names mean in a function that is called; `home` is where it is defined."""
    inner = type(caller)((home,))
    positional = [argument for argument in call.arguments or () if not argument.name]
    for name, argument in zip(function.parameters or ("it",), positional, strict=False):
        inner.bound[name] = caller.evaluate(argument.value)
    for argument in call.arguments or ():
        if argument.name:
            inner.bound[argument.name] = caller.evaluate(argument.value)
    for statement in function.statements:
        if isinstance(statement, Assignment) and statement.is_declaration and statement.target.segments:
            inner.define(statement.target.segments[-1].name, statement.value, file, replaces=False)
    return inner


def invoked(caller: Scope, function: Block, home: Scope, call: Segment, file: str) -> Value:
    """The value of the last statement of a function that is called."""
    last = function.statements[-1] if function.statements else None
    if last is None or isinstance(last, (Assignment, Control)):
        return None
    return called(caller, function, home, call, file).evaluate(last)
