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
