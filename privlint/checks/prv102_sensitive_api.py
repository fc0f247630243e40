"""PRV102: personal data is read before the user agreed."""

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
import android.os.Bundle;
import android.provider.Settings;

public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        String id = Settings.Secure.getString(getContentResolver(), Settings.Secure.ANDROID_ID);
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import android.app.Activity;
import android.app.AlertDialog;
import android.os.Bundle;
import android.provider.Settings;

public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        new AlertDialog.Builder(this)
                .setTitle("Privacy policy")
                .setNegativeButton("Refuse", (dialog, which) -> finish())
                .setPositiveButton("Agree", (dialog, which) -> {
                    getPreferences(MODE_PRIVATE).edit().putBoolean("privacy_agreed", true).apply();
                    identify();
                })
                .show();
    }

    private void identify() {
        String id = Settings.Secure.getString(getContentResolver(), Settings.Secure.ANDROID_ID);
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.app.Activity
import android.os.Bundle
import android.provider.Settings

class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val id = Settings.Secure.getString(contentResolver, Settings.Secure.ANDROID_ID)
    }
}
"""
_MENDED_KOTLIN = """\
package com.example

import android.app.Activity
import android.app.AlertDialog
import android.os.Bundle
import android.provider.Settings

class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        AlertDialog.Builder(this)
            .setTitle("Privacy policy")
            .setNegativeButton("Refuse") { _, _ -> finish() }
            .setPositiveButton("Agree") { _, _ ->
                getPreferences(MODE_PRIVATE).edit().putBoolean("privacy_agreed", true).apply()
                identify()
            }
            .show()
    }

    private fun identify() {
        val id = Settings.Secure.getString(contentResolver, Settings.Secure.ANDROID_ID)
    }
}
"""

RULE = Rule(
    code="PRV102",
    name="sensitive-api-before-consent",
    severity="error",
    summary=Text(
        "The app's own code, or a library whose source is in the project, reads personal data before the user agreed.",
        "应用自身代码或项目内的库在用户同意之前读取了个人信息。",
    ),
    why=Text(
        "Reading an identifier, a location or a list of apps is collection, whether or not it leaves the device. "
        "Test labs hook these calls and name them in their reports.",
        "读取设备标识、位置或应用列表即构成收集，与是否上传无关。检测机构会对这些接口进行监控并在报告中逐一列出。",
    ),
    mend=Text(
        "Move the read behind the consent check, or read it lazily at the first use that needs it after the user "
        "agreed. If an identifier is only needed to tell installations apart, use a random one that the app makes "
        "itself.",
        "将读取操作移到同意判断之后，或在同意后首次需要时再读取。若只是为了区分安装实例，请使用应用自行生成的随机标"
        "识。",
    ),
    limits=Text(
        "Only calls in source are seen; what a binary library reads by itself is covered by the rules on SDKs. Of "
        "reads of little worth (device model, storage path) each class is reported once for an application, as a "
        "note.",
        "只检查源代码中的调用；二进制库自身的读取由 SDK 相关规则覆盖。价值较低的读取（如机型、存储路径）每个应用每个"
        "类只提示一次。",
    ),
    settings=(*CONSENT, "pedantic"),
    regulations=("illegal-collection", "miit-164-2020", "cac-191-2019", "pipl", "gdpr", "eprivacy", "google-play"),
    examples=in_both_languages(
        "MainActivity", java=(_FAILING_JAVA, _MENDED_JAVA), kotlin=(_FAILING_KOTLIN, _MENDED_KOTLIN)
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each read; of low worth one for each class."""
    for exposed in context.exposures("api"):
        message = wording.before_consent(context, exposed.exposure)
        yield claims.of_exposure(context, RULE, exposed, message)
