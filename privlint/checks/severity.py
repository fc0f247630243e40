"""How bad a finding is."""

from __future__ import annotations

from privlint.consent.model import Confidence, Exposure
from privlint.findings import SEVERITIES, Severity
from privlint.knowledge.model import Trigger, Worth

_BY_WORTH: dict[Worth, Severity] = {"strict": "error", "ordinary": "warning", "low": "note"}


def of_exposure(exposure: Exposure, worst: Severity = "error") -> Severity:
    """By the worth of what is taken, at most `worst`; weak evidence lowers it."""
    site = exposure.site
    severity = at_most(_BY_WORTH.get(site.worth, "note"), worst)
    if not site.verified:
        severity = "note"
    return of_path(severity, exposure.trigger, exposure.confidence)


def of_refusal(exposure: Exposure, worst: Severity = "error") -> Severity:
    """As `of_exposure`, of what runs because the user refused: that he pressed the button makes it no better."""
    site = exposure.site
    if not site.verified:
        return "note"
    return of_path(at_most(_BY_WORTH.get(site.worth, "note"), worst), "automatic", exposure.confidence)


def of_path(severity: Severity, trigger: Trigger, confidence: Confidence = "high") -> Severity:
    """Lowered by one step for a path that is doubtful, and to a note for one that does not run by itself."""
    if trigger != "automatic":
        return "note"
    if confidence == "low":
        return SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]
    return severity


def at_most(severity: Severity, worst: Severity) -> Severity:
    """The milder of both."""
    return max(severity, worst, key=SEVERITIES.index)
