"""What runs only if something went wrong: in `catch`, in callbacks for errors, behind a check of an exception.

Such code runs on the same trigger as what is around it, but on most starts it does not run at all."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.consent.graph import Edge, Node
from privlint.consent.tables import Tables
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op

_NEGATED = {"!=": True, "!==": True, "==": False, "===": False}


class Failures:
    """Tells steps and places that a failure leads to, by the `failure` tables of the catalogue."""

    def __init__(self, tables: Tables) -> None:
        catalogue = tables.catalogue
        self._calls = {(name, row.argument) for row in catalogue.failures for name in row.members}
        self._methods = frozenset(catalogue.failure_methods)
        self._types = catalogue.failure_types
        self._places: dict[tuple[int, int], bool] = {}

    def leads(self, edge: Edge) -> bool:
        """Whether a step is taken only after a failure."""
        callee, caller = edge.callee, edge.caller
        if callee.method is not None and callee.method.decl.name in self._methods:
            return True
        return caller is not None and (self.is_at(caller, edge.op) or self._is_handed(caller, edge.op, callee))

    def is_at(self, node: Node, position: int) -> bool:
        """Whether an operation runs only after a failure."""
        key = (node.file.base + node.body_index, position)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = self._is_at(node, position)
        return found

    def tells(self, node: Node, position: int) -> bool:
        """Whether a call runs only after a failure, or only gets hold of what is then told."""
        uses: dict[int, list[int]] = {}
        for number, op in enumerate(node.body.ops[position + 1 :], position + 1):
            uses.setdefault(op.receiver, []).append(number)
        pending = [position]  # a chain can be longer than calls may nest
        while pending:
            current = pending.pop()
            if self.is_at(node, current):
                continue
            if current not in uses:
                return False
            pending += uses[current]
        return True

    def _is_at(self, node: Node, position: int) -> bool:
        body = node.body
        if position >= len(body.ops):
            return False
        if any(region.is_handler and region.start <= position < region.end for region in body.regions):
            return True
        op = body.ops[position]
        if any(self._is_error(node, body.ops[arg]) for arg in op.args if arg != NONE):
            return True
        guard = op.guard
        while guard != NONE:
            row = body.guards[guard]
            if self._asks_for_error(node, body.ops[row.op], row.positive):
                return True
            guard = row.parent
        return False

    def _is_error(self, node: Node, op: Op) -> bool:
        """Whether a value is an exception that is made on the spot: who is given one is told of a failure."""
        if op.kind == facts.NEW:
            return op.slot == NONE and self._is_type(op.type)
        return op.kind == facts.CALL and node.file.is_kotlin and op.name[:1].isupper() and self._is_type(op.name)

    def _asks_for_error(self, node: Node, op: Op, positive: bool) -> bool:
        """`error != null`, `result is Failure`."""
        if op.kind == facts.IS:
            return positive is (op.name != "!") and self._is_type(op.type)
        if op.kind != facts.BINARY or _NEGATED.get(op.name) is not positive or len(op.args) != 2:
            return False
        left, right = (node.body.ops[arg] for arg in op.args)
        return (
            left.kind == facts.LOCAL
            and right.kind == facts.CONST
            and right.type == "null"
            and self._is_type(node.file.local(left.slot).type.rstrip("?"))
        )

    def _is_type(self, name: str) -> bool:
        return name.partition("<")[0].endswith(self._types)

    def _is_handed(self, caller: Node, position: int, callee: Node) -> bool:
        """Whether a call hands code to a function that runs it after a failure."""
        op = caller.body.ops[position]
        name = op.name if op.kind == facts.CALL else ""
        if not name or callee.file is not caller.file or callee.home is None:
            return False
        for index in self._arguments(caller, op, callee):
            named = op.arg_names[index] if index < len(op.arg_names) else ""
            if named in self._methods or (name, None) in self._calls or (name, index) in self._calls:
                return True
        return False

    def _arguments(self, caller: Node, op: Op, callee: Node) -> Iterator[int]:
        for index, arg in enumerate(op.args):
            handed = caller.body.ops[arg] if arg != NONE else None
            if handed is not None and handed.kind == facts.LAMBDA and handed.slot == callee.body_index:
                yield index
