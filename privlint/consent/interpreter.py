"""Runs one body on abstract values: one pass over its operations, in evaluation order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from privlint.consent import operators
from privlint.consent.activation import Activation
from privlint.consent.calls import Calls
from privlint.consent.deferred import STREAM
from privlint.consent.enums import Enums
from privlint.consent.graph import Node
from privlint.consent.holders import Holders
from privlint.consent.narrowing import narrowed
from privlint.consent.operatorcalls import FUNCTIONS, OperatorCalls
from privlint.consent.reads import Reads
from privlint.consent.switches import Switches
from privlint.consent.values import (
    ANYTHING,
    BOOLEANS,
    NOTHING,
    NULL,
    TOP,
    TRUE,
    ClassLiteral,
    Const,
    Function,
    Instance,
    Reference,
    Unknown,
    Value,
    Values,
    boolean,
    class_literal,
    const,
    elements,
    join,
    pattern,
    typed,
    unknown,
)
from privlint.consent.writes import Writes
from privlint.frontend import facts
from privlint.frontend.facts import NONE, Op
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.engine import Engine

_CONSTANT_TYPES = {"string": "string", "int": "int", "bool": "bool", "char": "char", "float": "float"}
_EQUALITIES = ("==", "!=", "===", "!==")
#: Types of constants, as far as a check or a cast can tell them apart.
_TYPES = {"string": "java.lang.String", "bool": "boolean", "int": "int"}


class Interpreter:
    """The operations, by kind. What takes more than a line or two lives in `reads`, `writes` and `calls`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.enums = Enums(engine)
        self.holders = Holders(engine)
        self.switches = Switches(engine)
        self.reads = Reads(engine)
        self.writes = Writes(engine, self.reads)
        self.calls = Calls(engine, self.reads)
        self.operators = OperatorCalls(self.calls)
        handlers: list[Callable[[Activation, int, Op], Values]] = [self._nothing] * (facts.ELEMENT + 1)
        handlers[facts.CONST] = self._const
        handlers[facts.TEMPLATE] = self._template
        handlers[facts.NAME] = self.reads.name
        handlers[facts.LOCAL] = self._local
        handlers[facts.THIS] = self._this
        handlers[facts.SUPER] = self._super
        handlers[facts.CALL] = self._call
        handlers[facts.NEW] = self.calls.new
        handlers[facts.MEMBER] = self.reads.member
        handlers[facts.STORE_LOCAL] = self._store_local
        handlers[facts.STORE_NAME] = self.writes.name
        handlers[facts.STORE_MEMBER] = self.writes.member
        handlers[facts.INDEX] = self._index
        handlers[facts.STORE_INDEX] = self._store_index
        handlers[facts.LAMBDA] = self._lambda
        handlers[facts.REF] = self._reference
        handlers[facts.CLASSREF] = self._class_literal
        handlers[facts.UNARY] = self._unary
        handlers[facts.BINARY] = self._binary
        handlers[facts.CAST] = self._cast
        handlers[facts.IS] = self._is
        handlers[facts.PHI] = self._phi
        handlers[facts.RETURN] = self._return
        handlers[facts.ELEMENT] = self._element
        self._handlers = handlers

    def run(self, node: Node) -> Activation:
        """Runs an invocation once on what is known so far; returns what its operations gave."""
        activation = self.engine.begun(node)
        self.run_again(activation)
        return activation

    def run_again(self, activation: Activation) -> None:
        """Runs what may give more than the last time: operations that read state which has grown, those that use what
        they gave, and those that did not run before."""
        node = activation.node
        handlers = self._handlers
        values, has_run = activation.values, activation.has_run
        stale, node.stale = node.stale, 0
        activation.restart()
        stopped = False
        resumes = NONE  # where an exception is caught
        fresh = bytearray(len(values) + 1)  # the last one stands for NONE
        for position, op in enumerate(activation.ops):
            if position == resumes:
                activation.restart()
                stopped, resumes = False, NONE
            if (op.guard != NONE or stopped) and not activation.runs(op.guard):
                if op.safe and fresh[op.receiver]:
                    fresh[position] = 1
                    values[position] = operators.nulls(activation.of(op.receiver))
                continue
            if has_run[position] and not fresh[op.receiver] and not (stale | node.stale) >> position & 1:
                for arg in op.args:
                    if fresh[arg]:
                        break
                else:
                    if node.stops >> position & 1:
                        stopped, resumes = self._stopped(activation, position)
                    continue
            node.position = position
            node.stops &= ~(1 << position)
            node.thrown &= ~(1 << position)
            found = handlers[op.kind](activation, position, op)
            if not has_run[position] or found != values[position]:
                fresh[position] = has_run[position] = 1
                values[position] = found
            if node.stops >> position & 1:
                stopped, resumes = self._stopped(activation, position)
        node.position = NONE
        if stopped or node.is_stuck or node.body.end != NONE:
            self._come_to_end(activation)
        cls = node.cls
        if cls.decl.delegates and node.body_index == cls.decl.initializer:
            for interface, operation in cls.decl.delegates:
                self.engine.write(node, ("delegate", cls.name, interface), values[operation])

    def _stopped(self, activation: Activation, position: int) -> tuple[bool, int]:
        """Nothing comes back from a call, as far as is known; where what it throws is caught, NONE if nowhere."""
        node = activation.node
        if not node.goes_on >> position & 1:
            activation.stop(position)
        if not node.thrown >> position & 1:
            return True, NONE
        around = (region for region in node.body.regions if not region.is_loop)
        return True, min((each.end for each in around if each.start <= position < each.end), default=NONE)

    def _come_to_end(self, activation: Activation) -> None:
        """Whether an invocation comes to its end: not if it throws, or some call in it waits for what never comes."""
        node = activation.node
        was_stuck, node.is_stuck = node.is_stuck, not (activation.runs(node.body.end) or node.has_returned)
        node.waits = node.is_stuck and bool(node.stops & ~node.thrown & ~node.goes_on)
        if was_stuck and not node.is_stuck:
            self.engine.heap.add(node.end_key, (TRUE,))
        activation.restart()

    def _nothing(self, activation: Activation, position: int, op: Op) -> Values:
        return NOTHING

    def _const(self, activation: Activation, position: int, op: Op) -> Values:
        if op.type == "null":
            return (NULL,)
        if op.type == "bool":
            return (boolean(op.name == "true"),)
        return (const(_CONSTANT_TYPES.get(op.type, "string"), op.name),)

    def _template(self, activation: Activation, position: int, op: Op) -> Values:
        return (pattern(op.name),)

    def _local(self, activation: Activation, position: int, op: Op) -> Values:
        values = self.reads.local(activation.node, position, op.slot)
        return self._narrowed(activation, position, op, values)

    def _call(self, activation: Activation, position: int, op: Op) -> Values:
        values = self.calls.call(activation, position, op)
        return self._narrowed(activation, position, op, values)

    def _this(self, activation: Activation, position: int, op: Op) -> Values:
        return tuple(self.enums.constant(value) for value in self.reads.this(activation.node, op.name))

    def _super(self, activation: Activation, position: int, op: Op) -> Values:
        return self.reads.this(activation.node, "")

    def _store_local(self, activation: Activation, position: int, op: Op) -> Values:
        node = activation.node
        local = node.file.local(op.slot)
        key = self.engine.local_key(node, op.slot)
        is_default = local.has_default and op.slot in node.body.params
        if is_default and self.engine.read(node, ("default", *key)) is None:
            return NOTHING
        values = activation.of(op.args[0]) if op.args else ANYTHING
        if local.is_delegated and self.writes.local_delegate(activation, position, op, values):
            return NOTHING
        if local.type and TOP in values:
            declared = self.engine.tables.names.resolve_generic(node.file, node.cls, local.type)
            values = typed(values, declared)
        elif local.type and values and all(type(value) is ClassLiteral for value in values):
            declared = self.engine.tables.names.resolve_generic(node.file, node.cls, local.type)
            if declared in self.engine.tables.program.classes:  # an object that was asked for by its class
                values = (unknown(declared), *values)
        self.engine.write(node, key, values)
        if position in node.definitions.stores:
            self.engine.write(node, (*key, position), values)
        return NOTHING

    def _index(self, activation: Activation, position: int, op: Op) -> Values:
        found = self.operators.index(activation, position, op)
        if found is not None:
            return found
        classes = [value for arg in op.args for value in activation.of(arg) if isinstance(value, ClassLiteral)]
        made = self.calls.components.class_values(activation, position, tuple(classes)) if classes else NOTHING
        stored = self.calls.library.stores.at(activation.node, activation.of(op.args[-1])) if op.args else None
        if stored is not None:
            return stored
        constants = self.enums.at(activation.of(op.receiver), activation.of(op.args[0])) if op.args else None
        return constants or made or self.reads.element(activation.node, activation.of(op.receiver))

    def _store_index(self, activation: Activation, position: int, op: Op) -> Values:
        if op.args and not self.operators.store_index(activation, position, op):
            keys, values = activation.of(op.args[0]), activation.of(op.args[-1])
            if not self.calls.library.stores.put(activation.node, position, keys, values):
                self.writes.into(activation, op.receiver, elements(values))
        return NOTHING

    def _lambda(self, activation: Activation, position: int, op: Op) -> Values:
        return (self.function(activation.node, op.slot),)

    def function(self, node: Node, body: int) -> Function:
        """The function value of a lambda."""
        found = node.functions.get(body)
        if found is None:
            found = node.functions[body] = Function(node, body)
        return found

    def _reference(self, activation: Activation, position: int, op: Op) -> Values:
        node = activation.node
        known = node.references.get(position)
        if known is None:
            known = node.references[position] = {}
        receivers = activation.of(op.receiver) if op.receiver != NONE else (None,)
        type_name = self.engine.tables.names.resolve(node.file, node.cls, op.type) if op.type else ""
        found = []
        for receiver in receivers:
            if receiver not in known:
                known[receiver] = Reference(node, op.name, receiver, type_name, op.slot)
            found.append(known[receiver])
        return tuple(found)

    def _class_literal(self, activation: Activation, position: int, op: Op) -> Values:
        if not op.type:
            found = (self._class_of(value) for value in activation.of(op.receiver))
            return tuple(value for value in found if value is not None)
        name = self.reads.type_argument(activation.node, op.type)
        return (class_literal(name),) if name else ANYTHING

    def _class_of(self, value: object) -> ClassLiteral | None:
        if isinstance(value, Instance):
            return class_literal(value.cls.name)
        if isinstance(value, Unknown) and value.type:
            return class_literal(value.type)
        return None

    def _narrowed(self, activation: Activation, position: int, op: Op, values: Values) -> Values:
        if op.guard == NONE or (len(values) < 2 and op.kind != facts.LOCAL):
            return values

        def part(place: int, value: Value) -> Values:
            asked = activation.ops[place]
            if asked.kind == facts.CALL:
                found = self.calls.call_member(activation.node, place, value, asked.name, ())
            else:
                found = self.reads.property(activation, place, asked, value, strict=False)
            return ANYTHING if found is None else found

        return narrowed(self.engine.tables, part, activation, position, op, values)

    def _unary(self, activation: Activation, position: int, op: Op) -> Values:
        operand = activation.of(op.receiver)
        if op.name == "arrives":
            if not operand and not op.args:
                activation.node.stops |= 1 << position
            return (TRUE,) if operand else NOTHING
        if op.name == "omitted":
            default = self.engine.read(activation.node, ("default", *self.engine.local_key(activation.node, op.slot)))
            return NOTHING if default is None else (TRUE,)
        found = self.operators.unary(activation, position, op, operand)
        if found is not None:
            return found
        return operators.negate(operand) if op.name == "!" else operators.minus(operand)

    def _binary(self, activation: Activation, position: int, op: Op) -> Values:
        if len(op.args) == 2:
            left, right = (activation.of(arg) for arg in op.args)
            if op.name == "==":
                right = self.enums.case(left, activation.ops[op.args[1]]) or right
            if op.name in FUNCTIONS:
                found = self.operators.run(activation, position, op, left, right)
                if found is not None:
                    return found
                if op.name in operators.ORDERS:
                    left, right = self.enums.as_numbers(left), self.enums.as_numbers(right)
                return operators.binary(op.name, left, right)
            if op.name in ("in", "!in"):
                return self.operators.contains(activation, position, op, left, right)
            found = operators.binary(op.name, left, right)
            if op.name in _EQUALITIES and len(found) == 2:
                pressed = self.calls.library.callbacks.steps.pressed(activation, op)
                return pressed or self.reads.assumptions.comparison(activation, op, found)
            return found
        if op.name in ("&&", "||"):
            result = activation.of(op.args[0])
            for arg in op.args[1:]:
                result = operators.binary(op.name, result, activation.of(arg))
            return result
        return ANYTHING

    def _cast(self, activation: Activation, position: int, op: Op) -> Values:
        node = activation.node
        target = self.engine.tables.names.resolve_generic(node.file, node.cls, op.type)
        if not target:
            return activation.of(op.receiver)
        values = activation.of(op.receiver)
        found: list[Value] = []
        others = failed = 0
        for value in values:
            if isinstance(value, Instance) and not self.engine.tables.hierarchy.is_subtype(value.cls.name, target):
                others += self._is_of(value, erased(target)) is False
                continue
            if isinstance(value, Const) and _cast_fails(_TYPES.get(value.kind, target), target):
                failed += 1
                continue
            found.append(unknown(target) if isinstance(value, Unknown) else value)
        kept = (Instance, Unknown, Const) if target in _TYPES.values() else (Instance, Unknown)
        if op.safe and others:
            found.append(NULL)
        if not any(isinstance(value, kept) for value in found) and len(values) > failed + (others if op.safe else 0):
            found.append(unknown(target))  # who casts without a question mark knows of objects that nobody saw made
        return join(tuple(found))

    def _is(self, activation: Activation, position: int, op: Op) -> Values:
        node = activation.node
        tables = self.engine.tables
        target = tables.names.resolve(node.file, node.cls, op.type)
        found: list[Values] = []
        for value in activation.of(op.receiver):
            if isinstance(value, Const) and value.kind == "null":
                found.append((boolean(op.name == "!"),))
            elif isinstance(value, Const) and value.kind in _TYPES and target in _TYPES.values():
                found.append((boolean((_TYPES[value.kind] == target) is not (op.name == "!")),))
            elif isinstance(value, Instance) and (matches := self._is_of(value, target)) is not None:
                found.append((boolean(matches is not (op.name == "!")),))
            else:
                found.append(BOOLEANS)
        return join(*found)

    def _is_of(self, value: Instance, target: str) -> bool | None:
        """Whether an object is of a type; None if that is open."""
        hierarchy = self.engine.tables.hierarchy
        if value.exact and target in self.engine.tables.program.classes:
            return hierarchy.is_subtype(value.cls.name, target)
        if target and hierarchy.is_subtype(value.cls.name, target):
            return True
        return False if value.exact and hierarchy.excludes(value.cls, target) else None

    def _phi(self, activation: Activation, position: int, op: Op) -> Values:
        parts = [activation.of(arg) for arg in op.args]
        if op.name == "?:" and len(parts) == 2:
            return join(operators.without_null(parts[0]), parts[1])
        return join(*parts)

    def _return(self, activation: Activation, position: int, op: Op) -> Values:
        node = activation.node
        node.has_returned = True
        values = activation.of(op.args[0]) if op.args else NOTHING
        if op.args and self.holders.is_new_collection(activation.ops[op.args[0]], values):
            values = (const("empty", "", "field", node.symbol),)
        if TOP in values and node.method is not None and node.home is None and node.method.decl.return_type:
            declared = self.reads.return_type(node.method, node)
            values = typed(values, declared)
        self.engine.write(node, node.returns_key, values)
        return NOTHING

    def _element(self, activation: Activation, position: int, op: Op) -> Values:
        container = activation.of(op.receiver)
        if not container:
            return NOTHING
        self.calls.library.callbacks.deferred.demand(activation.node, container, STREAM)
        found = self.operators.element(activation, position, op)
        return self.reads.element(activation.node, container) if found is None else found


def _cast_fails(type_name: str, target: str) -> bool:
    """Whether a constant of one type is surely none of another: booleans are neither texts nor numbers."""
    return type_name != target and target in _TYPES.values() and "boolean" in (type_name, target)
