"""Variants that differ in nothing that matters to the analysis share a result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from privlint.consent.model import ApplicationResult
from privlint.frontend import facts
from privlint.frontend.facts import Annotation, FileFacts, Op, TypeDecl, decode_body
from privlint.workspace.model import Variant


def is_equivalent(variant: Variant, other: Variant, result: ApplicationResult, files: Mapping[str, FileFacts]) -> bool:
    """Whether the result of `other` holds for `variant` too: the same entry points and layouts, the same values of the
    build constants that code has looked at, and source files that declare the same. Where code of a file has run, its
    twin may differ in texts only."""
    mine, theirs = variant.manifest, other.manifest
    if (mine.application, mine.removed, variant.layouts) != (theirs.application, theirs.removed, other.layouts):
        return False
    if _entries(variant) != _entries(other):
        return False
    if any(variant.build_constants.get(name) != value for name, value in result.constants):
        return False
    added = set(variant.sources).difference(other.sources)
    removed = set(other.sources).difference(variant.sources)
    if len(added) != len(removed):
        return False
    reported = {hop.path for exposure in result.exposures for hop in exposure.trace}
    return not reported.intersection(removed) and _are_twins(added, removed, result, files)


def _entries(variant: Variant) -> list[tuple[object, ...]]:
    """The components as far as they are entry points: where the manifest has them does not matter."""
    return [
        (item.kind, item.name, item.target, item.exported, item.enabled, item.actions, item.categories, item.node)
        for item in variant.manifest.components
    ]


def _are_twins(
    added: Iterable[str], removed: Iterable[str], result: ApplicationResult, files: Mapping[str, FileFacts]
) -> bool:
    by_declarations = {_declarations(files[path]): path for path in added if path in files}
    for path in removed:
        twin = by_declarations.get(_declarations(files[path])) if path in files else None
        if twin is None:
            return False
        if path in result.touched and _code(files[path]) != _code(files[twin]):
            return False
    return True


def _declarations(file: FileFacts) -> tuple[object, ...]:
    return (file.package, *(_declaration(decl) for decl in file.types if decl.name))


def _declaration(decl: TypeDecl) -> tuple[object, ...]:
    fields = tuple((f.name, f.type, _annotations(f.annotations), f.is_static, f.is_final) for f in decl.fields)
    methods = tuple((m.name, len(m.params), m.return_type, _annotations(m.annotations)) for m in decl.methods)
    return decl.name, decl.kind, decl.outer, decl.supertypes, _annotations(decl.annotations), fields, methods


def _annotations(items: Iterable[Annotation]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((item.name, item.arguments) for item in items)


def _code(file: FileFacts) -> list[list[tuple[object, ...]]]:
    """The operations of a file without their places and without the texts of strings."""
    bodies = (decode_body(data) for data in file.bodies)
    return [
        [_operation(op) for op in body.ops] + [(g.parent, g.op, g.positive) for g in body.guards] for body in bodies
    ]


def _operation(op: Op) -> tuple[object, ...]:
    is_text = op.kind in (facts.CONST, facts.TEMPLATE) and op.type in ("string", "")
    return op.kind, "" if is_text else op.name, op.receiver, op.args, op.type, op.slot, op.guard, op.arg_names
