"""Reflection on literals: `Class.forName("a.B").getMethod("start").invoke(null)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.consent.values import (
    ClassLiteral,
    Const,
    Instance,
    Values,
    class_literal,
    const,
    join,
    unknown,
)

if TYPE_CHECKING:
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

_MAKES: Final = ("newInstance", "createInstance")
_FINDS: Final = ("getMethod", "getDeclaredMethod")
#: Members that have to do with it.
MEMBERS: Final = frozenset(["forName", "loadClass", "invoke", *_MAKES, *_FINDS])


class Reflection:
    """Finds the classes and methods that texts name."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls
        self.tables = engine.tables

    def refined(self, call: LibraryCall, result: Values) -> Values:
        """What a call gives, where it is known better than `result`."""
        if call.member not in MEMBERS:
            return result
        if call.member in ("forName", "loadClass") and call.arguments:
            return join(self._classes(call), result)
        if call.member in _MAKES:
            return self._made(call, result)
        if call.member in _FINDS and call.arguments:
            return join(result, _methods(call))
        if call.member == "invoke":
            return self._invoked(call, result)
        return result

    def _classes(self, call: LibraryCall) -> Values:
        names = [v.text.replace("$", ".") for v in call.arguments[0] if isinstance(v, Const) and v.kind == "string"]
        for name in names:
            cls = self.tables.program.classes.get(name)
            if cls is not None and call.member == "forName":
                self.calls.reads.fields.initialise(call.activation.node, call.position, cls)
        return tuple(class_literal(name) for name in names)

    def _made(self, call: LibraryCall, result: Values) -> Values:
        made: list[Values] = []
        for value in call.whole_receiver:
            cls = self.tables.program.classes.get(value.name) if isinstance(value, ClassLiteral) else None
            if cls is not None:
                made.append(self.calls.construct(call.activation.node, call.position, cls, call.arguments))
        return join(*made) if made else result

    def _invoked(self, call: LibraryCall, result: Values) -> Values:
        """Runs the methods of the program among what is invoked: on the first argument, or static ones."""
        node, position = call.activation.node, call.position
        subjects, *arguments = call.arguments or [()]
        found: list[Values] = []
        for value in call.whole_receiver:
            if not isinstance(value, Const) or value.kind != "method":
                continue
            owner, _, name = value.text.partition("#")
            cls = self.tables.program.classes.get(owner)
            methods = self.tables.hierarchy.dispatch(cls, name) if cls is not None else ()
            found += [
                self.calls.run_method(node, position, method, None, arguments)
                for method in methods
                if method.decl.is_static
            ]
            for subject in subjects if cls is not None else ():
                target = subject if isinstance(subject, Instance) else unknown(owner)
                given = self.calls.call_member(node, position, target, name, arguments)
                found.append(result if given is None else given)
        return join(*found) if found else result


def _methods(call: LibraryCall) -> Values:
    """The methods that reflection may find: owner, where it is known, and name."""
    owners = [value.name for value in call.whole_receiver if isinstance(value, ClassLiteral)] or [""]
    names = [value.text for value in call.arguments[0] if isinstance(value, Const) and value.kind == "string"]
    return tuple(const("method", f"{owner}#{name}") for owner in owners for name in names)
