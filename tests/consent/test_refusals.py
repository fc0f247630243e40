"""What runs because the user refused: PRV107, and consent that is forged then (PRV105)."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import START, SmallApp


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    return SmallApp(tmp_path)


def java(app: SmallApp, statements: str, members: str = "") -> None:
    app.java(
        "MainActivity",
        f"""
public class MainActivity extends Activity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        {statements}
    }}
    {members}
    void go() {{ startActivity(new Intent(this, HomeActivity.class)); }}
    void start() {{
        {START}; // after
    }}
}}
class HomeActivity extends Activity {{
    @Override protected void onCreate(Bundle state) {{
        super.onCreate(state);
        MobclickAgent.onEvent(this, "home"); // home
    }}
}}
""",
    )


def kotlin(app: SmallApp, statements: str, members: str = "", imports: str = "") -> None:
    app.kotlin(
        "MainActivity",
        f"""{imports}
class MainActivity : Activity() {{
    override fun onCreate(state: Bundle?) {{
        super.onCreate(state)
        {statements}
    }}
    {members}
    fun go() = startActivity(Intent(this, HomeActivity::class.java))
    fun start() {{
        {START} // after
    }}
}}
class HomeActivity : Activity() {{
    override fun onCreate(state: Bundle?) {{
        super.onCreate(state)
        MobclickAgent.onEvent(this, "home") // home
    }}
}}
""",
    )


def expect(app: SmallApp, *markers: str) -> None:
    """PRV107 reports these lines and nothing else; no rule calls them automatic."""
    found = app.findings("PRV101", "PRV102", "PRV103", "PRV107", "PRV109")
    assert [(item.code, item.line) for item in found] == app.at("PRV107", *markers)
    assert {item.trigger for item in found} <= {"user"}


class TestButtons:
    @pytest.mark.parametrize(
        "code",
        [
            # the place in a dialog
            """new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Yes", null)
               .setNegativeButton("No", (d, w) -> start()).show();""",
            """AlertDialog.Builder b = new AlertDialog.Builder(this); b.setMessage("请阅读《隐私政策》");
               b.setPositiveButton("好", null); b.setNegativeButton("不", (d, w) -> start()); b.show();""",
            """new AlertDialog.Builder(this).setMessage("Terms of service").setPositiveButton("Agree", null)
               .setOnCancelListener(d -> start()).show();""",
            """new AlertDialog.Builder(this).setTitle(R.string.privacy_policy).setPositiveButton(R.string.agree, null)
               .setNegativeButton(R.string.disagree, new DialogInterface.OnClickListener() {
                   @Override public void onClick(DialogInterface d, int which) { start(); } }).show();""",
            # one listener of both buttons
            """DialogInterface.OnClickListener l = (d, which) -> {
                   if (which == DialogInterface.BUTTON_POSITIVE) { go(); } else { start(); } };
               new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", l)
                   .setNegativeButton("Disagree", l).show();""",
            # the label wins over the place
            """new AlertDialog.Builder(this).setTitle("隐私政策").setPositiveButton("不同意", (d, w) -> start())
               .setNegativeButton("同意", (d, w) -> MobclickAgent.onEvent(this, "yes")).show();""",
            # views
            """setContentView(R.layout.privacy); findViewById(R.id.agree).setOnClickListener(v -> go());
               findViewById(R.id.disagree).setOnClickListener(v -> start());""",
            """setContentView(R.layout.privacy); View no = findViewById(R.id.btn_refuse);
               findViewById(R.id.btn_agree).setOnClickListener(v -> go()); no.setOnClickListener(v -> start());""",
            """View v = getLayoutInflater().inflate(R.layout.dialog_privacy, null);
               v.findViewById(R.id.tv_agree).setOnClickListener(x -> go());
               v.findViewById(R.id.tv_browse_only).setOnClickListener(x -> start());""",
        ],
    )
    def test_in_java(self, app: SmallApp, code: str) -> None:
        java(app, code)
        expect(app, "// after")

    @pytest.mark.parametrize(
        "code",
        [
            """AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree") { _, _ -> go() }
                .setNegativeButton("Disagree") { _, _ -> start() }.show()""",
            """AlertDialog.Builder(this).apply { setTitle("隐私政策"); setPositiveButton("同意") { _, _ -> go() }
                setNegativeButton("仅浏览") { _, _ -> start() } }.show()""",
            """MaterialDialog(this).show { title(text = "隐私政策"); positiveButton(text = "同意") { go() }
                negativeButton(text = "拒绝") { start() } }""",
            """binding.btnAgree.setOnClickListener { go() }; binding.btnDisagree.setOnClickListener { start() }
                binding.tvContent.text = "隐私政策" """,
            "Privacy.ask(this) { agreed -> if (agreed) go() else start() }",
            "Privacy.ask(this) { agreed: Boolean -> if (!agreed) { start(); return@ask }; go() }",
            "Privacy.ask(this, onAgree = { go() }, onDisagree = { start() })",
        ],
    )
    def test_in_kotlin(self, app: SmallApp, code: str) -> None:
        members = "val binding by lazy { ActivityPrivacyBinding.inflate(layoutInflater) }"
        head = "import com.afollestad.materialdialogs.MaterialDialog\nimport com.vendor.Privacy\n"
        kotlin(app, code, members, head)
        expect(app, "// after")

    def test_label_of_a_view_is_in_its_layout(self, app: SmallApp) -> None:
        app.write("app/src/main/res/values/strings.xml", '<resources><string name="no">不同意</string></resources>')
        app.write(
            "app/src/main/res/layout/privacy.xml",
            """<L xmlns:android="http://schemas.android.com/apk/res/android"><Button android:id="@+id/left"
            android:text="@string/no"/><Button android:id="@+id/right" android:text="同意"/></L>""",
        )
        java(
            app,
            """setContentView(R.layout.privacy); findViewById(R.id.left).setOnClickListener(v -> start());
            findViewById(R.id.right).setOnClickListener(v -> go());""",
        )
        expect(app, "// after")

    def test_label_is_a_string_resource(self, app: SmallApp) -> None:
        app.write("app/src/main/res/values/strings.xml", '<resources><string name="left">不同意</string></resources>')
        kotlin(
            app,
            """AlertDialog.Builder(this).setTitle("隐私政策").setPositiveButton("同意") { _, _ -> go() }
            .setNeutralButton(R.string.left) { _, _ -> start() }.show()""",
        )
        expect(app, "// after")

    @pytest.mark.parametrize(
        "check",
        [
            "switch (v.getId()) { case R.id.agree: go(); break; case R.id.refuse: start(); }",
            "if (v.getId() == R.id.agree) { go(); } else { start(); }",
        ],
    )
    def test_screen_that_listens_itself(self, app: SmallApp, check: str) -> None:
        app.java(
            "MainActivity",
            f"""
