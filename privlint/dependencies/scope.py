"""Evaluates Gradle expressions as far as that can be done without running the build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from privlint.dependencies.buildcalls import PROJECTS, call_value
from privlint.dependencies.catalogue import Catalogue, PluginAlias
from privlint.dependencies.cataloguecalls import catalogue_value
from privlint.dependencies.filecalls import resolved
from privlint.dependencies.functions import invoked
from privlint.dependencies.operations import operation_value
from privlint.dependencies.projects import FILTERS, filtered
from privlint.dependencies.syntax import (
    Argument,
    Block,
    Chain,
    Collection,
    Expr,
    Literal,
    Operation,
    Segment,
    Text,
)
from privlint.dependencies.textcalls import LIST_CALLS, TEXT_CALLS, list_call, text_call
from privlint.dependencies.values import (
    REPOSITORY,
    UNKNOWN,
    Files,
    ProjectReference,
    Value,
    flatten_texts,
)
from privlint.dependencies.written import Written, version_place
from privlint.workspace.model import Position

#: Variables that lead to variables, maps in maps: beyond these limits a value counts as unknown.
_MAX_DEPTH = 24
_MAX_STEPS = 5_000
_MAX_LENGTH = 10_000
_MAX_CALLS = 500


#: Links that leave a value as it is.
_SAME = frozenset(
    "get toString trim asProvider orNull getOrElse orElse toSet toList asList INSTANCE Companion name toInt "
    "toInteger toBoolean path absolutePath canonicalPath asFile toPath absoluteFile".split()
)
#: Names in front of a variable that only say where it lives.
_OWNERS = frozenset(
    "rootProject project ext extra gradle this parent settings properties script target providers".split()
)
#: Calls that ask whether a property is there. A build may be given more, but these are what it does by default.
_ASKS = frozenset(("hasProperty", "containsKey", "has"))
_GETTERS = frozenset("property findProperty getProperty get gradleProperty getAt getByName".split())


class _Effort:
    """What one question has cost so far; shared by all scopes that take part in answering it."""

    __slots__ = ("calls", "depth", "file", "steps")

    def __init__(self) -> None:
        self.depth = 0
        self.steps = 0
        self.calls = 0  # of functions that declare, begun by one line of a script
        self.file = ""  # of the variable that is being evaluated; "" for the expression that was asked for


class Scope:
    """What names mean in a script: its own variables first, then those of the scopes around it.

    Variables are kept as expressions under dotted names (`versions.okhttp`) and evaluated when asked for."""

    def __init__(self, parents: tuple[Scope, ...] = (), catalogues: dict[str, Catalogue] | None = None) -> None:
        self.parents = parents
        self.variables: dict[str, Expr] = {}
        self.files: dict[str, str] = {}  # variable -> the script that defines it
        self.texts: dict[str, str] = {}
        self.bound: dict[str, Value] = {}  # loop variables
        self.catalogues = catalogues or {}
        self.is_root = False  # of the root project
        self.folders: dict[str, str] = {}  # rootDir, projectDir: paths relative to the repository
        self.projects: dict[str, str] = {}  # of the build, by path: their folders
        self._effort: _Effort = parents[0]._effort if parents else _Effort()

    def binding(self, values: dict[str, Value]) -> Scope:
        """A scope inside of this one in which names stand for values."""
        inner = Scope((self,))
        inner.bound = values
        return inner

    def bound_value(self, name: str) -> Value:
        """The value of a loop variable."""
        if name in self.bound:
            return self.bound[name]
        return next((found for p in self.parents if (found := p.bound_value(name)) is not None), None)

    def find(self, name: str) -> tuple[Expr | str, Scope, str] | None:
        """The variable of a dotted name, the scope in which its value is meant, and the file that defines it."""
        if name in self.variables:
            return self.variables[name], self, self.files.get(name, "")
        if name in self.texts:
            return self.texts[name], self, ""
        for parent in self.parents:
            found = parent.find(name)
            if found is not None:
                return found
        return None

    def catalogue(self, name: str) -> Catalogue | None:
        """The version catalogue of that name."""
        if name in self.catalogues:
            return self.catalogues[name]
        return next((found for parent in self.parents if (found := parent.catalogue(name)) is not None), None)

    def folder(self, name: str) -> str | None:
        """The folder that `rootDir` or `projectDir` stands for."""
        if name in self.folders:
            return self.folders[name]
        return next((found for parent in self.parents if (found := parent.folder(name)) is not None), None)

    def projects_below(self, folder: str) -> list[Value]:
        """The projects of the build whose folders are below one, as names that `project(…)` takes."""
        known: dict[str, str] = next((scope.projects for scope in self._around() if scope.projects), {})
        prefix = f"{folder}/" if folder else ""
        return [ProjectReference(path) for path, at in known.items() if path != ":" and at.startswith(prefix)]

    def evaluate(self, expression: Expr | str | None) -> Value:
        """The value of an expression, None when only a build knows it. A string is known only if all of it is."""
        if expression is None or isinstance(expression, str):
            return expression
        effort = self._effort
        if effort.depth == 0:
            effort.steps = 0
        if effort.depth >= _MAX_DEPTH or effort.steps >= _MAX_STEPS:
            return None
        effort.depth += 1
        effort.steps += 1
        try:
            return self._evaluate(expression)
        finally:
            effort.depth -= 1

    def text(self, expression: Expr | None) -> str | None:
        """The value if it is a string."""
        value = self.evaluate(expression)
        return str(value) if isinstance(value, str) else None

    def define(self, name: str, value: Expr, file: str, *, replaces: bool = True) -> None:
        """Sets a variable that a script defines; a local does not replace what was defined before it."""
        if replaces or name not in self.variables:
            self.variables[name] = value
            self.files[name] = file

    def partial_text(self, expression: Expr) -> Value:
        """As :meth:`evaluate`, with `UNKNOWN` for the parts of a string that are not known."""
        if isinstance(expression, Text):
            return self._text(expression, UNKNOWN)
        if isinstance(expression, Operation) and set(expression.operators) == {"+"}:
            known = [self.partial_text(operand) for operand in expression.operands]
            if isinstance(known[0], str):
                return self.joined([part if isinstance(part, str) else UNKNOWN for part in known], expression)
        return self.evaluate(expression)

    def may_call(self, depth: int) -> bool:
        """Whether one more function may be looked into; `depth` is 0 for a call in a script."""
        self._effort.calls = self._effort.calls + 1 if depth else 1
        return self._effort.calls <= _MAX_CALLS

    @contextmanager
    def reading(self, file: str) -> Iterator[None]:
        """Lets what is evaluated inside know that it stands in a file."""
        outer, self._effort.file = self._effort.file, file
        try:
            yield
        finally:
            self._effort.file = outer

    def joined(self, parts: list[str], at: Text | Operation) -> str | None:
        """The text that parts make, written where `at` stands; None if it is longer than any text that we look for."""
        text = "".join(parts)
        if len(text) > _MAX_LENGTH:
            return None
        place = Position(self._effort.file, at.line, at.column)
        before = ""
        for part in parts:
            if before.count(":") >= 2:  # in `g:n:$version:classifier` the version begins here
                return Written(text, place, version_place(part))
            before += part
        return Written(text, place, version_place(parts[-1]) if parts else None)

    def texts_of(self, arguments: tuple[Argument, ...]) -> list[str]:
        """All strings among arguments, lists flattened."""
        return [text for argument in arguments for text in flatten_texts(self.evaluate(argument.value))]

    def _evaluate(self, expression: Expr) -> Value:
        if isinstance(expression, Text):
            return self._text(expression)
        if isinstance(expression, Literal):
            return {"true": True, "false": False, "null": None}.get(expression.value, expression.value)
        if isinstance(expression, Chain):
            return self._chain(expression)
        if isinstance(expression, Collection):
            if not expression.is_map:
                return [self.evaluate(item.value) for item in expression.items]
            return {item.name: self.evaluate(item.value) for item in expression.items}
        if isinstance(expression, Operation):
            return operation_value(self, expression)
        return None

    def _text(self, text: Text, unknown: str | None = None) -> str | None:
        """The text; `unknown` stands for what is not known, without it all of it must be."""
        parts: list[str] = []
        for part in text.parts:
            value = part if isinstance(part, str) else self.evaluate(part)
            if not isinstance(value, str):
                value = unknown
            if value is None:
                return None
            parts.append(value)
        return self.joined(parts, text)

    def _chain(self, chain: Chain) -> Value:
        if chain.head is not None:
            return self.members(self.evaluate(chain.head), chain.segments)
        segments = chain.segments
        is_root = False
        while len(segments) > 1 and segments[0].arguments is None and segments[0].name in _OWNERS:
            if segments[0].name == "rootProject":
                is_root = True
                if segments[1].name in PROJECTS:
                    break
                if segments[1].name in ("file", "files", "fileTree"):
                    break
            segments = segments[1:]
        if segments and segments[-1].name in _ASKS and (len(segments) == 1 or segments[0].name == "getProperties"):
            name = self.text(segments[-1].arguments[0].value) if segments[-1].arguments else None
            return None if name is None else self.find(name) is not None
        found = self._of_root(segments) if is_root else None
        if found is None:
            found = self._variable(segments)
        if found is None:
            found = self._invoked(segments)
        return found if found is not None else call_value(self, segments) if segments else None

    def _of_root(self, segments: tuple[Segment, ...]) -> Value:
        """A variable of the root project, which a module may have under the same name."""
        scope = next((scope for scope in self._around() if scope.is_root), None)
        return scope._variable(segments) if scope is not None else None

    def _around(self) -> Iterator[Scope]:
        yield self
        for parent in self.parents:
            yield from parent._around()

    def _invoked(self, segments: tuple[Segment, ...]) -> Value:
        """What a function or closure of the build gives: `acme("core")`, `Libs.acme("core")`."""
        names: list[str] = []
        for index, segment in enumerate(segments):
            names.append(segment.name)
            found = self.find(".".join(names)) if segment.arguments is not None else None
            function, scope, file = found or (None, self, "")
            if isinstance(function, Block):
                with self.reading(file):
                    value = invoked(self, function, scope, segment, file)
                return self.members(value, segments[index + 1 :])
        return None

    def _variable(self, segments: tuple[Segment, ...]) -> Value:
        """The variable with the longest dotted name that the chain starts with, and what is asked of it."""
        bound = self.bound_value(segments[0].name) if segments else None
        if bound is not None:
            return self.members(bound, segments[1:])
        names: list[str] = []
        for segment in segments:
            name = segment.name
            if name in _GETTERS or name == "[]":
                name = self.text(segment.arguments[0].value) or "" if segment.arguments else ""
            elif name not in ("INSTANCE", "Companion") and segment.arguments:
                break
            names.append(name)
        for length in range(len(names), 0, -1):
            dotted = ".".join(name for name in names[:length] if name not in ("INSTANCE", "Companion"))
            found = self.find(dotted)
            if found is None:
                continue
            value, scope, file = found
            rest = segments[length:]
            with self.reading(file):
                known = self._found(value, scope, rest)
            if known is not None:
                return known
        return None

    def _found(self, value: Expr | str, scope: Scope, rest: tuple[Segment, ...]) -> Value:
        """What a chain makes of a variable."""
        if isinstance(value, Chain) and rest and value.head is None and len(value.segments) == 1:
            # `deps.room = room`: what was stored under `room.…` is reached through the alias.
            renamed = scope.evaluate(Chain(None, (*value.segments, *rest), value.line, value.column))
            if renamed is not None:
                return renamed
        inner, rest = self._dig(value, rest)
        return self.members(scope.evaluate(inner), rest)

    def _dig(self, value: Expr | str, segments: tuple[Segment, ...]) -> tuple[Expr | str, tuple[Segment, ...]]:
        """Steps into a map as far as the keys are known, so that only the wanted entry is evaluated."""
        while segments and isinstance(value, Collection) and value.is_map:
            segment = segments[0]
            key: str | None = segment.name
            if key in _GETTERS or key == "[]":
                key = self.text(segment.arguments[0].value) if segment.arguments else None
            entry = next((item for item in reversed(value.items) if item.name == key), None)
            if entry is None:
                break
            value, segments = entry.value, segments[1:]
        return value, segments

    def members(self, value: Value, segments: tuple[Segment, ...]) -> Value:
        """What a chain of links makes of a value."""
        for index, segment in enumerate(segments):
            if value is None:
                return None
            if isinstance(value, Catalogue):
                return catalogue_value(self, value, segments[index:])
            name = segment.name
            if isinstance(value, dict):
                if name in _GETTERS or name == "[]":
                    name = self.text(segment.arguments[0].value) or "" if segment.arguments else ""
                if name == "values":
                    value = list(value.values())
                    continue
                value = value.get(name)
            elif isinstance(value, PluginAlias) and name in ("pluginId", "id"):
                value = value.id
            elif isinstance(value, str) and name in ("parentFile", "parent"):
                value = value.rpartition("/")[0] or REPOSITORY
            elif isinstance(value, (Files, str)) and name in ("matching", "resolve"):
                value = resolved(self, value, segment)
            elif isinstance(value, str) and name in TEXT_CALLS and segment.arguments is not None:
                value = text_call(value, name, [self.evaluate(a.value) for a in segment.arguments])
            elif isinstance(value, list) and name in LIST_CALLS:
                value = list_call(value, name, [self.evaluate(a.value) for a in segment.arguments or ()])
            elif isinstance(value, list) and name in FILTERS and segment.block is not None:
                value = filtered(self, value, segment.block, name)
            elif isinstance(value, ProjectReference) and name in ("name", "path"):
                value = value.path if name == "path" else value.path.rpartition(":")[2]
            elif name not in _SAME:
                return None
        return value
