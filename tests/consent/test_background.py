"""Work in the background: threads, queues, coroutines, streams, jobs and view models run without a user."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestThreads:
    """Making a thread runs nothing, starting it does."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
new Thread(() -> JPushInterface.init(this)).start(); // runs
new Thread(() -> MobileAds.initialize(this)); // waits
new Loader().start();
new Thread(task).start();
""",
            """
class Loader extends Thread {
    @Override public void run() {
        CrashReport.initCrashReport(App.this); // runs
    }
}
class Idle extends Thread {
    @Override public void run() {
        MobileAds.initialize(App.this); // waits
    }
}
private final Runnable task = new Runnable() {
    @Override public void run() {
        JPushInterface.init(App.this); // runs
    }
};
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Thread { JPushInterface.init(this) }.start() // runs
Thread { MobileAds.initialize(this) } // waits
thread { CrashReport.initCrashReport(this) } // runs
object : Thread() {
    override fun run() {
        JPushInterface.init(this@App) // runs
    }
}.start()
""",
            "",
            "kotlin.concurrent.thread",
        )

    def test_queues_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
new Handler(Looper.getMainLooper()).postDelayed(() -> JPushInterface.init(this), 100); // runs
handler.sendEmptyMessage(1);
Executors.newSingleThreadExecutor().execute(() -> CrashReport.initCrashReport(this)); // runs
executor.submit(this::load);
new Timer().schedule(new TimerTask() {
    @Override public void run() {
        JPushInterface.init(App.this); // runs
    }
}, 1000);
new Load().execute();
Load unused = new Load();
""",
            """
private final ExecutorService executor = Executors.newCachedThreadPool();
private final Handler handler = new Handler(Looper.getMainLooper()) {
    @Override public void handleMessage(Message message) {
        CrashReport.initCrashReport(App.this); // runs
    }
};
private final Handler idle = new Handler(Looper.getMainLooper()) {
    @Override public void handleMessage(Message message) {
        MobileAds.initialize(App.this); // waits
    }
};
private void load() {
    JPushInterface.init(this); // runs
}
class Load extends AsyncTask<Void, Void, String> {
    @Override protected String doInBackground(Void... nothing) {
        CrashReport.initCrashReport(App.this); // runs
        return "";
    }
    @Override protected void onPostExecute(String result) {
        JPushInterface.init(App.this); // runs
    }
}
class Idle extends AsyncTask<Void, Void, String> {
    @Override protected String doInBackground(Void... nothing) {
        MobileAds.initialize(App.this); // waits
        return "";
    }
}
""",
            "java.util.*",
            "java.util.concurrent.*",
        )

    def test_queues_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Handler(Looper.getMainLooper()).post { JPushInterface.init(this) } // runs
handler.postDelayed(task, 100)
Executors.newSingleThreadExecutor().execute { CrashReport.initCrashReport(this) } // runs
Looper.myQueue().addIdleHandler {
    JPushInterface.init(this) // runs
    false
}
""",
            """
private val handler = Handler(Looper.getMainLooper())
private val task = Runnable { CrashReport.initCrashReport(this) } // runs
private val idle = Runnable { MobileAds.initialize(this) } // waits
""",
            "java.util.concurrent.Executors",
        )


class TestCoroutines:
    """A coroutine that is launched runs."""

    def test_builders(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
GlobalScope.launch { JPushInterface.init(this@App) } // runs
scope.launch(Dispatchers.IO) {
    load()
    withContext(Dispatchers.Main) { CrashReport.initCrashReport(this@App) } // runs
    if (agreed()) MobileAds.initialize(this@App) // waits
}
runBlocking { JPushInterface.init(this@App) } // runs
val number = scope.async { CrashReport.initCrashReport(this@App) } // runs
""",
            """
private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
private suspend fun load() = coroutineScope {
    JPushInterface.init(this@App) // runs
}
private suspend fun agreed() = withContext(Dispatchers.IO) {
    getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)
}
private suspend fun unused() {
    MobileAds.initialize(this) // waits
}
""",
            "kotlinx.coroutines.*",
        )

    def test_flows(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
agreed.filter { it }.onEach { MobileAds.initialize(this) }.launchIn(scope) // waits
agreed.filter { !it }.onEach { JPushInterface.init(this) }.launchIn(scope) // runs
scope.launch {
    agreed.map { !it }.collect { if (it) CrashReport.initCrashReport(this@App) } // runs
}
""",
            """
private val scope = MainScope()
private val agreed = MutableStateFlow(false)
""",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.flow.*",
        )


class TestStreams:
    """Operators of a stream run on what comes through it."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Observable.just(1).subscribeOn(Schedulers.io()).subscribe(one -> JPushInterface.init(this)); // runs
Completable.fromAction(() -> CrashReport.initCrashReport(this)).subscribe(); // runs
Single.fromCallable(this::agreed).filter(yes -> yes).subscribe(yes -> MobileAds.initialize(this)); // waits
agreements.subscribe(yes -> MobileAds.initialize(this)); // waits
""",
            """
private final PublishSubject<Boolean> agreements = PublishSubject.create();
private boolean agreed() { return getSharedPreferences("a", 0).getBoolean("privacy_agreed", false); }
public void agree(View view) { agreements.onNext(true); }
""",
            "io.reactivex.rxjava3.core.*",
            "io.reactivex.rxjava3.schedulers.Schedulers",
            "io.reactivex.rxjava3.subjects.PublishSubject",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Observable.just(1).observeOn(Schedulers.io()).subscribe { JPushInterface.init(this) } // runs
Single.fromCallable { agreed() }.subscribe { yes ->
    if (yes) MobileAds.initialize(this) // waits
    else CrashReport.initCrashReport(this) // runs
}
agreements.subscribe { MobileAds.initialize(this) } // waits
""",
            """
private val agreements = PublishSubject.create<Boolean>()
private fun agreed() = getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)
fun agree(view: View) = agreements.onNext(true)
""",
            "io.reactivex.rxjava3.core.*",
            "io.reactivex.rxjava3.schedulers.Schedulers",
            "io.reactivex.rxjava3.subjects.PublishSubject",
        )


