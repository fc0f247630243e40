"""The state of one walk over a Java syntax tree, and what every part of the walk needs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar

from tree_sitter import Node

from privlint.frontend import facts
from privlint.frontend.builder import BodyBuilder, FileBuilder, Span
from privlint.frontend.facts import NONE, Lost, Op
from privlint.frontend.java import syntax

#: Nesting of expressions, statements and types. A level costs up to four Python frames, of the thousand there are.
MAX_DEPTH = 120
TOO_DEEP = "nested too deeply"


class Target:
    """A statement that `break`, `continue` or `yield` can leave: a loop, a switch, or one with a `label`."""

    __slots__ = ("breaks", "continued", "is_switch", "label")

    def __init__(self, label: str | None = None, is_switch: bool = False) -> None:
        self.label = label
        self.is_switch = is_switch
        self.breaks: list[int] = []  # the guards of what leaves it by `break`
        self.continued = False


def decode(latin: str) -> str:
    """The text of source bytes that stand as one character each."""
    return latin.encode("latin-1").decode("utf-8", "replace")


#: What `enter_body` keeps of the code around a body.
Outside = tuple[BodyBuilder, list[Target], list[list[int]]]


class Walker(ABC):
    """Base of the parts of the extractor: expressions, switches, statements and declarations build on each other."""

    #: Handlers by node type. Expressions give the operation that holds their value.
    expressions: ClassVar[dict[str, Callable[[Any, Node], int]]] = {}
    #: Statements tell whether control never reaches what follows.
    statements: ClassVar[dict[str, Callable[[Any, Node], bool]]] = {}
    #: Declarations, and all else that stands outside of bodies.
    members: ClassVar[dict[str, Callable[[Any, Node], None]]] = {}

    def __init__(self, source: bytes, is_outline: bool) -> None:
        #: One character a byte, so that nodes can be sliced without a copy of bytes in between.
        self.latin = source.decode("latin-1")
        self.file = FileBuilder("java", is_outline)
        #: The body under construction; set by `enter_body` before any code is walked.
        self.body = BodyBuilder(NONE)
        self.depth = 0
        self.targets: list[Target] = []
        #: For each open switch of this body, the values its arms give.
        self.yields: list[list[int]] = []

    @abstractmethod
    def expression(self, node: Node) -> int:
        """Adds the operations of an expression and returns the one that holds its value."""

    @abstractmethod
    def statement(self, node: Node) -> bool:
        """Adds the operations of a statement; True if control never reaches what follows."""

    @abstractmethod
    def run(self, nodes: list[Node]) -> bool:
        """Statements in a row, as `statement`."""

    @abstractmethod
    def switch(self, node: Node) -> tuple[list[int], bool]:
        """Adds a switch; the values its arms give, and whether control never reaches what follows."""

    @abstractmethod
    def parameters(self, node: Node | None) -> bool:
        """Declares formal parameters in the current body; True if the last one is variadic."""

    @abstractmethod
    def anonymous_type(self, index: int, node: Node, supertype: str) -> None:
        """Adds the type of reserved number `index` whose class body is `node`."""

    @abstractmethod
    def torn_members(self, node: Node) -> None:
        """Declares the members that a syntax error has put inside of code."""

    @abstractmethod
    def recover(self, node: Node) -> list[int]:
        """Walks what was parsed inside an ERROR node; the values of the expressions among it."""

    def text(self, node: Node) -> str:
        """The source of a node."""
        text = self.latin[node.start_byte : node.end_byte]
        return text if text.isascii() else decode(text)

    def name(self, node: Node | None) -> str:
        """The text of an identifier; "" where the source has none."""
        if node is None:
            return ""
        text = self.latin[node.start_byte : node.end_byte]
        return text if text.isascii() else decode(text)

    def type_text(self, node: Node | None, dimensions: Node | None = None) -> str:
        """A type as written; `dimensions` are those after the name of what is declared with it."""
        if node is None:
            return ""
        text = syntax.normalise_type(self.text(node))
        return text if dimensions is None else text + "[]" * self.text(dimensions).count("[")

    def emit(
        self,
        kind: int,
        node: Node,
        name: str = "",
        receiver: int = NONE,
        args: tuple[int, ...] = (),
        type: str = "",
        slot: int = NONE,
    ) -> int:
        """Adds an operation at the position of `node`. The one place where most operations are made: kept flat."""
        row, column = node.start_point
        end_row, end_column = node.end_point
        body = self.body
        ops = body.ops
        ops.append(
            Op(kind, row + 1, column + 1, end_row + 1, end_column + 1, body.guard, name, receiver, args, type, slot)
        )
        return len(ops) - 1

    def unknown(self, node: Node, values: tuple[int, ...] = ()) -> int:
        """A value nothing is known about, except that it may be one of `values`."""
        return self.emit(facts.PHI, node, args=values)

    def too_deep(self, node: Node) -> None:
        """Notes that the code of `node` is left out."""
        self.file.lost.append(Lost(node.start_point[0] + 1, node.end_point[0] + 1, TOO_DEEP))

    def span(self, node: Node) -> Span:
        """The position of a node."""
        row, column = node.start_point
        end_row, end_column = node.end_point
        return row + 1, column + 1, end_row + 1, end_column + 1

    def enter_body(self, builder: BodyBuilder) -> Outside:
        """From here to `leave_body`, operations go to `builder`, and jumps do not leave it."""
        outside = self.body, self.targets, self.yields
        self.body, self.targets, self.yields = builder, [], []
        return outside

    def leave_body(self, outside: Outside) -> None:
        """Goes back to where `enter_body` was called."""
        self.body, self.targets, self.yields = outside
