"""The platform: what it calls by itself, and what runs only when code asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestComponents:
    """The manifest says what the system starts; intents say what code starts."""

    def test_screens_in_java(self, app: TwinApp) -> None:
        app.manifest('<activity android:name=".HomeActivity" /><activity android:name=".AboutActivity" />')
        app.judge_java(
            """
class HomeActivity extends AppCompatActivity {
    @Override protected void onResume() {
        super.onResume();
        JPushInterface.init(this); // runs
    }
    @Override public void onBackPressed() {
        MobileAds.initialize(this); // waits
    }
}
class AboutActivity extends AppCompatActivity {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        MobileAds.initialize(this); // waits
    }
}
class Router {
    static void open(Context context, Class<?> screen) {
        Intent intent = new Intent(context, screen);
        intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK);
        context.startActivity(intent);
    }
}
"""
            + java_screen("""
new Handler().postDelayed(() -> Router.open(this, HomeActivity.class), 2000);
findViewById(R.id.about).setOnClickListener(view -> Router.open(this, AboutActivity.class));
""")
        )

    def test_screens_in_kotlin(self, app: TwinApp) -> None:
        app.manifest('<activity android:name=".HomeActivity" /><activity android:name=".AboutActivity" />')
        app.judge_kotlin(
            """
class HomeActivity : AppCompatActivity() {
    override fun onResume() {
        super.onResume()
        JPushInterface.init(this) // runs
    }
    companion object {
        fun open(context: Context) = context.startActivity(Intent(context, HomeActivity::class.java))
    }
}
class AboutActivity : AppCompatActivity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        MobileAds.initialize(this) // waits
    }
}
inline fun <reified T : Activity> Context.open() = startActivity(Intent(this, T::class.java))
"""
            + kotlin_screen("""
HomeActivity.open(this)
findViewById<View>(R.id.about).setOnClickListener { open<AboutActivity>() }
""")
        )

    def test_services_in_java(self, app: TwinApp) -> None:
        app.manifest(
            '<service android:name=".Sync" /><service android:name=".Idle" /><service android:name=".Player" />'
        )
        app.judge_java(
            """
class Sync extends Service {
    @Override public int onStartCommand(Intent intent, int flags, int id) {
        JPushInterface.init(this); // runs
        return START_STICKY;
    }
    @Override public IBinder onBind(Intent intent) { return null; }
}
class Idle extends Service {
    @Override public void onCreate() {
        MobileAds.initialize(this); // waits
    }
    @Override public IBinder onBind(Intent intent) { return null; }
}
class Player extends Service {
    @Override public IBinder onBind(Intent intent) {
        CrashReport.initCrashReport(this); // runs
        return null;
    }
}
"""
            + java_screen("""
startService(new Intent(this, Sync.class));
bindService(new Intent(this, Player.class), new ServiceConnection() {
    @Override public void onServiceConnected(ComponentName name, IBinder binder) {
        JPushInterface.init(MainActivity.this); // runs
    }
    @Override public void onServiceDisconnected(ComponentName name) { }
}, BIND_AUTO_CREATE);
""")
        )

    def test_services_in_kotlin(self, app: TwinApp) -> None:
        app.manifest('<service android:name=".Sync" /><service android:name=".Idle" />')
        app.judge_kotlin(
            """
class Sync : LifecycleService() {
    override fun onCreate() {
        super.onCreate()
        JPushInterface.init(this) // runs
    }
}
class Idle : Service() {
    override fun onBind(intent: Intent?): IBinder? = null
    override fun onStartCommand(intent: Intent?, flags: Int, id: Int): Int {
        MobileAds.initialize(this) // waits
        return START_STICKY
    }
}
"""
            + kotlin_screen("ContextCompat.startForegroundService(this, Intent(this, Sync::class.java))"),
            "androidx.core.content.ContextCompat",
            "androidx.lifecycle.LifecycleService",
        )

    def test_receivers_in_java(self, app: TwinApp) -> None:
        app.manifest(
            """
