"""What `privlint explain` says: exposed by which paths, guarded by which gates, not reached from where."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp

from privlint import api
from privlint.config import Settings

PREFERENCES = """
class Prefs {
    static boolean isAgreed(Context context) {
        return PreferenceManager.getDefaultSharedPreferences(context).getBoolean("privacy_agreed", false);
    }
    static void setAgreed(Context context, boolean value) {
        PreferenceManager.getDefaultSharedPreferences(context).edit().putBoolean("privacy_agreed", value).apply();
    }
}
"""
DIALOG = """
public class MainActivity extends Activity {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        new AlertDialog.Builder(this).setTitle("隐私政策")
            .setPositiveButton("同意", new DialogInterface.OnClickListener() {
                @Override public void onClick(DialogInterface dialog, int which) {
                    Prefs.setAgreed(MainActivity.this, true); // accepts
                }
            })
            .setNegativeButton("不同意", null).show();
    }
}
"""


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    return SmallApp(tmp_path)


def gate_in_java(app: SmallApp, condition: str) -> None:
    app.java("Prefs", PREFERENCES)
    app.java("MainActivity", DIALOG)
    app.java(
        "App",
        f"""
public class App extends Application {{
    @Override public void onCreate() {{
        super.onCreate();
        {condition} // gate
        {START}; // site
    }}
}}
""",
    )


class TestExposed:
    def test_each_entry_point_has_its_shortest_path(self, app: SmallApp) -> None:
        app.kotlin(
            "App",
            f"""
object Tracking {{ fun start(context: Context) {{ {START.replace("this", "context")} }} }} // site
class App : Application() {{
    override fun onCreate() {{ super.onCreate(); helper() }}
    private fun helper() {{ Tracking.start(this) }}
}}
class MainActivity : Activity() {{
    override fun onCreate(state: Bundle?) {{ super.onCreate(state); Tracking.start(this) }}
}}
""",
        )
        verdict = app.explain("// site")
        assert verdict.status == "exposed"
        assert verdict.api.startswith("com.umeng.commonsdk.UMConfigure#init")
        paths = [[hop.symbol.removeprefix("com.example.") for hop in each.trace] for each in verdict.exposures]
        assert paths == [
            ["MainActivity.onCreate", "Tracking.start", "Tracking.start"],
            ["App.onCreate", "App.helper", "Tracking.start", "Tracking.start"],
        ]
        assert {each.trigger for each in verdict.exposures} == {"automatic"}

    def test_a_gate_on_one_path_does_not_hide_the_other(self, app: SmallApp) -> None:
        gate_in_java(app, "if (Prefs.isAgreed(this)) start(); else start(); } void start() {")
        assert app.explain("// site").status == "exposed"

    def test_code_without_a_site(self, app: SmallApp) -> None:
        gate_in_java(app, "int plain = 1; if (!Prefs.isAgreed(this)) return;")
        verdict = app.explain("int plain")
        assert (verdict.status, verdict.api, verdict.place.symbol) == ("exposed", "", "com.example.App.onCreate")
        assert verdict.exposures[0].trace[-1].line == verdict.place.line


class TestGates:
    def test_flag_that_the_dialog_writes_is_trusted(self, app: SmallApp) -> None:
        gate_in_java(app, "if (!Prefs.isAgreed(this)) return;")
        verdict = app.explain("// site")
        (gate,) = verdict.gates
        assert verdict.status == "guarded"
        assert (gate.condition, gate.trust, gate.flag) == ("Prefs.isAgreed(this)", "trusted", "privacy_agreed")
        assert (gate.place.path, gate.place.line) == app.line("// gate")
        assert [(place.path, place.line) for place in gate.written_at] == [app.line("// accepts")]
        assert [hop.symbol for hop in verdict.trace] == ["com.example.App.onCreate"] * 2

    def test_flag_that_nobody_writes_is_assumed(self, app: SmallApp) -> None:
        gate_in_java(app, "if (!Prefs.isAgreed(this)) return;")
        app.java("MainActivity", "public class MainActivity extends Activity { }\n")
        (gate,) = app.explain("// site").gates
        assert (gate.trust, gate.written_at) == ("assumed", ())

    def test_flag_that_start_up_sets_is_not_trusted(self, app: SmallApp) -> None:
        gate_in_java(app, "if (other) Prefs.setAgreed(this, true); if (!Prefs.isAgreed(this)) return;")
        assert app.explain("// site").status == "exposed"

    @pytest.mark.parametrize(
        ("condition", "shown"),
        [
            ("if (Prefs.isAgreed(this))", "Prefs.isAgreed(this)"),
            ("if (!Prefs.isAgreed(this)) { finish(); return; }", "Prefs.isAgreed(this)"),
            ("if (ready() && Prefs.isAgreed(this))", "Prefs.isAgreed(this)"),
            ("boolean ok = Prefs.isAgreed(this); if (ok)", "ok"),
            ("boolean needsAsking = !Prefs.isAgreed(this); if (!needsAsking)", "!needsAsking"),
        ],
    )
    def test_forms_of_conditions(self, app: SmallApp, condition: str, shown: str) -> None:
        gate_in_java(app, condition)
        (gate,) = app.explain("// site").gates
        assert (gate.condition, gate.trust, gate.flag) == (shown, "trusted", "privacy_agreed")

    def test_any_state_that_a_fresh_install_decides(self, app: SmallApp) -> None:
        app.kotlin(
            "App",
            f"""
