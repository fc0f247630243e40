"""Conditions: in whatever form a language writes them, what they let through on a fresh install runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_FLAG_JAVA = 'boolean agreed() { return getSharedPreferences("a", 0).getBoolean("privacy_agreed", false); }\n'
_FLAG_KOTLIN = 'fun agreed() = getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)\n'


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestPredicates:
    """A predicate keeps its sense through every function that hands it on."""

    def test_wrappers_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (agreed()) MobileAds.initialize(this); // waits
if (isMissing()) JPushInterface.init(this); // runs
if (!isMissing()) CrashReport.initCrashReport(this); // waits
if (Policy.mayStart(this)) MobileAds.initialize(this); // waits
if (!Policy.mayStart(this)) JPushInterface.init(this); // runs
boolean stored = agreed();
if (stored) CrashReport.initCrashReport(this); // waits
""",
            _FLAG_JAVA
            + """
boolean isMissing() { return !agreed(); }
static class Policy {
    static boolean mayStart(App app) {
        if (app.isMissing()) return false;
        return true;
    }
}
""",
        )

    def test_wrappers_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (agreed()) MobileAds.initialize(this) // waits
if (isMissing()) JPushInterface.init(this) // runs
if (!isMissing()) CrashReport.initCrashReport(this) // waits
if (Policy.mayStart(this)) MobileAds.initialize(this) // waits
if (Policy.mayStart(this).not()) JPushInterface.init(this) // runs
val stored = agreed()
if (stored) CrashReport.initCrashReport(this) // waits
""",
            _FLAG_KOTLIN
            + """
fun isMissing() = !agreed()
object Policy {
    fun mayStart(app: App): Boolean {
        if (app.isMissing()) return false
        return true
    }
}
""",
        )

    def test_getters_and_extensions_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin("""
val Context.prefs: SharedPreferences get() = getSharedPreferences("a", 0)
fun SharedPreferences.agreed() = getBoolean("privacy_agreed", false)
fun Boolean.toText() = if (this) "yes" else "no"
class Policy(private val context: Context) {
    val isAgreed: Boolean get() = context.prefs.agreed()
    val isMissing get() = !isAgreed
    val mode: Int get() = context.prefs.getInt("mode", 0)
    var level: Int
        get() = context.prefs.getInt("level", 0)
        set(value) { context.prefs.edit().putInt("level", value).apply() }
}
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        val policy = Policy(this)
        if (policy.isAgreed) MobileAds.initialize(this) // waits
        if (policy.isMissing) JPushInterface.init(this) // runs
        if (policy.mode > 1) CrashReport.initCrashReport(this) // waits
        policy.level = 5
        if (policy.level > 4) CrashReport.initCrashReport(this) // runs
        if (policy.level > 6) CrashReport.initCrashReport(this) // waits
        if (prefs.agreed().toText() == "yes") MobileAds.initialize(this) // waits
        if (prefs.agreed().toText() == "no") JPushInterface.init(this) // runs
    }
}
""")

    def test_kotlin_property_seen_from_java(self, app: TwinApp) -> None:
        app.add_kotlin(
            "Policy",
            """
object Policy {
    lateinit var prefs: SharedPreferences
    val isAgreed: Boolean get() = prefs.getBoolean("privacy_agreed", false)
    @JvmStatic val tourDone: Boolean get() = prefs.getBoolean("tour_done", true)
}
""",
        )
        app.start_java("""
Policy.INSTANCE.setPrefs(getSharedPreferences("a", 0));
if (Policy.INSTANCE.isAgreed()) MobileAds.initialize(this); // waits
if (Policy.getTourDone()) JPushInterface.init(this); // runs
""")

    def test_delegated_preference(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Preference<T>(private val key: String, private val default: T) : ReadWriteProperty<Any?, T> {
    private val prefs by lazy { App.instance.getSharedPreferences("a", 0) }
    override fun getValue(thisRef: Any?, property: KProperty<*>): T = when (default) {
        is Boolean -> prefs.getBoolean(key, default)
        else -> prefs.getString(key, default as String)
    } as T
    override fun setValue(thisRef: Any?, property: KProperty<*>, value: T) {
        prefs.edit().putBoolean(key, value as Boolean).apply()
    }
}
object Flags {
    var agreed by Preference("privacy_agreed", false)
    var started by Preference("started", false)
    var fast by Preference("fast", true)
}
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        Flags.started = true
        if (Flags.agreed) MobileAds.initialize(this) // waits
        if (Flags.started) JPushInterface.init(this) // runs
        if (Flags.fast) CrashReport.initCrashReport(this) // runs
    }
    companion object { lateinit var instance: App }
}
""",
            "kotlin.properties.ReadWriteProperty",
            "kotlin.reflect.KProperty",
        )


