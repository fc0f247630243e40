"""What names say about consent where values do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.consent.graph import Node
from privlint.consent.values import Const, Unknown, Values, boolean, const
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.consent.interpreter import Activation


class Assumptions:
    """Values that nobody knows, but that are called like a consent flag: not given on a fresh install."""

    def __init__(self, engine: Engine) -> None:
        self.tables = engine.tables

    def value(self, node: Node, owner: str, name: str, values: Values) -> Values:
        """A value nobody knows that is called like a consent flag: not given on a fresh install."""
        if len(values) == 1:
            value = values[0]
            if not isinstance(value, Unknown) or value.type not in ("", "boolean"):
                return values
        elif values:
            values = self._computed(owner, name, values)
        if not any(isinstance(value, Unknown) and value.type in ("", "boolean") for value in values):
            return values
        if any(isinstance(value, Const) for value in values):
            return values
        polarity = self.polarity(owner, name)
        if polarity is None:
            polarity = self.tables.vocabulary.session(name)
        if polarity is None:
            return values
        flag = const("bool", "false" if polarity else "true", "name", name)
        rest = tuple(v for v in values if not (isinstance(v, Unknown) and v.type in ("", "boolean")))
        return (flag, *rest)

    def _computed(self, owner: str, name: str, values: Values) -> Values:
        """A consent flag that starts as given and is computed at start-up: what it starts as says nothing."""
        booleans = [value for value in values if isinstance(value, Const) and value.kind == "bool"]
        if len(booleans) < 2:
            return values
        polarity = self.polarity(owner, name)
        if polarity is None:
            return values
        granting = "true" if polarity else "false"
        initial = [v for v in booleans if v.text == granting and v.origin is not None and v.origin.kind == "field"]
        others = [value for value in booleans if value.text != granting]
        return tuple(value for value in values if value not in initial) if others else values

    def polarity(self, owner: str, name: str) -> bool | None:
        """Whether a true value of a flag means that the user agreed (True), that he did not (False), or neither."""
        if self.tables.vocabulary.is_gate(owner, name):
            return True
        return self.tables.vocabulary.polarity(name)

    def comparison(self, activation: Activation, op: Op, found: Values) -> Values:
        """`consentStatus == OBTAINED`: a comparison that nobody can decide, with a constant that says yes."""
        for mine, other in ((0, 1), (1, 0)):
            name = self._spelling(activation, op.args[mine])
            status = self._constant_name(activation.of(op.args[other]))
            if name and status and self.polarity("", f"{name} {status}") is True and self._is_subject(name):
                value = op.name == "!="
                return (boolean(value, const("bool", "false", "name", name).origin),)
        return found

    def _is_subject(self, name: str) -> bool:
        return self.polarity("", f"{name} agreed") is True

    def _constant_name(self, values: Values) -> str:
        for value in values:
            if isinstance(value, Const) and value.kind in ("ref", "enum"):
                return value.text.rpartition(".")[2]
        return ""

    def _spelling(self, activation: Activation, operand: int) -> str:
        if operand == NONE:
            return ""
        op = activation.ops[operand]
        if op.kind in (facts.NAME, facts.MEMBER, facts.CALL):
            return op.name
        return activation.node.file.local(op.slot).name if op.kind == facts.LOCAL else ""
