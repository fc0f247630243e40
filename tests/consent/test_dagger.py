"""Components of Dagger: they give objects, and fill the members of an object that they are given."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import INJECTED_JAVA, INJECTED_KOTLIN, TwinApp, java_screen, kotlin_screen

_CLIENTS_JAVA = """
class Client {
    @Inject Client() { CrashReport.initCrashReport(null); } // runs
    void start() { JPushInterface.init(null); } // runs
    void stop() { MobileAds.initialize(null); } // waits
}
class Other { @Inject Other() { MobileAds.initialize(null); } } // waits
"""
_CLIENTS_KOTLIN = """
class Client @Inject constructor() {
    init { CrashReport.initCrashReport(null) } // runs
    fun start() { JPushInterface.init(null) } // runs
    fun stop() { MobileAds.initialize(null) } // waits
}
class Other @Inject constructor() {
    init { MobileAds.initialize(null) } // waits
}
"""
_IMPORTS = ("dagger.*", "javax.inject.*", "com.vendor.Maker")


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestObjects:
    """What modules provide is made when it is asked for."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            INJECTED_JAVA
            + """
class Client { }
class Offers { }
@Module class Clients {
    @Provides Client client(Context context) {
        CrashReport.initCrashReport(context); // runs
        return new Client();
    }
    @Provides Offers offers(Context context) {
        MobileAds.initialize(context); // waits
        return new Offers();
    }
}
@Component(modules = Clients.class) interface Graph {
    Push push();
    Ads ads();
    void inject(MainActivity activity);
}
"""
            + java_screen(
                """
Graph graph = DaggerGraph.builder().clients(new Clients()).build();
graph.push().start();
DaggerGraph.create().inject(this);
""",
                "@Inject Client client;",
            ),
            "dagger.*",
            "javax.inject.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            INJECTED_KOTLIN
            + """
class Client
@Module class Clients {
    @Provides fun client(context: Context): Client {
        CrashReport.initCrashReport(context) // runs
        return Client()
    }
}
@Component(modules = [Clients::class]) interface Graph {
    fun push(): Push
    fun ads(): Ads
    fun inject(activity: MainActivity)
}
class App : Application() {
    lateinit var graph: Graph
    override fun onCreate() {
        super.onCreate()
        graph = DaggerGraph.builder().build()
    }
}
"""
            + kotlin_screen(
                "DaggerGraph.create().inject(this)\n(application as App).graph.push().start()",
                "@Inject lateinit var client: Client",
            ),
            "dagger.*",
            "javax.inject.Inject",
        )


class TestMembers:
    """`inject` makes what the fields of its argument hold, and calls its functions that want something."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _CLIENTS_JAVA
            + """
@Component interface Graph {
    void inject(App app);
    Other other();
}
public class App extends Application {
    @Inject Client client;
    @Override public void onCreate() {
        super.onCreate();
        Graph graph = DaggerGraph.builder().build();
        graph.inject(this);
    }
    @Inject void set(Client client) { client.start(); }
    void setOther(Other other) { MobileAds.initialize(this); } // waits
}
""",
            *_IMPORTS,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val graph: Graph = Maker.make(this)
graph.inject(this)
client.start()
""",
            """
@Inject lateinit var client: Client
interface Base { fun inject(app: App) }
@Component interface Graph : Base { fun other(): Other }
"""
            + _CLIENTS_KOTLIN,
            *_IMPORTS,
        )


class TestGeneratedClasses:
    """The class that is generated for a component, and its builder or factory."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _CLIENTS_JAVA
            + """
@Component interface Graph {
    Client client();
    Other other();
    @Component.Factory interface Factory { Graph make(Context context); }
}
class Graphs { @Component interface Push { Push2 push(); } }
class Push2 {
    @Inject Push2() { JPushInterface.init(null); } // runs
}
class Late {
    @Inject Late() { CrashReport.initCrashReport(null); } // runs
}
@Component interface Built {
    Late late();
    @Component.Builder interface Builder { Builder context(Context context); Built build(); }
}
"""
            + java_screen(
                """
