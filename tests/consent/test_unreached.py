"""What `explain` says of sites that no run reaches: their name, and that they are not reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_ADS = "com.google.android.gms.ads.MobileAds#initialize"
_JAVA = """
public class App extends Application {
    @Override public void onCreate() {
        super.onCreate();
        %s // site
    }
}
"""
_KOTLIN = """
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        %s // site
    }
}
"""


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestDeadCode:
    @pytest.mark.parametrize(
        "statement",
        [
            "if (BuildConfig.DEBUG) MobileAds.initialize(this);",
            "if (!true) MobileAds.initialize(this);",
            "Runnable later = () -> MobileAds.initialize(this);",
            "new Thread(() -> MobileAds.initialize(this));",
            "new Thread() { @Override public void run() { MobileAds.initialize(App.this); } };",
        ],
    )
    def test_in_java(self, app: TwinApp, statement: str) -> None:
        app.add_java("App", _JAVA % statement)
        assert_not_reached(app)

    @pytest.mark.parametrize(
        "statement",
        [
            "if (BuildConfig.DEBUG) MobileAds.initialize(this)",
            "val ads by lazy { MobileAds.initialize(this) }",
            "val later = { MobileAds.initialize(this) }",
            "Thread { listOf(this).forEach { MobileAds.initialize(it) } }",
        ],
    )
    def test_in_kotlin(self, app: TwinApp, statement: str) -> None:
        app.add_kotlin("App", _KOTLIN % statement)
        assert_not_reached(app)

    def test_site_known_by_the_type_of_a_variable(self, app: TwinApp) -> None:
        app.add_kotlin("App", _KOTLIN % "val client = AMapLocationClient(this)\nif (false) client.startLocation()")
        verdict = app.explain("// site")
        assert (verdict.status, verdict.api) == (
            "not reached",
            "com.amap.api.location.AMapLocationClient#startLocation",
        )

    def test_code_that_runs_beside_it(self, app: TwinApp) -> None:
        """A line whose code runs is told as before."""
        app.add_java("App", _JAVA % "int plain = 1;")
        verdict = app.explain("// site")
        assert (verdict.status, verdict.api) == ("exposed", "")


def assert_not_reached(app: TwinApp) -> None:
    """Whether the one site is known, not reached, and would be by the code around it."""
    verdict = app.explain("// site")
    assert (verdict.status, verdict.api, verdict.gates) == ("not reached", _ADS, ())
    assert [place.symbol for place in verdict.callers] == ["com.example.App.onCreate"]
