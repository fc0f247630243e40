"""What counts as closing the app, or asking again, because a permission was refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from consent.small_apps import SmallApp

_JAVA = """
import android.content.pm.PackageManager;
public class {name} extends Activity {{
    @Override public void onRequestPermissionsResult(int code, String[] names, int[] results) {{
        {code}
    }}
    void go() {{ }}
}}
"""
_KOTLIN = """
import android.content.pm.PackageManager
import androidx.activity.ComponentActivity
import androidx.activity.result.contract.ActivityResultContracts
class {name} : ComponentActivity() {{
    val ask = registerForActivityResult(ActivityResultContracts.{contract}()) {{ answer ->
        {code}
    }}
    fun go() {{ }}
}}
"""


@pytest.mark.parametrize(
    ("code", "is_exit"),
    [
        ("if (results[0] == PackageManager.PERMISSION_GRANTED) go(); else finish();", True),
        ("if (results[0] != PackageManager.PERMISSION_GRANTED) { finish(); return; } go();", True),
        ("if (results[0] == PackageManager.PERMISSION_DENIED) System.exit(0);", True),
        ("for (int r : results) if (r != PackageManager.PERMISSION_GRANTED) finishAffinity();", True),
        ("if (results[0] == PackageManager.PERMISSION_GRANTED) finish();", False),
        ("if (code == 2) finish();", False),
        ("go(); finish();", False),
    ],
)
def test_results_in_java(code: str, is_exit: bool, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.java("MainActivity", _JAVA.format(name="MainActivity", code=code))
    assert bool(app.found("PRV308")) == is_exit


@pytest.mark.parametrize(
    ("contract", "code", "is_exit"),
    [
        ("RequestPermission", "if (!answer) finish()", True),
        ("RequestPermission", "if (answer) go() else finish()", True),
        ("RequestPermission", "if (answer) finish()", False),
        ("StartActivityForResult", "if (answer == null) finish()", False),
    ],
)
def test_contracts_in_kotlin(contract: str, code: str, is_exit: bool, tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.kotlin("MainActivity", _KOTLIN.format(name="MainActivity", contract=contract, code=code))
    assert bool(app.found("PRV308")) == is_exit


def test_a_screen_that_is_not_the_first_may_finish(tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.kotlin(
        "HomeActivity", _KOTLIN.format(name="HomeActivity", contract="RequestPermission", code="if (!answer) finish()")
    )
    assert app.found("PRV308") == []


def test_callbacks_of_permission_libraries(tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.java(
        "MainActivity",
        """
import com.hjq.permissions.*;
import java.util.List;
public class MainActivity extends Activity {
    void ask() {
        XXPermissions.with(this).permission("android.permission.CAMERA").request(new OnPermissionCallback() {
            @Override public void onGranted(List<String> names, boolean all) { }
            @Override public void onDenied(List<String> names, boolean never) { finish(); }
        });
    }
}
""",
    )
    assert len(app.found("PRV308")) == 1


def test_a_condition_that_remembers_is_believed(tmp_path: Path) -> None:
    app = SmallApp(tmp_path)
    app.kotlin(
        "MainActivity",
        """
class MainActivity : Activity() {
    private var wasAsked = false
    override fun onResume() {
        super.onResume()
        if (!wasAsked) { wasAsked = true; requestPermissions(arrayOf("android.permission.CAMERA"), 1) }
    }
}
""",
    )
    assert app.found("PRV307") == []
