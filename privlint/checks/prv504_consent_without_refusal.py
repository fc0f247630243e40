"""PRV504: the question for consent has a button to agree, and no way to refuse."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import code_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.rule import Example, Rule
from privlint.consent.model import Place
from privlint.findings import Text
from privlint.fingerprints import Claim

_JAVA = """\
package com.example;

import android.app.Activity;
import android.app.AlertDialog;

class Question {
    void ask(Activity activity, Runnable agreed) {
        new AlertDialog.Builder(activity)
            .setTitle(R.string.privacy_title)
            .setMessage(R.string.privacy_question)
            .setCancelable(false)
            .setPositiveButton(R.string.agree, (dialog, which) -> agreed.run())
            .show();
    }
}
"""
_STRINGS = {
    "app/src/main/res/values/strings.xml": """\
<resources>
    <string name="privacy_title">Privacy policy</string>
    <string name="privacy_question">Agree to our privacy policy: https://example.com/privacy</string>
    <string name="agree">Agree</string>
    <string name="refuse">No, thanks</string>
</resources>
"""
}
_KOTLIN = """\
package com.example

import android.content.Context
import androidx.appcompat.app.AlertDialog

fun ask(context: Context, agreed: () -> Unit) {
    AlertDialog.Builder(context)
        .setTitle("隐私政策")
        .setMessage("请阅读并同意隐私政策（https://example.com/privacy）后继续使用。")
        .setCancelable(false)
        .setPositiveButton("同意") { _, _ -> agreed() }
        .show()
}
"""
_MENDED_JAVA = _JAVA.replace(
    "            .show();",
    "            .setNegativeButton(R.string.refuse, (dialog, which) -> activity.finish())\n            .show();",
)
_MENDED_KOTLIN = _KOTLIN.replace("        .show()", '        .setNegativeButton("不同意") { _, _ -> }\n        .show()')
_PATH = "app/src/main/java/com/example/Question"

RULE = Rule(
    code="PRV504",
    name="consent-without-refusal",
    severity="warning",
    summary=Text(
        "The question for consent has a button to agree, and no way to refuse.",
        "征求同意的弹窗只有“同意”按钮，无法拒绝。",
    ),
    why=Text(
        "Agreement is free only if it can be refused. A dialog that cannot be dismissed and offers nothing but yes is "
        "what labs look at first.",
        "只有可以拒绝，同意才是自愿的。无法关闭且只提供“同意”的弹窗是检测机构首先检查的问题。",
    ),
    mend=Text(
        "Offer a button to refuse beside the one to agree, just as easy to see and to press.",
        "在“同意”按钮旁提供同样明显、易于点击的拒绝按钮。",
    ),
    limits=Text(
        "Only dialogs that one function builds by the platform's builder are judged, whose title or message names the "
        "privacy policy, whose only button says that one agrees, and which cannot be dismissed. Views of one's own, "
        "dialogs of libraries, and screens are not.",
        "仅判断由一个函数通过系统构建器创建、标题或内容提及隐私政策、唯一按钮表示同意且无法关闭的弹窗；不判断自定义视图、"
        "第三方库的弹窗以及独立页面。",
    ),
    regulations=("default-consent", "illegal-collection", "cac-191-2019", "pipl", "gdpr"),
    examples=(
        Example("Java", {f"{_PATH}.java": _JAVA, **_STRINGS}, {f"{_PATH}.java": _MENDED_JAVA, **_STRINGS}),
        Example("Kotlin", {f"{_PATH}.kt": _KOTLIN}, {f"{_PATH}.kt": _MENDED_KOTLIN}),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each such dialog, at its button."""
    for question in context.questions:
        dialog = question.dialog
        if dialog.has_refusal:
            continue
        message = Text(
            "the question for consent can only be answered with yes: it has no button to refuse, and cannot be "
            "dismissed",
            "征求同意的弹窗只能选择同意：没有拒绝按钮，也无法关闭",
        )
        place = Place(dialog.path, dialog.line, dialog.column, dialog.end_line, dialog.end_column, dialog.symbol)
        statement = Statement(message=message, severity=RULE.severity)
        yield code_claims.of_code(context, RULE, place, "setPositiveButton", statement)
