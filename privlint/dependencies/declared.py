"""The dependencies that a build script declares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from privlint.dependencies.catalogue import Library
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script, Setting
from privlint.dependencies.syntax import Argument, Block, Expr, Operation, Text
from privlint.dependencies.values import UNKNOWN, Files, Platform, ProjectReference, Value
from privlint.workspace.model import Position

#: Calls inside `dependencies { }` that are no configurations.
_NOT_CONFIGURATIONS: Final = frozenset(
    "constraints components modules exclude because println attributes capabilities artifact artifactTypes "
    "registerTransform def val".split()
)
#: Blocks whose dependencies are those of the build itself, or no declarations.
_OTHER_BLOCKS: Final = frozenset(
    ("buildscript", "constraints", "pluginManagement", "dependencyResolutionManagement", "pom", "publishing")
)


class Declaration(msgspec.Struct, gc=False, frozen=True):
    """One dependency of a module. Exactly one of `coordinate` (group, name), `project` and `files` is set, or none of
    them when the value cannot be known without running the build (`text` then shows what is written)."""

    configuration: str
    position: Position  # where the version is edited
    declared_at: Position  # the line in the build script
    coordinate: tuple[str, str] | None = None
    version: str | None = None
    requested: str = ""
    via: str = "literal"
    is_platform: bool = False
    project: ProjectReference | None = None
    files: Files | None = None
    text: str = ""


#: Gives the scopes in which a setting is evaluated: one, or one for each round of the loops around it.
Rounds = Callable[[Scope, Setting], list[Scope]]


def declarations(script: Script, scope: Scope, rounds: Rounds) -> Iterator[Declaration]:
    """The dependencies declared in a script, in source order."""
    for setting in script.settings:
        found = _configuration(setting, scope)
        if found is None:
            continue
        configuration, arguments = found
        for inner in rounds(scope, setting):
            yield from _declared(configuration, arguments, inner, script.path, setting)


def _configuration(setting: Setting, scope: Scope) -> tuple[str, tuple[Argument, ...]] | None:
    """The configuration and the arguments of a declaration, None when the setting is none."""
    path = setting.path
    if "dependencies" not in path or setting.operator:
        return None
    index = len(path) - 1 - path[::-1].index("dependencies")
    if index + 1 >= len(path) or not _OTHER_BLOCKS.isdisjoint(path):
        return None
    name = path[index + 1]
    call = next((segment for segment in setting.segments if segment.name == name), None)
    if call is None or name in _NOT_CONFIGURATIONS or not call.arguments:
        return None
    arguments = call.arguments
    if name == "add" and len(arguments) == 1:
        name = _compared_name(setting)
    elif name == "add":
        name = scope.text(arguments[0].value) or ""
        arguments = arguments[1:]
    if "sourceSets" in path[:index]:
        # Kotlin multiplatform: `commonMain.dependencies { implementation(…) }` is `commonMainImplementation`.
        source_set = path[index - 1]
        name = source_set + name[:1].upper() + name[1:]
    return (name, arguments) if name and arguments else None


def _compared_name(setting: Setting) -> str:
    """The configuration in `if (configuration.name == "implementation") configuration.dependencies.add(…)`."""
    for condition, outcome in setting.conditions:
        if outcome and isinstance(condition, Operation) and condition.operators == ("==",):
            for operand in condition.operands:
                if isinstance(operand, Text) and len(operand.parts) == 1 and isinstance(operand.parts[0], str):
                    return operand.parts[0]
    return ""


def _declared(
    configuration: str, arguments: tuple[Argument, ...], scope: Scope, path: str, setting: Setting
) -> Iterator[Declaration]:
    at = Position(path, setting.line, setting.column)
    named = {argument.name: argument.value for argument in arguments if argument.name}
    unnamed: list[Expr] = [a.value for a in arguments if not a.name and not isinstance(a.value, Block)]
    if "name" in named:
        yield from _from_map({key: scope.evaluate(value) for key, value in named.items()}, configuration, at)
        return
    texts = [scope.text(value) for value in unnamed]
    if 2 <= len(unnamed) <= 3 and isinstance(texts[0], str) and all(text and ":" not in text for text in texts):
        yield _coordinate(configuration, ":".join(text for text in texts if text), at, "literal")
        return
    if "path" in named and not unnamed:
        unnamed = [named["path"]]
    for value in unnamed:
        place = Position(path, value.line, value.column)
        yield from _from_expression(value, configuration, scope, place)


def _from_expression(value: Expr, configuration: str, scope: Scope, at: Position) -> Iterator[Declaration]:
    if isinstance(value, Text):
        has_variable = any(not isinstance(part, str) for part in value.parts)
        text = scope.partial_text(value) or ""
        yield _coordinate(configuration, text, at, "variable" if has_variable else "literal")
        return
    found = list(_from_value(scope.evaluate(value), configuration, at, "variable"))
    yield from found or [Declaration(configuration, at, at)]


def _from_value(value: Value, configuration: str, at: Position, via: str) -> Iterator[Declaration]:
    if isinstance(value, str):
        yield _coordinate(configuration, value, at, via)
    elif isinstance(value, Library):
        yield Declaration(
            configuration,
            value.position,
            at,
            (value.group, value.name),
            value.version,
            value.requested,
            "catalogue" if value.version else "bom",
        )
    elif isinstance(value, Platform):
        for declared in _from_value(value.value, configuration, at, "literal"):
            yield msgspec.structs.replace(declared, is_platform=True)
    elif isinstance(value, ProjectReference):
        yield Declaration(configuration, at, at, project=value)
    elif isinstance(value, Files):
        yield Declaration(configuration, at, at, files=value, via="archive")
    elif isinstance(value, list):
        for item in value:
            yield from _from_value(item, configuration, at, via)
    elif isinstance(value, dict):
        yield from _from_map(value, configuration, at)


def _from_map(values: dict[str, Value], configuration: str, at: Position) -> Iterator[Declaration]:
    """`group: 'g', name: 'n', version: 'v'`; without a group it is a file of a flat repository."""
    texts = {key: value for key, value in values.items() if isinstance(value, str)}
    name = texts.get("name", "")
    if not name:
        return
    if texts.get("group"):
        version = texts.get("version", "" if "version" not in values else UNKNOWN)
        yield _coordinate(configuration, ":".join(filter(None, (texts["group"], name, version))), at, "literal")
    else:
        yield Declaration(configuration, at, at, files=_flat_file(name, texts.get("ext", "jar")), via="archive")


def _flat_file(name: str, extension: str) -> Files:
    return Files((f"**/{name}.{extension}",))


def _coordinate(configuration: str, text: str, at: Position, via: str) -> Declaration:
    """A declaration of `group:name:version[:classifier][@extension]`."""
    body, _, extension = text.partition("@")
    group, name, version = [*body.split(":"), "", ""][:3]
    if not group and name:
        return Declaration(configuration, at, at, files=_flat_file(name, extension or "jar"), via="archive")
    if not name or UNKNOWN in group + name:
        return Declaration(configuration, at, at, text=text.replace(UNKNOWN, "?"))
    requested = version.replace("!!", "").replace(UNKNOWN, "?")
    known = requested if requested and UNKNOWN not in version else None
    return Declaration(configuration, at, at, (group, name), known, requested, via if version else "bom")
