"""Annotations that were read as a prefix of an expression.

The grammar has two readings of an annotation on a line of its own, and often takes the wrong one: `@A(1)` becomes a
statement of its own, and `interface B { }` after it may become the call of an infix function `interface` with a lambda.
Without the annotations there is only one reading, so `parsing` takes them out and parses again; here they are found in
the text, and read by themselves.
"""

from __future__ import annotations

import re
from itertools import islice

from tree_sitter import Node, Parser

from privlint.frontend.kotlin.syntax import LANGUAGE, Syntax, Synthetic

_parser = Parser(LANGUAGE)

#: Where an annotation can be mistaken: at the start of a statement.
_AT_START = re.compile(rb"(?:^|[;{])[ \t]*@(?=[A-Za-z])", re.MULTILINE)
#: More than any real file has; finding a node and its parents costs the length of the tree.
_MAX_ANNOTATIONS = 2000

_HEAD = re.compile(rb"@(?:[a-z]+:)?(\[|[\w.`]+(?:<[\w.<>?, *]*>)?)[ \t]*(?P<arguments>\()?")
#: Text between brackets in one step: strings, comments, characters, and the brackets themselves.
_IN_BRACKETS = re.compile(
    rb'"""[\s\S]*?"""+|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'|/\*[\s\S]*?\*/|//[^\n]*|(?P<open>[(\[{])|(?P<close>[)\]}])'
)
_BETWEEN = re.compile(rb"(?:\s|//[^\n]*|/\*[\s\S]*?\*/)*")
_DECLARATION = re.compile(
    rb"(?:(?:public|private|internal|protected|open|abstract|final|sealed|data|enum|annotation|inner|value|inline|fun"
    rb"|companion|override|lateinit|const|suspend|operator|infix|tailrec|external|expect|actual|vararg)\s+)*"
    rb"(?:(?:class|interface|object|val|var|typealias)\s+[\w`(<@]|fun\s+[\w`<(@]|(?<=companion )object\b)"
)
#: Annotations are read by themselves as those of parameters, where there is only one reading.
_BEFORE, _STAND_IN, _AFTER = b"fun f(", b"a:A,", b")"
#: How deep the parts of an annotation that matter lie: invocation, arguments, argument, name.
_DEPTH = 4


def find_detached(text: bytes, root: Node) -> dict[int, list[tuple[int, int]]]:
    """The annotations of declarations that are no part of them in the tree of `text`: first byte of the declaration ->
    ranges of its annotations."""
    found: dict[int, list[tuple[int, int]]] = {}
    done = 0
    for match in islice(_AT_START.finditer(text), _MAX_ANNOTATIONS):
        start = match.end() - 1
        if start < done or not _is_prefix(root, start):
            continue
        ranges, declaration = _run(text, start)
        if ranges and _DECLARATION.match(text, declaration):
            found[declaration] = ranges
            done = declaration
    return found


def read_detached(text: bytes, found: dict[int, list[tuple[int, int]]]) -> dict[int, list[Syntax]]:
    """The annotations in the result of `find_detached` as nodes, by the first byte of their declaration."""
    alone = bytearray(b" " * len(text))
    for declaration, ranges in found.items():
        for start, end in ranges:
            alone[start:end] = text[start:end]
        alone[declaration : declaration + len(_STAND_IN)] = _STAND_IN
    groups: dict[int, list[Syntax]] = {}  # by the last byte of the last annotation
    pending = [_parser.parse(_BEFORE + alone + _AFTER).root_node]
    while pending:
        node = pending.pop()
        if node.type == "parameter_modifiers":
            annotations = [child for child in node.named_children if child.type == "annotation"]
            groups[node.end_byte - len(_BEFORE)] = [_moved(child, 0) for child in annotations]
        elif node.type in ("source_file", "function_declaration", "function_value_parameters", "ERROR"):
            pending += node.named_children
    return {at: groups[end] for at, ranges in found.items() if (end := ranges[-1][1]) in groups}


def _moved(node: Node, depth: int) -> Syntax:
    """A node at its place in the text of the file, where it lies further ahead."""
    children = [_moved(child, depth + 1) for child in node.named_children] if depth < _DEPTH else []
    return Synthetic(node.type, children, node.start_byte - len(_BEFORE), node.end_byte - len(_BEFORE))


def _is_prefix(root: Node, at: int) -> bool:
    """Whether the annotation at this byte is a prefix of an expression."""
    sign = root.descendant_for_byte_range(at, at + 1)
    annotation = sign.parent if sign is not None and sign.type == "@" else None
    owner = annotation.parent if annotation is not None else None
    return owner is not None and owner.type == "annotated_expression"


def _run(text: bytes, at: int) -> tuple[list[tuple[int, int]], int]:
    """The ranges of the annotations from this byte on, and the first byte after them that is no space or comment."""
    ranges: list[tuple[int, int]] = []
    while head := _HEAD.match(text, at):
        end = head.end(1)
        if head["arguments"]:
            end = _closing(text, head.start("arguments"))
        elif head[1] == b"[":
            end = _closing(text, head.start(1))
        if end < 0:
            return [], at
        ranges.append((at, end))
        between = _BETWEEN.match(text, end)
        at = between.end() if between is not None else end
    return ranges, at


def _closing(text: bytes, opening: int) -> int:
    """The byte after the bracket that closes the one at `opening`, or -1."""
    depth = 0
    for token in _IN_BRACKETS.finditer(text, opening):
        if token["open"]:
            depth += 1
        elif token["close"]:
            depth -= 1
            if depth == 0:
                return token.end()
    return -1
