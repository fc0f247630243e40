"""By which ways a use is reached that stands behind an interface, a property, a listener or a class without source."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import SmallApp

from privlint import consent, fullcheck
from privlint.config import Settings
from privlint.consent.model import Entry
from privlint.sources import Sources

_READ = "getSystemService(ClipboardManager::class.java).primaryClip"
_CASES = {
    "interface": (
        f"""
interface Board {{ fun read(c: Context): Any? }}
class ClipBoard : Board {{ override fun read(c: Context): Any? = c.{_READ} }}
class MainActivity : Activity() {{
    lateinit var board: Board
    override fun onResume() {{ super.onResume(); board.read(this) }}
}}
""",
        ("activity", "onResume", "automatic"),
    ),
    "lazy property": (
        f"""
class Model(private val c: Context) {{ val clip by lazy {{ c.{_READ} }} }}
class MainActivity : Activity() {{
    override fun onStart() {{ super.onStart(); Model(this).clip }}
}}
""",
        ("activity", "onStart", "automatic"),
    ),
    "listener": (
        f"""
class MainActivity : Activity(), View.OnClickListener {{
    override fun onCreate(state: Bundle?) {{ findViewById<View>(1).setOnClickListener(this) }}
    override fun onClick(view: View) {{ {_READ} }}
}}
""",
        ("activity", "onCreate", "user"),
    ),
    "class without source": (
        f"""
class MainActivity : net.vendor.VendorActivity() {{
    override fun onReady() {{ {_READ} }}
}}
""",
        ("activity", "onReady", "unknown"),
    ),
}


def _entry(app: SmallApp) -> Entry:
    project = fullcheck.read(app.root, Settings())
    (application,) = project.applications
    uses = consent.Uses(application, project.facts, project.catalogue, project.engine(), Sources(app.root))
    (use,) = [use for use in uses.all if use.site.member == "getPrimaryClip"]
    (entry,) = uses.entries(use)
    return entry


@pytest.mark.parametrize("name", _CASES)
def test_ways(name: str, tmp_path: Path) -> None:
    code, expected = _CASES[name]
    app = SmallApp(tmp_path)
    app.kotlin("MainActivity", code)
    entry = _entry(app)
    assert (entry.component, entry.method, entry.trigger) == expected


def test_a_getter_of_java_is_a_property_in_kotlin(tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.java(
        "Board",
        "class Board { private final Context c; Board(Context c) { this.c = c; }\n"
        "  Object getText() { return c.getSystemService(ClipboardManager.class).getPrimaryClip(); } }",
    )
    app.kotlin(
        "MainActivity",
        "class MainActivity : Activity() { override fun onResume() { super.onResume(); Board(this).text } }",
    )
    assert _entry(app).method == "onResume"
