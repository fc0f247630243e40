"""The start of a process: what the platform creates and calls before and with the first screen, in its order."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen

_SOPHIX = (
    "androidx.annotation.Keep",
    "com.taobao.sophix.SophixApplication",
    "com.taobao.sophix.SophixEntry",
    "com.taobao.sophix.SophixManager",
)


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestClasses:
    """Initialisers of classes and objects run when their class is first used."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Used.nothing();
Object made = new Made();
int number = Constants.NUMBER;
Object value = Holder.VALUE;
""",
            """
static class Used {
    static { JPushInterface.init(null); } // runs
    static void nothing() { }
}
static class Unused {
    static { MobileAds.initialize(null); } // waits
    static void nothing() { }
}
static class Base {
    static final Object BASE = start();
    static Object start() { CrashReport.initCrashReport(null); return null; } // runs
}
static class Made extends Base { }
static class Constants {
    static final int NUMBER = 1;
    static { MobileAds.initialize(null); } // waits
}
static class Holder {
    static final Object VALUE = make();
    static Object make() { JPushInterface.init(null); return null; } // runs
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
object Used {
    init { JPushInterface.init(null) } // runs
    fun nothing() { }
}
object Unused {
    init { MobileAds.initialize(null) } // waits
    fun nothing() { }
}
open class Base {
    companion object {
        val base = start()
        fun start() { CrashReport.initCrashReport(null) } // runs
    }
}
class Made : Base()
object Constants {
    const val NUMBER = 1
    init { MobileAds.initialize(null) } // waits
}
class Holder {
    companion object { val VALUE = JPushInterface.init(null) } // runs
}
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        Used.nothing()
        Made()
        val number = Constants.NUMBER
        val value = Holder.VALUE
    }
}
"""
        )


class TestFactory:
    """The component factory of the manifest is the first code of an application."""

    _ATTRIBUTES = 'android:appComponentFactory=".Factory" tools:replace="android:appComponentFactory"'

    def test_in_java(self, app: TwinApp) -> None:
        app.manifest("", self._ATTRIBUTES)
        app.judge_java(
            """
class Factory extends AppComponentFactory {
    static { CrashReport.initCrashReport(null); } // runs
    @Override public Application instantiateApplication(ClassLoader loader, String name) {
        JPushInterface.init(null); // runs
        return super.instantiateApplication(loader, name);
    }
    void later() { MobileAds.initialize(null); } // waits
}
class Other extends AppComponentFactory {
    @Override public Application instantiateApplication(ClassLoader loader, String name) {
        MobileAds.initialize(null); // waits
        return super.instantiateApplication(loader, name);
    }
}
"""
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.manifest("", self._ATTRIBUTES)
        app.judge_kotlin(
            """
