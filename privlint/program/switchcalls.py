"""Calls of the options of SDKs, wherever they stand in the code, and the values they are given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

import msgspec

from privlint.frontend import facts
from privlint.frontend.facts import NONE, Body, FileFacts, Op, decode_body
from privlint.frontend.store import FactStore
from privlint.knowledge.model import ArgumentCondition
from privlint.knowledge.names import properties_written
from privlint.knowledge.notation import CallPattern

#: What a call does to an option: it meets the pattern, all its values being literals or constants; it does not meet
#: it, all the same; or what it is given is decided when the code runs.
Value = Literal["met", "other", "chosen"]

_CONSTRUCTOR: Final = "<init>"
_CONSTANT: Final = re.compile(r"[A-Z][A-Z0-9_]+")
#: Names that say which library they belong to; others need an import beside them.
_TELLING: Final = 12
_MOST_HOPS: Final = 4


class OptionCall(msgspec.Struct, gc=False, frozen=True):
    """A call that sets an option. Columns count bytes, 1-based."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    symbol: str  # qualified enclosing method
    value: Value
    is_certain: bool  # the class is imported or spelt out; else only the member tells


def calls_of(pattern: CallPattern, store: FactStore, paths: Iterable[str]) -> Iterator[OptionCall]:
    """The calls of a member in some files, of any value; assignments to the property of a setter count."""
    names = {pattern.member, *properties_written(pattern.member)}
    if pattern.member == _CONSTRUCTOR:
        names = {pattern.owner.rpartition(".")[2]}
    mentioning = store.mentioning_any(*map(str.encode, names))
    for path in sorted(mentioning.intersection(paths)):
        is_certain = _names_class(pattern, path, store)
        if not is_certain and (len(pattern.member) < _TELLING or pattern.member == _CONSTRUCTOR):
            continue
        file = store.code(path).facts()
        for number, data in enumerate(file.bodies):
            if any(name.encode() in data for name in names):
                yield from _calls_in(pattern, path, file, number, decode_body(data), is_certain)


def _names_class(pattern: CallPattern, path: str, store: FactStore) -> bool:
    """Whether a file imports the class or spells it out."""
    file = store[path]
    parts = pattern.owner.split(".")
    first = next((at for at, part in enumerate(parts) if part[:1].isupper()), len(parts) - 1)
    outer, package = ".".join(parts[: first + 1]), ".".join(parts[:first])
    imported = any(
        item.name == package if item.is_wildcard else f"{item.name}.".startswith(f"{outer}.") for item in file.imports
    )
    return imported or file.package == package or store.mentions(path, outer.encode())


def _calls_in(
    pattern: CallPattern, path: str, file: FileFacts, number: int, body: Body, is_certain: bool
) -> Iterator[OptionCall]:
    for op in body.ops:
        arguments = _arguments(pattern, op, body)
        if arguments is None or not _is_selected(pattern, arguments, op, body):
            continue
        yield OptionCall(
            path,
            op.line,
            op.column,
            op.end_line,
            op.end_column,
            enclosing_symbol(file, number),
            _value(pattern, arguments, op, body),
            is_certain,
        )


def _arguments(pattern: CallPattern, op: Op, body: Body) -> tuple[int, ...] | None:
    """What an operation gives the member; None if it is no call of it."""
    if pattern.member == _CONSTRUCTOR:
        name = pattern.owner.rpartition(".")[2]
        is_call = (op.kind == facts.NEW and op.type.partition("<")[0].rpartition(".")[2] == name) or (
            op.kind == facts.CALL and op.name == name
        )
        return op.args if is_call and _fits_outer(pattern.owner, op, body) else None
    if op.kind == facts.CALL and op.name == pattern.member:
        return op.args
    if op.kind in (facts.STORE_MEMBER, facts.STORE_NAME) and op.name in properties_written(pattern.member):
        return op.args
    return None


def _fits_outer(owner: str, op: Op, body: Body) -> bool:
    """Whether the class around a nested one that code makes (`Slot.Builder`), where written, is that of `owner`."""
    if op.kind == facts.NEW:
        written = op.type.partition("<")[0].split(".")[-2:-1]
    else:
        written = [body.ops[op.receiver].name] if op.receiver != NONE else []
    return not written or not written[0][:1].isupper() or written[0] == owner.split(".")[-2]


def _is_selected(pattern: CallPattern, arguments: tuple[int, ...], op: Op, body: Body) -> bool:
    """Whether a call that sets one of several options sets this one: all conditions but the last one tell which."""
    return all(_condition(condition, arguments, op, body) for condition in pattern.arguments[:-1])


def _value(pattern: CallPattern, arguments: tuple[int, ...], op: Op, body: Body) -> Value:
    if not pattern.arguments:
        return "chosen"
    results = [_condition(condition, arguments, op, body) for condition in pattern.arguments]
    if None in results:
        return "chosen"
    return "met" if all(results) else "other"


def _condition(condition: ArgumentCondition, arguments: tuple[int, ...], op: Op, body: Body) -> bool | None:
    """Whether a constant argument is what the pattern says; None if it is none."""
    index = condition.index if condition.index >= 0 else len(arguments) + condition.index
    if condition.name in op.arg_names and condition.name:
        index = op.arg_names.index(condition.name)
    if not 0 <= index < len(arguments):
        return None
    text = _constant(arguments[index], body)
    if text is None:
        return None
    if condition.any:
        return text in condition.any
    return re.search(condition.regex, text) is not None if condition.regex else True


def _constant(position: int, body: Body) -> str | None:
    """The text of a literal or of the last part of a constant's name, through local variables that hold one."""
    for _ in range(_MOST_HOPS):
        op = body.ops[position]
        if op.kind == facts.CONST:
            return op.name
        if op.kind in (facts.MEMBER, facts.NAME) and _CONSTANT.fullmatch(op.name):
            return op.name.lower() if op.name in ("TRUE", "FALSE") else op.name
        if op.kind == facts.CAST:
            position = op.receiver
            continue
        stores = [each for each in body.ops if each.kind == facts.STORE_LOCAL and each.slot == op.slot]
        if op.kind != facts.LOCAL or len(stores) != 1 or op.slot in body.params:
            return None
        position = stores[0].args[0]
    return None


def enclosing_symbol(file: FileFacts, number: int) -> str:
    """The method around a body, qualified."""
    seen = 0
    while (parent := decode_body(file.bodies[number]).parent) != NONE and seen < len(file.bodies):
        number, seen = parent, seen + 1
    for at, kind in enumerate(file.types):
        for method in kind.methods:
            if method.body == number:
                return f"{_qualified(file, at)}.{method.name}"
        if number in (kind.initializer, kind.static_initializer):
            return _qualified(file, at)
    return file.package


def _qualified(file: FileFacts, at: int) -> str:
    names = []
    while at != NONE:
        names.append(file.types[at].name)
        at = file.types[at].outer
    return ".".join(filter(None, (file.package, *reversed(names))))
