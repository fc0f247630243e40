"""The worklist: runs invocations until no state grows any more, the surest trigger first.

The program is run on abstract values as it is on a fresh install: flags have their defaults, nobody has touched the
screen. A condition that cannot hold then does not run what it guards. That is how consent gates are understood,
through any number of wrappers, without knowing that they are gates."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final

from privlint.consent.activation import Activation
from privlint.consent.contexts import DEEPEST, Contexts
from privlint.consent.effects import Recorder
from privlint.consent.graph import AUTOMATIC, EVERYTHING, REFUSED, USER, Edge, Heap, Key, Node
from privlint.consent.interpreter import Interpreter
from privlint.consent.tables import Tables
from privlint.consent.values import (
    ANYTHING,
    NOTHING,
    Instance,
    Value,
    Values,
    is_enum_constant,
    join,
)
from privlint.frontend import facts
from privlint.frontend.facts import NONE
from privlint.program.source import SourceClass, SourceFile, SourceMethod

#: Calls inside calls that are run at once; each takes about twenty frames of Python.
_DEEPEST_NESTING: Final = 30
#: Runs of one body; far more than any real program needs. A guard against a set that never settles.
_MOST_RUNS: Final = 400


class Engine:
    """One run over one variant. With `is_open`, state that a fresh install decides is left open and user actions are
    followed: the run that finds the paths behind the gates."""

    #: Whether it comes to all code that makes objects, so that a class of which none was made has none.
    sees_all = True

    def __init__(self, tables: Tables, is_open: bool, last_level: int) -> None:
        self.tables = tables
        self.heap = Heap()
        self.is_open = is_open
        self.last_level = last_level
        self.follows_users = last_level == USER
        self.nodes: dict[tuple[object, ...], Node] = {}
        self.roots: list[Edge] = []
        self.calls: set[tuple[int, int]] = set()
        self.unresolved: set[tuple[int, int]] = set()
        self.instances: dict[tuple[object, ...], Instance] = {}
        self.flag_writes: dict[str, dict[tuple[int, int], tuple[Node, Values]]] = {}
        self.constants: dict[str, set[tuple[str, int]]] = {}  # build constants, with the bodies that look at them
        self.is_mixed = False  # code has looked at a build constant in which variants that are taken as one differ
        self.recorder: Recorder | None = None  # notes what code does in the place of doing it
        self.entry_level = AUTOMATIC  # of what the platform starts at the moment, and of all that it makes for that
        self.created: dict[str, None] = {}  # classes of which running code has made an instance
        self._contexts = Contexts(tables)
        self._queues: tuple[deque[Node], ...] = tuple(deque() for _ in range(USER + 1))
        self._runs: dict[int, int] = {}
        self._activations: dict[int, Activation] = {}
        self._nesting = 0
        self.interpreter = Interpreter(self)

    def take_apart(self) -> None:
        """Lets go of all that a run has made. Its parts know each other, and nobody looks for such cycles while a check
        runs: without this, each variant would keep what it took. The engine is of no other use after this."""
        for node in self.nodes.values():
            node.take_apart()
        self.tables.program.take_apart()
        for part in (self.tables, self.heap, self):
            vars(part).clear()

    # Running

    def run(self) -> None:
        """Runs everything that was queued, and what follows from it."""
        pause = self.tables.program.store.pause
        while True:
            pause()
            node = self._next()
            if node is None:
                calls = self.interpreter.calls
                if not calls.settle() and not calls.components.endings.settle():
                    self.interpreter.switches.silence()
                    return
                continue
            node.is_queued = False
            self._run(node)

    def _run(self, node: Node) -> None:
        count = self._runs.get(node.number, 0)
        if count < _MOST_RUNS:
            self._runs[node.number] = count + 1
            known = self._activations.get(node.number)
            if known is None or node.stale == EVERYTHING:
                self._activations[node.number] = self.interpreter.run(node)
            else:
                self.interpreter.run_again(known)

    def begun(self, node: Node) -> Activation:
        """An invocation before its first run."""
        return Activation(node, self.is_open)

    def last_run(self, node: Node) -> Activation | None:
        """What the operations of an invocation gave when it ran last, None if it did not run."""
        return self._activations.get(node.number)

    def _run_now(self, node: Node) -> None:
        """Runs a new invocation where it is called, as the program does: its values are there when the caller goes on.
        What nests too deep waits its turn."""
        if self._nesting >= _DEEPEST_NESTING or node.number in self._runs:
            self._queue(node)
            return
        self._nesting += 1
        try:
            self._run(node)
        finally:
            self._nesting -= 1

    def _next(self) -> Node | None:
        for node in self.heap.woken:
            self._queues[node.level].append(node)
        self.heap.woken.clear()
        for queue in self._queues:
            if queue:
                return queue.popleft()
        return None

    def _queue(self, node: Node, operations: int = EVERYTHING) -> None:
        node.stale |= operations
        if not node.is_queued:
            node.is_queued = True
            self._queues[node.level].append(node)

    def resume(self, node: Node, position: int) -> None:
        """Runs an operation again: it can now do what it had to put off."""
        self._queue(node, 1 << position)

    # State

    def read(self, node: Node, key: Key) -> Values | None:
        """Values of shared state as an invocation sees them: what runs later sees what ran before, not vice versa."""
        early = self.heap.read(key, node)
        if node.tier == 0:
            return early
        late = self.heap.read(("late", *key), node)
        if early is None or late is None:
            return late if early is None else early
        return join(early, late)

    def write(self, node: Node | None, key: Key, values: Values) -> None:
        """Adds values to shared state."""
        if self.recorder is not None:
            self.recorder.write(key, values)
        elif values:
            self.heap.add(key if node is None or node.tier == 0 else ("late", *key), values)

    # Invocations

    def invoke(
        self,
        caller: Node | None,
        op: int,
        file: SourceFile,
        body: int,
        cls: SourceClass,
        method: SourceMethod | None,
        this: Instance | None,
        arguments: Sequence[Values | None],
        home: Node | None = None,
        receiver: Values = NOTHING,
        level: int = AUTOMATIC,
        note: str = "",
        note_zh: str = "",
        penalty: int = 0,
        type_arguments: tuple[str, ...] = (),
    ) -> Values:
        """Runs a body; returns what it returns, as far as known (nothing yet, at first). `arguments` are for the
        parameters in order, None where the default value applies."""
        reached = max(level, caller.level if caller is not None else self.entry_level)
        if reached > self.last_level:
            return ANYTHING
        if self.recorder is not None:
            self.recorder.call(op, file, body, this, reached, arguments)
            return ANYTHING
        params = file.body(body).params
        is_lambda = home is not None
        context = (
            ()
            if is_lambda and not any(values and is_enum_constant(values) for values in arguments)
            else self._contexts.of_call(file, body, (*arguments, receiver) if receiver else arguments, type_arguments)
        )
        node = self._node(file, body, cls, method, this, home, context, reached)
        if reached <= REFUSED or node.tier == 1:  # what comes later adds nothing to what runs early
            self._bind(node, params, arguments, receiver)
        self._connect(caller, node, op, reached, note, note_zh, penalty)
        if caller is None:
            return NOTHING
        if not self.tables.returns_value(file, body):
            return ANYTHING
        returned = self.read(caller, node.returns_key)
        return NOTHING if returned is None else returned

    def _bind(self, node: Node, params: Sequence[int], arguments: Sequence[Values | None], receiver: Values) -> None:
        for position, slot in enumerate(params):
            values = arguments[position] if position < len(arguments) else ANYTHING
            key = self.local_key(node, slot)
            if values is None:
                self.write(node, ("default", *key), ANYTHING)
            else:
                self.write(node, key, values)
        if receiver:
            self.write(node, node.receiver_key, receiver)

    def _node(
        self,
        file: SourceFile,
        body: int,
        cls: SourceClass,
        method: SourceMethod | None,
        this: Instance | None,
        home: Node | None,
        context: tuple[Value | str, ...],
        level: int,
    ) -> Node:
        identity = (file.base + body, this, home, context)
        node = self.nodes.get((identity, 0))
        if node is None and level > REFUSED:
            node = self.nodes.get((identity, 1))
        if node is None:
            tier = 0 if level <= REFUSED else 1
            node = Node(file, body, cls, method, this, home, context, tier, len(self.nodes) + 1)
            self.nodes[identity, tier] = node
        return node

    def _connect(
        self, caller: Node | None, node: Node, op: int, level: int, note: str, note_zh: str, penalty: int
    ) -> None:
        key = (caller.number if caller is not None else 0, op)
        edge = node.edges.get(key)
        if edge is None:
            edge = Edge(caller, node, op, level, note, note_zh, penalty)
            node.edges[key] = edge
            if caller is not None:
                caller.outgoing[(op, node.number)] = edge
            else:
                self.roots.append(edge)
            fresh = len(node.edges) == 1
        else:
            fresh = False
            edge.level = min(edge.level, level)
            edge.penalty = min(edge.penalty, penalty)
        if level < node.level:  # its own calls get the surer trigger when it runs again
            node.level = level
            fresh = True
        is_as_sure = level == AUTOMATIC or (caller is not None and level == caller.level)
        if fresh and is_as_sure:  # what is less sure waits until all that is surer has settled
            self._run_now(node)
        elif fresh:
            self._queue(node)
        if caller is not None and not note:
            self._note_end(caller, node, op)

    def _note_end(self, caller: Node, node: Node, op: int) -> None:
        """Whether a call comes back: not from code that waits for something that never comes, nor from a function that
        throws. (A library that is handed a lambda may catch what that throws.)"""
        if node.is_stuck:
            self.heap.read(node.end_key, caller)
        called = caller.body.ops[op]
        is_own = node.home is None or (called.kind == facts.CALL and (called.slot != NONE or called.name == "invoke"))
        if node.is_stuck and (node.waits or is_own):
            caller.stops |= 1 << op
            if not node.waits:
                caller.thrown |= 1 << op
        else:
            caller.goes_on |= 1 << op

    # Objects

    def instance(
        self,
        cls: SourceClass,
        outer: Instance | None = None,
        home: Node | None = None,
        exact: bool = True,
        made_of: tuple[Value | None, ...] = (),
    ) -> Instance:
        """The object of a class in a surrounding."""
        if (outer is not None and outer.depth > DEEPEST * 2) or (home is not None and home.depth > DEEPEST * 2):
            outer, home = None, None
        if made_of:
            made_of = self._contexts.of_object(cls, made_of)
        key = (cls.name, outer, home, exact, made_of)
        found = self.instances.get(key)
        if found is None:
            found = self.instances[key] = Instance(cls, outer, home, exact, made_of)
        return found

    # Variables

    def local_key(self, node: Node, slot: int) -> Key:
        """The key of a variable: it belongs to the outermost invocation around that declares it; parameters of
        constructors belong to the object, whose initialisers read them too."""
        found = node.keys.get(slot)
        if found is None:
            found = node.keys[slot] = self._local_key(node, slot)
        return found

    def _local_key(self, node: Node, slot: int) -> Key:
        number = node.file.base + slot
        owner = node
        current: Node | None = node
        while current is not None:
            if current.file is node.file:
                if slot in self.tables.constructor_slots(current.cls):
                    return ("local", number, current.this)
                if slot in self.tables.declared_slots(current.file, current.body_index):
                    owner = current
            this = current.this
            current = current.home if current.home is not None else (this.home if this is not None else None)
        instance = node.this.outer if node.this is not None else None
        while owner is node and instance is not None:  # an inner class reads what its outer was constructed with
            if instance.cls.file is node.file and slot in self.tables.constructor_slots(instance.cls):
                return ("local", number, instance)
            instance = instance.outer
        return ("local", number, owner.number)

    def is_assigned(self, node: Node, slot: int) -> bool:
        """Whether code around an invocation assigns a variable: without a value yet, nothing has arrived."""
        current: Node | None = node
        while current is not None:
            if current.file is node.file and slot in self.tables.declared_slots(current.file, current.body_index):
                return True
            this = current.this
            current = current.home if current.home is not None else (this.home if this is not None else None)
        return False

    def read_local(self, node: Node, slot: int, position: int) -> Values | None:
        """The values of a variable that the operation at a position sees, None if nothing was written yet."""
        key = self.local_key(node, slot)
        seen = node.definitions.reads.get(position)
        if seen is None:
            return self.read(node, key)
        found = [self.read(node, (*key, store)) for store in seen]
        return join(*(values for values in found if values is not None)) or None

    def fill_local(self, node: Node, slot: int, position: int, values: Values) -> None:
        """Puts values into the container that the operation at a position reads from a variable."""
        key = self.local_key(node, slot)
        self.write(node, key, values)
        for store in node.definitions.reads.get(position, ()):
            self.write(node, (*key, store), values)
