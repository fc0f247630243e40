"""Ways into an app that are easily overlooked: names by action, other launchers, properties the platform asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


_MAIN = """
<activity android:name=".{0}" android:exported="true">
    <intent-filter>
        <action android:name="android.intent.action.MAIN" />
        <category android:name="android.intent.category.{1}" />
    </intent-filter>
</activity>
"""
_ACTION = '<{0} android:name=".{1}"><intent-filter><action android:name="{2}" /></intent-filter></{0}>'


class TestManifest:
    """What the manifests of the app and its libraries say."""

    def test_application_of_a_library(self, app: TwinApp) -> None:
        app.write(
            "app/src/main/AndroidManifest.xml",
            '<manifest xmlns:android="http://schemas.android.com/apk/res/android"><application /></manifest>',
        )
        app.library(
            "base",
            java="public class LibraryApp extends Application {\n"
            "@Override public void onCreate() { JPushInterface.init(this); } // runs\n"
            "void other() { MobileAds.initialize(this); } // waits\n}\n",
        )
        app.write(
            "base/src/main/AndroidManifest.xml",
            '<manifest xmlns:android="http://schemas.android.com/apk/res/android">'
            '<application android:name=".LibraryApp" /></manifest>',
        )
        app.judge()

    @pytest.mark.parametrize(("category", "runs"), [("LEANBACK_LAUNCHER", True), ("INFO", False), ("DEFAULT", False)])
    def test_other_launchers(self, app: TwinApp, category: str, runs: bool) -> None:
        app.manifest(_MAIN.format("TvActivity", category))
        app.add_java("Main", java_screen("CrashReport.initCrashReport(this); // runs"))
        mark = "runs" if runs else "waits"
        app.add_kotlin("Tv", kotlin_screen(f"JPushInterface.init(this) // {mark}").replace("Main", "Tv"))
        app.add_java("Other", java_screen("MobileAds.initialize(this); // waits").replace("Main", "Other"))
        app.judge()

    def test_launcher_that_is_switched_off(self, app: TwinApp) -> None:
        app.manifest(
            _MAIN.format("OldActivity", "LAUNCHER").replace("<activity ", '<activity android:enabled="false" ')
        )
        app.add_java("Old", java_screen("MobileAds.initialize(this); // waits").replace("Main", "Old"))
        app.judge_kotlin(kotlin_screen("JPushInterface.init(this) // runs"))

    def test_initializer_that_is_marked_by_a_resource(self, app: TwinApp) -> None:
        app.library(
            "base",
            kotlin="""
class Push : androidx.startup.Initializer<Unit> {
    override fun create(context: Context) { JPushInterface.init(context) } // runs
    override fun dependencies() = emptyList<Class<out androidx.startup.Initializer<*>>>()
}
class Ads : androidx.startup.Initializer<Unit> {
    override fun create(context: Context) { MobileAds.initialize(context) } // waits
    override fun dependencies() = emptyList<Class<out androidx.startup.Initializer<*>>>()
}
""",
            manifest="""
<provider android:name="androidx.startup.InitializationProvider" android:authorities="a">
    <meta-data android:name="com.library.Push" android:value="@string/androidx_startup" />
