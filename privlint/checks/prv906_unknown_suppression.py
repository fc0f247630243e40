"""PRV906: a suppression cannot be understood, or names a rule that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import registry
from privlint.checks.context import Context
from privlint.checks.rule import Example, Rule
from privlint.checks.suppression_claims import claim, listed
from privlint.findings import Text
from privlint.fingerprints import Claim
from privlint.suppressions.model import NO_BRACKETS, UNKNOWN_WORD

_APP = "app/src/main/java/com/example/App"
_FAILING_JAVA = """\
package com.example;

import android.app.Application;

// privlint: ignore PRV101 until the new dialog is there
public class App extends Application {
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.app.Application

// privlint: ignore[PRV1O1] until the new dialog is there
class App : Application()
"""
_COMMENT = "// Waits for the new dialog."

RULE = Rule(
    code="PRV906",
    name="unknown-suppression",
    severity="warning",
    summary=Text(
        "A suppression cannot be understood, or names a rule that does not exist.",
        "忽略标记无法识别，或所指规则不存在。",
    ),
    why=Text(
        "It suppresses nothing, and whoever wrote it believes that it does.", "该标记不起作用，而编写者以为它已生效。"
    ),
    mend=Text(
        "Write privlint: ignore[CODE] reason, or ignore-file[CODE] for the whole file; several codes are separated by "
        "commas.",
        "写作 privlint: ignore[规则代码] 理由；整个文件使用 ignore-file[规则代码]；多个代码以逗号分隔。",
    ),
    limits=Text(
        "In annotations and tools:ignore, words that begin with neither PRV nor privlint: are taken for those of other "
        "tools.",
        "注解和 tools:ignore 中不以 PRV 或 privlint: 开头的词视为其他工具的规则。",
    ),
    regulations=(),
    examples=(
        Example(
            "Java",
            {f"{_APP}.java": _FAILING_JAVA},
            {
                f"{_APP}.java": _FAILING_JAVA.replace(
                    "// privlint: ignore PRV101 until the new dialog is there", _COMMENT
                )
            },
        ),
        Example(
            "Kotlin",
            {f"{_APP}.kt": _FAILING_KOTLIN},
            {
                f"{_APP}.kt": _FAILING_KOTLIN.replace(
                    "// privlint: ignore[PRV1O1] until the new dialog is there", _COMMENT
                )
            },
        ),
    ),
)
_FAULTS = {
    NO_BRACKETS: Text(
        "the rules are not named: write privlint: ignore[PRV101] reason",
        "未指明规则：应写作 privlint: ignore[PRV101] 理由",
    ),
    UNKNOWN_WORD: Text(
        "privlint knows 'ignore[CODE]' and 'ignore-file[CODE]' here, nothing else",
        "此处仅支持 ignore[规则代码] 与 ignore-file[规则代码]",
    ),
}


def check(context: Context) -> Iterator[Claim]:
    """One finding for each suppression that is wrong in itself."""
    for judged in context.suppressions:
        item = judged.suppression
        if item.fault:
            yield claim(context, RULE, item, (), _FAULTS[item.fault], ())
        elif judged.unknown:
            problems = [registry.complaint(word.text) for word in judged.unknown]
            message = Text("; ".join(problems), f"没有名为 {listed(judged.unknown)} 的规则")
            yield claim(context, RULE, item, judged.unknown, message, ())
