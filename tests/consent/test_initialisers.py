"""Where code stands besides methods: initialisers, singletons, lazy values, enums, functions of a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestInitialisers:
    """A class that is used runs its initialisers, a class that is not used runs nothing."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
new Made();
Used.name();
String constant = Named.NAME;
""",
            """
static class Made {
    final boolean ready = start();
    { CrashReport.initCrashReport(instance); } // runs
    Made() {
        this("default");
        CrashReport.initCrashReport(instance); // runs
    }
    Made(String name) { JPushInterface.init(instance); } // runs
    Made(int number) { MobileAds.initialize(instance); } // waits
    boolean start() {
        JPushInterface.init(instance); // runs
        return true;
    }
}
static class Used {
    static { JPushInterface.init(instance); } // runs
    { MobileAds.initialize(instance); } // waits
    static String name() { return "used"; }
}
static class Named {
    static final String NAME = "named";
    static { MobileAds.initialize(instance); } // waits
}
static class Absent {
    static { MobileAds.initialize(instance); } // waits
}
static App instance;
{ instance = this; }
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Made(this)
Used.name()
""",
            """
open class Base(context: Context) {
    init { CrashReport.initCrashReport(context) } // runs
}
class Made(context: Context) : Base(context) {
    private val ready = JPushInterface.init(context) // runs
    init { CrashReport.initCrashReport(context) } // runs
    constructor(context: Context, number: Int) : this(context) {
        MobileAds.initialize(context) // waits
    }
}
class Used {
    init { MobileAds.initialize(instance) } // waits
    companion object {
        init { JPushInterface.init(instance) } // runs
        fun name() = "used"
    }
}
object Absent {
    init { MobileAds.initialize(instance) } // waits
}
companion object { lateinit var instance: App }
init { instance = this }
""",
        )

    def test_singletons_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Single.get().start(this);
Late.get(this);
""",
            """
static class Single {
    private static volatile Single instance;
    private Single() { }
    static Single get() {
        if (instance == null) {
            synchronized (Single.class) {
                if (instance == null) instance = new Single();
            }
        }
        return instance;
    }
    void start(Context context) { JPushInterface.init(context); } // runs
    void stop(Context context) { MobileAds.initialize(context); } // waits
}
static class Late {
    private static class Holder { static final Late INSTANCE = new Late(); }
    private boolean started;
    static Late get(Context context) { Holder.INSTANCE.start(context); return Holder.INSTANCE; }
    private void start(Context context) {
        if (started) return;
        started = true;
        CrashReport.initCrashReport(context); // runs
    }
}
""",
        )

    def test_singletons_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Single.get(this).start()
Tools.start(this)
""",
            """
class Single private constructor(private val context: Context) {
    fun start() { JPushInterface.init(context) } // runs
    fun stop() { MobileAds.initialize(context) } // waits
    companion object {
        @Volatile private var instance: Single? = null
        fun get(context: Context) = instance ?: synchronized(this) { instance ?: make(context) }
        private fun make(context: Context) = Single(context).also { instance = it }
    }
}
object Tools {
    private var started = false
    fun start(context: Context) {
        if (started) return
        started = true
        CrashReport.initCrashReport(context) // runs
    }
}
""",
        )


class TestLazyValues:
    """A lazy value is made when it is read for the first time."""

    def test_lazy(self, app: TwinApp) -> None:
        app.start_kotlin(
            "push.toString()\nlocal()",
            """
private val push by lazy { JPushInterface.init(this) } // runs
private val ads by lazy { MobileAds.initialize(this) } // waits
private val second: Sdk by lazy(LazyThreadSafetyMode.NONE) { Sdk(this) }
private fun local() {
    val crash by lazy { CrashReport.initCrashReport(this) } // runs
    val unread by lazy { MobileAds.initialize(this) } // waits
    println(crash)
}
class Sdk(context: Context) {
    init { MobileAds.initialize(context) } // waits
}
""",
        )

    def test_lazy_objects_that_are_kept(self, app: TwinApp) -> None:
        app.start_kotlin(
            "push.value\nHolder(lazy { CrashReport.initCrashReport(this) }).open()  // runs",
            """
private val push: Lazy<Unit> = lazy { JPushInterface.init(this) } // runs
private val ads = lazy { MobileAds.initialize(this) } // waits
class Holder(private val code: Lazy<Unit>) {
    fun open() = code.value
}
""",
        )

    def test_supplier(self, app: TwinApp) -> None:
        app.start_java(
            "push.get();",
            """
private final Supplier<Object> push = () -> {
    JPushInterface.init(this); // runs
    return null;
};
private final Supplier<Object> ads = () -> {
    MobileAds.initialize(this); // waits
    return null;
};
""",
            "java.util.function.Supplier",
        )


class TestEnums:
    """Constants of an enum are objects with code of their own."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Starter.PUSH.start(this);
Single.INSTANCE.start(this);
""",
            """
enum Starter {
    PUSH, ADS;
    void start(Context context) {
        if (this == PUSH) JPushInterface.init(context); // runs
    }
    void stop(Context context) { MobileAds.initialize(context); } // waits
}
enum Single {
    INSTANCE;
    void start(Context context) { CrashReport.initCrashReport(context); } // runs
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            "Starter.PUSH.start(this)",
            """
enum class Starter {
    PUSH, ADS;
    fun start(context: Context) {
        JPushInterface.init(context) // runs
    }
    fun stop(context: Context) { MobileAds.initialize(context) } // waits
}
""",
        )


