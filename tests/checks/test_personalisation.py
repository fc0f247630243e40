"""Switches for personalised ads and messages: which forms count as wired to the user's choice, in Java and Kotlin."""

from __future__ import annotations

from pathlib import Path

import pytest
from switch_apps import SwitchApp

ON_ONLY, NONE, FINE = "PRV402", "PRV401", ""

#: What stands in a class besides the method that starts the SDK: Java, Kotlin, and what is reported.
FORMS = [
    pytest.param("void set() { }", "fun set() {}", NONE, id="nothing"),
    pytest.param(
        "void set() { KsAdSDK.setPersonalRecommend(true); }",
        "fun set() { KsAdSDK.setPersonalRecommend(true) }",
        ON_ONLY,
        id="literal",
    ),
    pytest.param(
        "static final boolean ON = true; void set() { KsAdSDK.setPersonalRecommend(Boolean.TRUE); }",
        "fun set() { val on = true; KsAdSDK.setPersonalRecommend(on) }",
        ON_ONLY,
        id="constant-through-a-name",
    ),
    pytest.param(
        "void set(boolean agreed) { if (agreed) { KsAdSDK.setPersonalRecommend(true); } }",
        "fun set(agreed: Boolean) { if (agreed) KsAdSDK.setPersonalRecommend(true) }",
        ON_ONLY,
        id="on-under-a-condition",
    ),
    pytest.param(
        "void set() { KsAdSDK.setPersonalRecommend(false); }",
        "fun set() { KsAdSDK.setPersonalRecommend(false) }",
        FINE,
        id="always-off",
    ),
    pytest.param(
        "void set(boolean on) { KsAdSDK.setPersonalRecommend(on); }",
        "fun set(on: Boolean) = KsAdSDK.setPersonalRecommend(on)",
        FINE,
        id="wrapper",
    ),
    pytest.param(
        "void set(boolean o) { if (o) KsAdSDK.setPersonalRecommend(true); else KsAdSDK.setPersonalRecommend(false); }",
        "fun set(on: Boolean) { if (on) KsAdSDK.setPersonalRecommend(true) else KsAdSDK.setPersonalRecommend(false) }",
        FINE,
        id="both-literals",
    ),
    pytest.param(
        'void set(SharedPreferences p) { KsAdSDK.setPersonalRecommend(p.getBoolean("ads", true)); }',
        'fun set(p: SharedPreferences) { KsAdSDK.setPersonalRecommend(p.getBoolean("ads", true)) }',
        FINE,
        id="stored",
    ),
    pytest.param(
        "void set(CompoundButton b) { b.setOnCheckedChangeListener((v, on) -> KsAdSDK.setPersonalRecommend(on)); }",
        "fun set(b: CompoundButton) { b.setOnCheckedChangeListener { _, on -> KsAdSDK.setPersonalRecommend(on) } }",
        FINE,
        id="listener",
    ),
]


@pytest.mark.parametrize(("java", "kotlin", "code"), FORMS)
@pytest.mark.parametrize("language", ["java", "kotlin"])
def test_forms(java: str, kotlin: str, code: str, language: str, tmp_path: Path) -> None:
    app = SwitchApp(tmp_path)
    if language == "java":
        app.java("Ads", f"class Ads {{ void begin(Context c) {{ KsAdSDK.init(c, null); }} {java} }}")
    else:
        app.kotlin("Ads", f"object Ads {{ fun begin(c: Context) {{ KsAdSDK.init(c, null) }}\n{kotlin} }}")
    assert app.codes("PRV401", "PRV402") == ([code] if code else [])


def test_the_value_that_switches_off_is_that_of_the_sdk(tmp_path: Path) -> None:
    app = SwitchApp(tmp_path)
    app.java("A", "class A { void set() { GlobalSetting.setPersonalizedState(1); } }")
    assert app.codes("PRV402") == []
    app.java("A", "class A { void set() { GlobalSetting.setPersonalizedState(0); } }")
    assert app.codes("PRV402") == ["PRV402"]


def test_a_property_stands_for_the_setter(tmp_path: Path) -> None:
    app = SwitchApp(tmp_path)
    app.kotlin(
        "A",
        "fun set(on: Boolean) { WindAds.sharedAds().isPersonalizedAdvertisingOn = on }\n"
        "fun begin() { WindAds.sharedAds().startWithOptions(null, null) }",
    )
    assert app.codes("PRV401", "PRV402") == []


