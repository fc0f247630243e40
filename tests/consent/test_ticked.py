"""Boxes that are ticked before the user ticks them, and answers that default to yes: PRV108."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import SmallApp

_COMPOSE = """
import androidx.activity.compose.setContent
import androidx.compose.foundation.layout.*
import androidx.compose.material3.*
import androidx.compose.runtime.*
import androidx.compose.ui.res.stringResource
"""


@pytest.fixture
def app(tmp_path: Path) -> SmallApp:
    return SmallApp(tmp_path)


def layout(app: SmallApp, views: str, name: str = "main") -> str:
    path = f"app/src/main/res/layout/{name}.xml"
    app.write(
        path, f'<LinearLayout xmlns:android="http://schemas.android.com/apk/res/android">\n{views}\n</LinearLayout>'
    )
    return path


def java(app: SmallApp, statements: str, members: str = "") -> None:
    head = "public class MainActivity extends Activity {\n@Override protected void onCreate(Bundle state) {\n"
    app.java("MainActivity", f"{head}super.onCreate(state);\n{statements}\n}}\n{members}\n}}\n")


def kotlin(app: SmallApp, statements: str, members: str = "", imports: str = "") -> None:
    head = "class MainActivity : Activity() {\noverride fun onCreate(state: Bundle?) {\nsuper.onCreate(state)\n"
    app.kotlin("MainActivity", f"{imports}{head}{statements}\n}}\n{members}\n}}\n")


class TestLayouts:
    @pytest.mark.parametrize(
        "box",
        [
            '<CheckBox android:id="@+id/cb_agree" android:checked="true"/>',
            '<CheckBox android:checked="true" android:text="我已阅读并同意《用户协议》"/>',
            '<CheckBox android:checked="true" android:text="@string/terms"/>',
            '<androidx.appcompat.widget.AppCompatCheckBox android:checked="true" android:text="I agree to the terms"/>',
            '<CheckBox android:id="@+id/box" android:checked="true"/><TextView android:text="同意《隐私政策》"/>',
            '<Switch android:checked="true" android:text="I agree to the Privacy Policy"/>',
            '<com.x.SmoothCheckBox android:id="@+id/checkAgreement" android:checked="true"/>',
            '<CheckBox android:id="@+id/cb_user_terms" android:checked="true"/>',
        ],
    )
    @pytest.mark.parametrize("language", ["java", "kotlin"])
    def test_ticked(self, app: SmallApp, box: str, language: str) -> None:
        app.write(
            "app/src/main/res/values/strings.xml", '<resources><string name="terms">接受服务条款</string></resources>'
        )
        path = layout(app, box)
        if language == "java":
            java(app, "setContentView(R.layout.main);")
        else:
            kotlin(app, "val binding = MainBinding.inflate(layoutInflater)\nsetContentView(binding.root)")
        (finding,) = app.findings("PRV108")
        assert (finding.path, finding.line, finding.trigger, finding.severity) == (path, 2, "automatic", "error")

    def test_screen_that_the_user_opens(self, app: SmallApp) -> None:
        path = layout(app, '<CheckBox android:id="@+id/cb_agree" android:checked="true"/>', "login")
        java(
            app, "findViewById(R.id.login).setOnClickListener(v -> login());", "void login() { show(R.layout.login); }"
        )
        (finding,) = app.findings("PRV108")
        assert (finding.path, finding.trigger, finding.severity) == (path, "user", "warning")
        assert "'cb_agree'" in finding.message.zh

    @pytest.mark.parametrize(
        "box",
        [
            '<CheckBox android:id="@+id/cb_agree"/>',
            '<CheckBox android:id="@+id/cb_agree" android:checked="false"/>',
            '<CheckBox android:id="@+id/cb_agree" android:checked="@{vm.agreed}"/>',
            '<CheckBox android:id="@+id/cb_remember" android:checked="true" android:text="记住密码"/>',
            '<CheckBox android:id="@+id/cb" android:checked="true" android:text="Keep me signed in"/>',
            '<Switch android:id="@+id/analytics" android:checked="true" android:text="Send usage statistics"/>',
            '<Switch android:id="@+id/switch_privacy_mode" android:checked="true" android:text="隐私模式"/>',
            '<Switch android:id="@+id/https" android:checked="true" android:text="使用 HTTPS 协议"/>',
            '<RadioButton android:id="@+id/rb_wechat" android:checked="true" android:text="微信支付"/>',
            """<CheckBox android:id="@+id/cb_remember" android:checked="true"/><CheckBox android:id="@+id/cb_agree"/>
               <TextView android:text="同意《隐私政策》"/>""",
            '<LinearLayout><CheckBox android:checked="true"/></LinearLayout><TextView android:text="隐私政策"/>',
            '<Button android:id="@+id/agree" android:checked="true" android:text="同意"/>',
        ],
    )
    def test_what_is_not_ticked_or_no_agreement(self, app: SmallApp, box: str) -> None:
        layout(app, box)
        java(app, "setContentView(R.layout.main);")
        assert app.findings("PRV108") == []

    def test_layout_that_nobody_uses(self, app: SmallApp) -> None:
        layout(app, '<CheckBox android:id="@+id/cb_agree" android:checked="true"/>', "forgotten")
        java(app, "setContentView(R.layout.main);")
        assert app.findings("PRV108") == []

    @pytest.mark.parametrize("language", ["java", "kotlin"])
    def test_code_takes_the_tick_away(self, app: SmallApp, language: str) -> None:
        layout(app, '<CheckBox android:id="@+id/cb_agree" android:checked="true"/>')
        if language == "java":
            java(app, "setContentView(R.layout.main); CheckBox c = findViewById(R.id.cb_agree); c.setChecked(false);")
        else:
            kotlin(app, "val binding = MainBinding.inflate(layoutInflater)\nbinding.cbAgree.isChecked = false")
        assert app.findings("PRV108") == []

    def test_broken_layout(self, app: SmallApp) -> None:
        app.write("app/src/main/res/layout/main.xml", '<L><CheckBox android:id="cb_agree" android:checked="true"')
        java(app, "setContentView(R.layout.main);")
        assert app.findings("PRV108") == []


class TestCode:
    @pytest.mark.parametrize(
        "code",
        [
            "CheckBox box = findViewById(R.id.cb_agree); box.setChecked(true); // ticked",
            "box = findViewById(R.id.cb_agreement); box.setChecked(true); // ticked",
            "((CheckBox) findViewById(R.id.cb_user_agreement)).setChecked(true); // ticked",
            "agreeBox.setChecked(true); // ticked",
            "setUp(); // after",
        ],
    )
    def test_java(self, app: SmallApp, code: str) -> None:
        call = "agreeBox.setChecked(true); // ticked" if "// after" in code else ""
        java(app, code, f"CheckBox box, agreeBox; void setUp() {{ {call}\n}}")
        assert app.found("PRV108") == app.at("PRV108", "// ticked")

    @pytest.mark.parametrize(
        "code",
        [
            "findViewById<CheckBox>(R.id.cb_agree).isChecked = true // ticked",
            "binding.cbAgreement.isChecked = true // ticked",
            "binding.cbAgreement.setChecked(true) // ticked",
        ],
    )
    def test_kotlin(self, app: SmallApp, code: str) -> None:
        kotlin(app, code, "val binding by lazy { MainBinding.inflate(layoutInflater) }")
        assert app.found("PRV108") == app.at("PRV108", "// ticked")

    @pytest.mark.parametrize(
        "code",
        [
            "CheckBox box = findViewById(R.id.cb_agree); box.setChecked(false);",
            "CheckBox box = findViewById(R.id.cb_remember); box.setChecked(true);",
            'agreeBox.setChecked(getSharedPreferences("a", 0).getBoolean("privacy_agreed", false));',
            'if (getSharedPreferences("a", 0).getBoolean("privacy_agreed", false)) agreeBox.setChecked(true);',
            "findViewById(R.id.row).setOnClickListener(v -> agreeBox.setChecked(true));",
            """new AlertDialog.Builder(this).setTitle("隐私政策")
               .setPositiveButton("同意", (d, w) -> agreeBox.setChecked(true)).show();""",
            "privacyModeSwitch.setChecked(true);",
            "item.setChecked(true);",
        ],
    )
    def test_right_java(self, app: SmallApp, code: str) -> None:
        java(app, code, "CheckBox agreeBox; Switch privacyModeSwitch; MenuItem item;")
        assert app.findings("PRV108") == []


class TestCompose:
    @pytest.mark.parametrize(
        "code",
        [
            """var checked by remember { mutableStateOf(true) }
            Row { Checkbox(checked = checked, onCheckedChange = { checked = it }) // ticked
                Text("I agree to the privacy policy") }""",
            """val agreed = remember { mutableStateOf(true) }
            Checkbox(checked = agreed.value, onCheckedChange = { agreed.value = it }) // ticked""",
            """var on by remember { mutableStateOf(true) }
            Row { Switch(on, { on = it }) // ticked
                Text("同意《用户协议》") }""",
            """Checkbox(checked = true, onCheckedChange = null) // ticked
            Text("我已阅读并同意隐私政策")""",
        ],
    )
    def test_ticked(self, app: SmallApp, code: str) -> None:
        kotlin(app, f"setContent {{\n{code}\n}}", imports=_COMPOSE)
        assert app.found("PRV108") == app.at("PRV108", "// ticked")

    @pytest.mark.parametrize(
        "code",
        [
            """var checked by remember { mutableStateOf(false) }
            Row { Checkbox(checked = checked, onCheckedChange = { checked = it }); Text("I agree to the terms") }""",
            """var remembered by remember { mutableStateOf(true) }
            Row { Checkbox(checked = remembered, onCheckedChange = { remembered = it }); Text("Remember me") }""",
            """var on by remember { mutableStateOf(true) }; var agreed by remember { mutableStateOf(false) }
            Column { Checkbox(checked = on, onCheckedChange = { on = it }); Text("Dark mode")
                Checkbox(checked = agreed, onCheckedChange = { agreed = it }); Text("I agree to the terms of use") }""",
        ],
    )
    def test_right(self, app: SmallApp, code: str) -> None:
        kotlin(app, f"setContent {{\n{code}\n}}", imports=_COMPOSE)
        assert app.findings("PRV108") == []


