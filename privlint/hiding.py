"""What of the findings is not shown: suppressed, in the baseline, not part of the changes, not severe enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from privlint.checks import registry
from privlint.config import Settings
from privlint.disk import Disk
from privlint.findings import SEVERITIES, Finding, SdkUse, Text
from privlint.report.model import Hidden, Report
from privlint.sources import saved_or_not
from privlint.suppressions import matching
from privlint.suppressions.matching import Judged, Ran
from privlint.suppressions.model import SIGN, Suppression

if TYPE_CHECKING:  # whoever asks for nothing of it does not wait for it
    from privlint.changes.base import Base
    from privlint.changes.files import Changes
    from privlint.changes.stored import Stored


class CheckedFiles(msgspec.Struct, frozen=True):
    """The files of source code, and the build files and manifests, that a check has read."""

    sources: tuple[str, ...]
    configuration: tuple[str, ...]


class Shown(msgspec.Struct, frozen=True):
    """The findings that are left, those that somebody accepted, and how many are not shown for which reason."""

    findings: list[Finding]
    accepted: list[Finding]
    hidden: Hidden
    remarks: tuple[Text, ...] = ()


def without_suppressed(
    disk: Disk,
    findings: Sequence[Finding],
    paths: Iterable[str],
    ran: Ran,
    needs_reason: bool,
    review: Callable[[list[Judged]], list[Finding]],
) -> Shown:
    """Applies the suppressions of files of a disk. `review` gives the findings about suppressions."""
    found = [item for path in sorted(set(paths)) for item in _suppressions(disk, path)]
    shown, hidden, used = matching.apply(findings, found, registry.codes, needs_reason)
    ran = msgspec.structs.replace(ran, codes=ran.codes - registry.ABOUT_SUPPRESSIONS)
    about = review(matching.judge(found, used, registry.codes, needs_reason, ran))
    about, more, _ = matching.apply(about, found, registry.codes, needs_reason)
    return Shown([*shown, *about], [*hidden, *more], Hidden(suppressed=len(hidden) + len(more)))


def _suppressions(disk: Disk, path: str) -> list[Suppression]:
    data = saved_or_not(disk, path)
    if data is None or not SIGN.search(data):
        return []
    from privlint.suppressions.reading import read_suppressions

    return read_suppressions(path, data)


def changes_since(disk: Disk, ref: str, stored: Stored | None = None) -> list[tuple[Base, Changes]]:
    """What has changed below the root of a disk since a commit, "" for the usual one: of the index, since each commit
    that the next one follows. Raises GitError."""
    from privlint.changes.base import find_base, parents_of_next
    from privlint.changes.files import Changes

    if stored is None:
        bases = [find_base(disk.root, ref)]
    elif ref or stored.commit:
        bases = [find_base(disk.root, ref, stored.commit or "HEAD")]
    else:
        bases = parents_of_next(disk.root)
    files, tree = (stored.files_top, stored.tree) if stored else (None, None)
    return [(base, Changes(disk, base.commit, files, tree)) for base in bases]


def shown_report(
    report: Report,
    settings: Settings,
    beside: Path,
    changes: Iterable[tuple[Base, Changes]],
    at_base: Callable[[Changes], Sequence[Finding] | None],
) -> Report:
    """A report of all findings without those that are not to be shown, and the notices that the others speak of; raises
    BaselineError and GitError. `beside` is the folder that paths of the baseline are told from; `at_base` gives all
    findings of the commit that changes are counted from."""
    before = Shown(report.findings, list(report.accepted), report.hidden)
    shown = _without_the_rest(beside, before, settings, changes, report.sdks, at_base)
    wanted = {id for finding in shown.findings for id in finding.notices}
    wanted |= {id for use in report.sdks for id in use.notices}
    return msgspec.structs.replace(
        report,
        findings=shown.findings,
        accepted=tuple(sorted(shown.accepted, key=Finding.order)),
        hidden=shown.hidden,
        remarks=(*report.remarks, *shown.remarks),
        notices=tuple(notice for notice in report.notices if notice.id in wanted),
    )


def findings_at_base(
    files: CheckedFiles, changes: Changes, check_commit: Callable[[Changes], Report]
) -> list[Finding] | None:
    """All findings of the commit that changes are counted from; None where no file differs that a check reads."""
    from privlint.changes.export import is_read

    before = {path for path in changes.base_paths() if is_read(path)}
    ours = {*files.sources, *files.configuration}
    changes.load(before & ours)
    if not any(changes.is_changed(path) for path in ours) and all(changes.has(path) for path in before):
        return None
    report = check_commit(changes)
    return [*report.findings, *report.accepted]


def _without_the_rest(
    root: Path,
    before: Shown,
    settings: Settings,
    changes: Iterable[tuple[Base, Changes]],
    sdks: Iterable[SdkUse],
    at_base: Callable[[Changes], Sequence[Finding] | None],
) -> Shown:
    """Takes out what the baseline covers, then what no change has brought (since any of several commits), then what is
    not severe enough; raises BaselineError and GitError."""
    left, accepted, remarks = before.findings, list[Finding](), list[Text]()
    if settings.baseline:
        from privlint.baseline.applying import apply_baseline

        applied = apply_baseline(Path(settings.baseline), root, left)
        left, accepted, remarks = applied.shown, applied.accepted, list(applied.remarks)
    current = left
    for base, files in changes:
        from privlint.changes.filtering import of_changes

        current = of_changes(current, sdks, files, partial(at_base, files))
        remarks.append(_compared(base))
    lowest = SEVERITIES.index(settings.min_severity)
    shown = [finding for finding in current if SEVERITIES.index(finding.severity) <= lowest]
    hidden = Hidden(
        suppressed=before.hidden.suppressed,
        baseline=len(accepted),
        unchanged=len(left) - len(current),
        minor=len(current) - len(shown),
    )
    return Shown(shown, [*before.accepted, *accepted], hidden, tuple(remarks))


def _compared(base: Base) -> Text:
    name = base.name if base.commit.startswith(base.name) else f"{base.name} ({base.commit[:10]})"
    return Text(f"changes are counted from {name}", f"变更基准：{name}")
