"""Services, receivers and their kin: which of them the system runs by itself, and which wait for somebody."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


_FILTER = '<intent-filter><action android:name="{}" /></intent-filter>'


def _declared(tag: str, name: str, *actions: str, inside: str = "") -> str:
    filters = "".join(_FILTER.format(action) for action in actions)
    return f'<{tag} android:name="{name}" android:exported="true">{filters}{inside}</{tag}>'


class TestReceivers:
    """Receivers in the manifest get what the system sends; registered ones what comes at once, too."""

    _MANIFEST = "".join(
        (
            _declared("receiver", ".Boot", "android.intent.action.BOOT_COMPLETED"),
            _declared("receiver", ".Updated", "android.intent.action.MY_PACKAGE_REPLACED"),
            _declared("receiver", ".Locale", "android.intent.action.LOCALE_CHANGED"),
            _declared("receiver", ".Custom", "com.example.CUSTOM"),
            _declared("receiver", ".Widget", "android.appwidget.action.APPWIDGET_UPDATE"),
            _declared("receiver", ".Admin", "android.app.action.DEVICE_ADMIN_ENABLED"),
            '<receiver android:name=".Silent" />',
            '<receiver android:name=".Off" android:enabled="false">'
            + _FILTER.format("android.intent.action.BOOT_COMPLETED")
            + "</receiver>",
        )
    )

    def test_in_java(self, app: TwinApp) -> None:
        app.manifest(self._MANIFEST)
        code = """
class {0} extends {1} {{
    @Override public void {2} {{ {3}; }}
}}
"""
        runs, waits = "JPushInterface.init(context); // runs\n", "MobileAds.initialize(context); // waits\n"
        receive = "onReceive(Context context, Intent intent)"
        update = "onUpdate(Context context, AppWidgetManager manager, int[] ids)"
        rows = (
            ("Boot", "BroadcastReceiver", receive, runs),
            ("Updated", "WakefulBroadcastReceiver", receive, runs),
            ("Locale", "BroadcastReceiver", receive, runs),
            ("Custom", "BroadcastReceiver", receive, waits),
            ("Widget", "AppWidgetProvider", update, waits),
            ("Admin", "DeviceAdminReceiver", "onEnabled(Context context, Intent intent)", waits),
            ("Silent", "BroadcastReceiver", receive, waits),
            ("Off", "BroadcastReceiver", receive, waits),
            ("Undeclared", "BroadcastReceiver", receive, waits),
        )
        app.judge_java(
            "".join(code.format(*row) for row in rows),
            "android.appwidget.*",
            "android.app.admin.DeviceAdminReceiver",
            "androidx.legacy.content.WakefulBroadcastReceiver",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.manifest(self._MANIFEST)
        app.judge_kotlin(
            """
abstract class Base : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action == Intent.ACTION_BOOT_COMPLETED) started(context)
    }
    abstract fun started(context: Context)
}
class Boot : Base() {
    override fun started(context: Context) { JPushInterface.init(context) } // runs
}
class Silent : Base() {
    override fun started(context: Context) { MobileAds.initialize(context) } // waits
}
class Off : Base() {
    override fun started(context: Context) { MobileAds.initialize(context) } // waits
}
class Locale : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) = JPushInterface.init(context) // runs
}
class Widget : GlanceAppWidgetReceiver() {
    override val glanceAppWidget = object : GlanceAppWidget() {
        override suspend fun provideGlance(context: Context, id: GlanceId) {
            MobileAds.initialize(context) // waits
        }
    }
}
""",
            "androidx.glance.*",
            "androidx.glance.appwidget.*",
        )

    def test_registered_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen(
                """
registerReceiver(battery, new IntentFilter(Intent.ACTION_BATTERY_CHANGED));
IntentFilter filter = new IntentFilter();
filter.addAction(ConnectivityManager.CONNECTIVITY_ACTION);
ContextCompat.registerReceiver(this, network, filter, ContextCompat.RECEIVER_NOT_EXPORTED);
LocalBroadcastManager.getInstance(this).registerReceiver(local, new IntentFilter("com.example.LOCAL"));
LocalBroadcastManager.getInstance(this).registerReceiver(never, new IntentFilter("com.example.NEVER"));
LocalBroadcastManager.getInstance(this).sendBroadcast(new Intent("com.example.LOCAL"));
""",
                """
