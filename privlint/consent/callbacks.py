"""Code that is handed to library functions: whether it runs, on what trigger, and what it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.consent import operators
from privlint.consent.callbackmethods import CallbackMethods
from privlint.consent.deferred import Deferred, emits, is_chosen
from privlint.consent.elements import SEVERAL, Elements
from privlint.consent.emptiness import is_empty
from privlint.consent.graph import AUTOMATIC, REFUSED, UNKNOWN, USER
from privlint.consent.newholders import NewHolders
from privlint.consent.parts import Parts
from privlint.consent.steps import Steps
from privlint.consent.unlisted import Unlisted
from privlint.consent.values import (
    ANYTHING,
    NOTHING,
    NULL,
    ClassName,
    Const,
    Function,
    Instance,
    Reference,
    Value,
    Values,
    carried,
    const,
    join,
    unknown,
)
from privlint.frontend.facts import NONE
from privlint.knowledge.callbacks import Callback
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine
    from privlint.consent.libraryplans import LibraryCall

_NOTES = {
    AUTOMATIC: ("callback", "回调"),
    REFUSED: ("callback of a refusal", "拒绝或关闭后的回调"),
    UNKNOWN: ("callback at an unknown time", "触发时机未知的回调"),
    USER: ("user action", "用户操作"),
}


class Callbacks:
    """Applies the callback tables to calls."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls
        self.tables = engine.tables
        self.deferred = Deferred(engine)
        self.parts = Parts(engine)
        self.new_holders = NewHolders(engine, calls)
        self.methods = CallbackMethods(engine.tables)
        self.elements = Elements(calls)
        self.steps = Steps(engine.tables)
        self.unlisted = Unlisted(self)

    def rows(self, call: LibraryCall) -> tuple[Callback, ...]:
        """The rules for a call; constructors are known by the name of their class."""
        member = call.member
        if member == "<init>" and call.owners:
            member = erased(call.owners[0]).rpartition(".")[2]
        found = tuple(row for row in self.tables.callbacks.get(member, ()) if self._applies(call, row))
        if len(found) > 1 and any(row.returns == "channel" for row in found):
            return tuple(row for row in found if row.returns == "channel")
        return found

    def run(self, call: LibraryCall, rows: tuple[Callback, ...]) -> Values | None:
        """Runs what a library call is given by these rules; the values of the call where a rule tells them."""
        if not rows:
            self.unlisted.run(call, self.unlisted.is_held(call))
            return None
        if any(row.only_with for row in rows):
            chosen = tuple(row for row in rows if row.only_with and is_chosen(call, row))
            rows = chosen or tuple(row for row in rows if not row.only_with)
        taken: set[int] = set()
        self.run_named(call, taken)
        results = [self._apply(call, row, taken) for row in rows]
        known = [
            values for row, values in zip(rows, results, strict=True) if row.returns or (row.defers and not row.fills)
        ]
        return join(*known) if known else None

    def run_on_source(self, call: LibraryCall) -> None:
        """Rules that hold for functions of the program too, by their name or that of an argument."""
        self.run_named(call, set(), of_source=True)
        for row in self.tables.callbacks.get(call.member, ()):
            if row.also_source:
                self._apply(call, row, set())

    def _applies(self, call: LibraryCall, row: Callback) -> bool:
        if row.named_argument:
            return False
        if not row.owners:
            return row.returns != "element" or not self._is_factory(call)
        if not call.owners:
            return row.argument != "receiver" and row.trigger != "user" and not call.receiver
        owners = {erased(owner) for owner in call.owners}
        return bool(owners.intersection(row.owners))

    def _is_factory(self, call: LibraryCall) -> bool:
        """`AccountManager.get(context)`: a static function that is known to give an object of its class."""
        if not call.owners or not any(isinstance(value, ClassName) for value in call.receiver):
            return False
        owner = erased(call.owners[0])
        return erased(self.calls.libraries.return_type(call.owners, call.member, len(call.op.args))) == owner

    def run_named(self, call: LibraryCall, taken: set[int], of_source: bool = False) -> None:
        """Runs arguments that are known by their names, and adds their places to `taken`."""
        for position, name in enumerate(call.op.arg_names):
            row = self.tables.named_callback(name) if name else None
            if row is None or (of_source and not row.also_source):
                continue
            taken.add(position)
            for value in call.arguments[position]:
                self.run_value(call, row, value)

    def _apply(self, call: LibraryCall, row: Callback, taken: set[int]) -> Values:
        if row.shown_by and self._is_hidden(call, row.shown_by):
            return NOTHING
        if row.demands and not (row.condition == "true" and self._is_false(call, 0)):
            handed = call.arguments[0] if call.arguments else ANYTHING
            for values in (call.whole_receiver, *call.arguments):
                self.deferred.demand(call.activation.node, values, row.demands, handed=handed)
        if row.does:
            self.deferred.did(call.activation.node, row.does)
        if not row.until:
            return self._apply_in_time(call, row, taken)
        call.level = self.deferred.since(call.activation.node, row.until)
        try:
            return self._apply_in_time(call, row, taken)
        finally:
            call.level = None

    def _apply_in_time(self, call: LibraryCall, row: Callback, taken: set[int]) -> Values:
        """At once, or when what the code waits for is demanded."""
        if row.defers and self.deferred.concerns(call, row):
            return self.deferred.run(call, row, lambda: self._apply_now(call, row, taken))
        return self._apply_now(call, row, taken)

    def _is_hidden(self, call: LibraryCall, name: str) -> bool:
        """Whether a part of the screen is not there: the argument that shows it is false as far as is known."""
        names = call.op.arg_names
        place = names.index(name) if name in names else 0 if call.arguments and not (names and names[0]) else NONE
        return place != NONE and self._is_false(call, place)

    def _is_false(self, call: LibraryCall, place: int) -> bool:
        """Whether an argument is false as far as is known."""
        given = call.arguments[place : place + 1]
        return bool(given) and not operators.can_be(given[0], True, self.engine.is_open)

    def _apply_now(self, call: LibraryCall, row: Callback, taken: set[int]) -> Values:
        if (row.gives == "element" and not self.elements.of(call)) or (
            row.gives == "source" and not self._given(call, row)
        ):
            return self._of_empty(call, row)
        if row.gives in SEVERAL and not all(self.elements.several(call, row.gives)):
            return NOTHING
        given = join(*(self.run_value(call, row, value) for value in self._candidates(call, row, taken)))
        if row.fills and not row.defers:
            self._resume(call)
            nothing_given = NOTHING if row.returns else ANYTHING
            contents = given if row.gives else call.arguments[-1] if call.arguments else nothing_given
            if self.engine.interpreter.holders.fill(call.activation.node, self._filled(call), contents):
                return call.whole_receiver if row.returns == "receiver" else NOTHING
            if not row.returns:
                values = tuple(v for values in call.arguments for v in values)
                self.engine.interpreter.writes.into(call.activation, call.op.receiver, values)
        if row.returns == "checked":
            return self.elements.checked(call, row.condition)
        if row.condition and row.condition != "not null":
            return self.elements.passed(call, row, given)
        if row.returns == "callback":
            given = operators.without_null(given) if row.condition == "not null" else given
            return join(given, (unknown(row.catches),)) if row.catches and self._has_thrown(call) else given
        if row.returns == "either":
            return join(self.elements.of(call), call.arguments[-1] if row.argument == "none" else given)
        if row.returns in ("any", "none", "all"):
            return self.elements.quantified(call, row.returns, given)
        if row.returns == "receiver":
            return call.whole_receiver
        if row.returns == "element":
            found = self.elements.of(call)
            if row.condition == "not null":
                return operators.without_null(found)
            if row.waits and not found and not call.arguments:
                self._wait(call)
            return found or self._of_empty(call, row)
        if row.returns in ("holder", "event"):
            return self.new_holders.make(call, row)
        if row.returns == "channel":
            return self.new_holders.channel(call)
        if row.returns == "parts":
            held = carried(join(call.whole_receiver, *call.arguments))
            return (unknown(self._type(call)), self.parts.make(call, row), *held)
        if row.returns == "later":
            return self.engine.interpreter.holders.later(call.whole_receiver)
        if row.returns == "known":
            return operators.without_null(self.elements.of(call))
        if row.returns == "empty":
            return (const("empty", "", "field", call.member),)
        if row.returns == "resumed":
            return self._resumed(call)
        if row.returns == "argument" and call.member == "<init>" and not call.arguments:
            return self.new_holders.make(call, row)  # `Intent()`: what it is about comes later
        if row.returns == "argument":
            kept = call.whole_receiver if row.gives == "receiver" else NOTHING
            return join(kept, *call.arguments, (unknown(self._type(call)),))
        return NOTHING

    def _type(self, call: LibraryCall) -> str:
        return self.calls.library.plan(call).type or self.calls.library.results.made_by(call)

    def _has_thrown(self, call: LibraryCall) -> bool:
        """Whether code that a call was given has ended in an exception, as far as is known."""
        edges = call.activation.node.outgoing.items()
        return any(e.callee.is_stuck and not e.callee.waits for (op, _), e in edges if op == call.position)

    def _wait(self, call: LibraryCall) -> None:
        """`latch.await()`: nothing comes back before something is inside the receiver."""
        if self.engine.interpreter.holders.is_waited_for(call.whole_receiver):
            call.activation.node.stops |= 1 << call.position

    def _filled(self, call: LibraryCall) -> Values:
        """What a call puts something into; without a receiver that may be any receiver of the lambdas around it."""
        if call.op.receiver != NONE:
            return call.whole_receiver
        return join(call.receiver, *self.calls.reads.scopes.lambda_receivers(call.activation.node))

    def _of_empty(self, call: LibraryCall, row: Callback) -> Values:
        """What a function of a stream or list gives that nothing is in: code for its elements does not run."""
        source = self.elements.source(call)
        if any(is_empty(value) for value in source):
            return (NULL,) if row.returns == "element" else source
        return source if row.returns in ("receiver", "callback") else NOTHING

    def _resumed(self, call: LibraryCall) -> Values:
        """What a continuation is resumed with. Who waits for an action of the user does not come back."""
        key = ("resumed", self._continuation(call).text)
        found = self.engine.read(call.activation.node, key) or NOTHING
        if not found and not self.engine.heap.read(("late", *key), call.activation.node):
            call.activation.node.stops |= 1 << call.position
        return found

    def _continuation(self, call: LibraryCall) -> Const:
        """The continuation of a suspending call, by its place."""
        return const("continuation", f"{call.activation.node.number}:{call.position}")

    def _resume(self, call: LibraryCall) -> None:
        """`continuation.resume(value)`: the suspended call gives the value."""
        for value in call.receiver:
            if isinstance(value, Const) and value.kind == "continuation":
                given = call.arguments[0] if call.arguments else ANYTHING
                self.engine.write(call.activation.node, ("resumed", value.text), given)

    def _candidates(self, call: LibraryCall, row: Callback, taken: set[int]) -> list[Value]:
        arguments = call.arguments
        if row.argument == "none":
            return []
        if row.argument == "receiver":
            return list(dict.fromkeys((*call.receiver, *carried(call.activation.of(call.op.receiver)))))
        if row.argument == "this":
            this = call.activation.node.this
            return [this] if this is not None else []
        if row.argument == "last":
            free = [p for p in range(len(arguments)) if p not in taken]
            positions = free[-1:]
        elif row.argument.lstrip("-").isdigit():
            index = int(row.argument)
            positions = [index if index >= 0 else len(arguments) + index]
        else:
            positions = [p for p in range(len(arguments)) if p not in taken]
        return [v for p in positions if 0 <= p < len(arguments) for v in arguments[p]]

    def run_value(self, call: LibraryCall, row: Callback, value: Value) -> Values:
        """Runs one of the values that a call is given as a rule says; returns what its code gives."""
        level = self.steps.level(call, row, value) if call.level is None else call.level
        note, note_zh = _NOTES.get(level, _NOTES[AUTOMATIC])
        if (row.inline or row.gives in ("receiver", "argument", "result")) and level == AUTOMATIC:
            note, note_zh = "", ""  # scope functions are no step that needs a word
        if isinstance(value, (Function, Reference)):
            if row.methods and isinstance(value, Reference) and value.name in ("class", "java"):
                return NOTHING
            given = self._given(call, row)
            receiver = (given or ANYTHING) if row.binds == "this" else NOTHING
            if emits(row) and row.gives == "element":
                receiver = (self.deferred.token(call, row),)
            arguments = self._arguments(call, () if row.binds == "this" else given)
            if row.gives in SEVERAL:
                arguments = self.elements.several(call, row.gives)
            settings = self.engine.interpreter.switches.handed(call)
            arguments = self.deferred.told(call, row, arguments)
            if settings:
                arguments[0:1] = [join(*arguments[0:1], settings)]
                receiver = join(receiver, settings)
            if level >= REFUSED:
                level, arguments = self.steps.answered(call, row, value, level, arguments)
                note, note_zh = _NOTES.get(level, _NOTES[UNKNOWN])
            return self.calls.run_function(
                call.activation.node, call.position, value, arguments, receiver, level, note, note_zh
            )
        if isinstance(value, Instance):
            names = row.methods or tuple(self.methods.overridden(value))
            given = join(self._given(call, row), self.engine.interpreter.switches.handed(call))
            if level == REFUSED:
                given = self.steps.view(call, row) or given
            return self.run_methods(call, value, names, level, given, row)
        return NOTHING

    def run_methods(
        self,
        call: LibraryCall,
        value: Instance,
        names: tuple[str, ...],
        level: int,
        given: Values,
        row: Callback | None = None,
    ) -> Values:
        """Runs methods of an object; `given` is what the first parameter of each gets."""
        results: list[Values] = []
        for name in names:
            reached = self.steps.method_level(value, name, level)
            note, note_zh = _NOTES.get(reached, _NOTES[UNKNOWN])
            for method in self.tables.hierarchy.called(value.cls, name):
                if method.decl.is_static:
                    continue
                if row is not None and row.gives == "posted":
                    given = self.deferred.posted(call.activation.node, method)
                    if not given:
                        continue
                if row is not None and row.chained and results:
                    given = join(*results)
                arguments = [given] if given and method.decl.params else []
                arguments += [ANYTHING] * (len(method.decl.params) - len(arguments))
                if row is not None and len(row.arguments) <= len(arguments):
                    arguments = self.deferred.told(call, row, arguments)
                results.append(
                    self.calls.run_method(
                        call.activation.node, call.position, method, value, arguments,
                        level=reached, note=note, note_zh=note_zh,
                    )
                )  # fmt: skip
        return join(*results)

    def _given(self, call: LibraryCall, row: Callback) -> Values:
        """The first value that a callback receives."""
        if row.gives == "receiver":
            return call.whole_receiver
        if row.gives == "element":
            return self.elements.of(call)
        if row.gives == "source":
            source = call.arguments[0] if call.op.args else NOTHING
            return self.calls.reads.element(call.activation.node, source) if source else NOTHING
        if row.gives == "page":
            return self.elements.pages(call)
        if row.gives == "parts":
            return (self.parts.make(call, row),)
        if row.gives == "stream":
            return (self.deferred.token(call, row),)
        if row.gives == "activity":
            return self.calls.components.activities(call.activation.node)
        if row.gives == "argument":
            return call.arguments[0] if call.op.args else NOTHING
        if row.gives == "result":
            type_name = self.calls.libraries.return_type(call.owners, call.member, 0)
            return (unknown(type_name),) if type_name else call.receiver
        return (self._continuation(call),) if row.returns == "resumed" else NOTHING

    def _arguments(self, call: LibraryCall, given: Values) -> list[Values]:
        owner = call.owners[0] if call.owners else ""
        types = self.tables.index.lambda_types(owner, call.member) if owner else ()
        arguments: list[Values] = [(unknown(name),) for name in types]
        if given:
            arguments[0:1] = [given]
        return arguments
