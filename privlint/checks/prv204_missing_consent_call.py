"""PRV204: an SDK is used, and nothing tells it whether the user agreed."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.example_builds import groovy, kotlin
from privlint.checks.rule import Example, Rule
from privlint.checks.wording import class_name, name_of
from privlint.findings import Text
from privlint.fingerprints import Claim
from privlint.knowledge.model import Sdk

_COORDINATE = "com.amap.api:location:6.4.0"
_JAVA = """\
package com.example;

import android.content.Context;
import com.amap.api.location.AMapLocationClient;

class Locator {
    private AMapLocationClient client;

    void begin(Context context) throws Exception {
        client = new AMapLocationClient(context);
        client.startLocation();
    }
}
"""
_KOTLIN = """\
package com.example

import android.content.Context
import com.amap.api.location.AMapLocationClient

class Locator(private val context: Context) {
    fun begin() {
        AMapLocationClient(context).startLocation()
    }
}
"""
_TELLS_JAVA = """        AMapLocationClient.updatePrivacyShow(context, true, true);
        AMapLocationClient.updatePrivacyAgree(context, true);
        client = new"""
_TELLS_KOTLIN = """        AMapLocationClient.updatePrivacyShow(context, true, true)
        AMapLocationClient.updatePrivacyAgree(context, true)
        AMapLocationClient(context)"""

RULE = Rule(
    code="PRV204",
    name="missing-consent-call",
    severity="warning",
    summary=Text(
        "A vendor asks for a call that tells the SDK that the user agreed; the app uses the SDK and never makes it.",
        "厂商要求调用接口告知 SDK 用户已同意，应用使用了该 SDK 却从未调用。",
    ),
    why=Text(
        "Without the call the SDK falls back to what its version does by default: it collects at once, or it refuses "
        "to work for everybody. Vendors point to the missing call when a lab finds something.",
        "未调用时 SDK 会按其版本的默认方式运行：要么立即采集，要么完全不可用。检测出问题时，厂商会以未调用"
        "该接口为由推卸责任。",
    ),
    mend=Text(
        "Make the call with the answer of the user, right after he gave it and at each later start before the SDK is "
        "used.",
        "在用户作出选择后立即调用该接口并传入其选择；此后每次启动时，也应在使用 SDK 之前调用。",
    ),
    limits=Text(
        "The call is searched for by its name in the whole code of the app. A call inside a compiled library is not "
        "seen.",
        "按接口名称在应用全部代码中查找；编译后的库内的调用无法识别。",
    ),
    regulations=("illegal-collection", "sdk-docs", "miit-164-2020", "pipl"),
    examples=(
        Example(
            "Java",
            {**groovy(f"'{_COORDINATE}'"), "app/src/main/java/com/example/Locator.java": _JAVA},
            {
                **groovy(f"'{_COORDINATE}'"),
                "app/src/main/java/com/example/Locator.java": _JAVA.replace("        client = new", _TELLS_JAVA),
            },
        ),
        Example(
            "Kotlin",
            {**kotlin(f'"{_COORDINATE}"'), "app/src/main/java/com/example/Locator.kt": _KOTLIN},
            {
                **kotlin(f'"{_COORDINATE}"'),
                "app/src/main/java/com/example/Locator.kt": _KOTLIN.replace(
                    "        AMapLocationClient(context)", _TELLS_KOTLIN
                ),
            },
        ),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each SDK, at the first dependency that brings it."""
    seen: set[str] = set()
    for row in context.build.dependencies:
        sdk = context.sdk(context.sdk_of(row))
        if sdk is None or not sdk.consent_call_required or sdk.id in seen:
            continue
        seen.add(sdk.id)
        first_use = context.words.first_import(sdk.packages)
        if first_use is None or any(context.words.mentions(name) for name in _members(sdk)):
            continue
        calls = list(dict.fromkeys(_shown(call) for call in sdk.consent_calls))
        message = Text(
            f"{sdk.name_en} is used and never told whether the user agreed: {' or '.join(calls)} is not called",
            f"使用了{name_of(sdk).zh}，但从未告知其用户是否同意：未调用 {' 或 '.join(calls)}",
        )
        statement = Statement(message=message, severity=RULE.severity, sdk=sdk.id, first_use=first_use)
        yield dependency_claims.of_dependency(context, RULE, row, statement)


def _members(sdk: Sdk) -> list[str]:
    return [call.partition("#")[2].partition("(")[0] for call in sdk.consent_calls]


def _shown(call: str) -> str:
    owner, _, member = call.partition("#")
    return f"{class_name(owner)}.{member.partition('(')[0]}"
