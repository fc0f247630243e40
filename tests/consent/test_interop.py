"""Kotlin called from Java: singletons, companions, accessors, extensions, files of functions."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestSingletons:
    """`INSTANCE` and `Companion` are the objects of Kotlin."""

    def test_object(self, app: TwinApp) -> None:
        app.add_kotlin(
            "Tool",
            """
object Tool {
    fun start(context: Context) { JPushInterface.init(context) } // runs
    @JvmStatic fun begin(context: Context) { JPushInterface.init(context) } // runs
    @JvmStatic fun crash(context: Context) { CrashReport.initCrashReport(context) } // runs
    fun ads(context: Context) { MobileAds.initialize(context) } // waits
}
object Other { fun run(context: Context) { CrashReport.initCrashReport(context) } } // runs
""",
        )
        app.start_java(
            """
Tool.INSTANCE.start(this);
com.example.Tool.INSTANCE.begin(this);
Tool.crash(this);
INSTANCE.run(this);
""",
            "",
            "static com.example.Other.INSTANCE",
        )

    def test_companion(self, app: TwinApp) -> None:
        app.add_kotlin(
            "Push",
            """
class Push private constructor() {
    fun start() { JPushInterface.init(null) } // runs
    fun stop() { MobileAds.initialize(null) } // waits
    companion object {
        private var instance: Push? = null
        fun getInstance(): Push = instance ?: Push().also { instance = it }
    }
}
class Crash(private val on: Boolean) {
    fun start() { if (on) CrashReport.initCrashReport(null) } // runs
    companion object Maker { val shared by lazy { Crash(true) } }
}
""",
        )
        app.start_java("""
Push.Companion.getInstance().start();
Crash.Maker.getShared().start();
""")


class TestAccessors:
    """Properties are read and written by functions."""

    def test_of_objects(self, app: TwinApp) -> None:
        app.add_kotlin(
            "Config",
            """
open class Config {
    val push: Unit get() { JPushInterface.init(null) } // runs
    val crash: Unit get() { CrashReport.initCrashReport(null) } // runs
    val ads: Unit get() { MobileAds.initialize(null) } // waits
    var level = 0
    var isOn = false
        set(value) { if (value) JPushInterface.init(null) } // runs
}
object Flags { val isReady get() = false }
val config by lazy { Config() }
class Holder { companion object { @JvmStatic val later = Config() } }
""",
        )
        app.start_java(
            """
ConfigKt.getConfig().getPush();
Holder.getLater().setLevel(2);
if (Holder.getLater().getLevel() == 3) MobileAds.initialize(this); // waits
Holder.getLater().setOn(true);
if (Flags.INSTANCE.isReady()) MobileAds.initialize(this); // waits
new Own().start();
""",
            """
static class Own extends Config {
    void start() { getCrash(); }
}
""",
        )


class TestFunctions:
    """A file of functions is a class; what a function extends is its first argument."""

    def test_extensions(self, app: TwinApp) -> None:
        app.add_kotlin(
            "Helpers",
            """
fun Context.go() { JPushInterface.init(this) } // runs
fun Context.go(push: Boolean, ads: Boolean = false) {
    if (push) CrashReport.initCrashReport(this) // runs
    if (ads) MobileAds.initialize(this) // waits
}
fun String.go() { MobileAds.initialize(null) } // waits
object Tool { fun Context.crash() { CrashReport.initCrashReport(this) } } // runs
""",
        )
        app.start_java("""
HelpersKt.go(this);
HelpersKt.go(this, true, false);
Tool.INSTANCE.crash(this);
""")

    def test_static_imports(self, app: TwinApp) -> None:
        app.add_kotlin(
            "Helpers",
            """
fun Context.go() { JPushInterface.init(this) } // runs
fun stop() { MobileAds.initialize(null) } // waits
class Tools {
    companion object {
        @JvmStatic fun crash(context: Context) { CrashReport.initCrashReport(context) } // runs
        @JvmStatic val push: Unit get() = JPushInterface.init(null) // runs
        const val ON = false
    }
}
object Single { @JvmStatic fun start(context: Context) { JPushInterface.init(context) } } // runs
""",
        )
        app.start_java(
            """
go(this);
crash(this);
getPush();
start(this);
if (ON) MobileAds.initialize(this); // waits
""",
            "",
            "static com.example.HelpersKt.go",
            "static com.example.Tools.*",
            "static com.example.Single.*",
        )


class TestExtensionProperties:
    """Java reads an extension property through a function of the file, with the receiver as argument."""

    def test_in_java(self, app: TwinApp) -> None:
        app.add_kotlin(
            "Sdks",
            """
val Context.push: Unit get() { JPushInterface.init(this) } // runs
val Context.ads: Unit get() { MobileAds.initialize(this) } // waits
""",
        )
        app.start_java("SdksKt.getPush(this);")
