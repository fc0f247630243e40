"""Calls of library functions: what the catalogue says of them, what they run, keep and give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from privlint.consent import folding, reflection
from privlint.consent.boxes import TICKING, Boxes
from privlint.consent.callbacks import Callbacks
from privlint.consent.collections import Collections
from privlint.consent.emptiness import is_empty, of_empty
from privlint.consent.enums import LOOKUPS
from privlint.consent.files import Files, is_file
from privlint.consent.inflation import INFLATING
from privlint.consent.libraries import getter_names, setter_name
from privlint.consent.libraryplans import LibraryCall, Plan
from privlint.consent.libraryresults import LibraryResults
from privlint.consent.messages import Messages
from privlint.consent.resourcevalues import RESOURCE_GETTERS, of_resources
from privlint.consent.routes import Routes
from privlint.consent.rows import DatabaseRows
from privlint.consent.sitematching import SiteMatching
from privlint.consent.steps import pressed_id
from privlint.consent.stores import Stores
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
    is_intent,
    join,
    unknown,
)
from privlint.frontend.facts import NONE, Op
from privlint.knowledge.callbacks import Callback
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.activation import Activation
    from privlint.consent.calls import Calls
    from privlint.consent.engine import Engine

#: Members whose value follows from what they are given.
_SPECIAL: Final = frozenset(
    "size count getString getText stringResource string getSystemService getPackageName getOpPackageName "
    "enumValueOf".split()
)
_ID: Final = ("getId", "id")
#: The name of the application itself, however it is spelled.
OWN_PACKAGE: Final = const("ref", "BuildConfig.APPLICATION_ID")
#: Extension functions of Kotlin's library that are made for receivers that may be null.
_OF_NULLABLE: Final = frozenset("isNullOrEmpty isNullOrBlank orEmpty orFalse toBoolean toString equals".split())


class LibraryCalls:
    """Runs library calls."""

    def __init__(self, engine: Engine, calls: Calls) -> None:
        self.engine = engine
        self.calls = calls
        self.tables = engine.tables
        self.stores = Stores(engine)
        self.files = Files(engine)
        self.sites = SiteMatching(engine)
        self.callbacks = Callbacks(engine, calls)
        self.results = LibraryResults(engine, calls)
        self.routes = Routes(engine, calls)
        self.messages = Messages(engine, calls)
        self.reflection = reflection.Reflection(engine, calls)
        self.rows = DatabaseRows(engine)
        #: What is noted of calls, before anything else, by the name of the function.
        self._notes = dict.fromkeys(engine.tables.rows, self.rows.note)
        self._notes.update(dict.fromkeys(engine.tables.intent_parts, self.messages.fill))
        self.collections = Collections(engine)
        self.boxes = Boxes(engine, calls)
        self._notes.update(dict.fromkeys(TICKING, self.boxes.note))
        self._notes["setArguments"] = calls.components.bundles.set
        self._plans: dict[tuple[tuple[str, ...], str, int, bool], Plan] = {}
        self._described: dict[tuple[tuple[str, ...], str], bool] = {}

    def plan(self, call: LibraryCall) -> Plan:
        """What the tables say of a call."""
        key = (call.owners, call.member, len(call.op.args), not call.receiver)
        found = self._plans.get(key)
        if found is None:
            found = self._plans[key] = self._make_plan(call)
        return found

    def _make_plan(self, call: LibraryCall) -> Plan:
        owners = [erased(owner) for owner in call.owners]
        rows = self.tables.starts.get(call.member, ())
        sites = tuple(site for owner in owners for site in self.tables.sites.calls(owner, call.member))
        callbacks = self.callbacks.rows(call)
        starts = tuple(row for row in rows if not row.owners or set(row.owners).intersection(owners))
        routes = self.routes.rows(call, owners)
        stores = tuple(self.tables.stores.get(call.member, ()))
        predicate = self.stores.predicate(call)
        is_special = (
            call.member in _SPECIAL
            or call.member in reflection.MEMBERS
            or call.member in folding.MEMBERS
            or call.member in LOOKUPS
            or call.member in RESOURCE_GETTERS
            or call.member in self.tables.fresh_states
            or call.member in self.tables.rows
            or self.calls.injection.is_concerned(call.member)
            or self.calls.components.lookups.is_concerned(call.member)
            or self.routes.is_direction(call)
        )
        type_name = self.calls.libraries.return_type(call.owners, call.member, len(call.op.args))
        is_stored = bool(stores) or self.stores.is_wrapper(call)
        is_ordinary = not (callbacks or starts or routes or is_stored or is_special) and predicate is None
        return Plan(sites, callbacks, starts, routes, is_stored, predicate, type_name, is_ordinary)

    def run(self, call: LibraryCall) -> Values:
        """Runs a call; returns its values."""
        self._count(call)
        known = self._of_state(call)
        if known is None:
            known = self.collections.ask(call)
        if known is not None:
            return known
        self.collections.note(call)
        plan = self.plan(call)
        if call.member in self._notes:
            self._notes[call.member](call)
        if call.member in self.tables.quiet_calls:
            self.engine.interpreter.switches.tell(call)
        if self.callbacks.deferred.is_used:
            handed_on = self.callbacks.deferred.hands_on(call, plan)
            if handed_on is not None:
                return handed_on
        if call.member not in ("<init>", "add") or call.op.receiver != NONE:
            self.calls.components.shown(call)
        self.sites.match_call(call, plan.sites)
        if plan.is_ordinary:
            if call.op.args or call.member in INFLATING:
                self._hand_over(call)
            return self._named_like_consent(call, self.collections.of(call, self.results.of(call, plan.type)))
        if plan.predicate is not None:
            return plan.predicate
        if self.calls.injection.containers.is_definition(call):
            self.calls.injection.on_call(call)
            return self.results.of(call, plan.type)
        decided = self._decided(call)
        if decided is None:
            decided = self.calls.injection.asked(call) or self.routes.direction(call)
        if decided is not None:
            return decided
        stored = self.stores.run(call) if plan.is_stored else None
        if plan.routes:
            self.routes.run(call, plan.routes)
        given = self.callbacks.run(call, plan.callbacks)
        self.calls.components.run(call, plan.starts)
        if call.given is not None:
            return call.given
        if stored is not None:
            return stored
        is_open = given is None or (plan.type and given == ANYTHING)  # `Sdk.get()` gives no element of something
        is_placed = any(row.methods for row in plan.callbacks)
        result = (
            self.results.of(call, plan.type, is_placed) if is_open else self.results.with_asked(call, given or NOTHING)
        )
        return self._named_like_consent(call, self.collections.of(call, self._refined(call, result)))

    def _of_state(self, call: LibraryCall) -> Values | None:
        """What is asked of something that is empty or absent on a fresh install."""
        for values in call.arguments:
            self.files.make(call.activation.node, values)
        if call.member in _ID and (pressed := pressed_id(call.whole_receiver)):
            return pressed
        if len(call.receiver) != 1 or not isinstance(call.receiver[0], Const):
            return None
        if is_empty(call.receiver[0]):
            return self.messages.part(call) or of_empty(call.receiver[0], call.member, call.arguments)
        if is_intent(call.receiver[0]):
            return self.messages.ask(call, call.receiver[0])
        return self.files.ask(call, call.receiver[0]) if is_file(call.receiver[0]) else None

    def _hand_over(self, call: LibraryCall) -> None:
        """What a call without rules may do with what it is given: run code, inflate a layout."""
        has_code = has_layout = False
        for values in call.arguments:
            for value in values:
                kind = type(value)
                if kind is Instance or kind is Function or kind is Reference:
                    has_code = True
                elif kind is Const and value.kind == "ref":  # type: ignore[attr-defined]
                    has_layout = True
                elif is_intent(value) and not (call.owners and self.tables.index.has(erased(call.owners[0]))):
                    self.messages.escape(call.activation.node, values)
        if has_code or call.op.arg_names:
            self.callbacks.unlisted.run(call)
        if has_layout or call.member in INFLATING:
            self.calls.components.inflation.run(call)

    def _named_like_consent(self, call: LibraryCall, result: Values) -> Values:
        if call.op.args and not self._asks(call):
            return result
        owner = erased(call.owners[0]) if call.owners else ""
        return self.calls.reads.assumptions.value(call.activation.node, owner, call.member, result)

    def _asks(self, call: LibraryCall) -> bool:
        """Whether a call with arguments may still be a predicate: `isAgreed(context)`."""
        return call.member.startswith(("is", "has", "can", "check", "get"))

    def _count(self, call: LibraryCall) -> None:
        if not call.owners and not call.receiver:
            node = call.activation.node
            self.engine.unresolved.add((node.file.base, node.body_index * 100000 + call.position))

    def construct(self, call: LibraryCall, type_name: str) -> Values:
        """Creates an object of a library: it holds the code and the objects it was made from."""
        if type_name == "java.io.File":
            file = self.files.child(call.arguments)
            if file:
                return file
        for values in call.arguments:
            self.files.opened(call.activation.node, type_name, values)
        plan = self.plan(call)
        self.sites.match_call(call, plan.sites)
        if plan.routes:
            self.routes.run(call, plan.routes)
        if plan.callbacks and self.callbacks.new_holders.is_unknown_yet(call, plan.callbacks):
            return NOTHING
        given = self.callbacks.run(call, plan.callbacks)
        self.calls.components.run(call, plan.starts)
        arguments = [value for values in call.arguments for value in values]
        held = self._held(call)
        settings = self.engine.interpreter.switches.made(call, type_name)
        holds = join(carried(arguments), self.results.classes_by_text(arguments))
        message = self.messages.made(call, type_name) or self.collections.made(call, type_name)
        self._fill_given(call)
        is_message = len(message) == 1 and is_intent(message[0])
        return join(given or NOTHING, NOTHING if is_message else (unknown(type_name),), holds, held, settings, message)

    def _fill_given(self, call: LibraryCall) -> None:
        """What an object of a library is made of, it may fill."""
        for values in call.arguments:
            self.collections.fill(call.activation.node, values)

    def _held(self, call: LibraryCall) -> Values:
        """Constants in a state holder: `AtomicBoolean(false)`."""
        for row in self.tables.callbacks.get(erased(call.owners[0]).rpartition(".")[2] if call.owners else "", ()):
            if row.returns == "argument" and call.op.args:
                return call.arguments[0]
            if row.returns in ("holder", "event"):
                return ()
        return NOTHING

    def is_scope_function(self, activation: Activation, op: Op) -> bool:
        """Whether a call on a function value runs another function instead (`callback?.let { it() }`)."""
        if not op.args or not any(row.gives == "receiver" for row in self.tables.callbacks.get(op.name, ())):
            return False
        return any(isinstance(value, (Function, Reference)) for value in activation.of(op.args[-1]))

    def takes_null(self, op: Op) -> bool:
        """Whether a library function can be called on null: it asks about null, or is a scope function."""
        if op.name in _OF_NULLABLE:
            return True
        rows = self.tables.callbacks.get(op.name, ())
        return any(row.gives == "receiver" and row.returns and not row.owners for row in rows)

    def also_source(self, activation: Activation, position: int, op: Op, receiver: Values) -> None:
        """Rules that hold for functions of the program too (`positiveButton { }` written in the project)."""
        self.callbacks.run_on_source(LibraryCall(activation, position, op, op.name, (), receiver))

    # Results

    def _decided(self, call: LibraryCall) -> Values | None:
        """Functions whose value follows from their arguments."""
        arguments = call.arguments
        node = call.activation.node
        if call.member in folding.MEMBERS:
            receiver = call.whole_receiver if call.member == "orEmpty" else call.receiver  # with what is in it
            folded = folding.fold(call.member, receiver, arguments)
            if folded is not None:
                return folded
        if call.member in ("getPackageName", "getOpPackageName") and not arguments:
            return (OWN_PACKAGE,)
        if call.member in LOOKUPS:
            return self.engine.interpreter.enums.looked_up(call.member, call.whole_receiver, arguments)
        if call.member == "enumValueOf" and call.op.type_args and arguments:
            cls = self.tables.program.classes.get(self.calls.reads.type_argument(node, call.op.type_args[0]))
            return self.engine.interpreter.enums.of_class(cls, "valueOf", arguments[0]) if cls is not None else None
        if call.member in self.tables.rows and (rows := self.rows.query(call)) is not None:
            return rows
        if call.member in self.tables.fresh_states:
            return self._fresh(call)
        if call.member in ("getString", "getText", "stringResource", "string") and arguments:
            keys = tuple(v for v in arguments[0] if isinstance(v, Const) and v.kind == "ref" and ".string." in v.text)
            return keys or None
        if call.member in RESOURCE_GETTERS and arguments:
            return of_resources(self.tables.texts, arguments[0])
        return None

    def _fresh(self, call: LibraryCall) -> Values | None:
        """State of a fresh install that depends on what running code has done."""
        return self.messages.of_screen(call) or self.calls.components.bundles.ask(call) or self.boxes.ask(call)

    def _refined(self, call: LibraryCall, result: Values) -> Values:
        """What follows from the receiver of a call: reflection on literals, a text as a text."""
        if call.member == "toString" and not call.op.args:
            return tuple(v for v in call.receiver if isinstance(v, Const) and v.kind == "string") or (
                unknown("java.lang.String"),
            )
        return self.reflection.refined(call, result)

    # Properties

    def property(
        self, activation: Activation, position: int, op: Op, owners: tuple[str, ...], value: Value
    ) -> Values | None:
        """A property read: a site, a consent predicate, or a state the catalogue names; None otherwise."""
        call = LibraryCall(activation, position, op, op.name, owners, (value,))
        if op.name in ("packageName", "opPackageName"):
            return (OWN_PACKAGE,)
        known = self._of_state(call)
        if known is None:
            known = self.collections.ask(call)
        if known is not None or not self._is_described(owners, op.name):
            return known
        if op.name in folding.MEMBERS:
            folded = folding.fold(op.name, call.receiver, ())
            if folded is not None:
                return folded
        self.sites.match_property(call)
        predicate = self.stores.predicate(call)
        if predicate is not None:
            return predicate
        getter = next((name for name in getter_names(op.name) if name in self.tables.fresh_states), "")
        if getter:
            asked = LibraryCall(activation, position, op, getter, owners, (value,))
            launched = self._fresh(asked)
            if launched is not None:
                return launched
        rows = self._of_contents(owners, op.name)
        if rows and not isinstance(value, ClassName):
            values = activation.of(op.receiver) if op.receiver != NONE else (value,)
            if any(row.returns == "element" for row in rows):
                return self.calls.reads.element(activation.node, values) or (NULL,)
            held = tuple(v for v in values if self.calls.engine.interpreter.holders.is_container(v))
            return (unknown(self.calls.libraries.property_type(owners, op.name)), *held) if held else None
        return None

    def _of_contents(self, owners: tuple[str, ...], name: str) -> list[Callback]:
        """The rules by which a property gives what is inside its object, or what stands for that."""
        types = {erased(owner) for owner in owners}
        return [
            row
            for row in self.tables.callbacks.get(name, ())
            if not row.methods
            and (row.returns == "element" or (row.returns == "receiver" and types.intersection(row.owners)))
        ]

    def _is_described(self, owners: tuple[str, ...], name: str) -> bool:
        """Whether any table has something to say of a property, looked up once: of nearly all none has."""
        found = self._described.get((owners, name))
        if found is None:
            sites = self.tables.sites
            types = [erased(owner) for owner in owners]
            found = self._described[owners, name] = (
                name in folding.MEMBERS
                or self.stores.may_decide(name)
                or bool(self._of_contents(owners, name))
                or any(sites.calls(owner, member) for owner in types for member in sites.java_members(name))
                or any(name in sites.references.get(owner, {}) for owner in types)
            )
        return found

    def setter(
        self, activation: Activation, position: int, op: Op, owners: tuple[str, ...], holder: Value, values: Values
    ) -> bool:
        """An assignment to a library property: a site, a listener that is set, or a state holder that is filled."""
        setter = msgspec.structs.replace(op, name=setter_name(op.name))
        receiver = activation.of(op.receiver) if op.receiver != NONE else (holder,)
        call = LibraryCall(activation, position, setter, setter.name, owners, receiver)
        self.sites.match_setter(call, op.name)
        if setter.name in self._notes:
            call.arguments = [values]
            self._notes[setter.name](call)
        has_code = any(isinstance(value, (Function, Reference, Instance)) for value in values)
        rows = self.callbacks.rows(call)
        if has_code or any(row.demands or row.does for row in rows):
            self.callbacks.run(call, rows)
        return (
            False
            if op.receiver != NONE
            else bool(owners) and any(self.calls.libraries.has_property(owner, op.name) for owner in owners)
        )
