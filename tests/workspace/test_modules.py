"""Which modules are applications and what is compiled into them, in both DSLs."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace.projects import MANIFEST, MakeProject

GROOVY = {
    "settings.gradle": "include ':app', ':core:net' // include ':dead'\n/* include ':gone' */\n",
    "app/build.gradle": (
        "plugins {\n    id 'com.android.application'\n    id 'com.x.off' apply false\n    // id 'com.x.dead'\n}\n"
        "android { namespace 'com.example' }\n"
        "dependencies {\n    implementation project(':core:net')\n}\n"
    ),
    "core/net/build.gradle": "apply plugin: 'com.android.library'\nandroid { namespace 'com.example.net' }\n",
}
KOTLIN = {
    "settings.gradle.kts": 'include(":app", ":core:net") // include(":dead")\n/* include(":gone") */\n',
    "app/build.gradle.kts": (
        'plugins {\n    id("com.android.application")\n    id("com.x.off") apply false\n    // id("com.x.dead")\n}\n'
        'android { namespace = "com.example" }\n'
        "dependencies {\n    implementation(projects.core.net)\n}\n"
    ),
    "core/net/build.gradle.kts": ('plugins { id("com.android.library") }\nandroid { namespace = "com.example.net" }\n'),
}
SOURCES = {
    "app/src/main/java/com/example/App.java": "class App {}",
    "app/src/debug/java/com/example/Debug.java": "class Debug {}",
    "app/src/test/java/com/example/AppTest.java": "class AppTest {}",
    "core/net/src/main/kotlin/Net.kt": "class Net",
    "dead/src/main/java/Dead.java": "class Dead {}",
}


@pytest.mark.parametrize("scripts", [GROOVY, KOTLIN], ids=["groovy", "kotlin"])
def test_application_with_a_library(project: MakeProject, scripts: dict[str, str]) -> None:
    made = project({**scripts, **SOURCES, "dead/build.gradle": "apply plugin: 'com.android.application'"})
    workspace = made.load()
    assert [(a.path, a.gradle) for a in workspace.applications] == [("app", ":app")]
    (variant,) = workspace.applications[0].variants
    assert variant.name == "release"
    assert variant.sources == ("app/src/main/java/com/example/App.java", "core/net/src/main/kotlin/Net.kt")
    assert [plugin for plugin, _ in variant.plugins] == ["com.android.application"]
    assert variant.plugins[0][1].line == 2
    assert variant.build_constants["DEBUG"] == "false"
    assert workspace.problems == []


def test_tests_are_included_when_asked_for(project: MakeProject) -> None:
    workspace = project({**GROOVY, **SOURCES}).load(include_tests=True)
    assert "app/src/test/java/com/example/AppTest.java" in workspace.applications[0].variants[0].sources


def test_application_in_the_root(project: MakeProject) -> None:
    made = project({"build.gradle": "apply plugin: 'com.android.application'", "src/main/java/A.java": "class A {}"})
    (application,) = made.load().applications
    assert (application.path, application.gradle) == ("", ":")
    assert application.variants[0].sources == ("src/main/java/A.java",)


def test_several_builds_in_one_repository(project: MakeProject) -> None:
    app = "plugins { id 'com.android.application' }"
    made = project(
        {
            "one/settings.gradle": "include ':app'",
            "one/app/build.gradle": app,
            "two/settings.gradle.kts": 'include(":app")',
            "two/app/build.gradle": app,
        }
    )
    assert [a.path for a in made.load().applications] == ["one/app", "two/app"]


def test_no_settings_file(project: MakeProject) -> None:
    made = project({"build.gradle": "", "app/build.gradle": "apply plugin: 'com.android.application'"})
    assert [a.path for a in made.load().applications] == ["app"]


def test_moved_module_and_includes_in_a_loop(project: MakeProject) -> None:
    made = project(
        {
            "settings.gradle.kts": (
                'listOf(":app", ":login").forEach { include(it) }\n'
                'project(":login").projectDir = file("modules/sign-in")\n'
            ),
            "app/build.gradle.kts": (
                'plugins { id("com.android.application") }\ndependencies { implementation(project(":login")) }'
            ),
            "modules/sign-in/build.gradle": "apply plugin: 'com.android.library'",
            "modules/sign-in/src/main/java/Login.java": "class Login {}",
        }
    )
    assert made.variant().sources == ("modules/sign-in/src/main/java/Login.java",)


def test_plugin_from_a_version_catalogue(project: MakeProject) -> None:
    made = project(
        {
            "settings.gradle": "include ':app'",
            "gradle/libs.versions.toml": '[plugins]\nandroid-app = { id = "com.android.application", version = "8" }\n',
            "app/build.gradle": "plugins { alias(libs.plugins.android.app) }",
        }
    )
    assert made.application().path == "app"


def test_convention_plugin_from_a_class_of_an_included_build(project: MakeProject) -> None:
    made = project(
        {
            "settings.gradle.kts": 'pluginManagement { includeBuild("build-logic") }\ninclude(":app")',
            "build-logic/settings.gradle.kts": "",
            "build-logic/build.gradle.kts": (
                'gradlePlugin { plugins { register("app") {\n  id = "acme.app"\n'
                '  implementationClass = "com.acme.AppPlugin"\n} } }'
            ),
            "build-logic/src/main/kotlin/AppPlugin.kt": (
                "class AppPlugin : Plugin<Project> {\n    override fun apply(target: Project) {\n"
                '        with(target) { apply(plugin = "com.android.application") }\n    }\n}'
            ),
            "app/build.gradle.kts": 'plugins { id("acme.app") }',
        }
    )
    plugins = [plugin for plugin, _ in made.variant().plugins]
    assert plugins == ["acme.app", "com.android.application"]


def test_precompiled_convention_plugin(project: MakeProject) -> None:
    made = project(
        {
            "settings.gradle": "include ':app'",
            "buildSrc/src/main/groovy/acme.app.gradle": "plugins { id 'com.android.application' }",
            "app/build.gradle": "plugins { id 'acme.app' }",
        }
    )
    assert made.application().gradle == ":app"


@pytest.mark.parametrize(("flag", "applications"), [("false", ["app"]), ("true", ["app", "feature"])])
def test_plugin_under_a_known_condition(project: MakeProject, flag: str, applications: list[str]) -> None:
    made = project(
        {
            "gradle.properties": f"isModule={flag}\n",
            "settings.gradle": "include ':app', ':feature'",
            "app/build.gradle": "apply plugin: 'com.android.application'",
            "feature/build.gradle": (
                "if (isModule.toBoolean()) {\n apply plugin: 'com.android.application'\n} else {\n"
                " apply plugin: 'com.android.library'\n}"
            ),
        }
    )
    assert [a.path for a in made.load().applications] == applications


def test_plugin_under_an_unknown_condition_is_an_application_unless_used(project: MakeProject) -> None:
    files = {
        "settings.gradle": "include ':app', ':feature'",
        "app/build.gradle": "apply plugin: 'com.android.application'",
        "feature/build.gradle": (
            "if (System.getenv('X')) { apply plugin: 'com.android.application' }\n"
            "else { apply plugin: 'com.android.library' }"
        ),
    }
    assert [a.path for a in project(files).load().applications] == ["app", "feature"]
    files["app/build.gradle"] += "\ndependencies { implementation project(':feature') }"
    assert [a.path for a in project(files).load().applications] == ["app"]


def test_dynamic_feature_belongs_to_its_base(project: MakeProject) -> None:
    made = project(
        {
            "settings.gradle": "include ':app', ':extra'",
            "app/build.gradle": "plugins { id 'com.android.application' }\nandroid { dynamicFeatures = [':extra'] }",
            "extra/build.gradle": (
                "plugins { id 'com.android.dynamic-feature' }\ndependencies { implementation project(':app') }"
            ),
            "extra/src/main/java/Extra.java": "class Extra {}",
        }
    )
    assert made.variant().sources == ("extra/src/main/java/Extra.java",)


def test_script_that_is_applied_counts(project: MakeProject) -> None:
    made = project(
        {
            "settings.gradle": "include ':app'",
            "common.gradle": "apply plugin: 'com.android.application'\nandroid { namespace 'com.common' }",
            "app/build.gradle": 'apply from: "$rootDir/common.gradle"',
        }
    )
    application = made.variant().manifest.application
    assert application is not None
    assert application.name == "com.common.App"


def test_multiplatform_source_sets(project: MakeProject) -> None:
    made = project(
        {
            "settings.gradle.kts": 'include(":app")',
            "app/build.gradle.kts": (
                'plugins { kotlin("multiplatform"); id("com.android.application") }\n'
                "kotlin { sourceSets {\n  val shared by creating { dependsOn(commonMain.get()) }\n"
                "  androidMain { dependsOn(shared) }\n"
                '  commonMain.dependencies { implementation("g:common:1") }\n'
                '  val desktopMain by getting { dependencies { implementation("g:desktop:1") } }\n} }'
            ),
            **{
                f"app/src/{name}/kotlin/{name}.kt": ""
                for name in ("commonMain", "androidMain", "desktopMain", "shared", "commonTest")
            },
        }
    )
    variant = made.variant()
    assert {path.split("/")[2] for path in variant.sources} == {"commonMain", "androidMain", "shared"}
    assert [d.name for d in variant.dependencies] == ["common"]


def test_eclipse_layout_without_gradle(project: MakeProject, tmp_path: Path) -> None:
    manifest = (tmp_path / "x").parent  # the fixture writes app/src/main as well: a second project
    made = project({"old/src/com/A.java": "class A {}", "old/res/values/strings.xml": "<resources/>"})
    made.write("old/AndroidManifest.xml", (manifest / "app/src/main/AndroidManifest.xml").read_bytes())
    application = next(a for a in made.load().applications if a.path == "old")
    assert application.variants[0].name == ""
    assert application.variants[0].sources == ("old/src/com/A.java",)


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("app/build.gradle", "wire 'android'\nandroid { defaultConfig { applicationId names.app } }\n"),
        (
            "app/build.gradle.kts",
            "plugins { wire(libs.app) }\nandroid { defaultConfig { applicationId = names.app } }\n",
        ),
    ],
    ids=["groovy", "kotlin"],
)
def test_an_application_id_makes_an_application(project: MakeProject, name: str, script: str) -> None:
    """How the plugin is applied may be beyond static reading; only applications have an id."""
    made = project({**SOURCES, "settings.gradle": "include ':app'\n", name: script})
    assert [(a.path, a.gradle) for a in made.load().applications] == [("app", ":app")]


_BY_FOLDER_GROOVY = """\
def isModule = { File dir -> new File(dir, "build.gradle").isFile() || new File(dir, "build.gradle.kts").isFile() }
rootDir.eachFile(groovy.io.FileType.DIRECTORIES) { File parent ->
    if (isModule(parent)) {
        include ":${parent.name}"
    } else {
        parent.eachFile(groovy.io.FileType.DIRECTORIES) { child ->
            if (isModule(child)) {
                include ":${child.name}"
                project(":${child.name}").projectDir = new File("${parent.name}/${child.name}")
            }
        }
    }
}
"""
_APP_GROOVY = "plugins { id 'com.android.application' }\ndependencies { implementation project(':net') }\n"
_APP_KOTLIN = 'plugins { id("com.android.application") }\ndependencies { implementation(project(":net")) }\n'
_BY_FOLDER_KOTLIN = """\
include(":app")
rootDir.walk().maxDepth(3).filter { File(it, "build.gradle.kts").exists() }.forEach { folder ->
    include(":${folder.name}")
    project(":${folder.name}").projectDir = folder
}
"""


@pytest.mark.parametrize(
    "scripts",
    [
        {
            "settings.gradle": _BY_FOLDER_GROOVY,
            "app/build.gradle": _APP_GROOVY,
            "core/net/build.gradle": "apply plugin: 'com.android.library'\n",
        },
        {
            "settings.gradle.kts": _BY_FOLDER_KOTLIN,
            "app/build.gradle.kts": _APP_KOTLIN,
            "core/net/build.gradle.kts": 'plugins { id("com.android.library") }\n',
        },
    ],
    ids=["groovy", "kotlin"],
)
def test_a_module_that_is_included_by_its_folder_is_found_by_its_folder(
    project: MakeProject, scripts: dict[str, str]
) -> None:
    (application,) = project({**scripts, **SOURCES}).load().applications
    (variant,) = application.variants
    assert "core/net/src/main/kotlin/Net.kt" in variant.sources


def test_of_two_folders_of_one_name_neither_is_taken(project: MakeProject) -> None:
    scripts = {
        "settings.gradle": _BY_FOLDER_GROOVY,
        "app/build.gradle": _APP_GROOVY,
        "core/net/build.gradle": "apply plugin: 'com.android.library'\n",
        "other/net/build.gradle": "apply plugin: 'com.android.library'\n",
    }
    (application,) = project({**scripts, **SOURCES}).load().applications
    assert "core/net/src/main/kotlin/Net.kt" not in application.variants[0].sources


def test_computed_includes_stand_for_every_module(project: MakeProject) -> None:
    made = project({**GROOVY, **SOURCES, "settings.gradle": "names().each { include ':' + it }\n"})
    assert [(a.path, a.gradle) for a in made.load().applications] == [("app", ":app")]
    assert "core/net/src/main/kotlin/Net.kt" in made.variant().sources


_LAUNCHER = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android"><application>
<activity android:name="com.example.Main"><intent-filter><action android:name="android.intent.action.MAIN"/>
<category android:name="android.intent.category.LAUNCHER"/></intent-filter></activity></application></manifest>
"""


