"""Values in conditions: what is missing, constant, counted or stored under a key decides as on a fresh install."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestMissing:
    """A value that nobody stored is null: safe calls and elvis decide by it."""

    def test_null_checks_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
String date = date();
if (date != null) MobileAds.initialize(this); // waits
if (null == date) JPushInterface.init(this); // runs
String shown = date == null ? "never" : "once";
if (shown.equals("once")) MobileAds.initialize(this); // waits
if (date == null) return;
CrashReport.initCrashReport(this); // waits
""",
            'String date() { return getSharedPreferences("a", 0).getString("date", null); }',
        )

    def test_safe_calls_and_elvis(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
date()?.let { MobileAds.initialize(this) } // waits
if (date() == null) JPushInterface.init(this) // runs
if (date() ?: "never" == "never") CrashReport.initCrashReport(this) // runs
if ((date() ?: "never") == "once") MobileAds.initialize(this) // waits
if (!date().isNullOrEmpty()) MobileAds.initialize(this) // waits
val known = date() ?: return
CrashReport.initCrashReport(this) // waits
""",
            'fun date(): String? = getSharedPreferences("a", 0).getString("date", null)',
        )

    def test_take_if(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
takeIf { agreed() }?.let { MobileAds.initialize(it) } // waits
takeUnless { agreed() }?.let { JPushInterface.init(it) } // runs
takeIf { agreed() } ?: return
CrashReport.initCrashReport(this) // waits
""",
            'fun agreed() = getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)',
        )


class TestConstants:
    """What is known when the application is built decides too."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (ENABLED) MobileAds.initialize(this); // waits
if (!ENABLED) JPushInterface.init(this); // runs
if (BuildConfig.DEBUG) MobileAds.initialize(this); // waits
if (!BuildConfig.DEBUG) CrashReport.initCrashReport(this); // runs
if (false) MobileAds.initialize(this); // waits
if (CHANNEL.equals("google")) MobileAds.initialize(this); // waits
if (Build.VERSION.SDK_INT >= 23) JPushInterface.init(this); // runs
if (Build.VERSION.SDK_INT < 23) JPushInterface.init(this); // runs
if (LEVEL + 1 > 2) MobileAds.initialize(this); // waits
""",
            """
static final boolean ENABLED = false;
static final String CHANNEL = "store";
private static final int LEVEL = 1;
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (ENABLED) MobileAds.initialize(this) // waits
if (!ENABLED) JPushInterface.init(this) // runs
if (BuildConfig.DEBUG) MobileAds.initialize(this) // waits
if (!BuildConfig.DEBUG) CrashReport.initCrashReport(this) // runs
if (Config.CHANNEL == "google") MobileAds.initialize(this) // waits
if (Build.VERSION.SDK_INT >= 23) JPushInterface.init(this) // runs
if (limit + 1 > 2) MobileAds.initialize(this) // waits
""",
            """
object Config { const val CHANNEL = "store" }
companion object {
    const val ENABLED = false
    val limit = 1
}
""",
        )


