"""What names say about consent where values do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.consent.graph import Node
from privlint.consent.values import Const, Unknown, Values, boolean, const
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.engine import Engine

#: A subject of which a constant is asked whether it says yes by its own name.
_SUBJECT: Final = "privacy"


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
            owner, status = self._constant_name(activation, op.args[other])
            owner = owner or self._type_name(activation, op.args[mine])
            if not status or self.polarity("", f"{_SUBJECT} {status}") is not True:
                continue
            for name in (self._spelling(activation, op.args[mine]), owner):
                if name and self.polarity("", f"{name} {status}") is True and self._is_subject(name):
                    value = op.name.startswith("!")
                    return (boolean(value, const("bool", "false", "name", name).origin),)
        return found

    def _is_subject(self, name: str) -> bool:
        return self.polarity("", f"{name} agreed") is True

    def _constant_name(self, activation: Activation, operand: int) -> tuple[str, str]:
        """The class and the name of a constant, as far as they are known (`case OBTAINED:` has no class)."""
        for value in activation.of(operand):
            if isinstance(value, Const) and value.kind in ("ref", "enum"):
                owner, _, name = value.text.rpartition(".")
                return owner.rpartition(".")[2], name
        label = activation.ops[operand]
        return ("", label.name) if label.kind == facts.NAME and label.name.isupper() else ("", "")

    def _type_name(self, activation: Activation, operand: int) -> str:
        """The simple name of the type of a value that nobody knows, as far as it is known."""
        op = activation.ops[operand]
        if op.kind == facts.LOCAL and (declared := activation.node.file.local(op.slot).type):
            return declared.rstrip("?")
        named = (value.type.rpartition(".")[2] for value in activation.of(operand) if isinstance(value, Unknown))
        return next((name for name in named if name), "")

    def _spelling(self, activation: Activation, operand: int) -> str:
        if operand == NONE:
            return ""
        op = activation.ops[operand]
        if op.kind in (facts.NAME, facts.MEMBER, facts.CALL):
            return op.name
        return activation.node.file.local(op.slot).name if op.kind == facts.LOCAL else ""
