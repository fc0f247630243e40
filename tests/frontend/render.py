"""Facts as readable text, so that a test can say what it expects.

`render(facts, "f")` has a line for everything method `f` does: its calls, object creations, writes, returns and throws
in order, each with the guards that dominate it, outermost first:

    log("x")
    start() if !(%a == null), ready
    %x = new Foo(1) if ready

Locals have a percent sign. Lambdas are shown as `{λ1}`, where 1 is their body (`render_body(facts, 1)`), anonymous
types as `new Foo(){type 2}`.
"""

from __future__ import annotations

from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body, FileFacts, Method, Op, TypeDecl, decode_body

_EFFECTS = frozenset(
    [
        facts.CALL,
        facts.NEW,
        facts.STORE_LOCAL,
        facts.STORE_NAME,
        facts.STORE_MEMBER,
        facts.STORE_INDEX,
        facts.RETURN,
        facts.THROW,
    ]
)


def type_named(file: FileFacts, name: str) -> TypeDecl:
    """The one type of a simple name."""
    (found,) = [declaration for declaration in file.types if declaration.name == name]
    return found


def method_named(file: FileFacts, name: str) -> Method:
    """The one method of a name, in whichever type."""
    (found,) = [method for declaration in file.types for method in declaration.methods if method.name == name]
    return found


def render(file: FileFacts, method: str) -> list[str]:
    """What the one method of a name does."""
    return render_body(file, method_named(file, method).body)


def render_body(file: FileFacts, index: int) -> list[str]:
    """What a body does."""
    body = decode_body(file.bodies[index])
    lines = []
    for number, op in enumerate(body.ops):
        if op.kind in _EFFECTS:
            guards = guards_of(file, body, op)
            lines.append(expression(file, body, number) + (f" if {', '.join(guards)}" if guards else ""))
    return lines


def guards_of(file: FileFacts, body: Body, op: Op) -> list[str]:
    """The guards of an operation, outermost first."""
    guards = []
    current = op.guard
    while current != NONE:
        guard = body.guards[current]
        text = expression(file, body, guard.op)
        guards.append(text if guard.positive else f"!{text}")
        current = guard.parent
    return guards[::-1]


def expression(file: FileFacts, body: Body, number: int) -> str:
    """One operation with its operands, as an expression."""
    if number == NONE:
        return "?"
    op = body.ops[number]

    def text(operand: int) -> str:
        return expression(file, body, operand)

    arguments = [text(argument) for argument in op.args]
    named = [
        f"{name} = {argument}" if name else argument
        for name, argument in zip(op.arg_names or [""] * len(arguments), arguments, strict=True)
    ]
    listed = ", ".join(named)
    dot = "?." if op.safe else "."
    receiver = "" if op.receiver == NONE else text(op.receiver) + dot
    local = "" if op.slot == NONE or op.kind not in (facts.LOCAL, facts.STORE_LOCAL) else file.locals[op.slot].name
    type_args = f"<{', '.join(op.type_args)}>" if op.type_args else ""
    operand = "" if op.receiver == NONE else text(op.receiver)
    forms = {
        facts.CONST: f'"{op.name}"' if op.type == "string" else op.name,
        facts.TEMPLATE: f"`{op.name}`({listed})",
        facts.NAME: op.name,
        facts.LOCAL: f"%{local}",
        facts.THIS: f"{op.name}.this" if op.name else "this",
        facts.SUPER: f"{op.name}.super" if op.name else "super",
        facts.CALL: f"{receiver}{op.name}{type_args}({listed})",
        facts.NEW: f"{receiver}new {op.type}({listed})" + ("" if op.slot == NONE else f"{{type {op.slot}}}"),
        facts.MEMBER: f"{receiver}{op.name}",
        facts.STORE_LOCAL: f"%{local} = {listed}",
        facts.STORE_NAME: f"{op.name} = {listed}",
        facts.STORE_MEMBER: f"{receiver}{op.name} = {listed}",
        facts.INDEX: f"{operand}[{listed}]",
        facts.STORE_INDEX: f"{operand}[{', '.join(arguments[:-1])}] = {arguments[-1] if arguments else '?'}",
        facts.LAMBDA: f"{{λ{op.slot}}}",
        facts.REF: f"{operand}::{op.name}",
        facts.CLASSREF: f"{op.type}.class",
        facts.UNARY: f"{op.name}{operand}",
        facts.BINARY: f"({f' {op.name} '.join(arguments)})",
        facts.CAST: f"({op.type}) {operand}",
        facts.IS: f"({operand} {op.name}is {op.type})",
        facts.PHI: f"φ({listed})" if op.name == "" else f"φ{op.name}({listed})",
        facts.RETURN: f"return {listed}".strip(),
        facts.THROW: f"throw {listed}".strip(),
        facts.ELEMENT: f"each {operand}",
    }
    return forms[op.kind]
