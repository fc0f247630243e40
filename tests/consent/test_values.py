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


class TestContainers:
    """What is put into a container comes out of it."""

    def test_added_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
steps.add(() -> JPushInterface.init(this)); // runs
for (Runnable step : steps) step.run();
sdks.put("crash", new Crash());
for (Crash sdk : sdks.values()) sdk.start();
later.add(() -> MobileAds.initialize(this)); // waits
""",
            """
private final List<Runnable> steps = new ArrayList<>(), later = new ArrayList<>();
private final Map<String, Crash> sdks = new HashMap<>();
static class Crash { void start() { CrashReport.initCrashReport(null); } } // runs
""",
            "java.util.*",
        )

    def test_operators_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
steps += { JPushInterface.init(this) } // runs
steps.forEach { it() }
val more = mutableListOf<() -> Unit>()
more += { CrashReport.initCrashReport(this) } // runs
for (step in more) step()
var last = listOf<() -> Unit>()
last = last + { JPushInterface.init(this) } // runs
last.forEach { step -> step.invoke() }
later += { MobileAds.initialize(this) } // waits
(emptyList<Push>() + Push()).forEach { it.start() }
sdks += "crash" to Crash()
sdks["other"] = Other()
sdks.values.forEach { it.start() }
""",
            """
private val steps = mutableListOf<() -> Unit>()
private val later = mutableListOf<() -> Unit>()
private val sdks = mutableMapOf<String, Sdk>()
class Push { fun start() { JPushInterface.init(null) } } // runs
abstract class Sdk { abstract fun start() }
class Crash : Sdk() { override fun start() { CrashReport.initCrashReport(null) } } // runs
class Other : Sdk() { override fun start() { CrashReport.initCrashReport(null) } } // runs
class Unused : Sdk() { override fun start() { MobileAds.initialize(null) } } // waits
""",
        )

    def test_operators_of_the_program(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val registry = Registry()
registry += Push()
val sum = registry + Crash()
sum.start()
""",
            """
class Registry {
    operator fun plusAssign(push: Push) { push.start() }
    operator fun plus(crash: Crash): Crash = crash
    operator fun minus(push: Push) { MobileAds.initialize(null) } // waits
}
class Push { fun start() { JPushInterface.init(null) } } // runs
class Crash { fun start() { CrashReport.initCrashReport(null) } } // runs
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
