"""Branches: if and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from privlint.frontend import facts
from privlint.frontend.builder import Span
from privlint.frontend.facts import NONE
from privlint.frontend.kotlin.context import (
    ALIVE,
    Context,
    evaluate,
    execute,
    execute_all,
    expression,
    last_value,
    statement,
)
from privlint.frontend.kotlin.lambdas import declare_variable
from privlint.frontend.kotlin.modifiers import type_text
from privlint.frontend.kotlin.parsing import parse_part
from privlint.frontend.kotlin.syntax import Syntax, named


class _Arm(NamedTuple):
    """A branch: how to evaluate its condition (None for else), and what it runs (None: nothing)."""

    condition: Callable[[], int] | None
    code: Syntax | None


class _Outcome(NamedTuple):
    condition: int  # NONE for else
    leaving: int


def branch(ctx: Context, code: Syntax | None, want_value: bool) -> int:
    """Walks a branch in a scope of its own; returns its value if wanted."""
    if code is None:
        return NONE
    ctx.file.open_scope()
    value = NONE
    if code.type == "block":
        nodes = named(code)
        if want_value:
            value = last_value(ctx, nodes)
        else:
            execute_all(ctx, nodes)
    elif want_value:
        value = evaluate(ctx, code)
    else:
        execute(ctx, code)
    ctx.file.close_scope()
    return value


def _choose(ctx: Context, span: Span, arms: Iterable[_Arm], want_value: bool) -> int:
    """Walks branches of which the first whose condition holds runs, and guards what follows by those that leave."""
    body = ctx.body
    entry_leaving = ctx.leaving
    after: int | None = None  # the guard of what follows: conditions themselves may leave (`if ((a ?: return).b)`)
    values: list[int] = []
    outcomes: list[_Outcome] = []
    for arm in arms:
        condition = arm.condition() if arm.condition is not None else NONE
        if after is None:
            after = body.guard
        before = body.guard
        if condition != NONE:
            body.push(condition, True)
        ctx.leaving = ALIVE
        value = branch(ctx, arm.code, want_value)
        outcomes.append(_Outcome(condition, ctx.leaving))
        if value != NONE and ctx.leaving == ALIVE:
            values.append(value)
        body.guard = before
        if arm.condition is None:
            break
        if condition != NONE:
            body.push(condition, False)
    if after is not None:
        body.guard = after
    ctx.leaving = entry_leaving
    result = body.add(facts.PHI, span, args=tuple(values)) if want_value and values else NONE
    is_exhaustive = bool(outcomes) and outcomes[-1].condition == NONE
    _guard_rest(ctx, outcomes, is_exhaustive, span)
    return result


def _guard_rest(ctx: Context, outcomes: list[_Outcome], is_exhaustive: bool, span: Span) -> None:
    """Pushes what is known after branches of which some leave."""
    alive = [at for at, outcome in enumerate(outcomes) if outcome.leaving == ALIVE]
    if is_exhaustive and not alive:
        ctx.leave(min(outcome.leaving for outcome in outcomes), span)
        return
    if is_exhaustive and len(alive) == 1 and len(outcomes) > 1:
        leading, taken = outcomes[: alive[0]], outcomes[alive[0]].condition
    else:
        leading, taken = outcomes[: alive[0] if alive else len(outcomes)], NONE
    for outcome in leading:
        if outcome.condition != NONE:
            ctx.body.push(outcome.condition, False)
    if taken != NONE:
        ctx.body.push(taken, True)


@expression("if_expression")
def if_value(ctx: Context, node: Syntax) -> int:
    """`if` whose value is used."""
    return _choose(ctx, ctx.node_span(node), _if_arms(ctx, node), want_value=True)


@statement("if_expression")
def if_statement(ctx: Context, node: Syntax) -> int:
    """`if` as a statement."""
    return _choose(ctx, ctx.node_span(node), _if_arms(ctx, node), want_value=False)


def _if_arms(ctx: Context, node: Syntax) -> Iterable[_Arm]:
    """The branches of an `if` and of the `else if`s after it."""
    chained: Syntax | None = node
    while chained is not None:
        parts = named(chained)
        if not parts:
            return
        condition = parts[0]
        then = parts[1] if len(parts) > 1 else None
        otherwise = parts[2] if len(parts) > 2 else None
        if then is not None and otherwise is None and _follows_else(ctx, chained, condition, then):
            then, otherwise = None, then
        yield _Arm(partial(evaluate, ctx, condition), then)
        chained = otherwise if otherwise is not None and otherwise.type == "if_expression" else None
        if otherwise is not None and chained is None:
            yield _Arm(None, otherwise)


def _follows_else(ctx: Context, node: Syntax, condition: Syntax, then: Syntax) -> bool:
    """Whether the only branch of an `if` is its else branch: `if (a) else b`."""
    if b"else" not in ctx.source[condition.end_byte : then.start_byte]:
        return False
    return any(c.type == "else" and c.start_byte < then.start_byte for c in node.children)


@expression("when_expression")
def when_value(ctx: Context, node: Syntax) -> int:
    """`when` whose value is used."""
    return _when(ctx, node, want_value=True)


@statement("when_expression")
def when_statement(ctx: Context, node: Syntax) -> int:
    """`when` as a statement."""
    return _when(ctx, node, want_value=False)


def _when(ctx: Context, node: Syntax, want_value: bool) -> int:
    children = named(node)
    ctx.file.open_scope()
    subject = NONE
    has_subject = bool(children) and children[0].type == "when_subject"
    if has_subject:
        subject = _when_subject(ctx, children[0])
    arms = (_when_arm(ctx, child, subject, has_subject) for child in children if child.type == "when_entry")
    value = _choose(ctx, ctx.node_span(node), arms, want_value)
    ctx.file.close_scope()
    return value


def _when_subject(ctx: Context, node: Syntax) -> int:
    parts = named(node)
    if not parts:
        return NONE
    value = evaluate(ctx, parts[-1])
    for part in parts[:-1]:
        if part.type == "variable_declaration":
            slot = declare_variable(ctx, part)
            ctx.add(facts.STORE_LOCAL, part.start_byte, part.end_byte, slot=slot, args=(value,))
    return value


def _when_arm(ctx: Context, entry: Syntax, subject: int, has_subject: bool) -> _Arm:
    parts = named(entry)
    arrow = next((c.start_byte for c in entry.children if c.type == "->"), entry.end_byte)
    conditions = [part for part in parts if part.start_byte < arrow]
    codes = [part for part in parts if part.start_byte > arrow]
    code = codes[-1] if codes else None
    extra = [span for span in ctx.parsed.when_guards if entry.start_byte <= span[0] and span[1] <= arrow]
    if not conditions and not extra:
        return _Arm(None, code)

    def condition() -> int:
        return _when_condition(ctx, entry, conditions, extra, subject, has_subject)

    return _Arm(condition, code)


def _when_condition(
    ctx: Context,
    entry: Syntax,
    conditions: list[Syntax],
    extra: list[tuple[int, int]],
    subject: int,
    has_subject: bool,
) -> int:
    """Any of `conditions`, and the guard `if c` that a repair blanked."""
    body = ctx.body
    saved = body.guard
    span = ctx.span(entry.start_byte, conditions[-1].end_byte if conditions else entry.end_byte)
    tests: list[int] = []
    for node in conditions:
        if tests:
            body.push(tests[-1], False)
        test = _when_test(ctx, node, subject) if has_subject else evaluate(ctx, node)
        if test != NONE:
            tests.append(test)
    body.guard = saved
    result = NONE
    if tests:
        result = tests[0] if len(tests) == 1 else body.add(facts.BINARY, span, name="||", args=tuple(tests))
    for start, end in extra:
        if result != NONE:
            body.push(result, True)
        guard = last_value(ctx, named(parse_part(ctx.source, start, end)))
        body.guard = saved
        if guard != NONE:
            result = guard if result == NONE else body.add(facts.BINARY, span, name="&&", args=(result, guard))
    return result


def _when_test(ctx: Context, node: Syntax, subject: int) -> int:
    """A condition of a `when` with subject: a value, `is T` or `in range`."""
    span = ctx.node_span(node)
    parts = named(node)
    negated = ctx.source[node.start_byte : node.start_byte + 1] == b"!"
    if node.type == "type_test" and parts:
        name = "!" if negated else ""
        return ctx.body.add(facts.IS, span, name, subject, type=type_text(ctx, parts[-1]))
    if node.type == "range_test" and parts:
        value = evaluate(ctx, parts[-1])
        test = ctx.body.add(facts.BINARY, span, name="in", args=(subject, value))
        return ctx.body.add(facts.UNARY, span, name="!", receiver=test) if negated else test
    return ctx.body.add(facts.BINARY, span, name="==", args=(subject, evaluate(ctx, node)))