class TestReturns:
    """What stands behind a return runs under the opposite condition, to the end of what the return leaves."""

    def test_early_return_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
first();
try { second(); } catch (IllegalStateException refused) { }
CrashReport.initCrashReport(this); // runs
""",
            _FLAG_JAVA
            + """
void first() {
    if (!agreed()) return;
    MobileAds.initialize(this); // waits
}
void second() {
    if (agreed()) return;
    JPushInterface.init(this); // runs
    if (!agreed()) throw new IllegalStateException();
    MobileAds.initialize(this); // waits
}
""",
        )

    def test_early_return_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
first()
try { second() } catch (refused: IllegalStateException) { }
CrashReport.initCrashReport(this) // runs
""",
            _FLAG_KOTLIN
            + """
fun first() {
    if (!agreed()) return
    MobileAds.initialize(this) // waits
}
fun second() {
    if (agreed()) return
    JPushInterface.init(this) // runs
    if (!agreed()) throw IllegalStateException()
    MobileAds.initialize(this) // waits
}
""",
        )

    def test_labelled_return(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
listOf(1, 2).forEach {
    if (!agreed()) return@forEach
    MobileAds.initialize(this) // waits
}
run {
    if (!agreed()) return@run
    JPushInterface.init(this) // waits
}
CrashReport.initCrashReport(this) // runs
run {
    if (!agreed()) return
    JPushInterface.init(this) // waits
}
""",
            _FLAG_KOTLIN,
        )

    def test_loops_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
for (int i = 0; i < 2; i++) {
    if (!agreed()) continue;
    MobileAds.initialize(this); // waits
}
for (int i = 0; i < 2; i++) {
    JPushInterface.init(this); // runs
    if (!agreed()) break;
    MobileAds.initialize(this); // waits
}
while (agreed()) CrashReport.initCrashReport(this); // waits
CrashReport.initCrashReport(this); // runs
""",
            _FLAG_JAVA,
        )

    def test_loops_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
for (i in 0..1) {
    if (!agreed()) continue
    MobileAds.initialize(this) // waits
}
for (i in 0..1) {
    JPushInterface.init(this) // runs
    if (!agreed()) break
    MobileAds.initialize(this) // waits
}
while (agreed()) CrashReport.initCrashReport(this) // waits
CrashReport.initCrashReport(this) // runs
""",
            _FLAG_KOTLIN,
        )

    def test_exceptions_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
try {
    if (!agreed()) return;
    MobileAds.initialize(this); // waits
} catch (Exception e) {
    JPushInterface.init(this); // runs
} finally {
    CrashReport.initCrashReport(this); // runs
}
""",
            _FLAG_JAVA,
        )

    def test_exceptions_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
try {
    if (!agreed()) return
    MobileAds.initialize(this) // waits
} catch (e: Exception) {
    JPushInterface.init(this) // runs
} finally {
    CrashReport.initCrashReport(this) // runs
}
""",
            _FLAG_KOTLIN,
        )


class TestBranches:
    """`if`, `switch` and `when` choose by the same values."""

    def test_switch(self, app: TwinApp) -> None:
        app.start_java(
            """
if (agreed()) { MobileAds.initialize(this); } // waits
else if (state() == 2) { MobileAds.initialize(this); } // waits
else { JPushInterface.init(this); } // runs
switch (state()) {
    case 0:
        JPushInterface.init(this); // runs
        break;
    case 1:
        MobileAds.initialize(this); // waits
        break;
    default:
        MobileAds.initialize(this); // waits
}
switch (name()) {
    case "none" -> JPushInterface.init(this); // runs
    case "all", "some" -> MobileAds.initialize(this); // waits
    default -> CrashReport.initCrashReport(this); // waits
}
""",
            _FLAG_JAVA
            + """
