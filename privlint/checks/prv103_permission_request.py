"""PRV103: a permission is asked for before the user agreed."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims, wording
from privlint.checks.context import Context
from privlint.checks.rule import Rule, in_both_languages
from privlint.checks.rule_settings import CONSENT
from privlint.findings import Text
from privlint.fingerprints import Claim

_FAILING_JAVA = """\
package com.example;

import android.Manifest;
import android.app.Activity;
import android.os.Bundle;

public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        requestPermissions(new String[] {Manifest.permission.ACCESS_FINE_LOCATION}, 1);
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import android.Manifest;
import android.app.Activity;
import android.os.Bundle;
import android.view.View;

public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        View nearby = new View(this);
        nearby.setOnClickListener(view ->
                requestPermissions(new String[] {Manifest.permission.ACCESS_FINE_LOCATION}, 1));
        setContentView(nearby);
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.Manifest
import android.app.Activity
import android.os.Bundle

class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        requestPermissions(arrayOf(Manifest.permission.ACCESS_FINE_LOCATION), 1)
    }
}
"""
_MENDED_KOTLIN = """\
package com.example

import android.Manifest
import android.app.Activity
import android.os.Bundle
import android.view.View

class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val nearby = View(this)
        nearby.setOnClickListener {
            requestPermissions(arrayOf(Manifest.permission.ACCESS_FINE_LOCATION), 1)
        }
        setContentView(nearby)
    }
}
"""

RULE = Rule(
    code="PRV103",
    name="permission-before-consent",
    severity="error",
    summary=Text(
        "A runtime permission is requested on a path that runs before the user agreed to the privacy policy.",
        "在用户同意隐私政策之前的执行路径上申请了运行时权限。",
    ),
    why=Text(
        "Nobody can decide about a permission before knowing what it is for. Asking at start-up, or behind an open "
        "consent dialog, counts as asking without notice.",
        "用户在了解用途之前无法作出决定。启动时或在隐私弹窗尚未关闭时就申请权限，视为未告知即索取。",
    ),
    mend=Text(
        "Ask when the user starts the feature that needs the permission, after consent, and say in the same moment "
        "what it is for.",
        "在用户同意之后、触发需要该权限的功能时再申请，并同步告知用途。",
    ),
    limits=Text(
        "Requests made by a binary library are not seen. Which permissions are asked for is told where they are "
        "constants.",
        "无法识别二进制库发起的申请；仅当权限为常量时才能给出具体权限。",
    ),
    settings=(*CONSENT, "pedantic"),
    regulations=("permission-abuse", "miit-164-2020", "cac-191-2019", "pipl", "google-play"),
    examples=in_both_languages(
        "MainActivity", java=(_FAILING_JAVA, _MENDED_JAVA), kotlin=(_FAILING_KOTLIN, _MENDED_KOTLIN)
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each request."""
    for exposed in context.exposures("permission"):
        message = wording.before_consent(context, exposed.exposure)
        yield claims.of_exposure(context, RULE, exposed, message)
