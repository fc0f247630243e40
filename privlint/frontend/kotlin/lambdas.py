"""Code that is a value: lambdas, anonymous functions, local functions; and bodies of functions in general."""

from __future__ import annotations

from privlint.frontend import facts
from privlint.frontend.facts import NONE, Local
from privlint.frontend.kotlin.context import (
    ALIVE,
    Context,
    evaluate,
    execute_all,
    expression,
    last_value,
    statement,
)
from privlint.frontend.kotlin.modifiers import (
    NO_MODIFIERS,
    Parameter,
    declare_parameter,
    function_parameters,
    is_function_type,
    type_text,
)
from privlint.frontend.kotlin.syntax import TYPES, Syntax, named

#: Functions of the standard library whose lambda takes no argument: `it` inside belongs to a lambda further out.
_WITHOUT_IT = frozenset(
    "run apply with lazy synchronized thread buildString buildList buildMap buildSet runCatching launch async "
    "withContext runBlocking coroutineScope supervisorScope flow channelFlow sequence".split()
)


@expression("lambda_literal", "annotated_lambda")
def lambda_expression(ctx: Context, node: Syntax) -> int:
    """A lambda that is no trailing argument."""
    return add_lambda(ctx, node, "")


def add_lambda(ctx: Context, node: Syntax, callee: str) -> int:
    """Adds a lambda (`lambda_literal` or `annotated_lambda`) handed to `callee`; `ctx.lambda_exit` and
    `ctx.lambda_stays` then tell how its code leaves."""
    if node.type == "annotated_lambda":
        literals = [child for child in node.named_children if child.type == "lambda_literal"]
        if not literals:
            return evaluate(ctx, node.named_children[-1]) if node.named_children else NONE
        node = literals[0]
    outer, leaving = ctx.body, ctx.leaving
    op = len(outer.ops)
    inner = ctx.file.start_body(outer.index, op)
    ctx.add(facts.LAMBDA, node.start_byte, node.end_byte, slot=inner.index)
    ctx.body, ctx.leaving = inner, ALIVE
    ctx.escapes.enter(inner)
    children = named(node)
    parameters = children.pop(0) if children and children[0].type == "lambda_parameters" else None
    implicit = parameters is None and callee not in _WITHOUT_IT and not _has_arrow(ctx, node, children)
    if implicit:
        ctx.open_implicit(inner)
    else:
        ctx.file.open_scope()
    if parameters is not None:
        _lambda_parameters(ctx, parameters)
    value = last_value(ctx, children)
    if ctx.leaving == ALIVE and value != NONE:
        ctx.add(facts.RETURN, children[-1].start_byte, children[-1].end_byte, args=(value,))
    ctx.lambda_exit = ctx.leaving
    ctx.lambda_stays = ctx.escapes.leave(ctx, inner, ctx.leaving == ALIVE, ctx.span(node.end_byte - 1, node.end_byte))
    if implicit:
        ctx.close_implicit()
    else:
        ctx.file.close_scope()
    ctx.file.finish_body(inner)
    ctx.body, ctx.leaving = outer, leaving
    return op


def _has_arrow(ctx: Context, node: Syntax, children: list[Syntax]) -> bool:
    """Whether a lambda without parameters says so: `{ -> }`."""
    end = children[0].start_byte if children else node.end_byte
    return b"->" in ctx.source[node.start_byte + 1 : min(end, node.start_byte + 80)]


def _lambda_parameters(ctx: Context, node: Syntax) -> None:
    """Slots for the parameters of a lambda; destructured ones are taken apart at the start of its body."""
    apart: list[tuple[int, Syntax]] = []
    for child in node.named_children:
        if child.type == "variable_declaration":
            slot = declare_variable(ctx, child, is_parameter=True)
        elif child.type == "multi_variable_declaration":
            slot = ctx.file.declare(Local("", is_parameter=True))
            apart.append((slot, child))
        else:
            continue
        ctx.body.params.append(slot)
    for slot, declaration in apart:
        whole = ctx.add(facts.LOCAL, declaration.start_byte, declaration.end_byte, slot=slot)
        destructure(ctx, declaration, whole)


def declare_variable(
    ctx: Context,
    node: Syntax,
    is_parameter: bool = False,
    is_functional: bool = False,
    is_delegated: bool = False,
) -> int:
    """A slot for a `variable_declaration`, visible from now on."""
    name, declared = "", ""
    for part in node.named_children:
        if part.type == "identifier":
            name = ctx.name(part)
        elif part.type in TYPES:
            declared = type_text(ctx, part)
            is_functional = is_functional or is_function_type(part)
    return ctx.file.declare(
        Local(name, declared, is_parameter=is_parameter, is_functional=is_functional, is_delegated=is_delegated)
    )


