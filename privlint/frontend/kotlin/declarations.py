"""Types: classes, interfaces, objects, enums, object literals; and the file as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from privlint.frontend import facts
from privlint.frontend.facts import NONE, Annotation, Field, Method, TypeDecl
from privlint.frontend.kotlin.chains import add_arguments, complete_names
from privlint.frontend.kotlin.context import MAX_DEPTH, Context, evaluate, expression, leave_out, statement
from privlint.frontend.kotlin.lambdas import declare_parameters, store_defaults
from privlint.frontend.kotlin.members import add_function, add_init_block, add_property, add_secondary_constructor
from privlint.frontend.kotlin.modifiers import (
    NO_MODIFIERS,
    Modifiers,
    Parameter,
    class_parameters,
    read_modifiers,
    type_parameters,
    type_text,
    with_detached,
)
from privlint.frontend.kotlin.syntax import FUNCTION, PROPERTY, TYPES, Syntax, named, rebuild_types
from privlint.frontend.kotlin.typescope import (
    TypeScope,
    add_constructor_call,
    add_member_code,
    add_to_initializer,
    finish_initializers,
)


@dataclass
class _Header:
    """The parts of a declaration before its body."""

    keyword: str = ""
    name: Syntax | None = None
    modifiers: Modifiers = NO_MODIFIERS
    type_parameters: Syntax | None = None
    constraints: Syntax | None = None
    constructor: Syntax | None = None
    supertypes: list[Syntax] = field(default_factory=list)
    body: Syntax | None = None


def _read_header(ctx: Context, node: Syntax) -> _Header:
    header = _Header()
    for part in node.children:
        type = part.type
        if type == "modifiers":
            header.modifiers = read_modifiers(ctx, part)
        elif type in ("class", "interface", "object"):
            header.keyword = type
        elif type == "identifier" and header.name is None:
            header.name = part
        elif type == "type_parameters":
            header.type_parameters = part
        elif type == "type_constraints":
            header.constraints = part
        elif type == "primary_constructor":
            header.constructor = part
        elif type == "delegation_specifiers":
            header.supertypes = [c for c in part.named_children if c.type == "delegation_specifier"]
        elif type in ("class_body", "enum_class_body"):
            header.body = part
    header.modifiers = with_detached(ctx, node, header.modifiers)
    return header


@statement("class_declaration", "object_declaration", "companion_object")
def local_type(ctx: Context, node: Syntax) -> int:
    """A class declared inside a function."""
    declare_type(ctx, node, ctx.outer_type, ctx.body.index)
    return NONE


def declare_type(ctx: Context, node: Syntax, outer: int, body: int = NONE) -> int:
    """Declares a class, interface, object or companion object; returns its index. `body` is the body that holds a
    local one."""
    header = _read_header(ctx, node)
    words = header.modifiers.words
    kind = "class"
    if node.type == "companion_object":
        kind = "companion"
    elif header.keyword in ("interface", "object"):
        kind = header.keyword
    elif "enum" in words:
        kind = "enum"
    elif "annotation" in words:
        kind = "annotation"
    name = ctx.name(header.name) if header.name is not None else "Companion" if kind == "companion" else ""
    return _declare(ctx, node, header, kind, name, outer, body)


@expression("object_literal")
def object_literal(ctx: Context, node: Syntax) -> int:
    """`object : A(x), B { }`: NEW of the first supertype, with an anonymous type."""
    header = _read_header(ctx, node)
    args: list[int] = []
    names: list[str] = []
    type = ""
    for specifier in header.supertypes:
        reference = _supertype_reference(specifier)
        if reference is None:
            continue
        type = type or type_text(ctx, reference[0])
        if reference[1] is not None:
            add_arguments(ctx, reference[1], args, names)
    index = _declare(ctx, node, header, "anonymous", "", ctx.outer_type, ctx.body.index)
    arg_names = complete_names(args, names)
    return ctx.body.add(facts.NEW, ctx.node_span(node), args=tuple(args), type=type, slot=index, arg_names=arg_names)


def _declare(ctx: Context, node: Syntax, header: _Header, kind: str, name: str, outer: int, body: int) -> int:
    index = ctx.file.reserve_type()
    if ctx.depth >= MAX_DEPTH:
        leave_out(ctx, node)
        ctx.file.set_type(index, TypeDecl(name, kind, ctx.line(node.start_byte), outer, body))
        return index
    ctx.depth += 1
    scope = TypeScope(index, name, kind, is_local=body != NONE)
    saved = ctx.body, ctx.leaving, ctx.outer_type
    ctx.outer_type = index
    if scope.is_local:
        parameters = _constructor_parameters(ctx, header)
        with ctx.file.scope(tuple(_property_names(ctx, header, parameters))):
            _fill(ctx, header, scope, parameters)
    else:
        _fill(ctx, header, scope, _constructor_parameters(ctx, header))
    ctx.body, ctx.leaving, ctx.outer_type = saved
    ctx.depth -= 1
    words = header.modifiers.words
    declaration = TypeDecl(
        name=name,
        kind=kind,
        line=ctx.line(header.name.start_byte if header.name is not None else node.start_byte),
        outer=outer,
        body=body,
        supertypes=_supertypes(ctx, header),
        type_params=type_parameters(ctx, header.type_parameters, header.constraints),
        annotations=header.modifiers.annotations,
        fields=tuple(scope.fields),
        methods=tuple(scope.methods),
        is_abstract=kind in ("interface", "annotation") or bool(words & {"abstract", "sealed"}),
        is_static=outer != NONE and "inner" not in words and kind != "anonymous",
        is_data="data" in words,
    )
    finish_initializers(ctx, scope, declaration)
    ctx.file.set_type(index, declaration)
    return index


def _constructor_parameters(ctx: Context, header: _Header) -> list[Parameter]:
    if header.constructor is None:
        return []
    for part in header.constructor.named_children:
        if part.type == "class_parameters":
            return class_parameters(ctx, part)
    return []


def _property_names(ctx: Context, header: _Header, parameters: list[Parameter]) -> list[str]:
    """The names that hide locals inside a local type."""
    found = [parameter.name for parameter in parameters if parameter.is_property]
    for member in header.body.named_children if header.body is not None else ():
        if member.type == "property_declaration":
            for part in member.named_children:
                if part.type == "variable_declaration":
                    found += [ctx.name(child) for child in part.named_children if child.type == "identifier"]
    return found


def _fill(ctx: Context, header: _Header, scope: TypeScope, parameters: list[Parameter]) -> None:
    """Walks constructor, delegates and members of a type, in that order."""
    _primary_constructor(ctx, header, scope, parameters)
    _delegates(ctx, header, scope)
    if header.body is not None:
        declare_members(ctx, scope, header.body.named_children)


def declare_members(ctx: Context, scope: TypeScope, nodes: Iterable[Syntax]) -> None:
    """Adds the members among `nodes`, those inside broken syntax included, to a type."""
    pending = list(nodes)[::-1]
    while pending:
        node = pending.pop()
        kind = node.kind_id
        if kind == FUNCTION:
            add_function(ctx, scope, node)
            continue
        if kind == PROPERTY:
            add_property(ctx, scope, node)
            continue
        type = node.type
        if type in ("class_declaration", "object_declaration", "companion_object"):
            outer = NONE if scope.is_facade else scope.index
            body = ctx.body.index if scope.is_local else NONE
            declare_type(ctx, node, outer, body)
        elif type == "anonymous_initializer":
            add_init_block(ctx, scope, node)
        elif type == "secondary_constructor":
            add_secondary_constructor(ctx, scope, node)
        elif type == "enum_entry":
            if scope.kind == "enum":
                _enum_entry(ctx, scope, node)
        elif type == "type_alias":
            _alias(ctx, node)
        elif type == "ERROR":
            pending.extend(reversed(rebuild_types(node.children)))
        elif type in ("class_body", "enum_class_body"):
            pending.extend(reversed(node.named_children))


def _primary_constructor(ctx: Context, header: _Header, scope: TypeScope, parameters: list[Parameter]) -> None:
    """The method "<init>": default values, property stores, call of the super constructor. A type that has nothing to
    say about its construction gets none; of an anonymous type the arguments are those of NEW."""
    super_call = next((s for s in header.supertypes if _super_arguments(s) is not None), None)
    if scope.kind == "anonymous" or (header.constructor is None and super_call is None):
        return
    body = ctx.file.start_body()
    ctx.file.open_scope()
    slots = declare_parameters(ctx, parameters)
    scope.constructor_slots = ctx.file.close_scope()
    body.params.extend(slots)
    scope.fields += [_property_field(ctx, parameter) for parameter in parameters if parameter.is_property]
    names = dict(scope.constructor_slots)
    add_member_code(ctx, scope, body, names, _construct, parameters, slots, super_call)
    modifiers, at = NO_MODIFIERS, header.name
    for part in header.constructor.named_children if header.constructor is not None else ():
        if part.type == "modifiers":
            modifiers = read_modifiers(ctx, part)
    span = ctx.node_span(at) if at is not None else (0, 0, 0, 0)
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


def _construct(ctx: Context, parameters: list[Parameter], slots: tuple[int, ...], super_call: Syntax | None) -> None:
    """Fills the body of a primary constructor."""
    body = ctx.body
    store_defaults(ctx, parameters, slots)
    for parameter, slot in zip(parameters, slots, strict=True):
        if parameter.is_property:
            span = ctx.node_span(parameter.node)
            value = body.add(facts.LOCAL, span, slot=slot)
            body.add(facts.STORE_NAME, span, name=parameter.name, args=(value,))
    if super_call is not None:
        _call_super(ctx, super_call)
    ctx.file.finish_body(body)


def _property_field(ctx: Context, parameter: Parameter) -> Field:
    """The property that a `val` or `var` parameter declares."""
    return Field(
        parameter.name,
        type_text(ctx, parameter.type) if parameter.type is not None else "",
        line=ctx.line(parameter.node.start_byte),
        annotations=parameter.modifiers.annotations,
        is_final=parameter.is_final,
        has_initializer=True,
        is_override="override" in parameter.modifiers.words,
    )


def _supertype_reference(specifier: Syntax) -> tuple[Syntax, Syntax | None] | None:
    """The type of a delegation specifier, and its constructor arguments if it has any."""
    for part in specifier.named_children:
        if part.type in TYPES:
            return part, None
        if part.type in ("constructor_invocation", "explicit_delegation"):
            inner = named(part)
            if inner and inner[0].type in TYPES:
                is_call = part.type == "constructor_invocation" and inner[-1].type == "value_arguments"
                return inner[0], inner[-1] if is_call else None
    return None


def _super_arguments(specifier: Syntax) -> Syntax | None:
    reference = _supertype_reference(specifier)
    return reference[1] if reference is not None else None


def _supertypes(ctx: Context, header: _Header) -> tuple[str, ...]:
    """The supertypes, the one whose constructor is called first."""
    references = [r for r in map(_supertype_reference, header.supertypes) if r is not None]
    references.sort(key=lambda reference: reference[1] is None)
    return tuple([type_text(ctx, reference[0]) for reference in references])


def _call_super(ctx: Context, specifier: Syntax) -> None:
    arguments = _super_arguments(specifier)
    if arguments is None:
        return
    span = ctx.node_span(specifier)
    receiver = ctx.body.add(facts.SUPER, span)
    add_constructor_call(ctx, arguments, receiver, span)


def _delegates(ctx: Context, header: _Header, scope: TypeScope) -> None:
    """`I by expression`: the interface, and the operation of the initialiser that gives the object."""
    for specifier in header.supertypes:
        reference = _supertype_reference(specifier)
        value: Syntax | None = ctx.parsed.delegates.get(specifier.start_byte)
        for part in specifier.named_children:
            if part.type == "explicit_delegation":
                value = named(part)[-1]
        if reference is None or value is None:
            continue
        add_to_initializer(ctx, scope, False, _delegate, scope, reference[0], value)


def _delegate(ctx: Context, scope: TypeScope, interface: Syntax, value: Syntax) -> None:
    op = evaluate(ctx, value)
    scope.delegates.append((type_text(ctx, interface), op))


def _enum_entry(ctx: Context, scope: TypeScope, node: Syntax) -> None:
    """An enum constant: a static field that holds a NEW."""
    parts = named(node)
    names = [part for part in parts if part.type == "identifier"]
    if not names:
        return
    name = ctx.name(names[0])
    annotations: tuple[Annotation, ...] = ()
    for part in parts:
        if part.type == "modifiers":
            annotations = read_modifiers(ctx, part).annotations
    add_to_initializer(ctx, scope, True, _store_constant, scope, node, name)
    scope.fields.append(
        Field(
            name,
            scope.name,
            line=ctx.line(node.start_byte),
            annotations=annotations,
            is_static=True,
            is_final=True,
            has_initializer=True,
        )
    )


def _store_constant(ctx: Context, scope: TypeScope, node: Syntax, name: str) -> None:
    """The NEW of an enum constant, with an anonymous type if it has a body."""
    args: list[int] = []
    arg_names: list[str] = []
    header = _Header()
    for part in named(node):
        if part.type == "identifier" and header.name is None:
            header.name = part
        elif part.type == "value_arguments":
            add_arguments(ctx, part, args, arg_names)
        elif part.type == "class_body":
            header.body = part
    index = NONE
    if header.body is not None:
        index = _declare(ctx, node, header, "anonymous", "", scope.index, ctx.body.index)
        anonymous = ctx.file.types[index]
        if anonymous is not None:
            anonymous.supertypes = (scope.name,)
    span = ctx.node_span(node)
    complete = complete_names(args, arg_names)
    new = ctx.body.add(facts.NEW, span, args=tuple(args), type=scope.name, slot=index, arg_names=complete)
    ctx.body.add(facts.STORE_NAME, span, name=name, args=(new,))


def _alias(ctx: Context, node: Syntax) -> None:
    """`typealias A = B`: a class A with the supertype B, where B is a named type."""
    parts = named(node)
    names = [part for part in parts if part.type == "identifier"]
    targets = [part for part in parts if part.type in TYPES]
    if names and targets and targets[-1].type == "user_type":
        index = ctx.file.reserve_type()
        name, target = ctx.name(names[0]), type_text(ctx, targets[-1])
        line = ctx.line(node.start_byte)
        ctx.file.set_type(index, TypeDecl(name, "class", line, supertypes=(target,)))
