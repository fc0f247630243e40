"""Parts of an app that look at the answer themselves: proxies, interceptors, states, lists of starters."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestProxies:
    """An object in front of another one."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin("""
interface Analytics { fun start(c: Context); fun log(n: String) }
class RealAnalytics : Analytics { override fun start(c: Context) {
        MobileAds.initialize(null) // waits
    }
    override fun log(n: String) {
        MobileAds.initialize(null) // waits
    } }
class ConsentAwareAnalytics(private val consent: ConsentStore, private val real: Analytics) : Analytics {
    override fun start(c: Context) { if (consent.isGranted()) real.start(c) else {
            JPushInterface.init(null) // runs
        } }
    override fun log(n: String) { consent.takeIf { it.isGranted() }?.let { real.log(n) } }
}
class ConsentStore(private val p: SharedPreferences) { fun isGranted() = p.getBoolean("k", false) }
class Lazy2(private val c: ConsentStore) : Analytics by NoOp { }
object NoOp : Analytics { override fun start(c: Context) { }
    override fun log(n: String) { } }
class App : Application() {
    val analytics: Analytics by lazy {
        ConsentAwareAnalytics(ConsentStore(getSharedPreferences("a",0)), RealAnalytics()) }
    override fun onCreate() { super.onCreate()
        analytics.start(this)
        analytics.log("x")
        Lazy2(ConsentStore(getSharedPreferences("a",0))).start(this)
    } }
""")

    def test_interceptor(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class IdInterceptor(private val c: Context) : Interceptor {
    override fun intercept(chain: Interceptor.Chain): Response {
        val b = chain.request().newBuilder()
        val r = c.contentResolver
        if (Consent.given(c)) b.header("id", Settings.Secure.getString(r, Settings.Secure.ANDROID_ID)) // waits
        b.header("b", Settings.Secure.getString(r, Settings.Secure.ANDROID_ID)) // runs
        return chain.proceed(b.build()) } }
object Consent { fun given(c: Context) = c.getSharedPreferences("a",0).getBoolean("k", false) }
class App : Application() { override fun onCreate() { super.onCreate()
        val client = OkHttpClient.Builder().addInterceptor(IdInterceptor(this)).build()
        client.newCall(Request.Builder().url("x").build()).execute()
    } }
""",
            "okhttp3.*",
        )


class TestStarters:
    """Starters that are told apart, or wait in a list."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Sdks { private static final List<Runnable> pending = new ArrayList<>();
    private static boolean agreed;
    static void whenAgreed(Runnable r) { if (agreed) r.run(); else pending.add(r); }
    static void now(Runnable r) { List<Runnable> l = new ArrayList<>(); l.add(r);
        for (Runnable x : l) x.run(); }
    static void onAgreed() { agreed = true; Iterator<Runnable> i = pending.iterator();
        while (i.hasNext()) { i.next().run(); i.remove(); } } }
public class App extends Application { public void onCreate() { super.onCreate();
        Sdks.whenAgreed(() -> {
            MobileAds.initialize(null); // waits
        });
        Sdks.whenAgreed(new Runnable() { public void run() {
            MobileAds.initialize(null); // waits
            } });
        Sdks.now(() -> {
            JPushInterface.init(null); // runs
        }); } }
class MainActivity extends Activity { protected void onCreate(Bundle s) {
        findViewById(R.id.agree).setOnClickListener(v -> Sdks.onAgreed()); } }
""",
            "java.util.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin("""
interface Init { val needsConsent: Boolean
    fun run(c: Context) }
class A : Init { override val needsConsent = true
    override fun run(c: Context) {
        MobileAds.initialize(null) // waits
    } }
class B : Init { override val needsConsent = false
    override fun run(c: Context) {
        JPushInterface.init(null) // runs
    } }
