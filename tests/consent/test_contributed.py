"""Classes and modules that say themselves which graph they belong to: Anvil and Metro, which are for Kotlin only."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_TRACKER = """
abstract class AppScope
interface Tracker { fun start() }
class Config {
    fun load() { MobileAds.initialize(null) } // runs
}
"""
_DEFAULT = """
@ContributesBinding(AppScope::class)
class DefaultTracker %s(private val config: Config) : Tracker {
    init { CrashReport.initCrashReport(null) } // runs
    override fun start() { config.load() }
    fun more() { JPushInterface.init(null) } // waits
}
"""
_METRO = ("dev.zacsweers.metro.*",)
_ANVIL = ("javax.inject.*", "dagger.*", "com.squareup.anvil.annotations.*", "kotlin.reflect.KProperty")
_GRAPH = """
@Module @ContributesTo(AppScope::class)
object Configs {
    @Provides fun config(context: Context): Config = Config()
}
@ContributesTo(AppScope::class) interface Things {
    val tracker: Provider<Tracker>
    val ready: Tracker
}
@MergeComponent(AppScope::class) interface Graph { fun things(): Things }
object Graphs {
    val all = mutableSetOf<Any>()
    inline fun <reified T> find(): T = all.filterIsInstance<T>().single()
}
operator fun <T> Provider<T>.provideDelegate(self: Any?, property: KProperty<*>): Lazy<T> = lazy { get() }
"""


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestSets:
    """What is contributed to a set is made with the set; what it wants is bound by its types."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _TRACKER
            + _DEFAULT % ""
            + """
interface Initializer { fun run() }
@ContributesIntoSet(AppScope::class)
class Starter(private val tracker: Tracker) : Initializer {
    override fun run() { tracker.start() }
}
@ContributesTo(AppScope::class)
interface Configs {
    @Provides fun config(context: Context): Config { return Config() }
}
@DependencyGraph(AppScope::class) interface Graph {
    fun inject(app: App)
    @DependencyGraph.Factory interface Factory { fun create(@Provides context: Context): Graph }
}
class App : Application() {
    @Inject lateinit var initializers: Set<Initializer>
    override fun onCreate() {
        super.onCreate()
        createGraphFactory<Graph.Factory>().create(this).inject(this)
        initializers.forEach { it.run() }
    }
}
""",
            *_METRO,
        )


class TestGraphs:
    """A part of a graph gives what it names, however it is got hold of, and what it defers when somebody reads it."""

    @pytest.mark.parametrize(
        "statement",
        [
            "DaggerGraph.create().things().ready.start()",
            "DaggerGraph.create().things().tracker.get().start()",
            "Graphs.all += DaggerGraph.create(); Graphs.find<Things>().ready.start()",
            "val tracker by Graphs.find<Things>().tracker; tracker.start()",
        ],
    )
    def test_in_kotlin(self, app: TwinApp, statement: str) -> None:
        start = f"class App : Application() {{ override fun onCreate() {{ super.onCreate(); {statement} }} }}"
        app.judge_kotlin(_TRACKER + _DEFAULT % "@Inject constructor" + _GRAPH + start, *_ANVIL)
