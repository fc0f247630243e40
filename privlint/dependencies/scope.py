"""Evaluates Gradle expressions as far as that can be done without running the build."""

from __future__ import annotations

from privlint.dependencies.catalogue import Catalogue, PluginAlias
from privlint.dependencies.syntax import (
    Argument,
    Assignment,
    Block,
    Chain,
    Collection,
    Expr,
    Literal,
    Operation,
    Segment,
    Text,
)
from privlint.dependencies.values import (
    REPOSITORY,
    UNKNOWN,
    Files,
    Platform,
    ProjectReference,
    Value,
    as_bool,
    flatten_texts,
)

#: Variables that lead to variables, maps in maps: beyond these limits a value counts as unknown.
_MAX_DEPTH = 24
_MAX_STEPS = 5_000
_MAX_LENGTH = 10_000


_LISTS = frozenset("listOf setOf arrayOf mutableListOf mutableSetOf arrayListOf linkedSetOf".split())
_MAPS = frozenset(("mapOf", "mutableMapOf", "hashMapOf", "linkedMapOf"))
#: Links that leave a value as it is.
_SAME = frozenset(
    "get toString trim asProvider orNull getOrElse orElse toSet toList asList plus INSTANCE Companion name toInt "
    "toInteger toBoolean path absolutePath canonicalPath asFile toPath absoluteFile".split()
)
#: Names in front of a variable that only say where it lives.
_OWNERS = frozenset("rootProject project ext extra gradle this parent settings properties script target".split())
_GETTERS = frozenset("property findProperty getProperty get gradleProperty getAt getByName".split())
#: Calls that stand for their argument.
_WRAPPERS = frozenset("create variantOf testFixtures requireNotNull uri checkNotNull provider".split())


class _Effort:
    """What one question has cost so far; shared by all scopes that take part in answering it."""

    __slots__ = ("depth", "steps")

    def __init__(self) -> None:
        self.depth = 0
        self.steps = 0


