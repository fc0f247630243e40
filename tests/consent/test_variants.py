"""Variants that differ in nothing that matters are analysed once; all others each on their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from consent.small_apps import START, SmallApp

from privlint import api, consent
from privlint.config import Settings

_GRADLE = """
plugins { id 'com.android.application' }
android {
    namespace 'com.example'
    compileSdk 34
    flavorDimensions 'store'
    productFlavors {
        one { }
        two { }
    }
}
"""
_APP = "public class App extends Application {{ @Override public void onCreate() {{ super.onCreate(); {0} }} }}"


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    app = SmallApp(tmp_path)
    app.write("app/build.gradle", _GRADLE)
    for flavor in ("one", "two"):  # without sources of their own they would be one variant
        _twin(app, flavor, "class Own { }", "Own")
    return app


def _twin(app: SmallApp, flavor: str, code: str, name: str = "Flavor") -> None:
    app.write(f"app/src/{flavor}/java/com/example/{name}.java", f"package com.example;\n{code}\n")


def _variants(app: SmallApp, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, tuple[str, ...]], int]:
    """The variants of each place where an SDK is started, and how many variants were analysed."""
    runs: list[str] = []
    analyse = consent.analyse

    def counted(*arguments: Any) -> Any:
        runs.append("")
        return analyse(*arguments)

    monkeypatch.setattr(consent, "analyse", counted)
    report = api.check(app.root, Settings())
    found = {f"{f.path.split('/')[2]}:{f.line}": f.variants for f in report.findings if f.code == "PRV101"}
    return found, len(runs)


BOTH = ("oneRelease", "twoRelease")


def test_no_difference(app: SmallApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app.java("App", _APP.format(START + ";"))
    assert _variants(app, monkeypatch) == ({"main:11": BOTH}, 1)


@pytest.mark.parametrize(
    ("condition", "variants", "runs"),
    [
        ('BuildConfig.FLAVOR.equals("one")', ("oneRelease",), 2),
        ('"two" == BuildConfig.FLAVOR', ("twoRelease",), 2),
        ('!BuildConfig.FLAVOR.equals("beta")', BOTH, 1),
        ("BuildConfig.FLAVOR.startsWith(prefix())", BOTH, 1),
    ],
)
def test_build_constant(
    app: SmallApp, monkeypatch: pytest.MonkeyPatch, condition: str, variants: tuple[str, ...], runs: int
) -> None:
    app.java("App", _APP.format(f"if ({condition}) {START};"))
    assert _variants(app, monkeypatch) == ({"main:11": variants}, runs)


@pytest.mark.parametrize(
    ("condition", "variants", "runs"),
    [('BuildConfig.FLAVOR == "two"', ("twoRelease",), 2), ('BuildConfig.FLAVOR != "beta"', BOTH, 1)],
)
def test_build_constant_in_kotlin(
    app: SmallApp, monkeypatch: pytest.MonkeyPatch, condition: str, variants: tuple[str, ...], runs: int
) -> None:
    code = f"class App : Application() {{ override fun onCreate() {{ if ({condition}) {START} }} }}"
    app.kotlin("App", code)
    assert _variants(app, monkeypatch) == ({"main:11": variants}, runs)


@pytest.mark.parametrize(
    ("statements", "runs"),
    [
        ('name = BuildConfig.FLAVOR.equals("one") ? "debug" : "release";', 1),
        ('if (BuildConfig.FLAVOR.equals("one")) call("debug"); else call("release");', 1),
        ('if (BuildConfig.FLAVOR.equals("one")) call("debug"); else other("release");', 2),
        ('if (BuildConfig.FLAVOR.equals("one")) flag = true;', 2),
        ('count = BuildConfig.FLAVOR.equals("one") ? 1 : 2;', 2),
    ],
)
def test_what_code_does_with_it(app: SmallApp, monkeypatch: pytest.MonkeyPatch, statements: str, runs: int) -> None:
    members = (
        "String name; boolean flag; int count; void call(String x) { name = x; } void other(String x) { name = x; }"
    )
    app.java("App", _APP.format(f"{statements} {START};").removesuffix("}") + members + "}")
    assert _variants(app, monkeypatch) == ({"main:11": BOTH}, runs)


def test_part_of_a_text(app: SmallApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app.java("App", _APP.format(f'log("flavor " + BuildConfig.FLAVOR); {START};'))
    assert _variants(app, monkeypatch) == ({"main:11": BOTH}, 1)


def test_twins_that_differ_in_texts(app: SmallApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app.java("App", _APP.format(f"Flavor.show(); {START};"))
    for flavor in ("one", "two"):
        _twin(app, flavor, f'class Flavor {{ static void show() {{ log("{flavor}"); }} }}')
    assert _variants(app, monkeypatch) == ({"main:11": BOTH}, 1)


def test_twins_that_differ_in_code(app: SmallApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app.java("App", _APP.format(f"if (Flavor.isOn()) {START};"))
    _twin(app, "one", "class Flavor { static boolean isOn() { return true; } }")
    _twin(app, "two", "class Flavor { static boolean isOn() { return false; } }")
    assert _variants(app, monkeypatch) == ({"main:11": ("oneRelease",)}, 2)


def test_twins_that_differ_in_a_constant(app: SmallApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app.java("App", _APP.format(f"if (Flavor.ON) {START};"))
    _twin(app, "one", "class Flavor { static final boolean ON = true; }")
    _twin(app, "two", "class Flavor { static final boolean ON = false; }")
    assert _variants(app, monkeypatch) == ({"main:11": ("oneRelease",)}, 2)


def test_twins_that_override_something(app: SmallApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app.java("App", _APP.format("new Flavor();"))
    body = f"Flavor() {{ }} @Override public void onCreate() {{ {START}; }}"
    head = "import android.app.*; import com.umeng.commonsdk.UMConfigure; class Flavor extends Application"
    _twin(app, "one", f"{head} {{ }}")
    _twin(app, "two", f"{head} {{ {body} }}")
    assert _variants(app, monkeypatch)[1] == 2


def test_twins_that_nobody_uses(app: SmallApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app.java("App", _APP.format(START + ";"))
    _twin(app, "one", "class Flavor { }")
    _twin(app, "two", "class Flavor { void show() { log(2); } }")
    assert _variants(app, monkeypatch) == ({"main:11": BOTH}, 1)


@pytest.mark.parametrize(("second", "runs"), [("two", 2), ("one", 1)])
def test_a_place_in_a_twin(app: SmallApp, monkeypatch: pytest.MonkeyPatch, second: str, runs: int) -> None:
    """The line that is shown has to be the same."""
    app.java("App", _APP.format("Flavor.start(this);"))
    for flavor, key in (("one", "one"), ("two", second)):
        start = START.replace("this", "app").replace("store", key)
        head = "import com.umeng.commonsdk.UMConfigure; class Flavor {\nstatic void start(App app) {\n"
        _twin(app, flavor, f"{head}{start};\n}} }}")
    assert _variants(app, monkeypatch) == ({"one:4": ("oneRelease",), "two:4": ("twoRelease",)}, runs)


def test_twins_that_do_the_same(app: SmallApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code without parameters is tried in the other's place; its lines may be others."""
    app.java("App", _APP.format("Flavor.start();"))
    head = "import com.umeng.commonsdk.UMConfigure; class Flavor {"
    start = START.replace("this", "null")
    _twin(app, "one", f"{head}\nstatic String a = make();\nstatic void start() {{ {start}; }}\nstatic int b; }}")
    _twin(
        app, "two", f"{head}\nstatic int b;\n\nstatic String a = make().trim();\nstatic void start() {{\n{start}; }} }}"
    )
    assert _variants(app, monkeypatch) == ({"one:4": ("oneRelease",), "two:7": ("twoRelease",)}, 1)


