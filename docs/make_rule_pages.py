"""Writes docs/rules from the rules: a page for each in English and in Chinese, and their list.

usage: python docs/make_rule_pages.py
"""

from __future__ import annotations

from pathlib import Path

from privlint.checks import registry
from privlint.checks.pages import page, regulation_names
from privlint.knowledge import loader

PAGES = Path(__file__).resolve().parent / "rules"


def pages() -> dict[str, str]:
    """Text of each page by file name."""
    names = regulation_names(loader.load())
    rules = [registry.load(entry).RULE for entry in registry.ENTRIES]
    texts = {f"{rule.code}.md": page(rule, "en", names) for rule in rules}
    texts |= {f"{rule.code}.zh.md": page(rule, "zh", names) for rule in rules}
    rows = [
        f"| [{rule.code}]({rule.code}.md) ([中文]({rule.code}.zh.md)) "
        f"| {rule.name} | {rule.severity} | {rule.summary.en} |"
        for rule in rules
    ]
    texts["README.md"] = "\n".join(
        ["# Rules", "", "| code | name | severity | reports |", "|---|---|---|---|", *rows, ""]
    )
    return texts


def main() -> None:
    """Writes the files."""
    PAGES.mkdir(exist_ok=True)
    for name, text in pages().items():
        (PAGES / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
