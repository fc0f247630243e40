"""Code that waits until something asks for it: operators of streams that nobody collects yet, coroutines and threads
that were made but not started, listeners that code itself may set off.

What such a call gives, or the variable it is made on, holds a *token* named after the call. A demand marks the token,
and the call runs again: now with the code it was given."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from privlint.consent.elements import SEVERAL
from privlint.consent.graph import AUTOMATIC, UNKNOWN, Key
from privlint.consent.values import ANYTHING, NOTHING, ClassName, Const, Unknown, Value, Values, const, unknown
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.engine import Engine
    from privlint.consent.graph import Node
    from privlint.consent.libraryplans import LibraryCall, Plan
    from privlint.knowledge.callbacks import Callback
    from privlint.program.source import SourceMethod

#: The kind of what is collected: any use of it is a demand, but for operators and what hands it on.
STREAM: Final = "stream"
#: The kind of events: they are told apart by their type, not by tokens.
POSTED: Final = "posted"
#: In a row: the argument that a callback gets from the call that sets it off.
HANDED: Final = "handed"
#: What interceptors wait for.
REQUEST: Final = "request"
#: What pagers are told: to show another page.
PAGE: Final = "page"
_TOKENS: Final = ("holder", "latent")

#: What every object can be asked for: that collects nothing.
_OF_ANY: Final = frozenset(["toString", "hashCode", "equals", "getClass"])


class Deferred:
    """Makes tokens, and marks those that are demanded."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_used = False  # whether any code has been deferred so far

    @cached_property
    def _streams(self) -> frozenset[str]:
        return frozenset(self.engine.tables.catalogue.streams)

    def is_stream(self, owners: tuple[str, ...]) -> bool:
        """Whether one of these library types is a stream."""
        return any(erased(owner) in self._streams for owner in owners)

    def concerns(self, call: LibraryCall, row: Callback) -> bool:
        """Whether a row defers the code that a call is given: an operator does so only on a stream."""
        if row.defers != STREAM or row.gives not in ("element", *SEVERAL):
            return True
        return self.is_stream(call.owners) or any(
            _kind(value) == STREAM or (isinstance(value, Unknown) and self.is_stream(self._types(value)))
            for values in (call.whole_receiver, *call.arguments)
            for value in values
        )

    def _types(self, value: Unknown) -> tuple[str, ...]:
        return self.engine.interpreter.calls.libraries.owners(value)

    def token(self, call: LibraryCall, row: Callback) -> Const:
        """The token of a call. That of a listener holds nothing; others hold what the code gives."""
        kind = "latent" if row.fills else "holder"
        self.is_used = self.is_used or not row.fills
        return const(kind, f"{row.defers}:{call.activation.node.number}:{call.position}")

    def level(self, call: LibraryCall, token: Const) -> int | None:
        """How surely the code of a token runs; None while nobody demands it."""
        return level_in(self.engine.heap.read(_key(token), call.activation.node))

    def run(self, call: LibraryCall, row: Callback, run_code: Callable[[], Values]) -> Values:
        """Runs the code of a call as far as it is demanded; returns what stands for it. A listener runs on its own
        trigger besides, and its token stays with what it listens to."""
        token = self.token(call, row)
        if row.fills:
            self.engine.interpreter.writes.into(call.activation, call.op.receiver, (token,))
            run_code()
        level = self.level(call, token)
        if level is not None:
            call.level = level
            self._give(call, row, token, run_code, level)
            call.level = None
        return NOTHING if row.fills else (unknown(self._type(call)), token)

    def _give(self, call: LibraryCall, row: Callback, token: Const, run_code: Callable[[], Values], level: int) -> None:
        """Runs the code, and puts what it gives into the token; an operator demands the streams it is applied to."""
        node = call.activation.node
        for values in (call.whole_receiver, *call.arguments):
            self.demand(node, values, row.defers, level)
        given = run_code()
        self.demand(node, given, STREAM, level)
        if row.returns:
            given = self.engine.interpreter.reads.element(node, given) if given else NOTHING
        else:
            given = NOTHING if emits(row) else ANYTHING
        self.engine.interpreter.holders.fill(node, (token,), given)

    def _type(self, call: LibraryCall) -> str:
        """The type of what an operator, a builder or `launch` gives; operators mostly keep that of their stream."""
        library = self.engine.interpreter.calls.library
        found = library.plan(call).type or library.results.made_by(call)
        return found or self._stream_in(call.owners)

    def _stream_in(self, owners: tuple[str, ...]) -> str:
        """The first of these types that is a stream, "" if none is."""
        return next((erased(owner) for owner in owners if self.is_stream((owner,))), "")

    def demand(self, node: Node, values: Values, kind: str, level: int | None = None, handed: Values = NOTHING) -> None:
        """Marks the tokens of a kind among values; `handed` is the argument that their code is told."""
        if kind == POSTED:
            self.post(node, values)
        for value in values:
            if isinstance(value, Const) and _kind(value) == kind and not _is_set_afterwards(node, value):
                self.engine.write(node, ("handed", value.text), handed)
                self.engine.write(None, _key(value), (as_level(node.level if level is None else level),))

    def did(self, node: Node, kind: str) -> None:
        """Notes that running code does something of a kind, whatever it does it with."""
        self.engine.write(None, ("done", kind), (as_level(node.level),))

    def is_done(self, node: Node, kind: str) -> bool:
        """Whether running code has done something of a kind."""
        return self.engine.heap.read(("done", kind), node) is not None

    def since(self, node: Node, kind: str) -> int:
        """How surely code runs that waits for the first time that anything of a kind is done. Where no source does so
        at all, a library may at once."""
        level = level_in(self.engine.heap.read(("done", kind), node))
        if level is not None:
            return min(level, UNKNOWN)
        tables = self.engine.tables
        return UNKNOWN if tables.program.mentions(*tables.catalogue.requesting) else AUTOMATIC

    def post(self, node: Node, values: Values) -> None:
        """Announces events: whoever is registered for their type gets them."""
        for value in values:
            cls = self.engine.interpreter.reads.source_class(value)
            for each in self.engine.tables.hierarchy.chain(cls) if cls is not None else ():
                self.engine.write(node, (POSTED, each.name), (value,))

    def posted(self, node: Node, method: SourceMethod) -> Values:
        """What was announced of the type that a method takes."""
        if len(method.decl.params) != 1:
            return NOTHING
        declared = method.file.local(method.decl.params[0]).type
        name = self.engine.tables.names.resolve(method.file, method.owner, declared)
        return self.engine.read(node, (POSTED, name)) or NOTHING

    def told(self, call: LibraryCall, row: Callback, arguments: list[Values]) -> list[Values]:
        """The arguments of a callback, with the numbers that a rule tells, and what was handed to who set it off."""
        found = arguments + [ANYTHING] * (len(row.arguments) - len(arguments))
        for position, told in enumerate(row.arguments):
            if told == HANDED:
                key = ("handed", self.token(call, row).text)
                found[position] = (call.level is not None and self.engine.read(call.activation.node, key)) or ANYTHING
            elif told:
                found[position] = (const("int", told),)
        return found

    def hands_on(self, call: LibraryCall, plan: Plan) -> Values | None:
        """The stream that a call hands on which no row describes (`delay`, `merge`, `firstElement`), None for all other
        calls: they take what comes out of the streams they are given."""
        given = (call.whole_receiver, *call.arguments)
        tokens = tuple(v for values in given for v in values if isinstance(v, Const) and v.kind == "holder")
        if not tokens or call.member in _OF_ANY or any(_keeps(row) for row in plan.callbacks):
            return None
        type_name = plan.type or self._stream_in(call.owners)
        if not plan.callbacks and self.is_stream((type_name,)):
            return (unknown(type_name), *tokens)
        self.demand(call.activation.node, tokens, STREAM)
        return None


