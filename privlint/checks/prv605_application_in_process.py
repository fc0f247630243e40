"""PRV605: a process of its own runs the Application class, with all that it starts."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import wording
from privlint.checks.component_claims import components, of_component
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.example_manifests import manifest
from privlint.checks.rule import Example, Rule
from privlint.checks.wording import class_name, listed
from privlint.findings import Text
from privlint.fingerprints import Claim

_SHOWN = 3
_KINDS = frozenset(("start", "api", "collect"))
_DECLARED = """\
        <service android:name=".PushService" android:exported="false" android:process=":push" />
"""
_FAILING_JAVA = """\
package com.example;

import android.app.Application;
import com.umeng.commonsdk.UMConfigure;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (getSharedPreferences("privacy", 0).getBoolean("agreed", false)) {
            UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null);
        }
    }
}
"""
_MENDED_JAVA = """\
package com.example;

import android.app.Application;
import com.umeng.commonsdk.UMConfigure;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (!getPackageName().equals(Application.getProcessName())) {
            return;
        }
        if (getSharedPreferences("privacy", 0).getBoolean("agreed", false)) {
            UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null);
        }
    }
}
"""
_FAILING_KOTLIN = """\
package com.example

import android.app.Application
import com.umeng.commonsdk.UMConfigure

class App : Application() {
    override fun onCreate() {
        super.onCreate()
        if (getSharedPreferences("privacy", 0).getBoolean("agreed", false)) {
            UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null)
        }
    }
}
"""
_MENDED_KOTLIN = """\
package com.example

import android.app.Application
import com.umeng.commonsdk.UMConfigure

class App : Application() {
    override fun onCreate() {
        super.onCreate()
        if (packageName != Application.getProcessName()) return
        if (getSharedPreferences("privacy", 0).getBoolean("agreed", false)) {
            UMConfigure.init(this, "key", "store", UMConfigure.DEVICE_TYPE_PHONE, null)
        }
    }
}
"""

RULE = Rule(
    code="PRV605",
    name="application-in-every-process",
    severity="warning",
    confidence="medium",
    summary=Text(
        "A component runs in a process of its own, and the Application class starts SDKs or reads data there as well.",
        "组件运行在独立进程中，而 Application 在该进程内同样会启动 SDK 或读取信息。",
    ),
    why=Text(
        "Push processes are started by the system and by other apps. Application.onCreate() runs in each of them: what "
        "it collects is collected once for each process, without the user having opened the app.",
        "推送进程会被系统或其他应用拉起，Application.onCreate() 在每个进程都会执行：用户未打开应用时也会重复收集。",
    ),
    mend=Text(
        "Return early in Application.onCreate() where Application.getProcessName() is not the package name.",
        "在 Application.onCreate() 中判断 Application.getProcessName() 是否等于包名，非主进程则提前返回。",
    ),
    limits=Text(
        "Any code that asks for the name of the process is taken to be such a check. Components that binary libraries "
        "declare are seen in a Gradle export only.",
        "代码中只要出现获取进程名的调用即视为已作判断；二进制依赖声明的组件仅在 Gradle 导出结果中可见。",
    ),
    regulations=("auto-start", "beyond-scope", "miit-164-2020", "miit-26-2023"),
    examples=(
        Example(
            "Java",
            {**manifest(_DECLARED, ".App"), "app/src/main/java/com/example/App.java": _FAILING_JAVA},
            {**manifest(_DECLARED, ".App"), "app/src/main/java/com/example/App.java": _MENDED_JAVA},
        ),
        Example(
            "Kotlin",
            {**manifest(_DECLARED, ".App"), "app/src/main/java/com/example/App.kt": _FAILING_KOTLIN},
            {**manifest(_DECLARED, ".App"), "app/src/main/java/com/example/App.kt": _MENDED_KOTLIN},
        ),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each process, at its first component."""
    found = [
        item for item in components(context, "service", "receiver", "provider", "activity") if _is_own(item[0].process)
    ]
    if not found or context.words.among(context.catalogue.process_checks):
        return
    deeds = _deeds(context)
    seen: set[str] = set()
    for component, variants in found:
        if deeds and component.process not in seen:
            seen.add(component.process)
            more = len(deeds) - _SHOWN
            en = listed([deed.en for deed in deeds[:_SHOWN]], " and ") + (f" and {more} more" if more > 0 else "")
            zh = listed([deed.zh for deed in deeds[:_SHOWN]], "和", "、") + (f"等 {len(deeds)} 项" if more > 0 else "")
            message = Text(
                f"{class_name(component.name)} runs in {component.process}, where the Application class also {en}",
                f"{class_name(component.name)} 运行在进程 {component.process}，Application 在其中同样会{zh}",
            )
            statement = Statement(message=message, severity=RULE.severity, confidence="medium")
            yield of_component(context, RULE, component, variants, statement)


def _is_own(process: str) -> bool:
    """Whether a component names a process, and not one that only the build knows."""
    return bool(process) and not process.startswith(("@", "$"))


def _deeds(context: Context) -> list[Text]:
    """What the Application class starts and reads, consent or not, without what is of low worth."""
    deeds: dict[str, Text] = {}
    for use in context.site_uses:
        if use.site.kind in _KINDS and use.site.worth in ("strict", "ordinary"):
            entries = context.entries(use)
            if any(entry.component == "application" and entry.trigger == "automatic" for entry in entries):
                deed = wording.deed(context, use.site)
                deeds.setdefault(deed.en, deed)
    return list(deeds.values())
