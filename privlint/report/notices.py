"""What `privlint notices` prints: notices with the SDKs and apps that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from privlint.findings import Text
from privlint.knowledge.notice_queries import AppNaming, Naming
from privlint.knowledge.notices import NamedApp, NamedSdk, Notice, Regulator
from privlint.report.json import dumped
from privlint.report.style import Style

SCHEMA = "privlint.notices/1"
_EXACT = Text("problems, as the notice words them: {}", "通报原文所列问题：{}")
_TRANSLATED = Text("problems that the notice states (our translation): {}", "通报所列问题：{}")
_FILED = Text("filed under: {} (not the wording of the notice)", "归类：{}（非通报原文）")
_NO_PROBLEM = Text("no problem is given for it", "未列明具体问题")
_KNOWN_AS = Text("recognised as {}", "识别为 {}")
_UNKNOWN = Text("how a build shows it is not known", "尚不清楚其在构建中的特征")
_NO_VERSION = Text("no version given", "未注明版本")
_RECTIFY = Text("to be rectified by {}", "整改期限：{}")
_PARTIAL = Text("not all SDKs of this notice are known", "该通报的 SDK 名单不完整")
_NOTHING = Text("no notice names it", "没有通报提及")


class Selection(msgspec.Struct, frozen=True):
    """A notice with the rows that were asked for."""

    notice: Notice
    sdks: tuple[Naming, ...] = ()
    apps: tuple[AppNaming, ...] = ()


def grouped(namings: Iterable[Naming], apps: Iterable[AppNaming]) -> list[Selection]:
    """The rows by notice, the newest first."""
    found: dict[str, tuple[Notice, list[Naming], list[AppNaming]]] = {}
    for naming in namings:
        found.setdefault(naming.notice.id, (naming.notice, [], []))[1].append(naming)
    for app in apps:
        found.setdefault(app.notice.id, (app.notice, [], []))[2].append(app)
    rows = sorted(found.values(), key=lambda row: (row[0].date, row[0].id), reverse=True)
    return [Selection(notice, tuple(sdks), tuple(named)) for notice, sdks, named in rows]


def notices_text(selections: Iterable[Selection], regulators: Iterable[Regulator], style: Style) -> str:
    """For people."""
    names = {item.id: Text(f"{item.name_en} ({item.abbreviation})", item.name_zh) for item in regulators}
    blocks = ["\n".join(_block(selection, names, style)) for selection in selections]
    return "\n\n".join(blocks or [style.clean(style.say(_NOTHING))]) + "\n"


def notices_json(selections: Iterable[Selection], style: Style) -> str:
    """As JSON, schema `privlint.notices/1`."""
    return dumped({"schema": SCHEMA, "notices": [_document(selection) for selection in selections]}, style)


def _block(selection: Selection, names: dict[str, Text], style: Style) -> Iterator[str]:
    notice = selection.notice
    title = notice.title_zh if style.lang == "zh" else notice.title_en
    head = f"{notice.date}  {notice.id}  {style.say(names[notice.regulator])}"
    yield style.paint(style.clean(head), "bold")
    yield f"  {style.clean(title)}"
    yield from (f"  {style.clean(url)}" for url in notice.urls)
    if notice.rectify_by:
        yield f"  {style.clean(style.say(_RECTIFY).format(notice.rectify_by))}"
    if not notice.is_complete:
        yield f"  {style.clean(style.say(_PARTIAL))}"
    for naming in selection.sdks:
        row = naming.row
        version = row.version or style.say(_NO_VERSION)
        yield f"    {style.paint(style.clean(_name(row, style)), 'bold')}  {style.clean(f'{version}  {row.developer}')}"
        yield f"      {style.clean(problems(row, style))}"
        yield f"      {style.clean(_recognised(naming, style))}"
    for app in selection.apps:
        row_ = app.row
        yield f"    {style.paint(style.clean(_name(row_, style)), 'bold')}  {style.clean(row_.version)}".rstrip()


def problems(row: NamedSdk, style: Style) -> str:
    """The problems of a row: quoted only where they are the words of the notice."""
    if not row.problems:
        return style.say(_NO_PROBLEM)
    if row.problems_exact:
        if not style.is_unicode and row.problems_en:
            return style.say(_TRANSLATED).format("; ".join(row.problems_en))
        return style.say(_EXACT).format("".join(f"“{problem}”" for problem in row.problems))
    words = row.problems if style.lang == "zh" else row.problems_en or row.problems
    return style.say(_FILED).format("; ".join(words))


def _name(row: NamedSdk | NamedApp, style: Style) -> str:
    first, second = (row.name_zh, row.name_en) if style.lang == "zh" else (row.name_en, row.name_zh)
    return first or second or (row.developer if isinstance(row, NamedSdk) else "")


def _recognised(naming: Naming, style: Style) -> str:
    product = naming.product
    if product is None:
        return style.say(_UNKNOWN)
    signs = (*product.coordinates, *product.archives, *product.packages)
    return style.say(_KNOWN_AS).format(", ".join(signs))


def _document(selection: Selection) -> dict[str, object]:
    notice = msgspec.to_builtins(msgspec.structs.asdict(selection.notice))
    del notice["sdks"], notice["apps"]
    notice["sdks"] = [
        {**msgspec.structs.asdict(naming.row), "product": naming.product.id if naming.product else None}
        for naming in selection.sdks
    ]
    notice["apps"] = [msgspec.structs.asdict(app.row) for app in selection.apps]
    return dict(notice)
