"""Objects that are found by what their classes say of themselves, by a text or by their type."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen

_ROUTER = ("com.alibaba.android.arouter.facade.annotation.*", "com.alibaba.android.arouter.facade.template.*")
_LAUNCHER = "com.alibaba.android.arouter.launcher.ARouter"
_SCREENS = '<activity android:name=".FirstActivity" /><activity android:name=".SecondActivity" />'


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestRouters:
    """Screens and services are found by their path, or by their type."""

    def test_in_java(self, app: TwinApp) -> None:
        app.manifest(_SCREENS)
        app.judge_java(
            """
class Paths { static final String FIRST = "/home/first"; }
@Route(path = Paths.FIRST) class FirstActivity extends AppCompatActivity {
    @Override protected void onStart() {
        super.onStart();
        JPushInterface.init(this); // runs
    }
}
@Route(path = "/home/second") class SecondActivity extends AppCompatActivity {
    @Override protected void onStart() {
        super.onStart();
        MobileAds.initialize(this); // waits
    }
}
interface Login extends IProvider { void start(Context context); }
@Route(path = "/service/login") class LoginImpl implements Login {
    @Override public void init(Context context) { CrashReport.initCrashReport(context); } // runs
    @Override public void start(Context context) { JPushInterface.init(context); } // runs
    public void stop(Context context) { MobileAds.initialize(context); } // waits
}
@Interceptor(priority = 1) class Guard implements IInterceptor {
    @Override public void init(Context context) { JPushInterface.init(context); } // runs
    @Override public void process(Postcard postcard, InterceptorCallback callback) { }
}
"""
            + java_screen("""
ARouter.getInstance().build(Paths.FIRST).withString("from", "start").navigation(this);
ARouter.getInstance().navigation(Login.class).start(this);
findViewById(R.id.more).setOnClickListener(v -> ARouter.getInstance().build("/home/second").navigation());
"""),
            *_ROUTER,
            _LAUNCHER,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.manifest(_SCREENS)
        app.judge_kotlin(
            """
object Paths { const val LOGIN = "/service/login" }
@Route(path = "/home/first") class FirstActivity : AppCompatActivity() {
    override fun onStart() {
        super.onStart()
        JPushInterface.init(this) // runs
    }
}
@Route(path = "/home/second") class SecondActivity : AppCompatActivity() {
    override fun onStart() {
        super.onStart()
        MobileAds.initialize(this) // waits
    }
}
interface Login : IProvider { fun start(context: Context) }
@Route(path = Paths.LOGIN) class LoginImpl : Login {
    override fun init(context: Context) { CrashReport.initCrashReport(context) } // runs
    override fun start(context: Context) { JPushInterface.init(context) } // runs
    fun stop(context: Context) { MobileAds.initialize(context) } // waits
}
"""
            + kotlin_screen("""
ARouter.getInstance().build("/home/first").navigation()
(ARouter.getInstance().build(Paths.LOGIN).navigation() as? Login)?.start(this)
"""),
            *_ROUTER,
            _LAUNCHER,
        )


class TestServices:
    """A service loader makes the annotated classes of a type, or the only one that there is."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
for (Sdk each : ServiceLoader.load(Sdk.class)) each.start(this);
Iterator<Tool> tools = ServiceLoader.load(Tool.class, getClassLoader()).iterator();
while (tools.hasNext()) tools.next().start(this);
""",
            """
interface Sdk { void start(Context context); }
@AutoService(Sdk.class) public static class Push implements Sdk {
    @Override public void start(Context context) { JPushInterface.init(context); } // runs
}
public static class Ads implements Sdk {
    @Override public void start(Context context) { MobileAds.initialize(context); } // waits
}
interface Tool { void start(Context context); }
public static class Crashes implements Tool {
    @Override public void start(Context context) { CrashReport.initCrashReport(context); } // runs
}
""",
            "com.google.auto.service.AutoService",
            "java.util.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            "ServiceLoader.load(Sdk::class.java).forEach { it.start(this) }",
            """
interface Sdk { fun start(context: Context) }
@AutoService(Sdk::class) class Push : Sdk {
    override fun start(context: Context) { JPushInterface.init(context) } // runs
}
class Ads : Sdk {
    override fun start(context: Context) { MobileAds.initialize(context) } // waits
}
""",
            "com.google.auto.service.AutoService",
            "java.util.ServiceLoader",
        )


class TestEvents:
    """What is posted goes to registered objects, to the methods that take its type."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
