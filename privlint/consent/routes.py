"""Navigation: which destinations of a graph are shown. A destination is known by its route (a text, or the class of a
typed route or key); its content runs when a start or a call that is reached goes there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from privlint.consent.deferred import as_level, level_in
from privlint.consent.graph import AUTOMATIC, UNKNOWN, USER, Key
from privlint.consent.stores import key_text
from privlint.consent.values import (
    NULL,
    ClassLiteral,
    ClassName,
    Const,
    Function,
    Instance,
    Reference,
    Unknown,
    Value,
    Values,
    const,
)
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op
from privlint.knowledge.model import Route
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

#: In the place of a route: some destination of a graph is shown; and one is of which nobody knows which.
_SOME: Final = ("demanded", "route")
_ANY: Final = ("demanded", "route?")
#: Where the fixed part of a route with arguments ends.
_ARGUMENTS: Final = re.compile(r"[/?]*[{?$].*|/+$")


class Routes:
    """Connects destinations with what shows them."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls
        self.tables = engine.tables

    def rows(self, call: LibraryCall, owners: list[str]) -> tuple[Route, ...]:
        """The rules for a call; one whose receiver nobody knows may be of any library."""
        name = erased(call.owners[0]).rpartition(".")[2] if call.member == "<init>" and call.owners else call.member
        rows = self.tables.routes.get(name, ())
        return tuple(row for row in rows if not row.owners or not owners or set(row.owners).intersection(owners))

    def run(self, call: LibraryCall, rows: tuple[Route, ...]) -> None:
        """Notes where a call goes; content of a destination that is shown runs as surely as what shows it."""
        level: int | None = call.activation.node.level
        for row in rows:
            if row.names:
                level = self._shown(call, row)
                call.level = level
        for row in rows:
            for argument in row.goes if level is not None else ():
                self._go(call, row, argument, level)

    def _shown(self, call: LibraryCall, row: Route) -> int | None:
        """How surely a destination is shown; None if nobody knows, or while nothing shows it. One of a graph that has
        been understood so far is for the user to go to."""
        keys = self._keys(call, self._argument(call, row.names), call.op.type_args[:1])
        found = [_key(key) for key in keys]
        if found and row.waits:
            found.append(_ANY)
        levels = [level_in(self.engine.heap.read(key, call.activation.node)) for key in found]
        if not found and row.waits and self.engine.heap.read(_SOME, call.activation.node) is not None:
            return UNKNOWN  # of a graph whose start is known, but not where this one lies in it
        waits = bool(found) and row.waits and self.engine.heap.read(_SOME, call.activation.node) is not None
        return min((level for level in levels if level is not None), default=USER if waits else None)

    def _go(self, call: LibraryCall, row: Route, argument: str, level: int | None) -> None:
        position = self._argument(call, (argument,))
        surely = AUTOMATIC if level is None else level
        for key in self._keys(call, position, ()):
            self.engine.write(None, _key(key), (as_level(surely),))
            self.engine.write(None, _SOME, (as_level(surely),))
        if position != NONE and not self._is_understood(call, row, position):
            self.engine.write(None, _ANY, (as_level(max(surely, UNKNOWN)),))
        for value in call.arguments[position] if position != NONE else ():
            if isinstance(value, Const) and value.kind == "ref":
                self._show_fragments(call, value.text)

    def _is_understood(self, call: LibraryCall, row: Route, position: int) -> bool:
        """Whether all destinations that an argument may name are known."""
        op = call.activation.ops[call.op.args[position]]
        if op.kind == facts.TEMPLATE:
            return bool(self._of_template(call, op))
        return all(self._is_one(value, row) for value in self._named(call, position))

    def _is_one(self, value: Value, row: Route) -> bool:
        """Whether a value names one destination (an object of a class without subclasses, a text), or none."""
        if value is NULL or isinstance(value, (Function, Reference)):
            return True
        if isinstance(value, Instance):
            return value.exact
        if isinstance(value, Const) and value.kind == "ref" and ".R." not in f".{value.text}":
            return False  # a constant of which nobody knows the text
        if not isinstance(value, Unknown):
            return bool(self._name(value))
        name = erased(value.type)
        cls = self.tables.program.classes.get(name)
        if cls is None:
            return name in row.ignores
        return not (cls.decl.is_abstract or cls.is_interface or self.tables.hierarchy.subclasses(name))

    def _show_fragments(self, call: LibraryCall, reference: str) -> None:
        """`navigate(R.id.settings)`: the screens of a graph in XML, which begin when they are made."""
        kind, _, name = reference.rpartition(".")
        layouts = self.tables.layouts
        if kind.endswith("R.id"):
            self.calls.components.inflation.make(call.activation, call.position, layouts.destinations(name))
        elif kind.endswith("R.navigation"):
            self.calls.components.inflation.make(call.activation, call.position, layouts.start_destinations(name))

    def _argument(self, call: LibraryCall, spellings: tuple[str, ...]) -> int:
        """The place of an argument that is known by its name or, without names, by its place."""
        for spelling in spellings:
            if spelling in call.op.arg_names:
                return call.op.arg_names.index(spelling)
            if spelling.isdigit() and int(spelling) < len(call.arguments):
                named = call.op.arg_names[int(spelling)] if call.op.arg_names else ""
                if not named:
                    return int(spelling)
        return NONE

    def _keys(self, call: LibraryCall, position: int, types: tuple[str, ...]) -> list[str]:
        node = call.activation.node
        found = [self.calls.reads.type_argument(node, text) for text in types]
        if position != NONE and not any(found):
            op = call.activation.ops[call.op.args[position]]
            is_template = op.kind == facts.TEMPLATE
            found += (
                self._of_template(call, op)
                if is_template
                else [self._name(value) for value in self._named(call, position)]
            )
        return [_ARGUMENTS.sub("", name) for name in found if name]

    def _of_template(self, call: LibraryCall, op: Op) -> list[str]:
        """The fixed parts of routes with arguments: `"home/$id"`, `"$HOME/{$ID}"`."""
        fixed = _ARGUMENTS.sub("", op.name)
        if (fixed and fixed[0] != "/") or not op.args:
            return [fixed] if fixed else []
        return [name for value in call.activation.of(op.args[0]) if (name := self._name(value))]

    def _named(self, call: LibraryCall, position: int) -> Values:
        """The values of an argument, or what is in them: a back stack holds destinations."""
        values = call.arguments[position]
        is_stack = any(self.engine.interpreter.holders.is_container(value) for value in values)
        return self.calls.reads.element(call.activation.node, values) if is_stack else values

    def _name(self, value: Value) -> str:
        if isinstance(value, Instance):
            return value.cls.name
        if isinstance(value, (ClassLiteral, ClassName)):
            return value.name
        if isinstance(value, Unknown):
            name = erased(value.type)
            return name if name in self.tables.program.classes else ""
        return key_text(value) or ""

    def is_direction(self, call: LibraryCall) -> bool:
        """Whether a call is one of a generated class (`HomeDirections.toSettings()`), whose functions name actions."""
        return bool(call.owners) and call.owners[0].endswith(self.tables.catalogue.directions or "\0")

    def direction(self, call: LibraryCall) -> Values | None:
        """The action that a generated function names; None for all other calls."""
        action = self.tables.layouts.action(call.member) if self.is_direction(call) else ""
        return (const("ref", f"R.id.{action}"),) if action else None


def _key(route: str) -> Key:
    return ("demanded", f"route:{route}")
