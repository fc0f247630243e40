"""Forms that an answer travels in: arguments, fields, objects, constants."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestArguments:
    """A flag is handed on as an argument."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
boolean ok = getSharedPreferences("a",0).getBoolean("k_yes", false);
go(ok); go2(this, !ok); Sdks.start(this, ok, true);
JPushInterface.init(null); // runs
""",
            """
void go(boolean agreed) { if (agreed) {
        MobileAds.initialize(null); // waits
    } }
void go2(Context c, boolean missing) { if (missing) return;
    MobileAds.initialize(null); // waits
}
static class Sdks { static void start(Context c, boolean a, boolean b) { if (!a) {
            JPushInterface.init(null); // runs
            return; } if (b) {
            MobileAds.initialize(null); // waits
        } } }
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val ok = getSharedPreferences("a",0).getBoolean("k_yes", false)
go(ok); go2(this, missing = !ok); Sdks.start(this, b = true, a = ok)
JPushInterface.init(null) // runs
""",
            """
fun go(agreed: Boolean) { if (agreed) {
        MobileAds.initialize(null) // waits
    } }
fun go2(c: Context, missing: Boolean) { if (missing) return
    MobileAds.initialize(null) // waits
}
object Sdks { fun start(c: Context, a: Boolean, b: Boolean) { if (!a) {
            JPushInterface.init(null) // runs
            return }
        if (b) {
            MobileAds.initialize(null) // waits
        } } }
""",
        )


class TestObjects:
    """A flag is kept in an object, in a copy of it, the other way round."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java("""
class Consent { private final boolean given; private boolean later; Consent(boolean g) { given = g;
    } boolean isGiven() { return given; } boolean isLater() { return later;
    } void setLater(boolean l) { later = l; } }
public class App extends Application {
    Consent consent;
    public void onCreate() {
        super.onCreate();
        consent = new Consent(getSharedPreferences("a",0).getBoolean("k_yes", false));
        consent.setLater(consent.isGiven());
        go();
    }
    void go() { if (consent.isGiven()) {
            MobileAds.initialize(null); // waits
        }
        if (!consent.isLater()) {
            JPushInterface.init(null); // runs
        } else {
            MobileAds.initialize(null); // waits
        } }
}
""")

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin("""
data class UiState(val needAsk: Boolean = true, val title: String = "")
class Repo(private val p: SharedPreferences) { val agreed: Boolean get() = p.getBoolean("k_yes", false) }
class Model(private val repo: Repo) { fun state() = UiState(needAsk = !repo.agreed, title = "x") }
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        val state = Model(Repo(getSharedPreferences("a",0))).state()
        if (!state.needAsk) {
            MobileAds.initialize(null) // waits
        }
        if (state.needAsk) {
            JPushInterface.init(null) // runs
        }
        val copy = state.copy(title = "y")
        if (!copy.needAsk) {
            MobileAds.initialize(null) // waits
        }
        val (need, _) = state
        if (need) {
            JPushInterface.init(null) // runs
        } else {
            MobileAds.initialize(null) // waits
        }
    }
}
""")


class TestNullable:
    """Nobody has answered is another value than no."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Boolean b = load();
if (Boolean.TRUE.equals(b)) MobileAds.initialize(null); // waits
if (b != null && b) MobileAds.initialize(null); // waits
if (b == null) JPushInterface.init(null); // runs
if (Boolean.FALSE.equals(getSharedPreferences("a",0).getBoolean("k", false))) {
    JPushInterface.init(null); // runs
}
if (b == Boolean.TRUE) MobileAds.initialize(null); // waits
""",
            """
Boolean load() { SharedPreferences p = getSharedPreferences("a",0);
    return p.contains("k") ? p.getBoolean("k", false) : null; }
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val m = HashMap<String, Boolean>()
val c: Boolean? = load()
if (c == true) MobileAds.initialize(null) // waits
if (c ?: false) MobileAds.initialize(null) // waits
if (c.orFalse()) MobileAds.initialize(null) // waits
if (c != true) JPushInterface.init(null) // runs
if (c == null) JPushInterface.init(null) // runs
if (c != null && c) MobileAds.initialize(null) // waits
c?.let { if (it) {
        MobileAds.initialize(null) // waits
    } }
