"""PRV104 on whole projects: what starts an SDK, what keeps it from starting, and fixes that do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from privlint import api
from privlint.config import Settings
from privlint.findings import Edit, Finding

APPLOVIN = "com.applovin:applovin-sdk:12.4.2"
FACEBOOK = "com.facebook.android:facebook-core:17.0.0"
AIRSHIP = "com.urbanairship.android:urbanairship-core:17.0.0"
ANALYTICS = "com.google.firebase:firebase-analytics:22.0.0"
CRASHLYTICS = "com.google.firebase:firebase-crashlytics:19.0.0"
PROVIDER = "com.applovin.sdk.AppLovinInitProvider"
STARTUP = "androidx.startup.InitializationProvider"
SERVICES = "id 'com.google.gms.google-services'"
_GRADLE = """\
plugins {{ id 'com.android.application'
{plugins} }}
android {{ namespace 'com.example'
{android} }}
dependencies {{
{dependencies}
}}
"""
_MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android"{tools}>
    <application android:name=".App">
        {inside}
    </application>
</manifest>
"""
_TOOLS = ' xmlns:tools="http://schemas.android.com/tools"'


class Project:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("settings.gradle", "include ':app', ':lib'")
        self.manifest("")

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8"))

    def gradle(self, *coordinates: str, android: str = "", plugins: str = "") -> None:
        lines = "\n".join(f"implementation '{each}'" for each in coordinates)
        self.write("app/build.gradle", _GRADLE.format(plugins=plugins, android=android, dependencies=lines))

    def manifest(self, inside: str, tools: str = _TOOLS, path: str = "app/src/main") -> None:
        self.write(f"{path}/AndroidManifest.xml", _MANIFEST.format(inside=inside, tools=tools))

    def found(self) -> list[Finding]:
        return [finding for finding in api.check(self.root, Settings()).findings if finding.code == "PRV104"]

    def triggers(self) -> list[str]:
        return [finding.trigger for finding in self.found()]

    def apply(self, edits: Iterable[Edit]) -> None:
        for edit in sorted(edits, key=lambda each: (each.line, each.column), reverse=True):
            text = (self.root / edit.path).read_bytes().decode("utf-8")
            lines = text.splitlines(keepends=True)
            start = sum(map(len, lines[: edit.line - 1])) + edit.column - 1
            end = sum(map(len, lines[: edit.end_line - 1])) + edit.end_column - 1
            self.write(edit.path, text[:start] + edit.text + text[end:])


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


