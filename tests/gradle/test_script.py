"""The script with Debian's Gradle: what is exported, and the check that fails a build."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from gradle.building import COMMAND, SCRIPT, Gradle, Library, publish, said, write

from privlint import api
from privlint.config import Settings
from privlint.report.dependencies import DependencyRow

# One process for all of them: they share the home of Gradle.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("gradle")]

LIBRARIES = (
    Library("com.vendor:core:1.0", "cn.authing:guard:1.5.8", "com.vendor:log:1.1"),
    Library("com.vendor:core:1.1", "com.vendor:log:1.1"),
    Library("cn.authing:guard:1.5.8"),
    Library("com.vendor:log:1.0"),
    Library("com.vendor:log:1.1"),
    Library("com.vendor:pinned:1.0"),
    Library("com.vendor:pinned:2.0"),
    Library("com.vendor:tracker:2.0"),
    Library("com.vendor:moving:3.1"),
    Library("com.vendor:moving:3.2"),
)
MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.example">
    <application>
        <activity android:name=".MainActivity" android:exported="true">
            <intent-filter>
                <action android:name="android.intent.action.MAIN" />
                <category android:name="android.intent.category.LAUNCHER" />
            </intent-filter>
        </activity>
    </application>
</manifest>
"""
APP = """\
apply plugin: 'java'
task assembleRelease
configurations.all {
    resolutionStrategy {
        force 'com.vendor:pinned:1.0'
        dependencySubstitution { substitute module('com.old:ads') with module('com.vendor:tracker:2.0') }
    }
}
dependencies {
    compile project(':lib')
    compile 'com.vendor:core:1.0'
    compile 'com.vendor:pinned:2.0'
    compile 'com.old:ads:1.0'
    compile 'com.vendor:moving:3.+'
    compile files(System.getProperty('jar', 'libs/local.jar'))
}
"""
EXTRA = """\
apply plugin: 'java'
dependencies {
    runtimeOnly 'com.missing:gone:1.0'
}
"""
LIB = """\
apply plugin: 'java'
dependencies {
    compile 'com.vendor:log:1.0'
}
"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build with a repository beside it. It applies the script, and has a `buildSrc` with a check of its own."""
    folder = tmp_path_factory.mktemp("build")
    publish(folder / "repository", LIBRARIES)
    write(
        folder / "app-root",
        {
            "settings.gradle": "include ':app', ':extra', ':lib'\n",
            "build.gradle": f"""\
apply from: 'gradle/privlint.gradle'
allprojects {{ repositories {{ maven {{ url '{(folder / "repository").as_uri()}' }} }} }}
""",
            "gradle/privlint.gradle": SCRIPT.read_text("utf-8"),
            "app/build.gradle": APP,
            "app/src/main/AndroidManifest.xml": MANIFEST,
            "extra/build.gradle": EXTRA,
            "lib/build.gradle": LIB,
            "buildSrc/build.gradle": "apply plugin: 'java'\n",
        },
    )
    (folder / "app-root/app/libs").mkdir()
    with zipfile.ZipFile(folder / "app-root/app/libs/local.jar", "w") as archive:
        archive.writestr("com/local/A.class", b"")
    return folder / "app-root"


@pytest.fixture(scope="module")
def failed(build: Path, gradle: Gradle) -> str:
    """What Gradle says when the script is applied twice and `check` finds something."""
    process = gradle(build, "--init-script", str(SCRIPT), ":app:check", COMMAND)
    assert process.returncode == 1, said(process)
    return said(process)


@pytest.fixture(scope="module")
def rows(build: Path, failed: str) -> dict[str, DependencyRow]:
    """The dependencies that privlint reads from the export."""
    report = api.dependencies(build, Settings())
    assert not report.remarks
    assert not report.skipped
    return {row.coordinate: row for row in report.dependencies}


def test_an_error_fails_the_build_with_its_place(failed: str) -> None:
    assert "privlint found problems" in failed
    assert "  app/build.gradle:11: error PRV201 " in failed
    assert ":app -> com.vendor:core:1.0 -> cn.authing:guard:1.5.8" in failed


def test_build_logic_is_left_alone(build: Path, failed: str) -> None:
    assert not (build / "buildSrc/build/privlint").exists()
    assert ":buildSrc:privlint" not in failed


@pytest.mark.parametrize(
    ("coordinate", "version", "path", "line"),
    [
        ("com.vendor:core", "1.0", "app/build.gradle", 11),
        ("com.vendor:pinned", "1.0", "app/build.gradle", 5),
        ("com.vendor:tracker", "2.0", "app/build.gradle", 6),
        ("com.vendor:moving", "3.2", "app/build.gradle", 14),
        ("com.vendor:log", "1.1", "lib/build.gradle", 3),
        ("cn.authing:guard", "1.5.8", "app/build.gradle", 11),
    ],
    ids=["declared", "forced", "substituted", "dynamic", "conflict", "transitive"],
)
def test_versions_are_those_that_gradle_selected(
    rows: dict[str, DependencyRow], coordinate: str, version: str, path: str, line: int
) -> None:
    row = rows[coordinate]
    assert (row.version, row.evidence, row.place.path, row.place.line) == (version, "export", path, line)


def test_a_jar_that_is_computed_is_known(rows: dict[str, DependencyRow]) -> None:
    assert rows["local.jar"].archive == "app/libs/local.jar"


def test_what_is_missing_is_said_at_its_line(build: Path, failed: str) -> None:
    (row,) = api.dependencies(build, Settings()).unresolved
    assert (row.place.path, row.place.line) == ("extra/build.gradle", 3)
    assert "Could not find com.missing:gone:1.0" in row.reason.en


def test_a_mended_release_passes(build: Path, failed: str, gradle: Gradle) -> None:
    """And only what shall wait for the check does."""
    mended = APP.replace("com.vendor:core:1.0", "com.vendor:core:1.1")
    write(build, {"app/build.gradle": mended})
    process = gradle(build, ":app:assembleRelease", "-Pprivlint.gate=release", COMMAND)
    assert process.returncode == 0, said(process)
    assert process.stdout.index(":privlintCheck") < process.stdout.index(":app:assembleRelease")
    assert not api.check(build, Settings(select=("PRV201",))).remarks
