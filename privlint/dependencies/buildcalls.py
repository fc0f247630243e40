"""Calls that the build tool itself knows: `project(":a")`, `files(…)`, `mapOf(…)`, accessors of catalogues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from privlint.dependencies.cataloguecalls import catalogue_value
from privlint.dependencies.filecalls import files_of, of_repository
from privlint.dependencies.syntax import Argument, Block, Operation, Segment
from privlint.dependencies.textcalls import formatted
from privlint.dependencies.values import REPOSITORY, Platform, ProjectReference, Value

if TYPE_CHECKING:
    from privlint.dependencies.scope import Scope

#: Functions of Kotlin that make a list of what they are given.
LISTS: Final = frozenset("listOf setOf arrayOf mutableListOf mutableSetOf arrayListOf linkedSetOf".split())
_MAPS = frozenset(("mapOf", "mutableMapOf", "hashMapOf", "linkedMapOf"))
#: Projects of the build: all, or those below the project that asks.
PROJECTS: Final = ("subprojects", "allprojects")
#: Calls that stand for their argument.
_WRAPPERS = frozenset("create variantOf testFixtures requireNotNull uri checkNotNull provider module".split())


def call_value(scope: Scope, segments: tuple[Segment, ...]) -> Value:
    """The value of a chain that starts with a call the build tool knows; None if it cannot be told."""
    first, rest = segments[0], segments[1:]
    arguments = first.arguments or ()
    positional = [argument for argument in arguments if not argument.name]
    catalogue = scope.catalogue(first.name)
    if catalogue is None and segments[-1].name in ("named", "find") and segments[-1].arguments:
        # `extensions.getByType<VersionCatalogsExtension>().named("libs")`
        return scope.catalogue(scope.text(segments[-1].arguments[0].value) or "")
    if catalogue is not None:
        return catalogue_value(scope, catalogue, rest) if rest else catalogue
    if first.name == "projects" and rest:
        return ProjectReference(".".join(segment.name for segment in rest), is_accessor=True)
    folder = scope.folder(first.name)
    if folder is not None and not arguments:
        return scope.members(REPOSITORY + folder, rest)
    value: Value = None
    if first.name == "project" and arguments:
        value = _project(scope, arguments)
    elif first.name in ("platform", "enforcedPlatform") and arguments:
        return Platform(_notation(scope, arguments))
    elif first.name in ("files", "fileTree"):
        return files_of(scope, first)
    elif first.name in LISTS:
        value = [scope.evaluate(argument.value) for argument in positional]
    elif first.name in _MAPS:
        value = _pairs(scope, arguments)
    elif first.name == "kotlin" and positional:
        module = scope.text(positional[0].value)
        version = scope.text(arguments[1].value) if len(arguments) > 1 else ""
        value = module and f"org.jetbrains.kotlin:kotlin-{module}" + (f":{version}" if version else "")
    elif first.name == "file" and positional or first.name == "version" and len(positional) == 2:
        value = scope.text(positional[0].value)  # a version of a catalogue is known by its alias
    elif first.name == "File" and positional:
        parts = [scope.text(argument.value) for argument in positional]
        value = "/".join(part for part in parts if part) if None not in parts else None
    elif first.name == "rootProject" and rest and rest[0].name in ("file", "files", "fileTree"):
        return of_repository(call_value(scope, rest))
    elif first.name in PROJECTS:
        value = scope.projects_below(scope.folder("projectDir") or "")
    elif first.name == "rootProject" and rest and rest[0].name in PROJECTS:
        value, rest = scope.projects_below(scope.folder("rootDir") or ""), rest[1:]
    elif first.name in _WRAPPERS and arguments:
        value = _notation(scope, arguments)
    elif first.name == "String" and rest and rest[0].name == "format":
        pattern, *texts = [*scope.texts_of(rest[0].arguments or ()), ""][:-1] or [""]
        value, rest = formatted(pattern, texts), rest[1:]
    elif first.name in ("dependencies", "rootProject", "project", "dependencyFactory") and rest:
        return call_value(scope, rest)
    return scope.members(value, rest)


def _notation(scope: Scope, arguments: tuple[Argument, ...]) -> Value:
    """A dependency as it is handed to `create` or `platform`: its only argument, or the parts of coordinates."""
    named = {argument.name: scope.evaluate(argument.value) for argument in arguments if argument.name}
    if named:
        return named
    values = [scope.evaluate(a.value) for a in arguments if not isinstance(a.value, Block)]
    if len(values) > 1 and all(isinstance(value, str) and ":" not in value for value in values[:2]):
        return dict(zip(("group", "name", "version"), values, strict=False))
    return values[0] if values else None


def _project(scope: Scope, arguments: tuple[Argument, ...]) -> Value:
    """`project(":a")`, `project(path: ':a', configuration: 'x')`."""
    by_name = {argument.name: argument.value for argument in arguments}
    path = scope.text(by_name.get("path", arguments[0].value))
    return ProjectReference(path) if path else None


def _pairs(scope: Scope, arguments: tuple[Argument, ...]) -> dict[str, Value]:
    """The map of `mapOf("a" to b, …)`."""
    result: dict[str, Value] = {}
    for argument in arguments:
        pair = argument.value
        if isinstance(pair, Operation) and pair.operators[0] == "to" and not pair.is_cut_off:
            key = scope.text(pair.operands[0])
            if key is not None:
                rest = pair.operands[1:]
                value = rest[0] if len(rest) == 1 else Operation(pair.operators[1:], rest, pair.line, pair.column)
                result[key] = scope.evaluate(value)
    return result
