"""What an export of Gradle changes in the dependencies and in the manifest of a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gradle.exports import BUILD, MANIFEST, export, graph, write
from hypothesis import given
from hypothesis import strategies as st

from privlint import api, fullcheck
from privlint.config import Settings
from privlint.dependencies.export import Export, ExportFault, read_export
from privlint.findings import Finding
from privlint.report.dependencies import DependencyRow
from privlint.report.model import Report

GRAPH = graph(
    ":app",
    (
        (":app", ":lib", "project :lib"),
        (":app", "com.vendor:core:1.4", "com.vendor:core:1.+"),
        (":app", "com.vendor:newui:2.1", "com.vendor:ui:2.0"),
        (":lib", "com.vendor:log:1.2", "com.vendor:log:1.0"),
        ("com.vendor:core:1.4", "com.vendor:log:1.2", "com.vendor:log:1.2"),
        ("com.vendor:core:1.4", "cn.authing:guard:1.5.8", "cn.authing:guard:1.5.8"),
    ),
)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build with an application and a library, and what Gradle resolved for it."""
    write(tmp_path, BUILD)
    export(tmp_path, "app__release.json", configuration=GRAPH)
    return tmp_path


def _rows(root: Path) -> dict[str, DependencyRow]:
    return {row.coordinate: row for row in api.dependencies(root, Settings()).dependencies if ":" in row.coordinate}


def _check(root: Path, *rules: str) -> Report:
    return api.check(root, Settings(select=rules))


