"""A call of a library, and what the tables say of it."""

from __future__ import annotations

import msgspec

from privlint.consent.activation import Activation
from privlint.consent.values import Values
from privlint.frontend.facts import Op
from privlint.knowledge.callbacks import Callback
from privlint.knowledge.model import ComponentStart, Route, Site


class LibraryCall:
    """A call that no code of the program answers. `owners` are the library types it may belong to, nearest first;
    empty: nothing is known of the receiver."""

    __slots__ = ("activation", "arguments", "given", "level", "member", "op", "owners", "position", "receiver")

    def __init__(
        self, activation: Activation, position: int, op: Op, member: str, owners: tuple[str, ...], receiver: Values
    ) -> None:
        self.activation = activation
        self.position = position
        self.op = op
        self.member = member
        self.owners = owners
        self.receiver = receiver
        self.arguments: list[Values] = activation.arguments(op)
        self.level: int | None = None  # when the code it is given runs, if that is not for its rules to say
        self.given: Values | None = None  # a component that the call gives, or its name if a read will make it

    @property
    def whole_receiver(self) -> Values:
        """The receiver with what it holds."""
        return self.activation.of(self.op.receiver) or self.receiver


class Plan(msgspec.Struct, gc=False, frozen=True):
    """What the tables say of a member of certain types, looked up once: nearly all calls need nothing but the type."""

    sites: tuple[Site, ...]
    callbacks: tuple[Callback, ...]
    starts: tuple[ComponentStart, ...]
    routes: tuple[Route, ...]
    is_stored: bool  # may read or write stored state
    predicate: Values | None
    type: str
    is_ordinary: bool  # none of the above, and no member with a meaning of its own
