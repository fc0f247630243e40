"""Which of the values of an expression are the object itself, and which are only inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.consent.operators import is_null
from privlint.consent.values import (
    NOTHING,
    ClassName,
    Const,
    Function,
    Instance,
    PackageName,
    Reference,
    Unknown,
    Value,
    Values,
    is_intent,
    unknown,
)
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.tables import Tables

_UNTYPED: Final = frozenset(["", "java.lang.Object", "kotlin.Any"])


class Receivers:
    """Tells objects from what they hold by their types."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def proper(self, values: Values) -> Values:
        """What of the values a member is read from or called on: what a container of a library holds is set aside,
        and so is an unknown object next to objects that are known."""
        if len(values) < 2:
            return values if not values or not is_null(values[0]) else NOTHING
        classes = self.tables.program.classes
        types = [value.type for value in values if isinstance(value, Unknown) and value.type not in _UNTYPED]
        library = [name for name in types if name.partition("<")[0] not in classes]
        if library:
            if self.tables.index.element_type(bound(library[0])):
                library = library[:1]  # whatever else there is, is inside of it
            return tuple(value for value in values if self._is_of(value, library)) or values
        if types:
            return self._of_program(values, types)
        if all(isinstance(value, (Function, Reference)) or is_null(value) for value in values):
            return tuple(value for value in values if not is_null(value))
        if any(is_intent(value) for value in values):
            return tuple(value for value in values if not is_null(value))
        if any(isinstance(value, Instance) for value in values):
            return tuple(value for value in values if isinstance(value, (Instance, Function, Reference, ClassName)))
        return values

    def _of_program(self, values: Values, types: list[str]) -> Values:
        """Values that may be of one of these types of the program, and for the types that nothing is known to be of
        their unknown object: `Model m = factory.make(this)` may hold `this`, but is none."""
        found: list[Value] = []
        known: set[str] = set()
        for value in values:
            mine = [name for name in types if self._is_a(value, name)]
            if mine:
                found.append(value)
                known.update(mine)
        return (*found, *(unknown(name) for name in types if name not in known))

    def may_be(self, value: Instance, name: str) -> bool:
        """Whether an object may be of a type of the program: one that is not known exactly may be of a class below."""
        is_subtype = self.tables.hierarchy.is_subtype
        return is_subtype(value.cls.name, name) or (not value.exact and is_subtype(name, value.cls.name))

    def _is_a(self, value: Value, name: str) -> bool:
        """Whether an object or code may be of a type of the program."""
        if isinstance(value, Instance):
            return self.may_be(value, name)
        return isinstance(value, (Function, Reference)) and self.tables.program.classes[erased(name)].is_interface

    def _is_of(self, value: Value, library: list[str]) -> bool:
        if isinstance(value, Unknown):
            return value.type in library[:2]
        if isinstance(value, Instance):
            return any(self.tables.hierarchy.is_subtype(value.cls.name, name) for name in library)
        if isinstance(value, Const):
            return library[0] in ("boolean", "int", "long", "java.lang.String")
        if isinstance(value, (Function, Reference)):
            return any(self._is_functional(name) for name in library)
        return isinstance(value, (ClassName, PackageName)) or library[0] == "java.lang.Class"

    def _is_functional(self, name: str) -> bool:
        """Whether code may be an object of a library type: interfaces that hold nothing."""
        index = self.tables.index
        return name.startswith("kotlin.Function") or (index.is_interface(name) and not index.element_type(bound(name)))


def bound(name: str) -> str:
    """A type with an argument: a list of what nobody knows is a list too."""
    return name if "<" in name else f"{name}<java.lang.Object>"