@pytest.mark.parametrize(
    "scripts",
    [
        {
            "settings.gradle": "include ':app', ':core:net'",
            "app/build.gradle": "plugins { id 'com.vendor.app' }\ndependencies { api project(':core:net') }",
            "core/net/build.gradle": "plugins { id 'com.vendor.feature' }",
        },
        {
            "settings.gradle.kts": 'include(":app", ":core:net")',
            "app/build.gradle.kts": "plugins { alias(remote.plugins.app) }\ndependencies { api(projects.core.net) }",
            "core/net/build.gradle.kts": "plugins { alias(remote.plugins.feature) }",
        },
    ],
    ids=["groovy", "kotlin"],
)
def test_published_conventions_leave_the_launcher_to_tell(project: MakeProject, scripts: dict[str, str]) -> None:
    made = project({**scripts, **SOURCES, "app/src/main/AndroidManifest.xml": _LAUNCHER})
    (application,) = made.load().applications
    assert (application.path, application.gradle) == ("app", ":app")
    assert "core/net/src/main/kotlin/Net.kt" in application.variants[0].sources


@pytest.mark.parametrize(
    ("name", "script"),
    [
        (
            "app/build.gradle",
            "apply plugin: 'com.android.application'\n"
            "android { productFlavors { store { apply plugin: 'com.vendor.services' } } }\n",
        ),
        (
            "app/build.gradle.kts",
            'plugins { id("com.android.application") }\n'
            'android { productFlavors { create("store") { apply(plugin = "com.vendor.services") } } }\n',
        ),
    ],
    ids=["groovy", "kotlin"],
)
def test_plugin_that_a_flavour_seems_to_apply_is_applied_to_the_module(
    project: MakeProject, name: str, script: str
) -> None:
    made = project({"settings.gradle": "include ':app'", name: script, **SOURCES})
    (variant,) = made.load().applications[0].variants
    assert [plugin for plugin, _ in variant.plugins] == ["com.android.application", "com.vendor.services"]


