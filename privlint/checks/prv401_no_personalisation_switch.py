"""PRV401: ads or messages are picked for the user, and nothing in the app switches that off."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import code_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.rule import Example, Rule
from privlint.checks.user_switches import first_start, known_switches, shown
from privlint.checks.wording import name_of
from privlint.findings import Text
from privlint.fingerprints import Claim

_JAVA = """\
package com.example;

import android.content.Context;
import com.kwad.sdk.api.KsAdSDK;
import com.kwad.sdk.api.SdkConfig;

class Ads {
    static void begin(Context context) {
        KsAdSDK.init(context, new SdkConfig.Builder().appId("1").build());
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import android.content.Context;
import com.kwad.sdk.api.KsAdSDK;
import com.kwad.sdk.api.SdkConfig;

class Ads {
    static void begin(Context context) {
        KsAdSDK.init(context, new SdkConfig.Builder().appId("1").build());
        setPersonalised(context.getSharedPreferences("settings", 0).getBoolean("personalised_ads", false));
    }

    /** Called by the switch on the settings screen. */
    static void setPersonalised(boolean isOn) {
        KsAdSDK.setPersonalRecommend(isOn);
    }
}
"""
_KOTLIN = """\
package com.example

import android.content.Context
import cn.jpush.android.api.JPushInterface

object Push {
    fun begin(context: Context) = JPushInterface.init(context)
}
"""
_MENDED_KOTLIN = """\
package com.example

import android.content.Context
import cn.jpush.android.api.JPushInterface

object Push {
    fun begin(context: Context) = JPushInterface.init(context)

    /** Called by the switch on the settings screen. */
    fun setPersonalised(context: Context, isOn: Boolean) = JPushInterface.setSmartPushEnable(context, isOn)
}
"""
_PATH = "app/src/main/java/com/example"

RULE = Rule(
    code="PRV401",
    name="no-personalisation-switch",
    severity="warning",
    confidence="medium",
    summary=Text(
        "A push or ads SDK picks content for the user, and the app never calls its switch.",
        "推送或广告 SDK 进行个性化推荐，应用却从未调用其关闭开关。",
    ),
    why=Text(
        "Users must be able to switch off messages and ads that are picked by their profile. SDKs have a call for that "
        "and leave it to the app; by default they personalise.",
        "用户必须能够关闭基于用户画像的推送和广告。SDK 提供了相应接口，由应用决定是否调用；默认开启个性化。",
    ),
    mend=Text(
        "Offer a switch in the settings and hand its state to the SDK, when it changes and after each start.",
        "在设置中提供开关，并在状态改变时以及每次启动后将其传给 SDK。",
    ),
    limits=Text(
        "Only SDKs whose switch is known are asked for, and only where code of the app starts them: not those that a "
        "mediation SDK starts. Whether anything on a screen leads to the call is not looked at.",
        "仅检查开关接口已知且由应用代码启动的 SDK，不包括由聚合 SDK 启动的 SDK。不检查界面上是否有入口调用该接口。",
    ),
    regulations=("forced-targeting", "miit-164-2020", "pipl"),
    examples=(
        Example("Java", {f"{_PATH}/Ads.java": _JAVA}, {f"{_PATH}/Ads.java": _MENDED_JAVA}),
        Example("Kotlin", {f"{_PATH}/Push.kt": _KOTLIN}, {f"{_PATH}/Push.kt": _MENDED_KOTLIN}),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each SDK, where the code starts it."""
    for known in known_switches(context, "personalisation"):
        start = first_start(context, known.sdk.id) if not known.calls else None
        if start is None:
            continue
        call = shown(known.switch.off)
        message = Text(
            f"{known.sdk.name_en} is started, and nothing switches its personalisation off: {call} is never called",
            f"启动了{name_of(known.sdk).zh}，但未提供关闭个性化推荐的途径：从未调用 {call}",
        )
        statement = Statement(message=message, severity=RULE.severity, confidence="medium", sdk=known.sdk.id)
        hops = code_claims.dependency_hops(context, known.sdk.id)
        yield code_claims.of_code(context, RULE, start.place, start.call, statement, hops)
