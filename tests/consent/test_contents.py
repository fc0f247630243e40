"""What was put into a list, map or stream is what functions of the standard library take out of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_KOTLIN = """
interface Starter { fun start(context: Context); val name get() = "" }
class Push : Starter { override fun start(context: Context) { JPushInterface.init(context) } } // runs
class Ads : Starter { override fun start(context: Context) { MobileAds.initialize(context) } } // waits
"""
_JAVA = """
interface Starter { void start(Context context); }
class Push implements Starter { public void start(Context context) { JPushInterface.init(context); } } // runs
class Ads implements Starter { public void start(Context context) { MobileAds.initialize(context); } } // waits
"""


@pytest.mark.parametrize(
    "statement",
    [
        'for ((_, starter) in mapOf("a" to known[0])) starter.start(this)',
        'mapOf("a" to known[0]).forEach { (_, starter) -> starter.start(this) }',
        "for ((_, starter) in known.withIndex()) starter.start(this)",
        "known.orEmpty().first().start(this)",
        'known.associateBy { it.name }[""]!!.start(this)',
        'known.groupBy { it.name }[""]!!.first().start(this)',
        "known.associateWith { 1 }.keys.first().start(this)",
        "known.chunked(2).first().first().start(this)",
        "known.forEachIndexed { _, starter -> starter.start(this) }",
        "known.fold(0) { count, starter -> starter.start(this); count }",
        "known.foldIndexed(0) { _, count, starter -> starter.start(this); count }",
        "known.stream().findFirst().get().start(this)",
        "runCatching { known[0] }.onFailure { }.onSuccess { it.start(this) }",
        "runCatching { known[0] }.getOrThrow().start(this)",
        "runCatching { println(1) }.onSuccess { known[0].start(this) }",
        "known.startAll()",
        "known.each { start(this@App) }",
    ],
)
def test_kotlin(tmp_path: Path, statement: str) -> None:
    app = TwinApp(tmp_path)
    app.add_kotlin("Starters", _KOTLIN)
    app.start_kotlin(
        f"val known: List<Starter> = listOf(Push())\n{statement}\nval unused = listOf(Ads())",
        """
private fun List<Starter>.startAll() = first().start(this@App)
private fun List<Starter>.each(block: Starter.() -> Unit) = forEach { it.block() }
""",
    )


def test_own_functions_take_objects_apart(tmp_path: Path) -> None:
    app = TwinApp(tmp_path)
    app.add_kotlin("Starters", _KOTLIN)
    app.start_kotlin(
        "val (first, _) = Both(Push(), Ads())\nfirst.start(this)",
        "}\nclass Both(val one: Starter, val other: Starter)\n"
        "operator fun Both.component1() = one\noperator fun Both.component2() = other\nclass Rest {",
    )


@pytest.mark.parametrize(
    "statement",
    [
        "known.stream().findFirst().get().start(this);",
        "known.stream().filter(each -> true).findAny().ifPresent(each -> each.start(this));",
        'for (Map.Entry<String, Starter> entry : Map.of("a", known.get(0)).entrySet()) entry.getValue().start(this);',
    ],
)
def test_java(tmp_path: Path, statement: str) -> None:
    app = TwinApp(tmp_path)
    app.add_java("Starters", _JAVA)
    app.start_java(
        f"List<Starter> known = Arrays.asList(new Push());\n{statement}\nObject unused = Arrays.asList(new Ads());",
        "",
        "java.util.*",
    )
