"""Types and members of libraries: the platform index completed by the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.consent.values import ClassLiteral, ClassName, Const, Function, Instance, Reference, Unknown, Value
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.tables import Tables

_CONSTANTS = {
    "string": "java.lang.String",
    "bool": "boolean",
    "int": "int",
    "continuation": "kotlin.coroutines.Continuation",
    "empty": "java.util.List",
    "file": "java.io.File",
    "intent": "android.content.Intent",
}


def getter_names(name: str) -> tuple[str, ...]:
    """Java getters that a Kotlin property may call: `deviceId` -> getDeviceId; `isOn` -> isOn, getIsOn."""
    capitalised = name[:1].upper() + name[1:]
    if name.startswith("is") and name[2:3].isupper():
        return name, f"get{capitalised}"
    return (f"get{capitalised}",)


def setter_name(name: str) -> str:
    """The Java setter that an assignment to a Kotlin property calls."""
    if name.startswith("is") and name[2:3].isupper():
        return f"set{name[2:]}"
    return f"set{name[:1].upper()}{name[1:]}"


class Libraries:
    """Questions about library types."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._types: dict[tuple[str, str, int], str] = {}
        self._properties: dict[tuple[str, str], bool] = {}

    def owners(self, value: Value) -> tuple[str, ...]:
        """The library types that a value belongs to, nearest first, type arguments on the first; () if unknown."""
        hierarchy = self.tables.hierarchy
        if isinstance(value, Instance):
            return hierarchy.library_supertypes(value.cls)
        if isinstance(value, (Unknown, ClassName)):
            name = value.type if isinstance(value, Unknown) else value.name
            if not name:
                return ()
            plain = erased(name)
            cls = self.tables.program.classes.get(plain)
            if cls is not None:
                return hierarchy.library_supertypes(cls)
            return (name, *self.tables.index.ancestors(plain)[1:])
        if isinstance(value, Const):
            found = _CONSTANTS.get(value.kind)
            return (found,) if found else ()
        if isinstance(value, ClassLiteral):
            return ("java.lang.Class",)
        return ("kotlin.Function",) if isinstance(value, (Function, Reference)) else ()

    def return_type(self, owners: tuple[str, ...], member: str, count: int) -> str:
        """The type that a call gives, with type arguments where they are known; "" if unknown."""
        for owner in owners:
            key = (owner, member, count)
            found = self._types.get(key)
            if found is None:
                found = self._types[key] = self._return_type(owner, member, count)
            if found:
                return found
        return ""

    def _return_type(self, owner: str, member: str, count: int) -> str:
        known = self.tables.sites.return_types.get(erased(owner), {}).get(member, "")
        return known or self.tables.index.return_type(owner, member, count)

    def property_type(self, owners: tuple[str, ...], name: str) -> str:
        """The type of a Kotlin property or Java field of library types."""
        for owner in owners:
            for getter in (*getter_names(name), name):
                found = self.return_type((owner,), getter, 0)
                if found:
                    return found
            found = self.tables.index.field_type(owner, name)
            if found:
                return found
        return ""

    def has_property(self, owner: str, name: str) -> bool:
        """Whether a library type surely has a property or field."""
        key = (owner, name)
        found = self._properties.get(key)
        if found is None:
            found = self._properties[key] = self._has_property(owner, name)
        return found

    def _has_property(self, owner: str, name: str) -> bool:
        plain = erased(owner)
        members = self.tables.sites.by_owner.get(plain, {})
        if any(member in members for member in self.tables.sites.java_members(name)):
            return True
        if any(getter in self.tables.sites.return_types.get(plain, {}) for getter in (*getter_names(name), name)):
            return True
        return any(self.tables.index.declares(plain, member) for member in (*getter_names(name), name))

    def has_method(self, owner: str, name: str) -> bool:
        """Whether a library type surely has a method."""
        plain = erased(owner)
        return (
            name in self.tables.sites.by_owner.get(plain, {})
            or name in self.tables.sites.return_types.get(plain, {})
            or bool(self.tables.index.declares(plain, name))
        )
