"""What a report says of rules, notices and applications, from what the catalogue and the rules know of them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from privlint.checks.context import Analysed, Context
from privlint.checks.pages import page
from privlint.checks.rule import Rule, RuleModule
from privlint.config import Settings
from privlint.findings import Finding, SdkUse, Text
from privlint.knowledge.catalogue import Catalogue
from privlint.report.model import AnalysedApplication, ReportedNotice, ReportedRule

#: The rules that read privacy policies.
DISCLOSURE = "PRV5"


def notices_of(catalogue: Catalogue, findings: Iterable[Finding], sdks: Iterable[SdkUse]) -> tuple[ReportedNotice, ...]:
    """The notices that findings and SDKs refer to."""
    wanted = {id for finding in findings for id in finding.notices} | {id for use in sdks for id in use.notices}
    regulators = {item.id: Text(item.abbreviation, item.name_zh) for item in catalogue.regulators}
    return tuple(
        ReportedNotice(
            notice.id,
            notice.date,
            regulators[notice.regulator],
            Text(notice.title_en, notice.title_zh),
            notice.urls[0] if notice.urls else "",
        )
        for notice in catalogue.notices
        if notice.id in wanted
    )


def reported_rule(rule: Rule, catalogue: Catalogue) -> ReportedRule:
    """What a report says of a rule that ran."""
    return ReportedRule(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        confidence=rule.confidence,
        summary=rule.summary,
        why=rule.why,
        mend=rule.mend,
        page=Text(page(rule, "en", catalogue), page(rule, "zh", catalogue)),
        regulations=rule.regulations,
    )


def reported_application(
    context: Context, analysed: Iterable[Analysed], modules: Iterable[RuleModule]
) -> AnalysedApplication:
    """What a report says of an application; of its policies only where rules that read them ran."""
    application = context.application
    known = {item.variant.name for item in analysed}
    names = (each.name for variant in application.variants for each in (variant, *variant.split()))
    entry = AnalysedApplication(
        application.path, application.gradle, tuple(dict.fromkeys(n for n in names if n in known))
    )
    if not any(module.RULE.code.startswith(DISCLOSURE) for module in modules):
        return entry
    policies = context.policies
    return msgspec.structs.replace(
        entry,
        policies=tuple(f"{text.path}:{text.line}" for text in policies.texts),
        policy_address=policies.links[0].address if policies.links else "",
    )


def counting(findings: Iterable[Finding], settings: Settings, catalogue: Catalogue) -> list[Finding]:
    """The findings in order, with the regulations that count."""
    regulations = {item.id for item in catalogue.regulations if item.jurisdiction in settings.jurisdictions}
    return [
        msgspec.structs.replace(finding, regulations=tuple(id for id in finding.regulations if id in regulations))
        for finding in sorted(findings, key=Finding.order)
    ]
