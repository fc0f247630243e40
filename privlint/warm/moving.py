"""A report after lines have moved."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from privlint.findings import Finding, Fix, SdkUse
from privlint.frontend.linemap import LineMap
from privlint.report.model import Report


def moved(report: Report, maps: Mapping[str, LineMap]) -> Report | None:
    """The report with the places in edited files where they are now; None if that is not known of one."""
    if not maps:
        return report
    moves = _Moves(maps)
    try:
        return msgspec.structs.replace(
            report,
            findings=[moves.finding(finding) for finding in report.findings],
            accepted=tuple(moves.finding(finding) for finding in report.accepted),
            sdks=tuple(moves.sdk(use) for use in report.sdks),
        )
    except LookupError:
        return None


class _Moves:
    def __init__(self, maps: Mapping[str, LineMap]) -> None:
        self._maps = maps

    def line(self, path: str, line: int) -> int:
        """Where a line is now; raises LookupError."""
        lines = self._maps.get(path)
        found = line if lines is None else lines.place(line)
        if found is None:
            raise LookupError(path, line)
        return found

    def finding(self, finding: Finding) -> Finding:
        """A finding with its path and its fixes."""
        paths = {finding.path, *(hop.path for hop in finding.trace)}
        paths |= {edit.path for fix in finding.fixes for edit in fix.edits}
        if self._maps.keys().isdisjoint(paths):
            return finding
        return msgspec.structs.replace(
            finding,
            line=self.line(finding.path, finding.line),
            end_line=self.line(finding.path, finding.end_line),
            trace=tuple(msgspec.structs.replace(hop, line=self.line(hop.path, hop.line)) for hop in finding.trace),
            fixes=tuple(self._fix(fix) for fix in finding.fixes),
        )

    def _fix(self, fix: Fix) -> Fix:
        edits = (
            msgspec.structs.replace(
                edit, line=self.line(edit.path, edit.line), end_line=self.line(edit.path, edit.end_line)
            )
            for edit in fix.edits
        )
        return msgspec.structs.replace(fix, edits=tuple(edits))

    def sdk(self, use: SdkUse) -> SdkUse:
        """What is said of an SDK."""
        if use.path in self._maps:  # which no build file names
            use = msgspec.structs.replace(use, line=self.line(use.path, use.line))
        path, _, line = use.first_use.rpartition(":")
        if path not in self._maps:
            return use
        return msgspec.structs.replace(use, first_use=f"{path}:{self.line(path, int(line))}")
