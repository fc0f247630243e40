"""Dependency injection: objects that a container makes are made when somebody asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import INJECTED_JAVA, INJECTED_KOTLIN, TwinApp, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestHilt:
    """Members of an entry point are made when it starts, and with them all that they are made from."""

    def test_members_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            INJECTED_JAVA
            + """
class Tracker {
    private final Sdk sdk;
    @Inject Tracker(Sdk sdk, Context context) {
        this.sdk = sdk;
        CrashReport.initCrashReport(context); // runs
    }
    void open() { sdk.start(); }
}
class Unused {
    @Inject Unused(Context context) {
        MobileAds.initialize(context); // waits
    }
}
@Module @InstallIn(SingletonComponent.class) abstract class SdkModule {
    @Binds abstract Sdk sdk(Push push);
}
@HiltAndroidApp public class App extends Application {
    @Inject Tracker tracker;
    @Inject Provider<Unused> unused;
    @Override public void onCreate() {
        super.onCreate();
        tracker.open();
    }
}
""",
            "dagger.*",
            "dagger.hilt.*",
            "dagger.hilt.android.*",
            "javax.inject.*",
        )

    def test_members_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            INJECTED_KOTLIN
            + """
class Tracker @Inject constructor(private val sdk: Sdk, context: Context) {
    init { CrashReport.initCrashReport(context) } // runs
    fun open() = sdk.start()
}
class Unused @Inject constructor(context: Context) {
    init { MobileAds.initialize(context) } // waits
}
@Module @InstallIn(SingletonComponent::class) abstract class SdkModule {
    @Binds abstract fun sdk(push: Push): Sdk
}
@AndroidEntryPoint class MainActivity : AppCompatActivity() {
    @Inject lateinit var tracker: Tracker
    @Inject lateinit var unused: Lazy<Unused>
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        tracker.open()
    }
}
""",
            "dagger.*",
            "dagger.hilt.*",
            "dagger.hilt.android.*",
            "javax.inject.*",
        )

    def test_providers_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Client { }
class Offers { }
class Prices { }
@Module @InstallIn(SingletonComponent.class) class Clients {
    @Provides @Singleton static Client client(@ApplicationContext Context context) {
        JPushInterface.init(context); // runs
        return new Client();
    }
    @Provides Offers offers(@ApplicationContext Context context) {
        MobileAds.initialize(context); // waits
        return new Offers();
    }
    @Provides Prices prices(@ApplicationContext Context context) {
        CrashReport.initCrashReport(context); // runs
        return new Prices();
    }
}
@HiltAndroidApp public class App extends Application {
    @Inject Client client;
    @Inject Provider<Offers> offers;
    @Inject Provider<Prices> prices;
    @Override public void onCreate() {
        super.onCreate();
        prices.get();
    }
    void later() { offers.get(); }
}
""",
            "dagger.*",
            "dagger.hilt.*",
            "dagger.hilt.android.*",
            "dagger.hilt.android.qualifiers.ApplicationContext",
            "javax.inject.*",
        )

    def test_providers_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Client
class Offers
@Module @InstallIn(SingletonComponent::class) object Clients {
    @Provides @Singleton fun client(@ApplicationContext context: Context): Client {
        JPushInterface.init(context) // runs
        return Client()
    }
    @Provides fun offers(@ApplicationContext context: Context): Offers {
        MobileAds.initialize(context) // waits
        return Offers()
    }
}
@HiltAndroidApp class App : Application() {
    @Inject lateinit var client: Client
    @Inject lateinit var offers: Provider<Offers>
    fun later() = offers.get()
}
""",
            "dagger.*",
            "dagger.hilt.*",
            "dagger.hilt.android.*",
            "dagger.hilt.android.qualifiers.ApplicationContext",
            "javax.inject.*",
        )

    def test_view_models(self, app: TwinApp) -> None:
        app.judge_kotlin(
            INJECTED_KOTLIN
            + """
@HiltViewModel class MainModel @Inject constructor(private val push: Push) : ViewModel() {
    fun load() = push.start()
}
@HiltViewModel class HomeModel @Inject constructor(private val ads: Ads) : ViewModel() {
    init { ads.start() }
}
@AndroidEntryPoint class HomeActivity : AppCompatActivity() { private val model: HomeModel by viewModels() }
@AndroidEntryPoint """
            + kotlin_screen("model.load()", "private val model: MainModel by viewModels()"),
            "androidx.activity.viewModels",
            "androidx.lifecycle.ViewModel",
            "dagger.hilt.android.*",
            "dagger.hilt.android.lifecycle.HiltViewModel",
            "javax.inject.Inject",
        )

    def test_entry_points(self, app: TwinApp) -> None:
        app.start_kotlin(
            "accessTo(this).push().start()",
            INJECTED_KOTLIN
            + """
fun accessTo(app: Context) = EntryPointAccessors.fromApplication(app.applicationContext, Access::class.java)
@EntryPoint @InstallIn(SingletonComponent::class) interface Access {
    fun push(): Push
    fun ads(): Ads
}
""",
            "dagger.hilt.*",
            "dagger.hilt.android.EntryPointAccessors",
            "javax.inject.Inject",
        )


class TestKoin:
    """A definition runs when what it defines is asked for."""

    def test_definitions(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
interface Sdk { fun start() }
class Push(private val context: Context) : Sdk {
    override fun start() { JPushInterface.init(context) } // runs
}
class Crash(private val context: Context) {
    init { CrashReport.initCrashReport(context) } // runs
}
class Ads(private val context: Context) {
    init { MobileAds.initialize(context) } // waits
}
class Offers(private val context: Context) {
    init { MobileAds.initialize(context) } // waits
}
val sdks = module {
    single<Sdk> { Push(androidContext()) }
    factory { Crash(androidContext()) }
    single { Ads(androidContext()) }
    singleOf(::Offers)
}
class App : Application() {
    private val sdk: Sdk by inject()
    private val ads: Ads by inject()
    override fun onCreate() {
        super.onCreate()
        startKoin {
            androidContext(this@App)
            modules(sdks)
        }
        sdk.start()
        get<Crash>()
    }
}
""",
            "org.koin.android.ext.android.*",
            "org.koin.android.ext.koin.androidContext",
            "org.koin.core.context.startKoin",
            "org.koin.core.module.dsl.singleOf",
            "org.koin.dsl.module",
        )

    def test_view_models(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Push(private val context: Context) {
    fun start() { JPushInterface.init(context) } // runs
}
class MainModel(push: Push) : ViewModel() {
    init { push.start() }
}
class HomeModel(context: Context) : ViewModel() {
    init { MobileAds.initialize(context) } // waits
}
val models = module {
    single { Push(get()) }
    viewModel { MainModel(get()) }
    viewModelOf(::HomeModel)
}
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        startKoin { modules(models) }
    }
}
"""
            + kotlin_screen(
                "model.toString()",
                """
private val model: MainModel by viewModel()
private val viewModel by viewModel<HomeModel>()
""",
            ),
            "androidx.lifecycle.ViewModel",
            "org.koin.androidx.viewmodel.ext.android.viewModel",
            "org.koin.androidx.viewmodel.dsl.*",
            "org.koin.core.context.startKoin",
            "org.koin.dsl.module",
        )
