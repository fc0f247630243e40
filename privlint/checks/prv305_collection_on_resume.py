"""PRV305: personal data is read whenever the user comes back to a screen."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims, wording
from privlint.checks.collected import collected_uses
from privlint.checks.context import Context
from privlint.checks.rule import Rule, in_both_languages
from privlint.checks.screen_returns import is_return
from privlint.findings import Text
from privlint.fingerprints import Claim

_FAILING_JAVA = """\
package com.example;

import android.app.Activity;

public class MainActivity extends Activity {
    @Override
    protected void onResume() {
        super.onResume();
        show(getPackageManager().getInstalledPackages(0).size());
    }

    private void show(int count) {
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;

public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        View scan = new View(this);
        scan.setOnClickListener(view -> show(getPackageManager().getInstalledPackages(0).size()));
        setContentView(scan);
    }

    private void show(int count) {
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.app.Activity

class MainActivity : Activity() {
    override fun onResume() {
        super.onResume()
        show(packageManager.getInstalledPackages(0).size)
    }

    private fun show(count: Int) {
    }
}
"""
_MENDED_KOTLIN = """\
package com.example

import android.app.Activity
import android.os.Bundle
import android.view.View

class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val scan = View(this)
        scan.setOnClickListener { show(packageManager.getInstalledPackages(0).size) }
        setContentView(scan)
    }

    private fun show(count: Int) {
    }
}
"""

RULE = Rule(
    code="PRV305",
    name="collection-on-resume",
    severity="warning",
    confidence="medium",
    summary=Text(
        "Strict data is read each time a screen comes to the front.",
        "页面每次回到前台时都读取敏感信息。",
    ),
    why=Text(
        "onResume and onStart run dozens of times a day: after every call, every unlock, every dialog. Test labs count "
        "such reads and call them frequent.",
        "onResume、onStart 每天会执行数十次（接听电话、解锁、关闭弹窗之后都会触发），检测机构会据此认定为频繁收集。",
    ),
    mend=Text(
        "Read it when the user does what needs it, or keep what was read.",
        "在用户触发相应功能时读取，或缓存已读取的结果。",
    ),
    limits=Text(
        "Paths are followed whatever their conditions say: a value that is kept after the first read is reported all "
        "the same.",
        "沿调用路径判断而不考虑条件：首次读取后已缓存的情况也会报告。",
    ),
    regulations=("beyond-scope", "miit-164-2020", "cac-191-2019", "pipl", "gdpr", "google-play"),
    examples=in_both_languages(
        "MainActivity", java=(_FAILING_JAVA, _MENDED_JAVA), kotlin=(_FAILING_KOTLIN, _MENDED_KOTLIN)
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each place, by the first screen that reads it so."""
    for use in collected_uses(context):
        entry = next(
            (entry for entry in context.entries(use) if is_return(context, entry) and not entry.is_registered), None
        )
        if entry is None or entry.repeater or use.is_polled:  # PRV304 says more
            continue
        call, does = wording.shown_call(use.site, use.call), wording.deed(context, use.site)
        screen = entry.owner.rpartition(".")[2]
        message = Text(
            f"{call} {does.en} each time {screen} comes to the front ({entry.method})",
            f"{screen} 每次回到前台（{entry.method}）都{does.zh}：{call}",
        )
        yield claims.of_use(context, RULE, use, message, RULE.severity, entry, "medium")
