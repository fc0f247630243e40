"""Checks that ask without waiting for the answer, test the wrong flag, or were replaced by a literal: PRV106."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp

_HOME = "class HomeActivity extends Activity { }"


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    return SmallApp(tmp_path)


def java(app: SmallApp, code: str, rest: str = "") -> None:
    app.java(
        "MainActivity",
        f"""
public class MainActivity extends Activity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        {code}
    }}
    {rest}
    boolean agreed() {{ return prefs().getBoolean("privacy_agreed", false); }}
    SharedPreferences prefs() {{ return getSharedPreferences("a", 0); }}
    void showPrivacyDialog() {{ new AlertDialog.Builder(this).setTitle("Privacy").show(); }}
    void init() {{ {START}; }}
}}
{_HOME}
""",
    )


def kotlin(app: SmallApp, code: str, rest: str = "") -> None:
    app.kotlin(
        "MainActivity",
        f"""
class MainActivity : Activity() {{
    override fun onCreate(state: Bundle?) {{
        super.onCreate(state)
        {code}
    }}
    {rest}
    val agreed get() = prefs.getBoolean("privacy_agreed", false)
    val prefs: SharedPreferences get() = getSharedPreferences("a", 0)
    fun showPrivacyDialog() {{ AlertDialog.Builder(this).setTitle("Privacy").show() }}
    fun init() {{ {START} }}
}}
class HomeActivity : Activity()
""",
    )


class TestGoesOn:
    @pytest.mark.parametrize(
        "code",
        [
            "if (!agreed()) { startActivity(new Intent(this, HomeActivity.class)); finish(); } // check\ninit();",
            "if (!agreed()) finish(); // check\ninit();",
            "if (!agreed()) showPrivacyDialog(); // check\ninit();",
            "if (agreed()) { log(); } else { showPrivacyDialog(); } // check\ninit();",
            "boolean ok = agreed(); if (!ok) { finish(); } // check\nnew Handler(); init();",
            'if (!agreed()) { new PrivacyDialog(this).show(); } // check\nMobclickAgent.onEvent(this, "start");',
            "ask(); init();",
            "askOrLeave(); init();",
        ],
    )
    def test_java(self, app: SmallApp, code: str) -> None:
        helpers = """void log() {} void ask() { if (!agreed()) { showPrivacyDialog(); } // helper
            }
            void askOrLeave() { if (agreed()) return; // leaving
                startActivity(new Intent(this, HomeActivity.class)); finish(); }"""
        java(app, code, helpers)
        marker = "// helper" if code.startswith("ask()") else "// leaving" if code.startswith("askOr") else "// check"
        assert app.found("PRV106") == app.at("PRV106", marker)
        assert "does not wait for the answer" in app.findings("PRV106")[0].message.en

    @pytest.mark.parametrize(
        "code",
        [
            "if (!agreed) { startActivity(Intent(this, HomeActivity::class.java)); finish() } // check\ninit()",
            "if (!agreed) showPrivacyDialog() // check\ninit()",
            "when { !agreed -> showPrivacyDialog() } // check\ninit()",
            "if (agreed) { } else finish() // check\ninit()",
        ],
    )
    def test_kotlin(self, app: SmallApp, code: str) -> None:
        kotlin(app, code)
        assert app.found("PRV106") == app.at("PRV106", "// check")

    @pytest.mark.parametrize(
        "code",
        [
            "if (!agreed()) { startActivity(new Intent(this, HomeActivity.class)); finish(); return; } init();",
            "if (!agreed()) { showPrivacyDialog(); return; } init();",
            "if (!agreed()) { showPrivacyDialog(); } else { init(); }",
            "if (!agreed()) { showPrivacyDialog(); } setContentView(R.layout.main);",
            "if (!agreed()) { showPrivacyDialog(); } if (agreed()) init();",
            "if (!agreed()) { System.exit(0); } init();",
            "if (!ask()) return; init();",
            "if (!agreed()) { showPrivacyDialog(); } findViewById(R.id.go).setOnClickListener(v -> init());",
            "if (!agreed()) { showPrivacyDialog(); } String model = Build.MODEL;",
            "if (!isLogin()) { startActivity(new Intent(this, HomeActivity.class)); finish(); } init();",
            "if (com.google.firebase.auth.FirebaseAuth.getInstance().getCurrentUser() == null) { finish(); } init();",
            'if (prefs().getBoolean("is_first_run", true)) { showGuide(); } init();',
            """if (!agreed()) { showPrivacyDialog(); } com.google.firebase.analytics.FirebaseAnalytics.getInstance(this)
               .setAnalyticsCollectionEnabled(false);""",
        ],
    )
    def test_right_java(self, app: SmallApp, code: str) -> None:
        java(
            app,
            code,
            """boolean ask() { if (agreed()) return true; showPrivacyDialog(); return false; }
            boolean isLogin() { return prefs().getBoolean("is_login", false); } void showGuide() {}""",
        )
        assert app.found("PRV106") == []

    @pytest.mark.parametrize(
        "code",
        [
            "if (!agreed) { finish(); return }\ninit()",
            "if (!agreed) showPrivacyDialog() else init()",
            "when { agreed -> init(); else -> showPrivacyDialog() }",
            "lifecycleScope.launch { if (!ask()) return@launch; init() }",
            "if (!agreed) { showPrivacyDialog() }\nagreed.takeIf { it }?.let { init() }",
        ],
    )
    def test_right_kotlin(self, app: SmallApp, code: str) -> None:
        kotlin(app, code, "fun ask(): Boolean { if (agreed) return true; showPrivacyDialog(); return false }")
        assert app.found("PRV106") == []


class TestReplacedByALiteral:
    @pytest.mark.parametrize(
        "code",
        [
            "if (true /* isAgreed() */) init(); // check",
            "if (true) { // PrivacyUtil.isAgreed()\ninit(); }",
            '// if (prefs().getBoolean("a", false) && isPrivacyAgreed)\nif (true) { // check\ninit(); }',
            "if (true || agreed()) init(); // check",
            "if (agreed() || true) init(); // check",
            "if (!BuildConfig.DEBUG || agreed()) init(); // check",
            "boolean isAgreed = true; // agreed()\nif (isAgreed) init(); // check",
        ],
    )
    def test_java(self, app: SmallApp, code: str) -> None:
        java(app, code)
        marker = "// check" if "// check" in code else "// PrivacyUtil"
        assert app.found("PRV106") == app.at("PRV106", marker)

    @pytest.mark.parametrize(
        "code", ["if (true /* isAgreed() */) init() // check", "if (true || agreed) init() // check"]
    )
    def test_kotlin(self, app: SmallApp, code: str) -> None:
        kotlin(app, code)
        assert app.found("PRV106") == app.at("PRV106", "// check")

    @pytest.mark.parametrize(
        "code",
        [
            "if (true) init();",
            "if (true) { // the user has agreed by now\ninit(); }",
            "if (true) { // isReady()\ninit(); }",
            "if (true /* isAgreed() */) finish();",
            "if (BuildConfig.DEBUG || agreed()) init();",
            "if (BuildConfig.DEBUG && agreed()) init();",
            "while (true) { init(); break; }",
            "if (agreed() && true) init();",
        ],
    )
    def test_right(self, app: SmallApp, code: str) -> None:
        java(app, code)
        assert app.found("PRV106") == []


class TestWrongFlag:
    @pytest.mark.parametrize(
        "code",
        [
            """if (prefs().getBoolean("privacy_dialog_shown", false)) { init(); } // check
               showPrivacyDialog(); prefs().edit().putBoolean("privacy_dialog_shown", true).apply();""",
            """if (!prefs().getBoolean("privacy_shown", false)) { // check
               showPrivacyDialog(); prefs().edit().putBoolean("privacy_shown", true).apply(); } else { init(); }""",
            """if (!prefs().getBoolean("policy_read", false)) { prefs().edit().putBoolean("policy_read", true).apply();
               return; } init(); // check""",
        ],
    )
    def test_shown_is_not_agreed(self, app: SmallApp, code: str) -> None:
        java(app, code)
        (finding,) = app.findings("PRV106")
        assert "only that the question was shown" in finding.message.en
        assert finding.trigger == "automatic"

    @pytest.mark.parametrize("language", ["java", "kotlin"])
    def test_flag_that_code_sets_itself(self, app: SmallApp, language: str) -> None:
        code = """prefs{0}.edit().putBoolean("privacy_agreed", true).apply();
            if (agreed{0}) {{ // check
                init(); }}"""
        if language == "java":
            java(app, code.format("()"))
        else:
            kotlin(app, code.format(""))
        assert app.found("PRV106") == app.at("PRV106", "// check")
        assert "without asking" in app.findings("PRV106")[0].message.en

    @pytest.mark.parametrize(
        "code",
        [
            """if (prefs().getBoolean("privacy_dialog_shown", false)) { init(); }
               new AlertDialog.Builder(this).setTitle("Privacy").setPositiveButton("Agree", (d, w) ->
               prefs().edit().putBoolean("privacy_dialog_shown", true).apply()).show();""",
            """if (!prefs().getBoolean("privacy_shown", false)) {
               showPrivacyDialog(); prefs().edit().putBoolean("privacy_shown", true).apply(); }""",
            """if (prefs().getBoolean("guide_shown", false)) { init(); }
               prefs().edit().putBoolean("guide_shown", true).apply();""",
            """if (agreed()) { init(); } prefs().edit().putBoolean("privacy_agreed", false).apply();""",
            """if (agreed()) { init(); } if (prefs().getBoolean("old_agreed", false))
               prefs().edit().putBoolean("privacy_agreed", true).apply();""",
        ],
    )
    def test_right(self, app: SmallApp, code: str) -> None:
        java(app, code)
        assert app.found("PRV106") == []