class Factory : androidx.core.app.AppComponentFactory() {
    init { CrashReport.initCrashReport(null) } // runs
    override fun instantiateActivityCompat(loader: ClassLoader, name: String, intent: Intent?): Activity {
        JPushInterface.init(null) // runs
        return super.instantiateActivityCompat(loader, name, intent)
    }
    fun later() { MobileAds.initialize(null) } // waits
}
"""
        )


class TestApplication:
    """Static parts, fields, constructors and callbacks of the application class."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class App extends MultiDexApplication {
    static { JPushInterface.init(null); } // runs
    private final Object crash = crash();
    private Object crash() { CrashReport.initCrashReport(this); return null; } // runs
    { JPushInterface.init(this); } // runs
    public App() { CrashReport.initCrashReport(this); } // runs
    @Override protected void attachBaseContext(Context base) {
        super.attachBaseContext(base);
        JPushInterface.init(base); // runs
    }
    @Override public void onCreate() {
        super.onCreate();
        CrashReport.initCrashReport(this); // runs
    }
    @Override public void onTrimMemory(int level) { JPushInterface.init(this); } // runs
    @Override public void onConfigurationChanged(android.content.res.Configuration next) {
        JPushInterface.init(this); // runs
    }
    public void signedIn() { MobileAds.initialize(this); } // waits
}
""",
            "androidx.multidex.MultiDexApplication",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class App : MultiDexApplication() {
    private val crash = CrashReport.initCrashReport(this) // runs
    private val ads by lazy { MobileAds.initialize(this) } // waits
    init { JPushInterface.init(this) } // runs
    override fun attachBaseContext(base: Context) {
        super.attachBaseContext(base)
        JPushInterface.init(base) // runs
    }
    override fun onLowMemory() { CrashReport.initCrashReport(this) } // runs
    fun signedIn() { MobileAds.initialize(this) } // waits
    companion object {
        val first = JPushInterface.init(null) // runs
    }
}
""",
            "androidx.multidex.MultiDexApplication",
        )

    def test_delegate_in_java(self, app: TwinApp) -> None:
        app.write("app/src/main/AndroidManifest.xml", _manifest("com.example.ShellApplication"))
        app.judge_java(
            """
@DefaultLifeCycle(application = "com.example.ShellApplication", flags = 7, loadVerifyFlag = false)
public class Shell extends DefaultApplicationLike {
    public Shell(Application app, int flags, boolean verify, long elapsed, long millis, Intent result) {
        super(app, flags, verify, elapsed, millis, result);
    }
    @Override public void onBaseContextAttached(Context base) {
        super.onBaseContextAttached(base);
        JPushInterface.init(base); // runs
    }
    @Override public void onCreate() {
        super.onCreate();
        CrashReport.initCrashReport(getApplication()); // runs
    }
    void later() { MobileAds.initialize(getApplication()); } // waits
}
""",
            "com.tencent.tinker.anno.DefaultLifeCycle",
            "com.tencent.tinker.entry.DefaultApplicationLike",
        )

    def test_application_behind_a_patching_shell_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class App extends SophixApplication {
    @Keep @SophixEntry(Shell.class) static class RealApplicationStub {}
    @Override protected void attachBaseContext(Context base) {
        super.attachBaseContext(base);
        SophixManager.getInstance().setContext(this).initialize(); // waits
    }
}
class Shell extends Application {
    @Override public void onCreate() { JPushInterface.init(this); } // runs
}
class Other extends Application {
    @Override public void onCreate() { MobileAds.initialize(this); } // waits
}
""",
            *_SOPHIX,
        )

    def test_application_behind_a_patching_shell_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class App : SophixApplication() {
    @Keep @SophixEntry(value = Shell::class) internal class RealApplicationStub
}
class Shell : Application() {
    override fun onCreate() { JPushInterface.init(this) } // runs
}
class Other : Application() {
    override fun onCreate() { MobileAds.initialize(this) } // waits
}
""",
            *_SOPHIX,
        )

    def test_delegate_named_by_its_shell_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class App extends TinkerApplication {
    public App() {
        super(ShareConstants.TINKER_ENABLE_ALL, "com.example.Shell", "com.tencent.tinker.loader.TinkerLoader", false);
    }
}
class Shell extends DefaultApplicationLike {
    Shell(Application app, int flags, boolean verify, long elapsed, long millis, Intent result) {
        super(app, flags, verify, elapsed, millis, result);
    }
    @Override public void onCreate() { JPushInterface.init(getApplication()); } // runs
    void later() { MobileAds.initialize(getApplication()); } // waits
}
class Other extends DefaultApplicationLike {
    Other(Application app) { super(app, 0, false, 0, 0, null); }
    @Override public void onCreate() { MobileAds.initialize(getApplication()); } // waits
}
""",
            "com.tencent.tinker.entry.DefaultApplicationLike",
            "com.tencent.tinker.loader.app.TinkerApplication",
        )

    def test_delegate_named_by_its_shell_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class App : TinkerApplication(7, "com.example.Shell", "com.tencent.tinker.loader.TinkerLoader", false)
class Shell(app: Application, flags: Int, verify: Boolean, elapsed: Long, millis: Long, result: Intent) :
    DefaultApplicationLike(app, flags, verify, elapsed, millis, result) {
    override fun onCreate() { JPushInterface.init(application) } // runs
    fun later() { MobileAds.initialize(application) } // waits
}
""",
            "com.tencent.tinker.entry.DefaultApplicationLike",
            "com.tencent.tinker.loader.app.TinkerApplication",
        )

    def test_delegate_in_kotlin(self, app: TwinApp) -> None:
        app.write("app/src/main/AndroidManifest.xml", _manifest(".ShellApplication"))
        app.judge_kotlin(
            """
@DefaultLifeCycle(application = "com.example.ShellApplication", flags = ShareConstants.TINKER_ENABLE_ALL)
class Shell(app: Application, flags: Int, verify: Boolean, elapsed: Long, millis: Long, result: Intent) :
    DefaultApplicationLike(app, flags, verify, elapsed, millis, result) {
    init { JPushInterface.init(application) } // runs
    override fun onCreate() {
        super.onCreate()
        CrashReport.initCrashReport(application) // runs
    }
    fun later() { MobileAds.initialize(application) } // waits
}
""",
            "com.tencent.tinker.anno.DefaultLifeCycle",
            "com.tencent.tinker.entry.DefaultApplicationLike",
        )


