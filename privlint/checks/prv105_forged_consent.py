"""PRV105: the app says that the user agreed, and nobody asked."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims, wording
from privlint.checks.context import Context, Defective
from privlint.checks.rule import Rule, in_both_languages
from privlint.checks.rule_settings import CONSENT
from privlint.consent.model import Exposure
from privlint.findings import Text
from privlint.fingerprints import Claim
from privlint.knowledge.model import Site

_FAILING_JAVA = """\
package com.example;

import android.app.Application;
import com.amap.api.location.AMapLocationClient;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        AMapLocationClient.updatePrivacyAgree(this, true);
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import android.app.Application;
import com.amap.api.location.AMapLocationClient;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (getSharedPreferences("app", MODE_PRIVATE).getBoolean("privacy_agreed", false)) {
            AMapLocationClient.updatePrivacyAgree(this, true);
        }
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.app.Application
import com.amap.api.location.AMapLocationClient

class App : Application() {
    override fun onCreate() {
        super.onCreate()
        AMapLocationClient.updatePrivacyAgree(this, true)
    }
}
"""
_MENDED_KOTLIN = """\
package com.example

import android.app.Application
import com.amap.api.location.AMapLocationClient

class App : Application() {
    override fun onCreate() {
        super.onCreate()
        if (getSharedPreferences("app", MODE_PRIVATE).getBoolean("privacy_agreed", false)) {
            AMapLocationClient.updatePrivacyAgree(this, true)
        }
    }
}
"""

RULE = Rule(
    code="PRV105",
    name="forged-consent",
    severity="error",
    summary=Text(
        "The app tells an SDK, or writes down, that the user agreed, on a path on which nobody was asked.",
        "在未征得用户同意的执行路径上，应用向 SDK 声明用户已同意，或自行写入同意标记。",
    ),
    why=Text(
        "Vendors ask for this call so that their SDK stays quiet until the user agreed. Passing a constant `true` at "
        "start-up switches that protection off and puts a consent on record that was never given.",
        "厂商要求该调用，是为了让 SDK 在用户同意前保持静默。启动时直接传入常量 `true` 不仅绕过了保护，还留下了从未作"
        "出的“同意”记录。",
    ),
    mend=Text(
        "Call it, or write the flag, only in the code of the agree button or behind the stored answer; pass the "
        "stored answer instead of a constant.",
        "仅在“同意”按钮的回调中或已保存的同意判断之后调用或写入标记；应传入用户的实际选择，而不是常量。",
    ),
    limits=Text(
        "A value that comes from a server or through reflection is not followed.",
        "不跟踪来自服务器或经由反射取得的值。",
    ),
    settings=(*CONSENT, "pedantic"),
    regulations=(
        "illegal-collection",
        "default-consent",
        "miit-164-2020",
        "cac-191-2019",
        "pipl",
        "gdpr",
        "google-play",
    ),
    examples=in_both_languages("App", java=(_FAILING_JAVA, _MENDED_JAVA), kotlin=(_FAILING_KOTLIN, _MENDED_KOTLIN)),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each vendor's consent call, and for each flag that is set without asking."""
    told: set[tuple[str, int, int]] = set()
    for exposed in context.exposures("consent"):
        exposure = exposed.exposure
        told.add((exposure.place.path, exposure.place.line, exposure.place.column))
        yield claims.of_exposure(context, RULE, exposed, _told_sdk(context, exposure.site, exposure.call))
    for exposed in context.refusals("consent"):
        exposure = exposed.exposure
        told.add((exposure.place.path, exposure.place.line, exposure.place.column))
        yield claims.of_refusal(context, RULE, exposed, _told_after_refusal(context, exposure))
    for defective in context.defects("forged", "hard-coded"):
        place = defective.defect.place
        if (place.path, place.line, place.column) not in told:
            yield claims.of_defect(context, RULE, defective, _message(context, defective), by_user="warning")


def _message(context: Context, defective: Defective) -> Text:
    defect = defective.defect
    if defect.site:
        return _told_sdk(context, defect.site, defect.call)
    flag = f" '{defect.flag}'" if defect.flag else ""
    if defect.trigger == "user":
        return Text(
            f"consent flag{flag} is set when the user refuses, or closes the question",
            f"用户拒绝或关闭询问时仍写入同意标记{flag}",
        )
    return Text(
        f"consent flag{flag} is set although nobody was asked on this path",
        f"该路径上未征询用户即写入同意标记{flag}",
    )


def _told_after_refusal(context: Context, exposure: Exposure) -> Text:
    sdk = wording.sdk_name(context, exposure.site)
    shown = wording.shown_call(exposure.site, exposure.call)
    return Text(
        f"{shown} tells {sdk.en} that the user agreed although the user refused",
        f"用户拒绝后仍向{sdk.zh}声明用户已同意：{shown}",
    )


def _told_sdk(context: Context, site: Site, call: str) -> Text:
    sdk = wording.sdk_name(context, site)
    shown = wording.shown_call(site, call)
    return Text(
        f"{shown} tells {sdk.en} that the user agreed although nobody was asked on this path",
        f"该路径上未征询用户即向{sdk.zh}声明用户已同意：{shown}",
    )
