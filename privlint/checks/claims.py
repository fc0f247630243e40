"""Turns what the analysis found into findings: the part that the rules have in common."""

from __future__ import annotations

from typing import Literal

import msgspec

from privlint.checks import severity as severities
from privlint.checks.context import Context, Defective, Exposed
from privlint.checks.rule import Rule
from privlint.checks.wording import api_name, with_others
from privlint.consent.model import AfterDenial, Entry, Override, Place, SiteUse, StartOfOthers
from privlint.findings import Confidence, Finding, Hop, Severity, Text
from privlint.fingerprints import Claim
from privlint.sources import Sources


def of_exposure(context: Context, rule: Rule, exposed: Exposed, message: Text) -> Claim:
    """The finding for an exposure."""
    claim = _of_exposure(context, rule, exposed, message, severities.of_exposure(exposed.exposure, rule.severity))
    site = exposed.exposure.site  # of those of low worth one stands for all of a class
    return Claim(claim.finding, claim.text, site.owner if site.worth == "low" else "")


def of_refusal(context: Context, rule: Rule, exposed: Exposed, message: Text) -> Claim:
    """The finding for what runs because the user refused."""
    return _of_exposure(context, rule, exposed, message, severities.of_refusal(exposed.exposure, rule.severity))


def _of_exposure(context: Context, rule: Rule, exposed: Exposed, message: Text, severity: Severity) -> Claim:
    exposure = exposed.exposure
    finding = _finding(
        context,
        rule,
        exposure.place,
        exposure.trace,
        exposed.variants,
        severity,
        exposure.confidence,
        with_others(message, exposed.others),
    )
    site = exposure.site
    finding = msgspec.structs.replace(
        finding, api=api_name(site, exposure.call), sdk=site.sdk, data_types=site.data_types, trigger=exposure.trigger
    )
    return Claim(finding, exposure.call)


def of_use(
    context: Context,
    rule: Rule,
    use: SiteUse,
    message: Text,
    severity: Severity,
    entry: Entry | None = None,
    confidence: Confidence = "high",
) -> Claim:
    """The finding for a use, whatever consent says; with the path from an entry where there is one."""
    site = use.site
    trace = entry.trace if entry is not None else ()
    finding = _finding(context, rule, use.place, trace, use.variants, severity, confidence, message)
    finding = msgspec.structs.replace(
        finding,
        api=api_name(site, use.call),
        sdk=site.sdk,
        data_types=site.data_types,
        trigger=entry.trigger if entry is not None else "",
    )
    return Claim(finding, use.call)


def of_override(context: Context, rule: Rule, item: Override, message: Text, severity: Severity) -> Claim:
    """The finding about a method that the platform calls."""
    return _of_place(context, rule, item.place, message, severity, "", item.place.symbol)


def of_start(
    context: Context, rule: Rule, item: StartOfOthers, entry: Entry, message: Text, severity: Severity
) -> Claim:
    """The finding about a call that starts another app, with the path that leads to it."""
    variants = context.variants_of(item.place.path)
    finding = _finding(context, rule, item.place, entry.trace, variants, severity, "medium", message)
    return Claim(msgspec.structs.replace(finding, trigger=entry.trigger), item.call)


def of_denial(context: Context, rule: Rule, item: AfterDenial, message: Text, severity: Severity) -> Claim:
    """The finding about what a refused permission leads to."""
    return _of_place(context, rule, item.place, message, severity, "user", item.function)


def _of_place(
    context: Context,
    rule: Rule,
    place: Place,
    message: Text,
    severity: Severity,
    trigger: Literal["", "user"],
    text: str,
) -> Claim:
    variants = context.variants_of(place.path)
    finding = _finding(context, rule, place, (), variants, severity, "high", message)
    return Claim(msgspec.structs.replace(finding, trigger=trigger), text)


def of_defect(context: Context, rule: Rule, defective: Defective, message: Text, by_user: Severity = "note") -> Claim:
    """The finding for a gate defect; `by_user` is its severity where an action of the user leads to it."""
    defect = defective.defect
    severity = by_user if defect.trigger == "user" else severities.of_path(rule.severity, defect.trigger)
    finding = _finding(context, rule, defect.place, defect.trace, defective.variants, severity, "high", message)
    if defect.site:
        finding = msgspec.structs.replace(finding, api=api_name(defect.site, defect.call), sdk=defect.site.sdk)
    return Claim(msgspec.structs.replace(finding, trigger=defect.trigger), defect.call)


def _finding(
    context: Context,
    rule: Rule,
    place: Place,
    trace: tuple[Hop, ...],
    variants: tuple[str, ...],
    severity: Severity,
    confidence: Confidence,
    message: Text,
) -> Finding:
    column = context.sources.character_column
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity,
        confidence=confidence,
        message=message,
        help=rule.mend,
        path=place.path,
        line=place.line,
        column=column(place.path, place.line, place.column),
        end_line=place.end_line,
        end_column=column(place.path, place.end_line, place.end_column),
        application=context.application.path,
        variants=variants,
        symbol=place.symbol,
        trace=tuple(_in_characters(context.sources, hop) for hop in trace),
        regulations=rule.regulations,
    )


def _in_characters(sources: Sources, hop: Hop) -> Hop:
    column = sources.character_column(hop.path, hop.line, hop.column)
    return hop if column == hop.column else msgspec.structs.replace(hop, column=column)