public class MainActivity extends Activity implements View.OnClickListener {{
    Button no;
    @Override protected void onCreate(Bundle state) {{ super.onCreate(state);
        setContentView(R.layout.privacy);
        no = findViewById(R.id.refuse);
        no.setOnClickListener(this);
        findViewById(R.id.agree).setOnClickListener(this); }}
    @Override public void onClick(View v) {{ {check} }}
    void go() {{ MobclickAgent.onEvent(this, "yes"); }}
    void start() {{
        {START}; // after
    }}
}}
""",
        )
        expect(app, "// after")

    def test_screen_that_listens_itself_in_kotlin(self, app: SmallApp) -> None:
        app.kotlin(
            "MainActivity",
            f"""
class MainActivity : Activity(), View.OnClickListener {{
    override fun onCreate(state: Bundle?) {{
        super.onCreate(state)
        setContentView(R.layout.privacy)
        findViewById<View>(R.id.refuse).setOnClickListener(this)
        findViewById<View>(R.id.agree).setOnClickListener(this)
    }}
    override fun onClick(v: View) {{
        when (v.id) {{
            R.id.agree -> MobclickAgent.onEvent(this, "yes")
            R.id.refuse -> start()
        }}
    }}
    fun start() {{
        {START} // after
    }}
}}
""",
        )
        expect(app, "// after")


class TestListeners:
    def test_listener_of_a_dialog_of_the_project(self, app: SmallApp) -> None:
        java(
            app,
            """new AskDialog(this, new AskDialog.Listener() {
                @Override public void onAgree() { MobclickAgent.onEvent(MainActivity.this, "privacy"); }
                @Override public void onCancel() { start(); }
            }).show();""",
        )
        app.java(
            "AskDialog",
            """
public class AskDialog extends Dialog {
    interface Listener { void onAgree(); void onCancel(); }
    AskDialog(Context context, Listener listener) { super(context);
        setContentView(R.layout.ask);
        findViewById(R.id.left).setOnClickListener(v -> { dismiss(); listener.onCancel(); });
        findViewById(R.id.right).setOnClickListener(v -> { dismiss(); listener.onAgree(); }); }
}
""",
        )
        expect(app, "// after")

    def test_callback_of_a_sheet_of_the_project(self, app: SmallApp) -> None:
        kotlin(app, "PrivacySheet(this, onYes = { go() }, onRefuse = { start() }).show()")
        app.kotlin(
            "PrivacySheet",
            """
