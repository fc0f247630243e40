"""Names, literals and what can be assigned to: locals, names, members, array elements, pattern variables."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from privlint.frontend import facts
from privlint.frontend.facts import NONE, Local, Op
from privlint.frontend.java import literals, syntax
from privlint.frontend.java.walker import Walker, decode


class Place(NamedTuple):
    """Something that is read and written: the kinds of both operations, and their operands."""

    read: int
    store: int
    position: Node
    name: str = ""
    receiver: int = NONE
    indices: tuple[int, ...] = ()
    slot: int = NONE


class Places(Walker):
    """The part of the walk for leaves of expressions, assignments and pattern variables."""

    def identifier(self, node: Node) -> int:
        """A simple name: a local if one is visible."""
        # The most frequent expression by far: `text` and `emit` are written out here.
        start, end = node.start_byte, node.end_byte
        name = self.latin[start:end]
        if not name.isascii():
            name = decode(name)
        slot = self.file.lookup(name)
        row, column = node.start_point
        row, column = row + 1, column + 1
        body = self.body
        ops = body.ops
        if slot == NONE:
            ops.append(Op(facts.NAME, row, column, row, column + end - start, body.guard, name))
        else:
            ops.append(Op(facts.LOCAL, row, column, row, column + end - start, body.guard, "", NONE, (), "", slot))
        return len(ops) - 1

    def string(self, node: Node) -> int:
        """A string literal or text block; with embedded expressions a TEMPLATE."""
        text = self.text(node)
        if "\\{" in text:
            parts = syntax.children_of(node)
            embedded = [part for part in parts if part.type == "string_interpolation"]
            if embedded:
                values = [self.expression(child) for part in embedded for child in syntax.children_of(part)]
                literal = "".join(self.text(part) for part in parts if part.type != "string_interpolation")
                return self.emit(facts.TEMPLATE, node, literals.unescape(literal), args=tuple(values))
        return self.emit(facts.CONST, node, literals.string_value(text), NONE, (), "string")

    def character(self, node: Node) -> int:
        """A character literal."""
        return self.emit(facts.CONST, node, literals.character_value(self.text(node)), type="char")

    def integer(self, node: Node) -> int:
        """An integer literal."""
        return self.emit(facts.CONST, node, literals.integer_value(self.text(node)), type="int")

    def floating(self, node: Node) -> int:
        """A floating-point literal."""
        return self.emit(facts.CONST, node, literals.float_value(self.text(node)), type="float")

    def boolean(self, node: Node) -> int:
        """`true` and `false`."""
        return self.emit(facts.CONST, node, node.type, type="bool")

    def null(self, node: Node) -> int:
        """`null`."""
        return self.emit(facts.CONST, node, "null", type="null")

    def place(self, node: Node) -> Place:
        """Evaluates the operands of something that is assigned to."""
        kind = node.type
        if kind == "identifier":
            name = self.text(node)
            slot = self.file.lookup(name)
            if slot == NONE:
                return Place(facts.NAME, facts.STORE_NAME, node, name)
            return Place(facts.LOCAL, facts.STORE_LOCAL, node, slot=slot)
        if kind == "field_access":
            target, field = node.child_by_field_id(syntax.OBJECT), node.child_by_field_id(syntax.FIELD)
            receiver = self.unknown(node) if target is None else self.expression(target)
            return Place(facts.MEMBER, facts.STORE_MEMBER, field or node, self.name(field), receiver)
        if kind == "array_access":
            array, index = node.child_by_field_id(syntax.ARRAY), node.child_by_field_id(syntax.INDEX)
            receiver = self.unknown(node) if array is None else self.expression(array)
            position = self.unknown(node) if index is None else self.expression(index)
            return Place(facts.INDEX, facts.STORE_INDEX, node, "", receiver, (position,))
        # Anything else is no legal target; its operations are kept, and the value goes to no name.
        self.recover(node)
        return Place(facts.NAME, facts.STORE_NAME, node)

    def read(self, place: Place, node: Node) -> int:
        """The present value of a place."""
        return self.emit(place.read, place.position, place.name, place.receiver, place.indices, slot=place.slot)

    def store(self, place: Place, value: int) -> None:
        """Assigns to a place."""
        args = (*place.indices, value)
        self.emit(place.store, place.position, place.name, place.receiver, args, slot=place.slot)

    def assignment(self, node: Node) -> int:
        """`place = value` and `place += value`; the value of the expression is what was stored."""
        left, right = node.child_by_field_id(syntax.LEFT), node.child_by_field_id(syntax.RIGHT)
        operator_node = node.child_by_field_id(syntax.OPERATOR)
        if left is None or right is None or operator_node is None:
            return self.unknown(node, tuple(self.recover(node)))
        place = self.place(left)
        operator = operator_node.type[:-1]
        if not operator:
            value = self.expression(right)
        else:
            present = self.read(place, node)
            value = self.emit(facts.BINARY, node, operator, args=(present, self.expression(right)))
        self.store(place, value)
        return value

    def update(self, node: Node) -> int:
        """`x++` and `--x`."""
        operand = syntax.children_of(node)
        if not operand:
            return self.unknown(node)
        is_prefix = not node.children[0].is_named
        operator = node.children[0 if is_prefix else -1].type[:1]
        place = self.place(operand[0])
        present = self.read(place, node)
        one = self.emit(facts.CONST, node, "1", type="int")
        value = self.emit(facts.BINARY, node, operator, args=(present, one))
        self.store(place, value)
        return value if is_prefix else present

    def bind(self, name: Node, type_text: str, value: int, test: int = NONE) -> None:
        """Declares a pattern variable: `value` as `type_text`, where `test` holds."""
        with self.body.block():
            if test != NONE:
                self.body.push(test, True)
            cast = self.emit(facts.CAST, name, receiver=value, type=type_text)
            slot = self.file.declare(Local(self.text(name), "" if type_text == "var" else type_text))
            self.emit(facts.STORE_LOCAL, name, args=(cast,), slot=slot)

    def match_record(self, node: Node, value: int) -> int:
        """`value instanceof R(..)`: the test, and the variables of the components, of which nothing is known."""
        pending = syntax.children_of(node)
        record = pending.pop(0) if pending else None
        test = self.emit(facts.IS, node, receiver=value, type=self.type_text(record))
        while pending:
            part = pending.pop()
            if part.type == "record_pattern_component":
                component = syntax.children_of(part)
                if len(component) == 2:
                    self.file.declare(Local(self.text(component[1]), self.type_text(component[0])))
            else:
                pending += syntax.children_of(part)
        return test

    expressions = Walker.expressions | {
        "assignment_expression": assignment,
        "binary_integer_literal": integer,
        "character_literal": character,
        "decimal_floating_point_literal": floating,
        "decimal_integer_literal": integer,
        "false": boolean,
        "hex_floating_point_literal": floating,
        "hex_integer_literal": integer,
        "identifier": identifier,
        "null_literal": null,
        "octal_integer_literal": integer,
        "string_literal": string,
        "true": boolean,
        "underscore_pattern": identifier,
        "update_expression": update,
    }