def test_a_privacy_object_that_answers_counts(tmp_path: Path) -> None:
    app = SwitchApp(tmp_path)
    app.java("A", "class A { void begin(Context c) { TTAdSdk.init(c, null); } }")
    assert app.codes("PRV401") == ["PRV401"]
    app.java(
        "B",
        "class B extends MediationPrivacyConfig { public boolean isLimitPersonalAds() { return Store.limit(); } }",
    )
    assert app.codes("PRV401") == []


def test_who_only_ships_an_sdk_does_not_start_it(tmp_path: Path) -> None:
    app = SwitchApp(tmp_path)
    app.java("A", "class A { Object loader() { return KsAdSDK.class; } }")
    assert app.codes("PRV401") == []


def test_the_finding_stands_at_the_start_and_names_the_dependency(tmp_path: Path) -> None:
    app = SwitchApp(tmp_path)
    app.write(
        "app/build.gradle",
        "plugins { id 'com.android.application' }\nandroid { namespace 'com.example' }\n"
        "dependencies {\n    implementation 'cn.jiguang.sdk.plugin:xiaomi:5.4.0'\n"
        "    implementation 'cn.jiguang.sdk:jpush:5.4.0'\n}\n",
    )
    app.java("A", "class A { void begin(Context c) {\n JPushInterface.init(c); } }")
    (finding,) = app.findings("PRV401")
    assert (finding.path, finding.line) == app.line("JPushInterface.init(c)")
    assert [(hop.path, hop.line) for hop in finding.trace] == [("app/build.gradle", 5)]
    assert (finding.sdk, finding.symbol) == ("jpush", "com.example.A.begin")
    assert "setSmartPushEnable" in finding.message.zh


LOAD = "void load(KsLoadManager m, SplashAdExtraData d) {{ {} m.loadSplashScreenAd(null, null); }}"
BUTTON = "GMAdConstant.SPLASH_BUTTON_TYPE"
SLOT = "Object slot() {{ return new GMAdSlotSplash.Builder(){}.build(); }}"


@pytest.mark.parametrize(
    ("java", "severities"),
    [
        (LOAD.format(""), ["note"]),
        (LOAD.format("d.setDisableShakeStatus(true);"), []),
        (LOAD.format("d.setDisableShakeStatus(false);"), ["warning"]),
        (LOAD.format("d.setDisableShakeStatus(chosen());"), []),
        (SLOT.format(""), ["note"]),
        (SLOT.format(".setSplashShakeButton(true)"), ["warning"]),
        (SLOT.format(".setSplashShakeButton(false)"), []),
        (SLOT.format(f".setSplashShakeButton(on).setSplashButtonType({BUTTON}_FULL_SCREEN)"), ["warning"]),
        (SLOT.format(f".setSplashShakeButton(on).setSplashButtonType({BUTTON}_DOWNLOAD_BAR)"), []),
    ],
)
def test_ads_that_open_by_themselves(java: str, severities: list[str], tmp_path: Path) -> None:
    app = SwitchApp(tmp_path)
    app.java("A", f"class A {{ {java} }}")
    assert [finding.severity for finding in app.findings("PRV403")] == severities


@pytest.mark.parametrize(
    ("extra", "severities"),
    [
        ('.addExtra(SplashAd.KEY_TIMEOUT, "4200")', ["note"]),  # says nothing of this option
        ('.addExtra(SplashAd.KEY_LIMIT_REGION_CLICK, "true")', []),
        ('.addExtra(SplashAd.KEY_LIMIT_REGION_CLICK, "false")', ["warning"]),
    ],
)
def test_one_of_several_options_of_a_call(extra: str, severities: list[str], tmp_path: Path) -> None:
    app = SwitchApp(tmp_path)
    app.kotlin(
        "Splash",
        "import com.baidu.mobads.sdk.api.*\n"
        "fun show(c: Context) {\n"
        f"    val extras = RequestParameters.Builder(){extra}.build()\n"
        '    SplashAd(c, "id", extras, null).load()\n'
        "}",
    )
    assert [item.severity for item in app.findings("PRV403")] == severities
