"""The dependencies of a repository: what `privlint dependencies` shows."""

from __future__ import annotations

import msgspec

from privlint.findings import Text
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.identification import SdkNames
from privlint.report.model import Skipped
from privlint.workspace.dependencies import Found
from privlint.workspace.model import Dependency, Position


class Place(msgspec.Struct, gc=False, frozen=True):
    """A line of a file."""

    path: str
    line: int


class DependencyRow(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A dependency. `place` is where a person finds it, `version_at` where the version stands if that is elsewhere, and
    `declared_at` the line of the build script if that is elsewhere."""

    coordinate: str
    version: str | None
    requested: str
    place: Place
    module: str
    configuration: str
    via: str
    evidence: str
    sdk: str
    sdk_name: Text | None = None
    declared_at: Place | None = None
    version_at: Place | None = None
    managed_by: tuple[str, ...] = ()
    archive: str = ""
    through: tuple[str, ...] = ()


class UnresolvedRow(msgspec.Struct, gc=False, frozen=True):
    """A line whose dependency is known to a build only."""

    place: Place
    text: str
    reason: Text


class DependencyReport(msgspec.Struct, gc=False, frozen=True):
    """All of it, sorted by place."""

    dependencies: tuple[DependencyRow, ...]
    unresolved: tuple[UnresolvedRow, ...]
    skipped: tuple[Skipped, ...]
    remarks: tuple[Text, ...] = ()  # what else the user has to know, for the terminal


def dependency_report(found: Found, catalogue: Catalogue, remarks: tuple[Text, ...] = ()) -> DependencyReport:
    """What was found, with the SDK that each dependency is. Plugins that belong to no SDK are left out."""
    names = SdkNames(catalogue)
    known = {product.id: Text(product.name_en, product.name_zh or product.name_en) for product in catalogue.products}
    known.update({sdk.id: Text(sdk.name_en, sdk.name_zh or sdk.name_en) for sdk in catalogue.sdks})
    identified = ((row, _sdk_of(row, names)) for row in found.dependencies)
    skipped = {problem.path: Skipped(problem.path, problem.reason, problem.lines) for problem in found.problems}
    return DependencyReport(
        tuple(_row(row, sdk, known.get(sdk)) for row, sdk in identified if sdk or not _is_plugin(row)),
        tuple(UnresolvedRow(_place(item.position), item.text, item.reason) for item in found.unresolved),
        tuple(skipped[path] for path in sorted(skipped)),
        remarks,
    )


def _sdk_of(row: Dependency, names: SdkNames) -> str:
    if row.via == "plugin":
        return names.of_coordinate(row.group, row.name) or names.of_plugin(row.group)
    return names.of_dependency(row.group, row.name, row.archive, row.packages)


def _is_plugin(row: Dependency) -> bool:
    """Whether a row stands for a Gradle plugin itself, not for a library that its block adds."""
    return row.via == "plugin" and row.name == f"{row.group}.gradle.plugin"


def _row(row: Dependency, sdk: str, name: Text | None) -> DependencyRow:
    return DependencyRow(
        coordinate=f"{row.group}:{row.name}" if row.group else row.name,
        version=row.version,
        requested=row.requested,
        place=_place(row.position),
        module=row.module,
        configuration=row.configuration,
        via=row.via,
        evidence=row.evidence,
        sdk=sdk,
        sdk_name=name,
        declared_at=_place(row.declared_at) if row.declared_at is not None else None,
        version_at=_place(row.version_at) if row.version_at is not None else None,
        managed_by=row.managed_by,
        archive=row.archive,
        through=row.through,
    )


def _place(position: Position) -> Place:
    return Place(position.path, position.line)