<receiver android:name=".Boot" android:exported="true">
    <intent-filter><action android:name="android.intent.action.BOOT_COMPLETED" /></intent-filter>
</receiver>
<receiver android:name=".Alarm" />
<receiver android:name=".Idle" />
"""
        )
        app.judge_java(
            """
class Boot extends BroadcastReceiver {
    @Override public void onReceive(Context context, Intent intent) {
        JPushInterface.init(context); // runs
    }
}
class Alarm extends BroadcastReceiver {
    @Override public void onReceive(Context context, Intent intent) {
        CrashReport.initCrashReport(context); // runs
    }
}
class Idle extends BroadcastReceiver {
    @Override public void onReceive(Context context, Intent intent) {
        MobileAds.initialize(context); // waits
    }
}
"""
            + java_screen("""
AlarmManager alarms = (AlarmManager) getSystemService(Context.ALARM_SERVICE);
alarms.set(AlarmManager.RTC, 0L, PendingIntent.getBroadcast(this, 0, new Intent(this, Alarm.class), 0));
""")
        )

    def test_registered_receivers_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
registerReceiver(ready, IntentFilter("com.example.READY"))
registerReceiver(agreed, IntentFilter(AGREED))
sendBroadcast(Intent("com.example.READY"))
findViewById<View>(R.id.yes).setOnClickListener { sendBroadcast(Intent(AGREED)) }
""",
                """
private val ready = object : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        JPushInterface.init(context) // runs
    }
}
private val agreed = object : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        MobileAds.initialize(context) // waits
    }
}
companion object { const val AGREED = "com.example.AGREED" }
""",
            )
        )

    def test_providers_and_startup_in_java(self, app: TwinApp) -> None:
        app.manifest(
            """
<provider android:name=".Early" android:authorities="com.example.early" />
<provider android:name="androidx.startup.InitializationProvider" android:authorities="com.example.startup">
    <meta-data android:name="com.example.PushInitializer" android:value="androidx.startup" />
</provider>
"""
        )
        app.judge_java(
            """
class Early extends ContentProvider {
    @Override public boolean onCreate() {
        JPushInterface.init(getContext()); // runs
        return true;
    }
}
class Undeclared extends ContentProvider {
    @Override public boolean onCreate() {
        MobileAds.initialize(getContext()); // waits
        return true;
    }
}
class PushInitializer implements Initializer<Object> {
    @Override public Object create(Context context) {
        CrashReport.initCrashReport(context); // runs
        return new Object();
    }
    @Override public List<Class<? extends Initializer<?>>> dependencies() { return Collections.emptyList(); }
}
class AdsInitializer implements Initializer<Object> {
    @Override public Object create(Context context) {
        MobileAds.initialize(context); // waits
        return new Object();
    }
    @Override public List<Class<? extends Initializer<?>>> dependencies() { return Collections.emptyList(); }
}
""",
            "androidx.startup.Initializer",
            "java.util.*",
        )

    def test_startup_in_kotlin(self, app: TwinApp) -> None:
        app.manifest(
            """
<provider android:name="androidx.startup.InitializationProvider" android:authorities="com.example.startup">
    <meta-data android:name="com.example.PushInitializer" android:value="androidx.startup" />
</provider>
"""
        )
        app.judge_kotlin(
            """
class PushInitializer : Initializer<Unit> {
    override fun create(context: Context) {
        JPushInterface.init(context) // runs
    }
    override fun dependencies(): List<Class<out Initializer<*>>> = emptyList()
}
class LazyInitializer : Initializer<Unit> {
    override fun create(context: Context) {
        CrashReport.initCrashReport(context) // runs
    }
    override fun dependencies(): List<Class<out Initializer<*>>> = emptyList()
}
class AdsInitializer : Initializer<Unit> {
    override fun create(context: Context) {
        MobileAds.initialize(context) // waits
    }
    override fun dependencies(): List<Class<out Initializer<*>>> = emptyList()
}
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        AppInitializer.getInstance(this).initializeComponent(LazyInitializer::class.java)
    }
}
""",
            "androidx.startup.AppInitializer",
            "androidx.startup.Initializer",
        )


