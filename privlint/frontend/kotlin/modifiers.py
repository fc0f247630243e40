"""Modifiers, annotations, type texts and parameters: the parts that declarations share."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from privlint.frontend.facts import Annotation, Local
from privlint.frontend.kotlin.context import Context
from privlint.frontend.kotlin.syntax import IDENTIFIER, TYPE_KINDS, TYPES, USER_TYPE, Syntax, kind_id, named

_ANNOTATION = re.compile(r"@(?:\w+:)?[\w.]+(?:\([^()]*\))?\s*")
_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
_UNUSUAL = re.compile(r"[?@\s/&(]")
_NOT_PLAIN = re.compile(rb"[^\w\s@.]|@\s|\.\s|\s\.|\w@")
_SUSPEND = re.compile(r"\bsuspend\s+(?=[(\w])")


class Modifiers(NamedTuple):
    """Modifier keywords and annotations of a declaration."""

    words: frozenset[str]
    annotations: tuple[Annotation, ...]


NO_MODIFIERS = Modifiers(frozenset(), ())

_PARAMETER = kind_id("parameter")
_PARAMETER_MODIFIERS = kind_id("parameter_modifiers")
_ANNOTATION_KIND = kind_id("annotation")
_NO_DEFAULT = frozenset({"line_comment", "block_comment", "ERROR"})


def read_modifiers(ctx: Context, node: Syntax) -> Modifiers:
    """The contents of a `modifiers`, `parameter_modifiers` or similar node."""
    if not ctx.parsed.is_rewritten:
        plain = _plain_modifiers(ctx.source[node.start_byte : node.end_byte])
        if plain is not None:
            return plain
    words = set()
    annotations: list[Annotation] = []
    for child in node.named_children:
        if child.kind_id == _ANNOTATION_KIND:
            annotations += read_annotation(ctx, child)
        else:
            words.add(ctx.text(child))
    return Modifiers(frozenset(words), tuple(annotations))


@lru_cache(maxsize=1024)
def _plain_modifiers(text: bytes) -> Modifiers | None:
    """Modifiers without comments and arguments, nearly all of them, and few different ones; None for others."""
    if _NOT_PLAIN.search(text) is not None:
        return None
    words = text.decode().split()
    annotations = tuple([Annotation(word[1:]) for word in words if word[0] == "@"])
    return Modifiers(frozenset([word for word in words if word[0] != "@"]), annotations)


def with_detached(ctx: Context, node: Syntax, modifiers: Modifiers) -> Modifiers:
    """The modifiers of a declaration with the annotations that had to be taken out of it."""
    detached = ctx.parsed.annotations.get(node.start_byte)
    if detached is None:
        return modifiers
    annotations = [annotation for part in detached for annotation in read_annotation(ctx, part)]
    return Modifiers(modifiers.words, (*annotations, *modifiers.annotations))


def read_annotation(ctx: Context, node: Syntax) -> list[Annotation]:
    """The annotations of `@A`, `@get:A(x)` or `@[A B]`."""
    found = []
    for child in node.named_children:
        if child.type == "user_type":
            found.append(Annotation(ctx.text(child)))
        elif child.type == "constructor_invocation":
            parts = named(child)
            arguments = parts[-1].named_children if parts[-1].type == "value_arguments" else []
            texts = tuple(_argument_text(ctx, a) for a in arguments if a.type == "value_argument")
            found.append(Annotation(ctx.text(parts[0]), texts))
    return found


def _argument_text(ctx: Context, argument: Syntax) -> str:
    parts = named(argument)
    if not parts:
        return ""
    value = ctx.text(parts[-1])
    if parts[-1].type == "string_literal":
        value = value[1:-1]
    return f"{ctx.name(parts[0])}={value}" if len(parts) == 2 else value


def type_text(ctx: Context, node: Syntax) -> str:
    """A type as written, without nullability, annotations and line breaks."""
    text = ctx.text(node if node.kind_id == USER_TYPE else unwrap_type(node))
    if _UNUSUAL.search(text) is None:
        return text
    text = _SUSPEND.sub("", _ANNOTATION.sub("", _COMMENT.sub("", text)))
    return " ".join(text.replace("?", "").split())


def receiver_text(ctx: Context, node: Syntax) -> str:
    """The type of an extension's receiver, with a `?` if it may be null."""
    return type_text(ctx, node) + ("?" if node.type == "nullable_type" else "")


