"""Code that is handed to functions which no rule names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from privlint.consent.graph import UNKNOWN, USER
from privlint.consent.steps import level_of
from privlint.consent.values import Function, Instance, Reference, Unknown
from privlint.frontend import facts
from privlint.knowledge.callbacks import Callback, CallbackType
from privlint.program.names import erased

if TYPE_CHECKING:
    from privlint.consent.callbacks import Callbacks
    from privlint.consent.libraryplans import LibraryCall

#: How functions begin that take away what they are given, and do not run it.
TAKING_AWAY: Final = ("unregister", "remove", "cancel", "detach", "unsubscribe", "abandon", "unbind", "disconnect")
#: Functions that are handed a listener, and methods of listeners: after `on`, what they wait for.
_SLOT: Final = re.compile(r"(?:(?:set|add|with|register)?On|on)([A-Z]\w*?)(?:Listener|Callback|Handler|Action)?")
_UNPLACED: Final = Callback(members=(), trigger="unknown")
_CONTENT: Final = msgspec.structs.replace(_UNPLACED, trigger="automatic")


class Unlisted:
    """Guesses by types and names whether such code runs."""

    def __init__(self, callbacks: Callbacks) -> None:
        self.callbacks = callbacks

    def is_held(self, call: LibraryCall) -> bool:
        """Whether a call makes an object that keeps what it is given. What looks like a constructor may well be a
        function where nobody knows a class of the name (`Notice(title = { … }) { … }`)."""
        if call.member != "<init>":
            return False
        is_class = not call.owners or self.callbacks.tables.index.has(erased(call.owners[0]))
        return call.op.kind != facts.CALL or is_class

    def run(self, call: LibraryCall, is_held: bool = False) -> None:
        """Runs code by what its type says, else at an unknown time; not what a call takes away (`removeListener(it)`).
        `is_held`: an object is made that keeps the code, but for listeners of its own library."""
        if call.member.startswith(TAKING_AWAY):
            return
        taken: set[int] = set()
        if not is_held:
            self.callbacks.run_named(call, taken)
        arguments = call.arguments
        this = call.activation.node.this
        for position, values in enumerate(arguments):
            if position in taken:
                continue
            for value in values:
                if isinstance(value, Instance):
                    if (value is not this and not is_held) or self._is_listener(call, position, value):
                        self.by_type(call, value)
                elif not is_held and isinstance(value, (Function, Reference)):
                    is_content = position == len(arguments) - 1 and not any(isinstance(v, Unknown) for v in values)
                    self.callbacks.run_value(call, self._guess(call, is_content), value)

    def _is_listener(self, call: LibraryCall, position: int, value: Instance) -> bool:
        """Whether an object listens to the library that it is handed to. A screen that comes first is the context:
        `new Ad(this, id, this)`."""
        is_context = position == 0 and value is call.activation.node.this
        return not is_context and self.callbacks.methods.listens_to(value, call.owners)

    def _guess(self, call: LibraryCall, is_content: bool) -> Callback:
        """A capitalised function with a lambda at its end builds a piece of the screen on the spot, in a file that
        composes screens (`Migration { … }` is something else). An object that holds a lambda is none:
        `Text(Modifier.onShake { … })`."""
        row = self._of_user(call.member)
        if row is not None:
            return row
        is_piece = call.member[:1].isupper() or call.member == "<init>"
        is_drawn = is_piece and is_content and self.callbacks.tables.draws(call.activation.node.file)
        return _CONTENT if is_drawn else _UNPLACED

    def by_type(self, call: LibraryCall, value: Instance) -> None:
        """Runs an object by the callback types it implements."""
        rows: list[CallbackType] = []
        settings = self.callbacks.engine.interpreter.switches.handed(call)
        methods = self.callbacks.methods
        for name in methods.types(value):
            for row in self.callbacks.tables.callback_types.get(name, ()):
                rows.append(row)
                members = self.callbacks.tables.index.abstract_or_callback_methods(name)
                names = row.methods or tuple(
                    m for m in self.callbacks.methods.overridden(value) if not members or m in members
                )
                self.callbacks.run_methods(call, value, names, level_of(row.trigger, row.role), settings)
        if not rows and value.cls.is_anonymous and self.callbacks.tables.lifecycle(value.cls) is None:
            is_of_user = self._of_user(call.member) is not None
            for name in methods.overridden(value):
                level = USER if is_of_user or self._of_user(name) is not None else UNKNOWN
                self.callbacks.run_methods(call, value, (name,), level, settings)

    def _of_user(self, name: str) -> Callback | None:
        """The rule for what the user does, where a function is named after that: `withOnItemClickListener`."""
        found = _SLOT.fullmatch(name)
        row = self.callbacks.tables.named_callback(f"on{found[1]}") if found is not None else None
        return row if row is not None and row.trigger == "user" and not row.role else None
