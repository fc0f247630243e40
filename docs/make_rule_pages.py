"""Writes docs/rules from the rules: a page for each in English and in Chinese, and their lists.

usage: python docs/make_rule_pages.py
"""

from __future__ import annotations

from pathlib import Path

from privlint.checks import registry
from privlint.checks.pages import page
from privlint.checks.rule import Rule
from privlint.knowledge import loader

PAGES = Path(__file__).resolve().parent / "rules"
_INDEX = {
    "en": "# Rules\n\n| code | name | severity | reports |\n|---|---|---|---|\n",
    "zh": "# 规则\n\n| 代码 | 名称 | 默认级别 | 检查内容 |\n|---|---|---|---|\n",
}
_ENDINGS = {"en": ".md", "zh": ".zh.md"}


def pages() -> dict[str, str]:
    """Text of each page by file name."""
    catalogue = loader.load([])
    rules = [registry.load(entry).RULE for entry in registry.ENTRIES]
    texts = {}
    for lang, ending in _ENDINGS.items():
        texts.update({f"{rule.code}{ending}": page(rule, lang, catalogue) for rule in rules})
        texts[f"README{ending}"] = _INDEX[lang] + "".join(_row(rule, lang) for rule in rules)
    return texts


def _row(rule: Rule, lang: str) -> str:
    """A line of the list. In the web site a link leads to the page in the language of the reader; elsewhere both are
    offered."""
    other = f" ([中文]({rule.code}.zh.md))" if lang == "en" else ""
    summary = rule.summary.zh if lang == "zh" else rule.summary.en
    return f"| [{rule.code}]({rule.code}.md){other} | {rule.name} | {rule.severity} | {summary} |\n"


def main() -> None:
    """Writes the files."""
    PAGES.mkdir(exist_ok=True)
    for name, text in pages().items():
        (PAGES / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
