"""Declared dependencies: every way to write one, in both DSLs."""

from __future__ import annotations

import pytest

from privlint.dependencies.archives import archive_paths
from privlint.dependencies.catalogue import read_catalogue
from privlint.dependencies.declared import declarations
from privlint.dependencies.scope import Scope
from privlint.dependencies.script import read_script
from privlint.dependencies.values import Files
from privlint.dependencies.variables import ConstantsScope, add_properties, add_script
from privlint.workspace.builds import expanded_scopes

#: Configuration, coordinate, version, line, via.
Row = tuple[str, str | None, str | None, int, str]

CATALOGUE = """# comment
[versions]
ok = "4.12"
rich = { strictly = "[1,2[", prefer = "1.7" }

[libraries]
okhttp-core = { module = "com.ok:core", version.ref = "ok" }
plain = "com.acme:plain:1.0"
split = { group = "com.acme", name = "split", version = { require = "2.0" } }
managed = { module = "com.acme:managed" }
rich = { module = "com.acme:rich", version.ref = "rich" }

[bundles]
both = ["okhttp-core", "plain"]
"""


def declared(
    body: str, name: str = "app/build.gradle", before: str = "", properties: str = "", buildsrc: str = ""
) -> list[Row]:
    """The dependencies of a script."""
    constants = ConstantsScope(lambda: [read_script("buildSrc/src/main/kotlin/D.kt", buildsrc)])
    scope = Scope((constants,))
    add_properties(scope, properties)
    scope.catalogues["libs"] = read_catalogue("gradle/libs.versions.toml", CATALOGUE)[0]
    script = read_script(name, f"{before}\ndependencies {{\n{body}\n}}\n")
    add_script(scope, script)
    return [
        (d.configuration, ":".join(d.coordinate) if d.coordinate else None, d.version, d.position.line, d.via)
        for d in declarations(script, scope, expanded_scopes)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "implementation 'g:n:1'",
        'implementation("g:n:1")',
        "implementation('g:n:1') { exclude group: 'x', module: 'y' }",
        "implementation 'g:n:1@aar'",
        "implementation group: 'g', name: 'n', version: '1'",
        'implementation(group = "g", name = "n", version = "1")',
        'implementation("g", "n", "1")',
        "implementation(dependencies.create('g:n:1'))",
        "add('implementation', 'g:n:1')",
    ],
)
def test_literals(line: str) -> None:
    name = "app/build.gradle.kts" if "=" in line and ":" not in line.split("=")[0] else "app/build.gradle"
    ((configuration, coordinate, version, at, _),) = declared(line, name)
    assert (configuration, coordinate, version, at) == ("implementation", "g:n", "1", 3)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("def v = '1'", 'api "g:n:$v"'),
        ("ext.v = '1'", 'api "g:n:${v}"'),
        ("ext { v = '1' }", 'api "g:n:$rootProject.ext.v"'),
        ("ext.set('v', '1')", "api \"g:n:${ext['v']}\""),
        ("ext.deps = [a: [b: 'g:n:1']]", "api deps.a.b"),
        ("def deps = [:]\ndeps.b = 'g:n:1'\next.deps = deps", "api deps.b"),
        ("def x = [:]\nx.y = 'g:n:1'\ndef deps = [:]\ndeps.x = x\next.deps = deps", "api deps.x.y"),
        ("def v = '1'", "api 'g:n:' + v"),
        ("def all = ['g:n:1']", "all.each { api it }"),
    ],
)
def test_variables(before: str, line: str) -> None:
    ((_, coordinate, version, _, _),) = declared(line, before=before)
    assert (coordinate, version) == ("g:n", "1")


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ('val v = "1"', 'api("g:n:$v")'),
        ('extra["v"] = "1"', 'api("g:n:${rootProject.extra["v"]}")'),
        ('val v by extra("1")', 'api("g:n:$v")'),
        ('val m = mapOf("k" to "g:n:1")', 'api(m["k"]!!)'),
        ('val all = listOf("g:n:1")', "all.forEach { api(it) }"),
        ("", 'listOf("n").forEach { api("g:$it:1") }'),
        ("", 'for (n in setOf("n")) api("g:$n:1")'),
    ],
)
def test_kotlin_variables(before: str, line: str) -> None:
    ((_, coordinate, version, _, _),) = declared(line, "app/build.gradle.kts", before)
    assert (coordinate, version) == ("g:n", "1")


