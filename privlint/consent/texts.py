"""What string resources say to the user. Files of values are read when a text is first asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from privlint.disk import Disk
from privlint.workspace.files import MAX_BYTES
from privlint.workspace.resources import ResourceFiles, Resources, is_default

_REFERENCE = "@string/"


class Texts:
    """The default texts of a variant. What is unknown or cannot be read is empty; nothing raises."""

    def __init__(self, root: Path | Disk, paths: Sequence[str]) -> None:
        self._resources = Resources(ResourceFiles(_Files(root)), paths)
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The text of `R.string.name`, "" if there is none."""
        text = self.resolve(_REFERENCE + name)
        return "" if text.startswith("@") else text

    def resolve(self, text: str) -> str:
        """The text that a reference (`@string/agree`) stands for; all other text as it is."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._resources.resolve(text)
        return found

    def asked(self) -> frozenset[str]:
        """The references that were looked for so far, such as `string/agree`."""
        return frozenset(self._resources.asked)


def define_any(root: Path | Disk, paths: Iterable[str], references: Iterable[str]) -> bool:
    """Whether files of values that are for all languages and devices define any of these references."""
    wanted = tuple(references)
    files = ResourceFiles(_Files(root))
    return any(files.value(path, each) is not None for path in paths if is_default(path) for each in wanted)


class _Files:
    """Files below a root."""

    def __init__(self, root: Path | Disk) -> None:
        self._disk = Disk.of(root)
        self._root = os.path.realpath(self._disk.root)

    def bytes(self, path: str) -> bytes | None:
        """The content of a file; None for what cannot be read, is too large, or lies outside of the root."""
        try:
            full = os.path.realpath(os.path.join(self._root, path))
            if not full.startswith(self._root.rstrip(os.sep) + os.sep):
                return None
            data = self._disk.read(path, full, MAX_BYTES + 1)
        except (OSError, ValueError):
            return None
        return data if len(data) <= MAX_BYTES else None
