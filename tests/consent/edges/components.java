import java.util.concurrent.TimeUnit
import android.app.job.*
import androidx.work.*
import androidx.localbroadcastmanager.content.LocalBroadcastManager
import com.alibaba.android.arouter.launcher.ARouter
import com.alibaba.android.arouter.facade.annotation.Route
import com.blankj.utilcode.util.ActivityUtils
import com.jakewharton.processphoenix.ProcessPhoenix
import com.therouter.router.Route

//// startActivity
screen.startActivity(new Intent(screen, Home.class));
---
SCREENS

//// setClass
Intent i = new Intent();
i.setClass(screen, Home.class);
screen.startActivity(i);
---
SCREENS

//// setClassName
Intent i = new Intent();
i.setClassName("com.example", Home.class.getName());
screen.startActivity(i);
---
SCREENS

//// setComponent
screen.startActivity(new Intent().setComponent(new ComponentName(screen, Home.class)));
---
SCREENS

//// static start
Home.start(screen);
---
static class Home extends AppCompatActivity { static void start(Context c) {
        c.startActivity(new Intent(c, Home.class)); }
    protected void onCreate(Bundle b) { super.onCreate(b); RUNS; } }

//// ActivityUtils
ActivityUtils.startActivity(Home.class);
---
SCREENS

//// startActivities
screen.startActivities(new Intent[] { new Intent(screen, Home.class) });
---
SCREENS

//// startActivityForResult
screen.startActivityForResult(new Intent(screen, Home.class), 1);
---
SCREENS

//// startActivity user
screen.findViewById(1).setOnClickListener(v -> screen.startActivity(new Intent(screen, More.class)));
---
static class Home extends AppCompatActivity { protected void onCreate(Bundle b) { super.onCreate(b); WAITS; } }
static class More extends AppCompatActivity { protected void onCreate(Bundle b) { super.onCreate(b); WAITS; } }

//// PendingIntent
PendingIntent.getActivity(screen, 0, new Intent(screen, More.class), 0);
---
static class Home extends AppCompatActivity { protected void onCreate(Bundle b) { super.onCreate(b); WAITS; } }
static class More extends AppCompatActivity { protected void onCreate(Bundle b) { super.onCreate(b); WAITS; } }

//// PendingIntent send
try { PendingIntent.getActivity(screen, 0, new Intent(screen, Home.class), 0).send(); } catch (Exception e) { }
---
SCREENS

//// ARouter
ARouter.getInstance().build("/a/home").navigation();
---
@Route(path = "/a/home") static class Home extends AppCompatActivity { protected void onCreate(Bundle b) {
        super.onCreate(b); RUNS; } }
@Route(path = "/a/more") static class More extends AppCompatActivity { protected void onCreate(Bundle b) {
        super.onCreate(b); WAITS; } }

//// startService
screen.startService(new Intent(screen, Sync.class));
---
static class Sync extends Service { public void onCreate() {
        RUNS; }
    public int onStartCommand(Intent i, int f, int s) {
        RUNS; return 1; }
    public IBinder onBind(Intent i) { return null; } }
static class Idle extends Service { public void onCreate() { WAITS; } public IBinder onBind(Intent i) {
        return null; } }

//// startForegroundService
screen.startForegroundService(new Intent(screen, Sync.class));
---
static class Sync extends Service { public void onCreate() {
        RUNS; }
    public int onStartCommand(Intent i, int f, int s) {
        RUNS; return 1; }
    public IBinder onBind(Intent i) { return null; } }
static class Idle extends Service { public void onCreate() { WAITS; } public IBinder onBind(Intent i) {
        return null; } }

//// bindService
screen.bindService(new Intent(screen, Bound.class), new ServiceConnection() {
    public void onServiceConnected(ComponentName n, IBinder b) {
        RUNS; }
    public void onServiceDisconnected(ComponentName n) { } }, 1);
---
static class Bound extends Service { public IBinder onBind(Intent i) { RUNS; return null; } }

//// registerReceiver
screen.registerReceiver(new Got(), new IntentFilter("android.net.conn.CONNECTIVITY_CHANGE"));
---
static class Got extends BroadcastReceiver  { public void onReceive(Context c, Intent i) { RUNS; } }
static class Idle extends BroadcastReceiver { public void onReceive(Context c, Intent i) { WAITS; } }