def test_own_function_of_the_build_configures_android(project: MakeProject) -> None:
    made = project(
        {
            "build.gradle.kts": 'plugins { id("com.android.application") }\n'
            'androidApp {\n    namespace = "com.own"\n    productFlavors {\n'
            '        flavorDimensions += "store"\n        create("free") { dimension = "store" }\n'
            '        create("paid") { dimension = "store" }\n    }\n}',
            "src/main/AndroidManifest.xml": MANIFEST,
            "src/main/java/A.java": "class A {}",
            "src/free/java/B.java": "class B {}",
            "src/paid/java/B.java": "class B {}",
        }
    )
    variants = made.application(":").variants
    assert [variant.name for variant in variants] == ["freeRelease", "paidRelease"]
    assert variants[0].manifest.application is not None
    assert variants[0].manifest.application.name == "com.own.App"


@pytest.mark.parametrize(("suffix", "package"), [("kt", "package com.hidden.app"), ("java", "package com.hidden.app;")])
def test_namespace_that_scripts_compute_is_that_of_the_classes(project: MakeProject, suffix: str, package: str) -> None:
    made = project(
        {
            "build.gradle.kts": 'plugins { id("com.android.application") }\nandroid { namespace = computed() }',
            "src/main/AndroidManifest.xml": MANIFEST.replace(".MainActivity", ".ui.MainActivity"),
            f"src/main/java/somewhere/App.{suffix}": f"// package com.wrong\n{package}\nclass App",
            f"src/main/java/com/hidden/app/ui/MainActivity.{suffix}": package.replace("app", "app.ui"),
            f"src/main/java/other/ui/MainActivity.{suffix}": package.replace("hidden.app", "other"),
        }
    )
    manifest = made.variant(":").manifest
    assert manifest.application is not None
    assert manifest.application.name == "com.hidden.app.App"
    assert [component.name for component in manifest.components] == ["com.hidden.app.ui.MainActivity"]