class TestModules:
    """Base classes may come from another module and be written in the other language."""

    def test_kotlin_from_java(self, app: TwinApp) -> None:
        app.library(
            "base",
            java="""
public abstract class BaseApplication extends Application {
    @Override public void onCreate() {
        super.onCreate();
        JPushInterface.init(this); // runs
        startUp();
        whenSignedIn();
    }
    protected abstract void startUp();
    protected void whenSignedIn() { MobileAds.initialize(this); } // waits
}
abstract class Unrelated extends Application {
    @Override public void onCreate() { MobileAds.initialize(this); } // waits
}
""",
        )
        app.judge_kotlin(
            """
class App : BaseApplication() {
    override fun startUp() { CrashReport.initCrashReport(this) } // runs
    override fun whenSignedIn() { }
}
""",
            "com.library.BaseApplication",
        )

    def test_java_from_kotlin(self, app: TwinApp) -> None:
        app.library(
            "base",
            kotlin="""
abstract class BaseActivity : AppCompatActivity() {
    override fun onStart() {
        super.onStart()
        JPushInterface.init(this) // runs
        render()
    }
    open fun render() { MobileAds.initialize(this) } // waits
    override fun onBackPressed() { MobileAds.initialize(this) } // waits
}
""",
        )
        app.judge_java(
            """
class MainActivity extends BaseActivity {
    @Override public void render() { CrashReport.initCrashReport(this); } // runs
}
""",
            "com.library.BaseActivity",
        )

    def test_providers_of_libraries(self, app: TwinApp) -> None:
        app.library(
            "base",
            java="""
class Early extends ContentProvider {
    @Override public boolean onCreate() { JPushInterface.init(getContext()); return true; } // runs
}
class Off extends ContentProvider {
    @Override public boolean onCreate() { MobileAds.initialize(getContext()); return true; } // waits
}
class Dropped extends ContentProvider {
    @Override public boolean onCreate() { MobileAds.initialize(getContext()); return true; } // waits
}
""",
            manifest="""
<provider android:name=".Early" android:authorities="a" />
<provider android:name="com.library.Off" android:authorities="b" android:enabled="false" />
<provider android:name=".Dropped" android:authorities="c" />
""",
        )
        app.manifest('<provider android:name="com.library.Dropped" tools:node="remove" />')
        app.start_java("CrashReport.initCrashReport(this); // runs")


