"""Sentences that several rules share, in both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from privlint.checks.context import Context
from privlint.consent.model import Exposure
from privlint.findings import Text
from privlint.knowledge.model import DataType, Sdk, Site, Trigger

_SHOWN_TYPES = 3
_STRING = re.compile(r'"(?:\\.|[^"\\])*"')
_IDENTIFIER_AT_END = re.compile(r"[A-Za-z_$][\w$]*$")

_WHEN_EN: dict[Trigger, str] = {
    "automatic": " before the user agreed",
    "unknown": " at a time that is not known, maybe before the user agreed",
    "peer": " when another app or a server asks for it, maybe before the user agreed",
    "user": " after an action of the user that needs no consent",
}
_WHEN_ZH: dict[Trigger, str] = {
    "automatic": "用户同意前",
    "unknown": "可能在用户同意前（执行时机无法确定）",
    "peer": "被其他应用或服务器触发时，可能在用户同意前",
    "user": "用户在未作出同意的情况下操作后",
}


def before_consent(context: Context, exposure: Exposure) -> Text:
    """`UMConfigure.init starts Umeng before the user agreed`, with the time that suits the trigger."""
    call, does = shown_call(exposure.site, exposure.call), deed(context, exposure.site)
    return Text(f"{call} {does.en}{_WHEN_EN[exposure.trigger]}", f"{_WHEN_ZH[exposure.trigger]}{does.zh}：{call}")


def after_refusal(context: Context, exposure: Exposure) -> Text:
    """`UMConfigure.init starts Umeng after the user refused`."""
    call, does = shown_call(exposure.site, exposure.call), deed(context, exposure.site)
    return Text(f"{call} {does.en} after the user refused", f"用户拒绝后仍{does.zh}：{call}")


def deed(context: Context, site: Site) -> Text:
    """What a site does, without who and when: `starts Umeng`, `reads IMEI`."""
    if site.kind == "permission":
        permission = site.permission.rpartition(".")[2]
        en = f"asks for the permission {permission}" if permission else "asks for permissions"
        return Text(en, f"申请权限{permission and ' ' + permission}")
    if site.kind == "api":
        types = data_type_names(context.data_types(site.data_types))
        return Text(f"reads {types.en}", f"读取{types.zh}") if types.en else Text("is used", "调用敏感接口")
    sdk = sdk_name(context, site)
    if site.kind == "start":
        return Text(f"starts {sdk.en}", f"启动{sdk.zh}")
    return Text(f"uses {sdk.en}", f"使用{sdk.zh}")


def with_way_in(text: Text, way: str) -> Text:
    """Says what brings something into the app that nobody declared: `:app -> com.vendor:core:1.2 -> …`."""
    return Text(f"{text.en}; it comes in by {way}", f"{text.zh}；引入路径：{way}") if way else text


def with_others(text: Text, count: int) -> Text:
    """Says for how many more places a note stands."""
    if not count:
        return text
    noun = "place" if count == 1 else "places"
    return Text(f"{text.en} (and {count} more {noun} with this class)", f"{text.zh}（该类另有 {count} 处）")


def called_member(site: Site, call: str) -> str:
    """The member of a site; for a site of any member the one that the call names."""
    if site.member != "*":
        return site.member
    head = _without_arguments(_STRING.sub('""', call).strip())
    found = _IDENTIFIER_AT_END.search(head)
    return found[0] if found else site.member


def api_name(site: Site, call: str) -> str:
    """`Class#member`, as reports name an API."""
    return f"{site.owner}#{called_member(site, call)}"


def shown_call(site: Site, call: str) -> str:
    """The API as people write it: `UMConfigure.init`, `Settings.Secure.ANDROID_ID`, `WebView()`."""
    if site.form == "literal":
        return f'"{site.member}"'
    owner, member = class_name(site.owner), called_member(site, call)
    if member == "<init>":
        return f"{owner}()"
    return owner if member == "*" else f"{owner}.{member}"


def class_name(qualified: str) -> str:
    """`Settings.Secure` of `android.provider.Settings.Secure`."""
    parts = qualified.split(".")
    first = next((at for at, part in enumerate(parts) if part[:1].isupper()), len(parts) - 1)
    return ".".join(parts[first:])


def name_of(sdk: Sdk) -> Text:
    """The name of an SDK; the English one where it has no Chinese one."""
    return Text(sdk.name_en, sdk.name_zh or sdk.name_en)


def sdk_name(context: Context, site: Site) -> Text:
    """The name of the site's SDK; its class where the catalogue has no name."""
    if sdk := context.sdk(site.sdk):
        return name_of(sdk)
    name = site.sdk or class_name(site.owner)
    return Text(name, name)


def listed(names: Sequence[str], last: str, separator: str = ", ") -> str:
    """`a, b and c` with ` and ` as `last`."""
    if len(names) < 2:
        return "".join(names)
    return separator.join(names[:-1]) + last + names[-1]


def data_type_names(types: Sequence[DataType]) -> Text:
    """`IMEI, MAC address and 2 more`."""
    shown, more = types[:_SHOWN_TYPES], len(types) - _SHOWN_TYPES
    en, zh = [t.name_en for t in shown], [t.name_zh for t in shown]
    if more > 0:
        return Text(f"{', '.join(en)} and {more} more", f"{'、'.join(zh)}等 {len(types)} 种信息")
    return Text(listed(en, " and "), listed(zh, "和", "、"))


def _without_arguments(call: str) -> str:
    """`a.b(c).d` of `a.b(c).d(e) { f }`."""
    while call and call[-1] in ")}":
        depth, at = 0, len(call)
        while at:
            at -= 1
            depth += (call[at] in ")}") - (call[at] in "({")
            if not depth:
                break
        call = call[:at].rstrip()
    return call
