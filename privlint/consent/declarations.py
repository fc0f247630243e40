"""Which code stands on a line, to which method it belongs, and who mentions a method by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from privlint.consent.model import Place
from privlint.frontend import facts
from privlint.frontend.facts import NONE
from privlint.program.source import SourceClass, SourceFile, SourceMethod

if TYPE_CHECKING:
    from privlint.consent.tables import Tables

_MOST_CALLERS = 10


class Code(msgspec.Struct, gc=False, frozen=True):
    """A body of a file; `op` is the first operation on the line that was asked for, NONE if there is none."""

    file: SourceFile
    body: int
    op: int = NONE


class Owner(msgspec.Struct, gc=False, frozen=True):
    """The class that a body belongs to, and the method if it is part of one."""

    cls: SourceClass
    method: SourceMethod | None = None

    @property
    def symbol(self) -> str:
        """The name for people."""
        return self.method.symbol if self.method is not None else f"{self.cls.display}.<init>"


def bodies_within(file: SourceFile, body: int) -> Iterator[int]:
    """A body, and those of the lambdas, references and local types in it."""
    pending = [body]
    while pending:
        current = pending.pop()
        yield current
        pending += [
            op.slot for op in file.body(current).ops if op.kind in (facts.LAMBDA, facts.REF) and op.slot != NONE
        ]
        for cls in file.classes:
            if cls.decl.body == current:
                pending += bodies_of(cls)


def bodies_of(cls: SourceClass) -> list[int]:
    """The code of the members of a class."""
    decl = cls.decl
    accessors = [accessor for field in decl.fields for accessor in (field.getter, field.setter)]
    found = [decl.initializer, decl.static_initializer, *(method.body for method in decl.methods), *accessors]
    return [body for body in found if body != NONE]


def code_at(file: SourceFile, line: int) -> Code | None:
    """The code that stands on a line, or the method whose declaration or body the line is part of."""
    found = [
        (file.body(body).ops[op].column, body, op)
        for body, _ in file.bodies()
        for op in operations_on(file, body, line)
    ]
    if found and file.classes:
        return Code(file, *min(found)[1:])
    return _method_around(file, line)


def operations_on(file: SourceFile, body: int, line: int) -> list[int]:
    """The operations of a body that stand on a line."""
    return [number for number, op in enumerate(file.body(body).ops) if op.line == line]


def _method_around(file: SourceFile, line: int) -> Code | None:
    found: tuple[int, int] | None = None
    for cls in file.classes:
        for method in cls.decl.methods:
            if method.body != NONE and method.line <= line <= max(method.line, _last_line(file, method.body)):
                found = max(found or (0, 0), (method.line, method.body))
    return Code(file, found[1]) if found is not None else None


def _last_line(file: SourceFile, body: int) -> int:
    return max((op.end_line for op in file.body(body).ops), default=0)


def owner_of(file: SourceFile, body: int) -> Owner:
    """The method, accessor or initialiser that a body belongs to; lambdas belong to the code around them."""
    while file.body(body).parent != NONE:
        body = file.body(body).parent
    for cls in file.classes:
        for methods in cls.methods.values():
            for method in methods:
                if method.decl.body == body:
                    return Owner(cls, method)
        accessors = [index for field in cls.decl.fields for index in (field.getter, field.setter)]
        if body in (cls.decl.initializer, cls.decl.static_initializer, *accessors):
            return Owner(cls)
    return Owner(file.classes[0])  # of no declaration: code that the parser had to put somewhere


def declaration_place(file: SourceFile, owner: Owner) -> Place:
    """Where a method, or the class of an initialiser, is declared."""
    if owner.method is not None:
        decl = owner.method.decl
        line, column = max(decl.line, 1), max(decl.column, 1)
        width = 0 if decl.name == "<init>" else len(decl.name.encode())
        return Place(file.path, line, column, line, column + width, owner.symbol)
    line = max(owner.cls.decl.line, 1)
    return Place(file.path, line, 1, line, 1, owner.symbol)


def mentions(tables: Tables, owner: Owner) -> tuple[Place, ...]:
    """From where a method would be reached: the methods that call it by its name; if the platform or a library calls
    it, those that make or name its class or a subclass, and the components of the manifest."""
    while not owner.cls.decl.name and owner.cls.decl.body != NONE:  # an anonymous object belongs to who makes it
        owner = owner_of(owner.cls.file, owner.cls.decl.body)
    method = owner.method
    if method is not None and method.decl.name != "<init>" and not _is_override(method):
        return tuple(_using(tables, owner, _calls(method.decl.name), False))
    classes = [owner.cls, *tables.hierarchy.subclasses(owner.cls.name)]
    names = {cls.decl.name for cls in classes if cls.decl.name}
    found = dict.fromkeys(_components(tables, {cls.name for cls in classes}))
    found |= dict.fromkeys(_using(tables, owner, dict.fromkeys(_MAKES, names), True))
    return tuple(found)[:_MOST_CALLERS]


#: Names that operations of a kind may have.
_Names = dict[int, set[str]]
_MAKES = (facts.NEW, facts.CLASSREF, facts.CALL)


def _calls(method: str) -> _Names:
    """A method and the property by which Kotlin code may call it."""
    names: _Names = {facts.CALL: {method}, facts.REF: {method}}
    if method[:3] == "get" and method[3:4].isupper():
        names[facts.NAME] = names[facts.MEMBER] = {method[3].lower() + method[4:]}
    return names


def _is_override(method: SourceMethod) -> bool:
    return method.decl.is_override or method.has_annotation("Override")


def _components(tables: Tables, classes: set[str]) -> Iterator[Place]:
    for component in tables.variant.manifest.components:
        if (component.target or component.name) in classes:
            at = component.position
            yield Place(at.path, at.line, at.column, at.line, at.column, f"{component.kind} {component.name}")


def _using(tables: Tables, owner: Owner, names: _Names, is_class: bool) -> Iterator[Place]:
    """The methods with an operation that has one of the names; what a class says of itself does not count."""
    spellings = set[str]().union(*names.values())
    found: set[Place] = set()
    for file in tables.program.files_with_any(*spellings):
        for index in file.bodies_with(*spellings):
            if not _mentions(file, index, names):
                continue
            caller = owner_of(file, index)
            is_itself = (caller.cls, caller.method) == (owner.cls, owner.method)
            place = declaration_place(file, caller)
            if is_itself or (is_class and _is_inside(caller.cls, owner.cls)) or place in found:
                continue
            yield place
            found.add(place)
            if len(found) == _MOST_CALLERS:
                return


def _mentions(file: SourceFile, body: int, names: _Names) -> bool:
    ops = file.body(body).ops
    for op in ops:
        if op.kind not in names:
            continue
        if op.kind == facts.CALL and op.receiver != NONE and ops[op.receiver].kind == facts.SUPER:
            continue
        is_typed = op.kind in (facts.NEW, facts.CLASSREF)
        if (op.type.partition("<")[0].rpartition(".")[2] if is_typed else op.name) in names[op.kind]:
            return True
    return False


def _is_inside(cls: SourceClass | None, outer: SourceClass) -> bool:
    while cls is not None:
        if cls is outer:
            return True
        cls = cls.outer
    return False
