"""SDKs that start the app, or other apps that have them, by themselves, as far as their switches tell."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks import code_claims
from privlint.checks.context import Context
from privlint.checks.dependency_claims import Statement
from privlint.checks.rule import Rule
from privlint.checks.user_switches import KnownSwitch, first_start, known_switches, place_of, shown, source_of
from privlint.checks.wording import name_of
from privlint.consent.model import Place
from privlint.findings import Severity, Text
from privlint.fingerprints import Claim
from privlint.knowledge.disclosure import Subject


def of_sdks(context: Context, rule: Rule, about: Subject, deed: Text) -> Iterator[Claim]:
    """One finding for each SDK that does something by itself: a note where it does by default and nothing switches it
    off, more where the code switches it on."""
    for known in known_switches(context, about):
        call, name = shown(known.switch.off), name_of(known.sdk)
        if known.is_only_on:
            at = known.switching_on[0]
            how = Text(f"{call} switches it on", f"由 {call} 开启")
            yield _claim(context, rule, known, place_of(at), source_of(context, at), _said(name, deed, how), "warning")
            continue
        start = first_start(context, known.sdk.id) if known.switch.is_on_by_default and not known.calls else None
        if start is not None:
            how = Text(f"on by default, and {call} is never called", f"默认开启，从未调用 {call}")
            yield _claim(context, rule, known, start.place, start.call, _said(name, deed, how), "note")


def _said(name: Text, deed: Text, how: Text) -> Text:
    return Text(f"{name.en} {deed.en}: {how.en}", f"{name.zh}{deed.zh}：{how.zh}")


def _claim(
    context: Context, rule: Rule, known: KnownSwitch, place: Place, source: str, message: Text, severity: Severity
) -> Claim:
    statement = Statement(message=message, severity=severity, confidence="medium", sdk=known.sdk.id)
    hops = code_claims.dependency_hops(context, known.sdk.id)
    return code_claims.of_code(context, rule, place, source, statement, hops)
