"""Parser of Gradle scripts in Groovy and Kotlin, and of the Kotlin and Groovy sources of a build.

It reads the subset that build scripts are written in and steps over everything else. It never fails: what it does not
understand is skipped, what is not well formed becomes a :class:`~privlint.dependencies.syntax.Fault`.
"""

from __future__ import annotations

from privlint.dependencies.expressions import ExpressionParser
from privlint.dependencies.lexer import END, NAME, NEWLINE, OPERATOR, Lexer, Token
from privlint.dependencies.stream import MAX_AHEAD, MAX_DEPTH
from privlint.dependencies.syntax import (
    Assignment,
    Block,
    Chain,
    Control,
    Expr,
    Fault,
    Parameter,
    Segment,
    Statement,
)

_ASSIGNMENTS = frozenset(("=", "+=", "-=", "<<"))
_MODIFIERS = frozenset(
    "static final private public protected internal const override open abstract lateinit inline data sealed enum "
    "operator suspend infix expect actual synchronized".split()
)
#: Types of Java that are written in small letters.
_SMALL_TYPES = frozenset("void boolean int long double float byte short char def".split())
_TYPES = frozenset(("class", "interface", "object", "trait"))


def parse(text: str, *, is_kotlin: bool) -> tuple[Block, list[Fault]]:
    """The statements of a script, and what is wrong with it. Never raises, whatever the text."""
    lexer = Lexer(text.replace("\r\n", "\n").replace("\r", "\n"), is_kotlin)
    return Parser(lexer, lexer.tokens()).script(), lexer.faults


