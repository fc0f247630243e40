"""Hooks for the whole app, registered by code that runs by itself: the platform calls them without the user."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestRegistrations:
    """Each hook with one of its kind that nobody registers."""

    @pytest.mark.parametrize(
        ("register", "type_name", "method"),
        [
            (
                "registerActivityLifecycleCallbacks({})",
                "Application.ActivityLifecycleCallbacks",
                "onActivityPreCreated(Activity a, Bundle state)",
            ),
            (
                "registerActivityLifecycleCallbacks({})",
                "Application.ActivityLifecycleCallbacks",
                "onActivityResumed(Activity activity)",
            ),
            (
                "ProcessLifecycleOwner.get().getLifecycle().addObserver({})",
                "DefaultLifecycleObserver",
                "onStart(LifecycleOwner owner)",
            ),
            (
                "ProcessLifecycleOwner.get().getLifecycle().addObserver({})",
                "LifecycleEventObserver",
                "onStateChanged(LifecycleOwner owner, Lifecycle.Event event)",
            ),
            ("registerComponentCallbacks({})", "ComponentCallbacks2", "onTrimMemory(int level)"),
            ("registerComponentCallbacks({})", "ComponentCallbacks2", "onConfigurationChanged(Configuration next)"),
            (
                "Thread.setDefaultUncaughtExceptionHandler({})",
                "Thread.UncaughtExceptionHandler",
                "uncaughtException(Thread thread, Throwable thrown)",
            ),
            ("Choreographer.getInstance().postFrameCallback({})", "Choreographer.FrameCallback", "doFrame(long nanos)"),
            (
                'getSharedPreferences("a", 0).registerOnSharedPreferenceChangeListener({})',
                "SharedPreferences.OnSharedPreferenceChangeListener",
                "onSharedPreferenceChanged(SharedPreferences store, String key)",
            ),
            (
                "((ConnectivityManager) getSystemService(CONNECTIVITY_SERVICE)).registerDefaultNetworkCallback({})",
                "ConnectivityManager.NetworkCallback",
                "onAvailable(Network network)",
            ),
            (
                "((DisplayManager) getSystemService(DISPLAY_SERVICE)).registerDisplayListener({}, null)",
                "DisplayManager.DisplayListener",
                "onDisplayChanged(int display)",
            ),
            (
                "getContentResolver().registerContentObserver(Uri.EMPTY, true, {})",
                "ContentObserver",
                "onChange(boolean own)",
            ),
        ],
    )
    def test_in_java(self, app: TwinApp, register: str, type_name: str, method: str) -> None:
        classes = ("ContentObserver", "ConnectivityManager.NetworkCallback")
        relation = "extends" if type_name in classes else "implements"
        parent = "super(null);" if type_name == "ContentObserver" else ""
        body = "class {0} {1} {2} {{\n{0}() {{ {3} }}\n@Override public void {4} {{\n{5}\n}}\n}}\n"
        hook = body.format("Hook", relation, type_name, parent, method, "JPushInterface.init(App.this); // runs")
        other = body.format("Other", relation, type_name, parent, method, "MobileAds.initialize(App.this); // waits")
        touch = 'getSharedPreferences("a", 0).edit().putInt("starts", 1).apply();\n'
        statements = f"{register.format('new Hook()')};\nObject unused = new Other();\n{touch}"
        app.start_java(
            statements,
            hook + other,
            "android.content.res.Configuration",
            "android.database.ContentObserver",
            "android.hardware.display.DisplayManager",
            "android.net.*",
            "androidx.lifecycle.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
registerActivityLifecycleCallbacks(object : ActivityLifecycleCallbacks by Quiet() {
    override fun onActivityCreated(activity: Activity, state: Bundle?) { JPushInterface.init(activity) } // runs
})
ProcessLifecycleOwner.get().lifecycle.addObserver(LifecycleEventObserver { _, event ->
    if (event == Lifecycle.Event.ON_START) CrashReport.initCrashReport(this) // runs
})
registerComponentCallbacks(object : ComponentCallbacks2 {
    override fun onTrimMemory(level: Int) { JPushInterface.init(this@App) } // runs
    override fun onLowMemory() { JPushInterface.init(this@App) } // runs
    override fun onConfigurationChanged(next: Configuration) { CrashReport.initCrashReport(this@App) } // runs
})
val known = Thread.getDefaultUncaughtExceptionHandler()
Thread.setDefaultUncaughtExceptionHandler { thread, thrown ->
    CrashReport.initCrashReport(this) // runs
    known?.uncaughtException(thread, thrown)
}
Looper.myQueue().addIdleHandler { JPushInterface.init(this); false } // runs
Choreographer.getInstance().postFrameCallback { JPushInterface.init(this) } // runs
getSystemService(ClipboardManager::class.java).addPrimaryClipChangedListener { JPushInterface.init(this) } // runs
contentResolver.registerContentObserver(uri, true, object : ContentObserver(null) {
    override fun onChange(own: Boolean) { JPushInterface.init(this@App) } // runs
})
getSystemService(ConnectivityManager::class.java).registerDefaultNetworkCallback(
    object : ConnectivityManager.NetworkCallback() {
        override fun onAvailable(network: Network) { CrashReport.initCrashReport(this@App) } // runs
    }
)
""",
            """
private val unused = Thread.UncaughtExceptionHandler { _, _ -> MobileAds.initialize(this) } // waits
private val other = object : ConnectivityManager.NetworkCallback() {
    override fun onLost(network: Network) { MobileAds.initialize(this@App) } // waits
}
""",
            "android.content.res.Configuration",
            "android.database.ContentObserver",
            "android.net.*",
            "androidx.lifecycle.*",
        )

    def test_on_views_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            java_screen(
                """
View root = findViewById(R.id.root);
root.post(() -> JPushInterface.init(this)); // runs
root.getViewTreeObserver().addOnGlobalLayoutListener(() -> CrashReport.initCrashReport(this)); // runs
root.getViewTreeObserver().addOnPreDrawListener(() -> { JPushInterface.init(this); return true; }); // runs
root.addOnLayoutChangeListener((v, a, b, c, d, e, f, g, h) -> JPushInterface.init(this)); // runs
root.addOnAttachStateChangeListener(new View.OnAttachStateChangeListener() {
    @Override public void onViewAttachedToWindow(View view) { CrashReport.initCrashReport(view.getContext()); } // runs
    @Override public void onViewDetachedFromWindow(View view) { }
});
root.setOnTouchListener((view, event) -> { MobileAds.initialize(this); return true; }); // waits
getLifecycle().addObserver(new Watcher());
getWindow().getDecorView().postDelayed(this::later, 10);
Looper.myQueue().addIdleHandler(() -> { JPushInterface.init(this); return false; }); // runs
""",
                """
private void later() { JPushInterface.init(this); } // runs
class Watcher implements LifecycleObserver {
    @OnLifecycleEvent(Lifecycle.Event.ON_RESUME) void seen() { JPushInterface.init(MainActivity.this); } // runs
    void other() { MobileAds.initialize(MainActivity.this); } // waits
}
""",
            ),
            "androidx.lifecycle.*",
        )

    def test_on_views_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
