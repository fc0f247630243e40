"""PRV306: several permissions are asked for at once when the app opens."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims
from privlint.checks.context import Context
from privlint.checks.launchers import launchers
from privlint.checks.rule import Rule, in_both_languages
from privlint.checks.wording import listed
from privlint.consent.model import Entry, SiteUse
from privlint.findings import Severity, Text
from privlint.fingerprints import Claim

#: Kinds of data at once: two may belong to one feature (camera and microphone).
_FEWEST = 2
_MANY = 3
_OPENS = frozenset(("onCreate", "onStart", "onResume", "onPostCreate", "<init>", "onAttachedToWindow"))

_FAILING_JAVA = """\
package com.example;

import android.Manifest;
import android.app.Activity;
import android.os.Bundle;

public class MainActivity extends Activity {
    private static final String[] NEEDED = {
        Manifest.permission.CAMERA, Manifest.permission.READ_CONTACTS, Manifest.permission.ACCESS_FINE_LOCATION
    };

    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        requestPermissions(NEEDED, 1);
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
        View scan = new View(this);
        scan.setOnClickListener(view -> requestPermissions(new String[] {Manifest.permission.CAMERA}, 1));
        setContentView(scan);
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.Manifest
import android.app.Activity
import android.os.Bundle

class MainActivity : Activity() {
    private val needed = arrayOf(
        Manifest.permission.CAMERA,
        Manifest.permission.READ_CONTACTS,
        Manifest.permission.ACCESS_FINE_LOCATION,
    )

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        requestPermissions(needed, 1)
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
        val scan = View(this)
        scan.setOnClickListener { requestPermissions(arrayOf(Manifest.permission.CAMERA), 1) }
        setContentView(scan)
    }
}
"""

RULE = Rule(
    code="PRV306",
    name="permission-bundle",
    severity="warning",
    confidence="medium",
    summary=Text(
        "Permissions for several kinds of data are asked for in one go when the app opens.",
        "应用启动时一次性申请多类权限。",
    ),
    why=Text(
        "Nobody can tell at that moment what each is for. Notices list it as frequent and excessive requests, consent "
        "dialog or not.",
        "用户此时无法判断各权限的用途。无论是否已弹出隐私提示，通报均将其归为频繁、过度索取权限。",
    ),
    mend=Text(
        "Ask for each permission when the user starts the feature that needs it, and say what it is for.",
        "在用户触发相应功能时逐项申请，并同步告知用途。",
    ),
    limits=Text(
        "Which permissions are asked for is told where they are named in the call, a variable or a field of the file.",
        "仅当权限在调用、变量或本文件字段中写明时才能识别。",
    ),
    regulations=("permission-abuse", "miit-164-2020", "cac-191-2019", "pipl", "google-play"),
    examples=in_both_languages(
        "MainActivity", java=(_FAILING_JAVA, _MENDED_JAVA), kotlin=(_FAILING_KOTLIN, _MENDED_KOTLIN)
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each request."""
    kinds = {name: row for row in context.catalogue.protected_uses for name in row.permissions}
    screens = launchers(context)
    for use in context.site_uses:
        asked = {id(kinds[name]): kinds[name] for name in use.permissions}
        if len(asked) < _FEWEST:
            continue
        entry = next((entry for entry in context.entries(use) if _opens(entry, screens)), None)
        if entry is not None:
            yield _claim(context, use, entry, len(asked))


def _opens(entry: Entry, screens: frozenset[str]) -> bool:
    return entry.owner in screens and entry.method in _OPENS and entry.trigger == "automatic"


def _claim(context: Context, use: SiteUse, entry: Entry, count: int) -> Claim:
    names = list(use.permissions)
    severity: Severity = RULE.severity if count >= _MANY else "note"
    message = Text(
        f"{listed(names, ' and ')} are asked for at once when the app opens",
        f"应用打开时一次性申请 {listed(names, '和', '、')}",
    )
    return claims.of_use(context, RULE, use, message, severity, entry, "medium")
