"""PRV905: a suppression gives no reason, and the settings ask for one."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks.context import Context
from privlint.checks.rule import Rule
from privlint.checks.suppression_claims import claim, listed
from privlint.findings import Text
from privlint.fingerprints import Claim

RULE = Rule(
    code="PRV905",
    name="suppression-without-reason",
    severity="warning",
    summary=Text(
        "A suppression gives no reason although the setting require-reason asks for one; it suppresses nothing.",
        "设置 require-reason 要求说明理由，但忽略标记未注明理由，因此不生效。",
    ),
    why=Text(
        "Whoever answers to a regulator for an accepted finding has to know why it was accepted.",
        "面对监管问询时，需要说明当初为何接受该问题。",
    ),
    mend=Text(
        "Write the reason behind the brackets; that of an annotation or tools:ignore is a comment beside or above it.",
        "在方括号之后写明理由；注解或 tools:ignore 的理由写在同一行或上一行的注释中。",
    ),
    limits=Text("Any text counts as a reason.", "任何文字都视为理由。"),
    settings=("require-reason",),
    regulations=(),
    examples=(),
)


def check(context: Context) -> Iterator[Claim]:
    """One finding for each suppression without a reason."""
    for judged in context.suppressions:
        if judged.lacks_reason:
            selectors = judged.suppression.selectors
            words = listed(selectors)
            message = Text(
                f"no reason is given, so {words} {'is' if len(selectors) == 1 else 'are'} not suppressed",
                f"未注明理由，{words} 未被忽略",
            )
            yield claim(context, RULE, judged.suppression, selectors, message, ())
