"""Members of types and of files that hold code: functions, properties, secondary constructors, init blocks."""

from __future__ import annotations

from typing import NamedTuple

from privlint.frontend import facts
from privlint.frontend.builder import BodyBuilder
from privlint.frontend.facts import NONE, Field, Local, Method
from privlint.frontend.kotlin.context import Context, evaluate, execute_all, statement
from privlint.frontend.kotlin.lambdas import (
    add_code,
    declare_parameters,
    declare_variable,
    destructure,
    function_code,
    store_defaults,
)
from privlint.frontend.kotlin.modifiers import (
    NO_MODIFIERS,
    Modifiers,
    Parameter,
    function_parameters,
    is_function_type,
    read_modifiers,
    receiver_text,
    type_parameters,
    type_text,
    with_detached,
)
from privlint.frontend.kotlin.syntax import IDENTIFIER, MODIFIERS, TYPE_KINDS, TYPES, Syntax, kind_id, named
from privlint.frontend.kotlin.typescope import TypeScope, add_constructor_call, add_member_code, add_to_initializer

_PARAMETERS = kind_id("function_value_parameters")
_GENERICS = kind_id("type_parameters")
_CONSTRAINTS = kind_id("type_constraints")
_CODE = kind_id("function_body")
_VARIABLES = frozenset(map(kind_id, ("variable_declaration", "multi_variable_declaration")))


class _Signature(NamedTuple):
    name: Syntax
    modifiers: Modifiers
    parameters: list[Parameter]
    return_type: str
    receiver_type: str
    type_params: tuple[str, ...]
    code: Syntax | None


def _signature(ctx: Context, node: Syntax) -> _Signature | None:
    """The parts of a `function_declaration`; None if it has no name."""
    modifiers = NO_MODIFIERS
    name: Syntax | None = None
    parameters: list[Parameter] | None = None
    returned = receiver = ""
    generics: Syntax | None = None
    constraints: Syntax | None = None
    code: Syntax | None = None
    for part in node.named_children:
        kind = part.kind_id
        if kind == MODIFIERS:
            modifiers = read_modifiers(ctx, part)
        elif kind == IDENTIFIER:
            name = name or part
        elif kind == _PARAMETERS:
            parameters = function_parameters(ctx, part)
        elif kind == _CODE:
            code = part
        elif kind == _GENERICS:
            generics = part
        elif kind == _CONSTRAINTS:
            constraints = part
        elif kind in TYPE_KINDS:
            if parameters is not None:
                returned = type_text(ctx, part)
            elif name is None:
                receiver = receiver_text(ctx, part)
    if name is None:
        return None
    modifiers = with_detached(ctx, node, modifiers)
    type_params = type_parameters(ctx, generics, constraints)
    if not returned and (code is None or ctx.source[code.start_byte : code.start_byte + 1] == b"{"):
        returned = "Unit"
    return _Signature(name, modifiers, parameters or [], returned, receiver, type_params, code)


def add_function(ctx: Context, scope: TypeScope, node: Syntax) -> None:
    """Adds a `function_declaration` to a type."""
    signature = _signature(ctx, node)
    if signature is None:
        return
    ctx.file.open_scope()
    slots = declare_parameters(ctx, signature.parameters)
    names = ctx.file.close_scope()
    body: BodyBuilder | None = None
    if signature.code is not None:
        body = ctx.file.start_body()
        body.params.extend(slots)
        add_member_code(ctx, scope, body, names, _fill_function, signature.parameters, slots, signature.code)
    words = signature.modifiers.words
    line, column = ctx.place(signature.name)
    scope.methods.append(
        Method(
            ctx.name(signature.name),
            params=slots,
            return_type=signature.return_type,
            body=body.index if body is not None else NONE,
            line=line,
            column=column,
            annotations=signature.modifiers.annotations,
            is_static=scope.is_facade,
            is_abstract="abstract" in words or (body is None and scope.kind == "interface"),
            is_override="override" in words,
            is_suspend="suspend" in words,
            is_private="private" in words,
            has_vararg=any("vararg" in parameter.modifiers.words for parameter in signature.parameters),
            receiver_type=signature.receiver_type,
        )
    )