DaggerGraph.factory().make(this).client().start();
com.example.DaggerGraphs_Push.create().push();
DaggerBuilt.Builder builder = DaggerBuilt.builder().context(this);
builder.build().late();
""",
                "void start() { MobileAds.initialize(this); } // waits",
            ),
            *_IMPORTS,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
first.client().start()
second.push.start()
""",
            """
private val first by lazy { DaggerApp_Graph.create() }
private val second: Second by lazy { DaggerApp_Second.factory().create(this) }
@Component interface Graph { fun client(): Client }
@Component interface Second {
    val push: Push
    val other: Other
    @Component.Factory interface Factory { fun create(@BindsInstance context: Context): Second }
}
class Push @Inject constructor() {
    fun start() { JPushInterface.init(null) } // runs
}
"""
            + _CLIENTS_KOTLIN,
            *_IMPORTS,
        )


_QUALIFIED_JAVA = """
interface Sdk { void start(Context context); }
class Push implements Sdk { public void start(Context context) { JPushInterface.init(context); } } // runs
class Ads implements Sdk { public void start(Context context) { MobileAds.initialize(context); } } // waits
@Qualifier @interface Early { }
@Qualifier @interface Late { }
"""
_QUALIFIED_KOTLIN = """
interface Sdk { fun start(context: Context) }
class Push : Sdk { override fun start(context: Context) { JPushInterface.init(context) } } // runs
class Ads : Sdk { override fun start(context: Context) { MobileAds.initialize(context) } } // waits
@Qualifier annotation class Early
@Qualifier annotation class Late
"""


class TestQualifiers:
    """Objects of one type are told apart by qualifiers of fields, parameters and functions."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _QUALIFIED_JAVA
            + """
@Module class Sdks {
    @Provides @Early static Sdk early() { return new Push(); }
    @Provides @Late static Sdk late() { return new Ads(); }
    @Provides @Named("first") static Sdk first(@Early Sdk sdk) { return sdk; }
}
class Starter {
    private final Sdk sdk;
    @Inject Starter(final @Named("first") Sdk sdk) { this.sdk = sdk; }
    void start(Context context) { sdk.start(context); }
}
@HiltAndroidApp public class App extends Application {
    @Inject Starter starter;
    @Inject @Late Sdk late;
    @Override public void onCreate() {
        super.onCreate();
        starter.start(this);
    }
    void later() { late.start(this); }
}
""",
            *_IMPORTS,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _QUALIFIED_KOTLIN
            + """
@Module object Sdks {
    @Provides @Early fun early(): Sdk = Push()
    @Provides @Late fun late(): Sdk = Ads()
    @Provides @Named("first") fun first(@Early sdk: Sdk): Sdk = sdk
}
class Starter @Inject constructor(@Named("first") private val sdk: Sdk) {
    fun start(context: Context) = sdk.start(context)
}
@HiltAndroidApp class App : Application() {
    @Inject lateinit var starter: Starter
    @Inject @field:Late lateinit var late: Sdk
    override fun onCreate() {
        super.onCreate()
        starter.start(this)
    }
    fun later() = late.start(this)
}
""",
            *_IMPORTS,
        )


class TestAssistedInjection:
    """A factory hands what it is given to the constructor; the container adds the rest."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Session {
    @AssistedInject Session(Context context, @Assisted Runnable ready) {
        JPushInterface.init(context); // runs
        ready.run();
    }
    @AssistedFactory interface Factory { Session create(Runnable ready); }
}
class Spare {
    @AssistedInject Spare(Context context, @Assisted String id) { MobileAds.initialize(context); } // waits
    @AssistedFactory interface Factory { Spare create(String id); }
}
@HiltAndroidApp public class App extends Application {
    @Inject Session.Factory sessions;
    @Inject Spare.Factory spares;
    @Override public void onCreate() {
        super.onCreate();
        sessions.create(() -> CrashReport.initCrashReport(this)); // runs
    }
}
""",
            *_IMPORTS,
            "dagger.assisted.*",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Session @AssistedInject constructor(context: Context, @Assisted ready: () -> Unit) {
    init {
        JPushInterface.init(context) // runs
        ready()
    }
    @AssistedFactory interface Factory { fun create(ready: () -> Unit): Session }
}
class Spare @AssistedInject constructor(context: Context, @Assisted id: String) {
    init { MobileAds.initialize(context) } // waits
    @AssistedFactory interface Factory { fun create(id: String): Spare }
}
@HiltAndroidApp class App : Application() {
    @Inject lateinit var sessions: Session.Factory
    @Inject lateinit var spares: Spare.Factory
    override fun onCreate() {
        super.onCreate()
        sessions.create { CrashReport.initCrashReport(this) } // runs
    }
}
""",
            *_IMPORTS,
            "dagger.assisted.*",
        )
