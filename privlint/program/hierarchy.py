"""Supertypes, subclasses, and the two look-ups of members: what is declared, and what runs."""

from __future__ import annotations

from collections.abc import Mapping

from privlint.frontend.facts import NONE, Field
from privlint.program.names import Names, erased
from privlint.program.program import Program
from privlint.program.source import SourceClass, SourceMethod


class Hierarchy:
    """The class graph of the program, with the platform index behind it. `components` tells what classes must derive
    from because a manifest has them as components."""

    def __init__(self, program: Program, names: Names, components: Mapping[str, str] | None = None) -> None:
        self.program = program
        self.names = names
        self.components = components or {}
        self.index = names.index
        self._supers: dict[str, tuple[str, ...]] = {}
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._chains: dict[str, tuple[SourceClass, ...]] = {}
        self._libraries: dict[str, tuple[str, ...]] = {}
        self._subclasses: dict[str, tuple[SourceClass, ...]] = {}
        self._dispatch: dict[tuple[str, str], tuple[SourceMethod, ...]] = {}
        self._complete: dict[str, bool] = {}
        self._properties: dict[tuple[str, str, str], tuple[SourceClass, Field]] = {}

    def supertypes(self, cls: SourceClass) -> tuple[str, ...]:
        """Qualified direct supertypes, the superclass first where the source tells; unknown ones are left out."""
        found = self._supers.get(cls.name)
        if found is None:
            scope = cls.outer
            written = (self.names.resolve(cls.file, scope, text) for text in cls.decl.supertypes)
            found = self._supers[cls.name] = tuple(name for name in written if name and name != cls.name)
        return found

    def generic_supertypes(self, cls: SourceClass) -> tuple[str, ...]:
        """As `supertypes`, with type arguments."""
        return tuple(self.names.resolve_generic(cls.file, cls.outer, text) for text in cls.decl.supertypes)

    def chain(self, cls: SourceClass) -> tuple[SourceClass, ...]:
        """The class and its supertypes in the program, nearest first."""
        found = self._chains.get(cls.name)
        if found is None:
            queue, seen = [cls], {cls.name}
            for current in queue:  # grows while it is walked
                for name in self.supertypes(current):
                    parent = self.program.classes.get(name)
                    if parent is not None and name not in seen:
                        seen.add(name)
                        queue.append(parent)
            found = self._chains[cls.name] = tuple(queue)
        return found

    def library_supertypes(self, cls: SourceClass) -> tuple[str, ...]:
        """All supertypes outside the program, those of the nearest class first."""
        found = self._libraries.get(cls.name)
        if found is None:
            names: dict[str, None] = {}
            for current in self.chain(cls):
                for name in self.supertypes(current):
                    if name not in self.program.classes:
                        names.update(dict.fromkeys(self.index.ancestors(name)))
                if current.decl.kind == "enum":
                    names.setdefault("java.lang.Enum")
            basic = self.components.get(cls.name)
            if basic is not None:
                names.update(dict.fromkeys(self.index.ancestors(basic)))
            found = self._libraries[cls.name] = tuple(names)
        return found

    def ancestors(self, name: str) -> tuple[str, ...]:
        """Qualified names of a type and all its supertypes, program and library."""
        name = erased(name)
        cls = self.program.classes.get(name)
        if cls is None:
            return self.index.ancestors(name)
        found = self._ancestors.get(name)
        if found is None:
            found = self._ancestors[name] = (*(item.name for item in self.chain(cls)), *self.library_supertypes(cls))
        return found

    def is_subtype(self, name: str, ancestor: str) -> bool:
        """Whether a type is another or derives from it, as far as known."""
        return erased(ancestor) in self.ancestors(name)

    def excludes(self, cls: SourceClass, target: str) -> bool:
        """Whether an object of exactly `cls` is surely not of a type: all its supertypes are known, and it is none."""
        target = erased(target)
        if target not in self.program.classes and not self.index.has(target):
            return False
        found = self._complete.get(cls.name)
        if found is None:
            found = self._complete[cls.name] = all(
                len(self.supertypes(current)) == len(current.decl.supertypes) for current in self.chain(cls)
            ) and all(self.index.has(name) for name in self.library_supertypes(cls))
        return found and target != "java.lang.Object" and target not in self.ancestors(cls.name)

    def direct_subclasses(self, name: str) -> tuple[SourceClass, ...]:
        """Classes of the program that name a type as their supertype."""
        found = self._subclasses.get(name)
        if found is None:
            candidates = self.program.subtypes(name.rpartition(".")[2])
            found = self._subclasses[name] = tuple(c for c in candidates if name in self.supertypes(c))
        return found

    def subclasses(self, name: str) -> list[SourceClass]:
        """All classes of the program below a type, the type itself left out."""
        queue = list(self.direct_subclasses(name))
        seen = {cls.name for cls in queue}
        for current in queue:  # grows while it is walked
            for cls in self.direct_subclasses(current.name):
                if cls.name not in seen:
                    seen.add(cls.name)
                    queue.append(cls)
        return queue

    def dispatch(self, cls: SourceClass, name: str) -> tuple[SourceMethod, ...]:
        """The methods with a body that run when `name` is called on an instance of exactly `cls`: those of the
        nearest class that has any, completed by overloads with other parameter counts further up."""
        key = (cls.name, name)
        found = self._dispatch.get(key)
        if found is None:
            methods: list[SourceMethod] = []
            shapes: set[tuple[str, ...]] = set()
            for current in self.chain(cls):
                level = [m for m in current.methods.get(name, ()) if m.decl.body != NONE and not m.decl.receiver_type]
                fresh = [m for m in level if self._shape(m) not in shapes]
                methods += fresh
                shapes.update(self._shape(m) for m in fresh)
            found = self._dispatch[key] = tuple(methods)
        return found

    def called(self, cls: SourceClass, name: str) -> tuple[SourceMethod, ...]:
        """As `dispatch`; `@Name` stands for the methods that carry an annotation."""
        if not name.startswith("@"):
            return self.dispatch(cls, name)
        methods = (m for current in self.chain(cls) for group in current.methods.values() for m in group)
        return tuple(m for m in methods if m.decl.annotations and m.decl.body != NONE and m.has_annotation(name[1:]))

    def declared(self, cls: SourceClass, name: str) -> SourceMethod | None:
        """The nearest declaration of a method, with or without a body: what types are read from."""
        for current in self.chain(cls):
            for method in current.methods.get(name, ()):
                if not method.decl.receiver_type:
                    return method
        return None

    def field(self, cls: SourceClass, name: str) -> tuple[SourceClass, Field] | None:
        """The nearest field or property of a name, and the class that declares it."""
        for current in self.chain(cls):
            found = current.fields.get(name)
            if found is not None and not found.receiver_type:
                return current, found
        return None

    def property(self, cls: SourceClass, declaring: SourceClass, field: Field) -> tuple[SourceClass, Field]:
        """The property that is read on an instance of exactly `cls` where code means that of a class above: the
        nearest that overrides it. Fields of Java hide each other and override nothing."""
        key = (cls.name, declaring.name, field.name)
        found = self._properties.get(key)
        if found is None:
            below = self.chain(cls) if declaring.file.is_kotlin and not field.is_static else ()
            overriding = ((current, current.fields.get(field.name)) for current in below if current is not declaring)
            candidates = ((current, own) for current, own in overriding if own is not None and own.is_override)
            found = self._properties[key] = next(candidates, (declaring, field))
        return found

    def companions(self, cls: SourceClass) -> list[SourceClass]:
        """Companion objects of a class and of its supertypes, nearest first."""
        return [current.companion for current in self.chain(cls) if current.companion is not None]

    def overrides(self, cls: SourceClass, name: str) -> list[SourceMethod]:
        """Methods with a body below a class that override `name`."""
        found: list[SourceMethod] = []
        for sub in self.subclasses(cls.name):
            found += [m for m in sub.methods.get(name, ()) if m.decl.body != NONE and not m.decl.is_static]
        return found

    def _shape(self, method: SourceMethod) -> tuple[str, ...]:
        """What an override has in common with what it overrides: the types of the parameters as written."""
        file = method.file
        return tuple(file.local(slot).type.partition("<")[0].rstrip("?") for slot in method.decl.params)
