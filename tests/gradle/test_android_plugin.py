"""The script with the real Android plugin: merged manifests of a release build reach the findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from gradle.android import make_build
from gradle.building import COMMAND, SCRIPT, Gradle, said

from privlint import api
from privlint.config import Settings
from privlint.findings import Finding

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("gradle")]

_WAY = ":app -> com.vendor:core:1.0 -> com.vendor:ads:1.2"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory, gradle: Gradle) -> Path:
    """A build that has been exported."""
    folder = make_build(tmp_path_factory.mktemp("android"), SCRIPT)
    process = gradle(folder, "privlintExport")
    assert process.returncode == 0, said(process)
    return folder


def _finding(build: Path, rule: str) -> Finding:
    report = api.check(build, Settings(select=(rule,)))
    assert not report.remarks
    assert not report.skipped
    (finding,) = report.findings
    return finding


@pytest.mark.parametrize("rule", ["PRV104", "PRV301", "PRV601"], ids=["provider", "permission", "receiver"])
def test_what_an_archive_merges_is_found_with_its_way_in(build: Path, rule: str) -> None:
    finding = _finding(build, rule)
    assert _WAY in finding.message.en
    assert (finding.path, finding.line, finding.variants) == ("app/build.gradle", 12, ("release",))


def test_a_manifest_of_the_application_can_remove_it(build: Path, gradle: Gradle) -> None:
    manifest = build / "app/src/main/AndroidManifest.xml"
    text = manifest.read_text("utf-8").replace(
        "<application>",
        '<application xmlns:tools="http://schemas.android.com/tools">\n'
        '        <provider android:name="com.applovin.sdk.AppLovinInitProvider" tools:node="remove" />',
    )
    manifest.write_text(text, "utf-8")
    assert api.check(build, Settings(select=("PRV104",))).remarks
    process = gradle(build, ":app:privlintExport")
    assert process.returncode == 0, said(process)
    assert not api.check(build, Settings(select=("PRV104",))).findings


def test_a_release_waits_for_the_check_if_it_shall(build: Path, gradle: Gradle) -> None:
    process = gradle(build, "--dry-run", ":app:assembleRelease", "-Pprivlint.gate=release", COMMAND)
    assert process.returncode == 0, said(process)
    tasks = [line.partition(" ")[0] for line in process.stdout.splitlines() if line.startswith(":")]
    assert (
        tasks.index(":app:privlintManifestRelease")
        < tasks.index(":privlintCheck")
        < tasks.index(":app:assembleRelease")
    )