class App : Application() {{
    override fun onCreate() {{
        super.onCreate()
        val token = getSharedPreferences("a", 0).getString("token", null)
        if (token != null) {{
            {START} // site
        }}
    }}
}}
""",
        )
        (gate,) = app.explain("// site").gates
        assert (gate.condition, gate.trust, gate.flag) == ("token != null", "stored default", "token")

    def test_gate_that_the_user_named(self, app: SmallApp) -> None:
        gate_in_java(app, "if (!com.vendor.Legal.mayCollect()) return;")
        assert app.explain("// site").status == "exposed"
        (gate,) = app.explain("// site", gates=("com.vendor.Legal#mayCollect",)).gates
        assert (gate.condition, gate.trust) == ("com.vendor.Legal.mayCollect()", "trusted")

    def test_predicate_of_a_library(self, app: SmallApp) -> None:
        app.kotlin(
            "App",
            f"""
import com.google.android.ump.*
class App : Application() {{
    override fun onCreate() {{
        super.onCreate()
        val information: ConsentInformation = UserMessagingPlatform.getConsentInformation(this)
        if (information.canRequestAds()) {{
            {START} // site
        }}
    }}
}}
""",
        )
        (gate,) = app.explain("// site").gates
        assert (gate.condition, gate.trust) == ("information.canRequestAds()", "trusted")

    def test_two_gates_on_one_path(self, app: SmallApp) -> None:
        gate_in_java(app, 'if (Prefs.isAgreed(this) && getSharedPreferences("a", 0).getInt("level", 0) > 2)')
        gates = app.explain("// site").gates
        assert [(gate.flag, gate.trust) for gate in gates] == [
            ("privacy_agreed", "trusted"),
            ("level", "stored default"),
        ]

    def test_gate_around_the_code_that_is_handed_on(self, app: SmallApp) -> None:
        gate_in_java(app, "if (Prefs.isAgreed(this)) new Handler().post(() -> start()); } void start() {")
        verdict = app.explain("// site")
        assert [gate.condition for gate in verdict.gates] == ["Prefs.isAgreed(this)"]


class TestAnswers:
    """Which code counts as the answer of the user."""

    @pytest.mark.parametrize(
        "listener",
        [
            'new AlertDialog.Builder(this).setTitle("用户协议").setPositiveButton("好", (d, w) -> agreed());',
            "findViewById(R.id.btn_agree).setOnClickListener(v -> agreed());",
            "Button agree = findViewById(R.id.b1); agree.setOnClickListener(v -> agreed());",
            "new PrivacyDialog(this, new PrivacyDialog.Listener() { public void onAgree() { agreed(); } }).show();",
            "findViewById(R.id.b1).setOnClickListener(v -> { if (v.getId() == R.id.tv_agree) agreed(); });",
        ],
    )
    def test_neutral_flag_written_in_an_accept_role(self, app: SmallApp, listener: str) -> None:
        """A key that says nothing is known by who writes it (`"uminit"` in many apps)."""
        app.java(
            "MainActivity",
            f"""
