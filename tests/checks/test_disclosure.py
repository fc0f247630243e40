"""What a privacy policy has to name, and by which names it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from switch_apps import SwitchApp

from privlint import api
from privlint.config import Settings

_POLICY = """\
# 隐私政策

我们重视您的个人信息。本政策说明我们收集哪些信息、为何收集以及与谁共享。我们仅在提供服务所必需的期限内保存这些信息，您可以随时要求我们更正或删除；
未经您的同意，我们不会向他人披露您的个人信息。如有疑问，请通过应用内的反馈功能与我们联系。我们会采取措施保障您的信息安全。

## 第三方SDK列表

"""
_CLIPBOARD = {
    "java": "class A extends android.app.Activity {{ @Override protected void onResume() {{ super.onResume();\n"
    "  ((ClipboardManager) getSystemService(CLIPBOARD_SERVICE)).getPrimaryClip(); }} }}",
    "kotlin": "class A : android.app.Activity() {{ override fun onResume() {{ super.onResume()\n"
    "  (getSystemService(CLIPBOARD_SERVICE) as ClipboardManager).primaryClip }} }}",
}
_ACTIVITY = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android">
    <application><activity android:name=".A" android:exported="true"><intent-filter>
        <action android:name="android.intent.action.MAIN" /><category android:name="android.intent.category.LAUNCHER" />
    </intent-filter></activity></application>
</manifest>
"""


def app_with(root: Path, entry: str | None, *coordinates: str) -> SwitchApp:
    app = SwitchApp(root)
    lines = "".join(f"    implementation '{each}'\n" for each in coordinates)
    head = "plugins { id 'com.android.application' }\nandroid { namespace 'com.example' }\n"
    app.write("app/build.gradle", f"{head}dependencies {{\n{lines}}}\n")
    if entry is not None:
        app.write("app/src/main/assets/privacy.md", _POLICY + entry)
    return app


@pytest.mark.parametrize(
    ("coordinate", "entry", "is_named"),
    [
        ("cn.jiguang.sdk:jpush:5.4.0", "", False),
        ("cn.jiguang.sdk:jpush:5.4.0", "极光推送SDK", True),
        ("cn.jiguang.sdk:jpush:5.4.0", "JPush", True),
        ("cn.jiguang.sdk:jpush:5.4.0", "深圳市和讯华谷信息技术有限公司", True),
        ("cn.jiguang.sdk:jpush:5.4.0", "消息推送(cn.jpush.android)", True),
        ("cn.jiguang.sdk:jpush:5.4.0", "友盟+ SDK", False),
        ("com.umeng.umsdk:common:9.8.6", "U-App by ＵＭＥＮＧ", True),
        ("com.google.firebase:firebase-crashlytics:18.0.0", "The app is on the Google Play Store.", False),
        ("com.google.firebase:firebase-crashlytics:18.0.0", "Google LLC", True),
        ("com.google.firebase:firebase-crashlytics:18.0.0", "Crashlytics", True),
        ("ch.acra:acra-http:5.11.0", "", True),  # its reports go to whoever makes the app
        ("androidx.core:core-ktx:1.12.0", "", True),
    ],
)
def test_an_sdk_is_named(coordinate: str, entry: str, is_named: bool, tmp_path: Path) -> None:
    assert app_with(tmp_path, entry, coordinate).codes("PRV501") == ([] if is_named else ["PRV501"])


def test_nothing_is_said_without_a_policy_but_that_there_is_none(tmp_path: Path) -> None:
    app_with(tmp_path, None, "cn.jiguang.sdk:jpush:5.4.0")
    report = api.check(tmp_path, Settings())
    assert [finding for finding in report.findings if finding.code.startswith("PRV5")] == []
    assert report.applications[0].policies == ()


def test_the_settings_name_a_saved_copy(tmp_path: Path) -> None:
    app = app_with(tmp_path, None, "cn.jiguang.sdk:jpush:5.4.0")
    app.write("saved/page.html", "<p>友盟</p>")
    report = api.check(tmp_path, Settings(policy=(str(tmp_path / "saved/page.html"),)))
    assert [finding.code for finding in report.findings if finding.code.startswith("PRV5")] == ["PRV501"]
    assert report.applications[0].policies == ("saved/page.html:1",)


