"""The dependencies that a build script declares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from privlint.dependencies.buildcalls import LISTS
from privlint.dependencies.catalogue import Library
from privlint.dependencies.functions import called
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import Script, Setting, block_settings
from privlint.dependencies.syntax import Argument, Block, Chain, Expr, Literal, Operation, Segment, Text
from privlint.dependencies.values import UNKNOWN, Files, Platform, ProjectReference, Value
from privlint.dependencies.written import place_of, version_place
from privlint.workspace.model import Position

#: Calls inside `dependencies { }` that are no configurations.
_NOT_CONFIGURATIONS: Final = (
    frozenset(
        "constraints components modules exclude because println attributes capabilities artifact artifactTypes "
        "registerTransform def val put putAll get size remove contains containsKey clear each forEach all mapOf "
        "mutableMapOf listOfNotNull".split()
    )
    | LISTS
)
#: Blocks whose dependencies are those of the build itself, or no declarations.
_OTHER_BLOCKS: Final = frozenset(
    ("buildscript", "constraints", "pluginManagement", "dependencyResolutionManagement", "pom", "publishing")
)
#: What a block of a project's own such as `commonDependencies { }` may hold to count as one of declarations.
_USUAL: Final = frozenset("implementation api compileOnly runtimeOnly ksp kapt".split())
#: Functions that call functions that declare …
_MAX_CALLS: Final = 4
_OWN_BLOCK: Final = "Dependencies"
#: Blocks in which declarations are asked for separately: what runs the build, and what only limits versions.
BUILDSCRIPT: Final = "buildscript"
CONSTRAINTS: Final = "constraints"
#: What is no library: parts of Gradle, and what the project itself makes.
_OF_GRADLE: Final = frozenset(
    "gradleApi gradleTestKit gradleKotlinDsl localGroovy sourceSets tasks configurations npm".split()
)
#: Calls of a `version { }` block, the one that counts most last.
_RICH_VERSION: Final = ("require", "strictly", "prefer")


class Declaration(msgspec.Struct, gc=False, frozen=True):
    """One dependency of a module. Exactly one of `coordinate` (group, name), `project` and `files` is set, or none of
    them when the value cannot be known without running the build (`text` then shows what is written)."""

    configuration: str
    position: Position  # where the coordinate stands: the line in the build script, or a line in another file
    declared_at: Position  # the line in the build script
    coordinate: tuple[str, str] | None = None
    version: str | None = None
    requested: str = ""
    via: str = "literal"
    is_platform: bool = False
    project: ProjectReference | None = None
    files: Files | None = None
    text: str = ""
    is_alias: bool = False  # not known: an alias that no catalogue has
    version_at: Position | None = None  # where the version stands, if that is not `position`

    @property
    def is_known(self) -> bool:
        """Whether anything is known of what is declared."""
        return self.coordinate is not None or self.project is not None or self.files is not None


#: Gives the scopes in which a setting is evaluated: one, or one for each round of the loops around it.
Rounds = Callable[[Scope, Setting], list[Scope]]


def declarations(script: Script, scope: Scope, rounds: Rounds, inside: str = "") -> Iterator[Declaration]:
    """The dependencies declared in a script, in source order; those of the module, or of a block of the build."""
    for setting in script.settings:
        by_function = _of_function(setting, scope, script, rounds) if not inside else []
        yield from by_function
        if by_function:
            continue
        if setting.name == "artifact" and not inside:
            yield from _tool(setting, scope, script.path)
        if setting.path[-2:] == ("artifacts", "add") and not inside:
            yield from _handed_on(setting, scope, script.path)
        found = _configuration(setting, scope, inside)
        if found is None:
            continue
        configuration, arguments, call = found
        for inner in rounds(scope, setting):
            rich = rich_version(_version_block(call), inner, script.path)
            for declared in _declared(configuration, arguments, inner, script.path, setting):
                yield _with_version(declared, *rich) if rich is not None else declared


def _of_function(setting: Setting, scope: Scope, script: Script, rounds: Rounds) -> list[Declaration]:
    """What a function of the build declares that is called among dependencies: `acmeLibraries("1.0")`."""
    path = setting.path
    if setting.operator or "dependencies" not in path[:-1] or script.depth >= _MAX_CALLS:
        return []
    call = setting.segments[-1]
    function, home, file = (scope.find(call.name) if call.arguments is not None else None) or (None, scope, "")
    if not isinstance(function, Block) or not scope.may_call(script.depth):
        return []
    with scope.reading(script.path):
        inner = called(scope, function, home, call, file)
    settings = block_settings(function, ("dependencies",))
    body = Script(file or script.path, script.is_kotlin, function, settings, (), script.depth + 1)
    lines = {argument.value.line for argument in call.arguments or ()}
    found = (declared for declared in declarations(body, inner, rounds) if declared.is_known)
    return [_at_call(declared, script.path, lines) for declared in found]


def _at_call(declared: Declaration, path: str, lines: set[int]) -> Declaration:
    """What is handed to a function is edited where it is called."""
    at = declared.version_at
    if at is None or at.path != path or at.line not in lines or not declared.requested:
        return declared
    return msgspec.structs.replace(declared, position=at, declared_at=at, version_at=None)


def _configuration(setting: Setting, scope: Scope, inside: str) -> tuple[str, tuple[Argument, ...], Segment] | None:
    """The configuration, the arguments and the call of a declaration, None when the setting is none."""
    path = setting.path
    if setting.operator or not path:
        return None
    container = CONSTRAINTS if inside == CONSTRAINTS else "dependencies"
    index = _container(path, container)
    if index + 1 >= len(path) or inside not in ("", *path):
        return None
    if not (_OTHER_BLOCKS - {inside}).isdisjoint(path) and inside != BUILDSCRIPT:
        return None
    name = path[index + 1]
    call = next((segment for segment in setting.segments if segment.name == name), None)
    if call is None or name in _NOT_CONFIGURATIONS or not call.arguments:
        return None
    arguments = call.arguments
    if name == "add" and len(arguments) == 1:
        name = path[index - 1] if "configurations" in path[: index - 1] else _compared_name(setting)
    elif name == "add":
        name = scope.text(arguments[0].value) or ""
        arguments = arguments[1:]
    if "sourceSets" in path[:index]:
        # Kotlin multiplatform: `commonMain.dependencies { implementation(…) }` is `commonMainImplementation`.
        name = _prefixed(path[index - 1], name)
    elif path[index] != container:
        name = _prefixed(path[index].removesuffix(_OWN_BLOCK), name)
    return (name, arguments, call) if name and arguments else None


def _tool(setting: Setting, scope: Scope, path: str) -> Iterator[Declaration]:
    """`protoc { artifact = "g:n:v" }`: a tool that a plugin downloads."""
    if len(setting.arguments) == 1 and "publishing" not in setting.path and len(setting.path) > 1:
        value = setting.arguments[0].value
        text = scope.evaluate(value)
        if isinstance(text, str) and text.count(":") >= 2 and " " not in text:
            yield _coordinate(setting.path[-2], text, Position(path, value.line, value.column), "literal")


def _handed_on(setting: Setting, scope: Scope, path: str) -> Iterator[Declaration]:
    """The file of a module that has nothing else: `artifacts.add("default", file("x.aar"))`."""
    at = Position(path, setting.line, setting.column)
    configuration, *paths = [*scope.texts_of(setting.arguments), ""]
    files = tuple(text for text in paths if text.endswith((".jar", ".aar")))
    if files:
        yield Declaration(configuration, at, at, files=Files(files), via="archive")


def rich_version(block: Block | None, scope: Scope, path: str) -> tuple[str, Position] | None:
    """The version that `{ strictly "1.0" }` comes to, with its place."""
    found: dict[str, tuple[str, Position]] = {}
    for call in block.statements if block is not None else ():
        if isinstance(call, Chain) and call.segments:
            for text in scope.texts_of(call.segments[-1].arguments or ())[:1]:
                found[call.segments[-1].name] = (text, Position(path, call.line, call.column))
    return next((found[name] for name in reversed(_RICH_VERSION) if name in found), None)


def _version_block(call: Segment) -> Block | None:
    """The `version { }` in the block of a declaration."""
    blocks = [call.block, *(a.value for a in call.arguments or () if isinstance(a.value, Block))]
    for statement in (statement for block in blocks if block is not None for statement in block.statements):
        if isinstance(statement, Chain) and statement.segments and statement.segments[0].name == "version":
            return statement.segments[0].block
    return None


def _with_version(declared: Declaration, version: str, at: Position) -> Declaration:
    if declared.coordinate is None:
        return declared
    return msgspec.structs.replace(declared, version=version, requested=version, via="literal", version_at=at)


def _container(path: tuple[str, ...], container: str) -> int:
    """Where in a path the innermost block of declarations stands; beyond its end if it has none."""
    for index in range(len(path) - 1, -1, -1):
        is_own = path[index].endswith(_OWN_BLOCK) and path[index + 1 : index + 2] and path[index + 1] in _USUAL
        if path[index] == container or is_own and container != CONSTRAINTS:
            return index
    return len(path)


def _prefixed(prefix: str, name: str) -> str:
    return prefix + name[:1].upper() + name[1:]


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
    if any(_is_parameter(value, setting) for value in unnamed) and all(scope.evaluate(v) is None for v in unnamed):
        return  # what is passed to a function is known where it is called
    texts = [scope.evaluate(value) for value in unnamed]
    if _are_parts(texts):
        values = dict(zip(("group", "name", "version"), texts, strict=False))
        yield from _from_map(values, configuration, at)
        return
    if "path" in named and not unnamed:
        unnamed = [named["path"]]
    for value in unnamed:
        place = Position(path, value.line, value.column)
        yield from _from_expression(value, configuration, scope, place)


def _is_parameter(value: Expr, setting: Setting) -> bool:
    names = {name for names, iterated in setting.bindings if isinstance(iterated, Literal) for name in names}
    return isinstance(value, Chain) and bool(value.segments) and value.segments[0].name in names


def _are_parts(values: list[Value]) -> bool:
    """Whether arguments are group, name and version: `implementation("g", "n", "1")`."""
    if not 2 <= len(values) <= 3:
        return False
    return all(value is None or isinstance(value, str) and ":" not in value for value in values) and all(values[:2])


def _from_expression(value: Expr, configuration: str, scope: Scope, at: Position) -> Iterator[Declaration]:
    if isinstance(value, (Text, Operation)):
        text = scope.partial_text(value)
        if isinstance(text, str) and ":" not in text and UNKNOWN not in text:
            return  # no dependency, whatever block this is
        if isinstance(text, str):
            is_literal = isinstance(value, Text) and all(isinstance(part, str) for part in value.parts)
            yield _coordinate(configuration, text, at, "literal" if is_literal else "variable")
            return
    found = list(_from_value(scope.evaluate(value), configuration, at, "variable"))
    if not found and not _is_of_gradle(value):
        first = value.segments[0].name if isinstance(value, Chain) and value.segments else ""
        found = [Declaration(configuration, at, at, is_alias=scope.catalogue(first) is not None)]
    yield from found


def _is_of_gradle(value: Expr) -> bool:
    """Whether an expression stands for parts of Gradle or of the project itself."""
    return isinstance(value, Chain) and bool(value.segments) and value.segments[0].name in _OF_GRADLE


def _from_value(value: Value, configuration: str, at: Position, via: str) -> Iterator[Declaration]:
    if isinstance(value, str):
        yield _coordinate(configuration, value, at, via)
    elif isinstance(value, Library):
        yield _from_library(value, configuration, at)
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


def _from_library(library: Library, configuration: str, at: Position) -> Declaration:
    version_at = place_of(library.requested)
    return Declaration(
        configuration,
        library.position,
        at,
        (library.group, library.name),
        library.version and str(library.version),
        str(library.requested),
        "catalogue" if library.requested else "bom",
        version_at=version_at if version_at != library.position else None,
    )


def _from_map(values: dict[str, Value], configuration: str, at: Position) -> Iterator[Declaration]:
    """`group: 'g', name: 'n', version: 'v'`; without a group it is a file of a flat repository."""
    texts = {key: value for key, value in values.items() if isinstance(value, str)}
    name = texts.get("name", "")
    if not name:
        return
    if not texts.get("group"):
        yield Declaration(configuration, at, at, files=_flat_file(name, texts.get("ext", "jar")), via="archive")
        return
    written = texts.get("version", "" if "version" not in values else UNKNOWN)
    place = place_of(written)
    if place is None or not place.path:  # the version stands here, perhaps some lines below
        position = Position(at.path, place.line, place.column) if place is not None else at
        text = ":".join(filter(None, (texts["group"], name, written)))
        yield msgspec.structs.replace(_coordinate(configuration, text, at, "literal"), position=position)
    else:
        declared = _coordinate(configuration, f"{texts['group']}:{name}:{written}", at, "variable")
        yield msgspec.structs.replace(declared, version_at=place)


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
    place, version_at = place_of(text), version_place(text)
    return Declaration(
        configuration,
        position := place if place is not None and place.path not in ("", at.path) else at,
        at,
        (group, name),
        known,
        requested,
        via if version else "bom",
        version_at=version_at if version_at is not None and version_at.path and version_at != position else None,
    )