public class MainActivity extends Activity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        SharedPreferences prefs = getSharedPreferences("a", 0);
        if (prefs.getString("uminit", "").equals("1")) {{
            {START}; // site
        }} else {{
            showPrivacyPolicy();
        }}
    }}
    void showPrivacyPolicy() {{
        {listener}
    }}
    void agreed() {{ getSharedPreferences("a", 0).edit().putString("uminit", "1").apply(); }}
}}
class PrivacyDialog extends Dialog {{
    interface Listener {{ void onAgree(); }}
    PrivacyDialog(Context context, Listener listener) {{
        super(context);
        findViewById(R.id.ok).setOnClickListener(v -> listener.onAgree());
    }}
}}
""",
        )
        (gate,) = app.explain("// site").gates
        assert (gate.trust, gate.flag) == ("trusted", "uminit")
        assert gate.written_at

    @pytest.mark.parametrize(
        "listener",
        [
            'new AlertDialog.Builder(this).setTitle("Update").setPositiveButton("OK", (d, w) -> store());',
            'new AlertDialog.Builder(this).setTitle("隐私").setNegativeButton("不同意", (d, w) -> store());',
            "findViewById(R.id.next).setOnClickListener(v -> store());",
        ],
    )
    def test_other_answers_do_not_count(self, app: SmallApp, listener: str) -> None:
        app.java(
            "MainActivity",
            f"""
public class MainActivity extends Activity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        if (getSharedPreferences("a", 0).getString("uminit", "").equals("1")) {{
            {START}; // site
        }}
    }}
    @Override protected void onUserLeaveHint() {{
        {listener}
    }}
    void store() {{ getSharedPreferences("a", 0).edit().putString("uminit", "1").apply(); }}
}}
""",
        )
        (gate,) = app.explain("// site").gates
        assert gate.trust == "stored default"


KOTLIN_PREFS = """
object Prefs {
    lateinit var store: SharedPreferences
    var agreed: Boolean
        get() = store.getBoolean("terms_accepted", false)
        set(value) { store.edit().putBoolean("terms_accepted", value).apply() }
}
"""


class TestKotlin:
    def main(self, app: SmallApp, code: str, rest: str = "") -> None:
        app.kotlin("Prefs", KOTLIN_PREFS)
        app.kotlin(
            "MainActivity",
            f"""
