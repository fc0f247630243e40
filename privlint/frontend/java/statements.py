"""Java statements: operations under the guards that control flow puts on them."""

from __future__ import annotations

from tree_sitter import Node

from privlint.frontend import facts
from privlint.frontend.facts import NONE, Local
from privlint.frontend.java import syntax
from privlint.frontend.java.switches import Switches
from privlint.frontend.java.walker import MAX_DEPTH, Target

#: Functions that throw unless what they are given is true or not null. Whether a call is really one of a library shows
#: when it is run.
_CHECKS = frozenset({"checkArgument", "checkNotNull", "checkState", "requireNonNull"})
_FUNCTIONAL = frozenset(["lambda_expression", "method_reference"])


class Statements(Switches):
    """The statement part of the walk. A statement tells whether control never reaches what follows it.

    A plain block opens no `BodyBuilder.block`: guards that its early returns push hold for what follows it as well."""

    def statement(self, node: Node) -> bool:
        """Adds the operations of a statement; True if control never reaches what follows."""
        return self.run([node])

    def run(self, nodes: list[Node]) -> bool:
        """Statements in a row. What follows one that always leaves is marked as never reached."""
        if self.depth >= MAX_DEPTH:
            for node in nodes:
                self.too_deep(node)
            return False
        self.depth += 1
        handlers = self.statements
        exits = is_marked = False
        for node in nodes:
            kind = node.type
            handler = handlers.get(kind)
            if handler is None:
                if kind not in syntax.COMMENTS:
                    self.recover(node)
                continue
            if exits and not is_marked:
                self.body.push_never(self.span(node))
                is_marked = True
            if handler(self, node):
                exits = True
        self.depth -= 1
        return exits

    def optional_statement(self, node: Node | None) -> bool:
        """As `statement`, for one that a syntax error may have swallowed."""
        return node is not None and self.run([node])

    def block(self, node: Node) -> bool:
        """`{ .. }`."""
        self.file.open_scope()
        exits = self.run(node.named_children)
        self.file.close_scope()
        return exits

    def expression_statement(self, node: Node) -> bool:
        """An expression; `System.exit(..)` leaves for good."""
        for child in node.named_children:
            kind = child.type
            if kind == "switch_expression":
                return self.switch_statement(child)
            if kind not in syntax.COMMENTS:
                value = self.expression(child)
                if kind == "method_invocation" and self.body.ops[value].name in _CHECKS and self.body.ops[value].args:
                    self.body.push_passed(value, self.span(child))
                return kind == "method_invocation" and self.body.ops[value].name == "exit" and self._is_exit(value)
        return False

    def _is_exit(self, value: int) -> bool:
        op = self.body.ops[value]
        if op.kind != facts.CALL or op.receiver == NONE:
            return False
        receiver = self.body.ops[op.receiver]
        return receiver.name == "System" and receiver.kind in (facts.NAME, facts.MEMBER)

    def evaluate(self, node: Node) -> bool:
        """A statement of which only the expressions matter."""
        for child in syntax.children_of(node):
            self.expression(child)
        return False

    def local_variables(self, node: Node) -> bool:
        """`T a = x, b;`."""
        type_node = node.child_by_field_id(syntax.TYPE)
        for child in node.named_children:
            if child.type == "variable_declarator":
                self.declare_variable(child, type_node, child.child_by_field_id(syntax.VALUE))
            elif child.type == "ERROR":
                self.recover(child)
        return False

    def declare_variable(self, node: Node, type_node: Node | None, value_node: Node | None) -> int:
        """Declares a local with the name and dimensions of `node`, and stores its value; returns its slot."""
        value = NONE if value_node is None else self.expression(value_node)
        name = self.name(node.child_by_field_id(syntax.NAME))
        type_text = self.type_text(type_node, node.child_by_field_id(syntax.DIMENSIONS))
        is_functional = value_node is not None and value_node.type in _FUNCTIONAL
        local = Local(name, "" if type_text == "var" else type_text, False, False, False, is_functional)
        slot = self.file.declare(local)
        if value != NONE:
            self.emit(facts.STORE_LOCAL, node, "", NONE, (value,), "", slot)
        return slot

    def if_statement(self, node: Node) -> bool:
        """`if`, with its whole chain of `else if`.

        Where one branch always leaves, what follows keeps the guards that hold at the end of the other."""
        body = self.body
        chain: list[tuple[int, int, bool]] = []  # outer guard, guard at the end of the branch, whether it leaves
        current: Node | None = node
        self.file.open_scope()
        while current is not None and current.type == "if_statement":
            condition = self.operand(current.child_by_field_id(syntax.CONDITION), current)
            outer = body.guard
            body.push(condition, True)
            exits = self.optional_statement(current.child_by_field_id(syntax.CONSEQUENCE))
            chain.append((outer, body.guard, exits))
            body.guard = outer
            current = current.child_by_field_id(syntax.ALTERNATIVE)
            if exits or current is not None:
                body.push(condition, False)
        exits = self.optional_statement(current)
        names = self.file.close_scope()
        if names and (exits or any(branch_exits for _, _, branch_exits in chain)):
            # `if (!(x instanceof T t)) return;`: the pattern variable is visible in what follows.
            self.file.reveal(names)
        guard = body.guard
        for outer, branch_guard, branch_exits in reversed(chain):
            if branch_exits == exits:
                guard = outer
            elif exits:
                guard = branch_guard
            exits = exits and branch_exits
        body.guard = guard
        return exits

    def while_statement(self, node: Node) -> bool:
        """`while`: the body runs under the condition."""
        with self.body.region(is_loop=True):
            condition = self.operand(node.child_by_field_id(syntax.CONDITION), node)
            target = self._loop(node.child_by_field_id(syntax.BODY), condition)
        return self._end_loop(condition, target)

    def _end_loop(self, condition: int, target: Target) -> bool:
        """What holds after a loop; True if it never ends."""
        self.body.push_end_of_loop(condition, target.breaks)
        return self.body.is_true(condition) and not target.breaks

    def _loop(self, code: Node | None, condition: int = NONE, updates: list[Node] | None = None) -> Target:
        """The body of a loop and what runs after each round, under the condition."""
        target = Target()
        self.targets.append(target)
        with self.body.block():
            if condition != NONE and not self.body.is_true(condition):
                self.body.push(condition, True)
            with self.body.block():
                self.optional_statement(code)
            for update in updates or []:
                self.expression(update)
        self.targets.pop()
        return target

    def do_statement(self, node: Node) -> bool:
        """`do`: the body runs at least once."""
        target = Target()
        self.targets.append(target)
        with self.body.region(is_loop=True):
            with self.body.block():
                exits = self.optional_statement(node.child_by_field_id(syntax.BODY))
            self.targets.pop()
            condition = self.operand(node.child_by_field_id(syntax.CONDITION), node)
        is_endless = self._end_loop(condition, target)
        return is_endless or (exits and not target.breaks and not target.continued)

    def for_statement(self, node: Node) -> bool:
        """`for (init; condition; update)`."""
        with self.file.scope():
            for init in node.children_by_field_name("init"):
                if init.type == "local_variable_declaration":
                    self.local_variables(init)
                else:
                    self.expression(init)
            condition_node = node.child_by_field_id(syntax.CONDITION)
            with self.body.region(is_loop=True):
                condition = NONE if condition_node is None else self.expression(condition_node)
                updates = node.children_by_field_name("update")
                target = self._loop(node.child_by_field_id(syntax.BODY), condition, updates)
        is_endless = condition == NONE or self.body.is_true(condition)
        if is_endless:
            self.body.push_end_of_loop(condition, target.breaks)
        return is_endless and not target.breaks

    def for_each(self, node: Node) -> bool:
        """`for (T element : iterable)`."""
        iterable = self.operand(node.child_by_field_id(syntax.VALUE), node)
        name = node.child_by_field_id(syntax.NAME) or node
        with self.file.scope(), self.body.region(is_loop=True):
            slot = self.declare_variable(node, node.child_by_field_id(syntax.TYPE), None)
            element = self.emit(facts.ELEMENT, name, receiver=iterable)
            self.emit(facts.STORE_LOCAL, name, args=(element,), slot=slot)
            with self.body.block():
                self.body.push_non_null(element, True, self.span(name))  # rounds of nothing do not run
                self._loop(node.child_by_field_id(syntax.BODY))
        return False

    def switch_statement(self, node: Node) -> bool:
        """A switch whose value is not used."""
        return self.switch(node)[1]

    def labeled(self, node: Node) -> bool:
        """`label: statement`."""
        children = syntax.children_of(node)
        target = Target(self.text(children[0]) if children else "")
        self.targets.append(target)
        outer = self.body.guard
        exits = self.run(children[1:])
        self.targets.pop()
        if target.breaks:
            self.body.guard = outer
        return exits and not target.breaks

    def jump(self, node: Node) -> bool:
        """`break` and `continue`."""
        label = next((self.text(child) for child in syntax.children_of(node)), None)
        is_break = node.type == "break_statement"
        for target in reversed(self.targets):
            if not is_break:
                target.continued = True
            if target.label == label and (is_break or not target.is_switch):
                if is_break:
                    target.breaks.append(self.body.guard)
                break
        return True

    def return_statement(self, node: Node) -> bool:
        """`return`, with or without a value."""
        values = tuple([self.expression(child) for child in node.named_children if not child.is_extra])
        self.emit(facts.RETURN, node, "", NONE, values)
        return True

    def throw(self, node: Node) -> bool:
        """`throw value`."""
        values = tuple(self.expression(child) for child in syntax.children_of(node))
        self.emit(facts.THROW, node, args=values)
        return True

    def assertion(self, node: Node) -> bool:
        """`assert condition : message`. Assertions are off on devices, so that nothing follows from them."""
        children = syntax.children_of(node)
        if children:
            condition = self.expression(children[0])
            with self.body.block():
                self.body.push(condition, False)
                for message in children[1:]:
                    self.expression(message)
        return False

    def synchronized(self, node: Node) -> bool:
        """`synchronized (lock) { .. }`."""
        children = syntax.children_of(node)
        code = node.child_by_field_id(syntax.BODY)
        for child in children:
            if child != code:
                self.expression(child)
        return self.optional_statement(code)

    def try_statement(self, node: Node) -> bool:
        """`try`, with or without resources.

        The guards of the block hold afterwards if no handler leads there; `finally` runs whatever happens."""
        body = self.body
        clauses = [child for child in node.named_children if child.type in ("catch_clause", "finally_clause")]
        outer = body.guard
        with self.file.scope(), body.region():
            resources = node.child_by_field_id(syntax.RESOURCES)
            if resources is not None:
                self._resources(resources)
            exits = self.optional_statement(node.child_by_field_id(syntax.BODY))
        inner = body.guard
        body.guard = outer
        handlers_exit = [self._catch(clause) for clause in clauses if clause.type == "catch_clause"]
        exits = exits and all(handlers_exit)
        for clause in clauses:
            if clause.type == "finally_clause":
                with body.block():
                    exits |= self.run(clause.named_children)
        if all(handlers_exit):
            body.guard = inner
        return exits

    def _resources(self, node: Node) -> None:
        for resource in syntax.children_of(node):
            value = resource.child_by_field_id(syntax.VALUE)
            if value is None:
                self.evaluate(resource)
            else:
                self.declare_variable(resource, resource.child_by_field_id(syntax.TYPE), value)

    def _catch(self, node: Node) -> bool:
        with self.body.block(), self.file.scope(), self.body.region(is_handler=True):
            parameter = syntax.first_child(node, "catch_formal_parameter")
            if parameter is not None:
                self.declare_variable(parameter, syntax.first_child(parameter, "catch_type"), None)
            return self.optional_statement(node.child_by_field_id(syntax.BODY))

    def explicit_constructor_statement(self, node: Node) -> bool:
        """`this(..);` and `super(..);`."""
        self.explicit_constructor_call(node)
        return False

    statements = Switches.statements | {
        "assert_statement": assertion,
        "block": block,
        "break_statement": jump,
        "constructor_body": block,
        "continue_statement": jump,
        "do_statement": do_statement,
        "enhanced_for_statement": for_each,
        "explicit_constructor_invocation": explicit_constructor_statement,
        "expression_statement": expression_statement,
        "for_statement": for_statement,
        "if_statement": if_statement,
        "labeled_statement": labeled,
        "local_variable_declaration": local_variables,
        "return_statement": return_statement,
        "switch_expression": switch_statement,
        "synchronized_statement": synchronized,
        "throw_statement": throw,
        "try_statement": try_statement,
        "try_with_resources_statement": try_statement,
        "while_statement": while_statement,
    }