class PrivacySheet(context: Context, val onYes: () -> Unit, val onRefuse: () -> Unit) : Dialog(context) {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        findViewById<View>(R.id.a).setOnClickListener { onYes() }
        findViewById<View>(R.id.b).setOnClickListener { dismiss(); onRefuse() }
    }
}
""",
        )
        expect(app, "// after")

    def test_screens_that_a_refusal_opens(self, app: SmallApp) -> None:
        java(
            app,
            """new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", null)
            .setNegativeButton("Browse only", (d, w) -> go()).show();""",
        )
        expect(app, "// home")

    def test_compose(self, app: SmallApp) -> None:
        kotlin(
            app,
            """setContent {
            AlertDialog(onDismissRequest = {}, text = { Text("隐私政策") },
                confirmButton = { TextButton(onClick = { go() }) { Text("同意") } },
                dismissButton = { TextButton(onClick = { start() }) { Text("退出") } })
        }""",
            imports="import androidx.activity.compose.setContent\nimport androidx.compose.material3.AlertDialog\n"
            "import androidx.compose.material3.TextButton\nimport androidx.compose.material3.Text\n",
        )
        expect(app, "// after")

    def test_permission_and_identifier(self, app: SmallApp) -> None:
        kotlin(
            app,
            """AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree") { _, _ -> }
            .setNegativeButton("Disagree") { _, _ ->
                requestPermissions(arrayOf("android.permission.CAMERA"), 1) // permission
                android.provider.Settings.Secure.getString(contentResolver, "android_id") // id
            }.show()""",
        )
        expect(app, "// permission", "// id")

    def test_message_and_path(self, app: SmallApp) -> None:
        java(
            app,
            """new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", null)
            .setNegativeButton("Disagree", (d, w) -> start()).show();""",
        )
        (finding,) = app.findings("PRV107")
        assert finding.message.en.startswith("UMConfigure.init starts ")
        assert finding.message.en.endswith(" after the user refused")
        assert finding.message.zh.startswith("用户拒绝后仍启动")
        assert (finding.severity, finding.trigger) == ("error", "user")
        assert "callback of a refusal" in [hop.note for hop in finding.trace]

    def test_pedantic_runs_say_it_once(self, app: SmallApp) -> None:
        java(
            app,
            """new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", null)
            .setNegativeButton("Disagree", (d, w) -> start()).show();""",
        )
        assert app.found("PRV101", "PRV107", pedantic=True) == app.at("PRV107", "// after")


class TestWhatIsNoCollectionAfterARefusal:
    @pytest.mark.parametrize(
        "code",
        [
            # leaves, asks again, switches off
            """new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", (d, w) -> start())
               .setNegativeButton("Disagree", (d, w) -> { finish(); System.exit(0); }).show();""",
            """new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", (d, w) -> start())
               .setNegativeButton("Disagree", (d, w) -> onCreate(null)).show();""",
            """new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", (d, w) -> start())
               .setNegativeButton("Disagree", (d, w) -> com.google.firebase.analytics.FirebaseAnalytics
               .getInstance(this).setAnalyticsCollectionEnabled(false)).show();""",
            """new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", (d, w) -> start())
               .setNegativeButton("Disagree", (d, w) -> MobclickAgent.disable()).show();""",
            # checks the answer
            """new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", (d, w) -> start())
               .setNegativeButton("Disagree", (d, w) -> {
               if (getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)) start(); }).show();""",
            # other questions
            """new AlertDialog.Builder(this).setTitle("Update").setPositiveButton("OK", null)
               .setNegativeButton("Later", (d, w) -> start()).show();""",
            """new AlertDialog.Builder(this).setTitle("Rate us").setNegativeButton("No", (d, w) -> start()).show();
               new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", null)
               .setNegativeButton("Disagree", (d, w) -> finish()).show();""",
            """setContentView(R.layout.login); findViewById(R.id.tv_skip).setOnClickListener(v -> start());
               findViewById(R.id.tv_privacy_policy).setOnClickListener(v -> open("https://example.com/privacy"));
               CheckBox box = findViewById(R.id.cb_agree); box.setOnCheckedChangeListener((b, on) -> changed(on));""",
            """setContentView(R.layout.guide); findViewById(R.id.btn_skip).setOnClickListener(v -> start());""",
            # agreed
            """new AlertDialog.Builder(this).setTitle("隐私政策").setNegativeButton("同意", (d, w) -> start())
               .setPositiveButton("不同意", (d, w) -> finish()).show();""",
            """new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", (d, w) -> start())
               .setNegativeButton("Disagree", null).setOnDismissListener(d -> go()).show();""",
            "setContentView(R.layout.privacy); findViewById(R.id.agree).setOnClickListener(v -> start());",
        ],
    )
    def test_in_java(self, app: SmallApp, code: str) -> None:
        java(app, code, "void open(String url) {} void changed(boolean on) {}")
        expect(app)

    @pytest.mark.parametrize(
        "code",
        [
            """AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree") { _, _ -> start() }
                .setNegativeButton("Disagree") { _, _ -> finish() }.show()""",
            "Privacy.ask(this) { agreed -> if (agreed) start() else finish() }",
            "Privacy.ask(this) { agreed -> if (!agreed) return@ask; start() }",
            "Privacy.ask(this, onAgree = { start() }, onDisagree = { finish() })",
            "Location.ask(this, onConfirm = { finish() }, onCancel = { start() })",
            "Permissions.ask(this) { granted -> if (granted) finish() else start() }",
            """binding.btnAgree.setOnClickListener { start() }; binding.btnDisagree.setOnClickListener { finish() }""",
            """AlertDialog.Builder(this).setTitle("Delete?").setPositiveButton("Yes") { _, _ -> }
                .setNegativeButton("Cancel") { _, _ -> start() }.show()""",
            """binding.tvPrivacyPolicy.setOnClickListener { finish() }; binding.ivClose.setOnClickListener { start() }
                binding.btnCancel.setOnClickListener { start() }""",
        ],
    )
    def test_in_kotlin(self, app: SmallApp, code: str) -> None:
        members = "val binding by lazy { ActivityLoginBinding.inflate(layoutInflater) }"
        kotlin(app, code, members, "import com.vendor.*\n")
        found = app.findings("PRV107")
        assert found == []

    def test_what_runs_by_itself_is_said_once(self, app: SmallApp) -> None:
        java(
            app,
            """start(); new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", null)
            .setNegativeButton("Disagree", (d, w) -> start()).show();""",
        )
        assert app.found("PRV101", "PRV107") == app.at("PRV101", "// after")

    def test_listener_of_a_screen_for_views_nobody_can_tell_apart(self, app: SmallApp) -> None:
        app.java(
            "MainActivity",
            f"""
