"""What the user answers, on its way to the code that waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestStreams:
    """Streams and what is put together from them."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Model extends ViewModel {
    private final MutableLiveData<Boolean> agreed = new MutableLiveData<>(false);
    final LiveData<Boolean> missing = Transformations.map(agreed, a -> !a);
    LiveData<Boolean> agreed() { return agreed; }
    void accept() { agreed.setValue(true); }
}
class MainActivity extends AppCompatActivity {
    protected void onCreate(Bundle s) {
        super.onCreate(s);
        Model model = new ViewModelProvider(this).get(Model.class);
        model.agreed().observe(this, a -> { if (a) {
            MobileAds.initialize(null); // waits
            } });
        model.agreed().observe(this, a -> { if (a == null || !a) return;
            MobileAds.initialize(null); // waits
        });
        model.missing.observe(this, m -> { if (m) {
            JPushInterface.init(null); // runs
            } else {
            MobileAds.initialize(null); // waits
            } });
        if (Boolean.TRUE.equals(model.agreed().getValue())) {
            MobileAds.initialize(null); // waits
        }
        MediatorLiveData<Boolean> both = new MediatorLiveData<>();
        both.addSource(model.agreed(), a -> both.setValue(a));
        both.observe(this, b -> { if (b) {
            MobileAds.initialize(null); // waits
            } });
        findViewById(1).setOnClickListener(v -> model.accept());
    }
}
""",
            "androidx.lifecycle.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Model : ViewModel() {
    private val agreed = MutableStateFlow(false)
    private val online = MutableStateFlow(true)
    val allowed = combine(agreed, online) { a, o -> a && o }
    val open = agreed.map { !it }
    val ui = combine(agreed, online) {
        a, o -> Ui(needAsk = !a, online = o) }.stateIn(viewModelScope, SharingStarted.Eagerly, Ui(true, true))
    fun accept() { agreed.value = true }
    val state: StateFlow<Boolean> get() = agreed
}
data class Ui(val needAsk: Boolean, val online: Boolean)
class MainActivity : AppCompatActivity() {
    private val model: Model by viewModels()
    override fun onCreate(s: Bundle?) {
        super.onCreate(s)
        lifecycleScope.launch { model.allowed.collect { if (it) {
            MobileAds.initialize(null) // waits
            } } }
        lifecycleScope.launch { model.open.collect { if (it) {
            JPushInterface.init(null) // runs
            } else {
            MobileAds.initialize(null) // waits
            } } }
        lifecycleScope.launch { model.ui.collect { ui -> if (!ui.needAsk) {
            MobileAds.initialize(null) // waits
            } } }
        lifecycleScope.launch { model.state.filter { it }.collect {
            MobileAds.initialize(null) // waits
            } }
        lifecycleScope.launch { model.state.first { it }
            MobileAds.initialize(null) // waits
        }
        lifecycleScope.launch { if (model.state.first()) {
            MobileAds.initialize(null) // waits
            } }
        if (model.state.value) {
            MobileAds.initialize(null) // waits
        }
        model.state.onEach { if (it) {
            MobileAds.initialize(null) // waits
            } }.launchIn(lifecycleScope)
        model.state.asLiveData().observe(this) { if (it) {
            MobileAds.initialize(null) // waits
            } }
        model.state.map { it }.distinctUntilChanged().filter { it }.take(1).onEach {
            MobileAds.initialize(null) // waits
        }.launchIn(lifecycleScope)
        lifecycleScope.launch { model.state.takeWhile { !it }.collect { }
        }
        findViewById<View>(R.id.b).setOnClickListener { model.accept() }
    }
}
""",
            "androidx.activity.viewModels",
            "androidx.lifecycle.*",
            "kotlinx.coroutines.flow.*",
            "kotlinx.coroutines.launch",
        )


class TestWaiting:
    """What waits for an answer does not come back, to its callers neither."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen(
                """
new Thread(() -> {
        try { latch.await(); } catch (InterruptedException e) { return; }
        MobileAds.initialize(null); // waits
}).start();
new Thread(() -> {
        try { other.await(); } catch (InterruptedException e) { return; }
        JPushInterface.init(null); // runs
}).start();
other.countDown();
findViewById(R.id.agree).setOnClickListener(v -> latch.countDown());
""",
                """
