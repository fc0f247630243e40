"""Variables that are assigned more than once: a read sees the assignments that control passed last."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestOrder:
    """What was assigned before is gone; what is assigned later is not there yet."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
boolean ok = true;
ok = getSharedPreferences("a", 0).getBoolean("x", false);
if (ok) MobileAds.initialize(this); // waits
ok = true;
if (ok) JPushInterface.init(this); // runs
Sdk sdk = new Ads();
sdk = new Push();
sdk.start(this);
""",
            """
interface Sdk { void start(Context context); }
static class Ads implements Sdk {
    public void start(Context context) { MobileAds.initialize(context); } // waits
}
static class Push implements Sdk {
    public void start(Context context) { JPushInterface.init(context); } // runs
}
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
var ok = true
ok = getSharedPreferences("a", 0).getBoolean("x", false)
if (ok) MobileAds.initialize(this) // waits
ok = true
if (ok) JPushInterface.init(this) // runs
var sdks = listOf(::startAds)
sdks = listOf(::startPush)
sdks.forEach { it() }
""",
            """
fun startAds() { MobileAds.initialize(this) } // waits
fun startPush() { JPushInterface.init(this) } // runs
""",
        )


class TestBranches:
    """An assignment under a condition leaves what was there before, except where the condition holds."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
String channel = "a";
if (Math.random() > 0.5) {
    channel = "b";
    if (channel.equals("a")) MobileAds.initialize(this); // waits
}
if (channel.equals("b")) JPushInterface.init(this); // runs
if (channel.equals("a")) JPushInterface.init(this); // runs
switch (level()) {
    case 1: channel = "c"; break;
    default: channel = "d";
}
if (channel.equals("c")) JPushInterface.init(this); // runs
if (channel.equals("d")) JPushInterface.init(this); // runs
channel = "e";
if (channel.equals("d")) MobileAds.initialize(this); // waits
""",
            "native int level();",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
var channel = "a"
if (Math.random() > 0.5) {
    channel = "b"
    if (channel == "a") MobileAds.initialize(this) // waits
}
if (channel == "b") JPushInterface.init(this) // runs
if (channel == "a") JPushInterface.init(this) // runs
channel = "e"
if (channel == "a") MobileAds.initialize(this) // waits
"""
        )


class TestFailures:
    """A block that may fail half-way may have assigned or not."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
boolean ok = false;
try { System.loadLibrary("x"); ok = true; } catch (Throwable e) { log(e); }
if (ok) JPushInterface.init(this); // runs
if (!ok) CrashReport.initCrashReport(this); // runs
try { System.loadLibrary("y"); } finally { ok = false; }
if (ok) MobileAds.initialize(this); // waits
""",
            "native void log(Throwable e);",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
var ok = false
try { System.loadLibrary("x"); ok = true } catch (e: Throwable) { log(e) }
if (ok) JPushInterface.init(this) // runs
if (!ok) CrashReport.initCrashReport(this) // runs
try { System.loadLibrary("y") } finally { ok = false }
if (ok) MobileAds.initialize(this) // waits
""",
            "external fun log(e: Throwable)",
        )


class TestLoops:
    """A round sees what the round before assigned."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
boolean again = false;
for (int i = 0; i < 3; i++) {
    if (again) JPushInterface.init(this); // runs
    again = true;
}
boolean reset = true;
do {
    reset = false;
    if (reset) MobileAds.initialize(this); // waits
    reset = true;
} while (more());
""",
            "native boolean more();",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
var again = false
for (i in 0..3) {
    if (again) JPushInterface.init(this) // runs
    again = true
}
var late = false
while (more()) {
    if (late) JPushInterface.init(this) // runs
    late = true
}
var reset = true
do {
    reset = false
    if (reset) MobileAds.initialize(this) // waits
    reset = true
} while (more())
""",
            "external fun more(): Boolean",
        )


class TestLambdas:
    """Code that runs at some other time sees all values; what it assigns may be there at any time."""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
var ok = false
val later = { if (ok) JPushInterface.init(this) } // runs
ok = true
later()
var set = false
run { set = true }
if (set) CrashReport.initCrashReport(this) // runs
var unset = true
unset = false
run { if (unset) log() }
if (unset) MobileAds.initialize(this) // waits
""",
            "external fun log()",
        )

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
Runnable task = () -> MobileAds.initialize(this); // waits
task = () -> JPushInterface.init(this); // runs
task.run();
"""
        )
