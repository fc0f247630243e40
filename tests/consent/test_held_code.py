"""Code in variables, lists and objects: it runs when somebody calls it, whatever form the call has."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestCollections:
    """Filling a list of code runs nothing."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin("""
val steps = mutableListOf<() -> Unit>()
steps += { JPushInterface.init(this) } // runs
steps.forEach { it() }
val spare = mutableListOf<() -> Unit>()
spare.add { MobileAds.initialize(this) } // waits
val tasks = mutableListOf<Runnable>()
tasks.add(Runnable { MobileAds.initialize(this) }) // waits
val named = mapOf("push" to { JPushInterface.init(this) }) // runs
named["push"]?.invoke()
""")

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Map<String, Runnable> steps = new HashMap<>();
steps.put("push", () -> JPushInterface.init(this)); // runs
steps.get("push").run();
List<Runnable> spare = new ArrayList<>();
spare.add(() -> MobileAds.initialize(this)); // waits
""",
            "",
            "java.util.*",
        )


class TestForms:
    """Objects that can be called, code with a receiver, properties that hold code."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Task(private val action: () -> Unit) {
    operator fun invoke() = action()
}
fun configure(block: StringBuilder.() -> Unit) { StringBuilder().block() }
fun wrap(block: StringBuilder.(Int) -> Unit) { StringBuilder().apply { block(1) } }
fun never(block: StringBuilder.() -> Unit) { }
"""
            + kotlin_screen(
                """
val task = Task { JPushInterface.init(this) } // runs
task()
Task { MobileAds.initialize(this) } // waits
configure { append(""); JPushInterface.init(applicationContext) } // runs
wrap { JPushInterface.init(applicationContext) } // runs
never { MobileAds.initialize(applicationContext) } // waits
Inner { JPushInterface.init(this) }.go(this) // runs
""",
                """
class Inner(val onCreate: (Context) -> Unit) {
    fun go(context: Context) = onCreate(context)
}
""",
            )
        )


class TestBinders:
    """What a service hands out leads back to the service."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.manifest('<service android:name=".Sync" />')
        app.judge_kotlin(
            """
class Sync : Service() {
    inner class Local : Binder() {
        val service: Sync get() = this@Sync
    }
    private val binder = Local()
    override fun onBind(intent: Intent): IBinder = binder
    fun start() {
        JPushInterface.init(this) // runs
    }
    fun stop() {
        MobileAds.initialize(this) // waits
    }
}
"""
            + kotlin_screen(
                "bindService(Intent(this, Sync::class.java), connection, Context.BIND_AUTO_CREATE)",
                """
private val connection = object : ServiceConnection {
    override fun onServiceConnected(name: ComponentName, binder: IBinder) {
        (binder as Sync.Local).service.start()
    }
    override fun onServiceDisconnected(name: ComponentName) { }
}
""",
            )
        )


class TestScreensByIntent:
    """An intent names its component by any of its setters, in any order."""

    def test_in_java(self, app: TwinApp) -> None:
        app.manifest("".join(f'<service android:name=".{name}" />' for name in ("Push", "Crashes", "Ads")))
        app.judge_java(
            """
class Push extends Service {
    @Override public void onCreate() {
        JPushInterface.init(this); // runs
    }
    @Override public IBinder onBind(Intent intent) { return null; }
}
class Crashes extends Service {
    @Override public void onCreate() {
        CrashReport.initCrashReport(this); // runs
    }
    @Override public IBinder onBind(Intent intent) { return null; }
}
class Ads extends Service {
    @Override public void onCreate() {
        MobileAds.initialize(this); // waits
    }
    @Override public IBinder onBind(Intent intent) { return null; }
}
"""
            + java_screen("""
Intent push = new Intent();
push.setClass(this, Push.class);
startService(push);
Intent crashes = new Intent();
crashes.setComponent(new ComponentName(this, Crashes.class));
startService(crashes);
Intent ads = new Intent();
ads.setClass(this, Ads.class);
""")
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.manifest(
            '<service android:name=".Push" /><receiver android:name=".Alarm" /><receiver android:name=".Idle" />'
        )
        app.judge_kotlin(
            """
class Push : Service() {
    override fun onBind(intent: Intent): IBinder? = null
    override fun onCreate() {
        JPushInterface.init(this) // runs
    }
}
class Alarm : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        CrashReport.initCrashReport(context) // runs
    }
}
class Idle : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        MobileAds.initialize(context) // waits
    }
}
"""
            + kotlin_screen("""
Intent(this, Push::class.java).also { startService(it) }
val alarms = getSystemService(Context.ALARM_SERVICE) as AlarmManager
alarms.set(AlarmManager.RTC, 0, Intent(this, Alarm::class.java).let { PendingIntent.getBroadcast(this, 0, it, 0) })
val idle = PendingIntent.getBroadcast(this, 0, Intent(this, Idle::class.java), 0)
""")
        )


class TestGeneratedClasses:
    """A class that an annotation processor makes stands for the one it is made from."""

    def test_in_java(self, app: TwinApp) -> None:
        app.manifest('<activity android:name=".HomeActivity_" /><activity android:name=".HelpActivity_" />')
        app.judge_java(
            """
@EActivity(R.layout.home) class HomeActivity extends AppCompatActivity {
    @AfterViews void setUp() {
        JPushInterface.init(this); // runs
        load();
    }
    @Background void load() {
        CrashReport.initCrashReport(this); // runs
    }
    @Click(R.id.more) void more() {
        MobileAds.initialize(this); // waits
    }
}
@EActivity(R.layout.help) class HelpActivity extends AppCompatActivity {
    @AfterViews void setUp() {
        MobileAds.initialize(this); // waits
    }
}
"""
            + java_screen("""
HomeActivity_.intent(this).flags(Intent.FLAG_ACTIVITY_NEW_TASK).start();
findViewById(R.id.help).setOnClickListener(view -> startActivity(new Intent(this, HelpActivity_.class)));
"""),
            "org.androidannotations.annotations.*",
        )


class TestSlots:
    """Composables that no rule names run their slots; a state taken apart is still that state."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen("""
setContent {
    Notice(title = { JPushInterface.init(this) }) { // runs
        CrashReport.initCrashReport(this) // runs
        Button(onClick = { MobileAds.initialize(this) }) { } // waits
    }
    val (isOpen, setOpen) = remember { mutableStateOf(false) }
    if (isOpen) MobileAds.initialize(this) // waits
    Button(onClick = { setOpen(true) }) { }
    val later by rememberUpdatedState { MobileAds.initialize(this) } // waits
}
"""),
            "androidx.activity.compose.setContent",
            "androidx.compose.material3.Button",
            "androidx.compose.runtime.*",
            "com.example.design.Notice",
        )