class TestBothLanguages:
    """Java sees Kotlin as the compiler shows it, and the other way round."""

    def test_java_calls_kotlin(self, app: TwinApp) -> None:
        app.add_kotlin(
            "Helpers",
            """
fun startPush(context: Context) { JPushInterface.init(context) } // runs
fun startAds(context: Context) { MobileAds.initialize(context) } // waits
object Single {
    @JvmStatic fun start(context: Context) { JPushInterface.init(context) } // runs
    fun crash(context: Context) { CrashReport.initCrashReport(context) } // runs
}
class Tools {
    companion object {
        fun start(context: Context) { JPushInterface.init(context) } // runs
        @JvmStatic fun crash(context: Context) { CrashReport.initCrashReport(context) } // runs
        fun ads(context: Context) { MobileAds.initialize(context) } // waits
    }
}
class Later(private val code: Function0<Unit>) { fun run() = code() }
""",
        )
        app.add_kotlin("Renamed", "fun named(context: Context) { JPushInterface.init(context) } // runs\n")
        path = app.root / "app/src/main/java/com/example/Renamed.kt"
        path.write_text('@file:JvmName("Names") ' + path.read_text("utf-8"), "utf-8")
        app.start_java(
            """
HelpersKt.startPush(this);
Names.named(this);
Single.start(this);
Single single = Single.INSTANCE;
single.crash(this);
Tools.Companion.start(this);
Tools.crash(this);
crash(this);
new Later(() -> { CrashReport.initCrashReport(this); return null; }).run(); // runs
""",
            "",
            "static com.example.Tools.crash",
        )

    def test_kotlin_calls_java(self, app: TwinApp) -> None:
        app.add_java(
            "Tools",
            """
public class Tools {
    public static final Tools INSTANCE = new Tools();
    private boolean agreed;
    private Runnable code;
    public static void crash(Context context) { CrashReport.initCrashReport(context); } // runs
    public boolean isAgreed() { return agreed; }
    public void setAgreed(boolean agreed) { this.agreed = agreed; }
    public Object getPush() {
        JPushInterface.init(null); // runs
        return null;
    }
    public Object getAds() {
        MobileAds.initialize(null); // waits
        return null;
    }
    public void setCode(Runnable code) { this.code = code; }
    public void run() { code.run(); }
}
""",
        )
        app.start_kotlin(
            """
crash(this)
val tools = Tools.INSTANCE
println(tools.push)
if (tools.isAgreed) MobileAds.initialize(this) // waits
if (!tools.isAgreed) JPushInterface.init(this) // runs
tools.setCode { CrashReport.initCrashReport(this) } // runs
tools.run()
""",
            """
fun agree(view: View) { Tools.INSTANCE.isAgreed = true }
""",
            "com.example.Tools.crash",
        )

    def test_static_imports_in_java(self, app: TwinApp) -> None:
        app.java(
            "Names",
            """
public class Names {
    public static boolean areAdsOn() { return false; }
    public static boolean isPushOn() { return true; }
}
""",
        )
        app.start_java(
            """
if (areAdsOn()) MobileAds.initialize(this); // waits
if (isPushOn()) init(this); // runs
""",
            "",
            "static com.example.Names.*",
            "static cn.jpush.android.api.JPushInterface.init",
        )


class TestFunctions:
    """Functions as values: code runs when the value is called."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Runnable push = () -> JPushInterface.init(this); // runs
Runnable ads = () -> MobileAds.initialize(this); // waits
push.run();
run(this::crash, true);
run(() -> MobileAds.initialize(this), false); // waits
steps.add(() -> JPushInterface.init(this)); // runs
for (Runnable step : steps) step.run();
""",
            """
private final List<Runnable> steps = new ArrayList<>();
void crash() {
    CrashReport.initCrashReport(this); // runs
}
void run(Runnable code, boolean now) {
    if (now) code.run();
}
""",
            "java.util.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val push = { JPushInterface.init(this) } // runs
val ads = { MobileAds.initialize(this) } // waits
push()
run(::crash, true)
run({ MobileAds.initialize(this) }, false) // waits
steps.add { JPushInterface.init(this) } // runs
steps.forEach { it() }
fun local() = CrashReport.initCrashReport(this) // runs
fun unused() = MobileAds.initialize(this) // waits
local()
Start()(this)
this start "push"
with(this) { apply { crash() } }
""",
            """
private val steps = mutableListOf<() -> Unit>()
class Start {
    operator fun invoke(context: Context) = JPushInterface.init(context) // runs
}
private infix fun Context.start(name: String) { CrashReport.initCrashReport(this) } // runs
private fun crash() {
    CrashReport.initCrashReport(this) // runs
}
private fun run(code: () -> Unit, now: Boolean) {
    if (now) code()
}
""",
        )

    def test_reflection(self, app: TwinApp) -> None:
        app.judge_java(
            """
interface Plugin { void load(Context context); }
class Push implements Plugin {
    @Override public void load(Context context) { JPushInterface.init(context); } // runs
}
class Ads implements Plugin {
    @Override public void load(Context context) { MobileAds.initialize(context); } // waits
}
public class App extends Application {
    @Override public void onCreate() {
        super.onCreate();
        try {
            ((Plugin) Class.forName("com.example.Push").newInstance()).load(this);
        } catch (Exception e) {
            CrashReport.initCrashReport(this); // runs
        }
    }
}
"""
        )


class TestConstructorParameters:
    """Initialisers see what a constructor was given."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            "new Model(false, this);",
            """
static class Model {
    private final boolean asked;
    Model(boolean asked, Context context) {
        this.asked = asked;
        if (this.asked) MobileAds.initialize(context); // waits
        JPushInterface.init(context); // runs
    }
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            "Model(false, this)",
            """
class Model(private val asked: Boolean, context: Context) {
    init {
        if (asked) MobileAds.initialize(context) // waits
        JPushInterface.init(context) // runs
    }
}
""",
        )
