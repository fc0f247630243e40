"""A type while its members are walked, and the initialiser that its parts share."""

from __future__ import annotations

from dataclasses import dataclass, field

from privlint.frontend import facts
from privlint.frontend.builder import BodyBuilder
from privlint.frontend.facts import NONE, Field, Method
from privlint.frontend.kotlin.chains import add_arguments, complete_names
from privlint.frontend.kotlin.context import ALIVE, Context
from privlint.frontend.kotlin.syntax import Syntax


@dataclass
class TypeScope:
    """A type under construction, while its members are walked."""

    index: int
    name: str
    kind: str
    is_local: bool  # its members see the locals around it
    fields: list[Field] = field(default_factory=list)
    methods: list[Method] = field(default_factory=list)
    initializer: BodyBuilder | None = None
    static_initializer: BodyBuilder | None = None
    constructor_slots: dict[str, int] = field(default_factory=dict)

    @property
    def is_facade(self) -> bool:
        """Whether members are those of the file itself."""
        return self.kind == "facade"


def enter_initializer(ctx: Context, scope: TypeScope, is_static: bool = False) -> BodyBuilder:
    """Makes the initialiser of the type the current body, with the constructor's parameters visible. End it with
    `leave_initializer`."""
    if is_static:
        scope.static_initializer = body = scope.static_initializer or ctx.file.start_body()
    else:
        scope.initializer = body = scope.initializer or ctx.file.start_body()
    ctx.body = body
    ctx.leaving = ALIVE
    ctx.file.open_scope({} if is_static else dict(scope.constructor_slots))
    return body


def leave_initializer(ctx: Context) -> None:
    """Ends `enter_initializer`; what the code before has ruled out does not guard the next initialiser."""
    ctx.file.close_scope()
    ctx.body.guard = NONE
    ctx.leaving = ALIVE


def add_constructor_call(ctx: Context, arguments: Syntax, receiver: int, span: tuple[int, int, int, int]) -> None:
    """`this(...)` or `super(...)`."""
    args: list[int] = []
    names: list[str] = []
    add_arguments(ctx, arguments, args, names)
    arg_names = complete_names(args, names)
    ctx.body.add(facts.CALL, span, name="<init>", receiver=receiver, args=tuple(args), arg_names=arg_names)
