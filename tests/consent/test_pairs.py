"""Pairs keep their parts apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_in_java(app: TwinApp) -> None:
    app.start_java(
        """
Pair<Boolean, Integer> pair = Pair.create(getSharedPreferences("x", 0).getBoolean("k", false), 3);
if (pair.first) MobileAds.initialize(this); // waits
if (pair.second == 3) JPushInterface.init(this); // runs
if (new Pair<>("name", answer()).second) MobileAds.initialize(this); // waits
new Pair<String, Runnable>("a", () -> CrashReport.initCrashReport(this)).second.run(); // runs
""",
        'boolean answer() { return getSharedPreferences("x", 0).getBoolean("k", false); }',
        "android.util.Pair",
    )


def test_in_kotlin(app: TwinApp) -> None:
    app.start_kotlin(
        """
val pair = getSharedPreferences("x", 0).getBoolean("k", false) to 3
if (pair.first) MobileAds.initialize(this) // waits
val (agreed, version) = pair
if (agreed) MobileAds.initialize(this) // waits
if (version == 3) JPushInterface.init(this) // runs
val (name, yes, start) = load()
if (yes) MobileAds.initialize(this) // waits
if (name == "name") start()
for ((on, code) in listOf(true to { CrashReport.initCrashReport(this) })) if (on) code() // runs
""",
        """
fun load() = Triple("name", getSharedPreferences("x", 0).getBoolean("k", false), { JPushInterface.init(this) }) // runs
""",
    )
