"""Variants from the build script to the findings: what holds where, in Groovy and in Kotlin DSL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from privlint import api
from privlint.config import Settings

_MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools">
    <application android:name="com.example.App">{}</application>
</manifest>
"""
_APP = """\
package com.example;
import com.google.android.gms.ads.MobileAds;
import cn.jpush.android.api.JPushInterface;
public class App extends android.app.Application {{
    @Override public void onCreate() {{ super.onCreate(); {} }}
}}
"""
_SDK_JAVA = """\
package com.example;
public class Sdk {{ static void start(android.content.Context context) {{ {} }} }}
"""
_SDK_KOTLIN = """\
package com.example
object Sdk {{ @JvmStatic fun start(context: android.content.Context) {{ {} }} }}
"""
_PUSH = "cn.jpush.android.api.JPushInterface.init(context)"
_ADS = "com.google.android.gms.ads.MobileAds.initialize(context)"
_GROOVY = "plugins {{ id 'com.android.application' }}\nandroid {{\nnamespace 'com.example'\n{}\n}}\n{}\n"
_KOTLIN = 'plugins {{ id("com.android.application") }}\nandroid {{\nnamespace = "com.example"\n{}\n}}\n{}\n'
_LIBRARY = "plugins {{ id 'com.android.library' }}\nandroid {{ namespace 'com.library'\n{}\n}}\n"
_STORES = """
flavorDimensions 'store'
productFlavors { china { dimension 'store' }
world { dimension 'store' } }
"""
_STORES_KOTLIN = """
flavorDimensions += "store"
productFlavors { create("china") { dimension = "store" }
create("world") { dimension = "store" } }
"""

Found = set[tuple[str, str, str]]
Check = Callable[..., Found]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Finds class, application and variants of what starts in a project; there is always an app with a manifest."""

    def run(files: Mapping[str, str], variant: str = "") -> Found:
        usual = {"settings.gradle": "include ':app', ':lib'", "app/src/main/AndroidManifest.xml": _MANIFEST.format("")}
        for path, text in {**usual, **files}.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        report = api.check(tmp_path, Settings(variant=variant))
        return {
            (finding.api.partition("#")[0].rpartition(".")[2], finding.application, " ".join(finding.variants))
            for finding in report.findings
            if finding.code in ("PRV101", "PRV104") and finding.trigger == "automatic"
        }

    return run


def groovy(android: str, rest: str = "") -> dict[str, str]:
    return {"app/build.gradle": _GROOVY.format(android, rest)}


def kotlin(android: str, rest: str = "") -> dict[str, str]:
    return {"app/build.gradle.kts": _KOTLIN.format(android, rest)}


def app(statements: str = "Sdk.start(this);") -> dict[str, str]:
    return {"app/src/main/java/com/example/App.java": _APP.format(statements)}


def sdk(*sets: str, code: str = _PUSH, folder: str = "java", module: str = "app") -> dict[str, str]:
    suffix, text, end = (".kt", _SDK_KOTLIN, "") if folder == "kotlin" else (".java", _SDK_JAVA, ";")
    return {f"{module}/src/{name}/{folder}/com/example/Sdk{suffix}": text.format(code and code + end) for name in sets}


class TestSources:
    """Source sets of flavours and build types."""

    @pytest.mark.parametrize("script", [groovy(_STORES), kotlin(_STORES_KOTLIN)], ids=["groovy", "kotlin"])
    @pytest.mark.parametrize("folder", ["java", "kotlin"])
    def test_of_a_flavour(self, check: Check, script: dict[str, str], folder: str) -> None:
        found = check({**script, **app(), **sdk("china", folder=folder), **sdk("world", code="", folder=folder)})
        assert found == {("JPushInterface", "app", "chinaRelease")}

    def test_of_debug_are_no_part_of_a_release(self, check: Check) -> None:
        assert check({**groovy(""), **app(), **sdk("debug"), **sdk("release", code="")}) == set()

    def test_of_debug_when_asked_for(self, check: Check) -> None:
        files = {**groovy(""), **app(), **sdk("debug"), **sdk("release", code="")}
        assert check(files, "debug") == {("JPushInterface", "app", "debug")}

    def test_one_variant_when_asked_for(self, check: Check) -> None:
        files = {**groovy(_STORES), **app(), **sdk("china"), **sdk("world", code=_ADS)}
        assert check(files, "worldRelease") == {("MobileAds", "app", "worldRelease")}

    def test_in_both_flavours(self, check: Check) -> None:
        files = {**groovy(_STORES), **app("JPushInterface.init(this);"), **sdk("china", "world", code="")}
        files["app/src/china/java/com/example/Own.java"] = "package com.example; class Own { }"
        assert check(files) == {("JPushInterface", "app", "chinaRelease worldRelease")}

    def test_of_two_dimensions(self, check: Check) -> None:
        script = groovy("""
