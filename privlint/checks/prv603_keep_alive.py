"""PRV603: the app keeps itself running, or lets others start it."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims, code_claims, dependency_claims
from privlint.checks.component_claims import components, of_component
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.example_manifests import manifest
from privlint.checks.open_components import is_idle, is_open
from privlint.checks.rule import Example, Rule
from privlint.checks.wording import class_name
from privlint.findings import Text
from privlint.fingerprints import Claim
from privlint.knowledge.identification import fits_coordinate

_SERVICE = "android.app.Service"
#: Where a service learns that it ends.
_ENDS = ("onDestroy", "onTaskRemoved")
_DEEPEST = 4  # calls between the end and the start
_STARTS = frozenset(("startService", "startForegroundService"))
#: Clients of services bind in many places: it counts in the method itself.
_BINDS = "bindService"

_DECLARED = """\
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

    @Override
    public void onDestroy() {
        startService(new Intent(this, SyncService.class));
        super.onDestroy();
    }
}
"""
_MENDED_JAVA = """\
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
_PIXEL = """\
        <activity android:name=".PixelActivity" android:exported="false" />
"""
_KOTLIN = """\
package com.example

import android.app.Activity
import android.os.Bundle

class PixelActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val params = window.attributes
        params.width = 1
        params.height = 1
        window.attributes = params
    }
}
"""
_PATH = "app/src/main/java/com/example"

RULE = Rule(
    code="PRV603",
    name="keep-alive",
    severity="warning",
    summary=Text(
        "A service that any app can start, code that keeps a process alive against the system (a service that starts "
        "itself again, a window of one pixel, a silent sound, processes that watch each other), or a library for that.",
        "服务可被任意应用启动，或使用了保活手段（服务结束时重启自身、一像素窗口、无声音频、双进程守护）或保活库。",
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
        "Of each means the usual form is known: a window of one pixel in an activity, a looping sound without volume "
        "or with a telling name in a service, two services of different processes of which one starts the other when "
        "it is gone. What native code does is not seen.",
        "仅识别各手段的常见写法：Activity 的一像素窗口、服务中循环播放的零音量或名称明显的音频、不同进程的两个服务在"
        "对方断开时将其重新启动。原生代码的行为无法看到。",
    ),
    regulations=("auto-start", "miit-164-2020", "miit-26-2023"),
    examples=(
        Example(
            "Java",
            {**manifest(_DECLARED), f"{_PATH}/SyncService.java": _JAVA},
            {**manifest(_DECLARED), f"{_PATH}/SyncService.java": _MENDED_JAVA},
        ),
        Example("Kotlin", {**manifest(_PIXEL), f"{_PATH}/PixelActivity.kt": _KOTLIN}, manifest()),
    ),
)
_TRICKS = {
    "pixel": Text("{} is a window of one pixel: it keeps the process in front", "{} 是一像素窗口：使进程保持前台"),
    "silence": Text("{} plays a sound in a loop that nobody hears", "{} 循环播放无声音频"),
    "daemon": Text(
        "{} starts the service of another process again when it is gone", "{} 在另一进程的服务断开后将其重新启动"
    ),
}


def check(context: Context) -> Iterator[Claim]:
    """One finding for each service that is open to others, for each means to stay alive, and for each such library."""
    for component, variants in components(context, "service"):
        if is_open(component) and not is_idle(context, component):  # PRV602 says more
            name = class_name(component.name)
            message = Text(
                f"any app can start {name}, and with it this app: it is exported without a permission",
                f"{name} 已导出且未设置权限，任意应用都可启动它并唤起本应用",
            )
            yield of_component(context, RULE, component, variants, Statement(message=message, severity="note"))
    yield from _restarts(context)
    for trick in context.keep_alive_tricks():
        text, name = _TRICKS[trick.kind], class_name(trick.owner)
        statement = Statement(message=Text(text.en.format(name), text.zh.format(name)), severity=RULE.severity)
        yield code_claims.of_code(context, RULE, trick.place, trick.owner, statement)
    for row in context.build.dependencies:
        for library in context.catalogue.keep_alives:
            if row.group and fits_coordinate(row.group, row.name, library.coordinates):
                message = Text(
                    f"{library.name} is made to keep the app running against the system",
                    f"{library.name} 是用于对抗系统回收的保活库",
                )
                statement = Statement(message=message, severity=RULE.severity)
                yield dependency_claims.of_dependency(context, RULE, row, statement)


def _restarts(context: Context) -> Iterator[Claim]:
    """Services that start something when they end, each once."""
    declared = {component.name for component, _ in components(context, "service")}
    seen: set[str] = set()
    for method in _ENDS:
        direct = {item.place: item.calls for item in context.overrides(_SERVICE, method)}
        for item in context.overrides(_SERVICE, method, _DEEPEST):
            binds = (name for name in direct.get(item.place, ()) if name == _BINDS)
            call = next((name for name in item.calls if name in _STARTS), next(binds, ""))
            if call and item.owner not in seen and not declared.isdisjoint(item.classes):
                seen.add(item.owner)
                name = class_name(item.owner)
                message = Text(
                    f"{name} starts a service again when it ends ({method} leads to {call})",
                    f"{name} 结束时再次启动服务（{method} 最终调用 {call}）",
                )
                yield claims.of_override(context, RULE, item, message, RULE.severity)
