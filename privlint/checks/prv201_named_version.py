"""PRV201: a dependency is an SDK that a regulator's notice names."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.example_builds import of_coordinate
from privlint.checks.named_products import Use
from privlint.checks.notice_wording import notice_name, problem_of, product_name, with_address
from privlint.checks.rule import Rule
from privlint.findings import Severity, Text
from privlint.fingerprints import Claim

RULE = Rule(
    code="PRV201",
    name="sdk-named-in-notice",
    severity="error",
    summary=Text(
        "A dependency is an SDK that a regulator's notice names, at the version that it names or at another one.",
        "某项依赖是监管通报点名的 SDK，其版本为被点名版本或其他版本。",
    ),
    why=Text(
        "Test labs look for SDK versions of published notices first, and an app that ships one is answerable for what "
        "the SDK collects, whoever wrote it.",
        "检测机构会优先排查已通报的 SDK 版本；无论 SDK 由谁开发，集成它的应用都要为其收集行为负责。",
    ),
    mend=Text(
        "Raise the SDK to a version in which its vendor has put the problem right, and ask the vendor for a statement "
        "of that; otherwise remove it.",
        "升级到厂商已完成整改的版本并向厂商索取整改说明；否则请移除该 SDK。",
    ),
    limits=Text(
        "Notices name products, not artifacts; privlint knows only those ties that it has seen. A newer version is a "
        "note, since no notice says in which version a problem ends. Dependencies of dependencies are seen in lock "
        "files and exports only.",
        "通报点名的是产品而非构件，仅能识别已确认的对应关系。通报不会说明问题在哪个版本得到解决，因此较新版本仅作提示。"
        "传递依赖仅在锁文件或 Gradle 导出结果中可见。",
    ),
    regulations=("illegal-collection", "beyond-scope", "miit-164-2020", "miit-26-2023", "pipl"),
    examples=of_coordinate("cn.authing:guard:1.5.8"),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each dependency that is a named product; versions left open are PRV203."""
    for use in context.named_uses:
        if use.relation == "floating":
            continue
        message, severity = _said(context, use)
        statement = Statement(
            message=message,
            severity=severity,
            confidence="high" if use.product.confidence == "high" else "medium",
            sdk=use.product.sdk,
            notices=(use.naming.notice.id,),
            help=with_address(RULE.mend, use.naming.notice),
            first_use=context.words.first_import(use.product.packages),
        )
        if use.row is not None:
            yield dependency_claims.of_dependency(context, RULE, use.row, statement)
        else:
            yield dependency_claims.of_place(context, RULE, use.place, use.product.id, statement)


def _said(context: Context, use: Use) -> tuple[Text, Severity]:
    row, notice = use.naming.row, notice_name(context, use.naming.notice)
    name, problem = product_name(use.naming), problem_of(row)
    version, named = (use.row.version if use.row else None) or "", row.version
    tail_en, tail_zh = f"{problem.en} (recognised {use.sign.en})", f"{problem.zh}（{use.sign.zh}识别）"
    if use.relation == "named":
        is_sure = use.product.confidence == "high"
        verb = "is" if is_sure else "may be"
        en = f"{name.en} {version} {verb} the version that {notice.en} names{tail_en}"
        zh = f"{name.zh} {version} {'' if is_sure else '疑似'}为{notice.zh}点名的版本{tail_zh}"
        return Text(en, zh), "error" if is_sure else "warning"
    if use.relation == "older":
        en = f"{name.en} {version} is older than {named}, which {notice.en} names{tail_en}"
        return Text(en, f"{name.zh} {version} 早于{notice.zh}点名的 {named} 版本{tail_zh}"), "warning"
    if use.relation == "newer":
        en = (
            f"{name.en} was named at {named} in {notice.en}; check that the vendor has put it right in "
            f"{version}{tail_en}"
        )
        return Text(en, f"{name.zh} {named} 版本曾被{notice.zh}点名，请确认 {version} 版本已完成整改{tail_zh}"), "note"
    if use.relation == "unknown":
        en = f"{name.en} was named at {named} in {notice.en}; which version this build uses is not known{tail_en}"
        return Text(en, f"{name.zh} {named} 版本曾被{notice.zh}点名，当前构建所用版本未知{tail_zh}"), "note"
    en = f"{name.en} was named in {notice.en}, which gives no version{tail_en}"
    return Text(en, f"{name.zh} 曾被{notice.zh}点名（未注明版本）{tail_zh}"), "note"