flavorDimensions 'price', 'store'
productFlavors { free { dimension 'price' }
paid { dimension 'price' }
china { dimension 'store' }
world { dimension 'store' }
beta { dimension 'store' } }
""")
        found = check({**script, **app(), **sdk("china"), **sdk("world", code=_ADS), **sdk("beta", code="")})
        assert found == {
            ("JPushInterface", "app", "freeChinaRelease"),
            ("MobileAds", "app", "paidWorldRelease"),
        }

    def test_of_a_combination_of_flavours(self, check: Check) -> None:
        script = kotlin("""
flavorDimensions.addAll(listOf("price", "store"))
productFlavors { register("free") { dimension = "price" }
register("china") { dimension = "store" } }
""")
        assert check({**script, **app(), **sdk("freeChina")}) == {("JPushInterface", "app", "freeChinaRelease")}

    def test_of_a_variant_go_before_those_of_its_parts(self, check: Check) -> None:
        files = {**groovy(_STORES), **app(), **sdk("chinaRelease", "world", code="")}
        assert check(files) == set()

    def test_in_folders_of_their_own(self, check: Check) -> None:
        script = groovy(
            _STORES + "sourceSets { china { java.srcDirs = ['src/shared/cn'] }\n world.java.srcDir 'none' }"
        )
        files = {"app/src/shared/cn/com/example/Sdk.java": _SDK_JAVA.format(_PUSH + ";"), **sdk("world", code="")}
        assert check({**script, **app(), **files}) == {("JPushInterface", "app", "chinaRelease")}

    def test_in_folders_of_their_own_in_kotlin(self, check: Check) -> None:
        script = kotlin(_STORES_KOTLIN + 'sourceSets { getByName("china") { kotlin.srcDir("src/shared/cn") } }')
        files = {"app/src/shared/cn/com/example/Sdk.kt": _SDK_KOTLIN.format(_PUSH), **sdk("world", code="")}
        assert check({**script, **app(), **files}) == {("JPushInterface", "app", "chinaRelease")}

    def test_shared_by_two_flavours(self, check: Check) -> None:
        script = groovy(
            _STORES + "sourceSets { china.java.srcDirs += 'src/store'\n world.java.srcDirs += 'src/store' }"
        )
        files = {"app/src/store/com/example/Sdk.java": _SDK_JAVA.format(_PUSH + ";")}
        assert {api for api, _, _ in check({**script, **app(), **files})} == {"JPushInterface"}

    @pytest.mark.parametrize(
        "text",
        [
            "variantFilter { variant -> if (variant.name.contains('china')) setIgnore(true) }",
            "variantFilter { if (it.flavors*.name.contains('china')) { setIgnore(true) } }",
            "variantFilter { def names = it.flavors*.name\n"
            "if (names.contains('china') && it.buildType.name == 'release') { it.ignore = true } }",
            "variantFilter { variant -> if (variant.flavors[0].name == 'china') variant.setIgnore(true) }",
            "variantFilter { if (name != 'worldRelease') { ignore = true } }",
        ],
    )
    def test_of_a_variant_that_is_left_out(self, check: Check, text: str) -> None:
        files = {**groovy(_STORES + text), **app(), **sdk("china"), **sdk("world", code="")}
        assert check(files) == set()

    @pytest.mark.parametrize(
        "text",
        [
            "variantFilter { variant -> if (variant.name.contains('world')) setIgnore(true) }",
            "variantFilter { variant -> if (variant.name.contains('china') && isOdd(variant)) setIgnore(true) }",
            "variantFilter { variant -> if (variant.buildType.name == 'debug') setIgnore(true) }",
            "variantFilter { variant -> if (!variant.name.contains('china')) setIgnore(true) }",
        ],
    )
    def test_of_a_variant_that_may_be_built(self, check: Check, text: str) -> None:
        files = {**groovy(_STORES + text), **app(), **sdk("china"), **sdk("world", code="")}
        assert check(files) == {("JPushInterface", "app", "chinaRelease")}

    def test_of_a_combination_that_is_left_out(self, check: Check) -> None:
        script = groovy("""
