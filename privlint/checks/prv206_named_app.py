"""PRV206: the app itself, by its name or application id, is named in a regulator's notice."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import dependency_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.notice_wording import notice_name, with_address
from privlint.checks.rule import Example, Rule
from privlint.findings import Text
from privlint.fingerprints import Claim
from privlint.knowledge.notice_queries import AppNaming, apps_called
from privlint.workspace.model import Component

_MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android">
    <application
        android:name=".App"
        android:label="墨迹天气tv版">
        <activity android:name=".MainActivity" android:exported="true">
            <intent-filter>
                <action android:name="android.intent.action.MAIN" />
                <category android:name="android.intent.category.LAUNCHER" />
            </intent-filter>
        </activity>
    </application>
</manifest>
"""
_PATH = "app/src/main/AndroidManifest.xml"
_MENDED = _MANIFEST.replace("墨迹天气tv版", "我的天气")

RULE = Rule(
    code="PRV206",
    name="app-named-in-notice",
    severity="warning",
    confidence="medium",
    summary=Text(
        "An app of this name, or with this application id, stands in a notice of a regulator.",
        "同名应用或相同 applicationId 的应用出现在监管通报中。",
    ),
    why=Text(
        "A notice gives days to put things right; apps that do not are taken out of the stores.",
        "通报限期数日整改，逾期未整改的应用会被下架。",
    ),
    mend=Text(
        "Read the notice, put right what it states before its deadline, and report back to the authority. If another "
        "app of the same name is meant, ignore this rule.",
        "阅读通报原文，在期限内完成整改并向主管部门反馈。若通报所指为同名的其他应用，可忽略本规则。",
    ),
    limits=Text(
        "Names are compared as printed; few notices give an application id. Only notices of the catalogue are known.",
        "按通报原文中的名称比对，多数通报不含 applicationId；仅包含目录已收录的通报。",
    ),
    regulations=("miit-164-2020", "pipl"),
    examples=(
        Example("Java", {_PATH: _MANIFEST}, {_PATH: _MENDED}),
        Example("Kotlin", {_PATH: _MANIFEST}, {_PATH: _MENDED}),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each notice that names the app."""
    found: dict[str, tuple[AppNaming, Component]] = {}
    for variant in context.application.variants:
        application = variant.manifest.application
        if application is not None:
            for naming in apps_called(context.catalogue, [application.label], [variant.application_id]):
                found.setdefault(naming.notice.id, (naming, application))
    for naming, application in found.values():
        notice, row = notice_name(context, naming.notice), naming.row
        name = row.name_zh or row.name_en
        deadline = naming.notice.rectify_by
        en = f"an app called {name} is named in {notice.en}" + (f", to be rectified by {deadline}" if deadline else "")
        zh = f"{notice.zh}点名了应用“{name}”" + (f"，整改期限为 {deadline}" if deadline else "")
        if row.version:
            en, zh = f"{en} (version {row.version})", f"{zh}（版本 {row.version}）"
        statement = Statement(
            message=Text(en, zh),
            severity=RULE.severity,
            confidence="medium",
            notices=(naming.notice.id,),
            help=with_address(RULE.mend, naming.notice),
        )
        yield dependency_claims.of_place(context, RULE, application.position, naming.notice.id, statement)
