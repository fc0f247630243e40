"""A type while its members are walked, the initialiser that its parts share, and the phase in which code is walked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from privlint.frontend import facts
from privlint.frontend.builder import BodyBuilder
from privlint.frontend.facts import NONE, Field, Method, TypeDecl
from privlint.frontend.kotlin.chains import add_arguments, complete_names
from privlint.frontend.kotlin.context import ALIVE, Context
from privlint.frontend.kotlin.syntax import Syntax


@dataclass
class TypeScope:
    """A type under construction, while its members are walked."""

    index: int
    name: str
    kind: str
    is_local: bool  # inside of code: its members see the locals around it, and are walked at once
    fields: list[Field] = field(default_factory=list)
    methods: list[Method] = field(default_factory=list)
    initializer: BodyBuilder | None = None
    static_initializer: BodyBuilder | None = None
    constructor_slots: dict[str, int] = field(default_factory=dict)
    delegates: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_facade(self) -> bool:
        """Whether members are those of the file itself."""
        return self.kind == "facade"


def walk_now_or_later(ctx: Context, scope: TypeScope, work: Callable[[], object]) -> None:
    """Does `work` on the code of a type: at once if the type stands in code itself, in phase two if not."""
    if scope.is_local:
        work()
        return
    depth = ctx.depth

    def later() -> None:
        ctx.depth, ctx.outer_type = depth, scope.index
        with ctx.file.fresh_scopes():
            work()

    ctx.file.postpone(later)


def add_member_code(
    ctx: Context, scope: TypeScope, body: BodyBuilder, walk: Callable[[], object], names: dict[str, int]
) -> None:
    """Has `walk` add operations to a body of a type, with the locals `names` visible."""

    def work() -> None:
        outer, leaving = ctx.body, ctx.leaving
        ctx.body, ctx.leaving = body, ALIVE
        ctx.file.open_scope(names)
        walk()
        ctx.file.close_scope()
        ctx.body, ctx.leaving = outer, leaving

    walk_now_or_later(ctx, scope, work)


def add_to_initializer(ctx: Context, scope: TypeScope, walk: Callable[[], object], is_static: bool = False) -> None:
    """Has `walk` add operations to the initialiser of a type, with the constructor's parameters visible."""
    if is_static:
        scope.static_initializer = body = scope.static_initializer or ctx.file.start_body()
    else:
        scope.initializer = body = scope.initializer or ctx.file.start_body()

    def work() -> None:
        walk()
        body.guard = NONE  # what code has ruled out does not guard the next initialiser

    add_member_code(ctx, scope, body, work, {} if is_static else dict(scope.constructor_slots))


def finish_initializers(ctx: Context, scope: TypeScope, declaration: TypeDecl) -> None:
    """Stores the initialisers of a type after all that is added to them."""
    initializers = [body for body in (scope.initializer, scope.static_initializer) if body is not None]
    if not initializers:
        return
    declaration.initializer = scope.initializer.index if scope.initializer is not None else NONE
    declaration.static_initializer = scope.static_initializer.index if scope.static_initializer is not None else NONE

    def work() -> None:
        for body in initializers:
            ctx.file.finish_body(body)
        declaration.delegates = tuple(scope.delegates)

    walk_now_or_later(ctx, scope, work)


def add_constructor_call(ctx: Context, arguments: Syntax, receiver: int, span: tuple[int, int, int, int]) -> None:
    """`this(...)` or `super(...)`."""
    args: list[int] = []
    names: list[str] = []
    add_arguments(ctx, arguments, args, names)
    arg_names = complete_names(args, names)
    ctx.body.add(facts.CALL, span, name="<init>", receiver=receiver, args=tuple(args), arg_names=arg_names)