val root = findViewById<View>(R.id.root)
root.doOnLayout { JPushInterface.init(this) } // runs
root.doOnPreDraw { CrashReport.initCrashReport(this) } // runs
root.doOnAttach { JPushInterface.init(this) } // runs
root.doOnNextLayout { JPushInterface.init(this) } // runs
root.postDelayed(100) { CrashReport.initCrashReport(this) } // runs
root.viewTreeObserver.addOnGlobalLayoutListener { JPushInterface.init(this) } // runs
root.setOnClickListener { MobileAds.initialize(this) } // waits
root.doOnTextChanged { _, _, _, _ -> MobileAds.initialize(this) } // waits
lifecycle.addObserver(object : DefaultLifecycleObserver {
    override fun onResume(owner: LifecycleOwner) { JPushInterface.init(this@MainActivity) } // runs
})
lifecycle.addObserver(LifecycleEventObserver { _, _ -> CrashReport.initCrashReport(this) }) // runs
"""
            ),
            "androidx.core.view.*",
            "androidx.lifecycle.*",
        )


class TestKeyOfConsent:
    """What waits for the consent key to change waits for consent."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
JPushInterface.init(this); // runs
SharedPreferences store = getSharedPreferences("a", 0);
store.registerOnSharedPreferenceChangeListener((from, key) -> {
    if (key.equals("agreed") && from.getBoolean(key, false)) MobileAds.initialize(this); // waits
});
"""
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
JPushInterface.init(this) // runs
val store = getSharedPreferences("a", 0)
store.registerOnSharedPreferenceChangeListener { from, key ->
    if (key == "agreed" && from.getBoolean(key, false)) MobileAds.initialize(this) // waits
}
"""
        )


