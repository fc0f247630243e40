"""The plugin and the script with a current version of Gradle and the real API of the Android plugin.

No such Gradle can be had as a whole. Its classes can: they configure a build and run the tasks inside one Java process
(ModernBuild.java)."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from gradle.building import SCRIPT, Library, publish, write
from maven.jars import compiled, java

from privlint.dependencies.export import Export, read_export

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("maven")]

#: Parts of a distribution of Gradle that it looks for by name before it resolves a project.
_PARTS = (
    "gradle-base-services",
    "gradle-core",
    "gradle-core-api",
    "gradle-dependency-management",
    "gradle-logging",
    "gradle-stdlib-java-extensions",
    "javax.inject",
)
_VERSION = "8.11.1"
_OPEN = ("java.base/java.lang", "java.base/java.util")


@pytest.fixture(scope="module")
def driver(plugin_jar: Path, gradle_jars: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The class path of the program that is Gradle here."""
    folder = tmp_path_factory.mktemp("driver")
    path = os.pathsep.join((str(plugin_jar), gradle_jars))
    write(
        folder / "classes/META-INF/gradle-plugins",
        {"com.android.application.properties": "implementation-class=ModernBuild$AndroidPlugin\n"},
    )
    path = compiled([Path(__file__).parent / "ModernBuild.java"], folder / "classes", path, "-nowarn")
    for name in _PARTS:
        with zipfile.ZipFile(folder / f"{name}-{_VERSION}.jar", "w") as archive:
            archive.writestr(f"{name}-classpath.properties", "projects=\nruntime=\n")
        path += f"{os.pathsep}{folder / f'{name}-{_VERSION}.jar'}"
    return path


class Ran:
    """What Gradle did."""

    def __init__(self, folder: Path, output: str) -> None:
        self.folder = folder
        lines = [line.partition(" ") for line in output.splitlines()]
        self.tasks = [rest for head, _, rest in lines if head == "task"]
        self.needs = {rest for head, _, rest in lines if head == "needs"}
        self.facts = [rest for head, _, rest in lines if head == "facts"]
        self.problems = [rest for head, _, rest in lines if head == "problem"]
        (self.check,) = (rest for head, _, rest in lines if head == "check")

    def export(self, name: str) -> dict[str, Any]:
        """A file of the export."""
        data = (self.folder / "build/privlint" / name).read_bytes()
        assert isinstance(read_export(data), Export)
        document: dict[str, Any] = json.loads(data)
        return document


@pytest.fixture(scope="module", params=["plugin", "script"])
def ran(request: pytest.FixtureRequest, driver: str, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A build to which the plugin, or the script, is applied twice."""
    folder = tmp_path_factory.mktemp(request.param)
    publish(
        folder / "repository",
        [Library("com.vendor:core:1.7", "com.vendor:log:1.0"), Library("com.vendor:log:1.0")],
    )
    write(
        folder,
        {
            "settings.gradle": "include ':app', ':lib'\n",
            "app/build.gradle": "",
            "lib/build.gradle": "",
            "app/libs/local.jar": "",
            "app/src/main/java/A.java": "",
            "app/src/test/java/ATest.java": "",
            "app/build/generated/B.java": "",
            "lib/src/main/kotlin/C.kt": "",
            "app/merged/chinaRelease.xml": "<manifest />",
            "app/build/outputs/logs/manifest-merger-chinaRelease-report.txt": "the report",
        },
    )
    options = [part for name in _OPEN for part in ("--add-opens", f"{name}=ALL-UNNAMED")]
    return Ran(folder, java(driver, "ModernBuild", request.param, folder, SCRIPT, options=options))


def test_every_project_has_an_export_and_the_root_the_check(ran: Ran) -> None:
    assert [task for task in ran.tasks if task.endswith(("Export", "Check"))] == [
        ":app:privlintExport",
        ":lib:privlintExport",
        ":privlintCheck",
        ":privlintExport",
    ]


def test_the_graph_is_exported(ran: Ran) -> None:
    configuration = ran.export("app__releaseRuntimeClasspath.json")["configuration"]
    assert configuration["variant"] == "release"
    paths = {component["id"]: component["path"] for component in configuration["components"]}
    assert paths["com.vendor:log:1.0"] == [":app", "com.vendor:core:1.7", "com.vendor:log:1.0"]
    assert paths[":lib"] == [":app", ":lib"]
    assert {"from": ":app", "to": "com.vendor:core:1.7", "requested": "com.vendor:core:1.+", "constraint": False} in (
        configuration["edges"]
    )
    (missing,) = configuration["unresolved"]
    assert missing["requested"] == "com.missing:gone:1.0"
    assert {"component": "local.jar", "file": "app/libs/local.jar", "inside": True} in configuration["artifacts"]


def test_reasons_of_selection_are_exported(ran: Ran) -> None:
    components = ran.export("app__releaseRuntimeClasspath.json")["configuration"]["components"]
    assert {reason["cause"] for component in components for reason in component["selection"]} >= {"root", "requested"}


def test_the_merged_manifest_comes_by_the_api_of_the_android_plugin(ran: Ran) -> None:
    assert ":app:privlintManifestChinaRelease" in ran.tasks
    assert ":app:privlintManifestChinaDebug" not in ran.tasks
    manifest = ran.export("app__chinaRelease__manifest.json")["manifest"]
    assert manifest == {
        "variant": "chinaRelease",
        "build_type": "release",
        "flavors": ["china"],
        "text": "<manifest />",
        "report": "the report",
    }


def test_facts_are_declared_for_the_build_cache(ran: Ran) -> None:
    assert ran.facts == [
        ":app build/privlint-facts/app [app/src/main/java/A.java]",
        ":lib build/privlint-facts/lib [lib/src/main/kotlin/C.kt]",
        ": build/privlint-facts/root []",
    ]
    assert ran.problems == []


def test_check_waits_for_privlint_and_a_release_if_it_shall(ran: Ran) -> None:
    assert "check :privlintCheck" in ran.needs
    assert ("assembleRelease :privlintCheck" in ran.needs) == (ran.folder.name.startswith("plugin"))


def test_a_missing_linter_is_explained(ran: Ran) -> None:
    if ran.folder.name.startswith("plugin"):  # whose block names one that is nowhere
        assert "'no-such-privlint' cannot be started" in ran.check
        assert "pipx install privlint" in ran.check