class App : Application() {
    private val all = listOf(A(), B())
    override fun onCreate() { super.onCreate()
        val agreed = getSharedPreferences("a",0).getBoolean("k", false)
        if (agreed) A().run(this)
        B().run(this)
    } }
""")


class TestStates:
    """A state that moves on with the answer."""

    def test_states_and_events(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class ConsentViewModel : ViewModel() {
    private val _state = MutableStateFlow<ConsentState>(ConsentState.Loading)
    val state = _state.asStateFlow()
    private val _events = MutableSharedFlow<Event>()
    val events = _events.asSharedFlow()
    private val channel = Channel<Event>(Channel.BUFFERED)
    val flow = channel.receiveAsFlow()
    fun onAgreeClicked() { viewModelScope.launch { _state.value = ConsentState.Agreed;
            _events.emit(Event.Start); channel.send(Event.Start) } }
}
sealed class ConsentState { object Loading : ConsentState()
    data class NotAgreed(val t: String) : ConsentState()
    object Agreed : ConsentState() }
sealed interface Event { object Start : Event }
class MainActivity : AppCompatActivity() {
    private val vm: ConsentViewModel by viewModels()
    override fun onCreate(s: Bundle?) { super.onCreate(s)
        findViewById<View>(R.id.b).setOnClickListener { vm.onAgreeClicked() }
        lifecycleScope.launch { repeatOnLifecycle(Lifecycle.State.STARTED) { vm.state.collect {
            st -> when (st) {
            is ConsentState.Loading -> {
            JPushInterface.init(null) // runs
            }
            is ConsentState.NotAgreed -> { }
            ConsentState.Agreed -> {
            MobileAds.initialize(null) // waits
            } } } } }
        lifecycleScope.launch { vm.events.collect { e -> when (e) { Event.Start -> {
            MobileAds.initialize(null) // waits
            } } } }
        lifecycleScope.launch { vm.flow.collect {
            MobileAds.initialize(null) // waits
            } }
        if (vm.state.value is ConsentState.Agreed) {
            MobileAds.initialize(null) // waits
        }
        if (vm.state.value == ConsentState.Agreed) {
            MobileAds.initialize(null) // waits
        }
    }
}
""",
            "androidx.activity.viewModels",
            "androidx.lifecycle.*",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.flow.*",
            "kotlinx.coroutines.channels.Channel",
        )

    def test_nobody_has_answered(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
object ConsentRepo {
    private val _granted = MutableStateFlow<Boolean?>(null)
    val granted: StateFlow<Boolean?> = _granted
    fun load(c: Context) { val p = c.getSharedPreferences("a",0)
        _granted.value = if (p.contains("k")) p.getBoolean("k", false) else null }
    fun grant() { _granted.value = true }
}
class App : Application() { override fun onCreate() { super.onCreate()
        ConsentRepo.load(this)
        GlobalScope.launch { ConsentRepo.granted.collect { g -> when (g) { true -> {
            MobileAds.initialize(null) // waits
            }
            false -> {
            MobileAds.initialize(null) // waits
            }
            null -> {
            JPushInterface.init(null) // runs
            } } } }
        GlobalScope.launch { ConsentRepo.granted.filterNotNull().collect {
            MobileAds.initialize(null) // waits
            } }
        GlobalScope.launch { ConsentRepo.granted.first { it == true }
            MobileAds.initialize(null) // waits
        }
        if (ConsentRepo.granted.value == true) {
            MobileAds.initialize(null) // waits
        } } }
class MainActivity : Activity() { override fun onCreate(s: Bundle?) {
        findViewById<View>(1).setOnClickListener { ConsentRepo.grant() } } }
""",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.flow.*",
        )

    def test_subjects(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class App extends Application {
    private final BehaviorSubject<Boolean> agreed = BehaviorSubject.createDefault(false);
    private final PublishSubject<Boolean> events = PublishSubject.create();
    public void onCreate() { super.onCreate();
        agreed.filter(a -> a).take(1).subscribe(a -> {
            MobileAds.initialize(null); // waits
        });
        agreed.subscribe(a -> { if (!a) {
            JPushInterface.init(null); // runs
            } else {
            MobileAds.initialize(null); // waits
            } });
        events.subscribe(e -> {
            MobileAds.initialize(null); // waits
        });
        Observable<Boolean> both = Observable.combineLatest(agreed, Observable.just(true), (a, b) -> a && b);
        both.filter(Boolean::booleanValue).subscribe(x -> {
            MobileAds.initialize(null); // waits
        });
        agreed.map(a -> !a).subscribe(no -> { if (no) {
            JPushInterface.init(null); // runs
            } });
    }
    void onAgreeClicked() { agreed.onNext(true); events.onNext(true); }
}
""",
            "io.reactivex.rxjava3.subjects.*",
            "io.reactivex.rxjava3.core.*",
        )

    def test_fields_of_a_screen(self, app: TwinApp) -> None:
        app.judge_java("""
class MainActivity extends Activity {
    private boolean mAgreed;
    private int mState = 0;
    protected void onCreate(Bundle s) { super.onCreate(s);
        mAgreed = getPreferences(MODE_PRIVATE).getBoolean("k", false);
        next(); }
    protected void onResume() { super.onResume(); if (mAgreed) {
            MobileAds.initialize(null); // waits
        }
        if (mState == 2) {
            MobileAds.initialize(null); // waits
        }
        switch (mState) { case 0:
            JPushInterface.init(null); // runs
            break; case 2:
            MobileAds.initialize(null); // waits
            break; } }
    private void next() { if (mAgreed) { mState = 2; } else { ask(); } }
    private void ask() { new AlertDialog.Builder(this).setPositiveButton("Agree", (d, w) -> {
            mAgreed = true; mState = 2; next(); }).show(); }
}
""")


