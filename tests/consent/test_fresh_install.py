"""What holds nothing on a fresh install, and what conditions say of values: upgrades, extras, restrictions, holders."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestUpgrades:
    """Code for users of older versions does not run on a fresh install, though the version is stored at every start."""

    def test_compared_variable_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
SharedPreferences prefs = getSharedPreferences("a", 0);
int last = prefs.getInt("version", 0);
int current = BuildConfig.VERSION_CODE;
if (last != current) {
    upgrade(last);
    prefs.edit().putInt("version", current).apply();
    JPushInterface.init(this); // runs
}
""",
            """
void upgrade(int from) {
    if (from > 0) MobileAds.initialize(this); // waits
}
""",
        )

    def test_compared_variable_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val prefs = getSharedPreferences("a", 0)
val last = prefs.getInt("version", 0)
if (last == 7) return
upgrade(last)
prefs.edit().putInt("version", 7).apply()
JPushInterface.init(this) // runs
""",
            """
fun upgrade(from: Int) {
    if (from > 0) MobileAds.initialize(this) // waits
}
""",
        )

    def test_variable_that_is_assigned_again(self, app: TwinApp) -> None:
        app.start_java(
            """
SharedPreferences prefs = getSharedPreferences("a", 0);
int last = prefs.getInt("version", 0);
prefs.edit().putInt("version", 7).apply();
if (last != 7) {
    last = 7;
    if (last > 0) JPushInterface.init(this); // runs
    if (last < 0) MobileAds.initialize(this); // waits
}
"""
        )

    def test_key_that_is_stored_in_java(self, app: TwinApp) -> None:
        """Behind `contains` a read does not give its default."""
        app.start_java(
            """
SharedPreferences prefs = getSharedPreferences("a", 0);
int current = BuildConfig.VERSION_CODE;
boolean upgraded = prefs.contains("v") ? prefs.getInt("v", 0) < current : !prefs.getAll().isEmpty();
if (upgraded) MobileAds.initialize(this); // waits
prefs.edit().putInt("v", current).apply();
JPushInterface.init(this); // runs
"""
        )

    def test_key_that_is_stored_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val prefs = getSharedPreferences("a", 0)
val current = BuildConfig.VERSION_CODE
val upgraded = if (prefs.contains("v")) prefs.getInt("v", 0) < current else prefs.getAll().isNotEmpty()
if (upgraded) MobileAds.initialize(this) // waits
prefs.edit().putInt("v", current).apply()
JPushInterface.init(this) // runs
"""
        )


class TestRestrictions:
    """No administrator has restricted the app."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
RestrictionsManager manager = (RestrictionsManager) getSystemService(Context.RESTRICTIONS_SERVICE);
if (manager.getApplicationRestrictions().containsKey("x")) MobileAds.initialize(this); // waits
if (!manager.getApplicationRestrictions().getBoolean("off")) JPushInterface.init(this); // runs
"""
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val manager = getSystemService(Context.RESTRICTIONS_SERVICE) as RestrictionsManager
val bundle = manager.getApplicationRestrictions()
if (bundle.getBoolean("x", false)) MobileAds.initialize(this) // waits
if (bundle.getString("url") == null) JPushInterface.init(this) // runs
"""
        )


def test_holders_of_empty_collections(app: TwinApp) -> None:
    app.start_kotlin(
        """
val nobody = MutableStateFlow(emptyList<String>())
val somebody = MutableStateFlow(emptyList<String>())
somebody.update { it + "x" }
if (nobody.value.isNotEmpty()) MobileAds.initialize(this) // waits
nobody.value.firstOrNull()?.let { MobileAds.initialize(this) } // waits
nobody.value.forEach { MobileAds.initialize(this) } // waits
if (somebody.value.isNotEmpty()) JPushInterface.init(this) // runs
if (nobody.value.any { it == "a" }) return
CrashReport.initCrashReport(this) // runs
val first = nobody.value.find { it == "a" } ?: return
MobileAds.initialize(this) // waits
""",
        "",
        "kotlinx.coroutines.flow.*",
    )


class TestNewCollections:
    """A collection that is returned as it was made is empty."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (!found().isEmpty()) MobileAds.initialize(this); // waits
for (String each : found()) MobileAds.initialize(this); // waits
if (filled().size() > 0) JPushInterface.init(this); // runs
List<String> more = found();
more.add("x");
for (String each : more) JPushInterface.init(this); // runs
""",
            """
