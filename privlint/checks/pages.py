"""The page of a rule: what `privlint explain CODE` prints and what stands in docs/rules."""

from __future__ import annotations

from collections.abc import Mapping

from privlint.checks.rule import Rule
from privlint.findings import Text
from privlint.knowledge.catalogue import Catalogue

_HEADINGS = {
    "why": Text("Why this matters", "为什么重要"),
    "mend": Text("How to mend it", "如何修复"),
    "failing": Text("Example", "问题示例"),
    "mended": Text("Mended", "修复后"),
    "limits": Text("What it cannot see", "局限"),
    "regulations": Text("Regulations", "相关规定"),
}
_FACTS = Text("Default severity: {severity}. Lifecycle: {lifecycle}.", "默认级别：{severity}。状态：{lifecycle}。")
_LANGUAGES = {"java": "java", "kt": "kotlin", "kts": "kotlin", "gradle": "groovy", "xml": "xml"}


def page(rule: Rule, lang: str, regulation_names: Mapping[str, Text] | None = None) -> str:
    """The page as Markdown. Without names the regulations are shown by their ids."""

    def say(text: Text) -> str:
        return text.zh if lang == "zh" else text.en

    parts = [
        f"# {rule.code}: {rule.name}",
        say(rule.summary),
        say(_FACTS).format(severity=rule.severity, lifecycle=rule.lifecycle),
        f"## {say(_HEADINGS['why'])}",
        say(rule.why),
        f"## {say(_HEADINGS['mend'])}",
        say(rule.mend),
    ]
    for example in rule.examples:
        separator = "：" if lang == "zh" else ": "
        for kind, files in (("failing", example.failing), ("mended", example.mended)):
            parts.append(f"## {say(_HEADINGS[kind])}{separator}{example.language}")
            parts += [f"`{path}`\n\n```{_language(path)}\n{text.rstrip()}\n```" for path, text in files.items()]
    parts += [f"## {say(_HEADINGS['limits'])}", say(rule.limits)]
    if rule.regulations:
        names = regulation_names or {}
        items = [f"- {say(names[id])} (`{id}`)" if id in names else f"- `{id}`" for id in rule.regulations]
        parts += [f"## {say(_HEADINGS['regulations'])}", "\n".join(items)]
    return "\n\n".join(parts) + "\n"


def regulation_names(catalogue: Catalogue) -> dict[str, Text]:
    """Names of the regulations by id."""
    return {item.id: Text(item.name_en, item.name_zh) for item in catalogue.regulations}


def _language(path: str) -> str:
    return _LANGUAGES.get(path.rpartition(".")[2], "")
