"""The syntax tree of Gradle scripts, the same for the Groovy and the Kotlin DSL.

A call such as `id 'x' version '1'` or `id("x") version "1"` is a :class:`Chain` of segments, so a reader asks for names
and arguments and never for the language. Positions are 1-based.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec


class Text(msgspec.Struct, gc=False, frozen=True):
    """A string: literal pieces and the expressions between them."""

    parts: tuple[str | Expr, ...]
    line: int
    column: int


class Literal(msgspec.Struct, gc=False, frozen=True):
    """A number, `true`, `false` or `null`, as written."""

    value: str
    line: int
    column: int


class Argument(msgspec.Struct, gc=False, frozen=True):
    """An argument; `name` is "" unless the source names it (`group: 'x'`, `group = "x"`)."""

    name: str
    value: Expr


class Segment(msgspec.Struct, gc=False, frozen=True):
    """One link of a chain: a name with what was passed to it. The name of an index access is "[]"."""

    name: str
    arguments: tuple[Argument, ...] | None  # None: not called
    block: Block | None
    line: int
    column: int
    types: tuple[str, ...] = ()  # names in its type arguments


class Chain(msgspec.Struct, gc=False, frozen=True):
    """`a.b("x").c { }`. `head` is set when the chain starts with something that is no name: `["a"].each { }`."""

    head: Expr | None
    segments: tuple[Segment, ...]
    line: int
    column: int


class Collection(msgspec.Struct, gc=False, frozen=True):
    """`[a, b]` or `[k: v]`: with keys it is a map."""

    items: tuple[Argument, ...]
    keys: tuple[Expr, ...]  # map: one key for each item; else empty
    is_map: bool
    line: int
    column: int


class Operation(msgspec.Struct, gc=False, frozen=True):
    """Operands joined by binary operators, flat and without precedence."""

    operators: tuple[str, ...]
    operands: tuple[Expr, ...]
    line: int
    column: int

    @property
    def is_cut_off(self) -> bool:
        """Whether what stands behind the last operator was not understood: nobody knows the value then."""
        return self.operators[0] != "!" and len(self.operands) <= len(self.operators)


class Block(msgspec.Struct, gc=False, frozen=True):
    """`{ … }`, or a whole script."""

    parameters: tuple[str, ...]
    statements: tuple[Statement, ...]
    line: int
    column: int


class Assignment(msgspec.Struct, gc=False, frozen=True):
    """`target = value`, also `+=`, `<<` and `by`."""

    target: Chain
    operator: str
    value: Expr
    is_declaration: bool  # `def`, `val`, a typed Groovy local
    line: int
    column: int


class Control(msgspec.Struct, gc=False, frozen=True):
    """A statement that contains others: `if`, `for`, `object`, `fun` …; `name` is what it declares or binds."""

    keyword: str
    name: str
    subject: Expr | None  # condition, iterated value
    blocks: tuple[Block, ...]
    line: int
    column: int
    parameters: tuple[Parameter, ...] = ()  # of a function


class Parameter(msgspec.Struct, gc=False, frozen=True):
    """A parameter of a function, with its default if it has one."""

    name: str
    default: Expr | None


Expr: TypeAlias = "Text | Literal | Chain | Collection | Operation | Block"
Statement: TypeAlias = "Assignment | Control | Text | Literal | Chain | Collection | Operation | Block"


class Fault(msgspec.Struct, gc=False, frozen=True):
    """Something in a script that is not well formed."""

    line: int
    reason: str
