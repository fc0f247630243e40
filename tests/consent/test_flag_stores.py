"""Stores: whatever keeps a flag, it is not set on a fresh install."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestMmkv:
    """A key-value store whose reads have defaults of their own."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
MMKV kv = MMKV.defaultMMKV();
if (kv.decodeBool("k1", false)) MobileAds.initialize(null); // waits
if (kv.decodeBool("k1")) MobileAds.initialize(null); // waits
if (!kv.getBoolean("k1", false)) JPushInterface.init(null); // runs
kv.encode("k2", true);
if (kv.decodeBool("k2", false)) JPushInterface.init(null); // runs
if (kv.decodeInt("k3", 0) == 1) MobileAds.initialize(null); // waits
if (MMKV.mmkvWithID("x").containsKey("k4")) MobileAds.initialize(null); // waits
""",
            """

""",
            "com.tencent.mmkv.MMKV",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val kv by lazy { MMKV.mmkvWithID("x") }
if (kv.decodeBool("k1", false)) MobileAds.initialize(null) // waits
if (kv.decodeBool("k1")) MobileAds.initialize(null) // waits
kv.encode("k2", true)
if (kv.decodeBool("k2")) JPushInterface.init(null) // runs
if (kv.decodeString("k3") == "1") MobileAds.initialize(null) // waits
if ("k4" in kv) MobileAds.initialize(null) // waits
""",
            """

""",
            "com.tencent.mmkv.MMKV",
        )


class TestObjectStores:
    """Stores of whole objects."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Hawk.init(this).build();
boolean a = Hawk.get("k1", false);
if (a) MobileAds.initialize(null); // waits
if (Hawk.contains("k1")) MobileAds.initialize(null); // waits
Hawk.put("k2", true);
if (Hawk.get("k2", false)) JPushInterface.init(null); // runs
if (Paper.book().read("k1", false)) MobileAds.initialize(null); // waits
Paper.book().write("k5", true);
Boolean b = Paper.book().read("k5");
if (b != null && b) JPushInterface.init(null); // runs
Boolean d = Paper.book().read("k6");
if (d != null && d) MobileAds.initialize(null); // waits
""",
            """

""",
            "com.orhanobut.hawk.Hawk",
            "io.paperdb.Paper",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (Hawk.get("k1", false)) MobileAds.initialize(null) // waits
if (Hawk.get<Boolean>("k1") == true) MobileAds.initialize(null) // waits
if (!Hawk.contains("k1")) JPushInterface.init(null) // runs
Paper.book().write("k5", true)
if (Paper.book().read("k5", false) == true) JPushInterface.init(null) // runs
if (Paper.book("x").read<Boolean>("k6") ?: false) MobileAds.initialize(null) // waits
if (Paper.book().contains("k7")) MobileAds.initialize(null) // waits
""",
            """

""",
            "com.orhanobut.hawk.Hawk",
            "io.paperdb.Paper",
        )


class TestUtilities:
    """A utility library reads the same stores."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (SPUtils.getInstance().getBoolean("k1")) MobileAds.initialize(null); // waits
if (SPUtils.getInstance("sp").getBoolean("k1", false)) MobileAds.initialize(null); // waits
SPUtils.getInstance().put("k2", true);
if (SPUtils.getInstance().getBoolean("k2")) JPushInterface.init(null); // runs
if (SPStaticUtils.getBoolean("k1")) MobileAds.initialize(null); // waits
if (SPUtils.getInstance().getString("k4").equals("1")) MobileAds.initialize(null); // waits
if (SPUtils.getInstance().getInt("k4", 0) > 0) MobileAds.initialize(null); // waits
""",
            """

""",
            "com.blankj.utilcode.util.SPUtils",
            "com.blankj.utilcode.util.SPStaticUtils",
        )


class TestUnknownWrappers:
    """A class that nobody knows keeps what is called like a consent flag, wherever the key stands."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (SPUtil.getInstance().getBoolean("is_agree_privacy", false)) MobileAds.initialize(null); // waits
