"""Code that is taken away does not run, and neither do the migrations of a database on a fresh install."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestTakenAway:
    """A listener that is taken away is not told anything."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Device device = Device.find();
device.cancelTrigger(new Listener(this));
JPushInterface.init(this); // runs
""",
            """
static class Listener extends TriggerListener {
    final Context context;
    Listener(Context context) { this.context = context; }
    @Override public void onTrigger() { MobileAds.initialize(context); } // waits
}
""",
            "com.unknown.Device",
            "com.unknown.TriggerListener",
        )
        assert [each.trigger for each in app.findings("PRV101", "PRV102", "PRV109")] == ["automatic"]

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
device.unregister(listener)
JPushInterface.init(this) // runs
""",
            """
private val device = Device()
private val listener = object : TriggerListener() {
    override fun onTrigger() { MobileAds.initialize(this@App) } // waits
}
""",
            "com.unknown.Device",
            "com.unknown.TriggerListener",
        )
        assert [each.trigger for each in app.findings("PRV101", "PRV102", "PRV109")] == ["automatic"]

    def test_added_in_kotlin(self, app: TwinApp) -> None:
        """Near it: what is given to a function of another name may run, at a time nobody knows."""
        app.start_kotlin(
            """
device.watch(listener)
JPushInterface.init(this) // runs
""",
            """
private val device = Device()
private val listener = object : TriggerListener() {
    override fun onTrigger() { MobileAds.initialize(this@App) } // waits
}
""",
            "com.unknown.Device",
            "com.unknown.TriggerListener",
        )
        assert {each.trigger for each in app.findings("PRV101", "PRV102", "PRV109")} == {"automatic", "unknown"}


class TestMigrations:
    """A fresh install has the newest schema."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
JPushInterface.init(this); // runs
Room.databaseBuilder(this, Object.class, "d").addMigrations(new Migration(1, 2) {
    @Override public void migrate(SupportSQLiteDatabase database) { MobileAds.initialize(App.this); } // waits
}).addCallback(new RoomDatabase.Callback() {
    @Override public void onOpen(SupportSQLiteDatabase database) { CrashReport.initCrashReport(App.this); } // runs
}).build();
""",
            "",
            "androidx.room.*",
            "androidx.room.migration.Migration",
            "androidx.sqlite.db.SupportSQLiteDatabase",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
JPushInterface.init(this) // runs
Database.open(this, Migration(1, 2) { MobileAds.initialize(this) }) // waits
""",
            "",
            "com.unknown.*",
        )

    def test_content_in_kotlin(self, app: TwinApp) -> None:
        """Near it: a function that composes runs what it is given."""
        app.judge_kotlin(
            """
class MainActivity : ComponentActivity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContent { Panel { JPushInterface.init(this) } } // runs
    }
    fun never() { MobileAds.initialize(this) } // waits
}
""",
            "androidx.activity.ComponentActivity",
            "androidx.activity.compose.setContent",
            "com.unknown.Panel",
        )
