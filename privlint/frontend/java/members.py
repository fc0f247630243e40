"""Members of Java types: fields, methods, constructors, initialisers; annotations and modifiers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tree_sitter import Node

from privlint.frontend import facts
from privlint.frontend.builder import BodyBuilder
from privlint.frontend.facts import NONE, Annotation, Field, Local, Method
from privlint.frontend.java import literals, syntax
from privlint.frontend.java.statements import Statements


@dataclass(slots=True, frozen=True)
class Modifiers:
    """What stands before a declaration. `words` are the modifiers, and `@Name` for each annotation."""

    words: frozenset[str] = frozenset()
    annotations: tuple[Annotation, ...] = ()


@dataclass(slots=True)
class TypeBuilder:
    """A type under construction. The initialisers are bodies that its fields and blocks are added to in turn."""

    index: int
    name: str
    kind: str
    is_local: bool = False  # inside of code: its members see the locals around it, and are walked at once
    fields: list[Field] = field(default_factory=list)
    methods: list[Method] = field(default_factory=list)
    initializer: BodyBuilder | None = None
    static_initializer: BodyBuilder | None = None


class Members(Statements):
    """The member part of the walk."""

    def __init__(self, source: bytes, is_outline: bool) -> None:
        super().__init__(source, is_outline)
        #: The type whose members are being walked.
        self.type = TypeBuilder(NONE, "", "class")

    def member(self, node: Node) -> None:
        """A member of the current type; what is none is looked through for code."""
        handler = self.members.get(node.type)
        if handler is not None:
            handler(self, node)
        elif node.type not in syntax.COMMENTS:
            self.recover(node)

    def modifiers(self, node: Node) -> Modifiers:
        """The modifiers and annotations of a declaration."""
        first = node.child(0)
        if first is None or first.type != "modifiers":
            return _NO_MODIFIERS
        plain = _plain_modifiers(self.text(first))
        if plain is not None:
            return plain
        children = first.children
        annotations = [self._annotation(child) for child in children if child.type in syntax.ANNOTATIONS]
        words = [child.type for child in children if not child.is_named]
        words += [f"@{annotation.name}" for annotation in annotations]
        return Modifiers(frozenset(words), tuple(annotations))

    def _annotation(self, node: Node) -> Annotation:
        """An annotation. An array as argument is spread: `@A({x, y})` has two arguments, as `@A(v = {x, y})`."""
        name = self.name(node.child_by_field_id(syntax.NAME))
        arguments: list[str] = []
        argument_list = node.child_by_field_id(syntax.ARGUMENTS)
        for child in [] if argument_list is None else syntax.children_of(argument_list):
            if child.type == "element_value_pair":
                value = child.child_by_field_id(syntax.VALUE)
                key = self.text(child.children[0])
                arguments += [f"{key}={text}" for text in ([] if value is None else self._annotation_values(value))]
            else:
                arguments += self._annotation_values(child)
        return Annotation(name, tuple(arguments))

    def _annotation_values(self, node: Node) -> list[str]:
        if node.type == "element_value_array_initializer":
            return [self._annotation_value(child) for child in syntax.children_of(node)]
        return [self._annotation_value(node)]

    def _annotation_value(self, node: Node) -> str:
        text = self.text(node)
        return literals.string_value(text) if node.type == "string_literal" else " ".join(text.split())

    def instance_code(self) -> BodyBuilder:
        """The body of the current type's instance initialiser."""
        if self.type.initializer is None:
            self.type.initializer = self.file.start_body()
        return self.type.initializer

    def static_code(self) -> BodyBuilder:
        """The body of the current type's static initialiser."""
        if self.type.static_initializer is None:
            self.type.static_initializer = self.file.start_body()
        return self.type.static_initializer

    def add_code(
        self,
        builder: BodyBuilder,
        code: Sequence[Node],
        names: dict[str, int],
        walk: Callable[..., object],
        *arguments: Any,
    ) -> None:
        """Has `walk(*arguments)` add the operations of `code` to a body of the current type, with the locals `names`
        visible: at once if the type stands in code itself, in phase two if not."""
        if self.type.is_local:
            self._walk_code(builder, names, walk, arguments)
            return
        for node in code:
            if node.has_error:
                self.torn_members(node)
        self.file.postpone(builder.index, self._walk_later, self.type, self.depth, builder, names, walk, arguments)

    def _walk_later(
        self,
        type: TypeBuilder,
        depth: int,
        builder: BodyBuilder,
        names: dict[str, int],
        walk: Callable[..., object],
        arguments: tuple[Any, ...],
    ) -> None:
        self.type, self.depth = type, depth
        with self.file.fresh_scopes():
            self._walk_code(builder, names, walk, arguments)

    def _walk_code(
        self, builder: BodyBuilder, names: dict[str, int], walk: Callable[..., object], arguments: tuple[Any, ...]
    ) -> None:
        outside = self.enter_body(builder)
        self.file.open_scope(names)
        walk(*arguments)
        self.file.close_scope()
        self.leave_body(outside)

    def field_declaration(self, node: Node) -> None:
        """Fields and constants; those of interfaces are static and final."""
        modifiers = self.modifiers(node)
        is_constant = self.type.kind in ("interface", "annotation")
        is_static = is_constant or "static" in modifiers.words
        type_node = node.child_by_field_id(syntax.TYPE)
        for child in node.named_children:
            if child.type == "ERROR":
                self.recover(child)
            if child.type != "variable_declarator":
                continue
            name_node = child.child_by_field_id(syntax.NAME)
            name = self.name(name_node)
            is_plain = name_node is not None and name_node.end_byte == child.end_byte
            value_node = None if is_plain else child.child_by_field_id(syntax.VALUE)
            dimensions = None if is_plain else child.child_by_field_id(syntax.DIMENSIONS)
            self.type.fields.append(
                Field(
                    name,
                    self.type_text(type_node, dimensions),
                    child.start_point[0] + 1,
                    modifiers.annotations,
                    is_static,
                    is_constant or "final" in modifiers.words,
                    has_initializer=value_node is not None,
                )
            )
            if value_node is not None:
                builder = self.static_code() if is_static else self.instance_code()
                self.add_code(builder, [value_node], {}, self._store_field, child, name, value_node)

    def _store_field(self, node: Node, name: str, value_node: Node) -> None:
        value = self.expression(value_node)
        self.emit(facts.STORE_NAME, node, name, NONE, (value,))

    def initializer_block(self, node: Node) -> None:
        """`{ .. }` and `static { .. }`: operations of the initialiser, at their place among the fields."""
        is_static = node.type == "static_initializer"
        builder = self.static_code() if is_static else self.instance_code()
        self.add_code(builder, [node], {}, self._initialize, node, is_static)

    def _initialize(self, node: Node, is_static: bool) -> None:
        with self.body.block():
            for child in node.named_children if is_static else [node]:
                self.statement(child)

    def method(self, node: Node) -> None:
        """A method, or an element of an annotation type."""
        modifiers = self.modifiers(node)
        name = node.child_by_field_id(syntax.NAME)
        dimensions = node.child_by_field_id(syntax.DIMENSIONS)
        return_type = self.type_text(node.child_by_field_id(syntax.TYPE), dimensions)
        code = node.child_by_field_id(syntax.BODY)
        self._add_method(node, name or node, self.name(name), return_type, modifiers, code)

    def constructor(self, node: Node) -> None:
        """A constructor."""
        code = node.child_by_field_id(syntax.BODY)
        position = node.child_by_field_id(syntax.NAME) or node
        self._add_method(node, position, "<init>", "", self.modifiers(node), code)

    def _add_method(
        self, node: Node, position: Node, name: str, return_type: str, modifiers: Modifiers, code: Node | None
    ) -> None:
        builder = BodyBuilder(NONE) if code is None else self.file.start_body()
        self.file.open_scope()
        outside = self.enter_body(builder)
        has_vararg = self.parameters(node.child_by_field_id(syntax.PARAMETERS))
        self.leave_body(outside)
        names = self.file.close_scope()
        if code is not None:
            self.add_code(builder, [code], names, self._fill_method, builder, code)
        words = modifiers.words
        row, column = position.start_point
        self.type.methods.append(
            Method(
                name,
                tuple(builder.params),
                return_type,
                builder.index,
                row + 1,
                column + 1,
                modifiers.annotations,
                is_static="static" in words,
                is_abstract=code is None and "native" not in words and name != "<init>",
                is_override=not _OVERRIDE.isdisjoint(words),
                is_private="private" in words,
                has_vararg=has_vararg,
            )
        )

    def _fill_method(self, builder: BodyBuilder, code: Node) -> None:
        ends = self.run(code.named_children)
        if ends and self.body.ops and self.body.ops[-1].kind == facts.THROW:
            self.body.push_never(self.span(code))
        self.file.finish_body(builder)

    def parameters(self, node: Node | None) -> bool:
        """Declares formal parameters in the current body; True if the last one is variadic."""
        has_vararg = False
        if node is None or node.end_byte - node.start_byte == len("()"):
            return False
        for child in node.named_children:
            annotations: tuple[Annotation, ...] = ()
            if child.type == "formal_parameter":
                annotations = self.modifiers(child).annotations
                name = child.child_by_field_id(syntax.NAME)
                is_plain = name is not None and name.end_byte == child.end_byte
                dimensions = None if is_plain else child.child_by_field_id(syntax.DIMENSIONS)
                type_text = self.type_text(child.child_by_field_id(syntax.TYPE), dimensions)
            elif child.type == "spread_parameter":
                declarator = syntax.first_child(child, "variable_declarator")
                name = None if declarator is None else declarator.child_by_field_id(syntax.NAME)
                type_node = next((part for part in child.named_children if part.type in syntax.TYPES), None)
                type_text = self.type_text(type_node) + "[]"
                has_vararg = True
            elif child.type == "ERROR" and "..." in self.text(child):
                # The grammar does not know annotated variadic parameters: `Object @NotNull ... values`.
                name, has_vararg = None, True
                type_text = self.type_text(next(iter(syntax.children_of(child)), None)) + "[]"
            else:
                continue
            declared = "" if type_text == "var" else type_text
            local = Local(self.name(name), declared, is_parameter=True, annotations=annotations)
            self.body.params.append(self.file.declare(local))
        return has_vararg

    members = Statements.members | {
        "annotation_type_element_declaration": method,
        "block": initializer_block,
        "constant_declaration": field_declaration,
        "constructor_declaration": constructor,
        "field_declaration": field_declaration,
        "method_declaration": method,
        "static_initializer": initializer_block,
    }


@lru_cache(maxsize=1024)
def _plain_modifiers(text: str) -> Modifiers | None:
    """Modifiers without comments and arguments, nearly all of them, and few different ones; None for others."""
    if _NOT_PLAIN.search(text) is not None:
        return None
    words = text.split()
    annotations = tuple(Annotation(word[1:]) for word in words if word[0] == "@")
    return Modifiers(frozenset(words), annotations)


#: Arguments, comments, and spellings such as `@ Override`, `a .B` and `final@A`.
_NOT_PLAIN = re.compile(r"[(/]|@\s|\.\s|\s\.|\w@")
_NO_MODIFIERS = Modifiers()
_OVERRIDE = frozenset(["@Override", "@java.lang.Override"])
