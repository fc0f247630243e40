"""PRV901: a file could not be read in full."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks.context import Context
from privlint.checks.rule import Rule, in_both_languages
from privlint.findings import Finding, Text
from privlint.fingerprints import Claim

_FAILING_JAVA = """\
package com.example;

public class Broken {
    void start( {
        Object value = new ;;; = } ) ((
    }
}
"""
_MENDED_JAVA = """\
package com.example;

public class Broken {
    void start() {
        Object value = new Object();
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

class Broken {
    fun start( {
        val value = = } ) ((
    }
}
"""
_MENDED_KOTLIN = """\
package com.example

class Broken {
    fun start() {
        val value = Any()
    }
}
"""

RULE = Rule(
    code="PRV901",
    name="parsed-partially",
    severity="note",
    summary=Text("A file could not be read in full.", "文件未能完整解析。"),
    why=Text(
        "What stands in the lost lines is not analysed: a call or a consent check there is not known to privlint.",
        "丢失的行不会被分析，其中的调用或同意判断对 privlint 不可见。",
    ),
    mend=Text(
        "Mend the syntax, or exclude the file if it is no source of the app. If the file compiles, please report it.",
        "修正语法错误；若该文件不属于应用源码，请将其排除。如果文件可以正常编译，请向我们反馈。",
    ),
    limits=Text(
        "A file that parses in a wrong way without an error is not noticed. A file of which nothing was asked for is "
        "not parsed if its brackets match.",
        "无错误但被误解析的文件无法察觉。分析未涉及且括号成对的文件不会被解析。",
    ),
    regulations=(),
    examples=in_both_languages("Broken", java=(_FAILING_JAVA, _MENDED_JAVA), kotlin=(_FAILING_KOTLIN, _MENDED_KOTLIN)),
)


def check(context: Context) -> Iterator[Claim]:
    """One note for each file and reason."""
    variants = tuple(analysed.variant.name for analysed in context.analysed)
    for unread in context.unread:
        lost = f", {unread.lines} lines lost" if unread.lines else ""
        lost_zh = f"，丢失 {unread.lines} 行" if unread.lines else ""
        line = max(unread.line, 1)
        width = len(context.sources.line(unread.path, line))
        yield Claim(
            Finding(
                code=RULE.code,
                name=RULE.name,
                severity=RULE.severity,
                confidence="high",
                message=Text(f"not read in full: {unread.reason}{lost}", f"未能完整读取：{unread.reason}{lost_zh}"),
                help=RULE.mend,
                path=unread.path,
                line=line,
                column=1,
                end_line=line,
                end_column=width + 1,
                application=context.application.path,
                variants=variants,
                symbol="",
            ),
            unread.reason,
        )