if (c?.not() ?: true) JPushInterface.init(null) // runs
when (c) { true -> {
        MobileAds.initialize(null) // waits
    }
    false -> {
        MobileAds.initialize(null) // waits
    }
    null -> {
        JPushInterface.init(null) // runs
    } }
""",
            """
fun load(): Boolean? { val p = getSharedPreferences("a",0)
    return if (p.contains("k")) p.getBoolean("k", false) else null }
fun Boolean?.orFalse() = this ?: false
""",
        )


class TestEnums:
    """A constant stands for the answer, with fields and methods of its own."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
ConsentStatus s = status();
if (s == ConsentStatus.OBTAINED) MobileAds.initialize(null); // waits
switch (s) { case OBTAINED:
    MobileAds.initialize(null); // waits
    break; case UNKNOWN:
    JPushInterface.init(null); // runs
    break; }
if (ConsentStatus.OBTAINED.equals(s)) MobileAds.initialize(null); // waits
String name = getSharedPreferences("a",0).getString("k", "UNKNOWN");
if (ConsentStatus.valueOf(name) == ConsentStatus.OBTAINED) MobileAds.initialize(null); // waits
if (s.granted) MobileAds.initialize(null); // waits
if (s.ordinal() > 0) MobileAds.initialize(null); // waits
""",
            """
enum ConsentStatus { UNKNOWN(false), OBTAINED(true); final boolean granted;
    ConsentStatus(boolean g) { granted = g; } }
ConsentStatus status() { int v = getSharedPreferences("a",0).getInt("k", 0);
    return v == 1 ? ConsentStatus.OBTAINED : ConsentStatus.UNKNOWN; }
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val s = status()
if (s == ConsentStatus.OBTAINED) MobileAds.initialize(null) // waits
when (s) { ConsentStatus.OBTAINED -> {
        MobileAds.initialize(null) // waits
    }
    ConsentStatus.UNKNOWN -> {
        JPushInterface.init(null) // runs
    } }
if (s.granted) MobileAds.initialize(null) // waits
val t = ConsentStatus.valueOf(getSharedPreferences("a",0).getString("k", ConsentStatus.UNKNOWN.name)!!)
if (t == ConsentStatus.OBTAINED) MobileAds.initialize(null) // waits
val u = ConsentStatus.values()[getSharedPreferences("a",0).getInt("o", 0)]
if (u == ConsentStatus.OBTAINED) MobileAds.initialize(null) // waits
if (s.isOk()) MobileAds.initialize(null) // waits
""",
            """
enum class ConsentStatus(val granted: Boolean) { UNKNOWN(false), OBTAINED(true);
    fun isOk() = this == OBTAINED }
fun status() = if (getSharedPreferences("a",0).getBoolean("k", false)) ConsentStatus.OBTAINED else ConsentStatus.UNKNOWN
""",
        )


class TestChains:
    """Chains that go on only with a yes."""

    def test_take_if(self, app: TwinApp) -> None:
        app.start_kotlin("""
val ok = getSharedPreferences("a",0).getBoolean("k", false)
ok.takeIf { it }?.let {
    MobileAds.initialize(null) // waits
}
this.takeIf { ok }?.run {
    MobileAds.initialize(null) // waits
}
this.takeUnless { ok }?.run {
    JPushInterface.init(null) // runs
}
ok.takeUnless { !it }?.also {
    MobileAds.initialize(null) // waits
}
(if (ok) this else null)?.let {
    MobileAds.initialize(null) // waits
}
takeIf { ok }?.apply {
    MobileAds.initialize(null) // waits
} ?: run {
    JPushInterface.init(null) // runs
}
ok.also { if (it) {
        MobileAds.initialize(null) // waits
    } }
ok.let { yes -> if (!yes) return }
MobileAds.initialize(null) // waits
""")

    def test_with(self, app: TwinApp) -> None:
        app.start_kotlin("""
with(getSharedPreferences("a",0)) {
    if (getBoolean("k", false)) {
        MobileAds.initialize(null) // waits
    }
    if (!contains("k")) {
        JPushInterface.init(null) // runs
    }
}
getSharedPreferences("a",0).run { getBoolean("k", false) }.let { if (it) {
        MobileAds.initialize(null) // waits
    } }
getSharedPreferences("a",0)?.getBoolean("k", false)?.also { if (it) {
        MobileAds.initialize(null) // waits
    } }
""")
