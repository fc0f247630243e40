"""Buses whose channels have names: an observer runs when running code posts under its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_BUS = ("androidx.lifecycle.Observer", "com.jeremyliao.liveeventbus.LiveEventBus")


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_in_java(app: TwinApp) -> None:
    app.start_java(
        """
LiveEventBus.get("later", String.class).observeForever(later);
LiveEventBus.get(SOON, String.class).observeForever(text -> JPushInterface.init(this)); // runs
LiveEventBus.get(name(), String.class).observeForever(text -> CrashReport.initCrashReport(this)); // runs
new Button(this).setOnClickListener(view -> LiveEventBus.get("later").post("x"));
LiveEventBus.get(SOON).post("x");
""",
        """
static final String SOON = "soon";
final Observer<String> later = text -> MobileAds.initialize(this); // waits
String name() { return getIntent().getStringExtra("name"); }
""",
        *_BUS,
    )


def test_in_kotlin(app: TwinApp) -> None:
    app.start_kotlin(
        """
LiveEventBus.get<String>("later").observeSticky(this, later)
LiveEventBus.get<String>(SOON).observeForever { JPushInterface.init(this) } // runs
Button(this).setOnClickListener { LiveEventBus.get<String>("later").post("x") }
LiveEventBus.get<String>(SOON).postDelay("x", 100)
""",
        """
val later = Observer<String> { MobileAds.initialize(this) } // waits
companion object { const val SOON = "soon" }
""",
        *_BUS,
    )
