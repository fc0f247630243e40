"""PRV107: the app collects because the user refused."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims, wording
from privlint.checks.context import Context
from privlint.checks.rule import Example, Rule
from privlint.checks.rule_settings import CONSENT
from privlint.findings import Text
from privlint.fingerprints import Claim

_FAILING_JAVA = """\
package com.example;

import android.app.Activity;
import android.app.AlertDialog;
import android.os.Bundle;
import com.umeng.commonsdk.UMConfigure;

public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        new AlertDialog.Builder(this)
                .setTitle("Privacy policy")
                .setPositiveButton("Agree", (dialog, which) -> start())
                .setNegativeButton("Disagree", (dialog, which) -> start())
                .show();
    }

    private void start() {
        UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null);
    }
}
"""
_MENDED_JAVA = _FAILING_JAVA.replace(
    '"Disagree", (dialog, which) -> start()', '"Disagree", (dialog, which) -> finish()'
)
_FAILING_KOTLIN = """\
package com.example

import android.app.Activity
import android.app.AlertDialog
import android.os.Bundle
import com.umeng.commonsdk.UMConfigure

class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        AlertDialog.Builder(this)
            .setTitle("Privacy policy")
            .setPositiveButton("Agree") { _, _ -> start() }
            .setNegativeButton("Disagree") { _, _ -> start() }
            .show()
    }

    private fun start() {
        UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null)
    }
}
"""
_MENDED_KOTLIN = _FAILING_KOTLIN.replace('"Disagree") { _, _ -> start() }', '"Disagree") { _, _ -> finish() }')
_PATH = "app/src/main/java/com/example/MainActivity"

RULE = Rule(
    code="PRV107",
    name="collection-after-refusal",
    severity="error",
    summary=Text(
        "An SDK is started, or personal data is read, because the user refused the privacy policy.",
        "用户拒绝隐私政策之后，应用仍启动 SDK 或读取个人信息。",
    ),
    why=Text(
        "A refusal that changes nothing is no choice. Test labs press the refusing button on purpose and record what "
        "the app takes from then on; in a browse-only mode, too, nothing may be collected that needs consent.",
        "拒绝后仍然照常收集，等于没有选择。检测机构会专门点击“不同意”，并记录此后的收集行为；“仅浏览”模式同样不得收集"
        "需要征得同意的信息。",
    ),
    mend=Text(
        "Leave the app, ask again later, or go on without everything that needs consent: the code of the refusing "
        "button, and the screens it opens, may start SDKs and read personal data only behind a check of the answer.",
        "拒绝后应退出应用、稍后再次询问，或在不收集信息的前提下提供基本功能：拒绝按钮的回调及其打开的页面，只有在检查"
        "已保存的同意状态之后才能启动 SDK 或读取个人信息。",
    ),
    limits=Text(
        "The refusing button must be recognisable: by its label, its view, its place in a dialog, or the name of its "
        "callback. What also runs by itself is reported as that (PRV101, PRV102, PRV103 and PRV109), not here; what "
        "the user does after he refused is not followed.",
        "拒绝按钮须能通过文字、控件、在对话框中的位置或回调名称识别。同时会自动执行的代码由 PRV101、PRV102、PRV103 和 "
        "PRV109 报告，此处不再重复；不跟踪用户拒绝之后的后续操作。",
    ),
    settings=CONSENT,
    regulations=("illegal-collection", "miit-164-2020", "cac-191-2019", "pipl", "gdpr", "eprivacy", "google-play"),
    examples=(
        Example("Java", {f"{_PATH}.java": _FAILING_JAVA}, {f"{_PATH}.java": _MENDED_JAVA}),
        Example("Kotlin", {f"{_PATH}.kt": _FAILING_KOTLIN}, {f"{_PATH}.kt": _MENDED_KOTLIN}),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each site that a refusal leads to."""
    for exposed in context.refusals("start", "api", "permission", "collect"):
        message = wording.after_refusal(context, exposed.exposure)
        yield claims.of_refusal(context, RULE, exposed, message)
