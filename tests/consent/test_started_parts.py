"""Components that are named in a roundabout way, and those of which only a part runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen

_SCREENS = '<activity android:name=".FirstActivity" /><activity android:name=".SecondActivity" />'
_CONTRACTS = ("androidx.activity.result.ActivityResultLauncher", "androidx.activity.result.contract.*")
_SCREENS_JAVA = """
class FirstActivity extends AppCompatActivity {
    @Override protected void onStart() {
        super.onStart();
        JPushInterface.init(this); // runs
    }
}
class SecondActivity extends AppCompatActivity {
    @Override protected void onStart() {
        super.onStart();
        MobileAds.initialize(this); // waits
    }
}
"""
_SCREENS_KOTLIN = """
class FirstActivity : AppCompatActivity() {
    override fun onStart() {
        super.onStart()
        JPushInterface.init(this) // runs
    }
}
class SecondActivity : AppCompatActivity() {
    override fun onStart() {
        super.onStart()
        MobileAds.initialize(this) // waits
    }
}
"""


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    found = TwinApp(tmp_path)
    found.manifest(_SCREENS + '<service android:name=".Player" />')
    return found


class TestNames:
    """A screen is started by its name, too."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _SCREENS_JAVA
            + java_screen("""
Intent intent = new Intent();
intent.setComponent(new ComponentName(this, "com.example.FirstActivity"));
startActivity(intent);
new Intent().setClassName(this, "com.example.SecondActivity");
""")
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _SCREENS_KOTLIN
            + kotlin_screen("""
startActivity(Intent().setClassName(this, "com.example.FirstActivity"))
Intent().setClassName(this, "com.example.SecondActivity")
""")
        )


class TestContracts:
    """The contract of a launcher makes the intent."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            _SCREENS_JAVA
            + """
class Pick extends ActivityResultContract<Integer, Integer> {
    @Override public Intent createIntent(Context context, Integer input) {
        return new Intent(context, FirstActivity.class);
    }
}
class Drop extends ActivityResultContract<Integer, Integer> {
    @Override public Intent createIntent(Context context, Integer input) {
        return new Intent(context, SecondActivity.class);
    }
}
"""
            + java_screen(
                "pick.launch(1);",
                """
private final ActivityResultLauncher<Integer> pick =
    registerForActivityResult(new Pick(), result -> MobileAds.initialize(this)); // waits
private final ActivityResultLauncher<Integer> drop = registerForActivityResult(new Drop(), result -> {});
""",
            ),
            *_CONTRACTS,
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _SCREENS_KOTLIN
            + """
class Pick : ActivityResultContract<Int, Int>() {
    override fun createIntent(context: Context, input: Int) = Intent(context, FirstActivity::class.java)
}
class Drop : ActivityResultContract<Int, Int>() {
    override fun createIntent(context: Context, input: Int) = Intent(context, SecondActivity::class.java)
}
"""
            + kotlin_screen(
                "pick.launch(1)",
                """
private val pick = registerForActivityResult(Pick()) {
    MobileAds.initialize(this) // waits
}
private val drop = registerForActivityResult(Drop()) { }
""",
            ),
            *_CONTRACTS,
        )


class TestServices:
    """Who binds a service does not start it, and the other way round."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Player extends Service {
    @Override public void onCreate() { CrashReport.initCrashReport(this); } // runs
    @Override public IBinder onBind(Intent intent) {
        JPushInterface.init(this); // runs
        return null;
    }
    @Override public int onStartCommand(Intent intent, int flags, int id) {
        MobileAds.initialize(this); // waits
        return START_STICKY;
    }
}
"""
            + java_screen("bindService(new Intent(this, Player.class), null, BIND_AUTO_CREATE);")
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Player : Service() {
    override fun onBind(intent: Intent?): IBinder? {
        MobileAds.initialize(this) // waits
        return null
    }
    override fun onStartCommand(intent: Intent?, flags: Int, id: Int): Int {
        JPushInterface.init(this) // runs
        return START_STICKY
    }
}
"""
            + kotlin_screen("startService(Intent(this, Player::class.java))")
        )


class TestDialogs:
    """A dialog begins when it is shown."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Notice extends Dialog {
    Notice(Context context) { super(context); }
    @Override protected void onCreate(Bundle state) { JPushInterface.init(getContext()); } // runs
}
class Later extends Dialog {
    Later(Context context) { super(context); }
    @Override protected void onCreate(Bundle state) { MobileAds.initialize(getContext()); } // waits
}
"""
            + java_screen(
                "new Notice(this).show();\nfindViewById(R.id.more).setOnClickListener(v -> later.show());",
                "private final Later later = new Later(this);",
            )
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Notice(context: Context) : Dialog(context) {
    init { show() }
    override fun onCreate(state: Bundle?) { JPushInterface.init(context) } // runs
}
class Later(context: Context) : Dialog(context) {
    override fun onCreate(state: Bundle?) { MobileAds.initialize(context) } // waits
}
"""
            + kotlin_screen("Notice(this)\nval later = Later(this)")
        )
