"""Abstract values: what an expression may evaluate to on a fresh install, before the user has answered anything.

Values are interned: equal values are identical. A set of values is a tuple without duplicates, in the order in which
the values were found, so that results do not depend on hashing. The empty set means that nothing arrives (the code
behind it does not run); TOP stands for a value nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from privlint.consent.graph import Node
    from privlint.program.source import SourceClass


class Value:
    """Any abstract value."""

    __slots__ = ()


class Unknown(Value):
    """A value nobody knows, of a resolved type ("": not even that)."""

    __slots__ = ("type",)

    def __init__(self, type: str) -> None:
        self.type = type


class Pattern(Unknown):
    """A text that is put together; known are the parts of it that stand in the source. As a key it stands for itself:
    who stores something spells the key as who reads it does."""

    __slots__ = ("parts",)

    def __init__(self, parts: str) -> None:
        super().__init__("java.lang.String")
        self.parts = parts


class AtLeast(Unknown):
    """A whole number of which only the least is known: the API level of the devices that an app installs on."""

    __slots__ = ("least",)

    def __init__(self, least: int) -> None:
        super().__init__("int")
        self.least = least


class Const(Value):
    """A constant: `kind` is bool, int, string, null, enum (qualified name) or ref (a constant that is mentioned by
    name, `R.layout.main`; `meaning` is the text that it stands for, None if nobody knows). `origin` tells what state it
    stands for on a fresh install; None for literals."""

    __slots__ = ("kind", "meaning", "origin", "text")

    def __init__(self, kind: str, text: str, origin: Origin | None) -> None:
        self.kind = kind
        self.text = text
        self.origin = origin
        self.meaning: str | None = text if kind == "string" else None


class Origin:
    """State that decides a value: `store` (a key), `field`, `name` (assumed from vocabulary), `call` (a library's or
    a user-named predicate), `default` (a stored key whose default reads as consent)."""

    __slots__ = ("flag", "kind")

    def __init__(self, kind: str, flag: str) -> None:
        self.kind = kind
        self.flag = flag


class Instance(Value):
    """An object of a class of the program. `outer` is the instance around an inner or anonymous one; `home` the
    invocation that created an anonymous or local one; inexact instances stand for any subclass; `made_of` are
    arguments that tell instances of small classes apart (code, the key of a preference delegate)."""

    __slots__ = ("cls", "depth", "exact", "home", "made_of", "outer")

    def __init__(
        self,
        cls: SourceClass,
        outer: Instance | None,
        home: Node | None,
        exact: bool,
        made_of: tuple[Value | None, ...] = (),
    ) -> None:
        self.cls = cls
        self.outer = outer
        self.home = home
        self.exact = exact
        self.made_of = made_of
        self.depth: int = 1 + max(outer.depth if outer else 0, home.depth if home else 0)


class Function(Value):
    """A lambda or local function, with the invocation that created it."""

    __slots__ = ("body", "depth", "home")

    def __init__(self, home: Node, body: int) -> None:
        self.home = home
        self.body = body
        self.depth: int = 1 + home.depth


class Reference(Value):
    """A method reference: bound to a value, or to a class, or to what is in scope (`::name`)."""

    __slots__ = ("body", "home", "name", "receiver", "type")

    def __init__(self, home: Node, name: str, receiver: Value | None, type: str, body: int) -> None:
        self.home = home
        self.name = name
        self.receiver = receiver
        self.type = type
        self.body = body  # of a call of it, if it names a class


class ClassLiteral(Value):
    """`X.class`, `X::class`, or a string that names a class."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class ClassName(Value):
    """A class that is named as the receiver of a static member; never the value of a variable."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class PackageName(Value):
    """Part of a qualified name that is not yet a class."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


Values = tuple[Value, ...]
NOTHING: Final[Values] = ()
#: More distinct values of one expression than this are not told apart.
_LIMIT: Final = 64
#: A subject is a holder, and a stream.
_OF_ONE_CALL: Final = 2
#: Kinds of constants that stand for objects, which others may hold.
_HELD: Final = frozenset(["settings", "intent"])
#: Characters of a text with known parts.
_LONGEST: Final = 80
_unknown: dict[str, Unknown] = {}
_constants: dict[tuple[str, str, str, str], Const] = {}
_patterns: dict[str, Pattern] = {}
_numbers: dict[int, AtLeast] = {}
_literals: dict[str, ClassLiteral] = {}
_class_names: dict[str, ClassName] = {}


def unknown(type: str) -> Unknown:
    """The unknown value of a type."""
    found = _unknown.get(type)
    if found is None:
        found = _unknown[type] = Unknown(type)
    return found


