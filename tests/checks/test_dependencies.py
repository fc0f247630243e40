"""PRV201 to PRV205: what the rules make of the dependencies of small builds, in both languages of Gradle."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import pytest

from privlint import api
from privlint.config import Settings
from privlint.findings import Finding
from privlint.report import render
from privlint.report.model import Report
from privlint.report.style import Style

GROOVY = "plugins {{ id 'com.android.application' }}\nandroid {{ namespace 'com.example' }}\ndependencies {{\n{}\n}}\n"
KOTLIN = (
    'plugins {{ id("com.android.application") }}\nandroid {{ namespace = "com.example" }}\ndependencies {{\n{}\n}}\n'
)
BOTH = pytest.mark.parametrize("build", ["groovy", "kotlin"])


def write(root: Path, build: str, *lines: str) -> None:
    """An application whose dependencies stand from line 4 on, one a line, as coordinates or as calls."""
    is_kotlin = build == "kotlin"
    calls = [line if line.endswith(")") else f'implementation("{line}")' for line in lines]
    calls = calls if is_kotlin else [call.replace("(", " ", 1).removesuffix(")") for call in calls]
    name, text = ("build.gradle.kts", KOTLIN) if is_kotlin else ("build.gradle", GROOVY)
    for path, content in ((f"app/{name}", text.format("\n".join(calls))), ("settings.gradle", "include ':app'\n")):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, "utf-8")


def code(root: Path, name: str, text: str) -> None:
    path = root / "app/src/main/java/com/example" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def check(root: Path, *select: str) -> Report:
    return api.check(root, Settings(select=select or ("PRV2",)))


def found(root: Path, *select: str) -> list[tuple[str, str, int]]:
    """Code, severity and line of each finding."""
    return [(item.code, item.severity, item.line) for item in check(root, *select).findings]


def only(root: Path, *select: str) -> Finding:
    (finding,) = check(root, *select).findings
    return finding


class TestNamedVersions:
    @BOTH
    def test_by_how_the_version_stands_to_the_named_one(self, tmp_path: Path, build: str) -> None:
        write(
            tmp_path,
            build,
            "cn.authing:guard:1.5.8",
            "com.sobot.chat:sobotsdk_x:4.2.13.1",
            "com.tradplusad:tradplus:14.2.10.1",
            "cn.com.analysys:analysys-core:4.5.17.7",
            "cn.com.analysys:analysys-core-easytouch:4.5.18",
            "com.acme:guard:1.5.8",
        )
        assert found(tmp_path) == [
            ("PRV201", "error", 4),
            ("PRV201", "warning", 5),
            ("PRV201", "note", 6),
            ("PRV201", "error", 7),  # named by the older of two notices
            ("PRV201", "warning", 8),
        ]

    @BOTH
    def test_the_message_names_notice_date_problem_and_sign(self, tmp_path: Path, build: str) -> None:
        write(tmp_path, build, "cn.authing:guard:1.5.8")
        finding = only(tmp_path)
        for part in (
            "Authing Guard 1.5.8",
            "miit-2024-02",
            "2024-03-14",
            "filed under: illegal collection",
            "cn.authing:guard",
        ):
            assert part in finding.message.en
        for part in ("工业和信息化部", "2024-03-14", "归类为：违规收集个人信息", "依据坐标"):
            assert part in finding.message.zh
        assert finding.notices == ("miit-2024-02",)
        assert finding.trigger == ""
        assert "“" not in finding.message.en + finding.message.zh.replace("（", "")

    @BOTH
    def test_exact_wording_is_quoted(self, tmp_path: Path, build: str) -> None:
        write(tmp_path, build, "cn.com.analysys:analysys-core:4.5.18.1")
        message = only(tmp_path).message
        assert "(our translation): illegal collection of personal information" in message.en
        assert "“SDK使用说明不完整”" in message.zh
        assert message.en.isascii()
        assert "通报原文：“违规收集个人信息”" in message.zh

    @BOTH
    def test_a_doubtful_tie_is_a_warning_that_says_so(self, tmp_path: Path, build: str) -> None:
        write(tmp_path, build, "com.faceunity:core:3.0.1")
        finding = only(tmp_path)
        assert (finding.severity, finding.confidence) == ("warning", "medium")
        assert "may be the version" in finding.message.en

    @BOTH
    def test_a_notice_without_a_version(self, tmp_path: Path, build: str) -> None:
        write(tmp_path, build, "com.pangle.cn:ads-sdk-pro:6.5.0.8")
        finding = only(tmp_path)
        assert (finding.code, finding.severity) == ("PRV201", "note")
        assert "gives no version" in finding.message.en

    @BOTH
    def test_versions_left_open(self, tmp_path: Path, build: str) -> None:
        write(tmp_path, build, "cn.authing:guard:1.+", "com.tradplusad:tradplus:latest.release", "com.acme:guard:+")
        assert found(tmp_path) == [("PRV203", "warning", 4), ("PRV203", "warning", 5)]
        assert "'1.+'" in check(tmp_path).findings[0].message.en

    @BOTH
    def test_a_lock_file_says_which_version_an_open_one_is(self, tmp_path: Path, build: str) -> None:
        write(tmp_path, build, "cn.authing:guard:1.+")
        (tmp_path / "app/gradle.lockfile").write_text("cn.authing:guard:1.5.8=releaseRuntimeClasspath\n", "utf-8")
        finding = only(tmp_path)
        assert (finding.code, finding.severity) == ("PRV201", "error")
        assert finding.trace[0].note == "dependency (lock)"

    @BOTH
    def test_what_is_not_packaged_is_not_named(self, tmp_path: Path, build: str) -> None:
        write(tmp_path, build, 'testImplementation("cn.authing:guard:1.5.8")', 'compileOnly("cn.authing:guard:1.5.8")')
        assert found(tmp_path) == []

    def test_the_place_is_where_the_version_is_edited(self, tmp_path: Path) -> None:
        write(tmp_path, "kotlin", "implementation(libs.guard)")
        catalogue = tmp_path / "gradle/libs.versions.toml"
        catalogue.parent.mkdir()
        catalogue.write_text(
            '[libraries]\nguard = "cn.authing:guard:1.5.8"\nother = "cn.authing:guard:1.5.8"\n', "utf-8"
        )
        finding = only(tmp_path)
        assert (finding.path, finding.line) == ("gradle/libs.versions.toml", 2)
        assert [(hop.path, hop.line) for hop in finding.trace] == [
            ("app/build.gradle.kts", 4),
            ("gradle/libs.versions.toml", 2),
        ]

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            (
                "Casting.java",
                "package com.example;\n\nimport com.hpplay.sdk.source.api.ILelinkPlayerListener;\nclass Casting { }\n",
            ),
            (
                "Casting.kt",
                "package com.example\n\nimport com.hpplay.sdk.source.api.ILelinkPlayerListener\nclass Casting\n",
            ),
        ],
    )
    def test_by_an_import_where_no_dependency_shows_it(self, tmp_path: Path, name: str, text: str) -> None:
        write(tmp_path, "groovy", "com.acme:thing:1.0")
        code(tmp_path, name, text)
        finding = only(tmp_path)
        assert (finding.code, finding.severity, finding.line) == ("PRV201", "note", 3)
        assert finding.path.endswith(name)
        assert "by an import of com.hpplay.sdk" in finding.message.en
        assert "4.12.28" in finding.message.en

    def test_by_a_component_of_the_manifest(self, tmp_path: Path) -> None:
        write(tmp_path, "groovy", "com.acme:thing:1.0")
        manifest = tmp_path / "app/src/main/AndroidManifest.xml"
        manifest.parent.mkdir(parents=True)
        manifest.write_text(
            '<manifest xmlns:android="http://schemas.android.com/apk/res/android"><application>\n'
            '<service android:name="com.hpplay.sdk.source.process.LelinkSdkService" /></application></manifest>\n',
            "utf-8",
        )
        finding = only(tmp_path)
        assert (finding.path, finding.line) == ("app/src/main/AndroidManifest.xml", 2)
        assert "by the component" in finding.message.en

    def test_by_meta_data_of_the_manifest(self, tmp_path: Path) -> None:
        write(tmp_path, "groovy", "com.acme:thing:1.0")
        manifest = tmp_path / "app/src/main/AndroidManifest.xml"
        manifest.parent.mkdir(parents=True)
        manifest.write_text(
            '<manifest xmlns:android="http://schemas.android.com/apk/res/android"><application>\n'
            '<meta-data android:name="com.xinstall.APP_KEY" android:value="k" /></application></manifest>\n',
            "utf-8",
        )
        finding = only(tmp_path)
        assert (finding.path, finding.line) == ("app/src/main/AndroidManifest.xml", 2)
        assert "by the meta-data com.xinstall.APP_KEY" in finding.message.en

    def test_by_a_native_library(self, tmp_path: Path) -> None:
        write(tmp_path, "groovy", "com.acme:thing:1.0")
        for folder in ("app/src/main/jniLibs/arm64-v8a", "tools"):
            path = tmp_path / folder / "libhpplayae.so"
            path.parent.mkdir(parents=True)
            path.write_bytes(b"")
        finding = only(tmp_path)
        assert finding.path == "app/src/main/jniLibs/arm64-v8a/libhpplayae.so"
        assert "by the native library libhpplayae.so" in finding.message.en

    @BOTH
    def test_by_the_name_of_an_archive(self, tmp_path: Path, build: str) -> None:
        write(tmp_path, build, 'implementation(files("libs/pldroid-shortvideo-3.4.0.jar"))')
        archive(tmp_path, "pldroid-shortvideo-3.4.0.jar", "a/B.class")
        finding = only(tmp_path)
        assert (finding.code, finding.severity) == ("PRV201", "error")
        assert "by the file name" in finding.message.en

    @BOTH
    def test_by_a_block_of_a_plugin(self, tmp_path: Path, build: str) -> None:
        write(tmp_path, build, "com.acme:thing:1.0")
        script = next((tmp_path / "app").glob("build.gradle*"))
        plugin = 'id("com.mob.sdk")' if build == "kotlin" else "id 'com.mob.sdk'"
        text = script.read_text("utf-8").replace("plugins {", f"plugins {{ {plugin};", 1)
        script.write_text(f"{text}MobSDK {{\n    ShareSDK {{ }}\n}}\n", "utf-8")
        finding = only(tmp_path, "PRV201")
        assert finding.severity == "note"
        assert "ShareSDK was named" in finding.message.en
        assert "by the Gradle plugin that adds cn.sharesdk:ShareSDK" in finding.message.en


def archive(root: Path, name: str, *entries: str) -> None:
    path = root / "app/libs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        for entry in entries:
            file.writestr(entry, b"")


class TestFirstCompliantVersion:
    @BOTH
    def test_older_ones_only(self, tmp_path: Path, build: str) -> None:
        write(
            tmp_path,
            build,
            "com.amap.api:location:5.5.9",
            "com.amap.api:location:5.6.0",
            "com.amap.api:location:latest.integration",
            "com.umeng.umsdk:asms:1.2.0",  # its versions are not those that the vendor speaks of
        )
        assert found(tmp_path, "PRV202") == [("PRV202", "warning", 4)]
        assert "5.5.9 is older than 5.6.0" in only(tmp_path, "PRV202").message.en


class TestMissingConsentCall:
    USE_JAVA = (
        "package com.example;\nimport com.amap.api.location.AMapLocationClient;\nclass A {{ void a() {{ {} }} }}\n"
    )
    USE_KOTLIN = (
        "package com.example\nimport com.amap.api.location.AMapLocationClient\nclass A {{ fun a() {{ {} }} }}\n"
    )

    @pytest.mark.parametrize(("name", "text"), [("A.java", USE_JAVA), ("A.kt", USE_KOTLIN)])
    def test_used_without_it(self, tmp_path: Path, name: str, text: str) -> None:
        write(tmp_path, "groovy", "com.amap.api:location:6.4.0")
        code(tmp_path, name, text.format("AMapLocationClient(this)"))
        finding = only(tmp_path)
        assert (finding.code, finding.severity, finding.line) == ("PRV204", "warning", 4)
        assert "AMapLocationClient.updatePrivacyAgree" in finding.message.en
        assert [(hop.path.rpartition("/")[2], hop.line) for hop in finding.trace] == [("build.gradle", 4), (name, 2)]

    @pytest.mark.parametrize(("name", "text"), [("A.java", USE_JAVA), ("A.kt", USE_KOTLIN)])
    def test_called_somewhere(self, tmp_path: Path, name: str, text: str) -> None:
        write(tmp_path, "groovy", "com.amap.api:location:6.4.0")
        code(tmp_path, name, text.format("AMapLocationClient.updatePrivacyAgree(this, true)"))
        assert found(tmp_path) == []

    def test_not_used(self, tmp_path: Path) -> None:
        write(tmp_path, "groovy", "com.amap.api:location:6.4.0")
        assert found(tmp_path) == []

    def test_vendors_that_ask_for_none(self, tmp_path: Path) -> None:
        write(tmp_path, "groovy", "com.google.firebase:firebase-crashlytics:19.0.0")
        code(tmp_path, "A.kt", "package com.example\nimport com.google.firebase.crashlytics.FirebaseCrashlytics\n")
        assert found(tmp_path) == []


class TestArchives:
    @BOTH
    def test_that_say_nothing(self, tmp_path: Path, build: str) -> None:
        write(tmp_path, build, 'implementation(files("libs/thing.jar"))')
        archive(tmp_path, "thing.jar", "com/acme/thing/A.class")
        finding = only(tmp_path)
        assert (finding.code, finding.severity) == ("PRV205", "note")
        assert "it holds com.acme.thing" in finding.message.en

    @BOTH
    def test_that_can_be_told(self, tmp_path: Path, build: str) -> None:
        write(
            tmp_path,
            build,
            'implementation(files("libs/thing-1.2.3.jar"))',
            'implementation(files("libs/sdk.jar"))',
        )
        archive(tmp_path, "thing-1.2.3.jar", "com/acme/A.class")
        archive(tmp_path, "sdk.jar", "com/umeng/commonsdk/UMConfigure.class")
        assert found(tmp_path) == []


class TestTable:
    @BOTH
    def test_one_row_for_each_sdk(self, tmp_path: Path, build: str) -> None:
        write(
            tmp_path,
            build,
            "com.umeng.umsdk:common:9.8.0",
            "com.umeng.umsdk:asms:1.8.0",
            "com.tencent.bugly:crashreport:4.1.9",
        )
        code(tmp_path, "A.kt", "package com.example\nimport com.umeng.commonsdk.UMConfigure\n")
        rows = [(use.id, use.version, use.evidence, use.first_use, use.state) for use in check(tmp_path, "PRV").sdks]
        assert rows == [
            ("bugly", "4.1.9", "declared", "", "unused"),
            ("umeng-analytics", "9.8.0", "declared", "app/src/main/java/com/example/A.kt:2", "later"),
        ]

    def test_without_the_rules_that_tell_nothing_is_said(self, tmp_path: Path) -> None:
        write(tmp_path, "groovy", "com.umeng.umsdk:common:9.8.0")
        code(tmp_path, "A.kt", "package com.example\nimport com.umeng.commonsdk.UMConfigure\n")
        assert [use.state for use in check(tmp_path, "PRV2").sdks] == ["unchecked"]

    def test_notices_that_name_an_sdk(self, tmp_path: Path) -> None:
        write(tmp_path, "groovy", "com.pangle.cn:ads-sdk-pro:5.0.0.0")
        report = check(tmp_path)
        (use,) = (use for use in report.sdks if use.id == "csj-pangle-cn")
        notices = {notice.id: notice for notice in report.notices}
        assert use.notices and [notices[id].date for id in use.notices] == sorted(
            (notices[id].date for id in use.notices), reverse=True
        )

    def test_an_sdk_that_runs_before_consent(self, tmp_path: Path) -> None:
        write(tmp_path, "groovy", "com.applovin:applovin-sdk:12.4.2")
        assert [use.state for use in check(tmp_path, "PRV1").sdks] == ["before"]

    @pytest.mark.parametrize(
        ("name", "source"),
        [
            ("A.kt", "class A : Application() {\n    override fun onCreate() = MobileAds.initialize(this)\n}\n"),
            (
                "A.java",
                "class A extends Application {\n    public void onCreate() { MobileAds.initialize(this); }\n}\n",
            ),
        ],
    )
    def test_an_sdk_that_no_build_file_names(self, tmp_path: Path, name: str, source: str) -> None:
        """As one that another library brings. It is in the table where a finding is about it."""
        write(tmp_path, "groovy", "com.acme:brings-it:1.0")
        end = ";" if name == "A.java" else ""
        imports = ("android.app.Application", "com.google.android.gms.ads.MobileAds")
        head = ["package com.example", *(f"import {each}" for each in imports)]
        code(tmp_path, name, "".join(f"{line}{end}\n" for line in head) + source)
        manifest = (
            '<manifest xmlns:android="http://schemas.android.com/apk/res/android"><application android:name=".A" />'
        )
        (tmp_path / "app/src/main/AndroidManifest.xml").write_text(f"{manifest}</manifest>", "utf-8")
        report = check(tmp_path, "PRV1")
        (use,) = report.sdks
        assert (use.id, use.version, use.evidence, use.state) == ("google-mobile-ads", "", "found", "before")
        assert (use.path, use.line) == (f"app/src/main/java/com/example/{name}", 5)
        assert "is a dependency here" not in render("sarif", report, Style())


class TestUnresolved:
    @BOTH
    def test_one_note_for_each_file(self, tmp_path: Path, build: str) -> None:
        write(tmp_path, build, "com.acme:a:${System.getenv(X)}", "com.acme:b:1.0", "com.acme:c:${System.getenv(Y)}")
        assert found(tmp_path, "PRV902") == [("PRV902", "note", 4)]
        assert "and 1 more in this file" in only(tmp_path, "PRV902").message.en


class TestTheAppItself:
    def manifest(self, root: Path, label: str) -> None:
        write(root, "groovy", "com.acme:thing:1.0")
        path = root / "app/src/main/AndroidManifest.xml"
        path.parent.mkdir(parents=True)
        space = "http://schemas.android.com/apk/res/android"
        path.write_text(
            f'<manifest xmlns:android="{space}">\n<application android:label="{label}" /></manifest>\n', "utf-8"
        )

    def test_by_its_name(self, tmp_path: Path) -> None:
        self.manifest(tmp_path, "墨迹天气TV版")
        finding = only(tmp_path)
        assert (finding.code, finding.severity, finding.line) == ("PRV206", "warning", 2)
        assert "2025-05-06" in finding.message.en
        assert "国家互联网信息办公室" in finding.message.zh
        assert finding.notices == ("cac-2025-05-06",)

    def test_by_a_resource(self, tmp_path: Path) -> None:
        self.manifest(tmp_path, "@string/app_name")
        strings = tmp_path / "app/src/main/res/values/strings.xml"
        strings.parent.mkdir(parents=True)
        strings.write_text('<resources><string name="app_name">墨迹天气tv版</string></resources>', "utf-8")
        assert [code for code, _, _ in found(tmp_path)] == ["PRV206"]

    def test_not_by_a_part_of_it(self, tmp_path: Path) -> None:
        self.manifest(tmp_path, "天气")
        assert found(tmp_path) == []


class TestAgeOfTheCatalogue:
    @pytest.mark.parametrize(("day", "is_told"), [("2026-11-25", False), ("2027-03-01", False), ("2027-06-01", True)])
    def test_on_the_day_of_the_report(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str, is_told: bool
    ) -> None:
        write(tmp_path, "groovy", "com.acme:thing:1.0")
        seconds = int(datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp())
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
        assert [(code, severity) for code, severity, _ in found(tmp_path, "PRV904")] == [("PRV904", "note")] * is_told
