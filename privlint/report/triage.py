"""The answer to a rejection, for people and as JSON, schema `privlint.triage/1` (docs/schema/triage-1.json)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from privlint.findings import Text
from privlint.inventory import NamedId, UsePlace
from privlint.report.inventory_json import place_document
from privlint.report.inventory_tables import STATES, brought
from privlint.report.json import dumped
from privlint.report.style import Style, wrapped
from privlint.triage import Answer, ApplicationAnswer, OwnFrame, Subject

SCHEMA = "privlint.triage/1"
_RECOGNISED = Text("Recognised", "已识别")
_UNKNOWN = Text("Not recognised: neither in the catalogue nor in the project", "未识别：目录和项目中均没有")
_NOTHING = Text(
    "Nothing was recognised. Give a stack trace, the name of an SDK, an API, a permission, or a kind of data.",
    "未识别出任何内容。请提供堆栈、SDK 名称、API、权限或个人信息类型。",
)
_NO_APPLICATION = Text("No Android application module was found.", "未找到 Android 应用模块。")
_KINDS = {
    "sdk": Text("SDK", "SDK"),
    "api": Text("API", "API"),
    "permission": Text("permission", "权限"),
    "data type": Text("data", "个人信息"),
    "frame": Text("frame", "堆栈帧"),
}
_FRAMES = Text("Frames of the project", "项目中的堆栈帧")
_BROUGHT = Text("brought in by", "引入方式")
_FIRST_USE = Text("first use", "首次使用")
_DECLARED = Text("declared at", "声明位置")
_THROUGH = Text("taken by", "由其收集")
_CALLS = Text("in the code", "代码位置")
_NOTICES = Text("notices", "通报")
_MEND = Text("mend", "修复")
_MORE = Text("and {} more", "另有 {} 处")
_ANY_VERSION = Text("no version given", "未注明版本")
_MOST_PLACES = 12


def triage_text(answer: Answer, style: Style) -> str:
    """What was recognised, then for each application where it stands and how to mend it."""
    lines: list[str] = []
    if answer.recognised:
        lines.append(style.paint(style.clean(style.say(_RECOGNISED)), "bold"))
        for kind, id, words in answer.recognised:
            told = f' ("{words}")' if words != id else ""
            lines.append(style.clean(f"  {style.say(_KINDS[kind])}: {id}{told}"))
    else:
        lines.append(style.clean(style.say(_NOTHING)))
    if answer.unknown:
        lines += ["", style.paint(style.clean(style.say(_UNKNOWN)), "bold")]
        lines += [f"  {style.clean(name)}" for name in answer.unknown]
    if answer.recognised and not answer.applications:
        lines += ["", style.clean(style.say(_NO_APPLICATION))]
    for application in answer.applications:
        lines += _application(application, style)
    return "\n".join(lines) + "\n"


def triage_json(answer: Answer, style: Style) -> str:
    """As JSON."""
    document = {
        "schema": SCHEMA,
        "recognised": [{"kind": kind, "id": id, "words": words} for kind, id, words in answer.recognised],
        "unknown": list(answer.unknown),
        "applications": [
            {
                "path": each.path,
                "gradle": each.gradle,
                "frames": [_frame_document(frame) for frame in each.frames],
                "subjects": [_subject_document(subject, style) for subject in each.subjects],
            }
            for each in answer.applications
        ],
    }
    return dumped(document, style)


def _application(answer: ApplicationAnswer, style: Style) -> Iterator[str]:
    if not answer.frames and not answer.subjects:
        return
    yield from ("", style.paint(style.clean(answer.path or answer.gradle or "."), "bold", "blue"))
    if answer.frames:
        yield from ("", style.paint(style.clean(style.say(_FRAMES)), "bold"))
        for frame in answer.frames:
            place = f"{frame.path}:{frame.line}" if frame.line else frame.path
            yield f"  {style.clean(place)}"
            yield f"    {style.clean(frame.frame)}"
            yield from (f"      {line}" for line in _places(frame.places, style))
    for subject in answer.subjects:
        yield from ("", *_subject(subject, style))


def _subject(subject: Subject, style: Style) -> Iterator[str]:
    title = f"{style.say(_KINDS[subject.kind])}: {style.say(subject.name.name)}"
    yield style.paint(style.clean(title), "bold")
    yield from _rows(_BROUGHT, (style.clean(brought(item)) for item in subject.brought), style)
    yield from _rows(_DECLARED, map(style.clean, subject.declared), style)
    yield from _rows(_THROUGH, (style.clean(style.say(item.name)) for item in subject.through), style)
    if not subject.places:
        yield from _rows(_FIRST_USE, map(style.clean, [subject.first_use] if subject.first_use else []), style)
    yield from _rows(_CALLS, _places(subject.places, style), style)
    notices = (
        f"{style.say(item.notice)}: {item.version or style.say(_ANY_VERSION)} {item.url}".rstrip()
        for item in subject.notices
    )
    yield from _rows(_NOTICES, map(style.clean, notices), style)
    width = max(style.width - 4, 40)
    yield from _rows(
        _MEND, (line for mend in subject.mends for line in wrapped(style.clean(style.say(mend)), width)), style
    )


def _rows(label: Text, lines: Iterable[str], style: Style) -> Iterator[str]:
    shown = list(lines)
    if shown:
        yield f"  {style.paint(style.clean(style.say(label)), 'dim')}"
        yield from (f"    {line}" for line in shown)


def _places(places: tuple[UsePlace, ...], style: Style) -> Iterator[str]:
    for place in places[:_MOST_PLACES]:
        member = place.api.rpartition("#")[2]
        owner = place.api.partition("#")[0].rpartition(".")[2]
        entry = f", {place.entry}" if place.entry else ""
        state = f"{style.say(STATES[place.state])}{entry}"
        yield style.clean(f"{place.path}:{place.line}")
        yield style.clean(f"  {owner}.{member}: {state}")
    if len(places) > _MOST_PLACES:
        yield style.clean(style.say(_MORE).format(len(places) - _MOST_PLACES))


def _frame_document(frame: OwnFrame) -> dict[str, Any]:
    return {
        "frame": frame.frame,
        "path": frame.path,
        "line": frame.line or None,
        "places": [place_document(place) for place in frame.places],
    }


def _subject_document(subject: Subject, style: Style) -> dict[str, Any]:
    return {
        "kind": subject.kind,
        "id": subject.name.id,
        "name": style.say(subject.name.name),
        "told_by": subject.told_by,
        "brought_by": [msgspec.structs.asdict(item) for item in subject.brought],
        "first_use": subject.first_use or None,
        "declared": list(subject.declared),
        "places": [place_document(place) for place in subject.places],
        "taken_by": [_named(item, style) for item in subject.through],
        "notices": [
            {"notice": style.say(item.notice), "version": item.version or None, "url": item.url or None}
            for item in subject.notices
        ],
        "rules": list(subject.rules),
        "mends": [style.say(mend) for mend in subject.mends],
    }


def _named(item: NamedId, style: Style) -> dict[str, str]:
    return {"id": item.id, "name": style.say(item.name)}
