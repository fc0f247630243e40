"""All settings of an app behind one function or one class: each is what was stored under its own key."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

#: More settings than anything else that is told apart.
_OTHERS = range(60)
_DELEGATE = """
}
class Stored<T>(private val name: String, private val default: T) : ReadWriteProperty<Any?, T> {
    override fun getValue(thisRef: Any?, property: KProperty<*>): T = read(name, default)
    override fun setValue(thisRef: Any?, property: KProperty<*>, value: T) = write(name, value)
    private fun read(name: String, default: T): T = with(preferences) {
        val found: Any = when (default) {
            is String -> getString(name, default)!!
            is Boolean -> getBoolean(name, default)
            else -> throw IllegalArgumentException(name)
        }
        return found as T
    }
    private fun write(name: String, value: T) = with(preferences.edit()) {
        when (value) {
            is String -> putString(name, value)
            is Boolean -> putBoolean(name, value)
            else -> throw IllegalArgumentException(name)
        }.apply()
    }
    companion object { lateinit var preferences: SharedPreferences }
}
"""


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


def test_one_function_for_all_keys_in_java(app: TwinApp) -> None:
    uses = "\n".join(f'Saved.put(this, "other{n}", Saved.get(this, "other{n}", false) || true);' for n in _OTHERS)
    app.start_java(
        f"""
{uses}
if (Saved.get(this, "agreed", false)) MobileAds.initialize(this); // waits
if (Saved.get(this, "other3", false)) JPushInterface.init(this); // runs
""",
        """
static class Saved {
    static boolean get(Context context, String key, boolean otherwise) {
        try {
            return context.getSharedPreferences("s", 0).getBoolean(key, otherwise);
        } catch (ClassCastException e) {
            return otherwise;
        }
    }
    static void put(Context context, String key, boolean value) {
        context.getSharedPreferences("s", 0).edit().putBoolean(key, value).apply();
    }
}
""",
    )


def test_one_delegate_for_all_properties_in_kotlin(app: TwinApp) -> None:
    others = "\n".join(f'var other{n}: Boolean by Stored("other{n}", false)' for n in _OTHERS)
    uses = "\n".join(f"Saved.other{n} = !Saved.other{n}" for n in _OTHERS)
    app.start_kotlin(
        f"""
Stored.preferences = getSharedPreferences("s", 0)
{uses}
if (Saved.agreed) MobileAds.initialize(this) // waits
if (Saved.other3) JPushInterface.init(this) // runs
""",
        f'{_DELEGATE}object Saved {{\n{others}\nvar agreed: Boolean by Stored("agreed", false)\n',
        "kotlin.properties.ReadWriteProperty",
        "kotlin.reflect.KProperty",
    )
