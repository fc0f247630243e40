"""Postfix chains: calls, member reads, indexing, `!!`, class literals, and the prefix operators before them.

A chain `a.b(c)?.d[e]` is a left-deep tree. It is flattened and walked with a loop: a builder chain of any length costs
no stack. That is also the place where a prefix operator that the grammar put on the first name (`!a.b()` read as
`(!a).b()`) is lifted over the whole chain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from privlint.frontend import facts
from privlint.frontend.facts import NONE
from privlint.frontend.functiontypes import parameters_after_receiver
from privlint.frontend.kotlin.context import (
    ALIVE,
    LEAVES_FUNCTION,
    Context,
    evaluate,
    expression,
)
from privlint.frontend.kotlin.escapes import WAITING
from privlint.frontend.kotlin.lambdas import add_lambda
from privlint.frontend.kotlin.literals import identifier
from privlint.frontend.kotlin.operators import increment
from privlint.frontend.kotlin.references import class_literal_type, reference
from privlint.frontend.kotlin.syntax import COMMENTS, Syntax, kind_id, named, operands

#: Functions of the standard library that throw unless their first argument is as they ask.
_DEMANDS = frozenset({"require", "check", "requireNotNull", "checkNotNull"})
#: Functions that never return: those of the standard library, and System.exit.
_EXITS = frozenset({"exitProcess", "error", "TODO", "exit"})
#: Inline functions of the standard library that run their lambda exactly once: a `return` in it leaves the caller.
_RUN_ONCE = frozenset({"run", "let", "also", "apply", "with", "use", "synchronized"})
#: Members of a class literal that stand for the same class.
_CLASS_VIEWS = frozenset({"java", "kotlin", "javaObjectType", "javaPrimitiveType"})


_CALL = kind_id("call_expression")
_GENERIC = kind_id("generic_call")
_INDEX = kind_id("index_expression")
_NAVIGATION = kind_id("navigation_expression")
_UNARY = kind_id("unary_expression")
_IDENTIFIER = kind_id("identifier")
_VALUE_ARGUMENTS = kind_id("value_arguments")
_VALUE_ARGUMENT = kind_id("value_argument")
_LAMBDA = kind_id("annotated_lambda")
_CALLS = frozenset({_CALL, _GENERIC})
_APPLICATIONS = _CALLS | {_INDEX}
_KINDS = _APPLICATIONS | {_NAVIGATION, _UNARY}
_COMMENT = re.compile(rb"/\*.*?\*/|//[^\n]*", re.DOTALL)


#: One step of a chain: kind of node, the node, its named children, whether it is `?.`.
_Link = tuple[int, Syntax, Sequence[Syntax], bool]


@expression("navigation_expression", "call_expression", "index_expression", "unary_expression", "generic_call")
def chain(ctx: Context, node: Syntax) -> int:
    """The value of a chain, prefix operators applied."""
    source = ctx.source
    links: list[_Link] = []
    prefixes: list[tuple[str, Syntax]] = []
    kind = node.kind_id
    while True:
        if kind == _NAVIGATION:
            parts = node.named_children
            is_safe: bool | None = False
            if len(parts) != 2 or source[parts[0].end_byte : parts[1].start_byte] != b".":
                is_safe = _separator(ctx, parts)
            if is_safe is None:
                break
            links.append((kind, node, parts, is_safe))
            node = parts[0]
        elif kind in _APPLICATIONS:
            parts = node.named_children
            if not parts:
                break
            links.append((kind, node, parts, False))
            node = parts[0]
        elif kind == _UNARY:
            parts = operands(node)
            if len(parts) != 2:
                break
            if parts[0].is_named:
                links.append((kind, node, parts, False))
                node = parts[0]
            else:
                prefixes.append((parts[0].type, node))
                node = parts[1]
        else:
            break
        kind = node.kind_id
    value = _walk(ctx, links, node, kind)
    if prefixes:
        for operator, operand in reversed(prefixes):
            whole = links[0][1] if links else operand
            value = _prefix(ctx, operator, value, operand.start_byte, whole)
    return value


def _walk(ctx: Context, links: list[_Link], atom: Syntax, kind: int) -> int:
    """The value of the steps `links` (outermost first), applied to `atom`, a node of kind `kind`."""
    body = ctx.body
    outside: int | None = None  # the guard outside the safe calls that are open
    at = len(links) - 1  # the step to do next
    if kind != _IDENTIFIER:
        value = _atom(ctx, atom, kind)
    elif links and links[at][0] in _CALLS:
        name, value = _callee(ctx, atom)
        value, at = _call(ctx, links, at, name, value, atom.start_byte, False)
    else:
        value = identifier(ctx, atom)
    while at >= 0:
        kind, whole, parts, is_safe = links[at]
        if outside is not None and not is_safe:
            body.guard, outside = outside, None
        if kind == _NAVIGATION:
            name_node = parts[-1]
            name = ctx.name(name_node)
            start = name_node.start_byte
            at -= 1
            if is_safe:
                outside = body.guard if outside is None else outside
                body.push(ctx.non_null(value, start, name_node.end_byte), True)
            if name_node.kind_id != _IDENTIFIER:
                evaluate(ctx, name_node)  # `a.(f)(x)`
            elif at >= 0 and links[at][0] in _CALLS:
                receiver = value
                value, at = _call(ctx, links, at, name, value, start, is_safe)
                if ctx.call_exit:
                    body.guard, outside = outside if outside is not None else body.guard, None
                    if at < 0 or not is_safe:
                        _leave_after_call(ctx, is_safe, receiver, start, whole.end_byte)
            elif name not in _CLASS_VIEWS or value == NONE or body.ops[value].kind != facts.CLASSREF:
                value = ctx.add(facts.MEMBER, start, whole.end_byte, name, value, safe=is_safe)
        elif kind in _CALLS:
            value, at = _call(ctx, links, at, "invoke", value, whole.start_byte, False)
        else:
            at -= 1
            value = _index(ctx, whole, parts, value) if kind == _INDEX else _postfix(ctx, whole, parts, value)
    if outside is not None:
        body.guard = outside
    return value


def _atom(ctx: Context, node: Syntax, kind: int) -> int:
    """What a chain begins with. A node of a chain's kind is a member reference here, or broken syntax."""
    if kind == _NAVIGATION and len(named(node)) >= 2:
        return reference(ctx, node)
    if kind in _KINDS:
        for child in node.named_children:
            evaluate(ctx, child)
        return NONE
    return evaluate(ctx, node)


