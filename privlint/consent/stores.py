"""Stored state under a key, and library predicates: what they say on a fresh install."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from privlint.consent.boxes import UNTICKED
from privlint.consent.bundles import ARGUMENTS
from privlint.consent.files import folder
from privlint.consent.graph import Key, Node
from privlint.consent.operators import OUTGROWN
from privlint.consent.values import (
    ANYTHING,
    ClassName,
    Const,
    Pattern,
    Unknown,
    Value,
    Values,
    boolean,
    const,
    join,
)
from privlint.knowledge.model import Store
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

_DEFAULTS: dict[str, tuple[str, str]] = {
    "false": ("bool", "false"),
    "0": ("int", "0"),
    "null": ("null", "null"),
    "empty": ("string", ""),
}


#: States of a fresh install: the values of FreshState.
_FRESH: dict[str, tuple[str, str]] = {
    "false": ("bool", "false"),
    "0": ("int", "0"),
    "-1": ("int", "-1"),
    "null": ("null", "null"),
    "empty": ("empty", ""),
}
#: How the names of functions begin that read, and that write, stored state.
_READING: Final = ("get", "read", "is", "has", "bool", "load", "query", "fetch", "decode", "find", "contain", "obtain")
_WRITING: Final = ("put", "set", "save", "write", "store", "encode", "update", "commit", "insert")
#: Stands for all keys, where the one that is meant is not known.
_ANY: Final = "*"
#: The state of an intent, which depends on who starts the activity or service.
LAUNCHED = "launched"
STARTED = "started"


class Stores:
    """Reads and writes of stored flags."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables = engine.tables

    def run(self, call: LibraryCall) -> Values | None:
        """The value of a store function, None if the call is none."""
        predicate = self.predicate(call)
        if predicate is not None:
            return predicate
        if len(call.arguments) == 1 and call.member in ("get", "contains"):
            found = self._by_typed_key(call)
            if found is not None:
                return found
        for row in self.tables.stores.get(call.member, ()):
            keys = self._keys(call, row)
            if keys is None or not self._applies(call, row, keys):
                continue
            if not keys and self.is_wrapper(call):  # `getBool(context, key)`
                return self._of_wrapper(call)
            if row.access == "read":
                return self._read(call, row, keys)
            if row.access == "contains":
                return self._contains(call, keys)
            if row.access == "key":
                return tuple(const("key", key) for key in keys) or None
            self._write(call, row, keys)
            return None
        return self._of_wrapper(call) if self.is_wrapper(call) else None

    def _by_typed_key(self, call: LibraryCall) -> Values | None:
        """`preferences.get(KEY)`, `contains(KEY)`; None if that is no key of a store."""
        if call.member == "get":
            return self.at(call.activation.node, call.arguments[0])
        keys = tuple(key.text for key in call.arguments[0] if isinstance(key, Const) and key.kind == "key")
        return self._contains(call, keys)

    def at(self, node: Node, keys: Values) -> Values | None:
        """`preferences[KEY]`; None if that is no key of a store."""
        names = [key.text for key in keys if isinstance(key, Const) and key.kind == "key"]
        if not names:
            return None
        absent = (const("null", "null", "store", name) for name in names)
        return join(tuple(absent), *(self.engine.read(node, store_key(name)) or () for name in names))

    def put(self, node: Node, position: int, keys: Values, values: Values) -> bool:
        """`preferences[KEY] = value`; False if that is no key of a store."""
        names = [key.text for key in keys if isinstance(key, Const) and key.kind == "key"]
        for name in names:
            self.engine.write(node, store_key(name), tuple(_plain(value, name) for value in values))
            self.engine.flag_writes.setdefault(name, {})[(node.number, position)] = (node, values)
        return bool(names)

    def is_wrapper(self, call: LibraryCall) -> bool:
        """Whether a function that nobody described may read or write stored state, by its name."""
        if not call.op.args or not call.member.lower().startswith(_READING + _WRITING):
            return False
        return not any(self.tables.index.has(erased(owner)) for owner in call.owners)

    def _of_wrapper(self, call: LibraryCall) -> Values | None:
        """`SpUtil.getParam(context, "privacy_agreed", false)`: a function of a class nobody knows that is given the
        name of a consent flag, and behind it a default or a value."""
        if self._is_of_library(call):
            return None
        for place, values in enumerate(call.arguments):
            keys = tuple(key for value in values if (key := key_text(value)) is not None)
            if not any(self.tables.vocabulary.polarity(key) is not None for key in keys):
                continue
            is_read = call.member.lower().startswith(_READING)
            row = Store(
                (), "read" if is_read else "write", key=place, value=place + 1, default=_default_of(call.member)
            )
            if is_read:
                return self._read(call, row, keys)
            if place + 1 < len(call.arguments):
                self._write(call, row, keys)
            return None
        return None

    def may_decide(self, member: str) -> bool:
        """Whether a function or property of a name may be one that `predicate` knows."""
        names = (member, *self.tables.sites.java_members(member)[1:], *_getters(member))
        return any(name in self.tables.fresh_states or name in self.tables.consent_calls for name in names)

    def predicate(self, call: LibraryCall) -> Values | None:
        """A library's own consent predicate: not given on a fresh install."""
        for member in (call.member, *_getters(call.member)):
            fresh = self.tables.fresh_states.get(member, {})
            for owner in map(erased, call.owners) if fresh else ():
                value = fresh.get(owner, "")
                if value and value not in (LAUNCHED, STARTED, ARGUMENTS, UNTICKED):
                    if value == "folder":
                        return (folder(member),)
                    if value == "file":
                        files = self.engine.interpreter.calls.library.files
                        return files.child([(folder(member),), *call.arguments[:1]]) or None
                    kind, text = _FRESH.get(value, ("fresh", value))
                    return (const(kind, text, "call", f"{owner}#{member}"),)
        rows = self.tables.consent_calls
        for member in (call.member, *self.tables.sites.java_members(call.member)[1:], *_getters(call.member)):
            for owner, is_inverted in rows.get(member, {}).items():
                if any(erased(name) == owner for name in call.owners) or not call.owners:
                    return (const("bool", "true" if is_inverted else "false", "call", f"{owner}#{member}"),)
        return None

    def _keys(self, call: LibraryCall, row: Store) -> tuple[str, ...] | None:
        """The keys that are named; None if the call has no such argument."""
        arguments = call.arguments
        if not 0 <= row.key < len(arguments):
            return None
        return tuple(text for value in arguments[row.key] if (text := key_text(value)) is not None)

    def _applies(self, call: LibraryCall, row: Store, keys: tuple[str, ...]) -> bool:
        if row.access == "key" or not row.owners:
            return True
        owners = {erased(name) for name in call.owners}
        if owners.intersection(row.owners):
            return True
        if owners and not any(isinstance(value, Unknown) and not value.type for value in call.receiver):
            known = any(isinstance(v, ClassName) or (isinstance(v, Unknown) and v.type) for v in call.receiver)
            if known and any(self.tables.index.has(name) for name in owners):
                return False
        if self._is_of_library(call):
            return False
        return any(self.tables.vocabulary.polarity(key) is not None for key in keys)

    def _is_of_library(self, call: LibraryCall) -> bool:
        """Whether one of the values that a call is made on is of a known class: the others are what was put into it
        (`json.put("agree", true)`)."""
        types = (value.type for value in call.whole_receiver if isinstance(value, Unknown) and value.type)
        return len(call.whole_receiver) > 1 and any(self.tables.index.has(erased(name)) for name in types)

    def _read(self, call: LibraryCall, row: Store, keys: tuple[str, ...]) -> Values:
        node = call.activation.node
        if not keys:
            return self._under_any_key(call, row)
        found: list[Values] = []
        for key in keys:
            found.append(self._default(call, row, key))
            found.append(self.engine.read(node, store_key(key)) or ())
        return join(*found)

    def _default(self, call: LibraryCall, row: Store, key: str) -> Values:
        """What a read gives when nothing was stored: the default argument, or that of the function."""
        arguments = call.arguments
        if row.value < len(arguments) and row.value != row.key:
            made = call.activation.ops[call.op.args[row.value]]
            if self.engine.interpreter.holders.is_new_collection(made, arguments[row.value]):
                return (const("empty", "", "store", key),)
            return tuple(_stored(value, key) for value in arguments[row.value])
        if row.default:
            kind, text = _DEFAULTS[row.default]
            return (const(kind, text, "store", key),)
        return ANYTHING

    def _under_any_key(self, call: LibraryCall, row: Store) -> Values:
        """A read under a key that is put together: the default, or something of its kind that running code stores."""
        default = self._default(call, row, _ANY)
        kinds = {value.kind for value in default if isinstance(value, Const)}
        if len(kinds) != 1:
            return default
        stored = self.engine.read(call.activation.node, store_key(_ANY)) or ()
        return join(default, tuple(v for v in stored if not isinstance(v, Const) or v.kind in kinds))

    def _contains(self, call: LibraryCall, keys: tuple[str, ...]) -> Values | None:
        if not keys:
            return None
        found: list[Value] = []
        for key in keys:
            found.append(boolean(False, const("bool", "false", "store", key).origin))
            if self.engine.read(call.activation.node, store_key(key)):
                found.append(boolean(True))
        return tuple(dict.fromkeys(found))

    def _write(self, call: LibraryCall, row: Store, keys: tuple[str, ...]) -> None:
        arguments = call.arguments
        values = arguments[row.value] if row.value < len(arguments) else ANYTHING
        node = call.activation.node
        self.engine.write(node, store_key(_ANY), tuple(_plain(value, "") for value in values))
        for key in keys:
            self.engine.write(node, store_key(key), tuple(_plain(v, key) for v in values if not _is_outgrown(v, key)))
            self.engine.flag_writes.setdefault(key, {})[(node.number, call.position)] = (node, values)


