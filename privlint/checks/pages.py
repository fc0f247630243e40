"""The page of a rule: what `privlint explain CODE` prints and what stands in docs/rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from privlint.checks.rule import Rule
from privlint.checks.rule_settings import SETTINGS
from privlint.findings import Text
from privlint.knowledge.catalogue import Catalogue
from privlint.knowledge.model import Regulation
from privlint.knowledge.regulationitems import RegulationItem

_HEADINGS = {
    "why": Text("Why this matters", "为什么重要"),
    "regulations": Text("Regulations", "相关规定"),
    "mend": Text("How to mend it", "如何修复"),
    "failing": Text("Example", "问题示例"),
    "mended": Text("Mended", "修复后"),
    "settings": Text("Settings", "相关设置"),
    "accept": Text("How to accept a finding", "如何接受某条结果"),
    "limits": Text("What it cannot see", "局限"),
}
_ACCEPT = Text(
    "With a comment at its line or above, and the reason: `// privlint: ignore[{}] reason`.",
    "在该行或其上一行添加注释并注明理由：`// privlint: ignore[{}] 理由`。",
)
_ABOUT_PRIVLINT = "PRV9"
_FACTS = Text(
    "Default severity: {severity}. Confidence of most findings: {confidence}. Lifecycle: {lifecycle}.",
    "默认级别：{severity}。多数结果的置信度：{confidence}。状态：{lifecycle}。",
)
_WORDS = {
    "error": Text("error", "错误"),
    "warning": Text("warning", "警告"),
    "note": Text("note", "提示"),
    "high": Text("high", "高"),
    "medium": Text("medium", "中"),
    "low": Text("low", "低"),
    "preview": Text("preview", "预览"),
    "stable": Text("stable", "稳定"),
}
_UNVERIFIED = Text("{} (number not verified)", "{}（条号未核实）")
_LANGUAGES = {"java": "java", "kt": "kotlin", "kts": "kotlin", "gradle": "groovy", "xml": "xml"}
_Say = Callable[[Text], str]


def page(rule: Rule, lang: str, catalogue: Catalogue) -> str:
    """The page as Markdown."""

    def say(text: Text) -> str:
        return text.zh if lang == "zh" else text.en

    facts = say(_FACTS).format(
        severity=say(_WORDS[rule.severity]),
        confidence=say(_WORDS[rule.confidence]),
        lifecycle=say(_WORDS[rule.lifecycle]),
    )
    parts = [f"# {rule.code}: {rule.name}", say(rule.summary), facts]
    parts += [f"## {say(_HEADINGS['why'])}", say(rule.why)]
    if rule.regulations:
        parts += [f"## {say(_HEADINGS['regulations'])}", "\n".join(_regulations(rule, catalogue, say))]
    parts += [f"## {say(_HEADINGS['mend'])}", say(rule.mend)]
    parts += _examples(rule, say, "：" if lang == "zh" else ": ")
    if rule.settings:
        settings = (f"- `{name}`{'：' if lang == 'zh' else ': '}{say(SETTINGS[name])}" for name in rule.settings)
        parts += [f"## {say(_HEADINGS['settings'])}", "\n".join(settings)]
    if not rule.code.startswith(_ABOUT_PRIVLINT):
        parts += [f"## {say(_HEADINGS['accept'])}", say(_ACCEPT).format(rule.code)]
    parts += [f"## {say(_HEADINGS['limits'])}", say(rule.limits)]
    return "\n\n".join(parts) + "\n"


def regulation_names(catalogue: Catalogue) -> dict[str, Text]:
    """Names of the regulations by id."""
    return {item.id: Text(item.name_en, item.name_zh) for item in catalogue.regulations}


def _examples(rule: Rule, say: _Say, separator: str) -> Iterator[str]:
    for example in rule.examples:
        for kind, files in (("failing", example.failing), ("mended", example.mended)):
            yield f"## {say(_HEADINGS[kind])}{separator}{example.language}"
            for path, text in files.items():
                yield f"`{path}`\n\n```{_language(path)}\n{text.rstrip()}\n```"


def _regulations(rule: Rule, catalogue: Catalogue, say: _Say) -> Iterator[str]:
    """The regulations of a rule with the address of their text, and below each the items of it that the rule is about.

    One that the catalogue lacks stands there by its id."""
    known = {item.id: item for item in catalogue.regulations}
    for id in rule.regulations:
        yield f"- {_named(known[id], say)} (`{id}`)" if id in known else f"- `{id}`"
        for item in catalogue.regulation_items:
            if item.regulation == id and item.title_en and item.is_about(rule.code, rule.regulations):
                yield f"    - {_item(item, say)}"


def _named(regulation: Regulation, say: _Say) -> str:
    name = say(Text(regulation.name_en, regulation.name_zh))
    return f"[{name}]({regulation.url})" if regulation.url else name


def _item(item: RegulationItem, say: _Say) -> str:
    title = say(Text(item.title_en, item.title_zh))
    number = say(_UNVERIFIED).format(item.number) if item.number_status == "known" else item.number
    return f"{number} {title}" if item.number else title


def _language(path: str) -> str:
    return _LANGUAGES.get(path.rpartition(".")[2], "")
