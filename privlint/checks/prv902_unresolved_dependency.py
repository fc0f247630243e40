"""PRV902: which library a line of a build file means is known to a build only."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.example_builds import groovy, kotlin
from privlint.checks.rule import Example, Rule
from privlint.findings import Text
from privlint.fingerprints import Claim
from privlint.workspace.model import Unresolved

RULE = Rule(
    code="PRV902",
    name="unresolved-dependency",
    severity="note",
    summary=Text(
        "A dependency, or its version, is computed by the build and cannot be read from the files.",
        "某项依赖或其版本由构建过程计算得出，无法从文件中读取。",
    ),
    why=Text(
        "An SDK that nobody can name cannot be compared with notices, and what it starts by itself is not known.",
        "无法确定的 SDK 不能与监管通报比对，其自动启动行为也无从得知。",
    ),
    mend=Text(
        "Write the version as text, in the script, a version catalogue or gradle.properties, or keep a lock file.",
        "在脚本、版本目录或 gradle.properties 中以文本形式写明版本，或提交依赖锁定文件。",
    ),
    limits=Text(
        "Lines that add dependencies in ways that privlint does not take for declarations are not noticed.",
        "以 privlint 无法识别的方式添加的依赖不会被发现。",
    ),
    regulations=(),
    examples=(
        Example(
            "Java",
            groovy("\"com.example.sdk:core:${System.getenv('SDK_VERSION')}\""),
            groovy("'com.example.sdk:core:3.2.1'"),
        ),
        Example(
            "Kotlin",
            kotlin('"com.example.sdk:core:${System.getenv("SDK_VERSION")}"'),
            kotlin('"com.example.sdk:core:3.2.1"'),
        ),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One note for each build file, at the first of its lines."""
    files: dict[str, list[Unresolved]] = {}
    for item in context.build.unresolved:
        files.setdefault(item.position.path, []).append(item)
    for items in files.values():
        first, others = items[0], len(items) - 1
        more_en = f" (and {others} more in this file)" if others else ""
        more_zh = f"（该文件另有 {others} 处）" if others else ""
        message = Text(f"dependency not known: {first.reason.en}{more_en}", f"依赖无法确定：{first.reason.zh}{more_zh}")
        statement = Statement(message=message, severity=RULE.severity)
        claim = dependency_claims.of_place(context, RULE, first.position, first.text, statement)
        yield Claim(claim.finding, claim.text, first.position.path)
