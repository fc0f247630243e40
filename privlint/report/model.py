"""What a run found: the input of every report format."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from privlint.findings import Finding, SdkUse, Text
from privlint.sources import Sources


class Skipped(msgspec.Struct, gc=False, frozen=True):
    """A file that could not be read in full; `lines` is how many were lost, 0 where that is not known."""

    path: str
    reason: str
    lines: int = 0


class AnalysedApplication(msgspec.Struct, gc=False, frozen=True):
    """An application module and the variants that were analysed."""

    path: str
    gradle: str
    variants: tuple[str, ...]


class Report(msgspec.Struct, kw_only=True):
    """The result of one check. Paths are relative to the root of `sources`."""

    sources: Sources
    applications: tuple[AnalysedApplication, ...]
    findings: list[Finding]
    skipped: tuple[Skipped, ...]
    files: int
    seconds: float
    catalogue_date: str
    catalogue_digest: str
    regulation_names: Mapping[str, Text]
    unresolved: int = 0  # calls without a known target, of …
    calls: int = 0
    sdks: tuple[SdkUse, ...] = ()

    def by_severity(self) -> dict[str, int]:
        """How many findings of each severity; severities without findings are left out."""
        counts: dict[str, int] = {}
        for finding in self.findings:
            counts[finding.severity] = counts.get(finding.severity, 0) + 1
        return counts