def _separator(ctx: Context, parts: Sequence[Syntax]) -> bool | None:
    """Whether a navigation is safe (`?.`); None if it is a reference (`::`) or broken."""
    if len(parts) != 2:
        parts = [part for part in parts if part.type not in COMMENTS]
        if len(parts) != 2:
            return None
    between = ctx.source[parts[0].end_byte : parts[1].start_byte]
    if between == b".":
        return False
    if b"/" in between:  # comments between receiver and name
        between = _COMMENT.sub(b"", between)
    return None if b"::" in between else b"?" in between


def _prefix(ctx: Context, operator: str, value: int, start: int, whole: Syntax) -> int:
    """The value of `operator` at byte `start` applied to `value`, the value of the chain `whole`."""
    if value == NONE:
        return NONE
    if operator == "!" or operator == "-":
        return ctx.add(facts.UNARY, start, whole.end_byte, operator, value)
    if operator == "++" or operator == "--":
        return increment(ctx, value, operator, ctx.span(start, whole.end_byte))
    return value


def _index(ctx: Context, whole: Syntax, parts: Sequence[Syntax], value: int) -> int:
    """`value[a, b]`."""
    indices = tuple([evaluate(ctx, part) for part in parts[1:] if part.type not in COMMENTS])
    return ctx.add(facts.INDEX, whole.start_byte, whole.end_byte, receiver=value, args=indices)


def _postfix(ctx: Context, whole: Syntax, parts: Sequence[Syntax], value: int) -> int:
    """`value!!`, `value++` or `value--`."""
    if (operator := parts[1].type) != "!!":
        increment(ctx, value, operator, ctx.node_span(whole))
    return value


def _callee(ctx: Context, atom: Syntax) -> tuple[str, int]:
    """Name and receiver of the call of a simple name: a local where one is callable, else a function or constructor."""
    name = ctx.name(atom)
    slot = ctx.lookup(name)
    if slot != NONE and (ctx.file.locals[slot].is_functional or name == "it"):
        return "invoke", ctx.add(facts.LOCAL, atom.start_byte, atom.end_byte, slot=slot)
    return name, NONE