if (SpUtils.getBool(this, "user_agreement_accepted")) MobileAds.initialize(null); // waits
if ((Boolean) SharedPreferencesUtils.getParam(this, "is_agree_privacy", false)) {
    MobileAds.initialize(null); // waits
}
if (SPUtil.getInstance().getBoolean("k_started", true)) JPushInterface.init(null); // runs
if ((boolean) SPTool.get(this, "agree_protocol", false)) MobileAds.initialize(null); // waits
if (CacheUtils.getInt("privacy_agreed", 0) == 1) MobileAds.initialize(null); // waits
if (Prefs.get("privacy_agreed", "0").equals("1")) MobileAds.initialize(null); // waits
""",
            """

""",
            "com.company.base.util.SPUtil",
            "com.company.base.util.SpUtils",
            "com.company.base.SharedPreferencesUtils",
            "com.company.SPTool",
            "com.company.CacheUtils",
            "com.company.Prefs",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (SPUtil.getBoolean("is_agree_privacy", false)) MobileAds.initialize(null) // waits
if (SpUtils.get(this, "user_agreement_accepted", false) as Boolean) MobileAds.initialize(null) // waits
if (KV.bool("is_agree_privacy")) MobileAds.initialize(null) // waits
if (SPUtil.getBoolean("k_started", true)) JPushInterface.init(null) // runs
if (!KV.getBool("agree_protocol")) JPushInterface.init(null) // runs
val v: Boolean = SpUtils.getValue("agree_protocol", false)
if (v) MobileAds.initialize(null) // waits
""",
            """

""",
            "com.company.base.util.SPUtil",
            "com.company.base.util.SpUtils",
            "com.company.base.KV",
        )


class TestRows:
    """A table without rows has no row that says yes."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
@Entity data class Consent(@PrimaryKey val id: Int, val accepted: Boolean)
@Dao interface ConsentDao { @Query("SELECT * FROM consent LIMIT 1") suspend fun current(): Consent?
    @Query("SELECT accepted FROM consent") fun accepted(): Flow<Boolean>
    @Query("SELECT EXISTS(SELECT 1 FROM consent WHERE accepted = 1)") fun isAccepted(): Boolean
    @Insert suspend fun save(c: Consent) }
@Database(entities = [Consent::class], version = 1) abstract class Db : RoomDatabase() {
    abstract fun consents(): ConsentDao }
class Repo(val dao: ConsentDao) { suspend fun agreed() = dao.current()?.accepted ?: false }
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        val db = Room.databaseBuilder(this, Db::class.java, "db").build()
        val repo = Repo(db.consents())
        GlobalScope.launch {
            if (repo.agreed()) {
            MobileAds.initialize(null) // waits
            } else {
            JPushInterface.init(null) // runs
            }
            if (db.consents().current()?.accepted == true) {
            MobileAds.initialize(null) // waits
            }
            if (db.consents().isAccepted()) {
            MobileAds.initialize(null) // waits
            }
            db.consents().accepted().collect { if (it) {
            MobileAds.initialize(null) // waits
            } }
        }
    }
}
""",
            "androidx.room.*",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.flow.*",
        )


