"""Overloads: among functions of one name the arguments choose."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestTypes:
    """Where several take as many arguments."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
start(this);
start(this, "push");
""",
            """
void start(Context context) { CrashReport.initCrashReport(context); } // runs
void start(Context context, String name) { JPushInterface.init(context); } // runs
void start(Context context, int number) { MobileAds.initialize(context); } // waits
void start() { MobileAds.initialize(this); } // waits
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
start("push")
start(1)
load("push")
load(name = "push", ads = false)
""",
            """
private fun start(name: String) { JPushInterface.init(this) } // runs
private fun start(number: Int) { CrashReport.initCrashReport(this) } // runs
private fun start(name: String, number: Int) { MobileAds.initialize(this) } // waits
private fun load(name: String, push: Boolean = true, ads: Boolean = false) {
    if (push) JPushInterface.init(this) // runs
    if (ads) MobileAds.initialize(this) // waits
}
""",
        )


class TestCounts:
    """A function that takes just as many arguments is meant only if their types fit."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
start("push", "a", "b");
stop(1, 2, 3);
open(5L);
open("push", this);
log(new Push());
""",
            """
void start(String name, String... more) { JPushInterface.init(this); } // runs
void start(int a, int b, int c) { MobileAds.initialize(this); } // waits
void stop(String name, String... more) { MobileAds.initialize(this); } // waits
void stop(int a, int b, int c) { CrashReport.initCrashReport(this); } // runs
void open(long number) { CrashReport.initCrashReport(this); } // runs
void open(String name) { MobileAds.initialize(this); } // waits
void open(CharSequence name, Object... more) { JPushInterface.init(this); } // runs
void open(int number, Object more) { MobileAds.initialize(this); } // waits
void log(int level) { MobileAds.initialize(this); } // waits
void log(Object... all) { JPushInterface.init(this); } // runs
static class Push { }
""",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
start("push")
stop(1)
open(name = "push", more = true)
load(1) { JPushInterface.init(this) } // runs
Push("push")
log("a", "b")
""",
            """
private fun start(name: String, on: Boolean = true) {
    if (on) JPushInterface.init(this) // runs
}
private fun start(number: Int) { MobileAds.initialize(this) } // waits
private fun stop(name: String, on: Boolean = true) { MobileAds.initialize(this) } // waits
private fun stop(number: Int) { CrashReport.initCrashReport(this) } // runs
private fun open(text: String, more: Boolean) { MobileAds.initialize(this) } // waits
private fun open(name: String, more: Boolean, number: Int = 1) { JPushInterface.init(this) } // runs
private fun load(number: Int, on: Boolean = true, code: () -> Unit) { code() }
private fun load(name: String, code: () -> Unit) { MobileAds.initialize(this) } // waits
private fun log(vararg names: String) { JPushInterface.init(this) } // runs
private fun log(level: Int, name: String) { MobileAds.initialize(this) } // waits
class Push(name: String, on: Boolean = true) {
    init { CrashReport.initCrashReport(null) } // runs
    constructor(number: Int) : this("") {
        MobileAds.initialize(null) // waits
    }
}
""",
        )