flavorDimensions 'price', 'store'
productFlavors { free { dimension 'price' }
paid { dimension 'price' }
china { dimension 'store' }
world { dimension 'store' } }
variantFilter { if (it.name.startsWith('freeChina')) setIgnore(true) }
""")
        files = {**script, **app(), **sdk("china"), **sdk("world", code="")}
        assert check(files) == {("JPushInterface", "app", "paidChinaRelease")}

    @pytest.mark.parametrize(
        "code",
        [
            'beforeVariants(selector().withFlavor("store" to "china")) { it.enable = false }',
            'beforeVariants(selector().withName("chinaRelease")) { variant -> variant.enable = false }',
            'beforeVariants { if ("store" to "china" in it.productFlavors) it.enable = false }',
            'beforeVariants { variant -> if (variant.name == "chinaRelease") { variant.enable = false } }',
            'beforeVariants(selector().withBuildType("release")) { if (it.flavorName == "china") it.enable = false }',
        ],
    )
    def test_of_a_variant_that_is_left_out_in_kotlin(self, check: Check, code: str) -> None:
        rest = f"androidComponents {{ {code} }}"
        files = {**kotlin(_STORES_KOTLIN, rest), **app(), **sdk("china"), **sdk("world", code="")}
        assert check(files) == set()

    def test_of_a_build_type_without_a_release(self, check: Check) -> None:
        script = groovy("buildTypes { staging { initWith release } }")
        files = {**script, **app(), **sdk("staging"), **sdk("release", code="")}
        assert check(files) == set()
        assert check(files, "staging") == {("JPushInterface", "app", "staging")}


class TestLibraries:
    """The variant of a library that belongs to a variant of the application."""

    _DEPENDENCY = "dependencies { implementation project(':lib') }"

    def test_same_flavour(self, check: Check) -> None:
        files = {**groovy(_STORES, self._DEPENDENCY), **app(), "lib/build.gradle": _LIBRARY.format(_STORES)}
        files |= {**sdk("china", module="lib"), **sdk("world", code="", module="lib")}
        files["app/src/china/java/com/example/Own.java"] = "package com.example; class Own { }"
        assert check(files) == {("JPushInterface", "app", "chinaRelease")}

    @pytest.mark.parametrize(
        ("android", "expected"),
        [
            ("defaultConfig { missingDimensionStrategy 'tier', 'high', 'low' }", {("MobileAds", "app", "release")}),
            ("defaultConfig { missingDimensionStrategy 'tier', 'absent', 'high' }", {("MobileAds", "app", "release")}),
            ("", {("JPushInterface", "app", "release")}),
        ],
    )
    def test_dimension_that_the_application_lacks(self, check: Check, android: str, expected: Found) -> None:
        tiers = "flavorDimensions 'tier'\nproductFlavors { low { dimension 'tier' }\nhigh { dimension 'tier' } }"
        files = {**groovy(android, self._DEPENDENCY), **app(), "lib/build.gradle": _LIBRARY.format(tiers)}
        files |= {**sdk("low", module="lib"), **sdk("high", code=_ADS, module="lib")}
        assert check(files) == expected

    def test_dimension_that_the_application_lacks_in_kotlin(self, check: Check) -> None:
        tiers = "flavorDimensions 'tier'\nproductFlavors { low { dimension 'tier' }\nhigh { dimension 'tier' } }"
        script = kotlin(
            'defaultConfig { missingDimensionStrategy("tier", "high") }',
            'dependencies { implementation(project(":lib")) }',
        )
        files = {**script, **app(), "lib/build.gradle": _LIBRARY.format(tiers)}
        files |= {**sdk("low", module="lib"), **sdk("high", code=_ADS, module="lib")}
        assert check(files) == {("MobileAds", "app", "release")}

    def test_flavour_that_the_library_lacks(self, check: Check) -> None:
        stores = _STORES.replace(
            "china { dimension 'store' }", "china { dimension 'store'\nmatchingFallbacks = ['asia'] }"
        )
        library = _STORES.replace("china", "europe").replace("world", "asia")
        files = {**groovy(stores, self._DEPENDENCY), **app(), "lib/build.gradle": _LIBRARY.format(library)}
        files |= {**sdk("asia", module="lib"), **sdk("europe", code=_ADS, module="lib")}
        files["app/src/china/java/com/example/Own.java"] = "package com.example; class Own { }"
        assert ("JPushInterface", "app", "chinaRelease") in check(files)

    def test_build_type_that_the_library_lacks(self, check: Check) -> None:
        types = "buildTypes { staging { initWith debug\nmatchingFallbacks = ['debug'] } }"
        files = {**groovy(types, self._DEPENDENCY), **app(), "lib/build.gradle": _LIBRARY.format("")}
        files |= {**sdk("debug", module="lib"), **sdk("release", code="", module="lib")}
        assert check(files, "staging") == {("JPushInterface", "app", "staging")}

    def test_library_of_one_flavour(self, check: Check) -> None:
        rest = "dependencies { chinaImplementation project(':lib') }"
        files = {**groovy(_STORES, rest), **app(), "lib/build.gradle": _LIBRARY.format("")}
        files |= {**sdk("main", module="lib"), **sdk("world", code="")}
        assert check(files) == {("JPushInterface", "app", "chinaRelease")}

    def test_two_applications_that_differ_in_their_gate(self, check: Check) -> None:
        gate = 'if (context.getSharedPreferences("p", 0).getBoolean("agreed", false)) '
        files = {"settings.gradle": "include ':app', ':tv', ':lib'", "lib/build.gradle": _LIBRARY.format("")}
        files |= {**groovy("", self._DEPENDENCY), **app("Sdk.start(this);"), **sdk("main", module="lib")}
        files["tv/build.gradle"] = files["app/build.gradle"]
        files["tv/src/main/AndroidManifest.xml"] = _MANIFEST.format("")
        files["tv/src/main/java/com/example/App.java"] = _APP.format(gate.replace("context.", "") + "Sdk.start(this);")
        assert check(files) == {("JPushInterface", "app", "release")}

    def test_dynamic_feature(self, check: Check) -> None:
        files = {**groovy("dynamicFeatures = [':lib']"), **app("JPushInterface.init(this);")}
        files["lib/build.gradle"] = (
            "plugins { id 'com.android.dynamic-feature' }\nandroid { namespace 'com.feature' }\n"
            "dependencies { implementation project(':app') }"
        )
        provider = '<provider android:name="com.feature.Early" android:authorities="early" />'
        files["lib/src/main/AndroidManifest.xml"] = _MANIFEST.format(provider).replace(
            'android:name="com.example.App"', ""
        )
        files["lib/src/main/java/com/feature/Early.kt"] = (
            "package com.feature\nclass Early : android.content.ContentProvider() {\n"
            f"override fun onCreate(): Boolean {{ {_ADS}; return true }}\n}}"
        )
        assert check(files) == {("JPushInterface", "app", "release"), ("MobileAds", "app", "release")}


class TestManifestsAndDependencies:
    """What a flavour declares."""

    def test_component_of_a_flavour(self, check: Check) -> None:
        provider = '<provider android:name="com.example.Early" android:authorities="early" />'
        early = "package com.example; public class Early extends android.content.ContentProvider {{ {} }}".format(
            f"@Override public boolean onCreate() {{ {_PUSH.replace('context', 'getContext()')}; return true; }}"
        )
        files = {**groovy(_STORES), "app/src/main/java/com/example/Early.java": early}
        files["app/src/china/AndroidManifest.xml"] = _MANIFEST.format(provider)
        assert check(files) == {("JPushInterface", "app", "chinaRelease")}

    def test_application_class_of_a_flavour(self, check: Check) -> None:
        files = {**groovy(_STORES), **app(""), **sdk("world", code="")}
        files["app/src/china/AndroidManifest.xml"] = (
            _MANIFEST.format("")
            .replace("com.example.App", ".CnApp")
            .replace("<application", '<application tools:replace="android:name"')
        )
        files["app/src/china/java/com/example/CnApp.kt"] = (
            "package com.example\nclass CnApp : App() {\noverride fun onCreate() { super.onCreate(); "
            "cn.jpush.android.api.JPushInterface.init(this) }\n}"
        )
        assert check(files) == {("JPushInterface", "app", "chinaRelease")}

    @pytest.mark.parametrize(
        "script",
        [
            groovy(_STORES, "dependencies { worldImplementation 'com.applovin:applovin-sdk:12.4.2' }"),
            kotlin(_STORES_KOTLIN, 'dependencies { "worldImplementation"("com.applovin:applovin-sdk:12.4.2") }'),
            kotlin(_STORES_KOTLIN, 'dependencies { add("worldImplementation", "com.applovin:applovin-sdk:12.4.2") }'),
            kotlin(
                _STORES_KOTLIN,
                "val worldImplementation by configurations\n"
                'dependencies { worldImplementation("com.applovin:applovin-sdk:12.4.2") }',
            ),
        ],
    )
    def test_dependency_of_a_flavour(self, check: Check, script: dict[str, str]) -> None:
        assert check({**script, **app("")}) == {("AppLovinInitProvider", "app", "worldRelease")}

    def test_provider_that_a_flavour_removes(self, check: Check) -> None:
        removed = '<provider android:name="com.applovin.sdk.AppLovinInitProvider" tools:node="remove" />'
        files = {**groovy(_STORES, "dependencies { implementation 'com.applovin:applovin-sdk:12.4.2' }"), **app("")}
        files["app/src/china/AndroidManifest.xml"] = _MANIFEST.format(removed)
        assert check(files) == {("AppLovinInitProvider", "app", "worldRelease")}


class TestConstants:
    """Fields of BuildConfig differ by flavour and build type."""

    @pytest.mark.parametrize(
        ("script", "variants"),
        [
            (
                groovy(
                    _STORES.replace("china {", "china { buildConfigField 'boolean', 'PUSH', 'true'\n").replace(
                        "world {", "world { buildConfigField 'boolean', 'PUSH', 'false'\n"
                    )
                ),
                "chinaRelease",
            ),
            (
                groovy(
                    "defaultConfig { buildConfigField 'boolean', 'PUSH', 'true' }\n"
                    + _STORES.replace("world {", 'world { buildConfigField("boolean", "PUSH", "false")\n')
                ),
                "chinaRelease",
            ),
            (
                groovy(
                    "defaultConfig { buildConfigField 'boolean', 'PUSH', 'false' }\n"
                    "buildTypes { release { buildConfigField 'boolean', 'PUSH', 'true' } }"
                ),
                "release",
            ),
            (
                kotlin(
                    'defaultConfig { buildConfigField("boolean", "PUSH", "false") }\n'
                    'buildTypes { getByName("release") { buildConfigField("boolean", "PUSH", "true") } }'
                ),
                "release",
            ),
            (
                kotlin(
                    'defaultConfig { buildConfigField("Boolean", "PUSH", "false") }\n'
                    + _STORES_KOTLIN.replace(
                        '"china") {', '"china") { buildConfigField("Boolean", "PUSH", true.toString())\n'
                    )
                ),
                "chinaRelease",
            ),
            (
                groovy(
                    "defaultConfig { buildConfigField 'boolean', 'PUSH', 'true' }\n"
                    "buildTypes { debug { buildConfigField 'boolean', 'PUSH', 'false' } }"
                ),
                "release",
            ),
        ],
    )
    def test_flag(self, check: Check, script: dict[str, str], variants: str) -> None:
        files = {**script, **app("if (BuildConfig.PUSH) JPushInterface.init(this);")}
        assert {each for each in check(files) if each[0] == "JPushInterface"} == {("JPushInterface", "app", variants)}

    def test_name_of_the_flavour(self, check: Check) -> None:
        code = 'if (BuildConfig.FLAVOR.equals("china")) JPushInterface.init(this); else MobileAds.initialize(this);'
        found = check({**groovy(_STORES), **app(code), **sdk("china", "world", code="")})
        assert found == {("JPushInterface", "app", "chinaRelease"), ("MobileAds", "app", "worldRelease")}

    @pytest.mark.parametrize("script", [groovy(_STORES), kotlin(_STORES_KOTLIN)], ids=["groovy", "kotlin"])
    def test_name_of_a_flavour_that_is_all_the_difference(self, check: Check, script: dict[str, str]) -> None:
        code = 'if (BuildConfig.FLAVOR.equals("china")) JPushInterface.init(this); else MobileAds.initialize(this);'
        found = check({**script, **app(code)})
        assert found == {("JPushInterface", "app", "chinaRelease"), ("MobileAds", "app", "worldRelease")}

    def test_flavours_that_code_does_not_tell_apart_are_one(self, check: Check) -> None:
        code = 'android.util.Log.i("tag", BuildConfig.BUILD_TYPE); JPushInterface.init(this);'
        assert check({**groovy(_STORES), **app(code)}) == {("JPushInterface", "app", "chinaRelease")}

    def test_text_that_is_all_the_difference(self, check: Check) -> None:
        stores = _STORES.replace("china {", "china { buildConfigField 'String', 'ADS', '\"\"'\n").replace(
            "world {", "world { buildConfigField 'String', 'ADS', '\"on\"'\n"
        )
        code = "if (!BuildConfig.ADS.isEmpty()) MobileAds.initialize(this);"
        assert check({**groovy(stores), **app(code)}) == {("MobileAds", "app", "worldRelease")}

    def test_name_of_the_flavour_of_a_dimension(self, check: Check) -> None:
        code = (
            'if (BuildConfig.FLAVOR_store.equals("china")) JPushInterface.init(this); else MobileAds.initialize(this);'
        )
        script = groovy("""