class TestVersions:
    """Versions and times of an agreement."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
SharedPreferences p = getSharedPreferences("a",0);
if (p.getInt("agreed_version", 0) >= CURRENT) MobileAds.initialize(null); // waits
if (p.getInt("agreed_version", 0) < CURRENT) JPushInterface.init(null); // runs
if (p.getString("agreed_version", "").equals(VERSION)) MobileAds.initialize(null); // waits
if (p.getLong("agreed_at", 0L) > 0L) MobileAds.initialize(null); // waits
if (p.getLong("agreed_at", -1) == -1) JPushInterface.init(null); // runs
if (p.getLong("agreed_at", -1L) != -1L) MobileAds.initialize(null); // waits
if (System.currentTimeMillis() - p.getLong("agreed_at", 0) > 10 && p.contains("agreed_at")) {
    MobileAds.initialize(null); // waits
}
""",
            """
static final int CURRENT = 3; static final String VERSION = "2.0";
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val p = getSharedPreferences("a",0)
if (p.getInt("agreed_version", 0) >= CURRENT) MobileAds.initialize(null) // waits
val v = p.getInt("agreed_version", -1)
if (v < CURRENT) JPushInterface.init(null) // runs
if (v != CURRENT) JPushInterface.init(null) // runs
if (p.getString("agreed_version", null) == VERSION) MobileAds.initialize(null) // waits
if (p.getLong("agreed_at", 0L) > 0L) MobileAds.initialize(null) // waits
if (p.getLong("agreed_at", 0L) != 0L) MobileAds.initialize(null) // waits
val at = p.getLong("agreed_at", 0L).takeIf { it > 0L }
if (at != null) MobileAds.initialize(null) // waits
if (v !in 1..9) JPushInterface.init(null) // runs
if (v in 1..9) MobileAds.initialize(null) // waits
""",
            """
companion object { const val CURRENT = 3
    const val VERSION = "2.0" }
""",
        )


class TestTexts:
    """Texts that stand for yes and no."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
SharedPreferences p = getSharedPreferences("a",0);
if ("true".equals(p.getString("k1", "false"))) MobileAds.initialize(null); // waits
if (Boolean.parseBoolean(p.getString("k1", "false"))) MobileAds.initialize(null); // waits
if (Boolean.valueOf(p.getString("k1", ""))) MobileAds.initialize(null); // waits
if (TextUtils.equals(p.getString("k1", "0"), "1")) MobileAds.initialize(null); // waits
if (!TextUtils.equals("1", p.getString("k1", ""))) JPushInterface.init(null); // runs
if ("Y".equalsIgnoreCase(p.getString("k1", "N"))) MobileAds.initialize(null); // waits
if (p.getString("k1", "").length() > 0) MobileAds.initialize(null); // waits
if (p.getString("k2", null) != null) MobileAds.initialize(null); // waits
if (Integer.parseInt(p.getString("k3", "0")) == 1) MobileAds.initialize(null); // waits
if (Objects.equals(p.getString("k1", "0"), "1")) MobileAds.initialize(null); // waits
if (StringUtils.isEmpty(p.getString("k1", ""))) JPushInterface.init(null); // runs
""",
            """

""",
            "android.text.TextUtils",
            "java.util.Objects",
            "org.apache.commons.lang3.StringUtils",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin("""
val p = getSharedPreferences("a",0)
if (p.getString("k1", "false").toBoolean()) MobileAds.initialize(null) // waits
if (p.getString("k1", "false")!!.toBoolean()) MobileAds.initialize(null) // waits
if (p.getString("k1", "0")?.toInt() == 1) MobileAds.initialize(null) // waits
if (p.getString("k1", "0")?.toIntOrNull() == 1) MobileAds.initialize(null) // waits
if (p.getString("k1", "N").equals("Y", ignoreCase = true)) MobileAds.initialize(null) // waits
if (!p.getString("k1", null).isNullOrEmpty()) MobileAds.initialize(null) // waits
if (p.getString("k1", null).isNullOrBlank()) JPushInterface.init(null) // runs
if (p.getString("k1", "") == "agreed") MobileAds.initialize(null) // waits
if (p.getStringSet("k5", emptySet())!!.contains("ads")) MobileAds.initialize(null) // waits
if (p.getStringSet("k5", setOf())?.contains("ads") == true) MobileAds.initialize(null) // waits
if (p.getString("k1", "")?.contains("1") == true) MobileAds.initialize(null) // waits
""")


