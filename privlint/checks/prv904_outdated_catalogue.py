"""PRV904: the catalogue is so old that regulators have published notices since."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.rule import Rule
from privlint.dates import excessive_age
from privlint.findings import Text
from privlint.fingerprints import Claim
from privlint.workspace.model import Position

RULE = Rule(
    code="PRV904",
    name="outdated-catalogue",
    severity="note",
    summary=Text(
        "The catalogue of SDKs and notices is older than 120 days.", "SDK 与监管通报目录已超过 120 天未更新。"
    ),
    why=Text(
        "Regulators publish notices about every five weeks. An SDK version that was named since is not found.",
        "监管部门约每五周发布一次通报，此后被点名的 SDK 版本将无法识别。",
    ),
    mend=Text(
        "Update privlint, or add the missing notices to a rules folder of your own.",
        "升级 privlint，或在自己的规则目录中补充缺失的通报。",
    ),
    limits=Text(
        "The age is that of the newest change in the catalogue on the day of the report (SOURCE_DATE_EPOCH, if set).",
        "以报告当日（若设置了 SOURCE_DATE_EPOCH 则以其为准）与目录最近一次变更的日期之差计算。",
    ),
    regulations=(),
    examples=(),
)


def check(context: Context) -> Iterator[Claim]:
    """One note for each application, at the line that makes it one."""
    age = excessive_age(context.catalogue.date)
    variant = next(iter(context.application.variants), None)
    if not age or variant is None:
        return
    manifest = variant.manifest.application
    position = next((at for _, at in variant.plugins), manifest.position if manifest else Position("", 1))
    message = Text(
        f"the catalogue is of {context.catalogue.date}, {age} days old: newer notices are not known",
        f"目录日期为 {context.catalogue.date}，距今 {age} 天：之后的通报未收录",
    )
    yield dependency_claims.of_place(
        context, RULE, position, "catalogue", Statement(message=message, severity=RULE.severity)
    )