</provider>
""",
        )
        app.judge()

    @pytest.mark.parametrize("code", ["java", "kotlin"])
    @pytest.mark.parametrize(("value", "mark"), [("${push}", "waits"), ("@bool/absent", "waits"), ("true", "runs")])
    def test_switch_whose_value_is_not_known(self, app: TwinApp, code: str, value: str, mark: str) -> None:
        app.manifest(
            '<service android:name=".Push" android:exported="false" />'
            f'<meta-data android:name="firebase_messaging_auto_init_enabled" android:value="{value}" />'
        )
        base = "com.google.firebase.messaging.FirebaseMessagingService"
        if code == "java":
            method = f"@Override public void onNewToken(String token) {{ JPushInterface.init(this); }} // {mark}"
            app.add_java("Push", f"class Push extends {base} {{\n{method}\n}}\n")
        else:
            method = f"override fun onNewToken(token: String) {{ JPushInterface.init(this) }} // {mark}"
            app.add_kotlin("Push", f"class Push : {base}() {{\n{method}\n}}\n")
        app.start_java(
            "CrashReport.initCrashReport(this); // runs", "void other() { MobileAds.initialize(this); } // waits"
        )


class TestActions:
    """Own components may be started by their action."""

    _MANIFEST = "".join(
        (
            _ACTION.format("activity", "HomeActivity", "com.example.HOME"),
            _ACTION.format("activity", "AboutActivity", "com.example.ABOUT"),
            _ACTION.format("service", "Work", "com.example.WORK"),
            _ACTION.format("service", "Idle", "com.example.IDLE"),
        )
    )

    def test_in_java(self, app: TwinApp) -> None:
        app.manifest(self._MANIFEST)
        app.add_java("About", java_screen("MobileAds.initialize(this); // waits").replace("Main", "About"))
        app.add_java("Home", java_screen("CrashReport.initCrashReport(this); // runs").replace("Main", "Home"))
        app.judge_java(
            """
class Work extends Service {
    @Override public void onCreate() { JPushInterface.init(this); } // runs
    @Override public IBinder onBind(Intent intent) { return null; }
}
class Idle extends Service {
    @Override public void onCreate() { MobileAds.initialize(this); } // waits
    @Override public IBinder onBind(Intent intent) { return null; }
}
"""
            + java_screen(
                """
Intent work = new Intent("com.example.WORK");
work.setPackage(getPackageName());
startService(work);
startActivity(new Intent(ACTION));
""",
                'private static final String ACTION = "com.example.HOME";',
            )
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.manifest(self._MANIFEST)
        app.add_java("About", java_screen("MobileAds.initialize(this); // waits").replace("Main", "About"))
        app.add_kotlin("Home", kotlin_screen("CrashReport.initCrashReport(this) // runs").replace("Main", "Home"))
        app.judge_kotlin(
            """
class Work : Service() {
    override fun onCreate() { JPushInterface.init(this) } // runs
    override fun onBind(intent: Intent) = null
}
class Idle : Service() {
    override fun onCreate() { MobileAds.initialize(this) } // waits
    override fun onBind(intent: Intent) = null
}
"""
            + kotlin_screen("""
startService(Intent("com.example.WORK").setPackage(packageName))
startActivity(Intent("com.example.HOME").apply { flags = Intent.FLAG_ACTIVITY_NEW_TASK })
""")
        )


class TestReceivers:
    """Filters that are put together before a receiver is registered."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
val filter = IntentFilter().apply {
    addAction(Intent.ACTION_SCREEN_ON)
    addAction(Intent.ACTION_SCREEN_OFF)
}
registerReceiver(screen, filter)
registerReceiver(Own(), IntentFilter("com.example.OWN"))
findViewById<View>(R.id.button).setOnClickListener { sendBroadcast(Intent("com.example.OWN")) }
""",
                """
private val screen = object : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) { JPushInterface.init(context) } // runs
}
class Own : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) { MobileAds.initialize(context) } // waits
}
""",
            )
        )

    def test_alarms_in_kotlin(self, app: TwinApp) -> None:
        app.manifest('<receiver android:name=".Alarm" /><receiver android:name=".Tapped" />')
        app.judge_kotlin(
            """
class Alarm : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) { JPushInterface.init(context) } // runs
}
class Tapped : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) { MobileAds.initialize(context) } // waits
}
"""
            + kotlin_screen("""
val alarms = getSystemService(Context.ALARM_SERVICE) as AlarmManager
val pending = PendingIntent.getBroadcast(this, 0, Intent(this, Alarm::class.java), PendingIntent.FLAG_IMMUTABLE)
alarms.setExactAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, 1000L, pending)
val tapped = PendingIntent.getBroadcast(this, 0, Intent(this, Tapped::class.java), PendingIntent.FLAG_IMMUTABLE)
Notification.Builder(this, "channel").setContentIntent(tapped).build()
""")
        )

    def test_alarms_in_java(self, app: TwinApp) -> None:
        app.manifest('<receiver android:name=".Alarm" /><receiver android:name=".Tapped" />')
        app.judge_java(
            """