def _call(
    ctx: Context, links: list[_Link], at: int, name: str, receiver: int, start: int, safe: bool
) -> tuple[int, int]:
    """The call whose arguments come with step `at`, and the step after it: a trailing lambda in a step of its own
    belongs to the call. `ctx.call_exit` tells whether the call leaves the function."""
    kind, whole, parts, _ = links[at]
    pieces = parts[1:]
    at -= 1
    if at >= 0 and links[at][0] == _CALL and _only_adds_lambda(links[at + 1], links[at]):
        _, whole, parts, _ = links[at]
        pieces = [*pieces, *parts[1:]]
        at -= 1
    args: list[int] = []
    names: list[str] = []
    type_args: tuple[str, ...] = ()
    lambda_exit, stays = ALIVE, NONE
    if kind == _GENERIC:
        type_args = (ctx.text(pieces[0]),)
        args, lambda_exit = _generic_argument(ctx, name, pieces[1])
        pieces = pieces[2:]
    for piece in pieces:
        kind = piece.kind_id
        if kind == _VALUE_ARGUMENTS:
            add_arguments(ctx, piece, args, names)
        elif kind == _LAMBDA:
            args.append(add_lambda(ctx, piece, name))
            lambda_exit, stays = ctx.lambda_exit, ctx.lambda_stays
        elif piece.type == "type_arguments":
            type_args = tuple([class_literal_type(ctx, a) for a in named(piece)])
    arg_names = complete_names(args, names) if names else ()
    end = whole.end_byte
    slot = ctx.lookup(name)
    if receiver != NONE and slot != NONE and parameters_after_receiver(ctx.file.locals[slot].type) == NONE:
        slot = NONE
    op = ctx.add(facts.CALL, start, end, name, receiver, tuple(args), "", slot, arg_names, type_args, safe)
    if stays != NONE or ctx.escapes.results:
        ctx.escapes.after_call(ctx, op, stays if name in _RUN_ONCE else NONE, ctx.span(start, end))
    if receiver != NONE and name in WAITING:
        ctx.body.push(ctx.add(facts.UNARY, start, end, "arrives", op), True)
    if name in _DEMANDS and receiver == slot == NONE and args:
        _demand(ctx, name, args[0], start, end)
    ctx.call_exit = lambda_exit == LEAVES_FUNCTION and name in _RUN_ONCE
    if receiver == NONE and ctx.call_exit or name in _EXITS and _never_returns(ctx, name, receiver, len(args)):
        ctx.leave(LEAVES_FUNCTION, ctx.span(start, end))
        ctx.call_exit = False
    return op, at


def _generic_argument(ctx: Context, name: str, argument: Syntax) -> tuple[list[int], int]:
    """The argument of `f<T>(x)` or `f<T> { }`, and how a lambda ends."""
    if argument.type == "lambda_literal":
        return [add_lambda(ctx, argument, name)], ctx.lambda_exit
    return [evaluate(ctx, part) for part in named(argument)[:1]], ALIVE


def _demand(ctx: Context, name: str, value: int, start: int, end: int) -> None:
    """After `require(ok)` and `checkNotNull(value)` only what they ask for is left."""
    if name.endswith("NotNull"):
        ctx.body.push_non_null(value, True, ctx.span(start, end))
    else:
        ctx.body.push(value, True)


def _leave_after_call(ctx: Context, is_safe: bool, receiver: int, start: int, end: int) -> None:
    """After `a.run { …; return }` nothing runs; after `a?.let { …; return }` only what has a == null."""
    if is_safe:
        ctx.body.push(ctx.non_null(receiver, start, end), False)
    else:
        ctx.leave(LEAVES_FUNCTION, ctx.span(start, end))


def _never_returns(ctx: Context, name: str, receiver: int, count: int) -> bool:
    """Whether a call with a name of `_EXITS` and `count` arguments ends the program or throws."""
    if name == "exit":
        return receiver != NONE and ctx.body.ops[receiver].name == "System"
    return receiver == NONE and count < 2


def _only_adds_lambda(inner: _Link, outer: _Link) -> bool:
    """Whether `outer` is the trailing lambda of the call `inner`: `f(x) { }` is read as `(f(x)) { }`."""
    parts = outer[2]
    if len(parts) != 2 or parts[1].kind_id != _LAMBDA:
        return False
    return inner[0] == _CALL and inner[2][-1].kind_id == _VALUE_ARGUMENTS


def add_arguments(ctx: Context, node: Syntax, args: list[int], names: list[str]) -> None:
    """Walks `value_arguments`: appends to `args` the operations, to `names` their names or "", up to the last name."""
    for argument in node.named_children:
        if argument.kind_id != _VALUE_ARGUMENT:
            if argument.type not in COMMENTS:
                evaluate(ctx, argument)
            continue
        parts = argument.named_children
        if len(parts) > 1:
            parts = [part for part in parts if part.type not in COMMENTS]
            if len(parts) == 2 and parts[0].kind_id == _IDENTIFIER:
                names.extend([""] * (len(args) - len(names)))
                names.append(ctx.name(parts[0]))
        if parts:
            value = parts[-1]
            args.append(identifier(ctx, value) if value.kind_id == _IDENTIFIER else evaluate(ctx, value))


def complete_names(args: list[int], names: list[str]) -> tuple[str, ...]:
    """The names of all arguments after `add_arguments`; () if none has one."""
    return (*names, *[""] * (len(args) - len(names))) if names else ()