def emits(row: Callback) -> bool:
    """Whether the code of a row puts into the stream what comes out of it."""
    return row.defers == STREAM and not row.returns and row.gives in ("stream", "element")


def as_level(level: int) -> Const:
    """A level as it is kept in shared state."""
    return const("int", str(level))


def level_in(values: Values | None) -> int | None:
    """The surest of the levels that were kept, None if there are none."""
    return min((int(value.text) for value in values or () if isinstance(value, Const)), default=None)


def _kind(value: Value) -> str:
    return value.text.partition(":")[0] if isinstance(value, Const) and value.kind in _TOKENS else ""


def _is_set_afterwards(node: Node, token: Const) -> bool:
    """Whether a listener comes too late for what the operation that runs does to its view:
    `box.setChecked(true); box.setOnCheckedChangeListener(listener)`."""
    _, number, place = token.text.rsplit(":", 2)
    if token.kind != "latent" or int(number) != node.number or int(place) <= node.position:
        return False
    return not any(
        region.is_loop and region.start <= node.position and int(place) < region.end for region in node.body.regions
    )


def _key(token: Const) -> Key:
    return ("demanded", token.text)


def _keeps(row: Callback) -> bool:
    """Whether a function does not look into the stream it is given."""
    return bool(row.defers or row.fills) or row.gives == "receiver" or row.returns in ("receiver", "argument")


def is_chosen(call: LibraryCall, row: Callback) -> bool:
    """Whether an argument that a row asks for is there."""
    return any(spelling in row.only_with for spelling in _spellings(call))


def _spellings(call: LibraryCall) -> list[str]:
    names = call.op.arg_names or ("",) * len(call.arguments)
    found: list[str] = []
    for name, values in zip(names, call.arguments, strict=False):
        for value in values:
            if isinstance(value, Const) and value.kind not in ("ref", "enum"):
                found.append(f"{name}={value.text}")
            elif isinstance(value, (Const, ClassName)):
                found.append((value.text if isinstance(value, Const) else value.name).rpartition(".")[2])
    return found
