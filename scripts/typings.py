"""Reads the TypeScript typings of a Java library, as NativeScript generates them, into plain declarations.

The files are machine-made and have one declaration a line, so that a stack of open braces is all the grammar needed:

    declare module android {
        export class View extends java.lang.Object implements android.view.KeyEvent.Callback {
            public static GONE: 8;
            public getContext(): android.content.Context;
        }
        export module View {                                // holds the nested classes of View
            export class OnClickListener extends java.lang.Object {
                /** Constructs a new instance of the … interface … */     // the only mark of an interface
                public constructor(implementation: { … });
                public onClick(param0: android.view.View): void;
            }
        }
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_MODULE = re.compile(r"(?:declare|export) module ([\w$]+) \{")
_CLASS = re.compile(
    r"export (?:abstract )?(?:class|interface) ([\w$]+)\s*(?:<(.*?)>)?\s*( extends .*| implements .*)?\{"
)
_MEMBER = re.compile(r"public (static )?([\w$]+)\s*(\(|:)")
_COMMENT = re.compile(r"/\*.*?\*/")
_INTERFACE_MARK = "interface with the provided implementation"

#: What TypeScript calls some Java types. Several Java types become one: "number" stands for every numeric primitive.
_JAVA_NAMES = {
    "string": "java.lang.String",
    "boolean": "boolean",
    "number": "number",
    "void": "void",
    "any": "",
    "this": "",
    "never": "",
}


@dataclass(frozen=True)
class MethodDecl:
    """A method. Types are qualified Java names, with type arguments where the typings know them; "" is unknown."""

    name: str
    params: tuple[str, ...] | None  # None: any
    returns: str
    is_static: bool


@dataclass
class ClassDecl:
    """A class or interface. `constants` holds the values of string constants; their type is in `fields` too."""

    name: str
    type_params: tuple[str, ...] = ()
    supertypes: list[str] = field(default_factory=list)
    is_interface: bool = False
    methods: list[MethodDecl] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)


def split_top_level(text: str, separator: str = ",") -> list[str]:
    """The parts of `text` between separators that no bracket encloses, stripped; [] for blank text."""
    parts, depth, start = [], 0, 0
    for i, char in enumerate(text):
        if char in "<({[":
            depth += 1
        elif char in ">)}]" and text[i - 1 : i + 1] != "=>":
            depth -= 1
        elif char == separator and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def java_type(text: str) -> str:
    """The Java name of a TypeScript type: `androidNative.Array<string>` -> `java.lang.String[]`; "" if it has none."""
    text = text.strip().removesuffix("| null").rstrip()
    text = re.sub(r"^globalAndroid\.", "android.", text)
    if text.startswith("androidNative.Array<") and text.endswith(">"):
        element = java_type(text[len("androidNative.Array<") : -1])
        return f"{element}[]" if element else ""
    if text in _JAVA_NAMES:
        return _JAVA_NAMES[text]
    name, bracket, arguments = text.partition("<")
    if not re.fullmatch(r"[\w$.]+", name):
        return ""
    name = name.replace("$", ".")
    if not bracket:
        return name
    known = [java_type(argument) for argument in split_top_level(arguments.removesuffix(">"))]
    return f"{name}<{','.join(argument or '*' for argument in known)}>" if any(known) else name


def parse_typings(lines: Iterable[str]) -> Iterator[ClassDecl]:
    """The classes that the lines of a typings file declare, in their order. Lines of another shape are skipped."""
    scopes: list[tuple[str, ClassDecl | None]] = []  # name of the module or class, and the class if it is one
    for raw in lines:
        line = raw.strip()
        current = scopes[-1][1] if scopes else None
        if line.startswith("}"):
            if scopes:
                _, finished = scopes.pop()
                if finished is not None:
                    yield finished
        elif module := _MODULE.match(line):
            scopes.append((module[1], None))
        elif match := _CLASS.match(line):
            qualified = ".".join([*(name for name, _ in scopes), match[1]])
            scopes.append((match[1], _open_class(qualified, match[2] or "", match[3] or "")))
        elif current is not None and line.startswith("*") and _INTERFACE_MARK in line:
            current.is_interface = True
        elif current is not None and line.startswith("public constructor") and line.endswith(";"):
            params = _parameters(line, line.index("("))[0]
            current.methods.append(MethodDecl("<init>", params, current.name, False))
        elif line.endswith("{"):
            scopes.append(("", None))
        elif current is not None and (member := _MEMBER.match(line)):
            _add_member(current, line, member)


def _open_class(qualified: str, type_params: str, heritage: str) -> ClassDecl:
    names = tuple(param.partition(" ")[0] for param in split_top_level(type_params))
    supertypes = []
    for clause in re.split(r" extends | implements ", heritage):
        supertypes += [java_type(part) for part in split_top_level(clause)]
    return ClassDecl(qualified, names, [name for name in supertypes if name and name != qualified])


def _add_member(owner: ClassDecl, line: str, member: re.Match[str]) -> None:
    name, is_static = member[2], member[1] is not None
    if member[3] == "(":
        params, rest = _parameters(line, member.end() - 1)
        returns = java_type(rest.lstrip(": ").removesuffix(";"))
        owner.methods.append(MethodDecl(name, params, returns, is_static))
        return
    type_text = _COMMENT.sub("", line[member.end() :]).strip().removesuffix(";").strip()
    if name == "class":
        return  # a help of the typings for `X.class`, which Java has as syntax
    if len(type_text) > 1 and type_text[0] == type_text[-1] == '"':
        owner.fields[name] = "java.lang.String"
        owner.constants[name] = type_text[1:-1]
    elif re.fullmatch(r"-?[\d.]+(e[-+]?\d+)?|NaN|-?Infinity", type_text, re.IGNORECASE):
        owner.fields[name] = "number"
    elif type_text in ("true", "false"):
        owner.fields[name] = "boolean"
    else:
        owner.fields[name] = java_type(type_text)


def _parameters(line: str, opening: int) -> tuple[tuple[str, ...], str]:
    """The parameter types of the list that opens at `opening`, and the text behind the list."""
    line = _COMMENT.sub("", line[opening:])
    depth, closing = 0, len(line) - 1
    for i, char in enumerate(line):
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                closing = i
                break
    types = tuple(java_type(part.partition(":")[2]) for part in split_top_level(line[1:closing]))
    return types, line[closing + 1 :]
