"""Containers that code fills itself: definitions are run when somebody asks for the type, or when the container starts.

Functions are those of Koin's definition language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from privlint.consent.graph import Key, Node
from privlint.consent.stores import key_text
from privlint.consent.values import (
    NOTHING,
    TRUE,
    ClassLiteral,
    ClassName,
    Function,
    Reference,
    Value,
    Values,
    const,
    join,
    unknown,
)
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall
    from privlint.program.source import SourceClass

_DEFINES: Final = frozenset(
    "single factory viewModel scoped worker singleOf factoryOf viewModelOf workerOf scopedOf".split()
)
_GETS: Final = frozenset(["get", "koinInject", "koinViewModel", "getViewModel", "getKoin", "getOrNull"])
_LAZY_GETS: Final = frozenset(["inject", "injectOrNull"])
_BINDS: Final = frozenset(["bind", "binds"])
_QUALIFIERS: Final = frozenset(["named", "qualifier", "_q", "StringQualifier", "TypeQualifier"])
_EAGER: Final = "createdAtStart"
_MODULE: Final = "module"
_NOTE, _NOTE_ZH = "dependency injection", "依赖注入"
#: What is asked for while it is made, so many times nested, is no longer followed.
_DEEPEST: Final = 24


class Containers:
    """Keeps definitions, and runs them."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls
        self.tables = engine.tables
        self._depth = 0

    def is_concerned(self, member: str) -> bool:
        """Whether a member may define something or ask for it."""
        return member in _DEFINES or member in _GETS or member in _LAZY_GETS or member in _BINDS

    def is_definition(self, call: LibraryCall) -> bool:
        """Whether a call tells a container how to make something: the code runs when somebody asks for it."""
        if call.member not in _DEFINES or call.op.receiver != NONE or not call.op.args:
            return False
        return any(isinstance(value, (Function, Reference)) for values in call.arguments for value in values)

    # Definitions

    def define(self, call: LibraryCall) -> None:
        """`single(named("x")) { Client() }`, `singleOf(::Client) { bind<Api>() }`."""
        options = self._options(call)
        qualifier = self._qualifier(call.activation, call.op) or self._qualifier_among(call.activation, options)
        for value in self._makers(call):
            exact = [name for name in self._types(call, value) if name]
            exact += [name for op in options if op.name == "bind" for name in self._type_arguments(call, op)]
            for name in dict.fromkeys(exact):
                self._write(call, name, qualifier, value)
            for name in dict.fromkeys(each for made in exact for each in self.tables.hierarchy.ancestors(made)):
                self.engine.write(call.activation.node, _loosely(name), (value,))
            if self._is_eager(call, options):
                self._make(call.activation.node, call.position, value)

    def bind(self, call: LibraryCall) -> None:
        """`single { Client() } bind Api::class`: the definition answers for another type too."""
        op = call.activation.ops[call.op.receiver] if call.op.receiver != NONE else None
        if op is None or op.kind != facts.CALL or op.name not in _DEFINES:
            return
        values = [value for given in call.arguments for value in given]
        names = [value.name for value in values if isinstance(value, ClassLiteral)]
        position = -1 if op.name[-2:] != "Of" else 0
        qualifier = self._qualifier(call.activation, op)
        for name in (*names, *self._type_arguments(call, call.op)):
            for value in call.activation.of(op.args[position]):
                if isinstance(value, (Function, Reference)):
                    self._write(call, name, qualifier, value)

    def _write(self, call: LibraryCall, name: str, qualifier: str, value: Value) -> None:
        self.engine.write(call.activation.node, _exactly(name, qualifier), (value,))

    def _makers(self, call: LibraryCall) -> list[Value]:
        values = call.arguments[-1] if call.member[-2:] != "Of" else call.arguments[0]
        return [value for value in values if isinstance(value, (Function, Reference))]

    def _options(self, call: LibraryCall) -> list[Op]:
        """What the code after a constructor reference says of the definition."""
        if call.member[-2:] != "Of" or len(call.arguments) < 2:
            return []
        bodies = [value.home.file.body(value.body) for value in call.arguments[-1] if isinstance(value, Function)]
        return [op for body in bodies for op in body.ops if op.kind == facts.CALL]

    def _is_eager(self, call: LibraryCall, options: list[Op]) -> bool:
        """Whether the object is made when the container starts."""
        node = call.activation.node
        if _EAGER in call.op.arg_names:
            return TRUE in call.arguments[call.op.arg_names.index(_EAGER)]
        if any(op.name == _EAGER for op in options):
            return True
        if node.home is None:
            return False
        around = node.home.body.ops
        return any(
            op.kind == facts.CALL and op.name == _MODULE and node.body.parent_op in op.args and _says_eager(around, op)
            for op in around
        )

    def _types(self, call: LibraryCall, value: Value) -> list[str]:
        """The types that a definition answers for: the one that is written, else that of what it makes."""
        node = call.activation.node
        written = self._type_arguments(call, call.op)
        if any(written):
            return written
        if isinstance(value, Reference):
            return [self.tables.names.resolve(node.file, node.cls, value.name)]
        assert isinstance(value, Function)
        ops = value.home.file.body(value.body).ops
        made = [ops[op.args[0]] for op in ops if op.kind == facts.RETURN and op.args and op.args[0] != NONE]
        return [name for op in made for name in self._made_by(value.home, ops, op)]

    def _made_by(self, node: Node, ops: list[Op], op: Op) -> Iterator[str]:
        if op.kind != facts.CALL:
            yield self.tables.names.resolve(node.file, node.cls, op.type)
            return
        yield self.tables.names.is_type_name(node.file, node.cls, op.name)
        if op.receiver == NONE:
            own = self.tables.hierarchy.declared(node.cls, op.name)
            for method in (own,) if own is not None else self.calls.visible_functions(node, op.name):
                yield erased(self.calls.reads.return_type(method))
        for arg in op.args:  # `retrofit.create(Api::class.java)`
            if ops[arg].kind == facts.CLASSREF:
                yield self.tables.names.resolve(node.file, node.cls, ops[arg].type)

    def _type_arguments(self, call: LibraryCall, op: Op) -> list[str]:
        return [self.calls.reads.type_argument(call.activation.node, text) for text in op.type_args]

    # Qualifiers

    def _qualifier(self, activation: Activation, op: Op) -> str:
        """What tells definitions of one type apart, as text; "" if nothing does."""
        for position, arg in enumerate(op.args):
            name = op.arg_names[position] if op.arg_names else ""
            if name not in ("", "qualifier"):
                continue
            given = activation.ops[arg]
            if given.kind == facts.CALL and given.name in _QUALIFIERS:
                return self._qualifier_of(activation, given)
            if given.kind in (facts.NAME, facts.MEMBER) and not _has_code(activation.of(arg)):
                return given.name
        return ""

    def _qualifier_of(self, activation: Activation, op: Op) -> str:
        if op.type_args:
            return op.type_args[0]
        values = activation.of(op.args[0]) if op.args else NOTHING
        return next((text for text in map(_text, values) if text), "")

    def _qualifier_among(self, activation: Activation, options: list[Op]) -> str:
        return next((op.type_args[0] for op in options if op.name in _QUALIFIERS and op.type_args), "")

    # Asking

    def asked(self, call: LibraryCall) -> Values | None:
        """What a container gives; None if the call asks none."""
        is_lazy = call.member in _LAZY_GETS
        if not is_lazy and call.member not in _GETS:
            return None
        wanted = self._wanted(call, is_lazy)
        if not wanted or any(isinstance(value, ClassName) for value in call.receiver):
            return None
        node = call.activation.node
        definitions = self._definitions(node, wanted, self._qualifier(call.activation, call.op))
        if not definitions:
            return self._annotated(call, wanted, is_lazy)
        if is_lazy:
            return definitions
        return join(*(self._make(node, call.position, value) for value in definitions)) or NOTHING

    def _annotated(self, call: LibraryCall, wanted: str, is_lazy: bool) -> Values | None:
        """The same of classes that are annotated as definitions."""
        found = self.calls.injection.defined(wanted)
        if is_lazy:
            return tuple(const("component", cls.name) for cls in found) or None
        made = [self.calls.construct(call.activation.node, call.position, cls, ()) for cls in found]
        return join(*made) or None

    def _wanted(self, call: LibraryCall, is_lazy: bool) -> str:
        for text in call.op.type_args[:1]:
            return self.calls.reads.type_argument(call.activation.node, text)
        if call.op.receiver == NONE or is_lazy:
            return erased(self.calls.injection.expected_type(call.activation, call.position))
        return ""

    def _definitions(self, node: Node, wanted: str, qualifier: str) -> Values:
        read = self.engine.read
        return read(node, _exactly(wanted, qualifier)) or read(node, _loosely(wanted)) or NOTHING

    def _make(self, node: Node, position: int, value: Value) -> Values:
        """Runs a definition."""
        cls = self._constructed(value)
        if cls is None:
            return self.calls.run_function(node, position, value, (), note=_NOTE, note_zh=_NOTE_ZH)
        return self.calls.construct(node, position, cls, self._parts(node, position, cls))

    def _constructed(self, value: Value) -> SourceClass | None:
        """The class of a constructor reference."""
        if not isinstance(value, Reference):
            return None
        home = value.home
        return self.tables.program.classes.get(self.tables.names.resolve(home.file, home.cls, value.name))

    def _parts(self, node: Node, position: int, cls: SourceClass) -> list[Values]:
        """What the container hands to a constructor."""
        constructor = next((m for m in cls.methods.get("<init>", ()) if m.decl.params), None)
        if constructor is None or self._depth >= _DEEPEST:
            return []
        self._depth += 1
        try:
            found = []
            for slot in constructor.decl.params:
                text = constructor.file.local(slot).type
                type_name = self.tables.names.resolve_generic(constructor.file, cls, text)
                made = [self._make(node, position, v) for v in self._definitions(node, erased(type_name), "")]
                found.append(join(*made) or (unknown(type_name),))
            return found
        finally:
            self._depth -= 1


def _exactly(name: str, qualifier: str) -> Key:
    return ("container", name, qualifier)


def _loosely(name: str) -> Key:
    """Definitions of subtypes and of other qualifiers: what is left when nothing fits exactly."""
    return ("container", name)


def _says_eager(ops: list[Op], op: Op) -> bool:
    if _EAGER not in op.arg_names:
        return False
    given = ops[op.args[op.arg_names.index(_EAGER)]]
    return given.kind == facts.CONST and given.name == "true"


def _has_code(values: Values) -> bool:
    return any(isinstance(value, (Function, Reference)) for value in values)


def _text(value: Value) -> str:
    return value.name if isinstance(value, ClassLiteral) else key_text(value) or ""
