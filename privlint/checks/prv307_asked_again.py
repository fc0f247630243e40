"""PRV307: a refused permission is asked for again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privlint.checks import claims
from privlint.checks.context import Context
from privlint.checks.rule import Rule, in_both_languages
from privlint.checks.screen_returns import is_return
from privlint.consent.model import Entry
from privlint.findings import Text
from privlint.fingerprints import Claim

_REQUESTS = ("requestPermissions", "launchPermissionRequest", "launchMultiplePermissionRequest")
#: Words in the names of conditions that remember that somebody was asked, or ask first.
_REMEMBERS = frozenset(
    "ask asked asking shown show first request requested requesting denied deny refuse refused rationale once last "
    "time times count dialog never ignore need pending should interval day flag reject rejected".split()
)
#: On the way from the screen to the request.
_MOST_BODIES = 6
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_FAILING_JAVA = """\
package com.example;

import android.Manifest;
import android.app.Activity;
import android.content.pm.PackageManager;

public class MainActivity extends Activity {
    private static final String[] NEEDED = {Manifest.permission.CAMERA};

    @Override
    public void onRequestPermissionsResult(int code, String[] permissions, int[] results) {
        if (results[0] != PackageManager.PERMISSION_GRANTED) {
            requestPermissions(NEEDED, code);
        }
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import android.app.Activity;
import android.content.pm.PackageManager;
import android.widget.Toast;

public class MainActivity extends Activity {
    @Override
    public void onRequestPermissionsResult(int code, String[] permissions, int[] results) {
        if (results[0] != PackageManager.PERMISSION_GRANTED) {
            Toast.makeText(this, "Codes can be typed in instead", Toast.LENGTH_LONG).show();
        }
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.Manifest
import android.app.Activity
import android.content.pm.PackageManager

class MainActivity : Activity() {
    override fun onResume() {
        super.onResume()
        if (checkSelfPermission(Manifest.permission.CAMERA) != PackageManager.PERMISSION_GRANTED) {
            requestPermissions(arrayOf(Manifest.permission.CAMERA), 1)
        }
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
    code="PRV307",
    name="permission-asked-again",
    severity="warning",
    confidence="medium",
    summary=Text(
        "A permission is asked for again when it was refused: in the answer itself, or on every return to the screen.",
        "用户拒绝权限后再次申请：在拒绝回调中直接申请，或每次回到页面时申请。",
    ),
    why=Text(
        "Asking until the user gives in is what notices call frequent requests. The prompt itself pauses the screen, "
        "so a request in onResume asks again as soon as it is refused.",
        "反复申请直至用户同意即为频繁索取。权限弹窗本身会使页面暂停，因此在 onResume 中申请会在拒绝后立即再次弹出。",
    ),
    mend=Text(
        "Take the no. Offer the feature without the permission, and ask again only when the user starts it anew.",
        "尊重用户的拒绝：提供不依赖该权限的方式，仅在用户再次主动触发功能时申请。",
    ),
    limits=Text(
        "A condition on the way to the request in onResume whose name says that it remembers something (asked, shown, "
        "first) is believed. The request, or what leads to it, is looked for in the file of the screen.",
        "onResume 到申请之间若存在名称表明已记录状态的条件（asked、shown、first 等），视为已处理。"
        "仅在页面所在文件内查找申请。",
    ),
    regulations=("permission-abuse", "miit-164-2020", "cac-191-2019", "pipl", "google-play"),
    examples=in_both_languages(
        "MainActivity", java=(_FAILING_JAVA, _MENDED_JAVA), kotlin=(_FAILING_KOTLIN, _MENDED_KOTLIN)
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each request after a refusal, and for each on every return to a screen."""
    for item in context.after_denial(_REQUESTS):
        message = Text("a permission is asked for again as soon as it is refused", "权限被拒绝后立即再次申请")
        yield claims.of_denial(context, RULE, item, message, RULE.severity)
    seen: set[tuple[str, str]] = set()
    for use in context.site_uses:
        is_asked = use.site.kind == "permission" and _has_screen(context, use.place.path)
        entries = context.entries(use, _MOST_BODIES) if is_asked else ()
        entry = next((entry for entry in entries if _comes_back(context, entry)), None)
        if entry is None or (entry.owner, entry.method) in seen:
            continue
        seen.add((entry.owner, entry.method))
        screen = entry.owner.rpartition(".")[2]
        message = Text(
            f"a permission is asked for each time {screen} comes to the front ({entry.method}), "
            "after a refusal as well",
            f"{screen} 每次回到前台（{entry.method}）都会申请权限，拒绝后也不例外",
        )
        claim = claims.of_use(context, RULE, use, message, RULE.severity, entry, "medium")
        yield Claim(claim.finding, claim.text, f"{entry.owner}.{entry.method}")


def _has_screen(context: Context, path: str) -> bool:
    """Whether code of a file is called on a return to a screen: paths from elsewhere cost too much to search."""
    return context.sources.has_any(path, context.catalogue.screen_returns)


def _comes_back(context: Context, entry: Entry) -> bool:
    """Whether a screen runs something on each return to it, without a condition that remembers."""
    words = {word.lower() for name in entry.conditions for word in _WORD.findall(name)}
    return is_return(context, entry) and words.isdisjoint(_REMEMBERS)
