"""Binary operators, type tests, casts and assignments."""

from __future__ import annotations

from privlint.frontend import facts
from privlint.frontend.builder import Span
from privlint.frontend.facts import NONE
from privlint.frontend.kotlin.context import ALIVE, Context, evaluate, expression, statement
from privlint.frontend.kotlin.modifiers import type_text
from privlint.frontend.kotlin.syntax import Syntax, generic_call, named, operands

_BINARY = frozenset({"binary_expression", "infix_expression", "range_expression", "in_expression"})


@expression("binary_expression", "infix_expression", "range_expression", "in_expression")
def binary(ctx: Context, node: Syntax) -> int:
    """A left-deep tree of binary operators, walked with a loop."""
    steps: list[tuple[Syntax, list[Syntax]]] = []
    while node.type in _BINARY:
        parts = operands(node)
        call = generic_call(parts)
        if call is not None:
            node = call
            continue
        if len(parts) != 3:
            break
        steps.append((node, parts))
        node = parts[0]
    if not steps:
        return _broken(ctx, node) if node.type in _BINARY else evaluate(ctx, node)
    value = _broken(ctx, node) if node.type in _BINARY else evaluate(ctx, node)
    at = len(steps) - 1
    while at >= 0:
        node, parts = steps[at]
        operator = parts[1].type
        if operator == "&&" or operator == "||":
            first = at
            while at > 0 and steps[at - 1][1][1].type == operator:
                at -= 1
            rights = [step_parts[2] for _, step_parts in reversed(steps[at : first + 1])]
            value = _short_circuit(ctx, operator, value, rights, ctx.node_span(steps[at][0]))
        elif operator == "?:":
            value = _elvis(ctx, value, parts[2], node)
        elif operator == "identifier":
            right = evaluate(ctx, parts[2])
            start, end = parts[1].start_byte, node.end_byte
            value = ctx.add(facts.CALL, start, end, ctx.name(parts[1]), value, (right,))
        else:
            right = evaluate(ctx, parts[2])
            start, end = node.start_byte, node.end_byte
            negated = operator == "!in"
            value = ctx.add(facts.BINARY, start, end, "in" if negated else operator, args=(value, right))
            if negated:
                value = ctx.add(facts.UNARY, start, end, "!", value)
        at -= 1
    return value


def _broken(ctx: Context, node: Syntax) -> int:
    for child in node.named_children:
        evaluate(ctx, child)
    return NONE


def _short_circuit(ctx: Context, operator: str, left: int, rights: list[Syntax], span: Span) -> int:
    """`a && b && c` as one operation; each operand runs under those before it. After `a || return`, a holds."""
    body = ctx.body
    saved, leaving = body.guard, ctx.leaving
    ctx.leaving = ALIVE
    args = [left] if left != NONE else []
    jumps = False
    for right in rights:
        if args:
            body.push(args[-1], operator == "&&")
        value = evaluate(ctx, right)
        jumps = ctx.leaving != ALIVE
        if value != NONE and not jumps:
            args.append(value)
    body.guard, ctx.leaving = saved, leaving
    result = args[0] if len(args) == 1 else body.add(facts.BINARY, span, name=operator, args=tuple(args))
    if jumps and args:
        body.push(result, operator == "||")
    return result


def _elvis(ctx: Context, left: int, right: Syntax, node: Syntax) -> int:
    """`a ?: b`. When b leaves, the rest of the block has a != null and the value is a itself."""
    body = ctx.body
    present = ctx.non_null(left, node.start_byte, node.end_byte)
    saved, leaving = body.guard, ctx.leaving
    ctx.leaving = ALIVE
    body.push(present, False)
    value = evaluate(ctx, right)
    left_block = ctx.leaving != ALIVE
    body.guard, ctx.leaving = saved, leaving
    if left_block:
        body.push(present, True)
        return left
    args = (left, value) if value != NONE else (left,)
    return body.add(facts.PHI, ctx.node_span(node), name="?:", args=args)


@expression("as_expression")
def cast(ctx: Context, node: Syntax) -> int:
    """`a as T`; `as?` is marked safe."""
    parts = named(node)
    value = evaluate(ctx, parts[0])
    if len(parts) < 2:
        return value
    safe = b"?" in ctx.source[parts[0].end_byte : parts[1].start_byte]
    return ctx.add(facts.CAST, node.start_byte, node.end_byte, receiver=value, type=type_text(ctx, parts[1]), safe=safe)


@expression("is_expression")
def type_test(ctx: Context, node: Syntax) -> int:
    """`a is T`, `a !is T`."""
    parts = named(node)
    value = evaluate(ctx, parts[0])
    if len(parts) < 2:
        return value
    negated = b"!" in ctx.source[parts[0].end_byte : parts[1].start_byte]
    name = "!" if negated else ""
    return ctx.add(facts.IS, node.start_byte, node.end_byte, name, value, type=type_text(ctx, parts[1]))


