"""Literals, names and strings."""

from __future__ import annotations

import re

from privlint.frontend import facts
from privlint.frontend.facts import NONE
from privlint.frontend.kotlin.context import LEAVES_BLOCK, Context, evaluate, expression
from privlint.frontend.kotlin.syntax import Syntax, named

_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "'": "'", '"': '"', "\\": "\\", "$": "$"}
_LEADING_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_UNICODE = re.compile(r"\\u([0-9A-Fa-f]{4})")


@expression("identifier")
def identifier(ctx: Context, node: Syntax) -> int:
    """A simple name: a local, or a name from further out (`field` in an accessor is the NAME "field"). The grammar
    reads `true`, `null`, `break` and the like as names, too."""
    start, end = node.start_byte, node.end_byte
    text = ctx.source[start:end].decode()
    special = _SPECIAL.get(text)
    if special is None:
        if text[:1] == "`":
            text = text.strip("`")
        slot = ctx.file.lookup(text)
        if slot == NONE:
            return ctx.add(facts.NAME, start, end, text)
        return ctx.add(facts.LOCAL, start, end, slot=slot if slot > NONE else ctx.declare_it(text))
    if special == "jump":
        if text == "break":
            ctx.note_break()
        ctx.leave(LEAVES_BLOCK, ctx.span(start, end))
        return NONE
    return ctx.add(facts.CONST, start, end, text, type=special)


_SPECIAL = {"true": "bool", "false": "bool", "null": "null", "break": "jump", "continue": "jump"}


@expression("number_literal")
def integer(ctx: Context, node: Syntax) -> int:
    """An integer; its value in decimal."""
    text = ctx.text(node)
    digits = text.replace("_", "").rstrip("uUlL")
    try:
        value = str(int(digits, 0))
    except ValueError:
        value = text
    return ctx.add(facts.CONST, node.start_byte, node.end_byte, name=value, type="int")


@expression("float_literal")
def floating(ctx: Context, node: Syntax) -> int:
    """A floating point number."""
    text = ctx.text(node).replace("_", "").rstrip("fF")
    return ctx.add(facts.CONST, node.start_byte, node.end_byte, name=text, type="float")


@expression("character_literal")
def character(ctx: Context, node: Syntax) -> int:
    """A character."""
    return ctx.add(facts.CONST, node.start_byte, node.end_byte, name=unescape(ctx.text(node)[1:-1]), type="char")


@expression("string_literal", "multiline_string_literal")
def string(ctx: Context, node: Syntax) -> int:
    """A string: CONST, or TEMPLATE where it has dynamic parts. The grammar reads `$name` inside `"…"` as plain text."""
    children = node.named_children
    is_raw = node.type == "multiline_string_literal"
    if len(children) < 2 and (not children or children[0].type == "string_content"):
        content = ctx.text(children[0]) if children else ""
        return ctx.add(facts.CONST, node.start_byte, node.end_byte, content, type="string")
    literal: list[str] = []
    args: list[int] = []
    dollar = False
    dynamic = False
    for child in children:
        if child.type == "interpolation":
            dynamic = True
            args += [op for op in [evaluate(ctx, part) for part in named(child)] if op != NONE]
            continue
        text = ctx.text(child)
        if text == "$" and not is_raw:
            dollar = True
            literal.append(text)
            continue
        if dollar and (match := _LEADING_NAME.match(text)):
            literal.pop()
            dynamic = True
            args.append(_named_part(ctx, match[0], child.start_byte))
            text = text[match.end() :]
        dollar = False
        literal.append(text if is_raw else unescape(text) if child.type == "escape_sequence" else text)
    content = "".join(literal)
    if not is_raw and "\\u" in content:
        content = _code_points(content)
    if dynamic:
        return ctx.add(facts.TEMPLATE, node.start_byte, node.end_byte, content, args=tuple(args))
    return ctx.add(facts.CONST, node.start_byte, node.end_byte, content, type="string")


def _named_part(ctx: Context, name: str, start: int) -> int:
    """`$name` or `$this` in a string."""
    if name == "this":
        return ctx.add(facts.THIS, start, start + 4)
    slot = ctx.lookup(name)
    if slot == NONE:
        return ctx.add(facts.NAME, start, start + len(name), name)
    return ctx.add(facts.LOCAL, start, start + len(name), slot=slot)


def unescape(text: str) -> str:
    """The character that an escape sequence stands for; other text as it is."""
    if text[:1] != "\\" or len(text) < 2:
        return text
    if text[1] == "u":
        return _code_points(text)
    return _ESCAPES.get(text[1], text)


def _code_points(text: str) -> str:
    """Text with `\\uXXXX` replaced; the grammar splits these escapes, so that they are put right in the whole string.
    Two surrogates make one character, a lone one the replacement character."""
    units = _UNICODE.sub(lambda match: chr(int(match[1], 16)), text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


@expression("this_expression")
def this(ctx: Context, node: Syntax) -> int:
    """`this` or `this@Outer`."""
    return ctx.add(facts.THIS, node.start_byte, node.end_byte, name=_qualifier(ctx, node))


@expression("super_expression")
def super_(ctx: Context, node: Syntax) -> int:
    """`super`, `super<T>` or `super@Outer`."""
    return ctx.add(facts.SUPER, node.start_byte, node.end_byte, name=_qualifier(ctx, node))


def _qualifier(ctx: Context, node: Syntax) -> str:
    parts = named(node)
    return ctx.name(parts[0]) if parts else ""


@expression("collection_literal")
def collection(ctx: Context, node: Syntax) -> int:
    """`[a, b]`, in annotations and after repairs."""
    for child in named(node):
        evaluate(ctx, child)
    return NONE
