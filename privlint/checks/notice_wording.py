"""What findings say about a notice: who published it, when, and which problem it states."""

from __future__ import annotations

from privlint.checks.context import Context
from privlint.findings import Text
from privlint.knowledge.notice_queries import Naming
from privlint.knowledge.notices import NamedSdk, Notice


def notice_name(context: Context, notice: Notice) -> Text:
    """`MIIT notice miit-2025-01 of 2025-04-21`."""
    regulator = next(row for row in context.catalogue.regulators if row.id == notice.regulator)
    return Text(
        f"the notice {notice.id} of the {regulator.name_en} of {notice.date}",
        f"{regulator.name_zh}{notice.date}通报（{notice.id}）",
    )


def problem_of(row: NamedSdk) -> Text:
    """The problem, quoted only where the words are those of the notice; empty where none is given."""
    if not row.problems:
        return Text("", "")
    zh = "；".join(row.problems)
    en = "; ".join(row.problems_en or row.problems)
    if row.problems_exact:
        quoted = "".join(f"“{problem}”" for problem in row.problems)
        return Text(f"; it states: {quoted} ({en})", f"，通报原文：{quoted}")
    return Text(f"; filed under: {en}", f"，归类为：{zh}")


def product_name(naming: Naming) -> Text:
    """The product as its files and the notice call it."""
    row, product = naming.row, naming.product
    en = (product.name_en if product else "") or row.name_en or row.name_zh
    return Text(en, row.name_zh or en)