class TestDefaults:
    @pytest.mark.parametrize(
        "code",
        [
            'if (prefs.getBoolean("privacy_agreed", true)) { finish(); } // read',
            'if (!prefs.getBoolean("need_agree_privacy", false)) { finish(); } // read',
            'boolean agreed = prefs.getBoolean("agree_protocol", true); // read\n if (!agreed) return; finish();',
        ],
    )
    @pytest.mark.parametrize("language", ["java", "kotlin"])
    def test_answer_that_defaults_to_yes(self, app: SmallApp, code: str, language: str) -> None:
        if language == "java":
            java(app, f'SharedPreferences prefs = getSharedPreferences("a", 0);\n{code}')
        else:
            kotlin(app, f'val prefs = getSharedPreferences("a", 0)\n{code.replace("boolean", "val")}')
        assert app.found("PRV108") == app.at("PRV108", "// read")
        assert "before the user answered" in app.findings("PRV108")[0].message.en

    @pytest.mark.parametrize(
        "code",
        [
            'if (prefs.getBoolean("privacy_agreed", false)) { finish() }',
            'if (prefs.getBoolean("analytics_enabled", true)) { finish() }',
            'if (prefs.getBoolean("is_first_run", true)) { finish() }',
            'if (prefs.getBoolean("need_privacy", true)) { finish() }',
            'if (prefs.getBoolean("privacy_mode", true)) { finish() }',
            'if (prefs.getBoolean("crash_reports", true)) { finish() }',
        ],
    )
    def test_what_is_no_consent_by_default(self, app: SmallApp, code: str) -> None:
        kotlin(app, f'val prefs = getSharedPreferences("a", 0)\n{code}')
        assert app.findings("PRV108") == []