class MainActivity : Activity() {{
    override fun onCreate(state: Bundle?) {{
        super.onCreate(state)
        {code}
    }}
    fun start() {{ {START} }} // site
    {rest}
}}
""",
        )

    @pytest.mark.parametrize(
        ("code", "condition"),
        [
            ("if (Prefs.agreed) start()", "Prefs.agreed"),
            ("if (!Prefs.agreed) return; start()", "Prefs.agreed"),
            ("when { Prefs.agreed -> start() }", "Prefs.agreed"),
            ("when (Prefs.agreed) { true -> start(); else -> finish() }", "Prefs.agreed == true"),
            ("val agreed = Prefs.agreed; if (agreed == true) start()", "agreed == true"),
            ("Prefs.takeIf { it.agreed }?.let { start() }", "Prefs.takeIf { it.agreed } != null"),
            ("Prefs.agreed.takeIf { it }?.let { start() }", "Prefs.agreed.takeIf { it } != null"),
            ("Prefs.agreed.let { if (it) start() }", "it"),
        ],
    )
    def test_forms_of_conditions(self, app: SmallApp, code: str, condition: str) -> None:
        accept = 'fun ask() { AlertDialog.Builder(this).setPositiveButton("Accept") { _, _ -> Prefs.agreed = true } }'
        self.main(app, f"ask(); {code}", accept)
        (gate,) = app.explain("// site").gates
        assert (gate.condition, gate.trust, gate.flag) == (condition, "trusted", "terms_accepted")
        assert [(place.path, place.line) for place in gate.written_at] == [app.line("fun ask()")]

    def test_answer_that_a_parameter_carries(self, app: SmallApp) -> None:
        self.main(
            app,
            "if (Prefs.agreed) start() else TermsDialog(onAccept = { Prefs.agreed = true }, onDecline = { finish() })",
            "fun TermsDialog(onAccept: () -> Unit, onDecline: () -> Unit) {"
            " Button(this).setOnClickListener { onAccept() } }",
        )
        (gate,) = app.explain("// site").gates
        assert gate.trust == "trusted"

    def test_field_in_memory(self, app: SmallApp) -> None:
        self.main(
            app,
            "if (isAgreed) start()",
            "private var isAgreed = false\n fun onAgreeClick(view: View) { isAgreed = true }",
        )
        (gate,) = app.explain("// site").gates
        assert (gate.flag, gate.trust) == ("com.example.MainActivity.isAgreed", "assumed")

    def test_answer_that_the_user_named(self, app: SmallApp) -> None:
        self.main(
            app,
            'if (getPreferences(0).getInt("stage", 0) == 3) start(); Button(this).setOnClickListener { proceed() }',
            'fun proceed() { getPreferences(0).edit().putInt("stage", 3).apply() }',
        )
        assert app.explain("// site").gates[0].trust == "stored default"
        (gate,) = app.explain("// site", accept=("com.example.MainActivity#proceed",)).gates
        assert (gate.trust, gate.written_at[0].line) == ("trusted", app.line("fun proceed")[1])

    def test_answer_that_is_waited_for(self, app: SmallApp) -> None:
        self.main(
            app,
            "lifecycleScope.launch { if (!askedAndAgreed()) return@launch; start() }",
            """suspend fun askedAndAgreed(): Boolean = suspendCancellableCoroutine { waiting ->
        if (Prefs.agreed) { waiting.resume(true); return@suspendCancellableCoroutine }
        AlertDialog.Builder(this).setPositiveButton("Agree") { _, _ -> Prefs.agreed = true; waiting.resume(true) }
    }""",
        )
        (gate,) = app.explain("// site").gates
        assert (gate.condition, gate.trust, gate.flag) == ("askedAndAgreed()", "trusted", "terms_accepted")

    def test_stream_that_lets_nothing_through(self, app: SmallApp) -> None:
        self.main(app, "kotlinx.coroutines.flow.flowOf(Prefs.agreed).filter { it }.collect { start() }")
        verdict = app.explain("// site")
        assert verdict.status == "guarded"
        assert verdict.gates[0].flag == "terms_accepted"


class TestActions:
    def test_action_of_the_user(self, app: SmallApp) -> None:
        app.kotlin(
            "MainActivity",
            f"""
class MainActivity : Activity() {{
    override fun onCreate(state: Bundle?) {{
        super.onCreate(state)
        findViewById<Button>(1).setOnClickListener {{ // tap
            {START} // site
        }}
    }}
}}
""",
        )
        verdict = app.explain("// site")
        (gate,) = verdict.gates
        assert (verdict.status, gate.trust, gate.condition) == ("guarded", "user action", "setOnClickListener { … }")
        assert (gate.place.path, gate.place.line) == app.line("// tap")

    def test_the_answer_is_named_rather_than_other_actions(self, app: SmallApp) -> None:
        app.java(
            "MainActivity",
            f"""
