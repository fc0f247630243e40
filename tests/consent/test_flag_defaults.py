"""What a flag is before anybody has answered: defaults, delegates, nulls, variables."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestDefaults:
    """The default is part of the meaning."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
SharedPreferences p = getSharedPreferences("a",0);
if (p.getBoolean("analytics", true)) JPushInterface.init(null); // runs
if (p.getBoolean("analytics", DEFAULT_ON)) JPushInterface.init(null); // runs
if (p.getBoolean("agreed", Config.DEFAULT)) MobileAds.initialize(null); // waits
if (p.getBoolean("is_first_run", true)) JPushInterface.init(null); // runs
else MobileAds.initialize(null); // waits
boolean first = p.getBoolean("first", true);
if (!first) MobileAds.initialize(null); // waits
if (!p.getBoolean("need_show_privacy", true)) MobileAds.initialize(null); // waits
if (p.getBoolean("x", getResources().getBoolean(R.bool.x))) JPushInterface.init(null); // runs
""",
            """
static final boolean DEFAULT_ON = true;
static class Config { static final boolean DEFAULT = false; }
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val p = getSharedPreferences("a",0)
if (p.getBoolean("analytics", true)) JPushInterface.init(null) // runs
if (p.getBoolean("agreed", DEFAULT)) MobileAds.initialize(null) // waits
if (p.getBoolean("is_first_run", true)) JPushInterface.init(null) // runs
else MobileAds.initialize(null) // waits
if (p.getBoolean("privacy_agreed", resources.getBoolean(R.bool.default_agreed))) {
    JPushInterface.init(null) // runs
}
if (isFirst()) return
MobileAds.initialize(null) // waits
""",
            """
companion object { private const val DEFAULT = false }
fun isFirst() = getSharedPreferences("a",0).getInt("count", 0) == 0
""",
        )


class TestResources:
    """A default that stands in a resource is that of the resource, by variant."""

    VALUES = (
        '<resources><bool name="analytics_on">false</bool><bool name="asks">true</bool>'
        '<integer name="terms">0</integer></resources>'
    )

    def test_in_java(self, app: TwinApp) -> None:
        app.write("app/src/main/res/values/defaults.xml", self.VALUES)
        app.start_java(
            """
SharedPreferences prefs = getSharedPreferences("a", 0);
if (prefs.getBoolean(getString(1), getResources().getBoolean(R.bool.analytics_on))) MobileAds.initialize(this); // waits
if (prefs.getInt("terms_accepted", getResources().getInteger(R.integer.terms)) > 0) MobileAds.initialize(this); // waits
if (getResources().getBoolean(R.bool.unknown)) JPushInterface.init(this); // runs
if (getResources().getBoolean(R.bool.asks)) JPushInterface.init(this); // runs
""",
            "",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.write("app/src/main/res/values/defaults.xml", self.VALUES)
        app.start_kotlin(
            """
val prefs = getSharedPreferences("a", 0)
if (prefs.getBoolean("analytics", resources.getBoolean(R.bool.analytics_on))) MobileAds.initialize(this) // waits
if (prefs.getInt("terms_accepted", resources.getInteger(R.integer.terms)) > 0) MobileAds.initialize(this) // waits
if (resources.getBoolean(R.bool.unknown)) JPushInterface.init(this) // runs
if (!resources.getBoolean(R.bool.analytics_on)) JPushInterface.init(this) // runs
""",
            "",
        )


class TestDelegates:
    """Properties that somebody else keeps."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
