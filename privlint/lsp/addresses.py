"""Files as an editor names them, by URI, and as the file system does."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlsplit

_SCHEME = "file"
_SAFE = "/-._~!$&'()*+,;=@"
_DRIVE = re.compile(r"/[A-Za-z]:")


def path_of(uri: str) -> Path | None:
    """The absolute path that a URI names, without `.` and `..`; None for what is no file here."""
    try:
        parts = urlsplit(uri)
        path = os.fsdecode(unquote_to_bytes(parts.path))
    except ValueError:
        return None
    if parts.scheme != _SCHEME or not path.startswith("/") or "\0" in path:
        return None
    if parts.netloc and parts.netloc != "localhost":
        path = f"//{parts.netloc}{path}"
    elif os.name == "nt" and _DRIVE.match(path):
        path = path[1:]
    return Path(os.path.normpath(path))


def uri_of(path: Path) -> str:
    """The URI of an absolute path."""
    text = path.as_posix()
    drive = "" if text.startswith("/") else "/"
    return f"{_SCHEME}://{drive}{quote(os.fsencode(text), safe=_SAFE)}"


def relative(path: Path, folder: Path) -> str | None:
    """The path below a folder with forward slashes; None for what is not below it."""
    try:
        found = path.relative_to(folder).as_posix()
    except ValueError:
        return None
    return None if found == "." else found