class Scope:
    """What names mean in a script: its own variables first, then those of the scopes around it.

    Variables are kept as expressions under dotted names (`versions.okhttp`) and evaluated when asked for."""

    def __init__(self, parents: tuple[Scope, ...] = (), catalogues: dict[str, Catalogue] | None = None) -> None:
        self.parents = parents
        self.variables: dict[str, Expr] = {}
        self.texts: dict[str, str] = {}
        self.bound: dict[str, Value] = {}  # loop variables
        self.catalogues = catalogues or {}
        self.folders: dict[str, str] = {}  # rootDir, projectDir: paths relative to the repository
        self._effort: _Effort = parents[0]._effort if parents else _Effort()

    def bound_value(self, name: str) -> Value:
        """The value of a loop variable."""
        if name in self.bound:
            return self.bound[name]
        return next((found for p in self.parents if (found := p.bound_value(name)) is not None), None)

    def find(self, name: str) -> tuple[Expr | str, Scope] | None:
        """The variable of a dotted name and the scope that defines it."""
        if name in self.variables:
            return self.variables[name], self
        if name in self.texts:
            return self.texts[name], self
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
        return value if isinstance(value, str) else None

    def partial_text(self, expression: Expr) -> str | None:
        """As :meth:`text`, with `UNKNOWN` for the parts of a string that are not known."""
        if not isinstance(expression, Text):
            return self.text(expression)
        known = (part if isinstance(part, str) else self.text(part) for part in expression.parts)
        return "".join(UNKNOWN if part is None else part for part in known)[:_MAX_LENGTH]

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
            return self._operation(expression)
        return None

    def _text(self, text: Text) -> str | None:
        parts: list[str] = []
        for part in text.parts:
            value = part if isinstance(part, str) else self.evaluate(part)
            if not isinstance(value, str):
                return None
            parts.append(value)
        return "".join(parts) if sum(map(len, parts)) <= _MAX_LENGTH else None

    def _operation(self, operation: Operation) -> Value:
        """Concatenation; the value itself for casts; the first known alternative for `?:`; negation and equality."""
        first = operation.operators[0]
        if first == "!":
            value = as_bool(self.evaluate(operation.operands[0]))
            return None if value is None else not value
        if first in ("==", "!=") and len(operation.operands) == 2:
            left, right = (self.evaluate(operand) for operand in operation.operands)
            return None if left is None or right is None else (left == right) == (first == "==")
        if first in ("as", "to"):
            return self.evaluate(operation.operands[0])
        if first == "?:":
            values = (self.evaluate(operand) for operand in operation.operands)
            return next((value for value in values if value is not None), None)
        if any(operator != "+" for operator in operation.operators):
            return None
        known = [self.evaluate(operand) for operand in operation.operands]
        if all(isinstance(value, list) for value in known):
            return [item for value in known if isinstance(value, list) for item in value]
        texts = [value for value in known if isinstance(value, str)]
        if len(texts) == len(known) and sum(map(len, texts)) <= _MAX_LENGTH:
            return "".join(texts)
        return None

    def _chain(self, chain: Chain) -> Value:
        if chain.head is not None:
            return self._members(self.evaluate(chain.head), chain.segments)
        segments = chain.segments
        while segments and (segments[0].name in _OWNERS or segments[0].name in ("providers", "properties")):
            if segments[0].arguments is not None or len(segments) == 1:
                break
            segments = segments[1:]
        found = self._variable(segments)
        if found is not None:
            return found
        return self._call(segments) if segments else None

    def _variable(self, segments: tuple[Segment, ...]) -> Value:
        """The variable with the longest dotted name that the chain starts with, and what is asked of it."""
        bound = self.bound_value(segments[0].name) if segments else None
        if bound is not None:
            return self._members(bound, segments[1:])
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
            value, scope = found
            rest = segments[length:]
            if isinstance(value, Chain) and rest and value.head is None and len(value.segments) == 1:
                # `deps.room = room`: what was stored under `room.…` is reached through the alias.
                renamed = scope.evaluate(Chain(None, (*value.segments, *rest), value.line, value.column))
                if renamed is not None:
                    return renamed
            inner, rest = self._dig(value, rest)
            known = self._members(scope.evaluate(inner), rest)
            if known is not None:
                return known
        return None

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

    def _call(self, segments: tuple[Segment, ...]) -> Value:
        first, rest = segments[0], segments[1:]
        arguments = first.arguments or ()
        positional = [argument for argument in arguments if not argument.name]
        catalogue = self.catalogue(first.name)
        if catalogue is not None and rest:
            return self._from_catalogue(catalogue, rest)
        if first.name == "projects" and rest:
            return ProjectReference(".".join(segment.name for segment in rest), is_accessor=True)
        folder = self.folder(first.name)
        if folder is not None and not arguments:
            return self._members(REPOSITORY + folder, rest)
        value: Value = None
        if first.name == "project" and arguments:
            value = self._project(arguments)
        elif first.name in ("platform", "enforcedPlatform") and arguments:
            return Platform(self.evaluate(arguments[0].value))
        elif first.name in ("files", "fileTree"):
            return self._files(first)
        elif first.name in _LISTS:
            value = [self.evaluate(argument.value) for argument in positional]
        elif first.name in _MAPS:
            value = self._pairs(arguments)
        elif first.name == "kotlin" and positional:
            module = self.text(positional[0].value)
            version = self.text(arguments[1].value) if len(arguments) > 1 else ""
            value = module and f"org.jetbrains.kotlin:kotlin-{module}" + (f":{version}" if version else "")
        elif first.name == "file" and positional:
            value = self.text(positional[0].value)
        elif first.name == "File" and positional:
            parts = [self.text(argument.value) for argument in positional]
            value = "/".join(part for part in parts if part) if None not in parts else None
        elif first.name in ("rootProject", "project") and rest and rest[0].name == "file":
            inner = self._call(rest)
            return REPOSITORY + inner if isinstance(inner, str) and first.name == "rootProject" else inner
        elif first.name in _WRAPPERS and positional:
            value = self.evaluate(positional[0].value)
        elif first.name in ("dependencies", "rootProject", "project", "dependencyFactory") and rest:
            return self._call(rest)
        return self._members(value, rest)

    def _project(self, arguments: tuple[Argument, ...]) -> Value:
        """`project(":a")`, `project(path: ':a', configuration: 'x')`."""
        by_name = {argument.name: argument.value for argument in arguments}
        path = self.text(by_name.get("path", arguments[0].value))
        return ProjectReference(path) if path else None

    def _pairs(self, arguments: tuple[Argument, ...]) -> dict[str, Value]:
        """The map of `mapOf("a" to b, …)`."""
        result: dict[str, Value] = {}
        for argument in arguments:
            pair = argument.value
            if isinstance(pair, Operation) and pair.operators[0] == "to":
                key = self.text(pair.operands[0])
                if key is not None:
                    rest = pair.operands[1:]
                    value = rest[0] if len(rest) == 1 else Operation(pair.operators[1:], rest, pair.line, pair.column)
                    result[key] = self.evaluate(value)
        return result

    def _files(self, call: Segment) -> Files | None:
        """`files("a.jar")`, `fileTree(dir: 'libs', include: ['*.jar'])`, `fileTree("libs") { include("*.jar") }`."""
        arguments = call.arguments or ()
        named = {argument.name: self.evaluate(argument.value) for argument in arguments if argument.name}
        unnamed = [self.evaluate(argument.value) for argument in arguments if not argument.name]
        for value in unnamed:
            if isinstance(value, dict):
                named.update(value)
        paths = [text for value in unnamed for text in flatten_texts(value)]
        paths += flatten_texts(named.get("dir"))
        includes, excludes = flatten_texts(named.get("include")), flatten_texts(named.get("exclude"))
        includes += flatten_texts(named.get("includes"))
        for name, values in self._block_calls(call.block):
            {"include": includes, "exclude": excludes, "from": paths, "dir": paths}.get(name, []).extend(values)
        return Files(tuple(paths), call.name == "fileTree", tuple(includes), tuple(excludes)) if paths else None

    def _block_calls(self, block: Block | None) -> list[tuple[str, list[str]]]:
        """The calls and assignments of a block with their strings."""
        result: list[tuple[str, list[str]]] = []
        for statement in block.statements if block is not None else ():
            if isinstance(statement, Chain) and statement.segments:
                last = statement.segments[-1]
                result.append((last.name, self.texts_of(last.arguments or ())))
            elif isinstance(statement, Assignment) and statement.target.segments:
                values = flatten_texts(self.evaluate(statement.value))
                result.append((statement.target.segments[-1].name, values))
        return result

    def _from_catalogue(self, catalogue: Catalogue, segments: tuple[Segment, ...]) -> Value:
        """`libs.a.b`, `libs.versions.a.get()`, `libs.plugins.a`, `libs.bundles.a`, `libs.findLibrary("a").get()`."""
        first = segments[0]
        if first.name in ("findLibrary", "findBundle", "findPlugin", "findVersion") and first.arguments:
            alias = _accessor_of(self.text(first.arguments[0].value) or "")
            kind = {"findBundle": "bundles", "findPlugin": "plugins", "findVersion": "versions"}.get(first.name, "")
        else:
            kind = first.name if first.name in ("versions", "plugins", "bundles") else ""
            names = [s.name for s in segments[1 if kind else 0 :] if s.arguments is None and s.name != "pluginId"]
            alias = _accessor_of(".".join(names))
        if kind == "versions":
            return catalogue.versions.get(alias)
        if kind == "plugins":
            return catalogue.plugins.get(alias)
        if kind == "bundles":
            return list(catalogue.bundle(alias))
        return catalogue.libraries.get(alias)

    def _members(self, value: Value, segments: tuple[Segment, ...]) -> Value:
        """What a chain of links makes of a value."""
        for segment in segments:
            if value is None:
                return None
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
                value = self._resolved(value, segment)
            elif name not in _SAME:
                return None
        return value

    def _resolved(self, value: Files | str, segment: Segment) -> Value:
        """`dir.resolve("x")` and `fileTree("x").matching { include("*.jar") }`."""
        if isinstance(value, str):
            inner = self.texts_of(segment.arguments or ())
            return f"{value}/{inner[0]}" if inner else None
        includes = [text for name, texts in self._block_calls(segment.block) if name == "include" for text in texts]
        return Files(value.paths, value.is_tree, (*value.includes, *includes), value.excludes)


def _accessor_of(alias: str) -> str:
    """The accessor of an alias that may itself be written as an accessor."""
    return alias.replace("-", ".").replace("_", ".")
