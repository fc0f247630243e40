"""Functions that every data class has: `copy`, and the components that a declaration takes apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.consent.values import Function, Instance, Reference, Value, Values
from privlint.frontend.facts import Op
from privlint.program.source import SourceClass

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.graph import Node
    from privlint.consent.reads import Reads

_COMPONENT = "component"


class Records:
    """Objects of data classes. What all objects of a class were made with is one state."""

    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    def member(self, activation: Activation, position: int, op: Op, value: Value) -> Values | None:
        """`copy(…)` and `component1()`; None for all else."""
        cls = self.reads.source_class(value)
        if cls is None or not cls.decl.is_data:
            return None
        if op.name == "copy":
            return self._copy(activation, cls, op, value)
        names = {f"{_COMPONENT}{number}": name for number, name in enumerate(self._parts(cls), 1)}
        field = cls.fields.get(names.get(op.name, ""))
        return self.reads.fields.read(activation.node, position, cls, field, value) if field is not None else None

    def component(self, node: Node, name: str, values: Values) -> Values | None:
        """`component1()` of what is no object of a data class: of pairs, of entries of maps. None for all else."""
        if not name.removeprefix(_COMPONENT).isdigit():
            return None
        known = self.reads.parts.read(node, values, name)
        return self._of_entry(values) if known is None and not self.reads.tables.program.extensions(name) else known

    def _of_entry(self, values: Values) -> Values | None:
        """What is taken apart where nothing has such parts: the contents of a map, or numbered elements, stand for the
        entries (`for ((key, value) in map)`). None for all else."""
        contents = tuple(value for value in values if isinstance(value, (Instance, Function, Reference)))
        classes = [self.reads.source_class(value) for value in contents]
        has_parts = any(cls is not None and (cls.decl.is_data or f"{_COMPONENT}1" in cls.methods) for cls in classes)
        return contents if contents and not has_parts else None

    def _copy(self, activation: Activation, cls: SourceClass, op: Op, value: Value) -> Values:
        """Another object of which some parts are others."""
        names = self._parts(cls)
        for place, values in enumerate(activation.arguments(op)):
            given = op.arg_names[place] if place < len(op.arg_names) else ""
            field = cls.fields.get(given or (names[place] if place < len(names) else ""))
            if field is not None:
                self.reads.fields.write(activation.node, self.reads.fields.key(cls, field, value), values)
        return (value,)

    def _parts(self, cls: SourceClass) -> list[str]:
        """The parameters of the primary constructor, in order."""
        constructors = cls.methods.get("<init>", ())
        return [cls.file.local(slot).name for slot in constructors[0].decl.params] if constructors else []
