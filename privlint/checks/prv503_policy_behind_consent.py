"""PRV503: the policy cannot be read before one agrees to it."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import code_claims
from privlint.checks.consent_questions import Question
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.rule import Example, Rule
from privlint.consent.model import Place
from privlint.findings import Text
from privlint.fingerprints import Claim
from privlint.workspace.policies import plain, text_length

#: A text of this length, in Chinese characters, may be the policy itself.
_LONGEST_QUESTION = 400
_ADDRESSES = ("http://", "https://", "www.")

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
            .setNegativeButton(R.string.refuse, (dialog, which) -> activity.finish())
            .show();
    }
}
"""
_STRINGS = {
    "app/src/main/res/values/strings.xml": """\
<resources>
    <string name="privacy_title">Privacy policy</string>
    <string name="privacy_question">We have updated our privacy policy. Please agree to go on.</string>
    <string name="agree">Agree</string>
    <string name="refuse">No, thanks</string>
    <string name="read">Read it</string>
</resources>
"""
}
_KOTLIN = """\
package com.example

import android.app.Activity
import androidx.appcompat.app.AlertDialog

fun ask(activity: Activity, agreed: () -> Unit) {
    AlertDialog.Builder(activity)
        .setTitle("隐私政策")
        .setMessage("请阅读并同意隐私政策后继续使用。")
        .setCancelable(false)
        .setPositiveButton("同意") { _, _ -> agreed() }
        .setNegativeButton("不同意") { _, _ -> activity.finish() }
        .show()
}
"""
_READING_JAVA = """\
            .setNeutralButton(R.string.read, (dialog, which) ->
                activity.startActivity(new Intent(activity, PolicyActivity.class)))
            .show();"""
_READING_KOTLIN = """\
        .setNeutralButton("查看全文") { _, _ -> activity.startActivity(Intent(activity, PolicyActivity::class.java)) }
        .show()"""
_MENDED_JAVA = _JAVA.replace("            .show();", _READING_JAVA).replace(
    "import android.app.AlertDialog;\n", "import android.app.AlertDialog;\nimport android.content.Intent;\n"
)
_MENDED_KOTLIN = _KOTLIN.replace("        .show()", _READING_KOTLIN).replace(
    "import android.app.Activity\n", "import android.app.Activity\nimport android.content.Intent\n"
)
_PATH = "app/src/main/java/com/example/Question"

RULE = Rule(
    code="PRV503",
    name="policy-behind-consent",
    severity="warning",
    confidence="medium",
    summary=Text(
        "The question for consent names the privacy policy, and offers no way to read it before one agrees.",
        "征求同意的弹窗提及隐私政策，但在同意之前无法阅读。",
    ),
    why=Text(
        "Nobody can agree to what he cannot read. The policy has to be shown, or to be one tap away, when the app "
        "first asks for agreement.",
        "无法阅读即无从同意。应用首次征求同意时，隐私政策必须已展示，或点击即可查看。",
    ),
    mend=Text(
        "Put a link to the whole policy into the text of the question (a ClickableSpan, an <a href>), or a button that "
        "opens it.",
        "在弹窗文字中加入可点击的隐私政策链接（ClickableSpan、<a href>），或提供查看全文的按钮。",
    ),
    limits=Text(
        "Only dialogs that one function builds by the platform's builder are judged, with texts that are literals or "
        "strings, which cannot be dismissed and have nothing to press but an answer. A text with an address, or of the "
        "length of a short policy, is taken to be enough, and so is any code in the same file that makes links.",
        "仅判断由一个函数通过系统构建器创建、文字为常量或字符串资源、无法关闭且除回答外无其他可点击内容的弹窗。文字中含有网址、"
        "篇幅接近简短政策，或同一文件中有制作链接的代码时，视为可以阅读。",
    ),
    regulations=("no-collection-list", "default-consent", "cac-191-2019", "pipl", "gdpr"),
    examples=(
        Example("Java", {f"{_PATH}.java": _JAVA, **_STRINGS}, {f"{_PATH}.java": _MENDED_JAVA, **_STRINGS}),
        Example("Kotlin", {f"{_PATH}.kt": _KOTLIN}, {f"{_PATH}.kt": _MENDED_KOTLIN}),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each such dialog, at its button to agree."""
    for question in context.questions:
        if not question.dialog.is_known or _can_be_read(context, question):
            continue
        dialog = question.dialog
        message = Text(
            "the question for consent names the privacy policy, and nothing in it opens or shows it",
            "征求同意的弹窗提及隐私政策，但其中没有可以查看隐私政策的途径",
        )
        place = Place(dialog.path, dialog.line, dialog.column, dialog.end_line, dialog.end_column, dialog.symbol)
        statement = Statement(message=message, severity=RULE.severity, confidence="medium")
        yield code_claims.of_code(context, RULE, place, "setPositiveButton", statement)


def _can_be_read(context: Context, question: Question) -> bool:
    """Whether the text may be the policy or have its address, code beside it makes links, or the other button is there
    for reading."""
    texts = [plain(text) for text in question.texts]
    if any(text_length(text) > _LONGEST_QUESTION or any(word in text for word in _ADDRESSES) for text in texts):
        return True
    if context.words.has_in(question.dialog.path, context.catalogue.policy.linking):
        return True
    words = context.catalogue.policy
    return any(word in plain(label) for label in question.refusals for word in (*words.titles, *words.reading))
