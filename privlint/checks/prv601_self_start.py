"""PRV601: broadcasts of the system start the app."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from privlint.checks import wakers
from privlint.checks.component_claims import components, of_component
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.example_manifests import manifest
from privlint.checks.rule import Example, Rule
from privlint.checks.wording import class_name, listed
from privlint.findings import Severity, Text
from privlint.fingerprints import Claim
from privlint.knowledge.scope import WakingBroadcast

_RECEIVER = """\
        <receiver android:name=".WakeReceiver" android:exported="false">
            <intent-filter>
                <action android:name="android.intent.action.BOOT_COMPLETED" />
                <action android:name="android.intent.action.MEDIA_MOUNTED" />
            </intent-filter>
        </receiver>
"""
_JAVA = """\
package com.example;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

public class WakeReceiver extends BroadcastReceiver {
    @Override
    public void onReceive(Context context, Intent intent) {
    }
}
"""
_KOTLIN = """\
package com.example

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent

class WakeReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
    }
}
"""
_BOOT = "BOOT"

RULE = Rule(
    code="PRV601",
    name="self-start",
    severity="warning",
    summary=Text(
        "A receiver in the manifest lets broadcasts of the system start the app (boot, network, unlocking, charging), "
        "or an SDK starts it by itself.",
        "清单中的广播接收器使应用被系统广播（开机、网络变化、解锁、充电等）唤起，或 SDK 自行启动应用。",
    ),
    why=Text(
        "An app that starts without its user has to need it and to have said so. Each start also runs the Application "
        "class and every provider, with all that they collect.",
        "应用自启动须有必要且已告知用户。每次启动都会执行 Application 与各 ContentProvider，以及其中的收集行为。",
    ),
    mend=Text(
        "Remove the receiver, or let WorkManager and alarms do what must happen later. If a feature needs it "
        "(reminders after a boot), switch it on with PackageManager.setComponentEnabledSetting() once the user uses "
        "the feature, "
        "and name it in the policy.",
        "删除该接收器，或改用 WorkManager、闹钟；确需使用（如开机后恢复提醒）的，在用户启用该功能后通过 "
        "PackageManager.setComponentEnabledSetting() 开启，并在隐私政策中说明。",
    ),
    limits=Text(
        "Receivers that binary libraries declare are seen in a Gradle export only. Apps that target Android 8 or later "
        "are sent few broadcasts (boot, storage): others are reported where the build says that it targets less, and "
        "as a note where it does not say.",
        "二进制依赖声明的接收器仅在 Gradle 导出结果中可见。以 Android 8 及以上为目标版本的应用仅能收到少数广播"
        "（开机、存储）：其余广播仅在构建脚本声明了更低的目标版本时报告，未声明时作为提示。",
    ),
    regulations=("auto-start", "miit-164-2020", "miit-26-2023"),
    examples=(
        Example(
            "Java",
            {**manifest(_RECEIVER), "app/src/main/java/com/example/WakeReceiver.java": _JAVA},
            manifest(),
        ),
        Example(
            "Kotlin",
            {**manifest(_RECEIVER), "app/src/main/java/com/example/WakeReceiver.kt": _KOTLIN},
            manifest(),
        ),
    ),
)


_BY_SDK = Text("starts the app by itself", "会自行启动应用")


def check(context: Context) -> Iterator[Claim]:
    """One finding for each receiver, and for each SDK that does it."""
    target = max((variant.target_sdk for variant in context.application.variants), default=0)
    for component, variants in components(context, "receiver"):
        rows = [row for row in context.catalogue.waking_broadcasts if _wakes(row, component.actions, target)]
        if not rows:
            continue
        name = class_name(component.name)
        en = listed(list(dict.fromkeys(row.en for row in rows)), " and ")
        zh = listed(list(dict.fromkeys(row.zh for row in rows)), "和", "、")
        seen = {action for row in rows for action in row.actions}.intersection(component.actions)
        is_mild = all(_BOOT in action for action in seen) or (not target and all(row.until_target for row in rows))
        severity: Severity = "note" if is_mild else RULE.severity
        message = Text(f"{name} starts the app {en}", f"{zh}会通过 {name} 启动应用")
        if not target and any(row.until_target for row in rows):
            message = Text(
                f"{message.en}, if it targets less than Android 8", f"{message.zh}（目标版本低于 Android 8 时）"
            )
        yield of_component(context, RULE, component, variants, Statement(message=message, severity=severity))
    yield from wakers.of_sdks(context, RULE, "self-start", _BY_SDK)


def _wakes(row: WakingBroadcast, actions: Iterable[str], target: int) -> bool:
    """Whether broadcasts that a receiver asks for arrive at an app that targets a level of Android; 0: not known."""
    is_sent = not row.until_target or not target or target < row.until_target
    return is_sent and not set(row.actions).isdisjoint(actions)
