"""Rewrites Java and Kotlin sources as a formatter and a tidy colleague do: indentation, imports, order of methods."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from tree_sitter import Node, Parser

from privlint.frontend.java.syntax import LANGUAGE as JAVA
from privlint.frontend.kotlin.syntax import LANGUAGE as KOTLIN
from privlint.suppressions.comments import pieces

_METHODS = ("method_declaration", "function_declaration")
_BODIES = ("class_body", "enum_class_body", "interface_body")


def reformat(path: Path) -> bool:
    """Rewrites a file; whether it could be read."""
    data = path.read_bytes()
    is_java = path.suffix == ".java"
    root = Parser(JAVA if is_java else KOTLIN).parse(data).root_node
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    if root.has_error or "\r" in text:
        return False
    changed = _reindented(_sorted_imports(_reordered(data, root).decode()), "java" if is_java else "kotlin")
    path.write_bytes(changed.encode())
    return changed != text


def _reordered(data: bytes, root: Node) -> bytes:
    """The methods of every outermost class body in the opposite order."""
    slots: list[tuple[int, int, bytes]] = []
    pending = [root]
    while pending:
        node = pending.pop()
        if node.type in _BODIES:
            methods = [child for child in node.children if child.type in _METHODS]
            texts = [data[child.start_byte : child.end_byte] for child in methods]
            slots += [
                (child.start_byte, child.end_byte, other) for child, other in zip(methods, reversed(texts), strict=True)
            ]
        else:
            pending.extend(node.children)
    for start, end, other in sorted(slots, reverse=True):
        data = data[:start] + other + data[end:]
    return data


def _sorted_imports(text: str) -> str:
    parts: list[str] = []
    for is_import, group in groupby(text.split("\n"), lambda line: bool(re.match(r"import [\w.*]+;?$", line))):
        lines = list(group)
        parts += sorted(lines, reverse=True) if is_import else lines
    return "\n".join(parts)


def _reindented(text: str, syntax: str) -> str:
    """Twice the indentation, except inside of strings, and spaces at the ends of lines gone."""
    strings = [piece for piece in pieces(text, "java" if syntax == "java" else "kotlin") if not piece.is_comment]
    result, at = [], 0
    for line in text.split("\n"):
        is_inside = any(piece.start < at <= piece.end for piece in strings)
        indent = len(line) - len(line.lstrip(" "))
        result.append(line if is_inside else " " * indent + line)
        at += len(line) + 1
    return "\n".join(result)