fun SharedPreferences.boolean(def: Boolean = false, key: String? = null) = object : ReadWriteProperty<Any?, Boolean> {
    override fun getValue(thisRef: Any?, property: KProperty<*>) = getBoolean(key ?: property.name, def)
    override fun setValue(thisRef: Any?, property: KProperty<*>, value: Boolean) {
        edit().putBoolean(key ?: property.name, value).apply() }
}
object Conf {
    lateinit var p: SharedPreferences
    var agreed by lazyPref { p.boolean(key = "k1") }
    var observed by Delegates.observable(false) { _, _, v -> }
    var vetoed: Boolean by Delegates.vetoable(false) { _, _, n -> true }
    val map = mutableMapOf<String, Any?>("fast" to true, "slow" to false)
    val slow: Boolean by map
}
class Mmkv(private val key: String, private val def: Boolean) {
    operator fun getValue(t: Any?, p: KProperty<*>): Boolean = MMKV.defaultMMKV().decodeBool(key, def)
    operator fun setValue(t: Any?, p: KProperty<*>, v: Boolean) { MMKV.defaultMMKV().encode(key, v) }
}
fun mmkvBool(key: String, def: Boolean = false) = Mmkv(key, def)
fun <T> lazyPref(f: () -> ReadWriteProperty<Any?, T>) = f()
class Prefs(private val sp: SharedPreferences) {
    var agreed by mmkvBool("m1")
    var started by mmkvBool("m2")
    var onboarded by sp.boolean()
    var seen by sp.boolean(true)
}
class App : Application() {
    override fun onCreate() { super.onCreate()
        Conf.p = getSharedPreferences("a", 0)
        val prefs = Prefs(getSharedPreferences("a", 0))
        if (prefs.agreed) {
            MobileAds.initialize(null) // waits
        }
        prefs.started = true
        if (prefs.started) {
            JPushInterface.init(null) // runs
        }
        if (prefs.onboarded) {
            MobileAds.initialize(null) // waits
        }
        if (prefs.seen) {
            JPushInterface.init(null) // runs
        }
        if (Conf.observed) {
            MobileAds.initialize(null) // waits
        }
        if (Conf.vetoed) {
            MobileAds.initialize(null) // waits
        }
    }
}
""",
            "kotlin.properties.Delegates",
            "kotlin.properties.ReadWriteProperty",
            "kotlin.reflect.KProperty",
            "com.tencent.mmkv.MMKV",
        )

    def test_of_libraries(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
object Conf : KotprefModel() {
    var isAgreePrivacy by booleanPref(false)
    var fast by booleanPref(true)
}
class Other : PrefModel() { var privacyAccepted by boolean("privacy_accepted") }
class App : Application() {
    override fun onCreate() { super.onCreate()
        if (Conf.isAgreePrivacy) {
            MobileAds.initialize(null) // waits
        }
        if (Other().privacyAccepted) {
            MobileAds.initialize(null) // waits
        }
        if (Conf.fast) {
            JPushInterface.init(null) // runs
        }
    }
}
""",
            "com.chibatching.kotpref.KotprefModel",
            "com.company.PrefModel",
        )


class TestNulls:
    """A field that was only ever assigned null is null."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java("""
class State { private Boolean answer; private String version = null; private Consent consent;
    Boolean answer() { return answer; } void set(Boolean a) { answer = a; } String version() {
        return version; } Consent consent() { return consent; } void setConsent(Consent c) { consent = c;
    } void setVersion(String v) { version = v; } }
class Consent { }
public class App extends Application {
    final State state = new State();
    public void onCreate() { super.onCreate();
        state.set(null);
        state.setConsent(null);
        if (state.answer() != null && state.answer()) {
            MobileAds.initialize(null); // waits
        }
        if (state.consent() != null) {
            MobileAds.initialize(null); // waits
        }
        if (state.version() != null) {
            MobileAds.initialize(null); // waits
        }
        if (state.answer() == null) {
            JPushInterface.init(null); // runs
        }
    }
}
""")

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin("""
class Consent(val at: Long)
object State { var answer: Boolean? = null
    var consent: Consent? = null
    var listener: (() -> Unit)? = null }
class Holder { var consent: Consent? = null }
class App : Application() {
    val holder = Holder()
    override fun onCreate() { super.onCreate()
        State.consent = null
        holder.consent = null
        if (State.consent != null) {
            MobileAds.initialize(null) // waits
        }
        holder.consent?.let {
            MobileAds.initialize(null) // waits
        }
        if (State.answer == true) {
            MobileAds.initialize(null) // waits
        }
        if (State.consent?.at ?: 0L > 0L) {
            MobileAds.initialize(null) // waits
        }
        val c = State.consent ?: run {
            JPushInterface.init(null) // runs
            return }
        MobileAds.initialize(null) // waits
    }
}
""")


class TestVariables:
    """A variable whose new value is made of the old one."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java("""
