"""What can be saved where a file has syntax errors, and which lines are lost."""

from __future__ import annotations

from tree_sitter import Node

from privlint.frontend.builder import BodyBuilder
from privlint.frontend.facts import NONE, Lost, Method, TypeDecl
from privlint.frontend.java import syntax
from privlint.frontend.java.declarations import KINDS, Declarations
from privlint.frontend.java.walker import MAX_DEPTH, TOO_DEEP

SYNTAX_ERROR = "syntax error"

_NO_CODE = (
    syntax.COMMENTS
    | syntax.TYPES
    | syntax.ANNOTATIONS
    | frozenset("identifier scoped_identifier modifiers formal_parameters throws".split())
    | frozenset(["type_arguments", "type_parameters"])
)
_TYPE_WORDS = frozenset(["class", "interface", "enum"])
#: Types in code: what is torn inside them is theirs.
_LOCAL_TYPES = frozenset(KINDS) | {"class_body"}


class Recovery(Declarations):
    """The part of the walk that goes through ERROR nodes.

    Members that end up outside of any type, because a brace is missing or superfluous, belong to the last top-level
    type of the file. Code outside of any method becomes a method without a name, which nothing calls."""

    def __init__(self, source: bytes, is_outline: bool) -> None:
        super().__init__(source, is_outline)
        #: Name of a type whose header is all that was parsed of it.
        self.header_name = ""

    def recover(self, node: Node) -> list[int]:
        """Walks what was parsed inside an ERROR node; the values of the expressions among it."""
        if self.depth >= MAX_DEPTH:
            self.too_deep(node)
            return []
        self.depth += 1
        values: list[int] = []
        if self.body.index == NONE:
            self._recover_members(node)
        else:
            for child in node.named_children:
                values += self._recover_code(child)
        self.depth -= 1
        return values

    def _recover_members(self, node: Node) -> None:
        """Members among the children; any other code goes to a method without a name."""
        code: list[Node] = []
        previous = ""
        for child in node.children:
            kind = child.type
            if kind == "identifier" and previous in _TYPE_WORDS:
                self.header_name = self.text(child)
            elif kind in self.members and kind != "block":
                self.member(child)
            elif child.is_named and kind not in _NO_CODE:
                code.append(child)
            previous = kind
        if not code:
            return
        builder = self.file.start_body()
        self.add_code(builder, code, {}, self._fill_nameless, builder, code)
        row, column = node.start_point
        self.type.methods.append(Method("", body=builder.index, line=row + 1, column=column + 1))

    def _fill_nameless(self, builder: BodyBuilder, code: list[Node]) -> None:
        for child in code:
            self._recover_code(child)
        self.file.finish_body(builder)

    def torn_members(self, node: Node) -> None:
        """Declares the members that a syntax error has put inside of code, as members of the current type; phase two
        may add none to it."""
        if self.depth >= MAX_DEPTH:
            self.too_deep(node)
            return
        self.depth += 1
        pending = [node]
        while pending:
            node = pending.pop()
            is_error = node.type == "ERROR"
            broken: list[Node] = []
            for child in node.children:
                if is_error and self._is_torn_member(child.type):
                    self.member(child)
                elif child.has_error and child.type not in _LOCAL_TYPES:
                    broken.append(child)
            pending += reversed(broken)
        self.depth -= 1

    def _is_torn_member(self, kind: str) -> bool:
        return kind in self.members and kind not in self.statements and kind not in self.expressions

    def _recover_code(self, node: Node) -> list[int]:
        kind = node.type
        if kind in _NO_CODE:
            return []
        if kind in self.statements:
            self.statement(node)
        elif kind in self.expressions:
            return [self.expression(node)]
        elif kind in self.members:
            if self.type.is_local:  # else `torn_members` has declared it
                with self.file.fresh_scopes():
                    self.member(node)
        else:
            return self.recover(node)
        return []

    def place_loose_members(self) -> None:
        """Gives what was found outside of any type to the last top-level type, or to a type of its own."""
        loose = self.type
        for builder in (loose.initializer, loose.static_initializer):
            if builder is not None:
                loose.methods.append(Method("", body=self.finish(loose, builder)))
        if not loose.methods and not loose.fields:
            return
        for declaration in reversed(self.file.types):
            if declaration is not None and declaration.outer == NONE and declaration.body == NONE:
                declaration.methods += tuple(loose.methods)
                declaration.fields += tuple(loose.fields)
                return
        methods, fields = tuple(loose.methods), tuple(loose.fields)
        declaration = TypeDecl(self.header_name, "class", 1, fields=fields, methods=methods)
        self.file.set_type(self.file.reserve_type(), declaration)

    def collect_lost_lines(self, root: Node) -> None:
        """Notes the lines that no declaration, statement or expression was made of."""
        pending = [root] if root.has_error else []
        lost = self.file.lost
        while pending:
            node = pending.pop()
            if node.is_missing:
                lost.append(Lost(node.start_point[0] + 1, node.end_point[0] + 1, SYNTAX_ERROR))
            is_error = node.type == "ERROR"
            children = node.children
            if is_error and not children:
                lost.append(Lost(node.start_point[0] + 1, node.end_point[0] + 1, SYNTAX_ERROR))
            for child in children:
                if child.has_error:
                    pending.append(child)
                elif is_error and not self._is_walked(child):
                    lost.append(Lost(child.start_point[0] + 1, child.end_point[0] + 1, SYNTAX_ERROR))
        self.merge_lost_lines()

    def merge_lost_lines(self) -> None:
        """Puts the lost lines in order; those that touch become one range."""
        if self.file.lost:
            self.file.lost = _merge(self.file.lost)

    def _is_walked(self, node: Node) -> bool:
        kind = node.type
        return kind not in _NO_CODE and (kind in self.statements or kind in self.expressions or kind in self.members)


def _merge(lost: list[Lost]) -> list[Lost]:
    merged: list[Lost] = []
    for reason in (SYNTAX_ERROR, TOO_DEEP):
        last: Lost | None = None
        for item in sorted((item.first_line, item.last_line) for item in lost if item.reason == reason):
            if last is not None and item[0] <= last.last_line + 1:
                last.last_line = max(last.last_line, item[1])
            else:
                last = Lost(*item, reason)
                merged.append(last)
    return sorted(merged, key=lambda item: (item.first_line, item.last_line))