private final BroadcastReceiver battery = new BroadcastReceiver() {
    @Override public void onReceive(Context context, Intent intent) { JPushInterface.init(context); } // runs
};
private final BroadcastReceiver network = new BroadcastReceiver() {
    @Override public void onReceive(Context context, Intent intent) { CrashReport.initCrashReport(context); } // runs
};
private final BroadcastReceiver local = new BroadcastReceiver() {
    @Override public void onReceive(Context context, Intent intent) { JPushInterface.init(context); } // runs
};
private final BroadcastReceiver never = new BroadcastReceiver() {
    @Override public void onReceive(Context context, Intent intent) { MobileAds.initialize(context); } // waits
};
private final BroadcastReceiver unused = new BroadcastReceiver() {
    @Override public void onReceive(Context context, Intent intent) { MobileAds.initialize(context); } // waits
};
""",
            ),
            "android.net.ConnectivityManager",
            "androidx.core.content.ContextCompat",
            "androidx.localbroadcastmanager.content.LocalBroadcastManager",
        )


class TestServices:
    """A plain service waits to be started; those of the system are bound without the user only if nobody must ask."""

    def test_in_java(self, app: TwinApp) -> None:
        names = ("Started", "Bound", "Work", "Job", "Idle", "Alarm", "Sync")
        app.manifest("".join(f'<service android:name=".{name}" />' for name in names))
        app.judge_java(
            """
class Started extends Service {
    private final Object first = first();
    private Object first() { JPushInterface.init(this); return null; } // runs
    @Override public int onStartCommand(Intent intent, int flags, int id) {
        CrashReport.initCrashReport(this); // runs
        return START_STICKY;
    }
    @Override public void onTaskRemoved(Intent root) { JPushInterface.init(this); } // runs
    @Override public IBinder onBind(Intent intent) { return null; }
}
class Bound extends Service {
    @Override public IBinder onBind(Intent intent) {
        JPushInterface.init(this); // runs
        return new IRemote.Stub() {
            @Override public void ask() { MobileAds.initialize(Bound.this); } // waits
        };
    }
}
class Work extends JobIntentService {
    static void enqueue(Context context) { enqueueWork(context, Work.class, 1, new Intent()); }
    @Override protected void onHandleWork(Intent intent) { JPushInterface.init(this); } // runs
}
class Job extends JobService {
    @Override public boolean onStartJob(JobParameters p) { CrashReport.initCrashReport(this); return true; } // runs
    @Override public boolean onStopJob(JobParameters p) { JPushInterface.init(this); return true; } // runs
}
class Alarm extends IntentService {
    Alarm() { super("alarm"); }
    @Override protected void onHandleIntent(Intent intent) { JPushInterface.init(this); } // runs
}
class Idle extends Service {
    @Override public void onCreate() { MobileAds.initialize(this); } // waits
    @Override public IBinder onBind(Intent intent) { return null; }
}
"""
            + java_screen(
                """
ContextCompat.startForegroundService(this, new Intent(this, Started.class));
bindService(new Intent(this, Bound.class), connection, BIND_AUTO_CREATE);
Work.enqueue(this);
JobScheduler jobs = getSystemService(JobScheduler.class);
jobs.schedule(new JobInfo.Builder(1, new ComponentName(this, Job.class)).setPersisted(true).build());
AlarmManager alarms = (AlarmManager) getSystemService(ALARM_SERVICE);
PendingIntent pending = PendingIntent.getService(this, 0, new Intent(this, Alarm.class), 0);
alarms.setInexactRepeating(AlarmManager.RTC, 0, AlarmManager.INTERVAL_DAY, pending);
findViewById(R.id.start).setOnClickListener(view -> startService(new Intent(this, Idle.class)));
""",
                """
private final ServiceConnection connection = new ServiceConnection() {
    @Override public void onServiceConnected(ComponentName name, IBinder binder) {
        CrashReport.initCrashReport(MainActivity.this); // runs
    }
    @Override public void onServiceDisconnected(ComponentName name) { }
};
""",
            ),
            "android.app.job.*",
            "androidx.core.app.JobIntentService",
            "androidx.core.content.ContextCompat",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        names = ("Started", "Bound", "Idle")
        app.manifest("".join(f'<service android:name=".{name}" />' for name in names))
        app.judge_kotlin(
            """
