"""A type while its members are walked, the initialiser that its parts share, and the phase in which code is walked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

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


def add_member_code(
    ctx: Context,
    scope: TypeScope,
    body: BodyBuilder,
    names: dict[str, int],
    walk: Callable[..., object],
    *arguments: Any,
) -> None:
    """Has `walk(ctx, *arguments)` add operations to a body of a type, with the locals `names` visible: at once if the
    type stands in code itself, in phase two if not."""
    if scope.is_local:
        _walk_code(ctx, body, names, walk, arguments)
    else:
        ctx.file.postpone(body.index, _walk_later, ctx, scope, ctx.depth, body, names, walk, arguments)


def _walk_later(
    ctx: Context,
    scope: TypeScope,
    depth: int,
    body: BodyBuilder,
    names: dict[str, int],
    walk: Callable[..., object],
    arguments: tuple[Any, ...],
) -> None:
    ctx.depth, ctx.outer_type = depth, scope.index
    with ctx.file.fresh_scopes():
        _walk_code(ctx, body, names, walk, arguments)


def _walk_code(
    ctx: Context, body: BodyBuilder, names: dict[str, int], walk: Callable[..., object], arguments: tuple[Any, ...]
) -> None:
    outer, leaving = ctx.body, ctx.leaving
    ctx.body, ctx.leaving = body, ALIVE
    ctx.file.open_scope(names)
    walk(ctx, *arguments)
    ctx.file.close_scope()
    body.guard = NONE  # what code has ruled out does not guard the next initialiser
    ctx.body, ctx.leaving = outer, leaving


def add_to_initializer(
    ctx: Context, scope: TypeScope, is_static: bool, walk: Callable[..., object], *arguments: Any
) -> None:
    """As `add_member_code`, for the initialiser of a type; the constructor's parameters are visible in it."""
    if is_static:
        scope.static_initializer = body = scope.static_initializer or ctx.file.start_body()
    else:
        scope.initializer = body = scope.initializer or ctx.file.start_body()
    names = {} if is_static else dict(scope.constructor_slots)
    add_member_code(ctx, scope, body, names, walk, *arguments)


def finish_initializers(ctx: Context, scope: TypeScope, declaration: TypeDecl) -> None:
    """Stores the initialisers of a type after all that is added to them."""
    for body in (scope.initializer, scope.static_initializer):
        if body is None:
            continue
        if body is scope.initializer:
            declaration.initializer = body.index
        else:
            declaration.static_initializer = body.index
        if scope.is_local:
            _finish(ctx, scope, body, declaration)
        else:
            ctx.file.postpone(body.index, _finish, ctx, scope, body, declaration)


def _finish(ctx: Context, scope: TypeScope, body: BodyBuilder, declaration: TypeDecl) -> None:
    ctx.file.finish_body(body)
    declaration.delegates = tuple(scope.delegates)


def add_constructor_call(ctx: Context, arguments: Syntax, receiver: int, span: tuple[int, int, int, int]) -> None:
    """`this(...)` or `super(...)`."""
    args: list[int] = []
    names: list[str] = []
    add_arguments(ctx, arguments, args, names)
    arg_names = complete_names(args, names)
    ctx.body.add(facts.CALL, span, name="<init>", receiver=receiver, args=tuple(args), arg_names=arg_names)
