"""Bundles that the platform keeps: a fragment has the arguments that code has given to it, and a screen that is made
anew the state that it has saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.twins import TwinApp, java_screen, kotlin_screen

_FRAGMENT = "androidx.fragment.app.Fragment"
_JAVA = """
class Login extends Fragment {
    static Login guest() {
        Login login = new Login();
        Bundle arguments = new Bundle();
        arguments.putBoolean("guest", true);
        login.setArguments(arguments);
        return login;
    }
    @Override public void onCreate(Bundle state) {
        super.onCreate(state);
        if (getArguments() != null && getArguments().getBoolean("guest")) MobileAds.initialize(getContext()); // guest
        if (state != null && state.getBoolean("asked")) MobileAds.initialize(getContext()); // waits
        JPushInterface.init(getContext()); // runs
    }
}
"""
_KOTLIN = """
class Login : Fragment() {
    companion object {
        fun guest() = Login().apply { arguments = Bundle().apply { putBoolean("guest", true) } }
    }
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        if (arguments?.getBoolean("guest") == true) MobileAds.initialize(requireContext()) // guest
        if (state?.getBoolean("asked") == true) MobileAds.initialize(requireContext()) // waits
        JPushInterface.init(requireContext()) // runs
    }
}
"""
_SHOW = "getSupportFragmentManager().beginTransaction().add(1, {}).commit();"


@pytest.fixture
def app(tmp_path: Path) -> TwinApp:
    return TwinApp(tmp_path)


class TestArguments:
    """Somebody has to give them."""

    def test_none_in_java(self, app: TwinApp) -> None:
        app.judge_java(_JAVA.replace("// guest", "// waits") + java_screen(_SHOW.format("new Login()")), _FRAGMENT)

    def test_none_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _KOTLIN.replace("// guest", "// waits")
            + kotlin_screen("supportFragmentManager.beginTransaction().add(1, Login()).commit()"),
            _FRAGMENT,
        )

    def test_given_in_java(self, app: TwinApp) -> None:
        app.judge_java(_JAVA.replace("// guest", "// runs") + java_screen(_SHOW.format("Login.guest()")), _FRAGMENT)

    def test_given_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _KOTLIN.replace("// guest", "// runs")
            + kotlin_screen("supportFragmentManager.beginTransaction().add(1, Login.guest()).commit()"),
            _FRAGMENT,
        )

    def test_named_in_a_layout(self, app: TwinApp) -> None:
        """Who else makes a fragment may give it anything."""
        app.layout("main", '<fragment android:name="com.example.Login" />')
        app.judge_java(_JAVA.replace("// guest", "// runs") + java_screen("setContentView(R.layout.main);"), _FRAGMENT)

    def test_by_class_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            _KOTLIN.replace("// guest", "// runs")
            + kotlin_screen(
                "supportFragmentManager.commit { replace<Login>(1, args = make()) }", "fun make() = pick()"
            ),
            _FRAGMENT,
            "androidx.fragment.app.commit",
            "androidx.fragment.app.replace",
            "com.unknown.pick",
        )


class TestSavedState:
    """What was saved is there when a screen is made anew, and nothing else."""

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
public class MainActivity extends AppCompatActivity {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        if (state == null) JPushInterface.init(this); // runs
        if (state != null) CrashReport.initCrashReport(this); // runs
        if (state != null && state.getInt("page") == 3) MobileAds.initialize(this); // runs
        if (state != null && state.getInt("page") == 4) MobileAds.initialize(this); // waits
        if (state != null && state.containsKey("agreed")) MobileAds.initialize(this); // waits
    }
    @Override protected void onSaveInstanceState(Bundle out) {
        out.putInt("page", 3);
        super.onSaveInstanceState(out);
    }
}
"""
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class MainActivity : AppCompatActivity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        if (state == null) JPushInterface.init(this) // runs
        val page = state?.getInt("page") ?: 0
        when (page) {
            0 -> CrashReport.initCrashReport(this) // runs
            3 -> MobileAds.initialize(this) // runs
            4 -> MobileAds.initialize(this) // waits
        }
    }
    override fun onSaveInstanceState(out: Bundle) {
        super.onSaveInstanceState(out)
        out.putInt("page", 3)
    }
}
"""
        )


class TestExtras:
    """A bundle that is put into an intent."""

    @pytest.fixture(autouse=True)
    def _declare(self, app: TwinApp) -> None:
        app.manifest('<activity android:name=".Next" />')

    def test_in_java(self, app: TwinApp) -> None:
        app.judge_java(
            """
class Next extends AppCompatActivity {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        if (getIntent().getExtras().getBoolean("first")) JPushInterface.init(this); // runs
        if (getIntent().getBooleanExtra("second", false)) MobileAds.initialize(this); // waits
    }
}
"""
            + java_screen(
                """
Bundle all = new Bundle();
all.putBoolean("first", true);
startActivity(new Intent(this, Next.class).putExtras(all));
"""
            )
        )

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Next : AppCompatActivity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        if (intent.extras?.getBoolean("first") == true) JPushInterface.init(this) // runs
        if (intent.getBooleanExtra("second", false)) MobileAds.initialize(this) // waits
    }
}
"""
            + kotlin_screen(
                """
val all = Bundle()
all.putBoolean("first", true)
startActivity(Intent(this, Next::class.java).putExtras(all))
"""
            )
        )


class TestEmpty:
    """A new bundle has what code puts in."""

    def test_in_java(self, app: TwinApp) -> None:
        app.start_java("""
Bundle options = new Bundle();
if (options.getBoolean("ads")) MobileAds.initialize(this); // waits
if (Bundle.EMPTY.getInt("ads", -1) == 0) MobileAds.initialize(this); // waits
Bundle filled = new Bundle();
filled.putBoolean("push", true);
if (filled.getBoolean("push")) JPushInterface.init(this); // runs
Bundle read = new Bundle();
parser.fill(read);
if (read.getBoolean("push")) JPushInterface.init(this); // runs
""")

    def test_in_kotlin(self, app: TwinApp) -> None:
        app.judge_kotlin(
            """
class Asked(intent: Intent) { val extras: Bundle = intent.extras ?: Bundle.EMPTY }
"""
            + kotlin_screen("""
if (Asked(intent).extras.getInt("ads", -1) == 0) MobileAds.initialize(this) // waits
val options = intent.extras ?: Bundle()
if (options.getBoolean("ads")) MobileAds.initialize(this) // waits
val filled = Bundle().apply { putBoolean("push", true) }
if (filled.getBoolean("push")) JPushInterface.init(this) // runs
""")
        )
