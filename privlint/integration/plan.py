"""What `privlint init` would do to the files of a repository."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from privlint.fixing import Change
from privlint.integration.table import Integration, Target, template

_ENCODING, _ERRORS = "utf-8", "surrogateescape"  # what is no UTF-8 stays as it is
_MOST_BYTES = 1 << 20

#: Why a file is left to people: it holds something else; its shape is not understood; it is no file that can be
#: read; it lies outside of the folder; there must be one.
Reason = Literal["different", "shape", "unreadable", "outside", "missing"]


class Step(msgspec.Struct, frozen=True):
    """What becomes of one file: a change, nothing because all is there, or something that people have to do."""

    path: str
    change: Change | None = None
    reason: Reason | None = None
    text: str = ""  # what has to be in the file


def plan(root: Path, integration: Integration, values: dict[str, str]) -> list[Step]:
    """The steps that bring an integration into a folder. Files are read, none is written."""
    return [_step(root, target, values) for target in integration.files]


def _step(root: Path, target: Target, values: dict[str, str]) -> Step:
    names = [name for name in target.paths if os.path.lexists(root / name)]
    path = names[0] if names else target.paths[0]
    at = min(target.paths.index(path), len(target.templates) - 1)
    text = template(target.templates[at], values)
    if not _is_inside(root, path):
        return Step(path, reason="outside", text=text)
    if not names:
        return Step(path, reason="missing", text=text) if target.needs_one else Step(path, _new(path, target, text))
    before = _read(root / path)
    if before is None:
        return Step(path, reason="unreadable", text=text)
    if target.present and re.search(target.present, before):
        return Step(path)
    if not target.item_of and not target.into:
        return Step(path) if _same(before, text) else Step(path, Change(path, before, text), "different", text)
    after = _with_item(path, before, target.item_of, text) if target.item_of else _at_end(before, text)
    return Step(path, reason="shape", text=text) if after is None else Step(path, Change(path, before, after))


def _new(path: str, target: Target, text: str) -> Change:
    listed = _with_item(path, target.start, target.item_of, text) if target.item_of else None
    return Change(path, "", text if listed is None else listed)


def _with_item(path: str, before: str, key: str, item: str) -> str | None:
    if path.endswith(".json"):
        from privlint.integration import json_lists

        return json_lists.with_item(before, key, item)
    from privlint.integration import yaml_lists

    return yaml_lists.with_item(before, key, item)


def _at_end(before: str, text: str) -> str:
    end = "\r\n" if "\r\n" in before else "\n"
    gap = "" if not before or before.endswith("\n") else end
    return before + gap + text.replace("\n", end)


def _same(one: str, other: str) -> bool:
    return one.replace("\r\n", "\n").rstrip() == other.rstrip()


def _read(path: Path) -> str | None:
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return None
        return path.read_bytes().decode(_ENCODING, _ERRORS)
    except OSError:
        return None


def _is_inside(root: Path, path: str) -> bool:
    """Whether links on the way keep a file in the folder, so that nothing is written elsewhere."""
    return Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root))


def changes(steps: list[Step]) -> Iterator[Change]:
    """The changes that may be written: those of no file that holds something else."""
    return (step.change for step in steps if step.change is not None and step.reason is None)
