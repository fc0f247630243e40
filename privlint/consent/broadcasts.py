"""Broadcasts inside the program: who sends an action, and which receivers wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.consent.messages import intents_in
from privlint.consent.stores import key_text
from privlint.consent.values import ANYTHING, Const, Instance, Values
from privlint.knowledge.model import ComponentStart

if TYPE_CHECKING:
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall


class Broadcasts:
    """Connects senders and receivers by the text of the action."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls
        self.tables = engine.tables

    def run(self, call: LibraryCall, rows: tuple[ComponentStart, ...]) -> None:
        """Notes a receiver that is registered, or runs those that wait for what is sent."""
        if call.member.startswith("registerReceiver"):
            self._register(call)
        elif any(row.component == "receiver" for row in rows) and "Broadcast" in call.member:
            self._send(call)

    def _register(self, call: LibraryCall) -> None:
        receivers = tuple(v for values in call.arguments for v in values if isinstance(v, Instance))
        for action, value in self._actions(call).items():
            self.engine.write(call.activation.node, ("broadcast", action), receivers)
            if action in self.tables.catalogue.system_broadcasts:
                intent = self.calls.library.messages.delivered(call.activation.node, value)
                for receiver in receivers:
                    self._deliver(call, receiver, intent)

    def _send(self, call: LibraryCall) -> None:
        node = call.activation.node
        intent = tuple(intents_in(value for values in call.arguments for value in values)) or ANYTHING
        for action in self.actions(call):
            for receiver in self.engine.read(node, ("broadcast", action)) or ():
                if isinstance(receiver, Instance):
                    self._deliver(call, receiver, intent)
            for component in self.tables.variant.manifest.components:
                if component.kind == "receiver" and action in component.actions:
                    cls = self.tables.program.classes.get(component.name)
                    if cls is not None:
                        self._deliver(call, self.engine.instance(cls), intent)

    def _deliver(self, call: LibraryCall, receiver: Instance, intent: Values) -> None:
        for method in self.tables.hierarchy.dispatch(receiver.cls, "onReceive"):
            arguments = self.calls.components.given(method, intent)
            self.calls.run_method(
                call.activation.node, call.position, method, receiver, arguments, note="broadcast", note_zh="广播"
            )

    def actions(self, call: LibraryCall) -> list[str]:
        """The actions that an intent or a filter names."""
        return list(self._actions(call))

    def _actions(self, call: LibraryCall) -> dict[str, Const]:
        """The actions, each with the constant that names it."""
        node = call.activation.node
        given = [values for values in call.arguments if not any(isinstance(value, Instance) for value in values)]
        inside = (self.engine.interpreter.holders.contents(node, values) or () for values in given)
        values = [value for group in (*call.arguments, *inside) for value in group if isinstance(value, Const)]
        found = ((key_text(value), value) for value in values if value.kind in ("string", "ref"))
        return {text: value for text, value in found if text}
