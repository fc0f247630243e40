"""Sets, maps and lists that a container gives: what is contributed to them, and what is provided as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_JAVA = ("dagger.*", "dagger.multibindings.*", "dagger.hilt.android.HiltAndroidApp", "javax.inject.*", "java.util.*")


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_in_java(app: TwinApp) -> None:
    app.judge_java(
        """
@Module class Tasks {
    @Provides @IntoMap @StringKey("a") static Runnable push() { return () -> JPushInterface.init(null); } // runs
    @Provides @ElementsIntoSet static Set<Runnable> many() {
        return new HashSet<>(Arrays.asList(() -> CrashReport.initCrashReport(null))); // runs
    }
    @Provides static Runnable alone() { MobileAds.initialize(null); return null; } // waits
    @Provides @Named("names") static Set<String> names() { JPushInterface.init(null); return null; } // runs
    @Provides static Set<String> others() { MobileAds.initialize(null); return null; } // waits
    @Provides static List<String> texts() { JPushInterface.init(null); return null; } // runs
    @Provides static List<Integer> numbers() { MobileAds.initialize(null); return null; } // waits
    @Provides @Named("b") static String text() { MobileAds.initialize(null); return null; } // waits
}
@HiltAndroidApp public class App extends Application {
    @Inject Map<String, Provider<Runnable>> map;
    @Inject Set<Runnable> set;
    @Inject @Named("names") Set<String> names;
    @Inject List<String> texts;
    public void onCreate() {
        super.onCreate();
        map.get("a").get().run();
        for (Runnable each : set) each.run();
    }
}
""",
        *_JAVA,
    )


def test_in_kotlin(app: TwinApp) -> None:
    app.judge_kotlin(
        """
@Module object Tasks {
    @Provides @IntoMap @StringKey("a") fun push(): Runnable = Runnable { JPushInterface.init(null) } // runs
    @Provides @IntoSet fun crash(): Runnable = Runnable { CrashReport.initCrashReport(null) } // runs
    @Provides fun alone(): Runnable = Runnable { MobileAds.initialize(null) } // waits
    @Provides fun texts(): List<String> { JPushInterface.init(null); return listOf() } // runs
    @Provides fun numbers(): List<Int> { MobileAds.initialize(null); return listOf() } // waits
    @Provides @Named("b") fun text(): String { MobileAds.initialize(null); return "" } // waits
}
@HiltAndroidApp class App : Application() {
    @Inject lateinit var map: Map<String, @JvmSuppressWildcards Runnable>
    @Inject lateinit var set: Set<@JvmSuppressWildcards Runnable>
    @Inject lateinit var texts: List<String>
    override fun onCreate() {
        super.onCreate()
        map.values.forEach { it.run() }
        set.forEach { it.run() }
    }
}
""",
        *_JAVA,
    )


def test_members_of_what_a_constructor_makes(app: TwinApp) -> None:
    app.judge_kotlin(
        """
class Push @Inject constructor() { init { JPushInterface.init(null) } } // runs
class Ads @Inject constructor() { init { MobileAds.initialize(null) } } // waits
class Crash @Inject constructor() { fun go() { CrashReport.initCrashReport(null) } } // runs
class Starter @Inject constructor(private val later: Provider<Ads>) {
    @Inject lateinit var push: Push
    @Inject fun start(crash: Crash) = crash.go()
}
@HiltAndroidApp class App : Application() { @Inject lateinit var starter: Starter }
""",
        *_JAVA,
    )
