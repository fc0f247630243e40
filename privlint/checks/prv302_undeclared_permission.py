"""PRV302: a call needs a permission that the manifest does not declare."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims
from privlint.checks.context import Context
from privlint.checks.example_manifests import manifest
from privlint.checks.permission_needs import PermissionNeeds
from privlint.checks.rule import Example, Rule
from privlint.checks.wording import listed, shown_call
from privlint.findings import Text
from privlint.fingerprints import Claim

_PREFIX = "android.permission."
_PERMISSION = '    <uses-permission android:name="android.permission.RECORD_AUDIO" />\n    <application'

_JAVA = """\
package com.example;

import android.app.Activity;
import android.media.MediaRecorder;
import android.os.Bundle;
import android.view.View;

public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        View memo = new View(this);
        memo.setOnClickListener(view -> new MediaRecorder().setAudioSource(MediaRecorder.AudioSource.MIC));
        setContentView(memo);
    }
}
"""
_KOTLIN = """\
package com.example

import android.app.Activity
import android.media.MediaRecorder
import android.os.Bundle
import android.view.View

class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val memo = View(this)
        memo.setOnClickListener { MediaRecorder().setAudioSource(MediaRecorder.AudioSource.MIC) }
        setContentView(memo)
    }
}
"""


def _declaring(path: str, code: str) -> dict[str, str]:
    files = {name: text.replace("    <application", _PERMISSION, 1) for name, text in manifest().items()}
    return {**files, path: code}


RULE = Rule(
    code="PRV302",
    name="undeclared-permission",
    severity="note",
    confidence="medium",
    summary=Text(
        "A call fails without a permission that no manifest of the project declares.",
        "某调用缺少权限将会失败，而工程的清单中均未声明该权限。",
    ),
    why=Text(
        "Either the code never works, and should go, or a library brings the permission into the app without the team "
        "having decided on it: then it is missing from the list of permissions that the policy and the store show.",
        "要么该代码从未生效、应当删除；要么权限由依赖库带入而团队并不知情，隐私政策与应用商店的权限列表也会因此遗漏。",
    ),
    mend=Text(
        "Remove the code, or declare the permission and say in the policy what it is for.",
        "删除该代码，或声明权限并在隐私政策中说明用途。",
    ),
    limits=Text(
        "The manifests of binary libraries are seen in a Gradle export only: one may declare it. Only calls that "
        "always need the permission are looked at.",
        "二进制依赖的清单仅在 Gradle 导出结果中可见，权限可能由其声明；仅检查必定需要权限的调用。",
    ),
    regulations=("permission-abuse", "store-disclosure", "google-play"),
    examples=(
        Example(
            "Java",
            {"app/src/main/java/com/example/MainActivity.java": _JAVA},
            _declaring("app/src/main/java/com/example/MainActivity.java", _JAVA),
        ),
        Example(
            "Kotlin",
            {"app/src/main/java/com/example/MainActivity.kt": _KOTLIN},
            _declaring("app/src/main/java/com/example/MainActivity.kt", _KOTLIN),
        ),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each permission, at the first call that something leads to."""
    declared = {
        item.name.removeprefix(_PREFIX)
        for variant in context.application.variants
        for item in variant.manifest.permissions
    }
    unknown = PermissionNeeds(context).unknown_libraries
    for row in context.catalogue.needed_permissions:
        if not declared.isdisjoint(row.any_of):
            continue
        uses = (use for use in context.site_uses if f"{use.site.owner}#{use.site.member}" in row.calls)
        reached = ((use, entry) for use in uses for entry in context.entries(use)[:1])
        use, entry = next(reached, (None, None))
        if use is not None:
            message = _message(shown_call(use.site, use.call), row.any_of, bool(unknown))
            yield claims.of_use(context, RULE, use, message, RULE.severity, entry, "medium")


def _message(call: str, names: tuple[str, ...], is_maybe_brought: bool) -> Text:
    may_bring_en = "; a library may bring it" if is_maybe_brought else ""
    may_bring_zh = "（可能由依赖库声明）" if is_maybe_brought else ""
    shown = [name.rpartition(".")[2] for name in names if "PRIVILEGED" not in name]
    shown = list(dict.fromkeys(shown))
    return Text(
        f"{call} needs {listed(shown, ' or ')}, which no manifest declares{may_bring_en}",
        f"{call} 需要 {listed(shown, '或', '、')}，但清单中均未声明{may_bring_zh}",
    )
