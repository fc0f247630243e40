"""The files of a repository: listed once, by git where there is git, and never outside the root."""

from __future__ import annotations

import contextlib
import os
import posixpath
import stat
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from privlint import git
from privlint.disk import Disk
from privlint.git import GitError
from privlint.workspace.model import Problem

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: Files the workspace reads itself; larger ones are none that people wrote.
MAX_BYTES: Final = 8 << 20

_MAX_SUBMODULE_DEPTH: Final = 4
#: How a file looks from outside: its size, and when it and what is known of it was changed, in nanoseconds.
Look = tuple[int, int, int]

#: Folders with nothing of the application in them.
_SKIPPED: Final = frozenset((".git", ".gradle", ".hg", ".svn", "node_modules"))


class RepositoryFiles:
    """The regular files below a root, as repository-relative paths with forward slashes, and their text."""

    def __init__(self, root: Path | Disk) -> None:
        self.disk = Disk.of(root)
        self.root = os.path.realpath(self.disk.root)
        self.problems: list[Problem] = []
        self._folders: set[str] = set()
        self.looks: dict[str, Look] = {}  # of files, links left out
        listed = list(_git_files(self.root))
        saved = list(self._known_to_git(listed, 0) if listed else filter(self._is_inside, _walked_files(self.root)))
        self.paths: list[str] = sorted({*filter(self._is_named, saved), *self.disk.unsaved})
        self.disk.asked.listing = tuple(self.paths)
        self._known = frozenset(self.paths)
        self._texts: dict[str, str | None] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._known

    def below(self, folder: str) -> list[str]:
        """All files in a folder and its subfolders, sorted; "" is the root."""
        if not folder:
            return self.paths
        start = bisect_left(self.paths, folder + "/")
        # "0" is the character behind "/".
        return self.paths[start : bisect_left(self.paths, folder + "0", start)]

    def has_folder(self, folder: str) -> bool:
        """Whether there is a file below the folder."""
        start = bisect_left(self.paths, folder + "/")
        return not folder or start < len(self.paths) and self.paths[start].startswith(folder + "/")

    def bytes(self, path: str) -> bytes | None:
        """The content of a listed file; None, and a problem, when it cannot be read."""
        if path not in self._known:
            return None
        try:
            data = self.disk.read(path, os.path.join(self.root, path), MAX_BYTES + 1)
        except OSError as error:
            self.problems.append(Problem(path, 1, f"cannot be read: {error.strerror or error}"))
            return None
        if len(data) > MAX_BYTES:
            self.problems.append(Problem(path, 1, "too large"))
            return None
        return data

    def open(self, path: str) -> BinaryIO | None:
        """A listed file, opened for reading, for readers that need only parts of it; None when it cannot be read."""
        if path not in self._known:
            return None
        try:
            return self.disk.open(path, os.path.join(self.root, path))
        except OSError as error:
            self.problems.append(Problem(path, 1, f"cannot be read: {error.strerror or error}"))
            return None

    def text(self, path: str) -> str | None:
        """The text of a listed file in whatever encoding it is; read once."""
        if path not in self._texts:
            data = self.bytes(path)
            self._texts[path] = None if data is None else decode(data)
        return self._texts[path]

    def refresh(self, path: str) -> bool:
        """Looks at a listed file again; whether it is still there."""
        self.looks.pop(path, None)
        self._texts.pop(path, None)
        return self._is_inside(path)

    def state(self) -> dict[str, tuple[int, int]]:
        """Size and time of the last change of every file; those that are gone meanwhile are left out."""
        found = {}
        for path in self.paths:
            with contextlib.suppress(OSError):
                status = os.stat(os.path.join(self.root, path))
                found[path] = (status.st_size, status.st_mtime_ns)
        return found

    def _is_named(self, path: str) -> bool:
        """Whether a path is text: reports cannot name one that is not."""
        try:
            path.encode()
        except UnicodeEncodeError:
            self.problems.append(Problem(path.encode("utf-8", "replace").decode(), 1, "file name is not UTF-8"))
            return False
        return True

    def _known_to_git(self, listed: Iterable[str], depth: int) -> Iterator[str]:
        """The files of a listing, those of submodules too."""
        for path in listed:
            if self._is_inside(path):
                yield path
            elif path in self._folders and depth < _MAX_SUBMODULE_DEPTH and self._has_git(path):
                yield from self._known_to_git(_git_listing(self.root, path), depth + 1)

    def _has_git(self, folder: str) -> bool:
        return os.path.exists(f"{self.root}/{folder}/.git")

    def _is_inside(self, path: str) -> bool:
        """Whether a path is a regular file that does not lead out of the root."""
        full = f"{self.root}/{path}"
        try:
            status = os.lstat(full)
        except (OSError, ValueError):
            return False
        if stat.S_ISREG(status.st_mode):
            self.looks[path] = status.st_size, status.st_mtime_ns, status.st_ctime_ns
            return True
        if stat.S_ISLNK(status.st_mode):
            target = os.path.realpath(full)
            return target.startswith(self.root.rstrip(os.sep) + os.sep) and os.path.isfile(target)
        if stat.S_ISDIR(status.st_mode):
            self._folders.add(path)
        return False


