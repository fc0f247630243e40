"""Which privacy policies were compared with the code: said once, so that nobody takes silence for cleanliness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from privlint.findings import Text
from privlint.report.model import AnalysedApplication
from privlint.report.style import Style, wrapped

_FOUND = Text("privacy policy{}: {}", "隐私政策{}：{}")
_NONE = Text(
    "privacy policy{}: none in the repository, so what it leaves out was not checked{}; a saved copy can be named "
    "under `policy` in the settings",
    "隐私政策{}：仓库中未找到，因此未检查其是否遗漏内容{}；可在配置项 `policy` 中指定保存的副本",
)
_PUBLISHED = Text(" (published at {})", "（发布于 {}）")
_OF = Text(" of {}", "（{}）")


def policy_lines(applications: Sequence[AnalysedApplication], style: Style) -> Iterator[str]:
    """A line for each set of policies, and one for the applications that have none; nothing if no rule has asked."""
    groups: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for application in applications:
        if application.policies is not None:
            key = application.policies, "" if application.policies else application.policy_address
            groups.setdefault(key, []).append(application.path or ".")
    for (policies, address), paths in groups.items():
        of = style.say(_OF).format(", ".join(paths)) if len(groups) > 1 else ""
        if policies:
            text = style.say(_FOUND).format(of, ", ".join(policies))
        else:
            text = style.say(_NONE).format(of, style.say(_PUBLISHED).format(address) if address else "")
        yield from wrapped(style.clean(text), style.width)
