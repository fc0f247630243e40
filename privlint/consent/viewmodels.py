"""View models: what a factory makes that is given, else what the library makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.consent.graph import AUTOMATIC, Node
from privlint.consent.values import NOTHING, Function, Instance, Value, Values, class_literal, join
from privlint.program.source import SourceClass

if TYPE_CHECKING:
    from privlint.consent.calls import Calls

#: The method of a factory.
_CREATE: Final = "create"


class ViewModels:
    """Makes view models."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def make(self, node: Node, position: int, cls: SourceClass, given: Values) -> Values:
        """The view model of a class that is asked for. `given`: factories, and code that gives a factory or the model
        itself; as long as nobody knows what that gives, nothing is made, but of classes that injection makes: a
        factory may get them from generated code."""
        offered = [
            self._calls.run_function(node, position, value, ()) if isinstance(value, Function) else (value,)
            for value in given
            if isinstance(value, (Function, Instance))
        ]
        values = join(*offered)
        result = join(*(self._of(node, position, cls, value) for value in values))
        is_left = not any(self._is_factory(value) for value in values) or self._calls.injection.is_injectable(cls)
        if result or not all(offered) or not is_left:
            return result
        return self._calls.components.start(node, position, cls, AUTOMATIC, "viewmodel")

    def _is_factory(self, value: Value) -> bool:
        """Whether a value is a factory of the program, or will be one when it has been made."""
        cls = self._calls.reads.source_class(value)
        return cls is not None and bool(self._calls.tables.hierarchy.dispatch(cls, _CREATE))

    def _of(self, node: Node, position: int, cls: SourceClass, value: Value) -> Values:
        if not isinstance(value, Instance):
            return NOTHING
        if self._calls.tables.hierarchy.is_subtype(value.cls.name, cls.name):
            return (value,)
        if not self._is_factory(value):
            return NOTHING
        found = self._calls.call_member(node, position, value, _CREATE, ((class_literal(cls.name),),)) or NOTHING
        is_subtype = self._calls.tables.hierarchy.is_subtype
        return tuple(each for each in found if isinstance(each, Instance) and is_subtype(each.cls.name, cls.name))