class Alarm extends BroadcastReceiver {
    static PendingIntent pending(Context context) {
        return PendingIntent.getBroadcast(context, 0, new Intent(context, Alarm.class), 0);
    }
    @Override public void onReceive(Context context, Intent intent) { JPushInterface.init(context); } // runs
}
class Tapped extends BroadcastReceiver {
    @Override public void onReceive(Context context, Intent intent) { MobileAds.initialize(context); } // waits
}
"""
            + java_screen("""
AlarmManager alarms = getSystemService(AlarmManager.class);
alarms.setRepeating(AlarmManager.RTC, 0, 60000, Alarm.pending(this));
PendingIntent tapped = PendingIntent.getBroadcast(this, 0, new Intent(this, Tapped.class), 0);
new NotificationCompat.Builder(this, "channel").setContentIntent(tapped);
"""),
            "androidx.core.app.NotificationCompat",
        )


class TestApplication:
    """What libraries ask an application for."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class App : Application(), Configuration.Provider {
    override fun onCreate() = super.onCreate().also { JPushInterface.init(this) } // runs
    override val workManagerConfiguration: Configuration
        get() = Configuration.Builder().build().also { CrashReport.initCrashReport(this) } // runs
    val later get() = MobileAds.initialize(this) // waits
}
""",
            "androidx.work.Configuration",
        )

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class App extends Application implements Configuration.Provider {
    @Override public Configuration getWorkManagerConfiguration() {
        CrashReport.initCrashReport(this); // runs
        return new Configuration.Builder().build();
    }
    void later() { MobileAds.initialize(this); } // waits
}
""",
            "androidx.work.Configuration",
        )


class TestInitialisers:
    """What initialises a class, and what only names it."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class ByName {
    static { JPushInterface.init(null); } // runs
}
class Named {
    static { MobileAds.initialize(null); } // waits
}
enum Kind {
    FIRST;
    Kind() { CrashReport.initCrashReport(null); } // runs
}
public class App extends Application {
    @Override public void onCreate() {
        super.onCreate();
        try { Class.forName("com.example.ByName"); } catch (ClassNotFoundException e) { }
        Object[] none = new Named[0];
        Class<?> type = Named.class;
        Kind.FIRST.name();
    }
}
"""
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class ByName {
    companion object {
        init { JPushInterface.init(null) } // runs
    }
}
class Named {
    companion object {
        const val TAG = "named"
        init { MobileAds.initialize(null) } // waits
    }
}
enum class Kind {
    FIRST;
    init { CrashReport.initCrashReport(null) } // runs
}
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        Class.forName("com.example.ByName")
        val type = Named::class.java
        val tag = Named.TAG
        Kind.FIRST.name
    }
}
"""
        )


class TestScreens:
    """Views and fragments from other modules and in the forms of other layouts."""

    @pytest.mark.parametrize("code", ["java", "kotlin"])
    def test_view_of_a_library(self, app: TwinApp, code: str) -> None:
        app.library(
            "base",
            java="""
public class Banner extends View {
    public Banner(Context context, android.util.AttributeSet set) {
        super(context, set);
        JPushInterface.init(context); // runs
    }
    public void clicked() { MobileAds.initialize(getContext()); } // waits
}
""",
        )
        app.write(
            "app/src/main/res/layout/activity_main.xml",
            '<layout xmlns:android="http://schemas.android.com/apk/res/android"><data /><merge>'
            "<com.library.Banner /></merge></layout>",
        )
        if code == "java":
            app.judge_java(
                java_screen("DataBindingUtil.setContentView(this, R.layout.activity_main);"),
                "androidx.databinding.DataBindingUtil",
            )
        else:
            app.judge_kotlin(
                kotlin_screen(
                    "setContentView(binding.root)",
                    "private val binding by lazy { ActivityMainBinding.inflate(layoutInflater) }",
                ),
                "com.example.databinding.ActivityMainBinding",
            )

    def test_relative_name_of_a_fragment(self, app: TwinApp) -> None:
        app.layout("main", '<fragment android:name=".Home" />')
        app.judge_kotlin(
            """
