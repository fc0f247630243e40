"""The sentences that a privacy policy should have, made of what the catalogue knows. What it does not know is a blank
for a person to fill in."""

from __future__ import annotations

from collections.abc import Iterable

from privlint.checks.context import Context
from privlint.checks.wording import listed, name_of
from privlint.findings import Hop, Text
from privlint.knowledge.model import DataType, Sdk
from privlint.workspace.policies import Policy

_BLANK = Text("____ (fill in)", "____（待填写）")


def sdk_entry(context: Context, sdk: Sdk) -> Text:
    """The entry for an SDK in the list of third parties."""
    types = context.data_types(sdk.data_types)
    purposes = [each for each in context.catalogue.purposes if each.id in sdk.purpose]
    en = {
        "SDK": sdk.name_en,
        "provider": sdk.vendor,
        "purpose": ", ".join(each.name_en for each in purposes),
        "personal information": ", ".join(each.name_en for each in types),
        "provider's privacy policy": sdk.policy_url,
    }
    zh = {
        "SDK 名称": name_of(sdk).zh,
        "提供方": sdk.vendor,
        "使用目的": "、".join(each.name_zh for each in purposes),
        "收集的个人信息": "、".join(each.name_zh for each in types),
        "隐私政策": sdk.policy_url,
    }
    return Text(
        "; ".join(f"{key}: {value or _BLANK.en}" for key, value in en.items()),
        "；".join(f"{key}：{value or _BLANK.zh}" for key, value in zh.items()),
    )


def data_type_entry(types: Iterable[DataType], collector: Text) -> Text:
    """The sentence for kinds of personal information; `collector` is who collects them."""
    names = list(types)
    en, zh = listed([each.name_en for each in names], " and "), listed([each.name_zh for each in names], "和", "、")
    return Text(
        f"{collector.en} collects: {en}; purpose: {_BLANK.en}; when: {_BLANK.en}; kept for: {_BLANK.en}",
        f"{collector.zh}会收集：{zh}；目的：{_BLANK.zh}；场景：{_BLANK.zh}；保存期限：{_BLANK.zh}",
    )


def advice(mend: Text, entry: Text) -> Text:
    """How to mend a finding, with the sentence that should be there."""
    return Text(f"{mend.en} For example: “{entry.en}”", f"{mend.zh}例如：“{entry.zh}”")


def policy_hop(policy: Policy) -> Hop:
    """The place in a policy where the sentence belongs: the heading of its list of SDKs, or its first line."""
    line = policy.list_line or policy.line
    return Hop(policy.path, line, 1, policy.path.rpartition("/")[2], "privacy policy", "隐私政策")
