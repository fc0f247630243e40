"""Splash ads end by themselves: what their listeners start is no answer of the user."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen

_IMPORTS = (
    "com.bytedance.sdk.openadsdk.TTAdNative",
    "com.bytedance.sdk.openadsdk.TTSplashAd",
    "com.qq.e.ads.splash.SplashAD",
    "com.qq.e.ads.splash.SplashADListener",
)
_HOME_JAVA = """
class HomeActivity extends AppCompatActivity {
    @Override protected void onCreate(Bundle state) { CrashReport.initCrashReport(this); } // runs
}
"""
_HOME_KOTLIN = """
class HomeActivity : AppCompatActivity() {
    override fun onCreate(state: Bundle?) { CrashReport.initCrashReport(this) } // runs
}
"""


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_in_java(app: TwinApp) -> None:
    app.judge_java(
        java_screen(
            """
new SplashAD(this, "id", new SplashADListener() { // runs
    @Override public void onADDismissed() { startActivity(new Intent(MainActivity.this, HomeActivity.class)); }
    @Override public void onADClicked() { MobileAds.initialize(null); } // waits
}, 0);
loader.loadSplashAd(null, new TTAdNative.SplashAdListener() { // runs
    @Override public void onSplashAdLoad(TTSplashAd ad) {
        ad.setSplashInteractionListener(new TTSplashAd.AdInteractionListener() {
            @Override public void onAdTimeOver() { JPushInterface.init(null); } // runs
            @Override public void onAdSkip() { MobileAds.initialize(null); } // waits
        });
    }
}, 3000);
""",
            "private TTAdNative loader;",
        )
        + _HOME_JAVA,
        *_IMPORTS,
    )


def test_in_kotlin(app: TwinApp) -> None:
    app.judge_kotlin(
        kotlin_screen(
            """
SplashAD(this, "id", object : SplashADListener { // runs
    override fun onADDismissed() { startActivity(Intent(this@MainActivity, HomeActivity::class.java)) }
    override fun onADClicked() { MobileAds.initialize(null) } // waits
}, 0)
loader.loadSplashAd(null, object : TTAdNative.SplashAdListener { // runs
    override fun onSplashAdLoad(ad: TTSplashAd) {
        ad.setSplashInteractionListener(object : TTSplashAd.AdInteractionListener {
            override fun onAdTimeOver() { JPushInterface.init(null) } // runs
            override fun onAdSkip() { MobileAds.initialize(null) } // waits
        })
    }
}, 3000)
""",
            "private lateinit var loader: TTAdNative",
        )
        + _HOME_KOTLIN,
        *_IMPORTS,
    )


def test_a_screen_that_listens_in_java(app: TwinApp) -> None:
    app.judge_java(
        """
class MainActivity extends AppCompatActivity implements SplashADListener {
    @Override protected void onCreate(Bundle state) { new SplashAD(this, "id", this, 0); } // runs
    @Override public void onNoAD(Object error) { JPushInterface.init(this); } // runs
    @Override public void onADClicked() { MobileAds.initialize(this); } // waits
}
""",
        *_IMPORTS,
    )


def test_a_screen_that_listens_in_kotlin(app: TwinApp) -> None:
    app.judge_kotlin(
        """
class MainActivity : AppCompatActivity(), SplashADListener {
    override fun onCreate(state: Bundle?) { SplashAD(this, "id", this, 0) } // runs
    override fun onNoAD(error: Any?) { JPushInterface.init(this) } // runs
    override fun onADClicked() { MobileAds.initialize(this) } // waits
}
""",
        *_IMPORTS,
    )
