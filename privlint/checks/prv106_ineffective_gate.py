"""PRV106: a consent check that does not hold anything back."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims
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
        boolean privacyAgreed = true;
        if (!privacyAgreed) {
            return;
        }
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
        boolean privacyAgreed = getSharedPreferences("app", MODE_PRIVATE).getBoolean("privacy_agreed", false);
        if (!privacyAgreed) {
            return;
        }
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
        val privacyAgreed = true
        if (!privacyAgreed) return
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
        val privacyAgreed = getSharedPreferences("app", MODE_PRIVATE).getBoolean("privacy_agreed", false)
        if (!privacyAgreed) return
        UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null)
    }
}
"""

RULE = Rule(
    code="PRV106",
    name="ineffective-gate",
    severity="warning",
    summary=Text(
        "A condition looks like a consent check but holds nothing back: it always passes, passes only while the user "
        "has not agreed, or asks without waiting for the answer.",
        "某个条件看似同意判断，实际却不起作用：恒为通过、只在用户未同意时通过，或征询后不等待回答。",
    ),
    why=Text(
        "Such checks are left behind by tests and merges, or rest on an error: `finish()` does not end the method that "
        "calls it, and a dialog that is shown does not stop the code below. That code runs before consent although "
        "everybody who reads it believes that it is guarded.",
        "这类判断往往是调试或合并时遗留的，或源于误解：`finish()` 不会结束当前方法，弹出对话框也不会阻止其后的代码。"
        "这些代码会在同意之前执行，而阅读者却以为它受到保护。",
    ),
    mend=Text(
        "Compare with the answer that the user gave and that is stored; check the direction of the condition; `return` "
        "after `finish()`, and go on from the code of the agree button.",
        "改为判断已保存的用户实际选择，并核对条件的方向；`finish()` 之后应 `return`，后续流程从“同意”按钮的回调继续。",
    ),
    limits=Text(
        "Conditions are recognised by the state they read or by their names; a check with a neutral name that "
        "nothing else ties to consent is not seen.",
        "条件是依据其读取的状态或名称识别的；名称中性且与同意无其他关联的判断无法识别。",
    ),
    settings=CONSENT,
    regulations=("illegal-collection", "miit-164-2020", "cac-191-2019", "pipl", "gdpr"),
    examples=in_both_languages("App", java=(_FAILING_JAVA, _MENDED_JAVA), kotlin=(_FAILING_KOTLIN, _MENDED_KOTLIN)),
)


_SAYS = {
    "constant": Text(
        "consent check{flag} always passes and guards nothing", "同意判断{flag}恒为通过，起不到任何保护作用"
    ),
    "inverted": Text(
        "consent check{flag} is inverted: it passes only while the user has not agreed",
        "同意判断{flag}方向相反：只在用户未同意时通过",
    ),
    "bypassed": Text(
        "consent check{flag} asks, but the code below does not wait for the answer and collects",
        "同意判断{flag}虽会征询用户，但其后的代码未等待回答便继续收集信息",
    ),
    "asked": Text(
        "consent check{flag} tells only that the question was shown, not that the user agreed",
        "同意判断{flag}只表示已展示过询问，并不代表用户已同意",
    ),
    "self-set": Text(
        "consent check{flag} is passed without asking: code that runs by itself sets the flag",
        "同意判断{flag}未经征询即可通过：自动执行的代码会自行写入该标记",
    ),
}


def check(context: Context) -> Iterator[Claim]:
    """One finding for each condition."""
    for defective in context.defects(*_SAYS):
        flag = f" '{defective.defect.flag}'" if defective.defect.flag else ""
        says = _SAYS[defective.defect.kind]
        message = Text(says.en.format(flag=flag), says.zh.format(flag=flag))
        yield claims.of_defect(context, RULE, defective, message)
