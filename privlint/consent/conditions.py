"""What stands in a condition: its operands, the names it is spelled with, its text, the state it depends on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from privlint.consent.graph import Node
from privlint.consent.model import Place
from privlint.consent.traces import source_text
from privlint.consent.values import Const, Origin, Values
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body, Op

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.engine import Engine
    from privlint.program.source import SourceFile
    from privlint.sources import Sources

_NAMED = (facts.NAME, facts.MEMBER, facts.CALL)


class Replays:
    """The last runs of single invocations, when everything has settled, to see what their operations gave. Where an
    invocation has to run once more for that, it adds nothing that is not already there."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: dict[int, Activation] = {}

    def of(self, node: Node) -> Activation:
        """The last run of an invocation."""
        found = self._kept.get(node.number)
        if found is None:
            found = self._engine.last_run(node) or self._engine.interpreter.run(node)
            self._kept[node.number] = found
        return found


def guards_of(body: Body, op: int) -> Iterator[int]:
    """The guards that dominate an operation, innermost first."""
    guard = body.ops[op].guard
    while guard != NONE:
        yield guard
        guard = body.guards[guard].parent


def operands(body: Body, op: int) -> list[int]:
    """An operation and everything it is made of, itself first, then from left to right."""
    found: dict[int, None] = {}
    pending = [op]
    while pending:
        current = pending.pop()
        if current != NONE and current not in found:
            found[current] = None
            pending += [*reversed(body.ops[current].args), body.ops[current].receiver]
    return list(found)


def names_in(file: SourceFile, body: Body, op: int) -> list[str]:
    """The names that an expression is spelled with, the outermost first."""
    found: list[str] = []
    for number in operands(body, op):
        item = body.ops[number]
        if item.kind in _NAMED:
            found.append(item.name)
        elif item.kind == facts.LOCAL:
            found.append(file.local(item.slot).name)
    return found


def view_names(file: SourceFile, body: Body, op: int) -> list[str]:
    """The names of an expression that stands for a view, and the ids by which the same code has found the variable or
    field that it reads (`box = findViewById(R.id.agree)`)."""
    found = names_in(file, body, op)
    item = body.ops[op]
    if item.kind == facts.LOCAL:
        stores = (store for store in body.ops if store.kind == facts.STORE_LOCAL and store.slot == item.slot)
        found += [name for store in stores if store.args for name in names_in(file, body, store.args[0])]
    elif item.kind == facts.NAME:
        stores = (store for store in body.ops if store.kind == facts.STORE_NAME and store.name == item.name)
        found += [name for store in stores if store.args for name in names_in(file, body, store.args[0])]
    return list(dict.fromkeys(found))


def texts_in(body: Body, op: int) -> list[str]:
    """The string literals in an expression."""
    ops = (body.ops[number] for number in operands(body, op))
    return [item.name for item in ops if item.kind == facts.CONST and item.type == "string"]


def origins(values: Values) -> list[Origin]:
    """The state that a set of values depends on."""
    return list(dict.fromkeys(v.origin for v in values if isinstance(v, Const) and v.origin is not None))


def condition_text(sources: Sources, node: Node, op: int, positive: bool) -> str:
    """What must hold, as the source has it: `isAgreed(this)`, `!isFirstRun`, `user != null`."""
    text = _text(sources, node, op)
    if positive:
        return text
    item = node.body.ops[op]
    if item.kind == facts.BINARY:
        opposite = {"==": "!=", "!=": "=="}.get(item.name)
        if opposite and text.count(f" {item.name} ") == 1:
            return text.replace(f" {item.name} ", f" {opposite} ")
        return f"!({text})"
    return f"!{text}"


def expression_text(sources: Sources, node: Node, op: int) -> str:
    """An expression as the source has it, receivers included."""
    return _text(sources, node, op)


def _text(sources: Sources, node: Node, op: int) -> str:
    ops = node.body.ops
    item = ops[op]
    start = _start(node.body, op)
    if item.kind == facts.BINARY and len(item.args) == 2 and start < (item.line, item.column):
        left, right = item.args  # put together from parts that stand apart: `?.`, `when`, `switch`
        return f"{_text(sources, node, left)} {item.name} {_constant_or_text(sources, node, right)}"
    return source_text(sources, Place(node.file.path, *start, item.end_line, item.end_column, ""))


def _constant_or_text(sources: Sources, node: Node, op: int) -> str:
    item = node.body.ops[op]
    return item.name if _is_null(item) else _text(sources, node, op)


def _is_null(item: Op) -> bool:
    return item.kind == facts.CONST and item.type == "null"


def _start(body: Body, op: int) -> tuple[int, int]:
    """Where an expression begins: with its leftmost operand."""
    return min((body.ops[number].line, body.ops[number].column) for number in operands(body, op))
