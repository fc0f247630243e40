"""Consent logic that does not do what it says: forged flags, checks that always pass, inverted checks."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp

from privlint import fullcheck
from privlint.config import Settings
from privlint.consent import analyse
from privlint.consent.model import GateDefect

RULES = ("PRV101", "PRV105", "PRV106")


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    return SmallApp(tmp_path)


def defects(app: SmallApp, kind: str) -> list[GateDefect]:
    project = fullcheck.read(app.root, Settings())
    (application,) = project.applications
    result = analyse(app.root, application, application.variants[0], project.facts, project.catalogue, project.engine())
    return [defect for defect in result.defects if defect.kind == kind]


def java_app(app: SmallApp, code: str, rest: str = "") -> None:
    app.java(
        "App",
        f"""
public class App extends Application {{
    @Override public void onCreate() {{
        super.onCreate();
        {code}
    }}
    {rest}
    void init() {{
        {START}; // site
    }}
    SharedPreferences prefs() {{ return getSharedPreferences("a", 0); }}
}}
""",
    )


def kotlin_app(app: SmallApp, code: str, rest: str = "") -> None:
    app.kotlin(
        "App",
        f"""
class App : Application() {{
    override fun onCreate() {{
        super.onCreate()
        {code}
    }}
    {rest}
    fun init() {{
        {START} // site
    }}
    val prefs: SharedPreferences get() = getSharedPreferences("a", 0)
}}
""",
    )


class TestForged:
    @pytest.mark.parametrize(
        "code",
        [
            'prefs().edit().putBoolean("privacy_agreed", true).apply(); // forged',
            'prefs().edit().putString("agreement_accepted", "1").apply(); // forged',
            "agreed = true; // forged",
            "App.this.agreed = true; // forged",
            "setAgreed(true); // forged",
            "new Handler().post(() -> setAgreed(true)); // forged",
            'prefs().edit().putBoolean("need_show_privacy", false).apply(); // forged',
        ],
    )
    def test_in_java(self, app: SmallApp, code: str) -> None:
        java_app(
            app,
            code,
            """boolean agreed = false;
            void setAgreed(boolean value) { prefs().edit().putBoolean("privacy_agreed", value).apply(); }""",
        )
        assert app.found("PRV105") == app.at("PRV105", "// forged")

    @pytest.mark.parametrize(
        "code",
        [
            'prefs.edit().putBoolean("privacy_agreed", true).apply() // forged',
            "isPrivacyAgreed = true // forged",
            "Terms.accepted = true // forged",
        ],
    )
    def test_in_kotlin(self, app: SmallApp, code: str) -> None:
        kotlin_app(
            app,
            code,
            """var isPrivacyAgreed = false
    object Terms {
        var accepted: Boolean
            get() = false
            set(value) { App().prefs.edit().putBoolean("terms_accepted", value).apply() }
    }""",
        )
        assert app.found("PRV105") == app.at("PRV105", "// forged")

    @pytest.mark.parametrize(
        "code",
        [
            'prefs().edit().putBoolean("privacy_agreed", false).apply();',
            'prefs().edit().putBoolean("privacy_dialog_shown", true).apply();',
            'prefs().edit().putBoolean("privacy_agreed", prefs().getBoolean("old_agreed", false)).apply();',
            'if (prefs().getBoolean("old_agreed", false)) prefs().edit().putBoolean("privacy_agreed", true).apply();',
            "showPrivacyDialog = false;",
            "setAgreed(false);",
        ],
    )
    def test_what_is_no_forgery(self, app: SmallApp, code: str) -> None:
        java_app(
            app,
            code,
            """boolean agreed = true; boolean showPrivacyDialog = true;
            void accept() { setAgreed(true); }
            void setAgreed(boolean value) { prefs().edit().putBoolean("privacy_agreed", value).apply(); }""",
        )
        assert app.found("PRV105") == []

    def test_the_dialog_may_set_it(self, app: SmallApp) -> None:
        app.kotlin(
            "MainActivity",
            """
