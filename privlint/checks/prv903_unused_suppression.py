"""PRV903: a suppression suppresses nothing."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks.context import Context
from privlint.checks.rule import Example, Rule
from privlint.checks.suppression_claims import claim, listed, without
from privlint.findings import Text
from privlint.fingerprints import Claim

_APP = "app/src/main/java/com/example/App"
_FAILING_JAVA = """\
package com.example;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate(); // privlint: ignore[PRV101] the tracker is started after consent
    }
}
"""
_MENDED_JAVA = _FAILING_JAVA.replace(" // privlint: ignore[PRV101] the tracker is started after consent", "")
_FAILING_KOTLIN = """\
package com.example

import android.app.Application

class App : Application() {
    @Suppress("PRV101")
    override fun onCreate() {
        super.onCreate()
    }
}
"""
_MENDED_KOTLIN = _FAILING_KOTLIN.replace('    @Suppress("PRV101")\n', "")

RULE = Rule(
    code="PRV903",
    name="unused-suppression",
    severity="note",
    summary=Text("A suppression names a rule that finds nothing there.", "忽略标记所指的规则在该处并无发现。"),
    why=Text(
        "What it was written for has been mended or has moved. It stays to hide the next problem that somebody brings "
        "in at the same place.",
        "当初的问题已修复或已移走，遗留的标记会掩盖今后在同一位置引入的新问题。",
    ),
    mend=Text("Remove it; privlint check --fix does.", "将其删除；privlint check --fix 可自动完成。"),
    limits=Text(
        "Only rules that ran are judged, in files that were read in full, and nothing where one variant was asked for.",
        "仅判断本次运行的规则以及完整读取的文件；指定单个变体时不作判断。",
    ),
    regulations=(),
    examples=(
        Example("Java", {f"{_APP}.java": _FAILING_JAVA}, {f"{_APP}.java": _MENDED_JAVA}),
        Example("Kotlin", {f"{_APP}.kt": _FAILING_KOTLIN}, {f"{_APP}.kt": _MENDED_KOTLIN}),
    ),
)
_FIX = Text("Remove {}", "删除 {}")


def check(context: Context) -> Iterator[Claim]:
    """One note for each suppression with words that do nothing."""
    for judged in context.suppressions:
        if judged.unused:
            words = listed(judged.unused)
            message = Text(f"nothing is suppressed here by {words}", f"此处的忽略标记未起作用：{words}")
            description = Text(_FIX.en.format(words), _FIX.zh.format(words))
            fixes = without(context, judged.suppression, judged.unused, description)
            yield claim(context, RULE, judged.suppression, judged.unused, message, fixes)
