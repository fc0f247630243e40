"""PRV109: a collecting SDK is used before the user agreed."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims, wording
from privlint.checks.context import Context
from privlint.checks.rule import Rule, in_both_languages
from privlint.checks.rule_settings import CONSENT
from privlint.findings import Text
from privlint.fingerprints import Claim

_FAILING_JAVA = """\
package com.example;

import android.app.Activity;
import com.umeng.analytics.MobclickAgent;

public class MainActivity extends Activity {
    @Override
    protected void onResume() {
        super.onResume();
        MobclickAgent.onEvent(this, "opened");
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import android.app.Activity;
import com.umeng.analytics.MobclickAgent;

public class MainActivity extends Activity {
    @Override
    protected void onResume() {
        super.onResume();
        if (getSharedPreferences("app", MODE_PRIVATE).getBoolean("privacy_agreed", false)) {
            MobclickAgent.onEvent(this, "opened");
        }
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.app.Activity
import com.umeng.analytics.MobclickAgent

class MainActivity : Activity() {
    override fun onResume() {
        super.onResume()
        MobclickAgent.onEvent(this, "opened")
    }
}
"""
_MENDED_KOTLIN = """\
package com.example

import android.app.Activity
import com.umeng.analytics.MobclickAgent

class MainActivity : Activity() {
    override fun onResume() {
        super.onResume()
        if (getSharedPreferences("app", MODE_PRIVATE).getBoolean("privacy_agreed", false)) {
            MobclickAgent.onEvent(this, "opened")
        }
    }
}
"""

RULE = Rule(
    code="PRV109",
    name="sdk-use-before-consent",
    severity="warning",
    summary=Text(
        "A function of a collecting SDK, other than its initialisation, is called before the user agreed.",
        "在用户同意之前调用了会收集信息的 SDK 的其他接口（非初始化接口）。",
    ),
    why=Text(
        "Many SDKs initialise themselves at the first call, or queue what they are given and send it later with the "
        "identifiers of the device.",
        "许多 SDK 会在首次调用时自行初始化，或先缓存数据，之后连同设备标识一并上报。",
    ),
    mend=Text(
        "Put the call behind the same check as the SDK's initialisation, best in one wrapper class of the app.",
        "将该调用置于与 SDK 初始化相同的同意判断之后，建议统一封装在一个类中。",
    ),
    limits=Text(
        "Whether a call made before initialisation sends anything depends on the SDK and its version.",
        "初始化之前的调用是否真正上报数据，取决于 SDK 及其版本。",
    ),
    settings=(*CONSENT, "pedantic"),
    regulations=("illegal-collection", "miit-164-2020", "cac-191-2019", "pipl", "gdpr", "eprivacy", "google-play"),
    examples=in_both_languages(
        "MainActivity", java=(_FAILING_JAVA, _MENDED_JAVA), kotlin=(_FAILING_KOTLIN, _MENDED_KOTLIN)
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each use."""
    for exposed in context.exposures("collect"):
        message = wording.before_consent(context, exposed.exposure)
        yield claims.of_exposure(context, RULE, exposed, message)
