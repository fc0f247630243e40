"""Reads of what classes and packages have: statics, singletons, constants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.consent.graph import Node
from privlint.consent.values import (
    ANYTHING,
    NOTHING,
    Const,
    PackageName,
    Values,
    boolean,
    class_name,
    const,
    named_text,
    unknown,
)
from privlint.frontend import facts
from privlint.frontend.facts import Op
from privlint.program.source import SourceClass

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.engine import Engine
    from privlint.consent.reads import Reads

_BOOLEANS: Final = frozenset(["boolean", "java.lang.Boolean"])


class Statics:
    """What a name gives that stands behind the name of a class or package."""

    def __init__(self, engine: Engine, reads: Reads) -> None:
        self.engine = engine
        self.reads = reads
        self.tables = engine.tables

    def class_value(self, node: Node, position: int, name: str) -> Values:
        """A class that is named: the instance if it is a singleton."""
        cls = self.tables.program.classes.get(name)
        if cls is not None and cls.is_singleton:
            if not self._is_asked_for_constant(node, position, cls):
                self.reads.fields.initialise(node, position, cls)
            return (self.engine.instance(cls),)
        return (class_name(name),)

    def member(self, activation: Activation, position: int, op: Op, name: str) -> Values:
        """`Name.member`, of a class by its qualified name."""
        node = activation.node
        cls = self.tables.program.classes.get(name)
        if cls is not None:
            nested = self.tables.names.inherited_type(cls, op.name, set())
            declared = self.tables.hierarchy.field(cls, op.name)
            if declared is not None and (declared[1].is_static or not nested):
                return self.reads.fields.read(node, position, declared[0], declared[1], None)
            for companion in self.tables.hierarchy.companions(cls):
                inner = companion.fields.get(op.name)
                if inner is not None:
                    instance = self.engine.instance(companion)
                    return self.reads.fields.read(node, position, companion, inner, instance)
            if nested:
                return self.class_value(node, position, nested)
            if op.name == "Companion" and cls.companion is not None:
                return self.class_value(node, position, cls.companion.name)
            constants = self.engine.interpreter.enums.of_class(cls, op.name, NOTHING)
            if constants is not None:
                return constants
        return self._library_static(activation, position, op, name)

    def in_package(self, node: Node, position: int, qualified: str) -> Values:
        """A class, property or package inside of a package."""
        program = self.tables.program
        if qualified in program.classes:
            return self.class_value(node, position, qualified)
        found = program.property(qualified)
        if found is not None:
            return self.reads.fields.read(node, position, *found, None)
        if qualified.rpartition(".")[2][:1].isupper():
            return (class_name(qualified),)
        return (PackageName(qualified),)

    def _library_static(self, activation: Activation, position: int, op: Op, name: str) -> Values:
        if name in _BOOLEANS and op.name in ("TRUE", "FALSE"):
            return (boolean(op.name == "TRUE"),)
        qualified = f"{name}.{op.name}"
        if qualified in self.tables.numbers:
            return self.tables.numbers[qualified]
        if self.tables.build_constant(activation.node.file.package, qualified):  # whatever its spelling: `FLAVOR_store`
            return (self._constant(activation.node, position, qualified),)
        self.engine.is_mixed |= self.tables.is_mixed_constant(qualified)
        is_spelled_so = op.name[:1].isupper() and not op.name.isupper()
        if self.tables.index.has(qualified) or (is_spelled_so and self.tables.names.exists(qualified)):
            return (class_name(qualified),)
        calls = self.engine.interpreter.calls
        called = calls.library_property(activation, position, op, (name,), class_name(name))
        if called is not None:
            return called
        field_type = self.tables.index.field_type(name, op.name)
        if field_type and field_type != "java.lang.String":
            return (self._constant(activation.node, position, qualified), unknown(field_type))
        if op.name == "INSTANCE":
            return (unknown(name),)
        if op.name[:1].isupper() and not op.name.isupper() and not field_type and op.name.isidentifier():
            return (class_name(qualified),)
        return self.constant_or_flag(activation.node, position, qualified)

    def constant_or_flag(self, node: Node, position: int, qualified: str) -> Values:
        """A static member of a class nobody knows. Constants are written in capitals; what else is called like a
        consent flag is one."""
        if qualified in self.tables.numbers:
            return self.tables.numbers[qualified]
        found = self._constant(node, position, qualified)
        owner, _, name = qualified.rpartition(".")
        if found.kind == "ref" and not name.isupper():
            assumed = self.reads.assumptions.value(node, owner, name, ANYTHING)
            if assumed is not ANYTHING:
                return assumed
        return (found,)

    def _constant(self, node: Node, position: int, qualified: str) -> Const:
        """A constant of a library that is mentioned by name."""
        name = self.tables.build_constant(node.file.package, qualified)
        if name:
            text = self.tables.build_constants[name]
            self.engine.constants.setdefault(name, set()).add((node.file.path, node.body_index))
            kind = "bool" if text in ("true", "false") else "int" if text.lstrip("-").isdigit() else "string"
            return const(kind, text.strip('"'))
        self.engine.is_mixed |= self.tables.is_mixed_constant(qualified)
        return named_text(qualified, self.tables.meaning(qualified))

    def _is_asked_for_constant(self, node: Node, position: int, cls: SourceClass) -> bool:
        """Whether an object is named for a compile-time constant of it, which the compiler copies."""
        ops = node.body.ops[position + 1 : position + 2]
        fields = (cls.fields.get(op.name) for op in ops if op.kind == facts.MEMBER and op.receiver == position)
        return any(field is not None and field.is_const for field in fields)
