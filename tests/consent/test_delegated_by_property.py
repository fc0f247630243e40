"""Delegates of the program that look at the property they stand for: its name, or which of several it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestDefaults:
    """A table of defaults by property: each property has its own. (Java has no such delegates.)"""

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val settings = Choices(Store(getSharedPreferences("s", 0)))
if (settings.later) MobileAds.initialize(this) // waits
if (settings.soon) JPushInterface.init(this) // runs
if (settings.text == "x") CrashReport.initCrashReport(this) // runs
""",
            """
}
class Store(private val preferences: SharedPreferences) : Defaults {
    operator fun <T> getValue(owner: Choices, property: KProperty<*>): T =
        if (preferences.contains(property.name)) read(property) else default(property)
    fun <T> read(property: KProperty<*>): T = preferences.all[property.name] as T
}
interface Defaults {
    fun <T> default(property: KProperty<*>): T = when (property) {
        Choices::later -> false
        Choices::soon -> true
        Choices::text -> "x"
        else -> throw IllegalArgumentException(property.name)
    } as T
}
class Choices(store: Store) {
    val later: Boolean by store
    val soon: Boolean by store
    val text: String by store
""",
            "kotlin.reflect.KProperty",
        )