class TestJobs:
    """A job or worker runs when it is handed to its scheduler."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
WorkManager.getInstance(this).enqueue(new OneTimeWorkRequest.Builder(Upload.class).build());
OneTimeWorkRequest unused = new OneTimeWorkRequest.Builder(Idle.class).build();
JobInfo job = new JobInfo.Builder(1, new ComponentName(this, Sync.class)).build();
((JobScheduler) getSystemService(JOB_SCHEDULER_SERVICE)).schedule(job);
""",
            """
public static class Upload extends Worker {
    public Upload(Context context, WorkerParameters parameters) { super(context, parameters); }
    @Override public Result doWork() {
        JPushInterface.init(getApplicationContext()); // runs
        return Result.success();
    }
}
public static class Idle extends Worker {
    public Idle(Context context, WorkerParameters parameters) { super(context, parameters); }
    @Override public Result doWork() {
        MobileAds.initialize(getApplicationContext()); // waits
        return Result.success();
    }
}
public static class Sync extends JobService {
    @Override public boolean onStartJob(JobParameters parameters) {
        CrashReport.initCrashReport(this); // runs
        return false;
    }
    @Override public boolean onStopJob(JobParameters parameters) { return false; }
}
""",
            "android.app.job.*",
            "androidx.work.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val request = PeriodicWorkRequestBuilder<Upload>(1, TimeUnit.DAYS).build()
WorkManager.getInstance(this).enqueueUniquePeriodicWork("upload", ExistingPeriodicWorkPolicy.KEEP, request)
""",
            """
class Upload(context: Context, parameters: WorkerParameters) : CoroutineWorker(context, parameters) {
    override suspend fun doWork(): Result {
        JPushInterface.init(applicationContext) // runs
        return Result.success()
    }
}
class Idle(context: Context, parameters: WorkerParameters) : CoroutineWorker(context, parameters) {
    override suspend fun doWork(): Result {
        MobileAds.initialize(applicationContext) // waits
        return Result.success()
    }
}
""",
            "androidx.work.*",
            "java.util.concurrent.TimeUnit",
        )


class TestViewModels:
    """A view model is made when the screen asks for it."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class MainModel extends AndroidViewModel {
    MainModel(Application application) {
        super(application);
        JPushInterface.init(application); // runs
    }
    @Override protected void onCleared() {
        CrashReport.initCrashReport(getApplication()); // runs
    }
}
class IdleModel extends AndroidViewModel {
    IdleModel(Application application) {
        super(application);
        MobileAds.initialize(application); // waits
    }
}
"""
            + java_screen("MainModel model = new ViewModelProvider(this).get(MainModel.class);"),
            "androidx.lifecycle.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class MainModel(private val app: Application) : AndroidViewModel(app) {
    init { viewModelScope.launch { JPushInterface.init(app) } } // runs
    fun load() = CrashReport.initCrashReport(app) // runs
}
class UnreadModel(private val app: Application) : AndroidViewModel(app) {
    init { MobileAds.initialize(app) } // waits
}
class SharedModel(private val app: Application) : AndroidViewModel(app) {
    init { CrashReport.initCrashReport(app) } // runs
}
"""
            + kotlin_screen(
                "model.load()\nval shared = ViewModelProvider(this)[SharedModel::class.java]",
                """
private val model: MainModel by viewModels()
private val unread by viewModels<UnreadModel>()
""",
            ),
            "androidx.activity.viewModels",
            "androidx.lifecycle.*",
            "kotlinx.coroutines.launch",
        )
