"""Declarations of the program under analysis: files, classes, methods, with program-wide numbers for bodies and slots.

A file starts from its outline. Code, and the types inside it, is there from when somebody asks for a body of the file.
Nothing is resolved here. Classes are known by qualified name with dots; an anonymous type is `Outer$3`, where 3 is its
index in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from privlint.frontend.code import Code
from privlint.frontend.facts import Body, Field, FileFacts, Local, Method, TypeDecl
from privlint.program.definitions import Definitions, definitions

if TYPE_CHECKING:
    from privlint.program.program import Program

#: Bodies and slots of a file are numbered from here on; no file has more.
_PER_FILE = 1 << 20


class SourceFile:
    """One file. `base` makes its body and slot numbers unique in the program."""

    __slots__ = (
        "_bodies",
        "_code",
        "_definitions",
        "_locals",
        "_program",
        "base",
        "classes",
        "explicit",
        "is_kotlin",
        "outlined",
        "package",
        "path",
        "static_imports",
        "wildcards",
    )

    def __init__(self, program: Program, path: str, facts: FileFacts, number: int) -> None:
        self.path = path
        self._program = program
        self._code: Code | None = None
        self._locals = facts.locals
        self.is_kotlin = facts.language == "kotlin"
        self.package = facts.package
        self.outlined = len(facts.types)  # so many of its types stand outside of code
        self.base = number * _PER_FILE
        self.classes: list[SourceClass] = []
        self._bodies: dict[int, Body] = {}
        self._definitions: dict[int, Definitions] = {}
        self.explicit: dict[str, str] = {}
        self.static_imports: dict[str, str] = {}
        self.wildcards: list[str] = []
        for item in facts.imports:
            if item.is_wildcard:
                self.wildcards.append(item.name)
            else:
                simple = item.alias or item.name.rpartition(".")[2]
                (self.static_imports if item.is_static else self.explicit)[simple] = item.name

    def take_apart(self) -> None:
        """Lets go of its types and its code."""
        self.classes.clear()
        self._bodies.clear()
        self._definitions.clear()

    @property
    def _known_code(self) -> Code:
        if self._code is None:
            self._code = self._program.store.code(self.path)
            for cls, decl in zip(self.classes, self._code.types, strict=False):
                cls.decl = decl  # of the same content, and completed as its code becomes known
        return self._code

    @property
    def is_touched(self) -> bool:
        """Whether somebody has asked for code."""
        return self._code is not None

    def body(self, index: int) -> Body:
        """A body of the file."""
        found = self._bodies.get(index)
        if found is None:
            code = self._known_code
            found = self._bodies[index] = code.decoded(index)
            self._program.add_types(self, code.types)
        return found

    def definitions(self, index: int) -> Definitions:
        """What reads of variables in a body see, computed once."""
        found = self._definitions.get(index)
        if found is None:
            found = self._definitions[index] = definitions(self.body(index), self.body)
        return found

    def bodies(self) -> Iterator[tuple[int, bytes]]:
        """All bodies of the file, in their stored form, by number."""
        facts = self._known_code.facts()
        self._program.add_types(self, facts.types)
        return enumerate(facts.bodies)

    def mentions(self, name: str) -> bool:
        """Whether a name stands in the source."""
        return self.path in self._program.store.mentioning(name.encode())

    def bodies_with(self, *names: str) -> Iterator[int]:
        """The bodies that may have one of the names in them, as identifier or literal."""
        texts = [name.encode() for name in names]
        if any(self.mentions(name) for name in names):
            for index, data in self.bodies():
                if any(text in data for text in texts):
                    yield index

    def local(self, slot: int) -> Local:
        """The declaration of a local or parameter."""
        known = self._locals
        return known[slot] if slot < len(known) else self._known_code.local(slot)


class SourceMethod:
    """A method, function or constructor in its class."""

    __slots__ = ("decl", "owner")

    def __init__(self, owner: SourceClass, decl: Method) -> None:
        self.owner = owner
        self.decl = decl

    @property
    def file(self) -> SourceFile:
        """The file that declares it."""
        return self.owner.file

    @property
    def symbol(self) -> str:
        """`com.example.App.onCreate`; a constructor is called `<init>`."""
        return f"{self.owner.display}.{self.decl.name}"

    def accepts(self, count: int) -> bool:
        """Whether a call with so many arguments fits; a lambda after the parentheses counts."""
        params = self.decl.params
        if self.decl.has_vararg:
            return count >= len(params) - 1
        if count == len(params):
            return True
        if count > len(params):
            return False
        required = sum(not self.file.local(slot).has_default for slot in params)
        return count >= required

    def has_annotation(self, *names: str) -> bool:
        """Whether it carries one of the annotations, by simple name."""
        return has_annotation(self.decl.annotations, names)


class SourceClass:
    """A type in its file."""

    __slots__ = ("__dict__", "decl", "file", "index", "name", "outer")

    def __init__(self, file: SourceFile, index: int, decl: TypeDecl, outer: SourceClass | None) -> None:
        self.file = file
        self.index = index
        self.decl = decl
        self.outer = outer
        self.name = self._qualified()

    def _qualified(self) -> str:
        simple = self.decl.name or f"${self.index}"
        if self.outer is not None:
            return f"{self.outer.name}{'' if simple.startswith('$') else '.'}{simple}"
        return f"{self.file.package}.{simple}" if self.file.package else simple

    @property
    def is_anonymous(self) -> bool:
        """Whether it has no name."""
        return not self.decl.name

    @property
    def is_singleton(self) -> bool:
        """Kotlin objects and companions: the name is the instance."""
        return self.decl.kind in ("object", "companion")

    @property
    def is_interface(self) -> bool:
        """Interfaces and annotations."""
        return self.decl.kind in ("interface", "annotation")

    @cached_property
    def display(self) -> str:
        """The name for people: anonymous types are called after the class around them."""
        outer = self
        while outer.is_anonymous and outer.outer is not None:
            outer = outer.outer
        return outer.name

    @cached_property
    def methods(self) -> dict[str, list[SourceMethod]]:
        """Methods by name, overloads in source order."""
        found: dict[str, list[SourceMethod]] = {}
        for decl in self.decl.methods:
            found.setdefault(decl.name, []).append(SourceMethod(self, decl))
        return found

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Fields and properties by name; of extension properties of one name the first."""
        found: dict[str, Field] = {}
        for item in self.decl.fields:
            found.setdefault(item.name, item)
        return found

    @cached_property
    def nested(self) -> dict[str, SourceClass]:
        """Named types directly inside it, local types of its methods included."""
        return {other.decl.name: other for other in self.file.classes if other.outer is self and other.decl.name}

    @cached_property
    def companion(self) -> SourceClass | None:
        """Its companion object."""
        return next((c for c in self.file.classes if c.outer is self and c.decl.kind == "companion"), None)

    def has_annotation(self, *names: str) -> bool:
        """Whether it carries one of the annotations, by simple name."""
        return has_annotation(self.decl.annotations, names)

    @property
    def is_in_code(self) -> bool:
        """Whether code declares it, or a type around it."""
        return self.index >= self.file.outlined

    def captures_instance(self) -> bool:
        """Whether an instance belongs to an instance of the class around it."""
        return self.outer is not None and not self.decl.is_static and self.decl.kind in ("class", "anonymous")


def has_annotation(annotations: Iterable[object], names: tuple[str, ...]) -> bool:
    """Whether one of the annotations has one of the simple names."""
    return any(getattr(item, "name", "").rpartition(".")[2] in names for item in annotations)
