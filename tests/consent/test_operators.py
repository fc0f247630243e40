"""Functions that operators, brackets, loops and delegates stand for."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestOperators:
    """An operator on an object of the program calls its function."""

    def test_symbols(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val first = Level()
val second = Level()
if (first > second) { }
if (!first) { }
val negative = -first
first..second
var count = Count()
count++
""",
            """
class Level {
    operator fun compareTo(other: Level): Int { JPushInterface.init(null); return 0 } // runs
    operator fun not(): Boolean { JPushInterface.init(null); return true } // runs
    operator fun unaryMinus(): Level { JPushInterface.init(null); return this } // runs
    operator fun rangeTo(other: Level): IntRange { JPushInterface.init(null); return 0..1 } // runs
    operator fun minus(other: Level): Level { MobileAds.initialize(null); return this } // waits
}
class Count {
    operator fun inc(): Count { JPushInterface.init(null); return this } // runs
    operator fun dec(): Count { MobileAds.initialize(null); return this } // waits
}
""",
        )

    def test_brackets_and_loops(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val keys = Keys()
keys["a"]
keys["b"] = 1
for (key in keys) key.start(this)
val others = Others()
""",
            """
class Keys {
    operator fun get(key: String): Int { JPushInterface.init(null); return 0 } // runs
    operator fun set(key: String, value: Int) { JPushInterface.init(null) } // runs
    operator fun iterator(): Iterator<Key> = listOf(Key()).iterator()
}
class Key {
    fun start(context: Context) { CrashReport.initCrashReport(context) } // runs
}
class Others {
    operator fun get(key: String): Int { MobileAds.initialize(null); return 0 } // waits
    operator fun iterator(): Iterator<Int> { MobileAds.initialize(null); return listOf(0).iterator() } // waits
}
""",
        )

    def test_iterables_in_java(self, app: TwinApp) -> None:
        app.start_java(
            "for (Sdk each : new Sdks()) each.start(this);",
            """
interface Sdk { void start(Context context); }
static class Sdks implements Iterable<Sdk> {
    @Override public Iterator<Sdk> iterator() {
        return new Iterator<Sdk>() {
            @Override public boolean hasNext() {
                JPushInterface.init(null); // runs
                return true;
            }
            @Override public Sdk next() {
                return context -> CrashReport.initCrashReport(context); // runs
            }
            @Override public void remove() { MobileAds.initialize(null); } // waits
        };
    }
}
""",
            "java.util.Iterator",
        )


class TestDelegates:
    """A delegate may be made by another object, and observe what is assigned."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            "level = 1\nquiet",
            """
private var level by Delegates.observable(0) { _, _, _ ->
    JPushInterface.init(this) // runs
}
private var quiet by Delegates.observable(0) { _, _, _ ->
    MobileAds.initialize(this) // waits
}
private val bound by Binder()
class Binder {
    operator fun provideDelegate(owner: Any, property: KProperty<*>): Lazy<Unit> {
        CrashReport.initCrashReport(null) // runs
        return lazy { MobileAds.initialize(null) } // waits
    }
}
""",
            "kotlin.properties.Delegates",
            "kotlin.reflect.KProperty",
        )
