"""What comes to life when code inflates a layout: views, fragments, binding adapters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from privlint.consent.values import ANYTHING, ClassName, Const
from privlint.frontend import facts
from privlint.frontend.facts import NONE
from privlint.program.source import SourceClass, SourceMethod

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

#: Functions that inflate a layout without being given one.
INFLATING: Final = ("inflate", "bind", "setVisibility")
_SHOWING: Final = ("inflate", "setVisibility")
_ADAPTER: Final = "BindingAdapter"


class Inflation:
    """Runs what layouts name."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls
        self.tables = engine.tables

    def run(self, call: LibraryCall) -> None:
        """Inflates the layouts that a call is given or that its binding class is made from."""
        if call.op.kind not in (facts.CALL, facts.NEW):
            return
        names = [
            value.text.rpartition(".")[2]
            for values in call.arguments
            for value in values
            if isinstance(value, Const) and value.kind == "ref" and value.text.rpartition(".")[0].endswith("R.layout")
        ]
        if call.member in ("inflate", "bind"):
            for value in call.receiver:
                if isinstance(value, ClassName):
                    layout = self.tables.layouts.layout_of_binding(value.name.rpartition(".")[2])
                    names += [layout] if layout else []
        if call.member in _SHOWING and self.tables.layouts.has_stubs:
            names += self.tables.layouts.stubs(self.view(call.activation, call.op.receiver))
        for name in dict.fromkeys(names):
            self.inflate(call.activation, call.position, name)

    def view(self, activation: Activation, operand: int) -> str:
        """The id by which code has found a view, or the name of its property in a binding; "" if it cannot be told."""
        ops = activation.ops
        while operand != NONE:
            op = ops[operand]
            if op.kind == facts.MEMBER:
                return op.name
            if op.kind == facts.CALL and op.args:
                found = activation.of(op.args[0])
                return next((v.text.rpartition(".")[2] for v in found if isinstance(v, Const) and v.kind == "ref"), "")
            if op.kind == facts.LOCAL:
                stores = (o.args[0] for o in ops if o.kind == facts.STORE_LOCAL and o.slot == op.slot and o.args)
                operand = next(stores, NONE)
            else:
                operand = op.receiver if op.kind == facts.CAST else NONE
        return ""

    def inflate(self, activation: Activation, position: int, layout: str) -> None:
        """Creates what a layout names, and runs the adapters of attributes that are bound to data."""
        screen = self.tables.layouts.screen(layout)
        graphs = [name for graph in screen.graphs for name in self.tables.layouts.start_destinations(graph)]
        self.make(activation, position, (*screen.classes, *screen.fragments, *graphs))
        for attribute in screen.bound:
            for method in self._adapters.get(attribute, ()):
                arguments = [ANYTHING] * len(method.decl.params)
                self.calls.run_method(activation.node, position, method, None, arguments, receiver=ANYTHING)

    def make(self, activation: Activation, position: int, names: Iterable[str]) -> None:
        """Creates objects of classes that resources name."""
        for name in names:
            cls = self._class(name)
            if cls is not None and not cls.decl.is_abstract and not cls.is_interface:
                self.calls.construct(activation.node, position, cls, ())

    def _class(self, name: str) -> SourceClass | None:
        if not name.startswith("."):
            return self.tables.program.classes.get(name)
        application = self.tables.variant.manifest.application
        package = application.name.rpartition(".")[0] if application is not None else ""
        return self.tables.program.classes.get(package + name)

    @cached_property
    def _adapters(self) -> dict[str, list[SourceMethod]]:
        """Functions that set an attribute in layouts, by its name without a prefix."""
        found: dict[str, list[SourceMethod]] = {}
        for file in self.tables.program.files_with(_ADAPTER):
            for cls in file.classes:
                for methods in cls.methods.values():
                    for method in methods:
                        for name in _attributes(method):
                            found.setdefault(name, []).append(method)
        return found


def _attributes(method: SourceMethod) -> list[str]:
    """The attributes that a function sets: `@BindingAdapter("app:url", "fallback")`, `value = {…}` in Java."""
    texts = [text for item in method.decl.annotations if item.name.endswith(_ADAPTER) for text in item.arguments]
    lists = [text.partition("=")[2] if text.startswith("value") else text for text in texts]
    names = [name for text in lists for name in text.strip(" []{}").split(",")]
    return [name.strip(' "').rpartition(":")[2] for name in names]