def _fill_function(ctx: Context, parameters: list[Parameter], slots: tuple[int, ...], code: Syntax | None) -> None:
    function_code(ctx, parameters, slots, code)
    ctx.file.finish_body(ctx.body)


def add_init_block(ctx: Context, scope: TypeScope, node: Syntax) -> None:
    """Adds the code of `init { }` to the initialiser of a type."""
    add_to_initializer(ctx, scope, scope.is_facade, _initialize, node)


def _initialize(ctx: Context, node: Syntax) -> None:
    for part in named(node):
        execute_all(ctx, named(part))


def add_secondary_constructor(ctx: Context, scope: TypeScope, node: Syntax) -> None:
    """Adds a constructor that is not the primary one to a type."""
    modifiers = NO_MODIFIERS
    parameters: list[Parameter] = []
    delegation: Syntax | None = None
    code: Syntax | None = None
    for part in node.named_children:
        if part.type == "modifiers":
            modifiers = read_modifiers(ctx, part)
        elif part.type == "function_value_parameters":
            parameters = function_parameters(ctx, part)
        elif part.type == "constructor_delegation_call":
            delegation = part
        elif part.type == "block":
            code = part
    body = ctx.file.start_body()
    ctx.file.open_scope()
    slots = declare_parameters(ctx, parameters)
    names = ctx.file.close_scope()
    body.params.extend(slots)
    add_member_code(ctx, scope, body, names, _fill_constructor, parameters, slots, delegation, code)
    span = ctx.node_span(node)
    scope.methods.append(
        Method(
            "<init>",
            params=slots,
            return_type="Unit",
            body=body.index,
            line=span[0],
            column=span[1],
            annotations=modifiers.annotations,
            is_private="private" in modifiers.words,
            has_vararg=any("vararg" in parameter.modifiers.words for parameter in parameters),
        )
    )


def _fill_constructor(
    ctx: Context,
    parameters: list[Parameter],
    slots: tuple[int, ...],
    delegation: Syntax | None,
    code: Syntax | None,
) -> None:
    store_defaults(ctx, parameters, slots)
    if delegation is not None:
        _delegate_construction(ctx, delegation)
    if code is not None:
        add_code(ctx, code)
    ctx.file.finish_body(ctx.body)


def _delegate_construction(ctx: Context, node: Syntax) -> None:
    """`: this(...)` or `: super(...)` of a secondary constructor."""
    arguments = [part for part in node.named_children if part.type == "value_arguments"]
    if not arguments:
        return
    kind = facts.THIS if node.children[0].type == "this" else facts.SUPER
    span = ctx.node_span(node)
    add_constructor_call(ctx, arguments[0], ctx.body.add(kind, span), span)


class _Property(NamedTuple):
    modifiers: Modifiers
    variable: Syntax | None  # variable_declaration or multi_variable_declaration
    receiver_type: str
    value: Syntax | None  # initialiser or delegate expression
    is_delegated: bool
    getter: Syntax | None
    setter: Syntax | None


def _read_property(ctx: Context, node: Syntax) -> _Property:
    modifiers = NO_MODIFIERS
    variable = value = getter = setter = None
    receiver = ""
    is_delegated = False
    for part in node.named_children:
        kind = part.kind_id
        if kind == MODIFIERS:
            modifiers = read_modifiers(ctx, part)
            continue
        if kind in _VARIABLES and variable is None:
            variable = part
            continue
        type = part.type
        if type == "getter":
            getter = part
        elif type == "setter":
            setter = part
        elif type == "property_delegate":
            inner = named(part)
            value, is_delegated = (inner[-1] if inner else None), True
        elif variable is None:
            if type in TYPES:
                receiver = receiver_text(ctx, part)
        elif type not in ("line_comment", "block_comment", "type_constraints", "ERROR"):
            value = part
    modifiers = with_detached(ctx, node, modifiers)
    return _Property(modifiers, variable, receiver, value, is_delegated, getter, setter)