def _default_of(member: str) -> Literal["false", "0", "empty"]:
    """What a function that is called so gives where nothing was stored and no default is named."""
    name = member.lower()
    if "int" in name or "long" in name:
        return "0"
    return "empty" if "str" in name or "text" in name else "false"


def store_key(key: str) -> Key:
    """Where the values of a stored flag are kept."""
    return ("store", key)


def key_text(value: Value) -> str | None:
    """The text of a key: a string, a constant's name (even one that was taken for a flag), a typed key object, or a
    string resource, or the known parts of a text that is put together."""
    if isinstance(value, Const) and value.kind in ("string", "ref", "enum", "key"):
        return value.text if value.kind != "ref" else value.text.rpartition(".")[2]
    if isinstance(value, Pattern):
        return f"{value.parts}…"
    if isinstance(value, Const) and value.origin is not None and value.origin.kind == "name":
        return value.origin.flag
    return None


def _getters(name: str) -> tuple[str, ...]:
    return (f"get{name[:1].upper()}{name[1:]}",)


def _stored(value: Value, key: str) -> Value:
    """A default value, with the key it stands for."""
    if isinstance(value, Const) and value.kind in ("bool", "int", "string", "null", "float"):
        return const(value.kind, value.text, "store", key)
    return value


def _plain(value: Value, key: str) -> Value:
    """A written value, without what it was made from, unless that is the state itself: as it was, or counted on."""
    if not isinstance(value, Const):
        return value
    origin = value.origin
    return value if origin is not None and origin.flag == key else const(value.kind, value.text)


def _is_outgrown(value: Value, key: str) -> bool:
    """Whether a number was made of itself, and more than once: many starts, or much use, lie behind it."""
    origin = value.origin if isinstance(value, Const) else None
    return origin is not None and origin.kind == OUTGROWN and origin.flag == key
