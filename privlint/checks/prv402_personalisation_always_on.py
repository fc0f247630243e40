"""PRV402: the switch for personalised ads or messages is called, and only ever to switch them on."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import code_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.rule import Example, Rule
from privlint.checks.user_switches import known_switches, place_of, shown, source_of
from privlint.checks.wording import name_of
from privlint.findings import Text
from privlint.fingerprints import Claim

_JAVA = """\
package com.example;

import com.qq.e.comm.managers.setting.GlobalSetting;

class Ads {
    static void configure() {
        GlobalSetting.setPersonalizedState(0);
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import com.qq.e.comm.managers.setting.GlobalSetting;

class Ads {
    static void configure(boolean isPersonalised) {
        GlobalSetting.setPersonalizedState(isPersonalised ? 0 : 1);
    }
}
"""
_KOTLIN = """\
package com.example

import com.windmill.sdk.WindMillAd

object Ads {
    fun configure() {
        WindMillAd.sharedAds().setPersonalizedAdvertisingOn(true)
    }
}
"""
_MENDED_KOTLIN = _KOTLIN.replace("configure()", "configure(isPersonalised: Boolean)").replace(
    "(true)", "(isPersonalised)"
)
_PATH = "app/src/main/java/com/example/Ads"

RULE = Rule(
    code="PRV402",
    name="personalisation-always-on",
    severity="warning",
    summary=Text(
        "The switch of a push or ads SDK is called with a constant only: personalisation is always on.",
        "仅以常量调用推送或广告 SDK 的个性化开关：个性化推荐始终开启。",
    ),
    why=Text(
        "A switch that code sets to on, and never to what the user chose, is no switch. Labs look for a setting that "
        "turns personalised ads and messages off and check that it does.",
        "由代码固定为开启、从不按用户选择设置的开关形同虚设。检测机构会查找关闭个性化推荐的设置，并验证其是否生效。",
    ),
    mend=Text(
        "Hand the user's choice to the call; let it be off, or at least changeable, in the settings.",
        "将用户的选择传给该接口，并在设置中允许用户关闭。",
    ),
    limits=Text(
        "A value that code computes counts as the user's choice. Where one call switches personalisation off, or takes "
        "a value that is not constant, all is well for that SDK.",
        "由代码计算得出的值视为用户的选择。只要有一处调用关闭个性化，或传入的值不是常量，即视为该 SDK 无问题。",
    ),
    regulations=("forced-targeting", "miit-164-2020", "pipl"),
    examples=(
        Example("Java", {f"{_PATH}.java": _JAVA}, {f"{_PATH}.java": _MENDED_JAVA}),
        Example("Kotlin", {f"{_PATH}.kt": _KOTLIN}, {f"{_PATH}.kt": _MENDED_KOTLIN}),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each SDK, at the first call."""
    for known in known_switches(context, "personalisation"):
        if not known.is_only_on:
            continue
        call = known.switching_on[0]
        name = shown(known.switch.off)
        message = Text(
            f"{name} is called with a constant only: the personalisation of {known.sdk.name_en} is always on",
            f"仅以常量调用 {name}：{name_of(known.sdk).zh}的个性化推荐始终开启",
        )
        statement = Statement(message=message, severity=RULE.severity, sdk=known.sdk.id)
        hops = code_claims.dependency_hops(context, known.sdk.id)
        yield code_claims.of_code(context, RULE, place_of(call), source_of(context, call), statement, hops)
