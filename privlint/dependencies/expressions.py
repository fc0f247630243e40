"""Expressions of Gradle scripts: strings, chains of calls, lists and maps."""

from __future__ import annotations

from privlint.dependencies.lexer import END, NAME, NEWLINE, NUMBER, OPERATOR, STRING, Hole, Token
from privlint.dependencies.stream import MAX_DEPTH, TokenStream
from privlint.dependencies.syntax import (
    Argument,
    Block,
    Chain,
    Collection,
    Expr,
    Literal,
    Operation,
    Segment,
    Text,
)

_OPERATORS = frozenset("+ - * / % == != === !== < > <= >= && || ?: ? : .. =~ ->".split())
_WORD_OPERATORS = frozenset("to in as is until downTo step instanceof".split())
#: What an expression inside a string costs of the depth: each is read again from its beginning.
_HOLE_DEPTH = 5
#: Tokens of type arguments that are looked at.
_MAX_TYPES = 30
_LITERALS = frozenset(("true", "false", "null"))


class ExpressionParser(TokenStream):
    """Reads expressions. Where brackets are open, line breaks mean nothing."""

    def block(self) -> Block:
        """`{ … }` with the brace as the next token."""
        raise NotImplementedError

    def command(self) -> Expr | None:
        """An expression at statement level, where arguments may follow without brackets: `id 'x' version '1'`."""
        value = self.expression(is_bracketed=False)
        if isinstance(value, Text) and self.peek().kind in (NAME, STRING) and self.peek(-1).kind == STRING:
            # `"freeImplementation" project(":x")`: a configuration that has no name in the script.
            name = "".join(part for part in value.parts if isinstance(part, str))
            value = Chain(None, (Segment(name, None, None, value.line, value.column),), value.line, value.column)
        while isinstance(value, Chain) and value.segments and self.command_argument_follows(value):
            value = self.with_command_arguments(value)
        return value

    def command_argument_follows(self, chain: Chain) -> bool:
        """Whether the next token, on the same line, is an argument and not an operator."""
        token = self.peek()
        last = chain.segments[-1]
        if last.arguments is not None or last.block is not None:
            return token.kind == NAME and token.text not in _WORD_OPERATORS and token.text != "else"
        if token.kind in (STRING, NUMBER):
            return True
        if token.kind == NAME:
            return token.text not in _WORD_OPERATORS and token.text not in ("by", "else")
        return token.text == "[" and last.name != "[]"

    def with_command_arguments(self, chain: Chain) -> Chain:
        """The chain with its arguments; a name behind a finished call is the next link (`… version '1'`)."""
        segments, last = chain.segments[:-1], chain.segments[-1]
        if last.arguments is not None or last.block is not None:
            segments = chain.segments
            line, column = self.position()
            last = Segment(self.peek().text, None, None, line, column)
            self.index += 1
            if not self.starts_value():
                last = Segment(last.name, (), None, line, column)
                return Chain(chain.head, (*segments, last), chain.line, chain.column)
        arguments = self.arguments("", is_bracketed=False)
        block = self.block() if self.at("{") else None
        last = Segment(last.name, arguments, block, last.line, last.column)
        return Chain(chain.head, (*segments, last), chain.line, chain.column)

    def starts_value(self) -> bool:
        """Whether the next token can start an argument without brackets."""
        token = self.peek()
        return token.kind in (STRING, NUMBER, NAME) or token.text == "["

    def arguments(self, closer: str, *, is_bracketed: bool) -> tuple[Argument, ...]:
        """Arguments up to the closer, or to the end of the line when there is none."""
        result: list[Argument] = []
        while True:
            if is_bracketed:
                self.skip_newlines()
            token = self.peek()
            if token.kind == END or token.kind == OPERATOR and token.text in (closer, "}", ")", "]"):
                return tuple(result)
            before = self.index
            argument = self.argument(is_bracketed)
            if argument is not None:
                result.append(argument)
            if is_bracketed:
                self.skip_newlines()
            if self.accept(","):
                self.skip_newlines()
            elif not is_bracketed:
                return tuple(result)
            elif self.index == before:
                self.skip_one()

    def argument(self, is_bracketed: bool) -> Argument | None:
        """One argument: `value`, `name: value`, `name = value`, `*value`."""
        name = ""
        token, after = self.peek(), self.peek(1)
        if token.kind in (NAME, STRING) and after.text in (":", "=") and after.kind == OPERATOR:
            name = token.text or "".join(part for part in token.parts if isinstance(part, str))
            self.index += 2
            self.skip_newlines()
        while self.peek().text in ("*", "&", "@") and self.peek().kind == OPERATOR:
            self.index += 1
        value = self.block() if self.at("{") else self.expression(is_bracketed)
        return Argument(name, value) if value is not None else None

    def bracketed(self) -> Expr | None:
        """An expression between brackets that are already open."""
        self.skip_newlines()
        value = self.expression(is_bracketed=True)
        self.skip_newlines()
        return value

    def close(self, closer: str, line: int) -> None:
        """Steps over the closing bracket, and over what we do not understand in front of it."""
        while not self.at(closer):
            token = self.peek()
            if token.kind == END or token.text == "}" and token.kind == OPERATOR or self.starts_block_on_new_line():
                self.fault(line, f"'{closer}' is missing")
                return
            self.skip_one()
        self.index += 1

    def starts_block_on_new_line(self) -> bool:
        """Whether `name {` begins a line: where a bracket should have been closed, the next statement."""
        before, token, after = self.peek(-1), self.peek(), self.peek(1)
        return before.kind == NEWLINE and token.kind == NAME and after.text == "{" and after.kind == OPERATOR

    def expression(self, is_bracketed: bool) -> Expr | None:
        """Operands and the operators between them."""
        line, column = self.position()
        if self.depth >= MAX_DEPTH:
            self.fault(line, "nested too deeply")
            self.skip_one()
            return None
        self.depth += 1
        operands: list[Expr] = []
        operators: list[str] = []
        while True:
            operand = self.operand(is_bracketed)
            if operand is None:
                break
            operands.append(operand)
            operator = self.operator(is_bracketed)
            if not operator:
                break
            operators.append(operator)
        self.depth -= 1
        if not operands:
            return None
        if not operators:
            return operands[0]
        return Operation(tuple(operators), tuple(operands), line, column)

    def operator(self, is_bracketed: bool) -> str:
        """The binary operator that follows, stepped over with the line breaks behind it; "" for none."""
        ahead = 0
        while is_bracketed and self.peek(ahead).kind == NEWLINE:
            ahead += 1
        token = self.peek(ahead)
        if token.kind == OPERATOR and token.text in _OPERATORS or token.kind == NAME and token.text in _WORD_OPERATORS:
            self.index += ahead + 1
            self.skip_newlines()
            return token.text
        return ""

    def operand(self, is_bracketed: bool) -> Expr | None:
        """A value with everything that hangs on it by dots, brackets and blocks."""
        line, column = self.position()
        if self.at("!"):
            self.index += 1
            value = self.operand(is_bracketed) if self.peek(-1).start + 1 == self.peek().start else None
            return value and Operation(("!",), (value,), line, column)
        while self.peek().text in ("-", "+", "~") and self.peek().kind == OPERATOR:
            self.index += 1
        token = self.peek()
        if token.kind == NAME and token.text == "new":
            self.index += 1
            token = self.peek()
        if token.kind == NAME and token.text not in _LITERALS:
            return self.chain(None, line, column)
        head = self.primary(token, line, column)
        if head is None:
            return None
        if isinstance(head, Text) and self.at("(") and self.peek().start == token.end:
            name = "".join(part for part in head.parts if isinstance(part, str))
            return self.chain_rest(None, [self.segment(name, line, column)], line, column)
        if self.continues():
            return self.chain(head, line, column)
        return head

    def primary(self, token: Token, line: int, column: int) -> Expr | None:
        """A string, number, list, map, bracketed expression or closure."""
        if token.kind == STRING:
            self.index += 1
            return Text(self.text_parts(token), line, column)
        if token.kind == NUMBER or token.kind == NAME:
            self.index += 1
            return Literal(token.text, line, column)
        if token.text == "[":
            return self.collection(line, column)
        if token.text == "{":
            return self.block()
        if token.text == "(":
            self.index += 1
            value = self.bracketed()
            self.close(")", line)
            return value or Literal("null", line, column)
        return None

    def text_parts(self, token: Token) -> tuple[str | Expr, ...]:
        """The parts of a string, the expressions in it parsed."""
        parts: list[str | Expr] = []
        for part in token.parts:
            if isinstance(part, str):
                parts.append(part)
            elif self.depth < MAX_DEPTH:
                parts.append(self.hole(part))
        return tuple(parts)

    def hole(self, hole: Hole) -> Expr:
        """The expression of a `${ }`."""
        inner = type(self)(self.lexer, self.lexer.tokens(hole.start, hole.end), self.depth + _HOLE_DEPTH)
        inner.accept("->")
        line, column = inner.position()
        return inner.bracketed() or Literal("null", line, column)

    def collection(self, line: int, column: int) -> Collection:
        """`[a, b]`, `[k: v]` and `[:]`."""
        self.index += 1
        items: list[Argument] = []
        keys: list[Expr] = []
        self.skip_newlines()
        is_map = self.at(":")
        is_next = True
        while not self.at("]"):
            if self.peek().kind == END or self.at("}") or items and not is_next and self.starts_block_on_new_line():
                self.fault(line, "']' is missing")
                break
            before = self.index
            key_line, key_column = self.position()
            item = self.argument(is_bracketed=True)
            if item is not None:
                items.append(item)
                if item.name:
                    keys.append(Text((item.name,), key_line, key_column))
            self.skip_newlines()
            is_next = self.accept(",")
            if not is_next and self.index == before:
                self.skip_one()
            self.skip_newlines()
        self.accept("]")
        is_map = is_map or bool(keys)
        return Collection(tuple(i for i in items if i.name or not is_map), tuple(keys), is_map, line, column)

    def chain(self, head: Expr | None, line: int, column: int) -> Chain:
        """A chain whose first name is the next token, or that goes on from a head."""
        segments: list[Segment] = []
        if head is None:
            name = self.peek().text
            self.index += 1
            segments.append(self.segment(name, line, column))
        return self.chain_rest(head, segments, line, column)

    def continues(self) -> bool:
        """Whether a dot, an index or `!!` follows; a dot may start the next line."""
        ahead = 0
        while self.peek(ahead).kind == NEWLINE:
            ahead += 1
        token = self.peek(ahead)
        if token.kind != OPERATOR:
            return False
        if token.text in (".", "?.", "*.", "::"):
            return self.peek(ahead + 1).kind in (NAME, STRING)
        return ahead == 0 and (
            token.text == "!!" or token.text == "[" and token.start == self.tokens[self.index - 1].end
        )

    def chain_rest(self, head: Expr | None, segments: list[Segment], line: int, column: int) -> Chain:
        """The links that follow."""
        while self.continues():
            self.skip_newlines()
            if self.accept("!!"):
                continue
            segment_line, segment_column = self.position()
            if self.accept("["):
                arguments = self.arguments("]", is_bracketed=True)
                self.close("]", segment_line)
                segments.append(Segment("[]", arguments, None, segment_line, segment_column))
                continue
            self.index += 1
            token = self.peek()
            segment_line, segment_column = self.position()
            self.index += 1
            name = token.text or "".join(part for part in token.parts if isinstance(part, str))
            segments.append(self.segment(name, segment_line, segment_column))
        return Chain(head, tuple(segments), line, column)

    def segment(self, name: str, line: int, column: int) -> Segment:
        """A link with the brackets and the block that follow its name."""
        types = self.type_arguments()
        arguments: tuple[Argument, ...] | None = None
        if self.at("("):
            open_line = self.position()[0]
            self.index += 1
            arguments = self.arguments(")", is_bracketed=True)
            self.close(")", open_line)
        block = self.block() if self.at("{") else None
        return Segment(name, arguments, block, line, column, types)

    def type_arguments(self) -> tuple[str, ...]:
        """The names in `<A, B>` where a call follows, stepped over."""
        if not self.at("<") or self.peek().start != self.tokens[self.index - 1].end:
            return ()
        ahead, level = 0, 0
        while (token := self.peek(ahead)).kind == NAME or token.text in ("<", ">", ",", ".", "*", "?"):
            if ahead > _MAX_TYPES:
                return ()
            level += (token.text == "<") - (token.text == ">")
            ahead += 1
            if level == 0:
                break
        if level != 0 or self.peek(ahead).text not in ("(", "{", "."):
            return ()
        names = tuple(token.text for token in (self.peek(at) for at in range(ahead)) if token.kind == NAME)
        self.index += ahead
        return names