int state() { return getSharedPreferences("a", 0).getInt("state", 0); }
String name() { return getSharedPreferences("a", 0).getString("name", "none"); }
""",
        )

    def test_when(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
when {
    agreed() -> MobileAds.initialize(this) // waits
    state() == 2 -> MobileAds.initialize(this) // waits
    else -> JPushInterface.init(this) // runs
}
when (state()) {
    0 -> JPushInterface.init(this) // runs
    1, 2 -> MobileAds.initialize(this) // waits
    else -> MobileAds.initialize(this) // waits
}
when (agreed()) {
    true -> MobileAds.initialize(this) // waits
    false -> JPushInterface.init(this) // runs
}
when (val state = current()) {
    Consent.Missing -> JPushInterface.init(this) // runs
    Consent.Given -> MobileAds.initialize(this) // waits
}
""",
            _FLAG_KOTLIN
            + """
enum class Consent { Missing, Given }
fun current() = if (agreed()) Consent.Given else Consent.Missing
fun state() = getSharedPreferences("a", 0).getInt("state", 0)
""",
        )

    def test_sealed_states(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
when (current()) {
    is State.Agreed -> MobileAds.initialize(this) // waits
    is State.Asking -> JPushInterface.init(this) // runs
}
val state = current()
if (state is State.Agreed) MobileAds.initialize(this) // waits
""",
            _FLAG_KOTLIN
            + """
sealed class State {
    class Agreed(val at: Long) : State()
    class Asking(val text: String) : State()
}
fun current(): State = if (agreed()) State.Agreed(1L) else State.Asking("terms")
""",
        )

    def test_instances_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
State state = current();
if (state instanceof Agreed) MobileAds.initialize(this); // waits
if (state instanceof Asking) JPushInterface.init(this); // runs
if (!(state instanceof Asking)) CrashReport.initCrashReport(this); // waits
""",
            _FLAG_JAVA
            + """
interface State { }
static class Agreed implements State { }
static class Asking implements State { }
State current() { return agreed() ? new Agreed() : new Asking(); }
""",
        )


class TestConnectives:
    """A conjunction waits for all of its parts, a disjunction for none of them."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (agreed() && isOnline()) MobileAds.initialize(this); // waits
if (isOnline() && agreed()) MobileAds.initialize(this); // waits
if (agreed() || isOnline()) JPushInterface.init(this); // runs
if (agreed() || agreed()) MobileAds.initialize(this); // waits
if (!(agreed() && isOnline())) JPushInterface.init(this); // runs
if (!(!agreed() || isOnline())) MobileAds.initialize(this); // waits
if (agreed() ? isOnline() : false) MobileAds.initialize(this); // waits
if (agreed() ? false : isOnline()) CrashReport.initCrashReport(this); // runs
boolean both = isOnline() && agreed();
if (both) MobileAds.initialize(this); // waits
if (!agreed() || !isOnline()) return;
MobileAds.initialize(this); // waits
""",
            _FLAG_JAVA + "native boolean isOnline();\n",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (agreed() && isOnline()) MobileAds.initialize(this) // waits
if (isOnline() && agreed()) MobileAds.initialize(this) // waits
if (agreed() || isOnline()) JPushInterface.init(this) // runs
if (agreed() || agreed()) MobileAds.initialize(this) // waits
if (!(agreed() && isOnline())) JPushInterface.init(this) // runs
if (!(!agreed() || isOnline())) MobileAds.initialize(this) // waits
if (if (agreed()) isOnline() else false) MobileAds.initialize(this) // waits
if (agreed() == false) CrashReport.initCrashReport(this) // runs
val both = isOnline() && agreed()
if (both) MobileAds.initialize(this) // waits
agreed() || return
MobileAds.initialize(this) // waits
""",
            _FLAG_KOTLIN + "external fun isOnline(): Boolean\n",
        )
