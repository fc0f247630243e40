"""State holders that library functions make, with what they hold at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from privlint.consent.holders import observers
from privlint.consent.libraries import getter_names
from privlint.consent.stores import key_text
from privlint.consent.values import ANYTHING, NOTHING, Function, Instance, Reference, Values, join, unknown
from privlint.frontend import facts

if TYPE_CHECKING:
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall
    from privlint.knowledge.callbacks import Callback


class NewHolders:
    """Makes the holders that rules speak of."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls

    def make(self, call: LibraryCall, row: Callback) -> Values:
        """`MutableLiveData(x)`, `mutableStateOf(false)`: a new holder, named after the variable that it goes to. Each
        class that inherits one has its own, and so has each object that is told from others of its class."""
        if self.is_unknown_yet(call, (row,)):
            return NOTHING
        node = call.activation.node
        name = self._name(call)
        library = self.calls.library
        type_name = library.plan(call).type or library.results.function_type(node.file, call.member)
        if row.asks:
            return self._store(call, row.asks, name, type_name)
        contents = call.arguments[0] if call.arguments and row.returns == "holder" else NOTHING
        heir = node.this.cls.name if node.this is not None and node.this.cls is not node.cls else ""
        owner = node.number if node.this is not None and node.this.made_of else heir
        place = f"{node.file.base + node.body_index}:{call.position}:{owner}"
        holder = self.engine.interpreter.holders.make(node, place, contents, name)
        code = tuple(v for values in call.arguments for v in values if isinstance(v, (Function, Reference)))
        self.engine.write(node, observers(holder), code)
        return (unknown(type_name), holder)

    def channel(self, call: LibraryCall) -> Values:
        """`LiveEventBus.get("finished")`: what is put into it there, observers see who ask for the same name."""
        type_name = self.calls.library.plan(call).type
        names = [key_text(value) for value in call.arguments[0]] if call.arguments else [None]
        holders = self.engine.interpreter.holders
        made = [holders.make(call.activation.node, f"{type_name}:{name}", NOTHING, name) for name in names if name]
        return (unknown(type_name), *made) if len(made) == len(names) else (unknown(type_name),)

    def is_unknown_yet(self, call: LibraryCall, rows: tuple[Callback, ...]) -> bool:
        """Whether a call makes a holder of something that nothing is known of so far. It is not there before: who
        found it empty would take that for an answer."""
        is_filled = any(row.returns == "holder" and not row.asks for row in rows)
        return is_filled and bool(call.arguments) and not call.arguments[0]

    def _name(self, call: LibraryCall) -> str:
        for op in call.activation.ops[call.position + 1 :]:
            if call.position in op.args and op.kind in (facts.STORE_NAME, facts.STORE_LOCAL):
                return op.name or call.activation.node.file.local(op.slot).name
        return call.member

    def _store(self, call: LibraryCall, asks: str, name: str, type_name: str) -> Values:
        """`DataStoreFactory.create(serializer)`: it holds the default of the serializer. Each has a file of its own, so
        other invocations of the same code make other stores. A property delegate (`by dataStore(…)`) gives it."""
        node = call.activation.node
        holders = self.engine.interpreter.holders
        place = f"{node.number}:{call.position}"
        made = (unknown(type_name), holders.make(node, place, self._asked(call, asks), name))
        if self.calls.components.is_delegate(call):
            return (holders.make(node, f"{place}:", made, name),)
        return made

    def _asked(self, call: LibraryCall, name: str) -> Values:
        """What a property of the objects among the arguments gives, or its getter; anything where none is known."""
        objects = [value for values in call.arguments for value in values if isinstance(value, Instance)]
        if not objects:
            return ANYTHING if all(call.arguments) else NOTHING
        node, position = call.activation.node, call.position
        read = msgspec.structs.replace(call.op, name=name)
        found: list[Values] = []
        for value in objects:
            given = self.calls.call_member(node, position, value, getter_names(name)[-1], ())
            if given is None:
                given = self.calls.reads.property(call.activation, position, read, value, strict=True)
            found.append(given or NOTHING)
        return join(*found)
