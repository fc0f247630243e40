"""Calls that nothing comes back from: a `return` in a lambda leaves the function around it, and what waits for a value
that never arrives waits for ever. What follows such a call stands behind a guard.

A `return` in a lambda stores its value in a variable of the function, which returns it after the call that the lambda
was handed to. A lambda with such a `return` says at its end, in another variable, that it has come so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.frontend import facts
from privlint.frontend.facts import NONE, Local

if TYPE_CHECKING:
    from privlint.frontend.builder import BodyBuilder, Span
    from privlint.frontend.kotlin.context import Context

#: Functions that give a value, throw, or suspend until there is one.
WAITING = frozenset({"first", "await"})


class Escapes:
    """The lambdas around the code that is walked, and how `return` leaves them."""

    def __init__(self) -> None:
        self._lambdas: list[BodyBuilder] = []
        self._left: set[int] = set()  # lambdas with a `return`
        self.results: dict[int, int] = {}  # the variable of what a lambda returned, by body of the function

    def enter(self, inner: BodyBuilder) -> None:
        """The code of a lambda begins."""
        self._lambdas.append(inner)

    def leave(self, ctx: Context, inner: BodyBuilder, is_alive: bool, span: Span) -> int:
        """The code of a lambda ends; the variable that tells whether it came so far, NONE if there is none."""
        self._lambdas.pop()
        if inner.index not in self._left or not is_alive:
            return NONE
        slot = ctx.file.declare(Local(""))
        inner.add(facts.STORE_LOCAL, span, slot=slot, args=(inner.add(facts.CONST, span, "true", type="bool"),))
        return slot

    def return_(self, ctx: Context, value: int, span: Span) -> bool:
        """Whether a `return` stands in a lambda: if so, its value goes to a variable of the function."""
        function = ctx.body.index
        for inner in reversed(self._lambdas):
            if inner.index != function:
                break
            self._left.add(function)
            function = inner.parent
        if function == ctx.body.index:
            return False
        if value != NONE:
            if function not in self.results:
                self.results[function] = ctx.file.declare(Local(""))
            ctx.body.add(facts.STORE_LOCAL, span, slot=self.results[function], args=(value,))
        return True

    def after_call(self, ctx: Context, op: int, stays: int, span: Span) -> None:
        """Behind a call: what lambdas in it returned is returned, and `stays` tells whether the code goes on."""
        body = ctx.body
        result = self.results.pop(body.index, NONE)
        if result != NONE:
            body.add(facts.RETURN, span, args=(_variable(body, result, span),))
        if stays != NONE:
            body.push(body.add(facts.UNARY, span, "arrives", _variable(body, stays, span), (op,)), True)


def _variable(body: BodyBuilder, slot: int, span: Span) -> int:
    """A read of a variable that lambdas write: by a write that never runs it is one of the code around them."""
    with body.block():
        body.push_never(span)
        body.add(facts.STORE_LOCAL, span, slot=slot, args=(len(body.ops) - 1,))
    return body.add(facts.LOCAL, span, slot=slot)