def decode(data: bytes) -> str:
    """Text of unknown encoding: what the byte order mark says, UTF-8, the Chinese national encoding, Latin-1."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def join(folder: str, path: str) -> str | None:
    """A path relative to a repository folder, normalised; None when it leads out of the repository."""
    joined = posixpath.normpath(posixpath.join(folder, path.replace("\\", "/")))
    if joined.startswith(("../", "/")) or joined == "..":
        return None
    return "" if joined == "." else joined


def _git_files(root: str) -> Iterator[str]:
    """Tracked and untracked files that git does not ignore; nothing without git or when git refuses."""
    folder = Path(root)
    if any((parent / ".git").exists() for parent in (folder, *folder.parents)):
        yield from _git_listing(root, "")


def _git_listing(root: str, prefix: str) -> Iterator[str]:
    try:
        listing = git.run(os.path.join(root, prefix), "ls-files", "-co", "--exclude-standard", "-z")
    except GitError:
        return
    for name in listing.split(b"\0"):
        if name:
            yield posixpath.join(prefix, os.fsdecode(name).rstrip("/")) if prefix else os.fsdecode(name).rstrip("/")


def _walked_files(root: str) -> Iterator[str]:
    """Files by walking, honouring `.gitignore`; symbolic links to folders are not followed."""
    pending: list[tuple[str, tuple[tuple[str, GitIgnoreSpec], ...]]] = [("", ())]
    while pending:
        folder, ignores = pending.pop()
        try:
            entries = list(os.scandir(os.path.join(root, folder)))
        except OSError:
            continue
        if any(entry.name == ".gitignore" for entry in entries):
            ignores = (*ignores, *_ignore_rules(root, folder))
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _SKIPPED and not _is_ignored(path + "/", ignores):
                    pending.append((path, ignores))
            elif not _is_ignored(path, ignores):
                yield path


def _ignore_rules(root: str, folder: str) -> Iterator[tuple[str, GitIgnoreSpec]]:
    """The rules of a folder's `.gitignore`; a line that is no pattern is left out."""
    from pathspec import GitIgnoreSpec

    try:
        with open(os.path.join(root, folder, ".gitignore"), "rb") as file:
            lines = decode(file.read(MAX_BYTES)).splitlines()
    except OSError:
        return
    patterns: list[str] = []
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            continue
        patterns.append(line)
    yield folder, GitIgnoreSpec.from_lines(patterns)


def _is_ignored(path: str, ignores: tuple[tuple[str, GitIgnoreSpec], ...]) -> bool:
    """Whether the nearest `.gitignore` with an opinion ignores the path."""
    for folder, rules in reversed(ignores):
        decision = rules.check_file(path[len(folder) + 1 :] if folder else path).include
        if decision is not None:
            return bool(decision)
    return False
