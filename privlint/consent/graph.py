"""The call graph that grows while the analysis runs: invocations, the edges between them, and the state they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from privlint.consent.values import Function, Instance, Reference, Value, Values, capped, is_full
from privlint.frontend.facts import NONE
from privlint.knowledge.model import Site, Trigger

if TYPE_CHECKING:
    from privlint.frontend.facts import Body
    from privlint.program.source import SourceClass, SourceFile, SourceMethod

#: How sure it is that an invocation runs before consent, surest first. `refused` runs after the user said no or closed
#: the question: what it writes counts as state before consent, what it collects is another matter.
AUTOMATIC: Final = 0
REFUSED: Final = 1
UNKNOWN: Final = 2
PEER: Final = 3
USER: Final = 4
LEVELS: Final[dict[Trigger, int]] = {"automatic": AUTOMATIC, "unknown": UNKNOWN, "peer": PEER, "user": USER}
TRIGGERS: Final[tuple[Trigger, ...]] = ("automatic", "user", "unknown", "peer", "user")

#: Where the activities are kept that come to the screen.
ACTIVITIES: Final = ("activities",)
#: The bit set of all operations.
EVERYTHING: Final = -1

#: Key of shared state: its first item tells the kind.
Key = tuple[object, ...]


class Edge(msgspec.Struct, gc=False):
    """How one invocation comes to run another: the operation, and what the step means to people."""

    caller: Node | None
    callee: Node
    op: int
    level: int
    note: str = ""
    note_zh: str = ""
    penalty: int = 0  # doubts: screens behind the first, guards nobody could decide


class Node:
    """One invocation: a body run on an instance, in a context."""

    __slots__ = (
        "body",
        "body_index",
        "cls",
        "context",
        "definitions",
        "depth",
        "edges",
        "end_key",
        "file",
        "functions",
        "goes_on",
        "has_returned",
        "home",
        "is_queued",
        "is_stuck",
        "keys",
        "level",
        "method",
        "number",
        "outgoing",
        "position",
        "receiver_key",
        "receivers",
        "references",
        "returns_key",
        "sites",
        "stale",
        "stops",
        "this",
        "thrown",
        "tier",
        "waits",
    )

    def __init__(
        self,
        file: SourceFile,
        body_index: int,
        cls: SourceClass,
        method: SourceMethod | None,
        this: Instance | None,
        home: Node | None,
        context: tuple[Value | str, ...],
        tier: int,
        number: int,
    ) -> None:
        self.file = file
        self.body_index = body_index
        self.body: Body = file.body(body_index)
        self.definitions = file.definitions(body_index)
        self.cls = cls
        self.method = method
        self.this = this
        self.home = home  # of a lambda: the invocation that made it
        self.context = context
        self.tier = tier  # 0 before the user does anything, 1 later
        self.level = USER
        self.number = number
        self.depth: int = max(
            (value.depth for value in context if isinstance(value, (Function, Instance))),
            default=home.depth if home is not None else 0,
        )
        self.is_queued = False
        self.position = NONE  # of the operation that runs
        self.stops = 0  # bit set of calls from which nothing came back, as far as some of what they run is concerned
        self.thrown = 0  # those of them that ended in an exception
        self.goes_on = 0  # bit set of calls from which something came back
        self.has_returned = False
        self.is_stuck = False  # does not come to its end: throws, or waits for something that never comes
        self.waits = False  # is stuck because it waits
        self.stale = EVERYTHING  # bit set of the operations that have to run again
        self.keys: dict[int, Key] = {}  # of its variables
        self.functions: dict[int, Function] = {}  # its lambdas, by body
        self.references: dict[int, dict[Value | None, Reference]] = {}  # its method references, by operation
        self.edges: dict[tuple[int, int], Edge] = {}  # incoming, by caller and operation
        self.outgoing: dict[tuple[int, int], Edge] = {}
        self.sites: dict[tuple[int, str], Site] = {}
        self.returns_key: Key = ("return", number)
        self.end_key: Key = ("end", number)
        self.receiver_key: Key = ("receiver", number)
        self.receivers: tuple[Key, ...] | None = None  # keys of those it may have, innermost first, once asked for

    def take_apart(self) -> None:
        """Lets go of all that it knows."""
        for name in self.__slots__:
            if hasattr(self, name):
                delattr(self, name)

    @property
    def symbol(self) -> str:
        """The method that this code belongs to, for people: lambdas are part of the method around them."""
        if self.method is not None:
            return self.method.symbol
        if self.home is not None:
            return self.home.symbol
        return f"{self.cls.display}.<init>"


class Cell:
    """What is known of a key, and who has read it: with the bit set of the operations that did."""

    __slots__ = ("readers", "values")

    def __init__(self) -> None:
        self.values: Values | None = None
        self.readers: dict[Node, int] = {}


class Heap:
    """State shared by invocations: variables, fields, returns, stored flags. Sets only grow; whoever has read one is
    told when it does."""

    def __init__(self) -> None:
        self._cells: dict[Key, Cell] = {}
        self.woken: list[Node] = []

    def read(self, key: Key, reader: Node) -> Values | None:
        """The values of a key, None if nothing was written; the reader will be woken when they grow."""
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = Cell()
        operation = 1 << reader.position if reader.position != NONE else EVERYTHING
        cell.readers[reader] = cell.readers.get(reader, 0) | operation
        return cell.values

    def peek(self, key: Key) -> Values | None:
        """The values of a key, without a subscription."""
        cell = self._cells.get(key)
        return None if cell is None else cell.values

    def add(self, key: Key, values: Values) -> None:
        """Adds values to a key."""
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = Cell()
        known = cell.values
        if known is None:
            cell.values = values
        elif known is values or is_full(known):
            return
        else:
            fresh = [value for value in values if value not in known]
            if not fresh:
                return
            grown = capped(dict.fromkeys((*known, *fresh)))
            if len(grown) == len(known):
                return
            cell.values = grown
        for reader, operations in cell.readers.items():
            reader.stale |= operations
            if not reader.is_queued:
                reader.is_queued = True
                self.woken.append(reader)