class Home : androidx.fragment.app.Fragment() {
    override fun onResume() { super.onResume(); JPushInterface.init(context) } // runs
}
class Other : androidx.fragment.app.Fragment() {
    override fun onResume() { super.onResume(); MobileAds.initialize(context) } // waits
}
"""
            + kotlin_screen("setContentView(R.layout.main)")
        )

    def test_first_tab_in_java(self, app: TwinApp) -> None:
        body = """
class {0} extends androidx.fragment.app.Fragment {{
    @Override public void onStart() {{ super.onStart(); {1}; }} // {2}
}}
"""
        app.judge_java(
            body.format("Home", "JPushInterface.init(getContext())", "runs")
            + body.format("Me", "MobileAds.initialize(getContext())", "waits")
            + java_screen(
                """
BottomNavigationView bar = findViewById(R.id.bar);
bar.setOnItemSelectedListener(item -> {
    if (item.getItemId() == R.id.me) show(new Me());
    return true;
});
show(new Home());
""",
                "private void show(androidx.fragment.app.Fragment page) {\n"
                "getSupportFragmentManager().beginTransaction().replace(R.id.content, page).commit();\n}",
            ),
            "com.google.android.material.bottomnavigation.BottomNavigationView",
        )


class TestOthers:
    """What other apps can start is no part of the start, and is told apart from what nobody can start."""

    _JAVA = """
public class {0} extends {1} {{
    @Override public {2} {{ JPushInterface.init({3}); {4} }}
}}
"""
    _KOTLIN = """
class {0} : {1}() {{
    override fun {2} {{ JPushInterface.init({3}); {4} }}
}}
"""

    @pytest.mark.parametrize("code", ["java", "kotlin"])
    @pytest.mark.parametrize(
        ("tag", "attributes", "inside", "trigger"),
        [
            ("activity", 'android:exported="true"', "", "peer"),
            ("activity", "", "", ""),
            (
                "activity",
                "",
                '<intent-filter><action android:name="android.intent.action.SEND" /></intent-filter>',
                "peer",
            ),
            (
                "activity",
                'android:exported="false"',
                '<intent-filter><action android:name="x.Y" /></intent-filter>',
                "",
            ),
            ("service", 'android:exported="true"', "", "peer"),
            ("service", "", "", ""),
            ("receiver", 'android:exported="true"', "", "peer"),
            (
                "receiver",
                'android:exported="false"',
                '<intent-filter><action android:name="x.Y" /></intent-filter>',
                "",
            ),
        ],
    )
    def test_trigger_where_all_are_shown(
        self, app: TwinApp, code: str, tag: str, attributes: str, inside: str, trigger: str
    ) -> None:
        app.manifest(f'<{tag} android:name=".Door" {attributes}>{inside}</{tag}>')
        shapes = {
            "activity": ("Activity", "void onStart()", "onStart()", "this", ""),
            "service": (
                "Service",
                "IBinder onBind(Intent intent)",
                "onBind(intent: Intent): IBinder?",
                "this",
                "return null",
            ),
            "receiver": (
                "BroadcastReceiver",
                "void onReceive(Context context, Intent intent)",
                "onReceive(context: Context, intent: Intent)",
                "context",
                "",
            ),
        }
        base, java, kotlin, context, rest = shapes[tag]
        if code == "java":
            app.add_java("Door", self._JAVA.format("Door", base, java, context, rest and f"{rest};"))
        else:
            app.add_kotlin("Door", self._KOTLIN.format("Door", base, kotlin, context, rest))
        assert [finding.trigger for finding in app.findings("PRV101", pedantic=True)] == ([trigger] if trigger else [])