@pytest.mark.parametrize(
    ("one", "two", "runs"),
    [
        ("static int a = 1;", "static int a = 2;", 2),
        ("static Flavor a = new Flavor();", "static Flavor a = make();", 2),
        ("static String a = make(1);", "static String a = make(2);", 1),
        ("static Runnable a = () -> f();", "static Runnable a = () -> g();", 2),
    ],
)
def test_twins_that_do_not_do_the_same(
    app: SmallApp, monkeypatch: pytest.MonkeyPatch, one: str, two: str, runs: int
) -> None:
    app.java("App", _APP.format(f"Flavor.show(); {START};"))
    for flavor, field in (("one", one), ("two", two)):
        _twin(
            app,
            flavor,
            f"class Flavor {{ {field} static void show() {{ }} static void f() {{ }} static void g() {{ }} }}",
        )
    assert _variants(app, monkeypatch) == ({"main:11": BOTH}, runs)


_LAYOUT = '<{0} xmlns:android="http://schemas.android.com/apk/res/android" android:id="@+id/own"{1}/>'
_SCREENS = {
    "java": "public class MainActivity extends Activity {{ @Override protected void onCreate(Bundle b) {{ {0}; }} }}",
    "kotlin": "class MainActivity : Activity() {{ override fun onCreate(b: Bundle?) {{ {0} }} }}",
}


