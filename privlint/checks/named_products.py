"""Which dependencies are products that a regulator's notice names, and what to say of their versions."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Literal

import msgspec

from privlint.dependencies.versions import compare, is_dynamic
from privlint.findings import Text
from privlint.knowledge.identification import fits_coordinate
from privlint.knowledge.notice_queries import Naming, namings_of
from privlint.knowledge.notices import Product
from privlint.workspace.model import Dependency, Position

if TYPE_CHECKING:
    from privlint.checks.context import Context

#: How a version stands to those that notices name.
Relation = Literal["named", "older", "newer", "floating", "unknown", "no version named"]


class Use(msgspec.Struct, frozen=True):
    """A named product in an application; without a `row` no dependency shows it, but `place` does."""

    row: Dependency | None
    place: Position
    product: Product
    sign: Text  # by what it was recognised
    namings: tuple[Naming, ...]  # the newest first, never empty
    relation: Relation
    naming: Naming  # the one that the relation is about


def uses(context: Context) -> Iterator[Use]:
    """The named products among the dependencies of an application."""
    products = [(product, tuple(namings_of(context.catalogue, product))) for product in context.catalogue.products]
    products = [(product, namings) for product, namings in products if namings]
    known: dict[tuple[str, str, str], tuple[Product, tuple[Naming, ...], Text] | None] = {}  # lock files repeat rows
    seen: set[str] = set()
    for row in context.build.dependencies:
        key = (row.group, row.name, row.archive)
        if key not in known:
            known[key] = _product(row, products)
        found = known[key]
        if found is not None:
            product, namings, sign = found
            seen.add(product.id)
            yield Use(row, row.position, product, sign, namings, *_related(row, namings))
    for product, namings in products:
        shown = _shown(context, product) if product.id not in seen else None
        if shown is not None:
            with_version = [naming for naming in namings if naming.row.version]
            relation: Relation = "unknown" if with_version else "no version named"
            yield Use(None, shown[0], product, shown[1], namings, relation, (with_version or namings)[0])


def _shown(context: Context, product: Product) -> tuple[Position, Text] | None:
    """Where the manifest or the code shows a product that no dependency brings."""
    for variant in context.application.variants:
        for component in variant.manifest.components:
            if component.name in product.components:
                name = component.name
                return component.position, Text(f"by the component {name}", f"依据清单组件 {name}")
        for name in product.meta_data:
            if name in variant.manifest.meta_data:
                position = variant.manifest.meta_data[name][1]
                return position, Text(f"by the meta-data {name}", f"依据清单 meta-data {name}")
    for path in context.build.native_libraries:
        file = path.rpartition("/")[2]
        if file in product.native_libraries:
            return Position(path, 1), Text(f"by the native library {file}", f"依据原生库 {file}")
    found = context.words.first_import((*product.packages, *product.classes))
    if found is None or context.words.declares(product.packages):
        return None
    package = product.packages[0]
    return found, Text(f"by an import of {package}", f"依据对 {package} 的导入")


def _product(
    row: Dependency, products: list[tuple[Product, tuple[Naming, ...]]]
) -> tuple[Product, tuple[Naming, ...], Text] | None:
    signs = ((product, namings, _sign(row, product)) for product, namings in products)
    return next(((product, namings, sign) for product, namings, sign in signs if sign is not None), None)


def _sign(row: Dependency, product: Product) -> Text | None:
    coordinate = f"{row.group}:{row.name}"
    if row.group and fits_coordinate(row.group, row.name, product.coordinates):
        if row.via == "plugin":
            return Text(f"by the Gradle plugin that adds {coordinate}", f"依据引入 {coordinate} 的 Gradle 插件")
        return Text(f"by the coordinate {coordinate}", f"依据坐标 {coordinate}")
    if not row.archive:
        return None
    file = row.archive.rpartition("/")[2]
    if any(fnmatchcase(file.lower(), pattern.lower()) for pattern in product.archives):
        return Text(f"by the file name {file}", f"依据文件名 {file}")
    package = next((name for name in row.packages if _is_inside(name, product.packages)), "")
    return Text(f"by the package {package} inside {file}", f"依据 {file} 中的包 {package}") if package else None


def _is_inside(package: str, prefixes: tuple[str, ...]) -> bool:
    return any(f"{package}.".startswith(f"{prefix}.") for prefix in prefixes)


def _related(row: Dependency, namings: tuple[Naming, ...]) -> tuple[Relation, Naming]:
    """How the version stands to the named ones; an exact match goes before the newest version that is named."""
    with_version = [naming for naming in namings if naming.row.version]
    if not with_version:
        return "no version named", namings[0]
    version = row.version or ""
    latest = max(with_version, key=_VersionOf)
    asked = row.requested.rpartition(":")[2] if row.evidence == "declared" else ""  # else something has resolved it
    if is_dynamic(asked) or is_dynamic(version):
        return "floating", latest
    if not version:
        return "unknown", latest
    exact = next((naming for naming in with_version if compare(_plain(naming.row.version), version) == 0), None)
    if exact is not None:
        return "named", exact
    return ("older" if compare(version, _plain(latest.row.version)) < 0 else "newer"), latest


def _plain(version: str) -> str:
    """A version as printed in a notice, without the letter that some put in front."""
    return version[1:] if version[:1] in "vV" and version[1:2].isdigit() else version


class _VersionOf:
    """Sorts rows of notices by the version they name."""

    def __init__(self, naming: Naming) -> None:
        self._version = _plain(naming.row.version)

    def __lt__(self, other: _VersionOf) -> bool:
        return compare(self._version, other._version) < 0