def destructure(ctx: Context, node: Syntax, whole: int) -> None:
    """Stores the components of `whole` in the variables of a `multi_variable_declaration`; `_` takes none."""
    position = 0
    for child in node.named_children:
        if child.type != "variable_declaration":
            continue
        position += 1
        if ctx.text(child) == "_":
            continue
        span = ctx.node_span(child)
        part = ctx.body.add(facts.CALL, span, name=f"component{position}", receiver=whole)
        slot = declare_variable(ctx, child)
        ctx.body.add(facts.STORE_LOCAL, span, slot=slot, args=(part,))


@expression("anonymous_function")
def anonymous_function(ctx: Context, node: Syntax) -> int:
    """`fun(x: Int): Int { }`."""
    op, _ = _function_value(ctx, node)
    return op


@statement("function_declaration")
def local_function(ctx: Context, node: Syntax) -> int:
    """A local function: a functional local that is visible in its own body."""
    names = [child for child in node.named_children if child.type == "identifier"]
    if not names:
        return NONE
    slot = ctx.file.declare(Local(ctx.name(names[0]), is_functional=True))
    op, end = _function_value(ctx, node)
    span = ctx.span(names[0].start_byte, end)
    ctx.body.add(facts.STORE_LOCAL, span, slot=slot, args=(op,))
    return NONE


def _function_value(ctx: Context, node: Syntax) -> tuple[int, int]:
    """The LAMBDA operation of a function that is a value, and the byte where it ends."""
    outer, leaving = ctx.body, ctx.leaving
    op = len(outer.ops)
    inner = ctx.file.start_body(outer.index, op)
    outer.add(facts.LAMBDA, ctx.node_span(node), slot=inner.index)
    ctx.body = inner
    ctx.file.open_scope()
    parameters: list[Parameter] = []
    code = None
    for child in node.named_children:
        if child.type == "function_value_parameters":
            parameters = function_parameters(ctx, child)
        elif child.type == "parameter":
            parts = named(child)
            parameters.append(Parameter(ctx.name(parts[0]), None, None, NO_MODIFIERS, parts[0]))
        elif child.type == "function_body":
            code = child
    slots = declare_parameters(ctx, parameters)
    inner.params.extend(slots)
    function_code(ctx, parameters, slots, code)
    ctx.file.close_scope()
    ctx.file.finish_body(inner)
    ctx.body, ctx.leaving = outer, leaving
    return op, node.end_byte


def declare_parameters(ctx: Context, parameters: list[Parameter]) -> tuple[int, ...]:
    """Slots for parameters, visible from now on."""
    return tuple([declare_parameter(ctx, parameter) for parameter in parameters])


def function_code(ctx: Context, parameters: list[Parameter], slots: tuple[int, ...], code: Syntax | None) -> None:
    """Fills the current body with the default values and code of a function."""
    store_defaults(ctx, parameters, slots)
    ctx.leaving = ALIVE
    if code is not None:
        add_code(ctx, code)


def store_defaults(ctx: Context, parameters: list[Parameter], slots: tuple[int, ...]) -> None:
    """Stores the default values of parameters. What has to be computed is, if the argument was left out."""
    for parameter, slot in zip(parameters, slots, strict=True):
        if parameter.default is None:
            continue
        span = ctx.span(parameter.node.start_byte, parameter.default.end_byte)
        with ctx.body.block():
            if parameter.default.named_children and parameter.default.type != "string_literal":
                ctx.body.push(ctx.body.add(facts.UNARY, span, "omitted", slot=slot), True)
            value = evaluate(ctx, parameter.default)
        ctx.body.add(facts.STORE_LOCAL, span, slot=slot, args=(value,))


def add_code(ctx: Context, node: Syntax) -> None:
    """Adds a `function_body` (block or `= expression`) or a `block` to the current body."""
    children = named(node)
    if node.type == "block":
        execute_all(ctx, children)
    elif children and children[0].type == "block":
        execute_all(ctx, named(children[0]))
    elif children:
        value = evaluate(ctx, children[-1])
        if value != NONE and ctx.leaving == ALIVE:
            ctx.add(facts.RETURN, children[-1].start_byte, children[-1].end_byte, args=(value,))
