"""What calls of library functions give, where no rule says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from privlint.consent.values import (
    NOTHING,
    ClassLiteral,
    ClassName,
    Const,
    Function,
    Instance,
    Reference,
    Unknown,
    Value,
    Values,
    carried,
    class_literal,
    join,
    settings_in,
    unknown,
)
from privlint.frontend.facts import NONE
from privlint.program.names import GENERATED, KOTLIN_DEFAULTS, erased

if TYPE_CHECKING:
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall
    from privlint.program.source import SourceFile

_PLAIN: Final = frozenset(["boolean", "int", "long", "void", "java.lang.String"])
_LIST: Final = "java.util.List"
#: The last step of a builder, which gives an object of the class that the first step named.
_BUILD: Final = "build"
#: Static functions that give an object of their class, where nothing else is known of them.
_FACTORIES: Final = frozenset(["getInstance", "newInstance", "get", "create", "builder"])


class LibraryResults:
    """Types of results, and what an object of a library hands on."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.tables = engine.tables
        self.calls = calls
        self._functions: dict[tuple[int, str], str] = {}

    def of(self, call: LibraryCall, type_name: str, is_placed: bool = False) -> Values:
        """The values that a call gives; `type_name` is its type as far as tables know it. `is_placed`: a rule says when
        the code runs that the call is given, so what comes back does not run it another time."""
        generated = self._generated(call)
        if generated:
            return generated
        type_name = type_name or self._type(call)
        if type_name in _PLAIN:
            return (unknown(type_name),)
        receiver = call.receiver
        kept: Values = NOTHING
        if receiver and not isinstance(receiver[0], Instance):
            whole = call.whole_receiver
            kept = self._kept(whole) if len(whole) > 1 or not isinstance(whole[0], Unknown) else NOTHING
        handed: Values = NOTHING
        if call.op.args:
            arguments = [value for values in call.arguments for value in values]
            is_static = call.op.receiver == NONE or any(isinstance(value, ClassName) for value in receiver)
            handed = carried(arguments) if is_static else _settled(arguments)
            if is_placed:
                handed = tuple(v for v in handed if not isinstance(v, (Function, Reference)))
            type_name = type_name or self._asked_class(call)
        asked = self._type_argument(call) if call.op.type_args else NOTHING
        if asked and type_name == _LIST:  # `filterIsInstance<Main>()`: they are inside
            type_name, asked = f"{_LIST}<{self._one_class(asked)}>", NOTHING
        if not type_name and call.member == _BUILD:
            type_name = self._one_class(kept)
        own = (unknown(type_name), *self.calls.engine.interpreter.switches.built(call))
        return join(own, kept, handed, asked) if kept or handed or asked else own

    def _generated(self, call: LibraryCall) -> Values:
        """What a static function of a generated class (`MainActivity_.intent(context)`) gives: a builder of something
        for the class that stands behind it."""
        if call.op.receiver == NONE or not call.activation.ops[call.op.receiver].name.endswith(GENERATED):
            return NOTHING
        names = [value.name for value in call.receiver if isinstance(value, ClassName)]
        found = [name for name in names if name in self.tables.program.classes]
        return tuple(value for name in found for value in (unknown(f"{name}.Builder"), class_literal(name)))

    def classes_by_text(self, values: Sequence[Value]) -> Values:
        """`ComponentName(context, "a.B")`: the classes of the program that texts name."""
        texts = (v.text for v in values if isinstance(v, Const) and v.kind == "string" and "." in v.text)
        names = (text.replace("$", ".") for text in texts)
        return tuple(class_literal(name) for name in names if name in self.tables.program.classes)

    def _kept(self, values: Values) -> Values:
        """What an object of a library hands on to what it gives: all that it holds, but for the screen it stands on."""
        return tuple(
            value
            for value in carried(values)
            if not isinstance(value, Instance) or self.tables.lifecycle(value.cls) is None
        )

    def with_asked(self, call: LibraryCall, given: Values) -> Values:
        """What a rule says that a call gives, with the object of the class that is asked for."""
        asked = self._asked_class(call) if call.op.args and given else ""
        return join(given, (unknown(asked),)) if asked else given

    def _asked_class(self, call: LibraryCall) -> str:
        """`factory.create(Api.class)`: the one class of the program that is named is what comes back."""
        return self._one_class(tuple(value for values in call.arguments for value in values))

    def _one_class(self, values: Values) -> str:
        """The one class of the program that is named among values, "" if there are others or none."""
        named = [value.name for value in values if isinstance(value, ClassLiteral)]
        return named[0] if len(named) == 1 and self.tables.program.classes.may_have(named[0]) else ""

    def _type_argument(self, call: LibraryCall) -> Values:
        """`Intent<Main>()`, `get<Repository>()`: the type argument counts as a class literal."""
        found = []
        for text in call.op.type_args[:1]:
            name = self.calls.reads.type_argument(call.activation.node, text)
            if name in self.tables.program.classes:
                found.append(class_literal(name))
        return tuple(found)

    def _type(self, call: LibraryCall) -> str:
        node = call.activation.node
        generated = self.calls.injection.component(call.owners[0], call.member) if call.owners else ""
        if generated:
            return generated
        if call.member == "getSystemService":
            return self._service(call)
        if call.member in ("findViewById", "requireViewById", "cast") and call.op.type_args:
            return self.tables.names.resolve(node.file, node.cls, call.op.type_args[0])
        if call.op.receiver == NONE or not call.owners:
            found = self.function_type(node.file, call.member)
            if found:
                return found
        is_static = any(isinstance(value, ClassName) for value in call.receiver)
        if is_static and call.owners and call.member in _FACTORIES:
            return erased(call.owners[0])
        if call.owners and erased(call.owners[0]).endswith("Builder") and call.member not in ("build", "create"):
            return erased(call.owners[0])
        if call.op.type_args and len(call.op.type_args) == 1:
            return self.tables.names.resolve(node.file, node.cls, call.op.type_args[0])
        return ""

    def made_by(self, call: LibraryCall) -> str:
        """The type of what a function without receiver makes, "" if it is not known."""
        return "" if call.op.receiver != NONE else self.function_type(call.activation.node.file, call.member)

    def function_type(self, file: SourceFile, member: str) -> str:
        """The type that a top-level library function gives, looked up through the imports of a file."""
        key = (file.base, member)
        found = self._functions.get(key)
        if found is None:
            candidates = list(self.calls.reads.scopes.candidates(file, member))
            if file.is_kotlin:
                candidates += (f"{package}.{member}" for package in KOTLIN_DEFAULTS)
            types = (self.tables.index.function_type(qualified) for qualified in candidates)
            found = self._functions[key] = next((name for name in types if name), "")
        return found

    def _service(self, call: LibraryCall) -> str:
        index = self.tables.index
        node = call.activation.node
        for text in call.op.type_args[:1]:
            return self.tables.names.resolve(node.file, node.cls, text)
        for values in call.arguments[-1:]:
            for value in values:
                if isinstance(value, Const):
                    found = index.type_of_service(value.text)
                    if found:
                        return found
                if isinstance(value, ClassLiteral):
                    return value.name
        return ""


def _settled(arguments: Sequence[Value]) -> Values:
    """What a step of a builder adds to what is built: the class that was asked for, and settings."""
    return tuple(v for v in arguments if isinstance(v, ClassLiteral)) + settings_in(arguments)