//// sendBroadcast
screen.sendBroadcast(new Intent(screen, Got.class));
---
static class Got extends BroadcastReceiver { public void onReceive(Context c, Intent i) { RUNS; } }
static class Idle extends BroadcastReceiver { public void onReceive(Context c, Intent i) { WAITS; } }

//// LocalBroadcastManager
LocalBroadcastManager m = LocalBroadcastManager.getInstance(screen);
m.registerReceiver(new Got(), new IntentFilter("a"));
m.registerReceiver(new Idle(), new IntentFilter("b"));
m.sendBroadcast(new Intent("a"));
---
static class Got extends BroadcastReceiver { public void onReceive(Context c, Intent i) { RUNS; } }
static class Idle extends BroadcastReceiver { public void onReceive(Context c, Intent i) { WAITS; } }

//// JobScheduler
((JobScheduler) screen.getSystemService(Context.JOB_SCHEDULER_SERVICE)).schedule(new JobInfo.Builder(1, new ComponentName(screen, Job.class)).build());
---
static class Job extends JobService { public boolean onStartJob(JobParameters p) { RUNS; return false; } }
static class Idle extends JobService { public boolean onStartJob(JobParameters p) { WAITS; return false; } }

//// JobIntentService
Work.enqueueWork(screen, Work.class, 1, new Intent());
---
static class Work extends androidx.core.app.JobIntentService { protected void onHandleWork(Intent i) { RUNS; } }

//// IntentService
screen.startService(new Intent(screen, Work.class));
---
static class Work extends IntentService { Work() { super("a"); }
    protected void onHandleIntent(Intent i) { RUNS; } }

//// WorkManager
WorkManager.getInstance(screen).enqueue(new OneTimeWorkRequest.Builder(Job.class).build());
WorkManager.getInstance(screen).enqueueUniquePeriodicWork("a", ExistingPeriodicWorkPolicy.KEEP, new PeriodicWorkRequest.Builder(Again.class, 1, TimeUnit.DAYS).build());
WorkManager.getInstance(screen).beginWith(OneTimeWorkRequest.from(First.class))
    .then(OneTimeWorkRequest.from(Second.class)).enqueue();
OneTimeWorkRequest.from(Idle.class);
---
static class Job extends Worker { Job(Context c, WorkerParameters p) { super(c, p); }
    public Result doWork() { RUNS; return Result.success(); } }
static class Again extends Worker { Again(Context c, WorkerParameters p) { super(c, p); }
    public Result doWork() { RUNS; return Result.success(); } }
static class First extends Worker { First(Context c, WorkerParameters p) { super(c, p); }
    public Result doWork() { RUNS; return Result.success(); } }
static class Second extends Worker { Second(Context c, WorkerParameters p) { super(c, p); }
    public Result doWork() { RUNS; return Result.success(); } }
static class Idle extends Worker { Idle(Context c, WorkerParameters p) { super(c, p); }
    public Result doWork() { WAITS; return Result.success(); } }

//// AlarmManager
((AlarmManager) screen.getSystemService(Context.ALARM_SERVICE))
    .set(0, 1L, PendingIntent.getBroadcast(screen, 0, new Intent(screen, Got.class), 0));
---
static class Got extends BroadcastReceiver { public void onReceive(Context c, Intent i) { RUNS; } }
static class Idle extends BroadcastReceiver { public void onReceive(Context c, Intent i) { WAITS; } }

//// recreate
screen.recreate();

//// ButterKnife
screen.startActivity(new Intent(screen, Home.class));
---
static class Home extends AppCompatActivity { protected void onCreate(Bundle b) { super.onCreate(b);
        ButterKnife.bind(this); RUNS; }
    @OnClick(R.id.ok) void ok() { WAITS; } }

//// AfterPermissionGranted
screen.startActivity(new Intent(screen, Home.class));
---
static class Home extends AppCompatActivity { protected void onCreate(Bundle b) { super.onCreate(b);
        EasyPermissions.requestPermissions(this, "a", 1, "b"); }
    @AfterPermissionGranted(1) void ok() { WAITS; } }

//// restart
screen.startActivity(screen.getPackageManager().getLaunchIntentForPackage(screen.getPackageName())
    .addFlags(Intent.FLAG_ACTIVITY_CLEAR_TASK));

//// ProcessPhoenix
ProcessPhoenix.triggerRebirth(screen);

//// Intent result
PendingIntent.getService(screen, 0, new Intent(screen, Idle.class), 0);
---
static class Idle extends Service { public void onCreate() { WAITS; } public IBinder onBind(Intent i) {
        return null; } }