def unwrap_type(node: Syntax) -> Syntax:
    """The type inside `?`, `& Any` and parentheses."""
    while node.type in ("nullable_type", "parenthesized_type", "non_nullable_type"):
        inner = [child for child in node.named_children if child.type in TYPES]
        if not inner:
            break
        node = inner[0]
    return node


def is_function_type(node: Syntax) -> bool:
    """Whether values of the type can be called."""
    return node.kind_id != USER_TYPE and unwrap_type(node).type == "function_type"


def type_parameters(ctx: Context, parameters: Syntax | None, constraints: Syntax | None) -> tuple[str, ...]:
    """The text "T" or "T : Bound" for each parameter, bounds of a `where` clause included."""
    if parameters is None:
        return ()
    bounds: dict[str, str] = {}
    for constraint in constraints.named_children if constraints is not None else ():
        parts = named(constraint)
        if constraint.type == "type_constraint" and len(parts) >= 2:
            bounds.setdefault(ctx.text(parts[0]), type_text(ctx, parts[-1]))
    found = []
    for parameter in parameters.named_children:
        if parameter.type != "type_parameter":
            continue
        name, bound = "", ""
        for part in parameter.named_children:
            if part.type == "identifier":
                name = ctx.name(part)
            elif part.type in TYPES:
                bound = type_text(ctx, part)
        bound = bound or bounds.get(name, "")
        found.append(f"{name} : {bound}" if bound else name)
    return tuple(found)


class Parameter(NamedTuple):
    """A parameter of a function or constructor, before it has a slot."""

    name: str
    type: Syntax | None
    default: Syntax | None
    modifiers: Modifiers
    node: Syntax  # where the name is
    is_property: bool = False
    is_final: bool = False


def function_parameters(ctx: Context, node: Syntax) -> list[Parameter]:
    """The parameters in a `function_value_parameters` node."""
    found: list[Parameter] = []
    modifiers = NO_MODIFIERS
    for child in node.named_children:
        kind = child.kind_id
        if kind == _PARAMETER:
            parts = named(child)
            declared = parts[-1] if len(parts) > 1 and parts[-1].kind_id in TYPE_KINDS else None
            found.append(Parameter(ctx.name(parts[0]), declared, None, modifiers, parts[0]))
            modifiers = NO_MODIFIERS
        elif kind == _PARAMETER_MODIFIERS:
            modifiers = read_modifiers(ctx, child)
        elif found and child.type not in _NO_DEFAULT:
            found[-1] = found[-1]._replace(default=child)
    return found


def class_parameters(ctx: Context, node: Syntax) -> list[Parameter]:
    """The parameters in a `class_parameters` node."""
    found = []
    for child in node.named_children:
        if child.type != "class_parameter":
            continue
        keyword = ""
        modifiers, name, declared, default = NO_MODIFIERS, None, None, None
        for part in child.children:
            type = part.type
            if type == "modifiers":
                modifiers = read_modifiers(ctx, part)
            elif type in ("val", "var"):
                keyword = type
            elif name is None and part.kind_id == IDENTIFIER:
                name = part
            elif default is None and part.kind_id in TYPE_KINDS:
                declared = part
            elif part.is_named and type not in ("line_comment", "block_comment"):
                default = part
        if name is not None:
            found.append(Parameter(ctx.name(name), declared, default, modifiers, name, bool(keyword), keyword == "val"))
    return found


def declare_parameter(ctx: Context, parameter: Parameter) -> int:
    """A slot for a parameter, visible from now on."""
    declared = parameter.type
    return ctx.file.declare(
        Local(
            parameter.name,
            type_text(ctx, declared) if declared is not None else "",
            is_parameter=True,
            has_default=parameter.default is not None,
            is_functional=declared is not None and is_function_type(declared),
            annotations=parameter.modifiers.annotations,
        )
    )
