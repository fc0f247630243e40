"""Calls: which code a call means, by the class of the object it is made on."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestInheritance:
    """A base class that calls its own methods means those of the object at hand."""

    def test_template_method_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
abstract class BaseActivity extends AppCompatActivity {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        init();
    }
    protected abstract void init();
}
class MainActivity extends BaseActivity {
    @Override protected void init() {
        JPushInterface.init(this); // runs
        findViewById(R.id.go).setOnClickListener(view -> startActivity(new Intent(this, HomeActivity.class)));
    }
}
class HomeActivity extends BaseActivity {
    @Override protected void init() {
        MobileAds.initialize(this); // waits
    }
}
"""
        )

    def test_template_method_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
abstract class BaseActivity : AppCompatActivity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        init()
    }
    protected abstract fun init()
}
class MainActivity : BaseActivity() {
    override fun init() {
        JPushInterface.init(this) // runs
        findViewById<View>(R.id.go).setOnClickListener { startActivity(Intent(this, HomeActivity::class.java)) }
    }
}
class HomeActivity : BaseActivity() {
    override fun init() {
        MobileAds.initialize(this) // waits
    }
}
"""
        )

    def test_super_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class BaseApp extends Application {
    @Override public void onCreate() {
        super.onCreate();
        JPushInterface.init(this); // runs
        setUp();
    }
    void setUp() {
        MobileAds.initialize(this); // waits
    }
    void tearDown() {
        CrashReport.initCrashReport(this); // runs
    }
}
public class App extends BaseApp {
    @Override public void onCreate() {
        super.onCreate();
        tearDown();
    }
    @Override void setUp() { }
    @Override void tearDown() { super.tearDown(); }
}
"""
        )

    def test_super_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
open class BaseApp : Application() {
    override fun onCreate() {
        super.onCreate()
        JPushInterface.init(this) // runs
        setUp()
    }
    open fun setUp() {
        MobileAds.initialize(this) // waits
    }
    open fun tearDown() {
        CrashReport.initCrashReport(this) // runs
    }
}
interface Named { fun name() = "named" }
class App : BaseApp(), Named {
    override fun onCreate() {
        super<BaseApp>.onCreate()
        tearDown()
    }
    override fun setUp() = Unit
    override fun tearDown() = super.tearDown()
}
"""
        )


class TestReceivers:
    """A call through an interface means the objects that were made."""

    def test_concrete_classes_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Sdk push = new Push();
push.start(this);
push.report(this);
Sdk unused = new Unused();
for (Sdk sdk : Arrays.asList(new Crash(), new Idle())) sdk.start(this);
""",
            """
interface Sdk {
    void start(Context context);
    default void report(Context context) { CrashReport.initCrashReport(context); } // runs
}
static class Push implements Sdk {
    @Override public void start(Context context) { JPushInterface.init(context); } // runs
}
static class Crash implements Sdk {
    @Override public void start(Context context) { CrashReport.initCrashReport(context); } // runs
}
static class Idle implements Sdk {
    @Override public void start(Context context) { }
    @Override public void report(Context context) { MobileAds.initialize(context); } // waits
}
static class Unused implements Sdk {
    @Override public void start(Context context) { MobileAds.initialize(context); } // waits
}
static class Absent implements Sdk {
    @Override public void start(Context context) { MobileAds.initialize(context); } // waits
}
""",
            "java.util.Arrays",
        )

    def test_concrete_classes_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val push: Sdk = Push()
push.start(this)
push.report(this)
val unused: Sdk = Unused()
listOf(Crash(), Idle()).forEach { it.start(this) }
""",
            """
interface Sdk {
    fun start(context: Context)
    fun report(context: Context) { CrashReport.initCrashReport(context) } // runs
}
class Push : Sdk {
    override fun start(context: Context) = JPushInterface.init(context) // runs
}
class Crash : Sdk {
    override fun start(context: Context) { CrashReport.initCrashReport(context) } // runs
}
class Idle : Sdk {
    override fun start(context: Context) = Unit
    override fun report(context: Context) { MobileAds.initialize(context) } // waits
}
class Unused : Sdk {
    override fun start(context: Context) { MobileAds.initialize(context) } // waits
}
""",
        )

    def test_objects_in_fields_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
new Starter(new Push()).run(this);
""",
            """
interface Sdk { void start(Context context); }
static class Push implements Sdk {
    public void start(Context context) { JPushInterface.init(context); } // runs
}
static class Ads implements Sdk {
    public void start(Context context) { MobileAds.initialize(context); } // waits
}
static class Starter {
    private final Sdk sdk;
    Starter(Sdk sdk) { this.sdk = sdk; }
    void run(Context context) { sdk.start(context); }
}
""",
        )

    def test_objects_in_properties_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Starter(Push()).run(this)
