"""PRV205: nobody can say what a local archive is."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.example_builds import groovy, kotlin
from privlint.checks.rule import Example, Rule
from privlint.findings import Text
from privlint.fingerprints import Claim

_SHOWN = 3

RULE = Rule(
    code="PRV205",
    name="unidentified-archive",
    severity="note",
    summary=Text(
        "A jar or aar in the repository says neither what it is nor its version, so no notice can be held against it.",
        "仓库中的某个 jar 或 aar 无法判断其来源与版本，因而无法与监管通报比对。",
    ),
    why=Text(
        "Whoever has to name all third-party SDKs in the privacy policy, or has to answer a notice within days, needs "
        "to know what is packaged.",
        "隐私政策需逐一列明第三方 SDK，收到通报后也须在数日内整改，因此必须清楚应用中打包了什么。",
    ),
    mend=Text(
        "Declare it with Maven coordinates, or give the file the vendor's name and version (name-1.2.3.aar).",
        "改用 Maven 坐标声明依赖，或保留厂商的文件名与版本号（如 name-1.2.3.aar）。",
    ),
    limits=Text(
        "An archive is recognised by the POM inside, its manifest, its file name, and its packages, if the catalogue "
        "knows them.",
        "依据内置 POM、MANIFEST、文件名以及目录所知的包名识别。",
    ),
    regulations=("store-disclosure", "cac-sdk-not-listed", "pipl"),
    examples=(
        Example(
            "Java",
            {**groovy("files('libs/sdk.aar')"), "app/libs/sdk.aar": ""},
            groovy("'com.vendor:sdk:3.2.1'"),
        ),
        Example(
            "Kotlin",
            {**kotlin('files("libs/sdk.aar")'), "app/libs/sdk.aar": ""},
            kotlin('"com.vendor:sdk:3.2.1"'),
        ),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One note for each archive that is neither a library with coordinates nor an SDK of the catalogue."""
    named = {use.row.archive for use in context.named_uses if use.row is not None}
    for row in context.build.dependencies:
        if not row.archive or row.group or row.version or row.archive in named or context.sdk_of(row):
            continue
        file = row.archive.rpartition("/")[2]
        packages = ", ".join(row.packages[:_SHOWN])
        inside_en = f"; it holds {packages}" if packages else ""
        inside_zh = f"；其中包含 {packages}" if packages else ""
        message = Text(
            f"nothing tells what {file} is, nor its version{inside_en}",
            f"无法判断 {file} 的来源与版本{inside_zh}",
        )
        yield dependency_claims.of_dependency(context, RULE, row, Statement(message=message, severity=RULE.severity))