class TestDefaults:
    """The default of a read is part of its meaning: a flag that is on by default holds nothing back."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (prefs().getBoolean("first_start", true)) JPushInterface.init(this); // runs
if (!prefs().getBoolean("first_start", true)) MobileAds.initialize(this); // waits
if (prefs().getBoolean("analytics", ON)) JPushInterface.init(this); // runs
if (!prefs().contains("opened")) CrashReport.initCrashReport(this); // runs
if (prefs().contains("opened")) MobileAds.initialize(this); // waits
if (prefs().getLong("agreed_at", 0L) > 0L) MobileAds.initialize(this); // waits
if (prefs().getInt("agreed_version", -1) >= 3) MobileAds.initialize(this); // waits
if (prefs().getInt("agreed_version", -1) < 3) JPushInterface.init(this); // runs
if (prefs().getInt("agreed_version", 0) != VERSION) JPushInterface.init(this); // runs
if (prefs().getInt(getString(R.string.level), 0) == 1) MobileAds.initialize(this); // waits
if (prefs().getBoolean("a_" + "b", false)) MobileAds.initialize(this); // waits
""",
            """
static final boolean ON = true;
static final int VERSION = 3;
SharedPreferences prefs() { return PreferenceManager.getDefaultSharedPreferences(this); }
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (prefs.getBoolean("first_start", true)) JPushInterface.init(this) // runs
if (!prefs.getBoolean("first_start", true)) MobileAds.initialize(this) // waits
if (prefs.getBoolean(KEY, ON)) JPushInterface.init(this) // runs
if ("opened" !in prefs) CrashReport.initCrashReport(this) // runs
if (prefs.contains("opened")) MobileAds.initialize(this) // waits
if (prefs.getLong("agreed_at", 0L) > 0) MobileAds.initialize(this) // waits
if (prefs.getInt("agreed_version", -1) >= 3) MobileAds.initialize(this) // waits
if (prefs.getInt("agreed_version", -1) < 3) JPushInterface.init(this) // runs
if (read(default = true)) JPushInterface.init(this) // runs
if (read()) MobileAds.initialize(this) // waits
""",
            """
private val prefs by lazy { PreferenceManager.getDefaultSharedPreferences(this) }
private fun read(key: String = "read", default: Boolean = false) = prefs.getBoolean(key, default)
companion object {
    const val ON = true
    const val KEY = "analytics"
}
""",
        )

    def test_key_value_library(self, app: TwinApp) -> None:
        app.start_java(
            """
MMKV store = MMKV.defaultMMKV();
store.encode("started", true);
if (store.decodeBool("started")) JPushInterface.init(this); // runs
if (store.decodeBool("tour_done", false)) MobileAds.initialize(this); // waits
if (store.decodeString("name") == null) CrashReport.initCrashReport(this); // runs
if (store.containsKey("name")) MobileAds.initialize(this); // waits
""",
            "",
            "com.tencent.mmkv.MMKV",
        )

    def test_data_store(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
val Context.store by preferencesDataStore("a")
class Flags(private val context: Context) {
    private val agreed = booleanPreferencesKey("privacy_agreed")
    private val opened = booleanPreferencesKey("opened")
    val isAgreed: Flow<Boolean> = context.store.data.map { it[agreed] ?: false }
    val isOpened: Flow<Boolean> = context.store.data.map { it[opened] ?: true }
    suspend fun agree() = context.store.edit { it[agreed] = true }
}
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        val flags = Flags(this)
        MainScope().launch {
            if (flags.isAgreed.first()) MobileAds.initialize(this@App) // waits
            if (flags.isOpened.first()) JPushInterface.init(this@App) // runs
            flags.isAgreed.collect { if (it) CrashReport.initCrashReport(this@App) } // waits
        }
    }
}
class MainActivity : AppCompatActivity() {
    override fun onCreate(state: Bundle?) {
        findViewById<View>(R.id.go).setOnClickListener { lifecycleScope.launch { Flags(this@MainActivity).agree() } }
    }
}
""",
            "androidx.datastore.preferences.core.booleanPreferencesKey",
            "androidx.datastore.preferences.core.edit",
            "androidx.datastore.preferences.preferencesDataStore",
            "androidx.lifecycle.lifecycleScope",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.flow.*",
        )


class TestGuardedCode:
    """A function that runs the code it is given under a condition is a gate for that code."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
ifAgreed(() -> MobileAds.initialize(this)); // waits
ifAgreed(new Runnable() {
    @Override public void run() {
        JPushInterface.init(App.this); // waits
    }
});
ifAgreed(this::ads);
always(() -> CrashReport.initCrashReport(this)); // runs
""",
            """
void ads() {
    MobileAds.initialize(this); // waits
}
void ifAgreed(Runnable code) {
    if (getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)) code.run();
}
void always(Runnable code) { code.run(); }
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
ifAgreed { MobileAds.initialize(this) } // waits
ifAgreed(::ads)
whenSet("opened", code = { JPushInterface.init(this) }) // waits
whenSet("opened", default = true) { CrashReport.initCrashReport(this) } // runs
always { CrashReport.initCrashReport(this) } // runs
""",
            """
private fun ads() {
    MobileAds.initialize(this) // waits
}
private inline fun ifAgreed(code: () -> Unit) {
    if (getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)) code()
}
private fun whenSet(key: String, default: Boolean = false, code: () -> Unit) {
    if (getSharedPreferences("a", 0).getBoolean(key, default)) code.invoke()
}
private fun always(code: App.() -> Unit) = code(this)
""",
        )
