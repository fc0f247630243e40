"""Constants of enums: objects told apart by their names, with fields and methods of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.consent.graph import Node
from privlint.consent.operators import is_int
from privlint.consent.values import (
    NOTHING,
    NULL,
    Const,
    Instance,
    Unknown,
    Value,
    Values,
    const,
    derived,
    join,
    unknown,
)
from privlint.frontend import facts
from privlint.frontend.facts import Op
from privlint.program.source import SourceClass

if TYPE_CHECKING:
    from privlint.consent.engine import Engine

#: What gives the constant of a number.
LOOKUPS: Final = frozenset(["elementAt", "elementAtOrNull", "get", "getOrNull"])
_OF_CLASS: Final = frozenset(["values", "entries", "valueOf"])
_NAMES: Final = frozenset(["name", "getName", "toString"])


class Enums:
    """What constants of enums are, and what their class gives."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.classes = engine.tables.program.classes
        self._objects: dict[str, Instance] = {}

    def names(self, cls: SourceClass) -> list[str]:
        """The constants of an enum, in order."""
        return [field.name for field in cls.decl.fields if field.is_static and field.type == cls.decl.name]

    def identity(self, node: Node, position: int) -> tuple[Value, ...]:
        """What tells the object that an operation makes apart: its constant, where an enum makes its constants."""
        cls = node.cls
        if cls.decl.kind != "enum" or node.body_index != cls.decl.static_initializer:
            return ()
        for op in node.body.ops[position + 1 :]:
            if op.kind == facts.STORE_NAME and position in op.args:
                return (const("enum", f"{cls.name}.{op.name}"),)
        return ()

    def keep(self, instance: Instance) -> None:
        """Remembers the object of a constant."""
        made_of = instance.made_of[0] if instance.made_of else None
        if isinstance(made_of, Const) and made_of.kind == "enum":
            self._objects[made_of.text] = instance

    def object(self, node: Node, position: int, value: Value) -> Value:
        """The object of a constant, after its class was initialised; other values are themselves."""
        if not isinstance(value, Const) or value.kind != "enum":
            return value
        cls = self.classes.get(value.text.rpartition(".")[0])
        if cls is not None and value.text not in self._objects:
            self.engine.interpreter.reads.fields.initialise(node, position, cls)
        return self._objects.get(value.text, value)

    def constant(self, value: Value) -> Value:
        """The constant that an object is (`this` in a method of an enum); other values are themselves."""
        if isinstance(value, Instance) and value.made_of:
            made_of = value.made_of[0]
            if isinstance(made_of, Const) and made_of.kind == "enum":
                return made_of
        return value

    def of_class(self, cls: SourceClass, member: str, arguments: Values) -> Values | None:
        """`values()`, `entries`, `valueOf("NAME")`; None if the class is no enum or the member another one."""
        if cls.decl.kind != "enum":
            return None
        if member not in _OF_CLASS:
            return None
        if member != "valueOf":
            return tuple(const("enum", f"{cls.name}.{name}") for name in self.names(cls))
        known = set(self.names(cls))
        texts = [value for value in arguments if isinstance(value, Const) and value.kind == "string"]
        if len(texts) < len(arguments):
            return (unknown(cls.name),)
        return tuple(derived("enum", f"{cls.name}.{value.text}", value) for value in texts if value.text in known)

    def in_scope(self, cls: SourceClass, member: str, arguments: Values = NOTHING) -> Values | None:
        """What `of_class` gives in code of an enum or of its companion; None for all other names."""
        scope: SourceClass | None = cls if member in _OF_CLASS else None
        while scope is not None and scope.decl.kind != "enum":
            scope = scope.outer
        return self.of_class(scope, member, arguments) if scope is not None else None

    def of_constant(self, value: Value, member: str) -> Values | None:
        """`name`, `ordinal()`: what every constant has; None for other members and values."""
        if not isinstance(value, Const) or value.kind != "enum":
            return None
        owner, _, name = value.text.rpartition(".")
        if member in _NAMES:
            return (derived("string", name, value),)
        cls = self.classes.get(owner)
        if member == "ordinal" and cls is not None and name in self.names(cls):
            return (derived("int", str(self.names(cls).index(name)), value),)
        return None

    def as_numbers(self, values: Values) -> Values:
        """Constants of enums by their numbers, as they are compared; other values are themselves."""
        found = [(value, self.of_constant(value, "ordinal")) for value in map(self.constant, values)]
        return join(*((value,) if number is None else number for value, number in found))

    def at(self, values: Values, index: Values) -> Values | None:
        """`values()[1]`; None if that is not what is asked."""
        places = [value for value in index if is_int(value)]
        if len(places) != len(index) or not all(isinstance(v, Const) and v.kind == "enum" for v in values):
            return None
        return tuple(
            derived("enum", values[int(place.text)].text, place)  # type: ignore[attr-defined]
            for place in places
            if 0 <= int(place.text) < len(values)
        )

    def looked_up(self, member: str, receiver: Values, arguments: list[Values]) -> Values | None:
        """`entries.getOrNull(1)`; None if that is not what is asked."""
        if member not in LOOKUPS or len(arguments) != 1 or not receiver:
            return None
        found = self.at(receiver, arguments[0])
        return (NULL,) if found == NOTHING and member.endswith("OrNull") else found

    def case(self, subject: Values, label: Op) -> Values | None:
        """The constant that a label of a `switch` names: `case OBTAINED:`; None if it names none."""
        if label.kind != facts.NAME:
            return None
        for value in subject:
            owner = value.text.rpartition(".")[0] if isinstance(value, Const) and value.kind == "enum" else ""
            owner = value.type if isinstance(value, Unknown) else owner
            cls = self.classes.get(owner)
            if cls is not None and cls.decl.kind == "enum" and label.name in self.names(cls):
                return (const("enum", f"{cls.name}.{label.name}"),)
        return None
