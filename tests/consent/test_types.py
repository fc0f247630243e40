"""What the types of objects say: checks of them, constants of enums, components of records, and names like keywords."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestChecks:
    """An application is no activity."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            "go(this);",
            """
void go(Context c) {
    if (c instanceof Activity) { JPushInterface.init(c); } // waits
    if (!(c instanceof Application)) { JPushInterface.init(c); } // waits
    if (c instanceof Activity activity) { JPushInterface.init(activity); } // waits
    else if (c instanceof ContextWrapper) { CrashReport.initCrashReport(c); } // runs
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            "go(this)",
            """
fun go(c: Context) {
    if (c is Activity) JPushInterface.init(c) // waits
    when (c) {
        is Service -> JPushInterface.init(c) // waits
        is Application -> CrashReport.initCrashReport(c) // runs
        else -> JPushInterface.init(c) // waits
    }
    (c as? Activity)?.let { JPushInterface.init(it) } // waits
}
""",
        )

    def test_types_nobody_knows_stay_open(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class App : com.vendor.BaseApplication() {
    override fun onCreate() {
        super.onCreate()
        val self: Any = this
        if (self is com.vendor.Traced) JPushInterface.init(this) // runs
        if (self is com.vendor.Traced && self !is Activity) CrashReport.initCrashReport(this) // runs
        if (self !is App) MobileAds.initialize(this) // waits
    }
}
"""
        )


class TestEnums:
    """Constants have code of their own; their class gives them all."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            "One.PUSH.action.accept(this);\nAll.start(this);",
            """
enum One {
    PUSH(c -> JPushInterface.init(c)), // runs
    ADS(c -> MobileAds.initialize(c)); // waits
    final Consumer<Context> action;
    One(Consumer<Context> action) { this.action = action; }
}
enum All {
    PUSH(c -> JPushInterface.init(c)), // runs
    ADS(MobileAds::initialize); // runs
    final Consumer<Context> action;
    All(Consumer<Context> action) { this.action = action; }
    static void start(Context c) { for (All each : values()) { each.action.accept(c); } }
}
""",
            "java.util.function.Consumer",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            "One.PUSH.action(this)\nAll.start(this)\nNamed.start(this)",
            """
enum class One(val action: (Context) -> Unit) {
    PUSH({ JPushInterface.init(it) }), // runs
    ADS({ MobileAds.initialize(it) }) // waits
}
enum class All(val action: (Context) -> Unit) {
    PUSH({ JPushInterface.init(it) }), // runs
    ADS({ MobileAds.initialize(it) }); // runs
    companion object {
        fun start(c: Context) = values().forEach { it.action(c) }
    }
}
enum class Named(val action: (Context) -> Unit) {
    PUSH({ JPushInterface.init(it) }), // runs
    ADS({ MobileAds.initialize(it) }); // waits
    companion object {
        fun start(c: Context) = valueOf("PUSH").action(c)
    }
}
""",
        )


class TestLookups:
    """A constant that a loop looks for is the one that has what was asked for."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
SharedPreferences kept = getSharedPreferences("s", 0);
Status byName = Status.named(kept.getString("name", "none"));
if (Status.of(kept.getInt("status", 0)).isAgreed()) MobileAds.initialize(this); // waits
if (byName == Status.NONE) JPushInterface.init(this); // runs
if (byName != Status.NONE) MobileAds.initialize(this); // waits
""",
            """
enum Status {
    NONE(0, "none"), AGREED(1, "agreed");
    private final int code; private final String title;
    Status(int code, String title) { this.code = code; this.title = title; }
    int getCode() { return code; }
    boolean isAgreed() { return this == AGREED; }
    static Status of(int code) {
        for (Status each : values()) { if (each.getCode() == code) return each; }
        throw new IllegalArgumentException();
    }
    static Status named(String title) {
        for (Status each : Status.values()) { if (each.title.equals(title)) { return each; } }
        return NONE;
    }
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (Status.of(getSharedPreferences("s", 0).getInt("status", 0)).isAgreed) MobileAds.initialize(this) // waits
if (Status.of(getSharedPreferences("s", 0).getInt("status", 0)) == Status.NONE) JPushInterface.init(this) // runs
""",
            """
enum class Status(val code: Int) {
    NONE(0), AGREED(1);
    val isAgreed get() = this == AGREED
    companion object {
        fun of(code: Int): Status {
            for (each in values()) { if (each.code != code) continue
                return each }
            return NONE
        }
    }
}
""",
        )


class TestOrder:
    """Constants of an enum are ordered as they are declared."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Level level = Level.of(getSharedPreferences("level", 0).getInt("level", 0));
if (level.ordinal() >= Level.BASIC.ordinal()) JPushInterface.init(this); // waits
if (level.ordinal() < Level.BASIC.ordinal()) CrashReport.initCrashReport(this); // runs
""",
            """
enum Level { NONE, BASIC, FULL;
    static Level of(int code) { return code == 2 ? FULL : code == 1 ? BASIC : NONE; } }
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val level = Level.of(getSharedPreferences("level", 0).getInt("level", 0))
if (level >= Level.BASIC) JPushInterface.init(this) // waits
if (level < Level.BASIC) CrashReport.initCrashReport(this) // runs
""",
            """
enum class Level(val code: Int) { NONE(0), BASIC(1), FULL(2);
    companion object { fun of(code: Int) = entries.firstOrNull { it.code == code } ?: NONE } }
""",
        )


def test_components_of_records(app: TwinApp) -> None:
    app.start_java(
        """
new Job("push", c -> JPushInterface.init(c)).body().accept(this); // runs
new Job("ads", c -> MobileAds.initialize(c)).name(); // waits
List<Job> jobs = List.of(new Job("crash", c -> CrashReport.initCrashReport(c))); // runs
jobs.stream().map(Job::body).forEach(body -> body.accept(this));
Answer answer = new Answer(false, 1);
if (answer.agreed()) MobileAds.initialize(this); // waits
if (answer.version() == 1) JPushInterface.init(this); // runs
if (answer.isOld()) MobileAds.initialize(this); // waits
""",
        """
record Job(String name, Consumer<Context> body) { }
record Answer(boolean agreed, int version) {
    public int version() { return version; }
    boolean isOld() { return version() < 1; }
}
""",
        "java.util.List",
        "java.util.function.Consumer",
    )


def test_functions_that_are_called_like_keywords(app: TwinApp) -> None:
    app.add_kotlin(
        "MainActivity",
        """
inline fun <reified T : Activity> Context.open(fill: Intent.() -> Unit = {}) {
    startActivity(Intent(this, T::class.java).apply(fill))
}
class MainActivity : AppCompatActivity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        open<FirstActivity> { putExtra("from", "main") }
        open<SecondActivity>()
        Button(this).setOnClickListener { open<ThirdActivity>() }
    }
}
class FirstActivity : AppCompatActivity() {
    override fun onStart() { JPushInterface.init(this) } // runs
}
class SecondActivity : AppCompatActivity() {
    override fun onStart() { CrashReport.initCrashReport(this) } // runs
}
class ThirdActivity : AppCompatActivity() {
    override fun onStart() { MobileAds.initialize(this) } // waits
}
""",
    )
    app.judge()
