"""The facts of a whole Java file: package, imports, and every type."""

from __future__ import annotations

import re

from tree_sitter import Node

from privlint.frontend.code import Code
from privlint.frontend.facts import Import
from privlint.frontend.java import syntax
from privlint.frontend.java.recovery import Recovery

#: Imports without comments or line breaks: nearly all, and much cheaper to read than their nodes.
_PLAIN_IMPORT = re.compile(r"import +(static +)?([\w$]+(?:\.[\w$]+)*)(\.\*)?;")
_NAMES = frozenset(["identifier", "scoped_identifier"])


class Extractor(Recovery):
    """The walk over a file; made for one file, used once."""

    def open(self, root: Node, source: bytes) -> Code:
        """The file whose tree has this root."""
        self._declare(root)
        return Code(self.file, source, self.merge_lost_lines)

    def _declare(self, root: Node) -> None:
        if root.type == "ERROR":
            self.recover(root)
        else:
            for child in root.named_children:
                self.member(child)
        self.place_loose_members()
        self.collect_lost_lines(root)

    def package(self, node: Node) -> None:
        """`package a.b;`."""
        if self.type.is_local:  # only after a syntax error
            return
        self.file.package = self._qualified_name(node)

    def import_declaration(self, node: Node) -> None:
        """`import a.B;`, `import static a.B.c;`, `import a.*;`."""
        if self.type.is_local:  # only after a syntax error
            return
        plain = _PLAIN_IMPORT.fullmatch(self.text(node))
        if plain is not None:
            static, name, wildcard = plain.groups()
            is_static, is_wildcard = static is not None, wildcard is not None
        else:
            name = self._qualified_name(node)
            is_static = any(child.type == "static" for child in node.children)
            is_wildcard = syntax.first_child(node, "asterisk") is not None
        alias = "" if is_wildcard else name.rpartition(".")[2]
        self.file.imports.append(Import(name, alias, is_wildcard, is_static))

    def _qualified_name(self, node: Node) -> str:
        for child in node.named_children:
            if child.type in _NAMES:
                return syntax.normalise_type(self.text(child))
        return ""

    def module(self, node: Node) -> None:
        """`module-info.java` holds no code."""

    members = Recovery.members | {
        "import_declaration": import_declaration,
        "module_declaration": module,
        "package_declaration": package,
    }
