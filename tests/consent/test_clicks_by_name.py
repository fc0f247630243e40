"""Arguments that are named after what the user does."""

from __future__ import annotations

from pathlib import Path

from consent.twins import TwinApp, java_screen, kotlin_screen

_ACTIONS = """
fun first() { MobileAds.initialize(this) } // waits
fun second() { MobileAds.initialize(this) } // waits
fun third() { JPushInterface.init(this) } // runs
"""


def test_in_kotlin(tmp_path: Path) -> None:
    """A function of a library that nobody knows runs what its arguments are named after when the user does that."""
    app = TwinApp(tmp_path)
    app.judge_kotlin(
        kotlin_screen("panel(onShareClick = ::first, onItemTapped = { second() })\nthird()", _ACTIONS),
        "org.unknown.panel",
    )


def test_in_java(tmp_path: Path) -> None:
    """Java names no arguments: a listener says by its method what it waits for."""
    app = TwinApp(tmp_path)
    app.judge_java(
        java_screen(
            "findViewById(1).setOnClickListener(view -> MobileAds.initialize(this)); // waits\n"
            "JPushInterface.init(this); // runs"
        )
    )
