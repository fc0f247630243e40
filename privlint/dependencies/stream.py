"""The tokens of a script with a reading position."""

from __future__ import annotations

from typing import Final

from privlint.dependencies.lexer import END, NEWLINE, OPERATOR, STRING, Lexer, Token
from privlint.dependencies.syntax import Fault

#: Blocks and brackets nested deeper are skipped as a whole.
MAX_DEPTH: Final = 40
#: How far we look ahead for the end of type arguments or closure parameters.
MAX_AHEAD: Final = 60

_OPENERS = frozenset("([{")
_CLOSERS = frozenset(")]}")


class TokenStream:
    """Tokens, where we are, and how deep. The last token is END, and reading never goes beyond it."""

    def __init__(self, lexer: Lexer, tokens: list[Token], depth: int = 0) -> None:
        self.lexer = lexer
        self.tokens = tokens
        self.index = 0
        self.depth = depth

    def at(self, text: str) -> bool:
        """Whether the next token is this operator or name."""
        token = self.peek()
        return token.text == text and token.kind != STRING

    def accept(self, text: str) -> bool:
        """Steps over the next token if it is this operator or name."""
        if self.at(text):
            self.index += 1
            return True
        return False

    def peek(self, ahead: int = 0) -> Token:
        """The next token, or one further on."""
        index = self.index + ahead
        return self.tokens[index] if index < len(self.tokens) else self.tokens[-1]

    def skip_newlines(self) -> None:
        """To the next token that is no line break."""
        while self.peek().kind == NEWLINE:
            self.index += 1

    def skip_line(self) -> None:
        """To the end of the statement's line, brackets that open on it skipped as a whole."""
        while (token := self.peek()).kind not in (NEWLINE, END):
            if token.kind == OPERATOR and token.text in (";", ")", "]", "}"):
                return
            self.skip_one()

    def skip_one(self) -> None:
        """One token, or everything from a bracket up to its match."""
        level = 0
        while (token := self.peek()).kind != END:
            self.index += 1
            if token.kind == OPERATOR:
                level += (token.text in _OPENERS) - (token.text in _CLOSERS)
            if level <= 0:
                return

    def position(self) -> tuple[int, int]:
        """Line and column of the next token."""
        return self.lexer.lines.position(self.peek().start)

    def fault(self, line: int, reason: str) -> None:
        """Notes that something is not well formed."""
        self.lexer.faults.append(Fault(line, reason))
