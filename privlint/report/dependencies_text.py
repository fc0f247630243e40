"""Dependencies for people: a table, what is not known, and a line with counts."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.findings import Text
from privlint.report.dependencies import DependencyReport, DependencyRow
from privlint.report.style import Style, width_of

_HEADINGS = (
    Text("dependency", "依赖"),
    Text("version", "版本"),
    Text("evidence", "依据"),
    Text("SDK", "SDK"),
    Text("module", "模块"),
    Text("configuration", "配置"),
    Text("place", "位置"),
)
_EVIDENCE = {
    "declared": Text("declared", "声明"),
    "lock": Text("lock", "锁文件"),
    "export": Text("export", "导出"),
}
_MANAGED = Text("by {}", "由 {} 决定")
_UNRESOLVED = Text("Not known without running the build:", "不运行构建无法确定：")
_SKIPPED = Text("Not read in full:", "未能完整读取：")
_GAP = "  "
_MODULE = 4  # column of the module


def render_text(report: DependencyReport, style: Style) -> str:
    """The table, then what could not be resolved or read, then counts."""
    lines = list(_table(report, style))
    if report.unresolved:
        lines += ["", style.paint(style.clean(style.say(_UNRESOLVED)), "bold")]
        for row in report.unresolved:
            place = style.clean(f"{row.place.path}:{row.place.line}")
            lines.append(f"  {place}  {style.clean(row.text)}  ({style.clean(style.say(row.reason))})")
    if report.skipped:
        lines += ["", style.paint(style.clean(style.say(_SKIPPED)), "bold")]
        lines += [f"  {style.clean(item.path)}  {style.clean(item.reason)}" for item in report.skipped]
    return "\n".join([*lines, *([""] if lines else []), style.clean(summary(report, style))]) + "\n"


def summary(report: DependencyReport, style: Style) -> str:
    """`12 dependencies, 3 of them SDKs that privlint knows, 1 not resolved`."""
    number = len(report.dependencies)
    known = sum(1 for row in report.dependencies if row.sdk)
    missing = len(report.unresolved)
    if style.lang == "zh":
        return f"共 {number} 项依赖，其中 {known} 项为已知 SDK，{missing} 项未能解析"
    noun = "dependency" if number == 1 else "dependencies"
    return f"{number} {noun}, {known} of known SDKs, {missing} not resolved"


def _table(report: DependencyReport, style: Style) -> Iterator[str]:
    if not report.dependencies:
        return
    heads = [style.clean(style.say(heading)) for heading in _HEADINGS]
    rows = [[style.clean(cell) for cell in cells] for cells in _merged(report, style)]
    widths = [max(map(width_of, column)) for column in zip(heads, *rows, strict=True)]
    yield style.paint(_line(heads, widths), "bold")
    for row in rows:
        yield _line(row, widths)


def _merged(report: DependencyReport, style: Style) -> Iterator[list[str]]:
    """The cells of all rows; those that differ in module and place only are one, with the number of the others."""
    groups: dict[tuple[str, ...], list[list[str]]] = {}
    for row in report.dependencies:
        cells = _cells(row, style)
        groups.setdefault((*cells[:_MODULE], cells[_MODULE + 1]), []).append(cells)
    for first, *others in groups.values():
        modules = {cells[_MODULE] for cells in others} - {first[_MODULE]}
        first[_MODULE] += f" +{len(modules)}" if modules else ""
        yield first


def _cells(row: DependencyRow, style: Style) -> list[str]:
    version = row.version or row.requested if not row.archive else row.version or ""
    if not version and row.managed_by:
        version = style.say(_MANAGED).format(", ".join(row.managed_by))
    return [
        row.coordinate,
        version or "-",
        style.say(_EVIDENCE[row.evidence]),
        style.say(row.sdk_name) if row.sdk_name is not None else "-",
        row.module,
        row.configuration,
        f"{row.place.path}:{row.place.line}",
    ]


def _line(cells: list[str], widths: list[int]) -> str:
    padded = (cell + " " * (width - width_of(cell)) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()
