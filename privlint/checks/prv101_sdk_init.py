"""PRV101: an SDK is started before the user agreed."""

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

import android.app.Application;
import com.umeng.commonsdk.UMConfigure;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null);
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import android.app.Application;
import com.umeng.commonsdk.UMConfigure;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (getSharedPreferences("app", MODE_PRIVATE).getBoolean("privacy_agreed", false)) {
            startAnalytics();
        }
    }

    /** Called again by the dialog's "agree" button. */
    void startAnalytics() {
        UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null);
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.app.Application
import com.umeng.commonsdk.UMConfigure

class App : Application() {
    override fun onCreate() {
        super.onCreate()
        UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null)
    }
}
"""
_MENDED_KOTLIN = """\
package com.example

import android.app.Application
import com.umeng.commonsdk.UMConfigure

class App : Application() {
    override fun onCreate() {
        super.onCreate()
        if (getSharedPreferences("app", MODE_PRIVATE).getBoolean("privacy_agreed", false)) {
            startAnalytics()
        }
    }

    /** Called again by the dialog's "agree" button. */
    fun startAnalytics() {
        UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null)
    }
}
"""

RULE = Rule(
    code="PRV101",
    name="sdk-init-before-consent",
    severity="error",
    summary=Text(
        "A third-party SDK is initialised on a path that runs before the user agreed to the privacy policy.",
        "在用户同意隐私政策之前的执行路径上初始化了第三方 SDK。",
    ),
    why=Text(
        "Most SDKs read device identifiers and contact their servers as soon as they are initialised. Test labs "
        "start the app, touch nothing, and record what it takes. The app answers for what its SDKs do.",
        "多数 SDK 一经初始化就会读取设备标识并联网上报。检测机构会启动应用、不做任何操作，然后记录其收集行为；SDK 的"
        "行为由应用方负责。",
    ),
    mend=Text(
        "Call it only after the user agreed: behind a check of the stored answer at start-up, and once from the code "
        "of the agree button. If the vendor offers a pre-initialisation that collects nothing, only that may run "
        "earlier.",
        "仅在用户同意后调用：启动时先检查已保存的同意状态，并在“同意”按钮的回调中调用一次。若厂商提供不收集信息的预"
        "初始化接口，则只有该接口可以提前调用。",
    ),
    limits=Text(
        "SDKs that the catalogue does not know, calls by reflection or from native code, and decisions of a server "
        "are not seen. A consent check that privlint does not recognise can be named in the setting `gates`.",
        "无法识别目录之外的 SDK、反射或本地代码中的调用，以及由服务器下发的决策。若同意判断未被识别，可在配置项 "
        "`gates` 中声明。",
    ),
    settings=(*CONSENT, "pedantic"),
    regulations=("illegal-collection", "miit-164-2020", "cac-191-2019", "pipl", "gdpr", "eprivacy", "google-play"),
    examples=in_both_languages("App", java=(_FAILING_JAVA, _MENDED_JAVA), kotlin=(_FAILING_KOTLIN, _MENDED_KOTLIN)),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each call that starts an SDK."""
    for exposed in context.exposures("start"):
        message = wording.before_consent(context, exposed.exposure)
        yield claims.of_exposure(context, RULE, exposed, message)
