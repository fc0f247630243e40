"""PRV602: the app starts other apps by itself, or has parts that are there to be started by them."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import claims, wakers
from privlint.checks.component_claims import components, of_component
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.example_manifests import manifest
from privlint.checks.open_components import is_idle, is_open
from privlint.checks.rule import Example, Rule
from privlint.checks.wording import class_name, listed
from privlint.consent.foreignstarts import ANY
from privlint.consent.model import Entry, StartOfOthers
from privlint.findings import Severity, Text
from privlint.fingerprints import Claim

_SHOWN = 3
_DEEDS = {
    "startActivity": Text("opens", "打开"),
    "startActivityForResult": Text("opens", "打开"),
    "startService": Text("starts", "启动"),
    "startForegroundService": Text("starts", "启动"),
    "bindService": Text("binds to", "绑定"),
    "sendBroadcast": Text("wakes", "唤醒"),
    "sendOrderedBroadcast": Text("wakes", "唤醒"),
}
_DECLARED = """\
        <receiver android:name=".PowerReceiver" android:exported="false">
            <intent-filter>
                <action android:name="android.intent.action.MY_PACKAGE_REPLACED" />
            </intent-filter>
        </receiver>
"""
_JAVA = """\
package com.example;

import android.content.BroadcastReceiver;
import android.content.ComponentName;
import android.content.Context;
import android.content.Intent;

