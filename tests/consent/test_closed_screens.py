"""A screen that closes itself while it is made is never shown: what would come after does not run."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    app = TwinApp(tmp_path)
    app.manifest('<activity android:name=".Guide" />')
    return app


def _java(body: str, guide: str = "", marker: str = "waits") -> str:
    return f"""
class Guide extends AppCompatActivity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        MobileAds.initialize(this); // runs
        {guide}
    }}
}}
public class MainActivity extends AppCompatActivity {{
    private SharedPreferences store() {{ return getSharedPreferences("s", 0); }}
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        {body}
    }}
    private void leave() {{ startActivity(new Intent(this, Guide.class)); finish(); }}
    @Override protected void onStart() {{ super.onStart(); JPushInterface.init(this); }} // {marker}
    @Override protected void onResume() {{ super.onResume(); JPushInterface.init(this); }} // {marker}
    @Override protected void onDestroy() {{ super.onDestroy(); CrashReport.initCrashReport(this); }} // runs
    void never() {{ MobileAds.initialize(this); }} // waits
}}
"""


def _kotlin(body: str, guide: str = "", marker: str = "waits") -> str:
    return f"""
class Guide : AppCompatActivity() {{
    override fun onCreate(state: Bundle?) {{
        super.onCreate(state)
        MobileAds.initialize(this) // runs
        {guide}
    }}
}}
class MainActivity : AppCompatActivity() {{
    private val store get() = getSharedPreferences("s", 0)
    override fun onCreate(state: Bundle?) {{
        super.onCreate(state)
        {body}
    }}
    private fun leave() {{ startActivity(Intent(this, Guide::class.java)); finish() }}
    override fun onStart() {{ super.onStart(); JPushInterface.init(this) }} // {marker}
    override fun onResume() {{ super.onResume(); JPushInterface.init(this) }} // {marker}
    override fun onDestroy() {{ super.onDestroy(); CrashReport.initCrashReport(this) }} // runs
    fun never() {{ MobileAds.initialize(this) }} // waits
}}
"""


class TestClosed:
    """Nobody has finished the guide on a fresh install."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(_java('if (!store().getBoolean("guided", false)) { leave(); return; }'))

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(_kotlin('if (!store.getBoolean("guided", false)) { leave(); return }'))

    def test_always_in_java(self, app: TwinApp) -> None:
        app.judge_java(_java("startActivity(new Intent(this, Guide.class)); finish();"))

    def test_always_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(_kotlin("leave()"))


class TestOpen:
    """The screen may stay: the guide notes by itself that it was shown, or nobody knows."""

    def test_written_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _java(
                'if (!store().getBoolean("guided", false)) { leave(); return; }',
                'getSharedPreferences("s", 0).edit().putBoolean("guided", true).apply();',
                "runs",
            )
        )

    def test_written_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _kotlin(
                'if (!store.getBoolean("guided", false)) { leave(); return }',
                'getSharedPreferences("s", 0).edit().putBoolean("guided", true).apply()',
                "runs",
            )
        )

    def test_unknown_in_java(self, app: TwinApp) -> None:
        app.judge_java(_java("if (!isTaskRoot()) { leave(); return; }", marker="runs"))

    def test_unknown_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(_kotlin("if (!isTaskRoot) { leave(); return }", marker="runs"))

    def test_another_screen_in_java(self, app: TwinApp) -> None:
        body = "startActivity(new Intent(this, Guide.class)); Stack.top(this).finish();"
        app.judge_java(_java(body, marker="runs"), "com.unknown.Stack")

    def test_after_a_tap_in_kotlin(self, app: TwinApp) -> None:
        body = "startActivity(Intent(this, Guide::class.java)); findViewById<View>(1).setOnClickListener { finish() }"
        app.judge_kotlin(_kotlin(body, marker="runs"))
