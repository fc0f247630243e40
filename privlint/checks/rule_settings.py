"""What settings tell the rules: for their pages. `Rule.settings` names those that a rule asks."""

from __future__ import annotations

from privlint.findings import Text

SETTINGS = {
    "gates": Text(
        "functions and properties that are true only if the user agreed, where the answer comes from code that "
        "privlint does not see.",
        "仅在用户已同意时为真的函数或属性，用于结果来自 privlint 无法看到的代码的情形。",
    ),
    "accept": Text("functions that run because the user agreed.", "因用户同意而执行的函数。"),
    "entry-points": Text(
        "methods that run by themselves, where something outside of the source calls them.",
        "由源码之外的代码调用、会自动执行的方法。",
    ),
    "pedantic": Text(
        "also report, as notes, what is guarded only by a name, or only by the next tap of the user.",
        "将仅凭名称判断的保护，或仅由用户下一次点击触发的情形，也作为提示报告。",
    ),
    "policy": Text(
        "files with the privacy policy: saved copies of pages that are published elsewhere.",
        "隐私政策文件：发布在别处的页面所保存的副本。",
    ),
    "require-reason": Text(
        "a suppression without a reason suppresses nothing.",
        "未注明理由的忽略标记不起作用。",
    ),
}

#: Of a rule about what runs before consent.
CONSENT = ("gates", "accept", "entry-points")