class Started : LifecycleService() {
    override fun onCreate() { super.onCreate(); JPushInterface.init(this) } // runs
    companion object {
        fun start(context: Context) = context.startService(Intent(context, Started::class.java))
    }
}
class Bound : Service() {
    inner class Local : Binder() { fun service() = this@Bound }
    override fun onBind(intent: Intent): IBinder { CrashReport.initCrashReport(this); return Local() } // runs
}
class Idle : Service() {
    override fun onCreate() { MobileAds.initialize(this) } // waits
    override fun onBind(intent: Intent) = null
}
"""
            + kotlin_screen(
                """
Started.start(this)
Intent(this, Bound::class.java).also { bindService(it, connection, Context.BIND_AUTO_CREATE) }
""",
                """
private val connection = object : ServiceConnection {
    override fun onServiceConnected(name: ComponentName, binder: IBinder) {
        JPushInterface.init(this@MainActivity) // runs
    }
    override fun onServiceDisconnected(name: ComponentName) { }
}
private val later = { startService(Intent(this, Idle::class.java)) }
""",
            ),
            "androidx.lifecycle.LifecycleService",
        )

    @pytest.mark.parametrize(
        ("base", "method"),
        [
            ("android.accessibilityservice.AccessibilityService", "onServiceConnected()"),
            ("android.service.notification.NotificationListenerService", "onListenerConnected()"),
            ("android.inputmethodservice.InputMethodService", "onStartInputView(EditorInfo info, boolean again)"),
            ("android.net.VpnService", "onRevoke()"),
            ("android.service.wallpaper.WallpaperService", "onCreate()"),
            ("android.service.dreams.DreamService", "onDreamingStarted()"),
            ("android.service.quicksettings.TileService", "onTileAdded()"),
            ("android.service.quicksettings.TileService", "onClick()"),
            ("android.service.autofill.AutofillService", "onConnected()"),
            ("android.telecom.InCallService", "onCallAdded(Call call)"),
            ("androidx.media.MediaBrowserServiceCompat", "onCreate()"),
            ("android.service.controls.ControlsProviderService", "onBind(Intent intent)"),
            ("android.service.voice.VoiceInteractionService", "onReady()"),
            ("android.nfc.cardemulation.HostApduService", "onDeactivated(int reason)"),
        ],
    )
    def test_switched_on_in_the_settings(self, app: TwinApp, base: str, method: str) -> None:
        app.manifest(_declared("service", ".Special", "com.example.Special") + _declared("service", ".Other"))
        app.add_java(
            "Special",
            f"class Special extends {base} {{\npublic void {method} {{ MobileAds.initialize(this); }} // waits\n}}\n",
        )
        name, _, parameters = method.partition("(")
        kotlin = "" if parameters == ")" else "a: Any" if "," not in parameters else "a: Any, b: Boolean"
        app.add_kotlin(
            "Other",
            f"class Other : {base}() {{\noverride fun {name}({kotlin}) {{ MobileAds.initialize(this) }} // waits\n}}\n",
        )
        app.start_java("JPushInterface.init(this); // runs")


class TestWork:
    """Work runs when it is enqueued, also by a chain."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class First extends Worker {
    First(Context context, WorkerParameters parameters) {
        super(context, parameters);
        JPushInterface.init(context); // runs
    }
    @Override public Result doWork() { CrashReport.initCrashReport(null); return Result.success(); } // runs
}
class Second extends ListenableWorker {
    Second(Context context, WorkerParameters parameters) { super(context, parameters); }
    @Override public ListenableFuture<Result> startWork() { JPushInterface.init(null); return null; } // runs
}
class Daily extends RxWorker {
    Daily(Context context, WorkerParameters parameters) { super(context, parameters); }
    @Override public Single<Result> createWork() { JPushInterface.init(null); return null; } // runs
}
class Idle extends Worker {
    Idle(Context context, WorkerParameters parameters) { super(context, parameters); }
    @Override public Result doWork() { MobileAds.initialize(null); return Result.success(); } // waits
}
class Built extends Worker {
    Built(Context context, WorkerParameters parameters) { super(context, parameters); }
    @Override public Result doWork() { MobileAds.initialize(null); return Result.success(); } // waits
}
"""
            + java_screen(
                """
WorkManager work = WorkManager.getInstance(this);
work.beginWith(OneTimeWorkRequest.from(First.class))
    .then(new OneTimeWorkRequest.Builder(Second.class).build())
    .enqueue();