final CountDownLatch latch = new CountDownLatch(1);
final CountDownLatch other = new CountDownLatch(1);
""",
            ),
            "java.util.concurrent.CountDownLatch",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class MainActivity : AppCompatActivity() {
    private val deferred = CompletableDeferred<Boolean>()
    private val done = CompletableDeferred<Unit>()
    private val channel = Channel<Boolean>()
    override fun onCreate(s: Bundle?) {
        super.onCreate(s)
        lifecycleScope.launch {
            if (!askConsent()) return@launch
            MobileAds.initialize(null) // waits
        }
        lifecycleScope.launch {
            waitAgree()
            MobileAds.initialize(null) // waits
        }
        lifecycleScope.launch {
            done.await()
            MobileAds.initialize(null) // waits
        }
        lifecycleScope.launch {
            val ok = channel.receive()
            if (ok) {
            MobileAds.initialize(null) // waits
            }
        }
        lifecycleScope.launch {
            for (ok in channel) {
            MobileAds.initialize(null) // waits
            }
        }
        lifecycleScope.launch {
            if (deferred.await()) {
            MobileAds.initialize(null) // waits
            } else {
            MobileAds.initialize(null) // waits
            }
        }
        lifecycleScope.launch {
            JPushInterface.init(null) // runs
            ask2()
            MobileAds.initialize(null) // waits
        }
    }
    private suspend fun askConsent(): Boolean = suspendCancellableCoroutine { cont ->
        AlertDialog.Builder(this).setTitle("Privacy").setPositiveButton("Agree") {
            _, _ -> cont.resume(true) }.setNegativeButton("No") { _, _ -> cont.resume(false) }.show()
    }
    private suspend fun waitAgree() { suspendCancellableCoroutine<Unit> { cont ->
            AlertDialog.Builder(this).setTitle("Privacy").setPositiveButton("Agree") {
            _, _ -> cont.resume(Unit) }.show() } }
    private suspend fun ask2() = suspendCoroutine<Unit> {
        c -> findViewById<View>(R.id.agree).setOnClickListener { done.complete(Unit);
            deferred.complete(true); channel.trySend(true); c.resume(Unit) } }
}
""",
            "androidx.lifecycle.*",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.channels.*",
            "kotlin.coroutines.*",
        )


class TestWrappers:
    """Functions that run code if the user agreed, or when."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Privacy {
    static boolean agreed;
    static final List<Runnable> pending = new ArrayList<>();
    static void runIfAgreed(Runnable r) { if (agreed) r.run(); }
    static void doAfterConsent(Runnable r) { if (agreed) { r.run(); } else { pending.add(r); } }
    static void onAgreed() { agreed = true; for (Runnable r : pending) r.run(); pending.clear(); }
    interface Callback { void onResult(boolean ok); void onShown(); }
    static void checkPrivacy(Activity a, Callback cb) {
        if (agreed) { cb.onResult(true); return; }
        cb.onShown();
        new AlertDialog.Builder(a).setTitle("privacy").setPositiveButton("agree", (d, w) -> { onAgreed();
            cb.onResult(true); }).setNegativeButton("no", (d, w) -> cb.onResult(false)).show();
    }
}
class MainActivity extends Activity {
    protected void onCreate(Bundle s) {
        super.onCreate(s);
        Privacy.runIfAgreed(() -> {
            MobileAds.initialize(null); // waits
        });
        Privacy.doAfterConsent(() -> {
            MobileAds.initialize(null); // waits
        });
        Privacy.doAfterConsent(this::startAds);
        Privacy.checkPrivacy(this, new Privacy.Callback() {
            public void onResult(boolean ok) { if (ok) {
            MobileAds.initialize(null); // waits
            } }
            public void onShown() {
            JPushInterface.init(null); // runs
            }
        });
    }
    void startAds() {
        MobileAds.initialize(null); // waits
    }
}
""",
            "java.util.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