def test_lists_are_no_declarations() -> None:
    rows = declared(
        'listOf("a", "b").forEach { api("g:$it:1") }\nlistOf("a" to "1", "b" to "2")', "app/build.gradle.kts"
    )
    assert [row[1] for row in rows] == ["g:a", "g:b"]


def test_numbers_are_added() -> None:
    assert declared('api "g:n:${1}.${2 + 3}"')[0][2] == "1.5"


def test_properties_and_constants_of_the_build() -> None:
    assert declared('api "g:n:$v"', properties="# x\nv = 1\n")[0][2] == "1"
    source = 'object Versions { const val v = "1" }\nobject Deps { const val n = "g:n:${Versions.v}" }'
    assert declared("api Deps.n", buildsrc=source)[0][1:3] == ("g:n", "1")


def test_catalogue_is_where_the_version_is_edited() -> None:
    rows = declared(
        "api libs.okhttp.core\napi(libs.bundles.both)\napi libs.managed\napi libs.rich\n"
        'api libs.findLibrary("split").get()\napi "g:n:${libs.versions.ok.get()}"'
    )
    assert [(row[1], row[2], row[3]) for row in rows] == [
        ("com.ok:core", "4.12", 7),
        ("com.ok:core", "4.12", 7),
        ("com.acme:plain", "1.0", 8),
        ("com.acme:managed", None, 10),
        ("com.acme:rich", "1.7", 11),
        ("com.acme:split", "2.0", 9),
        ("g:n", "4.12", 8),
    ]
    assert rows[3][4] == "bom"


def test_bill_of_materials() -> None:
    rows = declared("api platform('g:bom:3')\napi 'g:managed'")
    assert [(row[1], row[2], row[4]) for row in rows] == [("g:bom", "3", "literal"), ("g:managed", None, "bom")]


def test_what_only_a_build_knows() -> None:
    rows = declared("api compute()\napi \"g:n:${System.getenv('V')}\"")
    assert [(row[1], row[2]) for row in rows] == [(None, None), ("g:n", None)]


def test_what_is_no_dependency() -> None:
    assert declared("// api 'g:n:1'\n/* api 'g:n:1' */\nconstraints { api 'g:n:1' }\ndef s = \"api 'g:n:1'\"") == []
    script = read_script("b.gradle", "buildscript { dependencies { classpath 'g:n:1' } }")
    assert list(declarations(script, Scope(), expanded_scopes)) == []


def test_variables_that_grow_without_bound() -> None:
    before = "\n".join(f'def v{i} = "${{v{i + 1}}}${{v{i + 1}}}${{v{i + 1}}}"' for i in range(60))
    assert declared('api "g:n:$v0"', before=before)[0][1:3] == ("g:n", None)
    assert declared('api "g:n:$a"', before='def a = "$b"\ndef b = "$a"')[0][1:3] == ("g:n", None)


def test_archives() -> None:
    listed = ["app/libs/a.jar", "app/libs/b.aar", "app/libs/sub/c.jar", "app/libs/x.txt"]

    def below(folder: str) -> list[str]:
        return [path for path in listed if path.startswith(folder)]

    def names(files: Files) -> list[str]:
        return [path.split("/")[-1] for path in archive_paths(files, lambda text: f"app/{text}", below)]

    assert names(Files(("libs",), True, ("*.jar",))) == ["a.jar"]
    assert names(Files(("libs",), True, ("**/*.jar",), ("a.jar",))) == ["c.jar"]
    assert names(Files(("libs",), True)) == ["a.jar", "b.aar", "c.jar"]
    assert names(Files(("libs/b.aar", "libs/none.jar"))) == ["b.aar"]
    assert names(Files(("**/b.aar",))) == ["b.aar"]


@pytest.mark.parametrize(
    "text", ["[versions\n", "a = ", "\x00", "[libraries]\nx = 3\ny = {}\n[plugins]\nz = []", "\ufeff[versions]\r\n"]
)
def test_any_catalogue_is_read(text: str) -> None:
    catalogue, _ = read_catalogue("libs.versions.toml", text)
    assert catalogue.libraries == {}