PeriodicWorkRequest daily = new PeriodicWorkRequest.Builder(Daily.class, 1, TimeUnit.DAYS).build();
work.enqueueUniquePeriodicWork("daily", ExistingPeriodicWorkPolicy.KEEP, daily);
OneTimeWorkRequest built = new OneTimeWorkRequest.Builder(Built.class).build();
"""
            ),
            "androidx.work.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class First(context: Context, parameters: WorkerParameters) : CoroutineWorker(context, parameters) {
    override suspend fun doWork(): Result { JPushInterface.init(applicationContext); return Result.success() } // runs
}
class Daily(context: Context, parameters: WorkerParameters) : CoroutineWorker(context, parameters) {
    override suspend fun doWork() = Result.success().also { CrashReport.initCrashReport(null) } // runs
}
class Idle(context: Context, parameters: WorkerParameters) : Worker(context, parameters) {
    override fun doWork(): Result { MobileAds.initialize(applicationContext); return Result.success() } // waits
}
"""
            + kotlin_screen(
                """
val work = WorkManager.getInstance(this)
work.enqueue(OneTimeWorkRequestBuilder<First>().setInitialDelay(1, TimeUnit.HOURS).build())
work.enqueueUniquePeriodicWork("daily", KEEP, PeriodicWorkRequestBuilder<Daily>(1, TimeUnit.DAYS).build())
""",
                "fun later() = WorkManager.getInstance(this).enqueue(OneTimeWorkRequestBuilder<Idle>().build())",
            ),
            "androidx.work.*",
        )


class TestPush:
    """A token comes by itself unless the manifest says otherwise; a message comes from a server."""

    _JAVA = """
class Push extends {base} {{
    @Override public void onNewToken(String token) {{ JPushInterface.init(this); }} // {first}
    @Override public void onMessageReceived(RemoteMessage message) {{ MobileAds.initialize(this); }} // waits
}}
"""
    _KOTLIN = """
class Push : {base}() {{
    override fun onNewToken(token: String) {{ JPushInterface.init(this) }} // {first}
    override fun onMessageReceived(message: RemoteMessage) {{ MobileAds.initialize(this) }} // waits
}}
"""
    _FIREBASE = "com.google.firebase.messaging.FirebaseMessagingService"
    _HUAWEI = "com.huawei.hms.push.HmsMessageService"
    _FIREBASE_KEY = "firebase_messaging_auto_init_enabled"
    _HUAWEI_KEY = "push_kit_auto_init_enabled"

    @pytest.mark.parametrize("code", ["java", "kotlin"])
    @pytest.mark.parametrize(
        ("base", "key", "value", "runs"),
        [
            (_FIREBASE, "", "", True),
            (_FIREBASE, _FIREBASE_KEY, "true", True),
            (_FIREBASE, _FIREBASE_KEY, "false", False),
            (_FIREBASE, _FIREBASE_KEY, "@bool/push", False),
            (_HUAWEI, "", "", False),
            (_HUAWEI, _HUAWEI_KEY, "true", True),
            (_HUAWEI, _HUAWEI_KEY, "false", False),
        ],
    )
    def test_token(self, app: TwinApp, code: str, base: str, key: str, value: str, runs: bool) -> None:
        switch = f'<meta-data android:name="{key}" android:value="{value}" />' if key else ""
        app.manifest(_declared("service", ".Push", "com.google.firebase.MESSAGING_EVENT") + switch)
        app.write("app/src/main/res/values/bools.xml", '<resources><bool name="push">false</bool></resources>')
        source = self._JAVA if code == "java" else self._KOTLIN
        text = source.format(base=base, first="runs" if runs else "waits")
        (app.add_java if code == "java" else app.add_kotlin)("Push", text)
        app.start_java("CrashReport.initCrashReport(this); // runs")

    def test_receivers_in_java(self, app: TwinApp) -> None:
        app.manifest(
            _declared("receiver", ".Mi", "com.xiaomi.mipush.RECEIVE_MESSAGE")
            + _declared("receiver", ".Jiguang", "cn.jpush.android.intent.RECEIVE_MESSAGE")
            + _declared("service", ".Getui")
        )
        app.judge_java(
            """
class Mi extends com.xiaomi.mipush.sdk.PushMessageReceiver {
    @Override public void onReceiveRegisterResult(Context context, MiPushCommandMessage message) {
        CrashReport.initCrashReport(context); // runs
    }
    @Override public void onNotificationMessageClicked(Context context, MiPushMessage message) {
        MobileAds.initialize(context); // waits
    }
    @Override public void onReceivePassThroughMessage(Context context, MiPushMessage message) {
        MobileAds.initialize(context); // waits
    }
}
class Jiguang extends cn.jpush.android.service.JPushMessageReceiver {
    @Override public void onRegister(Context context, String id) { CrashReport.initCrashReport(context); } // runs
    @Override public void onMessage(Context context, CustomMessage message) { MobileAds.initialize(context); } // waits
}
class Getui extends com.igexin.sdk.GTIntentService {
    @Override public void onReceiveClientId(Context context, String id) {
        CrashReport.initCrashReport(context); // runs
    }
    @Override public void onReceiveMessageData(Context context, GTTransmitMessage message) {
        MobileAds.initialize(context); // waits
    }
}
"""
        )


