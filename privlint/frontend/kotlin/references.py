"""Class literals and callable references: `A::class`, `A::class.java`, `::f`, `a::f`."""

from __future__ import annotations

from privlint.frontend import facts
from privlint.frontend.builder import Span
from privlint.frontend.facts import NONE
from privlint.frontend.kotlin.context import Context, evaluate, expression
from privlint.frontend.kotlin.modifiers import type_text
from privlint.frontend.kotlin.syntax import TYPES, Syntax, named


def reference(ctx: Context, node: Syntax) -> int:
    """`a::b`, read as a navigation. `a::class` of a value is a CLASSREF without type whose receiver is the value."""
    parts = named(node)
    left, name = parts[0], ctx.name(parts[-1])
    span = ctx.span(parts[-1].start_byte, node.end_byte)
    if name != "class":
        owner = evaluate(ctx, left)
        names = "".join(ctx.text(left).split()).split(".") if _names_type(ctx, left) else [""]
        return _reference(ctx, span, name, owner, names)
    if _names_type(ctx, left):
        return ctx.body.add(facts.CLASSREF, span, type="".join(ctx.text(left).split()))
    return ctx.body.add(facts.CLASSREF, span, receiver=evaluate(ctx, left))


def _names_type(ctx: Context, node: Syntax) -> bool:
    """Whether an expression is a dotted name that does not begin with a local."""
    while node.type == "navigation_expression":
        parts = named(node)
        if len(parts) != 2 or parts[1].type != "identifier":
            return False
        node = parts[0]
    return node.type == "identifier" and ctx.lookup(ctx.name(node)) == NONE


@expression("callable_reference")
def callable_reference(ctx: Context, node: Syntax) -> int:
    """`::f`, `List<Int>::size`, `Array<Int>::class`. `::A` keeps the name A: a function or a constructor."""
    span = ctx.node_span(node)
    owner, name = NONE, "class"
    declared = ""
    for part in named(node):
        if part.type in TYPES:
            declared = type_text(ctx, part)
            span = ctx.span(part.end_byte, node.end_byte)
        elif part.type == "identifier":
            name = ctx.name(part)
            span = ctx.node_span(part)
    if name == "class":
        return ctx.body.add(facts.CLASSREF, span, type=declared)
    if declared:
        owner = ctx.add(facts.NAME, node.start_byte, node.end_byte, name=declared.partition("<")[0])
    return _reference(ctx, span, name, owner, [declared.partition("<")[0]])


def _reference(ctx: Context, span: Span, name: str, owner: int, names: list[str]) -> int:
    """A REF; one to a member of a class, by its spelling, with the code of a call of it."""
    code = ctx.file.reference_code(ctx.body, span, names, name) if names[-1][:1].isupper() else NONE
    return ctx.body.add(facts.REF, span, name=name, receiver=owner, slot=code)


def class_literal_type(ctx: Context, node: Syntax) -> str:
    """The text of a type argument: projections and nullability left out."""
    inner = [child for child in node.named_children if child.type in TYPES]
    return type_text(ctx, inner[0]) if inner else ctx.text(node)