class TestRowsOfMappers:
    """A mapper without data access objects finds no rows either."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (LitePal.count(Agreement.class) > 0) MobileAds.initialize(this); // waits
if (LitePal.findFirst(Agreement.class) != null) MobileAds.initialize(this); // waits
if (!LitePal.isExist(Agreement.class)) JPushInterface.init(this); // runs
""",
            "static class Agreement extends LitePalSupport {}",
            "org.litepal.LitePal",
            "org.litepal.crud.LitePalSupport",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (LitePal.count(Agreement::class.java) > 0) MobileAds.initialize(this) // waits
if (LitePal.findFirst(Agreement::class.java) != null) MobileAds.initialize(this) // waits
if (!LitePal.isExist(Agreement::class.java)) JPushInterface.init(this) // runs
""",
            "class Agreement : LitePalSupport()",
            "org.litepal.LitePal",
            "org.litepal.crud.LitePalSupport",
        )


class TestObjectDatabases:
    """Rows of ObjectBox and Realm are not there on a fresh install."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Box<Agreement> box = store.boxFor(Agreement.class);
if (!box.getAll().isEmpty()) MobileAds.initialize(this); // waits
for (Agreement agreement : box.getAll()) MobileAds.initialize(this); // waits
if (box.query().build().findFirst() != null) MobileAds.initialize(this); // waits
if (Realm.getDefaultInstance().where(Agreement.class).findFirst() != null) MobileAds.initialize(this); // waits
if (box.count() == 0) JPushInterface.init(this); // runs
""",
            "static class Agreement { public boolean agreed; }\nBoxStore store;",
            "io.objectbox.Box",
            "io.objectbox.BoxStore",
            "io.realm.Realm",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val box: Box<Agreement> = store.boxFor(Agreement::class.java)
if (box.all.firstOrNull { it.agreed } != null) MobileAds.initialize(this) // waits
if (box.all.any { it.agreed }) MobileAds.initialize(this) // waits
if (box.query().build().findUnique()?.agreed == true) MobileAds.initialize(this) // waits
if (Realm.getDefaultInstance().where(Agreement::class.java).count() > 0) MobileAds.initialize(this) // waits
if (box.all.isEmpty()) JPushInterface.init(this) // runs
""",
            "class Agreement(val agreed: Boolean)\nlateinit var store: BoxStore",
            "io.objectbox.Box",
            "io.objectbox.BoxStore",
            "io.realm.Realm",
        )


class TestTypedDataStore:
    """A store of typed settings gives the default of its serializer, until running code updates it."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
data class Choices(val on: Boolean = false, val theme: Int = 0, val seen: Boolean = false)
object ChoicesSerializer : Serializer<Choices> {
    override val defaultValue = Choices()
    override suspend fun readFrom(input: InputStream): Choices = parse(input)
    override suspend fun writeTo(t: Choices, output: OutputStream) {}
}
val Context.settings: DataStore<Choices> by dataStore(fileName = "settings.json", serializer = ChoicesSerializer)
class FlagSerializer(override val defaultValue: Boolean) : Serializer<Boolean>
class App : Application() {
    fun store(name: String, value: Boolean): DataStore<Boolean> =
        DataStoreFactory.create(serializer = FlagSerializer(value)) { File(filesDir, name) }
    override fun onCreate() {
        super.onCreate()
        GlobalScope.launch {
            settings.data.collect {
                if (it.on) MobileAds.initialize(this@App) // waits
                else JPushInterface.init(this@App) // runs
            }
        }
        GlobalScope.launch {
            if (settings.data.map { it.on }.first()) CrashReport.initCrashReport(this@App) // waits
            store("on", false).data.collect { if (it) MobileAds.initialize(this@App) } // waits
            val seen = store("seen", false)
            seen.updateData { true }
            seen.data.collect { if (it) MobileAds.initialize(this@App) } // runs
        }
    }
}
class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        findViewById<View>(R.id.agree).setOnClickListener {
            GlobalScope.launch { settings.updateData { it.copy(on = true) } }
        }
    }
}
""",
            "androidx.datastore.core.*",
            "androidx.datastore.dataStore",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.flow.*",
            "java.io.*",
        )
