"""One report of several folders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce
from operator import add
from pathlib import Path

import msgspec

from privlint.disk import Disk
from privlint.report.model import Report, relocated
from privlint.sources import Sources


def merged(reports: Sequence[tuple[str, Report]]) -> Report:
    """The reports of folders as one; each path gets the folder, as it was given, in front."""
    unsaved = {
        _joined(folder, path): text for folder, report in reports for path, text in report.sources.disk.unsaved.items()
    }
    root = Sources(Disk(Path(), unsaved))
    moved = [relocated(report, partial(_joined, folder), root) for folder, report in reports]
    return msgspec.structs.replace(
        moved[0],
        applications=tuple(application for report in moved for application in report.applications),
        findings=sorted((finding for report in moved for finding in report.findings), key=lambda each: each.order()),
        skipped=tuple(skipped for report in moved for skipped in report.skipped),
        files=sum(report.files for report in moved),
        seconds=sum(report.seconds for report in moved),
        calls=sum(report.calls for report in moved),
        unresolved=sum(report.unresolved for report in moved),
        hidden=reduce(add, (report.hidden for report in moved)),
        accepted=tuple(finding for report in moved for finding in report.accepted),
        remarks=tuple(dict.fromkeys(remark for report in moved for remark in report.remarks)),
        sdks=tuple(use for report in moved for use in report.sdks),
        rules=tuple({rule.code: rule for report in moved for rule in report.rules}.values()),
        notices=tuple({notice.id: notice for report in moved for notice in report.notices}.values()),
    )


def _joined(folder: str, path: str) -> str:
    return "/".join(part for part in (folder.rstrip("/"), path) if part)
