"""State of one Kotlin walk, and the tables by which syntax nodes find their handlers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from io import BytesIO
from itertools import accumulate

from privlint.frontend import facts
from privlint.frontend.builder import BodyBuilder, FileBuilder, Span
from privlint.frontend.facts import NONE, Local, Lost, Op
from privlint.frontend.kotlin.escapes import Escapes
from privlint.frontend.kotlin.parsing import Parsed
from privlint.frontend.kotlin.syntax import Syntax, kind_id

#: Expressions nested deeper than this are left out (and reported): each level takes up to eight Python frames.
MAX_DEPTH = 90

# How the code before a place leaves, so that the place is not reached.
ALIVE = 0
LEAVES_BLOCK = 1  # break, continue, return@label: a surrounding inline lambda goes on
LEAVES_FUNCTION = 2  # return, throw, a function that never returns

#: In a scope: an `it` that nobody has read yet.
_PENDING = -2

Handler = Callable[["Context", Syntax], int]


class Context:
    """One file being walked: its text, the facts under construction, and the body that operations are added to."""

    __slots__ = (
        "_implicit",
        "_line",
        "_line_start",
        "_next_line_start",
        "_starts",
        "body",
        "call_exit",
        "depth",
        "escapes",
        "file",
        "lambda_exit",
        "lambda_stays",
        "leaving",
        "loops",
        "outer_type",
        "parsed",
        "source",
    )

    def __init__(self, parsed: Parsed, is_outline: bool) -> None:
        self.parsed = parsed
        self.source = parsed.source
        self.file = FileBuilder("kotlin", is_outline)
        self.body = BodyBuilder(NONE)
        self.outer_type = NONE
        self.leaving = ALIVE  # whether the statements before have left the current block
        self.lambda_exit = ALIVE  # how the lambda that was walked last ends
        self.lambda_stays = NONE  # the variable that tells whether the lambda that was walked last came to its end
        self.escapes = Escapes()
        #: The loops around, with the bodies they stand in and the guards of what leaves them by `break`.
        self.loops: list[tuple[BodyBuilder, list[int]]] = []
        self.call_exit = False  # whether the lambda of the call that was walked last leaves the function
        self.depth = 0
        self.file.lost = list(parsed.lost)
        self._implicit: list[tuple[dict[str, int], BodyBuilder]] = []  # lambdas that may turn out to have an `it`
        self._starts = list(accumulate(map(len, BytesIO(parsed.source)), initial=0))  # first byte of each line
        if parsed.source and not parsed.source.endswith(b"\n"):
            self._starts.pop()  # the end of the text starts no line
        self._line = 1
        self._line_start = 0
        self._next_line_start = 0

    def add(
        self,
        kind: int,
        start: int,
        end: int,
        name: str = "",
        receiver: int = NONE,
        args: tuple[int, ...] = (),
        type: str = "",
        slot: int = NONE,
        arg_names: tuple[str, ...] = (),
        type_args: tuple[str, ...] = (),
        safe: bool = False,
    ) -> int:
        """Adds an operation for a range of bytes to the current body; returns its index. This is the hottest function
        of the walk, so it does the work of `span` and of the body's own `add`."""
        line_start = self._line_start
        if line_start <= start and end < self._next_line_start:
            line = end_line = self._line
            end_column = end - line_start + 1
        else:
            line, end_line, end_column = self._find_line(start, end)
            line_start = self._line_start
        body = self.body
        ops = body.ops
        ops.append(
            Op(
                kind,
                line,
                start - line_start + 1,
                end_line,
                end_column,
                body.guard,
                name,
                receiver,
                args,
                type,
                slot,
                arg_names,
                type_args,
                safe,
            )
        )
        return len(ops) - 1

    def _find_line(self, start: int, end: int) -> tuple[int, int, int]:
        """Line, end line and end column of a range; the next operation is probably on the same line."""
        starts = self._starts
        self._line = line = bisect_right(starts, start)
        self._line_start = starts[line - 1]
        self._next_line_start = starts[line] if line < len(starts) else len(self.source) + 1
        end_line = line if end < self._next_line_start else bisect_right(starts, end, line)
        return line, end_line, end - starts[end_line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The position of a range of bytes."""
        starts = self._starts
        line = bisect_right(starts, start)
        end_line = bisect_right(starts, end, line - 1)
        return line, start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1

    def node_span(self, node: Syntax) -> Span:
        """The position of a node."""
        return self.span(node.start_byte, node.end_byte)

    def place(self, node: Syntax) -> tuple[int, int]:
        """Line and column of the start of a node."""
        start = node.start_byte
        line = bisect_right(self._starts, start)
        return line, start - self._starts[line - 1] + 1

    def line(self, offset: int) -> int:
        """The line of a byte."""
        return bisect_right(self._starts, offset)

    def text(self, node: Syntax) -> str:
        """The source text of a node."""
        return self.source[node.start_byte : node.end_byte].decode()

    def name(self, node: Syntax) -> str:
        """The text of an identifier, without backticks."""
        text = self.source[node.start_byte : node.end_byte]
        if text[:1] == b"`":
            text = text.strip(b"`")
        return text.decode()

    def lookup(self, name: str) -> int:
        """The slot of a visible local, or NONE. An implicit `it` gets its slot when it is first read."""
        slot = self.file.lookup(name)
        return slot if slot >= NONE else self.declare_it(name)

    def declare_it(self, name: str) -> int:
        """A slot for the implicit `it` of the innermost lambda."""
        names, body = self._implicit[-1]
        self.file.locals.append(Local(name, is_parameter=True))
        names[name] = slot = len(self.file.locals) - 1
        body.params.append(slot)
        return slot

    def open_implicit(self, body: BodyBuilder) -> None:
        """Opens the scope of a lambda without parameters, in which `it` may be read."""
        names = {"it": _PENDING}
        self.file.open_scope(names)
        self._implicit.append((names, body))

    def close_implicit(self) -> None:
        """Ends `open_implicit`."""
        self.file.close_scope()
        self._implicit.pop()

    def note_break(self, is_labeled: bool = False) -> None:
        """A `break`: with a label it may be of any loop around it, and in a lambda its guard says nothing outside; such
        a one counts twice, as if there were others."""
        for body, breaks in self.loops if is_labeled else self.loops[-1:]:
            breaks += [self.body.guard] * (2 if is_labeled or body is not self.body else 1)

    def leave(self, how: int, span: Span) -> None:
        """What follows in this block is not reached."""
        if how > self.leaving:
            self.leaving = how
        self.body.push_never(span)

    def non_null(self, op: int, start: int, end: int) -> int:
        """The condition that `op` is not null, for `push`."""
        null = self.add(facts.CONST, start, end, "null", type="null")
        return self.add(facts.BINARY, start, end, "!=", args=(op, null))


#: Handlers of nodes whose value is used, by kind of node. They return the operation that holds the value, or NONE.
_EVALUATE: dict[int, Handler] = {}
#: Handlers of nodes whose value is not used.
_EXECUTE: dict[int, Handler] = {}


def expression(*types: str) -> Callable[[Handler], Handler]:
    """Registers the handler of expressions of these node types."""

    def register(handler: Handler) -> Handler:
        for kind in map(kind_id, types):
            _EVALUATE[kind] = handler
            _EXECUTE.setdefault(kind, handler)
        return handler

    return register


def statement(*types: str) -> Callable[[Handler], Handler]:
    """Registers the handler of statements of these node types. An expression can have one of its own for the case that
    nobody uses its value."""

    def register(handler: Handler) -> Handler:
        for kind in map(kind_id, types):
            _EXECUTE[kind] = handler
            _EVALUATE.setdefault(kind, handler)
        return handler

    return register


def evaluate(ctx: Context, node: Syntax) -> int:
    """Walks an expression whose value is used; returns its operation, or NONE where it has no value."""
    depth = ctx.depth
    if depth >= MAX_DEPTH:
        return leave_out(ctx, node)
    ctx.depth = depth + 1
    value = _EVALUATE.get(node.kind_id, _unknown)(ctx, node)
    ctx.depth = depth
    return value


def execute(ctx: Context, node: Syntax) -> None:
    """Walks a statement."""
    depth = ctx.depth
    if depth >= MAX_DEPTH:
        leave_out(ctx, node)
        return
    ctx.depth = depth + 1
    _EXECUTE.get(node.kind_id, _unknown)(ctx, node)
    ctx.depth = depth


def execute_all(ctx: Context, nodes: list[Syntax]) -> None:
    """Walks statements in order."""
    for node in nodes:
        execute(ctx, node)


def last_value(ctx: Context, nodes: list[Syntax]) -> int:
    """Walks statements in order; returns the value of the last, or NONE."""
    if not nodes:
        return NONE
    for node in nodes[:-1]:
        execute(ctx, node)
    return evaluate(ctx, nodes[-1])


def _unknown(ctx: Context, node: Syntax) -> int:
    """Broken or unexpected syntax: whatever is whole inside it still counts."""
    for child in node.named_children:
        execute(ctx, child)
    return NONE


def leave_out(ctx: Context, node: Syntax) -> int:
    """Reports a node that is nested too deeply to be walked; it has no value."""
    if node.named_children:
        ctx.file.lost.append(Lost(ctx.line(node.start_byte), ctx.line(node.end_byte), "nested too deeply"))
    return NONE


@statement("line_comment", "block_comment", "label", "modifiers", "annotation", "type_alias", "import")
def _nothing(ctx: Context, node: Syntax) -> int:
    return NONE