class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        AlertDialog.Builder(this)
            .setPositiveButton("同意") { _, _ -> save(true) }
            .setNegativeButton("拒绝") { _, _ -> save(false) }
            .show()
    }
    fun save(agreed: Boolean) = getSharedPreferences("a", 0).edit().putBoolean("privacy_agreed", agreed).apply()
}
""",
        )
        assert app.found("PRV105") == []

    def test_a_refusal_sets_it(self, app: SmallApp) -> None:
        app.kotlin(
            "MainActivity",
            """
class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        AlertDialog.Builder(this)
            .setNegativeButton("拒绝") { _, _ -> save(true) } // forged
            .show()
    }
    fun save(agreed: Boolean) = getSharedPreferences("a", 0).edit().putBoolean("privacy_agreed", agreed).apply()
}
""",
        )
        (defect,) = defects(app, "forged")
        assert (defect.trigger, defect.place.line) == ("user", app.line("// forged")[1])

    def test_flag_of_a_neutral_name_that_is_the_answer_elsewhere(self, app: SmallApp) -> None:
        """houxxam/GDPR_Android_Studio: the launcher itself stores that the first run is over."""
        app.java(
            "MainActivity",
            """
public class MainActivity extends Activity {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        SharedPreferences prefs = getSharedPreferences("a", 0);
        if (prefs.getBoolean("isFirstRun", true)) {
            startActivity(new Intent(this, HomeActivity.class));
        }
        prefs.edit().putBoolean("isFirstRun", false).apply(); // forged
        prefs.edit().putBoolean("isNewDevice", false).apply();
    }
}
""",
        )
        app.java(
            "HomeActivity",
            """