class TestOrder:
    """Providers run before the application is created, those with a higher order first."""

    _MANIFEST = """
<provider android:name=".Late" android:authorities="late" android:initOrder="1" />
<provider android:name=".First" android:authorities="first" android:initOrder="100" />
"""

    def test_in_java(self, app: TwinApp) -> None:
        app.manifest(self._MANIFEST)
        app.judge_java(
            """
class State { static boolean isReady; }
class First extends ContentProvider {
    @Override public void attachInfo(Context context, android.content.pm.ProviderInfo info) {
        super.attachInfo(context, info);
        JPushInterface.init(context); // runs
    }
    @Override public boolean onCreate() { State.isReady = true; return true; }
    @Override public android.database.Cursor query(android.net.Uri uri, String[] a, String b, String[] c, String d) {
        MobileAds.initialize(getContext()); // waits
        return null;
    }
}
class Late extends ContentProvider {
    @Override public boolean onCreate() {
        if (State.isReady) CrashReport.initCrashReport(getContext()); // runs
        return true;
    }
}
"""
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.manifest(self._MANIFEST)
        app.judge_kotlin(
            """
object State { var isReady = false }
class First : ContentProvider() {
    override fun onCreate(): Boolean { State.isReady = true; return true }
    override fun call(method: String, arg: String?, extras: Bundle?): Bundle? {
        MobileAds.initialize(context) // waits
        return null
    }
}
class Late : ContentProvider() {
    override fun onCreate(): Boolean {
        if (State.isReady) CrashReport.initCrashReport(context) // runs
        return true
    }
}
"""
        )


class TestProcesses:
    """Every process creates the application; which one it is says nothing about consent."""

    def test_in_java(self, app: TwinApp) -> None:
        app.manifest('<provider android:name=".App$Early" android:authorities="a" android:process=":push" />')
        app.start_java(
            """
if (getPackageName().equals(Application.getProcessName())) { JPushInterface.init(this); } // runs
else { CrashReport.initCrashReport(this); } // runs
if (!isMainProcess(this)) return;
JPushInterface.init(this); // runs
SharedPreferences store = getSharedPreferences("a", 0);
if (store.getBoolean("agreed", false)) MobileAds.initialize(this); // waits
""",
            """
static boolean isMainProcess(Context context) {
    ActivityManager manager = (ActivityManager) context.getSystemService(Context.ACTIVITY_SERVICE);
    for (ActivityManager.RunningAppProcessInfo info : manager.getRunningAppProcesses()) { // runs
        if (info.pid == Process.myPid()) return context.getPackageName().equals(info.processName);
    }
    return false;
}
static class Early extends ContentProvider {
    @Override public boolean onCreate() { CrashReport.initCrashReport(getContext()); return true; } // runs
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.manifest('<provider android:name=".Early" android:authorities="a" android:process=":push" />')
        app.judge_kotlin(
            """
class Early : ContentProvider() {
    override fun onCreate(): Boolean { CrashReport.initCrashReport(context); return true } // runs
}
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        when (getProcessName()) {
            packageName -> JPushInterface.init(this) // runs
            "$packageName:push" -> CrashReport.initCrashReport(this) // runs
        }
        if (getSharedPreferences("a", 0).getBoolean("agreed", false)) MobileAds.initialize(this) // waits
    }
}
"""
        )


def _manifest(application: str) -> str:
    return f"""
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.example">
    <application android:name="{application}" />
</manifest>
"""


def test_launcher_behind_an_alias(app: TwinApp) -> None:
    app.write(
        "app/src/main/AndroidManifest.xml",
        """
<manifest xmlns:android="http://schemas.android.com/apk/res/android">
    <application>
        <activity android:name=".MainActivity" android:exported="false" />
        <activity android:name=".OtherActivity" />
        <activity-alias android:name=".Launcher" android:targetActivity=".MainActivity" android:exported="true">
            <intent-filter>
                <action android:name="android.intent.action.MAIN" />
                <category android:name="android.intent.category.LAUNCHER" />
            </intent-filter>
        </activity-alias>
    </application>
</manifest>
""",
    )
    app.add_java("Main", java_screen("JPushInterface.init(this); // runs"))
    other = kotlin_screen("MobileAds.initialize(this) // waits").replace("MainActivity", "OtherActivity")
    app.add_kotlin("Other", other)
    app.judge()
