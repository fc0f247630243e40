"""Every way to state a dependency, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace.dependency_projects import CASES, Files, archive, cases, found_in, maven, rows_of

ALL = {f"{file.stem}: {name}": case for file in sorted(CASES.glob("*.txt")) for name, case in cases(file.stem).items()}


@pytest.mark.parametrize("name", ALL)
def test_case(name: str, tmp_path: Path) -> None:
    files, expected = ALL[name]
    assert rows_of(found_in(tmp_path, files)) == sorted(expected)


IN_APP = "app/build.gradle"
ONE = "dependencies { implementation 'g:a:1' }"

ENCODINGS: dict[str, tuple[Files, list[str]]] = {
    "catalogue with CRLF, a byte order mark and comments": (
        {
            "gradle/libs.versions.toml": "\ufeff# c\r\n[versions]\r\nv = \"1\" # 2\r\n[libraries]\r\na = 'g:a:1'\r\n",
            IN_APP: "dependencies { implementation libs.a }",
        },
        ["g:a:1 gradle/libs.versions.toml:5"],
    ),
    "a damaged lock file": (
        {
            IN_APP: "dependencies { implementation 'g:a:+' }",
            "app/gradle.lockfile": "<<<<<<< HEAD\ng:a:1=x\n=======\ng:\n\x00",
        },
        ["g:a:1 app/gradle.lockfile:2"],
    ),
    "old line ends": (
        {IN_APP: "dependencies {\r implementation 'g:a:1'\r implementation 'g:b:2'\r}"},
        [f"g:a:1 {IN_APP}:2", f"g:b:2 {IN_APP}:3"],
    ),
    "UTF-16": (
        {IN_APP: "dependencies {\n implementation 'g:a:1' // 中\n}".encode("utf-16")},
        [f"g:a:1 {IN_APP}:2"],
    ),
    "blanks of every kind": (
        {IN_APP: "dependencies {\n\timplementation\t'g:a:1'\f\n\u00a0implementation\u3000'g:b:2'\n}"},
        [f"g:a:1 {IN_APP}:2", f"g:b:2 {IN_APP}:3"],
    ),
    "deep nesting": ({IN_APP: f"x {'{' * 5000}{'}' * 5000}\n{ONE}"}, [f"g:a:1 {IN_APP}:2"]),
    "a long line": ({IN_APP: f"x = [{'1, ' * 20_000}]\n{ONE}"}, [f"g:a:1 {IN_APP}:2"]),
    "settings that are no text": ({"settings.gradle": b"\x00\xff", IN_APP: ONE}, [f"g:a:1 {IN_APP}:1"]),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_encodings_and_sizes(name: str, tmp_path: Path) -> None:
    files, expected = ENCODINGS[name]
    assert rows_of(found_in(tmp_path, files)) == expected


NOTHING = archive({"x": ""})
PARENT = "<parent><groupId>g</groupId><artifactId>p</artifactId><version>3</version></parent>"
OTHER = "<dependencies><dependency><groupId>n</groupId><artifactId>n</artifactId></dependency></dependencies>"

ARCHIVES: dict[str, tuple[str, dict[str, bytes], list[str]]] = {
    "by the POM inside": (
        "implementation fileTree(dir: 'libs', include: ['*.jar'])",
        {"app/libs/x.jar": archive(maven("g", "a", "1.4")), "app/libs/y.aar": archive(maven("g", "b", "2"))},
        ["g:a:1.4"],
    ),
    "by the POM inside, without properties": (
        "implementation files('libs/x.jar')",
        {
            "app/libs/x.jar": archive(
                {"META-INF/maven/g/a/pom.xml": f"<project>{PARENT}<artifactId>a</artifactId>{OTHER}</project>"}
            )
        },
        ["g:a:3"],
    ),
    "by the manifest": (
        "implementation files('libs/a.jar')",
        {"app/libs/a.jar": archive({"META-INF/MANIFEST.MF": "Manifest-Version: 1.0\r\nBundle-Version: 4.5\r\n"})},
        [":a.jar:4.5"],
    ),
    "by the name of the file": (
        "implementation files('libs/b-1.2.3.jar'); implementation(name: 'c_v2.0.1-release', ext: 'aar')",
        {"app/libs/b-1.2.3.jar": NOTHING, "app/libs/c_v2.0.1-release.aar": NOTHING},
        [":b-1.2.3.jar:1.2.3", ":c_v2.0.1-release.aar:2.0.1"],
    ),
    "without a group": ("implementation ':d:'", {"app/libs/d.jar": NOTHING}, [":d.jar:?"]),
    "several libraries in one": (
        "implementation files('libs/fat.jar')",
        {"app/libs/fat.jar": archive({**maven("g", "a", "1"), **maven("g", "b", "2")})},
        ["g:a:1", "g:b:2"],
    ),
    "damaged ones": (
        "implementation files('libs/a.jar', 'libs/b-2.0.aar', 'libs/c.jar')",
        {"app/libs/a.jar": b"PK\x03\x04 x", "app/libs/b-2.0.aar": b"", "app/libs/c.jar": archive(maven("g", "c", "1"))},
        [":a.jar:?", ":b-2.0.aar:2.0", "g:c:1"],
    ),
    "outside, missing and unused": (
        "implementation files('../../../x.jar', 'libs/gone.jar')",
        {"app/libs/unused.jar": NOTHING},
        [],
    ),
    "below the root": (
        'implementation files("$rootDir/jars/a.jar", new File(rootDir, "jars/c.jar")), rootProject.files("jars/d.jar")',
        {"jars/a.jar": NOTHING, "jars/c.jar": NOTHING, "jars/d.jar": NOTHING},
        [":a.jar:?", ":c.jar:?", ":d.jar:?"],
    ),
    "below the module": (
        'implementation files("${projectDir}/libs/b.jar"); implementation fileTree("libs") { include "**/e.jar" }',
        {"app/libs/b.jar": NOTHING, "app/libs/deep/e.jar": NOTHING},
        [":b.jar:?", ":e.jar:?"],
    ),
    "with patterns": (
        'implementation fileTree(dir: "$rootDir/jars", includes: ["f*.jar"], excludes: ["f2.jar"])',
        {"jars/f1.jar": NOTHING, "jars/f2.jar": NOTHING, "jars/g.jar": NOTHING},
        [":f1.jar:?"],
    ),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_archives(name: str, tmp_path: Path) -> None:
    body, archives, expected = ARCHIVES[name]
    found = found_in(tmp_path, {IN_APP: f"dependencies {{ {body} }}", **archives})
    assert rows_of(found) == [f"{row} {IN_APP}:1" for row in expected]
    assert {row.archive for row in found.dependencies} <= archives.keys()


def test_a_module_that_hands_on_a_file(tmp_path: Path) -> None:
    files: Files = {
        IN_APP: "dependencies { implementation project(':lib') }",
        "lib/build.gradle": "configurations.maybeCreate('default')\nartifacts.add('default', file('kit-1.0.aar'))",
        "lib/kit-1.0.aar": NOTHING,
    }
    assert rows_of(found_in(tmp_path, files)) == [":kit-1.0.aar:1.0 lib/build.gradle:2"]


def test_packages_of_an_archive(tmp_path: Path) -> None:
    classes = archive({"com/kit/core/A.class": "", "com/kit/B.class": "", "x.txt": ""})
    manifest = '<manifest package="com.kit.app" />'
    files: Files = {
        IN_APP: "dependencies { implementation files('kit.aar') }",
        "app/kit.aar": archive({"classes.jar": classes, "AndroidManifest.xml": manifest}),
    }
    (row,) = found_in(tmp_path, files).dependencies
    assert row.packages == ("com.kit", "com.kit.app", "com.kit.core")


def test_what_is_not_known_is_said(tmp_path: Path) -> None:
    script = "dependencies {\n implementation computed()\n implementation libs.gone\n implementation files('no.jar')\n}"
    files: Files = {
        IN_APP: script,
        "lib/build.gradle": "def v = System.getenv('V')\ndependencies { implementation \"g:a:$v\" }",
        "gradle/libs.versions.toml": "[libraries]\na = 'g:a:1'",
    }
    found = found_in(tmp_path, files)
    assert [(item.position.path, item.position.line, item.text, item.reason.en) for item in found.unresolved] == [
        (IN_APP, 2, "implementation computed()", "only a build knows what this stands for"),
        (IN_APP, 3, "implementation libs.gone", "no version catalogue has this alias"),
        (IN_APP, 4, "implementation files('no.jar')", "the file is not in the repository"),
        (
            "lib/build.gradle",
            2,
            'dependencies { implementation "g:a:$v" }',
            "only a build knows the version",
        ),
    ]


def test_places_of_versions(tmp_path: Path) -> None:
    files: Files = {
        "gradle.properties": "v=1",
        "gradle/libs.versions.toml": "[versions]\nx = '2'\n[libraries]\nb = { module = 'g:b', version.ref = 'x' }",
        IN_APP: 'dependencies {\n implementation "g:a:$v"\n implementation libs.b\n implementation "g:c:3"\n}',
    }
    places = {
        row.name: (row.version_at and (row.version_at.path, row.version_at.line))
        for row in found_in(tmp_path, files).dependencies
    }
    assert places == {"a": ("gradle.properties", 1), "b": ("gradle/libs.versions.toml", 2), "c": None}


def test_evidence_and_platforms(tmp_path: Path) -> None:
    files: Files = {
        IN_APP: "dependencies {\n implementation platform('g:bom:1')\n api 'g:a'\n api 'h:b:2'\n}",
        "lib/build.gradle": "dependencies { implementation 'g:a' }",
        "lib/gradle.lockfile": "g:a:7=releaseRuntimeClasspath\n",
    }
    rows = {(row.module, row.name): row for row in found_in(tmp_path, files).dependencies}
    assert rows[":app", "a"].managed_by == ("g:bom:1",)
    assert (rows[":app", "a"].via, rows[":app", "a"].evidence) == ("bom", "declared")
    assert (rows[":lib", "a"].via, rows[":lib", "a"].evidence) == ("lock", "lock")
    assert rows[":app", "b"].managed_by == ()


def test_plugins_with_their_versions(tmp_path: Path) -> None:
    files: Files = {
        "build.gradle": "plugins { id 'tool.kit' version '3' apply false }",
        IN_APP: "plugins { id 'tool.kit' }",
    }
    (row,) = found_in(tmp_path, files).dependencies
    assert (row.group, row.version, row.module, row.position.path) == ("tool.kit", "3", ":app", IN_APP)


def test_modules_that_a_root_script_chooses(tmp_path: Path) -> None:
    files: Files = {
        "build.gradle": "configure(subprojects.findAll { it.name != 'lib' }) { dependencies { api 'g:a:1' } }",
        IN_APP: "",
        "lib/build.gradle": "",
    }
    assert [row.module for row in found_in(tmp_path, files).dependencies] == [":app"]


def test_a_copy_in_the_repository(tmp_path: Path) -> None:
    files: Files = {
        IN_APP: "dependencies {\n implementation 'a.b:c:1'\n implementation 'a.b:d:1'\n}",
        "repo/a/b/c/1/c-1.aar": NOTHING,
        "repo/x/d/1/d-1.jar": NOTHING,
    }
    rows = found_in(tmp_path, files).dependencies
    assert [(row.name, row.archive) for row in rows] == [("c", "repo/a/b/c/1/c-1.aar"), ("d", "")]


def test_scripts_from_elsewhere(tmp_path: Path) -> None:
    script = "apply from: 'https://example.com/a.gradle'\napply from: '../gone.gradle'\napply from: '../there.gradle'"
    found = found_in(tmp_path, {IN_APP: script, "there.gradle": ""})
    assert [(item.position.line, item.reason.en) for item in found.unresolved] == [
        (1, "the script is not in the repository"),
        (2, "the script is not in the repository"),
    ]


def test_builds_that_repeat_themselves_come_to_an_end(tmp_path: Path) -> None:
    items = ", ".join(f"'{number}'" for number in range(100))
    loops = f'def all = [{items}]\ndependencies {{ all.each {{ x -> all.each {{ y -> api "g:$x:$y" }} }} }}'
    functions = "\n".join(f"fun f{n}(h: Any) {{ {f'f{n + 1}(h); ' * 12} }}" for n in range(6))
    ending = 'fun f6(h: Any) { add("api", "g:a:1") }\ndependencies { f0(1) }'
    found = found_in(tmp_path, {IN_APP: loops, "lib/build.gradle.kts": f"{functions}\n{ending}"})
    assert 0 < len(found.dependencies) < 3_000