object Privacy {
    private val prefs by lazy { App.ctx.getSharedPreferences("a", 0) }
    var agreed: Boolean
    get() = prefs.getBoolean("agreed", false)
    set(v) = prefs.edit { putBoolean("agreed", v) }
    private val pending = mutableListOf<() -> Unit>()
    inline fun runIfAgreed(block: () -> Unit) { if (agreed) block() }
    fun doAfterConsent(block: () -> Unit) = if (agreed) block() else pending += block
    fun <T> valueIfAgreed(default: T, block: () -> T): T = if (agreed) block() else default
    fun onAgreed() { agreed = true
        pending.forEach { it() }
        pending.clear() }
    fun always(block: () -> Unit) = block()
}
inline fun Context.ensureConsent(crossinline block: () -> Unit) { if (!Privacy.agreed) return
    block() }
class App : Application() {
    companion object { lateinit var ctx: Context }
    override fun onCreate() {
        super.onCreate()
        ctx = this
        Privacy.runIfAgreed {
            MobileAds.initialize(null) // waits
        }
        Privacy.doAfterConsent {
            MobileAds.initialize(null) // waits
        }
        ensureConsent {
            MobileAds.initialize(null) // waits
        }
        Privacy.valueIfAgreed("") {
            MobileAds.initialize(null) // waits
            "" }
        Privacy.always {
            JPushInterface.init(null) // runs
        }
    }
}
class MainActivity : Activity() { override fun onCreate(s: Bundle?) {
        findViewById<View>(R.id.agree).setOnClickListener { Privacy.onAgreed() } } }
""",
            "androidx.core.content.edit",
        )


class TestBindings:
    """Which of two objects is made depends on the answer."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java("""
interface Tracker { void start(Context c); }
class Real implements Tracker { public void start(Context c) {
        MobileAds.initialize(null); // waits
    } }
class NoOp implements Tracker { public void start(Context c) {
        JPushInterface.init(null); // runs
    } }
class Proxy implements Tracker { private final Tracker real = new Real2();
    public void start(Context c) { if (!P.agreed(c)) return; real.start(c); } }
class Real2 implements Tracker { public void start(Context c) {
        MobileAds.initialize(null); // waits
    } }
class P { static boolean agreed(Context c) {
        return c.getSharedPreferences("a",0).getBoolean("k", false); }
    static String id(Context c) { return agreed(c) ? real(c) : ""; }
    private static String real(Context c) {
        MobileAds.initialize(null); // waits
        return ""; } }
public class App extends Application {
    Tracker tracker;
    public void onCreate() { super.onCreate();
        tracker = P.agreed(this) ? new Real() : new NoOp();
        tracker.start(this);
        new Proxy().start(this);
        P.id(this);
    }
}
""")

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin("""
interface Tracker { fun start(c: Context) }
class Real : Tracker { override fun start(c: Context) {
        MobileAds.initialize(null) // waits
    } }
class NoOp : Tracker { override fun start(c: Context) {
        JPushInterface.init(null) // runs
    } }
object Trackers { fun create(c: Context): Tracker =
    if (c.getSharedPreferences("a",0).getBoolean("k", false)) Real() else NoOp() }
class App : Application() {
    private val tracker: Tracker by lazy { Trackers.create(this) }
    override fun onCreate() { super.onCreate()
        tracker.start(this)
    }
}
""")

    def test_provided(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
interface Tracker { fun start(c: Context) }
class Real @Inject constructor() : Tracker { override fun start(c: Context) {
        MobileAds.initialize(null) // waits
    } }
class NoOp @Inject constructor() : Tracker { override fun start(c: Context) {
        JPushInterface.init(null) // runs
    } }
@Module @InstallIn(SingletonComponent::class) object M {
    @Provides fun tracker(@ApplicationContext c: Context,
        real: Provider<Real>, no: Provider<NoOp>): Tracker =
    if (c.getSharedPreferences("a",0).getBoolean("k", false)) real.get() else no.get()
}
@HiltAndroidApp class App : Application() {
    @Inject lateinit var tracker: Tracker
    override fun onCreate() { super.onCreate()
        tracker.start(this)
    }
}
""",
            "dagger.*",
            "dagger.hilt.*",
            "dagger.hilt.android.*",
            "dagger.hilt.components.*",
            "dagger.hilt.android.qualifiers.*",
            "javax.inject.*",
        )
