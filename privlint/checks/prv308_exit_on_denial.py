"""PRV308: the app closes because a permission was refused."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims
from privlint.checks.context import Context
from privlint.checks.launchers import launchers
from privlint.checks.rule import Rule, in_both_languages
from privlint.findings import Text
from privlint.fingerprints import Claim

#: These end the app wherever they stand; a screen that finishes ends it only if it is the first one.
_ENDS_APP = ("exitProcess", "exit", "killProcess", "finishAffinity", "finishAndRemoveTask", "exitApp")
_FINISH = "finish"

_JAVA = """\
package com.example;

import android.app.Activity;
import android.content.pm.PackageManager;

public class MainActivity extends Activity {{
    @Override
    public void onRequestPermissionsResult(int code, String[] permissions, int[] results) {{
        if (results[0] == PackageManager.PERMISSION_GRANTED) {{
            open(true);
        }} else {{
            {};
        }}
    }}

    private void open(boolean withCamera) {{
    }}
}}
"""
_KOTLIN = """\
package com.example

import android.Manifest
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.result.contract.ActivityResultContracts

class MainActivity : ComponentActivity() {{
    private val camera = registerForActivityResult(ActivityResultContracts.RequestPermission()) {{ granted ->
        if (granted) open(true) else {}
    }}

    private fun open(withCamera: Boolean) {{
    }}
}}
"""

RULE = Rule(
    code="PRV308",
    name="exit-on-denied-permission",
    severity="error",
    summary=Text(
        "The app closes itself when the user refuses a permission.",
        "用户拒绝权限后应用自行退出。",
    ),
    why=Text(
        "Refusing what the core of a service does not need may not cost the service: forced permissions are an item of "
        "every campaign. Closing after the privacy policy itself was refused is judged otherwise, and not reported.",
        "用户拒绝非必要权限不得影响其使用服务，强制索取权限是历次整治的重点。拒绝隐私政策后退出另当别论，本规则不报告。",
    ),
    mend=Text(
        "Go on without the permission, and switch off only the feature that needs it.",
        "在无该权限的情况下继续提供服务，仅停用确需该权限的功能。",
    ),
    limits=Text(
        "What a dialog does that is shown after the refusal is not followed. A screen behind the first that finishes "
        "is not the app that closes.",
        "拒绝后再弹出的对话框中的操作不作跟踪；非首个页面的 finish 不视为退出应用。",
    ),
    regulations=("permission-abuse", "miit-164-2020", "cac-191-2019", "pipl", "google-play"),
    examples=in_both_languages(
        "MainActivity",
        java=(_JAVA.format("finish()"), _JAVA.format("open(false)")),
        kotlin=(_KOTLIN.format("finishAffinity()"), _KOTLIN.format("open(false)")),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each such call."""
    screens = launchers(context)
    for item in context.after_denial((*_ENDS_APP, _FINISH)):
        if item.function == _FINISH and screens.isdisjoint(item.owners):
            continue
        message = Text(
            f"{item.function}() closes the app because a permission was refused",
            f"权限被拒绝后 {item.function}() 使应用退出",
        )
        yield claims.of_denial(context, RULE, item, message, RULE.severity)
