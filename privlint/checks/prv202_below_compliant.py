"""PRV202: an SDK is older than the first version by which its vendor lets an app honour consent."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.example_builds import of_coordinate
from privlint.checks.rule import Rule
from privlint.checks.version_fixes import raise_version
from privlint.checks.wording import name_of
from privlint.dependencies.versions import compare, is_dynamic
from privlint.findings import Text
from privlint.fingerprints import Claim
from privlint.knowledge.identification import fits_coordinate
from privlint.knowledge.model import Sdk
from privlint.workspace.model import Dependency

RULE = Rule(
    code="PRV202",
    name="sdk-below-compliant-version",
    severity="warning",
    summary=Text(
        "An SDK is older than the first version with which, by its vendor's word, an app can wait for consent.",
        "SDK 版本低于厂商声明的首个合规版本（即支持等待用户同意的版本）。",
    ),
    why=Text(
        "Before that version the SDK has no call to hold it back: it collects as soon as it is started, or even "
        "without that, and no gate in the app's code can change it.",
        "在该版本之前，SDK 没有可用于延迟采集的接口：一经初始化甚至无需初始化便会采集信息，应用代码中的判断无法阻止。",
    ),
    mend=Text(
        "Raise the SDK at least to the version that the message names, and use the consent call that came with it.",
        "至少升级到消息中给出的版本，并使用该版本提供的同意接口。",
    ),
    limits=Text(
        "The version is the vendor's claim and says nothing of later problems. Versions that a build leaves open are "
        "not compared.",
        "该版本号来自厂商声明，并不说明之后不存在问题。构建中未固定的版本不参与比较。",
    ),
    regulations=("illegal-collection", "miit-164-2020", "pipl"),
    examples=of_coordinate("com.umeng.umsdk:common:9.2.0", "com.umeng.umsdk:common:9.8.0"),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each dependency that is too old."""
    for row in context.build.dependencies:
        sdk = context.sdk(context.sdk_of(row))
        version = row.version or ""
        if sdk is None or not sdk.compliant_since or not version or is_dynamic(version):
            continue
        if _is_about(sdk, row) and compare(version, sdk.compliant_since) < 0:
            message = Text(
                f"{sdk.name_en} {version} is older than {sdk.compliant_since}, the first version that the vendor calls "
                "compliant",
                f"{name_of(sdk).zh} {version} 低于厂商声明的首个合规版本 {sdk.compliant_since}",
            )
            statement = Statement(
                message=message,
                severity=RULE.severity,
                sdk=sdk.id,
                first_use=context.words.first_import(sdk.packages),
                fixes=raise_version(context, row, sdk.compliant_since),
            )
            yield dependency_claims.of_dependency(context, RULE, row, statement)


def _is_about(sdk: Sdk, row: Dependency) -> bool:
    """Whether the versions of a dependency are those that the vendor speaks of."""
    return fits_coordinate(row.group, row.name, sdk.compliant_coordinates or sdk.coordinates)
