"""What findings say about a notice: who published it, when, and which problem it states."""

from __future__ import annotations

from privlint.checks.context import Context
from privlint.findings import Text
from privlint.knowledge.notice_queries import Naming
from privlint.knowledge.notices import NamedSdk, Notice


def notice_name(context: Context, notice: Notice) -> Text:
    """`MIIT's notice miit-2025-01 of 2025-04-21`."""
    regulator = next(row for row in context.catalogue.regulators if row.id == notice.regulator)
    return Text(
        f"{regulator.abbreviation}'s notice {notice.id} of {notice.date}",
        f"{regulator.name_zh}{notice.date}通报（{notice.id}）",
    )


def problem_of(row: NamedSdk) -> Text:
    """The problem; empty where none is given. The Chinese text quotes the words of the notice where they are known, the
    English one translates them."""
    if not row.problems:
        return Text("", "")
    en = "; ".join(row.problems_en or row.problems)
    if row.problems_exact:
        quoted = "".join(f"“{problem}”" for problem in row.problems)
        return Text(f"; it states (our translation): {en}", f"，通报原文：{quoted}")
    return Text(f"; filed under: {en}", f"，归类为：{'；'.join(row.problems)}")


def with_address(text: Text, notice: Notice) -> Text:
    """A text that ends with the official address of a notice, if there is one."""
    if not notice.urls:
        return text
    return Text(f"{text.en} Notice: {notice.urls[0]}", f"{text.zh}通报原文：{notice.urls[0]}")


def product_name(naming: Naming) -> Text:
    """The product as its files and the notice call it."""
    row, product = naming.row, naming.product
    en = (product.name_en if product else "") or row.name_en or row.name_zh
    return Text(en, row.name_zh or en)
