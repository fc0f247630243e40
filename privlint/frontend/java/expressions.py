"""Java expressions: each becomes operations, and the operation that holds its value."""

from __future__ import annotations

from tree_sitter import Node

from privlint.frontend import facts
from privlint.frontend.facts import NONE, Local, Op
from privlint.frontend.java import syntax
from privlint.frontend.java.places import Places
from privlint.frontend.java.walker import MAX_DEPTH, decode

#: A call or member access of a chain: the whole, the name, arguments (None for a member), type arguments.
Link = tuple[Node, Node | None, Node | None, Node | None]


_CHAINS = frozenset(["method_invocation", "field_access"])


class Expressions(Places):
    """The expression part of the walk. Chains and operator rows are walked in a loop: real code nests them deeply.

    `expression`, `arguments` and `chain` see most of the nodes of a file; they trade a few calls for a few lines."""

    def expression(self, node: Node) -> int:
        """Adds the operations of an expression and returns the one that holds its value."""
        kind = node.type
        if kind == "identifier":
            return self.identifier(node)
        handler = self.expressions.get(kind)
        if handler is None:
            return self.unknown(node, tuple(self.recover(node)))
        if self.depth >= MAX_DEPTH:
            self.too_deep(node)
            return self.unknown(node)
        self.depth += 1
        value = handler(self, node)
        self.depth -= 1
        return value

    def operand(self, node: Node | None, parent: Node) -> int:
        """As `expression`, for a part of `parent` that a syntax error may have swallowed."""
        return self.unknown(parent) if node is None else self.expression(node)

    def arguments(self, node: Node | None) -> tuple[int, ...]:
        """The values of an argument list."""
        if node is None or node.end_byte - node.start_byte == len("()"):
            return ()
        values = []
        for child in node.named_children:
            if not child.is_extra:
                values.append(self.expression(child))
            elif child.type == "ERROR":
                self.recover(child)
        return tuple(values)

    def this(self, node: Node) -> int:
        """`this`."""
        return self.emit(facts.THIS, node)

    def super(self, node: Node) -> int:
        """`super`, as the receiver of a call or member."""
        return self.emit(facts.SUPER, node)

    def call(self, node: Node) -> int:
        """A method call; short cuts for the most frequent shapes."""
        children = node.children
        count = len(children)
        if count == 2:  # f(x)
            return self._call(node, children[0], children[1], NONE)
        if count == 4 and not children[1].is_named:  # receiver.f(x)
            first = children[0]
            kind = first.type
            if kind == "identifier":
                return self._call(node, children[2], children[3], self.identifier(first))
            if kind not in _CHAINS:
                return self._call(node, children[2], children[3], self.expression(first))
        return self.chain(node)

    def chain(self, node: Node) -> int:
        """A chain of calls and member accesses (`a.b.c(x).d()`), innermost receiver first."""
        links, receiver = self._links(node)
        for link, name, arguments, type_arguments in reversed(links):
            if name is None:
                receiver = self.unknown(link, self.arguments(arguments))
            elif arguments is None:
                receiver = self.emit(facts.MEMBER, name, self.text(name), receiver)
            else:
                receiver = self._call(link, name, arguments, receiver)
                if type_arguments is not None:
                    types = tuple(self.type_text(child) for child in syntax.children_of(type_arguments))
                    self.body.ops[receiver].type_args = types
        return receiver

    def _call(self, node: Node, name: Node, arguments: Node, receiver: int) -> int:
        """Adds a CALL; its position is that of the name, its end that of the whole."""
        args = self.arguments(arguments)
        text = self.latin[name.start_byte : name.end_byte]
        if not text.isascii():
            text = decode(text)
        row, column = name.start_point
        end_row, end_column = node.end_point
        body = self.body
        ops = body.ops
        ops.append(Op(facts.CALL, row + 1, column + 1, end_row + 1, end_column + 1, body.guard, text, receiver, args))
        return len(ops) - 1

    def _links(self, node: Node) -> tuple[list[Link], int]:
        """The links of a chain from the outside in, and the operation of its innermost receiver."""
        links: list[Link] = []
        current: Node | None = node
        while current is not None:
            kind = current.type
            if kind not in _CHAINS:
                return links, self.expression(current)
            children = current.children
            count = len(children)
            if count == 4 and kind == "method_invocation" and not children[1].is_named:
                links.append((current, children[2], children[3], None))
                current = children[0]
                continue
            if count == 3 and kind == "field_access" and children[2].type == "identifier":
                links.append((current, children[2], None, None))
                current = children[0]
                continue
            outer = current.child_by_field_id(syntax.OBJECT)
            name = current.child_by_field_id(syntax.NAME if kind == "method_invocation" else syntax.FIELD)
            if name is not None and name.type == "this":
                return links, self.emit(facts.THIS, current, self.name(outer))
            arguments = current.child_by_field_id(syntax.ARGUMENTS)
            links.append((current, name, arguments, current.child_by_field_id(syntax.TYPE_ARGUMENTS)))
            if outer is not None and any(child.type == "super" for child in children[1:]):
                return links, self.emit(facts.SUPER, outer, self.text(outer))
            current = outer
        return links, NONE

    def explicit_constructor_call(self, node: Node) -> int:
        """`this(..)` and `super(..)` at the start of a constructor."""
        outer = node.child_by_field_id(syntax.OBJECT)
        if outer is not None:
            self.expression(outer)
        constructor = node.child_by_field_id(syntax.CONSTRUCTOR)
        is_this = constructor is not None and constructor.type == "this"
        receiver = self.emit(facts.THIS if is_this else facts.SUPER, constructor or node)
        args = self.arguments(node.child_by_field_id(syntax.ARGUMENTS))
        return self.emit(facts.CALL, constructor or node, "<init>", receiver, args)

    def new(self, node: Node) -> int:
        """`new T(..)`, `outer.new T(..)`, and anonymous classes."""
        first = node.child(0)
        receiver = self.expression(first) if first is not None and first.is_named and not first.is_extra else NONE
        type_text = self.type_text(node.child_by_field_id(syntax.TYPE))
        args = self.arguments(node.child_by_field_id(syntax.ARGUMENTS))
        class_body = node.named_children[-1] if node.named_child_count else None
        if class_body is None or class_body.type != "class_body":
            return self.emit(facts.NEW, node, "", receiver, args, type_text)
        index = self.file.reserve_type()
        value = self.emit(facts.NEW, node, "", receiver, args, type_text, index)
        self.anonymous_type(index, class_body, type_text)
        return value

    def new_array(self, node: Node) -> int:
        """`new T[n]` is a NEW of type `T[]`; with values it is a call of `arrayOf`."""
        type_text = self.type_text(node.child_by_field_id(syntax.TYPE))
        sizes: list[int] = []
        for child in syntax.children_of(node):
            if child.type == "dimensions_expr":
                sizes += [self.expression(size) for size in syntax.children_of(child)[-1:]]
                type_text += "[]"
            elif child.type == "dimensions":
                type_text += "[]" * self.text(child).count("[")
        values = node.child_by_field_id(syntax.VALUE)
        if values is None:
            return self.emit(facts.NEW, node, args=tuple(sizes), type=type_text)
        return self.emit(facts.CALL, node, "arrayOf", args=self.arguments(values), type=type_text)

    def array_values(self, node: Node) -> int:
        """`{a, b}` as initialiser of an array."""
        return self.emit(facts.CALL, node, "arrayOf", args=self.arguments(node))

    def array_access(self, node: Node) -> int:
        """`array[index]`."""
        return self.read(self.place(node), node)

    def lambda_expression(self, node: Node) -> int:
        """A lambda: a LAMBDA operation and a body of its own; an expression body is returned."""
        outer = self.body
        builder = self.file.start_body(outer.index, len(outer.ops))
        value = self.emit(facts.LAMBDA, node, slot=builder.index)
        parameters = node.child_by_field_id(syntax.PARAMETERS)
        code = node.child_by_field_id(syntax.BODY)
        outside = self.enter_body(builder)
        self.file.open_scope()
        if parameters is not None and parameters.type == "formal_parameters":
            self.parameters(parameters)
        elif parameters is not None:
            names = [parameters] if parameters.type == "identifier" else syntax.children_of(parameters)
            for name in names:
                builder.params.append(self.file.declare(Local(self.text(name), is_parameter=True)))
        if code is not None and code.type == "block":
            self.run(code.named_children)
        elif code is not None:
            self.emit(facts.RETURN, code, args=(self.expression(code),))
        self.file.close_scope()
        self.leave_body(outside)
        self.file.finish_body(builder)
        return value

    def method_reference(self, node: Node) -> int:
        """`receiver::name`; the position is that of the name."""
        qualifier = syntax.children_of(node)[:1]
        name = node.children[-1]
        receiver = NONE
        for child in qualifier:
            receiver = self._type_name(child) if child.type in syntax.TYPES else self.expression(child)
        if name.type == "new":
            return self.emit(facts.REF, name, "<init>", receiver)
        names = self._names_of(receiver)
        text = self.text(name)
        code = self.file.reference_code(self.body, self.span(name), names, text) if names else NONE
        return self.emit(facts.REF, name, text, receiver, slot=code)

    def _names_of(self, receiver: int) -> list[str]:
        """The parts of a qualified name of a class, by its spelling; nothing for other receivers."""
        names: list[str] = []
        while receiver != NONE and self.body.ops[receiver].kind in (facts.NAME, facts.MEMBER):
            names.insert(0, self.body.ops[receiver].name)
            receiver = self.body.ops[receiver].receiver
        return names if receiver == NONE and names and names[-1][:1].isupper() else []

    def _type_name(self, node: Node) -> int:
        """A type used as the receiver of a method reference, as the names it consists of."""
        first, *rest = syntax.erase(self.type_text(node)).split(".")
        value = self.emit(facts.NAME, node, first)
        for part in rest:
            value = self.emit(facts.MEMBER, node, part, value)
        return value

    def class_literal(self, node: Node) -> int:
        """`T.class`."""
        return self.emit(facts.CLASSREF, node, type=self.type_text(node.named_children[0]))

    def parenthesized(self, node: Node) -> int:
        """`(expression)`: the value of what is inside."""
        children = node.children
        if len(children) == 3:
            return self.expression(children[1])
        for child in node.named_children:
            if not child.is_extra:
                return self.expression(child)
        return self.unknown(node, tuple(self.recover(node)))

    def binary(self, node: Node) -> int:
        """A row of operators. The right side of `&&` and `||` runs under a guard."""
        row: list[tuple[Node, Node | None, Node | None]] = []
        left: Node | None = node
        while left is not None and left.type == "binary_expression":
            children = left.children
            if len(children) == 3:
                row.append((left, children[1], children[2]))
                left = children[0]
            else:
                row.append((left, left.child_by_field_id(syntax.OPERATOR), left.child_by_field_id(syntax.RIGHT)))
                left = left.child_by_field_id(syntax.LEFT)
        value = self.operand(left, node)
        body = self.body
        outer = inner = body.guard
        previous, right = "", NONE
        for link, operator_node, right_node in reversed(row):
            operator = "" if operator_node is None else operator_node.type
            if operator == "&&" or operator == "||":
                # In `a && b && c` the guard of `c` extends that of `b`, so that long rows stay linear.
                if operator == previous:
                    body.guard = inner
                    body.push(right, operator == "&&")
                else:
                    body.push(value, operator == "&&")
                inner = body.guard
            right = self.operand(right_node, link)
            body.guard = outer
            previous = operator
            value = self.emit(facts.BINARY, link, operator, args=(value, right))
        return value

    def unary(self, node: Node) -> int:
        """`!x`, `-x`, `~x`; negative number literals are constants, and `+x` is `x`."""
        operator_node = node.child_by_field_id(syntax.OPERATOR)
        operator = "" if operator_node is None else operator_node.type
        value = self.operand(node.child_by_field_id(syntax.OPERAND), node)
        if operator == "+":
            return value
        op = self.body.ops[value]
        if operator == "-" and op.kind == facts.CONST and op.type in ("int", "float") and op.name[:1] != "-":
            return self.emit(facts.CONST, node, "-" + op.name, type=op.type)
        return self.emit(facts.UNARY, node, operator, value)

    def ternary(self, node: Node) -> int:
        """`condition ? a : b`."""
        body = self.body
        condition = self.operand(node.child_by_field_id(syntax.CONDITION), node)
        outer = body.guard
        body.push(condition, True)
        first = self.operand(node.child_by_field_id(syntax.CONSEQUENCE), node)
        body.guard = outer
        body.push(condition, False)
        second = self.operand(node.child_by_field_id(syntax.ALTERNATIVE), node)
        body.guard = outer
        return self.emit(facts.PHI, node, args=(first, second))

    def cast(self, node: Node) -> int:
        """`(T) value`; of an intersection type the first."""
        value = self.operand(node.child_by_field_id(syntax.VALUE), node)
        return self.emit(facts.CAST, node, receiver=value, type=self.type_text(node.child_by_field_id(syntax.TYPE)))

    def instance_of(self, node: Node) -> int:
        """`value instanceof T`, with the variables of its pattern."""
        value = self.operand(node.child_by_field_id(syntax.LEFT), node)
        pattern = node.child_by_field_id(syntax.PATTERN)
        if pattern is not None:
            return self.match_record(pattern, value)
        type_text = self.type_text(node.child_by_field_id(syntax.RIGHT))
        test = self.emit(facts.IS, node, receiver=value, type=type_text)
        name = node.child_by_field_id(syntax.NAME)
        if name is not None:
            self.bind(name, type_text, value, test)
        return test

    def switch_value(self, node: Node) -> int:
        """A switch whose value is used."""
        values, _ = self.switch(node)
        return self.emit(facts.PHI, node, args=tuple(values))

    def template(self, node: Node) -> int:
        """`PROCESSOR."text \\{value}"`."""
        children = syntax.children_of(node)
        values = [self.expression(child) for child in children]
        return values[-1] if values else self.unknown(node)

    expressions = Places.expressions | {
        "array_access": array_access,
        "array_creation_expression": new_array,
        "array_initializer": array_values,
        "binary_expression": binary,
        "cast_expression": cast,
        "class_literal": class_literal,
        "field_access": chain,
        "instanceof_expression": instance_of,
        "lambda_expression": lambda_expression,
        "method_invocation": call,
        "method_reference": method_reference,
        "object_creation_expression": new,
        "parenthesized_expression": parenthesized,
        "super": super,
        "switch_expression": switch_value,
        "template_expression": template,
        "ternary_expression": ternary,
        "this": this,
        "unary_expression": unary,
    }
