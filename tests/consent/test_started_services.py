"""What a service is started with: an intent that names nothing but the service has no action and no extras."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen

_SERVICE = '<service android:name=".Player" />'
_JAVA = """
class Player extends Service {
    @Override public int onStartCommand(Intent intent, int flags, int id) {
        if (intent != null) {
            String action = intent.getAction();
            if ("show".equals(action)) MobileAds.initialize(this); // waits
            if (action == null) JPushInterface.init(this); // runs
            if (intent.getBooleanExtra("widget", false)) MobileAds.initialize(this); // waits
            switch (intent.getAction() == null ? "" : intent.getAction()) {
                case "lyric": MobileAds.initialize(this); break; // waits
                default: CrashReport.initCrashReport(this); // runs
            }
        }
        return START_STICKY;
    }
    void never() { MobileAds.initialize(this); } // never
    @Override public IBinder onBind(Intent intent) { return null; }
}
"""
_SAYS = 'getBooleanExtra("widget", false)) MobileAds.initialize(this); // runs'
_HAS = '"widget") == true) MobileAds.initialize(this) // runs'
_KOTLIN = """
class Player : Service() {
    override fun onStartCommand(intent: Intent?, flags: Int, id: Int): Int {
        if (intent?.action == "show") MobileAds.initialize(this) // waits
        if (intent?.hasExtra("widget") == true) MobileAds.initialize(this) // waits
        when (intent?.action) {
            "lyric" -> MobileAds.initialize(this) // waits
            else -> CrashReport.initCrashReport(this) // runs
        }
        return START_STICKY
    }
    fun never() { MobileAds.initialize(this) } // never
    override fun onBind(intent: Intent?): IBinder? = null
}
"""


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    app = TwinApp(tmp_path)
    app.manifest(_SERVICE)
    return app


class TestBare:
    """Branches for actions wait for who names them."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _JAVA.replace("// never", "// waits") + java_screen("startService(new Intent(this, Player.class));")
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _KOTLIN.replace("// never", "// waits") + kotlin_screen("startService(Intent(this, Player::class.java))")
        )


class TestFilled:
    """An intent says what reached code has put into it, wherever that was."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _filled(_JAVA)
            + java_screen('startService(new Intent(this, Player.class));\nstartService(make("show"));').replace(
                "\n}\n", "\n}\nIntent make(String a) { return new Intent(this, Player.class).setAction(a); }\n", 1
            )
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        statements = "val start = Intent(this, Player::class.java)\nfill(start)\nstartService(start)"
        members = 'fun fill(intent: Intent) { intent.action = "show" }'
        app.judge_kotlin(_filled(_KOTLIN) + kotlin_screen(statements, members))

    def test_extras_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _JAVA.replace('getBooleanExtra("widget", false)) MobileAds.initialize(this); // waits', _SAYS).replace(
                "// never", "// waits"
            )
            + java_screen('startService(new Intent(this, Player.class).putExtra("widget", true));')
        )

    def test_extras_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _KOTLIN.replace('"widget") == true) MobileAds.initialize(this) // waits', _HAS).replace(
                "// never", "// waits"
            )
            + kotlin_screen('startService(Intent(this, Player::class.java).apply { putExtra("widget", 1) })')
        )


class TestOpen:
    """What code that nobody knows may have filled may say anything."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _JAVA.replace("// waits", "// runs").replace("// never", "// waits")
            + java_screen("Intent start = new Intent(this, Player.class);\nFiller.fill(start);\nstartService(start);"),
            "com.unknown.Filler",
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _KOTLIN.replace("// waits", "// runs").replace("// never", "// waits")
            + kotlin_screen("val start = Intent(this, Player::class.java)\nFiller.fill(start)\nstartService(start)"),
            "com.unknown.Filler",
        )


def _filled(code: str) -> str:
    """The code of the service where somebody names the first action."""
    return code.replace("// waits", "// runs", 1).replace("// never", "// waits")
