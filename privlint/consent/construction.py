"""Objects of the program: instances, initialisers and constructors."""

from __future__ import annotations

from collections.abc import Sequence

from privlint.consent.graph import AUTOMATIC, Node
from privlint.consent.invocations import Invocations
from privlint.consent.values import ClassLiteral, Const, Function, Instance, Value, Values, const, join, unknown
from privlint.frontend import facts
from privlint.frontend.facts import NONE
from privlint.program.source import SourceClass, SourceMethod

#: Objects are told apart by what they were made of if the class has at most so many parameters and methods.
_MOST_MADE_OF = 5
_MOST_METHODS = 12


class Construction(Invocations):
    """Makes objects."""

    def construct(
        self,
        node: Node | None,
        position: int,
        cls: SourceClass,
        arguments: Sequence[Values],
        names: Sequence[str] = (),
    ) -> Values:
        """Creates an object: its instance, after its initialisers and constructor were run."""
        if cls.is_interface:
            return self._functional_interface(cls, arguments)
        scopes = self.engine.interpreter.reads.scopes
        outer = scopes.instance_of(node, cls.outer) if node is not None and cls.captures_instance() else None
        if node is not None and cls.is_anonymous and outer is None:
            outer = node.this
        home = node if cls.decl.body != NONE else None
        made_of = self._made_of(cls, arguments)
        if node is not None and self.engine.interpreter.holders.is_holder(cls):
            made_of = (const("site", f"{node.file.base + node.body_index}:{position}"),)
        enums = self.engine.interpreter.enums
        made_of = (enums.identity(node, position) if node is not None else ()) or made_of
        instance = self.engine.instance(cls, outer, home, made_of=made_of)
        enums.keep(instance)
        if node is not None:
            self.engine.interpreter.reads.fields.initialise(node, position, cls)
        self.engine.created.setdefault(cls.name)
        self.initialise_part(node, position, cls, instance, arguments, names)
        self.engine.interpreter.calls.components.created(node, position, instance)
        return (instance,)

    def _functional_interface(self, cls: SourceClass, arguments: Sequence[Values]) -> Values:
        """`Listener { … }`: the lambda is the object."""
        return join(*arguments) or (unknown(cls.name),)

    def _made_of(self, cls: SourceClass, arguments: Sequence[Values]) -> tuple[Value | None, ...]:
        """What tells an object apart: the code it was handed, the key if it stands for stored state, and the one
        constant that a data class is made of (`Success(false)`)."""
        if cls.is_anonymous or not 0 < len(arguments) <= _MOST_MADE_OF or len(cls.methods) > _MOST_METHODS:
            return ()
        is_wrapper = self.tables.wraps_state(cls) or (cls.decl.is_data and len(arguments) == 1)
        made_of = tuple(
            values[0] if len(values) == 1 and self._tells_apart(values[0], is_wrapper) else None for values in arguments
        )
        return made_of if any(made_of) and self.tables.lifecycle(cls) is None else ()

    def _tells_apart(self, value: Value, is_wrapper: bool) -> bool:
        """Whether an argument of a constructor makes an object another one. Objects that were made of something do not,
        so that nothing is nested without end."""
        if isinstance(value, Instance):
            return not value.made_of and not value.cls.is_singleton and self.tables.lifecycle(value.cls) is None
        return isinstance(value, (Const, Function, ClassLiteral) if is_wrapper else (Function, ClassLiteral))

    def initialise_part(
        self,
        node: Node | None,
        position: int,
        cls: SourceClass,
        instance: Instance,
        arguments: Sequence[Values],
        names: Sequence[str] = (),
        level: int = AUTOMATIC,
        note: str = "",
        note_zh: str = "",
    ) -> None:
        """Runs what one class of an object's chain does when the object is made: initialisers and a constructor. What
        initialisers see of a constructor's parameters (`class A(b: B) { init { … } }`) is given before they run."""
        constructors = [m for m in cls.methods.get("<init>", ()) if m.decl.body != NONE]
        chosen = self.overloads.choose(constructors, arguments, names) if constructors else []
        seen = self.tables.constructor_slots(cls)
        primary = [constructor for constructor in chosen if not seen.isdisjoint(constructor.decl.params)]
        self._construct_by(node, position, instance, primary, arguments, names, level, note, note_zh)
        if cls.decl.initializer != NONE:
            self.engine.invoke(
                node, position, cls.file, cls.decl.initializer, cls, None, instance, (), level=level, note=note,
                note_zh=note_zh,
            )  # fmt: skip
        others = [constructor for constructor in chosen if constructor not in primary]
        self._construct_by(node, position, instance, others, arguments, names, level, note, note_zh)
        if not any(self._delegates_construction(constructor) for constructor in chosen):
            parent_arguments = arguments if cls.is_anonymous else ()
            self.initialise_parent(node, position, cls, instance, parent_arguments, (), level, note, note_zh)

    def _construct_by(
        self,
        node: Node | None,
        position: int,
        instance: Instance,
        constructors: Sequence[SourceMethod],
        arguments: Sequence[Values],
        names: Sequence[str],
        level: int,
        note: str,
        note_zh: str,
    ) -> None:
        for constructor in constructors:
            completed = self.engine.interpreter.calls.injection.complete(node, position, constructor, arguments)
            self.run_method(
                node, position, constructor, instance, completed, names, level=level, note=note, note_zh=note_zh
            )

    def initialise_parent(
        self,
        node: Node | None,
        position: int,
        cls: SourceClass,
        instance: Instance,
        arguments: Sequence[Values],
        names: Sequence[str] = (),
        level: int = AUTOMATIC,
        note: str = "",
        note_zh: str = "",
    ) -> None:
        """Runs the constructor of the superclass, if the program has it."""
        for name in self.tables.hierarchy.supertypes(cls):
            parent = self.tables.program.classes.get(name)
            if parent is not None and not parent.is_interface:
                self.initialise_part(node, position, parent, instance, arguments, names, level, note, note_zh)
                return

    def _delegates_construction(self, constructor: SourceMethod) -> bool:
        body = constructor.file.body(constructor.decl.body)
        return any(op.kind == facts.CALL and op.name == "<init>" for op in body.ops)