List<String> found() { return new ArrayList<>(); }
List<String> filled() { List<String> list = new ArrayList<>(); list.add("x"); return list; }
""",
            "java.util.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (found().isNotEmpty()) MobileAds.initialize(this) // waits
for (each in found()) MobileAds.initialize(this) // waits
found().firstOrNull()?.let { MobileAds.initialize(this) } // waits
if (filled().isNotEmpty()) JPushInterface.init(this) // runs
""",
            """
fun found(): List<String> = ArrayList()
fun filled(): List<String> { val list = ArrayList<String>(); list.add("x"); return list }
""",
        )


class TestLaunchIntent:
    """The launcher starts an activity without data and extras; other code may put something in."""

    def test_in_java(self, app: TwinApp) -> None:
        app.java("App", "class App extends Application { }")
        app.add_java(
            "MainActivity",
            java_screen(
                """
if (getIntent().getData() != null) MobileAds.initialize(this); // waits
if (getIntent().getBooleanExtra("x", false)) MobileAds.initialize(this); // waits
if (getIntent().getBooleanExtra("x", true)) JPushInterface.init(this); // runs
if (getIntent().hasExtra("x")) MobileAds.initialize(this); // waits
Bundle extras = getIntent().getExtras();
if (extras != null) MobileAds.initialize(this); // waits
if (Intent.ACTION_VIEW.equals(getIntent().getAction())) MobileAds.initialize(this); // waits
if (Intent.ACTION_MAIN.equals(getIntent().getAction())) JPushInterface.init(this); // runs
Intent intent = new Intent(this, HomeActivity.class);
intent.putExtra("x", hasNews());
startActivity(intent);
Intent bare = new Intent(this, BareActivity.class);
bare.setFlags(Intent.FLAG_ACTIVITY_NEW_TASK | Intent.FLAG_ACTIVITY_CLEAR_TASK);
startActivity(bare);
"""
            ),
        )
        home = java_screen('if (getIntent().getBooleanExtra("x", false)) JPushInterface.init(this); // runs')
        app.add_java("HomeActivity", home.replace("MainActivity", "HomeActivity"))
        bare = java_screen('if (getIntent().getBooleanExtra("x", false)) MobileAds.initialize(this); // waits')
        app.add_java("BareActivity", bare.replace("MainActivity", "BareActivity"))
        app.judge()

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.kotlin("App", "class App : Application()")
        app.add_kotlin(
            "MainActivity",
            kotlin_screen(
                """
if (intent.data != null) MobileAds.initialize(this) // waits
if (intent?.getBooleanExtra("x", false) == true) MobileAds.initialize(this) // waits
intent.extras?.let { MobileAds.initialize(this) } // waits
intent.getStringExtra("k")?.let { MobileAds.initialize(this) } // waits
if (intent.getIntExtra("k", 1) == 1) JPushInterface.init(this) // runs
when (intent.action) {
    Intent.ACTION_VIEW -> MobileAds.initialize(this) // waits
    Intent.ACTION_MAIN -> JPushInterface.init(this) // runs
}
startActivity(Intent(this, HomeActivity::class.java).apply {
    putExtra("x", hasNews())
})
startActivity(Intent(this, BareActivity::class.java).apply { flags = Intent.FLAG_ACTIVITY_NEW_TASK })
"""
            ),
        )
        home = kotlin_screen('if (intent.getBooleanExtra("x", false)) JPushInterface.init(this) // runs')
        app.add_kotlin("HomeActivity", home.replace("MainActivity", "HomeActivity"))
        bare = kotlin_screen('if (intent.getBooleanExtra("x", false)) MobileAds.initialize(this) // waits')
        app.add_kotlin("BareActivity", bare.replace("MainActivity", "BareActivity"))
        app.judge()


class TestReflection:
    """Calling a method by reflection is what calling that method is, where its name is known."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
try {
    Method method = android.content.pm.ActivityInfo.class.getMethod("isTranslucent", String.class);
    method.setAccessible(true);
    method.invoke(null, "x"); // waits
    Class<?> type = Class.forName("android.telephony.TelephonyManager");
    Method other = type.getDeclaredMethod("getDeviceId");
    other.invoke(this); // runs
    Class.forName(name()).getMethod(other()).invoke(this); // waits
} catch (Exception e) { }
""",
            "",
            "java.lang.reflect.Method",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val method = android.content.pm.ActivityInfo::class.java.getMethod("isTranslucent", String::class.java)
