"""Values on their way: through objects, containers, parameters and endings."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestCarriers:
    """An answer stays an answer inside an object."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
State state = new State(prefs().getBoolean("agreed", false), prefs().getBoolean("fast", true));
if (state.agreed) MobileAds.initialize(this); // waits
if (state.isFast()) JPushInterface.init(this); // runs
AtomicBoolean opened = new AtomicBoolean(false), closed = new AtomicBoolean(false);
opened.set(true);
if (opened.get()) CrashReport.initCrashReport(this); // runs
if (closed.get()) MobileAds.initialize(this); // waits
start(prefs().getBoolean("agreed", false));
launch(true);
""",
            """
SharedPreferences prefs() { return getSharedPreferences("a", 0); }
void start(boolean allowed) {
    if (allowed) MobileAds.initialize(this); // waits
}
void launch(boolean allowed) {
    if (allowed) CrashReport.initCrashReport(this); // runs
}
static class State {
    final boolean agreed;
    private final boolean fast;
    State(boolean agreed, boolean fast) {
        this.agreed = agreed;
        this.fast = fast;
    }
    boolean isFast() { return fast; }
}
""",
            "java.util.concurrent.atomic.AtomicBoolean",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val state = State(prefs.getBoolean("agreed", false), prefs.getBoolean("fast", true))
if (state.agreed) MobileAds.initialize(this) // waits
if (state.fast) JPushInterface.init(this) // runs
if (state.isReady) MobileAds.initialize(this) // waits
start(allowed = prefs.getBoolean("agreed", false))
""",
            """
private val prefs get() = getSharedPreferences("a", 0)
private fun start(allowed: Boolean) {
    if (allowed) MobileAds.initialize(this) // waits
    CrashReport.initCrashReport(this) // runs
}
data class State(val agreed: Boolean, val fast: Boolean) {
    val isReady get() = agreed && fast
}
""",
        )


class TestOrder:
    """What running code writes before a check lets through what stands behind it."""

    def test_flag_that_start_up_sets_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Flags {
    static boolean opened, asked;
    static int starts;
}
public class App extends Application {
    @Override public void onCreate() {
        super.onCreate();
        Flags.opened = true;
        Flags.starts = 2;
    }
}
"""
            + java_screen("""
if (Flags.opened) JPushInterface.init(this); // runs
if (Flags.starts > 1) CrashReport.initCrashReport(this); // runs
if (Flags.starts > 2) MobileAds.initialize(this); // waits
if (Flags.asked) MobileAds.initialize(this); // waits
findViewById(R.id.go).setOnClickListener(view -> { Flags.asked = true; Flags.starts = 3; });
""")
        )

    def test_flag_that_start_up_sets_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
object Flags {
    var opened = false
    var asked = false
        private set
    fun ask() { asked = true }
}
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        Flags.opened = true
    }
}
"""
            + kotlin_screen("""
if (Flags.opened) JPushInterface.init(this) // runs
if (Flags.asked) MobileAds.initialize(this) // waits
findViewById<View>(R.id.go).setOnClickListener { Flags.ask() }
""")
        )


class TestEndings:
    """Leaving the screen is no return; ending the process is."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen(
                """
if (!agreed()) {
    finish();
}
JPushInterface.init(this); // runs
if (!agreed()) {
    finish();
    System.exit(0);
}
MobileAds.initialize(this); // waits
""",
                'boolean agreed() { return getSharedPreferences("a", 0).getBoolean("privacy_agreed", false); }',
            )
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
if (!agreed()) {
    finish()
}
JPushInterface.init(this) // runs
lifecycleScope.launch {
    if (!agreed()) return@launch
    MobileAds.initialize(this@MainActivity) // waits
}
CrashReport.initCrashReport(this) // runs
if (!agreed()) exitProcess(0)
MobileAds.initialize(this) // waits
""",
                'private fun agreed() = getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)',
            ),
            "androidx.lifecycle.lifecycleScope",
            "kotlin.system.exitProcess",
            "kotlinx.coroutines.launch",
        )
