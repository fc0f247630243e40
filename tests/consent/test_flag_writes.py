"""Where a flag is written: by builders of extension libraries, in state holders."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import START
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestEditor:
    """`prefs.edit { … }`: the receiver of the lambda is the editor."""

    def test_what_start_up_writes_opens(self, app: TwinApp) -> None:
        app.start_kotlin(
            """
val prefs = getSharedPreferences("a", 0)
prefs.edit { putBoolean("opened", true) }
prefs.edit(commit = true) { putInt("starts", 3).putBoolean("counted", true) }
if (prefs.getBoolean("opened", false)) JPushInterface.init(this) // runs
if (prefs.getInt("starts", 0) > 2) JPushInterface.init(this) // runs
if (prefs.getBoolean("counted", false)) CrashReport.initCrashReport(this) // runs
if (prefs.getBoolean("asked", false)) MobileAds.initialize(this) // waits
""",
            "",
            "androidx.core.content.edit",
        )

    def test_what_an_answer_writes_is_named(self, app: TwinApp) -> None:
        assert_written(
            app,
            'val prefs get() = getSharedPreferences("a", 0)',
            'prefs.getBoolean("opened", false)',
            'prefs.edit { putBoolean("opened", true) }',
            "opened",
        )


class TestHolders:
    @pytest.mark.parametrize(
        ("declaration", "condition", "write"),
        [
            ("val agreed = MutableStateFlow(false)", "agreed.value", "agreed.value = true"),
            ("val agreed = MutableLiveData(false)", "agreed.value == true", "agreed.postValue(true)"),
            ("var agreed by mutableStateOf(false)", "agreed", "agreed = true"),
        ],
    )
    def test_in_kotlin(self, app: TwinApp, declaration: str, condition: str, write: str) -> None:
        assert_written(app, f"companion object {{ {declaration} }}", condition, write, "agreed")

    def test_in_java(self, app: TwinApp) -> None:
        app.add_java(
            "MainActivity",
            f"""
public class MainActivity extends AppCompatActivity {{
    static final MutableLiveData<Boolean> agreed = new MutableLiveData<>(false);
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        if (agreed.getValue()) {START}; // site
        new AlertDialog.Builder(this).setTitle("Privacy").setPositiveButton("Agree", (d, w) -> {{
            agreed.setValue(true); // write
        }}).show();
    }}
}}
""",
            "androidx.lifecycle.MutableLiveData",
        )
        assert_guarded(app, "agreed")

    def test_start_up_that_answers_for_the_user(self, app: TwinApp) -> None:
        app.add_kotlin(
            "App",
            """
val privacyAgreed = MutableStateFlow(false)
class App : Application() {
    override fun onCreate() {
        super.onCreate()
        privacyAgreed.value = true // forged
    }
}
""",
            "kotlinx.coroutines.flow.MutableStateFlow",
        )
        assert app.found("PRV105") == app.at("PRV105", "// forged")


def assert_written(app: TwinApp, declaration: str, condition: str, write: str, flag: str) -> None:
    """Whether `explain` says that the positive answer of a dialog writes the flag of a condition."""
    app.add_kotlin(
        "MainActivity",
        f"""
class MainActivity : AppCompatActivity() {{
    {declaration}
    override fun onCreate(state: Bundle?) {{
        super.onCreate(state)
        if ({condition}) {START} // site
        AlertDialog.Builder(this).setTitle("Privacy").setPositiveButton("Agree") {{ _, _ ->
            {write} // write
        }}.show()
    }}
}}
""",
        "androidx.compose.runtime.*",
        "androidx.core.content.edit",
        "androidx.lifecycle.MutableLiveData",
        "kotlinx.coroutines.flow.MutableStateFlow",
    )
    assert_guarded(app, flag)


def assert_guarded(app: TwinApp, flag: str) -> None:
    """Whether the gate before the site is trusted for the write."""
    verdict = app.explain("// site")
    (gate,) = verdict.gates
    assert (verdict.status, gate.trust, gate.flag) == ("guarded", "trusted", flag)
    assert [(place.path, place.line) for place in gate.written_at] == [app.line("// write")]
