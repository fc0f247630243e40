"""Syntax nodes as the Kotlin walk sees them, and two silent misparses of the grammar put right.

The grammar accepts some Kotlin without an error and gives it the wrong tree:

- `f<T>(x)` and `f<T> { }` become the comparison `(f < T) > (x)`. `generic_call` recognises that shape (comparing a
  Boolean with `>` a parenthesis is no valid Kotlin) and returns the call as a `Synthetic` node.
- `!a.b()` becomes `(!a).b()`; `chains` lifts the operator over the whole chain.
- The body of `class A : I by d { }` becomes a trailing lambda of `d`; see `parsing`.
"""

from __future__ import annotations

from collections.abc import Sequence

import tree_sitter_kotlin
from tree_sitter import Language, Node

LANGUAGE = Language(tree_sitter_kotlin.language())


def kind_id(type: str) -> int:
    """The number of a node type. The hot paths compare numbers: reading `Node.type` makes a new string each time."""
    return LANGUAGE.id_for_node_kind(type, True) or _SYNTHETIC_KINDS[type]


#: Kinds of `Synthetic` nodes that the grammar does not number; no grammar has so many.
_SYNTHETIC_KINDS = {"generic_call": 1 << 16, "ERROR": (1 << 16) + 1}

COMMENTS = frozenset({"line_comment", "block_comment"})
_COMMENT_KINDS = frozenset(map(kind_id, COMMENTS))
TYPES = frozenset({"user_type", "nullable_type", "function_type", "parenthesized_type", "non_nullable_type"})

TYPE_KINDS = frozenset(map(kind_id, TYPES))
MODIFIERS = kind_id("modifiers")
IDENTIFIER = kind_id("identifier")
USER_TYPE = kind_id("user_type")
FUNCTION = kind_id("function_declaration")
PROPERTY = kind_id("property_declaration")

#: Operands on the left of a misread `<`, inside which the callee is the last operand: `(a + f) < T`.
_SPINE = frozenset({"binary_expression", "infix_expression", "range_expression", "in_expression"})


class Synthetic:
    """A node that the grammar should have produced. It has the attributes of a tree-sitter node that the walk uses."""

    __slots__ = ("children", "end_byte", "kind_id", "start_byte", "type")

    is_named = True

    def __init__(self, type: str, children: Sequence[Syntax], start_byte: int, end_byte: int) -> None:
        self.type = type
        self.kind_id = kind_id(type)
        self.children = children
        self.start_byte = start_byte
        self.end_byte = end_byte

    @property
    def named_children(self) -> list[Syntax]:
        """The children that are no punctuation."""
        return [child for child in self.children if child.is_named]


Syntax = Node | Synthetic


def named(node: Syntax) -> list[Syntax]:
    """The named children without comments."""
    children: list[Syntax] = node.named_children  # type: ignore[assignment]
    for child in children:
        if child.kind_id in _COMMENT_KINDS:
            return [c for c in children if c.kind_id not in _COMMENT_KINDS]
    return children


def operands(node: Syntax) -> list[Syntax]:
    """All children without comments, operators included."""
    children = node.children
    if len(children) == 3:
        return list(children)
    return [child for child in children if child.type not in COMMENTS]


def generic_call(parts: list[Syntax]) -> Syntax | None:
    """The call that a comparison with these `operands` really is, or None.

    The result is a `generic_call` (children: callee, type argument, parenthesis or lambda), or, where the callee ends a
    longer operand (`a + f<T>(x)`), that operand with the call at its end."""
    if len(parts) != 3 or parts[1].type != ">" or parts[2].type not in ("parenthesized_expression", "lambda_literal"):
        return None
    if parts[0].type != "binary_expression":
        return None
    inner = operands(parts[0])
    if len(inner) != 3 or inner[1].type != "<":
        return None
    return _graft(inner[0], inner[2], parts[2])


def _graft(callee: Syntax, type_argument: Syntax, argument: Syntax) -> Synthetic:
    """`callee<type_argument>argument`, applied to the last operand of a binary `callee`."""
    path: list[list[Syntax]] = []
    while callee.type in _SPINE:
        parts = operands(callee)
        if len(parts) != 3:
            break
        path.append(parts)
        callee = parts[2]
    node = Synthetic("generic_call", [callee, type_argument, argument], callee.start_byte, argument.end_byte)
    for parts in reversed(path):
        kind = _KIND_OF_OPERATOR.get(parts[1].type, "binary_expression")
        node = Synthetic(kind, [parts[0], parts[1], node], parts[0].start_byte, argument.end_byte)
    return node


_KIND_OF_OPERATOR = {
    "identifier": "infix_expression",
    "..": "range_expression",
    "..<": "range_expression",
    "in": "in_expression",
    "!in": "in_expression",
}


_TYPE_KEYWORDS = {"class": "class_declaration", "interface": "class_declaration", "object": "object_declaration"}


def rebuild_types(children: Sequence[Syntax]) -> list[Syntax]:
    """The children of a broken node, with types put together again whose header and members lie in it side by side:
    where the grammar fails inside a class, it leaves `class`, the name, `{` and the members unconnected."""
    result: list[Syntax] = []
    at = 0
    while at < len(children):
        child = children[at]
        if result and _is_torn_body(result[-1], child):
            torn = result.pop()
            members = Synthetic("class_body", [child], child.start_byte, child.end_byte)
            result.append(Synthetic(torn.type, [*torn.children, members], torn.start_byte, child.end_byte))
            at += 1
            continue
        kind = None if child.is_named else _TYPE_KEYWORDS.get(child.type)
        if kind is None:
            result.append(child)
            at += 1
            continue
        opening = at
        while opening < len(children) and children[opening].type != "{":
            opening += 1
            if opening < len(children) and not children[opening].is_named and children[opening].type in _TYPE_KEYWORDS:
                break
        closing = _closing_brace(children, opening)
        first = at
        while result and result[-1] is children[first - 1] and result[-1].type in _BEFORE_TYPE_KEYWORD:
            first -= 1
            result.pop()
        if any(part.type == "companion" for part in children[first:at]):
            kind = "companion_object"
        end = children[min(closing, len(children) - 1)].end_byte
        body = Synthetic("ERROR", children[opening + 1 : closing], child.end_byte, end)
        header = [*children[first:opening], Synthetic("class_body", [body], body.start_byte, end)]
        result.append(Synthetic(kind, header, children[first].start_byte, end))
        at = closing + 1
    return result


def _is_torn_body(header: Syntax, node: Syntax) -> bool:
    """Whether a broken node is the body of the type before it."""
    if node.type != "ERROR" or not node.children or node.children[0].type != "{":
        return False
    return header.type in ("class_declaration", "object_declaration") and header.children[-1].type != "class_body"


_BEFORE_TYPE_KEYWORD = frozenset({"modifiers", "companion", "fun"})


def _closing_brace(children: Sequence[Syntax], opening: int) -> int:
    """The index of the brace that closes the one at `opening`, or past the last child."""
    depth = 0
    for at in range(opening, len(children)):
        if children[at].type == "{":
            depth += 1
        elif children[at].type == "}":
            depth -= 1
            if depth == 0:
                return at
    return len(children)
