"""Objects of one class: told apart by the code and the objects they are made from, and never lost by that."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestCode:
    """What one object runs, another one does not."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
new Later(() -> JPushInterface.init(this)).run(); // runs
new Later(() -> MobileAds.initialize(this)); // waits
Later kept = new Later(() -> CrashReport.initCrashReport(this)); // runs
first = kept;
first.run();
""",
            """
Later first;
static class Later {
    private final Runnable code;
    Later(Runnable code) { this.code = code; }
    void run() { code.run(); }
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Later { JPushInterface.init(this) }.run() // runs
Later { MobileAds.initialize(this) } // waits
listOf(Later { CrashReport.initCrashReport(this) }).forEach { it.run() } // runs
""",
            """
class Later(private val code: () -> Unit) {
    fun run() = code()
}
""",
        )


class TestParts:
    """Objects that are handed to an object do the same."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            "new Starter(new Push()).run();\nnew Starter(new Ads());",
            """
interface Task { void go(); }
class Push implements Task { public void go() { JPushInterface.init(App.this); } } // runs
class Ads implements Task { public void go() { MobileAds.initialize(App.this); } } // waits
static class Starter {
    private final Task task;
    Starter(Task task) { this.task = task; }
    void run() { task.go(); }
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            "Starter(Push(this)).run()\nStarter(Ads(this))",
            """
interface Task {
    fun go()
}
class Push(private val app: App) : Task { override fun go() = JPushInterface.init(app) } // runs
class Ads(private val app: App) : Task { override fun go() = MobileAds.initialize(app) } // waits
class Starter(private val task: Task) {
    fun run() = task.go()
}
""",
        )


class TestUntold:
    """Who has only a type may mean any of the objects, and may write to each of them."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Later later = new Later(() -> JPushInterface.init(this)); // runs
Later other = find();
other.run();
other.open();
if (later.isOpen) CrashReport.initCrashReport(this); // runs
if (later.isShut) MobileAds.initialize(this); // waits
""",
            """
native Later find();
static class Later {
    private final Runnable code;
    boolean isOpen, isShut;
    Later(Runnable code) { this.code = code; }
    void run() { code.run(); }
    void open() { isOpen = true; }
    void shut() { isShut = true; }
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val later = Later { JPushInterface.init(this) } // runs
val other: Later = find()
other.run()
other.open()
if (later.isOpen) CrashReport.initCrashReport(this) // runs
if (later.isShut) MobileAds.initialize(this) // waits
""",
            """
external fun find(): Any
class Later(private val code: () -> Unit) {
    var isOpen = false
    var isShut = false
    fun run() = code()
    fun open() { isOpen = true }
    fun shut() { isShut = true }
}
""",
        )


class TestCasts:
    """An object that is known is not of another class."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
State state = current();
if (state instanceof Agreed) MobileAds.initialize(this); // waits
if (state instanceof Asked) JPushInterface.init(this); // runs
Agreed agreed = state instanceof Agreed ? (Agreed) state : null;
if (agreed != null) MobileAds.initialize(this); // waits
""",
            """
State current() { return new Asked(); }
static class State { }
static class Agreed extends State { }
static class Asked extends State { }
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
(current() as? Agreed)?.let { MobileAds.initialize(this) } // waits
(current() as? Asked)?.let { JPushInterface.init(this) } // runs
(any(current()) as? Agreed)?.let { JPushInterface.init(this) } // runs
val agreed = current() as? Agreed ?: return
MobileAds.initialize(this) // waits
""",
            """
private fun current(): State = Asked()
private fun any(state: State) = if (Math.random() > 0.5) state else Agreed()
open class State
class Agreed : State()
class Asked : State()
""",
        )


class TestSingletons:
    """An object runs the constructor of its class above, and keeps what it inherits to itself."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Push.name
if (Route.Home.path == "home") JPushInterface.init(this) // runs
if (Route.Help.path == "home") MobileAds.initialize(this) // waits
""",
            """
abstract class Sdk(val name: String) {
    init { start(name) }
    abstract fun start(name: String)
}
object Push : Sdk("push") {
    lateinit var context: Context
    override fun start(name: String) {
        CrashReport.initCrashReport(context) // runs
    }
}
sealed class Route(val path: String) {
    object Home : Route("home")
    object Help : Route("help")
}
""",
        )
