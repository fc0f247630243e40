"""Annotations that were read as a prefix of an expression.

The grammar has two readings of an annotation on a line of its own, and often takes the wrong one: `@A(1)` becomes a
statement of its own, and `interface B { }` after it may become the call of an infix function `interface` with a lambda.
Without the annotations there is only one reading, so `parsing` takes them out and parses again; here they are found in
the text, and read by themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice

from tree_sitter import Node, Parser

from privlint.frontend.kotlin.syntax import LANGUAGE, MODIFIERS, Syntax, Synthetic, kind_id

_parser = Parser(LANGUAGE)

_AT_SIGN = re.compile(rb"@(?=[A-Za-z])")
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
_BEFORE, _STAND_IN, _AFTER = b"fun f(", b"\na:A,", b")"
_TYPES = ("class_declaration", "object_declaration", "companion_object")
_DECLARATIONS = frozenset(
    map(kind_id, ("function_declaration", "property_declaration", "secondary_constructor", "class_parameter", *_TYPES))
)
_CONTAINERS = frozenset(
    map(kind_id, ("class_body", "enum_class_body", "primary_constructor", "class_parameters", *_TYPES))
)
#: How deep the parts of an annotation that matter lie: invocation, arguments, argument, name.
_DEPTH = 4


def find_detached(text: bytes, root: Node) -> dict[int, list[tuple[int, int]]]:
    """The annotations of declarations that are no part of them in the tree of `text`: first byte of the declaration ->
    ranges of its annotations."""
    found: dict[int, list[tuple[int, int]]] = {}
    starts = [match.start() for match in _AT_SIGN.finditer(text) if _starts_statement(text, match.start())]
    if not starts:
        return found
    attached = _attached(root)
    done = 0
    for start in islice(starts, _MAX_ANNOTATIONS):
        at = bisect_right(attached, (start, len(text)))
        if start < done or (at and start < attached[at - 1][1]) or not _is_prefix(root, start):
            continue
        ranges, declaration = _run(text, start)
        if ranges and _DECLARATION.match(text, declaration):
            found[declaration] = ranges
            done = declaration
    return found


def read_detached(text: bytes, found: dict[int, list[tuple[int, int]]]) -> dict[int, list[Syntax]]:
    """The annotations in the result of `find_detached` as nodes, by the first byte of their declaration."""
    alone = bytearray(_BEFORE)
    places: dict[
        int, tuple[int, int]
    ] = {}  # end in `alone` -> declaration, how far ahead the annotations lie in `text`
    for declaration, ranges in found.items():
        first, last = ranges[0][0], ranges[-1][1]
        offset = first - len(alone)
        for start, end in ranges:
            alone += b" " * (start - offset - len(alone)) + text[start:end]
        places[last - offset] = declaration, offset
        alone += _STAND_IN
    groups: dict[int, list[Syntax]] = {}
    pending = [_parser.parse(bytes(alone + _AFTER)).root_node]
    while pending:
        node = pending.pop()
        if node.type == "parameter_modifiers" and node.end_byte in places:
            declaration, offset = places[node.end_byte]
            annotations = [child for child in node.named_children if child.type == "annotation"]
            groups[declaration] = [_moved(child, offset, 0) for child in annotations]
        elif node.type in ("source_file", "function_declaration", "function_value_parameters", "ERROR"):
            pending += node.named_children
    return groups


def _moved(node: Node, offset: int, depth: int) -> Syntax:
    """A node at its place in the text of the file, where it lies further ahead."""
    children = [_moved(child, offset, depth + 1) for child in node.named_children] if depth < _DEPTH else []
    return Synthetic(node.type, children, node.start_byte + offset, node.end_byte + offset)


def _starts_statement(text: bytes, at: int) -> bool:
    """Whether a statement can start at this byte; only there an annotation can be mistaken."""
    before = text[text.rfind(b"\n", 0, at) + 1 : at].rstrip(b" \t")
    return not before or before[-1:] in (b";", b"{")


def _attached(root: Node) -> list[tuple[int, int]]:
    """The ranges of modifiers of the declarations outside of code, in order: nearly all annotations lie in them, and to
    find the node of one costs far more. The walk that follows needs the same children."""
    found = []
    pending = [root]
    while pending:
        for node in pending.pop().children:
            kind = node.kind_id
            if kind in _CONTAINERS:
                pending.append(node)
            if kind not in _DECLARATIONS:
                continue
            parts = node.children
            if parts and parts[0].kind_id == MODIFIERS:
                found.append((node.start_byte, parts[0].end_byte))
    return sorted(found)


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