class TestBackup:
    """A backup agent restores before the first start, unless backups are forbidden."""

    _JAVA = """
class Agent extends BackupAgentHelper {
    @Override public void onCreate() { JPushInterface.init(this); } // {0}
    @Override public void onRestoreFinished() { JPushInterface.init(this); } // {0}
}
class Other extends BackupAgentHelper {
    @Override public void onCreate() { MobileAds.initialize(this); } // waits
}
"""
    _KOTLIN = """
class Agent : BackupAgent() {
    override fun onRestore(data: BackupDataInput, version: Int, state: ParcelFileDescriptor) {
        JPushInterface.init(this) // {0}
    }
}
class Other : BackupAgent() {
    override fun onCreate() { MobileAds.initialize(this) } // waits
}
"""

    @pytest.mark.parametrize(("allowed", "mark"), [("", "runs"), ('android:allowBackup="false"', "waits")])
    @pytest.mark.parametrize("code", ["java", "kotlin"])
    def test_agents(self, app: TwinApp, code: str, allowed: str, mark: str) -> None:
        app.manifest("", f'android:backupAgent=".Agent" {allowed}')
        text = (self._JAVA if code == "java" else self._KOTLIN).replace("{0}", mark)
        (app.add_java if code == "java" else app.add_kotlin)("Agent", text, "android.app.backup.*")
        app.start_java("CrashReport.initCrashReport(this); // runs")

    def test_synchronisation_in_java(self, app: TwinApp) -> None:
        app.manifest(_declared("service", ".SyncService", "android.content.SyncAdapter"))
        app.judge_java(
            """
class SyncService extends Service {
    private Adapter adapter;
    @Override public void onCreate() { adapter = new Adapter(this, true); }
    @Override public IBinder onBind(Intent intent) { return adapter.getSyncAdapterBinder(); }
}
class Adapter extends AbstractThreadedSyncAdapter {
    Adapter(Context context, boolean initialises) { super(context, initialises); }
    @Override public void onPerformSync(Account a, Bundle b, String c, ContentProviderClient d, SyncResult e) {
        JPushInterface.init(getContext()); // runs
    }
}
class Other extends AbstractThreadedSyncAdapter {
    Other(Context context) { super(context, true); }
    @Override public void onPerformSync(Account a, Bundle b, String c, ContentProviderClient d, SyncResult e) {
        MobileAds.initialize(getContext()); // waits
    }
}
""",
            "android.accounts.Account",
        )

    def test_synchronisation_in_kotlin(self, app: TwinApp) -> None:
        app.manifest(
            _declared("service", ".SyncService", "android.content.SyncAdapter")
            + _declared("service", ".Accounts", "android.accounts.AccountAuthenticator")
        )
        app.judge_kotlin(
            """
class SyncService : Service() {
    private val adapter by lazy { Adapter(this) }
    override fun onBind(intent: Intent): IBinder = adapter.syncAdapterBinder
}
class Adapter(context: Context) : AbstractThreadedSyncAdapter(context, true) {
    override fun onPerformSync(a: Account, b: Bundle, c: String, d: ContentProviderClient, e: SyncResult) {
        JPushInterface.init(context) // runs
    }
}
class Accounts : Service() {
    override fun onBind(intent: Intent) = Authenticator(this).iBinder
}
class Authenticator(context: Context) : AbstractAccountAuthenticator(context) {
    override fun addAccount(r: AccountAuthenticatorResponse, a: String, b: String, c: Array<String>, d: Bundle) =
        Bundle().also { MobileAds.initialize(null) } // waits
}
""",
            "android.accounts.*",
        )
