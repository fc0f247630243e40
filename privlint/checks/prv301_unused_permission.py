"""PRV301: a permission that nothing in the app needs."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from privlint.checks import dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.element_fixes import without_element
from privlint.checks.example_manifests import manifest
from privlint.checks.permission_needs import PermissionNeeds
from privlint.checks.rule import Example, Rule
from privlint.checks.wording import listed, name_of, with_way_in
from privlint.findings import Severity, Text
from privlint.fingerprints import Claim
from privlint.knowledge.scope import ProtectedUse
from privlint.workspace.model import Permission

_PREFIX = "android.permission."
#: Below Android 6 nobody is asked, and newer devices do not grant what ends there.
_FIRST_WITH_PROMPTS = 23
_SHOWN = 3
_DECLARED = manifest(permissions=("INTERNET", "READ_CONTACTS"))
_MENDED = manifest(permissions=("INTERNET",))
_JAVA = """\
package com.example;

import android.app.Activity;

public class MainActivity extends Activity {
}
"""
_KOTLIN = """\
package com.example

import android.app.Activity

class MainActivity : Activity()
"""

_REMOVE_MERGED = Text(
    'Take it out of the merged manifest with <uses-permission android:name="…" tools:node="remove" /> in the manifest '
    "of the app, if the library does its work without it.",
    '若该库无需此权限即可工作，请在应用清单中使用 <uses-permission android:name="…" tools:node="remove" /> 将其移除。',
)

RULE = Rule(
    code="PRV301",
    name="unused-permission",
    severity="warning",
    confidence="medium",
    summary=Text(
        "The manifest declares a permission for personal data, and nothing that is known of the app needs it.",
        "清单声明了涉及个人信息的权限，但应用中没有发现需要该权限的代码或 SDK。",
    ),
    why=Text(
        "A permission that no feature uses is collection beyond need by itself: test labs compare the list of "
        "permissions with what the app does, and stores ask what each is for.",
        "没有功能使用的权限本身即构成超范围：检测机构会将权限列表与实际功能比对，应用商店也会要求说明用途。",
    ),
    mend=Text(
        "Remove the line. If a library needs the permission, say so in a comment, so that whoever looks next knows.",
        "删除该行。如由某个依赖库需要，请在注释中注明，便于后续核查。",
    ),
    limits=Text(
        "What needs a permission is told by names: classes and constants in the code, and the names of libraries. One "
        "such name is enough for silence. An SDK that takes the data where it may, or a library that the catalogue "
        "does not know, makes it a note. Permissions that the manifests of binary libraries declare are seen in a "
        "Gradle export only.",
        "依据名称判断：代码中的类与常量、依赖库的名称，出现其一即不报告。有 SDK 会在授权后获取该信息，或存在目录未知的"
        "依赖库时，降为提示。二进制依赖清单中声明的权限仅在 Gradle 导出结果中可见。",
    ),
    regulations=("permission-abuse", "beyond-scope", "miit-164-2020", "cac-191-2019", "pipl", "gdpr", "google-play"),
    examples=(
        Example(
            "Java",
            {
                **_DECLARED,
                "app/src/main/java/com/example/MainActivity.java": _JAVA,
            },
            {
                **_MENDED,
                "app/src/main/java/com/example/MainActivity.java": _JAVA,
            },
        ),
        Example(
            "Kotlin",
            {
                **_DECLARED,
                "app/src/main/java/com/example/MainActivity.kt": _KOTLIN,
            },
            {
                **_MENDED,
                "app/src/main/java/com/example/MainActivity.kt": _KOTLIN,
            },
        ),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each line that declares such a permission."""
    needs = PermissionNeeds(context)
    declared: dict[Permission, list[str]] = {}
    for variant in context.application.variants:
        for permission in variant.manifest.permissions:
            declared.setdefault(permission, []).append(variant.name)
    for permission, variants in declared.items():
        name = permission.name.removeprefix(_PREFIX)
        is_old = 0 < permission.max_sdk < _FIRST_WITH_PROMPTS
        if not needs.is_known(name) or is_old or needs.needs(name) or needs.has_foreign_code:
            continue
        claim = dependency_claims.of_place(
            context, RULE, permission.position, permission.name, _statement(context, needs, permission, name)
        )
        yield Claim(msgspec.structs.replace(claim.finding, variants=tuple(variants)), claim.text)


def _statement(context: Context, needs: PermissionNeeds, permission: Permission, name: str) -> Statement:
    takers, unknown = needs.takers(name), needs.unknown_libraries
    severity: Severity = "note" if takers or unknown else RULE.severity
    fix = without_element(context.sources, permission.position) if not permission.origin else None
    message = _message(needs.rows[name], name, [name_of(sdk) for sdk in takers], unknown)
    return Statement(
        message=with_way_in(message, permission.origin),
        help=_REMOVE_MERGED if permission.origin else None,
        severity=severity,
        confidence="low" if takers or unknown else "medium",
        fixes=(fix,) if fix else (),
    )


def _message(row: ProtectedUse, name: str, takers: list[Text], unknown: tuple[str, ...]) -> Text:
    en = f"{name} is declared, and no code of the app needs {row.name_en}"
    zh = f"声明了 {name}，但未发现应用代码需要{row.name_zh}"
    if takers:
        names_en, names_zh = listed([n.en for n in takers], " and "), listed([n.zh for n in takers], "和", "、")
        takes = "take" if len(takers) > 1 else "takes"
        return Text(f"{en}; {names_en} {takes} it where it is granted", f"{zh}；授权后{names_zh}会获取")
    if unknown:
        shown, more = ", ".join(unknown[:_SHOWN]), len(unknown) - _SHOWN
        count_en, count_zh = (f" and {more} more", f" 等 {len(unknown)} 个") if more > 0 else ("", "")
        return Text(
            f"{en}; what these libraries need is not known: {shown}{count_en}",
            f"{zh}；以下依赖是否需要尚不可知：{shown}{count_zh}",
        )
    return Text(en, zh)
