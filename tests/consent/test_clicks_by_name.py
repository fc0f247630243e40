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


_LISTENERS = ("org.unknown.Drawer", "org.unknown.Fancy", "org.unknown.FancyListener")


def test_listeners_of_unknown_libraries_in_java(tmp_path: Path) -> None:
    """The function that is handed a listener, or a method of it, is named after what the user does."""
    app = TwinApp(tmp_path)
    code = java_screen(
        """
new Drawer().withOnDrawerItemClickListener((view, item) -> { MobileAds.initialize(this); return false; });
fancy.setOnFancyLongClickListener(view -> MobileAds.initialize(this));
fancy.listen(new FancyListener() { @Override public void onFancyTapped() { JPushInterface.init(fancy); } });
fancy.setOnReadyListener(view -> MobileAds.initialize(this)); // who knows
""",
        "Fancy fancy;",
    )
    app.add_java("App", code, *_LISTENERS)
    assert app.found("PRV101") == app.at("PRV101", "// who knows")


def test_listeners_of_unknown_libraries_in_kotlin(tmp_path: Path) -> None:
    """The same in Kotlin."""
    app = TwinApp(tmp_path)
    code = kotlin_screen(
        """
Drawer().withOnDrawerItemClickListener { view, item -> MobileAds.initialize(this) }
fancy.onFancyDoubleClick { MobileAds.initialize(this) }
fancy.listen(object : FancyListener { override fun onFancyClicked() { MobileAds.initialize(fancy) } })
fancy.onReady { MobileAds.initialize(this) } // who knows
""",
        "lateinit var fancy: Fancy",
    )
    app.add_kotlin("App", code, *_LISTENERS)
    assert app.found("PRV101") == app.at("PRV101", "// who knows")
