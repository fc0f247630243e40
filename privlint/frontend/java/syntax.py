"""What the walker has to know about the Java grammar: fields by number, and text of nodes that is not code."""

from __future__ import annotations

import re
from functools import lru_cache

import tree_sitter_java
from tree_sitter import Language, Node

LANGUAGE = Language(tree_sitter_java.language())


def _field(name: str) -> int:
    number = LANGUAGE.field_id_for_name(name)
    if number is None:
        raise RuntimeError(f"this version of tree-sitter-java has no field {name!r}")
    return number


# Look-ups by number cost a third of those by name.
ALTERNATIVE = _field("alternative")
ARGUMENTS = _field("arguments")
ARRAY = _field("array")
BODY = _field("body")
CONDITION = _field("condition")
CONSEQUENCE = _field("consequence")
CONSTRUCTOR = _field("constructor")
DIMENSIONS = _field("dimensions")
FIELD = _field("field")
INDEX = _field("index")
LEFT = _field("left")
NAME = _field("name")
OBJECT = _field("object")
OPERAND = _field("operand")
OPERATOR = _field("operator")
PARAMETERS = _field("parameters")
PATTERN = _field("pattern")
RESOURCES = _field("resources")
RIGHT = _field("right")
TYPE = _field("type")
TYPE_ARGUMENTS = _field("type_arguments")
TYPE_PARAMETERS = _field("type_parameters")
VALUE = _field("value")

COMMENTS = frozenset(["line_comment", "block_comment"])
ANNOTATIONS = frozenset(["annotation", "marker_annotation"])
TYPES = frozenset(
    "type_identifier scoped_type_identifier generic_type array_type annotated_type "
    "integral_type floating_point_type boolean_type void_type".split()
)

_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
_ANNOTATION = re.compile(r"@\s*[\w.$]+(\s*\([^()]*\))?")
_AROUND = re.compile(r"\s*([<>,.&\[\]|])\s*")
_NEEDS_NORMALISING = re.compile(r"[\s,@/&|]")


@lru_cache(maxsize=4096)
def normalise_type(text: str) -> str:
    """A type as written, without comments and annotations, blanks as in `Map<String, List<? extends T>>`."""
    if _NEEDS_NORMALISING.search(text) is None:
        return text
    if "/" in text:
        text = _COMMENT.sub(" ", text)
    if "@" in text:
        text = _ANNOTATION.sub(" ", text)
    text = _AROUND.sub(r"\1", text)
    return " ".join(text.replace(",", ", ").replace("&", " & ").replace("|", " | ").split())


def erase(type_text: str) -> str:
    """A type without its type arguments: `a.Map<K, V>` -> `a.Map`."""
    while "<" in type_text:
        shorter = re.sub(r"<[^<>]*>", "", type_text)
        if shorter == type_text:
            return type_text.partition("<")[0]
        type_text = shorter
    return type_text


def children_of(node: Node) -> list[Node]:
    """The named children that are neither comments nor syntax errors."""
    return [child for child in node.named_children if not child.is_extra]


def first_child(node: Node, kind: str) -> Node | None:
    """The first named child of a kind."""
    for child in node.named_children:
        if child.type == kind:
            return child
    return None
