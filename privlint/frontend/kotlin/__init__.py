"""The Kotlin frontend: bytes of one file -> facts.

`parsing` and `repairs` give a tree, `syntax` puts silent misparses right, `context` holds the state of the walk and
finds the handler of a node. Handlers are in `literals`, `references`, `chains`, `operators`, `lambdas`, `branches` and
`control` for code, in `modifiers`, `members`, `typescope` and `declarations` for declarations.

What Kotlin does that the model of facts leaves open:

- `a && b && c` is one BINARY with three operands; other operators have two.
- `field` in an accessor is the NAME (or STORE_NAME) "field".
- `value::class` is a CLASSREF without type whose receiver is the value; `.java` of a CLASSREF is that CLASSREF.
- `::A` is a REF named A, a function or a constructor: the text does not tell.
- Destructuring is calls of `component1`, `component2` and so on; a destructured lambda parameter has no name.
- An elvis whose right side leaves (`a ?: return`) has the value of its left side and no PHI.
- An enum constant is a static field that holds a NEW of the enum; its body, if any, is an anonymous type.
- A class has a method "<init>" if it writes a constructor or calls that of its superclass.
"""

from __future__ import annotations

import re

from privlint.frontend.code import Code
from privlint.frontend.facades import facade_name
from privlint.frontend.facts import NONE, FileFacts, Import, TypeDecl
from privlint.frontend.kotlin import control, literals, operators  # noqa: F401  (they register their handlers)
from privlint.frontend.kotlin.context import Context
from privlint.frontend.kotlin.declarations import declare_members
from privlint.frontend.kotlin.modifiers import read_annotation
from privlint.frontend.kotlin.parsing import parse
from privlint.frontend.kotlin.syntax import Syntax, named, rebuild_types
from privlint.frontend.kotlin.typescope import TypeScope, finish_initializers

_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
_UNUSUAL_IMPORT = re.compile(r"[^\w.]")
_FACADE_MEMBERS = frozenset({"function_declaration", "property_declaration", "anonymous_initializer"})


def outline(source: bytes, file_name: str) -> FileFacts:
    """The outline of a Kotlin file: `extract` without the code."""
    return _read(source, file_name, is_outline=True).facts()


def extract(source: bytes, file_name: str) -> FileFacts:
    """The facts of a Kotlin file. `source` may be any bytes; what cannot be read is in `lost`. `file_name` ("Foo.kt",
    without folders) names the facade of the top-level functions ("FooKt")."""
    return read(source, file_name).facts()


def read(source: bytes, file_name: str) -> Code:
    """As `extract`, with bodies extracted when they are asked for."""
    return _read(source, file_name, is_outline=False)


def _read(source: bytes, file_name: str, is_outline: bool) -> Code:
    parsed = parse(source)
    ctx = Context(parsed, is_outline)
    facade = facade_name(file_name)
    members: list[Syntax] = []
    nodes = parsed.root.children
    pending: list[Syntax] = list(reversed(rebuild_types(nodes) if parsed.lost else nodes))
    while pending:
        node = pending.pop()
        type = node.type
        if type == "package_header":
            ctx.file.package = "".join(ctx.text(part) for part in named(node) if part.type != "ERROR").replace("`", "")
        elif type == "import":
            _import(ctx, node)
        elif type == "file_annotation":
            facade = _jvm_name(ctx, node) or facade
        elif type == "ERROR":
            pending.extend(reversed(rebuild_types(node.children)))
        else:
            members.append(node)
    _declare_file(ctx, facade, members)
    ctx.file.repairs = parsed.repairs
    return Code(ctx.file, source)


def _declare_file(ctx: Context, name: str, members: list[Syntax]) -> None:
    """Declares the types of a file, and its facade if it has top-level functions or properties."""
    has_facade = any(node.type in _FACADE_MEMBERS for node in members)
    index = ctx.file.reserve_type() if has_facade else NONE
    scope = TypeScope(index, name, "facade", is_local=False)
    ctx.outer_type = index
    declare_members(ctx, scope, members)
    if not has_facade:
        return
    facade = TypeDecl(name, "facade", line=1, fields=tuple(scope.fields), methods=tuple(scope.methods))
    finish_initializers(ctx, scope, facade)
    ctx.file.set_type(index, facade)


def _import(ctx: Context, node: Syntax) -> None:
    text = ctx.text(node)
    if _UNUSUAL_IMPORT.search(text, len("import ")) is None:
        name = text[len("import ") :]
        ctx.file.imports.append(Import(name, name[name.rfind(".") + 1 :]))
        return
    if "/" in text:
        text = _COMMENT.sub(" ", text)
    name, _, alias = "".join(text[len("import") :].split("`")).partition(" as ")
    name = "".join(name.split()).rstrip(";")
    if name.endswith(".*"):
        ctx.file.imports.append(Import(name[:-2], is_wildcard=True))
    elif name:
        ctx.file.imports.append(Import(name, alias.strip(" ;\r\n\t") or name.rpartition(".")[2]))


def _jvm_name(ctx: Context, node: Syntax) -> str:
    """The name in `@file:JvmName("Name")`, or ""."""
    for annotation in read_annotation(ctx, node):
        if annotation.name.rpartition(".")[2] == "JvmName" and annotation.arguments:
            return annotation.arguments[0].rpartition("=")[2].strip('"')
    return ""


__all__ = ["extract", "outline"]
