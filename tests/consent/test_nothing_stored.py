"""What is read from a text that nobody has stored yet, and destinations whose routes are put together."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestParsers:
    """Nobody is logged in whose account is a text in the preferences."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java(
            """
if (user() != null) MobileAds.initialize(this); // waits
if (user() == null) JPushInterface.init(this); // runs
if (config() != null) CrashReport.initCrashReport(this); // runs
""",
            """
User user() {
    return new Gson().fromJson(getSharedPreferences("s", 0).getString("user", ""), User.class);
}
User config() { return new Gson().fromJson("{}", User.class); }
static class User { String name; }
""",
            "com.google.gson.Gson",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
when {
    user == null -> JPushInterface.init(this) // runs
    else -> MobileAds.initialize(this) // waits
}
""",
            """
private val user: User?
    get() = Gson().fromJson(getSharedPreferences("s", 0).getString("user", null), User::class.java)
class User(val name: String)
""",
            "com.google.gson.Gson",
        )


_COMPOSE = (
    "androidx.activity.compose.setContent",
    "androidx.compose.material3.*",
    "androidx.compose.runtime.*",
    "androidx.navigation.compose.*",
)


class TestRoutes:
    """A destination is known by the constant that its route begins with. (Compose is Kotlin.)"""

    def test_constants_in_templates(self, app: TwinApp) -> None:
        app.judge_kotlin(
            'const val HOME = "home"\nconst val READ = "read"\nconst val LOGIN = "login"\nconst val ID = "id"\n'
            + kotlin_screen(
                """
setContent {
    val nav = rememberNavController()
    NavHost(nav, startDestination = HOME) {
        composable(route = HOME) {
            Button(onClick = { nav.navigate("$READ/${System.nanoTime()}") }) { }
            LaunchedEffect(Unit) { nav.navigate("$LOGIN/now") }
            JPushInterface.init(this@MainActivity) // runs
        }
        composable(route = "$READ/{$ID}") { MobileAds.initialize(this@MainActivity) } // waits
        composable(route = "$LOGIN/{$ID}") { CrashReport.initCrashReport(this@MainActivity) } // runs
    }
}
"""
            ),
            *_COMPOSE,
        )


def test_screens_of_views(app: TwinApp) -> None:
    """The same in Java, where a screen is named by its class."""
    app.manifest('<activity android:name=".ReadActivity" />')
    app.judge_java(
        "class ReadActivity extends AppCompatActivity {\n"
        "@Override protected void onCreate(Bundle state) { MobileAds.initialize(this); } // waits\n}\n"
        + java_screen(
            "JPushInterface.init(this); // runs\n"
            "findViewById(1).setOnClickListener(v -> startActivity(new Intent(this, ReadActivity.class)));"
        )
    )
