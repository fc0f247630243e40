"""Stored counters: a fresh app has started once or twice, and nobody has used it for hours."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestStarts:
    """A number that start-up code increases itself."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
SharedPreferences store = getSharedPreferences("a", 0);
int starts = store.getInt("starts", 0) + 1;
store.edit().putInt("starts", starts).apply();
if (starts == 1) JPushInterface.init(this); // runs
if (starts >= 2) CrashReport.initCrashReport(this); // runs
if (starts > 5) MobileAds.initialize(this); // waits
if (store.getInt("starts", 0) == 10) MobileAds.initialize(this); // waits
"""
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val store = getSharedPreferences("a", 0)
var starts = store.getInt("starts", 0)
starts++
store.edit().putInt("starts", starts).apply()
if (starts == 1) JPushInterface.init(this) // runs
if (starts > 5) MobileAds.initialize(this) // waits
if (store.getInt("starts", 0) == 10) MobileAds.initialize(this) // waits
"""
        )

    def test_other_number(self, app: TwinApp) -> None:
        """What is stored is no counter if it is not made of itself."""
        app.start_kotlin(
            """
val store = getSharedPreferences("a", 0)
store.edit().putInt("level", readLevel() + 1).apply()
if (store.getInt("level", 0) > 5) JPushInterface.init(this) // runs
if (store.getInt("other", 0) > 5) MobileAds.initialize(this) // waits
""",
            "external fun readLevel(): Int",
        )


class TestTime:
    """Time spent in the app is added up while it is used."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
SharedPreferences store = getSharedPreferences("a", 0);
registerActivityLifecycleCallbacks(new Watch());
JPushInterface.init(this); // runs
if (store.getLong("spent", 0) > LIMIT) MobileAds.initialize(this); // waits
""",
            """
private static final int LIMIT = 60 * 20;
private long since;
class Watch implements ActivityLifecycleCallbacks {
    @Override public void onActivityResumed(Activity activity) { since = System.currentTimeMillis(); }
    @Override public void onActivityPaused(Activity activity) {
        SharedPreferences store = getSharedPreferences("a", 0);
        long spent = (System.currentTimeMillis() - since) / 1000;
        long before = store.getLong("spent", 0L);
        store.edit().putLong("spent", before + spent).apply();
    }
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
registerActivityLifecycleCallbacks(Watch())
JPushInterface.init(this) // runs
if (spent > LIMIT) MobileAds.initialize(this) // waits
""",
            """
private var since = 0L
private var spent: Long
    get() = getSharedPreferences("a", 0).getLong("spent", 0L)
    set(value) { getSharedPreferences("a", 0).edit { putLong("spent", value) } }
companion object { const val LIMIT = 60 * 20 }
inner class Watch : ActivityLifecycleCallbacks {
    override fun onActivityResumed(activity: Activity) { since = System.currentTimeMillis() }
    override fun onActivityPaused(activity: Activity) { spent += System.currentTimeMillis() - since }
}
""",
        )
