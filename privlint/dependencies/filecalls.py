"""Evaluates `files(…)`, `fileTree(…)` and what is asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.dependencies.syntax import Assignment, Block, Chain, Segment
from privlint.dependencies.values import REPOSITORY, Files, Value, flatten_texts

if TYPE_CHECKING:
    from privlint.dependencies.scope import Scope


def files_of(scope: Scope, call: Segment) -> Files | None:
    """`files("a.jar")`, `fileTree(dir: 'libs', include: ['*.jar'])`, `fileTree("libs") { include("*.jar") }`."""
    arguments = call.arguments or ()
    named = {argument.name: scope.evaluate(argument.value) for argument in arguments if argument.name}
    unnamed = [scope.evaluate(argument.value) for argument in arguments if not argument.name]
    for value in unnamed:
        if isinstance(value, dict):
            named.update(value)
    paths = [text for value in unnamed for text in flatten_texts(value)]
    paths += flatten_texts(named.get("dir"))
    includes, excludes = flatten_texts(named.get("include")), flatten_texts(named.get("exclude"))
    includes += flatten_texts(named.get("includes"))
    excludes += flatten_texts(named.get("excludes"))
    for name, values in _block_calls(scope, call.block):
        {"include": includes, "exclude": excludes, "from": paths, "dir": paths}.get(name, []).extend(values)
    return Files(tuple(paths), call.name == "fileTree", tuple(includes), tuple(excludes)) if paths else None


def _block_calls(scope: Scope, block: Block | None) -> list[tuple[str, list[str]]]:
    """The calls and assignments of a block with their strings."""
    result: list[tuple[str, list[str]]] = []
    for statement in block.statements if block is not None else ():
        if isinstance(statement, Chain) and statement.segments:
            last = statement.segments[-1]
            result.append((last.name, scope.texts_of(last.arguments or ())))
        elif isinstance(statement, Assignment) and statement.target.segments:
            values = flatten_texts(scope.evaluate(statement.value))
            result.append((statement.target.segments[-1].name, values))
    return result


def resolved(scope: Scope, value: Files | str, segment: Segment) -> Value:
    """`dir.resolve("x")` and `fileTree("x").matching { include("*.jar") }`."""
    if isinstance(value, str):
        inner = scope.texts_of(segment.arguments or ())
        return f"{value}/{inner[0]}" if inner else None
    includes = [text for name, texts in _block_calls(scope, segment.block) if name == "include" for text in texts]
    return Files(value.paths, value.is_tree, (*value.includes, *includes), value.excludes)


def of_repository(value: Value) -> Value:
    """Paths that a script names relative to the root project."""
    if isinstance(value, str):
        return value if value.startswith(REPOSITORY) else REPOSITORY + value
    if isinstance(value, Files):
        paths = tuple(path if path.startswith(REPOSITORY) else REPOSITORY + path for path in value.paths)
        return Files(paths, value.is_tree, value.includes, value.excludes)
    return value
