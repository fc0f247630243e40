"""What is assigned while an object is made: the first value of a property is stored, later ones pass its setter."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestInitialisers:
    """Blocks of code between the properties, and constructors."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            "new Reports(true);",
            """
static class Reports {
    private boolean enabled = false;
    { setEnabled(true); }
    Reports(boolean on) { setEnabled(on); }
    void setEnabled(boolean value) {
        enabled = value;
        CrashReport.initCrashReport(null); // runs
    }
    void more() { JPushInterface.init(null); } // waits
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            'Reports(getSharedPreferences("a", 0)); Usage()',
            """
class Reports(private val store: SharedPreferences) {
    var isEnabled: Boolean
        get() = store.getBoolean("reports", true)
        set(value) {
            store.edit().putBoolean("reports", value).apply()
            CrashReport.initCrashReport(null) // runs
        }
    init { isEnabled = isEnabled }
    fun more() { JPushInterface.init(null) } // waits
}
class Usage {
    var isQuiet: Boolean = true
        set(value) {
            field = value
            JPushInterface.init(null) // waits
        }
    var isLoud: Boolean = false
        set(value) {
            field = value
            MobileAds.initialize(null) // runs
        }
    init { isLoud = true }
}
""",
        )