class TestStartup:
    """Initializers run with the provider that the manifest gives them, dependencies first."""

    _PROVIDER = (
        '<provider android:name="androidx.startup.InitializationProvider" android:authorities="a" {}>{}</provider>'
    )
    _ENTRY = '<meta-data android:name="com.example.{}" android:value="androidx.startup" />'
    _REMOVED = '<meta-data android:name="com.example.{}" tools:node="remove" />'

    _JAVA = """
class Push implements Initializer<Object> {
    @Override public Object create(Context context) { JPushInterface.init(context); return this; } // runs
    @Override public List<Class<? extends Initializer<?>>> dependencies() {
        return Collections.singletonList(Crash.class);
    }
}
class Crash implements Initializer<Object> {
    @Override public Object create(Context context) { CrashReport.initCrashReport(context); return this; } // runs
    @Override public List<Class<? extends Initializer<?>>> dependencies() {
        return Arrays.asList(Log.class);
    }
}
class Log implements Initializer<Object> {
    @Override public Object create(Context context) { CrashReport.initCrashReport(context); return this; } // runs
    @Override public List<Class<? extends Initializer<?>>> dependencies() {
        List<Class<? extends Initializer<?>>> all = new ArrayList<>();
        all.add(Last.class);
        return all;
    }
}
class Last implements Initializer<Object> {
    @Override public Object create(Context context) { CrashReport.initCrashReport(context); return this; } // runs
    @Override public List<Class<? extends Initializer<?>>> dependencies() { return Collections.emptyList(); }
}
class Ads implements Initializer<Object> {
    @Override public Object create(Context context) { MobileAds.initialize(context); return this; } // waits
    @Override public List<Class<? extends Initializer<?>>> dependencies() { return Collections.emptyList(); }
}
"""
    _KOTLIN = """
class Push : Initializer<Unit> {
    override fun create(context: Context) { JPushInterface.init(context) } // runs
    override fun dependencies() = listOf(Crash::class.java)
}
class Crash : Initializer<Unit> {
    override fun create(context: Context) { CrashReport.initCrashReport(context) } // runs
    override fun dependencies(): MutableList<Class<out Initializer<*>>> = mutableListOf(Log::class.java)
}
class Log : Initializer<String> {
    override fun create(context: Context) = "".also { CrashReport.initCrashReport(context) } // runs
    override fun dependencies(): List<Class<out Initializer<*>>> {
        return emptyList()
    }
}
class Ads : Initializer<Unit> {
    override fun create(context: Context) { MobileAds.initialize(context) } // waits
    override fun dependencies() = emptyList<Class<out Initializer<*>>>()
}
"""

    @pytest.mark.parametrize("removed", [True, False])
    def test_in_java(self, app: TwinApp, removed: bool) -> None:
        ads = self._REMOVED.format("Ads") if removed else ""
        app.manifest(self._PROVIDER.format('tools:node="merge"', self._ENTRY.format("Push") + ads))
        app.judge_java(self._JAVA, "androidx.startup.*", "java.util.*")

    @pytest.mark.parametrize("removed", [True, False])
    def test_in_kotlin(self, app: TwinApp, removed: bool) -> None:
        ads = self._REMOVED.format("Ads") if removed else ""
        app.manifest(self._PROVIDER.format('tools:node="merge"', self._ENTRY.format("Push") + ads))
        app.judge_kotlin(self._KOTLIN, "androidx.startup.*")

    def test_provider_is_removed(self, app: TwinApp) -> None:
        app.manifest(self._PROVIDER.format('tools:node="remove"', ""))
        app.library("base", manifest=self._PROVIDER.format("", self._ENTRY.format("Ads")))
        app.judge_kotlin(
            """
class Ads : Initializer<Unit> {
    override fun create(context: Context) { MobileAds.initialize(context) } // waits
    override fun dependencies() = emptyList<Class<out Initializer<*>>>()
}
class App : Application() {
    override fun onCreate() { JPushInterface.init(this) } // runs
}
""",
            "androidx.startup.*",
        )

    def test_entry_of_a_library_is_removed_and_made_by_hand(self, app: TwinApp) -> None:
        app.manifest(self._PROVIDER.format("", self._REMOVED.format("Push") + self._REMOVED.format("Ads")))
        entries = self._ENTRY.format("Push") + self._ENTRY.format("Ads")
        app.library("base", manifest=self._PROVIDER.format("", entries))
        app.add_kotlin("Initializers", self._KOTLIN, "androidx.startup.*")
        app.start_java(
            "AppInitializer.getInstance(this).initializeComponent(Push.class);", "", "androidx.startup.AppInitializer"
        )


class TestInjection:
    """Generated code fills the members of an application in `super.onCreate()`."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Push {
    @Inject Push(@ApplicationContext Context context) { JPushInterface.init(context); } // runs
}
class Ads {
    @Inject Ads(@ApplicationContext Context context) { MobileAds.initialize(context); } // waits
}
@HiltAndroidApp
public class App extends Application {
    @Inject Push push;
    @Inject Lazy<Ads> ads;
    @Override public void onCreate() { super.onCreate(); }
}
""",
            "dagger.Lazy",
            "dagger.hilt.android.HiltAndroidApp",
            "dagger.hilt.android.qualifiers.ApplicationContext",
            "javax.inject.Inject",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
interface Sdk
class Push @Inject constructor(context: Context) : Sdk {
    init { JPushInterface.init(context) } // runs
}
class Ads @Inject constructor(context: Context) : Sdk {
    init { MobileAds.initialize(context) } // waits
}
@Module
@InstallIn(SingletonComponent::class)
abstract class Bindings {
    @Binds abstract fun push(push: Push): Sdk
}
@HiltAndroidApp
class App : Application() {
    @Inject lateinit var sdk: Sdk
    @Inject lateinit var ads: Provider<Ads>
}
""",
            "dagger.*",
            "dagger.hilt.*",
            "dagger.hilt.android.*",
            "dagger.hilt.components.SingletonComponent",
            "javax.inject.*",
        )
