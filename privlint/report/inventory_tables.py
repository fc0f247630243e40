"""The two lists as tables with the heads that app teams use, for every format that shows tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from privlint.findings import Text
from privlint.inventory import ApplicationInventory, Brought, Collected, Gap, NamedId, Shared, UseState
from privlint.report.style import Style

COLLECTED = Text("Personal information collected", "个人信息收集清单")
SHARED = Text("Shared with third parties", "第三方信息共享清单")
UNKNOWN = Text("Not known", "未知事项")
LIBRARIES = Text(
    "Libraries that the catalogue does not know; nothing was judged of them",
    "目录未收录的库，未作判断",
)
NOTHING = Text("Nothing was found.", "未发现。")
_COLLECTED_HEADS = (
    Text("personal information", "个人信息类型"),
    Text("read by (API or SDK)", "收集方（API 或 SDK）"),
    Text("purpose", "使用目的"),
    Text("started by", "触发场景"),
    Text("consent", "同意状态"),
    Text("places", "收集位置"),
)
_SHARED_HEADS = (
    Text("SDK", "SDK 名称"),
    Text("vendor", "第三方名称"),
    Text("purpose", "使用目的"),
    Text("personal information", "涉及的个人信息类型"),
    Text("brought in by", "引入方式"),
    Text("first use", "首次使用"),
    Text("started by", "触发场景"),
    Text("consent", "同意状态"),
    Text("privacy policy", "隐私政策链接"),
)
_UNKNOWN_HEADS = (Text("what", "对象"), Text("not known", "缺少的信息"), Text("place", "位置"))
STATES: dict[UseState, Text] = {
    "before": Text("before consent", "同意前"),
    "maybe": Text("maybe before consent", "可能在同意前"),
    "action": Text("only on a user action", "仅在用户操作后"),
    "after": Text("not before consent", "同意后（同意前不执行）"),
    "unreached": Text("no way to it found", "未找到执行路径"),
}
_NO_USE = Text("no collecting call found", "未发现采集调用")
_MORE = Text("and {} more", "另有 {} 处")
_MOST_PLACES = 8

#: The lines of a cell.
Cell = tuple[str, ...]


class Table(msgspec.Struct, gc=False, frozen=True):
    """A list with its title; the first row stands for the heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(application: ApplicationInventory, style: Style) -> tuple[Table, ...]:
    """The list of what is collected, the list of what is shared, and what is not known."""
    return (
        _table(COLLECTED, _COLLECTED_HEADS, (_collected(row, style) for row in application.collected), style),
        _table(SHARED, _SHARED_HEADS, (_shared(row, style) for row in application.third_parties), style),
        _table(UNKNOWN, _UNKNOWN_HEADS, (_gap(gap, application, style) for gap in known_gaps(application)), style),
    )


def known_gaps(application: ApplicationInventory) -> Iterator[Gap]:
    """What is not known, without the libraries that nobody judged."""
    return (gap for gap in application.gaps if gap.kind != "library")


def unknown_libraries(application: ApplicationInventory) -> tuple[str, ...]:
    """Coordinates of the libraries that the catalogue lacks."""
    return tuple(gap.subject for gap in application.gaps if gap.kind == "library")


def application_name(application: ApplicationInventory) -> str:
    """The folder of an application; its Gradle path where that is the root."""
    return application.path or application.gradle or "."


def _table(title: Text, heads: Sequence[Text], rows: Iterable[tuple[Cell, ...]], style: Style) -> Table:
    return Table(style.say(title), tuple(style.say(head) for head in heads), tuple(rows))


def _collected(row: Collected, style: Style) -> tuple[Cell, ...]:
    places = tuple(f"{place.path}:{place.line}" for place in row.places)
    if len(places) > _MOST_PLACES:
        places = (*places[:_MOST_PLACES], style.say(_MORE).format(len(places) - _MOST_PLACES))
    return (
        (style.say(row.data_type.name),),
        (style.say(row.source.name),),
        (names(row.purposes, style),),
        (row.places[0].entry if row.places else "",),
        (style.say(STATES[row.state]),),
        places,
    )


def _shared(row: Shared, style: Style) -> tuple[Cell, ...]:
    return (
        (style.say(row.sdk.name),),
        (row.vendor,),
        (names(row.purposes, style),),
        (names(row.data_types, style),),
        tuple(brought(item) for item in row.brought),
        (row.first_use,),
        (row.entry,),
        (style.say(sdk_state(row)),),
        (row.policy_url,),
    )


def sdk_state(row: Shared) -> Text:
    """How an SDK stands to consent; an SDK without a call is not one whose calls are not reached."""
    return _NO_USE if row.state == "unreached" and not row.use_at else STATES[row.state]


def _gap(gap: Gap, application: ApplicationInventory, style: Style) -> tuple[Cell, ...]:
    return (subject_of(gap, application, style),), (style.say(gap.missing),), (gap.at,)


def subject_of(gap: Gap, application: ApplicationInventory, style: Style) -> str:
    """What a gap is about; of an SDK its name."""
    named = (style.say(row.sdk.name) for row in application.shared if gap.kind == "sdk" and row.sdk.id == gap.subject)
    return next(named, gap.subject)


def names(items: Iterable[NamedId], style: Style) -> str:
    """`IMEI, MAC address` in the language of the output."""
    return style.say(Text(", ", "、")).join(style.say(item.name) for item in items)


def brought(item: Brought) -> str:
    """`group:name:1.2 (app/build.gradle:12)`."""
    version = f":{item.version}" if item.version else ""
    return f"{item.text}{version} ({item.path}:{item.line})"