@pytest.mark.parametrize("language", ["java", "kotlin"])
@pytest.mark.parametrize(
    ("shown", "layout", "runs"),
    [
        ("setContentView(R.layout.first)", _LAYOUT.format("View", ""), 1),
        ("setContentView(R.layout.own)", _LAYOUT.format("View", ""), 2),
        ("OwnBinding.inflate(getLayoutInflater())", _LAYOUT.format("View", ""), 2),
        ("setContentView(R.layout.first)", _LAYOUT.format("CheckBox", ' android:checked="true"'), 2),
    ],
)
def test_layouts_of_a_variant(
    app: SmallApp, monkeypatch: pytest.MonkeyPatch, language: str, shown: str, layout: str, runs: int
) -> None:
    """A layout that only one variant has makes a difference if code looks at it, or a search finds something in it."""
    getattr(app, language)("MainActivity", _SCREENS[language].format(shown))
    app.write("app/src/main/res/layout/first.xml", _LAYOUT.format("View", ""))
    app.write("app/src/one/res/layout/own.xml", layout)
    assert _variants(app, monkeypatch)[1] == runs


@pytest.mark.parametrize("language", ["java", "kotlin"])
@pytest.mark.parametrize(("name", "runs"), [("title", 1), ("agree", 2)])
def test_texts_of_a_variant(
    app: SmallApp, monkeypatch: pytest.MonkeyPatch, language: str, name: str, runs: int
) -> None:
    """A text that only one variant has makes a difference if the run has asked for it."""
    getattr(app, language)("MainActivity", _SCREENS[language].format("setContentView(R.layout.first)"))
    box = '<CheckBox android:text="@string/agree" android:checked="true"/>'
    layout = _LAYOUT.format("LinearLayout", "").replace("/>", f">{box}</LinearLayout>")
    app.write("app/src/main/res/layout/first.xml", layout)
    app.write("app/src/one/res/values/own.xml", f'<resources><string name="{name}">Own</string></resources>')
    assert _variants(app, monkeypatch)[1] == runs


@pytest.mark.parametrize("language", ["java", "kotlin"])
@pytest.mark.parametrize(
    ("attributes", "content", "runs"),
    [
        ("", "", 1),
        ('android:label="One"', "", 1),
        ("", '<meta-data android:name="com.example.KEY" android:value="1"/>', 2),
        ("", '<provider android:name=".Own" android:initOrder="1" android:authorities="own"/>', 2),
    ],
)
def test_manifest_of_a_variant(
    app: SmallApp, monkeypatch: pytest.MonkeyPatch, language: str, attributes: str, content: str, runs: int
) -> None:
    """What an application is called makes no difference."""
    getattr(app, language)("MainActivity", _SCREENS[language].format(""))
    head = '<manifest xmlns:android="http://schemas.android.com/apk/res/android">'
    app.write("app/src/one/AndroidManifest.xml", f"{head}<application {attributes}>{content}</application></manifest>")
    assert _variants(app, monkeypatch)[1] == runs