Both(Crash()).start(this)
""",
            """
interface Sdk { fun start(context: Context) }
class Push : Sdk {
    override fun start(context: Context) { JPushInterface.init(context) } // runs
}
class Crash : Sdk {
    override fun start(context: Context) { CrashReport.initCrashReport(context) } // runs
}
class Ads : Sdk {
    override fun start(context: Context) { MobileAds.initialize(context) } // waits
}
class Starter(private val sdk: Sdk) {
    fun run(context: Context) = sdk.start(context)
}
class Both(sdk: Sdk) : Sdk by sdk
""",
        )


class TestDelegates:
    """What a class hands to another object; that may be one of its own kind. Java has no such classes."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Wrapped(Wrapped(Push())).start(this)
Wrapped(Push()).stop(this)
""",
            """
interface Sdk {
    fun start(context: Context)
    fun stop(context: Context)
}
class Push : Sdk {
    override fun start(context: Context) { JPushInterface.init(context) } // runs
    override fun stop(context: Context) { CrashReport.initCrashReport(context) } // runs
    fun more(context: Context) { MobileAds.initialize(context) } // waits
}
class Wrapped(sdk: Sdk) : Sdk by sdk
""",
        )


class TestFactories:
    """What a factory gives is what it makes for these arguments."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Sdks.make("push").start(this);
make(Crash.class).start(this);
holder.get().start(this);
""",
            """
interface Sdk { void start(Context context); }
static class Push implements Sdk {
    public void start(Context context) { JPushInterface.init(context); } // runs
}
static class Crash implements Sdk {
    public void start(Context context) { CrashReport.initCrashReport(context); } // runs
}
static class Ads implements Sdk {
    public void start(Context context) { MobileAds.initialize(context); } // waits
}
static class Late extends Push {
    @Override public void start(Context context) {
        JPushInterface.init(context); // runs
    }
}
final Holder<Sdk> holder = new Holder<>(new Late());
static class Holder<T> {
    private final T value;
    Holder(T value) { this.value = value; }
    T get() { return value; }
}
static class Sdks {
    static Sdk make(String name) {
        switch (name) {
            case "push": return new Push();
            default: return new Ads();
        }
    }
}
<T> T make(Class<T> type) {
    try { return type.newInstance(); } catch (Exception e) { return null; }
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Sdks.make("push").start(this)
make<Crash>().start(this)
holder.value.start(this)
""",
            """
interface Sdk { fun start(context: Context) }
class Push : Sdk {
    override fun start(context: Context) { JPushInterface.init(context) } // runs
}
class Crash : Sdk {
    override fun start(context: Context) { CrashReport.initCrashReport(context) } // runs
}
class Ads : Sdk {
    override fun start(context: Context) { MobileAds.initialize(context) } // waits
}
class Late : Sdk {
    override fun start(context: Context) { JPushInterface.init(context) } // runs
}
class Holder<T>(val value: T)
private val holder = Holder<Sdk>(Late())
object Sdks {
    fun make(name: String): Sdk = when (name) {
        "push" -> Push()
        else -> Ads()
    }
}
inline fun <reified T> make(): T = T::class.java.newInstance()
""",
        )

    def test_generic_base_class_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
interface Presenter { void start(Context context); }
class MainPresenter implements Presenter {
    public void start(Context context) { JPushInterface.init(context); } // runs
}
class HomePresenter implements Presenter {
    public void start(Context context) { MobileAds.initialize(context); } // waits
}
abstract class BaseActivity<P extends Presenter> extends AppCompatActivity {
    protected P presenter;
    protected abstract P create();
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        presenter = create();
        presenter.start(this);
    }
}
class MainActivity extends BaseActivity<MainPresenter> {
    @Override protected MainPresenter create() { return new MainPresenter(); }
}
class HomeActivity extends BaseActivity<HomePresenter> {
    @Override protected HomePresenter create() { return new HomePresenter(); }
}
"""
        )

    def test_generic_base_class_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
interface Presenter { fun start(context: Context) }
class MainPresenter : Presenter {
    override fun start(context: Context) { JPushInterface.init(context) } // runs
}
class HomePresenter : Presenter {
    override fun start(context: Context) { MobileAds.initialize(context) } // waits
}
abstract class BaseActivity<P : Presenter> : AppCompatActivity() {
    protected abstract val presenter: P
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        presenter.start(this)
    }
}
class MainActivity : BaseActivity<MainPresenter>() { override val presenter by lazy { MainPresenter() } }
class HomeActivity : BaseActivity<HomePresenter>() { override val presenter = HomePresenter() }
"""
        )