class TestEnums:
    """A constant that is found by its code or name."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Status s = Status.from(getSharedPreferences("a",0).getInt("k", 0));
if (s == Status.AGREED) MobileAds.initialize(null); // waits
if (s == Status.NONE) JPushInterface.init(null); // runs
if (s.isAgreed()) MobileAds.initialize(null); // waits
Map<String, Boolean> m = new HashMap<>();
""",
            """
enum Status { NONE(0), AGREED(1), REFUSED(2); private final int code; Status(int c) {
        this.code = c; } boolean isAgreed() { return this == AGREED; }
    static Status from(int c) { for (Status s : values()) { if (s.code == c) { return s;
            } } return NONE; } }
""",
            "java.util.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val s = Status.from(getSharedPreferences("a",0).getInt("k", 0))
if (s == Status.AGREED) MobileAds.initialize(null) // waits
if (s == Status.NONE) JPushInterface.init(null) // runs
val t = Status.of(getSharedPreferences("a",0).getString("s", "none")!!)
if (t.agreed) MobileAds.initialize(null) // waits
if (t.ordinal >= Status.AGREED.ordinal) MobileAds.initialize(null) // waits
""",
            """
enum class Status(val code: Int) { NONE(0), AGREED(1), REFUSED(2);
    val agreed get() = this == AGREED
    companion object { fun from(c: Int) = values().firstOrNull { it.code == c } ?: NONE
        fun of(n: String) = entries.find { it.name.equals(n, ignoreCase = true) } ?: NONE } }
""",
        )


class TestOptOut:
    """Who may opt out has not agreed."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin("""
val p = getSharedPreferences("a", 0)
if (!p.getBoolean("opted_out", false)) JPushInterface.init(null) // runs
if (p.getBoolean("opt_in", false)) MobileAds.initialize(null) // waits
if (!p.getBoolean("limit_ad_tracking", false)) JPushInterface.init(null) // runs
if (p.getBoolean("crash_reports", BuildConfig.CRASH_DEFAULT)) JPushInterface.init(null) // runs
""")
