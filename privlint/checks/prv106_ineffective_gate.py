"""PRV106: a consent check that does not hold anything back."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims
from privlint.checks.context import Context
from privlint.checks.rule import Example, Rule
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
        "A condition looks like a consent check but always passes, or passes only while the user has not agreed.",
        "某个条件看似同意判断，但恒为通过，或只在用户未同意时才通过。",
    ),
    why=Text(
        "Such checks are left behind by tests and merges. The code below them runs before consent although everybody "
        "who reads it believes that it is guarded.",
        "这类判断往往是调试或合并时遗留的。其后的代码会在同意之前执行，而阅读者却以为它受到保护。",
    ),
    mend=Text(
        "Compare with the answer that the user gave and that is stored; check the direction of the condition.",
        "改为判断已保存的用户实际选择，并核对条件的方向。",
    ),
    limits=Text(
        "Conditions are recognised by the state they read or by their names; a check with a neutral name that "
        "nothing else ties to consent is not seen.",
        "条件是依据其读取的状态或名称识别的；名称中性且与同意无其他关联的判断无法识别。",
    ),
    regulations=("illegal-collection", "miit-164-2020", "cac-191-2019", "pipl", "gdpr"),
    examples=(
        Example(
            "Java",
            {"app/src/main/java/com/example/App.java": _FAILING_JAVA},
            {"app/src/main/java/com/example/App.java": _MENDED_JAVA},
        ),
        Example(
            "Kotlin",
            {"app/src/main/java/com/example/App.kt": _FAILING_KOTLIN},
            {"app/src/main/java/com/example/App.kt": _MENDED_KOTLIN},
        ),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each condition."""
    for defective in context.defects("constant", "inverted"):
        defect = defective.defect
        flag = f" '{defect.flag}'" if defect.flag else ""
        if defect.kind == "constant":
            message = Text(
                f"consent check{flag} always passes and guards nothing", f"同意判断{flag}恒为通过，起不到任何保护作用"
            )
        else:
            message = Text(
                f"consent check{flag} is inverted: it passes only while the user has not agreed",
                f"同意判断{flag}方向相反：只在用户未同意时通过",
            )
        yield claims.of_defect(context, RULE, defective, message)
