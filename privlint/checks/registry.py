"""The list of rules. Adding a rule is one line here and one file beside this one.

Only codes and names stand here, so that selecting rules and mending typing errors loads no rule."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from privlint.suggestions import did_you_mean

if TYPE_CHECKING:  # rules know everything that they may look at
    from privlint.checks.rule import RuleModule


class Entry(NamedTuple):
    """A rule by its code and its name; `module` is the file in this folder."""

    code: str
    name: str
    module: str


ENTRIES = (
    Entry("PRV101", "sdk-init-before-consent", "prv101_sdk_init"),
    Entry("PRV102", "sensitive-api-before-consent", "prv102_sensitive_api"),
    Entry("PRV103", "permission-before-consent", "prv103_permission_request"),
    Entry("PRV104", "sdk-auto-start", "prv104_auto_start"),
    Entry("PRV105", "forged-consent", "prv105_forged_consent"),
    Entry("PRV106", "ineffective-gate", "prv106_ineffective_gate"),
    Entry("PRV107", "collection-after-refusal", "prv107_after_refusal"),
    Entry("PRV108", "consent-by-default", "prv108_consent_by_default"),
    Entry("PRV109", "sdk-use-before-consent", "prv109_sdk_use"),
    Entry("PRV201", "sdk-named-in-notice", "prv201_named_version"),
    Entry("PRV202", "sdk-below-compliant-version", "prv202_below_compliant"),
    Entry("PRV203", "floating-version-of-named-sdk", "prv203_floating_version"),
    Entry("PRV204", "missing-consent-call", "prv204_missing_consent_call"),
    Entry("PRV205", "unidentified-archive", "prv205_unidentified_archive"),
    Entry("PRV206", "app-named-in-notice", "prv206_named_app"),
    Entry("PRV301", "unused-permission", "prv301_unused_permission"),
    Entry("PRV302", "undeclared-permission", "prv302_undeclared_permission"),
    Entry("PRV303", "strict-identifier", "prv303_strict_identifier"),
    Entry("PRV304", "repeated-collection", "prv304_repeated_collection"),
    Entry("PRV305", "collection-on-resume", "prv305_collection_on_resume"),
    Entry("PRV306", "permission-bundle", "prv306_permission_bundle"),
    Entry("PRV307", "permission-asked-again", "prv307_asked_again"),
    Entry("PRV308", "exit-on-denied-permission", "prv308_exit_on_denial"),
    Entry("PRV401", "no-personalisation-switch", "prv401_no_personalisation_switch"),
    Entry("PRV402", "personalisation-always-on", "prv402_personalisation_always_on"),
    Entry("PRV403", "ad-opens-by-itself", "prv403_ad_opens_by_itself"),
    Entry("PRV501", "sdk-not-disclosed", "prv501_sdk_not_disclosed"),
    Entry("PRV502", "data-not-disclosed", "prv502_data_not_disclosed"),
    Entry("PRV503", "policy-behind-consent", "prv503_policy_behind_consent"),
    Entry("PRV504", "consent-without-refusal", "prv504_consent_without_refusal"),
    Entry("PRV601", "self-start", "prv601_self_start"),
    Entry("PRV602", "chained-start", "prv602_chained_start"),
    Entry("PRV603", "keep-alive", "prv603_keep_alive"),
    Entry("PRV604", "account-sync-keep-alive", "prv604_account_sync"),
    Entry("PRV605", "application-in-every-process", "prv605_application_in_process"),
    Entry("PRV901", "parsed-partially", "prv901_parsed_partially"),
    Entry("PRV902", "unresolved-dependency", "prv902_unresolved_dependency"),
    Entry("PRV903", "unused-suppression", "prv903_unused_suppression"),
    Entry("PRV904", "outdated-catalogue", "prv904_outdated_catalogue"),
    Entry("PRV905", "suppression-without-reason", "prv905_suppression_without_reason"),
    Entry("PRV906", "unknown-suppression", "prv906_unknown_suppression"),
)
#: They judge what the others leave to be said about suppressions.
ABOUT_SUPPRESSIONS = frozenset(("PRV903", "PRV905", "PRV906"))
_ALL = "ALL"
_PREFIX = "PRV"


def load(entry: Entry) -> RuleModule:
    """The module of a rule."""
    return cast("RuleModule", import_module(f"privlint.checks.{entry.module}"))


def matching(selector: str) -> list[Entry]:
    """The rules that a code, the beginning of a code (`PRV1`), a name or `ALL` stands for."""
    wanted = selector.strip()
    if wanted.upper() == _ALL:
        return list(ENTRIES)
    if wanted.upper().startswith(_PREFIX):
        return [entry for entry in ENTRIES if entry.code.startswith(wanted.upper())]
    return [entry for entry in ENTRIES if entry.name == wanted.lower()]


@cache
def codes(selector: str) -> frozenset[str]:
    """The codes of the rules that a selector stands for."""
    return frozenset(entry.code for entry in matching(selector))


def complaint(selector: str) -> str:
    """What is wrong with a selector, "" if it stands for a rule."""
    if matching(selector):
        return ""
    known = [word for entry in ENTRIES for word in (entry.code, entry.name)]
    return f"no rule is called '{selector}'{did_you_mean(selector, known)}"


def selected(select: Iterable[str], ignore: Iterable[str]) -> list[Entry]:
    """The rules to run: those selected (all where nothing is) without those ignored."""
    taken = {entry for selector in select for entry in matching(selector)} or set(ENTRIES)
    dropped = {entry for selector in ignore for entry in matching(selector)}
    return [entry for entry in ENTRIES if entry in taken - dropped]
