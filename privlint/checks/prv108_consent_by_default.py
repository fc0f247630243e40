"""PRV108: the app takes silence for consent."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims
from privlint.checks.context import Context
from privlint.checks.rule import Example, Rule
from privlint.checks.rule_settings import CONSENT
from privlint.findings import Text
from privlint.fingerprints import Claim

_FAILING_JAVA = """\
package com.example;

import android.app.Activity;
import android.os.Bundle;
import android.widget.CheckBox;

public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.activity_main);
        CheckBox agreement = findViewById(R.id.cb_agreement);
        agreement.setChecked(true);
    }
}
"""
_MENDED_JAVA = _FAILING_JAVA.replace("setChecked(true)", "setChecked(false)")
_FAILING_KOTLIN = """\
package com.example

import android.app.Activity
import android.content.Intent
import android.os.Bundle

class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val prefs = getSharedPreferences("app", MODE_PRIVATE)
        if (!prefs.getBoolean("privacy_agreed", true)) {
            startActivity(Intent(this, PrivacyActivity::class.java))
        }
    }
}

class PrivacyActivity : Activity()
"""
_MENDED_KOTLIN = _FAILING_KOTLIN.replace('"privacy_agreed", true', '"privacy_agreed", false')
_PATH = "app/src/main/java/com/example/MainActivity"

RULE = Rule(
    code="PRV108",
    name="consent-by-default",
    severity="error",
    summary=Text(
        "Consent is given by default: a box is ticked for the user, or a missing answer is read as yes.",
        "默认同意：替用户预先勾选，或把“尚未作答”当作同意。",
    ),
    why=Text(
        "Consent has to be an action of the user. A box that is already ticked, and a stored flag that is true before "
        "anybody answered, put a consent on record that nobody gave.",
        "同意必须由用户主动作出。预先勾选的选项，以及用户作答之前就为真的标记，都会留下用户从未作出的“同意”。",
    ),
    mend=Text(
        "Leave the box unticked until the user ticks it; let the stored answer default to no.",
        "选项应默认不勾选，由用户主动勾选；读取已保存的选择时，默认值应为“未同意”。",
    ),
    limits=Text(
        "Boxes are recognised by what their labels, their ids and the text beside them say; images that only look like "
        "a ticked box are not seen. Other settings that are on by default are not looked at.",
        "根据文字、控件 ID 及相邻文本识别同意选项；以图片模拟的勾选框无法识别。其他默认开启的设置不在检查范围内。",
    ),
    settings=CONSENT,
    regulations=("default-consent", "illegal-collection", "miit-164-2020", "cac-191-2019", "pipl", "gdpr"),
    examples=(
        Example("Java", {f"{_PATH}.java": _FAILING_JAVA}, {f"{_PATH}.java": _MENDED_JAVA}),
        Example("Kotlin", {f"{_PATH}.kt": _FAILING_KOTLIN}, {f"{_PATH}.kt": _MENDED_KOTLIN}),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each flag whose default means yes, and for each box that is ticked for the user."""
    for defective in context.defects("default", "ticked"):
        flag = f" '{defective.defect.flag}'" if defective.defect.flag else ""
        if defective.defect.kind == "default":
            message = Text(
                f"consent flag{flag} means yes before the user answered", f"用户作答之前，同意标记{flag}即为“已同意”"
            )
        else:
            message = Text(f"consent box{flag} is ticked before the user ticks it", f"同意选项{flag}默认已勾选")
        yield claims.of_defect(context, RULE, defective, message, by_user="warning")