public class PowerReceiver extends BroadcastReceiver {
    @Override
    public void onReceive(Context context, Intent intent) {
        Intent partner = new Intent();
        partner.setComponent(new ComponentName("net.partner.reader", "net.partner.reader.WakeService"));
        context.startService(partner);
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

public class PowerReceiver extends BroadcastReceiver {
    @Override
    public void onReceive(Context context, Intent intent) {
        context.startService(new Intent(context, ReminderService.class));
    }
}
"""
_KOTLIN = """\
package com.example

import android.app.Application
import android.content.Intent

class App : Application() {
    override fun onCreate() {
        super.onCreate()
        for (partner in listOf("net.partner.reader", "net.partner.player")) {
            sendBroadcast(Intent("net.partner.WAKE").apply { setPackage(partner) })
        }
    }
}
"""
_MENDED_KOTLIN = """\
package com.example

import android.app.Activity
import android.app.Application
import android.content.Intent
import android.os.Bundle
import android.view.View

class App : Application()

class MainActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val reader = View(this)
        reader.setOnClickListener { startActivity(Intent("net.partner.READ").setPackage("net.partner.reader")) }
        setContentView(reader)
    }
}
"""
_PATH = "app/src/main/java/com/example"

RULE = Rule(
    code="PRV602",
    name="chained-start",
    severity="warning",
    confidence="medium",
    summary=Text(
        "The app starts, binds or wakes another app by itself, or has a part that is there for others to start it.",
        "应用在用户未操作时启动、绑定或唤醒其他应用，或设有专供其他应用拉起的组件。",
    ),
    why=Text(
        "Apps that start each other run, and collect, without their user having opened them. Notices call it chained "
        "start; it is allowed only where a service needs it and the user was told.",
        "应用相互拉起后，会在用户未打开时运行并收集信息，即通报中的“关联启动”；仅在业务必需且已告知用户时允许。",
    ),
    mend=Text(
        "Open another app when the user asks for it. Close the part to others "
        '(android:exported="false", or a permission of signature level), or remove it; switch the wake-up of the SDK '
        "off. What a service does need belongs into the policy.",
        '仅在用户主动操作时打开其他应用。将组件设为 android:exported="false" 或 signature 级权限，或直接删除；关闭 SDK '
        "的唤醒功能。确属业务必需的，应在隐私政策中说明。",
    ),
    limits=Text(
        "The package of the other app has to stand in the code, as a constant on the way from the entry to the call, "
        "or the call in a loop over the apps that a query finds. Apps that come with the device do not count. Of a "
        "part that others may start only that is reported whose class does nothing else. What SDKs do is known of few.",
        "仅当代码中以常量写明其他应用的包名，或在循环中逐一启动查询到的应用时才能识别；设备自带的应用不计。可被其他应用启动的组件，仅在其代码不做其他"
        "事情时报告。SDK 的内部行为仅少数已知。",
    ),
    regulations=("auto-start", "miit-164-2020", "miit-26-2023"),
    examples=(
        Example(
            "Java",
            {**manifest(_DECLARED), f"{_PATH}/PowerReceiver.java": _JAVA},
            {**manifest(_DECLARED), f"{_PATH}/PowerReceiver.java": _MENDED_JAVA},
        ),
        Example(
            "Kotlin",
            {**manifest(application=".App"), f"{_PATH}/App.kt": _KOTLIN},
            {**manifest(application=".App"), f"{_PATH}/App.kt": _MENDED_KOTLIN},
        ),
    ),
)
_BY_SDK = Text("keeps its connection by starting other apps that have it", "会通过合并链路启动其他集成该 SDK 的应用")


def check(context: Context) -> Iterator[Claim]:
    """One finding for each call that starts others, for each part that is there for them, and for each such SDK."""
    for item in context.starts_of_others():
        others = [package for package in item.packages if _is_foreign(context, package)]
        entry = _worst(item.entries, is_seen=item.function.startswith("startActivity"))
        if others and entry is not None:
            yield _of_start(context, item, entry, others)
    for component, variants in components(context, "service", "provider", "receiver"):
        if is_open(component) and is_idle(context, component):
            name = class_name(component.name)
            message = Text(
                f"{name} does nothing for whoever starts it, and any app can: it is there to be woken",
                f"{name} 可被任意应用启动且不执行任何功能：仅用于被其他应用唤起",
            )
            statement = Statement(message=message, severity=RULE.severity, confidence="medium")
            yield of_component(context, RULE, component, variants, statement)
    yield from wakers.of_sdks(context, RULE, "chained start", _BY_SDK)


def _is_foreign(context: Context, package: str) -> bool:
    """Whether a package is neither the app nor code of it, and nothing that the device has anyway."""
    if package == ANY:
        return True
    ids = {variant.application_id for variant in context.application.variants if variant.application_id}
    if any(f"{package}.".startswith(f"{own}.") for own in (*ids, *context.catalogue.device_apps)):
        return False
    return not context.words.declares([package])


def _worst(entries: tuple[Entry, ...], is_seen: bool) -> Entry | None:
    """The entry that the user has least to do with; None where a tap, or nothing that is known, leads there. A screen
    that opens at an unknown time most likely answers the user."""
    order = {"automatic": 0} if is_seen else {"automatic": 0, "unknown": 1}
    found = [entry for entry in entries if entry.trigger in order]
    return min(found, key=lambda entry: order[entry.trigger], default=None)


def _of_start(context: Context, item: StartOfOthers, entry: Entry, packages: list[str]) -> Claim:
    severity: Severity = RULE.severity if entry.trigger == "automatic" else "note"
    deed, shown, more = _DEEDS[item.function], packages[:_SHOWN], len(packages) - _SHOWN
    names = Text(listed(shown, " and "), "、".join(shown))
    if packages == [ANY]:
        names = Text("every app that a query finds", "查询到的所有应用")
    if more > 0:
        names = Text(f"{', '.join(shown)} and {more} more", f"{names.zh} 等 {len(packages)} 个应用")
    when = Text("without the user", "在用户未操作时") if entry.trigger == "automatic" else Text("", "")
    message = Text(
        f"{item.function} {deed.en} {names.en} {when.en}".rstrip(), f"{when.zh}{deed.zh} {names.zh}：{item.function}"
    )
    return claims.of_start(context, RULE, item, entry, message, severity)
