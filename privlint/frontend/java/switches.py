"""Java switches, old and arrow style, as statements and as expressions."""

from __future__ import annotations

from dataclasses import dataclass, field

from tree_sitter import Node

from privlint.frontend import facts
from privlint.frontend.facts import NONE
from privlint.frontend.java import syntax
from privlint.frontend.java.expressions import Expressions
from privlint.frontend.java.walker import Target


@dataclass(slots=True)
class Arm:
    """One arm: its labels as conditions, and what is known of it after it has been walked."""

    node: Node
    code: list[Node]
    is_rule: bool  # `case A ->`: no fall-through, and an expression is the value
    conditions: list[int] = field(default_factory=list)
    is_default: bool = False
    pattern: Node | None = None  # the one pattern whose variables the arm sees
    guards: list[Node] = field(default_factory=list)
    condition: int = NONE  # any of `conditions`
    exits: bool = False
    broken: bool = False
    leaves: bool = False  # entering here, control never reaches what follows the switch


class Switches(Expressions):
    """The switch part of the walk."""

    def switch(self, node: Node) -> tuple[list[int], bool]:
        """Adds a switch; the values its arms give, and whether control never reaches what follows.

        An arm runs if the scrutinee equals one of its labels, or one of the arms that fall through to it; the default
        arm if it equals none. Arms that leave the method put the opposite on what follows the switch."""
        scrutinee = self.operand(node.child_by_field_id(syntax.CONDITION), node)
        block = node.child_by_field_id(syntax.BODY)
        arms: list[Arm] = []
        for child in [] if block is None else block.named_children:
            if child.type == "switch_block_statement_group" or child.type == "switch_rule":
                arms.append(self._arm(child, scrutinee))
            elif child.type == "ERROR":
                self.recover(child)
        target = Target(is_switch=True)
        values: list[int] = []
        self.targets.append(target)
        self.yields.append(values)
        outer = self.body.guard
        with self.file.scope():
            entry: list[int] | None = []  # conditions of the arms that fall through so far; None: unknown
            for arm in arms:
                entry = self._enter(arm, arms, entry)
                target.breaks = []
                with self.body.region():
                    self._walk(arm, scrutinee, values)
                arm.broken = bool(target.breaks)
                self.body.guard = outer
                if arm.exits or arm.is_rule:
                    entry = []
        self.yields.pop()
        self.targets.pop()
        return values, self._leave(arms)

    def _arm(self, node: Node, scrutinee: int) -> Arm:
        """Reads the labels of an arm and adds their conditions."""
        children = node.named_children
        labels = [child for child in children if child.type == "switch_label"]
        code = [child for child in children if child.type != "switch_label"]
        arm = Arm(node, code, node.type == "switch_rule")
        for label in labels:
            first = label.child(0)
            arm.is_default |= first is not None and first.type == "default"
            for child in syntax.children_of(label):
                if child.type == "guard":
                    arm.guards.append(child)
                elif child.type == "pattern":
                    arm.pattern = child
                    arm.conditions.append(self._pattern_test(child, scrutinee))
                else:
                    value = self.expression(child)
                    arm.conditions.append(self.emit(facts.BINARY, child, "==", args=(scrutinee, value)))
        arm.condition = self._any(arm.conditions, node)
        return arm

    def _any(self, conditions: list[int], node: Node) -> int:
        """One condition that holds if any of several does; NONE if there is none."""
        if not conditions:
            return NONE
        first, *rest = conditions
        for condition in rest:
            first = self.emit(facts.BINARY, node, "||", args=(first, condition))
        return first

    def _pattern_test(self, pattern: Node, scrutinee: int) -> int:
        """The type test of a pattern; its variables are bound when the arm is entered."""
        for child in syntax.children_of(pattern):
            parts = syntax.children_of(child)
            return self.emit(facts.IS, child, receiver=scrutinee, type=self.type_text(parts[0] if parts else None))
        return self.unknown(pattern)

    def _enter(self, arm: Arm, arms: list[Arm], entry: list[int] | None) -> list[int] | None:
        """Puts the guards of an arm in force; returns the conditions under which control is in it."""
        if arm.is_default:
            if entry == []:
                self._push_none_of([other for other in arms if other is not arm])
                return None
        elif entry is not None and arm.condition != NONE:
            entry = [*entry, arm.condition]
            self.body.push(self._any(entry, arm.node), True)
            return entry
        return None

    def _push_none_of(self, arms: list[Arm]) -> None:
        """What follows runs only if the scrutinee equals no label of these arms."""
        for arm in arms:
            if not arm.guards and not arm.is_default:
                for condition in arm.conditions:
                    self.body.push(condition, False)

    def _walk(self, arm: Arm, scrutinee: int, values: list[int]) -> None:
        """Adds the code of an arm."""
        with self.file.scope():
            if arm.pattern is not None:
                self._bind_pattern(arm.pattern, scrutinee)
            for guard in arm.guards:
                for child in syntax.children_of(guard):
                    self.body.push(self.expression(child), True)
            code = [child for child in arm.code if not child.is_extra]
            if arm.is_rule and len(code) == 1 and code[0].type == "expression_statement":
                values += [self.expression(child) for child in syntax.children_of(code[0])]
            else:
                arm.exits = self.run(arm.code)

    def _bind_pattern(self, pattern: Node, scrutinee: int) -> None:
        for child in syntax.children_of(pattern):
            parts = syntax.children_of(child)
            if child.type == "record_pattern":
                self.match_record(child, scrutinee)
            elif len(parts) == 2:
                self.bind(parts[1], self.type_text(parts[0]), scrutinee)

    def _leave(self, arms: list[Arm]) -> bool:
        """Puts the guards of what follows a switch in force; True if nothing can follow it."""
        falls_out = False
        for arm in reversed(arms):
            arm.leaves = not arm.broken and (arm.exits or (not arm.is_rule and falls_out))
            falls_out = arm.leaves
        staying = [arm for arm in arms if not arm.leaves]
        leaving = [arm for arm in arms if arm.leaves]
        if any(arm.is_default for arm in leaving):
            if not staying:
                return True
            conditions = [condition for arm in staying for condition in arm.conditions]
            if conditions:
                self.body.push(self._any(conditions, staying[0].node), True)
        self._push_none_of(leaving)
        return False

    def yield_statement(self, node: Node) -> bool:
        """`yield value`: the value of the innermost switch expression."""
        values = [self.expression(child) for child in syntax.children_of(node)]
        if self.yields:
            self.yields[-1] += values
        for target in reversed(self.targets):
            if target.is_switch:
                target.breaks.append(self.body.guard)
                break
        return True

    statements = Expressions.statements | {"yield_statement": yield_statement}