def pattern(parts: str) -> Unknown:
    """A text with known parts, which are joined; nothing is kept of texts that grow and grow."""
    if not parts or len(parts) > _LONGEST:
        return unknown("java.lang.String")
    found = _patterns.get(parts)
    if found is None:
        found = _patterns[parts] = Pattern(parts)
    return found


def at_least(least: int) -> AtLeast:
    """A whole number that is not less than another."""
    found = _numbers.get(least)
    if found is None:
        found = _numbers[least] = AtLeast(least)
    return found


def const(kind: str, text: str, origin_kind: str = "", flag: str = "") -> Const:
    """The constant of a kind and text."""
    key = (kind, text, origin_kind, flag)
    found = _constants.get(key)
    if found is None:
        found = _constants[key] = Const(kind, text, Origin(origin_kind, flag) if origin_kind else None)
    return found


def named_text(name: str, meaning: str | None, origin_kind: str = "", flag: str = "") -> Const:
    """A constant of the platform that is mentioned by name, and the text that it stands for, as far as it is known."""
    found = const("ref", name, origin_kind, flag)
    found.meaning = meaning
    return found


def derived(kind: str, text: str, source: Const) -> Const:
    """A constant that stands for the same state as the one that it was made from."""
    origin = source.origin
    return const(kind, text, origin.kind, origin.flag) if origin is not None else const(kind, text)


def class_literal(name: str) -> ClassLiteral:
    """The class literal of a qualified class."""
    found = _literals.get(name)
    if found is None:
        found = _literals[name] = ClassLiteral(name)
    return found


def class_name(name: str) -> ClassName:
    """A class as a receiver."""
    found = _class_names.get(name)
    if found is None:
        found = _class_names[name] = ClassName(name)
    return found


TOP: Final = unknown("")
ANYTHING: Final[Values] = (TOP,)
TRUE: Final = const("bool", "true")
FALSE: Final = const("bool", "false")
NULL: Final = const("null", "null")
BOOLEANS: Final[Values] = (TRUE, FALSE)


def join(*sets: Values) -> Values:
    """The union, in order of first appearance; beyond the limit it is cut and TOP joins."""
    if len(sets) == 1:
        return sets[0]
    found: dict[Value, None] = {}
    for values in sets:
        if values:
            found.update(dict.fromkeys(values))
    return capped(found)


def capped(found: dict[Value, None]) -> Values:
    """The values as a set of bounded size."""
    values = tuple(found)
    if len(values) <= _LIMIT:
        return values
    kept = values[:_LIMIT]
    return kept if TOP in kept else (*kept, TOP)


def is_full(values: Values) -> bool:
    """Whether a set is as large as sets become: nothing that is added changes it."""
    return len(values) >= _LIMIT and TOP in values


def typed(values: Values, type: str) -> Values:
    """The values, where those that nobody knows have a declared type; each once, as in every set."""
    if TOP not in values:
        return values
    declared = unknown(type)
    return tuple(dict.fromkeys(declared if value is TOP else value for value in values))


def boolean(value: bool, origin: Origin | None = None) -> Const:
    """True or false, with what it stands for."""
    if origin is None:
        return TRUE if value else FALSE
    return const("bool", "true" if value else "false", origin.kind, origin.flag)


def is_callable(value: Value) -> bool:
    """Whether a value is code that can be handed on."""
    return isinstance(value, (Function, Reference, Instance))


def is_enum_constant(values: Values) -> bool:
    """Whether the one value is a constant of an enum: those of `entries` are looked at one by one."""
    return len(values) == 1 and isinstance(values[0], Const) and values[0].kind == "enum"


def handles(values: Values) -> tuple[Const, ...]:
    """The state holder, stream or intent that values stand for, beside what it was made of: as few constants as one
    call gives. Nothing where they stand for several, or for something else."""
    found = tuple(value for value in values if isinstance(value, Const))
    return found if len(found) <= _OF_ONE_CALL and all(value.kind in ("holder", "intent") for value in found) else ()


def carried(values: Sequence[Value]) -> Values:
    """What an object of a library that was made from these values may hold: code, objects, settings, intents, class
    literals."""
    return tuple(
        value
        for value in values
        if isinstance(value, (Function, Reference, Instance, ClassLiteral))
        or (isinstance(value, Const) and value.kind in _HELD)
    )


def is_intent(value: Value) -> bool:
    """Whether a value is an intent that the program has made."""
    return isinstance(value, Const) and value.kind == "intent"


def settings_in(values: Iterable[Value]) -> Values:
    """The objects with settings of an SDK among values."""
    return tuple(value for value in values if isinstance(value, Const) and value.kind == "settings")


def elements(values: Iterable[Value]) -> Values:
    """What may be inside a container: everything it was filled with. The unknown container itself is left out."""
    return tuple(
        value
        for value in values
        if not isinstance(value, Unknown) and not (isinstance(value, Const) and value.kind == "collection")
    )
