"""Objects of libraries whose parts are followed: `message.what`, from where it is set to where it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.consent.graph import Key, Node
from privlint.consent.values import NOTHING, Const, Values, const, is_callable, join

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall
    from privlint.knowledge.callbacks import Callback


class Parts:
    """What was put into the parts of an object, which is known by the call that made it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def make(self, call: LibraryCall, row: Callback) -> Const:
        """The mark of the object that a call makes or hands over, with what the call puts into it: code too, where the
        rule gives arguments as they are."""
        node = call.activation.node
        mark = const("parts", f"{node.number}:{call.position}")
        for text in row.parts:
            name, _, index = text.partition("=")
            if index == "receiver":
                given = call.whole_receiver
            else:
                given = call.arguments[int(index)] if int(index) < len(call.arguments) else NOTHING
            kept = given if row.gives == "argument" else tuple(value for value in given if not is_callable(value))
            self.engine.write(node, _key(mark, name), kept)
        return mark

    def write(self, node: Node, holder: Values, name: str, values: Values) -> None:
        """`message.what = 1`."""
        for value in holder:
            if isinstance(value, Const) and value.kind == "parts":
                self.engine.write(node, _key(value, name), values)

    def read(self, node: Node, holder: Values, name: str) -> Values | None:
        """What `message.what` may be; None if nothing is known of where the object comes from."""
        marks = [value for value in holder if isinstance(value, Const) and value.kind == "parts"]
        known = [self.engine.read(node, _key(mark, name)) for mark in marks]
        found = [values for values in known if values is not None]
        return join(*found) if found else None


def _key(mark: Const, name: str) -> Key:
    return ("part", mark.text, name)
