"""PRV603: the app keeps itself running, or lets others start it."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims, dependency_claims
from privlint.checks.component_claims import components, of_component
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.example_manifests import manifest
from privlint.checks.rule import Example, Rule
from privlint.checks.wording import class_name
from privlint.findings import Text
from privlint.fingerprints import Claim
from privlint.knowledge.identification import fits_coordinate
from privlint.workspace.model import Component

#: What the platform calls by itself; whoever declares it has to export it.
_OF_PLATFORM = ("android.", "androidx.", "com.google.", "com.android.")
_SERVICE = "android.app.Service"
#: Where a service learns that it ends.
_ENDS = ("onDestroy", "onTaskRemoved")
_STARTS = frozenset(("startService", "startForegroundService", "bindService"))

_DECLARED = """\
        <service android:name=".SyncService" android:exported="true">
            <intent-filter>
                <action android:name="com.example.SYNC" />
            </intent-filter>
        </service>
"""
_MENDED = """\
        <service android:name=".SyncService" android:exported="false" />
"""
_JAVA = """\
package com.example;

import android.app.Service;
import android.content.Intent;
import android.os.IBinder;

public class SyncService extends Service {
    @Override
    public IBinder onBind(Intent intent) {
        return null;
    }
}
"""
_KOTLIN = """\
package com.example

import android.app.Service
import android.content.Intent
import android.os.IBinder

class SyncService : Service() {
    override fun onBind(intent: Intent?): IBinder? = null
}
"""

RULE = Rule(
    code="PRV603",
    name="keep-alive",
    severity="warning",
    summary=Text(
        "A service that any app can start, a service that starts itself again when it ends, or a keep-alive library.",
        "服务可被任意应用启动、服务结束时重新启动自身，或使用了保活库。",
    ),
    why=Text(
        "Keeping a process alive against the system, and apps that wake each other, are what notices call frequent "
        "self-start and chained start.",
        "对抗系统回收的保活以及应用间相互唤起，正是通报中所称的频繁自启动与关联启动。",
    ),
    mend=Text(
        'Declare the service with android:exported="false", or with a permission of signature level. Leave it to '
        "WorkManager to go on later.",
        '将服务声明为 android:exported="false"，或设置 signature 级别的权限；后续任务交由 WorkManager 调度。',
    ),
    limits=Text(
        "What keeps a process alive by other means (a silent sound, a window of one pixel, two processes that watch "
        "each other) is not recognised by itself, only in libraries that the catalogue names.",
        "其他保活方式（播放无声音频、一像素窗口、双进程守护）仅在目录所列的库中识别。",
    ),
    regulations=("auto-start", "miit-164-2020", "miit-26-2023"),
    examples=(
        Example(
            "Java",
            {**manifest(_DECLARED), "app/src/main/java/com/example/SyncService.java": _JAVA},
            {**manifest(_MENDED), "app/src/main/java/com/example/SyncService.java": _JAVA},
        ),
        Example(
            "Kotlin",
            {**manifest(_DECLARED), "app/src/main/java/com/example/SyncService.kt": _KOTLIN},
            {**manifest(_MENDED), "app/src/main/java/com/example/SyncService.kt": _KOTLIN},
        ),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each service that is open to others, that restarts itself, and for each such library."""
    for component, variants in components(context, "service"):
        if _is_open(component):
            name = class_name(component.name)
            message = Text(
                f"any app can start {name}, and with it this app: it is exported without a permission",
                f"{name} 已导出且未设置权限，任意应用都可启动它并唤起本应用",
            )
            yield of_component(context, RULE, component, variants, Statement(message=message, severity="note"))
    yield from _restarts(context)
    for row in context.build.dependencies:
        for library in context.catalogue.keep_alives:
            if row.group and fits_coordinate(row.group, row.name, library.coordinates):
                message = Text(
                    f"{library.name} is made to keep the app running against the system",
                    f"{library.name} 是用于对抗系统回收的保活库",
                )
                statement = Statement(message=message, severity=RULE.severity)
                yield dependency_claims.of_dependency(context, RULE, row, statement)


def _is_open(component: Component) -> bool:
    if component.exported is not True or component.permission:
        return False
    return not any(action.startswith(_OF_PLATFORM) for action in component.actions)


def _restarts(context: Context) -> Iterator[Claim]:
    """Services that start something when they end."""
    declared = {component.name for component, _ in components(context, "service")}
    for method in _ENDS:
        for item in context.overrides(_SERVICE, method):
            call = next((name for name in item.calls if name in _STARTS), "")
            if call and item.owner in declared:
                name = class_name(item.owner)
                message = Text(
                    f"{name} starts a service again when it ends ({method} calls {call})",
                    f"{name} 结束时再次启动服务（{method} 调用 {call}）",
                )
                yield claims.of_override(context, RULE, item, message, RULE.severity)