public class MainActivity extends Activity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        findViewById(R.id.terms).setOnClickListener(v -> ask());
    }}
    void ask() {{
        new AlertDialog.Builder(this).setTitle("Privacy").setPositiveButton("Agree", (d, w) -> {{ // answer
            findViewById(R.id.go).setOnClickListener(v -> {{
                {START}; // site
            }});
        }});
    }}
}}
""",
        )
        (gate,) = app.explain("// site").gates
        assert (gate.trust, gate.condition) == ("user action", "setPositiveButton { … }")
        assert (gate.place.path, gate.place.line) == app.line("// answer")

    def test_screen_behind_a_gate(self, app: SmallApp) -> None:
        """The gate of the splash screen guards the screens that it opens."""
        app.java("Prefs", PREFERENCES)
        app.java(
            "MainActivity",
            """
public class MainActivity extends Activity {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        if (Prefs.isAgreed(this)) { // gate
            startActivity(new Intent(this, HomeActivity.class));
        }
    }
}
""",
        )
        app.java(
            "HomeActivity",
            """
public class HomeActivity extends Activity {
    @Override protected void onResume() { super.onResume(); MobclickAgent.onResume(this); } // site
}
""",
        )
        (gate,) = app.explain("// site").gates
        assert (gate.condition, gate.place.line) == ("Prefs.isAgreed(this)", app.line("// gate")[1])

    def test_component_that_other_apps_start(self, app: SmallApp) -> None:
        app.manifest(
            '<activity android:name=".HomeActivity" android:exported="true"><intent-filter>'
            '<action android:name="android.intent.action.VIEW" /></intent-filter></activity>'
        )
        app.java(
            "HomeActivity",
            """
public class HomeActivity extends Activity {
    @Override protected void onResume() { super.onResume(); MobclickAgent.onResume(this); } // site
}
""",
        )
        verdict = app.explain("// site")
        assert (verdict.status, verdict.gates[0].trust) == ("guarded", "other app")
        assert verdict.gates[0].condition == "com.example.HomeActivity.onResume"

    def test_both_kinds_of_refusal_and_silence(self, app: SmallApp) -> None:
        """What runs because the user refused, or closed the question, was never agreed to."""
        app.java(
            "MainActivity",
            f"""
public class MainActivity extends Activity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        new AlertDialog.Builder(this).setTitle("Privacy").setNegativeButton("Refuse", (d, w) -> {{
            {START}; // site
        }});
    }}
}}
""",
        )
        verdict = app.explain("// site")
        assert (verdict.status, verdict.exposures[0].trigger) == ("exposed", "user")


class TestNotReached:
    def test_callers_by_name(self, app: SmallApp) -> None:
        app.java(
            "Tracker",
            """
class Tracker {
    void begin(Context context) {
        UMConfigure.init(context, "key", "store", 1, null); // site
    }
}
class Unused {
    void one(Tracker tracker) { tracker.begin(null); }
    void two() { Runnable later = new Tracker()::begin; }
    void three() { new Tracker(); }
}
""",
        )
        verdict = app.explain("// site")
        assert (verdict.status, verdict.exposures, verdict.gates) == ("not reached", (), ())
        assert [place.symbol for place in verdict.callers] == ["com.example.Unused.one", "com.example.Unused.two"]

    def test_component_that_nobody_starts(self, app: SmallApp) -> None:
        app.java(
            "HomeActivity",
            """
public class HomeActivity extends Activity {
    @Override protected void onCreate(Bundle state) {
        MobclickAgent.onResume(this); // site
    }
    static void open(Context context) { context.startActivity(new Intent(context, HomeActivity.class)); }
}
class Elsewhere {
    void go(Context context) { context.startActivity(new Intent(context, HomeActivity.class)); }
}
""",
        )
        verdict = app.explain("// site")
        assert [place.symbol for place in verdict.callers] == [
            "activity com.example.HomeActivity",
            "com.example.Elsewhere.go",
        ]

    def test_line_without_code(self, app: SmallApp) -> None:
        app.java("App", "class App extends Application {\n    // nothing here\n}\n")
        assert api.explain(app.root, Settings(), *app.line("nothing here")) == []