class TestSwitches:
    """Values of switches, wherever they are written."""

    def _analytics(self, project: Project, value: str, android: str = "") -> None:
        project.gradle(ANALYTICS, android=android, plugins=SERVICES)
        project.manifest(f'<meta-data android:name="firebase_analytics_collection_enabled" android:value="{value}" />')

    @pytest.mark.parametrize(
        ("value", "android", "triggers"),
        [
            ("false", "", []),
            ("true", "", ["automatic"]),
            ("@bool/collect", "", []),
            ("@bool/absent", "", ["unknown"]),
            ("${collect}", "defaultConfig { manifestPlaceholders = [collect: 'false'] }", []),
            ("${collect}", "defaultConfig { manifestPlaceholders = [collect: false] }", []),
            ("${collect}", "defaultConfig { manifestPlaceholders.collect = 'true' }", ["automatic"]),
            ("${collect}", "buildTypes { release { manifestPlaceholders = [collect: 'false'] } }", []),
            ("${collect}", "buildTypes { debug { manifestPlaceholders = [collect: 'false'] } }", ["unknown"]),
            ("${collect}", "", ["unknown"]),
            ("@bool/made", "defaultConfig { resValue 'bool', 'made', 'false' }", []),
            ("@bool/made", "buildTypes { release { resValue('bool', 'made', 'true') } }", ["automatic"]),
        ],
    )
    def test_value(self, project: Project, value: str, android: str, triggers: list[str]) -> None:
        self._analytics(project, value, android)
        project.write("app/src/main/res/values/flags.xml", "<resources><bool name='collect'>false</bool></resources>")
        assert project.triggers() == triggers

    def test_resource_of_a_flavour(self, project: Project) -> None:
        stores = "flavorDimensions 'store'\nproductFlavors { china { dimension 'store' }\nworld { dimension 'store' } }"
        self._analytics(project, "@bool/collect", stores)
        for name, value in (("main", "true"), ("china", "false")):
            text = f"<resources><bool name='collect'>{value}</bool></resources>"
            project.write(f"app/src/{name}/res/values/flags.xml", text)
        (found,) = project.found()
        assert (found.trigger, found.variants) == ("automatic", ("worldRelease",))

    def test_resource_in_another_language_is_no_default(self, project: Project) -> None:
        self._analytics(project, "@bool/collect")
        project.write("app/src/main/res/values-zh/f.xml", "<resources><bool name='collect'>false</bool></resources>")
        assert project.triggers() == ["unknown"]

    def test_switch_of_a_library_with_a_resource_of_the_application(self, project: Project) -> None:
        project.gradle(ANALYTICS, plugins=SERVICES, android="}\ndependencies { implementation project(':lib')")
        project.write("lib/build.gradle", "plugins { id 'com.android.library' }\nandroid { namespace 'com.library' }")
        switch = '<meta-data android:name="firebase_analytics_collection_enabled" android:value="@bool/collect" />'
        project.manifest(switch, path="lib/src/main")
        project.write("lib/src/main/res/values/f.xml", "<resources><bool name='collect'>true</bool></resources>")
        assert project.triggers() == ["automatic"]
        project.write("app/src/main/res/values/f.xml", "<resources><bool name='collect'>false</bool></resources>")
        assert project.triggers() == []

    def test_application_goes_before_its_library(self, project: Project) -> None:
        project.gradle(ANALYTICS, plugins=SERVICES, android="}\ndependencies { implementation project(':lib')")
        project.write("lib/build.gradle", "plugins { id 'com.android.library' }\nandroid { namespace 'com.library' }")
        key = '<meta-data android:name="firebase_analytics_collection_enabled" android:value="{}" {}/>'
        project.manifest(key.format("false", ""), path="lib/src/main")
        project.manifest(key.format("true", 'tools:replace="android:value" '))
        assert project.triggers() == ["automatic"]

    @pytest.mark.parametrize(
        ("keys", "count"),
        [
            (("com.facebook.sdk.AutoInitEnabled",), 0),
            (("com.facebook.sdk.AutoLogAppEventsEnabled",), 1),
            (("com.facebook.sdk.AutoLogAppEventsEnabled", "com.facebook.sdk.AdvertiserIDCollectionEnabled"), 0),
        ],
    )
    def test_groups(self, project: Project, keys: tuple[str, ...], count: int) -> None:
        project.gradle(FACEBOOK)
        project.manifest("".join(f'<meta-data android:name="{key}" android:value="false" />' for key in keys))
        assert len(project.found()) == count