flavorDimensions 'store', 'price'
productFlavors { china { dimension 'store' }
world { dimension 'store' }
free { dimension 'price' } }
""")
        found = check({**script, **app(code), **sdk("china", "world", code="")})
        assert found == {("JPushInterface", "app", "chinaFreeRelease"), ("MobileAds", "app", "worldFreeRelease")}

    def test_debug_and_build_type(self, check: Check) -> None:
        code = (
            "if (BuildConfig.DEBUG) JPushInterface.init(this);\n"
            'if (BuildConfig.BUILD_TYPE.equals("debug")) JPushInterface.init(this);\n'
            'if ("release".equals(BuildConfig.BUILD_TYPE)) MobileAds.initialize(this);'
        )
        assert check({**groovy(""), **app(code)}) == {("MobileAds", "app", "release")}

    def test_number_and_text(self, check: Check) -> None:
        fields = """
defaultConfig { buildConfigField 'int', 'LEVEL', '2'
buildConfigField 'String', 'STORE', '"china"' }
"""
        code = (
            "if (BuildConfig.LEVEL > 3) JPushInterface.init(this);\n"
            'if ("china".equals(BuildConfig.STORE)) MobileAds.initialize(this);'
        )
        assert check({**groovy(fields), **app(code)}) == {("MobileAds", "app", "release")}

    def test_field_of_a_library(self, check: Check) -> None:
        library = "defaultConfig { buildConfigField 'boolean', 'PUSH', 'false' }"
        files = {
            **groovy(
                "defaultConfig { buildConfigField 'boolean', 'PUSH', 'true' }",
                "dependencies { implementation project(':lib') }",
            )
        }
        files |= {**app("com.library.Library.start(this);"), "lib/build.gradle": _LIBRARY.format(library)}
        files["lib/src/main/java/com/library/Library.java"] = (
            "package com.library; public class Library { public static void start(android.content.Context context) {\n"
            f"if (BuildConfig.PUSH) {_PUSH}; else {_ADS}; }} }}"
        )
        assert check(files) == {("MobileAds", "app", "release")}