public class MainActivity extends Activity implements View.OnClickListener {{
    Button agree, refuse;
    @Override protected void onCreate(Bundle state) {{ super.onCreate(state);
        setContentView(R.layout.privacy); agree.setOnClickListener(this); refuse.setOnClickListener(this); }}
    @Override public void onClick(View v) {{ if (v == agree) {{ {START}; }} else {{ finish(); }} }}
}}
""",
        )
        expect(app)


class TestForgedAfterARefusal:
    @pytest.mark.parametrize("button", ["setNegativeButton", "setNeutralButton"])
    def test_sdk_is_told(self, app: SmallApp, button: str) -> None:
        java(
            app,
            f"""new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", null)
            .{button}("Disagree", (d, w) -> AMapLocationClient.updatePrivacyAgree(this, true) // told
            ).show();""",
        )
        (finding,) = app.findings("PRV105")
        assert (finding.line, finding.severity) == (app.line("// told")[1], "error")
        assert finding.message.en.endswith("although the user refused")

    @pytest.mark.parametrize("label", ["Disagree", "拒绝", "Later", "Cancel", "稍后再说"])
    def test_flag_is_set(self, app: SmallApp, label: str) -> None:
        kotlin(
            app,
            f"""AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree") {{ _, _ -> }}
            .setNeutralButton("{label}") {{ _, _ ->
                getSharedPreferences("a", 0).edit().putBoolean("privacy_agreed", true).apply() // forged
            }}.show()""",
        )
        assert app.found("PRV105") == app.at("PRV105", "// forged")

    @pytest.mark.parametrize(("more", "count"), [("", 1), (".setCancelable(false)", 0)])
    def test_dialog_that_goes_away(self, app: SmallApp, more: str, count: int) -> None:
        java(
            app,
            f"""new AlertDialog.Builder(this).setTitle("Privacy policy").setPositiveButton("Agree", null){more}
            .setOnDismissListener(d ->
                getSharedPreferences("a", 0).edit().putBoolean("privacy_agreed", true).apply()).show();""",
        )
        assert len(app.findings("PRV105")) == count

    @pytest.mark.parametrize(
        ("method", "label"), [("setPositiveButton", "Agree"), ("setNegativeButton", "同意"), ("setNeutralButton", "OK")]
    )
    def test_right_places(self, app: SmallApp, method: str, label: str) -> None:
        kotlin(
            app,
            f"""AlertDialog.Builder(this).setTitle("Privacy policy").{method}("{label}") {{ _, _ ->
                getSharedPreferences("a", 0).edit().putBoolean("privacy_agreed", true).apply()
                AMapLocationClient.updatePrivacyAgree(this, true)
            }}.show()""",
        )
        assert app.found("PRV105") == []
