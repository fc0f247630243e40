"""By which types and methods a library may call an object of the program back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from privlint.consent.values import Instance

if TYPE_CHECKING:
    from privlint.consent.tables import Tables


class CallbackMethods:
    """Looks at what the class of an object overrides."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._overridden: dict[str, list[str]] = {}

    def types(self, value: Instance) -> list[str]:
        """The library types by which a function may call an object back. What a component inherits from the
        platform's own base classes is the platform's business."""
        hierarchy = self.tables.hierarchy
        if self.tables.lifecycle(value.cls) is None:
            return list(hierarchy.library_supertypes(value.cls))
        named = (name for cls in hierarchy.chain(value.cls) for name in hierarchy.supertypes(cls))
        described = self.tables.callback_types
        return [name for name in dict.fromkeys(named) if name in described or self.tables.index.is_interface(name)]

    def listens_to(self, value: Instance, owners: Iterable[str]) -> bool:
        """Whether an object implements a described callback type of the library that these classes are from."""
        libraries = {_library(owner) for owner in owners}
        return any(name in self.tables.callback_types and _library(name) in libraries for name in self.types(value))

    def overridden(self, value: Instance) -> list[str]:
        """Methods of an object that override or implement something of a library type."""
        found = self._overridden.get(value.cls.name)
        if found is not None:
            return found
        names = self._overridden[value.cls.name] = []
        known: set[str] = set()
        is_open = False
        for supertype in self.tables.hierarchy.library_supertypes(value.cls):
            known |= self.tables.index.abstract_or_callback_methods(supertype)
            is_open = is_open or not self.tables.index.has(supertype)
        for cls in self.tables.hierarchy.chain(value.cls):
            for name, methods in cls.methods.items():
                overrides = is_open and any(m.decl.is_override or m.has_annotation("Override") for m in methods)
                if name != "<init>" and name not in names and (name in known or overrides):
                    names.append(name)
        return names


def _library(name: str) -> str:
    """The beginning of a qualified name that the classes of one library share."""
    return ".".join(name.split(".")[:3])
