"""Variants that differ in nothing that matters to the analysis share a result."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from privlint.consent.layouts import Layouts
from privlint.consent.model import ApplicationResult, Exposure, GateDefect, Place
from privlint.consent.texts import define_any
from privlint.consent.traces import source_text
from privlint.disk import Disk
from privlint.findings import Hop
from privlint.frontend import facts
from privlint.frontend.code import Code
from privlint.frontend.facts import Annotation, FileFacts, Op, TypeDecl, decode_body
from privlint.frontend.store import FactStore
from privlint.sources import Sources
from privlint.workspace.model import MergedManifest, Variant

_OF_COMPILERS = frozenset(["Override", "Suppress", "SuppressWarnings", "Deprecated", "JvmStatic", "JvmField"])


def shared_result(
    variant: Variant, other: Variant, result: ApplicationResult, files: FactStore, sources: Sources
) -> ApplicationResult | None:
    """The result of `variant` if that of `other` holds for it too, else None.

    It does where the entry points are the same, layouts, texts and build constants that code has looked at make no
    difference, and source files declare the same. Where code of a file has run, its twin may differ in texts only;
    where a report shows a line of it, not even in that line."""
    if not have_same_entries(variant, other) or not have_same_resources(variant, other, result, sources.disk):
        return None
    constants = variant.build_constants
    if any(constants.get(item.name) not in (item.value, *item.same) for item in result.constants):
        return None
    pairs = twin_files(variant, other, files)
    if pairs is None:
        return None
    known = {(twin.path, twin.twin): dict(twin.moves) for twin in result.twins}
    moves: dict[str, Moves] = {}
    for path, twin in pairs.items():
        if not (_are_alike(path, twin, result, files) or (path, twin) in known):
            return None
        moves[path] = Moves(path, twin, known.get((path, twin), {}), sources)
    try:
        exposures = tuple(_moved(item, moves, sources) for item in result.exposures)
        defects = tuple(_moved(item, moves, sources) for item in result.defects)
        refused = tuple(_moved(item, moves, sources) for item in result.refused)
    except LookupError:
        return None
    return msgspec.structs.replace(result, variant=variant.name, exposures=exposures, defects=defects, refused=refused)


class Moves:
    """Where the places of a file are in its twin."""

    def __init__(self, path: str, twin: str, known: Mapping[tuple[int, int], Place], sources: Sources) -> None:
        self._path = path
        self._twin = twin
        self._known = known
        self._sources = sources

    def place(self, place: Place) -> Place:
        """A place in the twin; raises LookupError if it cannot be told."""
        known = self._known.get((place.line, place.column))
        if known is not None:
            return msgspec.structs.replace(known, symbol=place.symbol)
        if self._sources.line(self._path, place.line) != self._sources.line(self._twin, place.line):
            raise LookupError(place)
        return msgspec.structs.replace(place, path=self._twin)

    def hop(self, hop: Hop) -> Hop:
        """The same for a step of a path."""
        place = self.place(Place(hop.path, hop.line, hop.column, hop.line, hop.column, hop.symbol))
        return msgspec.structs.replace(hop, path=place.path, line=place.line, column=place.column)


_Found = TypeVar("_Found", Exposure, GateDefect)


def _moved(item: _Found, moves: Mapping[str, Moves], sources: Sources) -> _Found:
    """What was found, with the places in the twins of files."""
    if item.place.path not in moves and not any(hop.path in moves for hop in item.trace):
        return item
    place, call = item.place, item.call
    if place.path in moves:
        place = moves[place.path].place(place)
        call = source_text(sources, place)
    trace = tuple(moves[hop.path].hop(hop) if hop.path in moves else hop for hop in item.trace)
    return msgspec.structs.replace(item, place=place, call=call, trace=trace)


def have_same_entries(variant: Variant, other: Variant) -> bool:
    """Whether two variants have the same entry points, and say the same about what libraries start."""
    mine, theirs = variant.manifest, other.manifest
    if variant.min_sdk != other.min_sdk or mine.removed != theirs.removed or _meta_data(mine) != _meta_data(theirs):
        return False
    return _entries(mine) == _entries(theirs)


def have_same_resources(variant: Variant, other: Variant, result: ApplicationResult, root: Path | Disk) -> bool:
    """Whether two variants have the same layouts and texts, as far as a run of the other one has looked at them."""
    different = set(variant.values).symmetric_difference(other.values)
    if result.texts and define_any(root, different, result.texts):
        return False
    if variant.layouts == other.layouts:
        return True
    return Layouts(root, variant.layouts).answers_as(Layouts(root, other.layouts), result.layouts)


def _meta_data(manifest: MergedManifest) -> dict[str, str]:
    return {name: value for name, (value, _) in manifest.meta_data.items()}


def _entries(manifest: MergedManifest) -> list[tuple[object, ...]]:
    """The components as far as they are entry points: where a manifest has them and what it calls the application does
    not matter."""
    components = (*((manifest.application,) if manifest.application is not None else ()), *manifest.components)
    return [
        (
            *(item.kind, item.name, item.target, item.exported, item.enabled, item.actions, item.categories, item.node),
            *(item.init_order, item.helpers, item.meta_data if item.kind == "provider" else ()),
        )
        for item in components
    ]


def twin_files(variant: Variant, other: Variant, files: FactStore) -> dict[str, str] | None:
    """For each file of `other` that `variant` lacks the one that declares the same types; None if there is none."""
    added = set(variant.sources).difference(other.sources)
    removed = set(other.sources).difference(variant.sources)
    if len(added) != len(removed):
        return None
    by_types = {_types(files[path]): path for path in added if path in files}
    twins = {path: by_types.get(_types(files[path]), "") if path in files else "" for path in removed}
    return twins if all(twins.values()) else None


def have_same_members(path: str, twin: str, files: FactStore) -> bool:
    """Whether the types of two files have the same members, in whatever order their fields are."""
    return _members(files[path]) == _members(files[twin])


def _are_alike(path: str, twin: str, result: ApplicationResult, files: FactStore) -> bool:
    """Whether a run that takes one file for the other gives the same."""
    mine, theirs = files[path], files[twin]
    if path in result.touched:
        return _members(mine) == _members(theirs) and _code(files.code(path)) == _code(files.code(twin))
    unused = _is_unused(mine, result.created) and _is_unused(theirs, result.created)
    return unused or _members(mine) == _members(theirs)


def _is_unused(file: FileFacts, created: Container[str]) -> bool:
    """Whether nothing has made use of the types of a file whose code was not looked at. Annotations may make frameworks
    use them."""
    return not any(
        f"{file.package}.{decl.name}".lstrip(".") in created or decl.annotations or _is_annotated(decl)
        for decl in file.types
        if decl.name
    )


def _is_annotated(decl: TypeDecl) -> bool:
    """Whether members carry annotations that somebody but the compiler reads."""
    annotations = [*(field.annotations for field in decl.fields), *(method.annotations for method in decl.methods)]
    return any(item.name not in _OF_COMPILERS for items in annotations for item in items)


def _types(file: FileFacts) -> tuple[object, ...]:
    return (file.package, *((d.name, d.kind, d.outer, d.supertypes) for d in file.types if d.name))


def _members(file: FileFacts) -> tuple[object, ...]:
    return tuple(_member(decl) for decl in file.types if decl.name)


def _member(decl: TypeDecl) -> tuple[object, ...]:
    fields = frozenset((f.name, f.type, _annotations(f.annotations), f.is_static, f.is_final) for f in decl.fields)
    methods = tuple((m.name, len(m.params), m.return_type, _annotations(m.annotations)) for m in decl.methods)
    return _annotations(decl.annotations), fields, methods


def _annotations(items: Iterable[Annotation]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((item.name, item.arguments) for item in items)


def _code(code: Code) -> list[list[tuple[object, ...]]]:
    """The operations of a file without their places and without the texts of strings."""
    bodies = (decode_body(data) for data in code.facts().bodies)
    return [
        [_operation(op) for op in body.ops] + [(g.parent, g.op, g.positive) for g in body.guards] for body in bodies
    ]


def _operation(op: Op) -> tuple[object, ...]:
    is_text = op.kind in (facts.CONST, facts.TEMPLATE) and op.type in ("string", "")
    return op.kind, "" if is_text else op.name, op.receiver, op.args, op.type, op.slot, op.guard, op.arg_names