public class HomeActivity extends Activity {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        getSharedPreferences("a", 0).edit().putBoolean("isFirstRun", true).apply();
        TextView text = findViewById(R.id.gdpr_text);
        findViewById(R.id.btn_ok).setOnClickListener(v -> {
            getSharedPreferences("a", 0).edit().putBoolean("isFirstRun", false).apply();
            finish();
        });
    }
}
""",
        )
        assert app.found("PRV105") == app.at("PRV105", "// forged")

    def test_message_names_the_flag_and_the_path(self, app: SmallApp) -> None:
        java_app(app, 'prefs().edit().putBoolean("privacy_agreed", true).apply();')
        (finding,) = app.findings("PRV105")
        assert "'privacy_agreed'" in finding.message.en
        assert [hop.symbol for hop in finding.trace] == ["com.example.App.onCreate"] * 2


class TestConstant:
    @pytest.mark.parametrize(
        "code",
        [
            "boolean agreed = true; if (!agreed) return; init(); // check",
            "if (isAgreed()) init(); // check",
            "if (PRIVACY_AGREED) init(); // check",
            'if (prefs().getBoolean("privacy_agreed", false) || true) init(); // check',
            "if (userConsent) { later(); } // check",
        ],
    )
    def test_in_java(self, app: SmallApp, code: str) -> None:
        java_app(
            app,
            code,
            """static final boolean PRIVACY_AGREED = true; boolean userConsent = true;
            boolean isAgreed() { return true; }
            void later() { new Handler().post(this::init); }""",
        )
        assert app.found(*RULES) == sorted(
            [*app.at("PRV101", "// site"), *app.at("PRV106", "// check")], key=lambda item: item[1]
        )

    @pytest.mark.parametrize(
        "code",
        [
            "val privacyAgreed = true; if (!privacyAgreed) return; init() // check",
            "if (isAgreed) init() // check",
            "when { isAgreed -> init() } // check",
            "isAgreed.takeIf { it }?.let { }; val needPrivacy = false; if (!needPrivacy) init() // check",
        ],
    )
    def test_in_kotlin(self, app: SmallApp, code: str) -> None:
        kotlin_app(app, code, "val isAgreed get() = true")
        assert app.found("PRV106") == app.at("PRV106", "// check")

    @pytest.mark.parametrize(
        "code",
        [
            "boolean ready = true; if (ready) init();",  # says nothing of consent
            "boolean agreed = true; if (agreed) finish(); init();",  # guards nothing that collects
            'boolean agreed = prefs().getBoolean("a", false); if (agreed) init();',
            "if (changing) init();",
            "show(true); show(false);",
        ],
    )
    def test_what_is_no_constant_check(self, app: SmallApp, code: str) -> None:
        java_app(
            app,
            code,
            """boolean agreed = true; boolean changing;
            void onAgree() { agreed = false; }
            void show(boolean agreed) { if (agreed) init(); }""",
        )
        assert app.found("PRV106") == []


class TestInverted:
    @pytest.mark.parametrize(
        "code",
        [
            "if (!isAgreed()) init(); // check",
            "if (isAgreed()) return; init(); // check",
            "if (isAgreed()) { log(); } else { start(); } // check",
        ],
    )
    def test_in_java(self, app: SmallApp, code: str) -> None:
        java_app(
            app,
            code,
            """boolean isAgreed() { return prefs().getBoolean("privacy_agreed", false); }
            void start() { init(); }""",
        )
        assert app.found("PRV106") == app.at("PRV106", "// check")

    def test_in_kotlin(self, app: SmallApp) -> None:
        kotlin_app(app, 'if (!prefs.getBoolean("privacy_agreed", false)) init() // check')
        assert app.found("PRV106") == app.at("PRV106", "// check")

    @pytest.mark.parametrize(
        "code",
        [
            "if (!isAgreed()) showDialog();",
            "if (!isAgreed()) { init(); showPrivacyDialog(); }",  # starts, then asks: that it starts is said already
            "if (!isAgreed()) init(); else init();",
            "if (isAgreed()) { init(); }",
            "if (first()) init();",
            "if (!isAgreed()) com.google.firebase.analytics.FirebaseAnalytics.getInstance(this)"
            ".setAnalyticsCollectionEnabled(false);",
        ],
    )
    def test_what_is_not_inverted(self, app: SmallApp, code: str) -> None:
        java_app(
            app,
            code,
            """boolean isAgreed() { return prefs().getBoolean("privacy_agreed", false); }
            boolean first() { return prefs().getBoolean("isFirstRun", true); }
            void showDialog() { new AlertDialog.Builder(this).show(); MobclickAgent.onEvent(this, "asked"); }""",
        )
        assert app.found("PRV106") == []


class TestDefault:
    @pytest.mark.parametrize(
        "code",
        [
            'if (prefs().getBoolean("privacy_agreed", true)) init(); // read',
            'if (!prefs().getBoolean("need_privacy", false)) init(); // read',
            'boolean ok = prefs().getBoolean("privacy_agreed", true); if (!ok) return; init(); // read',
        ],
    )
    def test_opt_out(self, app: SmallApp, code: str) -> None:
        java_app(app, code)
        (defect,) = defects(app, "default")
        assert defect.place.line == app.line("// read")[1]
        assert app.found(*RULES) == app.at("PRV101", "// site")

    @pytest.mark.parametrize(
        "code",
        [
            'if (prefs().getBoolean("privacy_agreed", false)) init();',
            'if (prefs().getBoolean("analytics", true)) init();',
            'boolean agreed = prefs().getBoolean("privacy_agreed", true); init();',
            'if (prefs().getBoolean("need_privacy", true)) return; init();',
        ],
    )
    def test_what_is_no_opt_out(self, app: SmallApp, code: str) -> None:
        java_app(app, code)
        assert defects(app, "default") == []


class TestShapesOfRealApps:
    """Broken gates that were found in public code."""

    def test_predicate_commented_out(self, app: SmallApp) -> None:
        """514721857/SgrTest"""
        java_app(
            app,
            """AMapLocationClient.updatePrivacyAgree(this, true); // told
        boolean agreed = true; // isAgreed();
        if (!agreed) return; // check
        init();""",
        )
        expected = [*app.at("PRV105", "// told"), *app.at("PRV106", "// check"), *app.at("PRV101", "// site")]
        assert app.found(*RULES) == expected

    def test_dialog_that_is_never_shown(self, app: SmallApp) -> None:
        """mattkai/KnowledgeFrame"""
        app.kotlin("Store", "object Store { val kv by lazy { com.tencent.mmkv.MMKV.defaultMMKV() } }\n")
        kotlin_app(app, 'val isProvicy = Store.kv.decodeBool("isProvicy", false); if (isProvicy) init()')
        app.kotlin(
            "MainActivity",
            """
