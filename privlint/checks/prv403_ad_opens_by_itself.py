"""PRV403: a splash ad opens when the phone is shaken, or wherever it is touched."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import code_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.rule import Example, Rule
from privlint.checks.user_switches import KnownSwitch, known_switches, place_of, shown, source_of
from privlint.checks.wording import name_of
from privlint.findings import Severity, Text
from privlint.fingerprints import Claim
from privlint.knowledge.disclosure import Subject
from privlint.program.switchcalls import OptionCall

_JAVA = """\
package com.example;

import com.kwad.sdk.api.KsAdSDK;
import com.kwad.sdk.api.KsLoadManager;
import com.kwad.sdk.api.KsScene;

class Splash {
    void load(KsLoadManager.SplashScreenAdListener listener) {
        KsScene scene = new KsScene.Builder(1L).build();
        KsAdSDK.getLoadManager().loadSplashScreenAd(scene, listener);
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import com.kwad.sdk.api.KsAdSDK;
import com.kwad.sdk.api.KsLoadManager;
import com.kwad.sdk.api.KsScene;
import com.kwad.sdk.api.model.SplashAdExtraData;

class Splash {
    void load(KsLoadManager.SplashScreenAdListener listener) {
        SplashAdExtraData extra = new SplashAdExtraData();
        extra.setDisableShakeStatus(true);
        KsScene scene = new KsScene.Builder(1L).setSplashExtraData(extra).build();
        KsAdSDK.getLoadManager().loadSplashScreenAd(scene, listener);
    }
}
"""
_KOTLIN = """\
package com.example

import com.bytedance.sdk.openadsdk.AdSlot
import com.bytedance.sdk.openadsdk.mediation.ad.MediationAdSlot

fun splashSlot(id: String): AdSlot = AdSlot.Builder()
    .setCodeId(id)
    .setMediationAdSlot(MediationAdSlot.Builder().setSplashShakeButton(true).build())
    .build()
"""
_PATH = "app/src/main/java/com/example/Splash"
_WHAT: dict[Subject, Text] = {
    "shake": Text("opens when the phone is shaken", "摇一摇即跳转"),
    "full-screen click": Text("opens wherever it is touched", "点击任意位置即跳转"),
}

RULE = Rule(
    code="PRV403",
    name="ad-opens-by-itself",
    severity="warning",
    confidence="medium",
    summary=Text(
        "A splash ad opens when the phone is shaken, or wherever it is touched.",
        "开屏广告摇一摇即跳转，或点击任意位置即跳转。",
    ),
    why=Text(
        "Ads that open though nobody meant to are a category of their own in notices: the sensor reacts when a phone "
        "is taken out of a pocket, a full-screen area when somebody looks for the way past the ad.",
        "“乱跳转”是通报中的单独类别：从口袋取出手机就可能触发摇一摇，全屏可点则会让寻找关闭按钮的用户误触。",
    ),
    mend=Text(
        "Switch the option off, or hand it what the user chose; let a clearly marked button open the ad.",
        "关闭该选项或传入用户的选择，仅通过明显标识的按钮打开广告。",
    ),
    limits=Text(
        "Only options that are known are looked at. What is set on the vendor's web console, how hard a phone has to "
        "be shaken, and where ads of a mediation SDK come from, does not show in source.",
        "仅检查已知的选项。厂商后台的设置、摇动触发的阈值以及聚合广告的来源均无法从源码得知。",
    ),
    regulations=("window-jump", "miit-26-2023"),
    examples=(
        Example("Java", {f"{_PATH}.java": _JAVA}, {f"{_PATH}.java": _MENDED_JAVA}),
        Example("Kotlin", {f"{_PATH}.kt": _KOTLIN}, {f"{_PATH}.kt": _KOTLIN.replace("(true)", "(false)")}),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each call that leaves such an option on; a note where only the default does."""
    for about in _WHAT:
        for known in known_switches(context, about):
            for call in known.switching_on:
                yield _claim(context, known, call, "warning")
            if not known.calls:
                for call in context.words.option_calls(known.switch.needed_by)[:1]:
                    yield _claim(context, known, call, "note")


def _claim(context: Context, known: KnownSwitch, call: OptionCall, severity: Severity) -> Claim:
    what, name = _WHAT[known.switch.about], shown(known.switch.off)
    if severity == "note":
        how = Text(f"by default: {name} is never called", f"默认开启，从未调用 {name}")
    else:
        how = Text(f"as {name} says", f"由 {name} 开启")
    message = Text(
        f"the splash ad of {known.sdk.name_en} {what.en}, {how.en}",
        f"{name_of(known.sdk).zh}的开屏广告{what.zh}：{how.zh}",
    )
    statement = Statement(message=message, severity=severity, confidence="medium", sdk=known.sdk.id)
    hops = code_claims.dependency_hops(context, known.sdk.id)
    return code_claims.of_code(context, RULE, place_of(call), source_of(context, call), statement, hops)