class TestComponents:
    """Components that are removed, switched off or never asked for."""

    @pytest.mark.parametrize(
        ("inside", "triggers"),
        [
            (f'<provider android:name="{PROVIDER}" tools:node="remove" />', []),
            (f'<provider android:name="{PROVIDER}" android:enabled="false" />', []),
            (f'<provider android:name="{PROVIDER}" android:enabled="@bool/off" />', []),
            (f'<provider android:name="{PROVIDER}" android:enabled="@bool/absent" />', ["unknown"]),
            (f'<provider android:name="{PROVIDER}" android:exported="false" />', ["automatic"]),
            ('<provider android:name="com.example.Other" tools:node="remove" />', ["automatic"]),
            ('<provider tools:node="removeAll" />', []),
            (f'<!-- <provider android:name="{PROVIDER}" tools:node="remove" /> -->', ["automatic"]),
        ],
    )
    def test_provider(self, project: Project, inside: str, triggers: list[str]) -> None:
        project.gradle(APPLOVIN)
        project.write("app/src/main/res/values/flags.xml", "<resources><bool name='off'>false</bool></resources>")
        project.manifest(inside)
        assert project.triggers() == triggers

    @pytest.mark.parametrize(
        ("inside", "count"),
        [
            ("", 1),
            (f'<provider android:name="{STARTUP}" tools:node="remove" />', 0),
            (
                f'<provider android:name="{STARTUP}" tools:node="merge">'
                '<meta-data android:name="com.urbanairship.AirshipInitializer" tools:node="remove" /></provider>',
                0,
            ),
            (f'<provider android:name="{STARTUP}" tools:node="merge" />', 1),
        ],
    )
    def test_initializer(self, project: Project, inside: str, count: int) -> None:
        project.gradle(AIRSHIP)
        pilot = '<meta-data android:name="com.urbanairship.autopilot" android:value="com.example.Pilot" />'
        project.manifest(pilot + inside)
        assert len(project.found()) == count

    def test_library_removes_it(self, project: Project) -> None:
        project.gradle(APPLOVIN, android="}\ndependencies { implementation project(':lib')")
        project.write("lib/build.gradle", "plugins { id 'com.android.library' }\nandroid { namespace 'com.library' }")
        project.manifest(f'<provider android:name="{PROVIDER}" tools:node="remove" />', path="lib/src/main")
        assert project.found() == []

    def test_dependency_of_a_library(self, project: Project) -> None:
        project.gradle(android="}\ndependencies { implementation project(':lib')")
        library = "plugins { id 'com.android.library' }\nandroid { namespace 'com.library' }\n"
        project.write("lib/build.gradle", f"{library}dependencies {{ api '{APPLOVIN}' }}")
        (found,) = project.found()
        assert (found.path, found.line) == ("lib/build.gradle", 3)

    def test_catalogue(self, project: Project) -> None:
        project.gradle(android="}\ndependencies { implementation libs.applovin")
        project.write(
            "gradle/libs.versions.toml",
            '[libraries]\napplovin = { module = "com.applovin:applovin-sdk", version = "1" }',
        )
        (found,) = project.found()
        assert [(hop.path, hop.line) for hop in found.trace[:2]] == [
            ("gradle/libs.versions.toml", 2),
            ("app/build.gradle", 5),
        ]


class TestConfiguration:
    """SDKs whose settings a Gradle plugin makes of a file: without them their provider does nothing."""

    @pytest.mark.parametrize(
        ("plugins", "value", "triggers"),
        [
            (SERVICES, "", ["automatic"]),
            ("", "", ["unknown"]),
            ("", "<resources><string name='google_app_id'>1:2:android:3</string></resources>", ["automatic"]),
            (f"{SERVICES} apply false", "", ["unknown"]),
        ],
    )
    def test_firebase(self, project: Project, plugins: str, value: str, triggers: list[str]) -> None:
        project.gradle(ANALYTICS, plugins=plugins)
        if value:
            project.write("app/src/main/res/values/firebase.xml", value)
        assert project.triggers() == triggers

    def test_plugin_is_part_of_the_path(self, project: Project) -> None:
        project.gradle(CRASHLYTICS, plugins=SERVICES)
        (found,) = project.found()
        assert ("app/build.gradle", 2) in [(hop.path, hop.line) for hop in found.trace]

    @pytest.mark.parametrize(
        ("meta", "count"),
        [
            ("", 0),
            ('<meta-data android:name="io.sentry.dsn" android:value="https://a@b/1" />', 1),
            (
                '<meta-data android:name="io.sentry.dsn" android:value="https://a@b/1" />'
                '<meta-data android:name="io.sentry.auto-init" android:value="false" />',
                0,
            ),
        ],
    )
    def test_sentry(self, project: Project, meta: str, count: int) -> None:
        project.gradle("io.sentry:sentry-android:7.1.0")
        project.manifest(meta)
        assert len(project.found()) == count

    @pytest.mark.parametrize(
        ("properties", "count"), [("", 1), ("MobSDK.spEdition=FP\n", 0), ("MobSDK.spEdition=A", 1)]
    )
    def test_edition_of_an_sdk(self, project: Project, properties: str, count: int) -> None:
        project.gradle(plugins="id 'com.mob.sdk'")
        project.write("gradle.properties", properties)
        assert len(project.found()) == count


