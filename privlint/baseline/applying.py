"""Applies a baseline to the findings of a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from privlint.baseline.file import read_baseline
from privlint.baseline.matching import match
from privlint.findings import Accepted, Finding, Text

_MOST_NAMED = 3


class Applied(msgspec.Struct, frozen=True):
    """The findings that are left, those that the baseline covers, and what is to be said about it."""

    shown: list[Finding]
    accepted: list[Finding]
    remarks: tuple[Text, ...]


def apply_baseline(file: Path, root: Path, findings: Sequence[Finding]) -> Applied:
    """Takes out the findings of the folder `root` that a baseline covers; raises BaselineError."""
    matched = match(read_baseline(file), findings, places(file, root), exists(file))
    entries = {id(finding): entry for finding, entry in matched.covered}
    accepted = [
        msgspec.structs.replace(finding, accepted=Accepted("baseline", entries[id(finding)].reason, str(file)))
        for finding in findings
        if id(finding) in entries
    ]
    remarks = []
    over = list(dict.fromkeys(entry for _, entry in matched.expired))
    for entry in over[:_MOST_NAMED]:
        en = f"the entry for {entry.code} in {entry.path} ({entry.symbol}) expired on {entry.expires}"
        zh = f"{entry.path}（{entry.symbol}）的 {entry.code} 条目已于 {entry.expires} 到期"
        remarks.append(Text(f"{file}: {en}", f"{file}：{zh}"))
    if len(over) > _MOST_NAMED:
        more = len(over) - _MOST_NAMED
        remarks.append(Text(f"{file}: entries that expired besides: {more}", f"{file}：另有 {more} 个条目已到期"))
    return Applied([finding for finding in findings if id(finding) not in entries], accepted, tuple(remarks))


def places(file: Path, root: Path) -> Callable[[str], str]:
    """Turns paths below a folder into those of a baseline: relative to its own folder."""
    prefix = os.path.relpath(os.path.realpath(root), os.path.realpath(file.parent)).replace(os.sep, "/")
    return lambda path: path if prefix == "." else os.path.normpath(f"{prefix}/{path}").replace(os.sep, "/")


def exists(file: Path) -> Callable[[str], bool]:
    """Whether a path of a baseline is a file."""
    return lambda path: (file.parent / path).is_file()
