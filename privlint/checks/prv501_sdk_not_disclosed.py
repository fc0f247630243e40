"""PRV501: an SDK is in the app, and the privacy policy does not name it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from privlint.checks import dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.disclosed_sdks import is_named, packaged_sdks
from privlint.checks.disclosure_wording import advice, policy_hop, sdk_entry
from privlint.checks.example_builds import groovy, kotlin
from privlint.checks.example_policies import chinese, english
from privlint.checks.rule import Example, Rule
from privlint.checks.wording import name_of
from privlint.findings import Severity, Text
from privlint.fingerprints import Claim
from privlint.knowledge.model import Sdk
from privlint.workspace.model import Dependency
from privlint.workspace.policies import Policy

_COORDINATE = "com.umeng.umsdk:common:9.8.6"
_JAVA = """\
package com.example;

import android.content.Context;
import com.umeng.commonsdk.UMConfigure;

class Statistics {
    void begin(Context context) {
        UMConfigure.submitPolicyGrantResult(context, true);
        UMConfigure.init(context, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null);
    }
}
"""
_KOTLIN = """\
package com.example

import android.content.Context
import com.umeng.commonsdk.UMConfigure

class Statistics(private val context: Context) {
    fun begin() {
        UMConfigure.submitPolicyGrantResult(context, true)
        UMConfigure.init(context, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null)
    }
}
"""
_JAVA_APP = {**groovy(f"'{_COORDINATE}'"), "app/src/main/java/com/example/Statistics.java": _JAVA}
_KOTLIN_APP = {**kotlin(f'"{_COORDINATE}"'), "app/src/main/java/com/example/Statistics.kt": _KOTLIN}
_NAMED_EN = (
    "Umeng U-App, by Umeng, counts how often the app is used. It collects device identifiers (IMEI, IMSI, Android ID, "
    "MAC address, OAID) and the location."
)
_NAMED_ZH = "友盟统计 SDK，由友盟提供，用于统计分析，收集设备标识（IMEI、IMSI、Android ID、MAC 地址、OAID）和位置信息。"

RULE = Rule(
    code="PRV501",
    name="sdk-not-disclosed",
    severity="warning",
    confidence="medium",
    summary=Text(
        "An SDK that collects personal information is in the app, and the privacy policy does not name it.",
        "应用集成了会收集个人信息的 SDK，但隐私政策未列明该 SDK。",
    ),
    why=Text(
        "A policy has to list one by one which third parties receive personal information, what for, and which. Labs "
        "compare the SDKs in the package with the names in the policy.",
        "隐私政策须逐一列明第三方 SDK 及其收集个人信息的目的、方式和范围。检测机构会将安装包中的 SDK "
        "与隐私政策中的名称逐一比对。",
    ),
    mend=Text(
        "Name the SDK in the privacy policy: what it is, who provides it, what for, what it collects, and where the "
        "provider's own policy stands.",
        "在隐私政策中列明该 SDK 的名称、提供方、使用目的、收集的个人信息以及提供方隐私政策的链接。",
    ),
    limits=Text(
        "Policies are found in the repository only, in English and Chinese; name a saved copy under `policy` in the "
        "settings if yours is elsewhere. Without a policy nothing is reported. Naming the vendor counts as naming the "
        "SDK, in whichever of several policies. SDKs that the catalogue does not know are not asked for. Those that "
        "other SDKs bring along are known from lock files and exports of the build only.",
        "仅识别仓库中的中英文隐私政策；若政策存放在别处，请在配置项 `policy` 中指定保存的副本。未找到隐私政策时不报告。"
        "任一政策文件提及厂商名称即视为已列明。目录中没有的 SDK 不在检查范围内；由其他 SDK 间接引入的 SDK "
        "仅能从锁文件或构建导出中得知。",
    ),
    settings=("policy",),
    regulations=("cac-sdk-not-listed", "no-collection-list", "cac-191-2019", "pipl", "gdpr", "google-play"),
    examples=(
        Example("Java", {**_JAVA_APP, **english("None.")}, {**_JAVA_APP, **english(_NAMED_EN)}),
        Example("Kotlin", {**_KOTLIN_APP, **chinese("无。")}, {**_KOTLIN_APP, **chinese(_NAMED_ZH)}),
    ),
)
#: What such SDKs are for is to serve others of the same vendor.
_SUPPORTING = ("platform", "identifier", "cmp")


def check(context: Context) -> Iterator[Claim]:
    """One finding for each SDK, at the first dependency that brings it."""
    policies = context.policies.texts
    if not policies:
        return
    missing = {sdk.id: (sdk, row) for sdk, row in packaged_sdks(context) if not is_named(context, sdk, row)}
    vendors = {sdk.vendor for sdk, _ in missing.values() if not _is_supporting(sdk)}
    for sdk, row in missing.values():
        if not (_is_supporting(sdk) and sdk.vendor in vendors):
            yield _claim(context, sdk, row, policies[0])


def _is_supporting(sdk: Sdk) -> bool:
    return bool(sdk.purpose) and all(purpose in _SUPPORTING for purpose in sdk.purpose)


def _claim(context: Context, sdk: Sdk, row: Dependency, policy: Policy) -> Claim:
    first_use = context.words.first_import(sdk.packages)
    # Nobody uses it, as far as the code says, and it does nothing by itself.
    severity: Severity = RULE.severity if first_use is not None or sdk.auto_starts else "note"
    file = policy.path.rpartition("/")[2]
    message = Text(
        f"{sdk.name_en} is in the app, and the privacy policy ({file}) does not name it",
        f"应用集成了{name_of(sdk).zh}，但隐私政策（{file}）未列明",
    )
    help = advice(RULE.mend, sdk_entry(context, sdk))
    statement = Statement(
        message=message, severity=severity, confidence="medium", sdk=sdk.id, help=help, first_use=first_use
    )
    claim = dependency_claims.of_dependency(context, RULE, row, statement)
    trace = (*claim.finding.trace, policy_hop(policy))
    return Claim(msgspec.structs.replace(claim.finding, trace=trace, data_types=sdk.data_types), claim.text)