EventBus.getDefault().register(this);
EventBus.getDefault().postSticky(new Ready());
""",
            """
static class Event { }
static class Ready extends Event { }
static class Pressed extends Event { }
@Subscribe(threadMode = ThreadMode.MAIN) public void onReady(Ready event) {
    JPushInterface.init(this); // runs
}
@Subscribe public void onAny(Event event) {
    CrashReport.initCrashReport(this); // runs
}
@Subscribe public void onPressed(Pressed event) {
    MobileAds.initialize(this); // waits
}
static class Lonely {
    @Subscribe public void onReady(Ready event) { MobileAds.initialize(null); } // waits
}
""",
            "org.greenrobot.eventbus.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
data class Ready(val number: Int)
object Pressed
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        EventBus.getDefault().register(this)
        EventBus.getDefault().post(Ready(1))
    }
    @Subscribe fun onReady(event: Ready) {
        JPushInterface.init(this) // runs
    }
    @Subscribe fun onPressed(event: Pressed) {
        MobileAds.initialize(this) // waits
    }
}
"""
            + kotlin_screen("findViewById<View>(R.id.more).setOnClickListener { EventBus.getDefault().post(Pressed) }"),
            "org.greenrobot.eventbus.*",
        )


class TestModules:
    """Modules and plugins of a library are made when it starts."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
@GlideModule class Images extends AppGlideModule {
    @Override public void applyOptions(Context context, GlideBuilder builder) { JPushInterface.init(context); } // runs
    void other(Context context) { MobileAds.initialize(context); } // waits
}
class Identity extends CordovaPlugin {
    @Override public void pluginInitialize() { CrashReport.initCrashReport(null); } // runs
    @Override public boolean execute(String action, JSONArray arguments, CallbackContext callback) {
        MobileAds.initialize(null); // waits
        return true;
    }
}
public class MainActivity extends CordovaActivity {
    @Override public void onCreate(Bundle state) {
        super.onCreate(state);
        loadUrl("index.html");
        Glide.with(this).load("logo").into(null);
    }
}
""",
            "com.bumptech.glide.*",
            "com.bumptech.glide.annotation.GlideModule",
            "com.bumptech.glide.module.AppGlideModule",
            "org.apache.cordova.CordovaActivity",
            "org.apache.cordova.CordovaPlugin",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
@GlideModule class Images : AppGlideModule() {
    override fun applyOptions(context: Context, builder: GlideBuilder) { JPushInterface.init(context) } // runs
    fun other(context: Context) { MobileAds.initialize(context) } // waits
}
"""
            + kotlin_screen('Glide.with(this).load("logo").into(findViewById(R.id.logo))'),
            "com.bumptech.glide.*",
            "com.bumptech.glide.annotation.GlideModule",
            "com.bumptech.glide.module.AppGlideModule",
        )


class TestReflection:
    """Classes and methods are found by texts."""

    def test_in_java(self, app: TwinApp) -> None:
        app.java(
            "Plugin",
            """
import cn.jpush.android.api.JPushInterface;
import com.google.android.gms.ads.MobileAds;
public class Plugin {
    static { MobclickAgent.onEvent(null, "loaded"); } // runs
    public static void start(Context context) { JPushInterface.init(context); } // runs
    public void run(Context context) { JPushInterface.init(context); } // runs
    public void stop(Context context) { MobileAds.initialize(context); } // waits
}
""",
        )
        app.start_java(
            """
try {
    Class.forName("com.example.Plugin").getMethod("start", Context.class).invoke(null, this);
    Class<?> type = Class.forName("com.example.Plugin");
    Object plugin = type.getDeclaredConstructor().newInstance();
    Method run = type.getDeclaredMethod("run", Context.class);
    run.invoke(plugin, this);
} catch (Exception ignored) { }
""",
            "",
            "java.lang.reflect.Method",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val sdk = Class.forName(PUSH).getDeclaredConstructor().newInstance() as Sdk
sdk.start(this)
""",
            'companion object { const val PUSH = "com.example.App.Push" }'
            """
interface Sdk { fun start(context: Context) }
class Push : Sdk {
    override fun start(context: Context) { JPushInterface.init(context) } // runs
}
class Ads : Sdk {
    override fun start(context: Context) { MobileAds.initialize(context) } // waits
}
""",
        )
