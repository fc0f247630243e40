"""PRV304: personal data is read again and again, or in the background."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims, wording
from privlint.checks.collected import collected_uses
from privlint.checks.context import Context
from privlint.checks.rule import Rule, in_both_languages
from privlint.consent.model import Entry, SiteUse
from privlint.findings import Severity, Text
from privlint.fingerprints import Claim

#: Components that run while no screen is open.
_BACKGROUND = {"service": "服务", "worker": "后台任务", "job": "后台任务", "receiver": "广播接收器"}

_FAILING_JAVA = """\
package com.example;

import android.app.Activity;
import android.content.ClipboardManager;
import android.os.Handler;

public class MainActivity extends Activity {
    private final Handler handler = new Handler();

    @Override
    protected void onResume() {
        super.onResume();
        poll();
    }

    private void poll() {
        show(getSystemService(ClipboardManager.class).getPrimaryClip());
        handler.postDelayed(this::poll, 1000);
    }

    private void show(Object clip) {
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import android.app.Activity;
import android.content.ClipboardManager;
import android.os.Bundle;
import android.view.View;

public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        View paste = new View(this);
        paste.setOnClickListener(view -> show(getSystemService(ClipboardManager.class).getPrimaryClip()));
        setContentView(paste);
    }

    private void show(Object clip) {
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.app.Activity
import android.content.ClipboardManager
import android.os.Handler

class MainActivity : Activity() {
    private val handler = Handler()

    override fun onResume() {
        super.onResume()
        poll()
    }

    private fun poll() {
        show(getSystemService(ClipboardManager::class.java).primaryClip)
        handler.postDelayed({ poll() }, 1000)
    }

    private fun show(clip: Any?) {
    }
}
"""
_MENDED_KOTLIN = """\
package com.example

import android.app.Activity
import android.content.ClipboardManager
import android.os.Bundle
import android.view.View

class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val paste = View(this)
        paste.setOnClickListener { show(getSystemService(ClipboardManager::class.java).primaryClip) }
        setContentView(paste)
    }

    private fun show(clip: Any?) {
    }
}
"""

RULE = Rule(
    code="PRV304",
    name="repeated-collection",
    severity="warning",
    confidence="medium",
    summary=Text(
        "Personal data is read by a timer, a loop that waits, or periodic work; or by a component of the background.",
        "通过定时器、轮询循环、周期任务反复读取个人信息，或在后台组件中读取。",
    ),
    why=Text(
        "How often data is taken is part of what is needed: test labs count the calls, also while the app is not in "
        "front, and compare them with the policy.",
        "收集频率同样须符合必要原则：检测机构会统计调用次数（包括应用处于后台时），并与隐私政策比对。",
    ),
    mend=Text(
        "Read once when it is needed, or let the system tell of changes. What a feature needs in the background "
        "belongs into the policy, with how often.",
        "在需要时读取一次，或监听系统的变化通知；确需在后台读取的，应在隐私政策中说明场景与频率。",
    ),
    limits=Text(
        "Paths are followed whatever their conditions say, so a switch of the user's may hold them back. What a "
        "registered listener is given is not counted.",
        "沿调用路径判断而不考虑条件，可能受用户开关控制；已注册监听器收到的数据不计入。",
    ),
    regulations=("beyond-scope", "miit-164-2020", "cac-191-2019", "pipl", "gbt-35273-2020", "gdpr", "google-play"),
    examples=in_both_languages(
        "MainActivity", java=(_FAILING_JAVA, _MENDED_JAVA), kotlin=(_FAILING_KOTLIN, _MENDED_KOTLIN)
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each place that is read so, by the worst way to it."""
    for use in collected_uses(context):
        entries = [entry for entry in context.entries(use) if entry.trigger != "user"]
        repeated = next((entry for entry in entries if entry.repeater), None)
        if repeated is None and use.is_polled and entries:
            repeated = entries[0]
        if repeated is not None:
            yield _claim(context, use, repeated, _how(repeated), RULE.severity)
            continue
        hidden = next((entry for entry in entries if entry.component in _BACKGROUND), None)
        if hidden is not None:
            yield _claim(context, use, hidden, _where(hidden), "note")


def _claim(context: Context, use: SiteUse, entry: Entry, manner: Text, severity: Severity) -> Claim:
    call, does = wording.shown_call(use.site, use.call), wording.deed(context, use.site)
    message = Text(f"{call} {does.en} {manner.en}", f"{manner.zh}{does.zh}：{call}")
    return claims.of_use(context, RULE, use, message, severity, entry, "medium")


def _how(entry: Entry) -> Text:
    if entry.repeater in ("", "loop"):
        return Text("again and again, in a loop", "在循环中反复")
    return Text(f"again and again, by {entry.repeater}", f"通过 {entry.repeater} 反复")


def _where(entry: Entry) -> Text:
    name, kind = entry.owner.rpartition(".")[2], _BACKGROUND[entry.component]
    return Text(f"in the background, from the {entry.component} {name}", f"在后台{kind} {name} 中")
