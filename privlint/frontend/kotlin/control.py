"""Control flow that is no choice: try, loops, return, throw, labels, blocks."""

from __future__ import annotations

from privlint.frontend import facts
from privlint.frontend.facts import NONE, Local, Region
from privlint.frontend.kotlin.branches import branch
from privlint.frontend.kotlin.context import (
    ALIVE,
    LEAVES_BLOCK,
    LEAVES_FUNCTION,
    Context,
    evaluate,
    expression,
    statement,
)
from privlint.frontend.kotlin.lambdas import declare_variable, destructure
from privlint.frontend.kotlin.modifiers import type_text
from privlint.frontend.kotlin.syntax import COMMENTS, TYPES, Syntax, named


@expression("try_expression")
def try_value(ctx: Context, node: Syntax) -> int:
    """`try` whose value is used."""
    return _try(ctx, node, want_value=True)


@statement("try_expression")
def try_statement(ctx: Context, node: Syntax) -> int:
    """`try` as a statement."""
    return _try(ctx, node, want_value=False)


def _try(ctx: Context, node: Syntax, want_value: bool) -> int:
    body = ctx.body
    entry_leaving = ctx.leaving
    values: list[int] = []
    exits: list[int] = []
    final = ALIVE
    for child in named(node):
        saved = body.guard
        ctx.leaving = ALIVE
        ctx.file.open_scope()
        if child.type == "finally_block":
            value = _try_part(ctx, child, want_value)
        else:
            with body.region(is_handler=child.type == "catch_block"):
                value = _try_part(ctx, child, want_value)
        ctx.file.close_scope()
        body.guard = saved
        if child.type == "finally_block":
            final = ctx.leaving
        else:
            exits.append(ctx.leaving)
            if value != NONE and ctx.leaving == ALIVE:
                values.append(value)
    ctx.leaving = entry_leaving
    span = ctx.node_span(node)
    result = body.add(facts.PHI, span, args=tuple(values)) if want_value and values else NONE
    leaving = final or (min(exits) if exits else ALIVE)
    if leaving != ALIVE:
        ctx.leave(leaving, span)
    return result


def _try_part(ctx: Context, node: Syntax, want_value: bool) -> int:
    """The block of `try`, `catch` or `finally`; a caught exception is a local."""
    if node.type == "block":
        return branch(ctx, node, want_value)
    value = NONE
    name = ""
    for part in named(node):
        if part.type == "identifier":
            name = ctx.name(part)
        elif part.type in TYPES:
            ctx.file.declare(Local(name, type_text(ctx, part)))
        elif part.type == "block":
            value = branch(ctx, part, want_value and node.type == "catch_block")
    return value


@statement("for_statement")
def for_loop(ctx: Context, node: Syntax) -> int:
    """`for (x in xs) code`."""
    variable: Syntax | None = None
    iterable = NONE
    saved, leaving, start = ctx.body.guard, ctx.leaving, len(ctx.body.ops)
    ctx.file.open_scope()
    ctx.loops.append((ctx.body, []))
    for part in named(node):
        if part.type in ("variable_declaration", "multi_variable_declaration") and variable is None:
            variable = part
        elif part.type in ("label", "annotation"):
            continue
        elif iterable == NONE and variable is not None:
            iterable = evaluate(ctx, part)
            start = len(ctx.body.ops)
            _bind_element(ctx, variable, iterable)
        else:
            branch(ctx, part, want_value=False)
    ctx.loops.pop()
    ctx.file.close_scope()
    ctx.body.regions.append(Region(start, len(ctx.body.ops), is_loop=True))
    ctx.body.guard, ctx.leaving = saved, leaving
    return NONE


def _bind_element(ctx: Context, variable: Syntax, iterable: int) -> None:
    span = ctx.node_span(variable)
    element = ctx.body.add(facts.ELEMENT, span, receiver=iterable)
    if variable.type == "multi_variable_declaration":
        destructure(ctx, variable, element)
    else:
        slot = declare_variable(ctx, variable)
        ctx.body.add(facts.STORE_LOCAL, span, slot=slot, args=(element,))
    ctx.body.push_non_null(element, True, span)  # rounds of nothing do not run


@statement("while_statement")
def while_loop(ctx: Context, node: Syntax) -> int:
    """`while (condition) code`."""
    parts = [part for part in named(node) if part.type != "label"]
    if not parts:
        return NONE
    body = ctx.body
    leaving = ctx.leaving
    ctx.loops.append((ctx.body, []))
    with body.region(is_loop=True):
        condition = evaluate(ctx, parts[0])
        saved = body.guard
        if condition != NONE and not body.is_true(condition):
            body.push(condition, True)
        for part in parts[1:]:
            branch(ctx, part, want_value=False)
    body.guard, ctx.leaving = saved, leaving
    _end_loop(ctx, condition)
    return NONE


@statement("do_while_statement")
def do_while_loop(ctx: Context, node: Syntax) -> int:
    """`do code while (condition)`."""
    saved, leaving = ctx.body.guard, ctx.leaving
    parts = [part for part in named(node) if part.type != "label"]
    ctx.loops.append((ctx.body, []))
    with ctx.body.region(is_loop=True):
        for part in parts[:-1]:
            branch(ctx, part, want_value=False)
        ctx.body.guard = saved
        condition = evaluate(ctx, parts[-1]) if parts else NONE
    ctx.body.guard, ctx.leaving = saved, leaving
    _end_loop(ctx, condition)
    return NONE


def _end_loop(ctx: Context, condition: int) -> None:
    """What holds after a loop."""
    _, breaks = ctx.loops.pop()
    if condition != NONE:
        ctx.body.push_end_of_loop(condition, breaks)


@expression("return_expression")
def return_(ctx: Context, node: Syntax) -> int:
    """`return`, `return x`, `return@label x`; the label is the name of the operation."""
    children = [child for child in node.children if child.type not in COMMENTS]
    parts = [child for child in children if child.is_named]
    label = ""
    if children[0].type != "return" and parts:
        label = ctx.name(parts.pop(0))
    value = evaluate(ctx, parts[-1]) if parts else NONE
    span = ctx.node_span(node)
    if not label and ctx.escapes.return_(ctx, value, span):
        value = NONE
    op = ctx.body.add(facts.RETURN, span, name=label, args=(value,) if value != NONE else ())
    ctx.leave(LEAVES_BLOCK if label else LEAVES_FUNCTION, span)
    return op


@expression("throw_expression")
def throw(ctx: Context, node: Syntax) -> int:
    """`throw x`."""
    parts = named(node)
    value = evaluate(ctx, parts[-1]) if parts else NONE
    span = ctx.node_span(node)
    op = ctx.body.add(facts.THROW, span, args=(value,) if value != NONE else ())
    ctx.leave(LEAVES_FUNCTION, span)
    return op


@expression("labeled_expression")
def labeled(ctx: Context, node: Syntax) -> int:
    """`label@ x`; the grammar reads `break@label` and `continue@label` as such, too."""
    parts = named(node)
    if not parts:
        return NONE
    if parts[0].type == "label" and ctx.text(parts[0]) in ("break@", "continue@"):
        if ctx.text(parts[0]) == "break@":
            ctx.note_break(is_labeled=True)
        ctx.leave(LEAVES_BLOCK, ctx.node_span(node))
        return NONE
    return evaluate(ctx, parts[-1])


@statement("block")
def block(ctx: Context, node: Syntax) -> int:
    """A block of its own."""
    saved = ctx.body.guard
    branch(ctx, node, want_value=False)
    if ctx.leaving == ALIVE:
        ctx.body.guard = saved
    return NONE
