"""PRV203: the version of an SDK that a notice names is left open."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.example_builds import of_coordinate
from privlint.checks.notice_wording import notice_name, problem_of, product_name, with_address
from privlint.checks.rule import Rule
from privlint.findings import Text
from privlint.fingerprints import Claim

RULE = Rule(
    code="PRV203",
    name="floating-version-of-named-sdk",
    severity="warning",
    summary=Text(
        "The build leaves open which version of an SDK is packaged that a regulator's notice names.",
        "构建未固定某个被监管通报点名的 SDK 的版本。",
    ),
    why=Text(
        "Which version ships is decided on the day of the build. Nobody can say afterwards whether it was the one "
        "that the notice names, and a release that was fine can turn bad without a change in the repository.",
        "实际打包的版本取决于构建当天的解析结果，事后无法确认是否为被点名版本；代码未变，发布的内容却可能由合规变为不合规。",
    ),
    mend=Text(
        "Fix the version to one in which the vendor has put the problem right, or lock it with Gradle's dependency "
        "locking.",
        "将版本固定为厂商已完成整改的版本，或使用 Gradle 依赖锁定。",
    ),
    limits=Text(
        "Versions that a platform (BOM) decides on are known where a lock file or an export tells them.",
        "由平台（BOM）决定的版本，仅在锁文件或导出结果中可知。",
    ),
    regulations=("illegal-collection", "miit-164-2020", "miit-26-2023", "pipl"),
    examples=of_coordinate("com.tradplusad:tradplus:11.+", "com.tradplusad:tradplus:14.2.10.1"),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each dependency that is a named product in an open version."""
    for use in context.named_uses:
        if use.relation != "floating" or use.row is None:
            continue
        name, notice, problem = (
            product_name(use.naming),
            notice_name(context, use.naming.notice),
            problem_of(use.naming.row),
        )
        asked, named = use.row.requested.rpartition(":")[2] or use.row.version or "", use.naming.row.version
        message = Text(
            f"{name.en} is asked for as '{asked}'; {notice.en} names {named}{problem.en} (recognised {use.sign.en})",
            f"{name.zh} 的版本写作“{asked}”，未固定；{notice.zh}点名了 {named} 版本{problem.zh}（{use.sign.zh}识别）",
        )
        statement = Statement(
            message=message,
            severity=RULE.severity,
            confidence="high" if use.product.confidence == "high" else "medium",
            sdk=use.product.sdk,
            notices=(use.naming.notice.id,),
            help=with_address(RULE.mend, use.naming.notice),
            first_use=context.words.first_import(use.product.packages),
        )
        yield dependency_claims.of_dependency(context, RULE, use.row, statement)