SharedPreferences p = getSharedPreferences("a", 0);
boolean ok = true;
ok &= p.getBoolean("k1", false);
if (ok) MobileAds.initialize(null); // waits
boolean any = false;
any |= p.getBoolean("k2", false);
if (any) MobileAds.initialize(null); // waits
boolean both = p.getBoolean("k1", false) & p.getBoolean("k2", true);
if (both) MobileAds.initialize(null); // waits
boolean other = false;
other |= true;
if (other) JPushInterface.init(null); // runs
""")

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin("""
val p = getSharedPreferences("a", 0)
var ok = true
ok = ok and p.getBoolean("k1", false)
if (ok) MobileAds.initialize(null) // waits
var any = false
any = any or p.getBoolean("k2", false)
if (any) MobileAds.initialize(null) // waits
var other = false
try { other = p.getBoolean("k3", true) } catch (e: Exception) { other = false }
if (other) JPushInterface.init(null) // runs
""")


class TestDataStores:
    """Keys and messages of a data store."""

    def test_preferences(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
val Context.dataStore by preferencesDataStore("settings")
class Repo(private val context: Context) {
    companion object { val AGREED = booleanPreferencesKey("k_agreed")
        val TIME = longPreferencesKey("k_time") }
    val agreed: Flow<Boolean> = context.dataStore.data.map { it[AGREED] ?: false }
    val time = context.dataStore.data.map { p -> p[TIME] ?: 0L }
    suspend fun isAgreed() = context.dataStore.data.first()[AGREED] == true
    suspend fun accept() { context.dataStore.edit { it[AGREED] = true } }
}
class App : Application() {
    override fun onCreate() { super.onCreate()
        val repo = Repo(this)
        GlobalScope.launch { repo.agreed.collect { if (it) {
            MobileAds.initialize(null) // waits
            } } }
        GlobalScope.launch { if (repo.isAgreed()) {
            MobileAds.initialize(null) // waits
            } else {
            JPushInterface.init(null) // runs
            } }
        GlobalScope.launch { repo.agreed.filter { it }.first()
            MobileAds.initialize(null) // waits
        }
        GlobalScope.launch { if (repo.time.first() > 0L) {
            MobileAds.initialize(null) // waits
            } }
        val now = runBlocking { repo.agreed.first() }
        if (now) {
            MobileAds.initialize(null) // waits
        }
        if (runBlocking { dataStore.data.map { it[Repo.AGREED] }.first() } == true) {
            MobileAds.initialize(null) // waits
        }
    }
}
class MainActivity : AppCompatActivity() { override fun onCreate(s: Bundle?) { super.onCreate(s)
        findViewById<View>(R.id.agree).setOnClickListener { lifecycleScope.launch {
            Repo(this@MainActivity).accept() } } } }
""",
            "androidx.datastore.preferences.preferencesDataStore",
            "androidx.datastore.preferences.core.*",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.flow.*",
            "androidx.lifecycle.lifecycleScope",
        )

    def test_messages(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
val Context.settings: DataStore<Settings> by dataStore("s.pb", SettingsSerializer)
class Repo(private val store: DataStore<Settings>) {
    val agreed = store.data.map { it.agreedProtocol }
    suspend fun accept() = store.updateData { it.toBuilder().setAgreedProtocol(true).build() }
}
data class Ui(val needRequestProtocol: Boolean)
class App : Application() {
    override fun onCreate() { super.onCreate()
        val repo = Repo(settings)
        GlobalScope.launch { repo.agreed.collect { if (it) {
            MobileAds.initialize(null) // waits
            } } }
        val ui = repo.agreed.map { Ui(needRequestProtocol = !it) }
        GlobalScope.launch { ui.collect { if (!it.needRequestProtocol) {
            MobileAds.initialize(null) // waits
            } else {
            JPushInterface.init(null) // runs
            } } }
    }
}
""",
            "androidx.datastore.core.DataStore",
            "androidx.datastore.dataStore",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.flow.*",
            "com.example.proto.Settings",
            "com.example.proto.SettingsSerializer",
        )


class TestMemberExtensions:
    """An extension that belongs to a class."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin("""
class Gate {
    private val Context.prefs: SharedPreferences get() = getSharedPreferences("a", 0)
    private val Context.agreed: Boolean get() = prefs.getBoolean("k", false)
    fun go(c: Context) { if (c.agreed) {
            MobileAds.initialize(null) // waits
        } else {
            JPushInterface.init(null) // runs
        } }
}
class App : Application() { override fun onCreate() { super.onCreate()
        Gate().go(this) } }
""")
