"""Screens that other apps can open make their parts when they are opened; modules that are objects have a state."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp

_OPEN = '<activity android:name=".LinkActivity" android:exported="true" />'
_HILT = ("dagger.*", "dagger.hilt.*", "dagger.hilt.android.*", "javax.inject.*")


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestDoors:
    """What an exported screen gets injected is made when somebody opens it; what the launcher gets, too, is made."""

    def test_in_java(self, app: TwinApp) -> None:
        app.manifest(_OPEN)
        app.judge_java(
            """
class Tracker {
    @Inject Tracker(Context context) { MobileAds.initialize(context); } // waits
}
class Shared {
    @Inject Shared(Context context) { CrashReport.initCrashReport(context); } // runs
}
@AndroidEntryPoint class LinkActivity extends AppCompatActivity {
    @Inject Tracker tracker;
    @Inject Shared shared;
}
@AndroidEntryPoint class MainActivity extends AppCompatActivity {
    @Inject Shared shared;
}
@HiltAndroidApp public class App extends Application {}
""",
            *_HILT,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.manifest(_OPEN)
        app.judge_kotlin(
            """
class Tracker @Inject constructor(context: Context) {
    init { MobileAds.initialize(context) } // waits
}
class Shared @Inject constructor(context: Context) {
    init { CrashReport.initCrashReport(context) } // runs
}
@AndroidEntryPoint class LinkActivity : AppCompatActivity() {
    @Inject lateinit var tracker: Tracker
    @Inject lateinit var shared: Shared
}
@AndroidEntryPoint class MainActivity : AppCompatActivity() {
    @Inject lateinit var shared: Shared
}
@HiltAndroidApp class App : Application()
""",
            *_HILT,
        )


class TestModules:
    """The properties of a module that is an object are there before it provides anything, extensions among them."""

    def test_store_of_a_module(self, app: TwinApp) -> None:
        app.write("app/src/main/java/com/example/keys/Keys.kt", _KEYS)
        app.judge_kotlin(
            """
class Choices(private val store: DataStore<Preferences>) {
    val later = store.data.map { it[LATER] ?: false }
    val soon = store.data.map { it[SOON] ?: true }
}
@Module @InstallIn(SingletonComponent::class) object StoreModule {
    private val Context.store by preferencesDataStore(
        name = "settings",
        produceMigrations = { context -> listOf(SharedPreferencesMigration(context, "old")) },
    )
    @Provides fun settings(@ApplicationContext context: Context): Choices = Choices(context.store)
}
@HiltAndroidApp class App : Application() {
    @Inject lateinit var settings: Choices
    override fun onCreate() {
        super.onCreate()
        MainScope().launch {
            settings.later.collect { if (it) MobileAds.initialize(this@App) } // waits
        }
        MainScope().launch {
            settings.soon.collect { if (it) JPushInterface.init(this@App) } // runs
        }
    }
}
""",
            *_HILT,
            "androidx.datastore.core.DataStore",
            "androidx.datastore.preferences.core.Preferences",
            "androidx.datastore.preferences.preferencesDataStore",
            "androidx.datastore.preferences.SharedPreferencesMigration",
            "com.example.keys.Keys.LATER",
            "com.example.keys.Keys.SOON",
            "kotlinx.coroutines.*",
            "kotlinx.coroutines.flow.*",
        )

    def test_constants_that_are_imported(self, app: TwinApp) -> None:
        app.write(
            "app/src/main/java/com/example/keys/Keys.java",
            "package com.example.keys;\npublic class Keys {\n"
            'public static final String LATER = "a";\npublic static String OTHER = "b";\n}\n',
        )
        app.start_java(
            """
SharedPreferences store = getSharedPreferences("s", 0);
if (store.getBoolean(LATER, false)) MobileAds.initialize(this); // waits
store.edit().putBoolean("b", true).apply();
if (store.getBoolean(OTHER, false)) JPushInterface.init(this); // runs
""",
            "",
            "static com.example.keys.Keys.LATER",
            "static com.example.keys.Keys.OTHER",
        )


_KEYS = """package com.example.keys
import androidx.datastore.preferences.core.booleanPreferencesKey
object Keys {
    val LATER = booleanPreferencesKey("later")
    val SOON = booleanPreferencesKey("soon")
}
"""