class TestFragments:
    """A fragment or dialog runs when it is put on the screen."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class HomeFragment extends Fragment {
    static HomeFragment make() { return new HomeFragment(); }
    @Override public void onViewCreated(View view, Bundle state) {
        JPushInterface.init(requireContext()); // runs
    }
}
class IdleFragment extends Fragment {
    @Override public void onViewCreated(View view, Bundle state) {
        MobileAds.initialize(requireContext()); // waits
    }
}
class Terms extends DialogFragment {
    @Override public Dialog onCreateDialog(Bundle state) {
        CrashReport.initCrashReport(requireContext()); // runs
        return super.onCreateDialog(state);
    }
}
class Rating extends DialogFragment {
    @Override public Dialog onCreateDialog(Bundle state) {
        MobileAds.initialize(requireContext()); // waits
        return super.onCreateDialog(state);
    }
}
"""
            + java_screen("""
getSupportFragmentManager().beginTransaction().replace(R.id.content, HomeFragment.make()).commit();
new Terms().show(getSupportFragmentManager(), "terms");
Rating rating = new Rating();
findViewById(R.id.rate).setOnClickListener(view -> rating.show(getSupportFragmentManager(), "rating"));
"""),
            "androidx.fragment.app.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class HomeFragment : Fragment() {
    override fun onViewCreated(view: View, state: Bundle?) {
        JPushInterface.init(requireContext()) // runs
    }
}
class IdleFragment : Fragment(R.layout.idle) {
    override fun onViewCreated(view: View, state: Bundle?) {
        MobileAds.initialize(requireContext()) // waits
    }
}
class Terms : DialogFragment() {
    override fun onStart() {
        super.onStart()
        CrashReport.initCrashReport(requireContext()) // runs
    }
}
class Notice(context: Context) : Dialog(context) {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        JPushInterface.init(context) // runs
    }
}
"""
            + kotlin_screen("""
supportFragmentManager.commit { replace<HomeFragment>(R.id.content) }
Terms().show(supportFragmentManager, "terms")
Notice(this).show()
"""),
            "androidx.fragment.app.*",
        )


class TestObservers:
    """Observers of a lifecycle are called as soon as they are registered."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
registerActivityLifecycleCallbacks(new ActivityLifecycleCallbacks() {
    @Override public void onActivityCreated(Activity activity, Bundle state) {
        JPushInterface.init(activity); // runs
    }
    @Override public void onActivityResumed(Activity activity) { }
});
ActivityLifecycleCallbacks unused = new ActivityLifecycleCallbacks() {
    @Override public void onActivityCreated(Activity activity, Bundle state) {
        MobileAds.initialize(activity); // waits
    }
};
ProcessLifecycleOwner.get().getLifecycle().addObserver(new Foreground());
""",
            """
class Foreground implements LifecycleObserver {
    @OnLifecycleEvent(Lifecycle.Event.ON_START) void entered() {
        CrashReport.initCrashReport(App.this); // runs
    }
    void left() {
        MobileAds.initialize(App.this); // waits
    }
}
""",
            "androidx.lifecycle.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class App : Application(), Application.ActivityLifecycleCallbacks by Quiet() {
    override fun onCreate() {
        super.onCreate()
        registerActivityLifecycleCallbacks(this)
        ProcessLifecycleOwner.get().lifecycle.addObserver(Foreground(this))
    }
    override fun onActivityStarted(activity: Activity) {
        JPushInterface.init(activity) // runs
    }
}
class Foreground(private val context: Context) : DefaultLifecycleObserver {
    override fun onStart(owner: LifecycleOwner) {
        CrashReport.initCrashReport(context) // runs
    }
    fun unused() {
        MobileAds.initialize(context) // waits
    }
}
class Quiet : Application.ActivityLifecycleCallbacks
""",
            "androidx.lifecycle.*",
        )
