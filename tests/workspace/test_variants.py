"""Variants: the smallest set that covers every flavour, and what is in each."""

from __future__ import annotations

from workspace.projects import MakeProject, Project

GROOVY = """
plugins { id 'com.android.application' }
android {
    namespace 'com.example'
    flavorDimensions 'store', 'price'
    productFlavors {
        china { dimension 'store' }
        world { dimension 'store' }
        free { dimension 'price' }
    }
}
dependencies {
    implementation 'g:all:1'
    chinaImplementation 'g:china:1'
    releaseImplementation 'g:release:1'
    debugImplementation 'g:debug:1'
    testImplementation 'g:test:1'
    kapt 'g:processor:1'
    implementation project(':lib')
}
"""
KOTLIN = """
plugins { id("com.android.application") }
android {
    namespace = "com.example"
    flavorDimensions += listOf("store", "price")
    productFlavors {
        create("china") { dimension = "store" }
        register("world") { dimension = "store" }
        create("free") { dimension = "price" }
    }
}
dependencies {
    implementation("g:all:1")
    "chinaImplementation"("g:china:1")
    releaseImplementation("g:release:1")
    debugImplementation("g:debug:1")
    testImplementation("g:test:1")
    kapt("g:processor:1")
    implementation(project(":lib"))
}
"""
LIBRARY = """
apply plugin: 'com.android.library'
android { flavorDimensions 'store'
 productFlavors { china { dimension 'store' }
 world { dimension 'store' } } }
"""


def _project(project: MakeProject, script: str, name: str) -> Project:
    return project(
        {
            "settings.gradle": "include ':app', ':lib'",
            name: script,
            "lib/build.gradle": LIBRARY,
            "lib/src/world/java/L.java": "",
            **{f"app/src/{s}/java/{s}.java": "" for s in ("main", "china", "worldFree", "release", "debug", "paid")},
        }
    )


def test_every_flavour_is_covered_once(project: MakeProject) -> None:
    for script, name in ((GROOVY, "app/build.gradle"), (KOTLIN, "app/build.gradle.kts")):
        made = _project(project, script, name)
        china, world = made.application().variants
        assert (china.name, world.name) == ("chinaFreeRelease", "worldFreeRelease")
        assert china.flavors == ("china", "free")
        assert [p.split("/")[-1] for p in china.sources] == ["main.java", "china.java", "release.java"]
        assert [p.split("/")[-1] for p in world.sources] == ["main.java", "worldFree.java", "release.java", "L.java"]
        assert [d.name for d in china.dependencies] == ["all", "china", "release"]
        assert [d.name for d in world.dependencies] == ["all", "release"]
        (made.root / name).unlink()


def test_variant_by_name(project: MakeProject) -> None:
    made = _project(project, GROOVY, "app/build.gradle")
    (application,) = made.load(variant="worldFreeDebug").applications
    (variant,) = application.variants
    assert variant.build_constants["DEBUG"] == "true"
    assert "app/src/debug/java/debug.java" in variant.sources
    assert made.load(variant="worldRelease").applications == ()


def test_flavours_without_a_difference_are_one_variant(project: MakeProject) -> None:
    made = project(
        {
            "settings.gradle": "include ':app'",
            "app/build.gradle": (
                "plugins { id 'com.android.application' }\nandroid { flavorDimensions 'c'\n"
                "productFlavors { xiaomi { applicationIdSuffix '.x' }\n oppo { } }\n"
                "productFlavors.all { flavor -> flavor.manifestPlaceholders = [C: name] } }"
            ),
        }
    )
    assert [v.name for v in made.application().variants] == ["xiaomiRelease"]


def test_library_falls_back_to_its_first_flavour(project: MakeProject) -> None:
    made = project(
        {
            "settings.gradle": "include ':app', ':lib'",
            "app/build.gradle": (
                "plugins { id 'com.android.application' }\ndependencies { implementation project(':lib') }"
            ),
            "lib/build.gradle": LIBRARY,
            "lib/src/china/java/C.java": "",
            "lib/src/world/java/W.java": "",
        }
    )
    assert made.variant().sources == ("lib/src/china/java/C.java",)


def test_own_source_folders(project: MakeProject) -> None:
    made = project(
        {
            "settings.gradle": "include ':app'",
            "app/build.gradle": (
                "apply plugin: 'com.android.application'\nandroid { sourceSets { main {\n"
                " manifest.srcFile 'AndroidManifest.xml'\n java.srcDirs = ['src']\n res.srcDirs += 'res2'\n} } }"
            ),
            "app/AndroidManifest.xml": '<manifest package="old.pkg"><application/></manifest>',
            "app/src/A.java": "",
            "app/res2/values/strings.xml": "<resources/>",
            "app/src/main/res/layout/main.xml": "<View/>",
        }
    )
    variant = made.variant()
    assert variant.sources == ("app/src/A.java",)
    assert variant.manifest.paths == ("app/AndroidManifest.xml",)
    assert variant.values == ("app/res2/values/strings.xml",)
    assert variant.layouts == ("app/src/main/res/layout/main.xml",)


def test_flavours_from_an_enum_of_the_build_logic(project: MakeProject) -> None:
    made = project(
        {
            "settings.gradle.kts": 'includeBuild("logic")\ninclude(":app")',
            "logic/settings.gradle.kts": "",
            "logic/src/main/kotlin/Flavors.kt": (
                "enum class Flavor { demo, prod }\n"
                "fun flavors(e: Extension) { e.productFlavors { Flavor.values().forEach { create(it.name) } } }"
            ),
            "app/build.gradle.kts": 'plugins { id("com.android.application") }',
            "app/src/demo/java/D.java": "",
            "app/src/prod/java/P.java": "",
            "app/src/weird/java/W.java": "",
        }
    )
    assert {v.name for v in made.application().variants} == {"demoRelease", "prodRelease"}


def test_build_constants(project: MakeProject) -> None:
    made = project(
        {
            "settings.gradle": "include ':app'",
            "app/build.gradle": (
                "apply plugin: 'com.android.application'\nandroid { defaultConfig {\n"
                ' buildConfigField "boolean", "TRACK", "true"\n}\nbuildTypes { release {\n'
                ' buildConfigField "boolean", "TRACK", "false"\n} } }'
            ),
        }
    )
    assert made.variant().build_constants["TRACK"] == "false"
