"""Properties of Kotlin: like methods they belong to the object at hand, and their declared type is what is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_SDKS = """
abstract class Sdk { abstract fun start() }
class Push(private val context: Context) : Sdk() {
    override fun start() { JPushInterface.init(context) } // runs
}
class Ads(private val context: Context) : Sdk() {
    override fun start() { MobileAds.initialize(context) } // waits
}
"""


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestInheritance:
    """Code of a base class means the property of the object at hand."""

    def test_initialisers(self, app: TwinApp) -> None:
        app.start_kotlin(
            "Child(this).run()\nOther(this, Push(this)).run()",
            """
open class Base(context: Context) {
    open val sdk: Sdk = Ads(context)
    open var done = true
    private val off = false
    fun run() {
        sdk.start()
        if (done) MobileAds.initialize(null) // waits
        done = true
        if (off) MobileAds.initialize(null) // waits
    }
}
class Child(context: Context) : Base(context) {
    override val sdk: Sdk = Push(context)
    override var done = false
        set(value) { CrashReport.initCrashReport(null) } // runs
    val off = true
}
class Other(context: Context, override val sdk: Sdk) : Base(context) {
    override var done get() = false
        set(value) = Unit
}
"""
            + _SDKS,
        )

    def test_accessors(self, app: TwinApp) -> None:
        app.start_kotlin(
            "Child(this).run()",
            """
abstract class Base(val context: Context) {
    abstract val push: Unit
    abstract val ads: Boolean
    open val crash: Unit get() { CrashReport.initCrashReport(context) } // runs
    fun run() {
        push
        crash
        if (ads) MobileAds.initialize(context) // waits
    }
}
class Child(context: Context) : Base(context) {
    override val push get() = JPushInterface.init(context) // runs
    override val ads = false
    override val crash get() = super.crash
}
class Unused(context: Context) : Base(context) {
    override val push get() = MobileAds.initialize(context) // waits
    override val ads = true
}
""",
        )

    def test_abstract_properties(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
Child()
val config: Config = ServiceLoader.load(Config::class.java).first()
config.push
if (config.ads) MobileAds.initialize(this) // waits
if (!config.ads) CrashReport.initCrashReport(this) // runs
""",
            """
interface Config {
    val push: Unit
    val ads: Boolean
}
class Child : Config {
    override val push get() = JPushInterface.init(null) // runs
    override val ads = false
}
class Unused : Config {
    override val push get() = MobileAds.initialize(null) // waits
    override val ads = true
}
""",
            "java.util.ServiceLoader",
        )


class TestLazyValues:
    """Behind `by lazy` the declared type is what is known of an object that a library makes."""

    def test_declared_types(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
push.start()
val crash: Crash by lazy { Maker.make(this) }
crash.start()
""",
            """
private val push: Push by lazy { Maker.make() }
private val ads: Ads by lazy { Maker.make() }
class Crash {
    fun start() { CrashReport.initCrashReport(null) } // runs
}
fun start() { MobileAds.initialize(this) } // waits
"""
            + _SDKS,
            "com.vendor.Maker",
        )