class Parser(ExpressionParser):
    """Statements and blocks."""

    def script(self) -> Block:
        statements: list[Statement] = []
        while self.peek().kind != END:
            statements.extend(self.statements())
            if self.peek().kind != END:
                self.fault(self.position()[0], f"unexpected '{self.peek().text}'")
                self.index += 1
        return Block((), tuple(statements), 1, 1)

    def statements(self) -> list[Statement]:
        """Statements up to a closing bracket or the end."""
        result: list[Statement] = []
        while True:
            token = self.peek()
            if token.kind == END or (token.kind == OPERATOR and token.text in ")]}"):
                return result
            before = self.index
            if token.kind == NEWLINE or token.text in (";", ",", "->") and token.kind == OPERATOR:
                self.index += 1
                continue
            statement = self.statement()
            if statement is not None:
                result.append(statement)
            if self.index == before:
                self.index += 1

    def block(self) -> Block:
        """`{ … }` with the brace as the next token."""
        line, column = self.position()
        if self.depth >= MAX_DEPTH:
            self.fault(line, "nested too deeply")
            self.skip_one()
            return Block((), (), line, column)
        self.index += 1
        self.depth += 1
        parameters = self.parameters()
        statements: list[Statement] = []
        while True:
            statements.extend(self.statements())
            token = self.peek()
            if token.kind == END:
                self.fault(line, "block is never closed")
                break
            self.index += 1
            if token.text == "}":
                break
            self.fault(self.lexer.lines.position(token.start)[0], f"unexpected '{token.text}'")
        self.depth -= 1
        return Block(parameters, tuple(statements), line, column)

    def parameters(self) -> tuple[str, ...]:
        """The parameters of a closure, `->` included; nothing when it has none."""
        ahead, names = 0, list[str]()
        while (token := self.peek(ahead)).kind == NAME or token.text in (",", ":", "(", ")", "?", "<", ">", ".", "="):
            if token.kind == NAME and self.peek(ahead + 1).text in (",", ":", "->", ")"):
                names.append(token.text)
            ahead += 1
            if ahead > MAX_AHEAD:
                return ()
        if token.text != "->" or token.kind != OPERATOR:
            return ()
        self.index += ahead + 1
        return tuple(names)

    def statement(self) -> Statement | None:
        has_modifiers = self.modifiers()
        token = self.peek()
        if token.kind == NAME:
            after = self.peek(1)
            if has_modifiers and after.text == "=" and after.kind == OPERATOR:
                return self.declaration()  # `final version = "1"`
            if token.text in ("import", "package") and after.kind == NAME:
                self.skip_line()
                return None
            if token.text in ("if", "while", "for", "switch", "when", "catch") and after.text == "(":
                return self.control()
            if token.text in ("else", "try", "finally", "do") and after.text in ("{", "if"):
                return self.control()
            if token.text in _TYPES or token.text == "companion":
                return self.type()
            if token.text == "fun" and after.kind in (NAME, OPERATOR):
                return self.function()
            if token.text in ("def", "val", "var") and (after.kind == NAME or after.text in ("(", "<", "[")):
                return self.declaration()
            if token.text == "return":
                self.index += 1
                return None if self.peek().kind in (NEWLINE, END) else self.statement()
            if after.kind == NAME and self.is_typed_method():
                return self.typed_method()
            if after.kind == NAME and self.is_typed_declaration():
                return self.declaration()
            if after.text == "<" and self.is_typed_declaration():
                return self.declaration()
        return self.expression_statement()

    def modifiers(self) -> bool:
        """Steps over annotations and modifiers; whether there were modifiers."""
        found = False
        while True:
            token = self.peek()
            if token.text == "@" and token.kind == OPERATOR:
                self.index += 2
                while self.peek().text in (":", ".") and self.peek(1).kind == NAME:
                    self.index += 2
                if self.at("(") and self.peek().start == self.tokens[self.index - 1].end:
                    self.skip_one()
                self.skip_newlines()
            elif token.text in _MODIFIERS and token.kind == NAME and self.peek(1).kind == NAME:
                self.index += 1
                found = True
            else:
                return found

    def is_typed_declaration(self) -> bool:
        """`String x = …`, `Map<String, String> x = …`: a type and a name before `=`."""
        ahead = 1
        if self.peek(ahead).text == "<":
            while (token := self.peek(ahead)).kind == NAME or token.text in ("<", ">", ",", "?", "."):
                ahead += 1
                if ahead > MAX_AHEAD:
                    return False
                if token.text == ">" and self.peek(ahead).kind == NAME:
                    break
        return self.peek(ahead).kind == NAME and self.peek(ahead + 1).text == "="

    def control(self) -> Control:
        """`if (…) …`, `for (x in y) …`, `try …`; an `else` that follows belongs to its `if`."""
        line, column = self.position()
        keyword = self.peek().text
        self.index += 1
        subject: Expr | None = None
        name = ""
        if self.at("("):
            self.index += 1
            name = self.loop_variable() if keyword == "for" else ""
            subject = self.bracketed()
            self.close(")", line)
        blocks = [self.branch()]
        while keyword == "if" and self.continues_with_else():
            blocks.append(self.branch())
        return Control(keyword, name, subject, tuple(blocks), line, column)

    def loop_variable(self) -> str:
        """The name in `for (String x in …)` and `for (x : …)`, the operator included."""
        ahead = 0
        while self.peek(ahead).kind == NAME and self.peek(ahead).text != "in":
            ahead += 1
        if ahead == 0 or self.peek(ahead).text not in ("in", ":"):
            return ""
        name = self.peek(ahead - 1).text
        self.index += ahead + 1
        return name

    def continues_with_else(self) -> bool:
        ahead = 0
        while self.peek(ahead).kind == NEWLINE:
            ahead += 1
        if self.peek(ahead).text != "else" or self.peek(ahead).kind != NAME:
            return False
        self.index += ahead + 1
        return True

    def branch(self) -> Block:
        """A block, or one statement without braces."""
        self.skip_newlines()
        if self.at("{"):
            return self.block()
        line, column = self.position()
        self.depth += 1
        if self.depth > MAX_DEPTH or self.peek().kind == END:
            self.skip_line()
            statement = None
        else:
            statement = self.statement()
        self.depth -= 1
        return Block((), (statement,) if statement is not None else (), line, column)

    def type(self) -> Control:
        """A class or object; its body is the only block."""
        line, column = self.position()
        name, keyword = "", self.peek().text
        self.index += 1
        if keyword == "companion":
            self.accept("object")
        if self.peek().kind == NAME:
            name = self.peek().text
            self.index += 1
        while self.peek().kind not in (END,) and not self.at("{"):
            if self.peek().kind == NEWLINE and not self.header_continues():
                return Control(keyword, name, None, (), line, column)
            self.skip_one()
        blocks = (self.block(),) if self.at("{") else ()
        return Control(keyword, name, None, blocks, line, column)

    def header_continues(self) -> bool:
        """Whether the header of a type or function goes on behind a line break."""
        ahead = 0
        while self.peek(ahead).kind == NEWLINE:
            ahead += 1
        return self.peek(ahead).text in ("{", ":", "(", ",", "extends", "implements", "where") or (
            self.tokens[self.index - 1].text in (":", ",")
        )

    def function(self) -> Control | None:
        """`fun name(…) { }` and `fun name(…) = value`."""
        line, column = self.position()
        self.index += 1
        name = ""
        while (token := self.peek()).kind != END and token.text not in ("(", "{", "="):
            if token.kind == NEWLINE:
                return None
            name = token.text if token.kind == NAME else name
            self.index += 1
        parameters = self.function_parameters()
        while (token := self.peek()).text not in ("{", "=") and token.kind not in (END, NEWLINE):
            self.skip_one()
        if self.accept("="):
            return Control("fun", name, None, (self.branch(),), line, column, parameters)
        return Control("fun", name, None, (self.block(),) if self.at("{") else (), line, column, parameters)

    def function_parameters(self) -> tuple[Parameter, ...]:
        """`(name: Type = default)` or `(Type name = default)`, the bracket as the next token; nothing without one."""
        if not self.accept("("):
            return ()
        result: list[Parameter] = []
        name, default, level = "", None, 0
        while (token := self.peek()).kind != END and not (token.text == ")" and token.kind == OPERATOR):
            if token.text == ":" and name:
                while (token := self.peek()).kind != END and (token.text not in (",", "=", ")") or level):
                    level += (token.text == "<") - (token.text == ">")
                    self.skip_one()
                continue
            if token.text == "=" and token.kind == OPERATOR:
                self.index += 1
                default = self.expression(is_bracketed=True)
                continue
            if token.text == "," and not level:
                result.extend([Parameter(name, default)] if name else [])
                name, default = "", None
            elif token.kind == NAME and not level:
                name = token.text
            level += (token.text == "<") - (token.text == ">")
            self.skip_one()
        result.extend([Parameter(name, default)] if name else [])
        self.accept(")")
        return tuple(result)

    def is_typed_method(self) -> bool:
        """`String name(…) {`, `void name(…) {`: a type, a name, brackets and a body."""
        token = self.peek()
        if not (token.text[:1].isupper() or token.text in _SMALL_TYPES) or self.peek(2).text != "(":
            return False
        before = self.index
        self.index += 2
        self.skip_one()
        while self.peek().kind == NEWLINE or self.peek().text == "throws" or self.peek(-1).text == "throws":
            self.index += 1
        has_body = self.at("{")
        self.index = before
        return has_body

    def typed_method(self) -> Control:
        """A method of Java or Groovy with its type."""
        line, column = self.position()
        name = self.peek(1)
        self.index += 2
        return self.method_body(name, line, column)

    def declaration(self) -> Statement | None:
        """`val x: T = …`, `def x = …`, `String x = …`, `val x by …`."""
        line, column = self.position()
        name: Token | None = None
        level = 0
        while (token := self.peek()).kind not in (END, NEWLINE):
            if level <= 0 and (token.text in ("=", "by", ";", "}") and token.kind in (OPERATOR, NAME)):
                break
            if token.text == "get" and name is not None and self.peek(1).text == "(":
                break
            if token.text == "(" and name is not None and name.text not in ("val", "var", "def"):
                return self.method_body(name, line, column)
            level += (token.text == "<") - (token.text == ">")
            if token.text == ":":
                name = name or token
                self.skip_type()
                continue
            name = token if token.kind == NAME and level == 0 else name
            self.index += 1
        if name is not None and self.getter_follows():
            return self.getter(name, line, column)
        if name is None or not (self.at("=") or self.at("by")):
            return None
        operator = self.peek().text
        self.index += 1
        self.skip_newlines()
        value = self.command()
        segment = Segment(name.text, None, None, line, column)
        return value and Assignment(Chain(None, (segment,), line, column), operator, value, True, line, column)

    def getter_follows(self) -> bool:
        """Whether `get() …` comes next, here or on the next line."""
        ahead = 0
        while self.peek(ahead).kind == NEWLINE:
            ahead += 1
        return self.peek(ahead).text == "get" and self.peek(ahead + 1).text == "(" and self.peek(ahead + 2).text == ")"

    def getter(self, name: Token, line: int, column: int) -> Statement | None:
        """`val x get() = value`, as the value itself."""
        self.skip_newlines()
        self.index += 3
        if self.at(":"):
            self.skip_type()
        if self.accept("="):
            self.skip_newlines()
            value = self.command()
        else:
            last = self.block().statements[-1:] if self.at("{") else ()
            value = last[0] if last and not isinstance(last[0], (Assignment, Control)) else None
        target = Chain(None, (Segment(name.text, None, None, line, column),), line, column)
        return value and Assignment(target, "=", value, True, line, column)

    def skip_type(self) -> None:
        """The type behind a colon, up to `=`, `by`, a getter or the end of the line."""
        while (token := self.peek()).kind not in (END, NEWLINE) and token.text not in ("=", "by", ";", "}", "get"):
            self.skip_one()

    def method_body(self, name: Token, line: int, column: int) -> Control:
        """A Groovy method: `def name(…) { }`."""
        parameters = self.function_parameters()
        while not self.at("{") and self.peek().kind == NAME or self.peek().kind == NEWLINE and self.body_follows():
            self.index += 1  # `throws Exception`
        blocks = (self.block(),) if self.at("{") else ()
        return Control("fun", name.text, None, blocks, line, column, parameters)

    def body_follows(self) -> bool:
        """Whether a block is the next thing behind line breaks."""
        ahead = 0
        while self.peek(ahead).kind == NEWLINE:
            ahead += 1
        return self.peek(ahead).text == "{" and self.peek(ahead).kind == OPERATOR

    def expression_statement(self) -> Statement | None:
        line, column = self.position()
        value = self.command()
        if value is None:
            self.skip_line()
            return None
        token = self.peek()
        if token.kind == OPERATOR and token.text in _ASSIGNMENTS and isinstance(value, Chain):
            self.index += 1
            self.skip_newlines()
            assigned = self.command()
            return assigned and Assignment(value, token.text, assigned, False, line, column)
        return value
