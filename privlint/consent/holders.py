"""State holders and stored rows: objects that are empty on a fresh install until running code puts something in.

A holder (`MutableLiveData()`, `mutableStateOf(false)`) is known by the place that makes it; what is put in is kept
under that name, through whatever variables it travels. An observer of a holder that nobody fills does not run."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from privlint.consent.collections import is_collection
from privlint.consent.emptiness import is_empty
from privlint.consent.graph import Key, Node
from privlint.consent.values import ANYTHING, NOTHING, Const, Instance, Unknown, Value, Values, const, join, unknown
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op
from privlint.program.names import erased, first_argument
from privlint.program.source import SourceClass, SourceMethod

if TYPE_CHECKING:
    from privlint.consent.engine import Engine

#: Annotations of Room and of libraries that took its names.
_OF_ROWS: Final = ("Query", "RawQuery", "Update", "Delete")
_ADDS_ROWS: Final = ("Insert", "Upsert")
_HOLDERS: Final = ("holder", "event")
_NUMBERS: Final = frozenset(["int", "long", "float"])
_COLLECTIONS: Final = ("java.util.Collection", "java.util.Map", "kotlin.Array")


class Holders:
    """Contents of holders, and what queries give before anything was stored."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables = engine.tables

    def make(self, node: Node, place: str, contents: Values, name: str) -> Const:
        """The holder that is made at a place, with its first contents."""
        holder = const("holder", place, "field", name)
        if contents:
            self.engine.write(node, ("contents", holder.text), tuple(named(value, name) for value in contents))
        return holder

    @cached_property
    def _types(self) -> frozenset[str]:
        """Simple names of library classes whose objects are holders."""
        rows = self.tables.catalogue.callbacks
        return frozenset(name for row in rows if row.returns in _HOLDERS for name in row.members if name[:1].isupper())

    def is_holder(self, cls: SourceClass) -> bool:
        """Whether objects of a class of the program are holders of a library."""
        names = self.tables.hierarchy.library_supertypes(cls)
        return any(name.rpartition(".")[2] in self._types for name in names)

    def _key(self, value: Value) -> Key | None:
        if isinstance(value, Const) and value.kind == "holder":
            return ("contents", value.text)
        if isinstance(value, Const) and value.kind == "later":
            return ("later", value.text)
        if isinstance(value, Instance) and value.made_of and self.is_holder(value.cls):
            return ("contents", value)
        return None

    def fill(self, node: Node, values: Values, contents: Values) -> bool:
        """Puts contents into the holders among values, in the operation that runs; False if there is none."""
        found = False
        for value in values:
            key = self._key(value)
            if key is not None:
                self.engine.write(node, key, contents)
                self.engine.write(node, ("later", *key[1:]), contents)
                if isinstance(value, Const) and value.origin is not None:
                    writes = self.engine.flag_writes.setdefault(value.origin.flag, {})
                    writes[node.number, node.position] = (node, contents)
                found = True
        return found

    def later(self, values: Values) -> Values:
        """What stands for the holders among values without their first contents: `state.drop(1)`."""
        return tuple(
            const("later", value.text, value.origin.kind, value.origin.flag)
            if isinstance(value, Const) and value.kind == "holder" and value.origin is not None
            else value
            for value in values
        )

    def contents(self, node: Node, values: Values) -> Values | None:
        """What is inside the holders and empty results among values; None if there are none among them."""
        found: list[Values] = []
        for value in values:
            key = self._key(value)
            if key is not None:
                found.append(self.engine.read(node, key) or NOTHING)
            elif isinstance(value, Const) and value.kind == "empty":
                found.append((value,) if self._is_stream(values) else NOTHING)
        return join(*found) if found else None

    def is_waited_for(self, values: Values) -> bool:
        """Whether the values are nothing but holders, of which it is known what was put in."""
        rest = [value for value in values if not isinstance(value, Unknown)]
        return bool(rest) and all(self._key(value) is not None for value in rest)

    def is_container(self, value: Value) -> bool:
        """Whether a value is a holder or an empty result, not something inside one."""
        return self._key(value) is not None or is_empty(value) or _is_latent(value)

    def _is_stream(self, values: Values) -> bool:
        """Whether the values are a stream of results, not a result."""
        types = [value.type for value in values if isinstance(value, Unknown) and value.type]
        return any(not self.is_collection(name) for name in types)

    def is_collection(self, name: str) -> bool:
        """Whether a library type holds elements."""
        return any(self.tables.index.is_subtype(erased(name), collection) for collection in _COLLECTIONS)

    def is_new_collection(self, op: Op, values: Values) -> bool:
        """`new ArrayList<>()`, `setOf()`: what nobody had the time to put anything into."""
        is_made = op.kind == facts.NEW or (op.kind == facts.CALL and op.receiver == NONE)
        values = tuple(value for value in values if not is_collection(value))
        if not is_made or op.args or op.slot != NONE or len(values) != 1 or not isinstance(values[0], Unknown):
            return False
        is_listed = any(row.returns == "argument" for row in self.tables.callbacks.get(op.name, ()))
        return self.is_collection(erased(values[0].type)) or (is_listed and not values[0].type)

    def is_query(self, method: SourceMethod) -> bool:
        """Whether a method without body reads or writes rows of a database."""
        return method.has_annotation(*_OF_ROWS, *_ADDS_ROWS)

    def query(self, node: Node, method: SourceMethod, type_name: str) -> Values:
        """What a query gives: nothing is stored on a fresh install, unless running code stores something. A change of
        rows makes none."""
        key = ("rows", method.owner.name)
        text = " ".join(argument for item in method.decl.annotations for argument in item.arguments).upper()
        if method.has_annotation(*_ADDS_ROWS) or "INSERT " in text or "REPLACE INTO" in text:
            self.engine.write(node, key, ANYTHING)
            return (unknown(type_name),)
        if self.engine.read(node, key) or not method.has_annotation("Query"):
            return (unknown(type_name),)
        return self._nothing_stored(method.owner.display, type_name)

    def _nothing_stored(self, name: str, type_name: str) -> Values:
        plain = erased(type_name)
        if plain == "boolean":
            return (const("bool", "false", "store", name),)
        if plain in _NUMBERS:
            return (const("int", "0", "store", name),)
        empty: Value = const("empty", "", "store", name)
        if self.is_collection(plain):
            return (empty,)
        if plain in self.tables.program.classes or plain == "java.lang.String":
            return (const("null", "null", "store", name),)
        if "<" not in type_name:
            return (unknown(type_name),)
        if "List" in type_name:
            return unknown(type_name), empty
        inside = self._nothing_stored(name, first_argument(type_name))  # what a stream of results gives
        return unknown(type_name), *(value for value in inside if isinstance(value, Const))


def observers(holder: Value) -> Key:
    """Where the code is kept that runs when a property is assigned that is delegated to a holder."""
    return ("observers", holder)


def _is_latent(value: Value) -> bool:
    return isinstance(value, Const) and value.kind == "latent"


def named(value: Value, name: str) -> Value:
    """A first value, with the name of the state that it stands for."""
    if isinstance(value, Const) and value.origin is None and value.kind in ("bool", "int", "string", "null"):
        return const(value.kind, value.text, "field", name)
    return value
