"""Messages, broadcasts and chains of work: what is sent, to whom, and what only waits to be sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestHandlers:
    """A handler does what the number of the message says."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Handler handler = new Handler(Looper.getMainLooper()) {
    @Override public void handleMessage(Message message) {
        switch (message.what) {
            case START:
                JPushInterface.init(App.this); // runs
                break;
            case 2:
                CrashReport.initCrashReport(App.this); // runs
                break;
            case 3:
                MobileAds.initialize(App.this); // waits
        }
    }
};
handler.sendEmptyMessageDelayed(START, 10);
handler.sendMessage(Message.obtain(handler, 2));
Handler quiet = new Handler(Looper.getMainLooper(), message -> {
    MobileAds.initialize(this); // waits
    return true;
});
Handler other = new Handler(new Handler.Callback() {
    @Override public boolean handleMessage(Message message) {
        JPushInterface.init(App.this); // runs
        return true;
    }
});
other.obtainMessage(1).sendToTarget();
Message.obtain(handler, () -> JPushInterface.init(this)).sendToTarget(); // runs
""",
            "private static final int START = 1;",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val handler = Handler(Looper.getMainLooper()) { message ->
    when (message.what) {
        START -> JPushInterface.init(this) // runs
        2 -> MobileAds.initialize(this) // waits
    }
    true
}
handler.sendMessage(Message.obtain().apply { what = START })
""",
            "companion object { const val START = 1 }",
        )


class TestBroadcasts:
    """Some broadcasts come at once; others when code sends them."""

    def test_in_java(self, app: TwinApp) -> None:
        app.manifest(
            '<receiver android:name=".Own" android:exported="false">'
            '<intent-filter><action android:name="com.example.OWN" /></intent-filter></receiver>'
        )
        app.judge_java(
            """
class Own extends BroadcastReceiver {
    @Override public void onReceive(Context context, Intent intent) {
        JPushInterface.init(context); // runs
    }
}
class Push extends BroadcastReceiver {
    @Override public void onReceive(Context context, Intent intent) {
        JPushInterface.init(context); // runs
    }
}
class Ads extends BroadcastReceiver {
    @Override public void onReceive(Context context, Intent intent) {
        MobileAds.initialize(context); // waits
    }
}
"""
            + java_screen("""
registerReceiver(new Push(), new IntentFilter(Intent.ACTION_BATTERY_CHANGED));
IntentFilter filter = new IntentFilter();
filter.addAction("com.example.ADS");
registerReceiver(new Ads(), filter);
sendBroadcast(new Intent("com.example.OWN").setPackage(getPackageName()));
""")
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
ContextCompat.registerReceiver(this, push, IntentFilter().apply { addAction(GO) }, ContextCompat.RECEIVER_NOT_EXPORTED)
registerReceiver(ads, IntentFilter("com.example.OTHER"))
sendBroadcast(Intent(GO))
""",
                """
private val push = object : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        JPushInterface.init(context) // runs
    }
}
private val ads = object : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        MobileAds.initialize(context) // waits
    }
}
companion object { const val GO = "com.example.GO" }
""",
            ),
            "androidx.core.content.ContextCompat",
        )


class TestChainsOfWork:
    """Work that is put into a chain runs when the chain is enqueued."""

    _WORK = """
class Push(context: Context, parameters: WorkerParameters) : Worker(context, parameters) {
    override fun doWork(): Result {
        JPushInterface.init(applicationContext) // runs
        return Result.success()
    }
}
class Crashes(private val context: Context, parameters: WorkerParameters) : CoroutineWorker(context, parameters) {
    override suspend fun doWork() = withContext(Dispatchers.IO) {
        CrashReport.initCrashReport(context) // runs
        Result.success()
    }
}
class Ads(context: Context, parameters: WorkerParameters) : Worker(context, parameters) {
    override fun doWork(): Result {
        MobileAds.initialize(applicationContext) // waits
        return Result.success()
    }
}
"""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            self._WORK
            + kotlin_screen("""
val manager = WorkManager.getInstance(this)
manager.beginUniqueWork("start", ExistingWorkPolicy.KEEP, OneTimeWorkRequestBuilder<Push>().build())
    .then(OneTimeWorkRequest.from(Crashes::class.java))
    .enqueue()
val spare = manager.beginWith(OneTimeWorkRequestBuilder<Ads>().build())
"""),
            "androidx.work.*",
            "kotlinx.coroutines.*",
        )

    def test_in_java(self, app: TwinApp) -> None:
        app.add_kotlin("Workers", self._WORK, "androidx.work.*", "kotlinx.coroutines.*")
        app.judge_java(
            java_screen("""
WorkContinuation chain = WorkManager.getInstance(this).beginWith(OneTimeWorkRequest.from(Push.class));
chain.then(new OneTimeWorkRequest.Builder(Crashes.class).build()).enqueue();
WorkContinuation spare = WorkManager.getInstance(this).beginWith(OneTimeWorkRequest.from(Ads.class));
"""),
            "androidx.work.*",
        )


class TestSharedStarts:
    """A path through a function that starts all screens goes to the screen that its caller names."""

    def test_in_java(self, app: TwinApp) -> None:
        app.add_java(
            "App",
            """
public class App extends Application {
    @Override public void onCreate() {
        go(this, new Intent(this, First.class));
        go(this, new Intent(this, Second.class)); // second
    }
    static void go(Context context, Intent intent) { context.startActivity(intent); }
    public static class First extends Activity {}
    public static class Second extends Activity {
        @Override protected void onCreate(Bundle state) { MobileAds.initialize(this); }
    }
}
""",
        )
        assert app.line("// second")[1] in _trace(app)

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.add_kotlin(
            "App",
            """
class App : Application() {
    override fun onCreate() {
        go(Intent(this, First::class.java))
        go(Intent(this, Second::class.java)) // second
    }
    class First : Activity()
    class Second : Activity() {
        override fun onCreate(state: Bundle?) { MobileAds.initialize(this) }
    }
}
private fun Context.go(intent: Intent) = startActivity(intent)
""",
        )
        assert app.line("// second")[1] in _trace(app)


def _trace(app: TwinApp) -> list[int]:
    """The lines of the path to the one finding."""
    (finding,) = app.findings("PRV101")
    return [hop.line for hop in finding.trace]