#: Manifests that need different edits for the same thing.
_SHAPES = {
    "plain": _MANIFEST.format(inside='<activity android:name=".MainActivity" />', tools=_TOOLS),
    "no tools": _MANIFEST.format(inside="", tools=""),
    "empty application": '<manifest xmlns:android="http://schemas.android.com/apk/res/android">\n'
    '  <application android:name=".App"/>\n</manifest>\n',
    "one line": '<manifest xmlns:android="http://schemas.android.com/apk/res/android"><application></application></manifest>',
    "other prefixes": _MANIFEST.format(inside="", tools=_TOOLS)
    .replace("android:", "a:")
    .replace("xmlns:android", "xmlns:a")
    .replace(":tools=", ":t="),
    "windows": _MANIFEST.format(inside="<!-- > -->", tools="").replace("\n", "\r\n"),
    "comment": _MANIFEST.format(inside="", tools="").replace(
        "<application", "<!-- <application> -->\n    <application"
    ),
    "chinese": _MANIFEST.format(inside='<meta-data android:name="a" android:value="应用>" />', tools=""),
    "declared": _MANIFEST.format(
        inside=f'<provider android:name="{PROVIDER}" tools:node="merge" android:exported="false" />'
        f'<provider android:name="{STARTUP}"><meta-data android:name="x" android:value="y" /></provider>',
        tools=_TOOLS,
    ),
    "switched on": _MANIFEST.format(
        inside='<meta-data\n android:name="firebase_analytics_collection_enabled"\n android:value="true" />', tools=""
    ),
}


class TestFixes:
    """The edits of a fix, applied, leave nothing to find and a manifest that can be read."""

    @pytest.mark.parametrize("shape", _SHAPES)
    @pytest.mark.parametrize("coordinate", [APPLOVIN, FACEBOOK, ANALYTICS, AIRSHIP])
    def test_fix(self, project: Project, coordinate: str, shape: str) -> None:
        project.gradle(coordinate, plugins=SERVICES)
        text = _SHAPES[shape]
        if coordinate == AIRSHIP:
            project.write(
                "app/src/release/AndroidManifest.xml",
                _MANIFEST.format(
                    inside='<meta-data android:name="com.urbanairship.autopilot" android:value="P" />', tools=""
                ),
            )
        project.write("app/src/main/AndroidManifest.xml", text)
        (found,) = project.found()
        assert len(found.fixes) == (1 if coordinate in (APPLOVIN, AIRSHIP) else 2)
        for fix in found.fixes:
            assert fix.description.en
            assert fix.description.zh
            project.write("app/src/main/AndroidManifest.xml", text)
            project.apply(fix.edits)
            report = api.check(project.root, Settings())
            assert [finding.code for finding in report.findings] == []
            after = (project.root / "app/src/main/AndroidManifest.xml").read_bytes().decode("utf-8")
            assert ("\r\n" in text) == ("\r\n" in after)
            assert "\n" not in after.replace("\r\n", "") if "\r\n" in text else True

    def test_sdks_that_share_a_component_are_all_switched_off(self, project: Project) -> None:
        project.gradle(ANALYTICS, CRASHLYTICS, plugins=SERVICES)
        (found,) = project.found()
        assert [edit.text.count("<meta-data") for edit in found.fixes[0].edits] == [2]
        project.apply(found.fixes[0].edits)
        assert project.found() == []

    def test_switch_that_a_flavour_sets_is_not_for_the_main_manifest(self, project: Project) -> None:
        stores = "flavorDimensions 'store'\nproductFlavors { china { dimension 'store' } }"
        project.gradle(ANALYTICS, plugins=SERVICES, android=stores)
        on = '<meta-data android:name="firebase_analytics_collection_enabled" android:value="true" />'
        project.manifest(on, path="app/src/china")
        (found,) = project.found()
        (fix,) = found.fixes
        project.apply(fix.edits)
        assert project.found() == []

    def test_nothing_is_offered_for_a_manifest_that_cannot_be_read(self, project: Project) -> None:
        project.gradle(APPLOVIN)
        project.write("app/src/main/AndroidManifest.xml", "<manifest><application>")
        assert [finding.fixes for finding in project.found()] == [()]
