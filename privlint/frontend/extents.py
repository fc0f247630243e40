"""How far a statement or declaration of Java or Kotlin goes, told by its syntax tree."""

from __future__ import annotations

from typing import Final

from tree_sitter import Node

#: Nodes that hold statements or declarations and are none themselves.
_CONTAINERS: Final = frozenset(
    "program source_file block class_body interface_body enum_body enum_body_declarations annotation_type_body "
    "constructor_body enum_class_body function_body control_structure_body statements lambda_literal "
    "switch_block switch_block_statement_group when_entry when_expression ERROR".split()
)
#: What holds them, or parameters of a declaration.
_HOLDERS: Final = _CONTAINERS | {"class_parameters", "function_value_parameters", "formal_parameters"}
_COMMENTS: Final = frozenset(("line_comment", "block_comment"))
_ANNOTATIONS: Final = frozenset("annotation marker_annotation modifiers parameter_modifiers".split())
#: A parameter's modifiers stand beside it.
_PARAMETERS: Final = frozenset(("function_value_parameters", "class_parameters", "lambda_parameters"))


class Extents:
    """The statements and declarations of one file. Takes any bytes; where nothing is known, one line is one
    statement. Offsets are those of bytes, lines count from 1."""

    def __init__(self, source: bytes, is_kotlin: bool) -> None:
        self._root = _tree(source, is_kotlin)
        self._source = source

    def last_line(self, offset: int) -> int:
        """The last line of the outermost statement or declaration that begins at an offset, or of a part of one."""
        node = self._root.descendant_for_byte_range(offset, offset + 1)
        if node is None or node.type in _CONTAINERS:
            return self._source.count(b"\n", 0, offset) + 1
        return _outermost(node).end_point[0] + 1

    def statement_line(self, offset: int) -> int:
        """The first line of the innermost statement, or declaration without a body, around an offset; that of the
        offset where there is none."""
        node = self._root.descendant_for_byte_range(offset, offset + 1)
        while node is not None and node.parent is not None:
            if node.parent.type in _HOLDERS and node.type not in _CONTAINERS:
                is_whole = any(child.type in _CONTAINERS for child in node.children)
                return self._source.count(b"\n", 0, offset) + 1 if is_whole else node.start_point[0] + 1
            node = node.parent
        return self._source.count(b"\n", 0, offset) + 1

    def holds_blocks(self, offset: int) -> bool:
        """Whether the outermost statement or declaration that begins at an offset has others inside."""
        node = self._root.descendant_for_byte_range(offset, offset + 1)
        pending = [] if node is None else [_outermost(node)]
        while pending:
            current = pending.pop()
            if current.type in _CONTAINERS:
                return True
            pending.extend(current.named_children)
        return False

    def annotated(self, start: int, end: int) -> tuple[int, int]:
        """First and last line of what the annotation at two offsets belongs to."""
        node = self._root.descendant_for_byte_range(start, start + 1)
        while node is not None and node.parent is not None and node.start_byte >= start - 1:
            parent = node.parent
            if node.type in _ANNOTATIONS and parent.type not in _ANNOTATIONS:
                if parent.type in _PARAMETERS and node.next_named_sibling is not None:
                    parent = node.next_named_sibling
                return self._line(start), parent.end_point[0] + 1
            node = parent
        following = self._behind(end)  # some annotations are not in the tree
        return self._line(start), self._line(end) if following is None else _outermost(following).end_point[0] + 1

    def shape(self) -> list[str]:
        """The kinds of all nodes but comments, in order: what a new comment may not change."""
        kinds, pending = [], [self._root]
        while pending:
            node = pending.pop()
            if node.type not in _COMMENTS:
                kinds.append(node.type)
                pending.extend(reversed(node.children))
        return kinds

    def _line(self, offset: int) -> int:
        return self._source.count(b"\n", 0, offset) + 1

    def _behind(self, offset: int) -> Node | None:
        """The first node that begins at an offset or behind it and is no comment."""
        node: Node | None = self._root
        while node is not None and (node.parent is None or node.start_byte < offset):
            children = (child for child in node.children if child.end_byte > offset and child.type not in _COMMENTS)
            node = next(children, None)
        return node


def _tree(source: bytes, is_kotlin: bool) -> Node:
    if is_kotlin:
        from privlint.frontend.kotlin.parsing import parse

        return parse(source).root
    from tree_sitter import Parser

    from privlint.frontend.java.syntax import LANGUAGE

    return Parser(LANGUAGE).parse(source).root_node


def _outermost(node: Node) -> Node:
    while (parent := node.parent) is not None and parent.start_byte == node.start_byte:
        if parent.type in _CONTAINERS:
            break
        node = parent
    return node
