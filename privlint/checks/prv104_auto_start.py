"""PRV104: an SDK starts from the merged manifest, before any code of the app."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import severity as severities
from privlint.checks.auto_starts import Started, started
from privlint.checks.context import Context
from privlint.checks.example_builds import groovy, kotlin
from privlint.checks.manifest_fixes import fixes
from privlint.checks.rule import Example, Rule
from privlint.checks.wording import class_name, listed, with_way_in
from privlint.findings import Finding, Hop, Severity, Text
from privlint.fingerprints import Claim
from privlint.workspace.model import Position

_COORDINATE = "com.applovin:applovin-sdk:12.4.2"
_MANIFEST = """\
<manifest xmlns:android="http://schemas.android.com/apk/res/android"
    xmlns:tools="http://schemas.android.com/tools">
    <application android:name=".App">
        <activity android:name=".MainActivity" android:exported="true">
            <intent-filter>
                <action android:name="android.intent.action.MAIN" />
                <category android:name="android.intent.category.LAUNCHER" />
            </intent-filter>
        </activity>
        <provider
            android:name="com.applovin.sdk.AppLovinInitProvider"
            android:authorities="${applicationId}.applovininitprovider"
            tools:node="remove" />
    </application>
</manifest>
"""

RULE = Rule(
    code="PRV104",
    name="sdk-auto-start",
    severity="error",
    summary=Text(
        "A dependency merges a content provider or start-up initializer into the manifest that starts its SDK before "
        "Application.onCreate.",
        "依赖库向清单合并了 ContentProvider 或启动初始化器，使其 SDK 先于 Application.onCreate 启动。",
    ),
    why=Text(
        "Such components run in every process start, before the first line of the app. Moving the SDK's init call "
        "behind the consent dialog changes nothing, and a condition in code cannot hold them back.",
        "这类组件在进程每次启动时先于应用的任何代码执行。即使把 init 调用移到隐私弹窗之后也无济于事，代码中的条件判"
        "断也无法阻止。",
    ),
    mend=Text(
        'Remove the component from the merged manifest with tools:node="remove", or set the meta-data by which the '
        "vendor switches its automatic start off, and start the SDK by hand once the user agreed.",
        '使用 tools:node="remove" 从合并后的清单中移除该组件，或设置厂商提供的关闭自动启动的 meta-data，并在用户同意'
        "后手动启动 SDK。",
    ),
    limits=Text(
        "privlint knows the components from its catalogue: versions of an SDK differ, and dependencies of "
        "dependencies are only seen where Gradle resolved them. With a Gradle export the merged manifest decides.",
        "组件信息来自内置目录：不同版本的 SDK 可能不同；传递依赖仅在提供 Gradle 解析结果时可见。有 Gradle 导出结果时以"
        "合并后的清单为准。",
    ),
    regulations=("illegal-collection", "miit-164-2020", "cac-191-2019", "pipl", "gdpr", "eprivacy", "google-play"),
    examples=(
        Example(
            "Java",
            groovy(f"'{_COORDINATE}'"),
            {**groovy(f"'{_COORDINATE}'"), "app/src/main/AndroidManifest.xml": _MANIFEST},
        ),
        Example(
            "Kotlin",
            kotlin(f'"{_COORDINATE}"'),
            {**kotlin(f'"{_COORDINATE}"'), "app/src/main/AndroidManifest.xml": _MANIFEST},
        ),
    ),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each component, at the dependency that brings it."""
    by_component: dict[str, list[tuple[Started, str]]] = {}
    for analysed in context.analysed:
        for item in started(context.catalogue, analysed.variant, context.sources):
            by_component.setdefault(item.auto_start.component, []).append((item, analysed.variant.name))
    for items in by_component.values():
        yield _claim(context, items)


def _claim(context: Context, items: list[tuple[Started, str]]) -> Claim:
    first = min((item for item, _ in items), key=_rank)
    sdks = {item.sdk.id: item.sdk for item, _ in sorted(items, key=lambda pair: _rank(pair[0]))}
    component, source, trigger = first.auto_start.component, first.source, first.trigger
    severity: Severity = RULE.severity if first.auto_start.level == "collects" else "warning"
    position = source.position
    line = context.sources.line(position.path, position.line)
    return Claim(
        Finding(
            code=RULE.code,
            name=RULE.name,
            severity=severities.of_path(severity, trigger),
            confidence="high" if trigger == "automatic" else "low",
            message=with_way_in(
                _message(first, [s.name_en for s in sdks.values()], [s.name_zh for s in sdks.values()]), source.through
            ),
            help=RULE.mend,
            path=position.path,
            line=position.line,
            column=position.column,
            end_line=position.line,
            end_column=max(len(line.rstrip()), position.column) + 1,
            application=context.application.path,
            variants=tuple(sorted({variant for item, variant in items if item.trigger == trigger})),
            symbol=source.module or context.application.gradle,
            api=f"{component}#{'create' if first.auto_start.kind == 'initializer' else 'onCreate'}",
            component=component,
            sdk=first.sdk.id,
            data_types=tuple(dict.fromkeys(data for sdk in sdks.values() for data in sdk.data_types)),
            trigger=trigger,
            trace=_trace(first),
            regulations=RULE.regulations,
            fixes=fixes(context.sources, context.application, (item.auto_start for item, _ in items)),
        ),
        f"{source.text.rpartition(':')[0] or source.text} {component}",
    )


def _rank(item: Started) -> tuple[bool, bool, str, int]:
    position = item.source.position
    return item.trigger != "automatic", item.auto_start.level != "collects", position.path, position.line


def _message(first: Started, names_en: list[str], names_zh: list[str]) -> Text:
    component = class_name(first.auto_start.component)
    en, zh = listed(names_en, " and "), listed(names_zh, "和", "、")
    if first.trigger == "automatic":
        return Text(f"{component} starts {en} before any code of the app", f"先于应用代码自动启动{zh}：{component}")
    if first.lacks_settings:
        return Text(
            f"{component} may start {en} before any code of the app: the project shows no settings for it",
            f"可能先于应用代码自动启动{zh}：{component}（项目中未找到其配置）",
        )
    return Text(
        f"{component} may start {en} before any code of the app: the value of its switch in the manifest is not known",
        f"可能先于应用代码自动启动{zh}：{component}（清单中的开关取值无法确定）",
    )


def _trace(first: Started) -> tuple[Hop, ...]:
    source, component = first.source, first.auto_start.component
    hops = [_hop(source.position, source.text, f"dependency ({source.evidence})", f"依赖（{source.evidence}）")]
    if source.edited_at != source.position:
        hops.insert(0, _hop(source.edited_at, source.text, "version", "版本"))
    last = hops[-1]
    if first.plugin is not None:
        plugin, position = first.plugin
        hops.append(_hop(position, plugin, "makes the settings that it starts with", "生成其启动所需的配置"))
    hops.append(
        Hop(
            last.path,
            last.line,
            last.column,
            component,
            "merged into the manifest by this dependency",
            "由该依赖合并到清单",
        )
    )
    return tuple(hops)


def _hop(position: Position, symbol: str, note: str, note_zh: str) -> Hop:
    return Hop(position.path, position.line, position.column, symbol, note, note_zh)
