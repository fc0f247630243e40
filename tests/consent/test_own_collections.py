"""Lists, sets and maps of the program's own are empty until running code puts something in."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


_JAVA = """
class Consents {
    private static final Map<String, Boolean> given = new HashMap<>();
    private static final List<Runnable> waiting = new ArrayList<>();
    static boolean has(String key) { return Boolean.TRUE.equals(given.get(key)); }
    static void give(String key) { given.put(key, true); }
    static void add(Runnable code) { waiting.add(code); }
    static void flush() { for (Runnable each : waiting) each.run(); }
    static boolean isEmpty() { return given.isEmpty(); }
}
"""
_KOTLIN = """
object Consents {
    private val given = mutableMapOf<String, Boolean>()
    private val waiting = mutableListOf<() -> Unit>()
    fun has(key: String) = given[key] == true
    fun give(key: String) { given[key] = true }
    fun add(code: () -> Unit) { waiting.add(code) }
    fun flush() { waiting.forEach { it() } }
    fun isEmpty() = given.isEmpty()
}
"""
_UTIL = "java.util.*"


class TestUntouched:
    """Only a tap puts something in."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _JAVA
            + java_screen(
                """
Consents.flush();
if (Consents.has("ads")) MobileAds.initialize(this); // waits
if (Consents.isEmpty()) JPushInterface.init(this); // runs
findViewById(1).setOnClickListener(v -> {
    Consents.give("ads");
    Consents.add(() -> MobileAds.initialize(this)); // waits
});
"""
            ),
            _UTIL,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _KOTLIN
            + kotlin_screen(
                """
Consents.flush()
if (Consents.has("ads")) MobileAds.initialize(this) // waits
if (Consents.isEmpty()) JPushInterface.init(this) // runs
findViewById<View>(1).setOnClickListener { Consents.give("ads"); Consents.add { MobileAds.initialize(this) } } // waits
"""
            )
        )


class TestAssigned:
    """A variable that may get another collection has that, once running code assigns it."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Jobs {
    static SparseArray<String> kept = new SparseArray<String>();
    static List<String> loaded = new ArrayList<>();
}
"""
            + java_screen(
                """
if (Jobs.kept.get(1) != null) MobileAds.initialize(this); // waits
for (String each : Jobs.loaded) JPushInterface.init(this); // runs
Jobs.loaded = Source.load();
findViewById(1).setOnClickListener(v -> Jobs.kept.put(1, "job"));
"""
            ),
            _UTIL,
            "android.util.SparseArray",
            "com.unknown.Source",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
object Jobs {
    var kept = HashMap<Int, String>()
    var loaded: List<String> = ArrayList()
}
"""
            + kotlin_screen(
                """
if (Jobs.kept[1] != null) MobileAds.initialize(this) // waits
for (each in Jobs.loaded) JPushInterface.init(this) // runs
Jobs.loaded = Source.load()
findViewById<View>(1).setOnClickListener { Jobs.kept[1] = "job" }
"""
            ),
            "com.unknown.Source",
        )


class TestFilled:
    """Running code puts something in: what it is, is not told apart by its key."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _JAVA
            + java_screen(
                """
Consents.give("push");
Consents.add(() -> CrashReport.initCrashReport(this)); // runs
Consents.flush();
if (Consents.has("push")) JPushInterface.init(this); // runs
""",
                "void never() { MobileAds.initialize(this); } // waits",
            ),
            _UTIL,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _KOTLIN
            + kotlin_screen(
                """
Consents.give("push")
Consents.add { CrashReport.initCrashReport(this) } // runs
Consents.flush()
if (Consents.has("push")) JPushInterface.init(this) // runs
""",
                "fun never() { MobileAds.initialize(this) } // waits",
            )
        )


class TestHandedOn:
    """Code that nobody knows may put something in, and so may who makes an object of a text."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Config { final List<String> sdks = new ArrayList<>(); }
"""
            + java_screen(
                """
List<String> names = new ArrayList<>();
Names.collect(names);
for (String each : names) JPushInterface.init(this); // runs
Config config = new Gson().fromJson(getString(3), Config.class);
for (String each : config.sdks) CrashReport.initCrashReport(this); // runs
List<String> none = new ArrayList<>();
for (String each : none) MobileAds.initialize(this); // waits
"""
            ),
            _UTIL,
            "com.google.gson.Gson",
            "com.unknown.Names",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            kotlin_screen(
                """
val names = ArrayList<String>()
Names.collect(names)
for (each in names) JPushInterface.init(this) // runs
val more = mutableListOf<String>()
more += pick()
if (more.isNotEmpty()) CrashReport.initCrashReport(this) // runs
val none = ArrayList<String>()
if (none.isNotEmpty()) MobileAds.initialize(this) // waits
""",
            ),
            "com.unknown.Names",
            "com.unknown.pick",
        )