@expression("parenthesized_expression", "annotated_expression", "spread_expression")
def wrapped(ctx: Context, node: Syntax) -> int:
    """The expression inside."""
    parts = named(node)
    return evaluate(ctx, parts[-1]) if parts else NONE


@statement("assignment")
def assignment(ctx: Context, node: Syntax) -> int:
    """`a = b`, `a += b` and so on, for a name, a member or an element."""
    parts = operands(node)
    if len(parts) != 3:
        return _broken(ctx, node)
    target, operator, right = parts[0], parts[1].type, parts[2]
    body = ctx.body
    saved = body.guard
    read = NONE
    place = _Place(ctx, target)
    guarded = body.guard != saved
    if operator != "=":
        read = place.read()
    value = evaluate(ctx, right)
    if read != NONE:
        value = body.add(facts.BINARY, ctx.node_span(node), name=operator[:-1], args=(read, value))
    place.store(value, node.end_byte)
    if guarded:
        body.guard = saved
    return NONE


def increment(ctx: Context, value: int, operator: str, span: Span) -> int:
    """Stores `value` plus or minus one where it was read from; returns the new value."""
    one = ctx.body.add(facts.CONST, span, name="1", type="int")
    result = ctx.body.add(facts.BINARY, span, name=operator[0], args=(value, one))
    if value == NONE:
        return result
    read = ctx.body.ops[value]
    if read.kind == facts.LOCAL:
        ctx.body.add(facts.STORE_LOCAL, span, slot=read.slot, args=(result,))
    elif read.kind == facts.NAME:
        ctx.body.add(facts.STORE_NAME, span, name=read.name, args=(result,))
    elif read.kind == facts.MEMBER:
        ctx.body.add(facts.STORE_MEMBER, span, name=read.name, receiver=read.receiver, args=(result,))
    elif read.kind == facts.INDEX:
        ctx.body.add(facts.STORE_INDEX, span, receiver=read.receiver, args=(*read.args, result))
    return result


class _Place:
    """The left side of an assignment: its receiver and indices are evaluated once, before the right side."""

    def __init__(self, ctx: Context, node: Syntax) -> None:
        self.ctx = ctx
        self.start = node.start_byte
        self.end = node.end_byte
        self.name = ""
        self.receiver = NONE
        self.indices: tuple[int, ...] = ()
        self.safe = False
        while node.type == "parenthesized_expression" and len(named(node)) == 1:
            node = named(node)[0]
        self.kind = node.type
        parts = named(node)
        if self.kind == "identifier":
            self.name = ctx.name(node)
        elif self.kind == "navigation_expression" and len(parts) == 2:
            self._member(parts)
        elif self.kind == "index_expression" and parts:
            self.receiver = evaluate(ctx, parts[0])
            self.indices = tuple([evaluate(ctx, part) for part in parts[1:]])
        else:
            self.kind = ""
            evaluate(ctx, node)

    def _member(self, parts: list[Syntax]) -> None:
        ctx = self.ctx
        self.receiver = evaluate(ctx, parts[0])
        self.name = ctx.name(parts[1])
        self.start = parts[1].start_byte
        between = ctx.source[parts[0].end_byte : self.start]
        self.safe = b"?." in between
        if self.safe:
            ctx.body.push(ctx.non_null(self.receiver, self.start, self.end), True)

    def read(self) -> int:
        """The value before a compound assignment."""
        add, span = self.ctx.body.add, self.ctx.span(self.start, self.end)
        if self.kind == "identifier":
            slot = self.ctx.lookup(self.name)
            return add(facts.NAME, span, name=self.name) if slot == NONE else add(facts.LOCAL, span, slot=slot)
        if self.kind == "navigation_expression":
            return add(facts.MEMBER, span, name=self.name, receiver=self.receiver, safe=self.safe)
        if self.kind == "index_expression":
            return add(facts.INDEX, span, receiver=self.receiver, args=self.indices)
        return NONE

    def store(self, value: int, end: int) -> None:
        """Stores `value`; the assignment ends at byte `end`."""
        add, span = self.ctx.body.add, self.ctx.span(self.start, end)
        if self.kind == "identifier":
            slot = self.ctx.lookup(self.name)
            if slot == NONE:
                add(facts.STORE_NAME, span, name=self.name, args=(value,))
            else:
                add(facts.STORE_LOCAL, span, slot=slot, args=(value,))
        elif self.kind == "navigation_expression":
            add(facts.STORE_MEMBER, span, name=self.name, receiver=self.receiver, args=(value,), safe=self.safe)
        elif self.kind == "index_expression":
            add(facts.STORE_INDEX, span, receiver=self.receiver, args=(*self.indices, value))