def _only(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


def test_declared_dependencies_have_the_versions_that_gradle_selected(build: Path) -> None:
    rows = _rows(build)
    core = rows["com.vendor:core"]
    assert (core.version, core.evidence, core.via) == ("1.4", "export", "literal")
    assert (core.requested, core.place.path, core.place.line) == ("1.+", "app/build.gradle", 9)


def test_versions_of_a_library_are_those_that_the_application_ends_with(build: Path) -> None:
    log = _rows(build)["com.vendor:log"]
    assert (log.version, log.evidence, log.module, log.place.path) == ("1.2", "export", ":lib", "lib/build.gradle")


def test_what_was_substituted_stands_at_the_line_that_asks_for_it(build: Path) -> None:
    rows = _rows(build)
    assert "com.vendor:ui" not in rows
    assert (rows["com.vendor:newui"].version, rows["com.vendor:newui"].place.line) == ("2.1", 10)


def test_what_dependencies_bring_along_is_listed_with_its_way_in(build: Path) -> None:
    guard = _rows(build)["cn.authing:guard"]
    assert guard.through == (":app", "com.vendor:core:1.4", "cn.authing:guard:1.5.8")
    assert (guard.via, guard.evidence, guard.place.path, guard.place.line) == (
        "export",
        "export",
        "app/build.gradle",
        9,
    )


def test_a_named_sdk_that_comes_along_is_reported_at_the_line_to_change(build: Path) -> None:
    finding = _only(_check(build, "PRV201"))
    assert (finding.path, finding.line, finding.symbol) == ("app/build.gradle", 9, ":app")
    assert ":app -> com.vendor:core:1.4 -> cn.authing:guard:1.5.8" in finding.message.en
    assert "引入路径" in finding.message.zh
    assert finding.trace[0].note == "brings it along (export)"


def test_without_an_export_nothing_is_known_of_it(tmp_path: Path) -> None:
    write(tmp_path, BUILD)
    assert not _check(tmp_path, "PRV201").findings
    assert _rows(tmp_path)["com.vendor:core"].evidence == "declared"


@pytest.mark.parametrize("changed", ["app/build.gradle", "settings.gradle", "app/src/main/AndroidManifest.xml"])
def test_an_old_export_is_named_and_not_used(build: Path, changed: str) -> None:
    with (build / changed).open("a") as file:
        file.write("\n")
    report = _check(build, "PRV201")
    assert not report.findings
    (remark,) = report.remarks
    assert changed in remark.en and "out of date" in remark.en and changed in remark.zh
    assert api.dependencies(build, Settings()).remarks == (remark,)


@pytest.mark.parametrize("added", ["app/gradle.lockfile", "gradle/libs.versions.toml", "gradle.properties"])
def test_a_file_that_has_come_since_makes_an_export_old(build: Path, added: str) -> None:
    write(build, {added: ""})
    (remark,) = _check(build, "PRV201").remarks
    assert added in remark.en


def test_a_file_that_is_gone_makes_an_export_old(build: Path) -> None:
    (build / "lib/build.gradle").unlink()
    (remark,) = _check(build, "PRV201").remarks
    assert "lib/build.gradle" in remark.en


def test_what_an_earlier_run_left_over_is_not_spoken_of(build: Path) -> None:
    with (build / "app/build.gradle").open("a") as file:
        file.write("\n")
    export(build, "app__new.json", configuration=GRAPH)
    report = _check(build, "PRV201")
    assert len(report.findings) == 1
    assert not report.remarks


def test_an_export_of_another_variant_leaves_the_application_as_declared(build: Path) -> None:
    export(build, "app__release.json", configuration={**GRAPH, "variant": "chinaRelease"})
    (application,) = fullcheck.read(build, Settings()).applications
    (variant,) = application.variants
    assert {row.evidence for row in variant.dependencies} == {"declared"}


def test_what_gradle_cannot_find_is_unresolved_at_its_line(build: Path) -> None:
    missing = [{"from": ":app", "requested": "com.vendor:ui:2.0", "failure": "no such module"}]
    edges = [edge for edge in GRAPH["edges"] if edge["requested"] != "com.vendor:ui:2.0"]
    export(build, "app__release.json", configuration={**GRAPH, "edges": edges, "unresolved": missing})
    (row,) = api.dependencies(build, Settings()).unresolved
    assert (row.place.path, row.place.line) == ("app/build.gradle", 10)
    assert "no such module" in row.reason.en
    finding = _only(_check(build, "PRV902"))
    assert finding.line == 10


def test_lines_that_only_a_build_knows_are_answered(tmp_path: Path) -> None:
    computed = "dependencies {\n    implementation \"com.vendor:core:${System.getenv('V')}\"\n"
    computed += "    implementation libsOf('x')\n}\n"
    write(tmp_path, {**BUILD, "app/build.gradle": BUILD["app/build.gradle"].partition("dependencies")[0] + computed})
    edges = ((":app", "com.vendor:core:3", "com.vendor:core:3"), (":app", "com.vendor:other:4", "com.vendor:other:4"))
    assert len(api.dependencies(tmp_path, Settings()).unresolved) == 2
    export(tmp_path, "app__release.json", configuration=graph(":app", edges))
    rows = _rows(tmp_path)
    assert (rows["com.vendor:core"].version, rows["com.vendor:core"].place.line) == ("3", 8)
    assert rows["com.vendor:other"].version == "4"
    assert rows["com.vendor:other"].place.path == "app/build.gradle"


def test_a_local_archive_that_no_line_names_is_found(build: Path) -> None:
    write(build, {"app/odd/thing.jar": ""})
    artifact = {"component": "thing.jar", "file": "app/odd/thing.jar", "inside": True}
    write(build, {"repository/core.jar": ""})
    outside = {"component": "com.vendor:log:1.2", "file": "/elsewhere/log.jar"}
    known = {"component": "com.vendor:core:1.4", "file": "repository/core.jar", "inside": True}
    export(build, "app__release.json", configuration={**GRAPH, "artifacts": [artifact, outside, known]})
    rows = [row for row in api.dependencies(build, Settings()).dependencies if row.archive]
    assert [(row.archive, row.module) for row in rows] == [("app/odd/thing.jar", ":app")]


MERGED = MANIFEST.replace(
    "    </application>",
    """\
        <provider android:name="com.applovin.sdk.AppLovinInitProvider" android:authorities="x" />
        <receiver android:name="com.vendor.core.WakeReceiver">
            <intent-filter><action android:name="android.net.conn.CONNECTIVITY_CHANGE" /></intent-filter>
        </receiver>
    </application>""",
).replace(
    "    <application>", '    <uses-permission android:name="android.permission.READ_CONTACTS" />\n    <application>'
)
REPORT = """\
-- Merging decision tree log ---
activity#com.example.MainActivity
ADDED from /build/app/src/main/AndroidManifest.xml:4:9
receiver#com.vendor.core.WakeReceiver
ADDED from [com.vendor:core:1.4] /cache/core/AndroidManifest.xml:9:9-11:20
provider#com.applovin.sdk.AppLovinInitProvider
ADDED from [com.vendor:core:1.4] /cache/core/AndroidManifest.xml:12:9
uses-permission#android.permission.READ_CONTACTS
IMPLIED from /build/app/src/main/AndroidManifest.xml:1:1 reason: an old library
"""


@pytest.fixture
def merged(build: Path) -> Path:
    """The build with the manifest that Gradle merged."""
    manifest = MERGED.replace("<manifest ", '<manifest package="com.example" ')
    export(build, "app__manifest.json", manifest={"variant": "release", "text": manifest, "report": REPORT})
    return build


def test_a_receiver_of_a_library_is_reported_with_its_way_in(merged: Path) -> None:
    finding = _only(_check(merged, "PRV601"))
    assert (finding.path, finding.line) == ("app/build.gradle", 9)
    assert ":app -> com.vendor:core:1.4" in finding.message.en


def test_a_permission_that_libraries_merge_is_reported(merged: Path) -> None:
    finding = _only(_check(merged, "PRV301"))
    assert (finding.path, finding.line) == ("app/build.gradle", 1)
    assert "manifest merger" in finding.message.en
    assert not finding.fixes
    assert "tools:node" in finding.help.en


def test_a_provider_that_starts_by_itself_is_known_without_its_sdk(merged: Path) -> None:
    finding = _only(_check(merged, "PRV104"))
    assert finding.component == "com.applovin.sdk.AppLovinInitProvider"
    assert (finding.path, finding.line) == ("app/build.gradle", 9)
    assert any("export" in hop.note for hop in finding.trace)


def test_what_gradle_did_not_merge_does_not_start(build: Path) -> None:
    edges = ((":app", "com.applovin:applovin-sdk:12.4.2", "com.applovin:applovin-sdk:12.4.2"),)
    script = BUILD["app/build.gradle"].replace("com.vendor:ui:2.0", "com.applovin:applovin-sdk:12.4.2")
    write(build, {"app/build.gradle": script})
    export(build, "app__release.json", configuration=graph(":app", edges))
    assert _check(build, "PRV104").findings
    export(build, "app__manifest.json", manifest={"variant": "release", "text": MANIFEST, "report": ""})
    assert not _check(build, "PRV104").findings


def test_own_elements_keep_their_place(merged: Path) -> None:
    (application,) = fullcheck.read(merged, Settings()).applications
    manifest = application.variants[0].manifest
    places = {component.name: component.position for component in manifest.components}
    assert places["com.example.MainActivity"].path == "app/src/main/AndroidManifest.xml"
    assert manifest.is_complete


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "truncated"),
        ("{\n  ]", 2, "not an export"),
        ("[]", 1, "Expected `object`"),
        ('{"schema": "privlint.gradle-export/2"}', 1, "$.schema"),
        ("[" * 100_000, 1, "not an export"),
    ],
)
def test_files_that_are_no_export_are_said_to_be_none(tmp_path: Path, text: str, line: int, reason: str) -> None:
    write(tmp_path, {**BUILD, "build/privlint/app.json": text})
    (skipped,) = api.dependencies(tmp_path, Settings()).skipped
    assert skipped.path == "build/privlint/app.json"
    assert reason in skipped.reason
    fault = read_export(text.encode())
    assert isinstance(fault, ExportFault)
    assert fault.line == line


def test_one_bad_file_does_not_cost_the_others(build: Path) -> None:
    write(build, {"build/privlint/b.json": "{"})
    assert len(_check(build, "PRV201").findings) == 1


def test_edges_to_nowhere_and_paths_in_circles_do_no_harm(build: Path) -> None:
    broken = json.loads(json.dumps(GRAPH))
    broken["edges"] += [{"from": "x", "to": "y", "requested": ""}, {"from": ":app", "to": ":app", "requested": ":"}]
    for component in broken["components"]:
        component["path"] = ["nowhere", component["id"]]
    export(build, "app__release.json", configuration=broken)
    assert _rows(build)["com.vendor:core"].version == "1.4"


def test_inputs_outside_of_the_repository_are_not_read(build: Path) -> None:
    export(build, "app__release.json", configuration=GRAPH, inputs={"../../etc/passwd": "0"})
    (remark,) = _check(build, "PRV201").remarks
    assert "passwd" in remark.en


@given(st.binary(max_size=60))
def test_any_bytes_can_be_read(data: bytes) -> None:
    assert isinstance(read_export(data), (Export, ExportFault))
