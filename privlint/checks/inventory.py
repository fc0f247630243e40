"""The two lists of an application: what personal information it collects, and which SDKs it shares it with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from privlint.checks.auto_starts import started
from privlint.checks.context import Context
from privlint.checks.siteuses import LocatedUse, located_uses
from privlint.checks.wording import class_name, name_of
from privlint.findings import Text
from privlint.inventory import (
    USE_STATES,
    ApplicationInventory,
    Brought,
    Collected,
    Gap,
    NamedId,
    Shared,
    UsePlace,
    UseState,
)
from privlint.knowledge.model import Sdk
from privlint.workspace.model import Dependency

_MISSING = {
    "vendor": Text("vendor", "第三方名称"),
    "purpose": Text("purpose", "使用目的"),
    "data": Text("personal information", "涉及的个人信息"),
    "policy": Text("privacy policy", "隐私政策链接"),
    "dependency": Text("what brings it in", "引入方式"),
}
_ARCHIVE = Text("what it is", "其来源")


def inventory_of(context: Context) -> ApplicationInventory:
    """Both lists, and what stands blank in them. Sorted, so that they change only when the application does."""
    lists = _Lists(context)
    shared = tuple(sorted(lists.shared(), key=lambda row: (row.sdk.name.en.casefold(), row.sdk.id)))
    collected = tuple(sorted(lists.collected(shared), key=_order))
    gaps = tuple(
        sorted({*_sdk_gaps(shared), *lists.gaps()}, key=lambda gap: (gap.kind, gap.subject.casefold(), gap.at))
    )
    application = context.application
    return ApplicationInventory(application.path, application.gradle, collected, shared, gaps, lists.libraries())


def _order(row: Collected) -> tuple[str, str, str]:
    return row.data_type.name.en.casefold(), row.by, row.source.id


class _Lists:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._names = {row.id: Text(row.name_en, row.name_zh) for row in context.catalogue.purposes}
        self._products = {product.id: product for product in context.catalogue.products}
        self._uses = list(located_uses(context))
        self._rows: dict[str, list[Dependency]] = {}
        for row in context.build.dependencies:
            self._rows.setdefault(context.sdk_of(row), []).append(row)

    def collected(self, shared: Iterable[Shared]) -> Iterator[Collected]:
        """What the code of the application reads, then what SDKs do that run in it."""
        groups: dict[tuple[str, str, str], list[UsePlace]] = {}
        for use in self._uses:
            if use.site.kind == "api":
                for data_type in self._context.data_types(use.site.data_types):
                    if data_type.is_personal:
                        groups.setdefault((data_type.id, use.place.api, use.shown), []).append(use.place)
        for (id, api, shown), places in groups.items():
            source = NamedId(api, Text(shown, shown))
            yield Collected(self._data_type(id), "app", source, (), _earliest(places), placed(places))
        starts = self._auto_starts
        for row in shared:
            places = [use.place for use in self._uses if use.site.sdk == row.sdk.id]
            places += [starts[row.sdk.id]] if row.sdk.id in starts else []
            if row.state != "unreached":
                for taken in row.data_types:
                    yield Collected(taken, "sdk", row.sdk, row.purposes, row.state, placed(places))

    def shared(self) -> Iterator[Shared]:
        """Every SDK that something brings in, or that code calls."""
        used = {use.site.sdk for use in self._uses if use.site.sdk}
        by_plugin = {sdk.id for sdk in self._context.catalogue.sdks if self._plugin(sdk) is not None}
        for id in sorted(({*self._rows} | used | by_plugin) - {""}):
            sdk = self._context.sdk(id)
            product = self._products.get(id)
            if sdk is None and product is None:
                continue
            packages = sdk.packages if sdk is not None else product.packages if product is not None else ()
            if id not in self._rows and id not in by_plugin and self._context.words.declares(packages):
                continue  # the application is the SDK
            yield self._shared(id, sdk, packages, self._auto_starts.get(id))

    def _shared(self, id: str, sdk: Sdk | None, packages: tuple[str, ...], start: UsePlace | None) -> Shared:
        product = self._products.get(id)
        uses = [use for use in self._uses if use.site.sdk == id]
        first_use = self._context.words.first_import(packages)
        best = _telling(uses, start)
        if sdk is not None:
            name, vendor = name_of(sdk), sdk.vendor
        else:
            assert product is not None
            name, vendor = Text(product.name_en, product.name_zh or product.name_en), product.vendor
        return Shared(
            sdk=NamedId(id, name),
            vendor=vendor,
            purposes=self._purposes(sdk.purpose if sdk else ()),
            data_types=self._data_types(sdk.data_types if sdk else ()),
            brought=self._brought(id, sdk),
            first_use=f"{first_use.path}:{first_use.line}" if first_use is not None else "",
            state=best.state if best is not None else "unreached",
            entry=best.entry if best is not None else "",
            policy_url=sdk.policy_url if sdk is not None else "",
            shares_data=sdk.shares_data if sdk is not None else True,
            use_at=f"{best.path}:{best.line}" if best is not None else "",
        )

    @cached_property
    def _auto_starts(self) -> dict[str, UsePlace]:
        """SDKs of which a component starts by itself, with the line that brings them."""
        found: dict[str, UsePlace] = {}
        for variant in self._context.application.variants:
            for item in started(self._context.catalogue, variant, self._context.sources):
                state: UseState = "before" if item.trigger == "automatic" else "maybe"
                at, component = item.source.position, class_name(item.auto_start.component)
                place = UsePlace(at.path, at.line, "", item.auto_start.component, state, component)
                kept = found.get(item.sdk.id)
                if kept is None or _rank(place) < _rank(kept):
                    found[item.sdk.id] = place
        return found

    def _brought(self, id: str, sdk: Sdk | None) -> tuple[Brought, ...]:
        rows = {_brought(row) for row in self._rows.get(id, ())}
        plugin = self._plugin(sdk) if sdk is not None and not rows else None
        if plugin is not None:
            rows.add(plugin)
        return tuple(sorted(rows, key=_brought_order))

    def _plugin(self, sdk: Sdk) -> Brought | None:
        for variant in self._context.application.variants:
            for name, at in variant.plugins:
                if name in sdk.plugins:
                    return Brought(name, "", "plugin", "declared", at.path, at.line)
        return None

    def gaps(self) -> Iterator[Gap]:
        """Archives that nobody can identify, lines that only a build knows, libraries that the catalogue lacks."""
        named = {use.row.archive for use in self._context.named_uses if use.row is not None}
        for row in self._rows.get("", ()):
            at = f"{row.position.path}:{row.position.line}"
            if row.archive and not row.group:
                if row.archive not in named:
                    yield Gap("archive", row.archive, _ARCHIVE, at)
            elif _is_library(row):
                yield Gap("library", f"{row.group}:{row.name}", Text("", ""))
        for item in self._context.build.unresolved:
            yield Gap("dependency", item.text, item.reason, f"{item.position.path}:{item.position.line}")

    def libraries(self) -> tuple[Brought, ...]:
        """Everything that is packaged, each once."""
        rows = {_brought(row) for row in self._context.build.dependencies if _is_library(row)}
        return tuple(sorted(rows, key=_brought_order))

    def _purposes(self, ids: Iterable[str]) -> tuple[NamedId, ...]:
        return tuple(NamedId(id, self._names.get(id, Text(id, id))) for id in ids)

    def _data_types(self, ids: Iterable[str]) -> tuple[NamedId, ...]:
        rows = (row for row in self._context.data_types(ids) if row.is_personal)
        return tuple(sorted(NamedId(row.id, Text(row.name_en, row.name_zh)) for row in rows))

    def _data_type(self, id: str) -> NamedId:
        (found,) = self._data_types([id])
        return found


def _telling(uses: Sequence[LocatedUse], start: UsePlace | None) -> UsePlace | None:
    """The place that tells how an SDK stands to consent: the earliest before it; else where it is started; else the
    earliest of all."""
    places = [use.place for use in uses] + ([start] if start else [])
    early = [place for place in places if place.state in ("before", "maybe")]
    starts = [use.place for use in uses if use.site.kind == "start" and use.place.state != "unreached"]
    return min(early or starts or places, key=_rank, default=None)


def _is_library(row: Dependency) -> bool:
    """Whether a row brings code: no plugin, and no table of versions."""
    return row.via != "plugin" and not row.name.endswith("-bom")


def _sdk_gaps(shared: Iterable[Shared]) -> Iterator[Gap]:
    for row in shared:
        known = {
            "vendor": row.vendor,
            "purpose": row.purposes,
            "data": row.data_types,
            "policy": row.policy_url or not row.shares_data,
            "dependency": row.brought,
        }
        missing = [_MISSING[key] for key, value in known.items() if not value]
        if missing:
            text = Text(", ".join(item.en for item in missing), "、".join(item.zh for item in missing))
            yield Gap("sdk", row.sdk.id, text)


def _brought(row: Dependency) -> Brought:
    text = row.archive or f"{row.group}:{row.name}"
    return Brought(text, row.version or "", row.via, row.evidence, row.position.path, row.position.line)


def _brought_order(row: Brought) -> tuple[str, str, int, str]:
    return row.text, row.path, row.line, row.version


def _earliest(places: Iterable[UsePlace]) -> UseState:
    return min(places, key=_rank).state


def _rank(place: UsePlace) -> tuple[int, str, int]:
    return USE_STATES.index(place.state), place.path, place.line


def placed(places: Iterable[UsePlace]) -> tuple[UsePlace, ...]:
    """The earliest first; several calls on a line are one."""
    kept: dict[tuple[str, int], UsePlace] = {}
    for place in sorted(places, key=_rank):
        kept.setdefault((place.path, place.line), place)
    return tuple(kept.values())
