"""Java type declarations: classes, interfaces, enums, records, annotation types, local and anonymous classes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tree_sitter import Node

from privlint.frontend import facts
from privlint.frontend.builder import BodyBuilder
from privlint.frontend.facts import NONE, Field, Local, Method, TypeDecl
from privlint.frontend.java import syntax
from privlint.frontend.java.members import Members, TypeBuilder
from privlint.frontend.java.walker import MAX_DEPTH

#: The kind of type that a node declares.
KINDS = {
    "class_declaration": "class",
    "record_declaration": "class",
    "interface_declaration": "interface",
    "enum_declaration": "enum",
    "annotation_type_declaration": "annotation",
}
_HEADER_TYPES = frozenset(["superclass", "super_interfaces", "extends_interfaces"])
_FIELD_DECLARATIONS = frozenset(["field_declaration", "constant_declaration"])


class Declarations(Members):
    """The type part of the walk."""

    def type_declaration(self, node: Node) -> None:
        """A type with all its members; local if it stands in a body."""
        if self.depth >= MAX_DEPTH:
            self.too_deep(node)
            return
        kind = KINDS[node.type]
        is_record = node.type == "record_declaration"
        modifiers = self.modifiers(node)
        outer, place = self.type, self.body.index
        in_interface = place == NONE and outer.kind in ("interface", "annotation")
        is_implicitly_static = kind != "class" or is_record or in_interface
        is_static = outer.index != NONE and (is_implicitly_static or "static" in modifiers.words)
        name_node = node.child_by_field_id(syntax.NAME)
        is_local = outer.is_local or place != NONE
        builder = TypeBuilder(self.file.reserve_type(), self.name(name_node), kind, is_local)
        code = node.child_by_field_id(syntax.BODY)
        with self._members_of(builder, code, sees_locals=not is_static):
            if is_record:
                self._record(node, code)
            self._type_body(code)
        self._finish(
            builder,
            TypeDecl(
                builder.name,
                kind,
                (name_node or node).start_point[0] + 1,
                outer.index,
                place,
                self._supertypes(node),
                self._type_parameters(node.child_by_field_id(syntax.TYPE_PARAMETERS)),
                modifiers.annotations,
                is_abstract=kind in ("interface", "annotation") or "abstract" in modifiers.words,
                is_static=is_static,
                is_data=is_record,
            ),
        )

    def anonymous_type(self, index: int, node: Node, supertype: str) -> None:
        """The anonymous type of reserved number `index` whose class body is `node`."""
        outer, place = self.type.index, self.body.index
        builder = TypeBuilder(index, "", "anonymous", is_local=True)
        with self._members_of(builder, node, sees_locals=True):
            self._type_body(node)
        line = node.start_point[0] + 1
        self._finish(builder, TypeDecl("", "anonymous", line, outer, place, (supertype,)))

    @contextmanager
    def _members_of(self, builder: TypeBuilder, code: Node | None, sees_locals: bool) -> Iterator[None]:
        """Members go to `builder`. Locals around it stay visible unless a field of the type hides them."""
        outer, self.type = self.type, builder
        self.depth += 1
        outside = self.enter_body(BodyBuilder(NONE))
        if not builder.is_local:
            yield
        else:
            with self.file.scope(self._field_names(code)) if sees_locals else self.file.fresh_scopes():
                yield
        self.leave_body(outside)
        self.depth -= 1
        self.type = outer

    def _field_names(self, code: Node | None) -> tuple[str, ...]:
        return tuple(
            self.name(declarator.child_by_field_id(syntax.NAME))
            for member in ([] if code is None else code.named_children)
            if member.type in _FIELD_DECLARATIONS
            for declarator in member.named_children
            if declarator.type == "variable_declarator"
        )

    def _finish(self, builder: TypeBuilder, declaration: TypeDecl) -> None:
        """Completes a declaration with its members and sets it."""
        declaration.fields = tuple(builder.fields)
        declaration.methods = tuple(builder.methods)
        if builder.initializer is not None:
            declaration.initializer = self.finish(builder, builder.initializer)
        if builder.static_initializer is not None:
            declaration.static_initializer = self.finish(builder, builder.static_initializer)
        self.file.set_type(builder.index, declaration)

    def finish(self, type: TypeBuilder, initializer: BodyBuilder) -> int:
        """Stores an initialiser after all that is added to it; returns its number."""
        if type.is_local:
            return self.file.finish_body(initializer)
        self.file.postpone(initializer.index, self.file.finish_body, initializer)
        return initializer.index

    def _type_body(self, code: Node | None) -> None:
        for child in [] if code is None else code.named_children:
            if child.type == "enum_body_declarations":
                self._type_body(child)
            else:
                self.member(child)

    def _supertypes(self, node: Node) -> tuple[str, ...]:
        """What a type extends and implements, in the order of the source: the superclass is first."""
        supertypes: list[str] = []
        for clause in node.named_children:
            if clause.type in _HEADER_TYPES:
                for child in syntax.children_of(clause):
                    types = syntax.children_of(child) if child.type == "type_list" else [child]
                    supertypes += [self.type_text(part) for part in types]
        return tuple(supertypes)

    def _type_parameters(self, node: Node | None) -> tuple[str, ...]:
        parameters: list[str] = []
        for child in [] if node is None else syntax.children_of(node):
            name = self.name(syntax.first_child(child, "type_identifier"))
            bound = syntax.first_child(child, "type_bound")
            bounds = [] if bound is None else [self.type_text(part) for part in syntax.children_of(bound)]
            parameters.append(f"{name} : {' & '.join(bounds)}" if bounds else name)
        return tuple(parameters)

    def enum_constant(self, node: Node) -> None:
        """A constant of an enum: a static field that holds a new instance, of an anonymous type if it has a body."""
        name_node = node.child_by_field_id(syntax.NAME) or node
        name = self.text(name_node)
        enum = self.type
        line = name_node.start_point[0] + 1
        annotations = self.modifiers(node).annotations
        enum.fields.append(
            Field(name, enum.name, line, annotations, is_static=True, is_final=True, has_initializer=True)
        )
        self.add_code(self.static_code(), [node], {}, self._store_constant, node, name_node, enum.name)

    def _store_constant(self, node: Node, name_node: Node, enum: str) -> None:
        code = node.child_by_field_id(syntax.BODY)
        args = self.arguments(node.child_by_field_id(syntax.ARGUMENTS))
        index = NONE if code is None else self.file.reserve_type()
        value = self.emit(facts.NEW, node, args=args, type=enum, slot=index)
        if code is not None:
            self.anonymous_type(index, code, enum)
        self.emit(facts.STORE_NAME, name_node, self.text(name_node), args=(value,))

    def _record(self, node: Node, code: Node | None) -> None:
        """The fields of a record; its canonical constructor and accessors unless they are written out."""
        header = node.child_by_field_id(syntax.PARAMETERS)
        builder = self.file.start_body()
        outside = self.enter_body(builder)
        self.file.open_scope()
        has_vararg = self.parameters(header)
        names = self.file.close_scope()
        self.leave_body(outside)
        components = [self.file.locals[slot] for slot in builder.params]
        compact = None if code is None else syntax.first_child(code, "compact_constructor_declaration")
        compact_code = None if compact is None else compact.child_by_field_id(syntax.BODY)
        codes = [] if compact_code is None else [compact_code]
        self.add_code(builder, codes, names, self._fill_record, builder, compact_code, header or node)
        row, column = (compact or node).start_point
        self.type.fields += [Field(component.name, component.type, row + 1, is_final=True) for component in components]
        if not self._has_constructor(code, [component.type for component in components]):
            self.type.methods.append(
                Method("<init>", tuple(builder.params), "", builder.index, row + 1, column + 1, has_vararg=has_vararg)
            )
        for component in components:
            if not self._has_accessor(code, component.name):
                self._accessor(component, header or node)

    def _accessor(self, component: Local, header: Node) -> None:
        builder = self.file.start_body()
        self.add_code(builder, [], {}, self._fill_accessor, builder, component.name, header)
        row, column = header.start_point
        self.type.methods.append(Method(component.name, (), component.type, builder.index, row + 1, column + 1))

    def _fill_accessor(self, builder: BodyBuilder, name: str, position: Node) -> None:
        receiver = self.emit(facts.THIS, position)
        value = self.emit(facts.MEMBER, position, name, receiver)
        self.emit(facts.RETURN, position, args=(value,))
        self.file.finish_body(builder)

    def _fill_record(self, builder: BodyBuilder, compact_code: Node | None, position: Node) -> None:
        if compact_code is not None:
            self.run(compact_code.named_children)
        for slot in builder.params:
            value = self.emit(facts.LOCAL, position, slot=slot)
            receiver = self.emit(facts.THIS, position)
            self.emit(facts.STORE_MEMBER, position, self.file.locals[slot].name, receiver, (value,))
        self.file.finish_body(builder)

    def _has_constructor(self, code: Node | None, types: list[str]) -> bool:
        """Whether a constructor with these parameter types is written out."""
        for member in [] if code is None else code.named_children:
            parameters = member.child_by_field_id(syntax.PARAMETERS)
            if member.type == "constructor_declaration" and parameters is not None:
                written = [
                    self.type_text(child.child_by_field_id(syntax.TYPE), child.child_by_field_id(syntax.DIMENSIONS))
                    for child in parameters.named_children
                    if child.type == "formal_parameter"
                ]
                if written == types:
                    return True
        return False

    def _has_accessor(self, code: Node | None, name: str) -> bool:
        """Whether the accessor of a component is written out."""
        for member in [] if code is None else code.named_children:
            parameters = member.child_by_field_id(syntax.PARAMETERS)
            is_getter = member.type == "method_declaration" and parameters is not None and not parameters.named_children
            if is_getter and self.name(member.child_by_field_id(syntax.NAME)) == name:
                return True
        return False

    def skip(self, node: Node) -> None:
        """A member that is read together with its type."""

    def local_type(self, node: Node) -> bool:
        """A type declared among statements."""
        self.type_declaration(node)
        return False

    members = (
        Members.members
        | dict.fromkeys(KINDS, type_declaration)
        | {
            "compact_constructor_declaration": skip,
            "enum_constant": enum_constant,
        }
    )
    statements = Members.statements | dict.fromkeys(KINDS, local_type)
