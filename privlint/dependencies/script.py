"""A Gradle script as a flat list of settings: every call and assignment with the blocks around it.

`android { defaultConfig { applicationId "x" } }`, `android.defaultConfig.applicationId = "x"` and
`extensions.configure<ApplicationExtension> { … }` all end as a setting whose path says where it belongs, so
readers never walk the tree themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from privlint.dependencies.parser import parse
from privlint.dependencies.syntax import (
    Argument,
    Assignment,
    Block,
    Chain,
    Collection,
    Control,
    Expr,
    Fault,
    Literal,
    Operation,
    Segment,
    Statement,
    Text,
)

#: Calls whose block belongs to what is around them.
_TRANSPARENT = frozenset(
    "apply with run also let all each forEach configureEach afterEvaluate beforeEvaluate matching whenPluginAdded "
    "configure extensions pluginManager target project findByType getByType the withPlugin withId".split()
)
#: Containers of the build whose name stays in the path when a block runs for each of their elements.
_CONTAINERS = tuple(
    [name] for name in "productFlavors buildTypes sourceSets configurations allprojects subprojects".split()
)
#: Calls that name an element of a container: the element's name becomes part of the path.
_ELEMENT = frozenset("create register maybeCreate getByName named findByName creating getting registering at".split())


class Setting(msgspec.Struct, gc=False, frozen=True):
    """A call or an assignment. `operator` is "" for a call. `bindings` are the loop variables around it with the value
    that each iterates over, `conditions` the `if`s around it with the outcome under which it runs."""

    path: tuple[str, ...]
    segments: tuple[Segment, ...]
    operator: str
    value: Expr | None
    is_declaration: bool
    bindings: tuple[tuple[tuple[str, ...], Expr], ...]
    line: int
    column: int
    conditions: tuple[tuple[Expr, bool], ...] = ()

    @property
    def name(self) -> str:
        """The last name of the path."""
        return self.path[-1] if self.path else ""

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """What is passed or assigned."""
        if self.value is not None:
            return (Argument("", self.value),)
        return (self.segments[-1].arguments or ()) if self.segments else ()


class Script(msgspec.Struct, gc=False, frozen=True):
    """A parsed script. `path` is repository-relative."""

    path: str
    is_kotlin: bool
    block: Block
    settings: tuple[Setting, ...]
    faults: tuple[Fault, ...]
    depth: int = 0  # of the function calls whose body this is; 0 for a file


def read_script(path: str, text: str) -> Script:
    """Parses a Gradle script, or a Kotlin or Groovy source of a build. Never raises."""
    is_kotlin = path.endswith((".kts", ".kt"))
    block, faults = parse(text, is_kotlin=is_kotlin)
    settings = tuple(_block_settings(block, (), ()))
    return Script(path, is_kotlin, block, settings, tuple(faults))


def settings_of(block: Block) -> Iterator[Setting]:
    """The settings in a block, with paths that begin there."""
    return _block_settings(block, (), ())


def block_settings(block: Block, path: tuple[str, ...]) -> tuple[Setting, ...]:
    """The settings of a block that runs where `path` says."""
    return tuple(_block_settings(block, path, ()))


_Bindings = tuple[tuple[tuple[str, ...], Expr], ...]


def _block_settings(block: Block, path: tuple[str, ...], bindings: _Bindings) -> Iterator[Setting]:
    for statement in block.statements:
        yield from _statement_settings(statement, path, bindings)


def _statement_settings(statement: Statement, path: tuple[str, ...], bindings: _Bindings) -> Iterator[Setting]:
    if isinstance(statement, Chain):
        yield from _chain_settings(statement, path, bindings)
    elif isinstance(statement, Assignment):
        yield from _assignment_settings(statement, path, bindings)
    elif isinstance(statement, Control):
        if statement.keyword == "for" and statement.name and statement.subject is not None:
            bindings = (*bindings, ((statement.name,), statement.subject))
        if statement.parameters:
            names = tuple(parameter.name for parameter in statement.parameters)
            bindings = (*bindings, (names, Literal("null", statement.line, statement.column)))
        for index, block in enumerate(statement.blocks):
            inner = _block_settings(block, path, bindings)
            if statement.keyword == "if" and statement.subject is not None:
                condition = (statement.subject, index == 0)
                yield from (replace(setting, conditions=(condition, *setting.conditions)) for setting in inner)
            else:
                yield from inner
    elif isinstance(statement, Operation):
        for operand in statement.operands:
            if isinstance(operand, (Chain, Block)):
                yield from _statement_settings(operand, path, bindings)
    elif isinstance(statement, Block):
        yield from _block_settings(statement, path, bindings)


def _assignment_settings(statement: Assignment, path: tuple[str, ...], bindings: _Bindings) -> Iterator[Setting]:
    target = statement.target
    names = _names(target.segments)
    value = statement.value
    yield Setting(
        (*path, *names),
        target.segments,
        statement.operator,
        value,
        statement.is_declaration,
        bindings,
        target.line,
        target.column,
    )
    # `val release by creating { }`, `x = configurations.create("y") { }`: what is in the block counts too.
    if isinstance(value, Chain):
        if statement.operator == "by" and value.segments and value.segments[-1].name in _ELEMENT:
            last = value.segments[-1]
            if last.block is not None:
                yield from _block_settings(last.block, (*path, *_names(value.segments[:-1]), *names), bindings)
        elif any(segment.block is not None for segment in value.segments):
            yield from _chain_settings(value, path, bindings)


def _chain_settings(chain: Chain, path: tuple[str, ...], bindings: _Bindings) -> Iterator[Setting]:
    names: list[str] = []
    for index, segment in enumerate(chain.segments):
        names.extend(_segment_names(segment))
        is_last = index == len(chain.segments) - 1
        if is_last:
            yield Setting((*path, *names), chain.segments, "", None, False, bindings, chain.line, chain.column)
        inner = bindings
        if segment.name in ("each", "forEach") and segment.block is not None and names[-1:] not in _CONTAINERS:
            # What a list of our own holds is no part of where its rounds belong.
            names.clear()
        if segment.name == "eachDependency" and segment.block is not None:
            inner = (*bindings, (segment.block.parameters or ("it",), Literal("null", segment.line, segment.column)))
        if segment.name in ("each", "forEach", "all") and segment.block is not None:
            iterated = _iterated(chain, index)
            if iterated is not None:
                inner = (*bindings, (segment.block.parameters or ("it",), iterated))
        blocks = [segment.block, *(a.value for a in segment.arguments or () if isinstance(a.value, Block))]
        chosen = _chosen(segment)
        for block in blocks:
            if block is None:
                continue
            for setting in _block_settings(block, (*path, *names), inner):
                yield setting if chosen is None else replace(setting, conditions=((chosen, True), *setting.conditions))


def _chosen(segment: Segment) -> Expr | None:
    """The condition in `configure(subprojects.findAll { condition }) { }`."""
    of = segment.arguments[0].value if segment.name == "configure" and segment.arguments else None
    for link in of.segments if isinstance(of, Chain) else ():
        if link.name in ("findAll", "filter", "matching") and link.block is not None and link.block.statements:
            last = link.block.statements[-1]
            return None if isinstance(last, (Assignment, Control)) else last
    return None


def _is_getter(segment: Segment) -> bool:
    """`getDependencies()`: how Java reaches what scripts call `dependencies`."""
    name = segment.name
    return segment.arguments == () and segment.block is None and name.startswith("get") and name[3:4].isupper()


def _configured(value: Expr) -> str:
    """The container or project in `configure(subprojects) { }`, `configure([project(":x")]) { }`; "" if unclear."""
    if isinstance(value, Chain) and value.segments:
        first = value.segments[0]
        if first.name in ("listOf", "setOf") and len(first.arguments or ()) == 1:
            return _configured((first.arguments or ())[0].value)
        if first.name == "project" and first.arguments and isinstance(first.arguments[0].value, Text):
            return "".join(part for part in first.arguments[0].value.parts if isinstance(part, str))
        return first.name if first.name in ("allprojects", "subprojects") else ""
    if isinstance(value, Collection) and len(value.items) == 1:
        return _configured(value.items[0].value)
    return ""


def _iterated(chain: Chain, index: int) -> Expr | None:
    """What `each` at this place of the chain iterates over."""
    if index == 0:
        return chain.head
    return Chain(chain.head, chain.segments[:index], chain.line, chain.column)


def _names(segments: tuple[Segment, ...]) -> tuple[str, ...]:
    return tuple(name for segment in segments for name in _segment_names(segment))


def _segment_names(segment: Segment) -> tuple[str, ...]:
    """What a link adds to the path: nothing, its name, or the name of the element that it selects."""
    if segment.name in _ELEMENT or segment.name == "[]":
        selected = segment.arguments[0].value if segment.arguments else None
        if isinstance(selected, Text) and all(isinstance(part, str) for part in selected.parts):
            return ("".join(part for part in selected.parts if isinstance(part, str)),)
        return () if segment.block is not None else (segment.name,)
    if segment.name == "apply" and segment.types:
        return (segment.name,)
    if _is_getter(segment):
        return (segment.name[3].lower() + segment.name[4:],)
    if segment.name == "configure" and segment.block is not None and segment.arguments:
        configured = _configured(segment.arguments[0].value)
        if configured:
            return (configured,)
    if segment.name == "project" and segment.block is not None and segment.arguments:
        selected = segment.arguments[0].value
        if isinstance(selected, Text) and len(selected.parts) == 1 and isinstance(selected.parts[0], str):
            return (selected.parts[0],)
    if segment.name in _TRANSPARENT and (segment.block is not None or not segment.arguments):
        return ()
    return (segment.name,)