@pytest.mark.parametrize(
    ("projects", "expected"),
    [
        ('rootProject.subprojects.filter { it.name != excluded && it.name != "app" }', {"base", "shop"}),
        ('project.rootProject.subprojects.filterNot { it.name == "app" }', {"base", "shop", "debug"}),
        ("rootProject.allprojects.filter { it != project && isOurs(it) }", {"base", "shop", "debug"}),
    ],
)
def test_dependencies_on_all_projects(project: MakeProject, projects: str, expected: set[str]) -> None:
    library = 'plugins { id("com.android.library") }'
    made = project(
        {
            "settings.gradle.kts": 'include(":app", ":base", ":features:shop", ":debug")',
            "app/build.gradle.kts": 'plugins { id("com.android.application") }\nandroid { namespace = "com.x" }\n'
            f'val excluded = "debug"\ndependencies {{\n    {projects}.forEach {{ "api"(it) }}\n}}',
            "app/src/main/java/A.kt": "class A",
            **{f"{folder}/build.gradle.kts": library for folder in ("base", "features/shop", "debug")},
            "base/src/main/java/base.kt": "class Base",
            "features/shop/src/main/java/shop.kt": "class Shop",
            "debug/src/main/java/debug.kt": "class Debug",
        }
    )
    sources = {path.rpartition("/")[2].removesuffix(".kt") for path in made.variant().sources}
    assert sources == {"A", *expected}
