"""Words that several formats for people use."""

from __future__ import annotations

from privlint.findings import NO_BUILD_FILE, Confidence, ConsentState, Severity, Text

SEVERITY_NAMES: dict[Severity, Text] = {
    "error": Text("error", "错误"),
    "warning": Text("warning", "警告"),
    "note": Text("note", "提示"),
}
CONFIDENCE = Text("confidence {}", "置信度 {}")
CONFIDENCE_NAMES: dict[Confidence, Text] = {
    "high": Text("high", "高"),
    "medium": Text("medium", "中"),
    "low": Text("low", "低"),
}
#: Why a path is reported, by its trigger.
REASONS = {
    "automatic": Text(
        "it runs after the app is opened, without any action of the user, and nothing on the path waits for consent",
        "打开应用后无需用户操作即会执行，且路径上没有任何环节等待用户同意",
    ),
    "unknown": Text(
        "the path runs through a callback, or only after a failure, at a time that is not known; nothing on it waits "
        "for consent",
        "路径经由执行时机无法确定的回调，或仅在出错后执行，且没有任何环节等待用户同意",
    ),
    "peer": Text(
        "another app or a server can make it run; nothing on the path waits for consent",
        "可由其他应用或服务器触发，且路径上没有任何环节等待用户同意",
    ),
    "user": Text(
        "an action of the user makes it run; nothing on the path waits for consent",
        "由用户操作触发，且路径上没有任何环节等待用户同意",
    ),
}
#: Whether an SDK runs before consent.
STATES: dict[ConsentState, Text] = {
    "before": Text("runs before consent", "同意前运行"),
    "maybe": Text("may run before consent", "可能在同意前运行"),
    "later": Text("not seen before consent", "未发现同意前运行"),
    "unchecked": Text("not checked", "未检查"),
    "unused": Text("no code of the app uses it", "应用代码未使用"),
}
#: What the version of a dependency rests on.
EVIDENCE = {
    "export": Text("Gradle export", "Gradle 导出"),
    "lock": Text("lock file", "锁定文件"),
    "declared": Text("build file", "构建文件"),
    NO_BUILD_FILE: Text("in no build file", "构建文件中未声明"),
}
UNKNOWN = Text("unknown", "未知")
