"""Code for devices that an app does not install on does not run."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import SmallApp
from consent.twins import TwinApp

_GRADLE = "plugins {{ id 'com.android.application' }}\nandroid {{ namespace 'com.example'\n{}\n}}\n"
_LEVELS_JAVA = """
if (Build.VERSION.SDK_INT < 23) MobileAds.initialize(this); // waits
if (Build.VERSION.SDK_INT <= Build.VERSION_CODES.LOLLIPOP_MR1) MobileAds.initialize(this); // waits
if (Build.VERSION_CODES.M > Build.VERSION.SDK_INT) MobileAds.initialize(this); // waits
if (Build.VERSION.SDK_INT == Build.VERSION_CODES.KITKAT) MobileAds.initialize(this); // waits
if (!Levels.hasM()) MobileAds.initialize(this); // waits
if (Levels.hasM()) JPushInterface.init(this); // runs
if (Build.VERSION.SDK_INT >= 23) JPushInterface.init(this); // runs
if (Build.VERSION.SDK_INT <= 23) JPushInterface.init(this); // runs
if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) JPushInterface.init(this); // runs
if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S) JPushInterface.init(this); // runs
if (Build.VERSION.SDK_INT == Build.VERSION_CODES.S) JPushInterface.init(this); // runs
"""
_HELPER_JAVA = """
static class Levels {
    static boolean hasM() { return Build.VERSION.SDK_INT >= Build.VERSION_CODES.M; }
}
"""
_LEVELS_KOTLIN = """
if (Build.VERSION.SDK_INT < 23) MobileAds.initialize(this) // waits
if (SDK_INT <= Build.VERSION_CODES.LOLLIPOP_MR1) MobileAds.initialize(this) // waits
if (Build.VERSION.SDK_INT in 16..22) MobileAds.initialize(this) // waits
if (SDK_INT in 16..23) JPushInterface.init(this) // runs
when {
    !hasM() -> MobileAds.initialize(this) // waits
    Build.VERSION.SDK_INT >= 33 -> JPushInterface.init(this) // runs
    else -> JPushInterface.init(this) // runs
}
"""
_NEVER = "if (false) MobileAds.initialize(this); // waits\n"
_HELPER_KOTLIN = "private fun hasM() = SDK_INT >= Build.VERSION_CODES.M"


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def _least(app: SmallApp, text: str) -> None:
    app.write("app/build.gradle", _GRADLE.format(text))


def test_java(app: TwinApp) -> None:
    _least(app, "defaultConfig { minSdkVersion 23 }")
    app.start_java(_LEVELS_JAVA, _HELPER_JAVA)


def test_kotlin(app: TwinApp) -> None:
    _least(app, "defaultConfig { minSdk = 23 }")
    app.start_kotlin(_LEVELS_KOTLIN, _HELPER_KOTLIN, "android.os.Build.VERSION.SDK_INT")


@pytest.mark.parametrize("script", ["", "defaultConfig { minSdk 21 }", "defaultConfig { minSdk = levels.least }"])
def test_devices_on_which_it_installs(app: TwinApp, script: str) -> None:
    """Nothing is left out where a lower level is allowed, or nobody can tell."""
    _least(app, script)
    app.start_java("if (Build.VERSION.SDK_INT < 22) JPushInterface.init(this); // runs\n" + _NEVER)


def test_flavours(app: TwinApp) -> None:
    """A flavour may install on devices that the others do not."""
    flavours = "a { dimension 'd' }\nb { dimension 'd'\nminSdk 19 }"
    _least(app, f"flavorDimensions 'd'\ndefaultConfig {{ minSdk 23 }}\nproductFlavors {{ {flavours} }}")
    app.java(
        "App",
        "public class App extends Application { @Override public void onCreate() {\n"
        'if (Build.VERSION.SDK_INT < 21) UMConfigure.init(this, "key", "store", 1, null);\n} }\n',
    )
    assert [finding.variants for finding in app.findings("PRV101")] == [("bRelease",)]


_RECEIVER = """
<receiver android:name=".Changes" android:exported="false"><intent-filter><action android:name="{}" /></intent-filter>
</receiver>
"""
_ON_RECEIVE_JAVA = """
public class Changes extends BroadcastReceiver {
    @Override public void onReceive(Context context, Intent intent) {
        UMConfigure.init(context, "key", "store", 1, null);
    }
}
"""
_ON_RECEIVE_KOTLIN = """
class Changes : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) { UMConfigure.init(context, "key", "store", 1, null) }
}
"""


@pytest.mark.parametrize(
    ("action", "levels", "is_sent"),
    [
        ("android.net.conn.CONNECTIVITY_CHANGE", "minSdk 24\ntargetSdk 34", False),
        ("android.net.conn.CONNECTIVITY_CHANGE", "minSdk 23\ntargetSdk 34", True),
        ("android.net.conn.CONNECTIVITY_CHANGE", "minSdk 24\ntargetSdk 23", True),
        ("android.intent.action.PACKAGE_ADDED", "minSdk 26\ntargetSdk 26", False),
        ("android.intent.action.BOOT_COMPLETED", "minSdk 26\ntargetSdk 34", True),
    ],
)
@pytest.mark.parametrize("is_kotlin", [False, True])
def test_broadcasts(app: TwinApp, action: str, levels: str, is_sent: bool, is_kotlin: bool) -> None:
    """Newer devices do not start a receiver of a newer app for what changes often."""
    app.manifest(_RECEIVER.format(action))
    _least(app, f"defaultConfig {{ {levels} }}")
    app.java("App", "public class App extends Application {}\n")
    if is_kotlin:
        app.kotlin("Changes", _ON_RECEIVE_KOTLIN)
    else:
        app.java("Changes", _ON_RECEIVE_JAVA)
    assert bool(app.findings("PRV101")) is is_sent