def test_parts_that_serve_another_sdk_of_the_vendor_are_not_asked_for(tmp_path: Path) -> None:
    app = app_with(
        tmp_path, "", "com.google.firebase:firebase-common:20.0.0", "com.google.firebase:firebase-perf:20.0.0"
    )
    assert [finding.sdk for finding in app.findings("PRV501")] == ["firebase-performance"]


def test_the_finding_offers_the_sentence_and_names_the_list(tmp_path: Path) -> None:
    (finding,) = app_with(tmp_path, "", "com.amap.api:location:6.4.0").findings("PRV501")
    assert (finding.path, finding.line, finding.sdk) == ("app/build.gradle", 4, "amap-location")
    assert [(hop.path, hop.line) for hop in finding.trace][-1] == ("app/src/main/assets/privacy.md", 6)
    assert "SDK 名称：高德定位 SDK；提供方：北京高德图强科技有限公司" in finding.help.zh
    assert "隐私政策：https://lbs.amap.com/pages/privacy/" in finding.help.zh
    assert "AMap location" in finding.help.en


def test_what_the_catalogue_does_not_know_is_a_blank(tmp_path: Path) -> None:
    (finding,) = app_with(tmp_path, "", "com.mixpanel.android:mixpanel-android:7.0.0").findings("PRV501")
    assert "personal information: ____ (fill in)" in finding.help.en
    assert "收集的个人信息：____（待填写）" in finding.help.zh


@pytest.mark.parametrize("language", ["java", "kotlin"])
@pytest.mark.parametrize(
    ("entry", "is_named"), [("", False), ("粘贴口令时会读取剪切板", True), ("We read the clipboard", True)]
)
def test_data_is_named(entry: str, is_named: bool, language: str, tmp_path: Path) -> None:
    app = app_with(tmp_path, entry)
    app.write("app/src/main/AndroidManifest.xml", _ACTIVITY)
    getattr(app, language)("A", _CLIPBOARD[language].format())
    found = app.findings("PRV502")
    assert [finding.data_types for finding in found] == ([] if is_named else [("clipboard",)])
    assert all(finding.line == 3 and "剪贴板内容" in finding.help.zh for finding in found)


def test_code_that_nothing_leads_to_collects_nothing(tmp_path: Path) -> None:
    app = app_with(tmp_path, "")
    app.java("A", "class A { Object read(ClipboardManager m) { return m.getPrimaryClip(); } }")
    assert app.codes("PRV502") == []


@pytest.mark.parametrize(("declared", "codes"), [("RECORD_AUDIO", ["PRV502"]), ("INTERNET", [])])
def test_an_ordinary_api_counts_with_its_permission(declared: str, codes: list[str], tmp_path: Path) -> None:
    app = app_with(tmp_path, "")
    permission = f'<uses-permission android:name="android.permission.{declared}" />'
    app.write("app/src/main/AndroidManifest.xml", _ACTIVITY.replace("<application>", f"{permission}<application>"))
    app.java(
        "A",
        "class A extends android.app.Activity { protected void onStart() { super.onStart();\n"
        "  new android.media.MediaRecorder().start(); } }",
    )
    found = app.findings("PRV502")
    assert [finding.code for finding in found] == codes


def test_a_permission_that_nobody_is_asked_for_tells_nothing(tmp_path: Path) -> None:
    app = app_with(tmp_path, "")
    permission = '<uses-permission android:name="android.permission.ACCESS_WIFI_STATE" />'
    app.write("app/src/main/AndroidManifest.xml", _ACTIVITY.replace("<application>", f"{permission}<application>"))
    app.java(
        "A",
        "class A extends android.app.Activity { protected void onStart() { super.onStart();\n"
        "  ((android.net.wifi.WifiManager) getSystemService(WIFI_SERVICE)).getConnectionInfo().getRssi(); } }",
    )
    assert app.codes("PRV502") == []


def test_an_sdk_that_is_named_may_collect_more_than_that(tmp_path: Path) -> None:
    (finding,) = app_with(tmp_path, "极光推送", "cn.jiguang.sdk:jpush:5.4.0").findings("PRV501", "PRV502")
    assert (finding.code, finding.severity, finding.sdk) == ("PRV502", "note", "jpush")
    assert set(finding.data_types) == {"installed_apps", "mac", "android_id"}
