"""Lists, sets and maps that the program makes: empty until reached code puts something in, or hands them to code that
nobody knows. A collection is known by the place that makes it, through whatever variables it travels.

Only whether something was put in is kept here; what that is, the variables know (`writes.into`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from privlint.consent.emptiness import of_empty
from privlint.consent.graph import Node
from privlint.consent.values import (
    ANYTHING,
    NOTHING,
    ClassLiteral,
    Const,
    Unknown,
    Value,
    Values,
    const,
    derived,
)
from privlint.frontend.facts import NONE
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

_KIND: Final = "collection"
#: What functions give that hand on what they are given, as rules say it.
_HANDS_ON: Final = frozenset(["argument", "receiver", "parts", "holder", "either"])
#: Asking for these gives null where nothing is inside, or the default that is named.
_LOOKUPS: Final = frozenset(["get", "getOrDefault", "getOrElse", "getOrNull", "valueAt"])


class Collections:
    """Makes, fills and asks collections."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables = engine.tables
        self._has_made = False

    def made(self, call: LibraryCall, type_name: str) -> Values:
        """The collection that a call makes without putting anything in."""
        if call.op.args or call.op.slot != NONE or self.engine.is_open:
            return NOTHING
        if call.member != "<init>" and call.member not in self.tables.new_collections:
            return NOTHING
        if call.member == "<init>" and not self._is_one(erased(type_name)):
            return NOTHING
        self._has_made = True
        node = call.activation.node
        heir = node.this.cls.name if node.this is not None and node.this.cls is not node.cls else ""
        return (const(_KIND, f"{node.file.base + node.body_index}:{call.position}:{heir}|{type_name}"),)

    def of(self, call: LibraryCall, values: Values) -> Values:
        """What a function gives, with the collection that it has made: `mutableListOf()`."""
        if call.member not in self.tables.new_collections:
            return values
        types = [value.type for value in values if isinstance(value, Unknown)]
        return (*values, *self.made(call, types[0])) if len(types) == 1 else values

    def _is_one(self, name: str) -> bool:
        return name in self.tables.new_collections or self.engine.interpreter.holders.is_collection(name)

    def fill(self, node: Node, values: Iterable[Value]) -> None:
        """Notes that something may have been put into the collections among values."""
        for value in values:
            if is_collection(value):
                self.engine.write(node, ("filled", value), ANYTHING)

    def note(self, call: LibraryCall) -> None:
        """Notes what a call may do with the collections that it is made on, or given."""
        if not self._has_made:
            return
        receiver = call.whole_receiver
        if any(map(is_collection, receiver)) and call.member not in self.tables.harmless_to_collections:
            self.fill(call.activation.node, receiver)
        for values in call.arguments:
            if any(map(is_collection, values)) and not self._keeps(call):
                self.fill(call.activation.node, values)

    def _keeps(self, call: LibraryCall) -> bool:
        """Whether a call keeps or hands on what it is given as it is."""
        rows = self.tables.callbacks.get(call.member, ())
        is_kept = any(row.fills or row.returns in _HANDS_ON for row in rows)
        return is_kept or call.member in self.tables.intent_parts

    def are_empty(self, node: Node, values: Values) -> bool:
        """Whether values are nothing but collections that nothing was put into."""
        if not are_collections(values):
            return False
        return all(self.engine.read(node, ("filled", value)) is None for value in values if is_collection(value))

    def ask(self, call: LibraryCall) -> Values | None:
        """What is asked of an empty collection; None for all others."""
        receiver = call.whole_receiver
        if not any(map(is_collection, receiver)) or not self.are_empty(call.activation.node, receiver):
            return None
        name = next(value.text for value in receiver if isinstance(value, Const) and value.kind == _KIND)
        empty = const("empty", "", "field", name.partition("|")[0])
        if call.member in _LOOKUPS:
            if len(call.arguments) > 1:
                return None if call.member == "getOrElse" else call.arguments[1]
            return (derived("null", "null", empty),)
        return of_empty(empty, call.member, call.arguments)


def is_collection(value: Value) -> bool:
    """Whether a value is a collection that the program has made."""
    return isinstance(value, Const) and value.kind == _KIND


def are_collections(values: Values) -> bool:
    """Whether values are nothing but collections that the program has made, without elements beside them."""
    types = {value.text.partition("|")[2] for value in values if isinstance(value, Const) and value.kind == _KIND}
    others = (value for value in values if not is_collection(value) and not isinstance(value, ClassLiteral))
    return bool(types) and all(isinstance(value, Unknown) and value.type in types for value in others)