@statement("property_declaration")
def local_property(ctx: Context, node: Syntax) -> int:
    """`val x = y` inside a function. The variable is not visible in its own initialiser."""
    parts = _read_property(ctx, node)
    if parts.variable is None:
        return NONE
    value = evaluate(ctx, parts.value) if parts.value is not None else NONE
    if parts.variable.type == "multi_variable_declaration":
        destructure(ctx, parts.variable, value)
        return NONE
    is_functional = value != NONE and ctx.body.ops[value].kind in (facts.LAMBDA, facts.REF)
    slot = declare_variable(ctx, parts.variable, False, is_functional, parts.is_delegated)
    if value != NONE:
        end = parts.value.end_byte if parts.value is not None else node.end_byte
        ctx.add(facts.STORE_LOCAL, parts.variable.start_byte, end, slot=slot, args=(value,))
    for name, accessor in (("get", parts.getter), ("set", parts.setter)):
        if accessor is not None:
            _call_read_as_accessor(ctx, name, accessor)
    return NONE


def _call_read_as_accessor(ctx: Context, name: str, node: Syntax) -> None:
    """`set(x)` on the line after a local variable: the grammar reads it as a setter, which a local cannot have."""
    args = tuple([evaluate(ctx, part) for part in node.named_children if part.type == "identifier"])
    ctx.add(facts.CALL, node.start_byte, node.end_byte, name, args=args)


def add_property(ctx: Context, scope: TypeScope, node: Syntax) -> None:
    """Adds a property to a type: a field whose initialiser or delegate is stored by the initialiser of its type."""
    parts = _read_property(ctx, node)
    variable = parts.variable
    if variable is None or variable.type != "variable_declaration":
        return
    name = declared = ""
    at = variable.start_byte
    for part in variable.named_children:
        kind = part.kind_id
        if kind == IDENTIFIER:
            name, at = ctx.name(part), part.start_byte
        elif kind in TYPE_KINDS:
            declared = type_text(ctx, part)
    if parts.value is not None:
        add_to_initializer(ctx, scope, scope.is_facade, _store_property, name, at, parts.value)
    getter = _accessor(ctx, scope, parts.getter) if parts.getter is not None else NONE
    setter = _accessor(ctx, scope, parts.setter, declared) if parts.setter is not None else NONE
    scope.fields.append(
        Field(
            name,
            declared,
            line=ctx.line(at),
            annotations=parts.modifiers.annotations,
            is_static=scope.is_facade,
            is_final=any(child.type == "val" for child in node.children[:3]),
            is_delegated=parts.is_delegated,
            has_initializer=parts.value is not None,
            getter=getter,
            setter=setter,
            receiver_type=parts.receiver_type,
            is_override="override" in parts.modifiers.words,
            is_const="const" in parts.modifiers.words,
        )
    )


def _store_property(ctx: Context, name: str, at: int, value_node: Syntax) -> None:
    value = evaluate(ctx, value_node)
    ctx.body.add(facts.STORE_NAME, ctx.span(at, value_node.end_byte), name=name, args=(value,))


def _accessor(ctx: Context, scope: TypeScope, node: Syntax, value_type: str = "") -> int:
    """The body of a getter or setter; NONE where it only changes visibility. `field` in it is the NAME "field"."""
    code: Syntax | None = None
    parameter: Syntax | None = None
    is_functional = False
    for part in node.named_children:
        if part.type in ("function_body", "block"):
            code = part
        elif part.type == "identifier":
            parameter = part
        elif part.type in TYPES:
            is_functional = is_function_type(part)
    if code is None:
        return NONE
    body = ctx.file.start_body()
    names: dict[str, int] = {}
    if parameter is not None:
        ctx.file.open_scope(names)
        local = Local(ctx.name(parameter), value_type, is_parameter=True, is_functional=is_functional)
        body.params.append(ctx.file.declare(local))
        ctx.file.close_scope()
    add_member_code(ctx, scope, body, names, _fill_accessor, code)
    return body.index


def _fill_accessor(ctx: Context, code: Syntax) -> None:
    add_code(ctx, code)
    ctx.file.finish_body(ctx.body)
