"""Builds facts while a syntax tree is walked: bodies with operations and guards, scopes, types.

Both languages use it, so that control flow is turned into guards in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body, FileFacts, Guard, Import, Local, Lost, Op, Region, TypeDecl, encode_body

#: A syntax position: line, column, end line, end column, all 1-based, columns in bytes.
Span = tuple[int, int, int, int]


class BodyBuilder:
    """One body under construction. `guard` is the innermost guard of the operations being added; blocks save and
    restore it, so that a guard pushed by an early return lasts until the end of its block."""

    __slots__ = ("guard", "guards", "index", "ops", "params", "parent", "parent_op", "regions")

    def __init__(self, index: int, parent: int = NONE, parent_op: int = NONE) -> None:
        self.index = index
        self.parent = parent
        self.parent_op = parent_op
        self.ops: list[Op] = []
        self.guards: list[Guard] = []
        self.params: list[int] = []
        self.regions: list[Region] = []
        self.guard = NONE

    def add(
        self,
        kind: int,
        span: Span,
        name: str = "",
        receiver: int = NONE,
        args: tuple[int, ...] = (),
        type: str = "",
        slot: int = NONE,
        arg_names: tuple[str, ...] = (),
        type_args: tuple[str, ...] = (),
        safe: bool = False,
    ) -> int:
        """Appends an operation under the current guard and returns its index."""
        self.ops.append(Op(kind, *span, self.guard, name, receiver, args, type, slot, arg_names, type_args, safe))
        return len(self.ops) - 1

    def push(self, op: int, positive: bool) -> None:
        """From here to the end of the enclosing `block`, operations run only if `op` evaluates to `positive`.

        Conjunctions are split where polarity allows (`a && b` true, `a || b` false) and `!` is folded away, so that
        each guard is one atomic condition or a disjunction."""
        pending = [(op, positive)]
        while pending:
            op, positive = pending.pop()
            cond = self.ops[op]
            while cond.kind == facts.UNARY and cond.name == "!":
                op, positive = cond.receiver, not positive
                cond = self.ops[op]
            if cond.kind == facts.BINARY and cond.name == ("&&" if positive else "||"):
                pending += [(arg, positive) for arg in reversed(cond.args)]
                continue
            self.guards.append(Guard(self.guard, op, positive))
            self.guard = len(self.guards) - 1

    def push_non_null(self, op: int, positive: bool, span: Span) -> None:
        """As `push`, for the condition that `op` is not null (safe calls, elvis)."""
        null = self.add(facts.CONST, span, name="null", type="null")
        self.push(self.add(facts.BINARY, span, name="!=", args=(op, null)), positive)

    def push_end_of_loop(self, condition: int, breaks: list[int]) -> None:
        """After a loop: its condition holds no more or, where there is none or it is always true, what its one `break`
        stands behind does. `breaks` are the guards of all of them."""
        if condition != NONE and not self.is_true(condition):
            if not breaks:
                self.push(condition, False)
            return
        guard = breaks[0] if len(breaks) == 1 else NONE
        rows = []
        while guard not in (NONE, self.guard):
            rows.append(self.guards[guard])
            guard = rows[-1].parent
        for row in reversed(rows) if guard == self.guard else ():
            self.push(row.op, row.positive)

    def is_true(self, op: int) -> bool:
        """Whether an operation is the constant `true`."""
        found = self.ops[op]
        return found.kind == facts.CONST and found.name == "true" and found.type == "bool"

    def push_passed(self, call: int, span: Span) -> None:
        """As `push`, for the condition that a call that may throw gave something."""
        self.push(self.add(facts.UNARY, span, name="arrives", receiver=call, args=(call,)), True)

    def push_never(self, span: Span) -> None:
        """What follows in this block is not reached (after `return`, `throw`)."""
        self.push(self.add(facts.CONST, span, name="false", type="bool"), True)

    @contextmanager
    def block(self) -> Iterator[None]:
        """Guards pushed inside end with the block."""
        saved = self.guard
        try:
            yield
        finally:
            self.guard = saved

    @contextmanager
    def region(self, is_loop: bool = False, is_handler: bool = False) -> Iterator[None]:
        """The operations added inside are repeated, or may end half-way."""
        start = len(self.ops)
        try:
            yield
        finally:
            self.regions.append(Region(start, len(self.ops), is_loop, is_handler))

    def build(self) -> Body:
        """The finished body."""
        return Body(self.ops, self.guards, self.params, self.parent, self.parent_op, self.regions, self.guard)


class FileBuilder:
    """Facts of one file under construction: numbered bodies, slots and types, the lexical scopes of locals, and the
    code that is walked in phase two."""

    def __init__(self, language: str, is_outline: bool = False) -> None:
        self.language = language
        self.is_outline = is_outline
        self.package = ""
        self.imports: list[Import] = []
        self.types: list[TypeDecl | None] = []
        self.locals: list[Local] = []
        self.bodies: list[bytes] = []
        self.lost: list[Lost] = []
        self.repairs: tuple[str, ...] = ()
        self._scopes: list[dict[str, int]] = []
        self._postponed: dict[int, list[tuple[Callable[..., object], tuple[Any, ...]]]] = {}  # by body

    def postpone(self, body: int, work: Callable[..., object], *arguments: Any) -> None:
        """Leaves `work(*arguments)`, which adds to a body, for phase two; an outline has none."""
        if not self.is_outline:
            self._postponed.setdefault(body, []).append((work, arguments))

    def work_off(self, body: int = NONE) -> None:
        """Phase two: what was postponed for a body, or for all, in order. Nothing of it is kept: it refers to this
        builder, and nobody looks for such cycles."""
        for number in [body] if body != NONE else list(self._postponed):
            for work, arguments in self._postponed.pop(number, ()):
                work(*arguments)

    def reserve_type(self) -> int:
        """A number for a type whose declaration is set later, so that outer types come before nested ones."""
        self.types.append(None)
        return len(self.types) - 1

    def set_type(self, index: int, declaration: TypeDecl) -> None:
        """Sets the declaration of a reserved number."""
        self.types[index] = declaration

    def declared_types(self) -> list[TypeDecl]:
        """The types so far; those that are still under construction have no name."""
        return [found or TypeDecl(name="", kind="class") for found in self.types]

    def start_body(self, parent: int = NONE, parent_op: int = NONE) -> BodyBuilder:
        """A new body with the next number."""
        self.bodies.append(b"")
        return BodyBuilder(len(self.bodies) - 1, parent, parent_op)

    def finish_body(self, builder: BodyBuilder) -> int:
        """Stores a finished body and returns its number."""
        self.bodies[builder.index] = encode_body(builder.build())
        return builder.index

    def reference_code(self, outer: BodyBuilder, span: Span, names: list[str], member: str) -> int:
        """The code behind `names::member` if that is a function of a library: a call of it, whatever it is given.
        Returns the number of the body; the reference is the next operation of `outer`."""
        builder = self.start_body(outer.index, len(outer.ops))
        value = builder.add(facts.NAME, span, names[0])
        for name in names[1:]:
            value = builder.add(facts.MEMBER, span, name, value)
        call = builder.add(facts.CALL, span, member, value)
        builder.add(facts.RETURN, span, args=(call,))
        return self.finish_body(builder)

    @contextmanager
    def scope(self, hidden: tuple[str, ...] = ()) -> Iterator[None]:
        """A lexical scope. `hidden` names (fields of an anonymous or local class) are no locals inside it."""
        self._scopes.append(dict.fromkeys(hidden, NONE))
        try:
            yield
        finally:
            self._scopes.pop()

    @contextmanager
    def fresh_scopes(self) -> Iterator[None]:
        """Scopes of a member that sees no locals from outside."""
        saved, self._scopes = self._scopes, [{}]
        try:
            yield
        finally:
            self._scopes = saved

    def open_scope(self, names: dict[str, int] | None = None) -> None:
        """As `scope`, for walks where a context manager costs too much; `names` are slots visible in it again."""
        self._scopes.append({} if names is None else names)

    def close_scope(self) -> dict[str, int]:
        """Ends the scope of `open_scope` and returns its names."""
        return self._scopes.pop()

    def reveal(self, names: dict[str, int]) -> None:
        """Makes the names of a closed scope visible in the innermost one."""
        self._scopes[-1].update(names)

    def declare(self, local: Local) -> int:
        """A slot for a local that is visible in the innermost scope from now on."""
        self.locals.append(local)
        slot = len(self.locals) - 1
        if not self._scopes:
            self._scopes.append({})
        self._scopes[-1][local.name] = slot
        return slot

    def lookup(self, name: str) -> int:
        """The slot of a visible local, or NONE."""
        for scope in reversed(self._scopes):
            if name in scope:
                return scope[name]
        return NONE

    def build(self) -> FileFacts:
        """The finished facts."""
        return FileFacts(
            language=self.language,
            package=self.package,
            imports=tuple(self.imports),
            types=tuple(self.declared_types()),
            locals=tuple(self.locals),
            bodies=tuple(self.bodies),
            lost=tuple(self.lost),
            repairs=self.repairs,
            is_outline=self.is_outline,
        )