method.isAccessible = true
method.invoke(null, "x") // waits
android.telephony.TelephonyManager::class.java.getDeclaredMethod("getDeviceId").invoke(this) // runs
"""
        )


class TestFiles:
    """Folders of the app's own are empty until running code makes something in them."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
File stored = new File(getApplicationInfo().dataDir, "shared_prefs");
if (new File(stored, "old.xml").exists()) MobileAds.initialize(this); // waits
if (new File(getFilesDir().getParentFile(), "databases/old.db").exists()) MobileAds.initialize(this); // waits
File agreed = new File(getFilesDir(), "agreed");
if (agreed.exists()) MobileAds.initialize(this); // waits
File made = new File(getFilesDir(), "made");
if (!made.exists()) {
    made.mkdirs();
    CrashReport.initCrashReport(this); // runs
}
if (made.exists()) JPushInterface.init(this); // runs
File[] list = new File(getExternalFilesDir(null), "old").listFiles();
if (list != null) MobileAds.initialize(this); // waits
for (File file : getCacheDir().listFiles()) MobileAds.initialize(this); // waits
File shared = new File(Environment.getExternalStorageDirectory(), "x"); // runs
if (shared.exists()) JPushInterface.init(this); // runs
""",
            "",
            "java.io.File",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (File(File(applicationInfo.dataDir, "shared_prefs"), "old.xml").exists()) MobileAds.initialize(this) // waits
if (File(filesDir.parent, "databases/old.db").exists()) MobileAds.initialize(this) // waits
if (File(filesDir, "agreed").exists()) MobileAds.initialize(this) // waits
val old = getExternalFilesDir(null)!!.resolve("old")
if (old.listFiles()?.isNotEmpty() == true) MobileAds.initialize(this) // waits
old.listFiles()?.forEach { MobileAds.initialize(this) } // waits
for (file in cacheDir.listFiles()) MobileAds.initialize(this) // waits
val made = File(noBackupFilesDir, "x")
made.writeText("1")
if (made.exists()) JPushInterface.init(this) // runs
""",
            "",
            "java.io.File",
        )

    def test_made_by_somebody_else(self, app: TwinApp) -> None:
        """Who is given a file, or its path, may make it."""
        app.start_kotlin(
            """
val first = File(filesDir, "a")
Tracker.store(first)
if (first.exists()) JPushInterface.init(this) // runs
val second = File(filesDir, "b")
FileOutputStream(second.absolutePath)
if (second.exists()) JPushInterface.init(this) // runs
for (file in filesDir.listFiles()) CrashReport.initCrashReport(this) // runs
val third = File(filesDir, "c")
if (third.exists()) MobileAds.initialize(this) // waits
""",
            "",
            "java.io.*",
        )


def test_extension_of_what_a_library_gives(app: TwinApp) -> None:
    app.start_kotlin(
        """
appCtx.look("com.tencent.mm")
appCtx.look(appCtx.packageName)
""",
        """
fun Context.look(name: String) {
    packageManager.getPackageInfo(packageName, 0) // waits
    packageManager.getPackageInfo(name, 0) // runs
}
""",
        "splitties.init.appCtx",
    )


class TestAccounts:
    """Nobody is logged in with an account of the app's kind."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Account[] accounts = AccountManager.get(this).getAccountsByType("com.example"); // runs
if (accounts.length > 0) MobileAds.initialize(this); // waits
for (Account account : accounts) JPushInterface.init(this); // waits
if (account() == null) CrashReport.initCrashReport(this); // runs
else MobileAds.initialize(this); // waits
""",
            """
Account account() {
    Account[] all = AccountManager.get(this).getAccountsByType("com.example"); // runs
    return all.length == 0 ? null : all[0];
}
""",
            "android.accounts.Account",
            "android.accounts.AccountManager",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
if (account() != null) MobileAds.initialize(this) // waits
account()?.let { JPushInterface.init(this) } // waits
if (account() == null) CrashReport.initCrashReport(this) // runs
""",
            """
fun account(): Account? = AccountManager.get(this).getAccountsByType("com.example").firstOrNull() // runs
""",
            "android.accounts.Account",
            "android.accounts.AccountManager",
        )
