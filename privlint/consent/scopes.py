"""What is in scope: implicit receivers, the classes around, the file and its imports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from privlint.consent.graph import Key, Node
from privlint.consent.libraries import getter_names
from privlint.consent.values import Instance, Values
from privlint.frontend.facts import Field
from privlint.program.names import split_arguments
from privlint.program.source import SourceClass, SourceFile

if TYPE_CHECKING:
    from privlint.consent.engine import Engine


class Target(msgspec.Struct, frozen=True, gc=False):
    """What a simple name stands for: a `field` of `cls` (seen from class `holder`), a `getter` method `name`, a
    property of a `library` type `name`, a `class`, the start of a `package`, a `constant` that is imported, or
    "unknown"."""

    kind: str
    name: str = ""
    holder: SourceClass | None = None
    cls: SourceClass | None = None
    field: Field | None = None


_UNKNOWN = Target("unknown")


class Scopes:
    """Looks names up from the inside out."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.tables = engine.tables
        self._targets: dict[tuple[int, int, str], Target] = {}
        self._arguments: dict[tuple[str, str, str], str] = {}

    def lambda_receivers(self, node: Node) -> Iterator[Values]:
        """Receivers of the extension functions and lambdas around the code, innermost first."""
        if node.receivers is None:
            node.receivers = tuple(_receivers_around(node))
        for key in node.receivers:
            values = self.engine.read(node, key)
            if values:
                yield values

    def receivers(self, node: Node) -> Iterator[Values]:
        """All implicit receivers, innermost first; instances of the classes around come after those of functions."""
        yield from self.lambda_receivers(node)
        instance = node.this
        while instance is not None:
            yield (instance,)
            instance = instance.outer

    def instance_of(self, node: Node, holder: SourceClass | None) -> Instance | None:
        """The instance through which a member of a class around is seen; None for static code."""
        instance = node.this
        while instance is not None and holder is not None:
            if holder in self.tables.hierarchy.chain(instance.cls):
                return instance
            instance = instance.outer
        if holder is not None and holder.is_singleton:
            return self.engine.instance(holder)
        return None

    def class_around(self, cls: SourceClass, simple: str) -> str:
        """The qualified name of a class around a class, "" if there is none of the name."""
        scope: SourceClass | None = cls
        while scope is not None and scope.decl.name != simple:
            scope = scope.outer
        return scope.name if scope is not None and simple else ""

    def heir_of(self, node: Node, library: str) -> Instance | None:
        """The instance of a class around the code that inherits from a library type."""
        instance = node.this
        while instance is not None and library not in self.tables.hierarchy.library_supertypes(instance.cls):
            instance = instance.outer
        return instance

    def lookup(self, file: SourceFile, cls: SourceClass, name: str) -> Target:
        """What a name that is no variable stands for in code of a class."""
        key = (file.base, cls.index, name)
        found = self._targets.get(key)
        if found is None:
            found = self._targets[key] = self._in_classes(cls, name) or self._in_file(file, cls, name)
        return found

    def _in_classes(self, cls: SourceClass, name: str) -> Target | None:
        scope: SourceClass | None = cls
        hierarchy = self.tables.hierarchy
        while scope is not None:
            declared = hierarchy.field(scope, name)
            if declared is not None:
                return Target("field", "", scope, *declared)
            for companion in hierarchy.companions(scope):
                if name in companion.fields:
                    return Target("field", "", companion, companion, companion.fields[name])
            if scope.file.is_kotlin:
                for getter in getter_names(name):
                    if hierarchy.declared(scope, getter) is not None:
                        return Target("getter", getter, scope)
            scope = scope.outer
        return None

    def _in_file(self, file: SourceFile, cls: SourceClass, name: str) -> Target:
        program = self.tables.program
        imported = file.explicit.get(name, "")
        for qualified in self.candidates(file, name):
            found = program.property(qualified)
            if found is not None:
                return Target("field", "", None, *found)
        static = file.static_imports.get(name) or (imported if imported and not self._is_class(imported) else "")
        if static:
            return self._imported(static)
        for package in file.wildcards:
            if package in self.tables.program.classes:
                member = self._imported(f"{package}.{name}")
                if member.kind == "field":
                    return member
        type_name = self.tables.names.is_type_name(file, cls, name)
        if type_name:
            return Target("class", type_name)
        inherited = self._in_libraries(cls, name)
        if inherited is not None:
            return inherited
        if name == "R":
            return Target("class", f"{file.package}.R")
        if name[:1].isupper() and not name.isupper() and name.isidentifier():
            return Target("class", name)
        if self._is_package(name):
            return Target("package", name)
        return _UNKNOWN

    def candidates(self, file: SourceFile, name: str) -> Iterator[str]:
        """Qualified names that a top-level name may have, nearest first."""
        if name in file.explicit:
            yield file.explicit[name]
        yield f"{file.package}.{name}" if file.package else name
        for package in file.wildcards:
            yield f"{package}.{name}"

    def _imported(self, qualified: str) -> Target:
        """A member of a class that is imported by name."""
        owner, _, name = qualified.rpartition(".")
        cls = self.tables.program.classes.get(owner)
        if cls is not None:
            declared = self.tables.hierarchy.field(cls, name)
            if declared is not None:
                return Target("field", "", cls, *declared)
            if cls.companion is not None and name in cls.companion.fields:
                return Target("field", "", cls.companion, cls.companion, cls.companion.fields[name])
            if name == "INSTANCE" and cls.decl.kind == "object":
                return Target("class", owner)
        return Target("constant", qualified)

    def _in_libraries(self, cls: SourceClass, name: str) -> Target | None:
        """A property or field that a class around inherits from a library."""
        scope: SourceClass | None = cls
        libraries = self.engine.interpreter.calls.libraries
        while scope is not None:
            for owner in self.tables.hierarchy.library_supertypes(scope):
                if libraries.has_property(owner, name):
                    return Target("library", owner)
            scope = scope.outer
        return None

    def _is_class(self, qualified: str) -> bool:
        owner, _, name = qualified.rpartition(".")
        cls = self.tables.program.classes.get(owner)
        if cls is not None and name in cls.fields:  # `import a.Keys.AGREED`
            return False
        is_constant = name.isupper() and self.tables.index.has(owner)  # `import android.os.Build.VERSION.SDK_INT`
        return self.tables.names.exists(qualified) or (name[:1].isupper() and not is_constant)

    def _is_package(self, name: str) -> bool:
        if not name.islower():
            return False
        prefix = f"{name}."
        return name in ("com", "org", "net", "android", "androidx", "java", "kotlin", "kotlinx", "io", "cn") or (
            self.tables.program.has_package_below(prefix)
        )

    def class_argument(self, cls: SourceClass, declaring: SourceClass, parameter: str) -> str:
        """What a type parameter of `declaring` stands for in objects of `cls`, "" if unknown."""
        key = (cls.name, declaring.name, parameter)
        found = self._arguments.get(key)
        if found is None:
            found = self._arguments[key] = self._class_argument(cls, declaring, parameter, 0)
        return found

    def _class_argument(self, cls: SourceClass, declaring: SourceClass, parameter: str, depth: int) -> str:
        hierarchy = self.tables.hierarchy
        if cls is declaring or depth > 12:
            return ""
        for supertype in hierarchy.generic_supertypes(cls):
            erased, _, rest = supertype.partition("<")
            parent = self.tables.program.classes.get(erased)
            if parent is None or declaring not in hierarchy.chain(parent):
                continue
            if parent is not declaring:
                outer = self._class_argument(parent, declaring, parameter, depth + 1)
                if outer:
                    return outer
                parameter_here = self._forwarded(parent, declaring, parameter)
            else:
                parameter_here = parameter
            names = [text.partition(":")[0].partition(" extends ")[0].strip() for text in parent.decl.type_params]
            if rest and parameter_here in names:
                arguments = split_arguments(rest[:-1])
                place = names.index(parameter_here)
                if place < len(arguments) and arguments[place] not in ("*", ""):
                    return arguments[place].partition("<")[0]
        return ""

    def _forwarded(self, cls: SourceClass, declaring: SourceClass, parameter: str) -> str:
        """The parameter of `cls` that it hands on as a parameter of `declaring`."""
        for text in cls.decl.supertypes:
            head, bracket, rest = text.partition("<")
            if not bracket or self.tables.names.resolve(cls.file, cls.outer, head) != declaring.name:
                continue
            names = [item.partition(":")[0].partition(" extends ")[0].strip() for item in declaring.decl.type_params]
            arguments = split_arguments(rest.rstrip("?")[:-1])
            if parameter in names and names.index(parameter) < len(arguments):
                return arguments[names.index(parameter)]
        return parameter


def _receivers_around(node: Node) -> Iterator[Key]:
    """Keys of the receivers that code and the functions around it may have: methods that extend nothing have none."""
    current: Node | None = node
    while current is not None:
        if current.method is None or current.method.decl.receiver_type:
            yield current.receiver_key
        this = current.this
        current = current.home if current.home is not None else (this.home if this is not None else None)