class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        if (Store.kv.decodeBool("isProvicy", false)) {
            AlertDialog.Builder(this).setTitle("隐私政策").setPositiveButton("确定") { dialog, which ->
                Store.kv.encode("isProvicy", true) // accepts
            }
        }
    }
    override fun onResume() {
        super.onResume()
        MobclickAgent.onResume(this) // ungated
    }
}
""",
        )
        assert app.found(*RULES) == []
        assert app.found("PRV109") == app.at("PRV109", "// ungated")
        (gate,) = app.explain("// site").gates
        assert (gate.condition, gate.trust) == ("isProvicy", "trusted")
        assert [place.line for place in gate.written_at] == [app.line("// accepts")[1]]

    def test_code_behind_the_dialog_runs_on(self, app: SmallApp) -> None:
        """monkeylzl/CustomizeDialog"""
        app.java(
            "MainActivity",
            f"""
public class MainActivity extends Activity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        SharedPreferences prefs = getSharedPreferences("a", 0);
        if (prefs.getBoolean("isFirstRun", true)) {{
            PrivacyDialog dialog = new PrivacyDialog(this);
            dialog.setAgreeListener(() -> prefs.edit().putBoolean("isFirstRun", false).apply());
            dialog.show();
        }}
        {START}; // site
    }}
}}
class PrivacyDialog extends Dialog {{
    interface Agree {{ void onAgreeOnclick(); }}
    Agree agree;
    PrivacyDialog(Context context) {{ super(context); }}
    void setAgreeListener(Agree agree) {{ this.agree = agree; }}
}}
""",
        )
        assert app.found(*RULES) == app.at("PRV101", "// site")

    def test_starts_then_asks(self, app: SmallApp) -> None:
        """Samdney/android-user-consent-dialog"""
        app.java(
            "MainActivity",
            f"""
public class MainActivity extends Activity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        {START}; // site
    }}
    @Override protected void onStart() {{
        super.onStart();
        new AlertDialog.Builder(this).setTitle("Consent")
            .setPositiveButton("Yes", (d, w) -> store("yes")).setNegativeButton("No", (d, w) -> store("no")).show();
    }}
    void store(String answer) {{ getSharedPreferences("a", 0).edit().putString("answer", answer).apply(); }}
}}
""",
        )
        assert app.found(*RULES) == app.at("PRV101", "// site")

    def test_text_flag_of_a_vendor_sample(self, app: SmallApp) -> None:
        """liukefu2050/MultiFunctionAndroidMavenDemo"""
        java_app(app, 'if (prefs().getString("uminit", "").equals("1")) init();')
        app.java(
            "MainActivity",
            """
public class MainActivity extends Activity {
    @Override protected void onCreate(Bundle state) {
        super.onCreate(state);
        if (getSharedPreferences("a", 0).getString("uminit", "").equals("1")) return;
        View view = LayoutInflater.from(this).inflate(R.layout.privacy_dialog, null);
        view.findViewById(R.id.agree).setOnClickListener(new View.OnClickListener() {
            @Override public void onClick(View v) {
                getSharedPreferences("a", 0).edit().putString("uminit", "1").apply();
            }
        });
    }
}
""",
        )
        assert app.found(*RULES) == []
        (gate,) = app.explain("// site").gates
        assert gate.trust == "trusted"

    def test_flag_that_only_stops_repetition(self, app: SmallApp) -> None:
        """A flag that says "the SDK was told" is no consent."""
        java_app(
            app,
            """if (!told) {
            AMapLocationClient.updatePrivacyAgree(this, true); // told
            told = true;
        }""",
            "static boolean told;",
        )
        assert app.found(*RULES) == app.at("PRV105", "// told")
